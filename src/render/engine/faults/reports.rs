//! Reports that the template library makes of unknown filters, functions and templates.
//!
//! In: its error's words, several reports in one text, each in the manner of rustc. Out: message,
//! template and place of each.

use std::ops::Range;

/// One report.
#[derive(Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// The message.
    pub message: &'a str,
    /// The template's name.
    pub template: &'a str,
    /// The line, counted from 1.
    line: usize,
    /// The column, counted in characters from 1.
    column: usize,
    /// How many characters are meant.
    width: usize,
}

impl Report<'_> {
    /// The bytes that are meant in the template's text.
    pub fn range(&self, text: &str) -> Range<usize> {
        let above = text.split_inclusive('\n').take(self.line.saturating_sub(1));
        let line_start: usize = above.map(str::len).sum();
        let line = text.get(line_start..).unwrap_or("");
        let offset = |chars: usize| {
            line.char_indices()
                .nth(chars)
                .map_or(line.len(), |(at, _)| at)
        };
        let first = self.column.saturating_sub(1);
        line_start + offset(first)..line_start + offset(first + self.width)
    }
}

/// The reports in a text. Each has five lines: `error: MESSAGE`, `--> NAME:LINE:COLUMN`, a rule,
/// the line, and the marks under it.
pub fn read(text: &str) -> Vec<Report<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(5).filter_map(report).collect()
}

fn report<'a>(lines: &[&'a str]) -> Option<Report<'a>> {
    let [head, place, _, _, marks] = lines else {
        return None;
    };
    let mut place = place.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    Some(Report {
        message: head.strip_prefix("error: ")?,
        template: place.next()?,
        line,
        column,
        width: marks.matches('^').count().max(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_report_has_its_place() {
        let text = "error: Unknown filter `nope`\n --> mine/a.html:2:8\n  |\n2 | я {{ x | nope }}\n  |        ^^^^\n\nerror: Unknown template `b`\n --> a:b.html:1:1\n  |\n1 | {% include \"b\" %}\n  | ^^";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].message, found[0].template),
            ("Unknown filter `nope`", "mine/a.html")
        );
        assert_eq!(found[1].template, "a:b.html");
        let source = "x\nя {{ я| nope }}\n";
        assert_eq!(source.get(found[0].range(source)), Some(" nop"));
        assert_eq!(found[1].range(""), 0..0);
    }

    #[test]
    fn other_words_are_no_report() {
        assert_eq!(read("error: nothing else"), []);
        assert_eq!(read("error: a\n--> b\n|\n|\n|"), []);
    }
}
