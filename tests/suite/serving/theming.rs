//! Changes of what the pages look like while they are shown.
//!
//! In: files of themes and stylesheets of the site's own. Out: each change served; where it is the
//! style alone, under the same tag, so that no tab has to reload.

use std::fs;

use serde_json::Value;

use super::{client::Preview, site};
use crate::project::Project;

const OWN_404: &str = "themes/agency/templates/404.html";
const OWN_CSS: &str = "themes/agency/templates/css/modes.css";

/// A template that shows a text.
fn lost(text: &str) -> String {
    format!("{{% extends \"base.html\" %}}{{% block main %}}<h1>{text}</h1>{{% endblock main %}}")
}

/// Tag and stylesheets of the map.
fn look(preview: &Preview) -> (Value, Vec<String>) {
    let page = preview.state("/cjm/put/")["page"].clone();
    let styles = page["styles"].as_array().expect("a list").iter();
    let styles = styles.map(|style| style.as_str().expect("a path").to_owned());
    (page["tag"].clone(), styles.collect())
}

/// Whether one of the map's stylesheets holds a text.
fn is_styled(preview: &Preview, text: &str) -> bool {
    let (_, styles) = look(preview);
    styles.iter().any(|style| preview.shows(style, text))
}

/// Whether the 404 page holds a text.
fn is_lost(preview: &Preview, text: &str) -> bool {
    preview.get("/cjm/nowhere/").text().contains(text)
}

fn write(project: &Project, path: &str, text: &str) {
    project.write(path, text.as_bytes());
}

#[test]
fn a_template_of_the_sites_own() {
    let project = site().file(OWN_404, &lost("Потеря"));
    let preview = Preview::of(&project);
    assert!(is_lost(&preview, "Потеря"));
    preview.follows(
        "the template",
        || write(&project, OWN_404, &lost("Находка")),
        |preview| is_lost(preview, "Находка"),
    );
    preview.follows(
        "the built-in one again",
        || project.remove(OWN_404),
        |preview| !is_lost(preview, "Находка"),
    );
    assert_eq!(preview.state("/cjm/put/")["errors"], 0);
}

#[test]
fn the_themes_folder_comes_into_being_and_goes() {
    let project = site();
    let preview = Preview::of(&project);
    for round in ["Потеря-один", "Потеря-два"] {
        preview.follows(
            "the folder, made at once",
            || write(&project, OWN_404, &lost(round)),
            |preview| is_lost(preview, round),
        );
        preview.follows(
            "no folder",
            || project.remove("themes"),
            |preview| !is_lost(preview, round),
        );
    }
    let elsewhere = Project::new().file(OWN_404, &lost("Потеря-три"));
    preview.follows(
        "the folder, moved in",
        || fs::rename(elsewhere.path("themes"), project.path("themes")).expect("moved"),
        |preview| is_lost(preview, "Потеря-три"),
    );
    preview.follows(
        "a file in it",
        || write(&project, OWN_404, &lost("Потеря-четыре")),
        |preview| is_lost(preview, "Потеря-четыре"),
    );
}

#[test]
fn a_theme_s_style_changes_without_a_reload() {
    let project = site().file(OWN_CSS, ".own{color:red}");
    let preview = Preview::of(&project);
    let (tag, styles) = look(&preview);
    assert!(is_styled(&preview, ".own{color:red}"));
    let grown = preview.follows(
        "the style",
        || write(&project, OWN_CSS, ".own{color:blue}"),
        |preview| is_styled(preview, ".own{color:blue}"),
    );
    assert_eq!(grown, 1);
    let (new_tag, new_styles) = look(&preview);
    assert_eq!(new_tag, tag, "the page itself is the same");
    assert_ne!(new_styles, styles);
}

#[test]
fn a_theme_s_script_and_other_files() {
    let project = site().file("themes/agency/assets/own/a.txt", "один");
    let preview = Preview::of(&project);
    let script = |preview: &Preview| {
        let page = preview.get("/cjm/put/").text();
        let at = page.find("assets/page-").expect("a script");
        let end = page[at..].find('"').expect("an end");
        preview.get(&format!("/cjm/{}", &page[at..at + end])).text()
    };
    assert!(!script(&preview).contains("window.own=1"));
    preview.follows(
        "the script",
        || write(&project, "themes/agency/assets/page.js", "window.own=1"),
        |preview| script(preview).contains("window.own=1"),
    );
    preview.follows(
        "the script once more",
        || write(&project, "themes/agency/assets/page.js", "window.own=2"),
        |preview| script(preview).contains("window.own=2"),
    );
}

#[test]
fn stylesheets_that_the_settings_name() {
    let project = Project::minimal()
        .settings("\n[output.html]\nsite-url = \"/cjm/\"\nadditional-css = [\"own.css\", \"styles/more.css\"]\n")
        .file("own.css", ".own{color:red}")
        .file("styles/more.css", ".more{color:red}");
    let preview = Preview::of(&project);
    let (tag, _) = look(&preview);
    for (path, text) in [
        ("own.css", ".own{color:blue}"),
        ("styles/more.css", ".more{color:blue}"),
        ("own.css", ".own{color:lime}"),
    ] {
        preview.follows(
            path,
            || write(&project, path, text),
            |preview| is_styled(preview, text),
        );
    }
    assert_eq!(look(&preview).0, tag, "the page itself is the same");
    preview.nothing_from(&project, || {
        write(&project, "styles/other.css", ".other{}");
    });
    preview.follows(
        "one is missing",
        || project.remove("styles"),
        |preview| preview.findings().contains("styles/more.css"),
    );
    assert!(
        is_styled(&preview, ".more{color:blue}"),
        "the last good one"
    );
    preview.follows(
        "it is back",
        || write(&project, "styles/more.css", ".more{color:teal}"),
        |preview| is_styled(preview, ".more{color:teal}"),
    );
    assert_eq!(preview.state("/cjm/put/")["errors"], 0);
}
