//! Geometry of compared curves: in come the groups, out comes where columns,
//! emotions, stations and type lie on the sheet.

use super::super::emotion::{HIGHEST, LOWEST, known};
use super::super::frame::{Direction, Frame};
use super::super::lettering::{fits, width, wrap};
use super::{ComparedCurves, Known, frame, labels};

/// How far apart two groups' stations stand in one place, at most.
const BESIDE: f64 = 9.0;
/// The most lines of a column's title.
const TITLE_LINES: usize = 3;

/// The plot on its sheet.
#[derive(Debug, Clone)]
pub(super) struct Plot {
    pub(super) frame: Frame,
    pub(super) columns: usize,
    /// How many groups there are.
    groups: usize,
    /// Place along where the columns begin, and how far they reach.
    pub(super) start: f64,
    run: f64,
    /// Place across of delight, and distance from there to despair.
    pub(super) top: f64,
    span: f64,
    /// Titles of the columns in lines, and their type size.
    pub(super) titles: Vec<Vec<String>>,
    pub(super) title_size: f64,
}

impl Plot {
    pub(super) fn lay_out(compared: &ComparedCurves<'_>, direction: Direction) -> Self {
        match direction {
            Direction::Lying => Self::lying(compared),
            Direction::Standing => Self::standing(compared),
        }
    }

    /// Labels of the guide lines in a column at the left, names in one at the
    /// right, both as wide as they need; titles beneath the columns.
    fn lying(compared: &ComparedCurves<'_>) -> Self {
        let length = 1000.0;
        let axis = labels::guides_width(compared);
        let names = labels::names_width(compared);
        let (top, span) = (12.0, 264.0);
        let run = length - axis - names;
        let column = run / compared.columns.len().max(1) as f64;
        let (titles, title_size) = titles(compared, column - 8.0, &[14.0, 13.0, 12.0, 11.0]);
        let lines = titles.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let plot = top + span + 12.0 + lines * title_size * 1.3;
        let breadth = plot.max(labels::names_height(compared) + 8.0);
        Self {
            frame: frame(Direction::Lying, length, breadth.ceil()),
            columns: compared.columns.len().max(1),
            groups: compared.curves.len(),
            start: axis,
            run,
            top,
            span,
            titles,
            title_size,
        }
    }

    /// Titles of the rows at the left, labels of the guide lines above, the
    /// names beneath.
    fn standing(compared: &ComparedCurves<'_>) -> Self {
        let (breadth, beside) = (320.0, 112.0);
        let (titles, title_size) = titles(compared, beside - 12.0, &[14.0, 13.0, 12.0, 11.0]);
        let lines = titles.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let most = (0..compared.curves.len())
            .flat_map(|at| (0..compared.columns.len()).map(move |column| (at, column)))
            .map(|(at, column)| in_column(compared, at, column))
            .max()
            .unwrap_or(1);
        let row =
            (lines * title_size * 1.25 + 20.0).max(64.0 + 28.0 * most.saturating_sub(1) as f64);
        let count = compared.columns.len().max(1);
        let (start, run) = (28.0, row * count as f64);
        let length = start + run + labels::key_height(compared);
        let top = 14.0;
        Self {
            frame: frame(Direction::Standing, length.ceil(), breadth),
            columns: count,
            groups: compared.curves.len(),
            start,
            run,
            top,
            span: breadth - beside - top - 10.0,
            titles,
            title_size,
        }
    }

    /// Extent of a column along.
    pub(super) fn pitch(&self) -> f64 {
        self.run / self.columns as f64
    }

    /// Where the columns end.
    pub(super) fn end(&self) -> f64 {
        self.start + self.run
    }

    /// Place across of despair.
    pub(super) fn foot(&self) -> f64 {
        self.top + self.span
    }

    /// Place across of an emotion.
    pub(super) fn across(&self, emotion: f64) -> f64 {
        self.top + (HIGHEST - emotion) / (HIGHEST - LOWEST) * self.span
    }

    /// The stages of a group whose emotion is known, in their places.
    pub(super) fn known(&self, compared: &ComparedCurves<'_>, at: usize) -> Vec<Known> {
        let Some(curve) = compared.curves.get(at) else {
            return Vec::new();
        };
        let column = |stage: usize| {
            let station = curve.stations.get(stage);
            station.map(|station| station.column.min(self.columns - 1))
        };
        // Groups stand beside each other in one place of a column, within half of its share.
        let crowd = (0..self.columns)
            .map(|one| in_column(compared, at, one))
            .max();
        let share = self.pitch() / crowd.unwrap_or(1).max(1) as f64;
        let apart = BESIDE.min(share * 0.6 / self.groups.max(1) as f64);
        let beside = (at as f64 - (self.groups as f64 - 1.0) / 2.0) * apart;
        let stations = curve.stations.iter().enumerate();
        stations
            .filter_map(|(stage, station)| {
                let here = column(stage)?;
                let before = (0..stage)
                    .filter(|other| column(*other) == Some(here))
                    .count();
                let count = in_column(compared, at, here).max(1);
                let share = (before as f64 + 0.5) / count as f64;
                Some(Known {
                    stage,
                    along: self.start + (here as f64 + share) * self.pitch() + beside,
                    across: self.across(known(station.emotion)?),
                })
            })
            .collect()
    }
}

/// How many stages of a group stand in a column.
fn in_column(compared: &ComparedCurves<'_>, at: usize, column: usize) -> usize {
    let last = compared.columns.len().saturating_sub(1);
    let stations = compared
        .curves
        .get(at)
        .map_or(&[][..], |curve| curve.stations);
    let here = stations
        .iter()
        .filter(|station| station.column.min(last) == column);
    here.count()
}

/// The columns' titles in lines: in the largest size at which all stand whole,
/// else in the smallest.
fn titles(compared: &ComparedCurves<'_>, measure: f64, sizes: &[f64]) -> (Vec<Vec<String>>, f64) {
    let whole = |size: f64| {
        let mut titles = compared.columns.iter();
        titles.all(|title| fits(title, measure, size, TITLE_LINES))
    };
    let found = sizes.iter().copied().find(|&size| whole(size));
    let size = found.or(sizes.last().copied()).unwrap_or(12.0);
    let lines = |title: &&str| match width("…", size) > measure {
        // Not even a letter stands there.
        true => Vec::new(),
        false => wrap(title, measure, size, TITLE_LINES),
    };
    (compared.columns.iter().map(lines).collect(), size)
}
