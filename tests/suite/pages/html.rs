//! Published HTML, read strictly.
//!
//! In: the text of a page. Out: its elements, to be asked for by simple selectors. A tag that is
//! never closed, or closed out of turn, fails the test that reads the page: pages are written by
//! the program, so there is nobody to be lenient with. Left out may be what the standard lets be
//! left out without a second thought: the end of a paragraph and of a list's item.

mod select;

use crate::project::Project;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose text has no tags in it.
const RAW: &[&str] = &["script", "style", "textarea"];

/// Elements that stand within a line; around all others there is a gap between words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Elements before which an open paragraph ends by itself (HTML Standard, 13.1.2.4).
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element with what stands in it.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// The tag's name in small letters.
    pub name: String,
    /// The attributes in their order, values decoded.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// A piece of an element's contents.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, decoded.
    Text(String),
}

/// Reads a published page of a project.
#[track_caller]
pub fn published(project: &Project, path: &str) -> Element {
    parse(&project.published(path))
}

/// Reads HTML; what is returned has no name and holds everything.
///
/// # Panics
/// Where tags do not match.
#[track_caller]
pub fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").expect("a comment ends").1;
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>').expect("a declaration ends").1;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').expect("an end tag ends");
            close(&mut open, &name.trim().to_lowercase(), after);
            rest = after;
        } else if is_tag(rest) {
            rest = start(&mut open, &rest[1..]);
        } else {
            let end = rest
                .match_indices('<')
                .map(|(at, _)| at)
                .find(|at| *at > 0)
                .unwrap_or(rest.len());
            let text = decode(&rest[..end]);
            open.last_mut()
                .expect("one is open")
                .children
                .push(Node::Text(text));
            rest = &rest[end..];
        }
    }
    assert_eq!(
        open.len(),
        1,
        "never closed: <{}>",
        open.last().map_or("", |element| &element.name)
    );
    open.remove(0)
}

fn is_tag(rest: &str) -> bool {
    rest.strip_prefix('<')
        .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[track_caller]
fn close(open: &mut Vec<Element>, name: &str, after: &str) {
    while open
        .last()
        .is_some_and(|last| matches!(last.name.as_str(), "p" | "li") && last.name != name)
    {
        end_last(open);
    }
    let element = open.pop().expect("something is open");
    assert_eq!(
        element.name, name,
        "closed out of turn, before: {:.200}",
        after
    );
    open.last_mut()
        .expect("one is open")
        .children
        .push(Node::Element(element));
}

/// Ends the innermost open element.
fn end_last(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        outer.children.push(Node::Element(element));
    }
}

/// Reads a start tag behind its `<`; returns what follows.
#[track_caller]
fn start<'h>(open: &mut Vec<Element>, tag: &'h str) -> &'h str {
    let end = tag
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .expect("a tag ends");
    let mut element = Element {
        name: tag[..end].to_lowercase(),
        ..Element::default()
    };
    let mut rest = tag[end..].trim_start();
    if open.last().is_some_and(|last| last.name == "p")
        && ENDS_PARAGRAPH.contains(&element.name.as_str())
        || open.last().is_some_and(|last| last.name == "li") && element.name == "li"
    {
        end_last(open);
    }
    let closed = loop {
        if let Some(after) = rest.strip_prefix("/>") {
            rest = after;
            break true;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break VOID.contains(&element.name.as_str());
        }
        let (attribute, after) = attribute(rest);
        assert!(
            element.attr(&attribute.0).is_none(),
            "`{}` given twice in <{}>",
            attribute.0,
            element.name
        );
        element.attributes.push(attribute);
        rest = after.trim_start();
    };
    if closed {
        open.last_mut()
            .expect("one is open")
            .children
            .push(Node::Element(element));
        return rest;
    }
    if RAW.contains(&element.name.as_str()) {
        let end = rest
            .find(&format!("</{}>", element.name))
            .expect("raw text ends");
        element.children.push(Node::Text(rest[..end].to_owned()));
        rest = &rest[end..];
    }
    open.push(element);
    rest
}

#[track_caller]
fn attribute(rest: &str) -> ((String, String), &str) {
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
        .expect("a tag ends");
    let name = rest[..end].to_lowercase();
    assert!(!name.is_empty(), "not an attribute: {rest:.100}");
    let after = &rest[end..];
    let Some(value) = after.strip_prefix('=') else {
        return ((name, String::new()), after);
    };
    let quote = value.chars().next().expect("a value");
    assert!(
        matches!(quote, '"' | '\''),
        "a value without quotation marks: {rest:.100}"
    );
    let (value, after) = value[1..].split_once(quote).expect("a value ends");
    ((name, decode(value)), after)
}

/// Text with its character references resolved.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = reference
            .split_once(';')
            .unwrap_or_else(|| panic!("a bare `&`: {reference:.60}"));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            number => {
                let digits = number
                    .strip_prefix('#')
                    .unwrap_or_else(|| panic!("unknown `&{name};`"));
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => digits.parse(),
                };
                code.ok()
                    .and_then(char::from_u32)
                    .unwrap_or_else(|| panic!("unknown `&{name};`"))
            }
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Element {
    /// The value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The text without that of drawings, spaces of all kinds as single ones.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out.split(|c: char| c.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The text as it is, with all its spaces.
    pub fn exact_text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out.trim().to_owned()
    }

    fn write_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element)
                    if matches!(element.name.as_str(), "svg" | "script" | "style") => {}
                Node::Element(element) => {
                    let gap = if INLINE.contains(&element.name.as_str()) {
                        ""
                    } else {
                        " "
                    };
                    out.push_str(gap);
                    element.write_text(out);
                    out.push_str(gap);
                }
            }
        }
    }

    /// All elements below this one, in the order of the document.
    pub fn descendants(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        self.collect(&mut all);
        all
    }

    fn collect<'e>(&'e self, all: &mut Vec<&'e Element>) {
        for child in &self.children {
            if let Node::Element(element) = child {
                all.push(element);
                element.collect(all);
            }
        }
    }
}

#[test]
fn selectors_find_and_broken_pages_fail() {
    let page = parse(
        "<!doctype html><div class=\"a b\"><p id=\"x\">1 &amp;&nbsp;2<br>3</p><p>4</p><svg><g/></svg></div>",
    );
    assert_eq!(page.texts("div.b p"), ["1 & 2 3", "4"]);
    assert_eq!(page.one("[id=x]").text(), page.one("#x").text());
    assert_eq!(
        parse("<ul><li>1<li>2</ul><p>3<p>4<div>5</div>")
            .texts("li")
            .len(),
        2
    );
    for broken in [
        "<div><b></div></b>",
        "<div>",
        "</div>",
        "<a href=x>",
        "<td><p></b></td>",
    ] {
        assert!(
            std::panic::catch_unwind(|| parse(broken)).is_err(),
            "{broken}"
        );
    }
}
