//! Parts of pages that links can lead to.
//!
//! In: the anchors of all documents and the links to parts of pages. Out: a finding for each link
//! whose part does not exist, and for each anchor that stands twice on a page.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use super::{
    addresses::Addresses,
    links::{PendingAnchor, stage_slug},
};
use crate::{
    content::{Document, Role},
    diagnostic::{Diagnostic, Rule, nearest},
    source::Spot,
};

/// Anchors that pages have whatever the author writes: the parts of a landing page.
pub const OWN_ANCHORS: &[&str] = &[
    "main",
    "method",
    "results",
    "introduction",
    "journey",
    "persona",
    "map",
    "segments",
    "comparison",
    "contact",
    "related",
    "maps",
    "top",
];

/// Reports links to parts of pages that do not exist, and anchors that stand twice on a page.
pub fn check(
    pending: Vec<PendingAnchor>,
    documents: &[Document],
    addresses: &Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut known: HashMap<String, HashMap<Cow<'_, str>, &Spot>> = HashMap::new();
    let mut folders: HashMap<String, &String> = HashMap::new();
    for document in documents {
        let Some(url) = addresses.of(document) else {
            continue;
        };
        // Two folders at one address are reported as such.
        let folder = folders.entry(url.clone()).or_insert(&document.folder);
        if *folder != &document.folder {
            continue;
        }
        let page = known.entry(url).or_default();
        let stage = (document.role == Role::Stage)
            .then(|| (Cow::from(stage_slug(document)), &document.head));
        let own = document
            .body
            .anchors
            .iter()
            .map(|(anchor, spot)| (Cow::from(anchor), spot));
        for (anchor, spot) in stage.into_iter().chain(own) {
            match page.entry(anchor) {
                Entry::Vacant(free) => {
                    free.insert(spot);
                }
                Entry::Occupied(taken) => diagnostics.push(
                    Diagnostic::new(
                        Rule::DuplicateAnchor,
                        spot,
                        format!("the anchor `{}` stands twice on one page", taken.key()),
                    )
                    .also(*taken.get(), "the other one")
                    .help(
                        "give one of them another name: a stage by `slug`, a heading by `{#name}`",
                    ),
                ),
            }
        }
    }
    for link in pending {
        let page = known.get(&link.url);
        let exists = OWN_ANCHORS.contains(&link.anchor.as_str())
            || page.is_some_and(|page| page.contains_key(link.anchor.as_str()));
        if exists {
            continue;
        }
        let mut diagnostic = Diagnostic::new(
            Rule::BrokenAnchor,
            &link.spot,
            format!("the page `{}` has no part `#{}`", link.url, link.anchor),
        );
        let mut names: Vec<&str> = page
            .iter()
            .flat_map(|page| page.keys())
            .map(|name| &**name)
            .collect();
        names.sort_unstable();
        diagnostic = match nearest(&link.anchor, names.iter().copied()) {
            Some(near) => diagnostic.label(format!("did you mean `#{near}`?")),
            None => diagnostic.help(format!(
                "its parts are: {}",
                names
                    .iter()
                    .take(12)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        };
        diagnostics.push(diagnostic);
    }
}
