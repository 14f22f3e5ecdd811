//! What the theme longread promises: a story in chapters, with the route beside it.

use crate::{
    content_model::built,
    pages::html::{Element, published},
    project::Project,
};

/// A site in the theme, with its options.
fn story(options: &str) -> Project {
    Project::minimal().settings(&format!(
        "\n[output.html]\ntheme = \"longread\"\n\n[theme.longread]\n{options}"
    ))
}

fn map_of(project: Project) -> Element {
    published(&built(project), "put/index.html")
}

const SECOND: &str = "---\ntitle: Покупка\nemotion: -1\nquote: Беру\n---\n\nТекст.[^1]\n\n\
    ## Процесс\n\n1. Пришла.\n\n## Барьеры\n\n- «Дорого»\n  - Рассрочка.\n\n\
    ## Инструменты\n\n- Сайт\n\n[^1]: На поле.\n";

#[test]
fn each_stage_is_a_chapter_with_its_place_and_the_route() {
    let page = map_of(story("").file("content/put/02-pokupka.md", SECOND));
    assert_eq!(page.texts("section.chapter h2"), ["Поиск", "Покупка"]);
    assert_eq!(
        page.texts("section.chapter .chapter-number"),
        ["2", "3"],
        "numbers without a nought"
    );
    let count = |selector: &str| page.all(selector).len();
    assert_eq!(count(".chapter-route svg.chart-passage"), 2);
    assert_eq!(count(".chapter-facts svg.chart-place"), 2);
    assert_eq!(
        count(".chapter-route .chart-end"),
        1,
        "the line ends with the last chapter"
    );
}

#[test]
fn a_journey_without_emotions_has_a_route_and_no_curves() {
    let page = map_of(story("").file(
        "content/put/01-poisk.md",
        "---\ntitle: Поиск\n---\n\n## Цели\n\n- Найти\n",
    ));
    assert!(page.has(".chapter-route svg.chart-passage"));
    assert!(!page.has(".chapter-place") && !page.has(".chapter-facts"));
}

#[test]
fn channels_and_tools_are_notes_beside_the_story() {
    let page = map_of(story("").file("content/put/02-pokupka.md", SECOND));
    assert_eq!(
        page.texts("#poisk .beside-notes h3"),
        ["Каналы"],
        "beside the goals"
    );
    assert_eq!(page.texts("#pokupka .beside-text h3"), ["Процесс"]);
    assert_eq!(page.texts("#pokupka .beside-notes li"), ["Сайт"]);
    assert!(page.has("#pokupka .with-footnotes .footnotes"));
    assert_eq!(page.texts("#pokupka .pull"), ["Беру"]);
    assert_eq!(page.texts("#pokupka .barrier-answer"), ["Рассрочка."]);
}

#[test]
fn the_contents_list_what_the_page_has_in_its_order() {
    let page = map_of(story(""));
    assert_eq!(
        page.texts("#introduction .contents a"),
        ["О карте", "1 Портрет", "2 Поиск", "Приложение"],
        "in the margin of the introduction"
    );
    let page = map_of(story(
        "parts = [\"stages\", \"persona\", \"introduction\"]\n",
    ));
    assert!(!page.has("#introduction .contents"));
    assert_eq!(
        page.texts(".contents a"),
        ["2 Поиск", "1 Портрет", "О карте"],
        "before everything where the introduction does not come first"
    );
    let page = map_of(story("parts = []\n"));
    assert!(!page.has("#poisk") && page.has("#contact"));
}

#[test]
fn a_story_says_how_long_it_takes_to_read() {
    let page = map_of(story(""));
    let byline = page.one(".byline").text();
    assert!(byline.contains("1 минута чтения"), "{byline}");
    let words = "слово ".repeat(900);
    let page = map_of(story("").file(
        "content/put/map.md",
        &format!("---\ntitle: Путь\n---\n\n{words}\n"),
    ));
    let byline = page.one(".byline").text();
    assert!(
        byline.contains("6 минут чтения"),
        "900 words and those of persona and stage: {byline}"
    );
}

#[test]
fn a_quotation_mark_before_the_drop_capital_hangs_in_the_margin() {
    let opening = |text: &str| {
        map_of(story("").file(
            "content/put/map.md",
            &format!("---\ntitle: Путь\n---\n\n{text}\n"),
        ))
    };
    assert!(opening("«Полка» растёт.").has("#introduction .opens-quoted"));
    let plain = opening("Полка растёт.");
    assert!(plain.has("#introduction .opens") && !plain.has(".opens-quoted"));
}

#[test]
fn a_map_with_segments_opens_with_a_group_portrait() {
    let mut project = Project::minimal()
        .settings("\n[output.html]\ntheme = \"longread\"\n")
        .file("content/dva/map.md", "---\ntitle: Двое\n---\n\nДва пути.\n");
    for (folder, name) in [("a", "Пётр"), ("b", "")] {
        let persona = if name.is_empty() {
            "---\nshare: 40\n---\n\nГруппа.\n".to_owned()
        } else {
            format!("---\nname: {name}\nquote: Иду\n---\n\nГруппа.\n")
        };
        project = project
            .file(&format!("content/dva/{folder}/persona.md"), &persona)
            .file(
                &format!("content/dva/{folder}/01-shag.md"),
                "---\ntitle: Шаг\nemotion: 1\n---\n\n## Цели\n\n- Дойти\n",
            );
    }
    let project = built(project);
    let page = published(&project, "dva/index.html");
    assert_eq!(page.all("#segments .sitter").len(), 2);
    assert_eq!(page.texts(".sitter-caption b"), ["Пётр"]);
    assert!(page.has("#comparison"));
    let landing = published(&project, "dva/a/index.html");
    assert!(
        landing.has("#persona .opens"),
        "a segment's story begins with the portrait"
    );
    assert!(landing.has("nav.contents"));
}

#[test]
fn the_home_page_is_the_contents_of_an_issue() {
    let project = built(story("").file("content/b/map.md", "# Другая\n"));
    let page = published(&project, "index.html");
    assert_eq!(page.all("#maps .index-lead article").len(), 2);
    assert_eq!(page.texts("#maps h2"), ["В номере"]);
    let links = page.texts("#maps h3 a");
    assert!(links.contains(&"Путь".to_owned()) && links.contains(&"Другая".to_owned()));
}

#[test]
fn the_story_is_set_in_the_serif_unless_told_otherwise() {
    let style = |options: &str| {
        let project = built(story(options));
        let page = published(&project, "index.html");
        let path = page
            .one("link[rel=stylesheet]")
            .attr("href")
            .expect("a stylesheet")
            .to_owned();
        project.published(&path)
    };
    assert!(style("").contains("--font-text: \"Literata\""));
    assert!(style("fonts = \"grotesk\"\n").contains("--font-text: \"Onest\""));
}
