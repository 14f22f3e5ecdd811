//! What holds across documents: the site as a whole, the parts of its pages, where references lead.
//!
//! In: the documents by their folders. Out: an index, anchors and resolved references; each step is
//! done again only where what it looks at has changed.

use std::sync::Arc;

use super::{
    Materials,
    anchors::{Anchors, PageAnchors},
    index::{At, Basis, Index, Section},
    links::{self, Resolved},
    outline::FolderOutline,
    told,
};
use crate::{
    content::{Document, Folder},
    diagnostic::{Diagnostic, Found},
    kept::{Kept, Same, Shelf, settled},
};

/// What is kept between two runs.
#[derive(Debug)]
pub struct Memory {
    outlines: Shelf<Arc<str>, Same<Folder>, Arc<FolderOutline>>,
    index: Kept<Basis, Arc<Index>>,
    sections: Shelf<Arc<str>, SectionKey, Found<Arc<PageAnchors>>>,
    anchors: Kept<AnchorsKey, Arc<Anchors>>,
    references: Shelf<Arc<str>, ReferencesKey, Found<Arc<Vec<Resolved>>>>,
}

/// What the parts of a page are gathered from: a folder, and the places of the documents in it.
type SectionKey = (Same<Folder>, Arc<Vec<usize>>);

/// What the parts of all pages are: which pages there are, and the parts of each.
type AnchorsKey = (Same<Index>, Vec<Same<PageAnchors>>);

/// What references are looked up by: a folder with its place among all, and all that they can lead
/// to.
type ReferencesKey = (usize, Same<Folder>, Same<Index>, Same<Anchors>);

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            outlines: Shelf::new(keeping),
            index: Kept::new(keeping),
            sections: Shelf::new(keeping),
            anchors: Kept::new(keeping),
            references: Shelf::new(keeping),
        }
    }
}

/// The site as a whole with the parts of its pages: all that references can lead to.
pub struct Whole {
    /// The site as a whole.
    pub index: Arc<Index>,
    /// The parts of its pages.
    pub anchors: Arc<Anchors>,
}

/// The site as a whole, from the outlines of its documents; and which folders refer to something
/// inside the site.
pub fn index(
    materials: &Materials,
    folders: &[Arc<Folder>],
    memory: &mut Memory,
) -> (Arc<Index>, Vec<bool>) {
    let key = |folder: &Arc<Folder>| (Arc::clone(&folder.name), Same(Arc::clone(folder)));
    let outlines = memory.outlines.renew(
        folders.iter().map(key).collect(),
        |_, folder, earlier| settled(earlier.as_ref(), FolderOutline::of(&folder)),
        |_, outline| Same(Arc::clone(outline)),
    );
    let refers = outlines.iter().map(|outline| outline.refers).collect();
    let basis = Basis {
        folders: outlines,
        listing: Same(Arc::clone(&materials.listing)),
        src: materials.config.src.trim_matches('/').to_owned(),
        included: materials.included,
    };
    let settle = |basis: Basis, _: Option<&_>| Arc::new(Index::settle(&basis));
    (memory.index.get(basis, settle), refers)
}

/// The parts of all pages.
pub fn anchors(
    index: &Arc<Index>,
    folders: &[Arc<Folder>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Anchors> {
    let of_page = |section: &Section| {
        let folder = folders.get(section.folder)?;
        let key = (Same(Arc::clone(folder)), Arc::clone(&section.places));
        Some((Arc::clone(&section.url), key))
    };
    let pages = memory.sections.renew(
        index.sections.iter().filter_map(of_page).collect(),
        |_, (folder, places), earlier| {
            let mut found = Vec::new();
            let documents = places.iter().filter_map(|at| folder.documents.get(*at));
            let documents: Vec<&Document> = documents.map(|document| &**document).collect();
            let anchors = PageAnchors::gather(&documents, &mut found);
            (
                settled(earlier.as_ref().map(|(known, _)| known), anchors),
                found,
            )
        },
        |_, found| found.clone(),
    );
    let pages = told(pages, diagnostics).into_iter().map(Same).collect();
    memory
        .anchors
        .get((Same(Arc::clone(index)), pages), |(index, pages), _| {
            let urls = index
                .sections
                .iter()
                .map(|section| Arc::clone(&section.url));
            let pages = pages.into_iter().map(|Same(anchors)| anchors);
            Arc::new(Anchors::new(urls.zip(pages)))
        })
}

impl Whole {
    /// What the references of all documents lead to, by folders; `None` for those that have none.
    pub fn references(
        &self,
        folders: &[Arc<Folder>],
        refers: &[bool],
        memory: &mut Memory,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Arc<Vec<Resolved>>>> {
        let referring: Vec<usize> = (0..folders.len())
            .filter(|at| refers.get(*at) == Some(&true))
            .collect();
        let key = |at: &usize| {
            let folder = folders.get(*at)?;
            let (index, anchors) = (Arc::clone(&self.index), Arc::clone(&self.anchors));
            let key = (*at, Same(Arc::clone(folder)), Same(index), Same(anchors));
            Some((Arc::clone(&folder.name), key))
        };
        let found = memory.references.renew(
            referring.iter().filter_map(key).collect(),
            |_, key, earlier| {
                let mut found = Vec::new();
                let resolved = resolved(&key, &mut found);
                let earlier = earlier.as_ref().map(|(known, _)| known);
                (settled(earlier, resolved), found)
            },
            |_, found| found.clone(),
        );
        let mut all = vec![None; folders.len()];
        for (at, resolved) in referring.into_iter().zip(told(found, diagnostics)) {
            if let Some(place) = all.get_mut(at) {
                *place = Some(resolved);
            }
        }
        all
    }
}

/// What the references of a folder's documents lead to, in their order.
fn resolved(key: &ReferencesKey, found: &mut Vec<Diagnostic>) -> Vec<Resolved> {
    let (at, folder, index, anchors) = key;
    let resolve = |(place, document): (usize, &Arc<Document>)| {
        // A document that is left out leads nowhere, and nobody asks where.
        match index.url(At { folder: *at, place }) {
            Some(page) => links::resolve(document, page, &index.resolver, anchors, found),
            None => links::withhold(document, &index.resolver),
        }
    };
    let documents = folder.documents.iter().enumerate();
    documents.map(resolve).collect()
}
