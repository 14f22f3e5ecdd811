use super::*;

mod flow;

fn set(lang: &str, texts: &[&str]) -> String {
    let mut typographer = Typographer::new(lang);
    typographer.block_start();
    texts
        .iter()
        .map(|text| typographer.text(text).into_owned())
        .collect()
}

/// The text set once, and checked to stay so when it is set again. `~` stands for the non-breaking space.
fn ru(text: &str) -> String {
    let once = set("ru", &[text]);
    assert_eq!(set("ru", &[&once]), once, "not the same the second time");
    once.replace(NBSP, "~")
}

fn en(text: &str) -> String {
    let once = set("en", &[text]);
    assert_eq!(set("en", &[&once]), once, "not the same the second time");
    once
}

#[test]
fn russian_quotes() {
    assert_eq!(ru("Говорит: \"Дорого\"."), "Говорит: «Дорого».");
    assert_eq!(ru("\"Дорого!\""), "«Дорого!»");
    assert_eq!(ru("(\"Дорого\")"), "(«Дорого»)");
    assert_eq!(
        ru("\"Компания \"Ромашка\" рядом\""),
        "«Компания „Ромашка“ рядом»"
    );
    assert_eq!(
        ru("ООО \"Компания \"Ромашка\"\""),
        "ООО «Компания „Ромашка“»"
    );
    assert_eq!(ru("\"\"Ромашка\" рядом\""), "«„Ромашка“ рядом»");
    assert_eq!(
        ru("«Компания \"Ромашка\" рядом»"),
        "«Компания „Ромашка“ рядом»"
    );
    assert_eq!(
        ru("\"Дорого\", \"далеко\" или \"долго\""),
        "«Дорого», «далеко» или~«долго»"
    );
    assert_eq!(ru("Сказал:\"Да\""), "Сказал:«Да»");
    assert_eq!(ru("\"Слово\"слово"), "«Слово»слово");
    assert_eq!(ru("\"5 звёзд\""), "«5 звёзд»");
    assert_eq!(ru("\"...и что?\""), "«…и~что?»");
}

#[test]
fn inches_and_stray_quotes_stay() {
    assert_eq!(ru("монитор 15\" стоит"), "монитор 15\" стоит");
    assert_eq!(ru("слово \" слово"), "слово \" слово");
    assert_eq!(ru("рост 6' 2\""), "рост 6' 2\"");
    assert_eq!(
        ru("\"Windows 10\" и \"Windows 11\""),
        "«Windows 10» и~«Windows 11»"
    );
}

#[test]
fn english_quotes_and_apostrophes() {
    assert_eq!(en("\"It's dear,\" he said."), "“It’s dear,” he said.");
    assert_eq!(
        en("He said \"she said 'no' twice\""),
        "He said “she said ‘no’ twice”"
    );
    assert_eq!(en("\"He said \"no\" twice\""), "“He said ‘no’ twice”");
    assert_eq!(en("'Quoted' word"), "‘Quoted’ word");
    assert_eq!(
        en("the customers' path in the '90s, rock 'n' roll"),
        "the customers’ path in the ’90s, rock ’n’ roll"
    );
    assert_eq!(en("'tis \"'quoted' first\""), "’tis “‘quoted’ first”");
    assert_eq!(en("6' tall, 15\" wide"), "6' tall, 15\" wide");
    assert_eq!(en("She said, \"Don't!\""), "She said, “Don’t!”");
}

#[test]
fn other_languages() {
    assert_eq!(set("de", &["\"Das ist \"gut\"\""]), "„Das ist ‚gut‘“");
    assert_eq!(set("fr", &["\"oui\""]), "«\u{a0}oui\u{a0}»");
    assert_eq!(set("uk", &["\"п'ять\""]), "«п’ять»");
    assert_eq!(set("en-GB", &["\"yes\""]), "“yes”");
    assert_eq!(set("xx", &["\"yes\""]), "“yes”");
}

#[test]
fn dashes() {
    for typed in [
        "Дом - мечта",
        "Дом -- мечта",
        "Дом --- мечта",
        "Дом – мечта",
        "Дом — мечта",
        "Дом\u{a0}— мечта",
    ] {
        assert_eq!(ru(typed), "Дом~— мечта", "{typed}");
    }
    assert_eq!(ru("«Дорого», - сказал он"), "«Дорого»,~— сказал он");
    assert_eq!(ru("-- Здравствуйте"), "—~Здравствуйте");
    assert_eq!(ru("из-за кого-то, веб-сайт"), "из-за кого-то, веб-сайт");
    assert_eq!(ru("5 - 7 дней"), "5~— 7 дней");
    assert_eq!(ru("5 – 7 дней"), "5~– 7 дней");
    assert_eq!(ru("Запуск cargo --open и -v"), "Запуск cargo --open и~-v");
    assert_eq!(ru("------"), "------");
    assert_eq!(ru("-"), "-");
    assert_eq!(
        en("one - two -- three --- four"),
        "one – two — three — four"
    );
    assert_eq!(en("one--two---three"), "one—two—three");
    assert_eq!(en("well-known --flag"), "well-known --flag");
}

#[test]
fn ranges_and_what_only_looks_like_one() {
    assert_eq!(
        ru("10-20 мин, 2-3 дня, 2025-2026 гг."),
        "10–20~мин, 2–3 дня, 2025–2026~гг."
    );
    assert_eq!(
        ru("(10-15%), 1,5-2 млн и 5--7"),
        "(10–15%), 1,5–2~млн и~5–7"
    );
    for same in [
        "152-ФЗ",
        "8-800-555-35-35",
        "+7 495 123-45-67",
        "2026-11-22",
        "22-11-2026",
        "2026-11",
        "ГОСТ 7-90",
        "ISO 19-20",
        "01-02",
        "Ту-154",
        "А4-10",
        "10-20-30",
        "2-3-й",
        "20-10",
        "кабинет 3-5а",
        "1.2-1.3",
        "10-20:30",
        "12345-67890",
    ] {
        assert_eq!(ru(same), same);
    }
    assert_eq!(ru("№ 10-20"), "№~10-20");
    assert_eq!(en("pages 10-20, COVID 19-20"), "pages 10–20, COVID 19-20");
}

#[test]
fn minus() {
    assert_eq!(ru("от -2 до 2"), "от~−2 до~2");
    assert_eq!(ru("-5 °C"), "−5~°C");
    assert_eq!(ru("(-1,5)"), "(−1,5)");
    assert_eq!(ru("10 -5"), "10 -5");
    assert_eq!(ru("-5-10"), "-5-10");
    assert_eq!(ru("ключ -2x"), "ключ -2x");
}

#[test]
fn ellipsis_and_copyright() {
    assert_eq!(ru("Так... А?"), "Так… А?");
    assert_eq!(
        ru("Что?.. Да!.. .... ../... ..."),
        "Что?.. Да!.. .... ../... …"
    );
    assert_eq!(ru("(c) ООО Ромашка, (с) 2026"), "© ООО Ромашка, © 2026");
    assert_eq!(ru("пункт (c) и (с)"), "пункт (c) и~(с)");
    assert_eq!(
        en("(c) 2026 Agency, (a) First (c) Third"),
        "© 2026 Agency, (a) First (c) Third"
    );
}

#[test]
fn short_words_hold_on_to_the_next() {
    assert_eq!(ru("Дом в центре и у метро"), "Дом в~центре и~у~метро");
    assert_eq!(
        ru("Без отделки, для семьи, или под ключ"),
        "Без~отделки, для~семьи, или~под~ключ"
    );
    assert_eq!(ru("«В центре» (о нём)"), "«В~центре» (о~нём)");
    assert_eq!(ru("мог бы же ли"), "мог~бы~же~ли");
    assert_eq!(
        ru("если же, но ли\u{ad}сту белый"),
        "если~же, но~ли\u{ad}сту белый"
    );
    assert_eq!(ru("кто-то на-гора во-первых"), "кто-то на-гора во-первых");
    assert_eq!(ru("тот дом, Артём с"), "тот дом, Артём с");
    assert_eq!(ru("в  доме"), "в  доме");
    assert_eq!(en("a house in the centre"), "a house in the centre");
}

#[test]
fn numbers_and_abbreviations() {
    assert_eq!(
        ru("25 % от 10 000 000 ₽ и 5 млн руб."),
        "25~% от~10~000~000~₽ и~5~млн руб."
    );
    assert_eq!(ru("22 ноября 2026 г. Затем"), "22~ноября 2026~г. Затем");
    assert_eq!(ru("№ 5 и § 7, № пять"), "№~5 и~§~7, № пять");
    assert_eq!(
        ru("г. Москва, ул. Мира, д. 5, тел. +7"),
        "г.~Москва, ул.~Мира, д.~5, тел.~+7"
    );
    assert_eq!(ru("и т. д., т. е. см. рис. 3"), "и~т.~д., т.~е. см.~рис.~3");
    assert_eq!(
        ru("А. С. Пушкин и J. R. R. Tolkien"),
        "А.~С.~Пушкин и~J.~R.~R.~Tolkien"
    );
    assert_eq!(ru("ООО. Затем дом. Потом"), "ООО. Затем дом. Потом");
    assert_eq!(ru("в 2026 100 домов, 12 1234"), "в~2026 100 домов, 12 1234");
}
