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
