//! Titles of every kind stand on the card whole, and within its margins.

use super::{card, site};
use crate::{content_model::build, project::Project};

/// A built-in theme: its name, what stands in the row over the title from left to right, and the
/// rows between which a title stands.
struct Look {
    theme: &'static str,
    over: &'static [&'static str],
    title: [usize; 2],
}

const LOOKS: [Look; 3] = [
    Look {
        theme: "agency",
        over: &["agency", "kicker"],
        title: [120, 436],
    },
    Look {
        theme: "atlas",
        over: &["agency", "subject", "right"],
        title: [110, 378],
    },
    Look {
        theme: "longread",
        over: &["agency", "issue"],
        title: [112, 484],
    },
];

/// A site in a built-in theme.
fn site_in(theme: &str) -> Project {
    let before = site().read("book.toml");
    let settings = before.replace(
        "[output.html]\n",
        &format!("[output.html]\ntheme = \"{theme}\"\n"),
    );
    site().file("book.toml", &settings)
}

/// The texts of those names on a theme's own card as it sets them, on plain white.
fn bare(theme: &str, names: &[&str]) -> String {
    let whole = template(theme);
    let (settings, drawing) = whole.split_once("<svg").expect("a drawing");
    let mut out = format!(
        "{settings}<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">"
    );
    for name in names {
        let loop_head = format!("{{%- for line in {name}.lines %}}");
        let (before, block) = drawing.split_once(&loop_head).expect(name);
        let (block, _) = block.split_once("{%- endfor %}").expect("its end");
        // The family is said around all texts, or by each.
        let family = before
            .split_once("font-family=\"")
            .map_or("", |(_, after)| after);
        let family = family.split('"').next().unwrap_or("");
        let group = match family {
            "" => "<g>".to_owned(),
            _ => format!("<g font-family=\"{family}\">"),
        };
        out += &format!("{group}{loop_head}{block}{{%- endfor %}}</g>");
    }
    out + "</svg>"
}

/// The card's template of a built-in theme.
fn template(theme: &str) -> String {
    let themes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let own = std::fs::read_to_string(themes.join(theme).join("templates/card.svg"));
    own.unwrap_or_else(|_| {
        std::fs::read_to_string(themes.join("base/templates/card.svg")).expect("base's")
    })
}

/// Puts those texts of a theme's card in the place of the whole card.
fn lay_bare(project: &Project, theme: &str, names: &[&str]) {
    let path = format!("themes/{theme}/templates/card.svg");
    project.write(&path, bare(theme, names).as_bytes());
}

/// Gives a map that title, and a client if one is named.
fn entitle(project: &Project, map: &str, title: &str, client: Option<&str>) {
    let client = client.map_or(String::new(), |name| {
        format!("client:\n  name: \"{name}\"\n")
    });
    let text = format!("---\ntitle: \"{title}\"\nsummary: Кратко.\n{client}---\n\nВведение.\n");
    project.write(&format!("content/{map}/map.md"), text.as_bytes());
}

/// The columns and rows of a page's card from the first to the last that bear ink.
fn inked(project: &Project, page: &str) -> Option<([usize; 2], [usize; 2])> {
    let (width, _, pixels) = card(project, page);
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
        // Letters that not every theme's font has: another font takes the line.
        "Ҫӗнӗ ҫуртӑн ҫулӗ: килӗм туянакан ҫыннӑн пӗтӗм ҫулӗ, ӑна тупнинчен пуҫласа",
        "AVATAR Ту́ Та Уфа — «Ёлки» № 7 → 14 200 ₽",
        "<b>&amp; 'x' \\\"y\\\"",
    ];
    for look in &LOOKS {
        let project = site_in(look.theme);
        lay_bare(&project, look.theme, &["title"]);
        // With what may stand over it, and without.
        let client = Some("Заказчик");
        let mut all: Vec<(&str, Option<&str>)> =
            titles.iter().map(|title| (*title, client)).collect();
        all.extend([("Цены", None), (long, None)]);
        for (at, (title, client)) in all.iter().enumerate() {
            entitle(&project, &format!("t{at}"), title, *client);
        }
        build(&project, &[]);
        for (at, (title, _)) in all.iter().enumerate() {
            let name = format!("{}: {title}", look.theme);
            let (columns, rows) =
                inked(&project, &format!("t{at}/")).unwrap_or_else(|| panic!("{name}: nothing"));
            assert!(
                columns[0] >= 56 && columns[1] <= 1136,
                "{name}: {columns:?}"
            );
            let [from, to] = look.title;
            assert!(rows[0] >= from && rows[1] <= to, "{name}: {rows:?}");
        }
    }
}

#[test]
fn what_stands_over_the_title_keeps_apart() {
    let long =
        "Общество с ограниченной ответственностью «Загородное домостроение и благоустройство»";
    for look in &LOOKS {
        for (agency, client) in [("Маяк", "Банк"), (long, long), ("Маяк", long)] {
            let project = site_in(look.theme);
            let settings = project
                .read("book.toml")
                .replace("\"Маяк\"", &format!("\"{agency}\""));
            project.write("book.toml", settings.as_bytes());
            entitle(&project, "put", "Путь", Some(client));
            let mut end = 0;
            for name in look.over {
                lay_bare(&project, look.theme, &[name]);
                build(&project, &[]);
                let at = format!("{}: {name} of {agency}, {client}", look.theme);
                let (columns, rows) =
                    inked(&project, "put/").unwrap_or_else(|| panic!("{at}: nothing"));
                assert!(columns[0] >= end + 24, "{at}: {columns:?} after {end}");
                assert!(columns[0] >= 56 && columns[1] <= 1138, "{at}: {columns:?}");
                assert!(rows[0] >= 40 && rows[1] <= 105, "{at}: {rows:?}");
                end = columns[1];
            }
        }
    }
}

#[test]
fn what_the_font_lacks_is_left_out() {
    let project = site();
    lay_bare(&project, "agency", &["title"]);
    let drawn = |title: &str| {
        entitle(&project, "put", title, None);
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
    // Nothing but the ground between the type and the edges (on atlas, the sheet's frame), and an
    // empty strip between the title and what stands over it: no contour behind them.
    let places = [
        ("agency", [0, 52], 0..260, 110..130),
        ("atlas", [40, 54], 104..240, 104..122),
        ("longread", [0, 52], 0..330, 114..134),
    ];
    for (theme, [from, to], rows, empty) in places {
        let project = site_in(theme);
        build(&project, &[]);
        let (_, _, pixels) = card(&project, "put/");
        let ground = pixels[rows.start * 1200 + from];
        for y in rows {
            let row = &pixels[y * 1200..(y + 1) * 1200];
            let (left, right) = (&row[from..to], &row[1200 - to..1200 - from]);
            let mut margins = left.iter().chain(right);
            assert!(margins.all(|pixel| *pixel == ground), "{theme}: row {y}");
            let mut between = row[from..1200 - from].iter();
            let is_empty = between.all(|pixel| *pixel == ground);
            assert!(is_empty || !empty.contains(&y), "{theme}: row {y}");
        }
    }
}

#[test]
fn each_theme_sets_its_card_in_its_own_fonts() {
    let own = [
        (
            "agency",
            "Onest",
            ["Onest-500.ttf", "Onest-700.ttf"].as_slice(),
        ),
        (
            "atlas",
            "Roboto Condensed",
            &["RobotoCondensed-500.ttf", "RobotoCondensed-700.ttf"],
        ),
        ("longread", "Literata", &["Literata-600.ttf"]),
    ];
    for (theme, family, files) in own {
        assert!(
            template(theme).contains(&format!("font-family=\"{family}\"")),
            "{theme}"
        );
        let project = site_in(theme);
        project.run(&["check", "--strict"]).assert_status(0);
        // Without these files there is no such family: no other theme's stands in unseen.
        for file in files {
            project.write(&format!("themes/{theme}/card-fonts/{file}"), b"no font");
        }
        let run = project.run(&["check"]);
        run.assert_status(1);
        assert!(run.all().contains("card-fonts/`"), "{theme}: {}", run.all());
    }
}

#[test]
fn a_sign_among_the_letters_leaves_them_in_their_font() {
    // A line is set whole in another font where one lacks a character of it.
    for look in &LOOKS {
        let project = site_in(look.theme);
        lay_bare(&project, look.theme, &["title"]);
        let drawn = |title: &str| {
            entitle(&project, "put", title, None);
            build(&project, &[]);
            card(&project, "put/").2
        };
        let plain = drawn("Дом");
        let end = plain
            .iter()
            .enumerate()
            .filter(|(_, pixel)| **pixel != [255; 3]);
        let end = end.map(|(at, _)| at % 1200).max().expect("letters");
        for signs in ["₸₽", "₴→", "қәү", "їєґ", "№™"] {
            let more = drawn(&format!("Дом {signs}"));
            let is_same = |at: usize| at % 1200 > end || more[at] == plain[at];
            assert!((0..plain.len()).all(is_same), "{}: {signs}", look.theme);
            assert!(more != plain, "{}: {signs}", look.theme);
        }
    }
}

#[test]
fn the_route_is_in_the_accent_and_the_ground_follows_the_scheme() {
    for look in &LOOKS {
        let drawn = |options: &str| {
            let project = site_in(look.theme);
            let settings = format!("\n[theme.{}]\n{options}\n", look.theme);
            let project = project.settings(&settings);
            build(&project, &[]);
            card(&project, "put/").2
        };
        let blue = drawn("accent = \"#123bd6\"");
        let counted = blue.iter().filter(|pixel| **pixel == [0x12, 0x3b, 0xd6]);
        assert!(counted.count() > 300, "{}", look.theme);
        let (light, dark) = (drawn("scheme = \"light\""), drawn("scheme = \"dark\""));
        // The poster's ground is the accent by day and by night.
        let follows = look.theme != "agency";
        assert_eq!(light[0] != dark[0], follows, "{}", look.theme);
    }
}
