//! Addresses inside the site, and how they are written.
//!
//! In: HTML in which every address inside the site is written as a mark and the path from the
//! site's root. Out: the same with relative addresses, so that a page works under any sub-path
//! and from a folder; or with absolute ones, for what is read away from its place.
//!
//! The mark is a Unicode noncharacter, reserved for such internal use; text of authors is freed of
//! it when it is read, so nobody can write an address by hand that looks like one of ours.

use std::borrow::Cow;

/// Stands before a path from the site's root.
pub const MARK: char = '\u{fdd0}';

/// Stands around the number of a link in a document whose target is not looked up yet.
pub const PENDING: char = '\u{fdd1}';

/// The schemes that links may have.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// An address inside the site: `/map/` with the mark before it.
pub fn inside(path: &str) -> String {
    format!("{MARK}{path}")
}

/// The scheme that an address begins with, in small letters.
pub fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let mut chars = scheme.chars();
    let right = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    right.then(|| scheme.to_ascii_lowercase())
}

/// How addresses inside the site are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style<'a> {
    /// Relative to the page at this path, which begins with `/`.
    From(&'a str),
    /// With this before the path: `https://example.org/cjm` or `/cjm`, without a slash at its end.
    Under(&'a str),
}

/// Writes all marked addresses of a text in the given style.
pub fn write<'t>(text: &'t str, style: Style<'_>) -> Cow<'t, str> {
    let mut mark_bytes = [0; 4];
    let mark = MARK.encode_utf8(&mut mark_bytes);
    let mut found = memchr::memmem::find_iter(text.as_bytes(), mark.as_bytes()).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for at in found {
        out.push_str(text.get(done..at).unwrap_or(""));
        let rest = text.get(at + mark.len()..).unwrap_or("");
        let path = rest
            .find(['"', '\'', '#', '?', '<', '>', ' ', ')', '\\', ',', '\n'])
            .map_or(rest, |end| rest.get(..end).unwrap_or(""));
        let anchor = rest.as_bytes().get(path.len()) == Some(&b'#');
        match style {
            Style::Under(base) => {
                out.push_str(base);
                out.push_str(path);
            }
            Style::From(page) => out.push_str(&relative(page, path, anchor)),
        }
        done = at + mark.len() + path.len();
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// The way from one page to a path, both from the site's root. With `anchor` set the way from a
/// page to itself is empty, so that `#part` stays on the page.
fn relative(page: &str, path: &str, anchor: bool) -> String {
    if page == path {
        return if anchor {
            String::new()
        } else {
            "./".to_owned()
        };
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from: Vec<&str> = folder.split('/').skip(1).collect();
    let to: Vec<&str> = path.split('/').skip(1).collect();
    let (to_folder, to_name) = match to.split_last() {
        Some((name, folder)) => (folder, *name),
        None => (to.as_slice(), ""),
    };
    let common = from
        .iter()
        .zip(to_folder)
        .take_while(|(a, b)| a == b)
        .count();
    let mut way = "../".repeat(from.len() - common);
    for step in to_folder.iter().skip(common) {
        way.push_str(step);
        way.push('/');
    }
    way.push_str(to_name);
    if way.is_empty() { "./".to_owned() } else { way }
}

/// The file that an address is served from: `/map/` is `map/index.html`.
pub fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(page: &str, text: &str) -> String {
        write(&text.replace('@', "\u{fdd0}"), Style::From(page)).into_owned()
    }

    #[test]
    fn addresses_become_relative_to_their_page() {
        assert_eq!(
            from("/a/b/", r#"<a href="@/c/">"#),
            r#"<a href="../../c/">"#
        );
        assert_eq!(
            from("/a/", r#"<a href="@/a/x.png">"#),
            r#"<a href="x.png">"#
        );
        assert_eq!(from("/", r#"<a href="@/a/#b">"#), r#"<a href="a/#b">"#);
        assert_eq!(from("/a/b/", r#"<a href="@/a/">"#), r#"<a href="../">"#);
        assert_eq!(from("/a/b/", r#"<a href="@/">"#), r#"<a href="../../">"#);
    }

    #[test]
    fn a_page_reaches_itself_without_leaving() {
        assert_eq!(from("/a/", r#"<a href="@/a/#b">"#), r##"<a href="#b">"##);
        assert_eq!(from("/a/", r#"<a href="@/a/">"#), r#"<a href="./">"#);
        assert_eq!(from("/", r#"<a href="@/">"#), r#"<a href="./">"#);
    }

    #[test]
    fn addresses_become_absolute_under_a_base() {
        let text = "url(\u{fdd0}/assets/a.woff2)";
        assert_eq!(
            write(text, Style::Under("/cjm")),
            "url(/cjm/assets/a.woff2)"
        );
    }

    #[test]
    fn text_without_marks_is_not_copied() {
        assert!(matches!(write("plain", Style::From("/")), Cow::Borrowed(_)));
    }
}
