//! The paths of several groups on one axis: in come the groups with their
//! emotions, out comes one curve a group, as SVG text.
//!
//! Columns (rows, where the drawing stands) are the steps that all groups share;
//! several stages of one group in one column share its width evenly. The axis
//! is one of names, so stations of different groups stand a little beside each
//! other: equal curves run side by side and none hides another. A curve is told
//! from the others by the pattern of its line, the shape of its stations and
//! the name at its end; colour only helps.
//!
//! Where an emotion is missing between two known ones a thin line bridges it;
//! before the first and after the last nothing is drawn. A group without
//! emotions has its name beside the drawing and no line.

mod labels;
mod plot;
mod shapes;

use std::fmt::Write;

use super::emotion::known;
use super::emotion_curve::Guides;
use super::frame::{Direction, Frame, push_line};
use super::monotone::Monotone;
use super::path::PathData;
use super::svg::{self, Extent, TextAlternative, safe_id};
use plot::Plot;

/// One stage of a group's path.
#[derive(Debug, Clone, Copy, Default)]
pub struct Station {
    /// The column in which it stands, from 0; columns never go back along a path.
    pub column: usize,
    /// What the customer feels, -2 to 2.
    pub emotion: Option<f64>,
}

/// The path of one group.
#[derive(Debug, Clone, Copy, Default)]
pub struct Curve<'a> {
    /// The group's number, such as `01`: marks the end of its line on phones.
    pub number: &'a str,
    /// The group's name.
    pub name: &'a str,
    /// Its stages in order.
    pub stations: &'a [Station],
}

/// What is to be drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct ComparedCurves<'a> {
    /// Titles of the columns.
    pub columns: &'a [&'a str],
    /// The groups in order; the first is drawn in the accent.
    pub curves: &'a [Curve<'a>],
    /// Labels of the guide lines.
    pub guides: Guides<'a>,
    /// Stands behind the name of a group without emotions.
    pub absent: &'a str,
    /// Words and id prefix of the drawing.
    pub alternative: TextAlternative<'a>,
}

/// A stage whose emotion is known, on the sheet.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Which stage of the path it is.
    stage: usize,
    along: f64,
    across: f64,
}

/// The lying drawing, 1000 by what its type needs, scaled as a whole: columns
/// from left to right, names at the right. Empty where nothing is known.
pub fn wide(compared: &ComparedCurves<'_>) -> String {
    draw(compared, Direction::Lying)
}

/// The standing drawing for phones, 320 by what its columns need, scaled as a
/// whole: columns from top to bottom, numbers at the lines' ends, and the names
/// beneath. Empty where nothing is known.
pub fn tall(compared: &ComparedCurves<'_>) -> String {
    draw(compared, Direction::Standing)
}

fn draw(compared: &ComparedCurves<'_>, direction: Direction) -> String {
    let mut emotions = compared.curves.iter().flat_map(|curve| curve.stations);
    if compared.columns.is_empty() || emotions.all(|station| known(station.emotion).is_none()) {
        return String::new();
    }
    let plot = Plot::lay_out(compared, direction);
    let id = safe_id(compared.alternative.id);
    let (width, height) = plot.frame.size();
    let class = match direction {
        Direction::Lying => "chart-curves chart-curves-wide",
        Direction::Standing => "chart-curves chart-curves-tall",
    };
    let extent = Extent::Scaled { width, height };
    let mut out = svg::open(class, extent, &compared.alternative);
    let all: Vec<Vec<Known>> = (0..compared.curves.len())
        .map(|at| plot.known(compared, at))
        .collect();
    shapes::push_shapes(&mut out, &id, compared.curves.len());
    let ends = labels::ends(compared, &plot, &all);
    plot.frame.open_lines(&mut out);
    push_grid(&mut out, &plot);
    labels::push_leaders(&mut out, &plot, &ends);
    for (at, stations) in all.iter().enumerate() {
        let _ = write!(out, "<g class=\"{}\">", shapes::class(at));
        push_curve(&mut out, &plot, at, stations);
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    for (at, stations) in all.iter().enumerate() {
        let _ = write!(out, "<g class=\"{}\">", shapes::class(at));
        for station in stations {
            let place = plot.frame.attributes(station.along, station.across);
            shapes::push_mark(&mut out, &id, at, &place);
        }
        out.push_str("</g>");
    }
    labels::push_columns(&mut out, compared, &plot);
    labels::push_guides(&mut out, compared, &plot);
    labels::push_ends(&mut out, compared, &plot, &id, &ends);
    out.push_str("</svg>");
    out
}

/// The lines of delight, even and despair, and those between the columns.
fn push_grid(out: &mut String, plot: &Plot) {
    let Plot { frame, .. } = plot;
    let mut columns = PathData::default();
    for border in 0..=plot.columns {
        let along = plot.start + border as f64 * plot.pitch();
        columns
            .move_to(frame.point(along, plot.top))
            .line_to(frame.point(along, plot.foot()));
    }
    push_line(out, "chart-column", &columns.into_text());
    for (class, emotions) in [
        ("chart-guide", &[2.0, -2.0][..]),
        ("chart-guide-even", &[0.0][..]),
    ] {
        let mut path = PathData::default();
        for &emotion in emotions {
            let across = plot.across(emotion);
            path.move_to(frame.point(plot.start, across));
            path.line_to(frame.point(plot.end(), across));
        }
        push_line(out, class, &path.into_text());
    }
}

/// One group's line, with the thin one that bridges what is missing. A single
/// known stage gets a short level stroke, so that the pattern is there to see.
fn push_curve(out: &mut String, plot: &Plot, at: usize, stations: &[Known]) {
    let points: Vec<(f64, f64)> = stations.iter().map(|s| (s.along, s.across)).collect();
    let (mut solid, mut bridges) = (PathData::default(), PathData::default());
    let place = |(along, across): (f64, f64)| plot.frame.point(along, across);
    if let [only] = points.as_slice() {
        let reach = (plot.pitch() * 0.3).min(30.0);
        solid.move_to(place((only.0 - reach, only.1)));
        solid.line_to(place((only.0 + reach, only.1)));
    }
    let line = Monotone::through(&points);
    let pieces = line.iter().flat_map(Monotone::pieces);
    let next = stations.iter().skip(1);
    for (piece, (from, to)) in pieces.zip(stations.iter().zip(next)) {
        let path = match to.stage - from.stage {
            1 => &mut solid,
            _ => &mut bridges,
        };
        path.resume(place(piece.from));
        path.cubic_to(place(piece.first), place(piece.second), place(piece.to));
    }
    push_line(out, "chart-curve-bridge", &bridges.into_text());
    shapes::push_line(out, at, &solid.into_text());
}

/// The sheet on which everything lies.
fn frame(direction: Direction, length: f64, breadth: f64) -> Frame {
    Frame {
        direction,
        length,
        breadth,
    }
}

#[cfg(test)]
mod tests;
