//! The repository's own example site.

use super::{EXAMPLE, WHOLE_EXAMPLE, example};
use crate::content_model::build;

#[test]
fn the_example_has_no_findings() {
    let run = example().run(&["check", "--strict"]);
    run.assert_status(0);
    assert!(run.stdout.ends_with("nothing found\n"), "{}", run.stdout);
}

#[test]
fn the_example_shows_all_twelve_parts() {
    let project = example();
    let run = build(&project, &["--strict"]);
    assert!(run.stdout.contains("3 maps"), "{}", run.stdout);
    let page = EXAMPLE.page("zhk-berega/index.html");
    for part in [
        "#method",
        "#results",
        "#introduction",
        "#journey svg",
        "#persona",
        "#map table",
        "#contact form",
        "#related a",
        "footer address",
        "header nav a",
    ] {
        assert!(page.has(part), "{part}");
    }
    assert!(page.all("section .barrier").len() > 3 && page.all("section ol.story").len() > 2);
    let numbers: Vec<String> = page.texts("main .numeral");
    let expected: Vec<String> = (0..numbers.len()).map(|n| format!("{n:02}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_example_compares_segments() {
    let page = EXAMPLE.page("marketplaces/index.html");
    assert_eq!(page.all("#segments article").len(), 3);
    let tables = page.all("#comparison table");
    assert!(
        tables.len() > 3,
        "a table a lane, all of them there without JavaScript"
    );
    for table in tables {
        assert_eq!(table.all("tbody tr").len(), 3);
    }
    for lane in ["goals", "channels", "barriers", "kpi"] {
        assert!(
            page.has(&format!("#comparison input[value={lane}]")),
            "{lane}"
        );
    }
}

#[test]
fn the_example_builds_with_everything_included() {
    assert!(WHOLE_EXAMPLE.pages.len() > EXAMPLE.pages.len());
}

#[test]
fn pages_of_the_example_are_light() {
    let size = |ending: &str| -> usize {
        EXAMPLE
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(ending))
            .map(|(_, bytes)| bytes.len())
            .sum()
    };
    let script = size(".js");
    assert!(
        script <= 30_000,
        "{script} bytes of script are more than 10 kB (gzip) can be"
    );
    // Fonts are weighed in `themes::fonts`: a page loads those that its stylesheet declares.
}
