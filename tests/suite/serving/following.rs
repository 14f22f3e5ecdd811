//! Changes of a site's texts and pictures while it is shown.
//!
//! In: files that are saved, created, moved and removed. Out: each change on the page that is
//! served, under a new version.

use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use super::{client::Preview, site};
use crate::{
    pictures::samples::{Beside, jpeg},
    project::Project,
};

/// A page of its own.
fn page(title: &str, text: &str) -> Vec<u8> {
    format!("---\ntitle: {title}\nsummary: {title}.\n---\n\n{text}\n").into_bytes()
}

fn rename(project: &Project, from: &str, to: &str) {
    let to = project.path(to);
    fs::create_dir_all(to.parent().expect("a parent")).expect("create folders");
    fs::rename(project.path(from), to).expect("renamed");
}

/// Waits until a page is no longer there, after a change.
#[track_caller]
fn gone_after(preview: &Preview, path: &str, change: impl FnOnce()) {
    let what = format!("{path} is gone");
    preview.follows(&what, change, |preview| preview.get(path).status == 404);
}

#[test]
fn a_text_that_is_saved_is_shown_and_the_version_grows_by_one() {
    let project = site();
    let preview = Preview::of(&project);
    let stage = project.read("content/put/01-poisk.md");
    for goal in ["Увидеть дом", "Сравнить дома"] {
        let stage = stage.replace("Найти дом", goal);
        let grown = preview.shows_after("/cjm/put/", goal, || {
            project.write("content/put/01-poisk.md", stage.as_bytes());
        });
        assert_eq!(grown, 1, "{}", preview.said());
    }
    assert!(!preview.shows("/cjm/put/", "Увидеть дом"));
    let said = preview.said();
    assert!(said.contains("content/put/01-poisk.md: shown"), "{said}");
}

#[test]
fn pages_come_change_their_names_and_go() {
    let project = site();
    let preview = Preview::of(&project);
    preview.shows_after("/cjm/o-nas/", "Рядом", || {
        project.write("content/o-nas.md", &page("О нас", "Рядом"));
    });
    preview.shows_after("/cjm/kto/", "Рядом", || {
        rename(&project, "content/o-nas.md", "content/kto.md");
    });
    assert_eq!(preview.get("/cjm/o-nas/").status, 404);
    preview.shows_after("/cjm/stati/kto/", "Рядом", || {
        rename(&project, "content/kto.md", "content/stati/kto.md");
    });
    assert_eq!(preview.get("/cjm/kto/").status, 404);
    gone_after(&preview, "/cjm/stati/kto/", || {
        project.remove("content/stati/kto.md");
    });
    assert!(preview.shows("/cjm/put/", "Найти дом"), "all else stays");
}

#[test]
fn a_map_made_and_filled_at_once_renamed_and_removed() {
    let project = site();
    let preview = Preview::of(&project);
    preview.shows_after("/cjm/dom/", "Выбрать дом", || {
        project.write("content/dom/map.md", &page("Дом", "Введение."));
        for (at, name) in ["osmotr", "vybor", "pokupka"].iter().enumerate() {
            let stage = format!("---\ntitle: Этап {name}\n---\n\n## Цели\n\n- Выбрать дом\n");
            project.write(
                &format!("content/dom/0{}-{name}.md", at + 1),
                stage.as_bytes(),
            );
        }
    });
    preview.wait_until("all of its stages", |preview| {
        preview.shows("/cjm/dom/", "Этап osmotr") && preview.shows("/cjm/dom/", "Этап pokupka")
    });
    assert!(preview.shows("/cjm/", "Дом"), "the home page lists it");
    preview.shows_after("/cjm/dacha/", "Выбрать дом", || {
        rename(&project, "content/dom", "content/dacha");
    });
    assert_eq!(preview.get("/cjm/dom/").status, 404);
    preview.shows_after("/cjm/dacha/", "Осмотреть", || {
        let stage = "---\ntitle: Осмотреть\n---\n\n## Цели\n\n- Выбрать дом\n";
        project.write("content/dacha/01-osmotr.md", stage.as_bytes());
    });
    gone_after(&preview, "/cjm/dacha/", || project.remove("content/dacha"));
    assert!(!preview.shows("/cjm/", "Дом"));
}

#[test]
fn a_map_that_is_moved_in_from_elsewhere() {
    let project = site();
    let elsewhere = site();
    let preview = Preview::of(&project);
    preview.shows_after("/cjm/put2/", "Найти дом", || {
        fs::rename(elsewhere.path("content/put"), project.path("content/put2")).expect("moved");
    });
    gone_after(&preview, "/cjm/put2/", || {
        rename(&project, "content/put2", "put2");
    });
}

#[test]
fn a_content_folder_that_goes_and_comes_back() {
    let project = site();
    let preview = Preview::of(&project);
    for round in ["первый", "второй"] {
        preview.follows(
            "the folder is missed",
            || project.remove("content"),
            |preview| preview.findings().contains("missing-content"),
        );
        assert!(
            preview.shows("/cjm/put/", "Путь"),
            "the last good site stays"
        );
        preview.shows_after("/cjm/", round, || {
            let home = format!("---\ntitle: Раз {round}\nsummary: Все карты.\n---\n");
            project.write("content/index.md", home.as_bytes());
        });
        assert_eq!(preview.get("/cjm/put/").status, 404);
        let moved = site();
        preview.shows_after("/cjm/put/", "Найти дом", || {
            fs::rename(moved.path("content/put"), project.path("content/put")).expect("moved");
        });
        preview.mark(&project);
    }
}

#[test]
fn the_whole_site_moved_away_and_back() {
    let outer = Project::new();
    let project = site();
    let (root, away) = (project.root(), outer.path("away"));
    let preview = Preview::of(&project);
    fs::rename(root, &away).expect("moved away");
    assert!(preview.shows("/cjm/put/", "Найти дом"));
    let home = "---\ntitle: Вернулись\nsummary: Все карты.\n---\n";
    fs::write(away.join("content/index.md"), home).expect("written while away");
    preview.shows_after("/cjm/", "Вернулись", || {
        fs::rename(&away, root).expect("moved back");
    });
    preview.mark(&project);
    preview.wait_until("nothing is wrong", |preview| {
        preview.state("/cjm/")["errors"] == 0
    });
}

#[test]
fn pictures_come_are_replaced_and_go() {
    let project = site();
    project.write(
        "content/put/map.md",
        "---\ntitle: Путь\nsummary: Как к нам приходят.\n---\n\n![Дом](photo.jpg)\n".as_bytes(),
    );
    let photo = |side| jpeg(side, side, &Beside::default());
    project.write("content/put/photo.jpg", &photo(20));
    let preview = Preview::of(&project);
    let tag = preview.state("/cjm/put/")["page"]["tag"].clone();
    let home = preview.state("/cjm/")["page"]["tag"].clone();
    let photo = photo(30);
    let is_new = |preview: &Preview| preview.get("/cjm/put/photo.jpg").body == photo;
    preview.follows(
        "another photo",
        || project.write("content/put/photo.jpg", &photo),
        is_new,
    );
    assert_ne!(
        preview.state("/cjm/put/")["page"]["tag"],
        tag,
        "it reloads the page that shows it"
    );
    assert_eq!(
        preview.state("/cjm/")["page"]["tag"],
        home,
        "and no page that does not"
    );
    preview.follows(
        "a file beside it",
        || project.write("content/put/plan.pdf", b"%PDF-1.7 plan"),
        |preview| preview.get("/cjm/put/plan.pdf").body == b"%PDF-1.7 plan",
    );
    preview.follows(
        "the missing photo",
        || project.remove("content/put/photo.jpg"),
        |preview| preview.findings().contains("photo.jpg"),
    );
    preview.follows(
        "the photo is back",
        || project.write("content/put/photo.jpg", &photo),
        |preview| preview.state("/cjm/put/")["errors"] == 0 && is_new(preview),
    );
}

#[test]
fn fifty_files_at_once_are_one_version_or_two() {
    let project = site();
    let write = |round: usize| {
        for number in 0..50 {
            let text = page(&format!("Страница {number}"), &format!("Раз {round}."));
            project.write(&format!("content/stati/{number:02}.md"), &text);
        }
    };
    write(0);
    let preview = Preview::of(&project);
    preview.mark(&project);
    for round in 1..=3 {
        let before = preview.version();
        write(round);
        let text = format!("Раз {round}.");
        preview.wait_until("all fifty", |preview| {
            (0..50).all(|number| preview.shows(&format!("/cjm/stati/{number:02}/"), &text))
        });
        preview.mark(&project);
        let grown = preview.version() - before - 1;
        assert!(
            (1..=2).contains(&grown),
            "by {grown}: {said}",
            said = preview.said()
        );
    }
}

#[test]
fn a_link_to_a_page_that_goes_is_told_on_the_page_that_has_it() {
    let project = site();
    project.write("content/o-nas.md", &page("О нас", "Рядом"));
    project.write("content/a.md", &page("А", "[Кто мы](o-nas.md)"));
    let preview = Preview::of(&project);
    assert_eq!(preview.state("/cjm/a/")["errors"], 0);
    preview.follows(
        "the broken link",
        || project.remove("content/o-nas.md"),
        |preview| preview.state("/cjm/a/")["findings"][0]["places"][0]["path"] == "content/a.md",
    );
    preview.follows(
        "the link leads somewhere again",
        || project.write("content/o-nas.md", &page("О нас", "Рядом")),
        |preview| preview.state("/cjm/a/")["findings"] == serde_json::json!([]),
    );
}

#[test]
fn folders_that_come_and_go_while_others_are_listed() {
    let project = site();
    for number in 0..200 {
        project.write(&format!("content/put/{number}.pdf"), b"%PDF-1.7");
    }
    let preview = Preview::of(&project);
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in (0..300).cycle() {
                let folder = project.path(&format!("content/put/{number}-passing"));
                fs::create_dir(&folder).expect("created");
                fs::remove_dir(&folder).expect("removed");
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
            }
        });
        let checked: Vec<String> = (0..30).map(|_| project.run(&["check"]).stdout).collect();
        preview.mark(&project);
        is_over.store(true, Ordering::Relaxed);
        assert!(!checked.concat().contains("symbolic link"), "{checked:?}");
    });
    preview.mark(&project);
    let said = preview.said();
    assert!(!said.contains("symbolic link"), "{said}");
}
