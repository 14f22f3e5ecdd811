//! Changes that the system does not tell of, looked for several times a second.
//!
//! In: `--poll`, and changes of all kinds. Out: each of them served, and nothing else.

use std::{fs, thread, time::Duration};

use super::{client::Preview, site};

#[test]
fn every_kind_of_change_is_found() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0", "--poll"]);
    let stage = project.read("content/put/01-poisk.md");
    let grown = preview.shows_after("/cjm/put/", "Увидеть дом", || {
        let stage = stage.replace("Найти дом", "Увидеть дом");
        project.write("content/put/01-poisk.md", stage.as_bytes());
    });
    assert_eq!(grown, 1);
    preview.shows_after("/cjm/a/", "Новая", || {
        project.write("content/a.md", "# Новая\n".as_bytes());
    });
    preview.shows_after("/cjm/b/", "Новая", || {
        fs::rename(project.path("content/a.md"), project.path("content/b.md")).expect("renamed");
    });
    preview.shows_after("/cjm/dom/", "Первый", || {
        project.write("content/dom/map.md", "# Дом\n".as_bytes());
        project.write("content/dom/01-a.md", "# Первый\n".as_bytes());
    });
    preview.follows(
        "a folder is gone",
        || project.remove("content/dom"),
        |preview| preview.get("/cjm/dom/").status == 404,
    );
    preview.follows(
        "another picture",
        || project.write("content/put/photo.jpg", b"other"),
        |preview| preview.get("/cjm/put/photo.jpg").body == b"other",
    );
}

#[test]
fn settings_themes_and_folders_that_come() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0", "--poll"]);
    preview.shows_after("/cjm/put/", "Компас", || {
        let settings = project.read("book.toml").replace("Маяк", "Компас");
        project.write("book.toml", settings.as_bytes());
    });
    preview.follows(
        "a theme's file",
        || {
            let text = "{% extends \"base.html\" %}{% block main %}<h1>Потеря-один</h1>{% endblock main %}";
            project.write("themes/agency/templates/404.html", text.as_bytes());
        },
        |preview| preview.get("/cjm/nowhere/").text().contains("Потеря-один"),
    );
    preview.follows(
        "no content",
        || project.remove("content"),
        |preview| preview.findings().contains("missing-content"),
    );
    preview.shows_after("/cjm/", "Снова", || {
        project.write("content/index.md", "# Снова\n".as_bytes());
    });
}

#[test]
fn what_is_no_change_is_none() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0", "--poll"]);
    preview.mark(&project);
    preview.nothing_from(&project, || {
        let bytes = fs::read(project.path("content/put/map.md")).expect("read");
        project.write("content/put/map.md", &bytes);
        project.write("notes.md", b"# Notes\n");
        project.write("content/.hidden.md", b"# Hidden\n");
        // So that a look falls between this and what follows.
        thread::sleep(Duration::from_millis(400));
    });
    assert_eq!(
        preview.greeting.len(),
        2,
        "nobody wonders why: {:?}",
        preview.greeting
    );
}
