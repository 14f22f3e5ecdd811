//! The small curve on a card: in come a map's emotions, out comes a line of a
//! thumb's size with a dot at its end, as SVG text.

use std::fmt::Write;

use super::emotion::Journey;
use super::frame::{Direction, Frame, push_line};
use super::path::PathData;
use super::svg::{self, Fit, TextAlternative, measure, number};

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Sparkline<'a> {
    /// Emotions of the stages in order, -2 to 2; missing ones are bridged.
    pub emotions: &'a [Option<f64>],
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Words and id prefix; without a title the drawing is decoration.
    pub alternative: TextAlternative<'a>,
}

impl<'a> Sparkline<'a> {
    /// A sparkline of 160 by 40 pixels.
    pub fn new(emotions: &'a [Option<f64>], alternative: TextAlternative<'a>) -> Self {
        Self {
            emotions,
            width: 160.0,
            height: 40.0,
            alternative,
        }
    }
}

/// Draws the line, the even line beneath it and the dot at the last known
/// stage. The scale is always -2 to 2, so that cards can be compared.
pub fn draw(sparkline: &Sparkline<'_>) -> String {
    let journey = Journey::new(sparkline.emotions.iter().copied());
    let (width, height) = (
        measure(sparkline.width, 8.0),
        measure(sparkline.height, 8.0),
    );
    let frame = Frame {
        direction: Direction::Lying,
        length: width,
        breadth: height,
    };
    let extent = svg::Extent::Fixed {
        width,
        height,
        fit: Fit::Scale,
    };
    let mut out = svg::open("chart-sparkline", extent, &sparkline.alternative);
    // The curve keeps off the edges by the dot's radius and its outline.
    let edge = 5.0_f64.min(height / 4.0);
    let across = |emotion: f64| edge + (2.0 - emotion) / 4.0 * (height - 2.0 * edge);
    let along = along(&journey, edge, width);
    let mut even = PathData::default();
    even.move_to(frame.point(0.0, across(0.0)))
        .line_to(frame.point(width, across(0.0)));
    push_line(&mut out, "chart-guide-even", &even.into_text());
    push_curve(&mut out, &journey, &|(stages, emotion)| {
        (along(stages), across(emotion))
    });
    if let Some((_, last)) = journey.ends() {
        let stages = last as f64 + 0.5;
        let (x, y) = (along(stages), across(journey.at(stages)));
        let _ = write!(
            out,
            "<circle class=\"chart-end\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(x),
            number(y),
            number(edge - 1.0)
        );
    }
    out.push_str("</svg>");
    out
}

/// Places stages from edge to edge: a thumbnail needs no columns.
fn along(journey: &Journey, edge: f64, width: f64) -> impl Fn(f64) -> f64 {
    let gaps = journey.count().saturating_sub(1) as f64;
    move |stages: f64| {
        let share = if gaps > 0.0 {
            (stages - 0.5) / gaps
        } else {
            0.5
        };
        edge + share * (width - 2.0 * edge)
    }
}

fn push_curve(out: &mut String, journey: &Journey, place: &dyn Fn((f64, f64)) -> (f64, f64)) {
    for bridge in [true, false] {
        let mut path = PathData::default();
        for stretch in journey
            .stretches()
            .filter(|stretch| stretch.bridge == bridge)
        {
            let piece = stretch.piece;
            path.resume(place(piece.from));
            path.cubic_to(place(piece.first), place(piece.second), place(piece.to));
        }
        push_line(
            out,
            if bridge {
                "chart-line-bridge"
            } else {
                "chart-line"
            },
            &path.into_text(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(emotions: &[Option<f64>]) -> String {
        let alternative = TextAlternative {
            id: "s",
            title: "t",
            description: "",
        };
        draw(&Sparkline::new(emotions, alternative))
    }

    #[test]
    fn ends_in_a_dot_at_the_last_known_stage() {
        let out = svg(&[Some(0.0), Some(2.0), None]);
        assert!(
            out.contains("<circle class=\"chart-end\" cx=\"80\" cy=\"5\" r=\"4\"/>"),
            "{out}"
        );
        assert!(!svg(&[None, None]).contains("circle"));
    }

    #[test]
    fn whatever_is_known_lies_within_the_thumbnail() {
        use super::super::drawn::{Chance, Drawn};
        let mut chance = Chance(0xdead_beef);
        for count in (0..40).chain([200]) {
            let emotions: Vec<Option<f64>> = (0..count).map(|_| chance.emotion()).collect();
            let drawn = Drawn::at(&svg(&emotions), 160.0);
            let marks = drawn.marks.iter().map(|(_, place)| *place);
            let places = drawn
                .lines
                .iter()
                .flat_map(|(_, points)| points.iter().copied());
            for (x, y) in marks.chain(places) {
                let inside = (0.0..=160.0).contains(&x) && (0.0..=40.0).contains(&y);
                assert!(inside, "{x} {y} of {emotions:?}");
            }
            assert_eq!(
                drawn.marks.len(),
                usize::from(emotions.iter().any(Option::is_some))
            );
        }
    }

    #[test]
    fn one_stage_is_a_dot_in_the_middle_and_none_the_even_line() {
        let one = svg(&[Some(-2.0)]);
        assert!(one.contains("cx=\"80\" cy=\"35\""), "{one}");
        assert!(!one.contains("\"chart-line\""));
        let none = svg(&[]);
        assert!(none.contains("chart-guide-even") && !none.contains("chart-end"));
    }

    #[test]
    fn missing_stages_are_bridged_and_nothing_breaks() {
        assert!(svg(&[Some(1.0), None, Some(-1.0)]).contains("chart-line-bridge"));
        for case in [
            &[][..],
            &[Some(f64::NAN)],
            &[Some(f64::INFINITY), Some(1.0)],
        ] {
            let out = svg(case);
            assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
        }
    }
}
