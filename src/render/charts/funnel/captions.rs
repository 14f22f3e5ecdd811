//! Conversions in words beside a funnel, each with a fine line to its joint.

use std::fmt::Write;

use super::super::frame::{Direction, Frame};
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text, width};
use super::{Band, Funnel, bands};

/// Type size of the conversions.
const SIZE: f64 = 13.0;

/// Room for the conversions, across: a row above, or a column on the right as
/// wide as the widest of them; none when there are none.
pub(super) fn margin(funnel: &Funnel<'_>, frame: &Frame) -> f64 {
    let widest = funnel
        .stages
        .iter()
        .map(|s| width(s.conversion, SIZE))
        .fold(0.0, f64::max);
    match frame.direction {
        _ if widest == 0.0 => 0.0,
        Direction::Lying => 26.0,
        Direction::Standing => (widest + 14.0).min(frame.breadth * 0.5),
    }
}

/// Sets the conversions beside the joints, where they fit, each with a fine
/// line to its joint.
pub(super) fn push(out: &mut String, funnel: &Funnel<'_>, frame: &Frame, margin: f64, pitch: f64) {
    let joints = funnel.stages.len().saturating_sub(1);
    let bands = bands(funnel.stages);
    for (i, stage) in funnel.stages.iter().enumerate().take(joints) {
        let room = if frame.direction == Direction::Lying {
            pitch * 0.75
        } else {
            margin
        };
        if stage.conversion.is_empty() || width(stage.conversion, SIZE) > room - 8.0 {
            continue;
        }
        let along = (i + 1) as f64 * pitch;
        let thick = |band: Option<&Option<Band>>, end: fn(&Band) -> f64| {
            band.and_then(Option::as_ref).map_or(0.0, end)
        };
        let share = thick(bands.get(i), |b| b.to).max(thick(bands.get(i + 1), |b| b.from));
        let edge = margin + (frame.breadth - margin) / 2.0 * (1.0 - share);
        let (x1, y1) = frame.attributes(along, margin - 6.0);
        let (x2, y2) = frame.attributes(along, edge.max(margin - 6.0));
        let _ = write!(
            out,
            "<line class=\"chart-funnel-joint\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        );
        let cap = CAP_HEIGHT * SIZE;
        let (across, dy, anchor) = match frame.direction {
            Direction::Lying => (cap + 4.0, 0.0, Anchor::Middle),
            Direction::Standing => (0.0, cap / 2.0, Anchor::End),
        };
        let (x, y) = frame.attributes(along, across);
        push_text(
            out,
            "chart-funnel-conversion",
            &Spot {
                x: &x,
                y: &y,
                dx: 0.0,
                dy,
                anchor,
            },
            SIZE,
            stage.conversion,
        );
    }
}
