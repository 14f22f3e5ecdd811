//! Contour lines: in comes the ground, out come lines of equal height as path
//! data, the ordinary ones and every fifth.
//!
//! Lines are found by marching squares and drawn as quadratic B-splines over
//! the points found. Two levels never share a point of the ground, so lines do
//! not cross; the interval is chosen so that even on the steepest slope they
//! stay a given distance apart.

use super::super::path::{PathData, Point};
use super::marching::{Cell, Links, lines};
use super::terrain::Ground;

/// How many ordinary intervals lie between two index contours.
const INDEX: i64 = 5;
/// The most contour lines a drawing has.
const MOST: f64 = 18.0;

/// One line of equal height.
#[derive(Debug)]
pub(super) struct Contour {
    /// Height in intervals.
    pub(super) level: i64,
    /// Points of the sheet, at least 0.7 cells apart.
    pub(super) points: Vec<Point>,
    pub(super) closed: bool,
}

/// All contours of the ground, at least about `apart` user units from each
/// other, in the order of their height.
pub(super) fn trace(ground: &Ground, apart: f64) -> Vec<Contour> {
    let (low, high) = ground.range();
    let interval = interval(high - low, ground.steepest() * apart);
    // Heights half way between round ones, so that the plain at height 0 is
    // no line itself.
    let levels = |low: f64, high: f64| {
        let first = (low / interval - 0.5).ceil() as i64;
        first..=(high / interval - 0.5).floor() as i64
    };
    let first = *levels(low, high).start();
    let mut crossed: Vec<Vec<Cell>> = levels(low, high).map(|_| Vec::new()).collect();
    for row in 0..ground.rows.saturating_sub(1) {
        for column in 0..ground.columns.saturating_sub(1) {
            let (low, high) = ground.cell_range((column, row));
            for level in levels(low, high) {
                if let Some(cells) = crossed.get_mut((level - first) as usize) {
                    cells.push((column, row));
                }
            }
        }
    }
    let mut links = Links::over(ground);
    let mut contours = Vec::new();
    for (level, cells) in (first..).zip(crossed) {
        let height = (level as f64 + 0.5) * interval;
        for (points, closed) in lines(ground, height, &cells, &mut links) {
            contours.push(Contour {
                level,
                points,
                closed,
            });
        }
    }
    contours
}

/// The height between two contours: enough to keep them apart and few.
fn interval(range: f64, steep: f64) -> f64 {
    (range / MOST).max(steep).max(1e-3)
}

/// Path data of the ordinary contours and of the index contours.
pub(super) fn paths(contours: &[Contour]) -> (String, String) {
    let (mut plain, mut index) = (PathData::default(), PathData::default());
    for contour in contours {
        let path = if contour.level.rem_euclid(INDEX) == 2 {
            &mut index
        } else {
            &mut plain
        };
        spline(path, contour);
    }
    (plain.into_text(), index.into_text())
}

/// A uniform quadratic B-spline over the points. With control points at whole
/// units the joints lie at halves exactly, and a mirrored control point is the
/// next one exactly: two numbers a point are enough.
fn spline(path: &mut PathData, contour: &Contour) {
    let points: Vec<Point> = softened(contour)
        .into_iter()
        .map(|p| (p.0.round(), p.1.round()))
        .collect();
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return;
    };
    let start = if contour.closed {
        half(last, first)
    } else {
        first
    };
    path.move_to(start);
    let ahead = points
        .iter()
        .skip(1)
        .copied()
        .chain(contour.closed.then_some(first));
    for (i, (&control, next)) in points.iter().zip(ahead).enumerate() {
        if i == 0 {
            path.quadratic_to(control, half(control, next));
        } else {
            path.smooth_to(half(control, next));
        }
    }
    if !contour.closed {
        path.line_to(last);
    }
}

/// The points, each drawn a little towards its neighbours, which takes the
/// corners off where the grid is coarse for the ground; the ends of an open
/// line stay.
fn softened(contour: &Contour) -> Vec<Point> {
    let points = &contour.points;
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let (head, tail) = if contour.closed {
        (last, first)
    } else {
        (first, last)
    };
    let before = std::iter::once(head).chain(points.iter().copied());
    let after = points.iter().skip(1).copied().chain([tail]);
    let soft = |a: f64, b: f64, c: f64| (a + 2.0 * b + c) / 4.0;
    let mut out: Vec<Point> = before
        .zip(points)
        .zip(after)
        .map(|((a, b), c)| (soft(a.0, b.0, c.0), soft(a.1, b.1, c.1)))
        .collect();
    if !contour.closed {
        if let Some(place) = out.first_mut() {
            *place = first;
        }
        if let Some(place) = out.last_mut() {
            *place = last;
        }
    }
    out
}

fn half(a: Point, b: Point) -> Point {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}
