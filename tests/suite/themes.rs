//! Built-in themes and themes of one's own.

mod atlas;
mod faults;
mod fonts;
mod longread;

mod options;
mod words;

use crate::{
    content_model::{build, built, with_stage},
    pages::html::published,
    project::{Project, repository},
};

/// A theme `mine` that extends the built-in one.
fn with_theme(more: &str) -> Project {
    Project::minimal()
        .settings("\n[output.html]\ntheme = \"mine\"\n")
        .file(
            "themes/mine/theme.toml",
            &format!("name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n{more}"),
        )
}

#[test]
fn the_built_in_theme_needs_no_themes_folder() {
    let project = built(Project::minimal());
    assert!(!project.path("themes").exists());
    let page = published(&project, "put/index.html");
    let style = page
        .one("link[rel=stylesheet]")
        .attr("href")
        .expect("a stylesheet")
        .trim_start_matches("../")
        .to_owned();
    assert!(project.published(&style).len() > 5_000);
    assert!(
        project
            .published_files()
            .iter()
            .any(|path| path.ends_with(".woff2"))
    );
}

/// The built-in themes that a site can ask for.
fn built_in_themes() -> Vec<String> {
    let folders = std::fs::read_dir(repository().join("themes")).expect("the built-in themes");
    let name = |folder: std::io::Result<std::fs::DirEntry>| {
        let name = folder.expect("a theme").file_name();
        name.into_string().expect("a name")
    };
    folders.map(name).filter(|name| name != "base").collect()
}

#[test]
fn every_built_in_theme_builds_the_same_site() {
    for name in built_in_themes() {
        let project =
            built(Project::minimal().settings(&format!("\n[output.html]\ntheme = \"{name}\"\n")));
        let page = published(&project, "put/index.html");
        assert_eq!(page.texts("h1"), ["Путь"], "{name}");
        assert!(page.has("#persona") && page.has("#poisk"), "{name}");
    }
}

#[test]
fn a_long_list_of_maps_has_the_words_of_its_search_in_every_theme() {
    for name in built_in_themes() {
        let settings =
            format!("\n[output.html]\ntheme = \"{name}\"\n\n[check]\nallow = [\"empty-map\"]\n");
        let maps = (0..13).map(|i| (format!("content/m{i}/map.md"), format!("Карта {i}")));
        let project = maps.fold(
            Project::minimal().settings(&settings),
            |project, (path, title)| {
                project.file(
                    &path,
                    &format!("---\ntitle: {title}\nsummary: О ней.\n---\n"),
                )
            },
        );
        let page = published(&built(project), "index.html");
        let list = page.one("[data-filter]");
        for word in ["data-filter-label", "data-search", "data-status"] {
            assert!(list.attr(word).is_some(), "{name}: {word}");
        }
    }
}

#[test]
fn what_a_site_changes_of_what_themes_share_shows_in_every_theme() {
    for name in built_in_themes() {
        let settings = format!("\n[output.html]\ntheme = \"{name}\"\n");
        let project = built(Project::minimal().settings(&settings).file(
            "themes/base/templates/home.html",
            "{% extends \"builtin/base/home.html\" %}{% block after_main %}<aside id=\"own\"></aside>{% endblock after_main %}",
        ));
        let page = published(&project, "index.html");
        assert!(page.has("#own") && page.has("#maps"), "{name}");
    }
}

#[test]
fn a_sites_own_file_stands_over_one_built_in_file() {
    let project = built(Project::minimal().file(
        "themes/agency/templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Своя потеря</h1>{% endblock main %}",
    ));
    assert_eq!(published(&project, "404.html").texts("h1"), ["Своя потеря"]);
    assert_eq!(
        published(&project, "put/index.html").texts("h1"),
        ["Путь"],
        "all others are the built-in ones"
    );
}

#[test]
fn a_template_can_extend_the_one_it_replaces() {
    let project = built(Project::minimal().file(
        "themes/agency/templates/map.html",
        "{% extends \"builtin/agency/map.html\" %}{% block after_main %}<aside id=\"own\">{{ landing.title }}</aside>{{ super() }}{% endblock after_main %}",
    ));
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("#own").text(), "Путь");
    assert!(
        page.has("#poisk") && page.has("#contact"),
        "the rest of the built-in page"
    );
}

#[test]
fn a_part_can_be_replaced_and_include_the_one_it_replaces() {
    let project = built(Project::minimal().file(
        "themes/agency/templates/parts/stage.html",
        "<p class=\"before\">{{ stage.number }}</p>{% include \"builtin/agency/parts/stage.html\" %}",
    ));
    let page = published(&project, "put/index.html");
    assert_eq!(page.texts("p.before"), ["02"]);
    assert!(page.has("section#poisk"));
}

#[test]
fn a_stylesheet_and_an_asset_can_be_replaced() {
    let project = built(
        Project::minimal()
            .file("themes/agency/templates/css/modes.css", ".own{color:red}")
            .file("themes/agency/assets/own/a.txt", "слово")
            .file("themes/agency/assets/page.js", "window.own=1"),
    );
    let files = project.published_files();
    let with = |end: &str, start: &str| {
        files
            .iter()
            .find(|path| path.starts_with(start) && path.ends_with(end))
            .unwrap_or_else(|| panic!("no {start}*{end}: {files:?}"))
    };
    assert!(
        project
            .published(with(".css", "assets/style-"))
            .contains(".own{color:red}")
    );
    assert_eq!(project.published(with(".txt", "assets/own/a-")), "слово");
    assert_eq!(
        project.published(with(".js", "assets/page-")),
        "window.own=1"
    );
}

#[test]
fn published_names_change_with_the_bytes_and_only_then() {
    let script = |text: &str| {
        let project = built(Project::minimal().file("themes/agency/assets/page.js", text));
        project
            .published_files()
            .into_iter()
            .find(|path| path.ends_with(".js"))
            .expect("a script")
    };
    assert_eq!(script("a=1"), script("a=1"));
    assert_ne!(script("a=1"), script("a=2"));
}

#[test]
fn a_theme_of_ones_own_extends_a_built_in_one() {
    let project = with_theme("").file(
        "themes/mine/templates/page.html",
        "{% extends \"agency/page.html\" %}{% block header_class %} mine{% endblock header_class %}",
    );
    let project = built(project.file("content/a.md", "# Страница\n\nТекст.\n"));
    let page = published(&project, "a/index.html");
    assert!(page.has("header.mine"));
    assert!(page.one("main").text().contains("Текст."));
    assert!(
        published(&project, "put/index.html").has("#poisk"),
        "what it lacks is the built-in theme's"
    );
}

#[test]
fn a_theme_of_ones_own_has_options_words_and_icons() {
    let project = with_theme("\n[options.motto]\ntype = \"text\"\ndefault = \"Светим\"\ndescription = \"the words in the footer\"\n")
        .settings("\n[theme.mine]\naccent = \"#0057b8\"\n")
        .file("themes/mine/words/ru.toml", "hello = \"Привет, {who}\"\n")
        .file("themes/mine/icons/star.svg", "<svg class=\"star\"></svg>")
        .file(
            "themes/mine/templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>{{ word(key=\"hello\", who=\"мир\") }}</h1><p>{{ site.options.motto }} {{ site.options.accent }} {{ icon(name=\"star\") | safe }}</p>{% endblock main %}",
        );
    build(&project, &[]);
    let page = published(&project, "404.html");
    assert_eq!(page.one("h1").text(), "Привет, мир");
    assert_eq!(
        page.one("main p").text(),
        "Светим #0057b8",
        "an option of the extended theme can be set as one's own"
    );
    assert!(page.has("main svg.star"));
}

#[test]
fn a_theme_without_extends_needs_all_templates() {
    let project = Project::minimal()
        .settings("\n[output.html]\ntheme = \"bare\"\n")
        .file(
            "themes/bare/theme.toml",
            "name = \"bare\"\nversion = \"1.0.0\"\n",
        )
        .file(
            "themes/bare/templates/home.html",
            "<!doctype html><title>x</title><h1>{{ page.title }}</h1>",
        );
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[missing-template]") && run.stderr.contains("`map.html`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_plain_theme_of_ones_own_is_enough_for_a_site() {
    let page = "<!doctype html><html lang=\"ru\"><head><title>{{ page.full_title }}</title></head><body><main><h1>{{ page.title }}</h1></main></body></html>";
    let mut project = Project::minimal()
        .settings("\n[output.html]\ntheme = \"bare\"\n")
        .file(
            "themes/bare/theme.toml",
            "name = \"bare\"\nversion = \"1.0.0\"\n",
        );
    for template in [
        "home.html",
        "map.html",
        "page.html",
        "overview.html",
        "404.html",
        "redirect.html",
    ] {
        project = project.file(&format!("themes/bare/templates/{template}"), page);
    }
    let project = built(project);
    assert_eq!(published(&project, "put/index.html").texts("h1"), ["Путь"]);
    assert!(
        !project
            .published_files()
            .iter()
            .any(|path| path.starts_with("assets/")),
        "{:?}",
        project.published_files()
    );
}

#[test]
fn a_map_can_have_a_theme_of_its_own() {
    let project = Project::minimal()
        .file("content/put/map.md", "---\ntitle: Путь\ntheme: mine\n---\n\nВведение.\n")
        .file("content/b/map.md", "# Другая\n")
        .file("content/b/01-a.md", "# Этап\n")
        .file("themes/mine/theme.toml", "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n")
        .file("themes/mine/templates/map.html", "{% extends \"agency/map.html\" %}{% block header_class %} mine{% endblock header_class %}");
    build(&project, &[]);
    assert!(published(&project, "put/index.html").has("header.mine"));
    for path in ["b/index.html", "index.html", "404.html"] {
        assert!(!published(&project, path).has("header.mine"), "{path}");
    }
    let run = Project::minimal()
        .file("content/put/map.md", "---\ntitle: Путь\ntheme: mein\n---\n")
        .run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[unknown-theme]")
            && run.stderr.contains("content/put/map.md:3:8"),
        "{}",
        run.stderr
    );
}

#[test]
fn templates_escape_by_themselves() {
    let project = built(with_stage("---\ntitle: \"<b>Поиск</b>\"\n---\n").file(
        "themes/agency/templates/map.html",
        "<!doctype html><html><body><main><h1>{{ landing.stages[0].title }}</h1></main></body></html>",
    ));
    assert_eq!(
        published(&project, "put/index.html").one("h1").text(),
        "<b>Поиск</b>"
    );
}
