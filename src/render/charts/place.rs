//! Where on the journey a stage stands: in come a map's emotions and the stage, out comes the
//! whole curve in small with that station marked on it, as SVG text.

use std::fmt::Write;

use super::emotion::{HIGHEST, Journey, LOWEST};
use super::frame::push_line;
use super::path::{PathData, Point};
use super::svg::{self, Extent, Fit, TextAlternative, number};

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 72.0;
/// Kept free at the edges: the marked station's radius and its outline.
const EDGE: f64 = 8.0;

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Emotions of the stages in order, -2 to 2; missing ones are bridged.
    pub emotions: &'a [Option<f64>],
    /// The stage that is marked.
    pub stage: usize,
}

/// Draws the even line, the curve up to the stage and beyond it, the other stations as dots and
/// this one as a ring. It is decoration: the words beside it say where the reader is.
pub fn draw(place: &Place<'_>) -> String {
    let journey = Journey::new(place.emotions.iter().copied());
    let extent = Extent::Fixed {
        width: WIDTH,
        height: HEIGHT,
        fit: Fit::Scale,
    };
    let mut out = svg::open("chart-place", extent, &TextAlternative::default());
    let mut even = PathData::default();
    even.move_to((0.0, HEIGHT / 2.0))
        .line_to((WIDTH, HEIGHT / 2.0));
    push_line(&mut out, "chart-guide-even", &even.into_text());
    let here = place.stage as f64 + 0.5;
    for (class, passed) in [("chart-place-ahead", false), ("chart-line", true)] {
        push_line(&mut out, class, &curve(&journey, here, passed));
    }
    let stops = |wanted: &dyn Fn(usize) -> bool| dots(&journey, wanted);
    push_line(&mut out, "chart-place-stop", &stops(&|at| at > place.stage));
    push_line(
        &mut out,
        "chart-place-passed",
        &stops(&|at| at < place.stage),
    );
    if place.stage < journey.count() {
        let (x, y) = point(&journey, here);
        let _ = write!(
            out,
            "<circle class=\"chart-station\" cx=\"{}\" cy=\"{}\" r=\"6\"/>",
            number(x),
            number(y)
        );
    }
    out.push_str("</svg>");
    out
}

/// The pieces of the curve that end at or before `here`, or those after it.
fn curve(journey: &Journey, here: f64, passed: bool) -> String {
    let mut path = PathData::default();
    for stretch in journey.stretches() {
        let piece = stretch.piece;
        if (piece.to.0 <= here) == passed {
            let [from, first, second, to] =
                [piece.from, piece.first, piece.second, piece.to].map(|at| spot(journey, at));
            path.resume(from).cubic_to(first, second, to);
        }
    }
    path.into_text()
}

/// Known stations as lines of no length: with round ends they are dots, all in one path.
fn dots(journey: &Journey, wanted: &dyn Fn(usize) -> bool) -> String {
    let mut path = PathData::default();
    for stage in (0..journey.count()).filter(|at| wanted(*at) && journey.emotion(*at).is_some()) {
        let at = point(journey, stage as f64 + 0.5);
        path.move_to(at).line_to(at);
    }
    path.into_text()
}

fn point(journey: &Journey, along: f64) -> Point {
    spot(journey, (along, journey.at(along)))
}

/// The first station stands at the left edge, the last at the right.
fn spot(journey: &Journey, (along, emotion): (f64, f64)) -> Point {
    let gaps = journey.count().saturating_sub(1) as f64;
    let share = if gaps > 0.0 {
        (along - 0.5) / gaps
    } else {
        0.5
    };
    (
        EDGE + share * (WIDTH - 2.0 * EDGE),
        EDGE + (HIGHEST - emotion) / (HIGHEST - LOWEST) * (HEIGHT - 2.0 * EDGE),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(emotions: &[Option<f64>], stage: usize) -> String {
        draw(&Place { emotions, stage })
    }

    #[test]
    fn the_stage_is_marked_where_it_stands_on_the_curve() {
        let emotions = [Some(0.0), Some(2.0), Some(-2.0)];
        let ring = |stage| {
            let out = svg(&emotions, stage);
            assert_eq!(out.matches("chart-station").count(), 1, "{out}");
            let ring = out.split("chart-station\" ").nth(1).expect("a ring");
            ring.split('/').next().expect("its end").to_owned()
        };
        assert_eq!(ring(0), "cx=\"8\" cy=\"36\" r=\"6\"");
        assert_eq!(ring(1), "cx=\"120\" cy=\"8\" r=\"6\"");
        assert_eq!(ring(2), "cx=\"232\" cy=\"64\" r=\"6\"");
    }

    #[test]
    fn what_is_passed_differs_from_what_is_ahead() {
        let emotions = [Some(0.0), Some(2.0), Some(-2.0)];
        let first = svg(&emotions, 0);
        assert!(first.contains("chart-place-ahead") && !first.contains("chart-line"));
        let middle = svg(&emotions, 1);
        assert!(middle.contains("chart-place-ahead") && middle.contains("\"chart-line\""));
        assert!(middle.contains("chart-place-passed") && middle.contains("chart-place-stop"));
        assert!(!svg(&emotions, 2).contains("chart-place-ahead"));
    }

    #[test]
    fn nothing_known_and_nonsense_break_nothing() {
        for case in [&[None, None][..], &[Some(f64::NAN)], &[], &[Some(1.0)]] {
            for stage in 0..3 {
                let out = svg(case, stage);
                assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
            }
        }
    }
}
