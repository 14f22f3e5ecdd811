//! The order of the program's own source.
//!
//! In: the files of the repository. Out: a failure that names the file and line where the order
//! that `src/lib.rs` describes is broken.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::project::repository;

/// Longest file of the program, in lines.
const LONGEST: usize = 400;

/// Where each outside crate may be named: its door. Paths begin with one of these.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["content/front_matter.rs"]),
    ("toml", &["config/toml_value", "lanes/", "text/words"]),
    ("tiny_http", &["preview"]),
    (
        "walkdir",
        &["content/listing.rs", "theme", "publish/", "disk.rs"],
    ),
    ("tera", &["render"]),
    (
        "clap",
        &["cli.rs", "main.rs", "command", "diagnostic/report.rs"],
    ),
    ("ammonia", &["content/body"]),
    ("ctrlc", &["preview"]),
    ("notify", &["preview"]),
    ("rustix", &["publish", "preview"]),
    ("include_dir", &["theme/built_in.rs"]),
    ("deunicode", &["text/slug"]),
    ("unicode_normalization", &["text/slug"]),
    ("unicode_width", &["diagnostic/report.rs"]),
    ("open", &["command"]),
    (
        "blake3",
        &[
            "render/bundle.rs",
            "preview/file_answer.rs",
            "publish/staging.rs",
        ],
    ),
];

/// A source file of the program: its path within `src/`, and its text.
fn sources() -> Vec<(String, String)> {
    let root = repository().join("src");
    files_under(&root)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let within = path
                .strip_prefix(&root)
                .expect("inside")
                .to_string_lossy()
                .replace('\\', "/");
            (within, fs::read_to_string(&path).expect("a source file"))
        })
        .collect()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The Markdown files under a folder.
pub fn markdown_under(folder: &Path) -> Vec<PathBuf> {
    files_under(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect()
}

/// The floors as `src/lib.rs` lists them: the floor of each part, 1 at the top.
fn floors() -> BTreeMap<String, usize> {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).expect("src/lib.rs");
    let mut floors = BTreeMap::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("//! ")) {
        let Some((number, parts)) = line.split_once(". ") else {
            continue;
        };
        let Ok(floor) = number.parse::<usize>() else {
            continue;
        };
        for part in parts
            .split('[')
            .skip(1)
            .filter_map(|rest| rest.split(']').next())
        {
            floors.insert(part.trim_matches('`').to_owned(), floor);
        }
    }
    floors
}

/// The part of the program that a file belongs to.
fn part(path: &str) -> &str {
    path.split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs")
}

/// The parts that a file names by `crate::`, with line numbers. A group is opened up:
/// `use crate::{a::b, c}` names `a` and `c`.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let line = text[..at].matches('\n').count() + 1;
        let whole = text.lines().nth(line - 1).unwrap_or("").trim_start();
        if whole.starts_with("//") {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(firsts(group).into_iter().map(|name| (line, name))),
            None => found.push((line, first(rest))),
        }
    }
    found
}

fn first(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names of a group's members, whose groups are passed over.
fn firsts(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && (c.is_alphabetic() || c == '_') => {
                names.push(first(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn groups_of_imports_are_opened_up() {
    assert_eq!(
        imports(
            "use crate::{a::{b, c::d}, e};\n// crate::no\nfn f() { crate::g::h() }\nuse xcrate::i;"
        )
        .into_iter()
        .map(|(line, name)| format!("{line}{name}"))
        .collect::<Vec<_>>(),
        ["1a", "1e", "3g"]
    );
}

#[test]
fn every_part_has_its_floor() {
    let floors = floors();
    let mut parts: Vec<String> = sources()
        .iter()
        .map(|(path, _)| part(path).to_owned())
        .filter(|part| !matches!(part.as_str(), "lib" | "main"))
        .collect();
    parts.dedup();
    for part in &parts {
        assert!(
            floors.contains_key(part),
            "`{part}` has no floor in src/lib.rs"
        );
    }
    for named in floors.keys() {
        assert!(
            parts.contains(named),
            "src/lib.rs names `{named}`, which is not there"
        );
    }
}

#[test]
fn parts_import_from_lower_floors_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = part(&path);
        let Some(floor) = floors.get(own) else {
            continue;
        };
        for (line, name) in imports(&text).into_iter().filter(|(_, name)| name != own) {
            match floors.get(&name) {
                // The two parts of the top floor are the command line and what it starts.
                Some(other) if other > floor || (other == floor && *floor == 1) => {}
                Some(other) => wrong.push(format!(
                    "src/{path}:{line}: floor {floor} names `{name}` of floor {other}"
                )),
                None => wrong.push(format!("src/{path}:{line}: `{name}` is no part")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_outside_crate_has_its_door() {
    let mut wrong = Vec::new();
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| !path.contains("tests"))
    {
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for (name, doors) in DOORS {
            let named = code.lines().enumerate().find(|(_, line)| {
                let line = line.trim_start();
                !line.starts_with("//") && names_crate(line, name)
            });
            if let Some((line, _)) =
                named.filter(|_| !doors.iter().any(|door| path.starts_with(door)))
            {
                wrong.push(format!(
                    "src/{path}:{}: names `{name}`, whose door is {doors:?}",
                    line + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a line of code names a crate: `use name…`, or `name::` that is no part of a path.
fn names_crate(line: &str, name: &str) -> bool {
    let imported = line
        .strip_prefix("pub ")
        .unwrap_or(line)
        .strip_prefix("use ")
        .is_some_and(|rest| {
            first(rest) == name && !rest[name.len()..].starts_with(char::is_alphanumeric)
        });
    let called = line.match_indices(&format!("{name}::")).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
    });
    imported || called
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("src/{path} has {lines} lines"));
        }
        if !text.starts_with("//! ") && !path.ends_with("tests.rs") {
            wrong.push(format!(
                "src/{path} does not begin with what comes in and what goes out"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_undone_or_badly_named() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for word in ["todo!", "unimplemented!", "dbg!(", "FIXME", "XXX", "TODO"] {
            if text.contains(word) {
                wrong.push(format!("src/{path}: {word}"));
            }
        }
        let name = path
            .rsplit('/')
            .next()
            .expect("a name")
            .trim_end_matches(".rs");
        if [
            "utils", "util", "helpers", "helper", "manager", "context", "misc", "common",
        ]
        .contains(&name)
        {
            wrong.push(format!("src/{path}: a name that says nothing"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

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
                .filter(|(before, _)| first(before) == *before)
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
