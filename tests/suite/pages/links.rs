//! Every link of every page leads to something that is published.

use super::{COMPLETE, EXAMPLE, Published, WHOLE_EXAMPLE, complete, html::Element};
use crate::content_model::build;

impl Published {
    /// What is wrong with a link that stands in a file, if anything.
    fn fault(&self, from: &str, link: &str) -> Option<String> {
        let (path, anchor) = link
            .split_once('#')
            .map_or((link, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or("");
        let Some(file) = self.target(from, path) else {
            return Some(format!("{from}: `{link}` leads nowhere"));
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
        let found = self.ids.get(&file)?.contains(&decoded(anchor));
        (!found).then(|| format!("{from}: `{link}` has no such part in {file}"))
    }

    /// The published file that a relative path leads to.
    fn target(&self, from: &str, path: &str) -> Option<String> {
        if path.is_empty() {
            return Some(from.to_owned());
        }
        let mut steps: Vec<String> = from.split('/').map(str::to_owned).collect();
        steps.pop();
        for step in path.split('/') {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop()?),
                name => steps.push(decoded(name)),
            }
        }
        let mut file = steps.join("/");
        if path.ends_with('/') || path.ends_with("..") || path == "." {
            file = if file.is_empty() {
                "index.html".to_owned()
            } else {
                format!("{file}/index.html")
            };
        }
        self.files.contains_key(&file).then_some(file)
    }
}

/// A path's text with `%20` and the like resolved.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// All addresses in an element: links, pictures, styles, scripts, redirects.
fn addresses(element: &Element) -> Vec<String> {
    let mut found: Vec<String> = ["href", "src", "xlink:href", "action", "poster", "data"]
        .iter()
        .filter_map(|name| element.attr(name))
        .map(str::to_owned)
        .collect();
    for list in ["srcset", "imagesrcset"]
        .iter()
        .filter_map(|name| element.attr(name))
    {
        found.extend(
            list.split(',')
                .filter_map(|part| part.split_whitespace().next())
                .map(str::to_owned),
        );
    }
    if element.attr("http-equiv") == Some("refresh") {
        found.extend(
            element
                .attr("content")
                .and_then(|content| content.split_once("url="))
                .map(|(_, url)| url.to_owned()),
        );
    }
    found.extend(element.attr("style").into_iter().flat_map(urls_in_css));
    found
}

/// What stands in `url(…)`.
fn urls_in_css(css: &str) -> Vec<String> {
    let parts = css.split("url(").skip(1);
    parts
        .filter_map(|rest| rest.split(')').next())
        .map(|url| url.trim_matches(['"', '\'', ' ']).to_owned())
        .collect()
}

fn is_outside(link: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "data:"]
        .iter()
        .any(|scheme| link.starts_with(scheme))
}

#[track_caller]
fn assert_whole(published: &Published, least: usize) {
    let (mut faults, mut followed) = (Vec::new(), 0);
    for (path, page) in &published.pages {
        for link in page
            .descendants()
            .into_iter()
            .flat_map(addresses)
            .filter(|link| !is_outside(link))
        {
            followed += 1;
            // The page for what is not there is shown at any depth; see below.
            let fault = if path == "404.html" {
                link.starts_with('#')
                    .then(|| published.fault(path, &link))
                    .flatten()
            } else if link.starts_with('/') {
                Some(format!("{path}: `{link}` is not relative"))
            } else {
                published.fault(path, &link)
            };
            faults.extend(fault);
        }
    }
    for (path, css) in published.styles() {
        for url in urls_in_css(&css).into_iter().filter(|url| !is_outside(url)) {
            followed += 1;
            faults.extend(published.fault(path, &url));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(followed > least, "only {followed} links were found");
}

#[test]
fn every_link_of_the_complete_site_leads_somewhere() {
    assert_whole(&COMPLETE, 150);
}

#[test]
fn every_link_of_the_example_site_leads_somewhere() {
    assert_whole(&EXAMPLE, 500);
}

#[test]
fn every_link_leads_somewhere_with_drafts_and_internal_lanes_too() {
    assert_whole(&WHOLE_EXAMPLE, 500);
}

#[test]
fn the_404_page_links_from_the_root_of_the_sub_path() {
    let page = COMPLETE.page("404.html");
    let mut followed = 0;
    for link in page
        .descendants()
        .into_iter()
        .flat_map(addresses)
        .filter(|link| !is_outside(link) && !link.starts_with('#'))
    {
        let path = link
            .strip_prefix("/karty/")
            .unwrap_or_else(|| panic!("`{link}` is not under /karty/"));
        let from_home = if path.is_empty() { "./" } else { path };
        assert_eq!(COMPLETE.fault("index.html", from_home), None, "{link}");
        followed += 1;
    }
    assert!(followed > 8, "{followed}");
    let project = complete();
    build(&project, &["--site-url", "https://example.org/"]);
    let page = super::html::published(&project, "404.html");
    let styles = page.all("link[rel=stylesheet]");
    assert!(styles.iter().all(|style| {
        style
            .attr("href")
            .is_some_and(|href| href.starts_with("/assets/"))
    }));
}

#[test]
fn no_page_asks_another_host_for_anything() {
    for published in [&*COMPLETE, &*WHOLE_EXAMPLE] {
        for (path, page) in &published.pages {
            for element in page.descendants() {
                let fetched = match element.name.as_str() {
                    "a" | "form" | "meta" => continue,
                    "link" => element
                        .attr("rel")
                        .is_some_and(|rel| rel != "canonical" && rel != "alternate"),
                    _ => true,
                };
                for address in addresses(element).iter().filter(|_| fetched) {
                    assert!(
                        !address.contains("//"),
                        "{path}: <{}> asks for {address}",
                        element.name
                    );
                }
            }
        }
        for (path, css) in published.styles() {
            assert!(
                !css.contains("@import") && !urls_in_css(&css).iter().any(|url| url.contains("//")),
                "{path}"
            );
        }
    }
}

#[test]
fn full_addresses_are_those_of_the_site() {
    for (path, page) in &COMPLETE.pages {
        let here = format!(
            "https://example.org/karty/{}",
            path.trim_end_matches("index.html")
        );
        let canonical = page
            .all("link[rel=canonical]")
            .first()
            .and_then(|link| link.attr("href").map(str::to_owned));
        let is_elsewhere = page.has("meta[http-equiv=refresh]");
        match canonical {
            Some(canonical) if !is_elsewhere => assert_eq!(canonical, here, "{path}"),
            Some(canonical) => assert!(
                canonical.starts_with("https://example.org/karty/"),
                "{path}: {canonical}"
            ),
            None => assert_eq!(path, "404.html"),
        }
        if let Some(url) = page
            .all("meta[property=og:url]")
            .first()
            .and_then(|meta| meta.attr("content"))
        {
            assert_eq!(url, here, "{path}");
        }
    }
}
