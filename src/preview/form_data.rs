//! What a form sends.
//!
//! In: a body or a query, as a browser writes it or as anyone else does. Out: names and values in
//! order. What cannot be read is read as far as it goes.

mod multipart;

use percent_encoding::percent_decode;

/// The most fields that are looked at; a form with more of them is none.
const MOST: usize = 500;

/// The fields of a body; `None` for a media type that forms do not send.
pub(super) fn fields(media_type: Option<&str>, body: &[u8]) -> Option<Vec<(String, String)>> {
    let Some(media_type) = media_type else {
        return Some(urlencoded(body));
    };
    let name = media_type.split(';').next().unwrap_or_default().trim();
    if name.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Some(urlencoded(body))
    } else if name.eq_ignore_ascii_case("multipart/form-data") {
        Some(multipart::fields(media_type, body)?.take(MOST).collect())
    } else {
        None
    }
}

/// The fields of `application/x-www-form-urlencoded` (URL Standard, section 5.1).
pub(super) fn urlencoded(body: &[u8]) -> Vec<(String, String)> {
    let pairs = body.split(|&byte| byte == b'&');
    let pairs = pairs.filter(|pair| !pair.is_empty()).take(MOST);
    let pair = |pair: &[u8]| {
        let mut halves = pair.splitn(2, |&byte| byte == b'=');
        let mut half = || decoded(halves.next().unwrap_or_default());
        (half(), half())
    };
    pairs.map(pair).collect()
}

/// The value of the first field of that name.
pub(super) fn value<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// The path that a query names with `page`. A `+` stands for itself: in a path, browsers encode
/// spaces.
pub(super) fn page(query: Option<&str>) -> Option<String> {
    let mut pairs = query?.split('&');
    let value = pairs.find_map(|pair| pair.strip_prefix("page="))?;
    let decoded = percent_decode(value.as_bytes()).decode_utf8_lossy();
    Some(decoded.into_owned())
}

fn decoded(text: &[u8]) -> String {
    let spaced: Vec<u8> = text
        .iter()
        .map(|&byte| if byte == b'+' { b' ' } else { byte })
        .collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{MOST, fields, page, urlencoded, value};

    fn pairs(body: &str) -> Vec<(String, String)> {
        urlencoded(body.as_bytes())
    }

    #[test]
    fn urlencoded_bodies() {
        let rows: [(&str, &[(&str, &str)]); 6] = [
            ("", &[]),
            ("&&", &[]),
            ("a=1&b=%D0%96+%2B&c", &[("a", "1"), ("b", "Ж +"), ("c", "")]),
            ("a=b=c&=d", &[("a", "b=c"), ("", "d")]),
            ("a=%&b=%4&c=%zz", &[("a", "%"), ("b", "%4"), ("c", "%zz")]),
            ("a=%ff%0D%0A", &[("a", "\u{fffd}\r\n")]),
        ];
        for (body, expected) in rows {
            let found = pairs(body);
            let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
            assert_eq!(found, expected, "{body}");
        }
        assert_eq!(pairs(&"a&".repeat(100_000)).len(), MOST);
        assert_eq!(value(&pairs("a=1&b=2&b=3"), "b"), Some("2"));
        assert_eq!(value(&pairs("a=1"), "b"), None);
    }

    #[test]
    fn media_types() {
        let known = |media_type| fields(media_type, b"a=1").is_some();
        assert!(known(None));
        assert!(known(Some(
            "Application/X-www-form-urlencoded ; charset=utf-8"
        )));
        assert!(known(Some("multipart/form-data; boundary=x")));
        for media_type in ["multipart/form-data", "text/plain", "application/json", ""] {
            assert!(!known(Some(media_type)), "{media_type}");
        }
    }

    #[test]
    fn the_page_in_a_query() {
        assert_eq!(
            page(Some("x=1&page=/a%2Fb+c&page=d")).as_deref(),
            Some("/a/b+c")
        );
        assert_eq!(page(Some("page=%252F")).as_deref(), Some("%2F"));
        assert_eq!(page(Some("pages=1")), None);
        assert_eq!(page(None), None);
    }
}
