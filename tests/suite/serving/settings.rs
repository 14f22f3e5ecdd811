//! Changes of `book.toml` while the site is shown.
//!
//! In: settings, saved. Out: the site under them, also where they lead to other folders and
//! addresses.

use super::{client::Preview, site};
use crate::project::{Project, SETTINGS};

/// Saves settings with more lines at their end.
fn set(project: &Project, more: &str) {
    project.write("book.toml", format!("{SETTINGS}{more}").as_bytes());
}

/// Saves settings with another content folder.
fn set_src(project: &Project, src: &str) {
    let settings = SETTINGS.replace("[book]\n", &format!("[book]\nsrc = \"{src}\"\n"));
    project.write("book.toml", settings.as_bytes());
}

/// A text with this title and nothing else.
fn write(project: &Project, path: &str, title: &str) {
    project.write(path, format!("# {title}\n").as_bytes());
}

#[test]
fn the_title_and_the_agency() {
    let project = site();
    let preview = Preview::of(&project);
    let settings = project.read("book.toml");
    let grown = preview.shows_after("/cjm/put/", "Компас", || {
        project.write("book.toml", settings.replace("Маяк", "Компас").as_bytes());
    });
    assert_eq!(grown, 1);
    preview.shows_after("/cjm/", "Образец", || {
        project.write(
            "book.toml",
            settings.replace("Пример", "Образец").as_bytes(),
        );
    });
    assert!(preview.shows("/cjm/put/", "Маяк"));
}

#[test]
fn a_content_folder_that_comes_after_the_settings_that_name_it() {
    let project = Project::minimal();
    let preview = Preview::of(&project);
    preview.follows(
        "the folder is missing",
        || set_src(&project, "texts/ru"),
        |preview| preview.findings().contains("`texts/ru`"),
    );
    assert!(preview.shows("/put/", "Найти дом"), "the last good site");
    preview.shows_after("/karta/", "Первая карта", || {
        write(&project, "texts/ru/index.md", "Карты");
        write(&project, "texts/ru/karta/map.md", "Первая карта");
    });
    assert_eq!(preview.get("/put/").status, 404);
    preview.shows_after("/karta/", "Вторая карта", || {
        write(&project, "texts/ru/karta/map.md", "Вторая карта");
    });
    // The former one is none of the site's now.
    let before = preview.version();
    write(&project, "content/put/map.md", "Чужая карта");
    preview.shows_after("/karta/", "Третья карта", || {
        write(&project, "texts/ru/karta/map.md", "Третья карта");
    });
    assert_eq!(preview.version(), before + 1, "{}", preview.said());
    preview.shows_after("/put/", "Чужая карта", || {
        set_src(&project, "content")
    });
    preview.mark(&project);
}

#[test]
fn a_content_folder_that_is_there_already() {
    let project = Project::minimal().file("texts/karta/map.md", "# Первая карта\n");
    let preview = Preview::of(&project);
    for (src, path) in [
        ("texts", "/karta/"),
        ("content", "/put/"),
        ("texts", "/karta/"),
    ] {
        preview.follows(
            src,
            || set_src(&project, src),
            |preview| preview.get(path).status == 200,
        );
        let other = if path == "/put/" { "/karta/" } else { "/put/" };
        assert_eq!(preview.get(other).status, 404);
    }
    preview.shows_after("/karta/", "Вторая карта", || {
        write(&project, "texts/karta/map.md", "Вторая карта");
    });
}

#[test]
fn another_sub_path_leads_tabs_with_old_addresses_on() {
    let project = site();
    let preview = Preview::of(&project);
    let url = |base: &str| format!("\n[output.html]\nsite-url = \"https://example.org{base}\"\n");
    let (mut old, mut all) = ("/cjm/", vec!["/cjm/"]);
    for base in ["/karty/", "/a/b/", "/"] {
        let page = format!("{base}put/");
        preview.follows(
            base,
            || set(&project, &url(base)),
            |preview| preview.shows(&page, "Найти дом"),
        );
        let answer = preview.get(&format!("{old}put/?a=1"));
        assert!(matches!(answer.status, 302 | 307), "{}", answer.status);
        let to = format!("{page}?a=1");
        assert_eq!(answer.header("location"), Some(&*to), "from {old}");
        for old in &all {
            let answer = preview.get(&format!("{old}put/"));
            assert_eq!(answer.header("location"), Some(&*page), "from {old}");
        }
        old = base;
        all.push(base);
    }
    // A page of the site's own at an old address is what is meant by it.
    preview.shows_after("/cjm/put/", "Своя страница", || {
        write(&project, "content/cjm/put/map.md", "Своя страница");
    });
}

#[test]
fn options_of_the_theme() {
    let project = site();
    let preview = Preview::of(&project);
    let style = |preview: &Preview| {
        let state = preview.state("/cjm/put/");
        let path = state["page"]["styles"][0]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        preview.get(&path).text()
    };
    let url = "\n[output.html]\nsite-url = \"/cjm/\"\n";
    let before = style(&preview);
    assert!(!before.contains("#2f6bd8"));
    preview.follows(
        "the accent",
        || {
            set(
                &project,
                &format!("{url}\n[theme.agency]\naccent = \"#2f6bd8\"\n"),
            )
        },
        |preview| style(preview).contains("#2f6bd8"),
    );
    preview.follows(
        "the default again",
        || set(&project, url),
        |preview| style(preview) == before,
    );
}

#[test]
fn another_theme() {
    let project = site()
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
        )
        .file("themes/mine/templates/css/modes.css", ".mine{color:red}");
    let preview = Preview::of(&project);
    let is_mine = |preview: &Preview| {
        let state = preview.state("/cjm/put/");
        let styles = state["page"]["styles"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let mut paths = styles.iter().filter_map(|style| style.as_str());
        paths.any(|path| preview.shows(path, ".mine{color:red}"))
    };
    let settings =
        |theme: &str| format!("\n[output.html]\nsite-url = \"/cjm/\"\ntheme = \"{theme}\"\n");
    assert!(!is_mine(&preview));
    preview.follows("mine", || set(&project, &settings("mine")), is_mine);
    preview.follows(
        "one that is not there",
        || set(&project, &settings("nobodys")),
        |preview| preview.findings().contains("unknown-theme"),
    );
    assert!(is_mine(&preview), "the last good site");
    preview.follows(
        "it comes",
        || {
            project.write(
                "themes/nobodys/theme.toml",
                b"name = \"nobodys\"\nversion = \"1.0.0\"\nextends = \"mine\"\n",
            )
        },
        |preview| preview.state("/cjm/")["errors"] == 0,
    );
    preview.follows(
        "the built-in one",
        || set(&project, &settings("agency")),
        |preview| !is_mine(preview),
    );
}
