//! Texts as a document hands them over: in pieces, with code between, and any text at all.

use super::*;

#[test]
fn addresses_are_left_alone() {
    for same in [
        "https://example.ru/a--b/10-20/?q='x'...",
        "www.example.ru/2010-2020",
        "example.ru/dom-10-20/",
        "ivan.o'neil--x@mail.example.ru",
        "t.me/agency--x",
    ] {
        assert_eq!(ru(same), same);
        assert_eq!(en(same), same);
        assert_eq!(ru(&format!("\"{same}\"")), format!("«{same}»"));
    }
    // An address that Markdown hands over in pieces.
    assert_eq!(
        set("en", &["https://example.org/a", "_", "b--c x--y"]),
        "https://example.org/a_b--c x—y"
    );
}

#[test]
fn a_block_comes_in_pieces() {
    assert_eq!(
        set("ru", &["\"", "Хочу", " домой\" ", "- сказал"]),
        "«Хочу домой» — сказал"
    );
    assert_eq!(set("ru", &["в ", "доме"]), "в\u{a0}доме");
    assert_eq!(set("ru", &["в", " доме"]), "в\u{a0}доме");
    assert_eq!(set("ru", &["дом", "а в"]), "дома в");
    assert_eq!(set("ru", &["10", " % и"]), "10\u{a0}% и");
    assert_eq!(set("en", &["don", "'", "t"]), "don’t");
    assert_eq!(
        set("ru", &["\"", "\"Ромашка", "\"", " рядом", "\""]),
        "«„Ромашка“ рядом»"
    );
}

#[test]
fn code_and_line_ends() {
    let mut typographer = Typographer::new("ru");
    typographer.block_start();
    assert_eq!(typographer.text("Ключ \""), "Ключ «");
    typographer.code("--open(");
    assert_eq!(typographer.text("\" в"), "» в");
    assert_eq!(typographer.soft_break(), "\u{a0}");
    assert_eq!(typographer.text("доме -"), "доме\u{a0}—");
    assert_eq!(typographer.soft_break(), "\n");
    assert_eq!(typographer.text("-- \"мечта"), "— «мечта");
    typographer.block_start();
    assert_eq!(typographer.text("\"Другой\" 10"), "«Другой» 10");
    typographer.code("10");
    assert_eq!(typographer.text(" % "), "\u{a0}% ");
}

#[test]
fn text_that_is_right_is_borrowed() {
    let right = "«Дорого», сказал\u{a0}— и\u{a0}ушёл… 10–20\u{a0}% Купчинская, 8-800-555";
    let mut typographer = Typographer::new("ru");
    typographer.block_start();
    assert!(matches!(typographer.text(right), Cow::Borrowed(_)));
    assert!(matches!(typographer.text(""), Cow::Borrowed(_)));
    let mut typographer = Typographer::new("en");
    assert!(matches!(
        typographer.text("“It’s right” — he said."),
        Cow::Borrowed(_)
    ));
}

#[test]
fn one_endless_word_is_no_trap() {
    let started = std::time::Instant::now();
    for long in [
        "a--b".repeat(50_000),
        "a'".repeat(100_000),
        "\"".repeat(200_000),
        "1-2-".repeat(50_000),
        "'".repeat(200_000),
    ] {
        for lang in ["ru", "en"] {
            assert!(!set(lang, &[&long]).is_empty());
        }
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

/// Any text is set without harm: letters and digits are those of the author, and the second time changes nothing.
#[test]
fn random_texts_are_stable() {
    const PIECES: [&str; 39] = [
        " ",
        " ",
        " ",
        " ",
        "\"",
        "\"",
        "-",
        "--",
        " - ",
        "...",
        ".",
        ",",
        "(",
        ")",
        "(c)",
        "в",
        "и",
        "дом",
        "Слово",
        "word",
        "A",
        "5",
        "10",
        "10-20",
        "-5",
        "«",
        "»",
        "„",
        "“",
        "”",
        "’",
        "—",
        "–",
        "\u{a0}",
        "№ ",
        " % ",
        " ли",
        "https://a.ru/b-",
        "т. д.",
    ];
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap()
    };
    let kept = |text: &str| {
        text.replace("(c)", "")
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
    };
    for _ in 0..20_000 {
        let text: String = (0..random() % 14)
            .map(|_| PIECES[random() % PIECES.len()])
            .collect();
        for lang in ["ru", "en", "de"] {
            let once = set(lang, &[&text]);
            assert_eq!(kept(&once), kept(&text), "{lang}: {text:?}");
            assert_eq!(set(lang, &[&once]), once, "{lang}: {text:?}");
            // Wherever a text is cut in two, nothing is lost.
            let cut = (0..=text.len() / 2)
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap();
            assert_eq!(
                kept(&set(lang, &[&text[..cut], &text[cut..]])).replace('c', ""),
                kept(&text).replace('c', "")
            );
        }
    }
}
