//! When changes are told, and which of them together.
//!
//! In: what happened to which path, and when. Out: batches of paths, each at its time: soon after
//! a file is saved, in one piece when many are, and not while a file is half written. The time is
//! given in; nothing here waits.
//!
//! A path that is written to is open until it is closed. One that is gone, or was closed empty, is
//! half of something: editors rename a file away and then write it anew, or empty it and then
//! write. A batch ends when none of its paths is open or half, and all has been quiet for a moment;
//! none of this holds it up for long.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    time::{Duration, Instant},
};

/// How long after its last event a batch of few paths ends.
const QUIET: Duration = Duration::from_millis(4);

/// The same for many paths: a checkout stops for a moment between two files.
const QUIET_AMONG_MANY: Duration = Duration::from_millis(25);

/// The most paths that are few: a file, its backup and a temporary one.
const FEW: usize = 3;

/// For how long after a batch what comes is taken for more of the same.
const ECHO: Duration = Duration::from_millis(100);

/// How long a path that is gone or empty waits for its other half.
const HALF: Duration = Duration::from_millis(40);

/// The longest that a batch is held up, from its first event.
const LATEST: Duration = Duration::from_millis(300);

/// When to look everywhere once more after a folder has come: its first files may have been
/// written before there was a watch on it, and a moment later they are whole.
const AGAIN: [Duration; 2] = [Duration::from_millis(60), LATEST];

/// What may have changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Batch {
    /// The paths, as far as they are known.
    pub paths: BTreeSet<PathBuf>,
    /// Whether anything else may have changed as well.
    pub is_everything: bool,
    /// Whether the look is one of those that follow a folder that has come.
    pub is_again: bool,
}

/// Collects changes into batches.
#[derive(Debug)]
pub(super) struct Batches {
    /// How long a path that is written to waits to be closed.
    unclosed: Duration,
    paths: BTreeMap<PathBuf, Path>,
    is_everything: bool,
    /// The first and the last event of the batch.
    span: Option<(Instant, Instant)>,
    /// When the last batch ended.
    ended: Option<Instant>,
    again: [Option<Instant>; AGAIN.len()],
}

/// A path within a batch.
#[derive(Debug, Default)]
struct Path {
    /// Until when it holds the batch up.
    holds: Option<Instant>,
    /// Whether it has come into being within this batch.
    is_new: bool,
    /// Whether it is gone and may have been a folder.
    was_folder: bool,
}

impl Batches {
    /// Nothing yet. A path that is written to and not closed waits for `unclosed`.
    pub fn new(unclosed: Duration) -> Self {
        Self {
            unclosed,
            paths: BTreeMap::new(),
            is_everything: false,
            span: None,
            ended: None,
            again: [None; AGAIN.len()],
        }
    }

    /// A file has been written to, or created, and may be written to again.
    pub fn opened(&mut self, path: PathBuf, is_new: bool, now: Instant) {
        let until = now + self.unclosed;
        let path = self.touched(path, now);
        path.holds = Some(until);
        path.is_new |= is_new;
        path.was_folder = false;
    }

    /// A file is whole, for all that is known: closed after writing, or put in its place by a
    /// rename. An empty one waits for its content.
    pub fn closed(&mut self, path: PathBuf, is_empty: bool, now: Instant) {
        let path = self.touched(path, now);
        path.holds = is_empty.then(|| now + HALF);
        path.was_folder = false;
    }

    /// Something about a path is another, and says nothing on whether it is being written.
    pub fn changed(&mut self, path: PathBuf, now: Instant) {
        self.touched(path, now);
    }

    /// A path is there no longer, by its removal or its renaming. `was_folder` where that is
    /// possible, or certain.
    pub fn gone(&mut self, path: PathBuf, was_folder: bool, now: Instant) {
        let path = self.touched(path, now);
        // One that was not there before was temporary: nothing is to take its place.
        path.holds = (!path.is_new).then(|| now + HALF);
        path.was_folder = was_folder;
    }

    /// Anything may have changed.
    pub fn everything(&mut self, now: Instant) {
        self.is_everything = true;
        self.event(now);
    }

    /// A folder has come, or its watch has: everything, now and twice more.
    pub fn folder_came(&mut self, now: Instant) {
        self.everything(now);
        self.again = AGAIN.map(|after| Some(now + after));
    }

    /// When [`Batches::take`] gives something, as far as is known now.
    pub fn due(&self) -> Option<Instant> {
        let Some((first, last)) = self.span else {
            return self.again.iter().flatten().min().copied();
        };
        let quiet = if self.is_many(first) {
            QUIET_AMONG_MANY
        } else {
            QUIET
        };
        let held = self.paths.values().filter_map(|path| path.holds).max();
        let settled = held.map_or(last + quiet, |held| held.max(last + quiet));
        Some(settled.min(first + LATEST))
    }

    /// The batch, if it has ended.
    pub fn take(&mut self, now: Instant) -> Option<Batch> {
        if self.due().is_none_or(|due| due > now) {
            return None;
        }
        let mut is_again = false;
        for again in &mut self.again {
            is_again |= again.take_if(|again| *again <= now).is_some();
        }
        if self.span.take().is_some() {
            self.ended = Some(now);
        }
        let paths = std::mem::take(&mut self.paths);
        let went = paths.values().any(|path| path.was_folder);
        Some(Batch {
            is_everything: std::mem::take(&mut self.is_everything) || went || is_again,
            is_again,
            paths: paths.into_keys().collect(),
        })
    }

    /// Forgets all that has been collected.
    pub fn clear(&mut self) {
        *self = Self::new(self.unclosed);
    }

    fn is_many(&self, first: Instant) -> bool {
        let is_echo = self.ended.is_some_and(|ended| first < ended + ECHO);
        self.is_everything || is_echo || self.paths.len() > FEW
    }

    fn touched(&mut self, path: PathBuf, now: Instant) -> &mut Path {
        self.event(now);
        self.paths.entry(path).or_default()
    }

    fn event(&mut self, now: Instant) {
        let first = self.span.map_or(now, |(first, _)| first);
        self.span = Some((first, now));
    }
}

#[cfg(test)]
mod tests;
