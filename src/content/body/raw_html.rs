//! Raw HTML in Markdown, made harmless.
//!
//! In: HTML as an author wrote it. Out: HTML whose tags are balanced and allowed. A run of blocks
//! that holds raw HTML is cleaned as a whole, after rendering, because one tag can open in one
//! event and close in another.

use std::collections::HashSet;

use pulldown_cmark::{CowStr, Event};

use super::links;

/// Stands before raw HTML in a rendered run that has to be cleaned. The character cannot come
/// from an author: noncharacters are taken out of texts when they are read.
const UNTRUSTED: char = '\u{fdd2}';

/// The event for raw HTML that has to be cleaned.
pub fn untrusted<'a>(html: &str) -> Event<'a> {
    Event::InlineHtml(CowStr::from(format!("{UNTRUSTED}{html}")))
}

/// Cleans a rendered run if it holds raw HTML. `anchors` are ids that we gave ourselves.
pub fn clean(run: String, anchors: &[String]) -> String {
    if !run.contains(UNTRUSTED) {
        return run;
    }
    let run = run.replace(UNTRUSTED, "");
    let anchors: HashSet<String> = anchors.iter().cloned().collect();
    let is_ours = move |name: &str, value: &str| match name {
        "id" => anchors.contains(value) || value.starts_with("ref-"),
        "class" => {
            matches!(
                value,
                "table-scroll" | "footnote-ref" | "left" | "center" | "right"
            ) || value.starts_with("language-")
        }
        "role" => value == "group",
        "tabindex" => value == "0",
        _ => true,
    };
    ammonia::Builder::default()
        .add_generic_attributes(["id", "class", "role", "tabindex"])
        .add_tag_attributes("img", ["loading", "decoding"])
        // The page's title is its only level-1 heading, and its landmarks are its own.
        .rm_tags([
            "h1", "header", "footer", "nav", "article", "aside", "hgroup",
        ])
        .add_tags(["input"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(move |element, name, value| {
            if element == "input" && name == "type" && value != "checkbox" {
                return None;
            }
            is_ours(name, value).then(|| value.into())
        })
        .clean(&run)
        .to_string()
}

/// Cleans the inside of a heading: only what can stand in a line of text passes.
pub fn clean_inline(run: String) -> String {
    if !run.contains(UNTRUSTED) {
        return run;
    }
    let tags = [
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q",
        "s", "small", "span", "strong", "sub", "sup", "u",
    ];
    ammonia::Builder::default()
        .tags(HashSet::from(tags))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .clean(&run.replace(UNTRUSTED, ""))
        .to_string()
}

/// HTML without its comments. One that is never closed ends with the text.
pub fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Attributes that hold addresses.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "xlink:href",
    "srcset",
];

/// Where the addresses of links and images stand in raw HTML, and which are images'.
pub fn addresses(html: &str) -> Vec<(std::ops::Range<usize>, bool)> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for (name, is_image) in [("href", false), ("src", true)] {
        for (at, _) in lower.match_indices(name) {
            let before = html.get(..at).unwrap_or("");
            let in_tag =
                before.rfind('<') > before.rfind('>') && before.ends_with(char::is_whitespace);
            let after = html.get(at + name.len()..).unwrap_or("");
            let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
                continue;
            };
            let start = html.len() - value.len();
            let quoted = value
                .chars()
                .next()
                .filter(|quote| matches!(quote, '"' | '\''));
            let range = match quoted {
                Some(quote) => {
                    let length = value
                        .get(1..)
                        .and_then(|inner| inner.find(quote))
                        .unwrap_or(0);
                    start + 1..start + 1 + length
                }
                None => start..start + value.find([' ', '\t', '\n', '>']).unwrap_or(value.len()),
            };
            if in_tag && !range.is_empty() {
                found.push((range, is_image));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The schemes of addresses in raw HTML that are not allowed.
pub fn unsafe_schemes(html: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for name in ADDRESSES {
        for (at, _) in lower.match_indices(name) {
            let after = html.get(at + name.len()..).unwrap_or("").trim_start();
            let Some(value) = after.strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let value = value.split(['"', '\'', '>', '<']).next().unwrap_or("");
            if let links::Target::Unsafe(scheme) = links::classify(&decoded(value)) {
                found.push(scheme);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Text with its character references resolved, as far as they could hide a scheme.
pub fn decoded(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, reference)) = rest.split_once('&') {
        out.push_str(before);
        // A numeric reference ends with its digits, whether or not a semicolon follows.
        let is_hex = reference.starts_with("#x") || reference.starts_with("#X");
        let belongs = |at: usize, c: char| match (reference.starts_with('#'), is_hex) {
            (true, true) => at < 2 || c.is_ascii_hexdigit(),
            (true, false) => at < 1 || c.is_ascii_digit(),
            (false, _) => c.is_ascii_alphanumeric(),
        };
        let end = reference.char_indices().find(|(at, c)| !belongs(*at, *c));
        let (name, after) = reference.split_at(end.map_or(reference.len(), |(at, _)| at));
        let after = after.strip_prefix(';').unwrap_or(after);
        let code = match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
            Some(number) => number.parse().ok(),
            None => match name {
                "colon" => Some(u32::from(':')),
                "Tab" | "NewLine" => Some(9),
                _ => None,
            },
        };
        match code.and_then(char::from_u32) {
            Some(c) => out.push(c),
            None => {
                out.push('&');
                out.push_str(name);
                out.push(';');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_their_surroundings_stay() {
        assert_eq!(without_comments("a<!-- b -->c<!---->d"), "acd");
        assert_eq!(without_comments("a<!-- never closed"), "a");
    }

    #[test]
    fn hidden_schemes_are_seen() {
        for html in [
            "<a href=\"javascript:x\">",
            "<a HREF = 'java&#115;cript:x'>",
            "<a href=javascript&colon;x>",
            "<a href=\"&#x6A;avascript:x\">",
            "<a href=\"&#106avascript:x\">",
            "<form action=\"vbscript:x\">",
        ] {
            assert_eq!(unsafe_schemes(html).len(), 1, "{html}");
        }
        assert!(unsafe_schemes("<a href=\"https://a.example/?a=b&amp;c:d\">").is_empty());
    }

    #[test]
    fn a_run_is_balanced_and_keeps_our_own_marks() {
        let run = format!(
            "<h3 id=\"ours\">x</h3>{UNTRUSTED}<div id=\"main\" onclick=\"x\"><b>y</section>"
        );
        assert_eq!(
            clean(run, &["ours".to_owned()]),
            "<h3 id=\"ours\">x</h3><div><b>y</b></div>"
        );
    }
}
