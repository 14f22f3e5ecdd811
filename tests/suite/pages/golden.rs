//! The complete small site against what is expected of it.
//!
//! A page is compared by its outline: what can be read and followed, in the order of the page,
//! without the theme's own scaffolding. `UPDATE_GOLDEN=1` writes what is expected anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{
    complete, complete_folder,
    html::{Element, Node, parse},
};
use crate::project::{Project, assert_golden};

#[test]
fn the_complete_site_is_published_as_expected() {
    let project = complete();
    let mut actual: BTreeMap<String, String> = BTreeMap::new();
    actual.insert("tree.txt".to_owned(), tree(&project));
    for (path, bytes) in project.tree("public") {
        let text = || String::from_utf8(bytes.clone()).expect("UTF-8");
        if path.ends_with(".html") {
            actual.insert(format!("{path}.txt"), outline(&parse(&text())));
        } else if path.ends_with("journey.json") {
            let data: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
            actual.insert(path, format!("{data:#}\n"));
        }
    }
    let expected = complete_folder().join("expected");
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        let _ = fs::remove_dir_all(&expected);
    }
    for (path, text) in &actual {
        let golden = expected.join(path);
        fs::create_dir_all(golden.parent().expect("a parent")).expect("folders");
        assert_golden(text, &golden);
    }
    let leftovers: BTreeSet<String> = files(&expected, &expected)
        .difference(&actual.into_keys().collect())
        .cloned()
        .collect();
    assert_eq!(leftovers, BTreeSet::new(), "expected and not published");
}

/// The published paths; which files the theme brings is its own affair.
fn tree(project: &Project) -> String {
    let lines: BTreeSet<String> = project
        .published_files()
        .iter()
        .map(|path| without_fingerprint(path))
        .collect();
    lines.into_iter().map(|line| line + "\n").collect()
}

fn without_fingerprint(path: &str) -> String {
    let Some((folder, name)) = path
        .rsplit_once('/')
        .filter(|(folder, _)| folder.starts_with("assets"))
    else {
        return path.to_owned();
    };
    let (stem, ending) = name.rsplit_once('.').expect("an ending");
    let (stem, digits) = stem.rsplit_once('-').expect("a fingerprint");
    assert!(
        digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{path}"
    );
    match folder {
        "assets/own" => format!("{folder}/{stem}-########.{ending}"),
        _ => "assets/ (the theme's)".to_owned(),
    }
}

fn files(root: &Path, folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("list a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(root, &path));
        } else {
            found.insert(
                path.strip_prefix(root)
                    .expect("inside")
                    .to_string_lossy()
                    .replace('\\', "/"),
            );
        }
    }
    found
}

/// Elements that hold a run of text of their own.
const BLOCKS: &[&str] = &[
    "title",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "li",
    "dt",
    "dd",
    "blockquote",
    "th",
    "td",
    "figcaption",
    "label",
    "caption",
    "pre",
    "button",
    "address",
    "span",
    "div",
    "a",
];

/// Elements whose attributes are a part of the page's meaning.
const TOLD: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("meta", &["name", "property", "http-equiv", "content"]),
    ("link", &["rel", "href"]),
    ("section", &["id"]),
    ("a", &["href"]),
    ("img", &["src", "alt"]),
    ("form", &["action", "method"]),
    ("input", &["type", "name", "value", "required"]),
    ("textarea", &["name", "required"]),
    ("time", &["datetime"]),
    ("ol", &["start"]),
];

/// What can be read and followed, a line each.
fn outline(page: &Element) -> String {
    let mut out = String::new();
    walk(page, &mut out);
    out
}

fn walk(element: &Element, out: &mut String) {
    for child in &element.children {
        let Node::Element(child) = child else {
            continue;
        };
        if child.name == "svg" {
            for title in child.texts("title") {
                out.push_str(&format!("drawing {title}\n"));
            }
            continue;
        }
        tell(child, out);
        walk(child, out);
    }
}

fn tell(element: &Element, out: &mut String) {
    let is_theme = element
        .attr("rel")
        .is_some_and(|rel| matches!(rel, "preload" | "stylesheet" | "icon"));
    let is_technical = element
        .attr("name")
        .is_some_and(|name| matches!(name, "viewport" | "color-scheme" | "theme-color"));
    if is_theme || is_technical || element.attr("charset").is_some() {
        return;
    }
    let mut line = String::new();
    if let Some((_, attributes)) = TOLD.iter().find(|(name, _)| *name == element.name) {
        for attribute in attributes
            .iter()
            .filter_map(|name| Some((name, element.attr(name)?)))
        {
            line.push_str(&format!(" {}={}", attribute.0, attribute.1));
        }
    }
    if BLOCKS.contains(&element.name.as_str()) {
        let id = element
            .attr("id")
            .filter(|_| element.name.starts_with('h'))
            .map(|id| format!(" #{id}"))
            .unwrap_or_default();
        let text = own_text(element);
        if !text.is_empty() {
            line.push_str(&format!("{id}: {text}"));
        }
    }
    if !line.is_empty() {
        out.push_str(&format!("{}{line}\n", element.name));
    }
}

/// The text that stands directly in an element or in marks within its lines.
fn own_text(element: &Element) -> String {
    let mut own = element.clone();
    own.children.retain(|child| match child {
        Node::Text(_) => true,
        Node::Element(child) => matches!(
            child.name.as_str(),
            "b" | "em" | "strong" | "code" | "sup" | "small" | "q" | "i" | "time"
        ),
    });
    own.text()
}
