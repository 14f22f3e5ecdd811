//! The land beneath the emotion curve: in come the journey and its plot, out
//! come contour lines that fill the sheet.

use super::super::cover::{self, Course};
use super::super::emotion::Journey;
use super::plot::Plot;

/// Least distance between two contours, in user units.
const APART: f64 = 6.5;

/// Writes the contour lines. Before the first and after the last known stage
/// the ground runs out to the plain.
pub(super) fn push(out: &mut String, journey: &Journey, plot: &Plot, seed: &str) {
    let ends = journey.ends();
    let ground = |along: f64| {
        let stages = along / plot.pitch();
        let Some((first, last)) = ends else {
            return 0.0;
        };
        let beyond = (first as f64 + 0.5 - stages)
            .max(stages - last as f64 - 0.5)
            .max(0.0);
        let off = beyond * plot.pitch() / (plot.frame.length * 0.14);
        journey.at(stages) / ((1.0 + off * off) * (1.0 + off * off))
    };
    let course = Course {
        emotion: &ground,
        across: &|along| plot.curve(along, journey),
        pitch: plot.pitch(),
        // No label stands on a plain of its own here; a negative one lies off the sheet.
        plain: -200.0,
    };
    cover::push_land(out, &plot.frame, &course, seed, (32.0, APART));
}
