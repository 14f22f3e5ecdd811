//! A stage's section with its figures.

use serde::Serialize;

use super::{ImageView, LaneView, LinkView};
use crate::{journey::Html, value::Value};

/// A stage's section.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StageView<'a> {
    /// Two digits.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// The title.
    pub title: String,
    /// The lead.
    pub summary: String,
    /// The title of the generic step.
    pub phase: Option<String>,
    /// The emotion in figures, with its sign: `+1,5`.
    pub emotion: Option<String>,
    /// The emotion in words.
    pub emotion_word: Option<String>,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
    /// What the customer says, without outer quotation marks (as all quotes here).
    pub quote: Option<String>,
    /// How long it takes.
    pub duration: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A picture.
    pub image: Option<ImageView>,
    /// What stands before the first lane.
    pub html: Html,
    /// The lanes in the order in which the page shows them.
    pub lanes: Vec<LaneView<'a>>,
    /// Figures.
    pub kpis: Vec<KpiView>,
    /// The funnel.
    pub funnel: Option<FunnelView>,
    /// The stage that the path returns to.
    pub loops_to: Option<LinkView>,
    /// The notes at the foot.
    pub footnotes_html: Html,
    /// Shown in an internal build only.
    pub internal: bool,
    /// The whole journey's curve in small, with this stage marked on it. Empty where no stage has an
    /// emotion.
    pub place_svg: Html,
    /// The route from this stage's station (at the top) to the next, standing: it fills the width
    /// and the height of its place.
    pub passage_svg: Html,
    /// Free data.
    pub extra: Value,
}

/// A figure.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KpiView {
    /// What is measured.
    pub name: String,
    /// The figure to show large: the actual value, else the target, else the baseline.
    pub figure: Option<String>,
    /// Which value that is: `actual`, `target`, `baseline`.
    pub figure_is: String,
    /// The unit.
    pub unit: Option<String>,
    /// The value before.
    pub baseline: Option<String>,
    /// The value to reach.
    pub target: Option<String>,
    /// The value now.
    pub actual: Option<String>,
    /// Whether less is better.
    pub lower_is_better: bool,
    /// Whether the target is reached; `none` where it cannot be said.
    pub reached: Option<bool>,
    /// A remark.
    pub note: Option<String>,
    /// Baseline, actual and target on one bar; empty where there are fewer than two values.
    pub bar_svg: Html,
}

/// A stage's funnel.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FunnelView {
    /// How many people reach the stage.
    pub entered: Option<String>,
    /// How many go on.
    pub left: Option<String>,
    /// The share that goes on: `41 %`.
    pub conversion: Option<String>,
    /// The title of the next stage.
    pub next: Option<String>,
    /// A bar of what goes on out of what came; empty where it cannot be drawn.
    pub bar_svg: Html,
}
