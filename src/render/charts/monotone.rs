//! Monotone cubic interpolation: in come points, out comes a smooth curve
//! through all of them that never rises above or falls below its neighbours.
//!
//! Source: F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic
//! Interpolation", SIAM Journal on Numerical Analysis 17 (2), 1980, 238–246.

use super::path::{PathData, Point};

/// A smooth curve y(x) through points, without overshoot.
#[derive(Debug, Clone, PartialEq)]
pub struct Monotone {
    /// Each knot with the curve's slope there.
    knots: Vec<Knot>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Knot {
    x: f64,
    y: f64,
    slope: f64,
}

/// One cubic piece of the curve as a Bézier curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Where the piece begins.
    pub from: (f64, f64),
    /// First control point.
    pub first: (f64, f64),
    /// Second control point.
    pub second: (f64, f64),
    /// Where the piece ends.
    pub to: (f64, f64),
}

impl Monotone {
    /// The curve through `points` (x, y), given in the order of x.
    ///
    /// A point that is not finite, or whose x does not exceed that of the point
    /// before, is left out. `None` when no point remains.
    pub fn through(points: &[(f64, f64)]) -> Option<Self> {
        let mut knots: Vec<Knot> = Vec::with_capacity(points.len());
        for &(x, y) in points {
            let ahead = knots.last().is_none_or(|last| x > last.x);
            if x.is_finite() && y.is_finite() && ahead {
                knots.push(Knot { x, y, slope: 0.0 });
            }
        }
        if knots.is_empty() {
            return None;
        }
        let secants = secants(&knots);
        for (knot, slope) in knots.iter_mut().zip(first_guess(&secants)) {
            knot.slope = slope;
        }
        limit(&mut knots, &secants);
        Some(Self { knots })
    }

    /// The curve's height at `x`; beyond the ends it keeps the last height.
    pub fn y(&self, x: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.x <= x);
        let before = after.checked_sub(1).and_then(|i| self.knots.get(i));
        match (before, self.knots.get(after)) {
            (Some(a), Some(b)) => hermite(a, b, x),
            (Some(only), None) | (None, Some(only)) => only.y,
            (None, None) => 0.0,
        }
    }

    /// The pieces between neighbouring points, in order; none for one point.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        self.knots
            .iter()
            .zip(self.knots.iter().skip(1))
            .map(|(a, b)| {
                let third = (b.x - a.x) / 3.0;
                Piece {
                    from: (a.x, a.y),
                    first: (a.x + third, a.y + a.slope * third),
                    second: (b.x - third, b.y - b.slope * third),
                    to: (b.x, b.y),
                }
            })
    }

    /// The whole curve as the text of a `d` attribute; empty for one point.
    pub fn path(&self) -> String {
        self.path_by(|point| point)
    }

    /// Like [`Monotone::path`], with every point moved by `place` first.
    pub(super) fn path_by(&self, place: impl Fn(Point) -> Point) -> String {
        let mut path = PathData::default();
        for piece in self.pieces() {
            if path.is_empty() {
                path.move_to(place(piece.from));
            }
            path.cubic_to(place(piece.first), place(piece.second), place(piece.to));
        }
        path.into_text()
    }
}

/// Slopes of the straight lines between neighbours.
fn secants(knots: &[Knot]) -> Vec<f64> {
    knots
        .iter()
        .zip(knots.iter().skip(1))
        .map(|(a, b)| (b.y - a.y) / (b.x - a.x))
        .collect()
}

/// Slopes at the knots: the mean of both sides, level at a peak or a low; at
/// the ends the slope that lets the curvature run out, or level where that
/// would turn back.
fn first_guess(secants: &[f64]) -> Vec<f64> {
    let (Some(&head), Some(&tail)) = (secants.first(), secants.last()) else {
        return vec![0.0];
    };
    let inner: Vec<f64> = secants
        .iter()
        .zip(secants.iter().skip(1))
        .map(|(a, b)| if a * b <= 0.0 { 0.0 } else { (a + b) / 2.0 })
        .collect();
    let end = |secant: f64, neighbour: Option<&f64>| {
        let slope = neighbour.map_or(secant, |n| (3.0 * secant - n) / 2.0);
        if slope * secant <= 0.0 { 0.0 } else { slope }
    };
    let mut slopes = vec![end(head, inner.first())];
    slopes.extend(&inner);
    slopes.push(end(tail, inner.last()));
    slopes
}

/// Shortens slopes until each piece is monotone: the pair of slopes, measured
/// in secants, must lie within a circle of radius 3 (section 4 of the paper).
fn limit(knots: &mut [Knot], secants: &[f64]) {
    for (i, &secant) in secants.iter().enumerate() {
        let Some([a, b]) = knots.get_mut(i..i + 2) else {
            continue;
        };
        if secant == 0.0 {
            (a.slope, b.slope) = (0.0, 0.0);
            continue;
        }
        let (alpha, beta) = (a.slope / secant, b.slope / secant);
        let length = (alpha * alpha + beta * beta).sqrt();
        if length > 3.0 {
            a.slope = 3.0 * alpha / length * secant;
            b.slope = 3.0 * beta / length * secant;
        }
    }
}

/// The cubic Hermite polynomial between two knots.
fn hermite(a: &Knot, b: &Knot, x: f64) -> f64 {
    let width = b.x - a.x;
    let t = (x - a.x) / width;
    let s = 1.0 - t;
    a.y * (1.0 + 2.0 * t) * s * s + a.slope * width * t * s * s + b.y * t * t * (3.0 - 2.0 * t)
        - b.slope * width * t * t * s
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZIGZAG: [(f64, f64); 7] = [
        (0.0, 0.4),
        (1.0, -1.2),
        (2.0, 0.6),
        (2.5, 0.7),
        (4.0, 2.0),
        (5.0, 2.0),
        (6.0, -2.0),
    ];

    #[test]
    fn stays_between_neighbours() {
        let curve = Monotone::through(&ZIGZAG).unwrap();
        for pair in ZIGZAG.windows(2) {
            let (low, high) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
            for step in 0..=100 {
                let x = pair[0].0 + (pair[1].0 - pair[0].0) * f64::from(step) / 100.0;
                let y = curve.y(x);
                assert!(
                    y >= low - 1e-9 && y <= high + 1e-9,
                    "{y} at {x} leaves {low}..{high}"
                );
            }
        }
    }

    #[test]
    fn passes_through_the_points_and_holds_the_ends() {
        let curve = Monotone::through(&ZIGZAG).unwrap();
        for (x, y) in ZIGZAG {
            assert!((curve.y(x) - y).abs() < 1e-9);
        }
        assert_eq!(curve.y(-5.0), 0.4);
        assert_eq!(curve.y(99.0), -2.0);
    }

    #[test]
    fn bezier_pieces_agree_with_the_polynomial() {
        let curve = Monotone::through(&ZIGZAG).unwrap();
        for p in curve.pieces() {
            let y = (p.from.1 + 3.0 * p.first.1 + 3.0 * p.second.1 + p.to.1) / 8.0;
            assert!((curve.y((p.from.0 + p.to.0) / 2.0) - y).abs() < 1e-9);
        }
    }

    #[test]
    fn odd_input_is_left_out() {
        assert_eq!(Monotone::through(&[]), None);
        assert_eq!(Monotone::through(&[(f64::NAN, 1.0)]), None);
        let one = Monotone::through(&[(1.0, 3.0), (1.0, 9.0), (0.0, 2.0)]).unwrap();
        assert_eq!((one.y(0.0), one.path().as_str()), (3.0, ""));
        let two = Monotone::through(&[(0.0, 1.0), (1.0, f64::INFINITY), (2.0, 3.0)]).unwrap();
        assert_eq!((two.y(1.0), two.pieces().count()), (2.0, 1));
    }
}
