//! What a file system says of a file without reading it.
//!
//! In: a path. Out: a stamp that differs from an earlier one where the file may have changed.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

/// How exact the times of change of a file system may be at worst: a file that was changed as
/// recently as this before it was looked at may change again without showing it.
const TICK: Duration = Duration::from_millis(50);

/// What a file system says of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub length: u64,
    changed: Option<SystemTime>,
    /// Tells a file from another that has taken its place.
    identity: u64,
    /// Whether it may have changed again within the same tick of the clock, or is in doubt.
    recent: bool,
}

impl Stamp {
    /// The stamp of a file; `None` where there is none.
    pub fn of(file: &Path) -> Option<Self> {
        let metadata = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
        let changed = metadata.modified().ok();
        #[cfg(unix)]
        let identity = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let identity = 0;
        let age = changed.and_then(|changed| SystemTime::now().duration_since(changed).ok());
        Some(Stamp {
            length: metadata.len(),
            changed,
            identity,
            recent: age.is_none_or(|age| age < TICK),
        })
    }

    /// The stamp of a file that could not be read, and has to be looked at again whatever it says.
    pub fn in_doubt(self) -> Self {
        Stamp {
            recent: true,
            ..self
        }
    }

    /// Whether a file with the one stamp, and now with the other, can have changed in between.
    pub fn may_differ(earlier: Option<Stamp>, newer: Option<Stamp>) -> bool {
        earlier.is_some_and(|earlier| earlier.recent) || Self::differ(earlier, newer)
    }

    /// Whether the file system says that it has.
    pub fn differ(earlier: Option<Stamp>, newer: Option<Stamp>) -> bool {
        let plain = |stamp: Option<Stamp>| {
            stamp.map(|stamp| Stamp {
                recent: false,
                ..stamp
            })
        };
        plain(earlier) != plain(newer)
    }
}
