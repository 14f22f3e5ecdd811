//! The body of a document: what of Markdown stands on the page.

use super::{build, built, stage, with_stage};
use crate::{pages::html::published, project::Project};

fn page(text: &str) -> Project {
    built(Project::minimal().file("content/a.md", &format!("# Страница\n\n{text}\n")))
}

#[test]
fn tables_footnotes_and_task_lists_are_understood() {
    let project = page(
        "| а | б |\n| --- | --: |\n| 1 | 2 |\n\nСлово[^n] ещё.\n\n- [x] сделано\n- [ ] нет\n\n~~зря~~\n\n[^n]: Примечание.\n",
    );
    let page = published(&project, "a/index.html");
    assert_eq!(page.texts(".prose td"), ["1", "2"]);
    let note = page
        .one(".prose sup a")
        .attr("href")
        .expect("a link")
        .trim_start_matches('#')
        .to_owned();
    assert!(page.one(&format!("#{note}")).text().contains("Примечание."));
    let back = page
        .one(&format!("#{note} a"))
        .attr("href")
        .expect("a link back")
        .trim_start_matches('#')
        .to_owned();
    assert!(page.has(&format!("#{back}")), "the way back");
    assert_eq!(page.all(".prose input[type=checkbox]").len(), 2);
    assert_eq!(page.texts("del"), ["зря"]);
}

#[test]
fn footnotes_of_two_stages_do_not_meet() {
    let project = built(
        with_stage(&stage("## Цели\n\n- Раз[^1]\n\n[^1]: Первая.\n")).file(
            "content/put/02-b.md",
            "# Второй\n\n## Цели\n\n- Два[^1]\n\n[^1]: Вторая.\n",
        ),
    );
    let page = published(&project, "put/index.html");
    for (stage, text) in [("poisk", "Первая."), ("b", "Вторая.")] {
        let target = page
            .one(&format!("#{stage} sup a"))
            .attr("href")
            .expect("a link")
            .trim_start_matches('#')
            .to_owned();
        assert!(
            page.one(&format!("#{target}")).text().contains(text),
            "{stage}"
        );
    }
}

#[test]
fn code_stands_as_it_was_written() {
    let project = page("`a \"b\" -- c...`\n\n```rust\nlet x = \"a\" -- 1; // {{ y }} <b>\n```\n");
    let page = published(&project, "a/index.html");
    assert_eq!(page.one(".prose p code").exact_text(), "a \"b\" -- c...");
    assert_eq!(
        page.one(".prose pre code").exact_text(),
        "let x = \"a\" -- 1; // {{ y }} <b>"
    );
}

#[test]
fn headings_get_anchors_that_links_find_and_that_differ() {
    let project = page(
        "## Первая часть\n\n## Первая часть\n\n## Другая {#svoy}\n\n[к ней](#pervaya-chast), [к своей](#svoy)\n",
    );
    let page = published(&project, "a/index.html");
    let ids: Vec<_> = page
        .all(".prose h2")
        .iter()
        .filter_map(|h| h.attr("id"))
        .collect();
    assert_eq!(ids, ["pervaya-chast", "pervaya-chast-2", "svoy"]);
}

#[test]
fn links_leave_the_site_by_http_mail_and_phone_only() {
    let text = "[a](https://example.org/x?y=1&z=2) [b](mailto:a@example.org) [c](tel:+7000) [d](javascript:alert(1)) [e](JAVASCRIPT:x) [f](data:text/html,x) [g](java&#9;script:x) [h](ftp://example.org/) <https://example.org/auto> <javascript:alert(1)>";
    let project = Project::minimal().file("content/a.md", &format!("# Страница\n\n{text}\n"));
    let run = build(&project, &[]);
    let page = published(&project, "a/index.html");
    let links: Vec<_> = page
        .all(".prose a")
        .iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(
        links,
        [
            "https://example.org/x?y=1&z=2",
            "mailto:a@example.org",
            "tel:+7000",
            "https://example.org/auto"
        ]
    );
    let text = page.one(".prose").text();
    for kept in ["d", "e", "f", "g", "h"] {
        assert!(
            text.split(' ').any(|word| word == kept),
            "the words of `{kept}` stay: {text}"
        );
    }
    assert_eq!(
        run.stderr.matches("warning[unsafe-link]").count(),
        6,
        "{}",
        run.stderr
    );
}

#[test]
fn images_keep_their_descriptions_and_stand_beside_the_page() {
    let project = built(
        with_stage(&stage(
            "## Цели\n\n![План \"дома\"](plan.svg \"Подпись\")\n",
        ))
        .file(
            "content/put/plan.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    );
    let page = published(&project, "put/index.html");
    let image = page.one("#poisk img");
    assert_eq!(image.attr("src"), Some("plan.svg"));
    assert_eq!(image.attr("alt"), Some("План «дома»"));
    assert_eq!(image.attr("title"), None);
    assert_eq!(page.one("#poisk figure figcaption").text(), "Подпись");
}

#[test]
fn the_text_of_authors_is_escaped_everywhere() {
    let wild = "<tt>&amp; \\\"x\\\" 'y'";
    let project = Project::minimal()
        .file("book.toml", "[book]\ntitle = \"<i>Сайт & \\\"x\\\"</i>\"\ndescription = \"a < b & c\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n\n[agency]\nname = \"<u>Маяк</u>\"\n")
        .file("content/put/map.md", &format!("---\ntitle: \"{wild}\"\nsummary: \"{wild}\"\nproduct: \"{wild}\"\ntags: [\"{wild}\"]\nclient: {{name: \"{wild}\"}}\n---\n\nВведение.\n"))
        .file("content/put/persona.md", &format!("---\nname: \"{wild}\"\nquote: \"{wild}\"\nfacts: [{{label: \"{wild}\", value: \"{wild}\"}}]\n---\n"))
        .file("content/put/01-poisk.md", &format!("---\ntitle: \"{wild}\"\nquote: \"{wild}\"\nowner: \"{wild}\"\nemotion: 1\nkpis: [{{name: \"{wild}\", unit: \"{wild}\", target: 2, actual: 1}}]\n---\n\n## Цели\n\n- a < b\n"));
    build(&project, &[]);
    for path in ["index.html", "put/index.html", "404.html"] {
        let page = published(&project, path);
        for name in ["i", "u", "tt"] {
            assert!(!page.has(name), "<{name}> in {path}");
        }
    }
    let page = published(&project, "put/index.html");
    assert_eq!(
        page.one("h1").text().replace(['«', '»', '"'], ""),
        "<tt>&amp; x 'y'"
    );
}
