//! The tags of an HTML page.
//!
//! In: the bytes of a page, whatever they are. Out: its tags in order, each with its name, its
//! attributes and where they stand. Reads as browsers do (HTML Standard, section 13.2.5) as far as
//! it takes to tell tags from text, comments and scripts; nothing that a page says can be wrong.

mod attributes;

use std::ops::Range;

pub(super) use attributes::{Attribute, Attributes};

/// Elements whose content is text until their own end tag.
const RAW_TEXT: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// Elements inside of which no content is raw: they are XML at heart.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// A start tag or an end tag.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    html: &'a [u8],
    name: Range<usize>,
    /// From `<` to `>`, both included.
    pub range: Range<usize>,
    /// Whether it is an end tag.
    pub is_end: bool,
}

/// The tags of a page, one after the other.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    html: &'a [u8],
    at: usize,
    /// How many elements of [`FOREIGN`] are open.
    foreign: usize,
}

/// The tags of `html` in order.
pub(super) fn tags(html: &[u8]) -> Tags<'_> {
    Tags {
        html,
        at: 0,
        foreign: 0,
    }
}

impl<'a> Tag<'a> {
    /// Whether its name is `name`, which is in small letters.
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name.as_bytes())
    }

    /// Its attributes in order.
    pub fn attributes(&self) -> Attributes<'a> {
        let end = self.range.end.saturating_sub(1);
        Attributes::new(self.html, self.name.end..end)
    }

    /// The attribute of that name, in small letters: the first one, as the others do not count.
    pub fn attribute(&self, name: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|attribute| attribute.is(name))
    }

    /// The position after its name.
    pub fn after_name(&self) -> usize {
        self.name.end
    }

    fn name(&self) -> &'a [u8] {
        self.html.get(self.name.clone()).unwrap_or_default()
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    fn closes_itself(&self) -> bool {
        let end = self.range.end.wrapping_sub(2);
        self.html.get(end) == Some(&b'/')
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.seek(self.at, b"<")?;
            let after = |offset| self.html.get(start + offset).copied().unwrap_or(b' ');
            match (after(1), after(2)) {
                (b'!' | b'?', _) => self.at = self.after_declaration(start)?,
                (b'/', letter) if letter.is_ascii_alphabetic() => {
                    let tag = self.tag(start, start + 2, true)?;
                    return Some(self.pass(tag));
                }
                // `</` and anything else is a comment up to `>`.
                (b'/', _) => self.at = self.seek(start, b">")? + 1,
                (letter, _) if letter.is_ascii_alphabetic() => {
                    let tag = self.tag(start, start + 1, false)?;
                    return Some(self.pass(tag));
                }
                _ => self.at = start + 1,
            }
        }
    }
}

impl<'a> Tags<'a> {
    /// Where `needle` begins, at `from` or later.
    fn seek(&self, from: usize, needle: &[u8]) -> Option<usize> {
        let found = memchr::memmem::find(self.html.get(from..)?, needle)?;
        Some(from + found)
    }

    /// The position after a comment, document type or processing instruction.
    fn after_declaration(&self, start: usize) -> Option<usize> {
        if !self.html.get(start..)?.starts_with(b"<!--") {
            return Some(self.seek(start, b">")? + 1);
        }
        // `<!-->` and `<!--->` are whole comments.
        for short in [&b"<!-->"[..], b"<!--->"] {
            if self.html.get(start..)?.starts_with(short) {
                return Some(start + short.len());
            }
        }
        let end = self.seek(start + 4, b"-->");
        let inside = self.html.get(start + 4..end.unwrap_or(self.html.len()))?;
        match memchr::memmem::find(inside, b"--!>") {
            Some(other) => Some(start + 4 + other + 4),
            None => Some(end? + 3),
        }
    }

    /// The tag at `start`; `None` where the page ends inside of it.
    fn tag(&self, start: usize, name: usize, is_end: bool) -> Option<Tag<'a>> {
        let rest = self.html.get(name..)?;
        let is_after = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name_end = name + rest.iter().position(is_after)?;
        let end = Attributes::new(self.html, name_end..self.html.len()).end()?;
        Some(Tag {
            html: self.html,
            name: name..name_end,
            range: start..end + 1,
            is_end,
        })
    }

    /// Goes on behind `tag`, and behind its content where that is no HTML.
    fn pass(&mut self, tag: Tag<'a>) -> Tag<'a> {
        self.at = tag.range.end;
        if tag.is_one_of(&FOREIGN) {
            if tag.is_end {
                self.foreign = self.foreign.saturating_sub(1);
            } else if !tag.closes_itself() {
                self.foreign += 1;
            }
        } else if !tag.is_end && self.foreign == 0 && tag.is_one_of(&RAW_TEXT) {
            self.at = self.end_of_raw_text(tag.name());
        }
        tag
    }

    /// Where the end tag of a raw text element begins; the end of the page if it has none.
    fn end_of_raw_text(&self, name: &[u8]) -> usize {
        let mut at = self.at;
        while let Some(found) = self.seek(at, b"</") {
            let rest = self.html.get(found + 2..).unwrap_or_default();
            let (named, after) = rest.split_at_checked(name.len()).unwrap_or_default();
            let is_whole = after
                .first()
                .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
            if is_whole && named.eq_ignore_ascii_case(name) {
                return found;
            }
            at = found + 2;
        }
        self.html.len()
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    /// The tags as they stand in the page.
    fn all(html: &str) -> Vec<&str> {
        let range = |tag: super::Tag<'_>| html.get(tag.range).unwrap();
        tags(html.as_bytes()).map(range).collect()
    }

    #[test]
    fn tags_and_nothing_else() {
        assert_eq!(
            all("<!doctype html><P Class='a>b'>x < y <br/></p ><1><//x>"),
            ["<P Class='a>b'>", "<br/>", "</p >"]
        );
        assert_eq!(
            all("<!-- <p> --><a><!--><b><!---><c>"),
            ["<a>", "<b>", "<c>"]
        );
        assert_eq!(all("<!-- <p> --!><a>-->"), ["<a>"]);
        assert_eq!(all("<?xml <p>?><a>"), ["<a>"]);
        assert_eq!(
            all("<script>'<p></scripty></SCRIPT ><a>"),
            ["<script>", "</SCRIPT >", "<a>"]
        );
        assert_eq!(all("<textarea></body></textarea>").len(), 2);
        assert_eq!(
            all("<svg><title/><g><style>a</style></g></svg><title><a></title>"),
            [
                "<svg>", "<title/>", "<g>", "<style>", "</style>", "</g>", "</svg>", "<title>",
                "</title>"
            ]
        );
    }

    #[test]
    fn pages_that_end_too_early() {
        for html in [
            "<", "</", "<a", "<a b", "<a b=", "<a b=\"", "<a b='x>", "<!", "<!-", "<!--", "<!-- -",
            "<?", "<a /", "</a", "",
        ] {
            assert_eq!(all(html), Vec::<&str>::new(), "{html:?}");
        }
        assert_eq!(all("<script><p>"), ["<script>"]);
        assert_eq!(all("<style></"), ["<style>"]);
    }

    #[test]
    fn whatever_bytes_there_are() {
        // Every string of five of these bytes.
        let alphabet = b"<>/!-=\"a \xff";
        for number in 0..100_000_usize {
            let byte = |place: u32| alphabet[number / 10_usize.pow(place) % 10];
            let html: Vec<u8> = (0..5).map(byte).collect();
            for tag in tags(&html) {
                assert!(tag.range.end <= html.len());
                assert!(tag.attributes().all(|one| one.range.end <= html.len()));
            }
        }
    }
}
