//! The site that the preview shows at the moment.
//!
//! In: a finished site after every rebuild. Out: the newest one, for each request.

use std::sync::{Arc, PoisonError, RwLock};

use crate::output::Output;

/// Holds the newest site; shared between whoever rebuilds it and the threads that serve it.
#[derive(Debug)]
pub struct SiteCell {
    newest: RwLock<Arc<Output>>,
}

impl SiteCell {
    /// Begins with `site`.
    pub fn new(site: Output) -> Self {
        Self {
            newest: RwLock::new(Arc::new(site)),
        }
    }

    /// The newest site. It stays whole for as long as it is held, whatever comes after it.
    pub fn get(&self) -> Arc<Output> {
        // A panic elsewhere leaves the cell whole: the only change to it is one assignment.
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&newest)
    }

    /// Shows `site` from now on.
    pub fn replace(&self, site: Output) {
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        *newest = Arc::new(site);
    }
}
