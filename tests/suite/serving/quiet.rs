//! What is no change.
//!
//! In: files that are touched, read, saved as they were, or are none of the site's. Out: nothing:
//! only the change that follows is shown.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use super::{client::Preview, site};
use crate::{content_model::build, project::Project};

/// The files of the site, whatever they are for.
const FILES: [&str; 5] = [
    "book.toml",
    "content/index.md",
    "content/put/01-poisk.md",
    "content/put/persona.md",
    "themes/agency/templates/css/modes.css",
];

fn site_with_a_theme() -> Project {
    site().file("themes/agency/templates/css/modes.css", ".a{color:red}")
}

fn touch(project: &Project, path: &str) {
    let file = fs::File::options().append(true).open(project.path(path));
    let now = SystemTime::now() + Duration::from_secs(1);
    file.expect("opened").set_modified(now).expect("touched");
}

#[test]
fn touched_files() {
    let project = site_with_a_theme();
    let preview = Preview::of(&project);
    preview.mark(&project);
    preview.nothing_from(&project, || {
        for path in FILES {
            touch(&project, path);
        }
    });
    // A picture is known by its bytes from the first time that it is looked at.
    touch(&project, "content/put/photo.jpg");
    preview.mark(&project);
    preview.nothing_from(&project, || touch(&project, "content/put/photo.jpg"));
}

#[test]
fn files_saved_as_they_were() {
    let project = site_with_a_theme();
    let preview = Preview::of(&project);
    preview.mark(&project);
    for path in FILES {
        let bytes = fs::read(project.path(path)).expect("read");
        preview.nothing_from(&project, || project.write(path, &bytes));
        preview.nothing_from(&project, || {
            let beside = project.path("content/.beside.tmp");
            fs::write(&beside, &bytes).expect("written");
            fs::rename(&beside, project.path(path)).expect("put in its place");
        });
    }
}

#[test]
fn files_that_are_read() {
    let project = site_with_a_theme();
    let preview = Preview::of(&project);
    preview.mark(&project);
    preview.nothing_from(&project, || {
        for folder in ["content", "themes", "."] {
            assert!(!project.tree(folder).is_empty());
        }
    });
    project.run(&["check"]).assert_status(0);
    preview.nothing_from(&project, || {
        project.run(&["check"]).assert_status(0);
        preview.get("/cjm/put/photo.jpg");
    });
}

#[test]
fn files_that_are_none_of_the_sites() {
    let project = site().file("notes/a.md", "# Заметка\n");
    let preview = Preview::of(&project);
    preview.mark(&project);
    preview.nothing_from(&project, || {
        project.write("notes/a.md", "# Другое\n".as_bytes());
        project.write("notes/b/c.md", b"# C\n");
        project.write("README.md", b"# Read me\n");
        project.write(".git/index", b"index");
        fs::rename(project.path("notes/b"), project.path("b")).expect("renamed");
        project.remove("b");
    });
    preview.nothing_from(&project, || {
        for path in [
            "content/.hidden.md",
            "content/put/_draft.md",
            "content/put/01-poisk.md~",
            "content/put/.01-poisk.md.swp",
            "content/put/4913",
            "content/.obsidian/workspace.json",
        ] {
            project.write(path, "# Чужое\n".as_bytes());
        }
        project.remove("content/.obsidian");
        project.remove("content/put/4913");
    });
}

#[test]
fn what_is_published_is_left_alone_and_not_read() {
    let project = site();
    build(&project, &[]);
    let published = project.tree("public");
    let preview = Preview::of(&project);
    preview.shows_after("/cjm/put/", "Увидеть дом", || {
        let stage = project.read("content/put/01-poisk.md");
        let stage = stage.replace("Найти дом", "Увидеть дом");
        project.write("content/put/01-poisk.md", stage.as_bytes());
    });
    preview.mark(&project);
    assert_eq!(project.tree("public"), published, "nothing is published");
    // A build beside the preview, which reads everything and replaces the folder.
    preview.nothing_from(&project, || drop(build(&project, &[])));
    preview.nothing_from(&project, || {
        project.write("public/own.md", "# Своё\n".as_bytes());
        project.write("public/put/index.html", b"other");
    });
    assert_eq!(preview.get("/cjm/own/").status, 404);
    assert!(preview.shows("/cjm/put/", "Увидеть дом"));
    preview.nothing_from(&project, || project.remove("public"));
    assert!(!project.path("public").exists());
}
