//! Keys and sections that are given twice.
//!
//! In: where the parser met a key again. Out: a finding that names it and shows where it stands
//! the first time; none for the keys of a section that is itself given twice.

use std::{ops::Range, sync::Arc};

use toml::de::DeTable;

use super::entries;
use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::KeyPlace,
    source::SourceFile,
};

/// A key that cannot be the author's: it stands in for the repeated one, to see where it belongs.
const STAND_IN: &str = "cjm-site-looks-for-the-first";

/// How often the first key is searched for: each search reads the text above once more.
const SEARCHES: usize = 100;

/// Finds the first of two keys. The parser says where the second stands, and nothing else.
pub struct Finder<'a> {
    text: &'a str,
    /// The keys of the whole file; of a section that is given twice the parser keeps the second
    /// place.
    places: &'a [KeyPlace],
    /// Sections that are given twice: path and offset of the second.
    sections: Vec<(String, usize)>,
    searches: usize,
}

impl<'a> Finder<'a> {
    /// A finder for a text, whose keys stand in `places`.
    pub fn new(text: &'a str, places: &'a [KeyPlace]) -> Self {
        Finder {
            text,
            places,
            sections: Vec::new(),
            searches: 0,
        }
    }

    /// The finding for a key that is given again at `second`. To be asked in the order of the
    /// text.
    pub fn report(&mut self, file: &Arc<SourceFile>, second: Range<usize>) -> Option<Diagnostic> {
        let is_section = self.is_section(second.start);
        self.searches += 1;
        let first = match is_section {
            _ if self.searches > SEARCHES => None,
            true => self.first_section(&second),
            false => self.first_key(&second),
        };
        if let Some(first) = &first {
            match is_section {
                true => self.sections.push((first.path.clone(), second.start)),
                false if self.in_a_repeated_section(first, second.start) => return None,
                false => {}
            }
        }
        let spot = file.spot(second);
        let name = unquoted(spot.text());
        let name = match (is_section, &first) {
            (true, Some(first)) => format!("[{}]", first.path.replace('/', ".")),
            (true, None) => format!("[{name}]"),
            (false, _) => name.to_owned(),
        };
        let finding = Diagnostic::new(
            Rule::DuplicateKey,
            &spot,
            format!("`{name}` is given twice"),
        );
        Some(match first {
            Some(first) => finding.also(&file.spot(first.key), "the first time"),
            None => finding,
        })
    }

    /// True where the line begins with `[`: the key is that of a section.
    fn is_section(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        line.trim_start().starts_with('[')
    }

    fn first_section(&self, second: &Range<usize>) -> Option<KeyPlace> {
        let again = self.places.iter().find(|place| place.key == *second)?;
        let before = self.text.get(..second.start)?.rfind('\n')?;
        let places = places_in(self.text.get(..before)?);
        places.into_iter().find(|place| place.path == again.path)
    }

    /// The parser forgets a key's second value; what would stand in its place, shows its path.
    fn first_key(&self, second: &Range<usize>) -> Option<KeyPlace> {
        let before = self.text.get(..second.start)?;
        let places = places_in(&format!("{before}{STAND_IN} = 0\n"));
        let stand_in = places.iter().find(|place| place.path.ends_with(STAND_IN))?;
        let name = unquoted(self.text.get(second.clone())?);
        let path = format!("{}{name}", stand_in.path.strip_suffix(STAND_IN)?);
        places.into_iter().find(|place| place.path == path)
    }

    fn in_a_repeated_section(&self, first: &KeyPlace, second: usize) -> bool {
        self.sections.iter().any(|(section, at)| {
            let inside = first.path.strip_prefix(section.as_str());
            first.key.start < *at
                && *at < second
                && inside.is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// A key as it is meant. One with escapes in it stays as it is written.
fn unquoted(key: &str) -> &str {
    key.trim().trim_matches(['"', '\''])
}

fn places_in(text: &str) -> Vec<KeyPlace> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut places = Vec::new();
    entries(table.get_ref(), "", &mut places);
    places
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::SourceFile;

    /// `2:1 title <- 1:1` for each key that is given twice.
    fn repeated(text: &str) -> Vec<String> {
        let file = SourceFile::new("book.toml", text.to_owned());
        parse(&file)
            .faults
            .iter()
            .map(|fault| {
                let place = fault.place.as_ref().unwrap();
                let first = fault
                    .related
                    .first()
                    .map(|(first, _)| format!(" <- {}:{}", first.line, first.column));
                format!(
                    "{}:{} {}{}",
                    place.line,
                    place.column,
                    fault.message,
                    first.unwrap_or_default()
                )
            })
            .collect()
    }

    #[test]
    fn a_key_is_named_with_its_first_place() {
        assert_eq!(
            repeated("[book]\ntitle = \"a\"\n[other]\ntitle = 1\n[third]\nx = 1\n'x' = 2\n"),
            ["7:1 `x` is given twice <- 6:1"]
        );
        assert_eq!(
            repeated("a = 1\nb = 2\na = 3\n"),
            ["3:1 `a` is given twice <- 1:1"]
        );
        assert_eq!(
            repeated("t = { a = 1, a = 2 }\n"),
            ["1:14 `a` is given twice <- 1:7"]
        );
        assert_eq!(
            repeated("[[s]]\nx = 1\n[[s]]\nx = 1\nx = 2\n"),
            ["5:1 `x` is given twice <- 4:1"]
        );
    }

    #[test]
    fn a_section_is_named_once_and_its_keys_are_not() {
        assert_eq!(
            repeated("[a]\nname = 1\n[b]\nc = 1\n[a]\nname = 2\n"),
            ["5:2 `[a]` is given twice <- 1:2"]
        );
        assert_eq!(
            repeated("[a.b]\nx = 1\n[a.b]\ny = 1\ny = 2\n"),
            [
                "3:4 `[a.b]` is given twice <- 1:4",
                "5:1 `y` is given twice <- 4:1"
            ]
        );
    }
}
