//! The forms of a report, and what makes a run fail: `--format`, `--strict`, `[check] allow`.

use std::fmt;

use serde_json::{Value, json};

use super::report;
use crate::project::{Project, Run, SETTINGS};

/// One entry of `check --format json`.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: String,
    pub severity: String,
    pub message: String,
    pub path: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// Empty where there is none.
    pub help: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |n: Option<usize>| n.map_or("-".to_owned(), |n| n.to_string());
        let path = self.path.as_deref().unwrap_or("-");
        write!(
            f,
            "{path}:{}:{} {}: {}",
            place(self.line),
            place(self.column),
            self.rule,
            self.message
        )
    }
}

/// The findings of a `check --format json`.
pub fn findings(run: &Run) -> Vec<Finding> {
    let object: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"));
    let text = |entry: &Value, key: &str| entry[key].as_str().map(str::to_owned);
    let number = |entry: &Value, key: &str| {
        entry[key]
            .as_u64()
            .map(|n| usize::try_from(n).expect("a number"))
    };
    let entry = |entry: &Value| Finding {
        rule: text(entry, "rule").expect("a rule"),
        severity: text(entry, "severity").expect("a severity"),
        message: text(entry, "message").expect("a message"),
        path: text(entry, "path"),
        line: number(entry, "line"),
        column: number(entry, "column"),
        help: text(entry, "help").unwrap_or_default(),
    };
    object["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(entry)
        .collect()
}

/// Checks a site and says each finding as "path:line:column rule".
pub fn places(project: &Project) -> Vec<String> {
    let run = project.run(&["check", "--format", "json"]);
    assert!(run.status == Some(0) || run.status == Some(1), "{run:#?}");
    let short = |finding: &Finding| {
        let whole = finding.to_string();
        whole
            .split_once(": ")
            .map_or(whole.clone(), |(head, _)| head.to_owned())
    };
    findings(&run).iter().map(short).collect()
}

/// A site with an error and a warning.
fn faulty() -> Project {
    Project::minimal()
        .file("content/put/01-poisk.md", "---\ntitle: Поиск\nphase: search\nemotoin: 1\n---\n\n## Цели\n\n- Найти дом\n\n## Каналы\n\n- Поиск\n")
        .file("content/about.md", "---\ntitle: О нас\nsummary: Кто мы.\n---\n\n![](dom.svg)\n")
        .file("content/dom.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
}

/// A site with a warning alone.
fn warned() -> Project {
    faulty().file(
        "content/put/01-poisk.md",
        &Project::minimal().read("content/put/01-poisk.md"),
    )
}

#[test]
fn json_is_one_object_of_version_1() {
    let run = faulty().run(&["check", "--format", "json"]);
    run.assert_status(1);
    assert_eq!(run.stderr, "");
    let object: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let expected = json!({
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "rule": "missing-alt",
                "severity": "warning",
                "message": "an image without a description",
                "path": "content/about.md",
                "line": 6,
                "column": 1,
                "help": "say in the square brackets what the image shows",
            },
            {
                "rule": "unknown-key",
                "severity": "error",
                "message": "`emotoin` is not a key of a stage",
                "path": "content/put/01-poisk.md",
                "line": 4,
                "column": 1,
                "help": "did you mean `emotion`?",
            },
        ],
    });
    assert_eq!(object, expected);
}

#[test]
fn json_of_a_clean_site_has_an_empty_list() {
    let run = Project::minimal().run(&["check", "--format", "json"]);
    run.assert_status(0);
    let object: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        object,
        json!({"version": 1, "errors": 0, "warnings": 0, "diagnostics": []})
    );
}

#[test]
fn json_of_a_whole_file_has_no_line() {
    let run = Project::minimal()
        .file("content/sitemap.xml", "<urlset/>")
        .run(&["check", "--format", "json"]);
    run.assert_status(1);
    let object: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let entry = &object["diagnostics"][0];
    assert_eq!(entry["path"], "content/sitemap.xml");
    assert!(
        entry["line"].is_null() && entry["column"].is_null(),
        "{entry}"
    );
    assert_eq!(entry.as_object().expect("an object").len(), 7, "{entry}");
}

#[test]
fn github_commands_stand_one_on_a_line() {
    let run = faulty().run(&["check", "--format", "github"]);
    run.assert_status(1);
    assert_eq!(
        run.stdout,
        "::warning file=content/about.md,line=6,col=1,title=missing-alt::an image without a description%0Asay in the square brackets what the image shows\n\
         ::error file=content/put/01-poisk.md,line=4,col=1,title=unknown-key::`emotoin` is not a key of a stage%0Adid you mean `emotion`?\n"
    );
}

#[test]
fn github_of_a_clean_site_is_empty() {
    let run = Project::minimal().run(&["check", "--format", "github"]);
    run.assert_status(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

/// What GitHub's toolkit escapes: `%` and line ends everywhere, `:` and `,` in properties too.
#[test]
fn github_commands_are_escaped() {
    let project = Project::minimal().file(
        "content/a,b%c.md",
        "---\ntitle: А\nsummary: Б\n\"50%\\r\\n::error::x\": 1\n---\n",
    );
    let run = project.run(&["check", "--format", "github"]);
    run.assert_status(1);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with("::error file=content/a%2Cb%25c.md,line="),
        "{lines:#?}"
    );
    assert!(
        lines[0].contains("`50%25%0D%0A::error::x` is not a key of a page%0A"),
        "{lines:#?}"
    );
}

#[cfg(unix)]
#[test]
fn github_escapes_colons_in_paths() {
    let project =
        Project::minimal().file("content/a:b.md", "---\ntitle: А\nsummary: Б\nfoo: 1\n---\n");
    let run = project.run(&["check", "--format", "github"]);
    run.assert_status(1);
    assert!(
        run.stdout
            .starts_with("::error file=content/a%3Ab.md,line=4,"),
        "{}",
        run.stdout
    );
}

#[test]
fn control_characters_of_the_text_never_reach_the_terminal() {
    let project = Project::minimal().file(
        "content/a.md",
        "---\ntitle: А\n---\n\nкрасное \u{1b}[31m и звонок \u{7} [x](nope.md)\n",
    );
    let run = project.run(&["check"]);
    run.assert_status(1);
    assert!(
        run.stdout.contains("красное") && !run.stdout.contains(['\u{1b}', '\u{7}']),
        "{:?}",
        run.stdout
    );
}

#[test]
fn warnings_count_as_errors_under_strict_alone() {
    let project = warned();
    project.run(&["check"]).assert_status(0);
    project.run(&["check", "--strict"]).assert_status(1);
    project
        .run(&["check", "--strict", "--format", "json"])
        .assert_status(1);
    let run = project.run(&["build", "--strict"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("warning[missing-alt]") && run.stderr.contains("nothing was published"),
        "{run:#?}"
    );
    assert!(!project.exists("index.html"));
    project.run(&["build"]).assert_status(0);
    assert!(project.exists("index.html"));
    Project::minimal()
        .run(&["check", "--strict"])
        .assert_status(0);
}

#[test]
fn an_allowed_warning_is_gone() {
    let project = warned().settings("\n[check]\nallow = [\"missing-alt\"]\n");
    let run = project.run(&["check", "--strict"]);
    run.assert_status(0);
    assert!(run.stdout.ends_with("nothing found\n"), "{}", run.stdout);
    project.run(&["build", "--strict"]).assert_status(0);
}

#[test]
fn errors_cannot_be_allowed() {
    let project = faulty().settings("\n[check]\nallow = [\"unknown-key\", \"missing-alt\"]\n");
    let run = project.run(&["check", "--format", "json"]);
    run.assert_status(1);
    let found = findings(&run);
    assert!(
        found
            .iter()
            .any(|finding| finding.rule == "unknown-key" && finding.severity == "error"),
        "{found:#?}"
    );
    assert!(
        found.iter().all(|finding| finding.rule != "missing-alt"),
        "{found:#?}"
    );
}

#[test]
fn a_name_of_no_rule_is_a_warning_at_its_entry() {
    let project =
        Project::minimal().settings("\n[check]\nallow = [\"missing-alt\", \"empty_map\"]\n");
    let line = project.read("book.toml").lines().count();
    let column = "allow = [\"missing-alt\", ".chars().count() + 1;
    assert_eq!(
        places(&project),
        [format!("book.toml:{line}:{column} unknown-rule")]
    );
    project.run(&["check"]).assert_status(0);
    assert!(report(&project.run(&["check"])).contains("did you mean `empty-map`?"));
}

/// What `build` says is what `check` says, line by line.
#[test]
fn build_and_check_report_the_same() {
    let mut sites = vec![
        faulty(),
        warned(),
        Project::minimal().file("book.toml", &SETTINGS.replace("language", "langauge")),
    ];
    let folders = crate::project::repository().join("tests/faults");
    for entry in std::fs::read_dir(folders)
        .expect("tests/faults")
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        sites.push(Project::copy_of(&entry.path()));
    }
    for project in sites {
        let checked = project.run(&["check"]);
        let built = project.run(&["build", "--quiet"]);
        let diagnostics = |text: &str| {
            text.rsplit_once("\n\n")
                .map_or(String::new(), |(report, _)| report.trim_end().to_owned())
        };
        let expected = diagnostics(&checked.stdout);
        assert!(
            built.stderr.starts_with(&expected),
            "check:\n{}\nbuild:\n{}",
            checked.stdout,
            built.stderr
        );
        assert_eq!(
            checked.status, built.status,
            "check:\n{}\nbuild:\n{}",
            checked.stdout, built.stderr
        );
    }
}
