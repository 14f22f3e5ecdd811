//! `serve --open`: which page is opened in the browser.
//!
//! In: a site whose texts were changed at known times, and a program that stands in for the
//! browser. Out: the address that it was given.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    time::{Duration, Instant, SystemTime},
};

use super::client::Preview;
use crate::project::Project;

/// Writes a stand-in for `xdg-open` that writes down what it is to open.
fn with_browser(project: Project) -> Project {
    let script = "#!/bin/sh\nprintf '%s' \"$1\" > opened.new && mv opened.new opened\n";
    let project = project.file("bin/xdg-open", script);
    let browser = project.path("bin/xdg-open");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("made executable");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", project.path("bin").display());
    project.env("PATH", &path)
}

/// The address that was opened.
fn opened(project: &Project) -> String {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !project.path("opened").exists() {
        assert!(Instant::now() < deadline, "nothing was opened");
        std::thread::sleep(Duration::from_millis(10));
    }
    project.read("opened")
}

fn changed_at(project: &Project, path: &str, seconds: u64) {
    let file = File::options()
        .write(true)
        .open(project.path(path))
        .expect("the file");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    file.set_modified(time).expect("its time is set");
}

#[test]
fn the_page_of_the_text_changed_last_is_opened() {
    for (last, page) in [
        ("content/put/01-poisk.md", "put/"),
        ("content/put/persona.md", "put/"),
        ("content/o-nas.md", "o-nas/"),
        ("content/index.md", ""),
    ] {
        let project = with_browser(
            Project::minimal()
                .settings("\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n")
                .file("content/o-nas.md", "---\ntitle: О нас\n---\n"),
        );
        for path in [
            "content/index.md",
            "content/o-nas.md",
            "content/put/map.md",
            "content/put/persona.md",
            "content/put/01-poisk.md",
        ] {
            changed_at(&project, path, 1_700_000_000);
        }
        changed_at(&project, last, 1_750_000_000);
        let preview = Preview::start(&project, &["-p", "0", "--open"]);
        assert_eq!(opened(&project), format!("{}{page}", preview.url), "{last}");
    }
}

#[test]
fn a_site_that_is_broken_opens_at_its_start() {
    let project = with_browser(Project::minimal().settings("\n[nonsense\n"));
    let preview = Preview::start(&project, &["-p", "0", "--open"]);
    assert_eq!(opened(&project), preview.url);
}
