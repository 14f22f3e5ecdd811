//! Type beside a funnel: conversions, each with a fine line to its joint, and the
//! stages' numbers with how many people enter.

use std::fmt::Write;

use super::super::frame::{Direction, Frame};
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text, spacing, width};
use super::{Band, Bed, Funnel, bands};

/// Type size of everything here.
const SIZE: f64 = 13.0;
/// Smallest share of the designed length at which a lying drawing is shown.
const NARROWEST: f64 = 0.7;
/// The widest a figure may be that stands left of a standing funnel.
const FIGURE: f64 = 76.0;

/// Room for the conversions, across: a row above, or a column on the right as
/// wide as the widest of them; none when there are none.
pub(super) fn margin(funnel: &Funnel<'_>, frame: &Frame) -> f64 {
    let joints = funnel.stages.len().saturating_sub(1);
    let widest = funnel
        .stages
        .iter()
        .take(joints)
        .map(|s| width(s.conversion, SIZE))
        .fold(0.0, f64::max);
    match frame.direction {
        _ if widest == 0.0 => 0.0,
        Direction::Lying => 26.0,
        Direction::Standing => (widest + 14.0).min(frame.breadth * 0.3),
    }
}

/// Room for the stages' numbers and figures, across: rows beneath, or a column
/// on the left.
pub(super) fn foot(funnel: &Funnel<'_>, direction: Direction) -> f64 {
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        texts.map(|text| width(text, SIZE)).fold(0.0, f64::max)
    };
    let numbers = widest(&mut funnel.stages.iter().map(|stage| stage.number));
    let figures = widest(&mut funnel.stages.iter().map(|stage| stage.figure));
    match direction {
        Direction::Lying => {
            [numbers, figures].into_iter().filter(|w| *w > 0.0).count() as f64 * 19.0
        }
        Direction::Standing => {
            let figures = if figures > FIGURE { 0.0 } else { figures };
            match numbers.max(figures) {
                widest if widest > 0.0 => widest + 14.0,
                _ => 0.0,
            }
        }
    }
}

/// Whether every text fits a column of that many pixels.
pub(super) fn fits(funnel: &Funnel<'_>, column: f64) -> bool {
    let texts = |s: &super::FunnelStage<'_>| {
        [s.number, s.figure, s.conversion].map(|text| width(text, SIZE) + 8.0 <= column)
    };
    let mut all = funnel.stages.iter().flat_map(texts);
    all.all(|fits| fits)
}

/// Sets the conversions beside the joints, where they fit, each with a fine
/// line to its joint.
pub(super) fn push_conversions(
    out: &mut String,
    funnel: &Funnel<'_>,
    frame: &Frame,
    bed: &Bed,
    pitch: f64,
) {
    let joints = funnel.stages.len().saturating_sub(1);
    let bands = bands(funnel.stages);
    for (i, stage) in funnel.stages.iter().enumerate().take(joints) {
        let room = match frame.direction {
            Direction::Lying => pitch * NARROWEST,
            Direction::Standing => bed.margin,
        };
        if stage.conversion.is_empty() || width(stage.conversion, SIZE) > room - 8.0 {
            continue;
        }
        let along = (i + 1) as f64 * pitch;
        let thick = |band: Option<&Option<Band>>, end: fn(&Band) -> f64| {
            band.and_then(Option::as_ref).map_or(0.0, end)
        };
        let share = thick(bands.get(i), |b| b.to).max(thick(bands.get(i + 1), |b| b.from));
        let edge = bed.middle() - bed.reach * share;
        let (x1, y1) = frame.attributes(along, bed.margin - 6.0);
        let (x2, y2) = frame.attributes(along, edge.max(bed.margin - 6.0));
        let _ = write!(
            out,
            "<line class=\"chart-funnel-joint\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        );
        let cap = CAP_HEIGHT * SIZE;
        let (across, dy, anchor) = match frame.direction {
            Direction::Lying => (cap + 4.0, 0.0, Anchor::Middle),
            Direction::Standing => (0.0, cap / 2.0, Anchor::End),
        };
        let class = "chart-funnel-conversion";
        push(
            out,
            frame,
            class,
            (along, across),
            (dy, anchor),
            stage.conversion,
        );
    }
}

/// Sets the stages' numbers at the middle of their bands, and under each how
/// many people enter. Where numbers would touch, every second, fifth … is set;
/// figures are set where all of them fit.
pub(super) fn push_stages(
    out: &mut String,
    funnel: &Funnel<'_>,
    frame: &Frame,
    bed: &Bed,
    pitch: f64,
) {
    let lying = frame.direction == Direction::Lying;
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        texts.map(|text| width(text, SIZE)).fold(0.0, f64::max)
    };
    let numbers = widest(&mut funnel.stages.iter().map(|stage| stage.number));
    let figures = widest(&mut funnel.stages.iter().map(|stage| stage.figure));
    let (room, needed) = match lying {
        true => (pitch * NARROWEST - 8.0, numbers + 8.0),
        false => (FIGURE, SIZE * 1.3),
    };
    let every = spacing(needed / (pitch * if lying { NARROWEST } else { 1.0 }));
    let with_figures = figures > 0.0 && figures <= room && (lying || pitch >= 2.8 * SIZE);
    let beneath = bed.middle() + bed.reach;
    for (i, stage) in funnel.stages.iter().enumerate().step_by(every) {
        let along = (i as f64 + 0.5) * pitch;
        let lines = [
            ("chart-funnel-number", stage.number, true),
            ("chart-funnel-figure", stage.figure, with_figures),
        ];
        let lines = lines
            .iter()
            .filter(|(_, text, fits)| *fits && !text.is_empty());
        let count = lines.clone().count() as f64;
        for (n, (class, text, _)) in lines.enumerate() {
            let down = n as f64 * 17.0;
            let cap = CAP_HEIGHT * SIZE;
            let (across, dy, anchor) = match lying {
                true => (beneath + 9.0 + cap + down, 0.0, Anchor::Middle),
                false => (
                    frame.breadth,
                    cap / 2.0 + down - (count - 1.0) * 8.5,
                    Anchor::Start,
                ),
            };
            push(out, frame, class, (along, across), (dy, anchor), text);
        }
    }
}

fn push(
    out: &mut String,
    frame: &Frame,
    class: &str,
    (along, across): (f64, f64),
    (dy, anchor): (f64, Anchor),
    text: &str,
) {
    let (x, y) = frame.attributes(along, across);
    let spot = Spot {
        x: &x,
        y: &y,
        dx: 0.0,
        dy,
        anchor,
    };
    push_text(out, class, &spot, SIZE, text);
}
