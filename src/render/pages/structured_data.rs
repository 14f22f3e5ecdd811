//! Structured data for search engines: schema.org as JSON-LD.
//!
//! Only what the page says is said, and nothing is said without the site's full address, which
//! identifies the things that are spoken of.

use serde_json::{Map, Value, json};

use super::Studio;
use crate::{
    journey::{Html, JourneyMap},
    render::view::{LinkView, PageView},
    urls,
};

/// The home page: who publishes, and the site.
pub fn home(studio: &Studio, page: &PageView) -> Html {
    let Some(base) = studio.base() else {
        return Html::default();
    };
    let site = json!({
        "@type": "WebSite",
        "@id": format!("{base}/#site"),
        "url": format!("{base}/"),
        "name": studio.config.title,
        "description": page.description,
        "inLanguage": studio.config.language,
        "publisher": { "@id": format!("{base}/#agency") },
    });
    script(&[organization(studio, &base), site])
}

/// An ordinary page.
pub fn page(studio: &Studio, page: &PageView) -> Html {
    let Some(base) = studio.base() else {
        return Html::default();
    };
    let mut thing = about(studio, page, "WebPage", &base);
    thing.insert("name".into(), json!(page.title));
    script(&[Value::Object(thing), breadcrumbs(studio, page)])
}

/// A map, its overview or one of its segments.
pub fn map(studio: &Studio, page: &PageView, map: &JourneyMap) -> Html {
    let Some(base) = studio.base() else {
        return Html::default();
    };
    let mut thing = about(studio, page, "Article", &base);
    thing.insert("headline".into(), json!(page.title));
    thing.insert("mainEntityOfPage".into(), json!(page.canonical));
    let authors: Vec<Value> = map
        .authors
        .iter()
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    if authors.is_empty() {
        thing.insert("author".into(), json!({ "@id": format!("{base}/#agency") }));
    } else {
        thing.insert("author".into(), Value::Array(authors));
    }
    if let Some(client) = map.client.as_ref().filter(|client| !client.name.is_empty()) {
        thing.insert(
            "about".into(),
            json!({ "@type": "Organization", "name": client.name }),
        );
    }
    if !map.tags.is_empty() {
        thing.insert("keywords".into(), json!(map.tags));
    }
    script(&[
        organization(studio, &base),
        Value::Object(thing),
        breadcrumbs(studio, page),
    ])
}

fn about(studio: &Studio, page: &PageView, kind: &str, base: &str) -> Map<String, Value> {
    let mut thing = Map::new();
    thing.insert("@type".into(), json!(kind));
    thing.insert("url".into(), json!(page.canonical));
    thing.insert("description".into(), json!(page.description));
    if let Some(picture) = &page.share_image {
        thing.insert("image".into(), json!(picture.url));
    }
    thing.insert("inLanguage".into(), json!(studio.config.language));
    thing.insert(
        "publisher".into(),
        json!({ "@id": format!("{base}/#agency") }),
    );
    if let Some(date) = &page.date {
        thing.insert("datePublished".into(), json!(date.iso));
    }
    if let Some(date) = page.updated.as_ref().or(page.date.as_ref()) {
        thing.insert("dateModified".into(), json!(date.iso));
    }
    thing
}

fn organization(studio: &Studio, base: &str) -> Value {
    let agency = &studio.config.agency;
    let mut thing = Map::new();
    thing.insert("@type".into(), json!("Organization"));
    thing.insert("@id".into(), json!(format!("{base}/#agency")));
    thing.insert(
        "name".into(),
        json!(agency.name.as_ref().unwrap_or(&studio.config.title)),
    );
    thing.insert(
        "url".into(),
        json!(agency.url.clone().unwrap_or_else(|| format!("{base}/"))),
    );
    let mut add = |key: &str, value: &Option<String>| {
        if let Some(value) = value {
            thing.insert(key.into(), json!(value));
        }
    };
    add("email", &agency.email);
    add("telephone", &agency.phone);
    add("address", &agency.address);
    if !agency.social.is_empty() {
        let urls: Vec<&String> = agency.social.iter().map(|(_, url)| url).collect();
        thing.insert("sameAs".into(), json!(urls));
    }
    Value::Object(thing)
}

fn breadcrumbs(studio: &Studio, page: &PageView) -> Value {
    let here = LinkView {
        title: page.title.clone(),
        url: page.url.clone(),
    };
    let items: Vec<Value> = page
        .breadcrumbs
        .iter()
        .chain([&here])
        .enumerate()
        .map(|(n, link)| {
            json!({
                "@type": "ListItem",
                "position": n + 1,
                "name": link.title,
                "item": studio.canonical(link.url.trim_start_matches(urls::MARK)),
            })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON that may stand in a script element: `<` cannot end it there.
fn script(things: &[Value]) -> Html {
    let json = json!({ "@context": "https://schema.org", "@graph": things });
    Html(json.to_string().replace('<', "\\u003c"))
}
