//! What tells one curve from another: line patterns and shapes of stations.
//!
//! Six shapes and five patterns: thirty groups before a pair comes again. The
//! diamond is not among them, for it means a moment of truth.

use std::fmt::Write;

/// Dashes of the lines, in CSS pixels; the first line is whole.
const PATTERNS: [&str; 5] = ["", "10 5", "2 5", "14 5 2 5", "5 4"];

/// Stations as path data about their middle: circle, square, triangles up and
/// down, pentagon, cross.
const SHAPES: [&str; 6] = [
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6 5.8 4H-5.8z",
    "M0 6 5.8-4H-5.8z",
    "M0-5.6 5.3-1.7 3.3 4.5H-3.3L-5.3-1.7z",
    "M-2-5.5h4V-2h3.5v4H2v3.5h-4V2h-3.5v-4H-2z",
];

/// The classes of everything that belongs to a curve.
pub(super) fn class(at: usize) -> String {
    let tone = match at {
        0 => "chart-curve-first",
        at if at % 2 == 1 => "chart-curve-odd",
        _ => "chart-curve-even",
    };
    format!("chart-curve {tone}")
}

/// The shapes that so many curves need, under ids of the drawing.
pub(super) fn push_shapes(out: &mut String, id: &str, curves: usize) {
    out.push_str("<defs>");
    for (n, shape) in SHAPES.iter().enumerate().take(curves) {
        let _ = write!(out, "<path id=\"{id}-mark-{n}\" d=\"{shape}\"/>");
    }
    out.push_str("</defs>");
}

/// A station of a curve.
pub(super) fn push_mark(out: &mut String, id: &str, at: usize, (x, y): &(String, String)) {
    let shape = at % SHAPES.len();
    let _ = write!(
        out,
        "<use class=\"chart-curve-mark\" href=\"#{id}-mark-{shape}\" x=\"{x}\" y=\"{y}\"/>"
    );
}

/// A line of a curve in its pattern; nothing for an empty path.
pub(super) fn push_line(out: &mut String, at: usize, d: &str) {
    if d.is_empty() {
        return;
    }
    let pattern = PATTERNS.get(at % PATTERNS.len()).copied().unwrap_or("");
    let dashes = match pattern {
        "" => String::new(),
        pattern => format!(" stroke-dasharray=\"{pattern}\""),
    };
    let _ = write!(
        out,
        "<path class=\"chart-curve-line\" d=\"{d}\" fill=\"none\"{dashes} vector-effect=\"non-scaling-stroke\"/>"
    );
}
