//! What the site's forms have sent while the site is shown.
//!
//! In: the fields of a form, as they come. Out: the newest applications, for the preview's own page.
//! They stay in memory and are gone with the preview.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// How many applications are kept.
pub(super) const MOST: usize = 200;

/// One form that was sent.
#[derive(Debug)]
pub(super) struct Application {
    /// Which it is, counted from 1 since the start.
    pub number: u64,
    /// When it came.
    pub at: Instant,
    /// The path of the page that it comes from, decoded.
    pub page: Option<String>,
    /// Names and values, in the order of the form.
    pub fields: Vec<(String, String)>,
}

/// The applications, the newest last.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    list: VecDeque<Arc<Application>>,
    taken: u64,
}

impl Inbox {
    /// Takes what a form of the page at a path has sent. The oldest goes if there are too many.
    pub fn take(&self, page: Option<String>, fields: Vec<(String, String)>) {
        let mut kept = self.lock();
        kept.taken += 1;
        let application = Application {
            number: kept.taken,
            at: Instant::now(),
            page,
            fields,
        };
        kept.list.push_back(Arc::new(application));
        if kept.list.len() > MOST {
            kept.list.pop_front();
        }
    }

    /// All that are kept, the newest first.
    pub fn newest_first(&self) -> Vec<Arc<Application>> {
        self.lock().list.iter().rev().cloned().collect()
    }

    /// How many are kept.
    pub fn count(&self) -> usize {
        self.lock().list.len()
    }

    /// Throws all away.
    pub fn clear(&self) {
        self.lock().list.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A panic elsewhere leaves the list whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Inbox, MOST};

    #[test]
    fn the_newest_are_kept() {
        let inbox = Inbox::default();
        for _ in 0..MOST + 3 {
            inbox.take(None, Vec::new());
        }
        let all = inbox.newest_first();
        assert_eq!((all.len(), inbox.count()), (MOST, MOST));
        assert_eq!((all[0].number, all[MOST - 1].number), (203, 4));
        inbox.clear();
        assert_eq!(inbox.count(), 0);
        inbox.take(None, Vec::new());
        assert_eq!(inbox.newest_first()[0].number, 204);
    }
}
