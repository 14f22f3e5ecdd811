//! Titles, and what stands in for those that are missing.

use crate::{
    content::{Document, Role},
    diagnostic::{Diagnostic, Rule},
    source::Place,
    text::slug,
};

/// The title of a document, or a stand-in for it with a finding.
pub fn title(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> String {
    if let Some(title) = document.title().filter(|title| !title.trim().is_empty()) {
        return title.trim().to_owned();
    }
    if document.common.title_is_wrong {
        return document.name.clone();
    }
    let what = match document.role {
        Role::Map => "the map",
        Role::Stage => "the stage",
        _ => "the page",
    };
    let place = match document.head.range.is_empty() {
        true => Place::whole_file(&document.source.path),
        false => Place::from(&document.head),
    };
    // A fence that is not quite one is the usual reason.
    let begin = document.source.text.trim_start();
    let almost =
        document.head.range.is_empty() && (begin.starts_with("---") || begin.starts_with("+++"));
    let help = match almost {
        true => "the front matter must begin in the first line with `---` and nothing else",
        false => "add `title: …` to the front matter, or begin the text with `# Title`",
    };
    diagnostics.push(
        Diagnostic::new(Rule::MissingTitle, place, format!("{what} has no title")).help(help),
    );
    document.name.clone()
}

/// The name of a folder as people would write it, for a segment that has no title.
pub fn folder_title(folder: &str) -> String {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let (_, name) = slug::strip_order(name);
    let mut words = name.replace(['-', '_'], " ");
    if let Some(first) = words.chars().next() {
        let upper: String = first.to_uppercase().collect();
        words.replace_range(..first.len_utf8(), &upper);
    }
    words
}
