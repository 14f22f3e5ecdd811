//! When the preview looks after itself.
//!
//! In: the moments at which requests come. Out: the moment of the next nudge (see
//! [`super::accept`]): soon after a request, for it seldom comes alone, and rarely when all is
//! quiet.

use std::time::{Duration, Instant};

/// From a request to the nudge that follows it.
const AFTER_REQUEST: Duration = Duration::from_millis(10);

/// Between two nudges while requests come.
const BUSY: Duration = Duration::from_millis(50);

/// For how long after a request more are expected.
const EXPECTING: Duration = Duration::from_millis(300);

/// Between two nudges when none come; also between two looks whether the server still answers.
const QUIET: Duration = Duration::from_millis(300);

/// For how long after a request the preview goes on nudging.
const ATTENTIVE: Duration = Duration::from_secs(600);

/// The times of nudges and looks.
#[derive(Debug)]
pub(super) struct Rhythm {
    /// When to nudge next.
    pub next: Instant,
    nudged: Instant,
    looked: Instant,
    expecting_until: Instant,
}

impl Rhythm {
    /// Begins at `now`.
    pub fn new(now: Instant) -> Self {
        Self {
            next: now + QUIET,
            nudged: now,
            looked: now,
            expecting_until: now,
        }
    }

    /// A request has come.
    pub fn request(&mut self, now: Instant) {
        self.expecting_until = now + EXPECTING;
        let soon = (now + AFTER_REQUEST).max(self.nudged + BUSY);
        self.next = self.next.min(soon);
    }

    /// Whether many connections may be waiting. A preview that nobody has asked for long is left to
    /// its looks, of which each moves on one.
    pub fn is_expecting(&self, now: Instant) -> bool {
        now < self.expecting_until + ATTENTIVE
    }

    /// The time of a nudge has come; says whether it is also time for a look.
    pub fn nudged(&mut self, now: Instant) -> bool {
        self.nudged = now;
        self.next = now
            + if now < self.expecting_until {
                BUSY
            } else {
                QUIET
            };
        let is_time = now >= self.looked + QUIET;
        if is_time {
            self.looked = now;
        }
        is_time
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Rhythm;

    #[test]
    fn soon_after_a_request_then_often_then_rarely() {
        let began = Instant::now();
        let at = |ms| began + Duration::from_millis(ms);
        let mut rhythm = Rhythm::new(began);
        assert_eq!(rhythm.next, at(300));
        rhythm.request(at(200));
        assert_eq!(rhythm.next, at(210));
        assert!(!rhythm.nudged(at(210)));
        rhythm.request(at(212));
        assert_eq!(rhythm.next, at(260));
        assert!(!rhythm.nudged(at(260)));
        assert_eq!(rhythm.next, at(310));
        assert!(rhythm.is_expecting(at(520)));
        assert!(rhythm.nudged(at(520)));
        assert_eq!(rhythm.next, at(820));
        assert!(!rhythm.is_expecting(at(700_000)));
        assert!(rhythm.nudged(at(820)));
    }
}
