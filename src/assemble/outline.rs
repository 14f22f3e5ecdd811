//! What a document means to the rest of the site.
//!
//! In: a document. Out: the little of it on which order and addresses of the whole site depend.
//! Most changes to a text leave its outline as it was, and with it everything that was settled for
//! the site.

use crate::{
    content::{Document, Folder, Role, documents::Front},
    source::{Place, Spot},
    text::slug,
};

use super::{anchors::OWN_ANCHORS, links::has_references};

/// The outlines of the documents of one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderOutline {
    /// One for each document, in their order.
    pub outlines: Vec<Outline>,
    /// Whether one of them refers to something inside the site.
    pub refers: bool,
}

impl FolderOutline {
    /// The outlines of a folder's documents.
    pub fn of(folder: &Folder) -> Self {
        let documents = || folder.documents.iter();
        FolderOutline {
            outlines: documents().map(|document| Outline::of(document)).collect(),
            refers: documents().any(|document| has_references(document)),
        }
    }
}

/// The outline of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The path from the site's root.
    pub path: String,
    /// The folder within the content folder.
    pub folder: String,
    /// The file's name without number and ending.
    pub name: String,
    /// The number before the name.
    pub number: Option<u32>,
    /// What it is.
    pub role: Role,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it is an internal stage.
    pub internal: bool,
    /// The last part of the address, as given.
    pub slug: Option<(String, Place)>,
    /// Old addresses, as given.
    pub aliases: Vec<(String, Place)>,
}

impl Outline {
    /// The outline of a document.
    pub fn of(document: &Document) -> Self {
        let placed = |(text, spot): &(String, Spot)| (text.clone(), spot.place());
        Outline {
            path: document.source.path.clone(),
            folder: document.folder.clone(),
            name: document.name.clone(),
            number: document.number,
            role: document.role,
            draft: document.common.draft,
            internal: matches!(&document.front, Front::Stage(stage) if stage.internal),
            slug: document.common.slug.as_ref().map(placed),
            aliases: document.common.aliases.iter().map(placed).collect(),
        }
    }

    /// The anchor of a stage's section.
    pub fn stage_slug(&self) -> String {
        let given = self.slug.as_ref().map(|(given, _)| given.as_str());
        stage_slug(given, &self.name)
    }
}

/// The anchor of a stage's section, from its `slug` or the name of its file.
pub fn stage_slug(given: Option<&str>, name: &str) -> String {
    let slug = given
        .and_then(slug::slug)
        .or_else(|| slug::slug(name))
        .unwrap_or_else(|| "stage".into());
    if OWN_ANCHORS.contains(&slug.as_str()) {
        format!("{slug}-stage")
    } else {
        slug
    }
}

/// The anchor of the section of a document that is a stage.
pub fn stage_slug_of(document: &Document) -> String {
    let given = document.common.slug.as_ref();
    stage_slug(given.map(|(given, _)| given.as_str()), &document.name)
}
