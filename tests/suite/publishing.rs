//! What `build` leaves on the disk.

mod destinations;
mod killed;

use std::{collections::BTreeMap, fs};

use crate::{content_model::build, pages::html::published, project::Project};

#[test]
fn a_build_ends_with_a_line_of_counts_and_time() {
    let run = build(&Project::minimal(), &[]);
    let last = run.stdout.lines().last().expect("a line");
    let words: Vec<&str> = last.split(' ').collect();
    assert_eq!(words[..4], ["1", "map,", "2", "pages,"], "{last}");
    let files: usize = words[4].parse().expect("a number of files");
    assert_eq!((words[5], words[8]), ("files", "ms"), "{last}");
    assert!(words[7].parse::<u64>().is_ok(), "{last}");
    assert!(last.ends_with("public"), "{last}");
    assert!(files > 5, "{last}");
    assert_eq!(run.stderr, "");
}

#[test]
fn the_counts_are_those_of_the_published_folder() {
    let project = Project::minimal()
        .file("content/a.md", "# А\n")
        .file("content/b.jpg", "x");
    let run = build(&project, &[]);
    let files = project
        .published_files()
        .into_iter()
        .filter(|path| !path.contains("manifest"))
        .count();
    assert!(
        run.stdout
            .contains(&format!("1 map, 3 pages, {files} files")),
        "{files}: {}",
        run.stdout
    );
}

#[test]
fn quiet_says_nothing_but_what_is_wrong() {
    let run = build(
        &Project::minimal().file("content/a.md", "---\ntitle: А\ndraft: true\n---\n"),
        &["--quiet"],
    );
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let run = build(
        &Project::minimal().file("content/a.md", "# А\n\n[x](javascript:x)\n"),
        &["-q"],
    );
    assert!(
        run.stdout.is_empty() && run.stderr.contains("warning[unsafe-link]"),
        "{run:?}"
    );
}

#[test]
fn statuses_tell_faulty_texts_from_everything_else() {
    let faulty = Project::minimal().file("content/a.md", "# А\n\n[x](nowhere.md)\n");
    let run = faulty.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr
            .lines()
            .last()
            .is_some_and(|line| line.contains("1 error") && line.contains("nothing was published")),
        "{}",
        run.stderr
    );
    faulty.run(&["check"]).assert_status(1);
    for wrong in [
        &["biuld"][..],
        &["build", "--no-such-option"],
        &[],
        &["build", "--site-url", "nonsense"],
        &["--root", "no/such/folder", "build"],
        &["serve", "-p", "x"],
    ] {
        Project::minimal().run(wrong).assert_status(2);
    }
    for right in [
        &["--help"][..],
        &["--version"],
        &["build", "--help"],
        &["check"],
        &["build"],
    ] {
        Project::minimal().run(right).assert_status(0);
    }
}

#[test]
fn strict_counts_warnings_as_errors() {
    let project = Project::minimal().file("content/a.md", "# А\n\n[x](javascript:x)\n");
    project.run(&["check"]).assert_status(0);
    project.run(&["check", "--strict"]).assert_status(1);
    project.run(&["build", "--strict"]).assert_status(1);
    assert!(!project.exists("index.html"));
    project.run(&["build"]).assert_status(0);
}

#[test]
fn check_writes_nothing() {
    let project = Project::minimal();
    let before = project.tree("");
    project.run(&["check"]).assert_status(0);
    assert_eq!(project.tree(""), before);
}

#[test]
fn without_settings_there_is_no_site() {
    let run = Project::new()
        .file("content/index.md", "# А\n")
        .run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[missing-settings]") && run.stderr.contains("--root"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let project = Project::minimal()
        .file("content/a.md", "# А\n")
        .file("content/put/x/photo.jpg", "x")
        .file("content/b/c/d.txt", "x");
    build(&project, &[]);
    assert!(project.exists("a/index.html") && project.exists("b/c/d.txt"));
    for path in ["content/a.md", "content/b", "content/put/x"] {
        project.remove(path);
    }
    build(&project, &[]);
    let fresh = Project::minimal();
    build(&fresh, &[]);
    assert_eq!(project.tree("public"), fresh.tree("public"));
    for folder in ["a", "b", "put/x"] {
        assert!(
            !project.exists(folder),
            "the empty folder `{folder}` is left"
        );
    }
}

#[test]
fn a_failed_build_leaves_the_last_good_site_byte_for_byte() {
    let project = Project::minimal();
    build(&project, &[]);
    let good = stamps(&project);
    for (path, text) in [
        ("content/put/01-poisk.md", "---\ntitle: [\n---\n"),
        ("content/put/map.md", "---\ntitle: Путь\nemotoin: 1\n---\n"),
        ("themes/agency/templates/404.html", "{{ broken"),
        (
            "themes/agency/templates/map.html",
            "{{ no_such_thing.at.all }}",
        ),
        ("book.toml", "[book\n"),
    ] {
        let broken = Project::copy_of(project.root()).file(path, text);
        let before = stamps(&broken);
        broken.run(&["build"]).assert_status(1);
        assert_eq!(stamps(&broken), before, "{path}");
        assert_eq!(
            before.keys().collect::<Vec<_>>(),
            good.keys().collect::<Vec<_>>()
        );
    }
}

/// The published files with their bytes, and all names in the site's folder.
fn stamps(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut all = project.tree("public");
    for entry in fs::read_dir(project.root()).expect("list the site") {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a name");
        if !matches!(name.as_str(), "themes") {
            all.insert(format!("../{name}"), Vec::new());
        }
    }
    all
}

#[test]
fn nothing_is_left_beside_the_destination() {
    let project = Project::minimal();
    for _ in 0..2 {
        build(&project, &[]);
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
        // `.cjm-site` is the program's own: what it keeps from build to build.
        assert_eq!(names, [".cjm-site", "book.toml", "content", "public"]);
    }
}

#[test]
fn links_are_the_same_wherever_the_site_will_be_published() {
    let project = Project::minimal();
    let links = |page: &crate::pages::html::Element| -> Vec<String> {
        let all = page.all("[href]").into_iter().chain(page.all("body [src]"));
        all.filter(|e| e.attr("rel") != Some("canonical"))
            .filter_map(|e| e.attr("href").or(e.attr("src")))
            .map(str::to_owned)
            .collect()
    };
    build(&project, &["--site-url", "https://a.example/"]);
    let first = links(&published(&project, "put/index.html"));
    build(&project, &["--site-url", "https://b.example/deep/er/"]);
    assert_eq!(links(&published(&project, "put/index.html")), first);
    assert!(first.iter().all(|link| !link.starts_with('/')), "{first:?}");
}

#[test]
fn the_site_of_another_folder_is_built_by_root() {
    let project = Project::new();
    for (path, bytes) in Project::minimal().tree("") {
        project.write(&format!("deep/site/{path}"), &bytes);
    }
    project
        .run(&["--root", "deep/site", "build"])
        .assert_status(0);
    assert!(project.path("deep/site/public/put/index.html").is_file());
    assert!(!project.path("public").exists());
    project
        .run(&["build", "--root", "deep/site", "-d", "out"])
        .assert_status(0);
    assert!(
        project.path("out/put/index.html").is_file(),
        "a destination is relative to the working folder"
    );
}

#[test]
fn there_is_a_file_for_github_pages() {
    let project = Project::minimal();
    build(&project, &[]);
    assert_eq!(project.published(".nojekyll"), "");
    assert!(project.exists("404.html"));
}
