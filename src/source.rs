//! A file of the author's, and places in it.
//!
//! In: a path relative to the site's root, and the text. Out: [`Spot`]s, byte ranges that keep
//! their file alive and turn into line, column and excerpt only when a report wants them.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// One text file of a site, held as long as anything points into it.
#[derive(Debug, Default)]
pub struct SourceFile {
    /// The path from the site's root, with `/` between its parts.
    pub path: String,
    /// The text without its byte order mark.
    pub text: String,
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Takes a file's path and text; a byte order mark is dropped.
    pub fn new(path: impl Into<String>, mut text: String) -> Arc<Self> {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(SourceFile {
            path: path.into(),
            text,
            line_starts: OnceLock::new(),
        })
    }

    /// A place in this file: the bytes of `range`.
    pub fn spot(self: &Arc<Self>, range: Range<usize>) -> Spot {
        Spot {
            file: Arc::clone(self),
            range,
        }
    }

    /// The zero-based number of the line that holds the byte at `offset`, and where it starts.
    fn line_of(&self, offset: usize) -> (usize, usize) {
        let starts = self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1))
                .collect()
        });
        let line = starts.partition_point(|&start| start <= offset).max(1) - 1;
        (line, starts.get(line).copied().unwrap_or(0))
    }
}

/// A range of bytes in a source file.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Byte offsets into its text.
    pub range: Range<usize>,
}

/// A spot in a reader's terms, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's path from the site's root, with `/`.
    pub path: String,
    /// The line, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// The text of the line, without its end.
    pub excerpt: String,
    /// How many characters of the excerpt are meant, at least 1.
    pub width: usize,
}

impl Spot {
    /// Line, column and excerpt. A range over several lines is cut at the end of its first line.
    pub fn place(&self) -> Place {
        let text = &self.file.text;
        let start = floor_char(text, self.range.start);
        let end = floor_char(text, self.range.end).max(start);
        let (line, line_start) = self.file.line_of(start);
        let rest = text.get(line_start..).unwrap_or("");
        let excerpt = rest.lines().next().unwrap_or("");
        let column = text.get(line_start..start).unwrap_or("").chars().count();
        let line_end = line_start + excerpt.len();
        let meant = text.get(start..end.min(line_end).max(start)).unwrap_or("");
        Place {
            path: self.file.path.clone(),
            line: line + 1,
            column: column + 1,
            excerpt: excerpt.to_owned(),
            width: meant.trim_end().chars().count().max(1),
        }
    }

    /// The text the spot covers.
    pub fn text(&self) -> &str {
        self.file.text.get(self.range.clone()).unwrap_or("")
    }
}

impl Place {
    /// A file as a whole: for files that cannot be read, or whose name is at fault.
    pub fn whole_file(path: impl Into<String>) -> Self {
        Place {
            path: path.into(),
            line: 0,
            column: 0,
            excerpt: String::new(),
            width: 0,
        }
    }
}

impl From<&Spot> for Place {
    fn from(spot: &Spot) -> Self {
        spot.place()
    }
}

/// The nearest character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_counts_characters_not_bytes() {
        let file = SourceFile::new("a.md", "\u{feff}первая\r\nимя: да\r\n".to_owned());
        let at = file.text.find("да").unwrap();
        let place = file.spot(at..at + 4).place();
        assert_eq!((place.line, place.column, place.width), (2, 6, 2));
        assert_eq!(place.excerpt, "имя: да");
    }

    #[test]
    fn a_spot_beyond_the_end_or_inside_a_character_is_still_a_place() {
        let file = SourceFile::new("a.md", "я".to_owned());
        assert_eq!(file.spot(1..99).place().column, 1);
        assert_eq!(file.spot(50..60).place().line, 1);
    }

    #[test]
    fn a_spot_over_lines_ends_with_its_first() {
        let file = SourceFile::new("a.md", "ab  \ncd\n".to_owned());
        assert_eq!(file.spot(0..7).place().width, 2);
    }
}
