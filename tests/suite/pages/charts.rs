//! Drawings beside the emotion curve, as they stand on pages, and their figures.

use super::html::{Element, published};
use crate::{content_model::build, project::Project};

/// A map with segments: names, and for each stage its phase and emotion.
fn segments(all: &[(&str, &[(&str, &str)])]) -> Project {
    let mut project = Project::new()
        .file("book.toml", "[book]\ntitle = \"Т\"\nlanguage = \"ru\"\n")
        .file("content/index.md", "---\ntitle: Т\nsummary: С.\n---\n")
        .file("content/put/map.md", "---\ntitle: Путь\nsummary: С.\n---\n");
    for (at, (name, stages)) in all.iter().enumerate() {
        project = project.file(
            &format!("content/put/s{at}/persona.md"),
            &format!("---\ntitle: {name}\nname: Анна-Мария\n---\n"),
        );
        for (n, (phase, emotion)) in stages.iter().enumerate() {
            let line = |key: &str, value: &str| match value {
                "" => String::new(),
                value => format!("{key}: {value}\n"),
            };
            let text = format!(
                "---\ntitle: Шаг {n}\n{}{}---\n",
                line("phase", phase),
                line("emotion", emotion)
            );
            project = project.file(&format!("content/put/s{at}/{:02}-e{n}.md", n + 1), &text);
        }
    }
    build(&project, &[]);
    project
}

fn overview(all: &[(&str, &[(&str, &str)])]) -> Element {
    published(&segments(all), "put/index.html")
}

/// The texts of a row's cells.
fn cells(row: &Element) -> Vec<String> {
    let cells = row.descendants().into_iter();
    let cells = cells.filter(|cell| matches!(cell.name.as_str(), "th" | "td"));
    cells.map(Element::text).collect()
}

/// The figures under the compared curves, a list for each row.
fn rows(page: &Element) -> Vec<Vec<String>> {
    page.all(".curves tr").into_iter().map(cells).collect()
}

#[test]
fn segments_that_share_phases_stand_in_columns_of_phases() {
    let page = overview(&[
        (
            "Новички",
            &[("awareness", "1"), ("", "-1"), ("decision", "2")],
        ),
        ("Знатоки", &[("search", "0.5"), ("decision", "-2")]),
    ]);
    assert_eq!(
        rows(&page),
        [
            vec!["Сегмент", "Осознание", "Поиск", "Решение"],
            vec![
                "Новички",
                "02 Шаг 0: +1 (радость); 03 Шаг 1: −1 (тревога)",
                "",
                "04 Шаг 2: +2 (восторг)"
            ],
            vec![
                "Знатоки",
                "",
                "02 Шаг 0: +0,5 (радость)",
                "03 Шаг 1: −2 (отчаяние)"
            ],
        ]
    );
    let drawing = page.one(".curves-wide svg");
    assert_eq!(drawing.attr("role"), Some("img"));
    let said = drawing.text();
    assert!(
        said.contains("Кривые эмоций всех сегментов") && said.contains("Знатоки — Поиск: 02 Шаг 0"),
        "{said}"
    );
    assert_eq!(drawing.texts(".chart-curve-name"), ["Новички", "Знатоки"]);
    assert_eq!(
        page.one(".curves-tall svg").texts(".chart-column-name"),
        ["Осознание", "Поиск", "Решение"]
    );
}

#[test]
fn else_they_stand_in_the_order_of_stages() {
    for stages in [
        // One goes back among the phases.
        [("decision", "1"), ("search", "2")],
        // None is shared.
        [("evaluation", "1"), ("decision", "2")],
        [("", "1"), ("", "2")],
    ] {
        let page = overview(&[
            ("А", &stages),
            ("Б", &[("awareness", "1"), ("search", "0")]),
        ]);
        assert_eq!(rows(&page)[0], ["Сегмент", "Шаг 1", "Шаг 2"], "{stages:?}");
    }
}

#[test]
fn one_segment_with_emotions_is_not_compared() {
    let page = overview(&[("А", &[("", "1")]), ("Б", &[("", "")])]);
    assert!(!page.has(".curves"));
    let page = overview(&[("А", &[("", "1")]), ("Б", &[("", "2")]), ("В", &[("", "")])]);
    assert_eq!(rows(&page)[3], ["В", "02 Шаг 0: не указано"]);
    let names = page.one(".curves-wide svg").texts(".chart-curve-name");
    assert!(
        names.iter().any(|name| name == "В: нет оценок"),
        "{names:?}"
    );
}

/// A map of stages with these lines of front matter.
fn map(stages: &[&str]) -> Project {
    let mut project = Project::minimal();
    project.remove("content/put/01-poisk.md");
    for (n, lines) in stages.iter().enumerate() {
        project = project.file(
            &format!("content/put/{:02}-s{n}.md", n + 1),
            &format!("---\ntitle: Этап {n}\n{lines}---\n"),
        );
    }
    project
}

fn table(page: &Element, at: usize) -> Vec<Vec<String>> {
    let rows = page.all(".glance .chart-data")[at].all("tr");
    rows.into_iter().map(cells).collect()
}

#[test]
fn the_curve_has_its_figures_in_a_table() {
    let project = map(&[
        "emotion: -1.5\nquote: Не верю\n",
        "moment-of-truth: true\n",
        "emotion: 0\nloops-to: s0\n",
    ]);
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert_eq!(
        table(&page, 0),
        [
            ["Этап", "Эмоция"],
            ["02 Этап 0", "−1,5 (отчаяние)"],
            ["03 Этап 1", ""],
            ["04 Этап 2", "0 (спокойствие)"],
        ],
        "what else the drawing shows stands beneath it"
    );
    let stations = page.one(".glance-stages").text();
    for said in ["Не верю", "Момент истины", "Возвращаются: Этап 0"]
    {
        assert!(stations.contains(said), "{said} not in: {stations}");
    }
    assert!(
        page.one(".chart-data summary")
            .text()
            .contains("Данные таблицей")
    );
}

#[test]
fn columns_without_anything_are_left_out_and_so_are_tables() {
    let project = map(&["emotion: 1\n", "emotion: 2\n"]);
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert_eq!(table(&page, 0)[0], ["Этап", "Эмоция"]);
    assert_eq!(
        page.all(".chart-data").len(),
        1,
        "no funnel, no table of it"
    );
    let project = map(&["", ""]);
    build(&project, &[]);
    assert!(!published(&project, "put/index.html").has(".chart-data"));
}

#[test]
fn the_funnel_has_its_figures_and_a_drawing_for_phones() {
    let project = map(&[
        "funnel: { entered: 1000000000000, left: 0 }\n",
        "funnel: { entered: 0, left: 5 }\n",
        "",
        "funnel: { entered: 0.0003, left: 0.0009 }\n",
    ])
    .file(
        "themes/agency/templates/parts/related.html",
        "<div class=\"glance\">{{ <chart_data data={landing.funnel_data} /> }}</div>",
    );
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert_eq!(
        table(&page, 0),
        [
            vec![
                "Этап",
                "Пришли",
                "Пошли дальше",
                "Доля этапа",
                "До следующего этапа"
            ],
            vec!["02 Этап 0", "1 000 000 000 000", "0", "0 %", "0 %"],
            vec!["03 Этап 1", "0", "5", "", ""],
            vec!["04 Этап 2", "", "", "", ""],
            vec!["05 Этап 3", "0,0003", "0,0009", "300 %", ""],
        ]
        .map(|row| row
            .iter()
            .map(|cell| cell.replace('\u{a0}', " "))
            .collect::<Vec<_>>())
    );
    for drawing in [".funnel-wide svg", ".funnel-tall svg"] {
        let drawing = page.one(drawing);
        assert_eq!(
            drawing.texts(".chart-funnel-number"),
            ["02", "03", "04", "05"]
        );
        assert!(drawing.text().contains("05 Этап 3 — Пришли: 0,0003"));
    }
}

/// A theme that shows covers as files.
fn with_covers(project: Project) -> Project {
    project
        .settings("\n[output.html]\ntheme = \"mine\"\n\n[theme.mine]\naccent = \"#0a7d55\"\n")
        .file("themes/mine/theme.toml", "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n")
        .file(
            "themes/mine/templates/home.html",
            "{% extends \"base.html\" %}{% block main %}{% for card in home.cards %}<img src=\"{{ card.cover_art.src }}\" alt=\"{{ card.cover_art.alt }}\">{% endfor %}{% endblock main %}",
        )
}

#[test]
fn a_cover_is_a_file_where_a_template_shows_it() {
    let project = with_covers(map(&["emotion: 1\n", "emotion: -1\n"]));
    build(&project, &[]);
    let home = published(&project, "index.html");
    let picture = home.one("main img");
    assert_eq!(picture.attr("src"), Some("put/cover-art.svg"));
    assert_eq!(picture.attr("alt"), Some(""));
    let file = project.published("put/cover-art.svg");
    assert!(file.starts_with("<svg xmlns=") && file.len() < 12_000);
    assert!(file.contains("prefers-color-scheme:dark") && !file.contains("<text"));
    // The accent of the site, made readable on the theme's paper.
    let route = file
        .split("chart-station{stroke:")
        .nth(1)
        .expect("the route's colour");
    let green = u8::from_str_radix(&route[3..5], 16).expect("a colour");
    let red = u8::from_str_radix(&route[1..3], 16).expect("a colour");
    assert!(green > red, "{}", &route[..7]);

    let project = map(&["emotion: 1\n"]);
    build(&project, &[]);
    assert!(
        !project.exists("put/cover-art.svg"),
        "the theme agency shows none"
    );
}

#[test]
fn segments_have_covers_of_their_own() {
    let project = with_covers(segments(&[
        ("А", &[("", "1"), ("", "2")]),
        ("Б", &[("", "-1"), ("", "0")]),
    ]));
    build(&project, &[]);
    let covers =
        ["put", "put/s0", "put/s1"].map(|url| project.published(&format!("{url}/cover-art.svg")));
    assert_eq!(covers[0], covers[1], "the map shows the first segment's");
    assert_ne!(covers[1], covers[2]);
}

#[test]
fn a_portrait_without_a_photo_is_a_monogram() {
    let page = published(&segments(&[("А", &[("", "1")])]), "put/s0/index.html");
    assert_eq!(page.texts(".monogram .chart-initials"), ["АМ"]);
    let drawing = page.one(".monogram svg");
    assert_eq!(
        drawing.attr("aria-hidden"),
        Some("true"),
        "the name stands beside it"
    );
}

#[test]
fn a_funnel_that_has_room_on_a_phone_is_drawn_once() {
    let project = map(&[
        "funnel: { entered: 48000, left: 5300 }\n",
        "funnel: { entered: 5300 }\n",
    ]);
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert!(page.has(".funnel-wide svg") && !page.has(".funnel-tall"));
}
