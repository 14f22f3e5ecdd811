//! The same input gives the same bytes.

use std::collections::BTreeMap;

use super::{complete_folder, example};
use crate::project::{Project, copy_folder};

/// The published files of a build in another folder, with another environment.
fn bytes(project: &Project, arguments: &[&str], destination: &str) -> BTreeMap<String, Vec<u8>> {
    let all: Vec<&str> = ["build", "-d", destination]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    project.run(&all).assert_status(0);
    project.tree(destination)
}

#[track_caller]
fn assert_same(first: &BTreeMap<String, Vec<u8>>, second: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>(),
        "{what}"
    );
    for (path, bytes) in first {
        assert!(second.get(path) == Some(bytes), "{what}: {path} differs");
    }
    assert!(!first.is_empty());
}

fn complete_source() -> Project {
    Project::copy_of(&complete_folder().join("site"))
}

#[test]
fn twice_over_and_over_the_last_one() {
    let project = complete_source();
    let first = bytes(&project, &[], "a");
    assert_same(&first, &bytes(&project, &[], "b"), "another destination");
    assert_same(&first, &bytes(&project, &[], "a"), "over the last one");
}

#[test]
fn in_any_time_zone_and_language_of_the_machine() {
    let first = bytes(&complete_source(), &[], "a");
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "America/Los_Angeles"),
        ("LC_ALL", "ru_RU.UTF-8"),
        ("LANG", "tr_TR.UTF-8"),
    ] {
        assert_same(
            &first,
            &bytes(&complete_source().env(name, value), &[], "a"),
            name,
        );
    }
}

#[test]
fn on_any_day() {
    let first = bytes(&complete_source().today(1_700_000_000), &["--quiet"], "a");
    assert_same(
        &first,
        &bytes(&complete_source().today(1_900_000_000), &["--quiet"], "a"),
        "another day",
    );
}

#[test]
fn with_any_number_of_threads() {
    let first = bytes(&example(), &[], "a");
    for threads in ["1", "7"] {
        assert_same(
            &first,
            &bytes(&example().env("RAYON_NUM_THREADS", threads), &[], "a"),
            threads,
        );
    }
}

#[test]
fn from_any_working_folder() {
    let first = bytes(&complete_source(), &[], "a");
    let project = Project::new();
    copy_folder(
        &complete_folder().join("site"),
        &project.path("somewhere/else"),
    );
    project
        .run(&["--root", "somewhere/else", "build", "-d", "a"])
        .assert_status(0);
    assert_same(&first, &project.tree("a"), "by `--root`");
    let mut command = project.command(&["--root", "..", "build", "-d", "../../../b"]);
    let output = command
        .current_dir(project.path("somewhere/else/content"))
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{output:?}");
    assert_same(&first, &project.tree("b"), "from within the content");
}

#[test]
fn with_files_made_in_another_order_and_at_other_times() {
    let source = complete_source();
    let project = Project::new();
    for (path, bytes) in source.tree("").into_iter().rev() {
        project.write(&path, &bytes);
    }
    assert_same(
        &bytes(&source, &[], "public"),
        &bytes(&project, &[], "public"),
        "another order",
    );
}
