//! Markdown to lanes and HTML.
//!
//! In: the body of a document and how it is to be read. Out: an introduction, the level-2
//! sections with their parts, lists and items, footnotes, and what has to be looked up later
//! (links, anchors). Pure: the same text and options always give the same body, so that a
//! preview can keep it.

mod events;
mod footnotes;
mod internal;
mod links;
mod numbering;
mod raw_html;
mod sections;

use std::{ops::Range, sync::Arc};

pub use events::escape;
pub use links::{LinkKind, LinkRef, Target, classify as understand};
pub use sections::Section;

use crate::{
    config::RawHtml,
    diagnostic::Diagnostic,
    journey::Html,
    lanes::Lanes,
    source::{SourceFile, Spot},
};

/// How a body is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The language of the text, for its typography.
    pub language: &'a str,
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// How many levels headings sink, because the page has headings above them.
    pub sink: u8,
    /// Whether level-2 headings open lanes.
    pub lanes: bool,
    /// Stands before generated anchors, so that several documents can share a page.
    pub anchor_prefix: &'a str,
    /// The title in the front matter.
    pub title: Option<&'a str>,
    /// What is left out of the text.
    pub left_out: LeftOut<'a>,
}

/// Which lanes and parts of lanes are left out, before anything of them is counted or numbered.
#[derive(Debug, Clone, Copy)]
pub enum LeftOut<'a> {
    /// Nothing.
    Nothing,
    /// What is internal: by `{.internal}`, or because its lane is.
    Internal(&'a Lanes),
}

/// A body that has been read.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The level-1 heading at the beginning, if it is the title or could be.
    pub title: Option<(String, Spot)>,
    /// What stands before the first lane; the whole text where there are no lanes.
    pub introduction: Html,
    /// The lanes.
    pub sections: Vec<Section>,
    /// The notes at the foot.
    pub footnotes: Html,
    /// Links and images that lead inside the site.
    pub links: Vec<LinkRef>,
    /// Anchors, with their places.
    pub anchors: Vec<(String, Spot)>,
    /// Destinations of pictures in what was left out.
    pub withheld: Vec<String>,
}

/// Reads the Markdown at `range` of a file.
pub fn read(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    reading: &Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let prepared = events::prepare(file, range, reading, diagnostics);
    sections::divide(prepared, reading)
}
