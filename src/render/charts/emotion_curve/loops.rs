//! Loops: in come the stages that lead back, out come branch lines that run in
//! room of their own on the despair side of the plot.
//!
//! Loops to the same stage from the same side share one branch with one arrow
//! head, as tracks join. A branch that encloses or meets another lies deeper.
//! At a station, branches leave and arrive side by side in such an order that
//! none crosses its neighbour there.

use std::collections::BTreeMap;

use super::super::emotion::Journey;
use super::super::path::PathData;
use super::Stage;
use super::plot::Plot;

/// Distance of the first branch from the despair line.
const FIRST: f64 = 32.0;
/// Distance between branches side by side, where there is room.
const STEP: f64 = 14.0;
/// Distance between a station and the end of a branch line.
const GAP: f64 = 6.0;

/// The branches of a journey, each with a level: 0 is nearest the curve.
#[derive(Debug, Default)]
pub(super) struct Branches {
    branches: Vec<Branch>,
    /// Distance between levels, settled by [`Branches::room`].
    levels: usize,
}

#[derive(Debug)]
struct Branch {
    target: usize,
    /// Stages that lead to the target, nearest first.
    sources: Vec<usize>,
    level: usize,
}

/// A branch line on the sheet.
#[derive(Debug)]
pub(super) struct Route {
    /// Text of the `d` attribute.
    pub(super) path: String,
    /// Place of the arrow head, along and across.
    pub(super) tip: (f64, f64),
    /// The strokes across the plot and along it: from and to, each along and
    /// across.
    pub(super) strokes: Vec<((f64, f64), (f64, f64))>,
}

/// Where a branch touches a station: -1 leads back, 1 leads on.
type Port = (usize, usize, bool);

impl Branch {
    fn span(&self) -> (usize, usize) {
        let far = self.sources.last().copied().unwrap_or(self.target);
        (far.min(self.target), far.max(self.target))
    }

    /// Whether the branch lies on the side of later stages, seen from the
    /// target.
    fn lies_ahead(&self) -> bool {
        self.sources.last().is_some_and(|&far| far >= self.target)
    }
}

impl Branches {
    pub(super) fn of(stages: &[Stage<'_>]) -> Self {
        let mut joined: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
        for (source, stage) in stages.iter().enumerate() {
            if let Some(target) = stage.loops_to.filter(|&target| target < stages.len()) {
                joined
                    .entry((target, source >= target))
                    .or_default()
                    .push(source);
            }
        }
        let mut branches: Vec<Branch> = joined
            .into_iter()
            .map(|((target, _), mut sources)| {
                sources.sort_by_key(|source| source.abs_diff(target));
                Branch {
                    target,
                    sources,
                    level: 0,
                }
            })
            .collect();
        branches.sort_by_key(|branch| {
            let (low, high) = branch.span();
            (high - low, low)
        });
        let levels = settle_levels(&mut branches);
        Self { branches, levels }
    }

    /// Room that the branches take beside the plot's margin, at most `most`.
    pub(super) fn room(&self, most: f64) -> f64 {
        if self.levels == 0 {
            0.0
        } else {
            (self.levels as f64 * STEP).min(most).max(STEP)
        }
    }

    /// The branch lines on the sheet.
    pub(super) fn route(&self, plot: &Plot, journey: &Journey) -> Vec<Route> {
        let ports = self.ports();
        let start = plot.top + plot.span + FIRST;
        // The last level keeps off the edge of the sheet.
        let step = if self.levels > 1 {
            ((plot.frame.breadth - 8.0 - start) / (self.levels - 1) as f64).clamp(2.0, STEP)
        } else {
            0.0
        };
        self.branches
            .iter()
            .enumerate()
            .map(|(index, branch)| {
                let depth = (start + branch.level as f64 * step).min(plot.frame.breadth - 4.0);
                let reach =
                    |stage: usize, out: bool| port(plot, journey, &ports, (stage, index, out));
                branch.route(plot, depth, &reach)
            })
            .collect()
    }

    /// The ports of each station in order along the path: lines that lead back
    /// first, shallow to deep, then lines that lead on, deep to shallow.
    fn ports(&self) -> BTreeMap<usize, Vec<Port>> {
        let mut ports: BTreeMap<usize, Vec<(bool, i64, Port)>> = BTreeMap::new();
        for (index, branch) in self.branches.iter().enumerate() {
            let level = branch.level as i64;
            let order = |leads_on: bool| if leads_on { -level } else { level };
            let later = branch.lies_ahead();
            let arrive = (branch.target, index, false);
            // A stage that returns to itself leaves on the far side of where
            // it arrives.
            let itself = branch.sources.first() == Some(&branch.target);
            let arrive_on = later && !itself;
            ports
                .entry(branch.target)
                .or_default()
                .push((arrive_on, order(arrive_on), arrive));
            for &source in &branch.sources {
                let leads_on = !later || source == branch.target;
                ports.entry(source).or_default().push((
                    leads_on,
                    order(leads_on),
                    (source, index, true),
                ));
            }
        }
        ports
            .into_iter()
            .map(|(stage, mut list)| {
                list.sort_unstable();
                (stage, list.into_iter().map(|(_, _, port)| port).collect())
            })
            .collect()
    }
}

/// Gives each branch the first level below all branches it meets; `branches`
/// come shortest first. Returns the number of levels.
fn settle_levels(branches: &mut [Branch]) -> usize {
    let mut placed: Vec<((usize, usize), usize)> = Vec::new();
    for branch in branches {
        let (low, high) = branch.span();
        branch.level = placed
            .iter()
            .filter(|((from, to), _)| *from <= high && low <= *to)
            .map(|(_, level)| level + 1)
            .max()
            .unwrap_or(0);
        placed.push(((low, high), branch.level));
    }
    placed.iter().map(|(_, level)| level + 1).max().unwrap_or(0)
}

/// Place of a port along, and where its line begins across: just clear of the
/// station and of the curve beside it.
fn port(
    plot: &Plot,
    journey: &Journey,
    ports: &BTreeMap<usize, Vec<Port>>,
    wanted: Port,
) -> (f64, f64) {
    let (along, across) = plot.station(wanted.0, journey);
    let list = ports.get(&wanted.0).map(Vec::as_slice).unwrap_or_default();
    let index = list.iter().position(|port| *port == wanted).unwrap_or(0) as f64;
    let middle = list.len().saturating_sub(1) as f64 / 2.0;
    let apart = (plot.radius * 1.6).min(plot.pitch() * 0.8 / list.len().max(1) as f64);
    let along = along + (index - middle) * apart;
    let beside = if journey.emotion(wanted.0).is_some() {
        plot.curve(along, journey)
    } else {
        across
    };
    (along, across.max(beside) + plot.diamond() + GAP)
}

impl Branch {
    /// The line: from the farthest source down into its room, along, and up to
    /// the target; nearer sources join with a curve.
    fn route(&self, plot: &Plot, depth: f64, reach: &dyn Fn(usize, bool) -> (f64, f64)) -> Route {
        let target = reach(self.target, false);
        let mut path = PathData::default();
        let mut strokes = vec![(target, (target.0, depth))];
        for (rank, &source) in self.sources.iter().rev().enumerate() {
            let from = reach(source, true);
            let towards = if target.0 < from.0 { -1.0 } else { 1.0 };
            let bend = ((target.0 - from.0).abs() / 2.0)
                .min(9.0)
                .min((depth - from.1).max(0.0));
            let rise = ((target.0 - from.0).abs() / 2.0)
                .min(9.0)
                .min((depth - target.1).max(0.0));
            let point = |along: f64, across: f64| plot.frame.point(along, across);
            path.move_to(point(from.0, from.1));
            path.line_to(point(from.0, depth - bend));
            path.quadratic_to(point(from.0, depth), point(from.0 + towards * bend, depth));
            if rank == 0 {
                path.line_to(point(target.0 - towards * rise, depth));
                path.quadratic_to(point(target.0, depth), point(target.0, depth - rise));
                path.line_to(point(target.0, target.1));
            }
            strokes.push((from, (from.0, depth)));
            strokes.push(((from.0, depth), (target.0, depth)));
        }
        Route {
            path: path.into_text(),
            tip: target,
            strokes,
        }
    }
}

#[cfg(test)]
mod tests;
