//! What the preview shows at the moment.
//!
//! In: a [`Snapshot`] after every rebuild. Out: the newest one, for each request and for whoever
//! waits for a newer one.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::{diagnostic::Diagnostics, output::Output};

/// A site as it stood after one rebuild, with everything that the preview says about it.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The build number: grows by one with every rebuild that changed anything.
    pub version: u64,
    /// The newest site without errors; `None` until there has been one.
    pub site: Option<Arc<Output>>,
    /// The path of `site-url` as it stands in a URL: `/` or `/name/`.
    pub base_path: String,
    /// Whether `site` is that of the newest run, and not of an earlier one. It can be while there
    /// are errors: texts go on being shown under the last good settings.
    pub is_current: bool,
    /// What the newest run found.
    pub diagnostics: Arc<Diagnostics>,
    /// What the site was made with.
    pub choices: Choices,
    /// The themes that there are to choose from, sorted.
    pub themes: Vec<String>,
    /// The lead form of the site's pages, if they have one.
    pub form: Option<FormSheet>,
}

/// What can be chosen in the preview itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether what is internal is shown.
    pub internal: bool,
    /// Another theme than the settings' for all pages.
    pub theme: Option<String>,
}

/// What the lead form sends, for the inbox: which name means what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormSheet {
    /// Where the published form posts to.
    pub action: String,
    /// The visible fields: name and label.
    pub fields: Vec<(String, String)>,
    /// The hidden fields: name and value.
    pub hidden: Vec<(String, String)>,
    /// The name of the field that only robots fill in.
    pub honeypot: Option<String>,
    /// The box for consent: its name, and the version of the text that was agreed to.
    pub consent: Option<(String, String)>,
    /// The name of the box for the newsletter.
    pub newsletter: Option<String>,
    /// Where the visitor lands: a path from the site's root, `/thanks/`.
    pub thanks: Option<String>,
}

/// Holds the newest snapshot; shared between whoever rebuilds it and the threads that serve it.
#[derive(Debug)]
pub struct SiteCell {
    newest: Mutex<Arc<Snapshot>>,
    replaced: Condvar,
}

impl SiteCell {
    /// Begins with `snapshot`.
    pub fn new(snapshot: Snapshot) -> Self {
        Self {
            newest: Mutex::new(Arc::new(snapshot)),
            replaced: Condvar::new(),
        }
    }

    /// The newest snapshot. It stays whole for as long as it is held, whatever comes after it.
    pub fn get(&self) -> Arc<Snapshot> {
        Arc::clone(&self.lock())
    }

    /// Shows `snapshot` from now on.
    pub fn replace(&self, snapshot: Snapshot) {
        let earlier = std::mem::replace(&mut *self.lock(), Arc::new(snapshot));
        self.replaced.notify_all();
        // Freeing a whole site takes a while; by now nobody waits for it.
        drop(earlier);
    }

    /// The newest snapshot, once its version is another than `known`, or after `patience`.
    pub fn wait(&self, known: u64, patience: Duration) -> Arc<Snapshot> {
        let deadline = Instant::now() + patience;
        let mut newest = self.lock();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if newest.version != known || left.is_zero() {
                return Arc::clone(&newest);
            }
            let waited = self.replaced.wait_timeout(newest, left);
            newest = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Arc<Snapshot>> {
        // A panic elsewhere leaves the cell whole: the only change to it is one assignment.
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
