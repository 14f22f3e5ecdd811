//! Drafts, hidden files, backups.

use super::{build, files_with, journey, strings};
use crate::{pages::html::published, project::Project};

/// A site with a draft of each kind; what is in a draft bears `ЧЕРНОВИК`.
fn drafts() -> Project {
    let draft = "---\ntitle: ЧЕРНОВИК\ndraft: true\n---\n\nЧЕРНОВИК\n";
    Project::minimal()
        .file("content/page.md", draft)
        .file("content/put/02-vybor.md", draft)
        .file("content/put/03-itog.md", "# Итог\n")
        .file("content/draft-map/map.md", draft)
        .file("content/draft-map/01-a.md", "# ЧЕРНОВИК\n")
        .file("content/draft-map/ЧЕРНОВИК.txt", "x")
        .file(
            "content/draft-map/seg/persona.md",
            "---\nname: ЧЕРНОВИК\n---\n",
        )
        .file("content/rynok/map.md", "# Рынок\n")
        .file(
            "content/rynok/a/persona.md",
            "---\ntitle: Первый\nname: Анна\n---\n",
        )
        .file("content/rynok/a/01-a.md", "# Этап\n")
        .file(
            "content/rynok/b/persona.md",
            "---\ntitle: ЧЕРНОВИК\nname: ЧЕРНОВИК\ndraft: true\n---\n",
        )
        .file("content/rynok/b/01-b.md", "# ЧЕРНОВИК\n")
        .file("content/rynok/b/ЧЕРНОВИК.txt", "x")
}

#[test]
fn drafts_are_left_out_of_every_published_file() {
    let project = drafts();
    let run = build(&project, &[]);
    assert_eq!(files_with(&project, "ЧЕРНОВИК"), Vec::<String>::new());
    for path in ["page", "draft-map", "rynok/b"] {
        assert!(!project.exists(path), "{path}");
    }
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "slug"),
        ["poisk", "itog"]
    );
    for draft in [
        "content/page.md",
        "content/put/02-vybor.md",
        "content/draft-map/map.md",
        "content/rynok/b/persona.md",
    ] {
        assert!(
            run.stdout
                .contains(&format!("left out as a draft: {draft}\n")),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn drafts_are_published_when_asked_for() {
    let project = drafts();
    project.remove("content/draft-map/seg");
    let run = build(&project, &["--drafts"]);
    assert!(!run.stdout.contains("left out"), "{}", run.stdout);
    for path in [
        "page/index.html",
        "draft-map/index.html",
        "draft-map/ЧЕРНОВИК.txt",
        "rynok/b/index.html",
    ] {
        assert!(project.exists(path), "{path}");
    }
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "slug"),
        ["poisk", "vybor", "itog"]
    );
}

#[test]
fn a_draft_persona_of_a_map_leaves_the_map_without_one() {
    let project = Project::minimal().file(
        "content/put/persona.md",
        "---\nname: ЧЕРНОВИК\ndraft: true\n---\n\nЧЕРНОВИК\n",
    );
    build(&project, &[]);
    assert_eq!(files_with(&project, "ЧЕРНОВИК"), Vec::<String>::new());
    assert!(!published(&project, "put/index.html").has("#persona"));
    build(&project, &["--drafts"]);
    assert!(published(&project, "put/index.html").has("#persona"));
}

#[test]
fn a_draft_home_page_leaves_the_settings_home_page() {
    let project = Project::minimal().file(
        "content/index.md",
        "---\ntitle: ЧЕРНОВИК\ndraft: true\n---\n",
    );
    build(&project, &[]);
    assert_eq!(published(&project, "index.html").texts("h1"), ["Пример"]);
}

#[test]
fn a_link_to_a_draft_is_an_error_that_says_so() {
    let project = drafts().file("content/other.md", "# Другая\n\n[сюда](page.md)\n");
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[broken-link]") && run.stderr.contains("draft"),
        "{}",
        run.stderr
    );
    project.remove("content/draft-map/seg");
    build(&project, &["--drafts"]);
}

#[test]
fn hidden_private_and_backup_files_are_left_out() {
    let names = [
        ".hidden.md",
        "_private.md",
        ".DS_Store",
        "page.md~",
        "#page.md#",
        ".#page.md",
        "page.md.bak",
        ".page.md.swp",
        "page.md.orig",
        "~$plan.docx",
        "Thumbs.db",
        "_files/a.txt",
        ".git/config",
        "page.md.tmp",
    ];
    let mut project = Project::minimal();
    for name in names {
        project = project
            .file(&format!("content/{name}"), "СКРЫТО")
            .file(&format!("content/put/{name}"), "СКРЫТО");
    }
    build(&project, &[]);
    assert_eq!(files_with(&project, "СКРЫТО"), Vec::<String>::new());
    let mut expected = Project::minimal();
    build(&expected, &[]);
    expected = expected.env("X", "");
    assert_eq!(project.published_files(), expected.published_files());
}
