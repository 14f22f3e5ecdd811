//! Type on compared curves: names at the lines' ends, shifted apart where they
//! would meet; titles of the columns; labels of the guide lines.

use std::fmt::Write;

use super::super::frame::{Direction, push_line};
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text, width, wrap};
use super::super::path::PathData;
use super::super::svg::number;
use super::plot::Plot;
use super::{ComparedCurves, Curve, Known, shapes};

const NAME_SIZE: f64 = 14.0;
const NAME_LEADING: f64 = 17.0;
const NAME_LINES: usize = 2;
/// The widest a name may be beside the lines.
const NAME_MEASURE: f64 = 190.0;
/// From the end of the columns to a name: a leader, and the shape of its stations.
const BEFORE_NAME: f64 = 36.0;
const GUIDE_SIZE: f64 = 13.0;
/// Standing: row of a name beneath the drawing, and where its text begins.
const KEY_ROW: f64 = 20.0;
const KEY_TEXT: f64 = 48.0;
/// Standing: the widest a name may be beneath the drawing. A reader who sets letters 0.12 em and words
/// 0.16 em apart (WCAG 2.2, 1.4.12) makes a line wider by about a fifth, and it must not leave the
/// page then.
const KEY_MEASURE: f64 = (320.0 - KEY_TEXT) / 1.2;
const KEY_LINES: usize = 3;
/// Standing: from the columns to the numbers, and from these to the names.
const TO_NUMBERS: f64 = 24.0;
const TO_KEY: f64 = 24.0;

/// The end of a line, and where its label stands.
#[derive(Debug)]
pub(super) struct End {
    at: usize,
    /// The last known station; `None` where nothing is known of the group.
    from: Option<Known>,
    /// Middle of the label, across.
    across: f64,
    lines: Vec<String>,
}

/// A group's name, with a word to it where none of its emotions is known.
fn name(compared: &ComparedCurves<'_>, curve: &Curve<'_>) -> String {
    let is_known = |emotion| super::known(emotion).is_some();
    match curve.stations.iter().any(|s| is_known(s.emotion)) || compared.absent.is_empty() {
        true => curve.name.to_owned(),
        false => format!("{}: {}", curve.name, compared.absent),
    }
}

fn name_lines(compared: &ComparedCurves<'_>, curve: &Curve<'_>) -> Vec<String> {
    wrap(&name(compared, curve), NAME_MEASURE, NAME_SIZE, NAME_LINES)
}

/// Room for the names beside the lines in user units.
pub(super) fn names_width(compared: &ComparedCurves<'_>) -> f64 {
    let lines = compared
        .curves
        .iter()
        .flat_map(|curve| name_lines(compared, curve));
    BEFORE_NAME
        + lines
            .map(|line| width(&line, NAME_SIZE))
            .fold(0.0, f64::max)
        + 2.0
}

/// Room for all names one beneath the other in user units.
pub(super) fn names_height(compared: &ComparedCurves<'_>) -> f64 {
    let heights = compared
        .curves
        .iter()
        .map(|curve| height(&name_lines(compared, curve)));
    heights.sum()
}

fn height(lines: &[String]) -> f64 {
    lines.len().max(1) as f64 * NAME_LEADING + 7.0
}

/// Room for the labels of the guide lines at the left in user units.
pub(super) fn guides_width(compared: &ComparedCurves<'_>) -> f64 {
    let guides = &compared.guides;
    let widths = [guides.delight, guides.even, guides.despair].map(|text| width(text, GUIDE_SIZE));
    let widest = widths.into_iter().fold(0.0, f64::max);
    if widest > 0.0 { widest + 12.0 } else { 8.0 }
}

/// Standing: the names in lines, each with where its first line stands beneath the columns.
fn key(compared: &ComparedCurves<'_>) -> (Vec<(f64, Vec<String>)>, f64) {
    let mut down = TO_NUMBERS + TO_KEY + 14.0;
    let mut rows = Vec::new();
    for curve in compared.curves {
        let text = format!("{} {}", curve.number, name(compared, curve));
        let lines = wrap(text.trim(), KEY_MEASURE, NAME_SIZE, KEY_LINES);
        let count = lines.len().max(1) as f64;
        rows.push((down, lines));
        down += KEY_ROW + (count - 1.0) * NAME_LEADING + 6.0;
    }
    (rows, down - 10.0)
}

/// Standing: room beneath the columns.
pub(super) fn key_height(compared: &ComparedCurves<'_>) -> f64 {
    key(compared).1
}

/// Where each curve ends and its label stands.
pub(super) fn ends(compared: &ComparedCurves<'_>, plot: &Plot, all: &[Vec<Known>]) -> Vec<End> {
    let mut ends: Vec<End> = compared
        .curves
        .iter()
        .zip(all)
        .enumerate()
        .map(|(at, (curve, stations))| {
            let from = stations.last().copied();
            End {
                at,
                from,
                // Names without a line stand beneath the others.
                across: from.map_or(plot.frame.breadth, |last| last.across),
                lines: name_lines(compared, curve),
            }
        })
        .collect();
    let lying = plot.frame.direction == Direction::Lying;
    if !lying {
        ends.retain(|end| end.from.is_some());
    }
    ends.sort_by(|a, b| a.across.total_cmp(&b.across));
    let room = |end: &End| match (lying, compared.curves.get(end.at)) {
        (true, _) => height(&end.lines),
        (false, curve) => width(curve.map_or("", |one| one.number), NAME_SIZE) + 8.0,
    };
    let sizes: Vec<f64> = ends.iter().map(room).collect();
    if !lying && sizes.iter().sum::<f64>() > plot.frame.breadth - 6.0 {
        // Where the numbers do not stand side by side the shapes have to do.
        return Vec::new();
    }
    let wanted: Vec<f64> = ends.iter().map(|end| end.across).collect();
    let most = match lying {
        true => plot.frame.breadth,
        false => plot.frame.breadth - 4.0,
    };
    for (end, across) in ends.iter_mut().zip(apart(&wanted, &sizes, (2.0, most))) {
        end.across = across;
    }
    ends
}

/// Middles of boxes of these sizes, in order and as near as can be to where they are wanted, so
/// that none meets another: the means of runs that push each other (isotonic regression by pooling
/// adjacent violators), kept between the bounds.
fn apart(wanted: &[f64], sizes: &[f64], (least, most): (f64, f64)) -> Vec<f64> {
    let mut offsets = Vec::new();
    let mut reach = 0.0;
    for size in sizes {
        offsets.push(reach + size / 2.0);
        reach += size;
    }
    // Runs: the sum of what their members want, less their offsets, and how many they are.
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for (want, offset) in wanted.iter().zip(&offsets) {
        let mut run = (want - offset, 1_usize);
        while let Some(&(sum, count)) = runs.last() {
            if sum / (count as f64) < run.0 / run.1 as f64 {
                break;
            }
            run = (run.0 + sum, run.1 + count);
            runs.pop();
        }
        runs.push(run);
    }
    let limit = (most - reach).max(least);
    let begins = runs.iter().flat_map(|(sum, count)| {
        let begin = (sum / *count as f64).clamp(least, limit);
        std::iter::repeat_n(begin, *count)
    });
    begins
        .zip(&offsets)
        .map(|(begin, offset)| begin + offset)
        .collect()
}

/// Hairlines from the last stations to the labels.
pub(super) fn push_leaders(out: &mut String, plot: &Plot, ends: &[End]) {
    let mut path = PathData::default();
    for end in ends {
        let Some(from) = end.from else { continue };
        let to = match plot.frame.direction {
            Direction::Lying => plot.end() + 18.0,
            Direction::Standing => plot.end() + TO_NUMBERS - 8.0,
        };
        path.move_to(plot.frame.point(from.along, from.across));
        path.line_to(plot.frame.point(plot.end(), from.across));
        path.line_to(plot.frame.point(to, end.across));
    }
    push_line(out, "chart-curve-leader", &path.into_text());
}

/// Titles of the columns: beneath them, or at the left of the rows.
pub(super) fn push_columns(out: &mut String, compared: &ComparedCurves<'_>, plot: &Plot) {
    let size = plot.title_size;
    for (at, lines) in plot.titles.iter().enumerate().take(compared.columns.len()) {
        let middle = plot.start + (at as f64 + 0.5) * plot.pitch();
        for (n, line) in lines.iter().enumerate() {
            let (x, y, anchor) = match plot.frame.direction {
                Direction::Lying => {
                    let down = plot.foot() + 10.0 + CAP_HEIGHT * size + n as f64 * size * 1.3;
                    let (x, y) = plot.frame.attributes(middle, down);
                    (x, y, Anchor::Middle)
                }
                Direction::Standing => {
                    let tall = (lines.len() as f64 - 1.0) * size * 1.25;
                    let down =
                        middle + CAP_HEIGHT * size / 2.0 - tall / 2.0 + n as f64 * size * 1.25;
                    (number(2.0), number(down), Anchor::Start)
                }
            };
            push(out, "chart-column-name", (&x, &y), anchor, size, line);
        }
    }
}

/// Labels of the guide lines: left of them, or above.
pub(super) fn push_guides(out: &mut String, compared: &ComparedCurves<'_>, plot: &Plot) {
    let guides = &compared.guides;
    let all = [
        (guides.delight, 2.0),
        (guides.even, 0.0),
        (guides.despair, -2.0),
    ];
    let standing = plot.frame.direction == Direction::Standing;
    let taken = width(guides.delight, GUIDE_SIZE) + width(guides.despair, GUIDE_SIZE);
    let room = plot.foot() - plot.top - taken - 16.0;
    for (text, emotion) in all {
        let across = plot.across(emotion);
        let middle = emotion == 0.0;
        // Between the outer ones there may be no room.
        if standing && middle && width(text, GUIDE_SIZE) > room {
            continue;
        }
        let (x, y, anchor) = if standing {
            let (x, _) = plot.frame.point(0.0, across);
            let anchor = match emotion {
                e if e > 0.0 => Anchor::End,
                e if e < 0.0 => Anchor::Start,
                _ => Anchor::Middle,
            };
            (number(x), number(plot.start - 12.0), anchor)
        } else {
            (
                number(0.0),
                number(across + CAP_HEIGHT * GUIDE_SIZE / 2.0),
                Anchor::Start,
            )
        };
        push(out, "chart-guide-label", (&x, &y), anchor, GUIDE_SIZE, text);
    }
}

/// The labels at the lines' ends; standing, numbers there and the names beneath.
pub(super) fn push_ends(
    out: &mut String,
    compared: &ComparedCurves<'_>,
    plot: &Plot,
    id: &str,
    ends: &[End],
) {
    for end in ends {
        match plot.frame.direction {
            Direction::Lying => push_name(out, plot, id, end),
            Direction::Standing => {
                let text = compared.curves.get(end.at).map_or("", |curve| curve.number);
                let x = number(plot.frame.breadth - end.across);
                let y = number(plot.end() + TO_NUMBERS + CAP_HEIGHT * NAME_SIZE);
                push(
                    out,
                    "chart-curve-name",
                    (&x, &y),
                    Anchor::Middle,
                    NAME_SIZE,
                    text,
                );
            }
        }
    }
    if plot.frame.direction == Direction::Standing {
        push_key(out, compared, plot, id);
    }
}

/// Lying: the shape of the stations, and the name right of it.
fn push_name(out: &mut String, plot: &Plot, id: &str, end: &End) {
    let along = plot.end() + 24.0;
    let _ = write!(out, "<g class=\"{}\">", shapes::class(end.at));
    shapes::push_mark(out, id, end.at, &plot.frame.attributes(along, end.across));
    out.push_str("</g>");
    let tall = (end.lines.len() as f64 - 1.0) * NAME_LEADING;
    for (n, line) in end.lines.iter().enumerate() {
        let down = end.across + CAP_HEIGHT * NAME_SIZE / 2.0 - tall / 2.0 + n as f64 * NAME_LEADING;
        let (x, y) = plot.frame.attributes(plot.end() + BEFORE_NAME, down);
        push_name_line(out, (&x, &y), line);
    }
}

/// Standing: a row a group, with a piece of its line.
fn push_key(out: &mut String, compared: &ComparedCurves<'_>, plot: &Plot, id: &str) {
    for (at, (down, lines)) in key(compared).0.into_iter().enumerate() {
        let y = plot.end() + down;
        let mut sample = PathData::default();
        sample.move_to((2.0, y)).line_to((38.0, y));
        let _ = write!(out, "<g class=\"{}\">", shapes::class(at));
        shapes::push_line(out, at, &sample.into_text());
        shapes::push_mark(out, id, at, &(number(20.0), number(y)));
        out.push_str("</g>");
        for (n, line) in lines.iter().enumerate() {
            let down = y + CAP_HEIGHT * NAME_SIZE / 2.0 + n as f64 * NAME_LEADING;
            let (x, y) = (number(KEY_TEXT), number(down));
            push_name_line(out, (&x, &y), line);
        }
    }
}

/// A line of a group's name.
fn push_name_line(out: &mut String, at: (&str, &str), line: &str) {
    push(out, "chart-curve-name", at, Anchor::Start, NAME_SIZE, line);
}

fn push(
    out: &mut String,
    class: &str,
    (x, y): (&str, &str),
    anchor: Anchor,
    size: f64,
    text: &str,
) {
    let spot = Spot {
        x,
        y,
        dx: 0.0,
        dy: 0.0,
        anchor,
    };
    push_text(out, class, &spot, size, text);
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn boxes_keep_apart_in_order_and_within_bounds() {
        assert_eq!(
            apart(&[10.0, 50.0], &[10.0, 10.0], (0.0, 100.0)),
            [10.0, 50.0]
        );
        assert_eq!(
            apart(&[50.0, 50.0], &[10.0, 10.0], (0.0, 100.0)),
            [45.0, 55.0]
        );
        assert_eq!(
            apart(&[0.0, 0.0, 99.0], &[10.0, 10.0, 10.0], (0.0, 100.0)),
            [5.0, 15.0, 95.0]
        );
        assert_eq!(
            apart(&[9.0; 3], &[40.0; 3], (0.0, 100.0))[1],
            60.0,
            "more than there is room for"
        );
        assert!(apart(&[], &[], (0.0, 9.0)).is_empty());
    }
}
