//! Where a site may be published.

use std::fs;

use crate::{content_model::build, project::Project};

#[test]
fn a_destination_of_ones_own_is_made_with_all_its_folders() {
    let project = Project::minimal();
    build(&project, &["--dest-dir", "out/of/here"]);
    assert!(project.path("out/of/here/index.html").is_file());
    assert!(!project.path("public").exists());
    build(&project, &["-d", "out/of/here"]);
}

#[test]
fn an_empty_folder_and_ones_own_site_are_taken() {
    let project = Project::minimal();
    fs::create_dir(project.path("public")).expect("a folder");
    build(&project, &[]);
    build(&project, &[]);
    assert!(project.exists("index.html"));
}

#[test]
fn a_destination_with_foreign_files_is_refused_and_named() {
    for (path, earlier) in [
        ("public/notes.txt", false),
        ("public/put/mine.txt", true),
        ("public/deep/er/x", true),
    ] {
        let project = Project::minimal();
        if earlier {
            build(&project, &[]);
        }
        project.write(path, b"mine");
        let before = project.tree("public");
        let run = project.run(&["build"]);
        run.assert_status(2);
        let name = path.trim_start_matches("public/");
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
        assert_eq!(project.tree("public"), before, "{path}");
    }
}

#[test]
fn dangerous_destinations_are_refused() {
    let project = Project::minimal().file("themes/agency/words/ru.toml", "");
    let before = project.tree("");
    let above = project.root().parent().expect("a parent").to_owned();
    let root = project.root().to_owned();
    let absolute = [
        root.to_string_lossy().into_owned(),
        above.to_string_lossy().into_owned(),
        "/".to_owned(),
    ];
    let relative = [
        ".",
        "..",
        "content",
        "content/",
        "./content/../content",
        "content/put",
        "content/new",
        "themes",
        "themes/agency",
        "book.toml",
        "content/index.md",
        "public/../.",
    ];
    for destination in absolute.iter().map(String::as_str).chain(relative) {
        let run = project.run(&["build", "-d", destination]);
        run.assert_status(2);
        assert!(
            run.stderr.contains("cannot publish into"),
            "{destination}: {}",
            run.stderr
        );
        assert_eq!(project.tree(""), before, "{destination}");
    }
}

#[test]
fn the_home_folder_is_refused_even_when_it_is_empty() {
    let project = Project::minimal();
    let home = project.path("home");
    fs::create_dir_all(home.join("inner")).expect("a home");
    fs::remove_dir(home.join("inner")).expect("empty");
    let project = project.env("HOME", &home.to_string_lossy());
    let run = project.run(&["build", "-d", "home"]);
    run.assert_status(2);
    assert!(run.stderr.contains("home folder"), "{}", run.stderr);
}

#[test]
fn a_build_dir_that_is_dangerous_is_refused_as_well() {
    for folder in [".", "content", "..", "/"] {
        let project =
            Project::minimal().settings(&format!("\n[build]\nbuild-dir = \"{folder}\"\n"));
        let before = project.tree("");
        project.run(&["build"]).assert_status(2);
        assert_eq!(project.tree(""), before, "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_a_dangerous_folder_is_refused_and_one_to_a_good_folder_followed() {
    let project = Project::minimal();
    std::os::unix::fs::symlink(project.path("content"), project.path("public")).expect("a link");
    project.run(&["build"]).assert_status(2);
    fs::remove_file(project.path("public")).expect("removed");
    fs::create_dir(project.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("public")).expect("a link");
    build(&project, &[]);
    assert!(project.path("elsewhere/index.html").is_file());
    assert!(project.path("public").is_symlink(), "the link stays");
}

#[cfg(unix)]
#[test]
fn a_destination_that_cannot_be_written_is_status_2() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::minimal();
    fs::create_dir(project.path("locked")).expect("a folder");
    fs::set_permissions(project.path("locked"), fs::Permissions::from_mode(0o555)).expect("locked");
    if fs::write(project.path("locked/probe"), "x").is_ok() {
        return; // Whoever may write everywhere cannot be refused.
    }
    let run = project.run(&["build", "-d", "locked/out"]);
    run.assert_status(2);
    assert!(run.stderr.contains("locked"), "{}", run.stderr);
}

#[test]
fn a_file_in_the_way_is_refused() {
    let project = Project::minimal().file("public", "I am a file");
    project.run(&["build"]).assert_status(2);
    assert_eq!(project.read("public"), "I am a file");
    project
        .run(&["build", "-d", "public/inner"])
        .assert_status(2);
}

#[test]
fn what_the_program_wrote_may_be_changed_by_hand_and_is_replaced() {
    let project = Project::minimal();
    build(&project, &[]);
    let good = project.tree("public");
    project.write("public/index.html", b"edited");
    fs::remove_file(project.path("public/put/index.html")).expect("removed");
    build(&project, &[]);
    assert_eq!(project.tree("public"), good);
}
