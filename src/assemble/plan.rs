//! What makes each map: which documents, in which order, shown where.
//!
//! In: the outlines of all documents that are published. Out: a plan for each map.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    LeftOut,
    addresses::Addresses,
    index::{Placed, Published},
    is_under,
};
use crate::{
    content::{Listing, Role},
    text::slug,
};

/// What makes a map.
#[derive(Debug)]
pub struct MapPlan {
    /// Which documents there are, and where they are shown.
    pub shape: Arc<MapShape>,
    /// The places of their folders: the map's own, then those of the segments.
    pub folders: Vec<usize>,
}

/// What a map is made of, apart from its texts. Documents are named by their places in their
/// folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapShape {
    /// The folder.
    pub folder: Arc<str>,
    /// The address.
    pub url: String,
    /// The map's own document.
    pub document: usize,
    /// The paths. A map without segments has one, in the map's own folder.
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
    /// The portrait.
    pub persona: Option<usize>,
    /// The stages, in their order.
    pub stages: Vec<usize>,
    /// The numbers of all files of stages in the folder, published or not.
    pub numbers: Vec<u32>,
}

/// Plans all maps.
pub fn maps(published: &Published<'_>, staying: &[Placed<'_>], left_out: &LeftOut) -> Vec<MapPlan> {
    let planning = Planning {
        listing: published.listing,
        left_out,
        addresses: published.addresses,
        by_folder: by_folder(staying),
        numbers: stage_numbers(published.listing, left_out),
    };
    staying
        .iter()
        .filter(|(_, outline)| outline.role == Role::Map)
        .map(|placed| planning.map(placed))
        .collect()
}

/// The portraits and stages of each folder.
type ByFolder<'a> = HashMap<&'a str, Parts<'a>>;

#[derive(Default)]
struct Parts<'a> {
    persona: Option<Placed<'a>>,
    stages: Vec<Placed<'a>>,
}

fn by_folder<'a>(staying: &[Placed<'a>]) -> ByFolder<'a> {
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
    numbers: BTreeMap<&'a str, Numbers>,
}

impl Planning<'_> {
    fn map(&self, (at, outline): &Placed<'_>) -> MapPlan {
        let folder = outline.folder.as_str();
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
        let paths = match own_page {
            true => segments,
            false => vec![folder.to_owned()],
        };
        let mut folders = vec![at.folder];
        if own_page {
            // A segment without any document that is published has no folder to be read from.
            folders.extend(
                paths
                    .iter()
                    .map(|path| self.place_of(path).unwrap_or(usize::MAX)),
            );
        }
        let mut under = self.numbers.range(folder..);
        let shape = MapShape {
            folder: folder.into(),
            url: self.addresses.folder(folder),
            document: at.place,
            segments: paths
                .into_iter()
                .map(|path| self.segment(path, own_page))
                .collect(),
            has_stage_files: under
                .by_ref()
                .take_while(|(other, _)| other.starts_with(folder))
                .any(|(other, numbers)| {
                    numbers.published && (*other == folder || is_under(other, folder))
                }),
            misplaced,
        };
        MapPlan {
            shape: Arc::new(shape),
            folders,
        }
    }

    fn place_of(&self, folder: &str) -> Option<usize> {
        let parts = self.by_folder.get(folder)?;
        let mut documents = parts.persona.iter().chain(&parts.stages);
        documents.next().map(|(at, _)| at.folder)
    }

    fn segment(&self, folder: String, own_page: bool) -> SegmentShape {
        let parts = self.by_folder.get(folder.as_str());
        let stages = parts.map_or(&[][..], |parts| &parts.stages);
        let numbers = self.numbers.get(folder.as_str());
        SegmentShape {
            url: self.addresses.folder(&folder),
            own_page,
            persona: parts
                .and_then(|parts| parts.persona)
                .map(|(at, _)| at.place),
            stages: stages.iter().map(|(at, _)| at.place).collect(),
            numbers: numbers.map(|known| known.all.clone()).unwrap_or_default(),
            folder,
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
    for file in listing.documents() {
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
