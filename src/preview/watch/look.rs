//! What an event means, once its path is looked at.
//!
//! In: a path and what happened to it. Out: the same for the batches, for which files are whole or
//! not, and folders come and go. Systems tell of folders as they do of files, and of empty files as
//! they do of full ones; so this looks.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use super::{
    batches::Batches,
    events::{How, TELLS_OF_CLOSING, Was},
};

/// Takes in what happened at `real`, which the caller calls `path`. Below `is_deep` ones, folders
/// are watched with all that is in them.
pub(super) fn collect(
    batches: &mut Batches,
    (real, path): (&Path, PathBuf),
    is_deep: bool,
    how: &How,
    now: Instant,
) {
    match how {
        How::Changed => batches.changed(path, now),
        How::Written => batches.opened(path, false, now),
        How::Gone(was) => {
            let was_folder = was.is_folder();
            if was_folder == Some(true) {
                batches.everything(now);
            }
            batches.gone(path, was_folder.unwrap_or(true), now);
        }
        How::Created | How::Closed | How::Came | How::Unclear => {
            let is_new = *how == How::Created;
            match Look::at(real) {
                Look::Folder if is_deep => batches.folder_came(now),
                Look::Folder | Look::Link => batches.closed(path, false, now),
                Look::Nothing if *how == How::Unclear => batches.gone(path, true, now),
                look if TELLS_OF_CLOSING && !is_new => {
                    batches.closed(path, look == Look::Empty, now);
                }
                _ => batches.opened(path, is_new, now),
            }
        }
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Nothing,
    Folder,
    /// A link to something that is no folder: it is never written to itself.
    Link,
    Empty,
    Full,
}

impl Look {
    fn at(path: &Path) -> Self {
        match path.symlink_metadata() {
            Err(_) => Self::Nothing,
            Ok(_) if path.is_dir() => Self::Folder,
            Ok(metadata) if metadata.is_symlink() => Self::Link,
            Ok(metadata) if metadata.len() == 0 => Self::Empty,
            Ok(_) => Self::Full,
        }
    }
}

impl Was {
    /// Whether it was a folder, if that can be known.
    fn is_folder(&self) -> Option<bool> {
        match self {
            Self::File => Some(false),
            Self::Folder => Some(true),
            Self::Unknown => None,
            Self::Renamed(to) => match Look::at(to) {
                Look::Nothing => None,
                look => Some(look == Look::Folder),
            },
        }
    }
}
