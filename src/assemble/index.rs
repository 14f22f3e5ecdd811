//! What holds for the site as a whole: who is left out, who is published where, what belongs to
//! which page.
//!
//! In: the outlines of all documents and the list of files. Out: an [`Index`], and a finding for
//! each contradiction. Nothing of the texts is needed here, so a change to a text alone leaves the
//! index as it is.

use std::{collections::HashMap, sync::Arc};

use super::{
    Included, LeftOut,
    addresses::{self, Addresses},
    claims,
    outline::{FolderOutline, Outline},
    plan::{self, MapPlan},
    resolver::Resolver,
};
use crate::{
    content::{Listing, Role},
    diagnostic::{Diagnostic, Rule},
    journey::Asset,
    kept::Same,
    source::Place,
};

/// What an index is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The outlines of all documents, by their folders.
    pub folders: Vec<Same<FolderOutline>>,
    /// The files of the content folder.
    pub listing: Same<Listing>,
    /// The content folder, without slashes at its ends.
    pub src: String,
    /// What to include.
    pub included: Included,
}

/// Where a document stands: its folder's place among all folders, and its own in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The folder.
    pub folder: usize,
    /// The document.
    pub place: usize,
}

/// A document that is published, and where it stands.
pub type Placed<'a> = (At, &'a Outline);

/// The site as a whole.
#[derive(Debug)]
pub struct Index {
    /// What is left out.
    pub left_out: LeftOut,
    /// Where destinations lead.
    pub resolver: Resolver,
    /// The author's files that are published as they are.
    pub assets: Arc<Vec<Asset>>,
    /// Old addresses with the new ones, before they are checked.
    pub aliases: Vec<(String, String)>,
    /// The address of each document's page, by folders; `None` for documents that are left out.
    pub urls: Vec<Vec<Option<String>>>,
    /// The documents of each page.
    pub sections: Vec<Section>,
    /// Ordinary pages, in the order of their folders, numbers and names.
    pub pages: Vec<At>,
    /// The maps.
    pub maps: Vec<MapPlan>,
    /// What contradicts.
    pub findings: Vec<Diagnostic>,
}

/// The documents of one page; all stand in one folder.
#[derive(Debug)]
pub struct Section {
    /// The page's address.
    pub url: Arc<str>,
    /// The folder's place.
    pub folder: usize,
    /// The documents' places in the folder.
    pub places: Arc<Vec<usize>>,
}

impl Index {
    /// Settles the site as a whole.
    pub fn settle(basis: &Basis) -> Self {
        let mut findings = Vec::new();
        let listing = &*basis.listing;
        let left_out = LeftOut::of(basis);
        let staying: Vec<Placed<'_>> = all(basis)
            .filter(|(_, outline)| left_out.lets_stay(outline))
            .collect();
        let outlines: Vec<&Outline> = staying.iter().map(|(_, outline)| *outline).collect();
        let addresses = Addresses::settle(&outlines, listing, &mut findings);
        let assets = assets(listing, &addresses, &left_out);
        let published = Published {
            listing,
            outlines: &outlines,
            addresses: &addresses,
            assets: &assets,
        };
        claims::check(&published, &mut findings);
        report_misplaced(listing, &outlines, &mut findings);
        let urls = urls(basis, &staying, &addresses);
        Index {
            resolver: Resolver::new(&published, &basis.src, &left_out),
            aliases: aliases(&outlines, &addresses),
            sections: sections(&staying, &urls),
            pages: pages(&staying),
            maps: plan::maps(&published, &staying, &left_out),
            left_out,
            assets: Arc::new(assets),
            urls,
            findings,
        }
    }

    /// The address of a document's page, if it is published.
    pub fn url(&self, at: At) -> Option<&str> {
        self.urls.get(at.folder)?.get(at.place)?.as_deref()
    }
}

/// The outlines of all documents.
fn all(basis: &Basis) -> impl Iterator<Item = Placed<'_>> {
    basis.folders.iter().enumerate().flat_map(|(folder, one)| {
        let places = one.outlines.iter().enumerate();
        places.map(move |(place, outline)| (At { folder, place }, outline))
    })
}

fn urls(basis: &Basis, staying: &[Placed<'_>], addresses: &Addresses) -> Vec<Vec<Option<String>>> {
    let empty = |folder: &Same<FolderOutline>| vec![None; folder.outlines.len()];
    let mut urls: Vec<Vec<Option<String>>> = basis.folders.iter().map(empty).collect();
    for (at, outline) in staying {
        let url = urls
            .get_mut(at.folder)
            .and_then(|urls| urls.get_mut(at.place));
        if let Some(url) = url {
            *url = addresses.of(outline);
        }
    }
    urls
}

/// What is published, as far as its addresses go.
pub struct Published<'a> {
    /// The files of the content folder.
    pub listing: &'a Listing,
    /// The documents that are published.
    pub outlines: &'a [&'a Outline],
    /// The addresses of their folders.
    pub addresses: &'a Addresses,
    /// The author's files.
    pub assets: &'a [Asset],
}

impl LeftOut {
    /// Drafts and internal stages, unless they are asked for.
    fn of(basis: &Basis) -> Self {
        let mut out = LeftOut::default();
        for (_, outline) in all(basis) {
            if outline.internal && !basis.included.internal {
                out.internal.insert(outline.path.clone());
            }
            if !outline.draft || basis.included.drafts {
                continue;
            }
            out.files.insert(outline.path.clone());
            let whole_folder = match outline.role {
                Role::Map => true,
                Role::Persona => basis.listing.segments.contains(&outline.folder),
                _ => false,
            };
            if whole_folder {
                out.folders.insert(outline.folder.clone());
            }
        }
        out
    }

    fn lets_stay(&self, outline: &Outline) -> bool {
        !self.holds(&outline.folder)
            && !self.files.contains(&outline.path)
            && !self.internal.contains(&outline.path)
    }
}

fn assets(listing: &Listing, addresses: &Addresses, left_out: &LeftOut) -> Vec<Asset> {
    listing
        .assets
        .iter()
        .filter(|file| !left_out.holds(&file.folder))
        .map(|file| Asset {
            url: format!("{}{}", addresses.folder(&file.folder), file.name),
            file: file.file.clone(),
            path: file.path.clone(),
        })
        .collect()
}

fn aliases(outlines: &[&Outline], addresses: &Addresses) -> Vec<(String, String)> {
    let mut aliases = Vec::new();
    for outline in outlines {
        for (alias, _) in &outline.aliases {
            if let (Some(alias), Some(url)) = (addresses::alias(alias), addresses.of(outline)) {
                aliases.push((alias, url));
            }
        }
    }
    aliases
}

/// The documents of each page. Where two folders have one address, which is reported as such, the
/// page is that of the first.
fn sections(staying: &[Placed<'_>], urls: &[Vec<Option<String>>]) -> Vec<Section> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut sections: Vec<(&str, usize, Vec<usize>)> = Vec::new();
    for (at, _) in staying {
        let url = urls
            .get(at.folder)
            .and_then(|urls| urls.get(at.place)?.as_deref());
        let Some(url) = url else {
            continue;
        };
        let section = *places.entry(url).or_insert_with(|| {
            sections.push((url, at.folder, Vec::new()));
            sections.len() - 1
        });
        if let Some((_, folder, documents)) = sections.get_mut(section)
            && *folder == at.folder
        {
            documents.push(at.place);
        }
    }
    let section = |(url, folder, places): (&str, usize, Vec<usize>)| Section {
        url: url.into(),
        folder,
        places: Arc::new(places),
    };
    sections.into_iter().map(section).collect()
}

fn pages(staying: &[Placed<'_>]) -> Vec<At> {
    let mut pages: Vec<&Placed<'_>> = staying
        .iter()
        .filter(|(_, outline)| matches!(outline.role, Role::Home | Role::Page))
        .collect();
    pages.sort_by_key(|(_, outline)| (&outline.folder, outline.number, &outline.name));
    pages.into_iter().map(|(at, _)| *at).collect()
}

fn report_misplaced(listing: &Listing, outlines: &[&Outline], findings: &mut Vec<Diagnostic>) {
    for outline in outlines {
        if outline.role == Role::Persona
            && !listing.maps.contains(&outline.folder)
            && !listing.segments.contains(&outline.folder)
        {
            findings.push(
                Diagnostic::new(
                    Rule::MisplacedFile,
                    Place::whole_file(&outline.path),
                    "a persona outside of any map",
                )
                .help(
                    "a persona stands beside `map.md`, or in a folder of its own in a map's folder",
                ),
            );
        }
    }
}
