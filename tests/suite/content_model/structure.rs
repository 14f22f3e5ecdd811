//! Home, pages, maps, segments, personas, stages.

use super::{build, built, journey, strings};
use crate::{
    pages::html::published,
    pictures::samples::{Beside, jpeg},
    project::Project,
};

#[test]
fn the_home_page_is_index_md_and_lists_the_maps() {
    let project = built(Project::minimal().file(
        "content/index.md",
        "---\ntitle: Мы\nsummary: Кто мы.\n---\n\nСлово агентства.\n",
    ));
    let page = published(&project, "index.html");
    assert_eq!(page.one("h1").text(), "Мы");
    assert!(
        page.one("main").text().contains("Слово агентства"),
        "{}",
        page.text()
    );
    let links: Vec<_> = page
        .all("#maps a")
        .into_iter()
        .map(|link| (link.text(), link.attr("href")))
        .collect();
    assert_eq!(links, [("Путь".to_owned(), Some("put/"))]);
}

#[test]
fn a_site_without_index_md_has_a_home_page_of_its_settings() {
    let project = Project::minimal();
    project.remove("content/index.md");
    build(&project, &[]);
    let page = published(&project, "index.html");
    assert_eq!(page.one("h1").text(), "Пример");
    assert_eq!(page.texts("#maps h3"), ["Путь"]);
}

#[test]
fn maps_on_the_home_page_stand_with_the_newest_first() {
    let map =
        |title: &str, date: &str| format!("---\ntitle: {title}\nsummary: С.\ndate: {date}\n---\n");
    let project = Project::minimal()
        .file("content/put/map.md", &map("Старая", "2024-01-01"))
        .file("content/b/map.md", &map("Новая", "2026-01-01"))
        .file("content/b/01-a.md", "# Этап\n")
        .file("content/c/map.md", &map("Средняя", "2025-01-01"))
        .file("content/c/01-a.md", "# Этап\n");
    build(&project, &[]);
    assert_eq!(
        published(&project, "index.html").texts("#maps h3"),
        ["Новая", "Средняя", "Старая"]
    );
}

#[test]
fn pages_get_addresses_from_their_folders() {
    let project = built(
        Project::minimal()
            .file("content/privacy.md", "# Политика\n\nТекст политики.\n")
            .file(
                "content/help/contacts/how.md",
                "# Как найти\n\nВход со двора.\n",
            )
            .file("content/help/index.md", "# Помощь\n\nСпросите нас.\n"),
    );
    for (path, title, text) in [
        ("privacy/index.html", "Политика", "Текст политики."),
        (
            "help/contacts/how/index.html",
            "Как найти",
            "Вход со двора.",
        ),
        ("help/index.html", "Помощь", "Спросите нас."),
    ] {
        let page = published(&project, path);
        assert_eq!(page.texts("h1"), [title], "{path}");
        assert!(page.one("main").text().contains(text), "{path}");
    }
}

#[test]
fn a_page_in_a_maps_folder_is_a_page_beside_the_map() {
    let project = built(Project::minimal().file("content/put/faq.md", "# Вопросы\n\nОтветы.\n"));
    assert_eq!(
        published(&project, "put/faq/index.html").texts("h1"),
        ["Вопросы"]
    );
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "slug"),
        ["poisk"]
    );
}

#[test]
fn a_map_is_a_landing_page_with_persona_and_stages_in_the_order_of_numbers() {
    let project = built(
        Project::minimal()
            .file("content/put/2-vybor.md", "# Выбор\n")
            .file("content/put/10-povtor.md", "# Повтор\n")
            .file("content/put/03-sdelka.md", "# Сделка\n"),
    );
    let page = published(&project, "put/index.html");
    assert_eq!(page.texts("h1"), ["Путь"]);
    let sections: Vec<_> = page
        .all("main section[id]")
        .iter()
        .filter_map(|section| section.attr("id"))
        .collect();
    let stages: Vec<_> = sections
        .into_iter()
        .filter(|id| ["poisk", "vybor", "sdelka", "povtor"].contains(id))
        .collect();
    assert_eq!(stages, ["poisk", "vybor", "sdelka", "povtor"]);
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "title"),
        ["Поиск", "Выбор", "Сделка", "Повтор"]
    );
    assert_eq!(
        journey(&project, "put")["segments"][0]["persona"]["name"],
        "Анна"
    );
}

#[test]
fn sections_are_numbered_from_the_introduction_through_the_persona_to_the_stages() {
    let project = built(Project::minimal().file("content/put/02-vybor.md", "# Выбор\n"));
    let number = |page: &crate::pages::html::Element, id: &str| {
        let number = page
            .one(&format!("#{id}"))
            .descendants()
            .into_iter()
            .map(|e| e.text())
            .find(|t| t.len() == 2);
        number.unwrap_or_default()
    };
    let page = published(&project, "put/index.html");
    let numbers = ["introduction", "persona", "poisk", "vybor"].map(|id| number(&page, id));
    assert_eq!(numbers, ["00", "01", "02", "03"]);
    project.remove("content/put/persona.md");
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert!(!page.has("#persona"));
    assert_eq!(
        ["introduction", "poisk", "vybor"].map(|id| number(&page, id)),
        ["00", "01", "02"]
    );
}

/// A map with three segments: two with a persona, one without.
fn segmented() -> Project {
    let project = Project::minimal()
        .file(
            "content/rynok/map.md",
            "---\ntitle: Рынок\nsummary: Три группы.\n---\n\nВведение в рынок.\n",
        )
        .file(
            "content/rynok/02-novichki/persona.md",
            "---\ntitle: Новички\nname: Оля\nshare: 30\n---\n\nИстория Оли.\n",
        )
        .file(
            "content/rynok/02-novichki/01-mechta.md",
            "---\ntitle: Мечта\nphase: awareness\n---\n\n## Цели\n\n- Начать\n",
        )
        .file(
            "content/rynok/01-vladeltsy/persona.md",
            "---\ntitle: Владельцы\nname: Сергей\nshare: 70\n---\n\nИстория Сергея.\n",
        )
        .file(
            "content/rynok/01-vladeltsy/01-poisk.md",
            "---\ntitle: Поиск\nphase: search\n---\n\n## Цели\n\n- Вырасти\n",
        )
        .file(
            "content/rynok/proizvodstvo/01-signal.md",
            "---\ntitle: Сигнал\nphase: search\n---\n\n## Цели\n\n- Сбыть\n",
        );
    project.remove("content/put");
    project
}

#[test]
fn a_map_with_segments_is_an_overview_and_a_landing_page_for_each() {
    let project = built(segmented());
    let overview = published(&project, "rynok/index.html");
    assert_eq!(overview.texts("h1"), ["Рынок"]);
    assert_eq!(
        overview.texts("#segments h3"),
        ["Владельцы", "Новички", "Proizvodstvo"],
        "by folder number, then by name"
    );
    assert!(
        overview
            .one("#introduction")
            .text()
            .contains("Введение в рынок.")
    );
    assert!(overview.one("#segments").text().contains("70 %"));
    let owners = published(&project, "rynok/vladeltsy/index.html");
    assert_eq!(owners.texts("h1"), ["Владельцы"]);
    assert!(owners.one("#persona").text().contains("История Сергея."));
    assert!(owners.has("#poisk") && !owners.has("#mechta"));
    let producers = published(&project, "rynok/proizvodstvo/index.html");
    assert!(
        producers.has("#signal") && !producers.has("#persona"),
        "a segment may lack a persona"
    );
}

#[test]
fn the_comparison_puts_phases_across_and_segments_down_for_each_lane() {
    let project = built(segmented());
    let overview = published(&project, "rynok/index.html");
    let comparison = overview.one("#comparison");
    let columns = comparison.one("table").texts("thead th");
    assert_eq!(
        columns
            .iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>(),
        ["Осознание", "Поиск"]
    );
    assert_eq!(
        comparison.one("table").texts("tbody th"),
        ["Владельцы", "Новички", "Proizvodstvo"]
    );
    let cells = comparison.one("table").texts("tbody td");
    assert_eq!(cells.len(), 6, "{cells:?}");
    assert!(
        !cells[0].contains("Вырасти") && cells[1].contains("Вырасти"),
        "{cells:?}"
    );
    assert!(
        cells[2].contains("Начать") && !cells[3].contains("Начать"),
        "{cells:?}"
    );
}

#[test]
fn a_segment_leads_to_the_comparison_only_where_there_is_one() {
    let leads = |project: Project, page: &str| {
        built(project)
            .published(page)
            .contains(r##"href="../#comparison""##)
    };
    assert!(leads(segmented(), "rynok/novichki/index.html"));
    let apart = Project::minimal()
        .file("content/gruppy/map.md", "---\ntitle: Группы\n---\n")
        .file(
            "content/gruppy/a/01-odin.md",
            "---\ntitle: Один\n---\n\n## Цели\n\n- Найти\n",
        )
        .file("content/gruppy/b/01-dva.md", "---\ntitle: Два\n---\n");
    assert!(!leads(apart, "gruppy/a/index.html"));
}

#[test]
fn segments_stand_in_one_journey_json_with_their_shares() {
    let project = built(segmented());
    let data = journey(&project, "rynok");
    assert_eq!(
        strings(&data["segments"], "title"),
        ["Владельцы", "Новички", "Proizvodstvo"]
    );
    assert_eq!(data["segments"][1]["share"], 30.0);
    assert!(data["segments"][2].get("persona").is_none());
    assert!(!project.exists("rynok/vladeltsy/journey.json"), "one a map");
}

#[test]
fn a_persona_shows_who_it_is() {
    let persona = "---\ntitle: Кто покупает\nname: Тимур Галеев\nrole: менеджер\nage: 29\nlocation: Казань\nfamily: женат\n\
        income: от 100\nquote: \"Хочу тишины\"\nshare: 40\nfacts:\n  - {label: Питомец, value: такса}\nfive-w:\n  what: двушка\n\
        \x20 who: молодые\n  why: тесно\n  when: весной\n  where: у воды\n---\n\nЖивёт и ищет.\n";
    let project = built(Project::minimal().file("content/put/persona.md", persona));
    let page = published(&project, "put/index.html");
    let section = page.one("#persona");
    assert_eq!(section.one("h2").text(), "Кто покупает");
    let text = section.text();
    for shown in [
        "Тимур Галеев",
        "менеджер",
        "29",
        "Казань",
        "женат",
        "от 100",
        "Хочу тишины",
        "40 %",
        "Питомец",
        "такса",
        "двушка",
        "молодые",
        "тесно",
        "весной",
        "у воды",
        "Живёт и ищет.",
    ] {
        assert!(text.contains(shown), "{shown} not in: {text}");
    }
    let monogram = project.published("put/index.html").contains(">ТГ</text>");
    assert!(monogram, "drawn where there is no photo");
    let data = &journey(&project, "put")["segments"][0]["persona"];
    assert_eq!(data["five-w"]["where"], "у воды");
    assert_eq!(data["facts"][0]["value"], "такса");
}

#[test]
fn a_persona_with_a_photo_shows_it_in_place_of_the_monogram() {
    let persona =
        "---\nname: Анна Белова\nphoto: {src: anna.jpg, alt: Анна у окна}\n---\n\nИстория.\n";
    let project = built(
        Project::minimal()
            .file("content/put/persona.md", persona)
            .bytes("content/put/anna.jpg", &jpeg(40, 50, &Beside::default())),
    );
    let page = published(&project, "put/index.html");
    let photo = page.one("#persona img");
    assert_eq!(
        (photo.attr("src"), photo.attr("alt")),
        (Some("anna.jpg"), Some("Анна у\u{a0}окна"))
    );
    assert!(!page.one("#persona").text().contains("АБ"));
}

#[test]
fn extra_reaches_templates_from_every_kind_of_document() {
    let extra = "extra:\n  price: 4500\n  tags: [a, b]\n";
    let own = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1><p>{{ page.extra.price }} {{ page.extra.tags[1] }} {{ site.extra.motto }}</p>{% endblock main %}";
    let project = Project::minimal()
        .settings("\n[extra]\nmotto = \"Маяк светит\"\n")
        .file("content/prices.md", &format!("---\ntitle: Цены\ntemplate: prices.html\n{extra}---\n"))
        .file("content/put/map.md", &format!("---\ntitle: Путь\n{extra}---\n"))
        .file("content/put/persona.md", &format!("---\nname: Анна\n{extra}---\n"))
        .file("content/put/01-poisk.md", &format!("---\ntitle: Поиск\n{extra}---\n"))
        .file("themes/agency/templates/prices.html", own)
        .file(
            "themes/agency/templates/map.html",
            "{% extends \"base.html\" %}{% block main %}<h1>x</h1><p>{{ page.extra.price }}-{{ landing.persona.extra.price }}-{{ landing.stages[0].extra.price }}</p>{% endblock main %}",
        );
    build(&project, &[]);
    assert_eq!(
        published(&project, "prices/index.html")
            .one("main p")
            .text(),
        "4500 b Маяк светит"
    );
    assert_eq!(
        published(&project, "put/index.html").one("main p").text(),
        "4500-4500-4500"
    );
}
