//! What is wrong with a card is said of its template, also where nothing is drawn.

use super::site;

const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">";

#[test]
fn a_card_that_cannot_be_drawn_is_reported_by_check() {
    let rows = [
        (
            "field",
            format!("{OPEN}{{{{ card.titel }}}}</svg>"),
            "titel",
        ),
        ("text", "no drawing".to_owned(), "no well-formed SVG"),
        ("open", format!("{OPEN}<g></svg>"), "no well-formed SVG"),
        ("root", "<html/>".to_owned(), "outermost element"),
        (
            "size",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"600\"/>".to_owned(),
            "height=\"630\"",
        ),
        (
            "font",
            format!("{OPEN}<text font-family=\"Arial, sans-serif\">x</text></svg>"),
            "no font `Arial`",
        ),
        (
            "fit",
            format!(
                "{OPEN}{{% set x = fit(text=card.title, width=100, largest=20, family=\"Ariel\") %}}</svg>"
            ),
            "no font `Ariel`",
        ),
        (
            "argument",
            format!("{OPEN}{{{{ landscape(seed=card.seed) }}}}</svg>"),
            "emotions",
        ),
    ];
    for (what, template, expected) in rows {
        let project = site().file("themes/agency/templates/card.svg", &template);
        let run = project.run(&["check"]);
        assert_eq!(run.status, Some(1), "{what}: {}", run.all());
        assert!(run.all().contains(expected), "{what}: {}", run.all());
        assert!(
            run.all().contains("themes/agency/templates/card.svg"),
            "{what}: {}",
            run.all()
        );
        assert!(
            run.all().contains("error[template-rendering]"),
            "{what}: {}",
            run.all()
        );
    }
}

#[test]
fn titles_are_escaped_in_the_drawing() {
    let map = "---\ntitle: \"</text><script>&quot;\"\nsummary: Кратко.\n---\n\nВведение.\n";
    site()
        .file("content/put/map.md", map)
        .run(&["check", "--strict"])
        .assert_status(0);
}

#[test]
fn a_picture_of_almost_the_same_name_is_an_error() {
    let run = site().bytes("content/put/Card.png", b"x").run(&["check"]);
    run.assert_status(1);
    assert!(run.all().contains("error[reserved-name]"), "{}", run.all());
}

#[test]
fn fonts_of_a_theme_stand_over_those_of_the_one_it_extends() {
    // A theme of its own finds the fonts of the theme beneath; where it puts a file of the same
    // name that is no font, there is one font less.
    let project = site().settings("theme = \"mine\"\n").file(
        "themes/mine/theme.toml",
        "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
    );
    project.run(&["check"]).assert_status(0);
    project.write("themes/mine/card-fonts/Onest-500.ttf", b"x");
    project.write("themes/mine/card-fonts/Onest-700.ttf", b"x");
    let run = project.run(&["check"]);
    run.assert_status(1);
    assert!(
        run.all().contains("no fonts in `card-fonts/`"),
        "{}",
        run.all()
    );
}
