//! Lengthwise and crosswise: a chart is laid out once, along the path and
//! across it, and comes out lying (left to right) or standing (top to bottom).
//!
//! `along` runs with the customer's path; `across` grows from delight towards
//! despair. Lying, along is x and across is y downwards; standing, along is y
//! and across runs from the right edge to the left.

use std::fmt::Write;

use super::path::Point;
use super::svg::{Fit, number, percent};

/// Which way the path runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Left to right.
    Lying,
    /// Top to bottom.
    Standing,
}

/// The sheet on which a chart is laid out, in user units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) direction: Direction,
    /// Extent along the path.
    pub(super) length: f64,
    /// Extent across the path.
    pub(super) breadth: f64,
}

impl Frame {
    /// Width and height of the sheet.
    pub(super) fn size(&self) -> (f64, f64) {
        match self.direction {
            Direction::Lying => (self.length, self.breadth),
            Direction::Standing => (self.breadth, self.length),
        }
    }

    /// The point of the sheet for a place along and across.
    pub(super) fn point(&self, along: f64, across: f64) -> Point {
        match self.direction {
            Direction::Lying => (along, across),
            Direction::Standing => (self.breadth - across, along),
        }
    }

    /// The place along and across for a point of the sheet.
    pub(super) fn place(&self, (x, y): Point) -> (f64, f64) {
        match self.direction {
            Direction::Lying => (x, y),
            Direction::Standing => (y, self.breadth - x),
        }
    }

    /// The x and y attributes for a place: a percentage along, units across.
    pub(super) fn attributes(&self, along: f64, across: f64) -> (String, String) {
        let share = percent(along / self.length);
        match self.direction {
            Direction::Lying => (share, number(across)),
            Direction::Standing => (number(self.breadth - across), share),
        }
    }

    /// Opens the inner `<svg>` for lines: it follows the outer one when that
    /// is stretched along the path. Close it with `</svg>`.
    pub(super) fn open_lines(&self, out: &mut String) {
        let (width, height) = self.size();
        let (w, h) = match self.direction {
            Direction::Lying => ("100%".to_owned(), number(height)),
            Direction::Standing => (number(width), "100%".to_owned()),
        };
        let _ = write!(
            out,
            "<svg width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" overflow=\"visible\">",
            number(width),
            number(height)
        );
    }

    /// The outer extent of a chart on this sheet.
    pub(super) fn extent(&self, fit: Fit) -> super::svg::Extent {
        let (width, height) = self.size();
        match self.direction {
            Direction::Lying => super::svg::Extent::FullWidth { width, height, fit },
            Direction::Standing => super::svg::Extent::Fixed { width, height, fit },
        }
    }
}

/// Writes a `<path>` whose line keeps its width however the sheet is
/// stretched; nothing for an empty path.
pub(super) fn push_line(out: &mut String, class: &str, d: &str) {
    if !d.is_empty() {
        let _ = write!(
            out,
            "<path class=\"{class}\" d=\"{d}\" fill=\"none\" vector-effect=\"non-scaling-stroke\"/>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_is_lying_turned() {
        let frame = Frame {
            direction: Direction::Standing,
            length: 600.0,
            breadth: 160.0,
        };
        assert_eq!(frame.size(), (160.0, 600.0));
        assert_eq!(frame.point(50.0, 20.0), (140.0, 50.0));
        assert_eq!(frame.place(frame.point(50.0, 20.0)), (50.0, 20.0));
        assert_eq!(
            frame.attributes(50.0, 20.0),
            ("140".to_owned(), "8.33%".to_owned())
        );
    }
}
