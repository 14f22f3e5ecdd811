//! What is wrong with a theme, its options, templates and words.

use super::with_theme;
use crate::{content_model::build, pages::html::published, project::Project};

#[test]
fn an_option_with_a_wrong_value_or_name_is_an_error_at_its_place() {
    for (option, rule, text) in [
        ("accent = \"red\"", "wrong-value", "a colour as `#rrggbb`"),
        ("accent = 7", "wrong-value", "a colour as `#rrggbb`"),
        (
            "acent = \"#ff0000\"",
            "unknown-key",
            "did you mean `accent`?",
        ),
        ("dark = true", "unknown-key", "accent"),
    ] {
        let project = Project::minimal().settings(&format!("\n[theme.agency]\n{option}\n"));
        let run = project.run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains(&format!("error[{rule}]")) && run.stderr.contains(text),
            "{option}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains("book.toml:11:"),
            "{option}: {}",
            run.stderr
        );
        assert!(!project.exists("index.html"));
    }
}

#[test]
fn options_of_every_type_are_checked() {
    let options = "\n[options.n]\ntype = \"number\"\ndefault = 1\ndescription = \"d\"\n\n[options.f]\ntype = \"flag\"\ndefault = false\ndescription = \"d\"\n\n[options.c]\ntype = \"choice\"\nvalues = [\"a\", \"b\"]\ndefault = \"a\"\ndescription = \"d\"\n\n[options.l]\ntype = \"list\"\ndefault = []\ndescription = \"d\"\n";
    let show = "{% extends \"base.html\" %}{% block main %}<h1>x</h1><p>{{ site.options.n }} {{ site.options.f }} {{ site.options.c }} {{ site.options.l | join(sep=\"+\") }}</p>{% endblock main %}";
    let project = with_theme(options)
        .settings("\n[theme.mine]\nn = 2.5\nf = true\nc = \"b\"\nl = [\"x\", \"y\"]\n")
        .file("themes/mine/templates/404.html", show);
    build(&project, &[]);
    assert_eq!(
        published(&project, "404.html").one("main p").text(),
        "2.5 true b x+y"
    );
    for (wrong, wanted) in [
        ("n = \"2\"", "a number"),
        ("f = 1", "`true` or `false`"),
        ("c = \"z\"", "one of: a, b"),
        ("l = [1]", "a list of texts"),
    ] {
        let run = with_theme(options)
            .settings(&format!("\n[theme.mine]\n{wrong}\n"))
            .run(&["check"]);
        run.assert_status(1);
        assert!(run.stdout.contains(wanted), "{wrong}: {}", run.stdout);
    }
}

#[test]
fn an_unknown_theme_is_an_error_that_names_the_nearest() {
    let run = Project::minimal()
        .settings("\n[output.html]\ntheme = \"agensy\"\n")
        .run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[unknown-theme]")
            && run.stderr.contains("did you mean `agency`?"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("book.toml:11:9"), "{}", run.stderr);
}

#[test]
fn a_broken_template_is_reported_with_its_place() {
    for (text, rule, place) in [
        (
            "{% extends \"base.html\" %}\n{% block main %}\n  {{ page.title }\n{% endblock main %}",
            "template-syntax",
            ":3:",
        ),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n{% if %}{% endblock main %}",
            "template-syntax",
            ":3:",
        ),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n<h1>x</h1>\n{{ page.titel.x }}{% endblock main %}",
            "template-rendering",
            ":4:",
        ),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n{{ word(key=\"no_such_word\") }}{% endblock main %}",
            "template-rendering",
            ":3:",
        ),
    ] {
        let project = Project::minimal().file("themes/agency/templates/404.html", text);
        let run = project.run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains(&format!("error[{rule}]")),
            "{text}: {}",
            run.stderr
        );
        assert!(
            run.stderr
                .contains(&format!("--> themes/agency/templates/404.html{place}")),
            "{text}: {}",
            run.stderr
        );
        assert!(project.published_files().is_empty());
    }
}

#[test]
fn all_broken_templates_are_reported_at_once() {
    let project = Project::minimal()
        .file("themes/agency/templates/404.html", "{{ a")
        .file("themes/agency/templates/page.html", "{% if %}");
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("404.html") && run.stderr.contains("page.html"),
        "{}",
        run.stderr
    );
}

#[test]
fn broken_words_are_an_error_at_their_line() {
    let run = Project::minimal()
        .file("themes/agency/words/ru.toml", "whole = \"a\"\nlost = \n")
        .run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("--> themes/agency/words/ru.toml:2:"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_page_names_a_template_that_must_exist() {
    let run = Project::minimal()
        .file("content/a.md", "---\ntitle: А\ntemplate: pag.html\n---\n")
        .run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[unknown-reference]") && run.stderr.contains("content/a.md:3:11"),
        "{}",
        run.stderr
    );
    for path in ["../../etc/passwd", "/etc/passwd"] {
        let run = Project::minimal()
            .file(
                "content/a.md",
                &format!("---\ntitle: А\ntemplate: {path}\n---\n"),
            )
            .run(&["build"]);
        run.assert_status(1);
    }
}

#[test]
fn a_theme_cannot_stand_outside_of_the_themes_folder() {
    for name in ["../content", "/tmp", "a/b", ".."] {
        let run = Project::minimal()
            .settings(&format!("\n[output.html]\ntheme = \"{name}\"\n"))
            .run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains("error[unknown-theme]"),
            "{name}: {}",
            run.stderr
        );
    }
}
