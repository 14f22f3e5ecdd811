//! What type on the emotion curve must keep off: in comes what is drawn, out
//! come places where a text stands clear of it.
//!
//! A lying drawing is stretched to its place while type keeps its size, so a
//! text must stand clear at every width: the drawing is looked at in several.

use super::super::clearance::{Area, Clearance};
use super::super::emotion::Journey;
use super::super::frame::Direction;
use super::super::lettering::{Anchor, CAP_HEIGHT, width};
use super::EmotionCurve;
use super::loops::Route;
use super::plot::Plot;

/// Distance in pixels that type keeps from what is drawn.
const CLEAR: f64 = 5.0;
/// Distance below which a text is left out: it would lie on something.
const LEAST: f64 = 1.5;
/// Widths at which a lying drawing is looked at, in shares of the designed one.
const LYING: [f64; 5] = [0.72, 0.8, 0.95, 1.2, 1.5];

/// A way to set a text beside a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) dx: f64,
    pub(super) dy: f64,
    pub(super) anchor: Anchor,
}

/// A place for a text: a point along and across, and how it is set there.
pub(super) type Candidate = (f64, f64, Setting);

/// Everything that type must keep off, in pixels at several widths.
#[derive(Debug)]
pub(super) struct Obstacles {
    direction: Direction,
    sheets: Vec<(f64, Clearance)>,
    plot: Plot,
}

impl Obstacles {
    /// What is drawn.
    pub(super) fn of(
        curve: &EmotionCurve<'_>,
        journey: &Journey,
        plot: &Plot,
        routes: &[Route],
    ) -> Self {
        let widths = match plot.frame.direction {
            Direction::Lying => &LYING[..],
            Direction::Standing => &[1.0],
        };
        let sheet = |&scale: &f64| (scale, sheet(curve, journey, plot, routes, scale));
        Self {
            direction: plot.frame.direction,
            sheets: widths.iter().map(sheet).collect(),
            plot: *plot,
        }
    }

    /// The first place that is clear at every width, else the clearest; `None`
    /// where the text would lie on something everywhere. The place is taken.
    pub(super) fn take(
        &mut self,
        candidates: impl IntoIterator<Item = Candidate>,
        text: &str,
        size: f64,
    ) -> Option<Candidate> {
        let mut best: Option<(Candidate, f64)> = None;
        for candidate in candidates {
            let clear = self.sheets.iter().map(|(scale, sheet)| {
                let area = self.area(*scale, candidate, text, size);
                sheet.around(area, CLEAR)
            });
            let distance = clear.fold(CLEAR, f64::min);
            if best.is_none_or(|(_, most)| distance > most) {
                best = Some((candidate, distance));
            }
            if distance >= CLEAR {
                break;
            }
        }
        let (candidate, _) = best.filter(|(_, distance)| *distance >= LEAST)?;
        for at in 0..self.sheets.len() {
            let Some(scale) = self.sheets.get(at).map(|(scale, _)| *scale) else {
                continue;
            };
            let area = self.area(scale, candidate, text, size);
            if let Some((_, sheet)) = self.sheets.get_mut(at) {
                sheet.add(area);
            }
        }
        Some(candidate)
    }

    /// The box of a text.
    fn area(&self, scale: f64, (along, across, setting): Candidate, text: &str, size: f64) -> Area {
        let along = match self.direction {
            Direction::Lying => along * scale,
            Direction::Standing => along,
        };
        let (x, y) = self.plot.frame.point(along, across);
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
}

/// What is drawn, at one width.
fn sheet(
    curve: &EmotionCurve<'_>,
    journey: &Journey,
    plot: &Plot,
    routes: &[Route],
    scale: f64,
) -> Clearance {
    let pixels = |along: f64, across: f64| plot.frame.point(along * scale, across);
    let (width, height) = plot.frame.size();
    let mut drawn = Clearance::new(match plot.frame.direction {
        Direction::Lying => (width * scale, height),
        Direction::Standing => (width, height),
    });
    if let Some((first, last)) = journey.ends() {
        let (from, to) = (
            plot.station(first, journey).0,
            plot.station(last, journey).0,
        );
        // A single station has a level stroke.
        let alone = if first == last { plot.stroke() } else { 0.0 };
        let (from, to) = (from - alone, to + alone);
        let steps = ((to - from) * scale / 2.5).ceil().max(1.0) as usize;
        drawn.add_dots((0..=steps).map(|step| {
            let along = from + (to - from) * step as f64 / steps as f64;
            pixels(along, plot.curve(along, journey))
        }));
    }
    for (stage, one) in curve.stages.iter().enumerate() {
        let (along, across) = plot.station(stage, journey);
        let reach = if one.moment_of_truth {
            plot.diamond() * 0.8
        } else {
            plot.radius
        };
        drawn.add(Area::around(pixels(along, across), reach));
    }
    let strokes = routes.iter().flat_map(|route| &route.strokes);
    for &(from, to) in strokes {
        let (a, b) = (pixels(from.0, from.1), pixels(to.0, to.1));
        drawn.add(Area {
            left: a.0.min(b.0),
            top: a.1.min(b.1),
            right: a.0.max(b.0),
            bottom: a.1.max(b.1),
        });
    }
    drawn
}
