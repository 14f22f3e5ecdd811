//! Files that cannot be read as what they should be: encoding, line ends, YAML, TOML.

use std::fmt::Write;

use super::{
    bad_input::{STAGE, assert_places, check_in_time},
    formats::{findings, places},
};
use crate::project::Project;

#[test]
fn a_file_that_is_not_utf8() {
    let stage = |bytes: &[u8]| Project::minimal().bytes(STAGE, bytes);
    assert_places(
        "front matter",
        &stage(b"---\ntitle: a\nquote: \xcf\xee\n---\n"),
        &["content/put/01-poisk.md:3:8 not-utf8"],
    );
    assert_places(
        "body",
        &stage(
            "---\ntitle: а\n---\n\nда \u{fffd}\n"
                .replace('\u{fffd}', "X")
                .as_bytes()
                .iter()
                .map(|&b| if b == b'X' { 0xff } else { b })
                .collect::<Vec<_>>()
                .as_slice(),
        ),
        &["content/put/01-poisk.md:5:4 not-utf8"],
    );
    assert_places(
        "utf-16",
        &stage(b"\xff\xfe-\0-\0-\0\n\0"),
        &["content/put/01-poisk.md:1:1 not-utf8"],
    );
    assert_places(
        "settings",
        &Project::minimal().bytes("book.toml", b"[book]\ntitle = \"\xcf\"\n"),
        &["book.toml:2:10 not-utf8"],
    );
}

#[test]
fn themes_that_are_not_utf8() {
    for path in [
        "templates/home.html",
        "theme.toml",
        "words/ru.toml",
        "templates/style.css",
    ] {
        let project = Project::minimal()
            .settings("\n[output.html]\ntheme = \"mine\"\n")
            .file(
                "themes/mine/theme.toml",
                "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
            )
            .bytes(&format!("themes/mine/{path}"), b"\xcf\n");
        let found = places(&project);
        assert_eq!(found, [format!("themes/mine/{path}:1:1 not-utf8")]);
    }
}

#[test]
fn front_matter_that_is_not_yaml() {
    let stage = |yaml: &str| Project::minimal().file(STAGE, yaml);
    assert_places(
        "unclosed",
        &stage("---\ntitle: а\n"),
        &["content/put/01-poisk.md:1:1 unclosed-front-matter"],
    );
    assert_places(
        "only a fence",
        &stage("---"),
        &["content/put/01-poisk.md:1:1 unclosed-front-matter"],
    );
    assert_places(
        "a tab",
        &stage("---\nkpis:\n\t- name: а\n---\n"),
        &["content/put/01-poisk.md:3:1 yaml-syntax"],
    );
    assert_places(
        "a tab behind spaces",
        &stage("---\nkpis:\n  - name: а\n  \tunit: б\n---\n"),
        &["content/put/01-poisk.md:4:3 yaml-syntax"],
    );
    assert_places(
        "a list",
        &stage("---\n- а\n---\n"),
        &["content/put/01-poisk.md:2:1 yaml-syntax"],
    );
    assert_places(
        "a text",
        &stage("---\nпросто текст\n---\n"),
        &["content/put/01-poisk.md:2:1 yaml-syntax"],
    );
    assert_places(
        "a colon",
        &stage("---\ntitle: а: б\n---\n"),
        &["content/put/01-poisk.md:2:9 yaml-syntax"],
    );
    assert_places(
        "an unknown alias",
        &stage("---\ntitle: *nope\n---\n"),
        &["content/put/01-poisk.md:2:8 yaml-syntax"],
    );
    assert_places(
        "NUL",
        &stage("---\ntitle: а\0б\n---\n"),
        &["content/put/01-poisk.md:2:9 yaml-syntax"],
    );
    assert_places(
        "a key that is no text",
        &stage("---\ntitle: а\n[б, в]: г\n---\n"),
        &["content/put/01-poisk.md:3:1 yaml-syntax"],
    );
}

#[test]
fn keys_that_are_given_twice() {
    let stage =
        |yaml: &str| Project::minimal().file(STAGE, &format!("---\ntitle: а\n{yaml}\n---\n"));
    let only = |project: &Project| -> Vec<String> {
        places(project)
            .into_iter()
            .filter(|place| place.ends_with(" duplicate-key"))
            .collect()
    };
    assert_eq!(
        only(&stage("title: б")),
        ["content/put/01-poisk.md:3:1 duplicate-key"]
    );
    assert_eq!(
        only(&stage("funnel:\n  entered: 1\n  entered: 2")),
        ["content/put/01-poisk.md:5:3 duplicate-key"]
    );
    assert_eq!(
        only(&stage("funnel: {entered: 1, entered: 2}")),
        ["content/put/01-poisk.md:3:22 duplicate-key"]
    );
    assert_eq!(
        only(&stage("extra: {цена: 1, цена: 2}")),
        ["content/put/01-poisk.md:3:18 duplicate-key"]
    );
    assert_eq!(
        only(&stage("extra: {\"a b\": 1, 'a b': 2}")),
        ["content/put/01-poisk.md:3:19 duplicate-key"]
    );
    assert_eq!(
        only(&stage("kpis:\n  - name: а\n    target: 1\n    target: 2")),
        ["content/put/01-poisk.md:6:5 duplicate-key"]
    );
    assert_eq!(
        only(&stage("extra:\n  а:\n    б: 1\n    б: 2")),
        ["content/put/01-poisk.md:6:5 duplicate-key"]
    );
    assert_eq!(
        only(&stage("kpis: [{name: а, target: 1}, {name: а, target: 1}]")),
        Vec::<String>::new(),
        "two entries have the same keys"
    );
    let toml = Project::minimal().file("book.toml", "[book]\ntitle = \"а\"\ntitle = \"б\"\n");
    assert_eq!(places(&toml), ["book.toml:3:1 duplicate-key"]);
    let toml = Project::minimal().file(
        "book.toml",
        "[book]\ntitle = \"а\"\n\n[agency]\nname = \"а\"\n\n[agency]\nphone = \"1\"\n",
    );
    assert_eq!(places(&toml), ["book.toml:7:2 duplicate-key"]);
}

#[test]
fn bombs_of_yaml_and_toml() {
    let mut bomb = "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let _ = writeln!(
            bomb,
            "  a{n}: &a{n} [{}]",
            vec![format!("*a{}", n - 1); 9].join(", ")
        );
    }
    let stage =
        |yaml: &str| Project::minimal().file(STAGE, &format!("---\ntitle: а\n{yaml}\n---\n"));
    let refused = |what: &str, project: Project| {
        let run = check_in_time(what, &project);
        let found = findings(&run);
        assert!(
            found.iter().any(|one| one.rule.ends_with("-syntax")),
            "{what}: {found:#?}"
        );
    };
    refused("aliases", stage(&bomb));
    refused(
        "brackets",
        stage(&format!(
            "extra: {{a: {}{}}}",
            "[".repeat(5000),
            "]".repeat(5000)
        )),
    );
    refused(
        "open brackets",
        stage(&format!("extra: {}", "[".repeat(100_000))),
    );
    refused(
        "open braces",
        stage(&format!("extra: {}", "{a: ".repeat(50_000))),
    );
    let steps: String = (1..2000)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    refused("indentation", stage(&format!("extra:\n{steps}")));
    let settings = |more: &str| Project::minimal().settings(&format!("\n[extra]\n{more}\n"));
    refused(
        "brackets of TOML",
        settings(&format!("a = {}{}", "[".repeat(50_000), "]".repeat(50_000))),
    );
    refused(
        "dots of TOML",
        settings(&format!("{}a = 1", "a.".repeat(20_000))),
    );
}

#[test]
fn line_ends_and_byte_order_marks() {
    let text = "---\ntitle: Поиск\nemotion: 9\n---\n\n[x](nope.md)\n";
    let expected = [
        "content/put/01-poisk.md:3:10 wrong-value",
        "content/put/01-poisk.md:6:5 broken-link",
    ];
    let errors = |text: &str| -> Vec<String> {
        let wanted =
            |place: &String| place.ends_with("wrong-value") || place.ends_with("broken-link");
        places(&Project::minimal().file(STAGE, text))
            .into_iter()
            .filter(wanted)
            .collect()
    };
    assert_eq!(errors(text), expected);
    assert_eq!(errors(&format!("\u{feff}{text}")), expected);
    assert_eq!(errors(&text.replace('\n', "\r\n")), expected);
    assert_eq!(
        errors(&format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        expected
    );
    let toml = Project::minimal().file(
        "book.toml",
        "\u{feff}[book]\r\ntitle = \"а\"\r\nfoo = 1\r\n",
    );
    assert_eq!(places(&toml), ["book.toml:3:1 unknown-key"]);
}

/// Old editors end lines with CR alone. Whether such a file is read or refused, its author is
/// told what is the matter and not that a title is missing.
#[test]
fn carriage_returns_alone() {
    let stage = Project::minimal().read(STAGE).replace('\n', "\r");
    let found = places(&Project::minimal().file(STAGE, &stage));
    assert!(
        !found
            .iter()
            .any(|place| place.ends_with("missing-title") || place.ends_with("setext-heading")),
        "{found:?}"
    );
}
