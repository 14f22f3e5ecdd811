//! Cover art: in come a map's emotions, its labels and a seed, out comes the
//! map of a landscape through which the customer's path runs, as SVG text.
//!
//! The route is the emotion curve, one strong line from the first station to
//! the last; the ground along it is as high as the emotion, and its contour
//! lines fill the sheet. Labels stand on a plain of their own, which no contour
//! enters.

mod contours;
mod file;
mod labels;
mod landscape;
mod marching;
mod monogram;
mod sheet;
mod terrain;

use std::fmt::Write;

use super::frame::{Direction, Frame, push_line};
use super::path::PathData;
use super::svg::{self, Extent, TextAlternative, measure};
use sheet::Sheet;

pub use file::{Colours, SIZE as FILE_SIZE, Tones, file};
pub use monogram::{Monogram, monogram};
pub(super) use terrain::Course;
use terrain::Ground;

pub use landscape::{Landscape, ROUTE, landscape};

/// Distance between stations below which the root bears `chart-dense`.
const DENSE: f64 = 60.0;

/// What a station is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct StationLabel<'a> {
    /// The stage's number, such as `02`.
    pub number: &'a str,
    /// The stage's name; wrapped to two lines, and left out for more than
    /// eight stages.
    pub name: &'a str,
}

/// What is to be drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cover<'a> {
    /// Emotions of the stages in order, -2 to 2; missing ones are bridged.
    pub emotions: &'a [Option<f64>],
    /// One label a stage, or none at all for a drawing without type.
    pub labels: &'a [StationLabel<'a>],
    /// Tells the countries of two maps apart; the map's slug serves well.
    pub seed: &'a str,
    /// Words and id prefix; without a title the drawing is decoration.
    pub alternative: TextAlternative<'a>,
}

/// The lying drawing, 1600 by 560: fills the width of a page, cut at the sides
/// where its place is narrower (stations lie within the middle 1280).
pub fn wide(cover: &Cover<'_>) -> String {
    wide_at(cover, 1600.0, 560.0)
}

/// The lying drawing at another size.
pub fn wide_at(cover: &Cover<'_>, width: f64, height: f64) -> String {
    let frame = Frame {
        direction: Direction::Lying,
        length: measure(width, 400.0),
        breadth: measure(height, 240.0),
    };
    draw(cover, frame)
}

/// The standing drawing for phones, 720 by 900: the path runs downwards, with
/// the labels in a column on the right.
pub fn tall(cover: &Cover<'_>) -> String {
    draw(
        cover,
        Frame {
            direction: Direction::Standing,
            length: 900.0,
            breadth: 720.0,
        },
    )
}

fn draw(cover: &Cover<'_>, frame: Frame) -> String {
    let sheet = Sheet::lay_out(cover, frame);
    let (width, height) = frame.size();
    let mut class = match frame.direction {
        Direction::Lying => "chart-cover chart-cover-wide".to_owned(),
        Direction::Standing => "chart-cover chart-cover-tall".to_owned(),
    };
    if sheet.pitch < DENSE {
        class.push_str(" chart-dense");
    }
    let mut out = svg::open(&class, Extent::Slice { width, height }, &cover.alternative);
    let apart = match frame.direction {
        Direction::Lying => 9.0,
        Direction::Standing => 13.0,
    };
    push_contours(&mut out, cover.seed, &sheet, (32.0, apart));
    labels::push_leaders(&mut out, cover, &sheet);
    push_route(&mut out, &sheet);
    push_stations(&mut out, &sheet);
    labels::push(&mut out, cover, &sheet);
    out.push_str("</svg>");
    out
}

/// Contours of the ground on a grid of cells of that side, at least so far apart.
fn push_contours(out: &mut String, seed: &str, sheet: &Sheet, (cell, apart): (f64, f64)) {
    let course = Course {
        emotion: &|along| sheet.ground(along),
        across: &|along| sheet.across(sheet.emotion(along)),
        pitch: sheet.pitch,
        plain: sheet.plain,
    };
    push_land(out, &sheet.frame, &course, seed, (cell, apart));
}

/// The contour lines of the country along a course, on a grid of cells of that side, at least
/// about so far apart, in user units.
pub(super) fn push_land(
    out: &mut String,
    frame: &Frame,
    course: &Course<'_>,
    seed: &str,
    (cell, apart): (f64, f64),
) {
    let ground = Ground::shape(frame, cell, course, terrain::seed_of(seed));
    let (plain, index) = contours::paths(&contours::trace(&ground, apart));
    push_line(out, "chart-contour", &plain);
    push_line(out, "chart-contour-index", &index);
}

/// The route over a wider line in the paper's colour, which parts it from the
/// contours.
fn push_route(out: &mut String, sheet: &Sheet) {
    let route = Route::along(sheet);
    push_line(out, "chart-route-casing", &route.whole);
    push_line(out, "chart-route-bridge", &route.bridges);
    push_line(out, "chart-route", &route.known);
}

/// The route as path data.
struct Route {
    /// From the first known stage to the last.
    whole: String,
    /// Where emotions are known.
    known: String,
    /// Where emotions are missing, within or at the ends: to be dashed.
    bridges: String,
}

impl Route {
    fn along(sheet: &Sheet) -> Route {
        let place = |(stages, emotion): (f64, f64)| {
            sheet.frame.point(
                sheet.first + (stages - 0.5) * sheet.pitch,
                sheet.across(emotion),
            )
        };
        let mut whole = PathData::default();
        let mut known = PathData::default();
        let mut bridges = PathData::default();
        let last_stage = sheet.journey.count() as f64 - 0.5;
        let (from, to) = match sheet.journey.ends() {
            Some((first, last)) => (first as f64 + 0.5, last as f64 + 0.5),
            None => (last_stage, last_stage),
        };
        for (a, b) in [(0.5, from), (to, last_stage)] {
            if b > a {
                let emotion = sheet.journey.at(a);
                bridges
                    .move_to(place((a, emotion)))
                    .line_to(place((b, emotion)));
            }
        }
        for stretch in sheet.journey.stretches() {
            let piece = stretch.piece;
            let (first, second, to) = (place(piece.first), place(piece.second), place(piece.to));
            let part = if stretch.bridge {
                &mut bridges
            } else {
                &mut known
            };
            part.resume(place(piece.from)).cubic_to(first, second, to);
            whole.resume(place(piece.from)).cubic_to(first, second, to);
        }
        Route {
            whole: whole.into_text(),
            known: known.into_text(),
            bridges: bridges.into_text(),
        }
    }
}

/// A ring per stage, the last known one filled; a stage without emotion is a
/// smaller ring.
fn push_stations(out: &mut String, sheet: &Sheet) {
    let terminus = sheet.journey.ends().map(|(_, last)| last);
    let is_missing = |i: &usize| sheet.journey.emotion(*i).is_none();
    // One path a kind: a page has many drawings, and browsers count every element.
    let rings = |kind: &dyn Fn(&usize) -> bool, radius: f64| {
        let mut path = PathData::default();
        for i in (0..sheet.journey.count()).filter(kind) {
            let (along, across) = sheet.station(i);
            path.circle(sheet.frame.point(along, across), radius);
        }
        path.into_text()
    };
    let mut push = |class: &str, d: String| {
        if !d.is_empty() {
            let _ = write!(out, "<path class=\"{class}\" d=\"{d}\"/>");
        }
    };
    let is_stop = |i: &usize| !is_missing(i) && terminus != Some(*i);
    push("chart-station", rings(&is_stop, sheet.radius));
    let missing = rings(&is_missing, sheet.radius * 0.7);
    push("chart-station chart-missing", missing);
    let is_last = |i: &usize| !is_missing(i) && terminus == Some(*i);
    push(
        "chart-station chart-terminus",
        rings(&is_last, sheet.radius),
    );
}

#[cfg(test)]
mod tests;
