//! What machines read: structured data and `journey.json`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    COMPLETE, EXAMPLE, Published, complete,
    html::{Element, published},
};
use crate::{
    content_model::{build, journey},
    project::{Project, repository},
};

pub fn structured(page: &Element) -> Vec<Value> {
    let scripts = page.all("script[type=application/ld+json]");
    scripts
        .into_iter()
        .map(|script| {
            let text = match script.children.first() {
                Some(super::html::Node::Text(text)) => text.clone(),
                _ => String::new(),
            };
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
        })
        .collect()
}

/// The things of a page's structured data, by type.
pub fn things(page: &Element, kind: &str) -> Vec<Value> {
    let graphs = structured(page);
    let all = graphs
        .iter()
        .flat_map(|graph| graph["@graph"].as_array().cloned().unwrap_or_default());
    all.filter(|thing| thing["@type"] == kind).collect()
}

#[test]
fn structured_data_parses_on_every_page_that_is_to_be_found() {
    for (path, page) in &EXAMPLE.pages {
        let data = structured(page);
        if page.has("meta[name=robots]") {
            continue;
        }
        assert_eq!(data.len(), 1, "{path}");
        assert_eq!(data[0]["@context"], "https://schema.org", "{path}");
        let mut ids = BTreeSet::new();
        let graph = data[0]["@graph"].as_array().expect("a graph");
        for thing in graph {
            assert!(thing["@type"].is_string(), "{path}: {thing}");
            ids.extend(thing["@id"].as_str().map(str::to_owned));
        }
        assert!(
            !data[0].to_string().contains('\u{fdd0}'),
            "{path}: an unfinished address"
        );
    }
}

#[test]
fn a_map_is_an_article_of_the_agency_with_its_place_in_the_site() {
    let page = COMPLETE.page("dom/index.html");
    let article = &things(page, "Article")[0];
    assert_eq!(article["headline"], "Дом у\u{a0}реки");
    assert_eq!(article["url"], "https://example.org/karty/dom/");
    assert_eq!(
        (&article["datePublished"], &article["dateModified"]),
        (&json!("2026-01-10"), &json!("2026-03-01"))
    );
    assert_eq!(
        article["about"]
            .as_array()
            .and_then(|all| all.last())
            .map(|client| &client["name"]),
        Some(&json!("Застройщик в\u{a0}Самаре")),
        "the alias, never the true name"
    );
    assert_eq!(article["keywords"], json!(["жильё", "семья"]));
    let organization = &things(page, "Organization")[0];
    assert_eq!(organization["@id"], article["publisher"]["@id"]);
    let breadcrumbs = &things(page, "BreadcrumbList")[0]["itemListElement"];
    assert_eq!(breadcrumbs[1]["item"], "https://example.org/karty/dom/");
    assert_eq!(breadcrumbs[1]["position"], 2);
}

#[test]
fn a_segments_way_leads_through_the_overview() {
    let page = COMPLETE.page("rynok/vladeltsy/index.html");
    let list = things(page, "BreadcrumbList")[0]["itemListElement"].clone();
    let ways: Vec<&str> = list
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["item"].as_str())
        .collect();
    assert_eq!(
        ways,
        [
            "https://example.org/karty/",
            "https://example.org/karty/rynok/",
            "https://example.org/karty/rynok/vladeltsy/"
        ]
    );
}

#[test]
fn nothing_in_structured_data_can_end_its_element() {
    let project = Project::minimal()
        .settings("\n[output.html]\nsite-url = \"https://example.org/\"\n")
        .file("content/put/map.md", "---\ntitle: \"</script><script>alert(1)</script>\"\nsummary: \"</SCRIPT> & <!-- \\\" \\\\ \"\n---\n");
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    assert_eq!(
        things(&page, "Article")[0]["headline"],
        "</script><script>alert(1)</script>"
    );
    assert!(
        page.all("script")
            .iter()
            .all(|script| script.attr("src").is_some() || script.attr("type").is_some())
    );
}

#[test]
fn without_the_sites_address_nothing_is_said_that_needs_it() {
    let project = Project::minimal();
    build(&project, &[]);
    for (path, page) in Published::of(&project).pages {
        assert!(!page.has("meta[property=og:url]"), "{path}");
        for graph in structured(&page) {
            let text = graph.to_string().replace("https://schema.org", "");
            assert!(
                !text.contains("http") && !text.contains("\"url\""),
                "{path}: {text}"
            );
            assert!(!text.contains("BreadcrumbList"), "{path}: {text}");
        }
    }
    let page = published(&project, "put/index.html");
    assert_eq!(things(&page, "Article")[0]["headline"], "Путь");
    assert_eq!(
        things(&page, "Organization")[0]["telephone"],
        "+7 000 000-00-00"
    );
    assert_eq!(
        things(&page, "Organization")[0]["@id"],
        things(&page, "Article")[0]["publisher"]["@id"]
    );
    assert!(page.has("meta[property=og:title]"));
}

/// The keys that version 1 of `journey.json` may have, by the place in the tree.
const KEYS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "version",
            "title",
            "summary",
            "url",
            "date",
            "updated",
            "reviewed",
            "client",
            "product",
            "authors",
            "method",
            "introduction-html",
            "testimonial",
            "tags",
            "results",
            "segments",
        ],
    ),
    ("testimonial", &["text", "name", "role"]),
    ("client", &["name", "industry", "region"]),
    (
        "results",
        &[
            "name", "unit", "baseline", "target", "actual", "better", "note",
        ],
    ),
    ("segments", &["title", "url", "share", "persona", "stages"]),
    (
        "persona",
        &[
            "name",
            "role",
            "age",
            "location",
            "family",
            "income",
            "quote",
            "facts",
            "five-w",
            "story-html",
        ],
    ),
    ("facts", &["label", "value"]),
    ("five-w", &["what", "who", "why", "when", "where"]),
    (
        "stages",
        &[
            "title",
            "slug",
            "url",
            "summary",
            "phase",
            "emotion",
            "moment-of-truth",
            "quote",
            "duration",
            "owner",
            "loops-to",
            "funnel",
            "kpis",
            "introduction-html",
            "footnotes-html",
            "lanes",
        ],
    ),
    ("funnel", &["entered", "left"]),
    (
        "kpis",
        &[
            "name", "unit", "baseline", "target", "actual", "better", "note",
        ],
    ),
    (
        "lanes",
        &["lane", "known", "title", "heading-html", "parts"],
    ),
    ("parts", &["heading-html", "blocks"]),
    ("blocks", &["html", "ordered", "start", "items"]),
    ("items", &["html", "quote", "nested"]),
    ("nested", &["html", "ordered", "start", "items"]),
];

fn assert_keys(value: &Value, place: &str, seen: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| assert_keys(item, place, seen)),
        Value::Object(entries) => {
            let (_, known) = KEYS
                .iter()
                .find(|(name, _)| *name == place)
                .unwrap_or_else(|| panic!("`{place}` is not documented"));
            for (key, value) in entries {
                assert!(
                    known.contains(&key.as_str()),
                    "`{key}` of `{place}` is not documented"
                );
                seen.insert(key.clone());
                assert_keys(value, key, seen);
            }
        }
        _ => {}
    }
}

#[test]
fn journey_json_has_the_fields_of_version_1_and_no_others() {
    let project = complete();
    let mut seen = BTreeSet::new();
    for map in ["dom", "rynok", "pusto"] {
        let data = journey(&project, map);
        assert_eq!(data["version"], 1, "{map}");
        assert_keys(&data, "", &mut seen);
    }
    let all: BTreeSet<String> = KEYS
        .iter()
        .flat_map(|(_, keys)| keys.iter().map(|key| (*key).to_owned()))
        .collect();
    let missing: Vec<_> = all.difference(&seen).filter(|key| *key != "note").collect();
    assert!(missing.is_empty(), "the complete site shows no {missing:?}");
}

#[test]
fn journey_json_is_documented_field_by_field() {
    let path = repository().join("docs");
    let mut text = String::new();
    for file in crate::house::markdown_under(&path)
        .into_iter()
        .filter(|file| file.to_string_lossy().contains("journey"))
    {
        text.push_str(&std::fs::read_to_string(file).expect("a document"));
    }
    assert!(
        !text.is_empty(),
        "there is no document on journey.json under docs/"
    );
    for key in KEYS.iter().flat_map(|(_, keys)| keys.iter()) {
        assert!(
            text.contains(&format!("`{key}`")) || text.contains(&format!("\"{key}\"")),
            "`{key}` is not documented"
        );
    }
}

#[test]
fn addresses_in_journey_json_are_full_where_the_sites_is_known() {
    let project = complete();
    let data = journey(&project, "dom");
    assert_eq!(data["url"], "https://example.org/karty/dom/");
    assert_eq!(
        data["segments"][0]["stages"][0]["url"],
        "https://example.org/karty/dom/#osmyslenie"
    );
    let story = |data: &Value| data.to_string();
    assert!(!story(&data).contains('\u{fdd0}') && !story(&data).contains('\u{fdd1}'));
    let minimal = Project::minimal();
    build(&minimal, &[]);
    assert_eq!(journey(&minimal, "put")["url"], "/put/");
}

#[test]
fn a_pages_link_to_its_data_leads_to_the_same_map() {
    let page = COMPLETE.page("dom/index.html");
    let link = page
        .all("a")
        .into_iter()
        .find(|a| {
            a.attr("href")
                .is_some_and(|href| href.ends_with("journey.json"))
        })
        .expect("a link");
    assert_eq!(link.attr("href"), Some("journey.json"));
    let segment = COMPLETE.page("rynok/novichki/index.html");
    assert!(segment.has("a[href=../journey.json]"));
}
