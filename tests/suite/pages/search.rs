//! What search engines and previews of links get: structured data that a validator has nothing to
//! say of, and a head that agrees with it and with what the page shows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{
    COMPLETE, EXAMPLE, Published,
    data::{structured, things},
    html::{Element, published},
};
use crate::{content_model::build, project::Project};

/// The types that are used, and the properties that each must and may have. Those that it must have
/// are what Google's documentation asks for, and what makes a thing worth naming.
const TYPES: &[(&str, &[&str], &[&str])] = &[
    (
        "Organization",
        &["name"],
        &[
            "@id",
            "url",
            "logo",
            "email",
            "telephone",
            "address",
            "sameAs",
        ],
    ),
    (
        "WebSite",
        &["@id", "name", "url", "inLanguage", "publisher"],
        &["description"],
    ),
    ("WebPage", PAGE, PAGE_MAY),
    ("CollectionPage", PAGE, PAGE_MAY),
    ("Article", &["@id", "headline", "url"], ARTICLE),
    ("BreadcrumbList", &["@id", "itemListElement"], &[]),
    ("ItemList", &["itemListElement", "numberOfItems"], &[]),
    ("ListItem", &["position", "name"], &["item", "url"]),
    ("ImageObject", &["url"], &["caption"]),
    ("PostalAddress", &["streetAddress"], &[]),
    ("Person", &["name"], &[]),
    ("Thing", &["name"], &[]),
];

const PAGE: &[&str] = &[
    "@id",
    "url",
    "name",
    "description",
    "inLanguage",
    "isPartOf",
    "publisher",
];

const PAGE_MAY: &[&str] = &[
    "breadcrumb",
    "datePublished",
    "dateModified",
    "lastReviewed",
    "mainEntity",
    "primaryImageOfPage",
    "image",
];

const ARTICLE: &[&str] = &[
    "description",
    "inLanguage",
    "mainEntityOfPage",
    "author",
    "publisher",
    "about",
    "keywords",
    "isPartOf",
    "hasPart",
    "image",
    "datePublished",
    "dateModified",
];

/// Every object of a graph, those within others too.
fn objects<'v>(value: &'v Value, found: &mut Vec<&'v serde_json::Map<String, Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| objects(item, found)),
        Value::Object(entries) => {
            found.push(entries);
            entries.values().for_each(|value| objects(value, found));
        }
        _ => {}
    }
}

/// A text as the tests read it off a page: with plain spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
}

fn assert_thing(path: &str, thing: &serde_json::Map<String, Value>) {
    let kind = thing["@type"].as_str().expect("one type");
    let known = TYPES.iter().find(|(name, ..)| *name == kind);
    let (_, must, may) = known.unwrap_or_else(|| panic!("{path}: the type {kind}"));
    for property in *must {
        assert!(
            thing.contains_key(*property),
            "{path}: {kind} without {property}"
        );
    }
    for (property, value) in thing {
        let property = property.as_str();
        assert!(
            property == "@type" || must.contains(&property) || may.contains(&property),
            "{path}: {property} of {kind}"
        );
        let empty = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            _ => false,
        };
        assert!(!empty, "{path}: {property} of {kind} is empty");
        if ["url", "item", "@id"].contains(&property) {
            let address = value.as_str().expect("an address");
            assert!(
                address.starts_with("https://"),
                "{path}: {property} {address}"
            );
        }
        if ["datePublished", "dateModified", "lastReviewed"].contains(&property) {
            assert!(
                value.as_str().is_some_and(is_day),
                "{path}: {property} {value}"
            );
        }
    }
}

#[test]
fn every_thing_has_what_it_must_and_nothing_that_its_type_has_not() {
    for site in [&*EXAMPLE, &*COMPLETE] {
        for (path, page) in &site.pages {
            for graph in structured(page) {
                let mut all = Vec::new();
                objects(&graph["@graph"], &mut all);
                for thing in all {
                    // What is only referred to has nothing but its id.
                    if thing.len() > 1 || !thing.contains_key("@id") {
                        assert_thing(path, thing);
                    }
                }
            }
        }
    }
}

#[test]
fn every_id_that_is_referred_to_is_somebodys_on_that_page_or_on_another() {
    for site in [&*EXAMPLE, &*COMPLETE] {
        let (mut defined, mut referred) = (BTreeMap::new(), BTreeMap::new());
        for (path, page) in &site.pages {
            for graph in structured(page) {
                for thing in graph["@graph"].as_array().expect("a graph") {
                    let id = thing["@id"].as_str().expect("an id").to_owned();
                    let kind = thing["@type"].clone();
                    let before = defined.insert((path.clone(), id.clone()), kind);
                    assert!(before.is_none(), "{path}: two of {id}");
                }
                let mut all = Vec::new();
                objects(&graph["@graph"], &mut all);
                for thing in all.iter().filter(|thing| thing.contains_key("@id")) {
                    let id = thing["@id"].as_str().expect("an id").to_owned();
                    let alone = thing.len() == 1;
                    referred.insert((path.clone(), id), (alone, thing.get("@type").cloned()));
                }
            }
        }
        for ((path, id), (alone, kind)) in referred {
            let here = defined.get(&(path.clone(), id.clone()));
            let elsewhere = defined.iter().find(|((_, one), _)| *one == id);
            if alone {
                assert!(here.is_some(), "{path}: {id} is not on the page");
            }
            let (_, found) = elsewhere.unwrap_or_else(|| panic!("{path}: {id} is nowhere"));
            assert!(kind.is_none_or(|kind| kind == *found), "{path}: {id}");
        }
    }
}

#[test]
fn a_page_that_is_to_be_found_has_a_site_a_publisher_and_a_way_to_it() {
    for (path, page) in &EXAMPLE.pages {
        if page.has("meta[name=robots]") {
            continue;
        }
        for (kind, number) in [("Organization", 1), ("WebSite", 1)] {
            assert_eq!(things(page, kind).len(), number, "{path}: {kind}");
        }
        let home = path == "index.html";
        let of_kind = if home { "CollectionPage" } else { "WebPage" };
        let this = &things(page, of_kind)[0];
        let canonical = page.one("link[rel=canonical]").attr("href");
        assert_eq!(this["url"].as_str(), canonical, "{path}");
        assert_eq!(
            this["name"].as_str().map(plain).as_deref(),
            Some(page.one("h1").text().as_str()),
            "{path}"
        );
        let ways = things(page, "BreadcrumbList");
        assert_eq!(ways.len(), usize::from(!home), "{path}");
        if let Some(way) = ways.first() {
            let items = way["itemListElement"].as_array().expect("a list");
            assert_eq!(
                items.last().map(|last| &last["item"]),
                Some(&this["url"]),
                "{path}"
            );
        }
    }
}

#[test]
fn the_home_page_lists_the_maps() {
    let page = EXAMPLE.page("index.html");
    let list = &things(page, "CollectionPage")[0]["mainEntity"];
    let items = list["itemListElement"].as_array().expect("a list");
    let titles: Vec<String> = page.all("h3 a").iter().map(|link| link.text()).collect();
    let names: Vec<String> = items
        .iter()
        .filter_map(|item| item["name"].as_str().map(plain))
        .collect();
    assert_eq!(names, titles);
    assert_eq!(list["numberOfItems"], items.len());
    let first = items[0]["url"].as_str().expect("an address");
    assert!(first.starts_with("https://example.github.io/cjm-site/"));
}

/// The contents of all `meta` of a property.
fn metas<'p>(page: &'p Element, property: &str) -> Vec<&'p str> {
    let all = page.all(&format!("meta[property={property}]"));
    all.iter().filter_map(|meta| meta.attr("content")).collect()
}

#[test]
fn the_head_of_a_map_agrees_with_its_article_and_with_what_is_shown() {
    for site in [&*EXAMPLE, &*COMPLETE] {
        for (path, page) in &site.pages {
            let Some(article) = things(page, "Article").into_iter().next() else {
                let kinds = metas(page, "og:type");
                assert!(kinds.iter().all(|kind| *kind == "website"), "{path}");
                continue;
            };
            assert_eq!(metas(page, "og:type"), ["article"], "{path}");
            assert_eq!(metas(page, "og:locale"), ["ru_RU"], "{path}");
            let dates = [
                ("article:published_time", &article["datePublished"]),
                ("article:modified_time", &article["dateModified"]),
            ];
            for (property, date) in dates {
                assert_eq!(
                    metas(page, property).first().copied(),
                    date.as_str(),
                    "{path}"
                );
            }
            let reviewed = things(page, "WebPage")[0]["lastReviewed"].clone();
            let known = [
                &article["datePublished"],
                &article["dateModified"],
                &reviewed,
            ];
            for time in page.all("dl time") {
                let shown = json!(time.attr("datetime"));
                assert!(known.contains(&&shown), "{path}: {shown} among {known:?}");
            }
            let words = article["keywords"].as_array().cloned().unwrap_or_default();
            assert_eq!(json!(metas(page, "article:tag")), json!(words), "{path}");
            let agency = &things(page, "Organization")[0];
            let authors: BTreeSet<&str> = article["author"]
                .as_array()
                .expect("authors")
                .iter()
                .map(|author| author.get("name").unwrap_or(&agency["name"]))
                .filter_map(Value::as_str)
                .collect();
            let said: BTreeSet<&str> = metas(page, "article:author").into_iter().collect();
            assert_eq!(authors, said, "{path}");
        }
    }
}

#[test]
fn a_segment_is_part_of_its_map_and_the_map_has_it() {
    let whole = &things(COMPLETE.page("rynok/index.html"), "Article")[0];
    let part = &things(COMPLETE.page("rynok/novichki/index.html"), "Article")[0];
    assert_eq!(part["isPartOf"]["@id"], whole["@id"]);
    assert!(part.get("hasPart").is_none() && whole.get("isPartOf").is_none());
    let parts = whole["hasPart"].as_array().expect("parts");
    assert!(
        parts
            .iter()
            .any(|one| one["@id"] == part["@id"] && one["url"] == part["url"])
    );
}

/// A site of one map with the given front matter.
fn one_map(front: &str, settings: &str) -> Element {
    let project = Project::minimal()
        .settings(&format!(
            "\n[output.html]\nsite-url = \"https://example.org/karty/\"\n{settings}"
        ))
        .file(
            "content/put/map.md",
            &format!("---\ntitle: Путь\nsummary: Как.\n{front}---\n"),
        )
        .bytes(
            "content/znak.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        )
        .bytes(
            "content/put/vid.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
    build(&project, &[]);
    published(&project, "put/index.html")
}

#[test]
fn an_author_of_the_agencys_name_is_the_agency() {
    let authors = |front: &str| {
        let page = one_map(front, "");
        (
            things(&page, "Article")[0]["author"].clone(),
            things(&page, "Organization")[0]["@id"].clone(),
        )
    };
    let (both, agency) = authors("authors: [\"«Маяк»\", Анна Лис]\n");
    assert_eq!(
        both,
        json!([{ "@id": agency }, { "@type": "Person", "name": "Анна Лис" }])
    );
    let (none, agency) = authors("");
    assert_eq!(none, json!([{ "@id": agency }]));
}

#[test]
fn pictures_have_full_addresses() {
    let page = one_map("cover: { src: vid.svg, alt: Вид }\n", "");
    let article = &things(&page, "Article")[0];
    assert_eq!(
        article["image"],
        json!({ "@type": "ImageObject", "url": "https://example.org/karty/put/vid.svg", "caption": "Вид" })
    );
    let project = Project::minimal()
        .bytes("content/znak.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .settings("logo = \"znak.svg\"\naddress = \"Казань, 7\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n");
    build(&project, &[]);
    let agency = &things(&published(&project, "index.html"), "Organization")[0];
    assert_eq!(
        agency["logo"],
        json!({ "@type": "ImageObject", "url": "https://example.org/znak.svg" })
    );
    assert_eq!(agency["address"]["streetAddress"], "Казань, 7");
}

#[test]
fn a_confidential_client_is_spoken_of_by_its_alias_only() {
    let page = one_map(
        "product: Дома\nclient:\n  name: Тайна\n  alias: Завод\n  confidential: true\n  industry: Стройка\n  url: https://taina.example.org/\n",
        "",
    );
    assert_eq!(
        things(&page, "Article")[0]["about"],
        json!([
            { "@type": "Thing", "name": "Дома" },
            { "@type": "Thing", "name": "Стройка" },
            { "@type": "Organization", "name": "Завод" },
        ])
    );
}

#[test]
fn a_site_in_a_language_without_a_known_country_names_none() {
    let project = Project::minimal();
    let settings = project.read("book.toml").replace("\"ru\"", "\"eo\"");
    project.write("book.toml", settings.as_bytes());
    project.run(&["build"]);
    for (path, page) in Published::of(&project).pages {
        assert!(!page.has("meta[property=og:locale]"), "{path}");
    }
}
