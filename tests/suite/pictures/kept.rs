//! What is kept of pictures between two builds.

use std::fs;

use super::{
    published,
    samples::{self, Beside},
    showing,
};
use crate::project::Project;

fn site() -> Project {
    showing("dom.jpg", &samples::jpeg(900, 600, &Beside::default()))
}

/// The files of the store, with their times.
fn kept(project: &Project) -> Vec<(String, std::time::SystemTime)> {
    let files = project.tree(".cjm-site").into_keys();
    let time = |path: &String| {
        let file = project.path(&format!(".cjm-site/{path}"));
        fs::metadata(file)
            .and_then(|found| found.modified())
            .expect("a time")
    };
    files.map(|path| (path.clone(), time(&path))).collect()
}

#[test]
fn the_second_build_makes_nothing_and_publishes_the_same() {
    let project = site();
    project.run(&["build"]).assert_status(0);
    let (files, before) = (project.tree("public"), kept(&project));
    assert!(before.len() > 4, "{before:?}");
    project.run(&["build"]).assert_status(0);
    assert!(project.tree("public") == files);
    assert_eq!(kept(&project), before);
    // Without the folder all is as it was, only later.
    fs::remove_dir_all(project.path(".cjm-site")).expect("removed");
    project.run(&["build"]).assert_status(0);
    assert!(project.tree("public") == files);
}

#[test]
fn a_build_on_a_disk_that_takes_nothing_publishes_the_same() {
    let project = site();
    project.run(&["build"]).assert_status(0);
    let files = project.tree("public");
    fs::remove_dir_all(project.path(".cjm-site")).expect("removed");
    project.write(".cjm-site", b"no folder");
    let build = project.run(&["build"]);
    build.assert_status(0);
    assert_eq!(build.stderr, "");
    assert!(project.tree("public") == files);
}

#[test]
fn check_writes_nothing() {
    let project = site();
    project.run(&["check"]).assert_status(0);
    assert!(!project.path(".cjm-site").exists());
}

#[test]
fn what_is_kept_is_never_published_and_no_reason_to_refuse_a_destination() {
    let project = site();
    for _ in 0..2 {
        project.run(&["build", "-d", "out"]).assert_status(0);
        assert!(
            project
                .tree("out")
                .keys()
                .all(|path| !path.contains("cjm-site/"))
        );
    }
    let refused = project.run(&["build", "-d", ".cjm-site"]);
    refused.assert_status(2);
    assert!(
        project.path(".cjm-site/kept").is_dir(),
        "{}",
        refused.stderr
    );
}

#[test]
fn authors_files_keep_their_names() {
    let project = site();
    project.run(&["build"]).assert_status(0);
    let files = published(&project, "dom-480-");
    let (name, _) = files.first_key_value().expect("a smaller one");
    project.write(&format!("content/{name}"), b"mine");
    let check = project.run(&["check"]);
    let build = project.run(&["build"]);
    build.assert_status(1);
    assert!(
        build.stderr.contains("error[reserved-name]"),
        "{}",
        build.stderr
    );
    assert!(
        build.stderr.contains(&format!("content/{name}")),
        "{}",
        build.stderr
    );
    assert_eq!(check.status, Some(1), "{}", check.stdout);
}

#[test]
fn the_same_picture_under_two_names_is_published_twice() {
    let photo = samples::jpeg(900, 600, &Beside::default());
    let text = "---\ntitle: О нас\nsummary: Кто мы.\n---\n\n![Дом](dom.jpg)\n\n![Дом](dom.jpeg)\n\n![Дом](put/dom.jpg)\n";
    let project = Project::minimal()
        .file("content/about.md", text)
        .bytes("content/dom.jpg", &photo)
        .bytes("content/dom.jpeg", &photo)
        .bytes("content/put/dom.jpg", &photo);
    project.run(&["build"]).assert_status(0);
    assert_eq!(published(&project, "dom").len(), 4);
    assert_eq!(published(&project, "put/dom").len(), 3);
}
