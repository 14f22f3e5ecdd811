//! Input that no author means to write: it is reported or shown, never a crash, never a hang.

use std::{
    fmt::Write,
    process::Stdio,
    time::{Duration, Instant},
};

use super::formats::{findings, places};
use crate::project::{Project, Run};

/// How long a check may take at most, in a build without optimization on a busy machine. What is
/// quadratic takes minutes.
const DEADLINE: Duration = Duration::from_secs(30);

const STAGE: &str = "content/put/01-poisk.md";

/// The smallest site with another text for its stage.
fn with_stage(body: &str) -> Project {
    Project::minimal().file(STAGE, &format!("---\ntitle: Поиск\n---\n\n{body}\n"))
}

/// Runs `check` and fails where it does not end in time.
#[track_caller]
fn check_in_time(what: &str, project: &Project) -> Run {
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
fn assert_bearable(what: &str, project: &Project) -> Run {
    let run = check_in_time(what, project);
    let errors = findings(&run)
        .iter()
        .filter(|finding| finding.severity == "error")
        .count();
    assert_eq!(run.status, Some(i32::from(errors > 0)), "{what}");
    run
}

#[track_caller]
fn assert_places(what: &str, project: &Project, expected: &[&str]) {
    assert_bearable(what, project);
    assert_eq!(places(project), expected, "{what}");
}

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

#[test]
fn folders_where_files_belong() {
    let project = Project::minimal();
    project.remove("content/put/map.md");
    let project = project.file("content/put/map.md/note.txt", "папка");
    let run = assert_bearable("map.md", &project);
    assert_eq!(
        run.status,
        Some(1),
        "a path without a map is in the wrong place: {}",
        run.stdout
    );
    let project = Project::minimal();
    project.remove("content");
    let project = project.file("content", "файл");
    assert_places("content", &project, &["book.toml:1:1 missing-content"]);
    for src in ["..", ".", "/etc", "content/../..", "nope"] {
        let project = Project::minimal().file(
            "book.toml",
            &format!("[book]\ntitle = \"а\"\nsrc = \"{src}\"\n"),
        );
        let found = places(&project);
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("book.toml:3:7 ")),
            "{src}: {found:?}"
        );
        project.run(&["build"]).assert_status(1);
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        ffi::OsStr,
        os::unix::{
            ffi::OsStrExt,
            fs::{PermissionsExt, symlink},
        },
    };

    use super::*;

    fn linked(links: &[(&str, &str)]) -> Project {
        let project = Project::minimal();
        for (at, to) in links {
            let at = project.path(at);
            std::fs::create_dir_all(at.parent().expect("a parent")).expect("folders");
            symlink(to, at).expect("a link");
        }
        project
    }

    #[test]
    fn links_that_loop_or_lead_to_nothing_are_warnings() {
        assert_places(
            "itself",
            &linked(&[("content/put/here", ".")]),
            &["content/put/here:-:- broken-symlink"],
        );
        assert_places(
            "above",
            &linked(&[("content/put/up", "..")]),
            &["content/put/up:-:- broken-symlink"],
        );
        assert_places(
            "nothing",
            &linked(&[("content/a.md", "nope.md")]),
            &["content/a.md:-:- broken-symlink"],
        );
        assert_places(
            "each other",
            &linked(&[("content/a", "b"), ("content/b", "a")]),
            &[
                "content/a:-:- broken-symlink",
                "content/b:-:- broken-symlink",
            ],
        );
    }

    #[test]
    fn links_that_leave_the_site_are_errors() {
        for (at, to) in [
            ("content/passwd.txt", "/etc/passwd"),
            ("content/etc", "/etc"),
            ("content/zero.md", "/dev/zero"),
            ("content/put/up", "../../.."),
        ] {
            let project = linked(&[(at, to)]);
            let found = places(&project);
            assert_eq!(found, [format!("{at}:-:- outside-site")], "{to}");
            project.run(&["build"]).assert_status(1);
        }
        let outside = tempfile::tempdir().expect("a folder");
        std::fs::write(
            outside.path().join("theme.toml"),
            "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
        )
        .expect("a file");
        let project = linked(&[("themes/mine", &outside.path().to_string_lossy())])
            .settings("\n[output.html]\ntheme = \"mine\"\n");
        let found = places(&project);
        assert!(
            matches!(found.as_slice(), [one] if one.ends_with(" outside-site")),
            "{found:?}"
        );
        let project = Project::minimal();
        project.remove("book.toml");
        std::fs::write(outside.path().join("secret"), "[book]\ntitle = СЕКРЕТ\n").expect("a file");
        symlink(outside.path().join("secret"), project.path("book.toml")).expect("a link");
        let run = project.run(&["check"]);
        run.assert_status(1);
        assert!(
            run.stdout.contains("error[outside-site]") && !run.stdout.contains("СЕКРЕТ"),
            "{}",
            run.stdout
        );
    }

    #[test]
    fn links_inside_the_site_are_followed() {
        let project = linked(&[("content/about", "../texts")]).file(
            "texts/index.md",
            "---\ntitle: О нас\nsummary: Кто мы.\n---\n",
        );
        assert_places("a folder", &project, &[]);
        project.run(&["build"]).assert_status(0);
        assert!(project.exists("about/index.html"));
    }

    #[test]
    fn names_that_are_not_utf8() {
        let project = Project::minimal();
        let name = OsStr::from_bytes(b"\xcf\xee.md");
        if std::fs::write(project.path("content").join(name), "# а\n").is_err() {
            println!("skipped: this file system takes names in UTF-8 only");
            return;
        }
        assert_places(
            "a name",
            &project,
            &["content/\u{fffd}\u{fffd}.md:-:- not-utf8"],
        );
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        let project = Project::minimal().file("content/about.md", "---\ntitle: О нас\n---\n");
        let path = project.path("content/about.md");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0)).expect("permissions");
        if std::fs::read(&path).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
        assert_places(
            "a file",
            &project,
            &["content/about.md:-:- unreadable-file"],
        );
    }
}
