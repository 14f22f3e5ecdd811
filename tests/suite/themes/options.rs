//! Options that the built-in themes share, and the theme that holds what they share.

use super::built_in_themes;
use crate::{content_model::built, pages::html::published, project::Project};

#[test]
fn every_built_in_theme_has_the_shared_options() {
    for name in built_in_themes() {
        let options = "accent = \"#0a7\"\nscheme = \"dark\"\nfonts = \"serif\"\n\
                       corners = \"round\"\ndensity = \"airy\"\nparts = [\"map\", \"stages\"]\n";
        let project = built(Project::minimal().settings(&format!(
            "\n[output.html]\ntheme = \"{name}\"\n\n[theme.{name}]\n{options}"
        )));
        let page = published(&project, "put/index.html");
        assert!(page.has("#poisk"), "{name}");
        assert!(!page.has("#persona"), "{name}: not among the parts");
        assert!(
            !page.has("a[href='#persona']"),
            "{name}: no way to what is not there"
        );
        assert_eq!(
            page.one("meta[name=color-scheme]").attr("content"),
            Some("dark")
        );
        let style = page
            .one("link[rel=stylesheet]")
            .attr("href")
            .expect("a stylesheet");
        let style = project.published(style.trim_start_matches("../"));
        assert!(style.contains("color-scheme: dark"), "{name}");
        assert!(
            !style.contains("prefers-color-scheme"),
            "{name}: dark whatever the visitor's system asks for"
        );
    }
}

#[test]
fn parts_come_in_the_order_that_is_asked_for() {
    let order = |parts: &str| {
        let project = built(Project::minimal().settings(&format!(
            "\n[output.html]\ntheme = \"agency\"\n\n[theme.agency]\nparts = [{parts}]\n"
        )));
        let page = project.published("put/index.html");
        let at = |id: &str| page.find(&format!("id=\"{id}\"")).expect("a part");
        at("persona") < at("poisk")
    };
    assert!(order("\"persona\", \"stages\""));
    assert!(!order("\"stages\", \"persona\""));
}

#[test]
fn the_theme_base_only_serves_to_be_extended() {
    let project = Project::minimal().settings("\n[output.html]\ntheme = \"base\"\n");
    let run = project.run(&["build"]);
    run.assert_status(1);
    let said = "the theme `base` only serves to be extended by others";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("there are: agency"), "{}", run.stderr);
    built(
        Project::minimal()
            .settings("\n[output.html]\ntheme = \"mine\"\n")
            .file(
                "themes/mine/theme.toml",
                "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"base\"\n",
            ),
    );
}

#[test]
fn a_list_takes_its_own_words_each_once() {
    for (parts, said) in [
        (
            "[\"stages\", \"storeys\"]",
            "`parts` must be a list of: method,",
        ),
        (
            "[\"map\", \"map\"]",
            "`parts` must be a list in which `map` stands once",
        ),
        ("[1]", "`parts` must be a list of texts"),
        ("\"map\"", "`parts` must be a list of: method,"),
    ] {
        let settings = format!("\n[theme.agency]\nparts = {parts}\n");
        let run = Project::minimal().settings(&settings).run(&["build"]);
        run.assert_status(1);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
