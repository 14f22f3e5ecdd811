//! Path data: in come points in user units, out comes the text of a `d`
//! attribute in relative commands, rounded to one decimal.
//!
//! Every point is rounded first and the differences are taken between rounded
//! points, so that rounding errors never add up along a path.

use std::fmt::Write;

use super::svg::{number, to_steps};

/// A point in user units, x to the right and y downwards.
pub(super) type Point = (f64, f64);

/// Builds the text of a `d` attribute.
#[derive(Debug, Default)]
pub(super) struct PathData {
    text: String,
    at: (i64, i64),
    start: (i64, i64),
    command: Option<char>,
}

impl PathData {
    pub(super) fn move_to(&mut self, to: Point) -> &mut Self {
        self.begin('m');
        self.finish(to);
        self.start = self.at;
        self
    }

    /// Goes on from `from`: a new start unless the path has just arrived there.
    pub(super) fn resume(&mut self, from: Point) -> &mut Self {
        let there = (to_steps(from.0, 10.0), to_steps(from.1, 10.0)) == self.at;
        if self.is_empty() || !there {
            self.move_to(from)
        } else {
            self
        }
    }

    pub(super) fn line_to(&mut self, to: Point) -> &mut Self {
        self.begin('l');
        self.finish(to)
    }

    /// Cubic Bézier curve through two control points.
    pub(super) fn cubic_to(&mut self, first: Point, second: Point, to: Point) -> &mut Self {
        self.begin('c');
        self.push(first);
        self.push(second);
        self.finish(to)
    }

    /// Quadratic Bézier curve through one control point.
    pub(super) fn quadratic_to(&mut self, control: Point, to: Point) -> &mut Self {
        self.begin('q');
        self.push(control);
        self.finish(to)
    }

    /// Quadratic Bézier curve whose control point mirrors the one before.
    pub(super) fn smooth_to(&mut self, to: Point) -> &mut Self {
        self.begin('t');
        self.finish(to)
    }

    /// Closes the shape with a straight line to where it began.
    pub(super) fn close(&mut self) -> &mut Self {
        self.text.push('z');
        self.command = None;
        self.at = self.start;
        self
    }

    /// A whole circle, of two arcs.
    pub(super) fn circle(&mut self, (x, y): Point, radius: f64) -> &mut Self {
        self.move_to((x - radius, y));
        let (round, across) = (number(radius), number(2.0 * radius));
        for across in [across.clone(), format!("-{across}")] {
            let _ = write!(self.text, "a{round} {round} 0 1 0 {across} 0");
        }
        self.close()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The finished `d` attribute.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn begin(&mut self, command: char) {
        // A letter that repeats may be left out, but not after `m`, where what
        // follows would be read as a line.
        if self.command != Some(command) || command == 'm' {
            self.text.push(command);
            self.command = Some(command);
        }
    }

    fn push(&mut self, point: Point) -> (i64, i64) {
        let to = (to_steps(point.0, 10.0), to_steps(point.1, 10.0));
        self.tenths(to.0 - self.at.0);
        self.tenths(to.1 - self.at.1);
        to
    }

    fn finish(&mut self, to: Point) -> &mut Self {
        self.at = self.push(to);
        self
    }

    fn tenths(&mut self, tenths: i64) {
        let after_number = self.text.as_bytes().last().is_some_and(u8::is_ascii_digit);
        if tenths < 0 {
            self.text.push('-');
        } else if after_number {
            self.text.push(' ');
        }
        let size = tenths.unsigned_abs();
        let (whole, rest) = (size / 10, size % 10);
        if whole != 0 || rest == 0 {
            push_whole(&mut self.text, whole);
        }
        if rest != 0 {
            self.text.push('.');
            push_whole(&mut self.text, rest);
        }
    }
}

/// Writes a whole number. A cover has a thousand of them, nearly all of one or
/// two digits, and the formatting machinery takes several times as long.
fn push_whole(text: &mut String, value: u64) {
    let digit = |value: u64| char::from(b'0' + (value % 10) as u8);
    match value {
        0..10 => text.push(digit(value)),
        10..100 => {
            text.push(digit(value / 10));
            text.push(digit(value));
        }
        _ => {
            let _ = write!(text, "{value}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_relative_and_compact() {
        let mut path = PathData::default();
        path.move_to((10.0, 20.0))
            .line_to((10.5, 20.0))
            .line_to((0.04, -3.26));
        assert_eq!(path.into_text(), "m10 20l.5 0-10.5-23.3");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut path = PathData::default();
        path.move_to((0.0, 0.0));
        for i in 1..=100 {
            path.line_to((f64::from(i) * 0.33, 0.0));
        }
        assert_eq!(path.at, (330, 0));
    }

    #[test]
    fn what_is_not_finite_stays_out() {
        let mut path = PathData::default();
        path.move_to((f64::NAN, f64::INFINITY))
            .cubic_to((1.0, 1.0), (2.0, f64::NAN), (3.0, 3.0));
        assert_eq!(path.into_text(), "m0 0c1 1 2 0 3 3");
    }
}
