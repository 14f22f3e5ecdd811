//! The attributes of a tag.
//!
//! In: the inside of a tag. Out: names and values, in all the ways in which they can be written.

use std::ops::Range;

/// One attribute.
#[derive(Debug, Clone)]
pub(in super::super) struct Attribute<'a> {
    name: &'a [u8],
    value: &'a [u8],
    /// All of it, with the quotes.
    pub range: Range<usize>,
}

/// The attributes of a tag, one after the other.
#[derive(Debug)]
pub(in super::super) struct Attributes<'a> {
    html: &'a [u8],
    at: usize,
    end: usize,
}

impl Attribute<'_> {
    /// Whether its name is `name`, which is in small letters.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// What it says: references to characters are replaced by these.
    pub fn text(&self) -> String {
        unescaped(&String::from_utf8_lossy(self.value))
    }
}

impl<'a> Attributes<'a> {
    /// Those in a part of a page: from the name of a tag to its `>`.
    pub(super) fn new(html: &'a [u8], range: Range<usize>) -> Self {
        Self {
            html,
            at: range.start,
            end: range.end,
        }
    }

    /// Passes all of them; gives where the tag's `>` stands, if it is there.
    pub(super) fn end(mut self) -> Option<usize> {
        while self.next().is_some() {}
        (self.byte() == Some(b'>')).then_some(self.at)
    }

    fn byte(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.html.get(self.at).copied())?
    }

    /// Goes on for as long as the bytes are such; gives what was passed.
    fn pass(&mut self, is_such: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.byte().is_some_and(&is_such) {
            self.at += 1;
        }
        start..self.at
    }

    /// What stands behind `=`; `None` where the page ends before it does.
    fn value(&mut self) -> Option<Range<usize>> {
        self.pass(|byte| byte.is_ascii_whitespace());
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.pass(|byte| byte != quote);
                self.byte()?;
                self.at += 1;
                Some(value)
            }
            _ => Some(self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>')),
        }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let start = self.at;
        if self.byte()? == b'>' {
            return None;
        }
        // A name may begin with `=`, of all things.
        self.at += 1;
        self.pass(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = start..self.at;
        self.pass(|byte| byte.is_ascii_whitespace());
        let (value, end) = if self.byte() == Some(b'=') {
            self.at += 1;
            (self.value()?, self.at)
        } else {
            (name.end..name.end, name.end)
        };
        Some(Attribute {
            name: self.html.get(name)?,
            value: self.html.get(value)?,
            range: start..end,
        })
    }
}

/// Text in which references to characters are replaced by these: numbers, and the few names that
/// addresses have any use for. Others stay as they are.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match reference(after) {
            Some((character, behind)) => {
                out.push(character);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that is meant at the beginning of what follows `&`, and what comes behind.
fn reference(text: &str) -> Option<(char, &str)> {
    let (name, behind) = text.split_once(';')?;
    let character = match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, behind))
}

#[cfg(test)]
mod tests {
    use super::{super::tags, unescaped};

    fn all(html: &str) -> Vec<(String, String)> {
        let tag = tags(html.as_bytes()).next().unwrap();
        let name = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        tag.attributes()
            .map(|one| (name(one.name), one.text()))
            .collect()
    }

    #[test]
    fn in_all_forms() {
        let rows: [(&str, &[(&str, &str)]); 8] = [
            ("<a>", &[]),
            ("<a/>", &[]),
            ("<a href=\"x y\" B='\"'>", &[("href", "x y"), ("B", "\"")]),
            ("<a href=x/y/ b>", &[("href", "x/y/"), ("b", "")]),
            ("<a\nhref\n=\n'x'\n>", &[("href", "x")]),
            ("<a b = c d=>", &[("b", "c"), ("d", "")]),
            ("<a/b/c=d>", &[("b", ""), ("c", "d")]),
            ("<a =b=c 'd\">", &[("=b", "c"), ("'d\"", "")]),
        ];
        for (html, expected) in rows {
            let found = all(html);
            let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn the_first_of_a_name_counts_and_has_its_place() {
        let html = "<form METHOD=post action = 'a' action=b>";
        let tag = tags(html.as_bytes()).next().unwrap();
        let action = tag.attribute("action").unwrap();
        assert_eq!(action.text(), "a");
        assert_eq!(html.get(action.range), Some("action = 'a'"));
        assert_eq!(tag.attribute("method").unwrap().text(), "post");
        assert!(tag.attribute("name").is_none());
    }

    #[test]
    fn references_to_characters() {
        assert_eq!(unescaped("a?b&amp;c&#38;d&#x26;e&quot;"), "a?b&c&d&e\"");
        assert_eq!(unescaped("&amp;amp;"), "&amp;");
        for text in [
            "&",
            "a&b",
            "&;",
            "&#;",
            "&#x;",
            "&#xd800;",
            "&#99999999999;",
            "&copy;",
        ] {
            assert_eq!(unescaped(text), text);
        }
    }
}
