//! Geometry of the emotion curve: from stages and emotions to places on the
//! sheet.

use super::super::emotion::{HIGHEST, Journey, LOWEST};
use super::super::frame::{Direction, Frame};
use super::super::path::Point;

/// The plot on its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) frame: Frame,
    pub(super) count: usize,
    /// Distance of the delight line from the sheet's edge.
    pub(super) top: f64,
    /// Distance between the lines of delight and despair.
    pub(super) span: f64,
    /// Radius of a station.
    pub(super) radius: f64,
}

impl Plot {
    pub(super) fn new(frame: Frame, count: usize, top: f64, span: f64) -> Self {
        let mut plot = Self {
            frame,
            count: count.max(1),
            top,
            span,
            radius: 0.0,
        };
        // Stations stay apart from each other however many there are.
        plot.radius = (plot.pitch() * plot.narrowest() * 0.26).clamp(2.5, 7.0);
        plot
    }

    /// Distance between two stations.
    pub(super) fn pitch(&self) -> f64 {
        self.frame.length / self.count as f64
    }

    /// Whether stations stand so close that lines should be thinner.
    pub(super) fn is_dense(&self) -> bool {
        self.pitch() * self.narrowest() < 32.0
    }

    /// Half the diagonal of a moment of truth's diamond.
    pub(super) fn diamond(&self) -> f64 {
        self.radius * 1.5
    }

    /// Smallest share of the designed length at which the drawing is shown.
    pub(super) fn narrowest(&self) -> f64 {
        match self.frame.direction {
            Direction::Lying => 0.72,
            Direction::Standing => 1.0,
        }
    }

    /// Place across for an emotion.
    pub(super) fn across(&self, emotion: f64) -> f64 {
        self.top + (HIGHEST - emotion) / (HIGHEST - LOWEST) * self.span
    }

    /// Place across of the curve at a place along (in units).
    pub(super) fn curve(&self, along: f64, journey: &Journey) -> f64 {
        self.across(journey.at(along / self.pitch()))
    }

    /// Point of the sheet for stages along and an emotion.
    pub(super) fn point(&self, stages: f64, emotion: f64) -> Point {
        self.frame
            .point(stages * self.pitch(), self.across(emotion))
    }

    /// Place of a station along and across; without emotion it is on the even
    /// line.
    pub(super) fn station(&self, stage: usize, journey: &Journey) -> (f64, f64) {
        let along = (stage as f64 + 0.5) * self.pitch();
        (along, self.across(journey.emotion(stage).unwrap_or(0.0)))
    }

    /// Half of the level stroke that a single known station gets.
    pub(super) fn stroke(&self) -> f64 {
        (self.pitch() * 0.3).min(60.0)
    }
}
