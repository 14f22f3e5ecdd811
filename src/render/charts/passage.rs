//! The route beside a stage's text: in come a map's emotions and a stage, out comes the stretch of
//! the route from that stage's station to the next, standing, as SVG text.
//!
//! Set beneath one another at the sections of a page, the stretches are one line that runs down
//! the whole page: the emotion curve, with delight to the right and despair to the left. It keeps
//! to a stage's emotion while that stage is told, and turns to the next one's at the end. A stretch
//! is as wide and as high as its place; the line and the station keep their size.

use std::fmt::Write;

use super::emotion::{HIGHEST, Journey, LOWEST};
use super::frame::push_line;
use super::path::PathData;
use super::svg::{self, Extent, Fit, TextAlternative, percent};

/// The sheet on which a stretch is laid out; the page stretches it.
const SHEET: f64 = 100.0;
/// Where the line leaves the stage's emotion for the next one's.
const TURN: f64 = 76.0;

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Emotions of the stages in order, -2 to 2; missing ones are bridged.
    pub emotions: &'a [Option<f64>],
    /// The stage at whose station the stretch begins.
    pub stage: usize,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
}

/// Draws the stretch, with the station at its top; the last stage's ends in a dot. It is
/// decoration: the stage's title and emotion stand beside it in words.
pub fn draw(passage: &Passage<'_>) -> String {
    let journey = Journey::new(passage.emotions.iter().copied());
    let extent = Extent::FullWidth {
        width: SHEET,
        height: SHEET,
        fit: Fit::Stretch,
    };
    let mut out = svg::open("chart-passage", extent, &TextAlternative::default());
    let from = passage.stage as f64 + 0.5;
    let is_last = passage.stage + 1 >= journey.count();
    out.push_str("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" overflow=\"visible\">");
    push_stretch(&mut out, &journey, from, is_last);
    out.push_str("</svg>");
    let x = percent(across(journey.at(from)) / SHEET);
    if is_last {
        push_dot(&mut out, "chart-end", &x, "100%", 5);
    }
    let missing = journey.emotion(passage.stage).is_none() && journey.ends().is_some();
    let class = match (missing, passage.moment_of_truth) {
        (true, _) => "chart-station chart-missing",
        (false, true) => "chart-station chart-passage-truth",
        (false, false) => "chart-station",
    };
    push_dot(&mut out, class, &x, "0", 8);
    out.push_str("</svg>");
    out
}

fn push_stretch(out: &mut String, journey: &Journey, from: f64, is_last: bool) {
    let bridges = journey.stretches().any(|stretch| {
        let piece = stretch.piece;
        stretch.bridge && piece.from.0 <= from && from < piece.to.0
    });
    let class = if bridges && !is_last {
        "chart-line-bridge"
    } else {
        "chart-line"
    };
    let [here, next] = [from, from + 1.0].map(|along| across(journey.at(along)));
    let mut path = PathData::default();
    path.move_to((here, 0.0));
    if is_last || here == next {
        path.line_to((here, SHEET));
    } else {
        let middle = (TURN + SHEET) / 2.0;
        path.line_to((here, TURN))
            .cubic_to((here, middle), (next, middle), (next, SHEET));
    }
    push_line(out, class, &path.into_text());
}

fn push_dot(out: &mut String, class: &str, x: &str, y: &str, radius: u8) {
    let _ = write!(
        out,
        "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
    );
}

/// Despair on the left, delight on the right.
fn across(emotion: f64) -> f64 {
    (emotion - LOWEST) / (HIGHEST - LOWEST) * SHEET
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(emotions: &[Option<f64>], stage: usize) -> String {
        draw(&Passage {
            emotions,
            stage,
            moment_of_truth: false,
        })
    }

    /// Where the line of a drawing begins and ends, from left to right. Its last point is given
    /// from the end of the straight part, which has the x of the first.
    fn ends(svg: &str) -> (f64, f64) {
        let data = svg.split(" d=\"m").nth(1).expect("a path");
        let data = data.split('"').next().expect("its end");
        let numbers: Vec<f64> = data
            .replace('-', " -")
            .split(|c: char| !c.is_ascii_digit() && c != '-' && c != '.')
            .filter_map(|number| number.parse().ok())
            .collect();
        let last = numbers.get(numbers.len() - 2).expect("an x");
        (numbers[0], numbers[0] + last)
    }

    #[test]
    fn the_stretches_join_into_one_line() {
        let emotions = [Some(-2.0), None, None, Some(2.0), Some(0.5)];
        let mut at = 0.0;
        for stage in 0..emotions.len() - 1 {
            let (from, to) = ends(&svg(&emotions, stage));
            assert!((from - at).abs() < 0.11, "{stage}: {from} after {at}");
            at = to;
        }
        assert!((at - 62.5).abs() < 0.11, "half a point above even: {at}");
    }

    #[test]
    fn missing_emotions_are_bridged_and_the_last_stage_ends_the_line() {
        let emotions = [Some(1.0), None, Some(-1.0)];
        assert!(svg(&emotions, 0).contains("chart-line-bridge"));
        assert!(svg(&emotions, 1).contains("chart-station chart-missing"));
        let last = svg(&emotions, 2);
        assert!(last.contains("chart-end") && last.contains("\"chart-line\""));
    }

    #[test]
    fn nothing_known_and_nonsense_give_a_straight_line() {
        for case in [
            &[None, None][..],
            &[Some(f64::NAN), None],
            &[Some(1.0)],
            &[],
        ] {
            for stage in 0..3 {
                let out = svg(case, stage);
                assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
                let (from, to) = ends(&out);
                assert!((from - to).abs() < 0.11, "{out}");
                assert!(!out.contains("bridge"), "{out}");
            }
        }
    }

    #[test]
    fn a_moment_of_truth_has_a_mark_of_its_own() {
        let truth = draw(&Passage {
            emotions: &[Some(0.0), Some(1.0)],
            stage: 0,
            moment_of_truth: true,
        });
        assert!(truth.contains("chart-passage-truth"));
    }
}
