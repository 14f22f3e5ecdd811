//! The journey at a glance: in come the stages with their emotions, out comes
//! the emotion curve with a station per stage, as SVG text.
//!
//! Station `i` of `n` stands at `(i + 0.5) / n` of the drawing's length, so
//! that an equal-column (or equal-row) grid beneath (or beside) it lines up.
//! Where a stage's emotion is missing the curve bridges it with a dashed line
//! and the station is a hollow tick on the even line; before the first and
//! after the last known stage nothing is drawn but these ticks.

mod guide_labels;
mod loops;
mod marks;
mod numbers;
mod obstacles;
mod plot;
mod relief;

use std::fmt::Write;

use super::emotion::Journey;
use super::frame::{Direction, Frame, push_line};
use super::svg::{self, Fit, TextAlternative, measure, safe_id};
use loops::Branches;
use obstacles::Obstacles;
use plot::Plot;

/// One stage of the journey.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stage<'a> {
    /// The stage's number as the page shows it, such as `02`; may be empty.
    pub number: &'a str,
    /// What the customer feels, -2 (despair) to 2 (delight); values beyond are
    /// clamped, what is not finite counts as missing.
    pub emotion: Option<f64>,
    /// Whether the path is won or lost here: drawn as a filled diamond.
    pub moment_of_truth: bool,
    /// The stage, by position from 0, that the path returns to from here. The
    /// stage itself and a later one are drawn as well; a position that does not
    /// exist is left out.
    pub loops_to: Option<usize>,
}

/// The guide lines' labels in the page's language; an empty one is left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Guides<'a> {
    /// At emotion 2.
    pub delight: &'a str,
    /// At emotion 0.
    pub even: &'a str,
    /// At emotion -2.
    pub despair: &'a str,
}

/// What is to be drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct EmotionCurve<'a> {
    /// The stages in order.
    pub stages: &'a [Stage<'a>],
    /// Labels of the guide lines.
    pub guides: Guides<'a>,
    /// Words and id prefix of the drawing.
    pub alternative: TextAlternative<'a>,
}

/// Measures of the lying composition, left to right.
#[derive(Debug, Clone, Copy)]
pub struct WideLayout {
    /// Width at which the drawing is designed, in CSS pixels; it is stretched
    /// to the width of its place. Type is kept clear from 0.72 to one and a half times of it.
    pub width: f64,
    /// Distance between the lines of delight and despair, in CSS pixels.
    pub plot_height: f64,
    /// Stretched in the page or scaled as a whole.
    pub fit: Fit,
}

impl Default for WideLayout {
    fn default() -> Self {
        Self {
            width: 960.0,
            plot_height: 240.0,
            fit: Fit::Stretch,
        }
    }
}

/// Measures of the standing composition for phones, top to bottom.
#[derive(Debug, Clone, Copy)]
pub struct TallLayout {
    /// Width of the drawing in CSS pixels, loops included.
    pub width: f64,
    /// Height of one stage's row in CSS pixels. With [`Fit::Stretch`] the page
    /// may give the drawing another height (`height: 100%` of a grid of equal
    /// rows); rows should not be lower than this.
    pub row_height: f64,
    /// Stretched in the page or scaled as a whole.
    pub fit: Fit,
}

impl Default for TallLayout {
    fn default() -> Self {
        Self {
            width: 168.0,
            row_height: 88.0,
            fit: Fit::Stretch,
        }
    }
}

/// The lying composition: as wide as its place, with a fixed height of the
/// plot, margins for type, and room of their own for loops beneath.
///
/// Returns an empty string when there is no stage.
pub fn wide(curve: &EmotionCurve<'_>, layout: WideLayout) -> String {
    let (branches, plot) = lying(curve, layout);
    draw(curve, &branches, plot, layout.fit, None)
}

fn lying(curve: &EmotionCurve<'_>, layout: WideLayout) -> (Branches, Plot) {
    let branches = Branches::of(curve.stages);
    let (top, foot) = (34.0, 34.0);
    let room = branches.room(160.0);
    let span = measure(layout.plot_height, 40.0);
    let frame = Frame {
        direction: Direction::Lying,
        length: measure(layout.width, 100.0),
        breadth: top + span + foot + room,
    };
    (branches, Plot::new(frame, curve.stages.len(), top, span))
}

/// The standing composition: the path runs downwards, one row per stage,
/// despair on the left, delight on the right; loops lead back on the left.
///
/// Returns an empty string when there is no stage.
pub fn tall(curve: &EmotionCurve<'_>, layout: TallLayout) -> String {
    let branches = Branches::of(curve.stages);
    let width = measure(layout.width, 80.0);
    // Beside delight there is room for a number, beside despair for a mark.
    let (delight, despair) = (32.0, 16.0);
    // The first branch needs more than the margin beside the despair line.
    let room = match branches.room(width * 0.35) {
        room if room > 0.0 => room + 10.0,
        none => none,
    };
    let frame = Frame {
        direction: Direction::Standing,
        length: measure(layout.row_height, 24.0) * curve.stages.len() as f64,
        breadth: width,
    };
    let span = width - delight - despair - room;
    draw(
        curve,
        &branches,
        Plot::new(frame, curve.stages.len(), delight, span),
        layout.fit,
        None,
    )
}

/// The lying composition over a landscape: the ground along the path is as
/// high as the emotion, its contour lines stand in place of the guide lines.
/// The seed tells the countries of two maps apart.
///
/// Returns an empty string when there is no stage.
pub fn relief(curve: &EmotionCurve<'_>, seed: &str, layout: WideLayout) -> String {
    let (branches, plot) = lying(curve, layout);
    draw(curve, &branches, plot, layout.fit, Some(seed))
}

/// Lays the parts over each other: guides or land, loops, curve, stations,
/// type.
fn draw(
    curve: &EmotionCurve<'_>,
    branches: &Branches,
    plot: Plot,
    fit: Fit,
    land: Option<&str>,
) -> String {
    if curve.stages.is_empty() {
        return String::new();
    }
    let journey = Journey::new(curve.stages.iter().map(|stage| stage.emotion));
    let id = safe_id(curve.alternative.id);
    let mut class = match plot.frame.direction {
        _ if land.is_some() => "chart-emotion chart-relief".to_owned(),
        Direction::Lying => "chart-emotion chart-emotion-wide".to_owned(),
        Direction::Standing => "chart-emotion chart-emotion-tall".to_owned(),
    };
    if plot.is_dense() {
        class.push_str(" chart-dense");
    }
    let mut out = svg::open(&class, plot.frame.extent(fit), &curve.alternative);
    let routes = branches.route(&plot, &journey);
    marks::push_shapes(&mut out, curve, &journey, &plot, &id, !routes.is_empty());
    plot.frame.open_lines(&mut out);
    match land {
        Some(seed) => relief::push(&mut out, &journey, &plot, seed),
        None => marks::push_guide_lines(&mut out, &plot),
    }
    for route in &routes {
        push_line(&mut out, "chart-loop", &route.path);
    }
    marks::push_curve(&mut out, &journey, &plot);
    out.push_str("</svg>");
    for route in &routes {
        let (x, y) = plot.frame.attributes(route.tip.0, route.tip.1);
        let _ = write!(out, "<use href=\"#{id}-arrow\" x=\"{x}\" y=\"{y}\"/>");
    }
    marks::push_stations(&mut out, curve, &journey, &plot, &id);
    let mut drawn = Obstacles::of(curve, &journey, &plot, &routes);
    guide_labels::push(&mut out, curve, &plot, &mut drawn);
    numbers::push(&mut out, curve, &journey, &plot, &mut drawn);
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod clear_tests;
