//! The frame of every page: headings, ids, head, and nothing that a strict policy forbids.

use std::collections::BTreeSet;

use super::{COMPLETE, EXAMPLE, WHOLE_EXAMPLE, html::Element};

/// Runs a check over every page of the complete and of the example site.
fn each_page(check: impl Fn(&str, &Element)) {
    for published in [&*COMPLETE, &*WHOLE_EXAMPLE] {
        for (path, page) in &published.pages {
            check(path, page);
        }
    }
}

#[test]
fn each_page_has_one_title_heading_and_no_level_is_skipped() {
    each_page(|path, page| {
        assert_eq!(page.all("h1").len(), 1, "{path}");
        let mut before = 0;
        for heading in page.descendants() {
            let Some(level) = heading
                .name
                .strip_prefix('h')
                .and_then(|level| level.parse::<u8>().ok())
            else {
                continue;
            };
            assert!(
                level <= before + 1,
                "{path}: h{before} is followed by h{level} «{}»",
                heading.text()
            );
            before = level;
        }
    });
}

#[test]
fn ids_stand_once_and_what_refers_to_them_finds_them() {
    each_page(|path, page| {
        let mut ids = BTreeSet::new();
        for id in page
            .descendants()
            .into_iter()
            .filter_map(|element| element.attr("id"))
        {
            assert!(ids.insert(id), "{path}: #{id} stands twice");
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{path}: {id:?}"
            );
        }
        for element in page.descendants() {
            for name in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
            ] {
                for id in element.attr(name).unwrap_or("").split_whitespace() {
                    assert!(
                        ids.contains(id),
                        "{path}: {name} names `{id}`, which is not there"
                    );
                }
            }
        }
    });
}

#[test]
fn there_is_no_inline_script_or_style() {
    each_page(|path, page| {
        for element in page.descendants() {
            let data = element.attr("type") == Some("application/ld+json");
            let inline = element.name == "script" && element.attr("src").is_none() && !data;
            assert!(
                !inline && element.name != "style",
                "{path}: inline <{}>",
                element.name
            );
            for (name, value) in &element.attributes {
                assert!(
                    !name.starts_with("on") && name != "style",
                    "{path}: {name} on <{}>",
                    element.name
                );
                assert!(
                    !value.trim_start().to_lowercase().starts_with("javascript:"),
                    "{path}: {name}={value}"
                );
            }
            if element.name == "script" && !data {
                assert!(
                    element.attr("defer").is_some(),
                    "{path}: a script that holds the page up"
                );
            }
        }
    });
}

#[test]
fn each_page_says_what_it_is_in_its_head() {
    each_page(|path, page| {
        assert!(
            page.one("html")
                .attr("lang")
                .is_some_and(|lang| lang == "ru"),
            "{path}"
        );
        assert_eq!(page.all("head title").len(), 1, "{path}");
        assert!(!page.one("head title").text().is_empty(), "{path}");
        assert!(
            page.has("meta[charset=utf-8]") && page.has("meta[name=viewport]"),
            "{path}"
        );
        for once in [
            "meta[name=description]",
            "meta[name=robots]",
            "link[rel=canonical]",
            "main",
        ] {
            assert!(page.all(once).len() <= 1, "{path}: {once}");
        }
        if !page.has("meta[http-equiv=refresh]") && path != "404.html" {
            assert!(
                page.one("meta[name=description]")
                    .attr("content")
                    .is_some_and(|text| !text.is_empty()),
                "{path}"
            );
            for property in ["og:title", "og:description", "og:url", "og:type"] {
                assert!(
                    page.one(&format!("meta[property={property}]"))
                        .attr("content")
                        .is_some_and(|text| !text.is_empty()),
                    "{path}: {property}"
                );
            }
        }
    });
}

#[test]
fn titles_of_pages_differ() {
    let mut seen = BTreeSet::new();
    for (path, page) in &EXAMPLE.pages {
        if !page.has("meta[http-equiv=refresh]") {
            assert!(
                seen.insert(page.one("head title").text()),
                "{path}: {}",
                page.one("head title").text()
            );
        }
    }
}

#[test]
fn pictures_and_drawings_say_what_they_show_or_that_they_are_decoration() {
    each_page(|path, page| {
        for image in page.all("img") {
            assert!(
                image.attr("alt").is_some(),
                "{path}: {:?}",
                image.attributes
            );
        }
        let inner = page.all("svg svg");
        for drawing in page
            .all("svg")
            .into_iter()
            .filter(|svg| !inner.iter().any(|within| std::ptr::eq(*within, *svg)))
        {
            let hidden = drawing.attr("aria-hidden") == Some("true");
            let named = drawing.attr("role") == Some("img")
                && (drawing.attr("aria-labelledby").is_some()
                    || drawing.attr("aria-label").is_some());
            assert!(
                hidden || named,
                "{path}: a drawing without words {:?}",
                drawing.attributes
            );
        }
    });
}

#[test]
fn forms_are_labelled_and_links_have_words() {
    each_page(|path, page| {
        for field in page
            .descendants()
            .into_iter()
            .filter(|e| matches!(e.name.as_str(), "input" | "textarea" | "select"))
        {
            if field.attr("type") == Some("hidden") {
                continue;
            }
            let id = field.attr("id");
            let labelled = id.is_some_and(|id| page.has(&format!("label[for={id}]")));
            let wrapped = page
                .all("label input")
                .iter()
                .any(|inner| std::ptr::eq(*inner, field));
            let in_text = field.attr("disabled").is_some();
            assert!(
                labelled || wrapped || in_text,
                "{path}: {:?}",
                field.attributes
            );
        }
        for link in page.all("a") {
            let words = !link.text().is_empty()
                || link
                    .all("img")
                    .iter()
                    .any(|image| image.attr("alt").is_some_and(|alt| !alt.is_empty()));
            assert!(
                words,
                "{path}: a link without words to {:?}",
                link.attr("href")
            );
        }
    });
}

#[test]
fn tables_name_their_rows_and_columns() {
    each_page(|path, page| {
        for table in page.all("table") {
            assert!(!table.all("th").is_empty(), "{path}");
        }
        for scope in page.all("tbody th") {
            assert_eq!(scope.attr("scope"), Some("row"), "{path}: {}", scope.text());
        }
    });
}

#[test]
fn only_pages_for_nobodys_search_keep_search_engines_away() {
    for (path, page) in &COMPLETE.pages {
        let hidden = page.has("meta[name=robots]");
        let expected = matches!(path.as_str(), "404.html" | "thanks/index.html")
            || page.has("meta[http-equiv=refresh]");
        assert_eq!(hidden, expected, "{path}");
    }
}
