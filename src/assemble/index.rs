//! What holds for the site as a whole: who is left out, who is published where, what belongs to
//! which page.
//!
//! In: the outlines of all documents and the list of files. Out: an [`Index`], and a finding for
//! each contradiction. Nothing of the texts is needed here, so a change to a text alone leaves the
//! index as it is.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    Included, LeftOut,
    addresses::{self, Addresses},
    claims, is_under,
    outline::Outline,
    resolver::Resolver,
};
use crate::{
    content::{Listing, Role},
    diagnostic::{Diagnostic, Rule},
    journey::Asset,
    kept::Same,
    source::Place,
    text::slug,
};

/// What an index is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The outlines of all documents, in their order.
    pub outlines: Vec<Same<Outline>>,
    /// The files of the content folder.
    pub listing: Same<Listing>,
    /// The content folder, without slashes at its ends.
    pub src: String,
    /// What to include.
    pub included: Included,
}

/// The site as a whole. Documents are named by their places among all documents.
#[derive(Debug)]
pub struct Index {
    /// What is left out.
    pub left_out: LeftOut,
    /// Where destinations lead.
    pub resolver: Resolver,
    /// The author's files that are published as they are.
    pub assets: Vec<Asset>,
    /// Old addresses with the new ones, before they are checked.
    pub aliases: Vec<(String, String)>,
    /// The address of each document's page; `None` for documents that are left out.
    pub urls: Vec<Option<String>>,
    /// The documents of each page, by its address.
    pub sections: Vec<(String, Vec<usize>)>,
    /// Ordinary pages, in the order of their folders, numbers and names.
    pub pages: Vec<usize>,
    /// The maps.
    pub maps: Vec<MapPlan>,
    /// What contradicts.
    pub findings: Vec<Diagnostic>,
}

/// What makes a map.
#[derive(Debug)]
pub struct MapPlan {
    /// How many documents of which kind there are, and where they are shown.
    pub shape: Arc<MapShape>,
    /// The map's own document.
    pub document: usize,
    /// Of each segment the persona, if there is one, and the stages in their order.
    pub parts: Vec<usize>,
}

/// What a map is made of, apart from its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapShape {
    /// The folder.
    pub folder: String,
    /// The address.
    pub url: String,
    /// The paths. A map without segments has one.
    pub segments: Vec<SegmentShape>,
    /// Whether there are files of stages that are published, readable or not.
    pub has_stage_files: bool,
    /// Stages and portraits beside the segments, by the paths of their files.
    pub misplaced: Vec<String>,
}

/// What a segment is made of, apart from its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentShape {
    /// The folder.
    pub folder: String,
    /// The address.
    pub url: String,
    /// Whether it has a page of its own.
    pub own_page: bool,
    /// Whether it has a portrait.
    pub has_persona: bool,
    /// How many stages it has.
    pub stages: usize,
    /// The numbers of all files of stages in the folder, published or not.
    pub numbers: Vec<u32>,
}

impl Index {
    /// Settles the site as a whole.
    pub fn settle(basis: &Basis) -> Self {
        let mut findings = Vec::new();
        let listing = &*basis.listing;
        let left_out = LeftOut::of(basis);
        let staying: Vec<(usize, &Outline)> = basis
            .outlines
            .iter()
            .enumerate()
            .map(|(at, outline)| (at, &**outline))
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
        let resolver = Resolver::new(&published, &basis.src, &left_out);
        let mut urls = vec![None; basis.outlines.len()];
        for (at, outline) in &staying {
            if let Some(url) = urls.get_mut(*at) {
                *url = addresses.of(outline);
            }
        }
        let planning = Planning {
            listing,
            left_out: &left_out,
            addresses: &addresses,
            by_folder: by_folder(&staying),
        };
        report_misplaced(listing, &outlines, &mut findings);
        Index {
            aliases: aliases(&outlines, &addresses),
            sections: sections(&staying, &urls),
            pages: pages(&staying),
            maps: planning.maps(&staying),
            left_out,
            resolver,
            assets,
            urls,
            findings,
        }
    }
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
        for outline in &basis.outlines {
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
fn sections(staying: &[(usize, &Outline)], urls: &[Option<String>]) -> Vec<(String, Vec<usize>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut sections: Vec<(String, &str, Vec<usize>)> = Vec::new();
    for (at, outline) in staying {
        let Some(url) = urls.get(*at).and_then(Option::as_deref) else {
            continue;
        };
        let place = *places.entry(url).or_insert_with(|| {
            sections.push((url.to_owned(), &outline.folder, Vec::new()));
            sections.len() - 1
        });
        if let Some((_, folder, documents)) = sections.get_mut(place)
            && *folder == outline.folder
        {
            documents.push(*at);
        }
    }
    sections
        .into_iter()
        .map(|(url, _, documents)| (url, documents))
        .collect()
}

fn pages(staying: &[(usize, &Outline)]) -> Vec<usize> {
    let mut pages: Vec<&(usize, &Outline)> = staying
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

/// The portraits and stages of each folder.
type ByFolder<'a> = HashMap<&'a str, Parts<'a>>;

#[derive(Default)]
struct Parts<'a> {
    persona: Option<(usize, &'a Outline)>,
    stages: Vec<(usize, &'a Outline)>,
}

fn by_folder<'a>(staying: &[(usize, &'a Outline)]) -> ByFolder<'a> {
    let mut folders = ByFolder::new();
    for (at, outline) in staying {
        match outline.role {
            Role::Persona => {
                folders.entry(&outline.folder).or_default().persona = Some((*at, outline));
            }
            Role::Stage => {
                let parts = folders.entry(&outline.folder).or_default();
                parts.stages.push((*at, outline));
            }
            _ => {}
        }
    }
    for parts in folders.values_mut() {
        parts
            .stages
            .sort_by_key(|(_, stage)| (stage.number, &stage.name));
    }
    folders
}

/// Planning the maps.
struct Planning<'a> {
    listing: &'a Listing,
    left_out: &'a LeftOut,
    addresses: &'a Addresses,
    by_folder: ByFolder<'a>,
}

impl Planning<'_> {
    fn maps(&self, staying: &[(usize, &Outline)]) -> Vec<MapPlan> {
        let numbers = stage_numbers(self.listing, self.left_out);
        staying
            .iter()
            .filter(|(_, outline)| outline.role == Role::Map)
            .map(|(at, outline)| self.map(*at, &outline.folder, &numbers))
            .collect()
    }

    fn map(&self, at: usize, folder: &str, numbers: &BTreeMap<&str, Numbers>) -> MapPlan {
        let mut parts = Vec::new();
        let segments = self.segment_folders(folder);
        let own_page = !segments.is_empty();
        let misplaced = match (own_page, self.by_folder.get(folder)) {
            (true, Some(own)) => own
                .stages
                .iter()
                .chain(&own.persona)
                .map(|(_, outline)| outline.path.clone())
                .collect(),
            _ => Vec::new(),
        };
        let folders = match own_page {
            true => segments,
            false => vec![folder.to_owned()],
        };
        let has_stage_files = numbers
            .range(folder..)
            .take_while(|(other, _)| other.starts_with(folder))
            .any(|(other, numbers)| {
                numbers.published && (*other == folder || is_under(other, folder))
            });
        MapPlan {
            shape: Arc::new(MapShape {
                folder: folder.to_owned(),
                url: self.addresses.folder(folder),
                segments: folders
                    .into_iter()
                    .map(|folder| {
                        let of_folder = numbers.get(folder.as_str());
                        let numbers = of_folder.map(|known| known.all.clone());
                        self.segment(folder, own_page, numbers.unwrap_or_default(), &mut parts)
                    })
                    .collect(),
                has_stage_files,
                misplaced,
            }),
            document: at,
            parts,
        }
    }

    fn segment(
        &self,
        folder: String,
        own_page: bool,
        numbers: Vec<u32>,
        documents: &mut Vec<usize>,
    ) -> SegmentShape {
        let parts = self.by_folder.get(folder.as_str());
        let persona = parts.and_then(|parts| parts.persona);
        let stages = parts.map_or(&[][..], |parts| &parts.stages);
        documents.extend(persona.iter().chain(stages).map(|(at, _)| *at));
        SegmentShape {
            url: self.addresses.folder(&folder),
            folder,
            own_page,
            has_persona: persona.is_some(),
            stages: stages.len(),
            numbers,
        }
    }

    /// The folders of a map's segments, in the order of their numbers and names.
    fn segment_folders(&self, map: &str) -> Vec<String> {
        let under = if map.is_empty() {
            String::new()
        } else {
            format!("{map}/")
        };
        let mut folders: Vec<String> = self
            .listing
            .segments
            .range(under.clone()..)
            .take_while(|folder| folder.starts_with(&under))
            .filter(|folder| !folder.get(under.len()..).unwrap_or("").contains('/'))
            .filter(|folder| !self.left_out.holds(folder))
            .cloned()
            .collect();
        folders.sort_by_key(|folder| {
            let name = folder.rsplit('/').next().unwrap_or(folder).to_owned();
            (slug::strip_order(&name).0.unwrap_or(u32::MAX), name)
        });
        folders
    }
}

/// The numbers of the files of stages in one folder.
#[derive(Default)]
struct Numbers {
    all: Vec<u32>,
    /// Whether one of them is published, readable or not.
    published: bool,
}

fn stage_numbers<'a>(listing: &'a Listing, left_out: &LeftOut) -> BTreeMap<&'a str, Numbers> {
    let mut folders: BTreeMap<&str, Numbers> = BTreeMap::new();
    for file in &listing.documents {
        let numbers = folders.entry(&file.folder).or_default();
        numbers.all.extend(file.number);
        numbers.published |= file.role == Role::Stage
            && !left_out.files.contains(&file.path)
            && !left_out.holds(&file.folder);
    }
    folders
}

/// Folders of segments whose portrait is missing, each with the path of its first document: the
/// segment has a page all the same.
pub fn bare_segments<'a>(published: &Published<'a>) -> BTreeMap<&'a str, &'a str> {
    let outlines = published.outlines;
    let personas: BTreeSet<&str> = outlines
        .iter()
        .filter(|outline| outline.role == Role::Persona)
        .map(|outline| outline.folder.as_str())
        .collect();
    let mut bare = BTreeMap::new();
    for outline in outlines {
        let folder = outline.folder.as_str();
        if published.listing.segments.contains(folder) && !personas.contains(folder) {
            bare.entry(folder).or_insert(outline.path.as_str());
        }
    }
    bare
}
