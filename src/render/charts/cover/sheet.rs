//! The sheet of a cover: in comes what is to be drawn and the sheet's size,
//! out comes where stations, labels and the scale of emotions lie.

use super::super::emotion::Journey;
use super::super::frame::{Direction, Frame};
use super::{Cover, labels};

/// The sheet and where things lie on it.
pub(super) struct Sheet {
    pub(super) frame: Frame,
    pub(super) journey: Journey,
    /// Extent across of the labels' plain.
    pub(super) plain: f64,
    /// Place along of the first station, and distance between stations.
    pub(super) first: f64,
    pub(super) pitch: f64,
    /// Places across of delight and despair.
    pub(super) delight: f64,
    pub(super) despair: f64,
    pub(super) radius: f64,
}

impl Sheet {
    /// Lays out a sheet.
    pub(super) fn lay_out(cover: &Cover<'_>, frame: Frame) -> Sheet {
        let plain = labels::plain(cover.labels, frame.direction);
        Self::with_plain(cover, frame, plain)
    }

    /// Lays out a sheet with a plain of that extent across.
    pub(super) fn with_plain(cover: &Cover<'_>, frame: Frame, plain: f64) -> Sheet {
        let journey = Journey::new(cover.emotions.iter().copied());
        let count = journey.count().max(1) as f64;
        let (safe, from) = match frame.direction {
            Direction::Lying => (frame.length * 0.8, frame.length * 0.1),
            Direction::Standing => (frame.length * 0.94, frame.length * 0.03),
        };
        let pitch = safe / count;
        // Labels stand to the right of their leaders, so a lying path with names
        // begins at the left of its columns; otherwise in their middle.
        let named = labels::has_names(cover.labels) && frame.direction == Direction::Lying;
        let first = from + if named { pitch * 0.08 } else { pitch * 0.5 };
        let room = frame.breadth - plain;
        Sheet {
            frame,
            journey,
            plain,
            first,
            pitch,
            delight: plain + room * 0.16,
            despair: plain + room * 0.84,
            radius: (pitch * 0.2).clamp(
                3.0,
                if frame.direction == Direction::Lying {
                    8.0
                } else {
                    11.0
                },
            ),
        }
    }

    /// Place of a station along and across.
    pub(super) fn station(&self, i: usize) -> (f64, f64) {
        let along = self.first + i as f64 * self.pitch;
        (along, self.across(self.emotion(along)))
    }

    pub(super) fn stages(&self, along: f64) -> f64 {
        (along - self.first) / self.pitch + 0.5
    }

    pub(super) fn emotion(&self, along: f64) -> f64 {
        self.journey.at(self.stages(along))
    }

    /// Height of the ground at a place along the route's line; before the
    /// first and after the last known stage it runs out, so that the journey
    /// begins and ends on a hill or in a hollow of its own.
    pub(super) fn ground(&self, along: f64) -> f64 {
        let stages = self.stages(along);
        let Some((first, last)) = self.journey.ends() else {
            return 0.0;
        };
        let beyond = (first as f64 + 0.5 - stages)
            .max(stages - last as f64 - 0.5)
            .max(0.0);
        let off = beyond * self.pitch / (self.frame.length * 0.14);
        self.journey.at(stages) / ((1.0 + off * off) * (1.0 + off * off))
    }

    pub(super) fn across(&self, emotion: f64) -> f64 {
        self.delight + (2.0 - emotion) / 4.0 * (self.despair - self.delight)
    }
}
