//! HTML in Markdown, and what is never a template.

use super::{build, built, stage, with_stage};
use crate::{
    pages::html::{Element, parse, published},
    project::Project,
};

const WILD: &str = "<div class=\"own\" onclick=\"steal()\" style=\"position:fixed\">Блок</div>\n\nСтрока с <mark>пометкой</mark>, <span onmouseover=\"x()\">словом</span> и <sub>индексом</sub>.\n\n<script>alert(1)</script>\n\n<iframe src=\"https://example.org/\"></iframe>\n\n<form action=\"https://example.org/\"><input name=\"password\"></form>\n\n<video controls src=\"film.mp4\"></video>\n";

fn page_with(policy: &str, text: &str) -> Project {
    Project::minimal()
        .settings(&format!("\n[output.html]\nraw-html = \"{policy}\"\n"))
        .file("content/a.md", &format!("# Страница\n\n{text}\n"))
        .file("content/film.mp4", "x")
}

fn prose(project: &Project) -> Element {
    published(project, "a/index.html")
        .one("main .prose")
        .clone()
}

#[test]
fn sanitize_lets_harmless_tags_pass_and_is_the_default() {
    for project in [
        page_with("sanitize", WILD),
        Project::minimal()
            .file("content/a.md", &format!("# Страница\n\n{WILD}\n"))
            .file("content/film.mp4", "x"),
    ] {
        build(&project, &[]);
        let prose = prose(&project);
        assert_eq!(prose.texts("mark"), ["пометкой"]);
        assert_eq!(prose.texts("sub"), ["индексом"]);
        assert!(prose.text().contains("Блок"));
        for gone in [
            "script",
            "iframe",
            "form",
            "[onclick]",
            "[onmouseover]",
            "[style]",
            "[name=password]",
        ] {
            assert!(!prose.has(gone), "{gone} passed");
        }
        assert!(!project.published("a/index.html").contains("alert(1)"));
    }
}

#[test]
fn escape_shows_tags_as_text() {
    let project = built(page_with("escape", WILD));
    let prose = prose(&project);
    for gone in ["mark", "sub", "script", "iframe", "video", ".own"] {
        assert!(!prose.has(gone), "{gone} passed");
    }
    let text = prose.text();
    for shown in ["<mark>", "</sub>", "<script>alert(1)</script>", "<iframe"] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
}

#[test]
fn trust_lets_everything_pass() {
    let project = built(page_with("trust", WILD));
    let prose = prose(&project);
    for passed in ["div.own", "mark", "iframe", "video[controls]", "[onclick]"] {
        assert!(prose.has(passed), "{passed} is gone");
    }
}

#[test]
fn links_with_scripts_go_whatever_the_setting() {
    let text = "<a href=\"javascript:alert(1)\">раз</a> <a HREF = 'JavaScript&colon;alert(2)'>два</a> <a href=\"java\tscript:alert(3)\">три</a> <a href=&#106;avascript:alert(4)>четыре</a>\n\n<a href=\" data:text/html,x\">пять</a>\n\n[шесть](javascript:alert(6))\n\n<svg><a xlink:href=\"javascript:alert(7)\"><text>семь</text></a></svg>\n\n<form action=\"javascript:alert(8)\"><button formaction=\"javascript:alert(9)\">девять</button></form>\n";
    for policy in ["sanitize", "escape", "trust"] {
        let project = page_with(policy, text);
        let run = build(&project, &[]);
        assert!(
            run.stderr.contains("warning[unsafe-link]"),
            "{policy}: {}",
            run.stderr
        );
        for element in prose(&project).descendants() {
            for (name, value) in &element.attributes {
                let value: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace() && !c.is_control())
                    .collect();
                let value = value.to_lowercase();
                assert!(
                    !value.starts_with("javascript:") && !value.starts_with("data:"),
                    "{policy}: {name}={value}"
                );
            }
        }
    }
}

#[test]
fn tags_that_do_not_match_never_break_the_page() {
    let wild = [
        "</section></div></main></body></html>",
        "<div><section><p>",
        "Слово <b>жирно\n\nдальше <i>криво</b> и </i> конец",
        "<table><tr><td>",
        "<!-- не закрыт",
        "<![CDATA[ x ]]>",
        "<?php echo 1 ?>",
        "</p></li></ul>",
        "<svg><title>",
        "<textarea>",
        "<title>чужой</title>",
        "<plaintext>",
    ];
    let mut project = Project::minimal();
    for (n, text) in wild.iter().enumerate() {
        project = project
            .file(&format!("content/p{n}.md"), &format!("# Страница\n\n{text}\n\nПосле.\n"))
            .file(&format!("content/m{n}/map.md"), &format!("# Карта\n\n{text}\n"))
            .file(&format!("content/m{n}/01-a.md"), &format!("# Этап\n\n{text}\n\n## Цели\n\n- {text}\n\n    - {text}\n\n### {text}\n\n{text}\n\n## Барьеры\n\n{text}\n"));
    }
    build(&project, &[]);
    for (n, text) in wild.iter().enumerate() {
        for path in [format!("p{n}/index.html"), format!("m{n}/index.html")] {
            let page = parse(&project.published(&path));
            assert_eq!(page.all("main").len(), 1, "{path}");
            assert_eq!(page.all("h1").len(), 1, "{path}: {text}");
            assert_eq!(page.all("html body footer").len(), 1, "{path}: {text}");
            assert_eq!(
                page.all("head title").len(),
                page.all("title")
                    .iter()
                    .filter(|t| !t.text().is_empty())
                    .count()
                    .min(1),
                "{path}"
            );
        }
    }
}

#[test]
fn a_raw_level_1_heading_does_not_stand_beside_the_title() {
    let project = built(page_with("sanitize", "<h1>чужой</h1>\n"));
    assert_eq!(
        published(&project, "a/index.html").texts("h1"),
        ["Страница"]
    );
}

#[test]
fn authors_cannot_take_the_ids_of_the_page() {
    let project = built(page_with(
        "sanitize",
        "<p id=\"main\">раз</p>\n\n<div id=\"contact\">два</div>\n",
    ));
    let page = published(&project, "a/index.html");
    assert_eq!(page.all("#main").len(), 1);
    assert!(page.all("#contact").len() <= 1);
}

#[test]
fn comments_are_not_published() {
    for policy in ["sanitize", "escape", "trust"] {
        let project = built(page_with(
            policy,
            "Раз <!-- ТАЙНА --> два.\n\n<!--\nТАЙНА\n\nТАЙНА\n-->\n\nТри.\n",
        ));
        let html = project.published("a/index.html");
        assert!(!html.contains("ТАЙНА"), "{policy}");
        assert!(html.contains("Три."), "{policy}");
    }
}

#[test]
fn text_of_authors_is_never_a_template() {
    let wild = "{{ 7 * 7 }} {% if true %}да{% endif %} {# нет #} {{ site.title }} {% raw %}";
    let quoted = wild.replace('"', "\\\"");
    let project = Project::minimal()
        .file("book.toml", &format!("[book]\ntitle = \"{quoted}\"\ndescription = \"{quoted}\"\n\n[agency]\nname = \"{quoted}\"\n"))
        .file("content/index.md", &format!("---\nsummary: \"{quoted}\"\n---\n\n{wild}\n"))
        .file("content/put/map.md", &format!("---\ntitle: \"{quoted}\"\nsummary: \"{quoted}\"\n---\n\n{wild}\n"))
        .file("content/put/01-poisk.md", &format!("---\ntitle: \"{quoted}\"\nquote: \"{quoted}\"\n---\n\n{wild}\n\n## {wild}\n\n- {wild}\n\n```\n{wild}\n```\n"))
        .file("content/put/data.txt", wild);
    build(&project, &[]);
    let shown = "{{ 7 * 7 }} {% if true %}да{% endif %}";
    for (path, least) in [("index.html", 4), ("put/index.html", 10)] {
        let page = published(&project, path);
        let text = page.text();
        assert!(text.matches(shown).count() >= least, "{path}: {text}");
        assert!(!text.contains("49"), "{path}: {text}");
    }
    assert_eq!(
        published(&project, "put/index.html")
            .one("#poisk pre")
            .text(),
        wild
    );
    assert_eq!(project.published("put/data.txt"), wild);
}

#[test]
fn html_in_a_lane_stays_in_its_lane() {
    let project = built(with_stage(&stage(
        "## Цели\n\n- <b>Дом</b> <i>криво\n\n## Барьеры\n\n- Дорого\n",
    )));
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("#poisk .lane-goals li b").text(), "Дом");
    assert!(!page.has("#poisk .lane-barriers i"));
}
