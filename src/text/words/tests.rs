use jiff::civil::{Date, date};

use super::*;

use PluralCategory::{Few, Many, One, Other};

#[test]
fn plural_categories() {
    for lang in ["ru", "uk", "be", "ru-RU"] {
        for (numbers, category) in [
            (&[1.0, 21.0, 101.0, 1001.0, -1.0][..], One),
            (&[2.0, 3.0, 4.0, 22.0, 104.0], Few),
            (
                &[0.0, 5.0, 11.0, 12.0, 14.0, 111.0, 112.0, 1_000_000.0],
                Many,
            ),
            (&[1.5, 0.1, 21.25], Other),
        ] {
            for number in numbers {
                assert_eq!(plural_category(*number, lang), category, "{number} {lang}");
            }
        }
    }
    // Two decimals are all that is written: this is the number 1.
    assert_eq!(plural_category(1.0001, "ru"), One);
    assert_eq!(plural_category(1.0, "en"), One);
    assert_eq!(plural_category(1.5, "en"), Other);
    assert_eq!(plural_category(21.0, "en"), Other);
    assert_eq!(plural_category(0.0, "de"), Other);
    assert_eq!(plural_category(1.5, "fr"), One);
    assert_eq!(plural_category(1.0, "ja"), Other);
    assert_eq!(plural_category(21.0, "pl"), Many);
    assert_eq!(plural_category(22.0, "pl"), Few);
    assert_eq!(plural_category(1.5, "cs"), Many);
    assert_eq!(plural_category(f64::NAN, "ru"), Many);
    assert_eq!(plural_category(1e300, "ru"), Many);
}

#[test]
fn numbers() {
    for (number, ru, en) in [
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (-0.001, "−0,001", "−0.001"),
        (0.0001, "0,0001", "0.0001"),
        (0.003_44, "0,0034", "0.0034"),
        (1e-20, "0", "0"),
        (5.0, "5", "5"),
        (-2.0, "−2", "−2"),
        (0.25, "0,25", "0.25"),
        (1.5, "1,5", "1.5"),
        (1.999, "2", "2"),
        (1234.5, "1234,5", "1,234.5"),
        (12_345.0, "12~345", "12,345"),
        (-1_234_567.891, "−1~234~567,89", "−1,234,567.89"),
        (100.0, "100", "100"),
        (1_000_000.0, "1~000~000", "1,000,000"),
        (f64::NAN, "—", "—"),
        (f64::INFINITY, "—", "—"),
    ] {
        assert_eq!(format_number(number, "ru"), ru.replace('~', "\u{a0}"));
        assert_eq!(format_number(number, "en"), en);
    }
    assert_eq!(format_number(1234.5, "de"), "1.234,5");
    assert_eq!(format_number(1e21, "en"), "1,000,000,000,000,000,000,000");
}

#[test]
fn dates() {
    let day = date(2026, 11, 22);
    assert_eq!(
        format_date(day, "ru", DateStyle::Long),
        "22\u{a0}ноября 2026\u{a0}г."
    );
    assert_eq!(
        format_date(day, "en", DateStyle::Long),
        "22\u{a0}November 2026"
    );
    assert_eq!(format_date(day, "ru", DateStyle::Short), "22.11.2026");
    assert_eq!(format_date(day, "en", DateStyle::Short), "2026-11-22");
    assert_eq!(format_date(day, "ru", DateStyle::MonthYear), "ноябрь 2026");
    assert_eq!(
        format_date(day, "en-US", DateStyle::MonthYear),
        "November 2026"
    );
    assert_eq!(
        format_date(date(2026, 5, 3), "de", DateStyle::Long),
        "03.05.2026"
    );
    assert_eq!(
        format_date(date(2026, 5, 3), "uk", DateStyle::MonthYear),
        "05.2026"
    );
    assert_eq!(
        format_date(date(2026, 5, 3), "ja", DateStyle::MonthYear),
        "2026-05"
    );
    assert_eq!(format_date(Date::MAX, "ru", DateStyle::Short), "31.12.9999");
}

#[test]
fn periods() {
    for (text, shown, russian) in [
        ("6 months", "6 months", "6 месяцев"),
        ("1 year", "1 year", "1 год"),
        ("90 Days", "90 days", "90 дней"),
        ("2 weeks", "2 weeks", "2 недели"),
        (" 6 месяцев ", "6 months", "6 месяцев"),
        ("21\u{a0}день", "21 days", "21 день"),
        ("12months", "12 months", "12 месяцев"),
        ("полгода", "6 months", "6 месяцев"),
        ("2 квартала", "6 months", "6 месяцев"),
        ("Год", "1 year", "1 год"),
        ("5 лет", "5 years", "5 лет"),
    ] {
        let period = parse_period(text).unwrap();
        assert_eq!(period.to_string(), shown, "{text}");
        assert_eq!(period.in_words("ru"), russian.replacen(' ', "\u{a0}", 1));
        assert_eq!(parse_period(&period.to_string()), Some(period));
    }
    for wrong in [
        "",
        "6",
        "0 days",
        "-1 day",
        "1.5 years",
        "6 moons",
        "6 months ago",
        "2 полгода",
        "70000 days",
        "9999 quarters",
    ] {
        assert_eq!(parse_period(wrong), None, "{wrong}");
    }
    let after = |text: &str, from: Date| parse_period(text).unwrap().after(from);
    assert_eq!(
        after("6 months", date(2026, 8, 31)),
        Some(date(2027, 2, 28))
    );
    assert_eq!(after("1 year", date(2024, 2, 29)), Some(date(2025, 2, 28)));
    assert_eq!(after("2 weeks", date(2026, 12, 25)), Some(date(2027, 1, 8)));
    assert_eq!(after("1 day", Date::MAX), None);
}

const RU: &str = r#"
persona = "Портрет"
greeting = "{name}, вас {n}!"
stages = { one = "{n} этап", few = "{n} этапа", many = "{n} этапов", other = "{n} этапа" }
[form]
send = "Отправить"
"#;

#[test]
fn words_with_plurals_and_placeholders() {
    let words = Words::parse(RU, "ru").unwrap();
    let stages = |number| words.get("stages", &[("n", Arg::Number(number))]).unwrap();
    assert_eq!(words.get("persona", &[]).as_deref(), Some("Портрет"));
    assert_eq!(words.get("form.send", &[]).as_deref(), Some("Отправить"));
    assert_eq!(words.get("form", &[]), None);
    assert_eq!(words.get("nothing", &[]), None);
    assert_eq!(
        [stages(1.0), stages(3.0), stages(11.0), stages(1.5)],
        ["1 этап", "3 этапа", "11 этапов", "1,5 этапа"]
    );
    assert_eq!(stages(12_345.0), "12\u{a0}345 этапов");
    assert_eq!(words.get("stages", &[]).as_deref(), Some("{n} этапа"));
    assert_eq!(words.plain("stages"), Some("{n} этапа"));
    // What an argument holds is never a placeholder itself.
    let args = [("name", Arg::Text("{n}")), ("n", Arg::Number(2.0))];
    assert_eq!(words.get("greeting", &args).as_deref(), Some("{n}, вас 2!"));
    assert_eq!(
        words.keys().collect::<Vec<_>>(),
        ["form.send", "greeting", "persona", "stages"]
    );
}

#[test]
fn words_in_layers_keep_their_own_language_s_rules() {
    let en = "stages = { one = \"{n} stage\", other = \"{n} stages\" }\nmaps = { one = \"{n} map\", other = \"{n} maps\" }";
    let mut words = Words::parse(en, "en").unwrap();
    words.overlay(Words::parse(RU, "ru").unwrap());
    let get = |key, number| words.get(key, &[("n", Arg::Number(number))]).unwrap();
    assert_eq!(get("stages", 21.0), "21 этап");
    assert_eq!(get("maps", 21.0), "21 maps");
}

#[test]
fn faults_name_key_and_line() {
    let fault = |text: &str| {
        let error = Words::parse(text, "ru").unwrap_err();
        (
            error.key.unwrap_or_default(),
            error.line,
            error.column,
            error.message,
        )
    };
    assert_eq!(
        fault("a = \"я\"\nb = 5"),
        (
            "b".into(),
            2,
            5,
            "a text or plural forms are expected here".into()
        )
    );
    assert_eq!(fault("[x]\nb = { one = \"1\" }").0, "x.b");
    assert_eq!(
        fault("[x]\nb = { one = \"1\" }").3,
        "the plural form `other` is missing"
    );
    assert_eq!(fault("b = { one = \"1\", othr = \"2\" }").2, 18);
    assert_eq!(
        fault("b = { other = 2 }").3,
        "the plural form `other` must be a text"
    );
    for braces in ["b = \"{n\"", "b = \"n}\"", "b = \"{a{b}}\""] {
        assert!(fault(braces).3.contains("brace"));
    }
    let (key, line, ..) = fault("a = \"1\"\nb = ");
    assert_eq!((key.as_str(), line), ("", 2));
    assert_eq!(fault("a = \"1\"\na = \"2\"").1, 2);
    let shown = Words::parse("a = 1", "ru").unwrap_err().to_string();
    assert_eq!(
        shown,
        "line 1, column 5: `a`: a text or plural forms are expected here"
    );
}
