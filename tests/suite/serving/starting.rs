//! What the command says when it starts.
//!
//! In: sites and options. Out: the address, what was built, what was left out; links to the
//! author's editor, or none.

use super::{client::Preview, site};
use crate::project::Project;

/// A site with an error in its one stage.
fn broken_site() -> Project {
    site().file(
        "content/put/01-poisk.md",
        "---\ntitle: Поиск\nemotion: 9\n---\n",
    )
}

/// Where the first finding is opened.
fn edit(preview: &Preview) -> serde_json::Value {
    preview.state("/cjm/")["findings"][0]["places"][0]["edit"].clone()
}

#[test]
fn the_address_and_what_was_built() {
    let project = site().file("content/a.md", "---\ntitle: Черновик\ndraft: true\n---\n");
    let preview = Preview::of(&project);
    let [left_out, built, serving] = &preview.greeting[..] else {
        panic!("{:?}", preview.greeting);
    };
    assert_eq!(left_out, "left out as a draft: content/a.md");
    assert!(
        built.starts_with("1 map, ") && built.ends_with(" ms"),
        "{built}"
    );
    assert_eq!(
        *serving,
        format!("serving at {} (Ctrl-C ends it)", preview.url)
    );
    assert_eq!(preview.said(), "");
}

#[test]
fn findings_are_printed_as_check_prints_them() {
    let project = broken_site();
    let preview = Preview::of(&project);
    let checked = project.run(&["check"]);
    let (report, _) = checked
        .stdout
        .rsplit_once("\n\n")
        .expect("a report and a sum");
    preview.wait_until("the report", |preview| preview.said().trim_end() == report);
    assert!(
        preview.greeting[0].starts_with("1 error"),
        "{:?}",
        preview.greeting
    );
}

#[test]
fn places_open_in_the_editor_that_is_asked_for() {
    let project = broken_site();
    let path = std::fs::canonicalize(project.path("content/put/01-poisk.md")).expect("a path");
    let path = path.to_string_lossy();
    let of = |arguments: &[&str]| {
        let all = [&["-p", "0"], arguments].concat();
        let preview = Preview::start(&project, &all);
        let page = preview.get("/__cjm/diagnostics/").text();
        let is_linked = page.contains(&*path);
        (edit(&preview), is_linked)
    };
    assert_eq!(of(&[]), (format!("vscode://file{path}:3:10").into(), true));
    assert_eq!(of(&["--editor", "none"]), (serde_json::Value::Null, false));
    let own = of(&["--editor", "x-edit:{path}?l={line}&c={column}"]);
    assert_eq!(own, (format!("x-edit:{path}?l=3&c=10").into(), true));
    for (variable, is_linked) in [("none", false), ("", true)] {
        let project = broken_site().env("CJM_SITE_EDITOR", variable);
        let preview = Preview::of(&project);
        assert_eq!(!edit(&preview).is_null(), is_linked, "{variable:?}");
    }
}

#[test]
fn wrong_options_are_errors_of_usage() {
    let project = site();
    for wrong in [
        &["--editor", "vim"][..],
        &["--editor", "javascript:{path}"],
        &["--port", "70000"],
        &["--pol"],
    ] {
        let run = project.run(&[&["serve", "-p", "0"], wrong].concat());
        run.assert_status(2);
        assert!(run.stderr.contains(wrong[0]), "{}", run.stderr);
    }
    let wrong = site().env("CJM_SITE_EDITOR", "vim");
    wrong.run(&["serve", "-p", "0"]).assert_status(2);
    let run = project.run(&["serve", "--root", "nowhere"]);
    run.assert_status(2);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
}
