//! The emotion curve, as it stands on a page.

use super::html::{Element, published};
use crate::{content_model::build, project::Project};

/// A map whose stages have these emotions.
fn map(emotions: &[Option<&str>]) -> Element {
    let mut project = Project::minimal();
    project.remove("content/put/01-poisk.md");
    for (n, emotion) in emotions.iter().enumerate() {
        let emotion = emotion
            .map(|emotion| format!("emotion: {emotion}\n"))
            .unwrap_or_default();
        project = project.file(
            &format!("content/put/{:02}-s{n}.md", n + 1),
            &format!("---\ntitle: Этап {n}\n{emotion}---\n"),
        );
    }
    build(&project, &[]);
    let html = project.published("put/index.html");
    for wrong in ["NaN", "inf\"", "Infinity", "-0 ", "undefined"] {
        assert!(!html.contains(wrong), "{wrong} in a page");
    }
    published(&project, "put/index.html")
}

/// The curves of the journey at a glance.
fn curves(page: &Element) -> Vec<&Element> {
    page.all("#journey svg")
        .into_iter()
        .filter(|svg| svg.attr("role") == Some("img"))
        .collect()
}

/// What a curve says to those who do not see it.
fn words(curve: &Element) -> String {
    let text = curve.children.iter().filter_map(|child| match child {
        super::html::Node::Element(element)
            if matches!(element.name.as_str(), "title" | "desc") =>
        {
            Some(element.text())
        }
        _ => None,
    });
    text.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_stage_has_its_emotion_in_words() {
    let page = map(&[Some("-2"), Some("-1"), Some("0"), Some("1"), Some("2")]);
    let curve = curves(&page)[0];
    let words = words(curve);
    for said in [
        "02 Этап 0: отчаяние",
        "03 Этап 1: тревога",
        "04 Этап 2: спокойствие",
        "05 Этап 3: радость",
        "06 Этап 4: восторг",
    ] {
        assert!(words.contains(said), "{said} not in {words}");
    }
}

#[test]
fn a_missing_emotion_is_told_and_does_not_end_the_curve() {
    let page = map(&[Some("1"), None, Some("-1"), None]);
    let words = words(curves(&page)[0]);
    assert_eq!(words.matches("не указано").count(), 2, "{words}");
    assert_eq!(page.all("#journey ol li").len(), 4);
}

#[test]
fn without_any_emotion_there_are_stages_and_no_curve() {
    let page = map(&[None, None, None]);
    assert!(curves(&page).is_empty());
    assert_eq!(page.all("#journey ol li").len(), 3);
}

#[test]
fn one_stage_needs_no_glance() {
    let page = map(&[Some("1")]);
    assert!(curves(&page).is_empty());
    assert!(page.has("#s0"));
}

#[test]
fn a_map_without_stages_is_a_page_all_the_same() {
    let page = map(&[]);
    assert_eq!(page.texts("h1"), ["Путь"]);
    assert!(!page.has("#journey") && !page.has("#map") && page.has("#persona"));
}

#[test]
fn twenty_stages_and_all_the_same_emotion_are_drawn() {
    let page = map(&[Some("2"); 20]);
    assert_eq!(page.all("#journey ol li").len(), 20);
    assert!(!curves(&page).is_empty());
    let page = map(&[Some("0"), Some("0")]);
    assert!(!curves(&page).is_empty());
}

#[test]
fn an_emotion_beyond_the_scale_is_an_error() {
    for emotion in ["2.1", "-3", "99", ".nan", ".inf", "good"] {
        let run = Project::minimal()
            .file(
                "content/put/01-poisk.md",
                &format!("---\ntitle: Поиск\nemotion: {emotion}\n---\n"),
            )
            .run(&["check"]);
        run.assert_status(1);
        assert!(
            run.stdout.contains("content/put/01-poisk.md:3:10"),
            "{emotion}: {}",
            run.stdout
        );
    }
}
