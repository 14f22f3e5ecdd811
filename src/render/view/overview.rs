//! A map with segments: their cards, and the comparison.

use serde::Serialize;

use super::{ChartDataView, FactView, ImageView};
use crate::journey::Html;

/// The overview of a map with segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OverviewView {
    /// Cover art drawn from the first segment's emotion curve: for wide screens.
    pub cover_wide_svg: Html,
    /// The same for phones.
    pub cover_tall_svg: Html,
    /// Cover art as a file of 1200 by 800; `none` without stages.
    pub cover_art: Option<ImageView>,
    /// The segments.
    pub segments: Vec<SegmentView>,
    /// Phases across, segments down.
    pub comparison: Option<ComparisonView>,
    /// The emotion curves of all segments on one axis, for wide screens. Empty where fewer than
    /// two segments have an emotion.
    pub curves_wide_svg: Html,
    /// The same for phones: the columns run down.
    pub curves_tall_svg: Html,
    /// The figures of that drawing; `none` where it is empty.
    pub curves_data: Option<ChartDataView>,
}

/// A segment as a card.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SegmentView {
    /// Two digits: `01`.
    pub number: String,
    /// The group's name.
    pub title: String,
    /// The address of its landing page.
    pub url: String,
    /// A sentence on the group.
    pub summary: String,
    /// The typical customer's name.
    pub persona: Option<String>,
    /// What that person does.
    pub role: Option<String>,
    /// One or two letters for a monogram.
    pub initials: String,
    /// The monogram as a drawing, 4 to 5: the letters over the country of the person's path.
    pub monogram_svg: Html,
    /// The photo.
    pub photo: Option<ImageView>,
    /// What the person says.
    pub quote: Option<String>,
    /// The share of all customers: `35 %`.
    pub share: Option<String>,
    /// 5W: label and value.
    pub five_w: Vec<FactView>,
    /// How many stages.
    pub stages: usize,
    /// The emotion curve in small.
    pub sparkline_svg: Html,
}

/// The comparison of segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparisonView {
    /// The columns: `name`, `title`. Stages without a phase stand in a last column of their own,
    /// whose name is empty.
    pub phases: Vec<PhaseView>,
    /// The lanes to pick from.
    pub lanes: Vec<ComparedLaneView>,
}

/// A generic step.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PhaseView {
    /// The name.
    pub name: String,
    /// The title.
    pub title: String,
}

/// One lane of all segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedLaneView {
    /// The lane's name.
    pub name: String,
    /// The lane's title.
    pub title: String,
    /// A row for each segment.
    pub rows: Vec<ComparedRowView>,
}

/// One lane of one segment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedRowView {
    /// The segment's title.
    pub title: String,
    /// The segment's address.
    pub url: String,
    /// For each phase, the stages that belong to it; empty where there is none.
    pub cells: Vec<Vec<ComparedStageView>>,
}

/// What one stage has to say in a lane.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedStageView {
    /// The stage's number.
    pub number: String,
    /// The stage's title.
    pub title: String,
    /// The address of the stage's section.
    pub url: String,
    /// The lane's contents; empty where the stage does not have the lane.
    pub html: Html,
}
