//! Typography of the text's language.

use super::{build, built, stage, with_stage};
use crate::{pages::html::published, project::Project};

fn shown(language: &str, text: &str) -> String {
    let project = Project::minimal();
    let settings = project
        .read("book.toml")
        .replace("\"ru\"", &format!("\"{language}\""));
    let project = built(
        project
            .file("book.toml", &settings)
            .file("content/a.md", &format!("# Страница\n\n{text}\n")),
    );
    published(&project, "a/index.html")
        .one("main .prose p")
        .exact_text()
}

#[test]
fn russian_text_gets_its_signs() {
    for (written, expected) in [
        ("Ответил: \"Да\"", "Ответил: «Да»"),
        ("\"Дом \"Маяк\" у реки\"", "«Дом „Маяк“ у\u{a0}реки»"),
        ("Москва - столица", "Москва\u{a0}— столица"),
        ("Подумал... и ушёл", "Подумал… и\u{a0}ушёл"),
        ("в доме и на реке", "в\u{a0}доме и\u{a0}на\u{a0}реке"),
    ] {
        assert_eq!(shown("ru", written), expected, "{written}");
    }
}

#[test]
fn english_text_gets_its_own() {
    for (written, expected) in [
        ("He said \"yes\"", "He said “yes”"),
        ("It's the client's choice", "It’s the client’s choice"),
        ("Wait...", "Wait…"),
    ] {
        assert_eq!(shown("en", written), expected, "{written}");
    }
}

#[test]
fn code_and_addresses_are_left_alone() {
    let written =
        "Смотрите \"слово\" и `\"код\" - в коде...` и [ссылку](https://example.org/?q=\"a\"--b...)";
    let project = built(Project::minimal().file(
        "content/a.md",
        &format!("# Страница\n\n{written}\n\n    \"отступ\" -- ...\n"),
    ));
    let page = published(&project, "a/index.html");
    assert_eq!(page.one(".prose code").exact_text(), "\"код\" - в коде...");
    assert_eq!(page.one(".prose pre").exact_text(), "\"отступ\" -- ...");
    assert!(page.one(".prose p").exact_text().contains("«слово»"));
    let href = page.one(".prose a").attr("href").expect("a link");
    assert!(href.contains("--b...") && !href.contains('«'), "{href}");
}

#[test]
fn titles_and_keys_get_typography_too() {
    let project = with_stage(
        "---\ntitle: \"Дом \\\"Маяк\\\"\"\nquote: \"Где \\\"тишина\\\"...\"\nowner: \"отдел \\\"Б\\\"\"\n---\n\n## Цели \"дома\"\n\n- Раз\n",
    );
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("#poisk h2").text(), "Дом «Маяк»");
    let text = page.one("#poisk").text();
    for shown in ["Где „тишина“…", "отдел «Б»", "Цели «дома»"] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
}

#[test]
fn an_address_does_not_follow_typography() {
    let project = built(with_stage(&stage("## Цели\n\n- Раз\n")).file(
        "content/a.md",
        "# А\n\n## \"Часть\" - первая...\n\n[туда](#chast-pervaya)\n",
    ));
    assert!(published(&project, "a/index.html").has("#chast-pervaya"));
}

#[test]
fn quotation_marks_pair_across_markup_and_not_across_paragraphs() {
    assert_eq!(
        shown("ru", "\"Дом *у реки*\" продан"),
        "«Дом у\u{a0}реки» продан"
    );
    let project =
        built(Project::minimal().file("content/a.md", "# А\n\n\"Незакрытая\n\n\"Вторая\" часть\n"));
    let paragraphs: Vec<String> = published(&project, "a/index.html").texts(".prose p");
    assert_eq!(paragraphs[1], "«Вторая» часть", "{paragraphs:?}");
}

#[test]
fn long_words_of_a_page_can_be_broken_and_what_machines_read_cannot() {
    let word = "взаимодействие";
    let with = |language: &str| {
        let settings = format!("[book]\ntitle = \"Карты\"\nlanguage = \"{language}\"\n");
        let text = format!(
            "---\ntitle: Сверхвзаимодействие\nsummary: Сверхвзаимодействие\n---\n\n{word}: `{word}`\n\n![{word}](a.svg)\n"
        );
        let project = built(
            Project::minimal()
                .file("book.toml", &settings)
                .file(
                    "content/a.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                )
                .file("content/a.md", &text),
        );
        project.read("public/a/index.html").replace('\u{ad}', "|")
    };
    let page = with("ru");
    assert!(
        page.contains("<p>вза|и|мо|дей|ствие: <code>взаимодействие</code></p>"),
        "{page}"
    );
    assert!(page.contains("Сверхвза|и|мо|дей|ствие</h1>"), "{page}");
    assert!(page.contains("alt=\"взаимодействие\""), "{page}");
    let head = page.split("</head>").next().expect("a head");
    assert!(
        head.contains("Сверхвзаимодействие") && !head.contains('|'),
        "{head}"
    );
    assert!(!with("kk").contains('|'), "no patterns for Kazakh");
}
