//! Structured data for search engines: schema.org as JSON-LD, one graph a page.
//!
//! In: a page with what it shows. Out: the things that it speaks of. Only what the page says is
//! said; what is not known is left out. Things are referred to by ids, which are full addresses
//! where the site's is known; elsewhere they hold within the page, and nothing has an address.

mod article;
mod thing;

use serde_json::{Value, json};

use super::Studio;
use crate::{
    journey::{Html, JourneyMap, Segment},
    kept::Same,
    render::view::{CardView, LinkView, PageView},
    urls,
};
use thing::Thing;

/// The home page: who publishes, the site, and its maps.
pub fn home(studio: &Studio, page: &PageView, cards: &[Same<CardView>]) -> Html {
    let item = |(at, card): (usize, &Same<CardView>)| {
        Thing::new("ListItem")
            .with("position", at + 1)
            .with("name", &card.title)
            .with("url", full(studio, &card.url))
            .value()
    };
    let maps = (!cards.is_empty()).then(|| {
        Thing::new("ItemList")
            .with("numberOfItems", cards.len())
            .with(
                "itemListElement",
                cards.iter().enumerate().map(item).collect::<Vec<_>>(),
            )
            .value()
    });
    let kind = maps.as_ref().map_or("WebPage", |_| "CollectionPage");
    let thing = web_page(studio, page, kind).with("mainEntity", maps);
    script(vec![organization(studio), site(studio), thing.value()])
}

/// An ordinary page.
pub fn page(studio: &Studio, page: &PageView) -> Html {
    let thing = dated(web_page(studio, page, "WebPage"), page);
    let mut graph = vec![organization(studio), site(studio), thing.value()];
    graph.extend(breadcrumbs(studio, page));
    script(graph)
}

/// A map, its overview, or the page of one of its segments.
pub fn map(studio: &Studio, page: &PageView, map: &JourneyMap, segment: Option<&Segment>) -> Html {
    let own_picture = segment.is_none_or(|segment| !segment.own_page);
    let cover = map.cover.as_ref().filter(|_| own_picture);
    let picture = cover.and_then(|cover| {
        let url = full(studio, &cover.src)?;
        let thing = Thing::new("ImageObject").with("url", url);
        Some(
            thing
                .with("caption", studio.locale.text(&cover.alt))
                .value(),
        )
    });
    let picture = picture.or_else(|| share_picture(page));
    let reviewed = map.reviewed.map(|day| day.to_string());
    let thing = web_page(studio, page, "WebPage")
        .with("lastReviewed", reviewed)
        .with("primaryImageOfPage", picture.clone());
    let article = article::of(studio, page, map, segment).with("image", picture);
    let mut graph = vec![
        organization(studio),
        site(studio),
        thing.value(),
        article.value(),
    ];
    graph.extend(breadcrumbs(studio, page));
    script(graph)
}

/// The card that the page is shared with.
fn share_picture(page: &PageView) -> Option<Value> {
    let card = page.share_image.as_ref()?;
    let thing = Thing::new("ImageObject")
        .with("url", &card.url)
        .with("caption", &card.alt);
    Some(thing.value())
}

/// What every page is: named, described, a part of the site.
fn web_page(studio: &Studio, page: &PageView, kind: &str) -> Thing {
    let way = breadcrumbs(studio, page).map(|_| refer(&within(page, "breadcrumbs")));
    Thing::new(kind)
        .with("@id", page_id(page))
        .with("url", &page.canonical)
        .with("name", &page.title)
        .with("description", &page.description)
        .with("inLanguage", &studio.config.language)
        .with("isPartOf", refer(&global(studio, "site")))
        .with("publisher", refer(&global(studio, "agency")))
        .with("breadcrumb", way)
        .with("image", share_picture(page))
}

/// When it was published and changed.
fn dated(thing: Thing, page: &PageView) -> Thing {
    let day = |date: &crate::render::view::DateView| date.iso.clone();
    let changed = page.updated.as_ref().or(page.date.as_ref());
    thing
        .with("datePublished", page.date.as_ref().map(day))
        .with("dateModified", changed.map(day))
}

fn site(studio: &Studio) -> Value {
    Thing::new("WebSite")
        .with("@id", global(studio, "site"))
        .with("url", studio.canonical("/"))
        .with("name", &studio.site.title)
        .with("description", &studio.site.description)
        .with("inLanguage", &studio.config.language)
        .with("publisher", refer(&global(studio, "agency")))
        .value()
}

fn organization(studio: &Studio) -> Value {
    let agency = &studio.site.agency;
    let logo = agency.logo.as_ref();
    let logo = logo.and_then(|logo| full(studio, &logo.src));
    let logo = logo.map(|url| Thing::new("ImageObject").with("url", url).value());
    // The settings hold one line, of which nobody can tell which part is the town.
    let address = agency.address.as_ref().map(|line| {
        let address = Thing::new("PostalAddress");
        address.with("streetAddress", line).value()
    });
    let networks: Vec<&String> = agency.social.iter().map(|link| &link.url).collect();
    Thing::new("Organization")
        .with("@id", global(studio, "agency"))
        .with("name", &agency.name)
        .with("url", agency.url.clone().or_else(|| studio.canonical("/")))
        .with("logo", logo)
        .with("email", &agency.email)
        .with("telephone", &agency.phone)
        .with("address", address)
        .with("sameAs", networks)
        .value()
}

/// The way to a page below the home page. Search engines take none without addresses.
fn breadcrumbs(studio: &Studio, page: &PageView) -> Option<Value> {
    studio.base().filter(|_| !page.breadcrumbs.is_empty())?;
    let here = LinkView {
        title: page.title.clone(),
        url: page.url.clone(),
    };
    let item = |(at, link): (usize, &LinkView)| {
        Thing::new("ListItem")
            .with("position", at + 1)
            .with("name", &link.title)
            .with("item", full(studio, &link.url))
            .value()
    };
    let way = page.breadcrumbs.iter().chain([&here]);
    let items: Vec<Value> = way.enumerate().map(item).collect();
    let list = Thing::new("BreadcrumbList").with("@id", within(page, "breadcrumbs"));
    Some(list.with("itemListElement", items).value())
}

/// The full form of an address, marked or from elsewhere; `None` where it would begin nowhere.
fn full(studio: &Studio, url: &str) -> Option<String> {
    match url.strip_prefix(urls::MARK) {
        Some(path) => studio.canonical(path),
        None => url.starts_with("http").then(|| url.to_owned()),
    }
}

/// The id of something that all pages speak of.
fn global(studio: &Studio, name: &str) -> String {
    format!("{}#{name}", studio.canonical("/").unwrap_or_default())
}

/// The id of something that one page speaks of.
fn within(page: &PageView, name: &str) -> String {
    format!("{}#{name}", page.canonical.as_deref().unwrap_or_default())
}

/// The id of a page.
fn page_id(page: &PageView) -> String {
    page.canonical.clone().unwrap_or_else(|| "#page".to_owned())
}

fn refer(id: &str) -> Value {
    json!({ "@id": id })
}

/// JSON that may stand in a script element: `<` cannot end it there.
fn script(graph: Vec<Value>) -> Html {
    let json = json!({ "@context": "https://schema.org", "@graph": graph });
    Html(json.to_string().replace('<', "\\u003c"))
}
