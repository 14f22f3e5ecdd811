//! The example site with random damage: whatever it is, `check` ends, and says something or
//! nothing.
//!
//! The program runs in this process, for speed. The damage is pseudo-random from a fixed seed:
//! the same on every run, so that a failure can be repeated.

use std::path::Path;

use cjm_site::{
    diagnostic::report::{self, Format},
    output::Discard,
    pipeline::{self, Memory, Request},
    site_folder::SiteFolder,
};

use crate::{
    project::{Project, copy_folder, repository},
    random::Random,
};

/// Rounds; each damages several files and runs the whole pipeline once. `MUTATION_ROUNDS` asks for
/// more of them, for a longer search after a change to a parser.
const ROUNDS: u64 = 24;

/// Pieces that mean something to a parser.
const PIECES: &[&str] = &[
    "---\n",
    "\n---\n",
    "***",
    "## ",
    "### Часть {.internal}\n",
    "{.",
    "{#x}",
    "](",
    "[^1]",
    "[^1]: x\n",
    "![",
    "<div>",
    "</",
    "<!--",
    "`",
    "```\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "|",
    ": ",
    "kpis:\n- {",
    "extra: &a [*a]\n",
    "\u{feff}",
    "\u{0}",
    "\r",
    "«",
    "\"",
    "\u{301}",
    "\u{202e}",
    "\u{fdd0}",
    "\u{fdd1}7\u{fdd1}",
    "%ff",
    "../",
    "[[",
    "]]\n",
    "=\n",
    "\"\"\"\n",
    "{{ x }}",
    "{% if %}",
];

fn damaged(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 => {
                let from = random.below(other.len() + 1);
                let length = random.below(400);
                let piece: Vec<u8> = other.iter().skip(from).take(length).copied().collect();
                bytes.splice(at..at, piece);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            4 => {
                let end = (at + random.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                if !lines.is_empty() {
                    lines.swap(a, b);
                }
                bytes = lines.concat();
            }
            _ => {
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                if let Some(line) = lines.get(random.below(lines.len())).copied() {
                    lines.insert(random.below(lines.len()), line);
                }
                bytes = lines.concat();
            }
        }
    }
    bytes
}

/// Runs the whole pipeline and writes all three reports.
fn check(root: &Path) -> String {
    let request = Request::default();
    let mut found = Vec::new();
    let folder = SiteFolder::new(root);
    let mut memory = Memory::of_one_run();
    let config = pipeline::settings(&folder, &request, &mut memory, &mut found);
    let outcome = pipeline::run(&folder, config, &request, &mut memory, &Discard, found)
        .expect("the disk can be read");
    let human = report::write(&outcome.diagnostics, Format::Human);
    report::write(&outcome.diagnostics, Format::Json);
    report::write(&outcome.diagnostics, Format::Github);
    human
}

#[test]
fn no_damage_to_the_example_site_makes_check_panic() {
    let project = Project::copy_of(&repository().join("tests/faults/unknown-key"));
    project.remove("content");
    project.remove("book.toml");
    copy_folder(&repository().join("content"), &project.path("content"));
    project.write(
        "book.toml",
        &std::fs::read(repository().join("book.toml")).expect("book.toml"),
    );
    let texts: Vec<(String, Vec<u8>)> = project
        .tree("content")
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .chain([(
            "book.toml".to_owned(),
            std::fs::read(project.path("book.toml")).expect("book.toml"),
        )])
        .collect();
    assert!(texts.len() > 20, "the example site has lost its texts");

    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let asked = std::env::var("MUTATION_ROUNDS").ok();
    let rounds = asked
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let mut reports: u64 = 0;
    for round in 0..rounds {
        let mut touched = Vec::new();
        for (path, bytes) in &texts {
            if random.below(3) == 0 {
                let (_, other) = &texts[random.below(texts.len())];
                let bytes = damaged(bytes, other, &mut random);
                project.write(path, &bytes);
                touched.push(path);
            }
        }
        let root = project.root().to_path_buf();
        let outcome = std::panic::catch_unwind(|| check(&root));
        match outcome {
            Ok(report) => reports += u64::from(!report.is_empty()),
            Err(_) => {
                let kept = std::env::temp_dir().join(format!("cjm-site-mutation-{round}"));
                copy_folder(project.root(), &kept);
                panic!(
                    "round {round} panics; the site is kept in {}",
                    kept.display()
                );
            }
        }
        for (path, bytes) in texts.iter().filter(|(path, _)| touched.contains(&path)) {
            project.write(path, bytes);
        }
    }
    // Damage of this size does not go unnoticed.
    assert!(
        reports > rounds / 2,
        "{reports} of {rounds} rounds found something"
    );
}
