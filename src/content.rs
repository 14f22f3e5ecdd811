//! The content folder, read.
//!
//! In: the root of a site and its settings. Out: every Markdown file as a [`Document`], every
//! other file as an asset, in the order of their paths. What a document is follows from its name
//! and from its folder alone. Files are read and parsed in parallel; parsing is pure.

pub mod body;
pub mod documents;
mod front_matter;
mod keys;
mod listing;

use std::{cell::RefCell, sync::Arc};

use rayon::prelude::*;

pub use listing::{ListedFile, ListedFolder, Listing, Role, list};

use crate::{
    config::RawHtml,
    diagnostic::{Diagnostic, Found},
    fields::{Fields, KeyIndex},
    kept::{Kept, Same, Shelf, settled},
    lanes::Lanes,
    site_folder::{Files, SiteFolder, Text},
    source::{SourceFile, Spot},
    text::slug,
};
use body::{Body, Reading};
use documents::{Common, Front};

/// A Markdown file, parsed.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text.
    pub source: Arc<SourceFile>,
    /// The folder within the content folder, without slashes at its ends; empty at its top.
    pub folder: String,
    /// The file's name without number and ending.
    pub name: String,
    /// The number before the name.
    pub number: Option<u32>,
    /// What it is.
    pub role: Role,
    /// What all kinds of documents can say.
    pub common: Common,
    /// What this kind says.
    pub front: Front,
    /// The body.
    pub body: Body,
    /// Where the front matter begins: what to point at for what is missing.
    pub head: Spot,
}

impl Document {
    /// The title: the front matter's, else the heading's at the beginning.
    pub fn title(&self) -> Option<&str> {
        let heading = self.body.title.as_ref().map(|(title, _)| title.as_str());
        self.common.title.as_deref().or(heading)
    }
}

/// How documents are to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of the texts.
    pub language: String,
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// The lanes by which to tell what is internal, and so left out; `None` leaves nothing out.
    pub without_internal: Option<Arc<Lanes>>,
}

impl PartialEq for Options {
    fn eq(&self, other: &Self) -> bool {
        let same_lanes = match (&self.without_internal, &other.without_internal) {
            (Some(one), Some(another)) => Arc::ptr_eq(one, another),
            (one, another) => one.is_none() && another.is_none(),
        };
        self.language == other.language && self.raw_html == other.raw_html && same_lanes
    }
}

/// The documents of one folder, in the order of their files' names.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder within the content folder, without slashes at its ends; empty at its top.
    pub name: Arc<str>,
    /// The documents that can be read.
    pub documents: Vec<Arc<Document>>,
    /// What was found in them.
    pub findings: Vec<Diagnostic>,
    /// The true names of confidential clients. A draft's client is as confidential as any.
    pub confidential: Vec<(String, Spot)>,
    /// From what each file was read, and whether there is a document of it.
    read: Vec<Read>,
    options: Same<Options>,
}

/// A file that was read.
#[derive(Debug, Clone)]
struct Read {
    name: String,
    role: Role,
    text: Same<Text>,
    document: Option<Arc<Document>>,
    found: Vec<Diagnostic>,
}

/// What a folder's documents are read from: the files, a number that changes with their texts, and
/// how they are to be read.
type FolderKey = (Same<ListedFolder>, u64, Same<Options>);

/// What a list is made from: the files, and the codes of further languages.
type ListingKey = (Same<Files>, Vec<String>);

/// What is kept of the content folder between two runs.
#[derive(Debug)]
pub struct Memory {
    /// The list, by the files in the folder and the further languages.
    listing: Kept<ListingKey, Found<Arc<Listing>>>,
    options: Kept<Options, Arc<Options>>,
    folders: Shelf<Arc<str>, FolderKey, Arc<Folder>>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            listing: Kept::new(keeping),
            options: Kept::new(keeping),
            folders: Shelf::new(keeping),
        }
    }
}

/// Reads and parses the Markdown files of a listing, folder by folder.
pub fn read(
    site: &SiteFolder,
    listing: &Listing,
    options: Options,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Folder>> {
    let options = memory
        .options
        .get(options, |options, earlier| settled(earlier, options));
    let key = |folder: &Arc<ListedFolder>| {
        let texts = site.texts(&folder.place);
        let key = (Same(Arc::clone(folder)), texts, Same(Arc::clone(&options)));
        (Arc::clone(&folder.name), key)
    };
    let folders = memory.folders.renew(
        listing.folders.iter().map(key).collect(),
        |_, (folder, _, options), earlier| Arc::new(read_folder(site, &folder, options, earlier)),
        |_, folder| Arc::clone(folder),
    );
    for folder in &folders {
        diagnostics.extend(folder.findings.iter().cloned());
    }
    folders
}

/// Reads the files of a folder. Those whose texts are as they were are not parsed again.
fn read_folder(
    site: &SiteFolder,
    folder: &ListedFolder,
    options: Same<Options>,
    earlier: Option<Arc<Folder>>,
) -> Folder {
    let earlier = earlier.filter(|earlier| earlier.options == options);
    let known = |file: &ListedFile, text: &Same<Text>| {
        let mut read = earlier.as_ref()?.read.iter();
        read.find(|read| read.name == file.path && read.role == file.role && read.text == *text)
            .cloned()
    };
    let read: Vec<Read> = folder
        .files
        .par_iter()
        .map(|file| {
            let text = Same(site.text(&file.file, &file.path));
            known(file, &text).unwrap_or_else(|| read_one(file, text, &options))
        })
        .collect();
    let documents: Vec<Arc<Document>> = read
        .iter()
        .filter_map(|read| read.document.clone())
        .collect();
    Folder {
        name: Arc::clone(&folder.name),
        confidential: documents
            .iter()
            .filter_map(|one| confidential_name(one))
            .collect(),
        documents,
        findings: read.iter().flat_map(|read| read.found.clone()).collect(),
        read,
        options,
    }
}

/// The true name of a map's client that is confidential.
fn confidential_name(document: &Document) -> Option<(String, Spot)> {
    let Front::Map(map) = &document.front else {
        return None;
    };
    let client = map.client.as_ref().filter(|client| client.confidential)?;
    client.name.clone()
}

fn read_one(file: &ListedFile, text: Same<Text>, options: &Options) -> Read {
    let mut found = text.findings.clone();
    let document = text
        .source
        .as_ref()
        .and_then(|source| parse(source, file, options, &mut found));
    Read {
        name: file.path.clone(),
        role: file.role,
        document: document.map(Arc::new),
        text,
        found,
    }
}

impl Folder {
    /// Lets go of what is needed only to read the folder again.
    pub fn into_documents(self) -> Vec<Arc<Document>> {
        self.documents
    }
}

/// Parses a document. Pure: the same text gives the same document.
pub fn parse(
    source: &Arc<SourceFile>,
    file: &ListedFile,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let front_matter = front_matter::read(source, diagnostics)?;
    let found = RefCell::new(Vec::new());
    let yaml = front_matter.yaml.clone();
    let head = yaml.start.saturating_sub(4)
        ..yaml
            .start
            .saturating_sub(1)
            .max(yaml.start.saturating_sub(4));
    let index = KeyIndex::new(source, head.clone(), || {
        front_matter::places(source, yaml.clone())
    });
    let (what, read): (_, fn(&Fields<'_>) -> _) = match file.role {
        Role::Map => ("a map", documents::map),
        Role::Persona => ("a persona", documents::persona),
        Role::Stage => ("a stage", documents::stage),
        Role::Home | Role::Page => ("a page", documents::page),
    };
    let fields = Fields::new(&front_matter.entries, &index, &found, what);
    let (common, front) = read(&fields);
    fields.finish();
    diagnostics.append(&mut found.into_inner());

    let slug = common
        .slug
        .as_ref()
        .map_or_else(|| slug::slug(&file.name), |(slug, _)| slug::slug(slug));
    let anchor_prefix = match file.role {
        Role::Stage => slug.unwrap_or_else(|| "stage".into()),
        _ => String::new(),
    };
    let reading = Reading {
        language: &options.language,
        raw_html: options.raw_html,
        sink: u8::from(!matches!(file.role, Role::Home | Role::Page)),
        lanes: file.role == Role::Stage,
        anchor_prefix: &anchor_prefix,
        title: common.title.as_deref(),
        left_out: match (file.role, &options.without_internal) {
            (Role::Stage, Some(lanes)) => body::LeftOut::Internal(lanes),
            _ => body::LeftOut::Nothing,
        },
    };
    let body = body::read(source, front_matter.body, &reading, diagnostics);
    Some(Document {
        source: Arc::clone(source),
        folder: file.folder.clone(),
        name: file.name.clone(),
        number: file.number,
        role: file.role,
        common,
        front,
        body,
        head: source.spot(head),
    })
}
