//! The figures of a drawing, for those who would rather read them.

use serde::Serialize;

/// The figures of a drawing as a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChartDataView {
    /// What it is.
    pub caption: String,
    /// The columns' titles; that of the first stands above the rows' titles.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ChartRowView>,
}

/// A row of figures.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChartRowView {
    /// The row's title: a stage with its number, or a segment.
    pub title: String,
    /// Where it leads: the stage's section, or the segment's page.
    pub url: String,
    /// A text for each further column; empty where there is nothing to say.
    pub cells: Vec<String>,
}
