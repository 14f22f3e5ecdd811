//! SVG: how large a drawing is, and whether it does more than draw.
//!
//! In: the text of a drawing. Out: the size in pixels that its root asks for, and the first thing
//! in it that runs, or that asks another host. Drawings are published as they are.

/// What is known of a drawing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Width and height, if they can be told.
    pub size: Option<(u32, u32)>,
    /// What it does beside drawing, in words that follow "the drawing".
    pub activity: Option<&'static str>,
}

/// Reads a drawing; `None` where this is none.
pub(super) fn read(bytes: &[u8]) -> Option<Drawing> {
    let text = String::from_utf8_lossy(bytes);
    let root = root(&text)?;
    Some(Drawing {
        size: size(root),
        activity: activity(&text),
    })
}

/// The tag that opens the drawing, comments and declarations before it passed over.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        rest = match rest {
            _ if rest.starts_with("<!--") => rest.split_once("-->")?.1,
            _ if rest.starts_with("<?") => rest.split_once("?>")?.1,
            _ if rest.starts_with("<!") => doctype(rest)?,
            _ => break,
        }
        .trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let name = tag
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()?;
    (name.rsplit(':').next() == Some("svg")).then(|| tag.split('>').next().unwrap_or(tag))
}

/// What follows a document type, whose own declarations stand in brackets.
fn doctype(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    let rest = text.get(end..)?;
    match rest.starts_with('[') {
        true => rest
            .split_once("]")?
            .1
            .split_once('>')
            .map(|(_, rest)| rest),
        false => rest.get(1..),
    }
}

fn size(root: &str) -> Option<(u32, u32)> {
    let side = |name| attribute(root, name).and_then(pixels);
    let view = attribute(root, "viewBox").and_then(view_box);
    let (width, height) = match (side("width"), side("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    let whole = |side: f64| (0.5..65536.0).contains(&side).then(|| side.round() as u32);
    Some((whole(width)?, whole(height)?))
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.match_indices(name).find(|(at, _)| {
        let before = tag.get(..*at).unwrap_or("");
        let after = tag.get(at + name.len()..).unwrap_or("").trim_start();
        before.ends_with(char::is_whitespace) && after.starts_with('=')
    })?;
    let value = tag.get(at.0 + name.len()..)?.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// A length in pixels; `None` for shares and for units of print.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let number = length.strip_suffix("px").unwrap_or(length).trim();
    number.parse().ok().filter(|side: &f64| *side > 0.0)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers = value.split([' ', ',', '\t', '\n', '\r']);
    let numbers: Vec<f64> = numbers
        .filter(|number| !number.is_empty())
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

/// The first thing in a drawing that is more than a drawing.
fn activity(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    let found = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if found(&["<script", ":script", "javascript:"]) || has_handler(&text) {
        return Some("holds a script");
    }
    if found(&["<foreignobject", "<iframe", "<embed", "<object", "<!entity"]) {
        return Some("holds what is no drawing");
    }
    let refers = ["href=", "src=", "url(", "@import"].iter().any(|sign| {
        let mut all = text.match_indices(sign);
        all.any(|(at, _)| {
            let target = text.get(at + sign.len()..).unwrap_or("");
            let target = target.trim_start_matches(['"', '\'', ' ', '(']);
            let target = target.strip_prefix("url(").unwrap_or(target);
            let target = target.trim_start_matches(['"', '\'', ' ']);
            ["http:", "https:", "//", "ftp:"]
                .iter()
                .any(|host| target.starts_with(host))
                && !is_a_link(&text, at)
        })
    });
    refers.then_some("fetches something from another host")
}

/// Whether the attribute at a place is that of a link, which is followed only by who clicks.
fn is_a_link(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let tag = before
        .rfind('<')
        .and_then(|open| before.get(open..))
        .unwrap_or("");
    tag.starts_with("<a ") || tag.starts_with("<a\n")
}

/// Whether an attribute such as `onload` stands in a tag.
fn has_handler(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let name: &str = after
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or("");
        let rest = after.get(name.len()..).unwrap_or("").trim_start();
        before.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
            && name.len() > 3
            && rest.starts_with('=')
            && before.rfind('<') > before.rfind('>')
    })
}

#[cfg(test)]
mod tests {
    use super::{Drawing, read};

    #[test]
    fn sizes_come_from_the_root() {
        let rows: &[(&str, Option<(u32, u32)>)] = &[
            (r#"<svg width="40" height="30px"></svg>"#, Some((40, 30))),
            (r#"<svg viewBox="0 0 400 300"/>"#, Some((400, 300))),
            (
                r#"<svg viewBox='0,0,400,300' width='200'/>"#,
                Some((200, 150)),
            ),
            (
                r#"<svg width="100%" height="10cm" viewBox="-1 -1 4.4 2.6"/>"#,
                Some((4, 3)),
            ),
            (
                r#"<svg stroke-width="3" width="7" height="8"><g width="1"/></svg>"#,
                Some((7, 8)),
            ),
            (
                "<?xml version='1.0'?><!-- <svg width='1' height='1'> --><!DOCTYPE svg [<!ELEMENT a ANY>]>\n<svg:svg width='2' height='3'/>",
                Some((2, 3)),
            ),
            ("<svg/>", None),
            (r#"<svg width="0" height="10"/>"#, None),
            (r#"<svg width="1e9" height="10"/>"#, None),
        ];
        for (text, size) in rows {
            assert_eq!(
                read(text.as_bytes()).map(|read| read.size),
                Some(*size),
                "{text}"
            );
        }
        for text in ["", "<html><svg/></html>", "plain", "<!-- never closed"] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_more_than_a_drawing_is_seen() {
        let activity = |inner: &str| {
            let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {inner}</svg>");
            read(text.as_bytes()).and_then(|Drawing { activity, .. }| activity)
        };
        for inner in [
            "><script>x</script>",
            "onload='x'>",
            "><a href='java&#115;cript:x' onclick = \"x\"/>",
            "><a xlink:href=\"javascript:x\"/>",
        ] {
            assert_eq!(activity(inner), Some("holds a script"), "{inner}");
        }
        assert_eq!(
            activity("><foreignObject/>"),
            Some("holds what is no drawing")
        );
        for inner in [
            "><image href=\"https://a.example/x.png\"/>",
            "><use xlink:href='//a.example/x#y'/>",
            "><style>@import url(https://a.example/x.css)</style>",
            "><rect fill=\"url( 'http://a.example/#x')\"/>",
        ] {
            assert_eq!(
                activity(inner),
                Some("fetches something from another host"),
                "{inner}"
            );
        }
        for inner in [
            "><use href=\"#a\"/><rect fill=\"url(#b)\"/>",
            "><text>on = off</text><a href=\"https://a.example/\">x</a>",
            "><g data-on=\"1\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
        ] {
            assert_eq!(activity(inner), None, "{inner}");
        }
    }
}
