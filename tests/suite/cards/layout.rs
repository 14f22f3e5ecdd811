//! Titles of every kind stand on the card whole, and within its margins.

use super::{card, site};
use crate::{content_model::build, project::Project};

/// The built-in title on plain white, in black.
const BARE: &str = r#"{%- set title = fit(text=card.title, width=1072, height=296, lines=4, largest=108, smallest=44, leading=1.04, weight=700) -%}
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
{%- for line in title.lines %}
<text font-family="Onest" font-weight="700" x="64" y="{{ 140 + title.size * 0.74 + loop.index0 * title.leading }}" font-size="{{ title.size }}">{{ line }}</text>
{%- endfor %}
</svg>"#;

/// The columns and rows from the first to the last that bear ink.
fn inked(project: &Project) -> Option<([usize; 2], [usize; 2])> {
    let (width, _, pixels) = card(project, "put/");
    let ink = pixels
        .iter()
        .enumerate()
        .filter(|(_, pixel)| **pixel != [255; 3]);
    let places: Vec<(usize, usize)> = ink
        .map(|(at, _)| (at % width as usize, at / width as usize))
        .collect();
    let ends = |of: fn(&(usize, usize)) -> usize| {
        let all = places.iter().map(of);
        Some([all.clone().min()?, all.max()?])
    };
    Some((ends(|place| place.0)?, ends(|place| place.1)?))
}

#[test]
fn no_title_leaves_its_place() {
    let long = "Как посетитель выставки становится покупателем загородного дома и почему он возвращается через полгода с друзьями, а не с вопросами к менеджеру";
    let endless = "Ш".repeat(300);
    let many = "Очень ".repeat(200);
    let titles = [
        "Цены",
        "Персонализированное многоканальное взаимодействие",
        "Достопримечательностеобозревательностями",
        long,
        &endless,
        &many,
        "Запуск 🚀 продукта 旅程",
        "旅程",
        "AVATAR Ту́ Та Уфа — «Ёлки» № 7 → 14 200 ₽",
        "<b>&amp; 'x' \\\"y\\\"",
    ];
    let project = site().file("themes/agency/templates/card.svg", BARE);
    for title in titles {
        let map = format!("---\ntitle: \"{title}\"\nsummary: Кратко.\n---\n\nВведение.\n");
        project.write("content/put/map.md", map.as_bytes());
        build(&project, &[]);
        let (columns, rows) = inked(&project).unwrap_or_else(|| panic!("{title}: nothing"));
        assert!(
            columns[0] >= 56 && columns[1] <= 1136,
            "{title}: {columns:?}"
        );
        assert!(rows[0] >= 120 && rows[1] <= 140 + 296, "{title}: {rows:?}");
    }
}

#[test]
fn what_the_font_lacks_is_left_out() {
    let project = site().file("themes/agency/templates/card.svg", BARE);
    let drawn = |title: &str| {
        let map = format!("---\ntitle: \"{title}\"\nsummary: Кратко.\n---\n\nВведение.\n");
        project.write("content/put/map.md", map.as_bytes());
        build(&project, &[]);
        card(&project, "put/").2
    };
    let plain = drawn("Запуск продукта");
    assert!(drawn("🚀 Запуск 旅程 продукта 😀") == plain);
    assert!(drawn("Запуск продуктов") != plain);
    // Nothing is left of it: the site's title stands in.
    assert!(drawn("旅程") == drawn("Пример"));
}

#[test]
fn type_stands_on_plain_ground() {
    // Nothing but the ground between the title and the edges, and no contour behind it.
    let project = site();
    build(&project, &[]);
    let (_, _, pixels) = card(&project, "put/");
    let ground = pixels[0];
    for y in 0..260 {
        let row = &pixels[y * 1200..(y + 1) * 1200];
        let (left, right) = (&row[..52], &row[1148..]);
        assert!(
            left.iter().chain(right).all(|pixel| *pixel == ground),
            "row {y}"
        );
        assert!(
            !(110..130).contains(&y) || row.iter().all(|pixel| *pixel == ground),
            "row {y}"
        );
    }
}
