//! The words of the interface.

use crate::{
    content_model::{build, built},
    pages::html::published,
    project::Project,
};

#[test]
fn single_words_can_be_changed() {
    let project = built(
        Project::minimal().file("themes/agency/words/ru.toml", "whole = \"Карта целиком\"\n"),
    );
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("#map h2").text(), "Карта целиком");
    assert!(page.text().contains("1 этап"), "all other words stay");
}

#[test]
fn the_sites_title_stands_at_the_edge_of_printed_pages_whatever_is_in_it() {
    let project = Project::minimal();
    let title = "title = 'Мир \"А\\Б\"; } *'";
    let settings = project.read("book.toml");
    let settings = settings.replace("title = \"Пример\"", title);
    project.write("book.toml", settings.as_bytes());
    project.write(
        "themes/agency/templates/css/modes.css",
        "/*{{ agency_name | css_text }}{{ language }}*/".as_bytes(),
    );
    build(&project, &[]);
    let files = project.tree("public");
    let (_, css) = files
        .iter()
        .find(|(path, _)| path.starts_with("assets/style-"))
        .expect("a stylesheet");
    let css = String::from_utf8_lossy(css);
    assert!(css.contains("content: \"Мир «А\\\\Б»; } *\";"), "{css}");
    assert!(css.contains("/*\"Маяк\"ru*/"), "{css}");
}

#[test]
fn counted_words_have_the_forms_of_their_language() {
    let mut project = Project::minimal();
    let counts = [1, 2, 5, 11, 21, 22, 25];
    for count in counts {
        project = project.file(
            &format!("content/m{count}/map.md"),
            &format!("# Карта {count}\n"),
        );
        for n in 1..=count {
            project = project.file(
                &format!("content/m{count}/{n:02}-s.md"),
                &format!("---\ntitle: Этап {n}\nslug: s{n}\n---\n"),
            );
        }
    }
    build(&project, &[]);
    let expected = [
        "1 этап",
        "2 этапа",
        "5 этапов",
        "11 этапов",
        "21 этап",
        "22 этапа",
        "25 этапов",
    ];
    for (count, words) in counts.iter().zip(expected) {
        let facts = published(&project, &format!("m{count}/index.html"))
            .one("main dl")
            .text();
        assert!(
            facts
                .split("клиента ")
                .any(|rest| rest == words || rest.starts_with(&format!("{words} "))),
            "{words} not in {facts}"
        );
    }
}
