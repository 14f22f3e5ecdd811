//! What is wrong with a site, and how the program says so.
//!
//! `tests/faults/NAME/` is the smallest site that breaks the rule `NAME`, with what `check` says
//! about it in `report.txt`; `NAME.variant/` breaks the same rule in another way. What cannot be
//! kept in a repository (names that are not UTF-8, symbolic links) is built here.
//! `UPDATE_GOLDEN=1` writes the reports anew: read them as an author would before you keep them.

mod at_once;
mod bad_input;
mod file_system;
mod formats;
mod keys;
mod links;

mod mutations;
mod syntax;
mod urls;

use std::{collections::BTreeSet, fs, path::PathBuf};

use cjm_site::diagnostic::{Rule, Severity};

use crate::project::{Project, Run, assert_golden, repository};

/// Rules whose sites cannot be kept in a repository: the tests of this file build them.
const BUILT_IN_CODE: &[Rule] = &[Rule::BrokenSymlink];

/// The report of a run with its exit status, as `report.txt` holds it.
pub fn report(run: &Run) -> String {
    assert_eq!(run.stderr, "", "`check` reports on standard output");
    format!(
        "{}[exit status {}]\n",
        run.stdout,
        run.status.expect("no signal")
    )
}

fn folders() -> Vec<(String, PathBuf)> {
    let folder = repository().join("tests/faults");
    let mut folders: Vec<_> = fs::read_dir(&folder)
        .expect("tests/faults")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            (
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                path,
            )
        })
        .collect();
    folders.sort();
    folders
}

/// The rules that a report names, in its order.
fn rules_in(report: &str) -> Vec<&str> {
    let named = |line: &'_ str| -> Option<(usize, usize)> {
        let start = line.find('[')? + 1;
        matches!(line.get(..start)?, "error[" | "warning[").then_some((start, line.find(']')?))
    };
    report
        .lines()
        .filter_map(|line| named(line).map(|(from, to)| &line[from..to]))
        .collect()
}

#[test]
fn every_report_is_as_it_was_judged() {
    let mut different = Vec::new();
    for (name, folder) in folders() {
        let project = Project::copy_of(&folder);
        let actual = report(&project.run(&["check"]));
        let golden = folder.join("report.txt");
        let same = std::panic::catch_unwind(|| assert_golden(&actual, &golden));
        if same.is_err() {
            different.push(name);
        }
    }
    assert!(different.is_empty(), "these reports differ: {different:?}");
}

#[test]
fn every_rule_has_a_site_that_breaks_it_and_nothing_else() {
    let mut shown = BTreeSet::new();
    for (folder, path) in folders() {
        let name = folder.split('.').next().expect("a name");
        let rule = Rule::by_name(name)
            .unwrap_or_else(|| panic!("tests/faults/{folder} is named after no rule"));
        let report = fs::read_to_string(path.join("report.txt")).unwrap_or_default();
        let found = rules_in(&report);
        assert!(!found.is_empty(), "tests/faults/{folder} breaks no rule");
        assert!(
            found.iter().all(|found| *found == name),
            "tests/faults/{folder} breaks {found:?}"
        );
        let status = if rule.severity() == Severity::Error {
            1
        } else {
            0
        };
        assert!(
            report.ends_with(&format!("[exit status {status}]\n")),
            "tests/faults/{folder}: {report}"
        );
        shown.insert(rule);
    }
    shown.extend(BUILT_IN_CODE);
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| !shown.contains(rule))
        .map(|rule| rule.name())
        .collect();
    assert!(
        missing.is_empty(),
        "no site in tests/faults breaks {missing:?}"
    );
}

#[test]
fn reports_keep_to_their_form() {
    for (folder, path) in folders() {
        let report = fs::read_to_string(path.join("report.txt")).unwrap_or_default();
        for line in report.lines() {
            let message = line
                .split_once("]: ")
                .filter(|(head, _)| head.starts_with("error[") || head.starts_with("warning["));
            let help = line.split_once(" = help: ");
            let Some((_, text)) = message.or(help) else {
                continue;
            };
            let first = text.chars().next().expect("a text");
            assert!(
                !first.is_uppercase(),
                "tests/faults/{folder} begins with a capital: {line}"
            );
            assert!(
                !text.ends_with('.'),
                "tests/faults/{folder} ends with a full stop: {line}"
            );
            assert!(
                !text.contains(". "),
                "tests/faults/{folder} has two sentences: {line}"
            );
        }
    }
}

#[test]
fn rules_have_names_of_small_letters_and_each_its_own() {
    let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    for name in names {
        assert!(
            name.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{name}"
        );
        assert_eq!(Rule::by_name(name).map(Rule::name), Some(name));
    }
}

#[test]
fn the_smallest_site_has_no_findings() {
    let project = Project::minimal();
    let run = project.run(&["check"]);
    run.assert_status(0);
    assert_eq!(
        report(&run),
        "1 map, 2 pages: nothing found\n[exit status 0]\n"
    );
    project.run(&["build"]).assert_status(0);
    assert!(
        project.exists("put/index.html"),
        "{:?}",
        project.published_files()
    );
}

/// The rule of [`BUILT_IN_CODE`], with its whole report.
#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leads_nowhere_is_reported() {
    let project = Project::minimal();
    std::os::unix::fs::symlink("nope.md", project.path("content/about.md")).expect("a link");
    assert_eq!(
        report(&project.run(&["check"])),
        "warning[broken-symlink]: a symbolic link that leads to nothing\n  --> content/about.md\n\n1 map, 2 pages: 1 warning\n[exit status 0]\n"
    );
}

/// A build of a broken site publishes nothing and leaves the last good site as it was.
#[test]
fn every_error_leaves_the_last_good_site_untouched() {
    for (folder, path) in folders() {
        let name = folder.split('.').next().expect("a name");
        if Rule::by_name(name).is_none_or(|rule| rule.severity() != Severity::Error) {
            continue;
        }
        let project = Project::minimal();
        project.run(&["build"]).assert_status(0);
        let before = project.tree("public");
        project.remove("content");
        project.remove("book.toml");
        crate::project::copy_folder(&path, project.root());
        let run = project.run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains(&format!("error[{name}]")),
            "{folder}: {run:?}"
        );
        assert_eq!(run.stdout, "", "{folder}");
        assert!(
            project.tree("public") == before,
            "{folder}: the last good site has changed"
        );
    }
}
