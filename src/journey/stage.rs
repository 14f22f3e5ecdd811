//! A stage with its lanes, figures and funnel.

use std::sync::Arc;

use super::{Html, Image};
use crate::{source::Spot, value::Value};

/// One step of a path.
#[derive(Debug)]
pub struct Stage {
    /// The title.
    pub title: String,
    /// The anchor on the landing page.
    pub slug: String,
    /// A sentence or two; empty when there is none.
    pub summary: String,
    /// The generic step it belongs to: a position in [`Site::phases`](super::Site::phases).
    pub phase: Option<usize>,
    /// What the customer feels, -2 to 2.
    pub emotion: Option<f64>,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
    /// What the customer says.
    pub quote: Option<String>,
    /// Figures.
    pub kpis: Vec<Kpi>,
    /// How many people reach the stage and go on from it.
    pub funnel: Option<Funnel>,
    /// How long it takes, in the author's words.
    pub duration: Option<String>,
    /// Who answers for it in the company.
    pub owner: Option<String>,
    /// The stage that the path returns to from here: a position among the segment's stages.
    pub loops_to: Option<usize>,
    /// A picture.
    pub image: Option<Image>,
    /// What stands before the first lane.
    pub introduction: Html,
    /// The lanes, as the author orders them.
    pub lanes: Vec<Lane>,
    /// The notes at the foot of the stage's text.
    pub footnotes: Html,
    /// Kept out of what is published (here only in an internal build).
    pub internal: bool,
    /// The source.
    pub source: Arc<crate::source::SourceFile>,
    /// Free data for templates.
    pub extra: Value,
}

impl Stage {
    /// The stage's lane of that name, if it has one.
    pub fn lane(&self, name: &str) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.name == name)
    }
}

/// One row of the map at one stage.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The lane's name: `barriers`; a lane of the author's own is named by its heading's slug.
    pub name: String,
    /// Whether the lane is built in or added by the settings.
    pub known: bool,
    /// How it is shown: `list`, `text`, `tags`, `metric`, `score`, `people`, `media`.
    pub kind: &'static str,
    /// Its place among all lanes; lanes of the author's own come last.
    pub order: usize,
    /// The lane's title by which it is known on the whole map; an own lane's is its heading.
    pub title: String,
    /// An icon's name.
    pub icon: Option<String>,
    /// The heading as the author wrote it.
    pub heading: Html,
    /// The heading's language, where it is known to be another than the site's.
    pub heading_lang: Option<&'static str>,
    /// The anchor on the landing page.
    pub anchor: String,
    /// Kept out of what is published (here only in an internal build).
    pub internal: bool,
    /// The contents; a part begins at each level-3 heading.
    pub parts: Vec<Part>,
    /// Where the heading stands.
    pub spot: Spot,
}

impl Lane {
    /// All items of all lists.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts
            .iter()
            .flat_map(|part| &part.blocks)
            .filter_map(|block| match block {
                Block::List(list) => Some(&list.items),
                Block::Prose(_) => None,
            })
            .flatten()
    }

    /// True where the lane has a heading and nothing under it.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.blocks.is_empty())
    }
}

/// What stands under one level-3 heading of a lane, or before the first.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The heading.
    pub heading: Option<Html>,
    /// The heading's anchor.
    pub anchor: String,
    /// Kept out of what is published.
    pub internal: bool,
    /// The contents.
    pub blocks: Vec<Block>,
}

/// A piece of a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Paragraphs, tables, pictures and all else that is no list.
    Prose(Html),
    /// A list.
    List(List),
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The first number of a numbered list.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What stands before the first nested list.
    pub html: Html,
    /// Whether it is wholly direct speech.
    pub quote: bool,
    /// Nested lists and what follows them. Under a barrier: its answers.
    pub nested: Vec<Block>,
}

/// A figure to reach.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kpi {
    /// What is measured.
    pub name: String,
    /// The unit.
    pub unit: Option<String>,
    /// The value before.
    pub baseline: Option<f64>,
    /// The value to reach.
    pub target: Option<f64>,
    /// The value now.
    pub actual: Option<f64>,
    /// Whether less is better.
    pub lower_is_better: bool,
    /// A remark.
    pub note: Option<String>,
}

/// How many people reach a stage and go on from it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Funnel {
    /// How many reach it.
    pub entered: Option<f64>,
    /// How many go on.
    pub left: Option<f64>,
}
