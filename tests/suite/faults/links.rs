//! Links and images that lead nowhere, out of the content folder, or somewhere unsafe.

use std::fmt::Write;

use super::formats::{Finding, findings, places};
use crate::project::Project;

/// Checks one Markdown text on the home page; the text stands in line 6. Only findings of the
/// home page count.
fn on_the_home_page(markdown: &str) -> Vec<Finding> {
    let project = Project::minimal()
        .file(
            "content/index.md",
            &format!("---\ntitle: Карты\nsummary: Все наши карты.\n---\n\n{markdown}\n"),
        )
        .file(
            "content/dom.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        )
        .file(
            "content/draft.md",
            "---\ntitle: Черновик\nsummary: Ещё не готово.\ndraft: true\n---\n",
        );
    let run = project.run(&["check", "--format", "json"]);
    assert!(
        run.status == Some(0) || run.status == Some(1),
        "{markdown}: {run:#?}"
    );
    findings(&run)
        .into_iter()
        .filter(|finding| finding.path.as_deref() == Some("content/index.md"))
        .collect()
}

/// Fails with everything that is not reported as the table says. Each text has the marked part
/// between `‹ ›`; the rule is empty where nothing is to be found.
fn assert_table(table: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (marked, rule) in table {
        let markdown = marked.replace(['‹', '›'], "");
        let found = on_the_home_page(&markdown);
        let column = marked.chars().position(|c| c == '‹').map_or(0, |at| at + 1);
        let right = match found.as_slice() {
            [] => rule.is_empty(),
            [one] => one.rule == *rule && one.line == Some(6) && one.column == Some(column),
            _ => false,
        };
        if !right {
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            let _ = writeln!(
                wrong,
                "{markdown}\n    expected 6:{column} {rule}, found {found:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn links_that_lead_somewhere_are_fine() {
    assert_table(&[
        ("[x](put/map.md)", ""),
        ("[x](put/)", ""),
        ("[x](put)", ""),
        ("[x](/put/)", ""),
        ("[x](/put/index.html)", ""),
        ("[x](./put/01-poisk.md)", ""),
        ("[x](put/../put/persona.md)", ""),
        ("[x](put/#poisk)", ""),
        ("[x](put/?utm=1#persona)", ""),
        ("[x](dom.svg)", ""),
        ("![дом](dom.svg)", ""),
        ("![дом](/dom.svg)", ""),
        ("[x](%64om.svg)", ""),
        (
            "[x](https://example.org/нет) <a@example.org> [y](tel:+7000) [z](HTTP://EXAMPLE.ORG)",
            "",
        ),
        ("## Часть {#part}\n\n[x](#part)", ""),
    ]);
}

#[test]
fn links_that_lead_nowhere_are_marked_at_their_destination() {
    assert_table(&[
        ("Текст [x](‹nope.md›) дальше", "broken-link"),
        ("Текст [nope.md](‹nope.md›)", "broken-link"),
        ("[x](‹/etc/passwd›)", "broken-link"),
        ("[x](<‹a b.md›>)", "broken-link"),
        ("[x](‹put/nope/›)", "broken-link"),
        ("[x](‹Put/map.md›)", "broken-link"),
        ("[x](‹%ff›)", "broken-link"),
        ("[x](‹put%00›)", "broken-link"),
        ("[x](‹draft.md›)", "broken-link"),
        ("[x](‹book.toml›)", "broken-link"),
        ("[x](‹#nope›)", "broken-anchor"),
        ("[x](‹put/#nope›)", "broken-anchor"),
        ("![дом](‹nope.png›)", "missing-image"),
        ("![дом](‹/put/nope.png›)", "missing-image"),
    ]);
}

#[test]
fn links_that_leave_the_site_are_refused() {
    assert_table(&[
        ("[x](‹../../etc/passwd›)", "outside-site"),
        ("[x](‹%2e%2e/%2E%2E/etc/passwd›)", "outside-site"),
        ("[x](‹..%2f..%2fetc/passwd›)", "outside-site"),
        ("[x](‹/../etc/passwd›)", "outside-site"),
        ("[x](‹put/../../etc/passwd›)", "outside-site"),
        ("![дом](‹../../etc/passwd.png›)", "outside-site"),
    ]);
    // Backslashes are escapes in Markdown and part of a name everywhere else.
    for markdown in [
        "[x](..\\..\\etc\\passwd)",
        "[x](\\etc\\passwd)",
        "![дом](..\\dom.svg)",
    ] {
        let found = on_the_home_page(markdown);
        assert!(
            matches!(found.as_slice(), [one] if one.severity == "error"),
            "{markdown}: {found:?}"
        );
    }
}

#[test]
fn unsafe_links_are_taken_out_with_a_warning() {
    assert_table(&[
        ("[x](‹javascript:alert(1)›)", "unsafe-link"),
        ("[x](‹JaVaScRiPt:alert(1)›)", "unsafe-link"),
        ("[x](‹vbscript:x›)", "unsafe-link"),
        ("[x](‹data:text/html,x›)", "unsafe-link"),
        ("[x](‹file:///etc/passwd›)", "unsafe-link"),
        ("[x](‹C:\\x›)", "unsafe-link"),
        ("<‹javascript:alert(1)›>", "unsafe-link"),
        ("‹[x](javascript&colon;alert(1))›", "unsafe-link"),
        ("![дом](‹data:image/png;base64,AA›)", "unsafe-link"),
        ("![дом](‹https://example.org/dom.png›)", "remote-image"),
        ("![дом](‹//example.org/dom.png›)", "remote-image"),
    ]);
}

/// A browser shows nothing for these, whatever the folder holds.
#[test]
fn an_image_has_to_be_a_file() {
    assert_table(&[
        ("![дом](‹put/map.md›)", "missing-image"),
        ("![дом](‹put/›)", "missing-image"),
    ]);
    for markdown in ["![дом]()", "![дом](#)"] {
        let found = on_the_home_page(markdown);
        assert!(
            matches!(found.as_slice(), [one] if one.severity == "error"),
            "{markdown}: {found:?}"
        );
    }
}

#[test]
fn raw_html_is_looked_through_too() {
    for (markdown, rule) in [
        ("Текст <a href=\"nope.md\">x</a>", "broken-link"),
        ("Текст <img src=\"nope.png\" alt=\"дом\">", "missing-image"),
        ("Текст <a href=\"../../etc/passwd\">x</a>", "outside-site"),
        (
            "Текст <img src=\"https://example.org/a.png\" alt=\"дом\">",
            "remote-image",
        ),
        ("Текст <a href=\"javascript:alert(1)\">x</a>", "unsafe-link"),
        (
            "<p>\n<a href=\"javascript:alert(1)\">x</a>\n</p>",
            "unsafe-link",
        ),
    ] {
        let found = on_the_home_page(markdown);
        assert!(
            matches!(found.as_slice(), [one] if one.rule == rule),
            "{markdown}: expected {rule}, found {found:?}"
        );
    }
}

#[test]
fn every_broken_link_is_reported_and_each_once() {
    let found = on_the_home_page(
        "[а](nope.md) [б](nope.md) [![в](nope.png)](nope.md)\n\n[г][д]\n\n[д]: nope.md",
    );
    let places: Vec<_> = found
        .iter()
        .map(|finding| (finding.line, finding.column, finding.rule.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (Some(6), Some(5), "broken-link"),
            (Some(6), Some(18), "broken-link"),
            (Some(6), Some(33), "missing-image"),
            (Some(6), Some(44), "broken-link"),
            (Some(8), Some(1), "broken-link"),
        ]
    );
}

/// What is suggested can be written as it stands.
#[test]
fn a_suggestion_for_a_link_works_when_it_is_taken() {
    let broken = |target: &str| {
        Project::minimal()
            .file(
                "content/put/01-poisk.md",
                &format!("---\ntitle: Поиск\n---\n\n## Цели\n\n- [Кто мы]({target})\n"),
            )
            .file(
                "content/company/about-us.md",
                "---\ntitle: О нас\nsummary: Кто мы.\n---\n",
            )
    };
    let run = broken("../company/abuot-us.md").run(&["check", "--format", "json"]);
    let found = findings(&run);
    let help = &found
        .iter()
        .find(|finding| finding.rule == "broken-link")
        .expect("a finding")
        .help;
    let suggested = help
        .split('`')
        .nth(1)
        .unwrap_or_else(|| panic!("no suggestion in {help:?}"));
    let run = broken(suggested).run(&["check", "--format", "json"]);
    assert!(
        findings(&run)
            .iter()
            .all(|finding| finding.rule != "broken-link"),
        "`{suggested}` does not work"
    );
}

#[test]
fn pictures_of_the_front_matter_are_looked_up() {
    let project = Project::minimal()
        .file(
            "content/put/map.md",
            "---\ntitle: Путь\nsummary: Как к нам приходят.\ncover: {src: ../../etc/passwd, alt: дом}\nclient:\n  name: Парус\n  logo: nope.svg\n---\n",
        )
        .file("content/put/persona.md", "---\nname: Анна\nphoto: {src: map.md, alt: Анна}\n---\n")
        .file("content/put/01-poisk.md", "---\ntitle: Поиск\nimage:\n  src: javascript:alert(1)\n  alt: дом\n---\n");
    let found: Vec<String> = places(&project)
        .into_iter()
        .filter(|place| {
            ["outside-site", "missing-image", "wrong-value"]
                .iter()
                .any(|rule| place.ends_with(rule))
        })
        .collect();
    assert_eq!(
        found,
        [
            "content/put/01-poisk.md:4:8 wrong-value",
            "content/put/map.md:4:14 outside-site",
            "content/put/map.md:7:9 missing-image",
            "content/put/persona.md:3:14 missing-image",
        ]
    );
}

#[test]
fn files_that_the_settings_name_are_looked_up() {
    let more = "\n[output.html]\nadditional-css = [\"own.css\", \"nope.css\"]\nadditional-js = [\"../nope.js\"]\n\n\
                [lead-form]\naction = \"https://example.org/form\"\nthanks = \"nope.md\"\n\n\
                [lead-form.consent]\ndocument = \"nope.md\"\npolicy = \"../nope.md\"\n";
    let project = Project::minimal().settings(more).file("own.css", "p {}");
    let settings = project.read("book.toml");
    let found = places(&project);
    for marked in [
        "\"nope.css\"",
        "\"../nope.js\"",
        "thanks = \"nope.md\"",
        "document = \"nope.md\"",
        "policy = \"../nope.md\"",
    ] {
        let (at, line) = settings
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(marked))
            .expect("the line");
        let value = marked.rsplit(' ').next().expect("a value");
        let column = line.find(value).expect("the value") + 1;
        let place = format!("book.toml:{}:{column} ", at + 1);
        assert!(
            found.iter().any(|found| found.starts_with(&place)),
            "{marked} at {place}not in {found:#?}"
        );
    }
}

#[test]
fn a_link_to_a_document_that_cannot_be_read_is_not_blamed() {
    let project = Project::minimal()
        .file("content/about.md", "---\ntitle: О нас: мы\n---\n")
        .file("content/index.md", "---\ntitle: Карты\nsummary: Все наши карты.\n---\n\n[О нас](about.md), [путь](put/01-poisk.md)\n")
        .bytes("content/put/01-poisk.md", b"---\ntitle: \xcf\n---\n");
    let rules: Vec<String> = places(&project)
        .iter()
        .filter_map(|place| place.rsplit(' ').next().map(str::to_owned))
        .collect();
    assert_eq!(rules, ["yaml-syntax", "not-utf8"]);
}

#[test]
fn a_page_has_the_parts_of_its_own_kind_only() {
    let project = Project::minimal().file(
        "content/about.md",
        "# О нас\n\n[а](#persona)\n\n[б](put/map.md#journey) [в](#main)\n",
    );
    let report = project.run(&["check"]).stdout;
    assert!(
        report.contains("the page `/about/` has no part `#persona`"),
        "{report}"
    );
    assert!(
        !report.contains("#journey") && !report.contains("#main"),
        "{report}"
    );
}

#[test]
fn an_anchor_that_an_author_names_is_found_from_another_stage() {
    let project = Project::minimal()
        .file("content/put/02-a.md", "# А\n\n## Цели {#celi}\n\n- Цель\n")
        .file(
            "content/put/03-b.md",
            "# Б\n\n[цели](02-a.md#celi) [там же](#celi)\n",
        );
    project.run(&["build"]).assert_status(0);
    assert_eq!(
        project
            .published("put/index.html")
            .matches("href=\"#celi\"")
            .count(),
        2
    );
}
