//! The parts of a landing page: each there where it has content, and no empty box where it has not.

use super::{
    COMPLETE, complete,
    html::{Element, published},
};

use crate::project::Project;

/// What the anchors of a landing page's parts are.
const PARTS: &[&str] = &[
    "method",
    "results",
    "introduction",
    "journey",
    "persona",
    "map",
    "contact",
    "related",
];

#[test]
fn a_full_map_has_all_twelve_parts_in_their_order() {
    let page = COMPLETE.page("dom/index.html");
    // 1. header
    let header = page.one("header");
    assert!(
        header.text().contains("Причал") && header.text().contains("+7 (800) 000-00-00"),
        "{}",
        header.text()
    );
    for link in header
        .all("nav a")
        .iter()
        .filter_map(|link| link.attr("href"))
    {
        assert!(page.has(link), "the way to `{link}` leads nowhere");
    }
    assert!(header.all("nav a").len() >= 4);
    // 2. hero
    let before_method = page.one("main").text();
    for shown in [
        "Дом у реки",
        "Как семья выбирает квартиру.",
        "Застройщик в Самаре",
        "Недвижимость",
    ] {
        assert!(before_method.contains(shown), "{shown}");
    }
    assert!(page.one("main").has("a[href=#contact]") && page.has("img[alt=План квартала]"));
    // 3. and 4.
    assert_eq!(page.all("#method ol li").len(), 3);
    let results = page.one("#results").text();
    for shown in ["96", "40", "80", "2000", "Увидели, где теряем", "Ирина"] {
        assert!(results.contains(shown), "{shown} not in {results}");
    }
    // 5. – 9. stand in this order
    let ids: Vec<&str> = page
        .all("main [id]")
        .iter()
        .filter_map(|element| element.attr("id"))
        .collect();
    let wanted = [
        "method",
        "results",
        "introduction",
        "journey",
        "persona",
        "osmyslenie",
        "ocenka",
        "petlya",
        "map",
    ];
    let places: Vec<usize> = wanted
        .iter()
        .map(|id| {
            ids.iter()
                .position(|known| known == id)
                .unwrap_or_else(|| panic!("no #{id}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    // 6. the journey at a glance
    let glance = page.one("#journey");
    assert!(glance.has("svg"), "the curve");
    for id in ["osmyslenie", "ocenka", "petlya"] {
        assert!(glance.has(&format!("a[href=#{id}]")), "a way to {id}");
    }
    assert!(
        glance.text().contains("Карты города"),
        "channels: {}",
        glance.text()
    );
    // 10. – 12.
    assert!(page.one("#contact").has("form"));
    let cards = page.all("#related a");
    assert!(!cards.is_empty() && cards.len() <= 3);
    let footer = page.one("footer");
    assert!(
        footer.has("a[href=mailto:prichal@example.org]")
            && footer.text().contains("Самара, Примерная, 3")
    );
}

#[test]
fn a_stage_shows_its_lanes_each_in_its_way() {
    let page = COMPLETE.page("dom/index.html");
    let stage = page.one("#osmyslenie");
    let text = stage.text();
    for shown in [
        "02",
        "Осмысление",
        "Понимает, что пора.",
        "Всё начинается с шума",
        "Опять эти соседи",
        "2 месяца",
        "маркетинг",
        "Понять, сколько стоит тишина",
        "Честные цены",
        "Это нам не по карману",
        "Калькулятор на сайте",
        "Показать тихий двор",
        "Соседи",
        "Карты города",
        "32,5",
        "Узнают в округе.",
        "25 %",
        "Дождь.",
        "Тут всё иначе.",
        "Что за окном",
        "Своими словами",
        "Задачи маркетинга ЖК",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert_eq!(
        stage
            .all("ol li")
            .iter()
            .map(|li| li.text())
            .take(2)
            .collect::<Vec<_>>(),
        ["Ссорится с соседями", "Считает деньги"]
    );
    assert!(stage.has("img[alt=План]"));
    assert!(page.one("#ocenka").text().contains("Момент истины"));
    assert!(
        page.one("#petlya").has("a[href=#osmyslenie]"),
        "the loop leads back"
    );
}

#[test]
fn the_whole_map_is_a_table_of_lanes_by_stages() {
    let page = COMPLETE.page("dom/index.html");
    let table = page.one("#map table");
    let columns = table.all("thead th");
    assert_eq!(
        columns
            .iter()
            .map(|th| th.one("a").attr("href").expect("a way"))
            .collect::<Vec<_>>(),
        ["#osmyslenie", "#ocenka", "#petlya"]
    );
    for row in table.all("tbody tr") {
        assert_eq!(
            (row.all("th").len(), row.all("td").len()),
            (1, 3),
            "{}",
            row.text()
        );
        assert!(
            row.all("td").iter().any(|cell| !cell.text().is_empty()),
            "an empty row: {}",
            row.text()
        );
    }
    let rows = table.texts("tbody th");
    for lane in [
        "Цели клиента",
        "Ожидания",
        "KPI",
        "Погода",
        "Своими словами",
    ] {
        assert!(rows.iter().any(|row| row == lane), "{lane} not in {rows:?}");
    }
    assert_eq!(
        rows.last().map(String::as_str),
        Some("Своими словами"),
        "the author's own lanes come last"
    );
}

#[test]
fn an_empty_map_has_no_empty_parts() {
    let project = complete();
    let settings = project.read("book.toml");
    let without = settings
        .split("[method]")
        .next()
        .expect("a part")
        .to_owned();
    project.write("book.toml", without.as_bytes());
    for folder in ["content/dom", "content/rynok"] {
        project.remove(folder);
    }
    let home = project
        .read("content/index.md")
        .replace(", [полная карта](dom/map.md)", "");
    project.write("content/index.md", home.as_bytes());
    crate::content_model::build(&project, &[]);
    let page = published(&project, "pusto/index.html");
    for part in PARTS.iter().filter(|part| **part != "contact") {
        assert!(!page.has(&format!("#{part}")), "#{part} of an empty map");
    }
    assert_no_empty_boxes(&page, "pusto");
    let stage = page.one("#edinstvennyy");
    // Beside its number and the way to it.
    let words = stage.text().replace("01", "").replace('#', "");
    assert_eq!(words.trim(), "Единственный");
}

#[test]
fn no_page_has_empty_boxes_or_headings() {
    for (path, page) in &COMPLETE.pages {
        assert_no_empty_boxes(page, path);
    }
}

/// Fails on an element that has a box or a place in the outline and nothing in it.
#[track_caller]
fn assert_no_empty_boxes(page: &Element, path: &str) {
    let boxes = [
        "section",
        "article",
        "figure",
        "ul",
        "ol",
        "dl",
        "li",
        "dt",
        "dd",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "a",
        "nav",
        "blockquote",
        "th",
        "button",
        "label",
        "table",
    ];
    for element in page.descendants() {
        let holds = |name: &str| element.has(name);
        let full = !element.text().is_empty()
            || ["img", "svg", "input", "textarea"].into_iter().any(holds);
        assert!(
            full || !boxes.contains(&element.name.as_str()),
            "{path}: an empty <{}> {:?}",
            element.name,
            element.attributes
        );
    }
}

#[test]
fn without_a_goal_there_is_no_lane_of_goals() {
    let page = COMPLETE.page("dom/index.html");
    assert!(!page.one("#petlya").text().contains("Цели"));
    assert!(!page.one("#ocenka").text().contains("Барьеры"));
    assert!(!page.one("#petlya").has("form") && !page.one("#ocenka").has("img"));
}

#[test]
fn home_shows_maps_as_cards_with_what_one_chooses_by() {
    let page = COMPLETE.page("index.html");
    let cards = page.all("#maps article");
    assert_eq!(cards.len(), 3);
    let first = cards[0].text();
    for shown in [
        "Дом у реки",
        "Застройщик в Самаре",
        "Недвижимость",
        "3 этапа",
        "2026",
    ] {
        assert!(first.contains(shown), "{shown} not in {first}");
    }
    assert!(cards[0].has("svg"), "the sparkline");
    assert!(
        cards[1].text().contains("2 сегмента"),
        "{}",
        cards[1].text()
    );
    assert!(!cards[2].has("svg"), "no curve without emotions");
    assert!(page.one("#contact").text().contains("Нарисуем и вашу"));
}

#[test]
fn a_map_without_stages_does_not_count_them() {
    let project = Project::minimal().file("content/pusto/map.md", "# Пустая карта\n");
    crate::content_model::build(&project, &[]);
    for path in ["index.html", "pusto/index.html"] {
        let page = published(&project, path);
        assert!(!page.text().contains("0 этап"), "{path}");
        assert_no_empty_boxes(&page, path);
    }
}

#[test]
fn a_segment_has_cover_art_though_its_map_has_a_picture() {
    let project = Project::minimal()
        .file(
            "content/rynok/map.md",
            "---\ntitle: Рынок\ncover: { src: a.svg, alt: Прилавок }\n---\n",
        )
        .file(
            "content/rynok/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        )
        .file("content/rynok/novichki/persona.md", "# Новички\n")
        .file(
            "content/rynok/novichki/01-a.md",
            "---\ntitle: Начало\nemotion: 1\n---\n",
        );
    crate::content_model::build(&project, &[]);
    let overview = project.published("rynok/index.html");
    assert!(overview.contains("hero-photo") && !overview.contains("chart-cover"));
    assert!(
        project
            .published("rynok/novichki/index.html")
            .contains("chart-cover")
    );
}
