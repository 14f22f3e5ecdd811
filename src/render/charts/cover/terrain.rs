//! The landscape of a cover: in come the route and a seed, out comes a grid of
//! heights.
//!
//! Along the route the ground is as high as the emotion; away from it the
//! height runs out into gently rolling country made from the seed. Only
//! addition, multiplication, division and square roots are used, which every
//! machine rounds alike: the same map gives the same picture everywhere.

use super::super::frame::Frame;
use super::super::path::Point;

/// Heights at the crossings of a square grid that reaches one cell beyond the
/// sheet on every side.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Side of a cell in user units.
    pub(super) cell: f64,
    heights: Vec<f64>,
}

/// The route as the terrain sees it.
pub(in crate::render::charts) struct Course<'a> {
    /// Emotion at a place along.
    pub(in crate::render::charts) emotion: &'a dyn Fn(f64) -> f64,
    /// Place across at a place along.
    pub(in crate::render::charts) across: &'a dyn Fn(f64) -> f64,
    /// Distance between stations.
    pub(in crate::render::charts) pitch: f64,
    /// Extent across of the plain on which the labels stand, at delight's side.
    pub(in crate::render::charts) plain: f64,
}

impl Ground {
    /// Shapes the ground of a sheet.
    pub(super) fn shape(frame: &Frame, cell: f64, course: &Course<'_>, seed: u64) -> Self {
        let (width, height) = frame.size();
        let columns = (width / cell).ceil() as usize + 3;
        let rows = (height / cell).ceil() as usize + 3;
        let mut relief = Relief::new(seed);
        let reach = (frame.breadth - course.plain) * 0.42;
        // Emotion and route depend on the place along only.
        let steps = (frame.length / cell).ceil() as usize + 3;
        let mut profile: Vec<(f64, f64)> = (0..steps)
            .map(|step| {
                let along = (step as f64 - 1.0) * cell;
                ((course.emotion)(along), (course.across)(along))
            })
            .collect();
        // Country is broader than a path with many stages: hills narrower than
        // the grid could show are worn down.
        let wear = ((200.0 - course.pitch) / 60.0).clamp(0.0, 4.0).round() as usize;
        for _ in 0..2 {
            profile = worn(&profile, wear);
        }
        let mut heights = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let point = ((column as f64 - 1.0) * cell, (row as f64 - 1.0) * cell);
                let (along, across) = frame.place(point);
                let step = ((along / cell).round() + 1.0).max(0.0) as usize;
                let (emotion, route) = profile.get(step).copied().unwrap_or((0.0, across));
                let off = (across - route) / reach;
                // Along the route the emotion rules, away from it the country.
                let near = 1.0 / ((1.0 + off * off) * (1.0 + off * off));
                let ridge = emotion * near;
                // No contour enters the plain; beyond it the ground rises gently.
                let open = ease((across - course.plain * 0.9) / 120.0);
                let rolling = relief.at(point) * (0.95 - 0.7 * near);
                heights.push((ridge + rolling) * open);
            }
        }
        Self {
            columns,
            rows,
            cell,
            heights,
        }
    }

    /// Height at a crossing; 0 beyond the grid.
    pub(super) fn height(&self, column: usize, row: usize) -> f64 {
        if column >= self.columns {
            return 0.0;
        }
        self.heights
            .get(row * self.columns + column)
            .copied()
            .unwrap_or(0.0)
    }

    /// Lowest and highest corner of the cell below and right of a crossing.
    pub(super) fn cell_range(&self, (column, row): (usize, usize)) -> (f64, f64) {
        let (a, b) = (self.height(column, row), self.height(column + 1, row));
        let (c, d) = (
            self.height(column, row + 1),
            self.height(column + 1, row + 1),
        );
        (a.min(b).min(c).min(d), a.max(b).max(c).max(d))
    }

    /// The point of the sheet at a crossing, fractions included.
    pub(super) fn point(&self, column: f64, row: f64) -> Point {
        ((column - 1.0) * self.cell, (row - 1.0) * self.cell)
    }

    /// Lowest and highest ground.
    pub(super) fn range(&self) -> (f64, f64) {
        let start = (f64::INFINITY, f64::NEG_INFINITY);
        self.heights
            .iter()
            .fold(start, |(low, high), h| (low.min(*h), high.max(*h)))
    }

    /// The steepest slope, in height per user unit.
    pub(super) fn steepest(&self) -> f64 {
        let mut most = 0.0_f64;
        for row in 0..self.rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                let here = self.height(column, row);
                let dx = self.height(column + 1, row) - here;
                let dy = self.height(column, row + 1) - here;
                most = most.max(dx * dx + dy * dy);
            }
        }
        most.sqrt() / self.cell
    }
}

/// The mean of each value's neighbourhood, `reach` values to either side.
fn worn(profile: &[(f64, f64)], reach: usize) -> Vec<(f64, f64)> {
    (0..profile.len())
        .map(|i| {
            let near = profile.iter().skip(i.saturating_sub(reach));
            let near = near.take(i.min(reach) + reach + 1);
            let (sum, count) = near.fold(((0.0, 0.0), 0.0), |((a, b), n), (e, r)| {
                ((a + e, b + r), n + 1.0)
            });
            (sum.0 / count, sum.1 / count)
        })
        .collect()
}

/// Rises smoothly from 0 to 1 while `t` does (Perlin's quintic, 2002).
fn ease(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

/// Rolling country: value noise of two scales, about -1 to 1.
///
/// The lattices are turned (by the angles of the Pythagorean triples 3-4-5 and
/// 5-12-13), that their squares do not show along the edges of the sheet.
struct Relief {
    broad: Lattice,
    fine: Lattice,
}

impl Relief {
    fn new(seed: u64) -> Self {
        Self {
            broad: Lattice::new(seed),
            fine: Lattice::new(!seed),
        }
    }

    fn at(&mut self, (x, y): Point) -> f64 {
        let (u, v) = (0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y);
        let (s, t) = ((12.0 * x + 5.0 * y) / 13.0, (12.0 * y - 5.0 * x) / 13.0);
        self.broad.at(u / 280.0, v / 230.0) * 0.75 + self.fine.at(s / 150.0, t / 130.0) * 0.25
    }
}

/// Random values at whole places, smoothly joined; the last square asked for
/// is kept, since neighbouring places mostly lie in the same one.
struct Lattice {
    seed: u64,
    square: (i64, i64),
    corners: [f64; 4],
}

impl Lattice {
    fn new(seed: u64) -> Self {
        let mut lattice = Self {
            seed,
            square: (0, 0),
            corners: [0.0; 4],
        };
        lattice.enter((0, 0));
        lattice
    }

    fn at(&mut self, x: f64, y: f64) -> f64 {
        let (left, top) = (x.floor(), y.floor());
        let square = (left as i64, top as i64);
        if square != self.square {
            self.enter(square);
        }
        let (u, v) = (ease(x - left), ease(y - top));
        let [a, b, c, d] = self.corners;
        mix(mix(a, b, u), mix(c, d, u), v)
    }

    fn enter(&mut self, (i, j): (i64, i64)) {
        self.square = (i, j);
        self.corners = [(i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1)].map(|at| self.value(at));
    }

    /// A value from -1 to 1 for a lattice point (the finaliser of SplitMix64).
    fn value(&self, (i, j): (i64, i64)) -> f64 {
        let mut z = self
            .seed
            .wrapping_add((i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .wrapping_add((j as u64).wrapping_mul(0xd1b5_4a32_d192_ed03));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        (z >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

fn mix(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

/// A number from a text (FNV-1a, 64 bits).
pub(super) fn seed_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
