//! The client, what came of the work, what the reader is asked to do.

use super::{built, files_with, journey};
use crate::{pages::html::published, project::Project};

fn with_map(front: &str) -> Project {
    Project::minimal().file(
        "content/put/map.md",
        &format!("---\ntitle: Путь\nsummary: Суть.\n{front}---\n\nВведение.\n"),
    )
}

#[test]
fn results_and_testimonial_show_what_came_of_it() {
    let project = built(with_map(
        "results:\n  - {name: Заявки, unit: в месяц, baseline: 40, target: 80, actual: 96}\ntestimonial:\n  text: \"Стало видно, где мы теряем людей.\"\n  name: Ирина Лаптева\n  role: директор\n",
    ));
    let page = published(&project, "put/index.html");
    let text = page.one("#results").text();
    for shown in [
        "Заявки",
        "96",
        "в месяц",
        "40",
        "80",
        "Стало видно, где мы теряем людей",
        "Ирина Лаптева",
        "директор",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert_eq!(journey(&project, "put")["results"][0]["baseline"], 40.0);
}

#[test]
fn a_client_is_shown_on_the_map_and_on_its_card() {
    let project = built(with_map(
        "client: {name: Завод, industry: Металл, region: Урал}\nproduct: Болты\n",
    ));
    let page = published(&project, "put/index.html");
    let text = page.one("main").text();
    for shown in ["Завод", "Металл", "Урал", "Болты"] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    let card = published(&project, "index.html").one("#maps").text();
    assert!(card.contains("Завод") && card.contains("Металл"), "{card}");
    assert_eq!(journey(&project, "put")["client"]["region"], "Урал");
}

const CONFIDENTIAL: &str = "client: {name: Рога и Копыта, alias: Завод на Урале, confidential: true, url: \"https://roga.example/\", industry: Металл}\n";

#[test]
fn a_confidential_client_goes_by_the_alias_everywhere() {
    let project = built(with_map(CONFIDENTIAL));
    for name in ["Рога и", "Рога", "roga.example"] {
        assert_eq!(files_with(&project, name), Vec::<String>::new(), "{name}");
    }
    assert!(
        published(&project, "put/index.html")
            .text()
            .contains("Завод на Урале")
    );
    assert!(
        published(&project, "index.html")
            .text()
            .contains("Завод на Урале")
    );
    assert_eq!(journey(&project, "put")["client"]["name"], "Завод на Урале");
}

/// Where the true name may slip out, and what the report is to name.
#[test]
fn the_true_name_anywhere_is_an_error_that_names_the_places() {
    let stage = |body: &str| format!("---\ntitle: Поиск\n---\n\n{body}\n");
    let rows: &[(&str, &str, &str, &str)] = &[
        (
            "body",
            "content/put/01-poisk.md",
            &stage("Пришли в Рога и Копыта."),
            "content/put/01-poisk.md:5:10",
        ),
        (
            "other case",
            "content/put/01-poisk.md",
            &stage("в РОГА И КОПЫТА"),
            "content/put/01-poisk.md:5:3",
        ),
        (
            "title",
            "content/page.md",
            "# Рога и Копыта растут\n",
            "content/page.md:1:3",
        ),
        (
            "asset",
            "content/put/notes.txt",
            "Рога и Копыта",
            "put/notes.txt",
        ),
        (
            "asset's name",
            "content/put/Рога и Копыта.pdf",
            "x",
            "Рога и Копыта.pdf",
        ),
        (
            "theme",
            "themes/agency/templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Рога и Копыта</h1>{% endblock main %}",
            "404.html",
        ),
        (
            "card",
            "themes/agency/templates/card.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text>Рога и Копыта</text></svg>",
            "card.png",
        ),
        (
            "card, broken over lines",
            "themes/agency/templates/card.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text>Рога</text><text> и </text><text>Копыта</text></svg>",
            "card.png",
        ),
        (
            "address",
            "content/roga-i-kopyta.md",
            "# Страница\n",
            "roga-i-kopyta",
        ),
        (
            "quoted",
            "content/page.md",
            "# Страница\n\n«Рога и Копыта» растут\n",
            "content/page.md:3:2",
        ),
        (
            "broken over lines",
            "content/page.md",
            "# Страница\n\nПришли в Рога и\nКопыта вчера\n",
            "page",
        ),
    ];
    for (what, path, text, place) in rows {
        let project = with_map(CONFIDENTIAL).file(path, text);
        let run = project.run(&["build"]);
        assert_eq!(run.status, Some(1), "{what}: {}", run.all());
        assert!(
            run.stderr.contains("error[confidential-name]"),
            "{what}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains(place),
            "{what}: {place} not in {}",
            run.stderr
        );
        assert!(
            project.published_files().is_empty(),
            "{what}: nothing is published"
        );
    }
}

#[test]
fn the_true_name_is_found_through_markup() {
    let project = with_map(CONFIDENTIAL).file(
        "content/page.md",
        "# Страница\n\nПришли в *Рога* и Копыта вчера\n",
    );
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[confidential-name]"),
        "{}",
        run.stderr
    );
}

#[test]
fn all_places_of_a_true_name_are_reported_at_once() {
    let project = with_map(CONFIDENTIAL)
        .file("content/a.md", "# А\n\nРога и Копыта\n")
        .file("content/b.md", "# Б\n\nРога и Копыта\n");
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("content/a.md:3:1") && run.stderr.contains("content/b.md:3:1"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_confidential_client_without_an_alias_is_an_error() {
    let run = with_map("client: {name: Завод, confidential: true}\n").run(&["build"]);
    run.assert_status(1);
    assert!(run.stderr.contains("alias"), "{}", run.stderr);
}

#[test]
fn the_logo_of_a_confidential_client_is_not_published() {
    let front = "client: {name: Рога и Копыта, alias: Завод, confidential: true, logo: logo.svg}\n";
    let project = built(with_map(front).file(
        "content/put/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- ЗНАК --></svg>",
    ));
    assert!(!project.published("put/index.html").contains("logo.svg"));
}

#[test]
fn a_maps_call_to_action_stands_over_the_sites() {
    let settings = "\n[call-to-action]\ntitle = \"Общий заголовок\"\ntext = \"Общий текст\"\nbutton = \"Общая кнопка\"\n\n[lead-form]\naction = \"https://example.org/f\"\n";
    let project = built(
        with_map("call-to-action: {title: Свой заголовок, button: Своя кнопка}\n")
            .settings(settings)
            .file("content/b/map.md", "# Другая\n")
            .file("content/b/01-a.md", "# Этап\n"),
    );
    let own = published(&project, "put/index.html").one("#contact").text();
    assert!(
        own.contains("Свой заголовок")
            && own.contains("Своя кнопка")
            && own.contains("Общий текст"),
        "{own}"
    );
    assert!(
        !own.contains("Общий заголовок") && !own.contains("Общая кнопка"),
        "{own}"
    );
    for path in ["b/index.html", "index.html"] {
        let text = published(&project, path).one("#contact").text();
        assert!(
            text.contains("Общий заголовок") && text.contains("Общая кнопка"),
            "{path}: {text}"
        );
    }
}

#[test]
fn method_and_authors_are_the_maps_own_or_the_settings() {
    let project = built(
        with_map("method: [Спросить, Нарисовать]\nauthors: [Вера]\n")
            .file("content/b/map.md", "# Другая\n\nВведение.\n")
            .file("content/b/01-a.md", "# Этап\n")
            .file("book.toml", "[book]\ntitle = \"Пример\"\nauthors = [\"Пётр\"]\n\n[method]\nsteps = [\"Измерить\"]\n"),
    );
    let (own, other) = (
        published(&project, "put/index.html").text(),
        published(&project, "b/index.html").text(),
    );
    assert!(
        own.contains("Спросить")
            && own.contains("Вера")
            && !own.contains("Измерить")
            && !own.contains("Пётр"),
        "{own}"
    );
    assert!(
        other.contains("Измерить") && other.contains("Пётр"),
        "{other}"
    );
}
