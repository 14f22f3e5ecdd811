//! Forms that are sent in several parts (RFC 7578).
//!
//! In: the body and its media type, which names the boundary between the parts. Out: names and
//! values. Of a file there is its name and size.

use memchr::memmem;

/// The fields of a body; `None` if the media type names no boundary.
pub(super) fn fields(
    media_type: &str,
    body: &[u8],
) -> Option<impl Iterator<Item = (String, String)>> {
    let boundary = parameter(media_type, "boundary").filter(|boundary| !boundary.is_empty())?;
    let delimiter = format!("--{boundary}");
    let starts: Vec<usize> = memmem::find_iter(body, delimiter.as_bytes()).collect();
    let ends = starts.iter().skip(1).copied();
    let parts: Vec<_> = starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| body.get(start + delimiter.len()..end))
        .filter_map(field)
        .collect();
    Some(parts.into_iter())
}

/// One part: its head, an empty line, and the value.
fn field(part: &[u8]) -> Option<(String, String)> {
    let end = memmem::find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(part.get(..end)?);
    let content = part.get(end + 4..)?;
    let content = content.strip_suffix(b"\r\n").unwrap_or(content);
    let disposition = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_it = name.trim().eq_ignore_ascii_case("Content-Disposition");
        is_it.then_some(value)
    })?;
    let name = parameter(disposition, "name")?;
    let value = match parameter(disposition, "filename") {
        Some(file) => format!("{file} ({} bytes)", content.len()),
        None => String::from_utf8_lossy(content).into_owned(),
    };
    Some((name, value))
}

/// A parameter of a header's value: `name="x"` or `name=x`.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once(';') {
        let (name, value) = after.split_once('=')?;
        let value = value.trim_start();
        let (value, behind) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            // What would end the value early is encoded by browsers, and nothing else is.
            let value = value.trim_end().replace("%22", "\"");
            return Some(value.replace("%0D%0A", " "));
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{fields, parameter};

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n\
        --x\r\ncontent-disposition: form-data; name=\"Ж%22\"; filename=\"f;g.txt\"\r\n\
        Content-Type: text/plain\r\n\r\nabc\r\n--x\r\nnothing\r\n--x--\r\n";

    #[test]
    fn parts() {
        let found: Vec<_> = fields("multipart/form-data; boundary=x", BODY.as_bytes())
            .unwrap()
            .collect();
        let expected = [("a", "one\r\ntwo"), ("Ж\"", "f;g.txt (3 bytes)")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(found, expected);
        for length in 0..BODY.len() {
            let cut = &BODY.as_bytes()[..length];
            drop(fields("multipart/form-data; boundary=\"x\"", cut).unwrap());
        }
    }

    #[test]
    fn parameters() {
        let header = "form-data; a = \"b; c=d\"; C=e ;f";
        assert_eq!(parameter(header, "a").as_deref(), Some("b; c=d"));
        assert_eq!(parameter(header, "c").as_deref(), Some("e"));
        assert_eq!(parameter(header, "f"), None);
        assert_eq!(parameter("boundary=x", "boundary"), None);
    }
}
