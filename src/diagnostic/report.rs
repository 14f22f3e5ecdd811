//! Diagnostics as text: for people, for programs, and for pull requests.
//!
//! In: settled [`Diagnostics`]. Out: a string in one of three formats.

use std::fmt::Write;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Place;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// With excerpts, for people.
    #[default]
    Human,
    /// One JSON object, version 1.
    Json,
    /// Workflow commands, which show in a pull request.
    Github,
}

/// Columns of an excerpt that a report shows at most; a longer line is cut around what is meant.
const EXCERPT_COLUMNS: usize = 100;

/// Writes all findings in the given format, with a newline at the end unless there is nothing.
pub fn write(diagnostics: &Diagnostics, format: Format) -> String {
    match format {
        Format::Human => diagnostics.iter().map(human).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", as_json(diagnostics)),
        Format::Github => diagnostics.iter().map(github).collect(),
    }
}

/// The object that `check --format json` prints and the preview serves: counts and findings.
pub fn as_json(diagnostics: &Diagnostics) -> serde_json::Value {
    let list: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            let place = d.place.as_ref();
            json!({
                "rule": d.rule.name(),
                "severity": d.severity(),
                "message": d.message,
                "path": place.map(|p| p.path.as_str()),
                "line": place.and_then(|p| (p.line > 0).then_some(p.line)),
                "column": place.and_then(|p| (p.line > 0).then_some(p.column)),
                "help": help_text(d),
            })
        })
        .collect();
    json!({
        "version": 1,
        "errors": diagnostics.errors(),
        "warnings": diagnostics.warnings(),
        "diagnostics": list,
    })
}

/// What a one-line format says as help: the label under the excerpt and the help together.
fn help_text(d: &Diagnostic) -> Option<String> {
    match (d.label.is_empty(), &d.help) {
        (true, help) => help.clone(),
        (false, None) => Some(d.label.clone()),
        (false, Some(help)) => Some(format!("{}; {help}", d.label)),
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One finding with its excerpt, in the manner of rustc.
fn human(d: &Diagnostic) -> String {
    let mut out = format!(
        "{}[{}]: {}\n",
        severity_word(d.severity()),
        d.rule.name(),
        d.message
    );
    let places = d
        .place
        .iter()
        .chain(d.related.iter().map(|(place, _)| place));
    let gutter = places.map(|p| p.line.to_string().len()).max().unwrap_or(1) + 1;
    if let Some(place) = &d.place {
        excerpt(&mut out, place, &d.label, gutter, "-->");
    }
    for (place, what) in &d.related {
        excerpt(&mut out, place, what, gutter, ":::");
    }
    if let Some(help) = &d.help {
        let _ = writeln!(out, "{:gutter$} = help: {help}", "");
    }
    out
}

/// Appends a place: path, line with its number, marks with a label.
fn excerpt(out: &mut String, place: &Place, label: &str, gutter: usize, arrow: &str) {
    if place.line == 0 {
        let colon = if label.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "{:gutter$}{arrow} {}{colon}{label}", "", place.path);
        return;
    }
    let (line, marks) = marked_line(place);
    let _ = writeln!(
        out,
        "{:gutter$}{arrow} {}:{}:{}",
        "", place.path, place.line, place.column
    );
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{:>gutter$} | {line}", place.line);
    let marks = format!("{marks} {label}");
    let _ = writeln!(out, "{:gutter$} | {}", "", marks.trim_end());
}

/// The excerpt made printable and cut to size, and the line of marks under it.
fn marked_line(place: &Place) -> (String, String) {
    let chars: Vec<char> = place.excerpt.chars().collect();
    let first = (place.column - 1).min(chars.len());
    let width = place.width.min(EXCERPT_COLUMNS / 2);
    let from = if first + width > EXCERPT_COLUMNS {
        first.saturating_sub(EXCERPT_COLUMNS / 3)
    } else {
        0
    };
    let to = chars.len().min(from + EXCERPT_COLUMNS);
    let shown = |range: std::ops::Range<usize>| -> String {
        let range = range.start.min(chars.len())..range.end.min(chars.len());
        chars
            .get(range)
            .unwrap_or(&[])
            .iter()
            .map(|&c| printable(c))
            .collect()
    };
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < chars.len() { "…" } else { "" };
    let before = format!("{lead}{}", shown(from..first));
    let meant = shown(first..(first + width).min(to));
    let line = format!("{before}{}{tail}", shown(first..to));
    let marks = format!(
        "{}{}",
        " ".repeat(before.width()),
        "^".repeat(meant.width().max(1))
    );
    (line, marks)
}

/// A character as a terminal may show it: tabs become one space, controls a sign.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// One finding as a workflow command. Values are escaped as GitHub's toolkit does.
fn github(d: &Diagnostic) -> String {
    let escape = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut place = String::new();
    if let Some(p) = &d.place {
        let _ = write!(place, "file={},", property(&p.path));
        if p.line > 0 {
            let _ = write!(place, "line={},col={},", p.line, p.column);
        }
    }
    let help = help_text(d).map_or(String::new(), |help| format!("\n{help}"));
    format!(
        "::{} {place}title={}::{}\n",
        severity_word(d.severity()),
        property(d.rule.name()),
        escape(&format!("{}{help}", d.message))
    )
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::*;
    use crate::source::SourceFile;

    fn one(text: &str, meant: &str) -> Diagnostics {
        let file = SourceFile::new("content/a/02-b.md", text.to_owned());
        let at = text.find(meant).unwrap();
        let mut all = Diagnostics::default();
        all.push(
            Diagnostic::new(
                Rule::UnknownKey,
                &file.spot(at..at + meant.len()),
                "`x` is wrong",
            )
            .label("did you mean `y`?")
            .help("look, there"),
        );
        all
    }

    #[test]
    fn a_report_shows_place_excerpt_marks_and_help() {
        let report = write(&one("---\ntitle: а\nэмоция: 1\n", "эмоция"), Format::Human);
        assert_eq!(
            report,
            "error[unknown-key]: `x` is wrong\n  --> content/a/02-b.md:3:1\n   |\n 3 | эмоция: 1\n   | ^^^^^^ did you mean `y`?\n   = help: look, there\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let text = format!("{}HERE{}", "а".repeat(5000), "б".repeat(5000));
        let report = write(&one(&text, "HERE"), Format::Human);
        assert!(report.contains("HERE") && report.len() < 1000, "{report}");
    }

    #[test]
    fn github_commands_are_escaped() {
        let report = write(&one("x: 1", "x"), Format::Github);
        assert_eq!(
            report,
            "::error file=content/a/02-b.md,line=1,col=1,title=unknown-key::`x` is wrong%0Adid you mean `y`?; look, there\n"
        );
    }

    #[test]
    fn json_has_version_and_counts() {
        let value = as_json(&one("x: 1", "x"));
        assert_eq!(value["version"], 1);
        assert_eq!(value["errors"], 1);
        assert_eq!(value["diagnostics"][0]["path"], "content/a/02-b.md");
    }
}
