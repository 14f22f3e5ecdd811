//! Every key of front matter, with values that it cannot have.
//!
//! The table below is the documentation's list of keys. Each key is given each wrong value of its
//! kind, in a document of its own; one run over all of them has to report each at the very value.

use std::{collections::BTreeMap, fmt::Write};

mod documented;

use documented::{KPI, Keys, MAP, PAGE, PERSONA, STAGE, Takes, right_value, wrong_values};

use super::formats::{Finding, findings};
use crate::project::Project;

/// A key at its path as one line of YAML in flow style, with what has to be there beside it.
fn line(path: &str, value: &str) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    let beside = |table: &str, key: &str| -> &'static str {
        match (table, key) {
            ("cover" | "photo" | "image", "alt") => "src: /picture.svg, ",
            ("cover" | "photo" | "image", "src") => "alt: снимок, ",
            ("testimonial", "name" | "role") => "text: слова, ",
            ("kpis" | "results", key) if key != "name" => "name: доля, ",
            ("facts", "label") => "value: да, ",
            ("facts", "value") => "label: есть, ",
            _ => "",
        }
    };
    match steps.as_slice() {
        [key] => format!("{key}: {value}"),
        [table, key] => format!("{table}: {{{}{key}: {value}}}", beside(table, key)),
        [list, _, key] => format!("{list}: [{{{}{key}: {value}}}]", beside(list, key)),
        _ => unreachable!("no key lies deeper"),
    }
}

/// All kinds of documents with their keys, those of KPI among them.
fn documents() -> Vec<(&'static str, Vec<(String, Takes)>)> {
    let own = |keys: Keys| {
        keys.iter()
            .map(|(key, takes)| ((*key).to_owned(), *takes))
            .collect::<Vec<_>>()
    };
    let with_kpi = |keys: Keys, list: &str| {
        let mut all = own(keys);
        all.extend(
            KPI.iter()
                .map(|(key, takes)| (format!("{list}/0/{key}"), *takes)),
        );
        all
    };
    vec![
        ("map", with_kpi(MAP, "results")),
        ("persona", own(PERSONA)),
        ("stage", with_kpi(STAGE, "kpis")),
        ("page", own(PAGE)),
    ]
}

/// Puts one document of a kind, with one line of front matter, into a site; returns its path. The
/// line stands in line 2.
fn place(project: &Project, kind: &str, number: usize, line: &str) -> String {
    let title = if line.starts_with("title:") || kind == "persona" {
        ""
    } else {
        "title: Имя\n"
    };
    let text = format!("---\n{line}\n{title}---\n");
    let folder = format!("content/{kind}{number}");
    let map = "---\ntitle: Карта\n---\n";
    let (path, beside) = match kind {
        "map" => (format!("{folder}/map.md"), None),
        "persona" => (
            format!("{folder}/persona.md"),
            Some(format!("{folder}/map.md")),
        ),
        "stage" => (
            format!("content/stages/{:03}-s{number}.md", number + 1),
            Some("content/stages/map.md".to_owned()),
        ),
        _ => (format!("{folder}.md"), None),
    };
    if let Some(beside) = beside {
        project.write(&beside, map.as_bytes());
    }
    project.write(&path, text.as_bytes());
    path
}

fn site() -> Project {
    Project::minimal().file(
        "content/picture.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
}

/// Errors by the document that has them.
fn errors(project: &Project) -> BTreeMap<String, Vec<Finding>> {
    let run = project.run(&["check", "--format", "json"]);
    let mut by_path: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in findings(&run)
        .into_iter()
        .filter(|finding| finding.severity == "error")
    {
        by_path
            .entry(finding.path.clone().unwrap_or_default())
            .or_default()
            .push(finding);
    }
    by_path
}

#[test]
fn every_wrong_value_of_every_key_is_reported_at_the_value() {
    let project = site();
    let mut expected = BTreeMap::new();
    for (kind, keys) in documents() {
        let mut number = 0;
        for (key, takes) in keys {
            for (value, rule) in wrong_values(takes) {
                let marked = line(&key, &value);
                let column = marked.chars().position(|c| c == '‹').expect("a mark") + 1;
                let line = marked.replace(['‹', '›'], "");
                let path = place(&project, kind, number, &line);
                expected.insert(path, (rule, column, key.clone(), line));
                number += 1;
            }
        }
    }
    let mut found = errors(&project);
    let mut wrong = String::new();
    for (path, (rule, column, key, line)) in &expected {
        let mut own = found.remove(path).unwrap_or_default();
        // Every list of old addresses here begins with the same one.
        own.retain(|finding| finding.rule != "colliding-urls");
        let last = key.rsplit('/').next().expect("a key");
        let right = matches!(own.as_slice(), [one]
            if one.rule == *rule && one.line == Some(2) && one.column == Some(*column)
                && (one.message.contains(last) || one.message.contains("is not a length of time")));
        if !right {
            let own: Vec<String> = own.iter().map(ToString::to_string).collect();
            let _ = writeln!(
                wrong,
                "{line}\n    expected 2:{column} {rule}\n    found {}",
                own.join("\n          ")
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(found.is_empty(), "right documents have errors: {found:#?}");
}

#[test]
fn every_key_of_the_documentation_is_known_and_takes_what_it_should() {
    let project = site();
    let mut lines = BTreeMap::new();
    for (kind, keys) in documents() {
        for (number, (key, takes)) in keys.into_iter().enumerate() {
            let line = line(&key, right_value(&key, takes));
            // One of each is enough for an address; a second would collide.
            let path = place(
                &project,
                kind,
                number,
                &line.replace("slug: текст", &format!("slug: {kind}-own")),
            );
            lines.insert(path, line);
        }
    }
    let found: Vec<String> = errors(&project)
        .iter()
        .filter(|(_, own)| {
            own.iter()
                .any(|finding| finding.rule != "missing-title" && finding.rule != "colliding-urls")
        })
        .map(|(path, own)| format!("{:?}: {own:?}", lines.get(path)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn an_unknown_key_names_the_nearest_in_every_table() {
    const MISSPELT: &[(&str, &str, &str)] = &[
        ("map", "sumary: а", "summary"),
        ("map", "reveiwed: 2026-01-01", "reviewed"),
        ("map", "client: {nmae: а}", "name"),
        ("map", "cover: {src: /picture.svg, alt: а, altt: б}", "alt"),
        ("map", "results: [{name: а, basline: 1}]", "baseline"),
        ("map", "testimonial: {text: а, nane: б}", "name"),
        ("map", "call-to-action: {tittle: а}", "title"),
        ("map", "Title: а", "title"),
        ("map", "review_every: 6 months", "review-every"),
        ("persona", "incomе: а", "income"),
        (
            "persona",
            "facts: [{lable: а, label: б, value: в}]",
            "label",
        ),
        ("persona", "five-w: {wat: а}", "what"),
        ("stage", "emotoin: 1", "emotion"),
        ("stage", "moment_of_truth: true", "moment-of-truth"),
        ("stage", "kpis: [{name: а, traget: 1}]", "target"),
        ("stage", "funnel: {enterd: 1}", "entered"),
        ("stage", "image: {scr: а, src: /picture.svg, alt: б}", "src"),
        ("page", "templat: page.html", "template"),
        ("page", "emotion: 1", ""),
        ("page", "titel: а", "title"),
    ];
    let project = site();
    let mut wrong = String::new();
    let paths: Vec<String> = MISSPELT
        .iter()
        .enumerate()
        .map(|(number, (kind, line, _))| place(&project, kind, number, line))
        .collect();
    let mut found = errors(&project);
    for (path, (_, line, meant)) in paths.iter().zip(MISSPELT) {
        let own = found.remove(path).unwrap_or_default();
        let unknown = own.iter().find(|finding| finding.rule == "unknown-key");
        let wanted = if meant.is_empty() {
            "the keys are:".to_owned()
        } else {
            format!("did you mean `{meant}`?")
        };
        if own.len() != 1
            || !unknown.is_some_and(|one| one.line == Some(2) && one.help.contains(&wanted))
        {
            let _ = writeln!(wrong, "{line}: expected {wanted}, found {own:#?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_key_that_must_be_there_is_missed_in_its_own_entry() {
    let stage = "---\ntitle: Поиск\nkpis:\n  - name: звонки\n    unit: шт.\n    target: 5\n  - unit: шт.\n    target: 7\n---\n";
    let project = Project::minimal().file("content/put/01-poisk.md", stage);
    let run = project.run(&["check", "--format", "json"]);
    run.assert_status(1);
    let found: Vec<Finding> = findings(&run)
        .into_iter()
        .filter(|finding| finding.severity == "error")
        .collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].rule.as_str(), found[0].line),
        ("missing-key", Some(7)),
        "{}",
        found[0]
    );
}

#[test]
fn empty_values_count_as_not_given() {
    let project = Project::minimal().file(
        "content/put/01-poisk.md",
        "---\ntitle: Поиск\nemotion:\nkpis:\nfunnel:\nphase: ~\nquote: \"\"\ndraft:\nextra:\n---\n",
    );
    let run = project.run(&["check", "--format", "json"]);
    assert!(
        findings(&run)
            .iter()
            .all(|finding| finding.severity == "warning"),
        "{}",
        run.stdout
    );
    run.assert_status(0);
}
