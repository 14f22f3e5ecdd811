use super::*;

const YAML: &str = "\
title: \"A: b\"   # comment
client: {name: Мир, url: 'http://x, y'}
summary: >
  key: not a key
  still not
kpis:
- name: one
  unit: '%'
- {name: two, target: 5}
results:
    - name: three
      better: lower
tags: [a, b]
five-w:
  what: дом
emotion: -1
";

fn value(path: &str) -> &'static str {
    let places = find(YAML, 0);
    let place = places
        .iter()
        .find(|place| place.path == path)
        .unwrap_or_else(|| panic!("{path} not in {places:#?}"));
    &YAML[place.value.clone()]
}

#[test]
fn keys_are_found_in_block_and_flow_style() {
    assert_eq!(value("title"), "\"A: b\"");
    assert_eq!(value("client/name"), "Мир");
    assert_eq!(value("client/url"), "'http://x, y'");
    assert_eq!(value("kpis/0/unit"), "'%'");
    assert_eq!(value("kpis/1/target"), "5");
    assert_eq!(value("results/0/better"), "lower");
    assert_eq!(value("five-w/what"), "дом");
    assert_eq!(value("tags/1"), "b");
    assert_eq!(value("emotion"), "-1");
}

#[test]
fn text_in_a_block_scalar_is_no_key() {
    assert!(
        !find(YAML, 0)
            .iter()
            .any(|place| place.path.contains("not a key") || place.path == "key")
    );
    assert!(
        find(YAML, 0)
            .iter()
            .all(|place| place.path != "summary/key")
    );
}

#[test]
fn a_key_given_twice_is_found_twice_and_offsets_are_shifted() {
    let places = find("a: 1\na: 2\n", 100);
    assert_eq!(places.len(), 2);
    assert_eq!(places[1].key, 105..106);
}

#[test]
fn odd_text_never_panics() {
    for text in [
        "- ",
        "-",
        "a",
        ":",
        "\"",
        "'",
        "{",
        "[",
        "a: {",
        "a: [é",
        "- - - a: b",
        "? x",
        "a: |",
        "é: é",
        "\t:",
        "a:\u{a0}b",
    ] {
        find(text, 0);
    }
}

#[test]
fn keys_of_any_script_are_found_in_flow_style() {
    let places = find("extra: {цена: 1, цена: 2}\nkpis: [текст]\n", 0);
    assert_eq!(
        places
            .iter()
            .filter(|place| place.path == "extra/цена")
            .count(),
        2
    );
    assert!(places.iter().any(|place| place.path == "kpis/0"));
}
