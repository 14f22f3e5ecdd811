//! Lines of texts as titles are: short, long, without end, with words that fit nowhere.

use super::*;

/// Every character as wide as half of the type size.
fn width(text: &str) -> f64 {
    text.chars().filter(|c| *c != SOFT_HYPHEN).count() as f64 / 2.0
}

/// The card's own room for a title.
const ROOM: Room = Room {
    width: 1072.0,
    height: 296.0,
    lines: 4,
    largest: 108,
    smallest: 44,
    leading: 1.04,
};

fn of(text: &str) -> Set {
    let set = set(text, &ROOM, &width);
    let size = f64::from(set.size);
    for line in &set.lines {
        assert!(width(line) * size <= ROOM.width, "{line} at {size}");
        assert_eq!(line.trim(), line);
    }
    assert!(set.lines.len() <= ROOM.lines);
    assert!(set.lines.len() as f64 * size * ROOM.leading <= ROOM.height);
    set
}

#[test]
fn a_short_text_is_one_large_line() {
    let set = of("Цены");
    assert_eq!((set.lines, set.size), (vec!["Цены".to_owned()], 108));
    assert!(of("").lines.is_empty() && of(" \n ").lines.is_empty());
}

#[test]
fn lines_are_balanced() {
    let set = of("Согласие на обработку личных данных");
    assert_eq!(set.lines, ["Согласие на обработку", "личных данных"]);
    let even = of("один два три четыре пять шесть");
    assert_eq!(even.lines, ["один два три", "четыре пять шесть"]);
}

#[test]
fn a_space_that_must_not_be_broken_is_not() {
    let set = of("Как мы идём к\u{a0}покупателю и\u{a0}обратно за\u{a0}неделю");
    assert!(set.lines.len() > 1, "{set:?}");
    assert!(
        set.lines
            .iter()
            .any(|line| line.contains("к\u{a0}покупателю"))
    );
}

#[test]
fn longer_texts_are_smaller() {
    let word = "слово ";
    let sizes: Vec<u32> = [2, 9, 14, 24].map(|n| of(&word.repeat(n)).size).into();
    assert!(sizes.is_sorted_by(|a, b| a > b), "{sizes:?}");
}

#[test]
fn a_long_word_makes_the_text_smaller_before_it_is_broken() {
    let set = of("Персонализированное многоканальное взаимодействие");
    assert_eq!(set.lines.len(), 3);
    let set = of(&"слово".repeat(8));
    assert_eq!(set.lines.len(), 1);
    assert!(set.size < 60 && !set.lines[0].contains('-'));
}

#[test]
fn a_word_for_no_line_is_broken_at_a_syllable_or_anywhere() {
    let set = of(&"молоко".repeat(20));
    assert!(set.lines.len() > 1 && set.lines[0].ends_with('-'));
    assert_eq!(set.lines.concat().replace('-', ""), "молоко".repeat(20));
    let set = of(&"ззз".repeat(30));
    assert_eq!(set.lines.concat().replace('-', ""), "ззз".repeat(30));
}

#[test]
fn a_chain_of_unbreakable_spaces_gives_way() {
    let set = of(&["слово"; 14].join("\u{a0}"));
    assert_eq!(set.lines.len(), 2);
    assert!(set.lines.iter().all(|line| !line.ends_with('-')), "{set:?}");
}

#[test]
fn soft_hyphens_are_drawn_only_where_a_line_ends() {
    let word = "электро\u{ad}энергетический\u{ad}комплекс";
    assert_eq!(
        of(word).lines[0].matches('-').count(),
        usize::from(of(word).lines.len() > 1)
    );
    assert!(!of("теп\u{ad}ло").lines[0].contains(['-', SOFT_HYPHEN]));
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis_behind_a_whole_word() {
    let set = of(&"Персонализация, затем внедрение — ".repeat(20));
    assert_eq!((set.lines.len(), set.size), (4, 44));
    let last = set.lines[3].strip_suffix('…').unwrap();
    assert!(
        last.ends_with("Персонализация") || last.ends_with("затем") || last.ends_with("внедрение"),
        "{last}"
    );
}

#[test]
fn compounds_are_broken_behind_their_hyphens() {
    let room = Room {
        width: 600.0,
        ..ROOM
    };
    let set = set(
        "Интернет-магазин",
        &Room {
            largest: 100,
            smallest: 100,
            ..room
        },
        &width,
    );
    assert_eq!(set.lines, ["Интернет-", "магазин"]);
    let set = super::set(
        "Что-то",
        &Room {
            largest: 100,
            smallest: 100,
            ..room
        },
        &width,
    );
    assert_eq!(set.lines, ["Что-то"]);
}

#[test]
fn no_room_and_no_end_are_no_trouble() {
    let narrow = Room {
        width: 1.0,
        height: 1.0,
        lines: 0,
        ..ROOM
    };
    assert_eq!(set("Слово и дело", &narrow, &width).lines.len(), 1);
    assert!(of(&"а ".repeat(100_000)).lines.len() <= 4);
}
