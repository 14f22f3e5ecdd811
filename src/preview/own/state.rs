//! What a tab has to know, as JSON.
//!
//! In: the newest snapshot and the page that the tab shows. Out: an object with the build number,
//! the page's tag, the findings and the choices.

use serde_json::{Value, json};

use super::findings::places;
use crate::{
    diagnostic::Diagnostic,
    preview::{Desk, Snapshot, editor, page_tag::PageTag},
    source::Place,
};

/// The longest line that is shown, in characters: one that is longer has no excerpt beyond.
const LONGEST_LINE: usize = 2000;

/// What is known beside the snapshot.
pub(super) struct Facts<'a> {
    /// Which run of the server it is.
    pub server: &'a str,
    /// The page that the tab shows, if it is there.
    pub page: Option<PageTag>,
    /// How many applications are in the inbox.
    pub inbox: usize,
}

/// The object.
pub(super) fn state(snapshot: &Snapshot, desk: &Desk, facts: Facts<'_>) -> Value {
    let found = &snapshot.diagnostics;
    let findings: Vec<Value> = found.iter().map(|one| finding(one, desk)).collect();
    let page = facts
        .page
        .map(|page| json!({ "tag": page.tag, "styles": page.styles }));
    json!({
        "version": snapshot.version,
        "server": facts.server,
        "page": page,
        "errors": found.errors(),
        "warnings": found.warnings(),
        "inbox": facts.inbox,
        "stale": !snapshot.is_current,
        "findings": findings,
        "choices": {
            "drafts": snapshot.choices.drafts,
            "internal": snapshot.choices.internal,
            "theme": snapshot.choices.theme,
            "themes": snapshot.themes,
        },
    })
}

fn finding(finding: &Diagnostic, desk: &Desk) -> Value {
    let places: Vec<Value> = places(finding)
        .map(|(one, what)| place(one, what, desk))
        .collect();
    json!({
        "severity": finding.severity(),
        "rule": finding.rule.name(),
        "message": finding.message,
        "label": finding.label,
        "help": finding.help,
        "places": places,
    })
}

fn place(place: &Place, what: &str, desk: &Desk) -> Value {
    let edit = desk.editor.as_ref();
    let edit = edit.map(|template| editor::link(template, &desk.root, place));
    json!({
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "excerpt": excerpt(&place.excerpt),
        "width": place.width,
        "what": what,
        "edit": edit,
    })
}

/// The beginning of a line, so that a text without line ends is not sent once a finding.
fn excerpt(line: &str) -> &str {
    let end = line.char_indices().nth(LONGEST_LINE);
    end.and_then(|(end, _)| line.get(..end)).unwrap_or(line)
}
