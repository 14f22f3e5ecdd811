//! mdBook's keys that have no meaning here: taken with a warning, so that one `book.toml` can
//! serve both programs.

use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::Fields,
};

/// Of `[book]`.
pub const BOOK: &[&str] = &["multilingual", "text-direction"];
/// Of `[build]`.
pub const BUILD: &[&str] = &[
    "create-missing",
    "use-default-preprocessors",
    "extra-watch-dirs",
];
/// Of `[output.html]`.
pub const HTML: &[&str] = &[
    "default-theme",
    "preferred-dark-theme",
    "smart-punctuation",
    "curly-quotes",
    "definition-lists",
    "admonitions",
    "mathjax-support",
    "copy-fonts",
    "google-analytics",
    "no-section-label",
    "git-repository-icon",
    "hash-files",
    "livereload-url",
    "sidebar-header-nav",
    "print",
    "fold",
    "playground",
    "playpen",
    "code",
    "search",
    "redirect",
];
/// At the top level.
const SECTIONS: &[&str] = &["rust", "preprocessor"];

/// Takes those of `keys` that are given, with a warning each.
pub fn ignore(fields: &Fields<'_>, keys: &[&'static str]) {
    for &key in keys {
        if fields.names().any(|name| name == key) {
            fields.ignore(key);
            fields.push(Diagnostic::new(
                Rule::ForeignKey,
                &fields.key_spot(key),
                format!("`{key}` is mdBook's and has no meaning here"),
            ));
        }
    }
}

/// Takes mdBook's sections that have no meaning here.
pub fn ignore_sections(root: &Fields<'_>) {
    ignore(root, SECTIONS);
}

/// Takes `[output.NAME]` of renderers other than `html`.
pub fn ignore_other_renderers(output: &Fields<'_>) {
    for name in output.names().filter(|name| *name != "html") {
        // A near miss of `html` is a typing error, not another program's section.
        if strsim::damerau_levenshtein(name, "html") <= 1 {
            continue;
        }
        output.ignore_named(name);
        output.push(Diagnostic::new(
            Rule::ForeignKey,
            &output.key_spot(name),
            format!("`[output.{name}]` belongs to another program and has no meaning here"),
        ));
    }
}
