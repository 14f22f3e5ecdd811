//! Folders, symbolic links, names and permissions that are not what they should be.
#![cfg(unix)]

use std::{
    ffi::OsStr,
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    },
};

use super::{
    bad_input::{assert_bearable, assert_places},
    formats::places,
};
use crate::project::Project;

fn linked(links: &[(&str, &str)]) -> Project {
    let project = Project::minimal();
    for (at, to) in links {
        let at = project.path(at);
        std::fs::create_dir_all(at.parent().expect("a parent")).expect("folders");
        symlink(to, at).expect("a link");
    }
    project
}

#[test]
fn links_that_loop_or_lead_to_nothing_are_warnings() {
    assert_places(
        "itself",
        &linked(&[("content/put/here", ".")]),
        &["content/put/here:-:- broken-symlink"],
    );
    assert_places(
        "above",
        &linked(&[("content/put/up", "..")]),
        &["content/put/up:-:- broken-symlink"],
    );
    assert_places(
        "nothing",
        &linked(&[("content/a.md", "nope.md")]),
        &["content/a.md:-:- broken-symlink"],
    );
    assert_places(
        "each other",
        &linked(&[("content/a", "b"), ("content/b", "a")]),
        &[
            "content/a:-:- broken-symlink",
            "content/b:-:- broken-symlink",
        ],
    );
}

#[test]
fn links_that_leave_the_site_are_errors() {
    for (at, to) in [
        ("content/passwd.txt", "/etc/passwd"),
        ("content/etc", "/etc"),
        ("content/zero.md", "/dev/zero"),
        ("content/put/up", "../../.."),
    ] {
        let project = linked(&[(at, to)]);
        let found = places(&project);
        assert_eq!(found, [format!("{at}:-:- outside-site")], "{to}");
        project.run(&["build"]).assert_status(1);
    }
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(
        outside.path().join("theme.toml"),
        "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
    )
    .expect("a file");
    let project = linked(&[("themes/mine", &outside.path().to_string_lossy())])
        .settings("\n[output.html]\ntheme = \"mine\"\n");
    let found = places(&project);
    assert!(
        matches!(found.as_slice(), [one] if one.ends_with(" outside-site")),
        "{found:?}"
    );
    let project = Project::minimal();
    project.remove("book.toml");
    std::fs::write(outside.path().join("secret"), "[book]\ntitle = СЕКРЕТ\n").expect("a file");
    symlink(outside.path().join("secret"), project.path("book.toml")).expect("a link");
    let run = project.run(&["check"]);
    run.assert_status(1);
    assert!(
        run.stdout.contains("error[outside-site]") && !run.stdout.contains("СЕКРЕТ"),
        "{}",
        run.stdout
    );
}

#[test]
fn links_inside_the_site_are_followed() {
    let project = linked(&[("content/about", "../texts")]).file(
        "texts/index.md",
        "---\ntitle: О нас\nsummary: Кто мы.\n---\n",
    );
    assert_places("a folder", &project, &[]);
    project.run(&["build"]).assert_status(0);
    assert!(project.exists("about/index.html"));
}

#[test]
fn names_that_are_not_utf8() {
    let project = Project::minimal();
    let name = OsStr::from_bytes(b"\xcf\xee.md");
    if std::fs::write(project.path("content").join(name), "# а\n").is_err() {
        println!("skipped: this file system takes names in UTF-8 only");
        return;
    }
    assert_places(
        "a name",
        &project,
        &["content/\u{fffd}\u{fffd}.md:-:- not-utf8"],
    );
}

#[test]
fn a_file_that_may_not_be_read() {
    let project = Project::minimal().file("content/about.md", "---\ntitle: О нас\n---\n");
    let path = project.path("content/about.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    assert_places(
        "a file",
        &project,
        &["content/about.md:-:- unreadable-file"],
    );
}
#[test]
fn folders_where_files_belong() {
    let project = Project::minimal();
    project.remove("content/put/map.md");
    let project = project.file("content/put/map.md/note.txt", "папка");
    let run = assert_bearable("map.md", &project);
    assert_eq!(
        run.status,
        Some(1),
        "a path without a map is in the wrong place: {}",
        run.stdout
    );
    let project = Project::minimal();
    project.remove("content");
    let project = project.file("content", "файл");
    assert_places("content", &project, &["book.toml:1:1 missing-content"]);
    for src in ["..", ".", "/etc", "content/../..", "nope"] {
        let project = Project::minimal().file(
            "book.toml",
            &format!("[book]\ntitle = \"а\"\nsrc = \"{src}\"\n"),
        );
        let found = places(&project);
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("book.toml:3:7 ")),
            "{src}: {found:?}"
        );
        project.run(&["build"]).assert_status(1);
    }
}
