//! The option `fonts`: what the stylesheet declares, what pages ask for at once, and that both are
//! there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    content_model::built,
    pages::html::published,
    project::{Project, repository},
};

/// A value of the option, the families that are downloaded for it, and the first files a Russian
/// page asks for.
const VALUES: &[(&str, &[&str], &[&str])] = &[
    ("grotesk", &["Onest"], &["onest-latin", "onest-cyrillic"]),
    (
        "serif",
        &["Literata", "Onest"],
        &["literata-latin", "literata-cyrillic"],
    ),
    (
        "mixed",
        &["Literata", "Onest"],
        &[
            "literata-latin",
            "literata-cyrillic",
            "onest-latin",
            "onest-cyrillic",
        ],
    ),
    (
        "narrow",
        &["Roboto Condensed"],
        &["roboto-condensed-latin", "roboto-condensed-cyrillic"],
    ),
];

/// A site in Russian or English with these fonts, its map's page, and its stylesheet.
fn site(fonts: &str, language: &str) -> (Project, Vec<String>, String) {
    let project = Project::minimal();
    let settings = project.read("book.toml");
    let settings = settings.replace("language = \"ru\"", &format!("language = \"{language}\""));
    let project = built(project.file("book.toml", &settings).settings(&format!(
        "\n[output.html]\ntheme = \"agency\"\n\n[theme.agency]\nfonts = \"{fonts}\"\n"
    )));
    let page = published(&project, "put/index.html");
    let addresses = |selector: &str| -> Vec<String> {
        page.all(selector)
            .iter()
            .filter_map(|link| link.attr("href"))
            .map(|address| address.trim_start_matches("../").to_owned())
            .collect()
    };
    let preloaded = addresses("link[rel=preload]");
    let style = addresses("link[rel=stylesheet]").remove(0);
    let style = project.published(&style);
    (project, preloaded, style)
}

/// What stands between `open` and `close`, for each `open`.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let pieces = text.split(open).skip(1);
    pieces
        .filter_map(|piece| piece.split(close).next())
        .collect()
}

/// The `@font-face` rules: family, and the file where one is downloaded.
fn faces(style: &str) -> Vec<(String, Option<String>)> {
    let face = |rule: &str| {
        let family = between(rule, "font-family: \"", "\"").remove(0).to_owned();
        let file = between(rule, "url(\"", "\"").first().copied();
        (family, file.map(|file| format!("assets/{file}")))
    };
    between(style, "@font-face {", "}")
        .into_iter()
        .map(face)
        .collect()
}

#[test]
fn only_the_fonts_that_are_asked_for_are_declared_and_all_are_there() {
    for (fonts, families, _) in VALUES {
        let (project, _, style) = site(fonts, "ru");
        let faces = faces(&style);
        let downloaded: BTreeSet<&str> = faces
            .iter()
            .filter(|(_, file)| file.is_some())
            .map(|(family, _)| family.as_str())
            .collect();
        assert_eq!(downloaded, families.iter().copied().collect(), "{fonts}");
        for file in faces.iter().filter_map(|(_, file)| file.as_deref()) {
            assert!(project.exists(file), "{fonts}: {file}");
        }
        for list in ["--font-head: ", "--font-text: ", "--font-note: "] {
            let list = between(&style, list, ";").remove(0);
            let named = between(list, "\"", "\"").into_iter().step_by(2);
            let missing: Vec<&str> = named
                .filter(|name| !faces.iter().any(|(family, _)| family == name))
                .collect();
            assert!(missing.is_empty(), "{fonts}: {list} lacks {missing:?}");
        }
    }
}

#[test]
fn pages_ask_at_once_for_the_files_of_their_first_screen() {
    for (fonts, _, first) in VALUES {
        for language in ["ru", "en"] {
            let (_, preloaded, style) = site(fonts, language);
            let wanted: Vec<&str> = first
                .iter()
                .copied()
                .filter(|name| language == "ru" || !name.ends_with("cyrillic"))
                .collect();
            // Without the fingerprint and the ending: `-1a2b3c4d.woff2`.
            let names: Vec<&str> = preloaded
                .iter()
                .filter_map(|file| file.strip_prefix("assets/fonts/")?.rsplit_once('-'))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(names, wanted, "{fonts}, {language}");
            let declared = faces(&style);
            for file in preloaded {
                let used = declared
                    .iter()
                    .any(|(_, known)| known.as_ref() == Some(&file));
                assert!(used, "{fonts}: {file} is in no rule");
            }
        }
    }
}

#[test]
fn no_russian_page_loads_more_than_120_kb_of_fonts() {
    for (fonts, _, _) in VALUES {
        let (project, _, style) = site(fonts, "ru");
        // Accented letters and those of other languages stand in files of their own.
        let bytes: usize = faces(&style)
            .iter()
            .filter_map(|(_, file)| file.as_deref())
            .filter(|file| !file.contains("-more-"))
            .map(|file| {
                let file = std::fs::read(project.path(&format!("public/{file}")));
                file.expect("a font").len()
            })
            .sum();
        assert!(
            bytes > 30_000 && bytes <= 120_000,
            "{fonts}: {bytes} bytes of fonts"
        );
    }
}

#[test]
fn a_licence_stands_beside_each_font() {
    for family in ["Onest", "Literata", "RobotoCondensed"] {
        let path = format!("themes/base/assets/fonts/OFL-{family}.txt");
        let text = std::fs::read_to_string(repository().join(path)).expect("a licence");
        assert!(text.starts_with("Copyright 20"), "{family}");
        let about = text.lines().next().unwrap_or_default();
        // A font that is cut down may not bear a reserved name.
        assert!(!about.contains("Reserved Font Name"), "{family}");
    }
}

#[test]
fn faces_of_a_family_and_style_have_the_same_weights() {
    // Browsers put together only faces whose weights are the same: of others they take one, and
    // the letters of all the rest are missing.
    for (fonts, _, _) in VALUES {
        let (_, _, style) = site(fonts, "ru");
        let rules = between(&style, "@font-face {", "}");
        let mut weights: BTreeMap<(&str, bool), BTreeSet<&str>> = BTreeMap::new();
        for rule in rules.into_iter().filter(|rule| rule.contains("url(")) {
            let family = between(rule, "font-family: \"", "\"").remove(0);
            let italic = rule.contains("font-style: italic");
            let weight = between(rule, "font-weight: ", ";").remove(0);
            weights.entry((family, italic)).or_default().insert(weight);
        }
        assert!(!weights.is_empty(), "{fonts}");
        for (family, weights) in weights {
            assert_eq!(weights.len(), 1, "{family:?}: {weights:?}");
        }
    }
}
