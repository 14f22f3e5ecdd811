//! Which part of the program may name which, and where each outside crate is named.

use std::{collections::BTreeMap, fs};

use super::sources;
use crate::project::repository;

/// Where each outside crate may be named: its door. Paths begin with one of these.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["content/front_matter.rs"]),
    ("toml", &["config/toml_value", "lanes/", "text/words"]),
    ("tiny_http", &["preview"]),
    ("walkdir", &["site_folder.rs", "disk.rs"]),
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
        "png",
        // The crate for pictures has a part of that name.
        &["render/share_card/compact.rs", "pictures/raster.rs"],
    ),
    (
        "resvg",
        &["render/share_card/fonts.rs", "render/share_card/raster.rs"],
    ),
    ("skrifa", &["render/share_card/fonts.rs"]),
    ("hypher", &["text/hyphenation.rs"]),
    ("image", &["pictures/raster.rs"]),
    ("fast_image_resize", &["pictures/raster.rs"]),
    ("jpeg_encoder", &["pictures/raster.rs"]),
    ("zune_jpeg", &["pictures/raster.rs"]),
    (
        "blake3",
        &[
            "render/bundle.rs",
            "render/share_card",
            "preview/file_answer.rs",
            "publish/staging.rs",
            "site_folder/known/file.rs",
            "store",
            "pictures",
        ],
    ),
];

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
