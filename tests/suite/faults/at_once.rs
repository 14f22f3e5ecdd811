//! All faults of a site come out of one run, in the order of files and lines, each once.

use super::formats::places;
use crate::project::Project;

#[test]
fn ten_faults_in_three_files_come_out_at_once_and_in_order() {
    let project = Project::minimal()
        .file(
            "book.toml",
            "[book]\ntitle = \"Пример\"\nlangauge = \"ru\"\n\n[review]\nevery = \"скоро\"\n\n[output.html]\nraw-html = \"sanitise\"\n",
        )
        .file(
            "content/index.md",
            "---\ntitle: Карты\nsummary: Все наши карты.\ndate: 2026-02-30\nfoo: 1\n---\n\n[а](nope.md)\n\n![б](nope.png)\n",
        )
        .file(
            "content/put/01-poisk.md",
            "---\ntitle: Поиск\nemotion: 3\nphase: serach\nkpis: много\ntitle: Снова\n---\n\n## Цели\n\n- [в](#nope)\n\n## Каналы\n\n- Поиск\n",
        );
    let found: Vec<String> = places(&project);
    assert_eq!(
        found,
        [
            "book.toml:3:1 unknown-key",
            "book.toml:6:9 wrong-value",
            "book.toml:9:12 wrong-value",
            "content/index.md:4:7 wrong-value",
            "content/index.md:5:1 unknown-key",
            "content/index.md:8:5 broken-link",
            "content/index.md:10:6 missing-image",
            "content/put/01-poisk.md:3:10 wrong-value",
            "content/put/01-poisk.md:4:8 unknown-reference",
            "content/put/01-poisk.md:5:7 wrong-type",
            "content/put/01-poisk.md:6:1 duplicate-key",
            "content/put/01-poisk.md:11:7 broken-anchor",
        ]
    );
}

#[test]
fn syntax_faults_of_several_files_come_out_at_once() {
    let project = Project::minimal()
        .file(
            "book.toml",
            "[book]\ntitle = \"Пример\"\nlanguage = ru\n\n[agency]\nname = Маяк\n",
        )
        .file("content/a.md", "---\ntitle: а: б\n---\n")
        .file("content/b.md", "---\ntitle: в\n")
        .bytes("content/c.md", b"\xff\xfe")
        .file("content/d.md", "---\n\ttitle: г\n---\n");
    assert_eq!(
        places(&project),
        [
            "book.toml:3:12 toml-syntax",
            "book.toml:6:8 toml-syntax",
            "content/a.md:2:9 yaml-syntax",
            "content/b.md:1:1 unclosed-front-matter",
            "content/c.md:1:1 not-utf8",
            "content/d.md:2:1 yaml-syntax",
        ]
    );
}

#[test]
fn faults_of_several_templates_come_out_at_once() {
    let theme = "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n";
    let project = Project::minimal()
        .settings("\n[output.html]\ntheme = \"mine\"\n")
        .file("themes/mine/theme.toml", theme)
        .file("themes/mine/templates/home.html", "<p>\n{% if %}\n")
        .file("themes/mine/templates/page.html", "<p>{{ page.title </p>\n");
    let found = places(&project);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0].starts_with("themes/mine/templates/home.html:2:"),
        "{found:#?}"
    );
    assert!(
        found[1].starts_with("themes/mine/templates/page.html:1:"),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .all(|place| place.ends_with(" template-syntax")),
        "{found:#?}"
    );
}

/// A template that fails fails for every page that it makes; that is one fault.
#[test]
fn a_template_that_fails_for_many_pages_is_one_finding() {
    let theme = "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n";
    let mut project = Project::minimal()
        .settings("\n[output.html]\ntheme = \"mine\"\n")
        .file("themes/mine/theme.toml", theme)
        .file(
            "themes/mine/templates/page.html",
            "<p>{{ page.nope }}</p>\n",
        );
    for name in ["a", "b", "c"] {
        project = project.file(
            &format!("content/{name}.md"),
            &format!("---\ntitle: {name}\nsummary: О {name}.\n---\n"),
        );
    }
    assert_eq!(
        places(&project),
        ["themes/mine/templates/page.html:1:12 template-rendering"]
    );
}

#[test]
fn the_same_site_gives_the_same_report_every_time() {
    let mut project = Project::minimal();
    for number in 0..40 {
        project = project.file(
            &format!("content/page-{number}.md"),
            &format!("---\nfoo: {number}\n---\n\n[x](nope-{number}.md)\n"),
        );
    }
    let first = project.run(&["check"]);
    first.assert_status(1);
    for _ in 0..3 {
        assert_eq!(project.run(&["check"]).stdout, first.stdout);
    }
}

/// One cause is one finding: nothing is said about what a broken file would have held.
#[test]
fn a_cause_has_no_echo() {
    let broken_stage =
        Project::minimal().bytes("content/put/01-poisk.md", b"---\ntitle: \xcf\n---\n");
    assert_eq!(
        places(&broken_stage),
        ["content/put/01-poisk.md:2:8 not-utf8"]
    );
    let broken_persona =
        Project::minimal().file("content/put/persona.md", "---\nname: а: б\n---\n");
    assert_eq!(
        places(&broken_persona),
        ["content/put/persona.md:2:8 yaml-syntax"]
    );
    let broken_map = Project::minimal().file("content/put/map.md", "---\ntitle: а: б\n---\n");
    assert_eq!(places(&broken_map), ["content/put/map.md:2:9 yaml-syntax"]);
    let broken_theme = Project::minimal()
        .settings("\n[output.html]\ntheme = \"mine\"\n")
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\nversion = \"1.0.0\"\nextends = \"agency\"\n",
        );
    let found = places(&broken_theme);
    assert!(
        !found.is_empty() && found.iter().all(|place| place.ends_with(" toml-syntax")),
        "{found:#?}"
    );
}
