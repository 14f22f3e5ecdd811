//! Labels of a cover: in come the stages' numbers and names, out comes type on
//! the plain, with a leader line from each label to its station.

use super::super::frame::{Direction, push_line};
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, fits, push_text, spacing, width, wrap};
use super::super::path::PathData;
use super::super::svg::number;
use super::sheet::Sheet;
use super::{Cover, StationLabel};

/// With more stages than this there is no room for names.
pub(super) const MOST_NAMES: usize = 8;

/// Whether names are set as well as numbers.
pub(super) fn has_names(labels: &[StationLabel<'_>]) -> bool {
    labels.len() <= MOST_NAMES && labels.iter().any(|label| !label.name.trim().is_empty())
}

/// Extent of the plain that the labels need, across.
pub(super) fn plain(labels: &[StationLabel<'_>], direction: Direction) -> f64 {
    match (labels.is_empty(), has_names(labels), direction) {
        (true, ..) => 0.0,
        (_, true, Direction::Lying) => 104.0,
        (_, false, Direction::Lying) => 56.0,
        (_, true, Direction::Standing) => 304.0,
        (_, false, Direction::Standing) => 84.0,
    }
}

/// The leader lines: beneath the route.
pub(super) fn push_leaders(out: &mut String, cover: &Cover<'_>, sheet: &Sheet) {
    let mut path = PathData::default();
    let every = every(cover, sheet);
    for i in (0..cover.labels.len().min(sheet.journey.count())).step_by(every) {
        let (along, across) = sheet.station(i);
        let from = match sheet.frame.direction {
            Direction::Lying => 18.0,
            Direction::Standing => sheet.plain - 12.0,
        };
        path.move_to(sheet.frame.point(along, from));
        path.line_to(
            sheet
                .frame
                .point(along, (across - sheet.radius - 5.0).max(from)),
        );
    }
    push_line(out, "chart-cover-leader", &path.into_text());
}

/// Numbers and names.
pub(super) fn push(out: &mut String, cover: &Cover<'_>, sheet: &Sheet) {
    let every = every(cover, sheet);
    let names = has_names(cover.labels);
    let measure = measure(sheet);
    let size = name_size(cover.labels, sheet, measure);
    for (i, label) in cover
        .labels
        .iter()
        .enumerate()
        .take(sheet.journey.count())
        .step_by(every)
    {
        let lines = if names {
            wrap(label.name, measure, size, 2)
        } else {
            Vec::new()
        };
        let (along, _) = sheet.station(i);
        match sheet.frame.direction {
            Direction::Lying => push_lying(out, sheet, along, label.number, &lines, size),
            Direction::Standing => push_standing(out, sheet, along, label.number, &lines, size),
        }
    }
}

/// Room for a line of a name.
fn measure(sheet: &Sheet) -> f64 {
    match sheet.frame.direction {
        Direction::Lying => sheet.pitch - 26.0,
        // Readers can space letters out (WCAG 1.4.12); names must not run off the sheet then.
        Direction::Standing => sheet.plain - 90.0,
    }
}

/// Type size of the names: the largest at which all of them fit whole. Where
/// no size helps, the last but one: what is to be cut need not be small too.
fn name_size(labels: &[StationLabel<'_>], sheet: &Sheet, measure: f64) -> f64 {
    let sizes: &[f64] = match sheet.frame.direction {
        Direction::Lying => &[22.0, 20.0, 18.0, 16.0],
        Direction::Standing => &[30.0, 28.0, 26.0, 24.0],
    };
    let whole = |size: f64| {
        labels
            .iter()
            .all(|label| fits(label.name, measure, size, 2))
    };
    let fallback = sizes.iter().rev().nth(1).copied().unwrap_or(18.0);
    sizes
        .iter()
        .copied()
        .find(|&size| whole(size))
        .unwrap_or(fallback)
}

fn number_size(sheet: &Sheet) -> f64 {
    match sheet.frame.direction {
        Direction::Lying => 17.0,
        Direction::Standing => 24.0,
    }
}

/// Every how manieth station is labelled, so that numbers do not touch.
fn every(cover: &Cover<'_>, sheet: &Sheet) -> usize {
    let size = number_size(sheet);
    let widest = cover
        .labels
        .iter()
        .map(|label| width(label.number, size))
        .fold(0.0, f64::max);
    let needed = match sheet.frame.direction {
        Direction::Lying => widest + 22.0,
        Direction::Standing => size * 1.3,
    };
    // A crowd of leaders would hide the route: many stages get fewer.
    let crowd = if sheet.journey.count() > 24 { 2.0 } else { 1.0 };
    spacing(crowd * needed / sheet.pitch)
}

/// Lying: the label stands right of its leader's upper end.
fn push_lying(
    out: &mut String,
    sheet: &Sheet,
    along: f64,
    label: &str,
    lines: &[String],
    size: f64,
) {
    let x = number(along);
    let mut baseline = 18.0 + CAP_HEIGHT * number_size(sheet);
    let spot = |y: &str, out: &mut String, class, size, text: &str| {
        push_text(
            out,
            class,
            &Spot {
                x: &x,
                y,
                dx: 10.0,
                dy: 0.0,
                anchor: Anchor::Start,
            },
            size,
            text,
        );
    };
    spot(
        &number(baseline),
        out,
        "chart-cover-number",
        number_size(sheet),
        label,
    );
    baseline += size * 0.2;
    for line in lines {
        baseline += size * 1.16;
        spot(&number(baseline), out, "chart-cover-name", size, line);
    }
}

/// Standing: the label stands right of its leader, about its height.
fn push_standing(
    out: &mut String,
    sheet: &Sheet,
    along: f64,
    label: &str,
    lines: &[String],
    size: f64,
) {
    let numeral = number_size(sheet);
    let x = number(sheet.frame.breadth - sheet.plain + 24.0);
    // The number's capitals are centred on the leader when it is alone, else
    // the first two lines are.
    let tall = lines.len() as f64 * size * 1.14;
    let mut baseline = along + CAP_HEIGHT * numeral / 2.0 - tall / 2.0;
    let spot = |y: &str, out: &mut String, class, size, text: &str| {
        push_text(
            out,
            class,
            &Spot {
                x: &x,
                y,
                dx: 0.0,
                dy: 0.0,
                anchor: Anchor::Start,
            },
            size,
            text,
        );
    };
    spot(&number(baseline), out, "chart-cover-number", numeral, label);
    baseline += size * 0.1;
    for line in lines {
        baseline += size * 1.14;
        spot(&number(baseline), out, "chart-cover-name", size, line);
    }
}
