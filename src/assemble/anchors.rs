//! Parts of pages that links can lead to.
//!
//! In: the anchors of all documents. Out: which parts each page has, and a finding for each anchor
//! that stands twice on a page.

use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    sync::Arc,
};

use super::outline::stage_slug_of;
use crate::{
    content::{Document, Role},
    diagnostic::{Diagnostic, Rule, nearest},
    source::Spot,
};

/// Anchors that landing pages and overviews have whatever the author writes.
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

/// The parts of all pages, by their addresses.
#[derive(Debug, Default)]
pub struct Anchors {
    pages: HashMap<Arc<str>, Arc<PageAnchors>>,
}

/// The parts of one page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PageAnchors {
    /// What the theme gives pages of this kind.
    own: &'static [&'static str],
    /// What the author's texts give it.
    given: BTreeSet<String>,
}

impl Anchors {
    /// The parts of these pages.
    pub fn new(pages: impl IntoIterator<Item = (Arc<str>, Arc<PageAnchors>)>) -> Self {
        Anchors {
            pages: pages.into_iter().collect(),
        }
    }

    /// True where a page has a part of that name.
    pub fn has(&self, url: &str, anchor: &str) -> bool {
        self.pages
            .get(url)
            .is_some_and(|page| page.own.contains(&anchor) || page.given.contains(anchor))
    }

    /// The finding for a link to a part that a page does not have.
    pub fn broken(&self, url: &str, anchor: &str, spot: &Spot) -> Diagnostic {
        let page = self.pages.get(url);
        let mut names: Vec<&str> = page
            .iter()
            .flat_map(|page| &page.given)
            .map(String::as_str)
            .collect();
        let diagnostic = Diagnostic::new(
            Rule::BrokenAnchor,
            spot,
            format!("the page `{url}` has no part `#{anchor}`"),
        );
        match nearest(anchor, names.iter().copied()) {
            Some(near) => diagnostic.label(format!("did you mean `#{near}`?")),
            None if names.is_empty() => diagnostic.help("it has no parts; link to the page itself"),
            None => {
                names.truncate(12);
                diagnostic.help(format!("its parts are: {}", names.join(", ")))
            }
        }
    }
}

impl PageAnchors {
    /// Gathers the parts of the page that these documents make, and reports those that stand on it
    /// twice.
    pub fn gather(documents: &[&Document], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut given: HashMap<String, &Spot> = HashMap::new();
        for document in documents {
            let stage =
                (document.role == Role::Stage).then(|| (stage_slug_of(document), &document.head));
            let own = document
                .body
                .anchors
                .iter()
                .map(|(anchor, spot)| (anchor.clone(), spot));
            for (anchor, spot) in stage.into_iter().chain(own) {
                match given.entry(anchor) {
                    Entry::Vacant(free) => drop(free.insert(spot)),
                    Entry::Occupied(taken) => {
                        diagnostics.push(twice(taken.key(), spot, taken.get()));
                    }
                }
            }
        }
        PageAnchors {
            own: documents
                .first()
                .map_or(&[], |document| own_anchors(document.role)),
            given: given.into_keys().collect(),
        }
    }
}

fn twice(anchor: &str, spot: &Spot, other: &Spot) -> Diagnostic {
    let message = format!("the anchor `{anchor}` stands twice on one page");
    Diagnostic::new(Rule::DuplicateAnchor, spot, message)
        .also(other, "the other one")
        .help("give one of them another name: a stage by `slug`, a heading by `{#name}`")
}

/// What the theme gives a page of this kind.
fn own_anchors(role: Role) -> &'static [&'static str] {
    match role {
        Role::Page => &["main"],
        Role::Home => &["main", "maps", "contact"],
        Role::Map | Role::Persona | Role::Stage => OWN_ANCHORS,
    }
}
