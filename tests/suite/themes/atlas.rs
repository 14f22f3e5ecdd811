//! What the theme atlas promises: a site in, the wall chart out.

use crate::{
    content_model::{build, built},
    pages::{
        complete_folder,
        html::{Element, published},
    },
    project::Project,
};

/// The site that has a bit of everything, in this theme, with what is internal.
fn complete() -> Project {
    let project = Project::copy_of(&complete_folder().join("site"));
    let settings = project.read("book.toml");
    let named = settings.replace("[output.html]\n", "[output.html]\ntheme = \"atlas\"\n");
    let project = project.file("book.toml", &named);
    build(&project, &["--internal"]);
    project
}

/// A map of so many stages, every second one with an emotion and barriers.
fn map_of(count: usize) -> Element {
    let mut project = Project::minimal().settings("\n[output.html]\ntheme = \"atlas\"\n");
    project.remove("content/put/01-poisk.md");
    for n in 1..=count {
        let emotion = if n % 2 == 1 { "emotion: 1.5\n" } else { "" };
        let barriers = if n % 2 == 1 {
            "\n## Барьеры\n\n- «Дорого»\n  - Показать расчёт.\n"
        } else {
            ""
        };
        project = project.file(
            &format!("content/put/{n:02}-s{n}.md"),
            &format!("---\ntitle: Этап {n}\n{emotion}---\n\n## Цели\n\n- Цель {n}\n{barriers}"),
        );
    }
    published(&built(project), "put/index.html")
}

#[test]
fn the_chart_is_a_table_of_stages_by_lanes() {
    let page = map_of(3);
    assert_eq!(page.texts("h1"), ["Путь"]);
    let table = page.one("[role=table]");
    assert_eq!(
        table.texts("[role=columnheader]"),
        ["Этап", "Что происходит", "A Цели", "B Барьеры"]
    );
    assert_eq!(
        table.texts("[role=rowheader] h2"),
        ["1 Этап 1", "2 Этап 2", "3 Этап 3"]
    );
    let rows = table.all("[role=row]");
    assert_eq!(rows.len(), 4, "the labels, and a row for each stage");
    for row in &rows[1..] {
        assert_eq!(
            row.all("[role=cell]").len(),
            3,
            "also where a lane is missing"
        );
    }
    assert_eq!(rows[2].attr("id"), Some("s2"));
    assert!(table.has("[role=caption]"));
}

#[test]
fn the_region_that_scrolls_has_a_name_and_the_keyboard() {
    let page = map_of(14);
    let region = page.one("#map [role=region]");
    assert_eq!(region.attr("tabindex"), Some("0"));
    assert!(
        region
            .attr("aria-label")
            .is_some_and(|label| !label.is_empty())
    );
    let ways: Vec<_> = page
        .all(".rail a")
        .iter()
        .map(|link| link.attr("href"))
        .collect();
    assert_eq!(ways.len(), 14, "a way to each stage");
    assert_eq!(ways[13], Some("#s14"));
}

#[test]
fn the_relief_bears_the_emotions_of_its_stations() {
    let relief = map_of(3);
    let relief = relief.one(".relief svg");
    assert!(
        relief
            .attr("class")
            .is_some_and(|class| class.contains("chart-relief"))
    );
    assert_eq!(relief.texts("text"), ["+1,5", "+1,5"]);
    assert!(relief.one("desc").text().contains("Этап 2: не указано"));
}

#[test]
fn a_single_stage_is_a_chart_too() {
    let page = map_of(1);
    assert_eq!(page.all("[role=row]").len(), 2);
    assert!(!page.has(".rail"), "there is nowhere to go");
}

/// Every word of the texts, wherever the chart folds it away.
#[test]
fn the_page_has_all_words_of_its_sources_without_a_script() {
    let project = complete();
    let page = published(&project, "dom/index.html");
    let said = page.one("#map").text();
    let folder = complete_folder().join("site/content/dom");
    let mut words = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        if !name.starts_with('0') || !name.ends_with(".md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let body = text.splitn(3, "---\n").nth(2).expect("a body");
        for word in body
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() > 3)
        {
            if word.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) {
                words += 1;
                assert!(said.contains(word), "{word} of {name} is not on the page");
            }
        }
    }
    assert!(words > 20, "{words} words looked for");
}

#[test]
fn an_answer_opens_beneath_its_barrier() {
    let page = map_of(1);
    let barrier = page.one(".group-barriers li");
    assert!(barrier.one(".voice").text().contains("Дорого"));
    let answer = barrier.one("details");
    assert_eq!(answer.one("summary").text(), "Ответ");
    assert!(answer.text().contains("Показать расчёт."));
}

#[test]
fn a_long_list_shows_its_beginning_and_counts_on_behind_it() {
    let steps: String = (1..=9).map(|n| format!("{n}. Шаг {n}\n")).collect();
    let project = built(
        Project::minimal()
            .settings("\n[output.html]\ntheme = \"atlas\"\n")
            .file(
                "content/put/01-poisk.md",
                &format!("---\ntitle: Поиск\n---\n\n## Процесс\n\n{steps}"),
            ),
    );
    let page = published(&project, "put/index.html");
    let cell = page.one(".lane-process");
    assert_eq!(cell.one("details summary").text(), "ещё 5");
    assert_eq!(cell.one("details ol").attr("start"), Some("5"));
    assert_eq!(cell.all("li").len(), 9);
}

#[test]
fn parts_that_are_left_out_are_not_on_the_sheet() {
    let with_parts = |parts: &str| {
        let project = Project::minimal().settings(&format!(
            "\n[output.html]\ntheme = \"atlas\"\n\n[theme.atlas]\nparts = [{parts}]\n"
        ));
        published(&built(project), "put/index.html")
    };
    assert!(with_parts("\"stages\"").has("[role=table]"));
    assert!(
        with_parts("\"map\"").has("[role=table]"),
        "both are the chart here"
    );
    assert!(!with_parts("\"persona\"").has("[role=table]"));
}
