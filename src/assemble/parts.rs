//! Pages and maps, built from their documents.
//!
//! In: the documents by their folders, with what their references lead to. Out: the parts of the
//! model. A part is built again only where one of its own documents has changed, or something that
//! they refer to.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Settings,
    index::{At, Index},
    links::{self, Resolved},
    pictures::{Album, Named, Seen},
    plan::{MapPlan, MapShape},
    told,
};
use crate::{
    content::{Document, Folder, documents::Front},
    diagnostic::{Diagnostic, Found},
    journey::{JourneyMap, Page},
    kept::{Same, Shelf},
    source::Spot,
};

/// What is kept between two runs.
#[derive(Debug)]
pub struct Memory {
    pages: Shelf<String, PageKey, Found<Arc<Page>>>,
    maps: Shelf<Arc<str>, MapKey, Found<Option<Arc<JourneyMap>>>>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            pages: Shelf::new(keeping),
            maps: Shelf::new(keeping),
        }
    }
}

/// The documents of a folder with what their references lead to, if any of them refers to
/// something.
#[derive(Debug, Clone, PartialEq)]
struct Linked {
    folder: Same<Folder>,
    resolved: Option<Same<Vec<Resolved>>>,
    /// The pictures that they show.
    seen: Seen,
}

/// What a page is made from.
#[derive(Debug, Clone, PartialEq)]
struct PageKey {
    document: Same<Document>,
    resolved: Resolved,
    seen: Seen,
    url: String,
    settings: Same<Settings>,
}

/// What a map is made from.
#[derive(Debug, Clone, PartialEq)]
struct MapKey {
    shape: Arc<MapShape>,
    /// The map's own folder; then the segments', `None` for one without documents.
    folders: Vec<Option<Linked>>,
    settings: Same<Settings>,
}

/// Documents on their way into the model, by their folders, with what their references lead to.
pub struct Sources {
    /// Each folder is taken once, so that it need not be copied if nobody else keeps it.
    folders: Vec<Option<Arc<Folder>>>,
    resolved: Vec<Option<Arc<Vec<Resolved>>>>,
}

impl Sources {
    /// These folders, with what the references in each lead to.
    pub fn new(folders: Vec<Arc<Folder>>, resolved: Vec<Option<Arc<Vec<Resolved>>>>) -> Self {
        Sources {
            folders: folders.into_iter().map(Some).collect(),
            resolved,
        }
    }

    fn document(&self, at: At) -> Option<&Arc<Document>> {
        self.folders
            .get(at.folder)?
            .as_ref()?
            .documents
            .get(at.place)
    }

    fn resolved(&self, at: At) -> Option<&Resolved> {
        self.resolved.get(at.folder)?.as_ref()?.get(at.place)
    }

    fn take(&mut self, folder: usize, album: &Album) -> Option<Linked> {
        Some(Linked {
            folder: Same(self.folders.get_mut(folder)?.take()?),
            seen: album.seen(self.resolved.get(folder)?.iter().flat_map(|all| all.iter())),
            resolved: self.resolved.get(folder)?.clone().map(Same),
        })
    }

    /// Where maps name themes of their own, for a message when there is no such theme.
    pub fn theme_spots(&self, index: &Index) -> BTreeMap<String, Spot> {
        let of_map = |plan: &MapPlan| {
            let at = At {
                folder: *plan.folders.first()?,
                place: plan.shape.document,
            };
            match &self.document(at)?.front {
                Front::Map(map) => map.theme.clone(),
                _ => None,
            }
        };
        index.maps.iter().filter_map(of_map).collect()
    }
}

/// All pages, the home page among them.
pub fn pages(
    index: &Index,
    sources: &Sources,
    album: &Album,
    settings: &Arc<Settings>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Page>> {
    let key = |at: &At| {
        let document = sources.document(*at)?;
        let key = PageKey {
            document: Same(Arc::clone(document)),
            resolved: sources.resolved(*at).cloned().unwrap_or_default(),
            seen: album.seen(sources.resolved(*at)),
            url: index.url(*at).unwrap_or_default().to_owned(),
            settings: Same(Arc::clone(settings)),
        };
        Some((document.source.path.clone(), key))
    };
    let built = memory.pages.renew(
        index.pages.iter().filter_map(key).collect(),
        |_, key, _| {
            let mut found = Vec::new();
            let document = written(key.document.0, &key.resolved, &key.seen);
            let page = super::pages::build(&key.settings, document, key.url, &mut found);
            (Arc::new(page), found)
        },
        |_, found| found.clone(),
    );
    told(built, diagnostics)
}

/// All maps, newest first.
pub fn maps(
    index: &Index,
    sources: &mut Sources,
    album: &Album,
    settings: &Arc<Settings>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<JourneyMap>> {
    let key = |plan: &MapPlan| {
        let key = MapKey {
            shape: Arc::clone(&plan.shape),
            folders: plan
                .folders
                .iter()
                .map(|at| sources.take(*at, album))
                .collect(),
            settings: Same(Arc::clone(settings)),
        };
        (Arc::clone(&plan.shape.folder), key)
    };
    let built = memory.maps.renew(
        index.maps.iter().map(key).collect(),
        |_, key, _| {
            let mut found = Vec::new();
            let folders = key.folders.into_iter().map(Opened::from);
            let mut folders: Vec<Opened> = folders.collect();
            let map = super::maps::build(&key.settings, &key.shape, &mut folders, &mut found);
            (map.map(Arc::new), found)
        },
        |_, found| found.clone(),
    );
    let mut maps: Vec<Arc<JourneyMap>> = told(built, diagnostics).into_iter().flatten().collect();
    maps.sort_by(|a, b| {
        let day = |map: &JourneyMap| map.meta.updated.or(map.meta.date);
        day(b)
            .cmp(&day(a))
            .then_with(|| a.meta.url.cmp(&b.meta.url))
    });
    maps
}

/// A folder whose documents are taken one by one.
#[derive(Default)]
pub struct Opened {
    documents: Vec<Option<Arc<Document>>>,
    resolved: Option<Same<Vec<Resolved>>>,
    seen: Seen,
}

impl From<Option<Linked>> for Opened {
    fn from(linked: Option<Linked>) -> Self {
        linked.map_or_else(Opened::default, |linked| Opened {
            documents: Arc::unwrap_or_clone(linked.folder.0)
                .into_documents()
                .into_iter()
                .map(Some)
                .collect(),
            resolved: linked.resolved,
            seen: linked.seen,
        })
    }
}

impl Opened {
    /// A document for whoever builds from it, its links written, and beside it the pictures that
    /// its front matter names.
    pub fn take(&mut self, place: usize) -> Option<(Document, Named)> {
        let document = self.documents.get_mut(place)?.take()?;
        let resolved = self.resolved.as_ref().and_then(|all| all.get(place));
        let resolved = resolved.cloned().unwrap_or_default();
        let named = self.seen.named(&resolved);
        Some((written(document, &resolved, &self.seen), named))
    }
}

/// A document with its links written. It is copied only if somebody else keeps it.
fn written(document: Arc<Document>, resolved: &Resolved, seen: &Seen) -> Document {
    let mut document = Arc::unwrap_or_clone(document);
    links::write(&mut document, resolved, seen);
    document
}
