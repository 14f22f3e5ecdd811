//! A map as an article: who wrote it, about what, and of which larger map it is a part.

use serde_json::{Value, json};

use super::{Studio, Thing, dated, full, global, page_id, refer, within};
use crate::{
    journey::{JourneyMap, Segment},
    render::view::PageView,
    urls,
};

/// How long a headline may be for Google: <https://developers.google.com/search/docs/appearance/structured-data/article>.
const HEADLINE: usize = 110;

/// The article of a map, of its overview, or of the page of one of its segments.
pub fn of(studio: &Studio, page: &PageView, map: &JourneyMap, segment: Option<&Segment>) -> Thing {
    let segment = segment.filter(|segment| segment.own_page);
    let whole = segment.map(|_| part(studio, &map.meta.title, &map.meta.url));
    let parts: Vec<Value> = match segment {
        None => map.segments.iter().filter(|one| one.own_page).collect(),
        Some(_) => Vec::new(),
    }
    .into_iter()
    .map(|one| part(studio, &one.title, &one.url))
    .collect();
    let article = Thing::new("Article")
        .with("@id", within(page, "article"))
        .with("url", &page.canonical)
        .with("headline", headline(&page.title))
        .with("description", &page.description)
        .with("inLanguage", &studio.config.language)
        .with("mainEntityOfPage", refer(&page_id(page)))
        .with("author", authors(studio, map))
        .with("publisher", refer(&global(studio, "agency")))
        .with("about", about(studio, map))
        .with("keywords", &map.tags)
        .with("isPartOf", whole)
        .with("hasPart", parts);
    dated(article, page)
}

/// The article on another page, known by its id.
fn part(studio: &Studio, title: &str, url: &str) -> Value {
    let url = full(studio, &urls::inside(url));
    Thing::new("Article")
        .with("@id", url.as_ref().map(|url| format!("{url}#article")))
        .with("url", url)
        .with("headline", headline(&studio.locale.text(title)))
        .value()
}

/// Who made the map: people by their names. The agency is no person, by whatever of its names it
/// is called, and it stands for those who are not named.
fn authors(studio: &Studio, map: &JourneyMap) -> Vec<Value> {
    let agency = refer(&global(studio, "agency"));
    let bare = |name: &str| {
        let quotes = ['«', '»', '"', '“', '”', '„'];
        name.replace(quotes, "").trim().to_lowercase()
    };
    let names = [&studio.site.agency.name, &studio.site.title].map(|name| bare(name));
    let mut authors: Vec<Value> = Vec::new();
    for name in &map.authors {
        let author = match names.contains(&bare(&studio.locale.text(name))) {
            true => agency.clone(),
            false => json!({ "@type": "Person", "name": name }),
        };
        if !authors.contains(&author) {
            authors.push(author);
        }
    }
    if authors.is_empty() {
        authors.push(agency);
    }
    authors
}

/// What is sold, in which industry, by whom. Of a confidential client nothing but the alias stands
/// in the model.
fn about(studio: &Studio, map: &JourneyMap) -> Vec<Value> {
    let thing = |name: &String| {
        let name = studio.locale.text(name);
        Thing::new("Thing").with("name", name).value()
    };
    let client = map.client.as_ref();
    let organization = client
        .filter(|client| !client.name.is_empty())
        .map(|client| {
            Thing::new("Organization")
                .with("name", studio.locale.text(&client.name))
                .with("url", &client.url)
                .value()
        });
    let industry = client.and_then(|client| client.industry.as_ref());
    let product = map.product.as_ref().map(thing);
    product
        .into_iter()
        .chain(industry.map(thing))
        .chain(organization)
        .collect()
}

/// A title as a headline: one that is too long ends at a word, with an ellipsis.
fn headline(title: &str) -> String {
    if title.chars().count() <= HEADLINE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(HEADLINE - 1).collect();
    let words = cut.rsplit_once(char::is_whitespace);
    let kept = words.map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", kept.trim_end_matches([' ', ',', ':', ';', '—', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_headline_ends_at_a_word() {
        assert_eq!(headline("Дом у реки"), "Дом у реки");
        let long = headline(&"слово, ".repeat(20));
        assert!(long.chars().count() <= HEADLINE, "{long}");
        assert!(long.ends_with("слово…"), "{long}");
        assert!(headline(&"я".repeat(200)).chars().count() <= HEADLINE);
    }
}
