//! Two things at one address.

use std::collections::BTreeSet;

use super::formats::findings;
use crate::project::Project;

fn page(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\nsummary: О странице «{title}».\n{more}---\n")
}

/// Fails unless `check` finds one collision and names both files, and `build` says the same and
/// publishes nothing.
#[track_caller]
fn assert_collision(project: &Project, rule: &str, files: &[&str]) {
    let run = project.run(&["check", "--format", "json"]);
    run.assert_status(1);
    let errors: Vec<_> = findings(&run)
        .into_iter()
        .filter(|finding| finding.severity == "error")
        .collect();
    assert!(
        matches!(errors.as_slice(), [one] if one.rule == rule),
        "{errors:#?}"
    );
    let report = project.run(&["check"]).stdout;
    for file in files {
        assert!(report.contains(file), "{file} is not named in\n{report}");
    }
    let built = project.run(&["build"]);
    built.assert_status(1);
    assert!(
        built.stderr.contains(&format!("error[{rule}]")),
        "{built:#?}"
    );
    assert!(!project.exists("index.html"));
}

#[test]
fn pages_that_differ_in_case() {
    let project = Project::minimal()
        .file("content/about.md", &page("О нас", ""))
        .file("content/About.md", &page("Мы", ""));
    if project.tree("content").contains_key("About.md")
        && project.tree("content").contains_key("about.md")
    {
        assert_collision(
            &project,
            "colliding-urls",
            &["content/about.md", "content/About.md"],
        );
    } else {
        println!("skipped: this file system does not tell letters' case apart");
    }
}

#[test]
fn pages_whose_letters_are_composed_differently() {
    let (composed, decomposed) = ("content/\u{439}.txt", "content/\u{438}\u{306}.txt");
    let project = Project::minimal().file(composed, "а").file(decomposed, "б");
    if project
        .tree("content")
        .keys()
        .filter(|path| path.ends_with(".txt"))
        .count()
        == 2
    {
        assert_collision(&project, "colliding-urls", &[composed, decomposed]);
    } else {
        println!("skipped: this file system normalizes names");
    }
    let project = Project::minimal()
        .file("content/a.md", &page("А", "slug: \u{439}\n"))
        .file("content/b.md", &page("Б", "slug: \u{438}\u{306}\n"));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/a.md", "content/b.md"],
    );
}

#[test]
fn a_slug_and_a_folder() {
    let project = Project::minimal().file("content/a.md", &page("А", "slug: put\n"));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/a.md", "content/put/map.md"],
    );
}

#[test]
fn a_slug_and_another_slug() {
    let project = Project::minimal()
        .file("content/a.md", &page("А", "slug: один\n"))
        .file("content/b.md", &page("Б", "slug: odin\n"));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/a.md", "content/b.md"],
    );
}

#[test]
fn numbers_and_endings_are_no_difference() {
    let project = Project::minimal()
        .file("content/01-about.md", &page("А", ""))
        .file("content/02-about.md", &page("Б", ""));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/01-about.md", "content/02-about.md"],
    );
    let project = Project::minimal()
        .file("content/about.md", &page("А", ""))
        .file("content/about.markdown", &page("Б", ""));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/about.md", "content/about.markdown"],
    );
    let project = Project::minimal().file("content/index.markdown", &page("А", ""));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/index.md", "content/index.markdown"],
    );
}

#[test]
fn two_segments_and_a_segment_and_a_page() {
    let segment = |project: Project, folder: &str| {
        project
            .file(
                &format!("content/put/{folder}/persona.md"),
                "---\nname: Анна\nfive-w: {what: а, who: б, why: в, when: г, where: д}\n---\n",
            )
            .file(
                &format!("content/put/{folder}/01-a.md"),
                "---\ntitle: Начало\n---\n\n## Цели\n\n- Дом\n\n## Каналы\n\n- Поиск\n",
            )
    };
    let without_path = || {
        let project = Project::minimal();
        project.remove("content/put/01-poisk.md");
        project.remove("content/put/persona.md");
        project
    };
    let project = segment(segment(without_path(), "01-a"), "02-a");
    assert_collision(
        &project,
        "colliding-urls",
        &["content/put/01-a/", "content/put/02-a/"],
    );
    let project = segment(without_path(), "a").file("content/put/a.md", &page("А", ""));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/put/a.md", "content/put/a/"],
    );
}

#[test]
fn an_asset_and_a_page() {
    let project = Project::minimal()
        .file("content/about.md", &page("А", ""))
        .file("content/about/index.html", "<p>");
    assert_collision(
        &project,
        "colliding-urls",
        &["content/about.md", "content/about/index.html"],
    );
    // A file where a page's folder has to be.
    let project = Project::minimal()
        .file("content/about.md", &page("А", ""))
        .file("content/about", "текст");
    assert_collision(
        &project,
        "colliding-urls",
        &["content/about.md", "content/about"],
    );
}

#[test]
fn an_asset_and_a_file_of_the_programs() {
    for name in [
        "404.html",
        "sitemap.xml",
        "feed.xml",
        "put/journey.json",
        "put/cover-art.svg",
        "assets",
        "Sitemap.XML",
    ] {
        println!("{name}");
        let project = Project::minimal().file(&format!("content/{name}"), "текст");
        assert_collision(&project, "reserved-name", &[&format!("content/{name}")]);
    }
    let project = Project::minimal().file("content/about.md", &page("А", "aliases: [/404.html]\n"));
    assert_collision(&project, "reserved-name", &["content/about.md"]);
}

#[test]
fn the_authors_cname_and_robots_win() {
    let project = Project::minimal()
        .settings(
            "\n[output.html]\ncname = \"a.example.org\"\nsite-url = \"https://a.example.org/\"\n",
        )
        .file("content/CNAME", "b.example.org\n")
        .file("content/robots.txt", "User-agent: *\nDisallow: /\n");
    project.run(&["build"]).assert_status(0);
    assert_eq!(project.published("CNAME"), "b.example.org\n");
    assert_eq!(
        project.published("robots.txt"),
        "User-agent: *\nDisallow: /\n"
    );
}

#[test]
fn an_alias_and_a_page() {
    let project = Project::minimal().file("content/about.md", &page("А", "aliases: [/put/]\n"));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/about.md", "content/put/map.md"],
    );
    let project = Project::minimal()
        .file("content/about.md", &page("А", "aliases: [/old/]\n"))
        .file("content/b.md", &page("Б", "aliases: [/OLD]\n"));
    assert_collision(
        &project,
        "colliding-urls",
        &["content/about.md", "content/b.md"],
    );
    let project = Project::minimal().file("content/about.md", &page("А", "aliases: [/about/]\n"));
    assert_collision(&project, "colliding-urls", &["content/about.md:4:11"]);
}

#[test]
fn an_alias_stays_inside_the_site() {
    let wrong = [
        "../x",
        "/../x",
        "a/../../b",
        "https://example.org/",
        "//example.org/",
        "a\\b",
        "",
        "/",
        "a//b",
        "/a?b",
        "/a#b",
        "mailto:a@example.org",
    ];
    let mut project = Project::minimal();
    for (number, alias) in wrong.iter().enumerate() {
        project = project.file(
            &format!("content/page-{number}.md"),
            &page("А", &format!("aliases: ['/ok{number}/', '{alias}']\n")),
        );
    }
    let run = project.run(&["check", "--format", "json"]);
    run.assert_status(1);
    let found: BTreeSet<_> = findings(&run)
        .into_iter()
        .filter(|finding| finding.rule == "wrong-value" && finding.line == Some(4))
        .filter_map(|finding| finding.path)
        .collect();
    let all: BTreeSet<_> = (0..wrong.len())
        .map(|number| format!("content/page-{number}.md"))
        .collect();
    assert_eq!(found, all);
}

/// The file system takes such names; archives, hosts and other systems do not.
#[cfg(unix)]
#[test]
fn a_file_name_that_cannot_be_published_is_reported_by_check_and_build_alike() {
    for name in ["a\\b.txt", "a\nb.txt"] {
        let project = Project::minimal().file(&format!("content/{name}"), "текст");
        let (checked, built) = (project.run(&["check"]), project.run(&["build"]));
        assert_eq!(
            checked.status, built.status,
            "{name:?}\n{checked:#?}\n{built:#?}"
        );
        assert!(
            built.status == Some(0) || built.status == Some(1),
            "{name:?} {built:#?}"
        );
    }
}
