//! A figure's progress on one bar: in come baseline, actual and target, out
//! comes a bar as wide as its place, as SVG text.
//!
//! The bar always reads from worse (left) to better (right), whichever way the
//! figure is better: for [`Better::Lower`] the axis is turned round, so that a
//! figure that falls as it should grows to the right like any other. The scale
//! runs from the worst to the best of the values given, with a little room at
//! either end. Zero ends the scale where it is near: when all values lie on one
//! side of it and the nearest of them is no farther from it than the values are
//! apart. Thus 11 → 27 starts at zero and 94 → 12 ends at zero, while
//! 98.2 → 99.1 shows the step and not the mountain under it. Without a
//! baseline the bar tells how far it is from zero: zero ends the scale whenever
//! all values lie on one side of it, and where zero is the better end the worse
//! one is twice the worst value.

use std::fmt::Write;

use super::svg::{self, Extent, Fit, TextAlternative, number, percent};

/// Height of the drawing in CSS pixels.
pub const HEIGHT: f64 = 20.0;

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Better {
    /// More is better.
    #[default]
    Higher,
    /// Less is better.
    Lower,
}

/// What is to be drawn. Values that are missing or not finite are left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct KpiBar<'a> {
    /// The value before the work: a short stroke.
    pub baseline: Option<f64>,
    /// The value now: the end of the bar.
    pub actual: Option<f64>,
    /// The value to reach: a tall stroke.
    pub target: Option<f64>,
    /// Which way the figure is better.
    pub better: Better,
    /// Words and id prefix of the drawing.
    pub alternative: TextAlternative<'a>,
}

/// Where the values lie, each as a share of the bar from worse (0) to better
/// (1).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Positions {
    /// Place of the baseline.
    pub baseline: Option<f64>,
    /// Place of the actual value.
    pub actual: Option<f64>,
    /// Place of the target.
    pub target: Option<f64>,
    /// Where the bar begins: at the baseline, else at the worse end.
    pub start: f64,
}

impl KpiBar<'_> {
    /// The places of the values on the bar.
    pub fn positions(&self) -> Positions {
        let sign = if self.better == Better::Lower {
            -1.0
        } else {
            1.0
        };
        let values = [self.baseline, self.actual, self.target].map(|v| v.filter(|v| v.is_finite()));
        let largest = values
            .iter()
            .flatten()
            .fold(0.0_f64, |most, v| most.max(v.abs()));
        // Huge values are brought to size first, or their differences would
        // overflow.
        let unit = if largest > 0.0 { largest } else { 1.0 };
        let [baseline, actual, target] = values.map(|v| v.map(|v| sign * (v / unit)));
        let known = [baseline, actual, target].into_iter().flatten();
        let Some(scale) = Scale::over(known, baseline.is_some()) else {
            return Positions::default();
        };
        let share = |value: Option<f64>| value.map(|v| scale.share(v));
        Positions {
            baseline: share(baseline),
            actual: share(actual),
            target: share(target),
            start: share(baseline).unwrap_or(0.0),
        }
    }

    /// Whether the actual value is as good as the target; `None` when either
    /// is missing.
    pub fn reached(&self) -> Option<bool> {
        let actual = self.actual.filter(|v| v.is_finite())?;
        let target = self.target.filter(|v| v.is_finite())?;
        Some(match self.better {
            Better::Higher => actual >= target,
            Better::Lower => actual <= target,
        })
    }
}

/// A scale from worse to better.
#[derive(Debug, Clone, Copy)]
struct Scale {
    worst: f64,
    best: f64,
}

impl Scale {
    /// The scale over values of which more is better; `step` when it is to
    /// show a step from a baseline rather than a size.
    fn over(values: impl Iterator<Item = f64>, step: bool) -> Option<Self> {
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
            (low.min(v), high.max(v))
        });
        if low > high {
            return None;
        }
        let span = high - low;
        if span <= 0.0 {
            // One value alone, or equal ones: half way from zero, or in the
            // middle when it is zero itself.
            let reach = if low == 0.0 { 1.0 } else { low.abs() };
            return Some(Self {
                worst: low - reach,
                best: low + reach,
            });
        }
        let room = span * 0.08;
        let from_zero = low >= 0.0 && (low <= span || !step);
        let to_zero = high <= 0.0 && (-high <= span || !step);
        Some(Self {
            worst: match (from_zero, to_zero && !step) {
                (true, _) => 0.0,
                (_, true) => low * 2.0,
                _ => low - room,
            },
            best: if to_zero {
                0.0
            } else {
                high + if from_zero { high * 0.08 } else { room }
            },
        })
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.worst) / (self.best - self.worst)).clamp(0.0, 1.0)
    }
}

/// Draws the bar.
///
/// A value now that is worse than the baseline is drawn hollow, running left;
/// without a value now there are only the strokes; without any value an empty
/// track. The root bears `chart-kpi-reached` where the target is reached.
pub fn draw(bar: &KpiBar<'_>) -> String {
    let positions = bar.positions();
    let class = match bar.reached() {
        Some(true) => "chart-kpi chart-kpi-reached",
        _ => "chart-kpi",
    };
    let extent = Extent::FullWidth {
        width: 240.0,
        height: HEIGHT,
        fit: Fit::Stretch,
    };
    let mut out = svg::open(class, extent, &bar.alternative);
    // The track is the ground of the root, in the middle of its height; the bar is six pixels thick.
    if let Some(actual) = positions.actual {
        let (from, to) = (positions.start.min(actual), positions.start.max(actual));
        let (class, across) = if actual < positions.start {
            ("chart-kpi-bar chart-kpi-fall", (HEIGHT / 2.0 - 2.5, 5.0))
        } else {
            ("chart-kpi-bar", (HEIGHT / 2.0 - 3.0, 6.0))
        };
        push_rect(&mut out, class, (from, to - from), across);
    }
    if let Some(baseline) = positions.baseline {
        push_stroke(&mut out, "chart-kpi-baseline", baseline, 1.5, 10.0);
    }
    if let Some(actual) = positions.actual {
        let (x, y) = (percent(actual), number(HEIGHT / 2.0));
        let _ = write!(
            out,
            "<circle class=\"chart-kpi-actual\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"
        );
    }
    if let Some(target) = positions.target {
        push_stroke(&mut out, "chart-kpi-target", target, 2.5, HEIGHT);
    }
    out.push_str("</svg>");
    out
}

fn push_rect(out: &mut String, class: &str, along: (f64, f64), across: (f64, f64)) {
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        percent(along.0),
        number(across.0),
        percent(along.1),
        number(across.1)
    );
}

/// An upright stroke, set so that it stays on the bar at either end.
fn push_stroke(out: &mut String, class: &str, share: f64, thick: f64, tall: f64) {
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" transform=\"translate({})\"/>",
        percent(share),
        number((HEIGHT - tall) / 2.0),
        number(thick),
        number(tall),
        number(-thick * share)
    );
}

#[cfg(test)]
mod tests;
