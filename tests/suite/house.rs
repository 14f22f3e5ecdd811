//! The order of the program's own source.
//!
//! In: the files of the repository. Out: a failure that names the file and line where the order
//! that `src/lib.rs` describes is broken.

mod documents;
mod floors;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::project::repository;

/// Longest file of the program, in lines.
const LONGEST: usize = 400;

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
