//! What type on the emotion curve must keep off: in comes what is drawn, out
//! come its areas in CSS pixels at the narrowest size, and the area of a text.

use super::super::clearance::{Area, Clearance};
use super::super::emotion::Journey;
use super::super::frame::Direction;
use super::super::lettering::{Anchor, CAP_HEIGHT, width};
use super::EmotionCurve;
use super::loops::Route;
use super::plot::Plot;

/// Distance in pixels that type keeps from what is drawn.
pub(super) const CLEAR: f64 = 5.0;

/// A way to set a text beside a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) dx: f64,
    pub(super) dy: f64,
    pub(super) anchor: Anchor,
}

/// Everything that type must keep off, in pixels at the narrowest size.
pub(super) fn of(
    curve: &EmotionCurve<'_>,
    journey: &Journey,
    plot: &Plot,
    routes: &[Route],
) -> Clearance {
    let (width, height) = plot.frame.size();
    let mut drawn = Clearance::new(match plot.frame.direction {
        Direction::Lying => (width * plot.narrowest(), height),
        Direction::Standing => (width, height),
    });
    if let Some((first, last)) = journey.ends() {
        let (from, to) = (
            plot.station(first, journey).0,
            plot.station(last, journey).0,
        );
        let steps = ((to - from) / 4.0).ceil().max(1.0) as usize;
        drawn.add_dots((0..=steps).map(|step| {
            let along = from + (to - from) * step as f64 / steps as f64;
            plot.pixels(along, plot.curve(along, journey))
        }));
    }
    for stage in 0..curve.stages.len() {
        let (along, across) = plot.station(stage, journey);
        drawn.add(Area::around(plot.pixels(along, across), plot.radius));
    }
    for &(along, from, to) in routes.iter().flat_map(|route| &route.strokes) {
        let (a, b) = (plot.pixels(along, from), plot.pixels(along, to));
        drawn.add(Area {
            left: a.0.min(b.0),
            top: a.1.min(b.1),
            right: a.0.max(b.0),
            bottom: a.1.max(b.1),
        });
    }
    drawn
}

/// The box of a text set beside a point given in pixels.
pub(super) fn area((x, y): (f64, f64), setting: Setting, text: &str, size: f64) -> Area {
    let wide = width(text, size);
    let left = x + setting.dx
        - match setting.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => wide / 2.0,
            Anchor::End => wide,
        };
    let bottom = y + setting.dy;
    Area {
        left,
        top: bottom - CAP_HEIGHT * size,
        right: left + wide,
        bottom,
    }
}
