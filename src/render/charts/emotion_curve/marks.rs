//! Marks of the emotion curve: guide lines, the curve itself, and a mark per
//! stage, as SVG text.

use std::fmt::Write;

use super::super::emotion::Journey;
use super::super::frame::{Direction, push_line};
use super::super::path::PathData;
use super::super::svg::number;
use super::EmotionCurve;
use super::plot::Plot;

/// The five guide lines; the outer two and the even one carry the labels.
pub(super) fn push_guide_lines(out: &mut String, plot: &Plot) {
    for (class, emotions) in [
        ("chart-guide-minor", &[1.0, -1.0][..]),
        ("chart-guide", &[2.0, -2.0][..]),
        ("chart-guide-even", &[0.0][..]),
    ] {
        let mut path = PathData::default();
        for &emotion in emotions {
            let across = plot.across(emotion);
            path.move_to(plot.frame.point(0.0, across));
            path.line_to(plot.frame.point(plot.frame.length, across));
        }
        push_line(out, class, &path.into_text());
    }
}

/// The curve: one path where it is known, one for its bridges. A single known
/// stage gets a short level stroke, so that the line is there all the same.
pub(super) fn push_curve(out: &mut String, journey: &Journey, plot: &Plot) {
    let (mut solid, mut bridges) = (PathData::default(), PathData::default());
    let place = |(along, emotion): (f64, f64)| plot.point(along, emotion);
    for stretch in journey.stretches() {
        let piece = stretch.piece;
        let path = if stretch.bridge {
            &mut bridges
        } else {
            &mut solid
        };
        path.resume(place(piece.from));
        path.cubic_to(place(piece.first), place(piece.second), place(piece.to));
    }
    if let Some((only, _)) = journey.ends().filter(|(first, last)| first == last) {
        let (along, across) = plot.station(only, journey);
        let reach = plot.stroke();
        solid.move_to(plot.frame.point(along - reach, across));
        solid.line_to(plot.frame.point(along + reach, across));
    }
    push_line(out, "chart-line-bridge", &bridges.into_text());
    push_line(out, "chart-line", &solid.into_text());
}

/// Shapes used more than once, under ids of this drawing.
pub(super) fn push_shapes(
    out: &mut String,
    curve: &EmotionCurve<'_>,
    journey: &Journey,
    plot: &Plot,
    id: &str,
    arrow: bool,
) {
    let mut shapes = String::new();
    let truth = curve.stages.iter().any(|stage| stage.moment_of_truth);
    if truth {
        let r = number(plot.diamond());
        let _ = write!(
            shapes,
            "<path id=\"{id}-truth\" d=\"M0-{r}L{r} 0 0 {r}-{r} 0z\"/>"
        );
    }
    if journey.emotions().iter().any(Option::is_none) {
        // A narrow hollow bar across the even line.
        let (thin, long) = (number(plot.radius * 0.43), number(plot.radius));
        let (w, h) = match plot.frame.direction {
            Direction::Lying => (thin, long),
            Direction::Standing => (long, thin),
        };
        let _ = write!(
            shapes,
            "<path id=\"{id}-tick\" d=\"M-{w}-{h}H{w}V{h}H-{w}z\"/>"
        );
    }
    if arrow {
        let d = match plot.frame.direction {
            Direction::Lying => "M-4.5 6.5 0 0 4.5 6.5",
            Direction::Standing => "M-6.5-4.5 0 0-6.5 4.5",
        };
        let _ = write!(
            shapes,
            "<path id=\"{id}-arrow\" class=\"chart-loop-arrow\" d=\"{d}\" fill=\"none\"/>"
        );
    }
    if !shapes.is_empty() {
        let _ = write!(out, "<defs>{shapes}</defs>");
    }
}

/// A mark per stage: ring, filled diamond, or hollow tick.
pub(super) fn push_stations(
    out: &mut String,
    curve: &EmotionCurve<'_>,
    journey: &Journey,
    plot: &Plot,
    id: &str,
) {
    for (i, stage) in curve.stages.iter().enumerate() {
        let (along, across) = plot.station(i, journey);
        let (x, y) = plot.frame.attributes(along, across);
        let missing = if journey.emotion(i).is_none() {
            " chart-missing"
        } else {
            ""
        };
        let _ = if stage.moment_of_truth {
            write!(
                out,
                "<use class=\"chart-truth{missing}\" href=\"#{id}-truth\" x=\"{x}\" y=\"{y}\"/>"
            )
        } else if missing.is_empty() {
            let r = number(plot.radius);
            write!(
                out,
                "<circle class=\"chart-station\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"
            )
        } else {
            write!(
                out,
                "<use class=\"chart-tick\" href=\"#{id}-tick\" x=\"{x}\" y=\"{y}\"/>"
            )
        };
    }
}
