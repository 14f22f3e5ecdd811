//! Labels of the guide lines, each where it stands clear of curve, stations
//! and loops.

use super::super::frame::Direction;
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text};
use super::super::svg::number;
use super::EmotionCurve;
use super::obstacles::{Obstacles, Setting};
use super::plot::Plot;

const GUIDE_SIZE: f64 = 13.0;

/// Writes the labels and adds them to what is drawn.
pub(super) fn push(out: &mut String, curve: &EmotionCurve<'_>, plot: &Plot, drawn: &mut Obstacles) {
    match plot.frame.direction {
        Direction::Lying => push_guides_lying(out, curve, plot, drawn),
        Direction::Standing => push_guides_standing(out, curve, plot, drawn),
    }
}

/// Lying: each label above or below its line, at the left or right end,
/// whichever is clear first.
fn push_guides_lying(
    out: &mut String,
    curve: &EmotionCurve<'_>,
    plot: &Plot,
    drawn: &mut Obstacles,
) {
    let (above, below) = (-7.0, 8.0 + CAP_HEIGHT * GUIDE_SIZE);
    let guides = &curve.guides;
    for (text, emotion, rows) in [
        (guides.delight, 2.0, [above, below]),
        (guides.even, 0.0, [above, below]),
        (guides.despair, -2.0, [below, above]),
    ] {
        let across = plot.across(emotion);
        // The ends of the line first, then the gaps between stations.
        let ends = [(0.0, Anchor::Start), (plot.frame.length, Anchor::End)];
        let gaps = (1..curve.stages.len()).map(|i| (i as f64 * plot.pitch(), Anchor::Middle));
        let candidates = ends.into_iter().chain(gaps);
        let candidates = candidates.flat_map(|(along, anchor)| rows.map(|dy| (dy, along, anchor)));
        let candidates = candidates.map(|(dy, along, anchor)| {
            let setting = Setting {
                dx: 0.0,
                dy,
                anchor,
            };
            (along, across, setting)
        });
        if text.is_empty() {
            continue;
        }
        if let Some((along, across, setting)) = drawn.take(candidates, text, GUIDE_SIZE) {
            let (x, y) = plot.frame.attributes(along, across + setting.dy);
            let spot = Spot {
                x: &x,
                y: &y,
                dx: 0.0,
                dy: 0.0,
                anchor: setting.anchor,
            };
            push_text(out, "chart-guide-label", &spot, GUIDE_SIZE, text);
        }
    }
}

/// Standing: the labels stand in the empty half row above the first station,
/// the outer ones at the sheet's edges; one that meets another is left out.
fn push_guides_standing(
    out: &mut String,
    curve: &EmotionCurve<'_>,
    plot: &Plot,
    drawn: &mut Obstacles,
) {
    let guides = &curve.guides;
    let baseline = 11.0;
    let (edge, _) = plot.frame.size();
    let despair_edge = plot.frame.point(0.0, plot.across(-2.0)).0 - 14.0;
    let even = plot.frame.point(0.0, plot.across(0.0)).0;
    for (text, places, anchor) in [
        (guides.delight, [edge, edge], Anchor::End),
        (guides.despair, [despair_edge.max(0.0), 0.0], Anchor::Start),
        (guides.even, [even, even], Anchor::Middle),
    ] {
        if text.is_empty() {
            continue;
        }
        let setting = Setting {
            dx: 0.0,
            dy: baseline,
            anchor,
        };
        // The frame turns places across round: x is the distance from the other edge.
        let candidates = places.map(|x| (0.0, edge - x, setting));
        if let Some((_, across, _)) = drawn.take(candidates, text, GUIDE_SIZE - 1.0) {
            let x = edge - across;
            let (x, y) = (number(x), number(baseline));
            let spot = Spot {
                x: &x,
                y: &y,
                dx: 0.0,
                dy: 0.0,
                anchor,
            };
            push_text(out, "chart-guide-label", &spot, GUIDE_SIZE - 1.0, text);
        }
    }
}
