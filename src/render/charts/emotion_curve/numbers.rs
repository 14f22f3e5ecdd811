//! The stages' numbers, each where it stands clear of curve, stations, loops
//! and other type.

use super::super::emotion::Journey;
use super::super::frame::Direction;
use super::super::lettering::{Anchor, CAP_HEIGHT, Spot, push_text, spacing, width};
use super::EmotionCurve;
use super::obstacles::{Obstacles, Setting};
use super::plot::Plot;

const NUMBER_SIZE: f64 = 13.0;

/// The stages' numbers; where stations stand too close, only every second,
/// fifth, tenth … is set.
pub(super) fn push(
    out: &mut String,
    curve: &EmotionCurve<'_>,
    journey: &Journey,
    plot: &Plot,
    drawn: &mut Obstacles,
) {
    let size = NUMBER_SIZE;
    let widest = curve
        .stages
        .iter()
        .map(|stage| width(stage.number, size))
        .fold(0.0, f64::max);
    let needed = match plot.frame.direction {
        Direction::Lying => widest + 8.0,
        Direction::Standing => size + 4.0,
    };
    let crowd = if plot.is_dense() { 1.8 } else { 1.0 };
    let every = spacing(crowd * needed / (plot.pitch() * plot.narrowest()));
    for (i, stage) in curve.stages.iter().enumerate() {
        if stage.number.is_empty() || i % every != 0 {
            continue;
        }
        let (along, across) = plot.station(i, journey);
        // The same distance for rings and diamonds: numbers in a row align.
        let reach = plot.diamond();
        let candidates = settings(plot, journey, i, reach, size);
        let candidates = candidates
            .into_iter()
            .map(|setting| (along, across, setting));
        if let Some((_, _, setting)) = drawn.take(candidates, stage.number, size) {
            let (x, y) = plot.frame.attributes(along, across);
            let spot = Spot {
                x: &x,
                y: &y,
                dx: setting.dx,
                dy: setting.dy,
                anchor: setting.anchor,
            };
            push_text(out, "chart-number", &spot, size, stage.number);
        }
    }
}

/// Ways to set a number beside its station, the best first: outside the bend
/// at a peak or low, else above.
fn settings(plot: &Plot, journey: &Journey, stage: usize, reach: f64, size: f64) -> Vec<Setting> {
    let cap = CAP_HEIGHT * size;
    let off = reach + 5.0;
    let set = |dx: f64, dy: f64, anchor| Setting { dx, dy, anchor };
    let north = set(0.0, -off, Anchor::Middle);
    let south = set(0.0, off + cap, Anchor::Middle);
    let east = set(off, cap / 2.0, Anchor::Start);
    let west = set(-off, cap / 2.0, Anchor::End);
    let near = reach * 0.6 + 4.0;
    let corners = [
        set(-near, -near, Anchor::End),
        set(near, -near, Anchor::Start),
        set(near, near + cap, Anchor::Start),
        set(-near, near + cap, Anchor::End),
    ];
    let sides = match (plot.frame.direction, journey.is_low(stage)) {
        (Direction::Lying, false) => [north, south],
        (Direction::Lying, true) => [south, north],
        (Direction::Standing, false) => [east, west],
        (Direction::Standing, true) => [west, east],
    };
    let far = corners.map(|c| set(c.dx * 1.6, c.dy * 1.3, c.anchor));
    sides.into_iter().chain(corners).chain(far).collect()
}
