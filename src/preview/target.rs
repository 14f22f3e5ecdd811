//! What a request asks for, decoded.
//!
//! In: the target of a request line, as it came. Out: a path with `/`, decoded once and free of
//! everything by which a path is ever made to mean something else, and the query.

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// What is written as it is in a path: RFC 3986's unreserved characters, and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A request's path and query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Decoded; begins with `/`.
    pub path: String,
    /// As it came, without the `?`.
    pub query: Option<String>,
}

/// Why a target is not looked up at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Malformed {
    /// `http://…`, `*` or anything else that does not begin with `/`.
    #[error("the request's target is not a path")]
    NotAPath,
    /// A control character, or one that must not stand in a URL as it is.
    #[error("the request's target has a character that does not belong there")]
    Character,
    /// `%` without two hexadecimal digits, or bytes that are not UTF-8.
    #[error("the request's path is wrongly encoded")]
    Encoding,
    /// `..`, `.`, or an encoded `/`, `\` or control character.
    #[error("the request's path does not say plainly what it means")]
    Disguise,
}

impl Target {
    /// Reads the target of a request line.
    pub fn parse(target: &str) -> Result<Self, Malformed> {
        if !target.starts_with('/') {
            return Err(Malformed::NotAPath);
        }
        let is_fine = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#');
        if !target.bytes().all(is_fine) {
            return Err(Malformed::Character);
        }
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        let path = path
            .split('/')
            .map(decode)
            .collect::<Result<Vec<_>, _>>()?
            .join("/");
        Ok(Self { path, query })
    }
}

/// What browsers encode in a path: what is no ASCII, and what would end it.
const LETTERS: &AsciiSet = &CONTROLS.add(b' ');

/// A path of this server that is named in a query or in a form: encoded, as a browser gives its
/// `location.pathname`, or with the letters themselves. A part of a page behind `#` is left out.
/// `None` for what is no path, and for one that would lead a browser to another host.
pub(super) fn named(path: &str) -> Option<Target> {
    let path = path.split('#').next().unwrap_or_default();
    if path.starts_with("//") {
        return None;
    }
    let encoded = utf8_percent_encode(path, LETTERS).to_string();
    Target::parse(&encoded).ok()
}

/// One part of a path, decoded once.
fn decode(part: &str) -> Result<String, Malformed> {
    let mut rest = part;
    while let Some((_, after)) = rest.split_once('%') {
        let is_hex = |byte: &u8| byte.is_ascii_hexdigit();
        if after
            .as_bytes()
            .iter()
            .take(2)
            .filter(|b| is_hex(b))
            .count()
            < 2
        {
            return Err(Malformed::Encoding);
        }
        rest = after;
    }
    let decoded = percent_decode_str(part)
        .decode_utf8()
        .map_err(|_| Malformed::Encoding)?;
    let is_disguise = |c: char| matches!(c, '/' | '\\') || c.is_control();
    if decoded.contains(is_disguise) || matches!(&*decoded, "." | "..") {
        return Err(Malformed::Disguise);
    }
    Ok(decoded.into_owned())
}

/// A decoded path as it stands in a URL.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

/// Where to send a browser: a path of this server, and the query it came with.
pub(super) fn location(path: &str, query: Option<&str>) -> String {
    // Two slashes at the beginning would name another host.
    let path = encode(path.trim_start_matches('/'));
    match query {
        Some(query) => format!("/{path}?{query}"),
        None => format!("/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Malformed, Target, encode, location, named};

    #[test]
    fn decoded_once() {
        let path = |target| Target::parse(target).map(|target| target.path);
        assert_eq!(path("/a%20b/%D0%96%D0%9A/").unwrap(), "/a b/ЖК/");
        assert_eq!(path("/%252e%252e/x").unwrap(), "/%2e%2e/x");
        assert_eq!(path("//evil.example/").unwrap(), "//evil.example/");
        assert_eq!(path("/.well-known/...").unwrap(), "/.well-known/...");
        let target = Target::parse("/a?b=%2F..&c=/../").unwrap();
        assert_eq!(target.query.as_deref(), Some("b=%2F..&c=/../"));
    }

    #[test]
    fn attacks() {
        use Malformed::{Character, Disguise, Encoding, NotAPath};
        let rows = [
            ("", NotAPath),
            ("*", NotAPath),
            ("foo", NotAPath),
            ("http://evil.example/", NotAPath),
            ("/../etc/passwd", Disguise),
            ("/a/./b", Disguise),
            ("/a/..", Disguise),
            ("/%2e%2e/etc/passwd", Disguise),
            ("/.%2E/x", Disguise),
            ("/a%2fb", Disguise),
            ("/a%5c..%5cb", Disguise),
            ("/a%00.html", Disguise),
            ("/a%0d%0aX: y", Character),
            ("/a%0d%0aX:%20y", Disguise),
            ("/a%C2%85b", Disguise),
            ("/..\\..\\x", Character),
            ("/a\0b", Character),
            ("/a\rb", Character),
            ("/a#b", Character),
            ("/%", Encoding),
            ("/%4", Encoding),
            ("/%zz", Encoding),
            ("/%%34%31", Encoding),
            ("/%c0%ae%c0%ae/", Encoding),
            ("/%ff", Encoding),
        ];
        for (target, expected) in rows {
            assert_eq!(Target::parse(target), Err(expected), "{target:?}");
        }
    }

    #[test]
    fn named_in_a_query() {
        let path = |text| named(text).map(|target| target.path);
        for text in ["/cjm/%D0%96%20b/", "/cjm/Ж b/", "/cjm/Ж b/#part"] {
            assert_eq!(path(text).as_deref(), Some("/cjm/Ж b/"));
        }
        for text in [
            "",
            "a",
            "//evil.example/",
            "/\\evil.example/",
            "/%2Fevil",
            "/a/../b",
            "/%zz",
            "https://evil.example/",
            "/a\nb%0d",
        ] {
            assert_eq!(path(text), None, "{text:?}");
        }
        assert_eq!(named("/a?b=c").unwrap().query.as_deref(), Some("b=c"));
    }

    #[test]
    fn locations_stay_on_this_server() {
        assert_eq!(encode("/a b/ЖК/%41?#"), "/a%20b/%D0%96%D0%9A/%2541%3F%23");
        assert_eq!(
            location("//evil.example/", Some("a=1")),
            "/evil.example/?a=1"
        );
        assert_eq!(location("/", None), "/");
    }
}
