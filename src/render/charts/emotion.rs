//! What a map's emotions say once they are cleaned: in come the stages'
//! emotions as given, out comes the curve through those that are known.

use super::monotone::Monotone;

/// The emotion at the bottom and the top of the scale.
pub(super) const LOWEST: f64 = -2.0;
pub(super) const HIGHEST: f64 = 2.0;

/// An emotion within the scale; what is not finite counts as missing.
pub(super) fn known(emotion: Option<f64>) -> Option<f64> {
    emotion
        .filter(|e| e.is_finite())
        .map(|e| e.clamp(LOWEST, HIGHEST))
}

/// The journey's emotions: stage `i` stands at `i + 0.5` stages along.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    emotions: Vec<Option<f64>>,
    curve: Option<Monotone>,
}

/// A stretch between two neighbouring known stages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// In stages along and emotion, as a Bézier curve.
    pub(super) piece: super::monotone::Piece,
    /// True where it bridges stages whose emotion is missing.
    pub(super) bridge: bool,
}

impl Journey {
    pub(super) fn new(emotions: impl IntoIterator<Item = Option<f64>>) -> Self {
        let emotions: Vec<Option<f64>> = emotions.into_iter().map(known).collect();
        let points: Vec<(f64, f64)> = emotions
            .iter()
            .enumerate()
            .filter_map(|(i, e)| e.map(|e| (i as f64 + 0.5, e)))
            .collect();
        Self {
            curve: Monotone::through(&points),
            emotions,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.emotions.len()
    }

    /// The stages' emotions, cleaned.
    pub(super) fn emotions(&self) -> &[Option<f64>] {
        &self.emotions
    }

    pub(super) fn emotion(&self, stage: usize) -> Option<f64> {
        self.emotions.get(stage).copied().flatten()
    }

    /// Emotion at a place in stages along: on the curve, else even.
    pub(super) fn at(&self, along: f64) -> f64 {
        self.curve.as_ref().map_or(0.0, |curve| curve.y(along))
    }

    /// The first and last known stage.
    pub(super) fn ends(&self) -> Option<(usize, usize)> {
        let first = self.emotions.iter().position(Option::is_some)?;
        let last = self.emotions.iter().rposition(Option::is_some)?;
        Some((first, last))
    }

    /// The curve's stretches, in order.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch> + '_ {
        let pieces = self.curve.iter().flat_map(Monotone::pieces);
        pieces.map(|piece| Stretch {
            piece,
            bridge: piece.to.0 - piece.from.0 > 1.25,
        })
    }

    /// Whether the stage is lower than its known neighbours (a low).
    pub(super) fn is_low(&self, stage: usize) -> bool {
        let Some(here) = self.emotion(stage) else {
            return false;
        };
        let before = self.emotions.iter().take(stage).rev().find_map(|e| *e);
        let after = self.emotions.iter().skip(stage + 1).find_map(|e| *e);
        match (before, after) {
            (None, None) => false,
            (a, b) => a.is_none_or(|a| a > here) && b.is_none_or(|b| b > here),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emotions_are_cleaned() {
        let journey = Journey::new([Some(9.0), Some(f64::NAN), None, Some(-3.0)]);
        assert_eq!(journey.emotions(), [Some(2.0), None, None, Some(-2.0)]);
        assert_eq!(journey.ends(), Some((0, 3)));
        assert!(journey.stretches().all(|s| s.bridge));
        assert!(journey.is_low(3) && !journey.is_low(0));
    }

    #[test]
    fn nothing_known_is_even() {
        let journey = Journey::new([None, None]);
        assert_eq!((journey.at(1.0), journey.ends()), (0.0, None));
        assert_eq!(journey.stretches().count(), 0);
    }
}
