//! Content that no author means to write: it is reported or shown, never a crash, never a hang.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use super::formats::{findings, places};
use crate::project::{Project, Run};

/// How long a check may take at most, in a build without optimization on a busy machine. What is
/// quadratic takes minutes.
const DEADLINE: Duration = Duration::from_secs(30);

pub const STAGE: &str = "content/put/01-poisk.md";

/// The smallest site with another text for its stage.
fn with_stage(body: &str) -> Project {
    Project::minimal().file(STAGE, &format!("---\ntitle: Поиск\n---\n\n{body}\n"))
}

/// Runs `check` and fails where it does not end in time.
#[track_caller]
pub fn check_in_time(what: &str, project: &Project) -> Run {
    let mut command = project.command(&["check", "--format", "json"]);
    let (out, err) = (project.path(".stdout"), project.path(".stderr"));
    let file = |path| Stdio::from(std::fs::File::create(path).expect("a file"));
    let mut child = command
        .stdout(file(&out))
        .stderr(file(&err))
        .spawn()
        .expect("the program starts");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if start.elapsed() > DEADLINE {
            child.kill().expect("a child");
            child.wait().expect("a child");
            panic!("{what}: `check` takes over {} s", DEADLINE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let run = Run {
        status: status.code(),
        stdout: project.read(".stdout"),
        stderr: project.read(".stderr"),
    };
    assert!(!run.stderr.contains("panicked"), "{what}: {}", run.stderr);
    assert!(
        matches!(run.status, Some(0 | 1)),
        "{what}: {status} {}",
        run.stderr
    );
    run
}

/// `check` and `build` agree, nothing crashes, and a site with errors is not published.
#[track_caller]
pub fn assert_bearable(what: &str, project: &Project) -> Run {
    let run = check_in_time(what, project);
    let errors = findings(&run)
        .iter()
        .filter(|finding| finding.severity == "error")
        .count();
    assert_eq!(run.status, Some(i32::from(errors > 0)), "{what}");
    run
}

#[track_caller]
pub fn assert_places(what: &str, project: &Project, expected: &[&str]) {
    assert_bearable(what, project);
    assert_eq!(places(project), expected, "{what}");
}

#[test]
fn files_with_next_to_nothing_in_them() {
    let titled = "---\ntitle: Поиск\n---";
    assert_places(
        "only front matter",
        &Project::minimal().file(
            "content/about.md",
            "---\ntitle: О нас\nsummary: Кто мы.\n---",
        ),
        &[],
    );
    for text in [
        "",
        "\u{feff}",
        "\n\n\n",
        "---\n---\n",
        "текст без заголовка\n",
    ] {
        let found = {
            let project = Project::minimal().file("content/about.md", text);
            assert_bearable(text, &project);
            places(&project)
        };
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("content/about.md") && one.ends_with("missing-title")),
            "{text:?}: {found:?}"
        );
    }
    for path in ["content/index.md", "content/put/persona.md"] {
        let project = Project::minimal().file(path, "");
        let run = assert_bearable(path, &project);
        assert_eq!(run.status, Some(0), "{path}: {}", run.stdout);
    }
    let run = assert_bearable("stage", &Project::minimal().file(STAGE, titled));
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    for settings in ["", "\u{feff}", "# только примечание\n"] {
        let project = Project::minimal().file("book.toml", settings);
        let found = places(&project);
        assert!(
            found
                .iter()
                .any(|one| one.starts_with("book.toml") && one.ends_with("missing-key")),
            "{settings:?}: {found:?}"
        );
    }
}

#[test]
fn maps_of_unusual_sizes() {
    let project = Project::minimal();
    project.remove(STAGE);
    assert_places("no stages", &project, &["content/put/map.md:-:- empty-map"]);
    project.run(&["build"]).assert_status(0);
    assert_places("one stage", &Project::minimal(), &[]);
    let run = assert_bearable("no lanes", &with_stage("Просто текст без дорожек."));
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let lanes: String = (0..200)
        .map(|n| format!("## Своя дорожка {n}\n\n- пункт\n\n"))
        .collect();
    let run = assert_bearable("200 lanes", &with_stage(&lanes));
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let mut project = Project::minimal();
    for number in 2..=60 {
        let text = format!(
            "---\ntitle: Шаг {number}\nemotion: {}\n---\n\n## Цели\n\n- Цель\n",
            number % 5 - 2
        );
        project = project.file(&format!("content/put/{number:02}-shag-{number}.md"), &text);
    }
    let run = assert_bearable("60 stages", &project);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    project.run(&["build"]).assert_status(0);
    assert!(project.published("put/index.html").contains("shag-60"));
}

#[test]
fn figures_of_every_sparseness() {
    let figures = [
        "",
        ", baseline: 1",
        ", target: 1",
        ", actual: 1",
        ", baseline: 1, target: 1, actual: 1",
        ", baseline: 0, target: 0",
        ", baseline: -5, target: 1e300, actual: -1e300",
        ", unit: х",
    ];
    let list: String = figures
        .iter()
        .map(|figures| format!("  - {{name: доля{figures}}}\n"))
        .collect();
    let stage = format!(
        "---\ntitle: Поиск\nkpis:\n{list}funnel: {{entered: 0, left: 5}}\n---\n\n## Цели\n\n- Дом\n"
    );
    let map = format!("---\ntitle: Путь\nsummary: Как к нам приходят.\nresults:\n{list}---\n");
    let project = Project::minimal()
        .file(STAGE, &stage)
        .file("content/put/map.md", &map);
    let run = assert_bearable("figures", &project);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    project.run(&["build"]).assert_status(0);
    let page = project.published("put/index.html");
    assert!(
        !page.contains("NaN") && !page.contains(">inf"),
        "a figure is no number"
    );
}

#[test]
fn long_titles_lines_and_lists() {
    let long = "ж".repeat(10_000);
    let titles = Project::minimal()
        .file(
            "content/put/map.md",
            &format!("---\ntitle: {long}\nsummary: {long}\n---\n"),
        )
        .file(
            STAGE,
            &format!("---\ntitle: {long}\n---\n\n## {long}\n\n- {long}\n"),
        );
    let run = assert_bearable("titles", &titles);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let line = with_stage(&format!(
        "{} [x](nope.md){}",
        "а".repeat(300_000),
        "б".repeat(300_000)
    ));
    let run = check_in_time("a line of 1 MB", &line);
    let found = findings(&run);
    assert!(
        found
            .iter()
            .any(|one| one.rule == "broken-link" && one.column == Some(300_006)),
        "{found:#?}"
    );
    assert!(
        line.run(&["check"])
            .stdout
            .lines()
            .all(|line| line.chars().count() < 400)
    );
    let items: String = (0..10_000).map(|n| format!("- пункт {n}\n")).collect();
    let run = assert_bearable("10,000 items", &with_stage(&format!("## Цели\n\n{items}")));
    assert_eq!(run.status, Some(0));
    let links: String = (0..2000).map(|n| format!("- [x](nope{n}.md)\n")).collect();
    let run = check_in_time(
        "2,000 broken links",
        &with_stage(&format!("## Цели\n\n{links}")),
    );
    assert_eq!(
        findings(&run)
            .iter()
            .filter(|one| one.rule == "broken-link")
            .count(),
        2000
    );
}

#[test]
fn nesting_in_markdown() {
    let lists: String = (0..2000)
        .map(|n| format!("{}- а\n", "  ".repeat(n)))
        .collect();
    let emphasis = "*а **б ".repeat(2000);
    for (what, body) in [
        ("lists, a line each", format!("## Цели\n\n{lists}")),
        (
            "lists on one line",
            format!("## Цели\n\n{}а", "- ".repeat(2000)),
        ),
        (
            "numbers on one line",
            format!("## Цели\n\n{}а", "1. ".repeat(2000)),
        ),
        ("lists before any lane", format!("{}а", "- ".repeat(2000))),
        ("quotes", format!("## Цели\n\n{} а", ">".repeat(2000))),
        (
            "quotes in lists",
            format!("## Цели\n\n{}а", "- > ".repeat(1000)),
        ),
        ("emphasis", emphasis),
        ("brackets", "[".repeat(20_000)),
        (
            "images",
            format!("{}x{}", "![".repeat(500), "](#)".repeat(500)),
        ),
        ("raw HTML", "<div>".repeat(2000)),
        ("raw HTML inline", format!("а {}", "<b>".repeat(2000))),
        (
            "table",
            format!("{}\n{}\n", "|а".repeat(2000), "|-".repeat(2000)),
        ),
    ] {
        assert_bearable(what, &with_stage(&body));
        let page = Project::minimal().file(
            "content/about.md",
            &format!("---\ntitle: О нас\nsummary: Кто мы.\n---\n\n{body}\n"),
        );
        assert_bearable(what, &page);
    }
}

#[test]
fn many_headings_of_the_same_name() {
    let lanes = "## Цели\n\n### Часть\n\nтекст\n\n".repeat(1500);
    let run = assert_bearable("the same lane", &with_stage(&lanes));
    assert!(
        findings(&run)
            .iter()
            .any(|finding| finding.rule == "repeated-lane")
    );
    assert_bearable(
        "a page",
        &Project::minimal().file(
            "content/about.md",
            &format!("---\ntitle: О нас\nsummary: Кто мы.\n---\n\n{lanes}"),
        ),
    );
}

#[test]
fn characters_that_the_program_uses_itself() {
    let project = with_stage(
        "## Цели\n\n- \u{fdd0}/etc\u{fdd0} \u{fdd1}0\u{fdd1} \u{fdd2} \u{fdef} \0 \u{fffe}\n",
    );
    let run = assert_bearable("noncharacters", &project);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    project.run(&["build"]).assert_status(0);
    let page = project.published("put/index.html");
    assert!(!page.contains(['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\0']));
}

#[test]
fn templates_in_the_authors_text_are_text() {
    let project = with_stage("## Цели\n\n- {{ page.nope }} {% if %} {# x #} {{\n").file(
        "content/put/map.md",
        "---\ntitle: \"{{ 1 / 0 }}\"\nsummary: \"{% include 'x' %}\"\n---\n",
    );
    let run = assert_bearable("templates", &project);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    project.run(&["build"]).assert_status(0);
    assert!(project.published("put/index.html").contains("{{ 1 / 0 }}"));
}
