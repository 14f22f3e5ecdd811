//! Builds that are killed.

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

use crate::{content_model::build, project::Project};

/// How many maps the site has: enough for a build to be caught in the middle.
const MAPS: usize = 200;

/// How many builds are killed.
const ROUNDS: u32 = 15;

/// A site whose every page says which of two editions it belongs to.
fn edition(project: &Project, edition: &str) {
    for n in 0..MAPS {
        project.write(
            &format!("content/m{n}/map.md"),
            format!("---\ntitle: Карта {n}\n---\n\n{edition}\n").as_bytes(),
        );
        project.write(
            &format!("content/m{n}/01-a.md"),
            format!("# Этап\n\n{edition}\n").as_bytes(),
        );
        project.write(&format!("content/m{n}/note.txt"), edition.as_bytes());
    }
}

fn large() -> Project {
    let project = Project::minimal();
    for template in ["home", "map", "page", "overview", "404", "redirect"] {
        let text = "<!doctype html><title>{{ page.title }}</title>{% if landing is defined %}{{ map.introduction.html | safe }}{% endif %}";
        project.write(
            &format!("themes/bare/templates/{template}.html"),
            text.as_bytes(),
        );
    }
    project.write(
        "themes/bare/theme.toml",
        b"name = \"bare\"\nversion = \"1.0.0\"\n",
    );
    project.settings("\n[output.html]\ntheme = \"bare\"\n")
}

/// What is published without the manifest, which is the program's own.
fn site(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.tree("public")
}

#[test]
fn a_killed_build_leaves_a_whole_site_and_the_next_one_cleans_up() {
    let project = large();
    edition(&project, "ПЕРВОЕ");
    build(&project, &[]);
    let first = site(&project);
    edition(&project, "ВТОРОЕ");
    let start = Instant::now();
    build(&project, &["-d", "second"]);
    let whole = start.elapsed();
    let second = project.tree("second");
    project.remove("second");
    assert!(first.len() > MAPS && second.len() == first.len() && first != second);

    let mut interrupted = 0;
    for round in 0..ROUNDS {
        let mut child = project
            .command(&["build", "--quiet"])
            .spawn()
            .expect("the program starts");
        std::thread::sleep(whole * round / (ROUNDS - 2));
        child.kill().expect("it is ended");
        let status = child.wait().expect("it has ended");
        interrupted += u32::from(!status.success());
        let now = site(&project);
        let which = if now == first {
            "first"
        } else if now == second {
            "second"
        } else {
            "neither"
        };
        assert_ne!(
            which,
            "neither",
            "round {round}: {} of {} files",
            now.len(),
            first.len()
        );
    }
    assert!(interrupted >= 3, "only {interrupted} builds were caught");

    build(&project, &[]);
    assert_eq!(site(&project), second);
    let mut names: Vec<String> = fs::read_dir(project.root())
        .expect("list the site")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["book.toml", "content", "public", "themes"],
        "leftovers"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_the_last_good_site() {
    let project = large();
    edition(&project, "ПЕРВОЕ");
    build(&project, &[]);
    let first = site(&project);
    edition(&project, "ВТОРОЕ");
    for signal in ["INT", "TERM"] {
        let mut child = project
            .command(&["build", "--quiet"])
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(30));
        let sent = std::process::Command::new("kill")
            .args([&format!("-{signal}"), &child.id().to_string()])
            .status();
        assert!(
            sent.is_ok_and(|status| status.success())
                || child.try_wait().is_ok_and(|ended| ended.is_some())
        );
        let status = child.wait().expect("it has ended");
        if !status.success() {
            assert_eq!(site(&project), first, "{signal}");
        }
    }
    build(&project, &[]);
    assert!(project.published("m0/note.txt") == "ВТОРОЕ");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let project = large();
    edition(&project, "ПЕРВОЕ");
    build(&project, &["-d", "expected"]);
    let expected = project.tree("expected");
    let children: Vec<_> = (0..3)
        .map(|_| {
            project
                .command(&["build", "--quiet"])
                .stderr(std::process::Stdio::piped())
                .spawn()
                .expect("starts")
        })
        .collect();
    let mut done = 0;
    for child in children {
        let output = child.wait_with_output().expect("it has ended");
        match output.status.code() {
            Some(0) => done += 1,
            Some(2) => assert!(
                String::from_utf8_lossy(&output.stderr).contains("another cjm-site"),
                "{output:?}"
            ),
            _ => panic!("{output:?}"),
        }
    }
    assert!(done >= 1);
    assert_eq!(site(&project), expected);
}
