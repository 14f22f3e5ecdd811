//! Edits of what a site looks like: its settings, and files of its own themes.
//!
//! In: chance. Out: another `book.toml`, or a theme's file that comes, changes or goes.

use std::fs;

use super::{Edit, Edits, told, write};
use crate::random::Random;

/// Changes to the settings: what stands there, and what is put in its place.
const SETTINGS: &[(&str, &str)] = &[
    ("title = \"Карты «Причала»\"", "title = \"Другие карты\""),
    ("language = \"ru\"", "language = \"en\""),
    ("theme = \"dump\"", "theme = \"agency\""),
    ("theme = \"dump\"", "theme = \"nowhere\""),
    ("https://example.org/karty/", "https://example.org/"),
    (
        "additional-css = [\"own.css\"]",
        "additional-css = [\"own.css\", \"more.css\"]",
    ),
    ("thanks = \"thanks.md\"", "thanks = \"privacy.md\""),
    ("action = ", "# action = "),
    ("[lanes.weather]", "[lanes.weather]\ninternal = true"),
    ("phone = ", "phone = 5 # "),
    ("[agency]", "[agency"),
    ("[agency]", "[theme.dump]\naccent = \"#0a7\"\n\n[agency]"),
    (
        "[method]",
        "[check]\nallow = [\"skipped-list-number\"]\n\n[method]",
    ),
];

/// Files of the site's own themes: path and contents.
const THEME_FILES: &[(&str, &str)] = &[
    (
        "themes/dump/templates/page.html",
        "{{ page.title }}{{ site.agency.name }}",
    ),
    ("themes/dump/templates/page.html", "{{ page.titel }}"),
    ("themes/dump/templates/map.html", "{% if %}"),
    ("themes/dump/templates/404.html", "{{ site.maps }}"),
    ("themes/dump/assets/own.js", "// nothing"),
    ("themes/dump/words/ru.toml", "skip = \"Дальше\"\n"),
    (
        "themes/agency/templates/parts/related.html",
        "{{ site.title }}",
    ),
    ("themes/agency/templates/css/modes.css", "/* none */"),
    (
        "themes/other/theme.toml",
        "name = \"other\"\nversion = \"1.0.0\"\n",
    ),
    ("themes/dump/templates/card.svg", "{{ card.titel }}"),
    (
        "themes/dump/templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{{ card }}{{ options }}</svg>",
    ),
    ("themes/dump/card-fonts/Onest-700.ttf", "no font"),
    ("more.css", "b { color: red }"),
    ("own.css", "a { color: blue }"),
];

impl Edits {
    pub(super) fn settings(&self, random: &mut Random, edit: &mut Edit) {
        let file = self.root.join("book.toml");
        let text = fs::read_to_string(&file).expect("settings");
        let (old, new) = *random.one_of(SETTINGS);
        let text = match text.contains(new) {
            true => text.replacen(new, old, 1),
            false => text.replacen(old, new, 1),
        };
        write(
            edit,
            &file,
            text.as_bytes(),
            &format!("the setting `{new}`"),
        );
    }

    pub(super) fn theme(&self, random: &mut Random, edit: &mut Edit) {
        let (path, text) = *random.one_of(THEME_FILES);
        let file = self.root.join(path);
        if file.exists() && path != "own.css" && random.below(2) == 0 {
            fs::remove_file(&file).expect("removed");
            told(edit, &file, "removed");
        } else {
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            write(edit, &file, text.as_bytes(), text);
        }
    }
}
