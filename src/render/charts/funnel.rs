//! The funnel along the path: in comes how many people enter each stage and go
//! on from it, out come a band per stage and the conversions between them.
//!
//! The band of a stage is as thick at its beginning as people entered, and at
//! its end as people went on; thickness is in proportion to the largest number
//! of the funnel. Like the emotion curve it keeps to `n` equal columns (or
//! rows), so that figures can stand in a grid beside it.

mod captions;

use std::fmt::Write;

use super::frame::{Direction, Frame};
use super::path::PathData;
use super::svg::{self, Fit, TextAlternative, measure};

/// How many people pass a stage.
#[derive(Debug, Clone, Copy, Default)]
pub struct FunnelStage<'a> {
    /// People who reach the stage. Negative or not finite counts as missing.
    pub entered: Option<f64>,
    /// People who go on from it. Negative or not finite counts as missing.
    pub left: Option<f64>,
    /// The stage's number, such as `02`; may be empty.
    pub number: &'a str,
    /// How many people enter, as the page shows it; left out where it does not
    /// fit, and may be empty.
    pub figure: &'a str,
    /// The conversion to the next stage as the page shows it, such as `27 %`;
    /// it is set beside the joint to the next stage, and may be empty.
    pub conversion: &'a str,
}

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Funnel<'a> {
    /// The stages in order.
    pub stages: &'a [FunnelStage<'a>],
    /// Words and id prefix of the drawing.
    pub alternative: TextAlternative<'a>,
}

/// Conversions at one stage, as shares: 1 is everybody; growth is above 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Conversion {
    /// People who go on, of those who entered this stage.
    pub within: Option<f64>,
    /// People who enter the next stage, of those who entered this one.
    pub to_next: Option<f64>,
}

/// The conversions of each stage. What cannot be told is `None`: a number is
/// missing, nobody entered, or the share is too large for a number.
pub fn conversions(stages: &[FunnelStage<'_>]) -> Vec<Conversion> {
    let next = stages.iter().skip(1).map(Some).chain([None]);
    stages
        .iter()
        .zip(next)
        .map(|(stage, next)| Conversion {
            within: share(stage.left, stage.entered),
            to_next: next.and_then(|next| share(next.entered, stage.entered)),
        })
        .collect()
}

fn share(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    let whole = count(whole).filter(|whole| *whole > 0.0)?;
    Some(count(part)? / whole).filter(|share| share.is_finite())
}

/// A number of people, or nothing.
fn count(value: Option<f64>) -> Option<f64> {
    value.filter(|v| v.is_finite() && *v >= 0.0)
}

/// The lying composition: bands from left to right, `height` CSS pixels high
/// with the conversions in a row above them, as wide as its place; numbers and
/// figures of the stages stand beneath. Type is kept clear down to a width of
/// 672 pixels. Empty without stages.
pub fn wide(funnel: &Funnel<'_>, height: f64) -> String {
    let breadth = measure(height, 48.0) + captions::foot(funnel, Direction::Lying);
    draw(
        funnel,
        Frame {
            direction: Direction::Lying,
            length: 960.0,
            breadth,
        },
    )
}

/// Whether all type of the lying composition has room even on a phone, at 288
/// pixels: then the standing one is not needed.
pub fn fits_phones(funnel: &Funnel<'_>) -> bool {
    captions::fits(funnel, 288.0 / funnel.stages.len().max(1) as f64)
}

/// The standing composition for phones: bands from top to bottom, `width` CSS
/// pixels wide with the conversions in a column on the right, numbers and
/// figures of the stages in one on the left, one row of `row_height` pixels a
/// stage. Empty without stages.
pub fn tall(funnel: &Funnel<'_>, width: f64, row_height: f64) -> String {
    let length = measure(row_height, 16.0) * funnel.stages.len() as f64;
    draw(
        funnel,
        Frame {
            direction: Direction::Standing,
            length,
            breadth: measure(width, 96.0),
        },
    )
}

/// A band's thickness at both ends, as shares of the largest number.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Band {
    from: f64,
    to: f64,
    /// True where one of the two numbers had to be taken from the other or
    /// from the neighbours.
    guessed: bool,
}

/// Where the bands lie across.
#[derive(Debug, Clone, Copy)]
struct Bed {
    /// Room before them.
    margin: f64,
    /// Half of the largest thickness.
    reach: f64,
}

impl Bed {
    fn middle(&self) -> f64 {
        self.margin + self.reach
    }
}

fn draw(funnel: &Funnel<'_>, frame: Frame) -> String {
    let count = funnel.stages.len();
    if count == 0 {
        return String::new();
    }
    let class = match frame.direction {
        Direction::Lying => "chart-funnel chart-funnel-wide",
        Direction::Standing => "chart-funnel chart-funnel-tall",
    };
    let mut out = svg::open(class, frame.extent(Fit::Stretch), &funnel.alternative);
    frame.open_lines(&mut out);
    let pitch = frame.length / count as f64;
    let margin = captions::margin(funnel, &frame);
    let foot = captions::foot(funnel, frame.direction);
    let bed = Bed {
        margin,
        reach: (frame.breadth - margin - foot) / 2.0,
    };
    // A seam between the bands tells the stages apart.
    let seam = (pitch * 0.02).min(3.0);
    for (i, band) in bands(funnel.stages).into_iter().enumerate() {
        let (from, to) = (
            i as f64 * pitch + seam / 2.0,
            (i + 1) as f64 * pitch - seam / 2.0,
        );
        push_band(&mut out, &frame, &bed, (from, to), band);
    }
    out.push_str("</svg>");
    captions::push_conversions(&mut out, funnel, &frame, &bed, pitch);
    captions::push_stages(&mut out, funnel, &frame, &bed, pitch);
    out.push_str("</svg>");
    out
}

/// The bands; `None` where nothing is known about a stage.
fn bands(stages: &[FunnelStage<'_>]) -> Vec<Option<Band>> {
    let numbers = stages
        .iter()
        .flat_map(|s| [count(s.entered), count(s.left)])
        .flatten();
    let most = numbers.fold(0.0, f64::max);
    let relative =
        |value: Option<f64>| count(value).map(|v| if most > 0.0 { v / most } else { 0.0 });
    let next = stages
        .iter()
        .skip(1)
        .map(|s| relative(s.entered))
        .chain([None]);
    stages
        .iter()
        .zip(next)
        .map(
            |(stage, next)| match (relative(stage.entered), relative(stage.left)) {
                (Some(from), Some(to)) => Some(Band {
                    from,
                    to,
                    guessed: false,
                }),
                (Some(from), None) => Some(Band {
                    from,
                    to: next.unwrap_or(from),
                    guessed: true,
                }),
                (None, Some(to)) => Some(Band {
                    from: to,
                    to,
                    guessed: true,
                }),
                (None, None) => None,
            },
        )
        .collect()
}

/// A band about the middle line; never thinner than a hair, so that few people
/// can be told from none drawn at all. An unknown stage is a dashed line.
fn push_band(
    out: &mut String,
    frame: &Frame,
    bed: &Bed,
    (from, to): (f64, f64),
    band: Option<Band>,
) {
    let Bed { reach, .. } = *bed;
    let middle = bed.middle();
    let mut path = PathData::default();
    let Some(band) = band else {
        path.move_to(frame.point(from, middle))
            .line_to(frame.point(to, middle));
        super::frame::push_line(out, "chart-funnel-missing", &path.into_text());
        return;
    };
    let half = |share: f64| (share * reach).max(0.75);
    path.move_to(frame.point(from, middle - half(band.from)));
    path.line_to(frame.point(to, middle - half(band.to)));
    path.line_to(frame.point(to, middle + half(band.to)));
    path.line_to(frame.point(from, middle + half(band.from)));
    path.close();
    let mut class = "chart-funnel-band".to_owned();
    if band.guessed {
        class.push_str(" chart-funnel-guessed");
    }
    if band.to > band.from {
        class.push_str(" chart-funnel-growth");
    }
    let _ = write!(
        out,
        "<path class=\"{class}\" d=\"{}\" vector-effect=\"non-scaling-stroke\"/>",
        path.into_text()
    );
}

#[cfg(test)]
mod tests;
