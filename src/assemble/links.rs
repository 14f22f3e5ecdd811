//! Links and images inside the site, written into the documents.
//!
//! In: documents whose links are pending. Out: their HTML with marked addresses, a finding for each
//! link that leads nowhere, and the parts of pages that have to be there.

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::{
    addresses::Addresses,
    anchors::OWN_ANCHORS,
    lanes::every_html,
    resolver::{Failure, IN_PATH, Published, Resolver, encoded, only_a_file},
};
use crate::{
    content::{
        Document, Role,
        body::{LinkKind, LinkRef},
    },
    diagnostic::Diagnostic,
    source::Spot,
    text::slug,
    urls,
};

/// A link to a part of a page, to be checked once all anchors are known.
pub struct PendingAnchor {
    /// The page.
    pub url: String,
    /// The part.
    pub anchor: String,
    /// Where the link stands.
    pub spot: Spot,
}

/// Writes the addresses of all links into the documents; returns the anchors to be checked.
pub fn resolve_all(
    resolver: &Resolver,
    documents: &mut [Document],
    addresses_of: &Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PendingAnchor> {
    let mut anchors = Vec::new();
    for document in documents {
        if document.body.links.is_empty() {
            continue;
        }
        let page = addresses_of.of(document).unwrap_or_else(|| "/".to_owned());
        let links = std::mem::take(&mut document.body.links);
        let written: Vec<String> = links
            .iter()
            .map(|link| resolve(resolver, document, &page, link, &mut anchors, diagnostics))
            .collect();
        for html in every_html(document) {
            if html.0.contains(urls::PENDING) {
                html.0 = filled_in(&html.0, &written);
            }
        }
    }
    anchors
}

fn resolve(
    resolver: &Resolver,
    document: &Document,
    page: &str,
    link: &LinkRef,
    anchors: &mut Vec<PendingAnchor>,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let (path, fragment) = match link.target.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (link.target.as_str(), None),
    };
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (path, String::new()),
    };
    let own_stage = (document.role == Role::Stage).then(|| stage_slug(document));
    let found = if path.is_empty() && (link.kind == LinkKind::Image || fragment.is_none()) {
        Err(Failure::Nowhere)
    } else if path.is_empty() {
        Ok(Published {
            url: page.to_owned(),
            anchor: fragment.is_some().then_some(own_stage).flatten(),
        })
    } else {
        let found = resolver.find(&document.folder, page, path);
        if link.kind == LinkKind::Image {
            found.and_then(only_a_file)
        } else {
            found
        }
    };
    match found {
        Err(failure) => {
            diagnostics.extend(resolver.failure(
                &document.folder,
                &link.spot,
                &link.target,
                link.kind,
                &failure,
            ));
            "#".to_owned()
        }
        Ok(published) => {
            let anchor = match (
                fragment.filter(|fragment| !fragment.is_empty()),
                published.anchor,
            ) {
                (None, stage) => stage,
                (Some(fragment), stage) => {
                    let fragment = percent_decode_str(fragment)
                        .decode_utf8_lossy()
                        .into_owned();
                    Some(stage.map_or(fragment.clone(), |stage| format!("{stage}\u{0}{fragment}")))
                }
            };
            let Some(anchor) = anchor else {
                return format!("{}{query}", encoded(&published.url));
            };
            // Within a stage `#part` means the stage's own part, else one of the page.
            let (prefixed, plain) = match anchor.split_once('\u{0}') {
                Some((stage, fragment)) => (format!("{stage}-{fragment}"), fragment.to_owned()),
                None => (anchor.clone(), anchor.clone()),
            };
            let own = document
                .body
                .anchors
                .iter()
                .any(|(known, _)| *known == plain);
            let anchor = if own
                || path.is_empty()
                    && plain != prefixed
                    && !document.body.anchors.iter().any(|(a, _)| *a == prefixed)
            {
                plain
            } else {
                prefixed
            };
            anchors.push(PendingAnchor {
                url: published.url.clone(),
                anchor: anchor.clone(),
                spot: link.spot.clone(),
            });
            format!(
                "{}{query}#{}",
                encoded(&published.url),
                utf8_percent_encode(&anchor, IN_PATH)
            )
        }
    }
}

/// HTML with the numbers of pending links replaced by what was found for them.
fn filled_in(html: &str, written: &[String]) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    for (n, piece) in html.split(urls::PENDING).enumerate() {
        // Between two marks stands a number; outside of them stands text.
        match piece
            .parse::<usize>()
            .ok()
            .filter(|_| n % 2 == 1)
            .and_then(|at| written.get(at))
        {
            Some(address) => out.push_str(address),
            None => out.push_str(piece),
        }
    }
    out
}

/// The anchor of a stage's section.
pub fn stage_slug(document: &Document) -> String {
    let given = document
        .common
        .slug
        .as_ref()
        .and_then(|(given, _)| slug::slug(given));
    let slug = given
        .or_else(|| slug::slug(&document.name))
        .unwrap_or_else(|| "stage".into());
    if OWN_ANCHORS.contains(&slug.as_str()) {
        format!("{slug}-stage")
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_between_marks_become_addresses() {
        let html = "a \u{fdd1}1\u{fdd1} 1 \u{fdd1}0\u{fdd1}";
        assert_eq!(filled_in(html, &["x".into(), "y".into()]), "a y 1 x");
    }
}
