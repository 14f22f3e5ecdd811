//! Soft hyphens in the long words of a finished page.
//!
//! In: HTML. Out: the same with soft hyphens in the texts that a reader sees, so that a long word in
//! a narrow column is broken where its language breaks it. Attributes, the head, code, drawings and
//! what visitors type or choose from stay as they are: they are compared, copied or set in lines
//! by others.

use std::borrow::Cow;

use crate::text::hyphenation::Hyphenator;

/// Words of so many letters and more are given places to break.
const LONG: usize = 10;

/// The same in headings, which are set large: a break in a heading is worse than a short line, so only
/// such words get one as would not fit on a phone.
const LONG_IN_HEADINGS: usize = 16;

/// Elements whose content is left as it is.
const UNTOUCHED: &[&str] = &[
    "head", "script", "style", "svg", "pre", "code", "kbd", "samp", "textarea", "select",
];

/// The page with soft hyphens; the same page where it has no long words.
pub fn put(html: String, hyphenator: &Hyphenator) -> String {
    let mut out = String::new();
    let mut written = 0;
    let mut fewest = LONG;
    let mut at = 0;
    while let Some(text_end) = next_tag(&html, at) {
        let text = html.get(at..text_end).unwrap_or("");
        if let Cow::Owned(soft) = hyphenator.soften(text, fewest) {
            out.push_str(html.get(written..at).unwrap_or(""));
            out.push_str(&soft);
            written = text_end;
        }
        let rest = html.get(text_end..).unwrap_or("");
        if let Some(level) = heading(rest) {
            fewest = level;
        }
        at = after_tag(&html, text_end);
    }
    if written == 0 {
        return html;
    }
    out.push_str(html.get(written..).unwrap_or(""));
    out
}

/// How long words must be behind a tag that begins or ends a heading.
fn heading(rest: &str) -> Option<usize> {
    let (tag, fewest) = match rest.strip_prefix("</h") {
        Some(tag) => (tag, LONG),
        None => (rest.strip_prefix("<h")?, LONG_IN_HEADINGS),
    };
    matches!(tag.as_bytes(), [b'1'..=b'6', b'>' | b' ' | b'\n', ..]).then_some(fewest)
}

/// The place behind a tag or comment that begins at `at`, and behind the whole element where its
/// content is left alone.
fn after_tag(html: &str, at: usize) -> usize {
    let rest = html.get(at..).unwrap_or("");
    if rest.starts_with("<!--") {
        return find(html, at, "-->").map_or(html.len(), |end| end + "-->".len());
    }
    let end = tag_end(html, at);
    let name = rest
        .get(1..)
        .unwrap_or("")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    let closed = html.as_bytes().get(end.wrapping_sub(2)) == Some(&b'/');
    if closed || !UNTOUCHED.contains(&name) {
        return end;
    }
    find(html, end, &format!("</{name}>")).unwrap_or(html.len())
}

/// The place behind the `>` of a tag; within quotation marks it is a character like any other.
fn tag_end(html: &str, at: usize) -> usize {
    let bytes = html.as_bytes();
    let mut at = at;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..).unwrap_or_default())
    {
        let mark = at + found;
        at = mark + 1;
        let quote = match bytes.get(mark) {
            Some(b'>') => return at,
            Some(quote) => *quote,
            None => break,
        };
        match memchr::memchr(quote, bytes.get(at..).unwrap_or_default()) {
            Some(closing) => at += closing + 1,
            None => break,
        }
    }
    html.len()
}

fn next_tag(html: &str, from: usize) -> Option<usize> {
    memchr::memchr(b'<', html.as_bytes().get(from..)?).map(|at| from + at)
}

fn find(html: &str, from: usize, what: &str) -> Option<usize> {
    let rest = html.as_bytes().get(from..)?;
    memchr::memmem::find(rest, what.as_bytes()).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hyphenation::SOFT_HYPHEN;

    fn put(html: &str) -> String {
        let hyphenator = Hyphenator::of("ru").expect("Russian");
        super::put(html.to_owned(), &hyphenator).replace(SOFT_HYPHEN, "-")
    }

    const WORD: &str = "взаимодействие";
    const SOFT: &str = "вза-и-мо-дей-ствие";

    #[test]
    fn texts_get_them_and_attributes_do_not() {
        assert_eq!(
            put(&format!(
                "<p title=\"{WORD} > {WORD}\" lang=ru>{WORD}, <b>{WORD}</b></p>{WORD}<br>"
            )),
            format!("<p title=\"{WORD} > {WORD}\" lang=ru>{SOFT}, <b>{SOFT}</b></p>{SOFT}<br>")
        );
    }

    #[test]
    fn what_is_copied_compared_or_drawn_stays() {
        for name in UNTOUCHED {
            let html = format!("<{name} class=\"a\"><i>{WORD}</i></{name}>");
            assert_eq!(put(&html), html);
            assert!(put(&format!("{html}<p>{WORD}</p>")).ends_with(&format!("<p>{SOFT}</p>")));
        }
        let comment = format!("<!-- {WORD} <p> -->");
        assert_eq!(put(&comment), comment);
        // No element of that name, only one that begins like it.
        assert_eq!(
            put(&format!("<header>{WORD}</header>")),
            format!("<header>{SOFT}</header>")
        );
        assert!(put(&format!("<svg><path/></svg><p>{WORD}</p>")).contains(SOFT));
    }

    #[test]
    fn in_headings_only_the_longest_words_are_broken() {
        assert_eq!(
            put(&format!("<h2 id=\"a\"><a>{WORD}</a></h2><p>{WORD}</p>")),
            format!("<h2 id=\"a\"><a>{WORD}</a></h2><p>{SOFT}</p>")
        );
        assert!(put("<h1>Энергоэффективность</h1>").contains('-'));
        assert_eq!(
            put(&format!("<hr><header>{WORD}</header>")),
            format!("<hr><header>{SOFT}</header>")
        );
    }

    #[test]
    fn broken_html_is_given_back_whole() {
        for html in [
            "<",
            "<p",
            "<p title=\"",
            "<!--",
            "<script>взаимодействие",
            "a < b",
            "<h",
        ] {
            assert_eq!(put(html), html);
        }
    }
}
