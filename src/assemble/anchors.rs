//! Parts of pages that links can lead to.
//!
//! In: the anchors of all documents. Out: which parts each page has, and a finding for each anchor
//! that stands twice on a page.

use std::collections::{HashMap, hash_map::Entry};

use super::{addresses::Addresses, links::stage_slug};
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

/// The parts of all pages.
#[derive(Debug, Default)]
pub struct Anchors {
    pages: HashMap<String, PageAnchors>,
}

#[derive(Debug, Default)]
struct PageAnchors {
    /// The folder whose documents make the page.
    folder: String,
    /// What the theme gives pages of this kind.
    own: &'static [&'static str],
    /// What the author's texts give it, with the places.
    given: HashMap<String, Spot>,
}

impl Anchors {
    /// Gathers the anchors of all pages and reports those that stand twice on one.
    pub fn gather(
        documents: &[Document],
        addresses: &Addresses,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut anchors = Anchors::default();
        for document in documents {
            let Some(url) = addresses.of(document) else {
                continue;
            };
            let page = anchors.pages.entry(url).or_insert_with(|| PageAnchors {
                folder: document.folder.clone(),
                own: own_anchors(document.role),
                given: HashMap::new(),
            });
            // Two folders at one address are reported as such.
            if page.folder == document.folder {
                page.add(document, diagnostics);
            }
        }
        anchors
    }

    /// True where a page has a part of that name.
    pub fn has(&self, url: &str, anchor: &str) -> bool {
        self.pages
            .get(url)
            .is_some_and(|page| page.own.contains(&anchor) || page.given.contains_key(anchor))
    }

    /// The finding for a link to a part that a page does not have.
    pub fn broken(&self, url: &str, anchor: &str, spot: &Spot) -> Diagnostic {
        let page = self.pages.get(url);
        let mut names: Vec<&str> = page
            .iter()
            .flat_map(|page| page.given.keys())
            .map(String::as_str)
            .collect();
        names.sort_unstable();
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
    fn add(&mut self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        let stage = (document.role == Role::Stage).then(|| (stage_slug(document), &document.head));
        let own = document
            .body
            .anchors
            .iter()
            .map(|(anchor, spot)| (anchor.clone(), spot));
        for (anchor, spot) in stage.into_iter().chain(own) {
            match self.given.entry(anchor) {
                Entry::Vacant(free) => {
                    free.insert(spot.clone());
                }
                Entry::Occupied(taken) => diagnostics.push(
                    Diagnostic::new(
                        Rule::DuplicateAnchor,
                        spot,
                        format!("the anchor `{}` stands twice on one page", taken.key()),
                    )
                    .also(taken.get(), "the other one")
                    .help(
                        "give one of them another name: a stage by `slug`, a heading by `{#name}`",
                    ),
                ),
            }
        }
    }
}

/// What the theme gives a page of this kind.
fn own_anchors(role: Role) -> &'static [&'static str] {
    match role {
        Role::Page => &["main"],
        Role::Home => &["main", "maps", "contact"],
        Role::Map | Role::Persona | Role::Stage => OWN_ANCHORS,
    }
}
