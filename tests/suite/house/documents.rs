//! What the documents have to say.

use std::fs;

use super::{markdown_under, sources};
use crate::project::repository;

#[test]
fn the_repository_has_what_people_look_for() {
    for (file, words) in [
        ("README.md", &["cjm-site", "serve", "yaml_serde"][..]),
        ("CHANGELOG.md", &["0.1.0"]),
        ("LICENSE-MIT", &["MIT"]),
        ("LICENSE-APACHE", &["Apache"]),
    ] {
        let text = fs::read_to_string(repository().join(file))
            .unwrap_or_else(|_| panic!("there is no {file}"));
        for word in words {
            assert!(text.contains(word), "{file} does not name {word}");
        }
    }
}

/// All of `docs/` as one text.
fn documentation() -> String {
    let texts = markdown_under(&repository().join("docs"))
        .into_iter()
        .map(|path| fs::read_to_string(path).expect("a document"));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_is_documented() {
    let docs = documentation();
    let missing: Vec<_> = cjm_site::diagnostic::Rule::ALL
        .iter()
        .map(|rule| rule.name())
        .filter(|name| !docs.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "not in docs/: {missing:?}");
}

#[test]
fn every_key_of_the_settings_and_of_front_matter_is_documented() {
    let docs = documentation();
    let mut missing = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| {
        matches!(path.as_str(), "config.rs" | "content/documents.rs")
            || path.starts_with("config/read")
    }) {
        for key in keys_read(&text) {
            let forms = [
                format!("`{key}`"),
                format!("{key} ="),
                format!("{key}:"),
                format!("[{key}]"),
                format!("[{key}."),
            ];
            if !forms.iter().any(|form| docs.contains(form)) {
                missing.push(format!("{key} ({path})"));
            }
        }
    }
    assert!(missing.is_empty(), "not in docs/: {missing:#?}");
}

/// The keys that a source file asks its fields for: `fields.filled("name")`.
fn keys_read(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or("");
    let calls = [
        "filled(",
        "text(",
        "texts(",
        "required(",
        "flag(",
        "choice(",
        "table(",
        "tables(",
        "named_tables(",
        "number(",
        "number_in(",
        "date(",
        "image(",
        "placed(",
        "read_period(",
    ];
    let mut keys = Vec::new();
    for call in calls {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            let rest = rest
                .split_once(", ")
                .filter(|(before, _)| before.chars().all(|c| c.is_alphanumeric() || c == '_'))
                .map_or(rest, |(_, after)| after)
                .trim_start();
            let Some(key) = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            if !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                keys.push(key.to_owned());
            }
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn keys_are_found_in_calls() {
    let text = "a.filled(\"site-url\"); placed(fields, \"slug\"); x.choice(\n \"raw-html\", y); z.text(name)";
    assert_eq!(keys_read(text), ["raw-html", "site-url", "slug"]);
}
