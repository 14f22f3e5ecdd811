//! A portrait where there is no photo: in come a person's initials and
//! emotions, out come the letters over the country of that person's own path.

use super::super::frame::{Direction, Frame};
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text, width};
use super::super::svg::{self, Extent, TextAlternative, number};
use super::{Cover, Sheet, push_contours, push_route};

/// The sheet: upright, four to five.
const SIZE: (f64, f64) = (800.0, 1000.0);
/// Height of the plain on which the letters stand, with what hangs below the line (Д, Щ, Q).
const PLAIN: f64 = 500.0;
/// Distance of the letters from the edges.
const EDGE: f64 = 56.0;
/// The largest type.
const LARGEST: f64 = 430.0;

/// What is to be drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Monogram<'a> {
    /// One or two letters; may be empty.
    pub initials: &'a str,
    /// Emotions of the person's path, -2 to 2.
    pub emotions: &'a [Option<f64>],
    /// Tells the countries of two persons apart.
    pub seed: &'a str,
}

/// Draws the monogram, upright, 4 to 5, scaled as a whole. It is decoration:
/// the name stands beside it.
pub fn monogram(monogram: &Monogram<'_>) -> String {
    let (width, height) = SIZE;
    let frame = Frame {
        direction: Direction::Lying,
        length: width,
        breadth: height,
    };
    let cover = Cover {
        emotions: monogram.emotions,
        seed: monogram.seed,
        ..Cover::default()
    };
    let plain = if monogram.initials.is_empty() {
        0.0
    } else {
        PLAIN
    };
    let sheet = Sheet::with_plain(&cover, frame, plain);
    let extent = Extent::Scaled { width, height };
    let mut out = svg::open(
        "chart-cover chart-monogram",
        extent,
        &TextAlternative::default(),
    );
    let (w, h) = (number(width), number(height));
    out.push_str(&format!(
        "<rect class=\"chart-ground\" width=\"{w}\" height=\"{h}\"/>"
    ));
    push_contours(&mut out, monogram.seed, &sheet, (40.0, 21.0));
    push_route(&mut out, &sheet);
    push_letters(&mut out, monogram.initials);
    out.push_str("</svg>");
    out
}

/// The letters, as large as the sheet's width and the plain allow.
fn push_letters(out: &mut String, initials: &str) {
    let room = SIZE.0 - 2.0 * EDGE;
    let ems = width(initials, 1.0).max(0.1);
    let size = (room / ems).min(LARGEST);
    let baseline = EDGE + CAP_HEIGHT * size;
    let spot = Spot {
        x: &number(EDGE),
        y: &number(baseline),
        dx: 0.0,
        dy: 0.0,
        anchor: Anchor::Start,
    };
    push_text(out, "chart-initials", &spot, size.floor(), initials);
}
