//! Marching squares: in come the ground and a height, out come the points of
//! the lines at this height, joined from cell to cell.
//!
//! Source: W. E. Lorensen and H. E. Cline, "Marching Cubes", SIGGRAPH 1987, in
//! two dimensions; ambiguous cells are settled by the height at their middle.

use super::super::path::Point;
use super::terrain::Ground;

/// A cell of the grid: column and row of its upper left crossing.
pub(super) type Cell = (usize, usize);

/// A place where a line crosses an edge of the grid: twice the number of the
/// crossing where the edge begins, plus 1 when the edge runs downwards.
type Edge = usize;

/// For each edge the (at most two) edges to which a line runs on from it, as
/// edge + 1; 0 where there is none.
pub(super) struct Links {
    ends: Vec<[Edge; 2]>,
    /// Edges that a line crosses, in the order found.
    crossed: Vec<Edge>,
}

impl Links {
    pub(super) fn over(ground: &Ground) -> Self {
        Self {
            ends: vec![[0, 0]; ground.columns * ground.rows * 2],
            crossed: Vec::new(),
        }
    }

    fn join(&mut self, a: Edge, b: Edge) {
        for (from, to) in [(a, b), (b, a)] {
            let Some(slots) = self.ends.get_mut(from) else {
                continue;
            };
            if *slots == [0, 0] {
                self.crossed.push(from);
            }
            if let Some(slot) = slots.iter_mut().find(|slot| **slot == 0) {
                *slot = to + 1;
            }
        }
    }

    fn at(&self, edge: Edge) -> [Edge; 2] {
        self.ends.get(edge).copied().unwrap_or_default()
    }

    /// Takes an edge out; returns where a line runs on from it.
    fn take(&mut self, edge: Edge) -> Option<[Edge; 2]> {
        let slots = self.ends.get_mut(edge)?;
        let links = std::mem::take(slots);
        (links != [0, 0]).then_some(links)
    }
}

/// The lines at one height through the cells given, each with whether it is
/// closed. `links` comes and goes empty.
pub(super) fn lines(
    ground: &Ground,
    height: f64,
    cells: &[Cell],
    links: &mut Links,
) -> Vec<(Vec<Point>, bool)> {
    for &cell in cells {
        march(ground, height, cell, links);
    }
    let mut found = Vec::new();
    let crossed = std::mem::take(&mut links.crossed);
    // Lines that end at the edge of the grid first, then the rings.
    let ends: Vec<Edge> = crossed
        .iter()
        .copied()
        .filter(|&e| links.at(e)[1] == 0)
        .collect();
    for end in ends {
        found.extend(follow(ground, height, end, links).map(|points| (points, false)));
    }
    for start in crossed {
        found.extend(follow(ground, height, start, links).map(|points| (points, true)));
    }
    // A ring no larger than a station would look like a slip of the pen.
    found.retain(|(points, closed)| {
        points.len() > 1 && (!closed || size(points) > 3.6 * ground.cell)
    });
    found
}

/// Width and height of a line together.
fn size(points: &[Point]) -> f64 {
    let extent = |coordinate: fn(&Point) -> f64| {
        let (low, high) = points
            .iter()
            .map(coordinate)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                (low.min(v), high.max(v))
            });
        high - low
    };
    extent(|p| p.0) + extent(|p| p.1)
}

/// Links the edges that a line crosses within one cell.
fn march(ground: &Ground, height: f64, (column, row): (usize, usize), links: &mut Links) {
    let corner = |c: usize, r: usize| ground.height(column + c, row + r) > height;
    let corners = (corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1));
    let edge =
        |c: usize, r: usize, down: usize| ((row + r) * ground.columns + column + c) * 2 + down;
    let (top, right, bottom, left) = (edge(0, 0, 0), edge(1, 0, 1), edge(0, 1, 0), edge(0, 0, 1));
    match corners {
        (a, b, c, d) if a == b && b == c && c == d => {}
        (a, b, c, d) if b == c && c == d && a != b => links.join(left, top),
        (a, b, c, d) if a == c && c == d && b != a => links.join(top, right),
        (a, b, c, d) if a == b && b == d && c != a => links.join(right, bottom),
        (a, b, c, d) if a == b && b == c && d != a => links.join(bottom, left),
        (a, b, ..) if a == b => links.join(left, right),
        (a, _, _, d) if a == d => links.join(top, bottom),
        (a, ..) => {
            // A saddle: the height at the middle says which corners belong
            // together.
            let sum = ground.height(column, row)
                + ground.height(column + 1, row)
                + ground.height(column, row + 1)
                + ground.height(column + 1, row + 1);
            if a == (sum / 4.0 > height) {
                links.join(top, right);
                links.join(bottom, left);
            } else {
                links.join(left, top);
                links.join(right, bottom);
            }
        }
    }
}

/// Takes one line out of the links, from `start` to its end or round to it.
fn follow(ground: &Ground, height: f64, start: Edge, links: &mut Links) -> Option<Vec<Point>> {
    let mut points: Vec<Point> = Vec::new();
    let mut at = Some(start);
    let mut end = None;
    while let Some((edge, next)) = at.and_then(|edge| links.take(edge).map(|next| (edge, next))) {
        let point = place(ground, height, edge);
        end = Some(point);
        if points
            .last()
            .is_none_or(|&last| distance(last, point) >= ground.cell * 0.7)
        {
            points.push(point);
        }
        at = next
            .into_iter()
            .filter_map(|e| e.checked_sub(1))
            .find(|&e| links.at(e) != [0, 0]);
    }
    // The very end is kept, that a line which leaves the sheet does leave it.
    let (last, end) = (points.last_mut()?, end?);
    *last = end;
    Some(points)
}

/// The point where a line crosses an edge, by linear interpolation.
fn place(ground: &Ground, height: f64, edge: Edge) -> Point {
    let (column, row) = (edge / 2 % ground.columns, edge / 2 / ground.columns);
    let down = edge % 2 == 1;
    let a = ground.height(column, row);
    let b = if down {
        ground.height(column, row + 1)
    } else {
        ground.height(column + 1, row)
    };
    let share = if a == b {
        0.5
    } else {
        ((height - a) / (b - a)).clamp(0.0, 1.0)
    };
    let (x, y) = (column as f64, row as f64);
    if down {
        ground.point(x, y + share)
    } else {
        ground.point(x + share, y)
    }
}

fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx * dx + dy * dy).sqrt()
}
