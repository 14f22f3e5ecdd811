//! What each key of `book.toml` does.

use super::{build, built, first_stage, lanes, stage, with_stage};
use crate::{
    pages::html::published,
    project::{Project, Run},
};

/// The smallest site with other settings.
pub fn with_settings(settings: &str) -> Project {
    Project::minimal().file("book.toml", settings)
}

#[test]
fn title_and_description_are_the_sites() {
    let project = built(
        with_settings("[book]\ntitle = \"Карты Маяка\"\ndescription = \"О картах.\"\n")
            .file("content/a.md", "# А\n"),
    );
    assert_eq!(
        published(&project, "a/index.html").one("title").text(),
        "А — Карты Маяка"
    );
    assert_eq!(
        published(&project, "a/index.html")
            .one("meta[name=description]")
            .attr("content"),
        Some("О\u{a0}картах.")
    );
}

#[test]
fn language_is_that_of_pages_words_and_numbers() {
    let text = "---\ntitle: Search\nemotion: 2\nfunnel: {entered: 12000, left: 3000}\nkpis: [{name: Reach, actual: 1.5}]\n---\n";
    let project = built(
        with_settings("[book]\ntitle = \"Maps\"\nlanguage = \"en\"\n")
            .file("content/put/01-poisk.md", text),
    );
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("html").attr("lang"), Some("en"));
    let stage = page.one("#poisk").text();
    for shown in ["25%", "12,000", "1.5"] {
        assert!(stage.contains(shown), "{shown} not in {stage}");
    }
    for path in ["index.html", "put/index.html", "404.html"] {
        let theme: String = published(&project, path).texts("header, nav").join(" ");
        assert!(
            !theme.chars().any(|c| ('а'..='я').contains(&c)),
            "{path}: {theme}"
        );
        let contact = published(&project, path).texts("footer").join(" ");
        assert!(!contact.contains("Сайт"), "{path}: {contact}");
    }
    let lost = published(&project, "404.html").one("h1").text();
    assert!(lost.is_ascii(), "{lost}");
}

#[test]
fn a_language_without_words_of_its_own_falls_back_to_english() {
    let project = built(with_settings(
        "[book]\ntitle = \"Karten\"\nlanguage = \"de\"\n",
    ));
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("html").attr("lang"), Some("de"));
    assert!(page.text().contains("1 stage"), "{}", page.text());
}

#[test]
fn src_and_build_dir_name_the_folders() {
    let project = with_settings(
        "[book]\ntitle = \"П\"\nsrc = \"texts/all\"\n\n[build]\nbuild-dir = \"docs/out\"\n",
    )
    .file("texts/all/a.md", "# А\n");
    project.remove("content");
    build(&project, &[]);
    assert!(project.path("docs/out/a/index.html").is_file());
    assert!(!project.exists("index.html"));
}

#[test]
fn lanes_of_ones_own_have_titles_synonyms_icon_order_and_kind() {
    let settings = "\n[lanes.weather]\ntitle = { ru = \"Погода\", en = \"Weather\" }\nsynonyms = [\"Что за окном\"]\nicon = \"sun\"\norder = 5\nkind = \"tags\"\n\n[lanes.touchpoints]\ntitle = \"Точки встречи\"\nsynonyms = [\"Где встречаемся\"]\n";
    let project = built(
        with_stage(&stage("## Цели\n\n- Дом\n\n## Что за окном сегодня\n\n- Дождь\n\n## Где встречаемся\n\n- Парк\n"))
            .settings(settings)
            .file("themes/agency/icons/sun.svg", "<svg class=\"sun\"></svg>")
            .file("content/put/02-b.md", "# Ещё\n\n## Weather\n\n- Снег\n"),
    );
    let names: Vec<String> = lanes(&project).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["goals", "weather", "touchpoints"]);
    assert_eq!(first_stage(&project)["lanes"][1]["title"], "Погода");
    let page = published(&project, "put/index.html");
    assert_eq!(
        page.one("#map").texts("tbody th"),
        ["Погода", "Цели клиента", "Точки встречи"],
        "by `order`: built-in lanes begin at 10"
    );
    assert!(page.one("#poisk").has("svg.sun"));
}

#[test]
fn phases_can_be_added_and_renamed() {
    let settings = "\n[phases.delivery]\ntitle = { ru = \"Доставка\", en = \"Delivery\" }\n\n[phases.search]\ntitle = \"Разведка\"\n";
    let project = built(
        Project::minimal()
            .settings(settings)
            .file("content/rynok/map.md", "# Рынок\n")
            .file(
                "content/rynok/a/01-a.md",
                "---\ntitle: А\nphase: delivery\n---\n\n## Цели\n\n- Раз\n",
            )
            .file(
                "content/rynok/b/01-b.md",
                "---\ntitle: Б\nphase: search\n---\n\n## Цели\n\n- Два\n",
            ),
    );
    let columns = published(&project, "rynok/index.html")
        .one("#comparison table")
        .texts("thead th");
    assert_eq!(
        columns
            .iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>(),
        ["Разведка", "Доставка"]
    );
}

#[test]
fn additional_styles_and_scripts_are_published_and_linked() {
    let project = built(
        Project::minimal()
            .settings("\n[output.html]\nadditional-css = [\"own/a.css\"]\nadditional-js = [\"own/b.js\"]\n")
            .file("own/a.css", "body{color:red}")
            .file("own/b.js", "window.x=1"),
    );
    for path in ["index.html", "put/index.html"] {
        let page = published(&project, path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let find = |list: Vec<&crate::pages::html::Element>, attribute: &str, bytes: &[u8]| {
            list.iter().filter_map(|e| e.attr(attribute)).any(|link| {
                let file = project.path("public").join(folder).join(link);
                std::fs::read(file).is_ok_and(|read| read == bytes)
            })
        };
        assert!(
            find(page.all("link[rel=stylesheet]"), "href", b"body{color:red}"),
            "{path}"
        );
        assert!(
            find(page.all("script[src]"), "src", b"window.x=1"),
            "{path}"
        );
    }
}

#[test]
fn additional_files_that_are_missing_or_outside_are_errors() {
    for (file, rule) in [("no.css", "broken-link"), ("../out.css", "outside-site")] {
        let project = Project::new()
            .file("out.css", "x")
            .file("site/content/index.md", "# А\n");
        let project = project.file(
            "site/book.toml",
            &format!("[book]\ntitle = \"А\"\n[output.html]\nadditional-css = [\"{file}\"]\n"),
        );
        let run = project.run(&["--root", "site", "build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains(&format!("error[{rule}]")) && run.stderr.contains("book.toml:4:"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn edit_links_cname_and_site_url_take_effect() {
    let settings = "\n[output.html]\nsite-url = \"https://example.org/cjm\"\ncname = \"cjm.example.org\"\nedit-url-template = \"https://git.example/edit/{path}\"\ngit-repository-url = \"https://git.example/\"\n";
    let project = built(Project::minimal().settings(settings));
    assert_eq!(project.published("CNAME"), "cjm.example.org\n");
    let page = published(&project, "put/index.html");
    assert_eq!(
        page.one("link[rel=canonical]").attr("href"),
        Some("https://example.org/cjm/put/")
    );
    assert!(page.has("footer a[href=https://git.example/edit/content/put/map.md]"));
    let project = built(Project::minimal());
    assert!(
        !project.exists("CNAME")
            && !published(&project, "put/index.html").has("link[rel=canonical]")
    );
}

#[test]
fn an_authors_cname_wins() {
    let project = built(
        Project::minimal()
            .settings("\n[output.html]\ncname = \"a.example\"\n")
            .file("content/CNAME", "b.example\n"),
    );
    assert_eq!(project.published("CNAME"), "b.example\n");
}

#[test]
fn site_url_on_the_command_line_wins() {
    let project =
        Project::minimal().settings("\n[output.html]\nsite-url = \"https://a.example/\"\n");
    build(&project, &["--site-url", "https://b.example/x"]);
    assert_eq!(
        published(&project, "index.html")
            .one("link[rel=canonical]")
            .attr("href"),
        Some("https://b.example/x/")
    );
}

#[test]
fn an_option_of_the_theme_changes_its_stylesheet() {
    let plain = built(Project::minimal());
    let painted = built(Project::minimal().settings("\n[theme.agency]\naccent = \"#0057b8\"\n"));
    let style = |project: &Project| {
        let path = project
            .published_files()
            .into_iter()
            .find(|path| path.ends_with(".css"))
            .expect("a stylesheet");
        project.published(&path)
    };
    assert!(style(&painted).contains("#0057b8") && !style(&plain).contains("#0057b8"));
}

#[test]
fn check_allow_silences_a_rule_by_name() {
    let project = with_stage(&stage("## Барьры\n\n- Дорого\n"));
    assert!(project.run(&["check"]).stdout.contains("near-miss-heading"));
    let project = project.settings("\n[check]\nallow = [\"near-miss-heading\"]\n");
    assert!(!project.run(&["check"]).stdout.contains("near-miss-heading"));
    let project = Project::minimal().settings("\n[check]\nallow = [\"near-mis-heading\"]\n");
    let run = project.run(&["check"]);
    assert!(
        run.stdout.contains("warning[unknown-rule]") && run.stdout.contains("near-miss-heading"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_error_cannot_be_silenced() {
    let project = Project::minimal()
        .file("content/a.md", "# А\n\n[б](b.md)\n")
        .settings("\n[check]\nallow = [\"broken-link\"]\n");
    project.run(&["build"]).assert_status(1);
}

#[track_caller]
fn warned(run: &Run, keys: &[&str]) {
    for key in keys {
        assert!(
            run.stderr.contains(&format!("`{key}`")),
            "`{key}` is not warned of: {}",
            run.stderr
        );
    }
    assert_eq!(
        run.stderr.matches("warning[foreign-key]").count(),
        keys.len(),
        "{}",
        run.stderr
    );
}

#[test]
fn mdbooks_own_keys_are_taken_with_a_warning() {
    let settings = "[book]\ntitle = \"П\"\nmultilingual = false\n\n[build]\ncreate-missing = false\nuse-default-preprocessors = true\n\n[rust]\nedition = \"2024\"\n\n[preprocessor.mermaid]\ncommand = \"x\"\n\n[output.html]\ndefault-theme = \"light\"\nmathjax-support = true\n\n[output.html.playground]\neditable = true\n\n[output.html.search]\nenable = true\n";
    let run = build(&with_settings(settings), &[]);
    warned(
        &run,
        &[
            "multilingual",
            "create-missing",
            "use-default-preprocessors",
            "rust",
            "preprocessor",
            "default-theme",
            "mathjax-support",
            "playground",
            "search",
        ],
    );
}

#[test]
fn other_unknown_keys_are_errors_that_name_the_nearest() {
    for (settings, near) in [
        ("[book]\ntitle = \"П\"\ndescripton = \"x\"\n", "description"),
        (
            "[book]\ntitle = \"П\"\n\n[agensy]\nname = \"x\"\n",
            "agency",
        ),
        (
            "[book]\ntitle = \"П\"\n\n[output.html]\nsite_url = \"https://a.example/\"\n",
            "site-url",
        ),
        (
            "[book]\ntitle = \"П\"\n\n[lead-form.consent]\nlow = \"gdpr\"\n",
            "law",
        ),
        (
            "[book]\ntitle = \"П\"\n\n[lanes.x]\nsynonim = [\"a\"]\n",
            "synonyms",
        ),
    ] {
        let run = with_settings(settings).run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains("error[unknown-key]")
                && run.stderr.contains(&format!("did you mean `{near}`")),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn raw_html_review_and_languages_are_known_keys() {
    let settings = "[book]\ntitle = \"П\"\n\n[output.html]\nraw-html = \"escape\"\n\n[review]\nevery = \"3 months\"\n\n[languages.en]\ntitle = \"E\"\n";
    let project = with_settings(settings).file("content/put/map.en.md", "# Way\n");
    let run = build(&project, &[]);
    assert!(
        run.stderr.contains("warning[unpublished-language]"),
        "a language is announced, not lost: {}",
        run.stderr
    );
    assert!(
        !project
            .published_files()
            .iter()
            .any(|path| path.contains("map-en")),
        "{:?}",
        project.published_files()
    );
    let run =
        with_settings("[book]\ntitle = \"П\"\n\n[review]\nevery = \"soon\"\n").run(&["check"]);
    run.assert_status(1);
}
