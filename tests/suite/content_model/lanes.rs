//! Headings that open lanes.

use serde_json::Value;

use super::{build, built, first_stage, journey, lanes, stage, strings, with_stage};
use crate::{pages::html::published, project::Project};

/// Asserts which lane each heading opens: a stage for each, one build for all.
#[track_caller]
fn assert_lanes(language: &str, rows: &[(&str, &str)]) {
    let mut project = Project::minimal();
    project.remove("content/put/01-poisk.md");
    let settings = project
        .read("book.toml")
        .replace("\"ru\"", &format!("\"{language}\""));
    project = project.file("book.toml", &settings);
    for (n, (heading, _)) in rows.iter().enumerate() {
        project = project.file(
            &format!("content/put/{:02}-s{n}.md", n + 1),
            &format!("# Этап {n}\n\n## {heading}\n\nТекст.\n"),
        );
    }
    build(&project, &[]);
    let data = journey(&project, "put");
    let stages = data["segments"][0]["stages"].as_array().expect("stages");
    for ((heading, lane), stage) in rows.iter().zip(stages) {
        assert_eq!(stage["lanes"][0]["lane"], *lane, "{heading}");
        let shown = stage["lanes"][0]["heading-html"]
            .as_str()
            .expect("a heading");
        let written = heading.split(" {").next().expect("a heading");
        let plain = |text: &str| {
            text.replace('\u{a0}', " ")
                .replace(['«', '»', '"', '*', '“', '”'], "")
                .replace("<em>", "")
                .replace("</em>", "")
        };
        assert_eq!(
            plain(shown),
            plain(written),
            "the heading is shown as it was written"
        );
    }
}

#[test]
fn lanes_are_known_by_their_russian_names() {
    assert_lanes(
        "ru",
        &[
            ("Цели потребителя", "goals"),
            ("Ожидания потребителя", "expectations"),
            ("Процесс осмысления", "process"),
            ("Барьеры при поиске решения", "barriers"),
            ("Задачи маркетинга ЖК", "tasks"),
            ("Каналы", "channels"),
            ("Точки контакта", "touchpoints"),
            ("Инструменты", "tools"),
            ("KPI", "kpi"),
            ("Эмоции", "emotion"),
            ("Наши проблемы на этом этапе", "problems"),
            ("Как будем решать", "solutions"),
        ],
    );
}

#[test]
fn lanes_are_known_by_their_english_names_whatever_the_language() {
    for language in ["ru", "en"] {
        assert_lanes(
            language,
            &[
                ("Customer goals", "goals"),
                ("Expectations", "expectations"),
                ("Process", "process"),
                ("Barriers", "barriers"),
                ("Channels", "channels"),
                ("Touchpoints", "touchpoints"),
                ("Tools", "tools"),
                ("Goals of the buyer", "goals"),
            ],
        );
    }
}

#[test]
fn case_yo_punctuation_and_markup_do_not_matter() {
    assert_lanes(
        "ru",
        &[
            ("ЦЕЛИ ПОТРЕБИТЕЛЯ", "goals"),
            ("цели потребителя:", "goals"),
            ("«Барьеры»!", "barriers"),
            ("*Каналы*", "channels"),
            ("Чего ждёт клиент", "expectations"),
            ("Чего ждет клиент", "expectations"),
            ("О чём думает", "thoughts"),
            ("О чем думает?", "thoughts"),
        ],
    );
}

#[test]
fn an_attribute_behind_the_heading_says_which_lane_it_is() {
    assert_lanes(
        "ru",
        &[
            ("Что мешает дойти {.barriers}", "barriers"),
            ("Где мы рядом {.channels}", "channels"),
            ("Цели {.tasks}", "tasks"),
            ("Любой {.my-class .goals}", "goals"),
        ],
    );
}

#[test]
fn other_headings_are_lanes_of_the_authors_own() {
    let project = built(with_stage(&stage(
        "## Погода за окном\n\n- Дождь\n\n## Документы для ипотеки\n\nПаспорт.\n\n## Целина\n\nПоле.\n",
    )));
    assert_eq!(
        lanes(&project),
        [
            (
                "pogoda-za-oknom".to_owned(),
                "Погода за\u{a0}окном".to_owned()
            ),
            (
                "dokumenty-dlya-ipoteki".to_owned(),
                "Документы для\u{a0}ипотеки".to_owned()
            ),
            ("celina".to_owned(), "Целина".to_owned()),
        ]
        .to_vec()
    );
    let page = published(&project, "put/index.html");
    let text = page.one("#poisk").text();
    for shown in [
        "Погода за окном",
        "Дождь",
        "Документы для ипотеки",
        "Паспорт.",
        "Целина",
        "Поле.",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert!(
        page.one("#map").text().contains("Погода за окном"),
        "in the whole map too"
    );
}

#[test]
fn lanes_come_in_any_order_and_none_is_needed() {
    let project = built(with_stage(&stage(
        "## Каналы\n\n- Сарафан\n\n## Барьеры\n\n- Дорого\n\n## Цели\n\n- Дом\n",
    )));
    let mut names: Vec<String> = lanes(&project).into_iter().map(|(name, _)| name).collect();
    names.sort();
    assert_eq!(names, ["barriers", "channels", "goals"]);
    let project = built(with_stage(&stage("Только вступление.\n")));
    assert!(lanes(&project).is_empty());
    assert!(
        published(&project, "put/index.html")
            .one("#poisk")
            .text()
            .contains("Только вступление.")
    );
}

#[test]
fn what_stands_before_the_first_lane_is_the_introduction() {
    let project = built(with_stage(&stage(
        "Первый абзац.\n\n- пункт вступления\n\n### Подзаголовок вступления\n\nВторой.\n\n## Цели\n\n- Дом\n",
    )));
    let page = published(&project, "put/index.html");
    let section = page.one("#poisk");
    let text = section.text();
    for shown in [
        "Первый абзац.",
        "пункт вступления",
        "Подзаголовок вступления",
        "Второй.",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert!(text.find("Второй.") < text.find("Дом"));
    assert_eq!(lanes(&project).len(), 1);
}

#[test]
fn a_lane_named_twice_is_joined_with_a_warning() {
    let project = with_stage(&stage(
        "## Цели\n\n- Раз\n\n## Барьеры\n\n- Дорого\n\n## Цели потребителя\n\n- Два\n",
    ));
    let run = build(&project, &[]);
    assert!(
        run.stderr.contains("warning[repeated-lane]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("content/put/01-poisk.md:13:1"),
        "{}",
        run.stderr
    );
    let stage = first_stage(&project);
    assert_eq!(strings(&stage["lanes"], "lane"), ["goals", "barriers"]);
    let blocks: Vec<String> = stage["lanes"][0]["parts"]
        .as_array()
        .expect("parts")
        .iter()
        .flat_map(|part| part["blocks"].as_array().expect("blocks").clone())
        .map(|block| block["items"][0]["html"].as_str().expect("text").to_owned())
        .collect();
    assert_eq!(blocks, ["Раз", "Два"]);
}

#[test]
fn only_a_level_2_heading_at_the_top_opens_a_lane() {
    let body = "## Цели\n\n- Дом\n\n> ## Барьеры\n>\n> в цитате\n\n- пункт\n\n  ## Каналы\n\n```\n## Задачи\n```\n\n    ## Инструменты\n\n### Точки контакта\n\n#### Риски\n";
    let project = built(with_stage(&stage(body)));
    assert_eq!(lanes(&project), [("goals".to_owned(), "Цели".to_owned())]);
    let text = published(&project, "put/index.html").one("#poisk").text();
    for kept in [
        "в цитате",
        "## Задачи",
        "## Инструменты",
        "Точки контакта",
        "Риски",
    ] {
        assert!(text.contains(kept), "{kept} not in {text}");
    }
}

#[test]
fn on_ordinary_pages_headings_are_headings() {
    let project = built(Project::minimal().file(
        "content/a.md",
        "# Страница\n\n## Цели\n\n- Раз\n\n### Часть\n\nДва.\n",
    ));
    let page = published(&project, "a/index.html");
    assert_eq!(
        (page.texts("main h2"), page.texts("main h3")),
        (vec!["Цели".to_owned()], vec!["Часть".to_owned()])
    );
}

#[test]
fn level_3_headings_divide_a_lane() {
    let project = built(with_stage(&stage(
        "## Цели\n\n- Общее\n\n### Рациональные\n\n- Метры\n\n### Эмоциональные\n\nТишина.\n",
    )));
    let stage = first_stage(&project);
    let parts = stage["lanes"][0]["parts"].as_array().expect("parts");
    let headings: Vec<_> = parts
        .iter()
        .map(|part| part.get("heading-html").and_then(Value::as_str))
        .collect();
    assert_eq!(
        headings,
        [None, Some("Рациональные"), Some("Эмоциональные")]
    );
    assert_eq!(parts[1]["blocks"][0]["items"][0]["html"], "Метры");
    let page = published(&project, "put/index.html");
    assert_eq!(
        page.one("#poisk").texts("h4"),
        ["Рациональные", "Эмоциональные"]
    );
}

#[test]
fn an_item_wholly_in_direct_speech_is_a_quote() {
    let body = "## Барьеры\n\n- «Дорого и далеко»\n- \"Всё это уже было\"\n- “Not for me”\n- «Часть» и ещё слова\n- Без кавычек\n- «Первая» и «вторая»\n- «Точно?»\n- «Да».\n";
    let project = built(with_stage(&stage(body)));
    let stage = first_stage(&project);
    let items = stage["lanes"][0]["parts"][0]["blocks"][0]["items"]
        .as_array()
        .expect("items");
    let quotes: Vec<_> = items
        .iter()
        .map(|item| item["quote"].as_bool().expect("a flag"))
        .collect();
    assert_eq!(
        quotes,
        [true, true, true, false, false, false, true, true],
        "{items:#?}"
    );
    let page = published(&project, "put/index.html");
    let voices: Vec<_> = page.one("#poisk").texts("li .voice");
    assert_eq!(voices.len(), 5, "{voices:?}");
    assert_eq!(voices[0], "Дорого и далеко", "the theme draws the marks");
}

#[test]
fn a_list_under_a_barrier_is_its_answer() {
    let body = "## Барьеры\n\n- «Дорого»\n    - Рассрочка на год\n- Далеко\n    - Автобус\n    - Метро\n- Без ответа\n";
    let project = built(with_stage(&stage(body)));
    let stage = first_stage(&project);
    let items = &stage["lanes"][0]["parts"][0]["blocks"][0]["items"];
    assert_eq!(
        items[0]["nested"][0]["items"][0]["html"],
        "Рассрочка на\u{a0}год"
    );
    assert_eq!(
        items[1]["nested"][0]["items"].as_array().map(Vec::len),
        Some(2)
    );
    assert!(items[2].get("nested").is_none());
    let page = published(&project, "put/index.html");
    let barriers = page.all("#poisk .barrier");
    assert_eq!(barriers.len(), 3);
    assert_eq!(barriers[0].texts(".barrier-answer"), ["Рассрочка на год"]);
    assert_eq!(
        barriers[1].texts(".barrier-answer li"),
        ["Автобус", "Метро"]
    );
    assert!(!barriers[2].has(".barrier-answer"));
}

#[test]
fn an_answer_may_have_several_paragraphs_or_blocks() {
    for answer in [
        "- Дорого\n\n    - Первый абзац.\n\n      Второй абзац.\n",
        "- Дорого\n\n    - Таблица:\n\n      | Срок |\n      | --- |\n      | год |\n",
        "- Дорого\n\n    - > Цитата\n",
        "- Дорого\n    - <div>блок</div>\n",
    ] {
        let project = built(with_stage(&stage(&format!("## Барьеры\n\n{answer}"))));
        // Reading it is the test: a paragraph cannot hold blocks, and ends where one begins.
        let page = published(&project, "put/index.html");
        assert_eq!(page.all("#poisk .barrier-answer").len(), 1, "{answer}");
        assert!(page.all("#poisk p p").is_empty(), "{answer}");
    }
}

#[test]
fn numbered_items_of_the_process_are_steps_and_keep_their_first_number() {
    let project = built(with_stage(&stage(
        "## Процесс\n\n3. Смотрит\n4. Звонит\n5. Едет\n",
    )));
    let page = published(&project, "put/index.html");
    let list = page.one("#poisk ol");
    assert_eq!(
        (list.texts("li"), list.attr("start")),
        (
            vec!["Смотрит".into(), "Звонит".into(), "Едет".into()],
            Some("3")
        )
    );
}

#[test]
fn a_heading_one_letter_away_from_a_lane_is_a_warning() {
    let project = with_stage(&stage("## Барьры\n\n- Дорого\n"));
    let run = build(&project, &[]);
    assert!(
        run.stderr.contains("warning[near-miss-heading]"),
        "{}",
        run.stderr
    );
    let project = with_stage(&stage("## Барьры {.own}\n\n- Дорого\n"));
    assert!(
        !build(&project, &[]).stderr.contains("near-miss"),
        "`.own` says that it is meant so"
    );
}

#[test]
fn an_attribute_that_nearly_names_a_lane_is_a_typing_error() {
    let project = with_stage("# Поиск\n\n## Страхи {.bariers}\n\n- Дорого\n");
    let report = project.run(&["check"]).stdout;
    assert!(report.contains("did you mean `{.barriers}`?"), "{report}");
    assert!(report.contains("01-poisk.md:3:1"), "{report}");
    let project = with_stage("# Поиск\n\n## Страхи {.barriers}\n\n- Дорого\n");
    assert!(!project.run(&["check"]).stdout.contains("near-miss"));
}
