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

pub use listing::{ListedFile, Listing, Role, list};

use crate::{
    config::RawHtml,
    diagnostic::Diagnostic,
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

/// A document with what was found in it; `None` for a file that cannot be read.
type Read = (Option<Arc<Document>>, Vec<Diagnostic>);

/// What is kept of the content folder between two runs.
#[derive(Debug)]
pub struct Memory {
    /// The list, by the files in the folder and the further languages.
    listing: Kept<(Same<Files>, Vec<String>), (Arc<Listing>, Vec<Diagnostic>)>,
    options: Kept<Options, Arc<Options>>,
    /// The documents, by their texts.
    documents: Shelf<Arc<ListedFile>, (Same<Text>, Same<Options>), Read>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            listing: Kept::new(keeping),
            options: Kept::new(keeping),
            documents: Shelf::new(keeping),
        }
    }
}

/// Reads and parses the Markdown files of a listing.
pub fn read(
    folder: &SiteFolder,
    listing: &Listing,
    options: Options,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Document>> {
    let options = memory
        .options
        .get(options, |options, earlier| settled(earlier, options));
    let wanted = listing
        .documents
        .par_iter()
        .map(|file| {
            let text = folder.text(&file.file, &file.path);
            (Arc::clone(file), (Same(text), Same(Arc::clone(&options))))
        })
        .collect();
    let read = memory.documents.renew(
        wanted,
        |file, (text, options), _| read_one(file, &text, &options),
        |_, read| read.clone(),
    );
    let mut documents = Vec::with_capacity(read.len());
    for (document, mut found) in read {
        diagnostics.append(&mut found);
        documents.extend(document);
    }
    documents
}

fn read_one(file: &ListedFile, text: &Text, options: &Options) -> Read {
    let mut found = text.findings.clone();
    let document = text
        .source
        .as_ref()
        .and_then(|source| parse(source, file, options, &mut found));
    (document.map(Arc::new), found)
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
