//! A lane of a stage, down to the items of its lists.

use serde::Serialize;

use crate::journey::Html;

/// A lane of a stage.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LaneView<'a> {
    /// The lane's name: `barriers`; for an author's own lane its heading's slug.
    pub name: &'a str,
    /// Where the page puts it, in this order: `goals` (goals, expectations), `customer` (needs,
    /// thoughts, emotion, quotes, summary), `process`, `barriers` (barriers, risks), `work`
    /// (problems, tasks, solutions), `channels` (channels, touchpoints, message), `tools`,
    /// `figures` (prose of `## KPI`, results), `further` (all else).
    pub group: &'a str,
    /// How it is shown: `list`, `text`, `tags`, `metric`, `score`, `people`, `media`.
    pub kind: &'a str,
    /// An icon's name, if the settings give one.
    pub icon: Option<&'a str>,
    /// The heading as the author wrote it.
    pub heading_html: &'a str,
    /// The heading's language, where it is known to be another than the page's: `en`.
    pub heading_lang: Option<&'a str>,
    /// The anchor.
    pub id: &'a str,
    /// Shown in an internal build only.
    pub internal: bool,
    /// The contents.
    pub parts: Vec<PartView<'a>>,
}

/// What stands under one level-3 heading of a lane, or before the first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PartView<'a> {
    /// The heading; empty before the first.
    pub heading_html: &'a str,
    /// The anchor; empty before the first heading.
    pub id: &'a str,
    /// Shown in an internal build only.
    pub internal: bool,
    /// The contents.
    pub blocks: Vec<BlockView<'a>>,
}

/// A piece of a lane.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BlockView<'a> {
    /// True for a list with `items`, false for prose in `html`.
    pub list: bool,
    /// Whether the list is numbered.
    pub ordered: bool,
    /// The first number of a numbered list.
    pub start: u64,
    /// The items of a list.
    pub items: Vec<ItemView<'a>>,
    /// Paragraphs, tables, pictures.
    pub html: &'a str,
}

/// An item of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ItemView<'a> {
    /// The item without what is nested. Of direct speech the outer quotation marks are left out:
    /// the theme draws them.
    pub html: &'a str,
    /// Whether it is wholly direct speech.
    pub quote: bool,
    /// What is nested under it, as HTML; in the lane `barriers` this is the answer.
    pub nested_html: Html,
}
