//! The findings as a page.
//!
//! In: what the newest run found. Out: a page with every finding, its places as links to the
//! editor.

use super::frame::{self, count, escape};
use crate::{
    diagnostic::{Diagnostic, Severity},
    preview::{Desk, Snapshot, editor, file_answer::fingerprint, page_tag::PageTag},
    source::Place,
};

/// How many characters of a line are shown around what is meant.
const AROUND: usize = 120;

/// The page; `end` is HTML for the end of its body.
pub(super) fn document(snapshot: &Snapshot, desk: &Desk, end: &str) -> String {
    frame::document("Findings", &main(snapshot, desk), end)
}

/// The tag of this page where it stands in place of the site: it changes with what it shows.
pub(super) fn broken_tag(snapshot: &Snapshot, desk: &Desk) -> PageTag {
    let main = main(snapshot, desk);
    PageTag {
        tag: format!("broken-{}", fingerprint(main.as_bytes())),
        styles: vec![frame::STYLES.to_owned()],
    }
}

/// A word for a severity.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The places of a finding, each with what it is; the main one first.
pub(super) fn places(finding: &Diagnostic) -> impl Iterator<Item = (&Place, &str)> {
    let first = finding.place.iter().map(|place| (place, &*finding.label));
    let related = finding.related.iter();
    first.chain(related.map(|(place, what)| (place, &**what)))
}

fn main(snapshot: &Snapshot, desk: &Desk) -> String {
    let found = &snapshot.diagnostics;
    let errors = found.errors();
    let state = match (&snapshot.site, errors) {
        (_, 0) => "",
        (None, _) => " The site shows here as soon as the errors are mended.",
        _ if snapshot.is_current => " The pages are made with the last good settings.",
        _ => " The pages are those of the last run without errors.",
    };
    let summary = format!(
        "<p class=\"cjm-preview-summary\">{} and {}.{state}</p>\n",
        count(errors, "error"),
        count(found.warnings(), "warning"),
    );
    let list: Vec<String> = found.iter().map(|one| finding(one, desk)).collect();
    summary + &list.join("\n")
}

fn finding(finding: &Diagnostic, desk: &Desk) -> String {
    let severity = word(finding.severity());
    let places: String = places(finding)
        .map(|(one, what)| place(one, what, desk))
        .collect();
    let label = match &finding.place {
        None if !finding.label.is_empty() => {
            format!(
                "<p class=\"cjm-preview-what\">{}</p>\n",
                escape(&finding.label)
            )
        }
        _ => String::new(),
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| {
        format!("<p class=\"cjm-preview-help\">Help: {}</p>\n", escape(help))
    });
    format!(
        "<article class=\"cjm-preview-finding cjm-preview-{severity}\">\n\
         <h2><span class=\"cjm-preview-severity\">{severity}</span> {message} \
         <code class=\"cjm-preview-rule\">{rule}</code></h2>\n{places}{label}{help}</article>",
        message = escape(&finding.message),
        rule = finding.rule.name(),
    )
}

fn place(place: &Place, what: &str, desk: &Desk) -> String {
    let name = if place.line > 0 {
        format!("{}:{}:{}", place.path, place.line, place.column)
    } else {
        place.path.clone()
    };
    let name = escape(&name);
    let name = match &desk.editor {
        Some(template) => {
            let link = editor::link(template, &desk.root, place);
            format!("<a href=\"{}\">{name}</a>", escape(&link))
        }
        None => name,
    };
    let excerpt = if place.line > 0 {
        format!(
            "<pre class=\"cjm-preview-excerpt\"><span class=\"cjm-preview-line\">{}</span> {}</pre>\n",
            place.line,
            marked(place)
        )
    } else {
        String::new()
    };
    let what = if what.is_empty() {
        String::new()
    } else {
        format!("<p class=\"cjm-preview-what\">{}</p>\n", escape(what))
    };
    format!(
        "<div class=\"cjm-preview-place\">\n<p class=\"cjm-preview-path\">{name}</p>\n\
         {excerpt}{what}</div>\n"
    )
}

/// The line with a mark around what is meant. A very long one is cut.
fn marked(place: &Place) -> String {
    let before = place.column.saturating_sub(1);
    let from = before.saturating_sub(AROUND);
    let chars = |skip: usize, take: usize| -> String {
        let chars = place.excerpt.chars().skip(skip).take(take);
        chars
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    };
    let width = place.width.min(AROUND);
    let lead = if from > 0 { "…" } else { "" };
    let behind = chars(before + width, AROUND + 1);
    let (behind, tail) = match behind.char_indices().nth(AROUND) {
        Some((end, _)) => (behind.get(..end).unwrap_or_default(), "…"),
        None => (behind.as_str(), ""),
    };
    format!(
        "<code>{lead}{}<mark>{}</mark>{}{tail}</code>",
        escape(&chars(from, before - from)),
        escape(&chars(before, width)),
        escape(behind),
    )
}

#[cfg(test)]
mod tests {
    use super::{document, marked};
    use crate::{
        diagnostic::{Diagnostic, Diagnostics, Rule},
        preview::{Snapshot, tests::desk},
        source::Place,
    };

    fn at(excerpt: &str, column: usize, width: usize) -> Place {
        Place {
            path: "content/a&b.md".into(),
            line: 4,
            column,
            excerpt: excerpt.into(),
            width,
        }
    }

    #[test]
    fn the_line_with_its_mark() {
        let marked = |excerpt, column, width| marked(&at(excerpt, column, width));
        assert_eq!(
            marked("<ж>: да", 2, 1),
            "<code>&lt;<mark>ж</mark>&gt;: да</code>"
        );
        assert_eq!(marked("", 0, 0), "<code><mark></mark></code>");
        assert_eq!(marked("a", 99, 99), "<code>a<mark></mark></code>");
        let long = format!("{}HERE{}", "а".repeat(500), "б".repeat(500));
        let cut = marked(&long, 501, 4);
        assert!(
            cut.starts_with("<code>…а") && cut.ends_with("б…</code>"),
            "{cut}"
        );
        assert!(cut.contains("<mark>HERE</mark>"));
    }

    #[test]
    fn everything_is_escaped_and_places_are_links() {
        let finding = Diagnostic::new(Rule::UnknownKey, at("<x>: 1", 1, 3), "`<x>` is wrong")
            .label("did you mean <y>?")
            .help("see <z>")
            .also(Place::whole_file("book.toml"), "said here");
        let mut found = Diagnostics::default();
        found.push(finding);
        let snapshot = Snapshot {
            diagnostics: found.into(),
            ..Snapshot::default()
        };
        let mut desk = desk();
        desk.editor = Some("edit:{path}?l={line}&c={column}".into());
        let page = document(&snapshot, &desk, "");
        for part in [
            "1 error and 0 warnings. The site shows here as soon as",
            "<code class=\"cjm-preview-rule\">unknown-key</code>",
            "`&lt;x&gt;` is wrong",
            "<a href=\"edit:/site/content/a%26b.md?l=4&amp;c=1\">content/a&amp;b.md:4:1</a>",
            "<mark>&lt;x&gt;</mark>: 1",
            "did you mean &lt;y&gt;?",
            "Help: see &lt;z&gt;",
            ">book.toml</a>",
            "said here",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }
}
