use super::*;

fn of(name: &str) -> String {
    slug(name).unwrap()
}

#[test]
fn russian_is_written_as_sites_write_it() {
    assert_eq!(of("Осмысление"), "osmyslenie");
    assert_eq!(of("Оценка"), "ocenka");
    assert_eq!(
        of("ЖК «Приморский квартал», 2-я очередь"),
        "zhk-primorskiy-kvartal-2-ya-ochered"
    );
    assert_eq!(of("Щётка, хлеб, цирк, чаща"), "shchetka-hleb-cirk-chashcha");
    assert_eq!(of("Объезд и подъём"), "obezd-i-podem");
    assert_eq!(of("Юлия Эйхе"), "yuliya-eyhe");
    assert_eq!(of("Коммерсантъ"), "kommersant");
    assert_eq!(of("семья"), "semya");
}

#[test]
fn neighbours_of_russian() {
    assert_eq!(of("Ґанок і їжак"), "ganok-i-yizhak");
    assert_eq!(of("п'ять, п’ять, пʼять"), "pyat-pyat-pyat");
    assert_eq!(of("Беларуская ўлада"), "belaruskaya-ulada");
    assert_eq!(of("Қазақстан үшін"), "kazakstan-ushin");
    assert_eq!(of("България"), "balgariya");
}

#[test]
fn the_mac_s_decomposed_letters_are_composed_first() {
    assert_eq!(of("и\u{306}од"), "yod");
    assert_eq!(of("е\u{308}лка"), "elka");
    assert_eq!(of("cafe\u{301}"), "cafe");
}

#[test]
fn other_scripts_and_symbols() {
    assert_eq!(
        of("Client's path: from A to B!"),
        "clients-path-from-a-to-b"
    );
    assert_eq!(of("Größe & Maß"), "grosse-mass");
    assert_eq!(of("北京"), "bei-jing");
    assert_eq!(of("a__b--c  d"), "a-b-c-d");
    assert_eq!(of("../../etc/passwd"), "etc-passwd");
    assert_eq!(of("a\0b\u{a0}c\u{ad}d"), "a-b-cd");
    for nothing in ["", "…", "---", " \u{301}", "ь", "«»"] {
        assert_eq!(slug(nothing), None, "{nothing:?}");
    }
}

#[test]
fn long_names_are_cut_between_words() {
    let long = of(&"покупатель ".repeat(20));
    assert!(long.len() <= MAX_SLUG);
    assert!(
        long.ends_with("pokupatel") && !long.ends_with('-'),
        "{long}"
    );
    assert_eq!(of(&"щ".repeat(100)).len(), MAX_SLUG);
    // A word that ends exactly at the limit is kept whole.
    let exact = format!("{} {}", "a".repeat(40), "b".repeat(39));
    assert_eq!(of(&format!("{exact} tail")).len(), MAX_SLUG);
}

#[test]
fn the_result_is_a_slug_of_itself() {
    for name in [
        "Оценка и выбор",
        "北京 Größe",
        "5 % от «суммы»",
        &"длинное имя ".repeat(30),
    ] {
        let once = of(name);
        assert_eq!(of(&once), once);
        assert!(
            once.bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        );
    }
}

#[test]
fn order_is_split_from_the_name() {
    assert_eq!(strip_order("01-osmyslenie"), (Some(1), "osmyslenie"));
    assert_eq!(strip_order("1. Осмысление"), (Some(1), "Осмысление"));
    assert_eq!(strip_order("1.Осмысление"), (Some(1), "Осмысление"));
    assert_eq!(strip_order("01_x"), (Some(1), "x"));
    assert_eq!(strip_order("01 - x"), (Some(1), "x"));
    assert_eq!(strip_order("010-x"), (Some(10), "x"));
    assert_eq!(strip_order("01-2026-report"), (Some(1), "2026-report"));
    assert_eq!(strip_order("07"), (Some(7), "07"));
    assert_eq!(strip_order("07-"), (Some(7), "07"));
}

#[test]
fn what_looks_like_an_order_and_is_none() {
    for stem in [
        "",
        "osmyslenie",
        "2024-01-01-news",
        "2026",
        "3d-tour",
        "5ка",
        "1.5-mln",
        "01.02.2026",
        "-1-x",
        "٣-x",
    ] {
        assert_eq!(strip_order(stem), (None, stem));
    }
}

#[test]
fn colliding_paths_have_one_key() {
    assert_eq!(fold_path("Photo.JPG"), fold_path("photo.jpg"));
    assert_eq!(fold_path("zhk/Й.md"), fold_path("ZHK/и\u{306}.md"));
    assert_eq!(fold_path("Ёлка"), fold_path("е\u{308}лка"));
    assert_eq!(fold_path("ΟΔΟΣ"), fold_path("οδος"));
    assert_ne!(fold_path("е"), fold_path("ё"));
    assert_eq!(fold_path("a/b"), "a/b");
}
