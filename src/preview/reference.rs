//! Where an address in a page leads on this server.
//!
//! In: the path of a page and an address as the page has it (RFC 3986, section 5). Out: a path that
//! begins with `/`, or nothing for an address that leads elsewhere.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What browsers encode in a path that is written with the letters themselves.
const LETTERS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// The path that `reference` means in the page at `page`, with its query if it has one; both paths
/// as they stand in URLs. `None` for another host, another scheme, and a part of the page itself.
pub(super) fn resolve(page: &str, reference: &str) -> Option<String> {
    let reference = reference.trim_ascii();
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() || reference.starts_with("//") || has_scheme(reference) {
        return None;
    }
    let (path, query) = match reference.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (reference, None),
    };
    let whole = match path {
        "" => page.to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => {
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{path}")
        }
    };
    let path = utf8_percent_encode(&without_dots(&whole), LETTERS).to_string();
    Some(match query {
        Some(query) => format!("{path}?{}", utf8_percent_encode(query, LETTERS)),
        None => path,
    })
}

/// Whether an address begins with a scheme: `https:`, `data:`.
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_letter)
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

/// The addresses of a `srcset`: what stands before the widths and densities (HTML Standard,
/// section 4.8.4.2.1).
pub(super) fn candidates(srcset: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        let (address, behind) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
        let bare = address.trim_end_matches(',');
        found.push(bare);
        rest = if bare.len() == address.len() {
            behind.split_once(',').map_or("", |(_, behind)| behind)
        } else {
            behind
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{candidates, resolve};

    #[test]
    fn against_the_page() {
        let rows = [
            ("../a.css", Some("/cjm/a.css")),
            ("a.jpg", Some("/cjm/put/a.jpg")),
            (" ./a.jpg\n", Some("/cjm/put/a.jpg")),
            ("/a/./b/../c.jpg", Some("/a/c.jpg")),
            ("../../../../a", Some("/a")),
            ("..", Some("/cjm/")),
            (".", Some("/cjm/put/")),
            ("a//b", Some("/cjm/put/a//b")),
            ("?v=1", Some("/cjm/put/?v=1")),
            ("a.css?v=1#x", Some("/cjm/put/a.css?v=1")),
            ("Ж а.jpg", Some("/cjm/put/%D0%96%20%D0%B0.jpg")),
            ("%D0%96.jpg", Some("/cjm/put/%D0%96.jpg")),
            ("a:b/c", None),
            ("./a:b", Some("/cjm/put/a:b")),
            ("1:b", Some("/cjm/put/1:b")),
            ("", None),
            ("#a", None),
            ("//evil.example/a", None),
            ("https://example.org/a.css", None),
            ("data:image/png;base64,AA", None),
        ];
        for (reference, expected) in rows {
            let found = resolve("/cjm/put/", reference);
            assert_eq!(found.as_deref(), expected, "{reference}");
        }
        assert_eq!(resolve("/page", "a").as_deref(), Some("/a"));
        assert_eq!(resolve("", "a").as_deref(), Some("/a"));
    }

    #[test]
    fn lists_of_pictures() {
        let rows: [(&str, &[&str]); 7] = [
            ("", &[]),
            ("a.jpg", &["a.jpg"]),
            ("a.jpg 1x, b.jpg 2x", &["a.jpg", "b.jpg"]),
            ("a.jpg, b.jpg 640w,\n c.jpg", &["a.jpg", "b.jpg", "c.jpg"]),
            (" , a.jpg,,", &["a.jpg"]),
            ("a,b.jpg 1x", &["a,b.jpg"]),
            ("data:image/png,AA 1x, b", &["data:image/png,AA", "b"]),
        ];
        for (srcset, expected) in rows {
            assert_eq!(candidates(srcset), expected, "{srcset:?}");
        }
    }
}
