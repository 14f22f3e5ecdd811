//! Sites with errors while they are shown.
//!
//! In: files that are broken and mended, or missing from the start. Out: the last good site, the
//! same findings as `check` has, and the mended site as soon as there is one.

use serde_json::{Value, json};

use super::{client::Preview, site};
use crate::project::{Project, SETTINGS};

const STAGE: &str = "content/put/01-poisk.md";

/// A stage with an error in its front matter.
const BROKEN_STAGE: &str = "---\ntitle: Поиск\nemotion: 9\n---\n\n## Цели\n\n- Увидеть дом\n";

fn write(project: &Project, path: &str, text: &str) {
    project.write(path, text.as_bytes());
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Fails unless the preview finds what `check` finds in the same files.
#[track_caller]
fn finds_what_check_finds(project: &Project, preview: &Preview) {
    let run = project.run(&["check", "--format", "json"]);
    assert_eq!(json_of(&preview.findings()), json_of(&run.stdout));
}

/// Breaks something, looks at what is found, mends it, and looks that nothing is.
#[track_caller]
fn breaks_and_mends(project: &Project, preview: &Preview, path: &str, broken: Option<&str>) {
    let good = project.read(path);
    preview.follows(
        path,
        || match broken {
            Some(text) => write(project, path, text),
            None => project.remove(path),
        },
        |preview| preview.state("/cjm/put/")["stale"] == true,
    );
    finds_what_check_finds(project, preview);
    assert!(
        preview.shows("/cjm/put/", "Найти дом"),
        "the last good page"
    );
    assert!(!preview.shows("/cjm/put/", "Увидеть дом"));
    assert!(preview.shows("/__cjm/diagnostics/", path));
    preview.follows(
        "it is mended",
        || write(project, path, &good),
        |preview| preview.state("/cjm/put/")["stale"] == false,
    );
    finds_what_check_finds(project, preview);
    assert_eq!(preview.state("/cjm/put/")["findings"], json!([]));
}

#[test]
fn texts() {
    let project = site();
    let preview = Preview::of(&project);
    for broken in [
        BROKEN_STAGE,
        "---\ntitle: [\n---\n\n- Увидеть дом\n",
        "---\ntitle: Поиск\n---\n\n[Увидеть дом](nowhere.md)\n",
    ] {
        breaks_and_mends(&project, &preview, STAGE, Some(broken));
    }
}

#[test]
fn a_text_that_is_not_utf_8() {
    let project = site();
    let preview = Preview::of(&project);
    let good = project.read(STAGE);
    preview.follows(
        "bytes that are no text",
        || project.write(STAGE, b"# \xcf\xee\xe8\xf1\xea\n"),
        |preview| preview.findings().contains("not-utf8"),
    );
    finds_what_check_finds(&project, &preview);
    preview.follows(
        "it is mended",
        || write(&project, STAGE, &good),
        |preview| preview.state("/cjm/put/")["errors"] == 0,
    );
}

#[test]
fn templates() {
    let path = "themes/agency/templates/parts/stage.html";
    let good = "{% include \"builtin/agency/parts/stage.html\" %}";
    let project = site().file(path, good);
    let preview = Preview::of(&project);
    for broken in [
        "{% if %}",
        "{{ stage.nothing.at.all }}",
        "{% include \"nowhere.html\" %}",
    ] {
        breaks_and_mends(&project, &preview, path, Some(broken));
    }
}

#[test]
fn a_new_error_in_place_of_another_is_told() {
    let project = site();
    let preview = Preview::of(&project);
    let mut seen = Vec::new();
    for emotion in ["7", "8"] {
        let message = format!("emotion: {emotion}");
        preview.follows(
            &message,
            || {
                write(
                    &project,
                    STAGE,
                    &BROKEN_STAGE.replace("emotion: 9", &message),
                )
            },
            |preview| {
                let state = preview.state("/cjm/put/");
                state["findings"][0]["places"][0]["excerpt"] == *message
            },
        );
        finds_what_check_finds(&project, &preview);
        seen.push(preview.version());
    }
    assert_eq!(seen[1], seen[0] + 1);
}

#[test]
fn settings_with_a_syntax_error_leave_the_last_good_ones() {
    let project = site();
    let preview = Preview::of(&project);
    let good = project.read("book.toml");
    preview.follows(
        "the syntax error",
        || write(&project, "book.toml", &good.replace("[agency]", "[agency")),
        |preview| preview.findings().contains("toml-syntax"),
    );
    assert!(preview.shows("/cjm/put/", "Маяк"));
    preview.shows_after("/cjm/put/", "Увидеть дом", || {
        let stage = project.read(STAGE).replace("Найти дом", "Увидеть дом");
        write(&project, STAGE, &stage);
    });
    assert!(
        preview.findings().contains("toml-syntax"),
        "it is told still"
    );
    preview.shows_after("/cjm/put/", "Компас", || {
        write(&project, "book.toml", &good.replace("Маяк", "Компас"));
    });
    assert_eq!(preview.state("/cjm/put/")["findings"], json!([]));
    preview.follows(
        "no settings at all",
        || project.remove("book.toml"),
        |preview| preview.findings().contains("missing-settings"),
    );
    preview.mark(&project);
    preview.follows(
        "they are back",
        || write(&project, "book.toml", &good),
        |preview| preview.state("/cjm/put/")["errors"] == 0,
    );
}

#[test]
fn a_site_that_is_broken_from_the_start() {
    let project = site();
    let good = project.read(STAGE);
    write(&project, STAGE, BROKEN_STAGE);
    let preview = Preview::of(&project);
    assert!(
        preview.greeting.concat().contains("1 error"),
        "{:?}",
        preview.greeting
    );
    preview.wait_until("it is told", |preview| {
        preview.said().contains("emotion: 9")
    });
    let page = preview.get("/cjm/put/").text();
    assert!(page.contains("content/put/01-poisk.md:3:10"), "{page}");
    assert!(page.contains("cjm-preview-script"), "it shows what follows");
    finds_what_check_finds(&project, &preview);
    let tag = preview.state("/cjm/put/")["page"]["tag"].clone();
    assert!(tag.as_str().is_some_and(|tag| tag.starts_with("broken")));
    preview.follows(
        "another error",
        || write(&project, STAGE, &BROKEN_STAGE.replace('9', "8")),
        |preview| preview.findings().contains("not 8"),
    );
    assert_ne!(preview.state("/cjm/put/")["page"]["tag"], tag);
    preview.shows_after("/cjm/put/", "Найти дом", || {
        write(&project, STAGE, &good)
    });
    let tag = preview.state("/cjm/put/")["page"]["tag"].clone();
    assert!(tag.as_str().is_some_and(|tag| !tag.starts_with("broken")));
}

#[test]
fn a_folder_that_is_no_site_yet() {
    let project = Project::new();
    let whole = site();
    let preview = Preview::of(&project);
    assert!(preview.findings().contains("missing-settings"));
    finds_what_check_finds(&project, &preview);
    preview.follows(
        "settings alone",
        || write(&project, "book.toml", &whole.read("book.toml")),
        |preview| !preview.findings().contains("missing-settings"),
    );
    assert!(preview.findings().contains("missing-content"));
    finds_what_check_finds(&project, &preview);
    preview.shows_after("/cjm/put/", "Найти дом", || {
        crate::project::copy_folder(&whole.path("content"), &project.path("content"));
    });
    preview.mark(&project);
    assert_eq!(preview.state("/cjm/put/")["errors"], 0);
}

#[test]
fn content_without_settings_then_settings() {
    let project = Project::minimal();
    project.remove("book.toml");
    let preview = Preview::of(&project);
    assert!(preview.findings().contains("missing-settings"));
    preview.shows_after("/put/", "Найти дом", || {
        write(&project, "book.toml", SETTINGS)
    });
    preview.mark(&project);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_and_then_may() {
    use std::os::unix::fs::PermissionsExt;
    let project = site();
    let preview = Preview::of(&project);
    let set = |mode: u32| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(project.path(STAGE), mode).expect("set");
    };
    set(0);
    if std::fs::read(project.path(STAGE)).is_ok() {
        return; // This user may read everything.
    }
    preview.wait_until("it cannot be read", |preview| {
        preview.findings().contains("unreadable-file")
    });
    assert!(preview.shows("/cjm/put/", "Найти дом"));
    set(0o644);
    preview.wait_until("it can be read", |preview| {
        preview.state("/cjm/put/")["errors"] == 0
    });
}
