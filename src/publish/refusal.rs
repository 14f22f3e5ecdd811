//! Why a destination is refused.
//!
//! In: what was found at a destination. Out: a message that says what is wrong with it and what to
//! do about it.

use std::{fmt, path::PathBuf};

use super::manifest;
use crate::disk;

/// A folder that is not to be replaced, as messages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The folder of the site.
    Site,
    /// Its content.
    Content,
    /// Its themes.
    Themes,
    /// The user's home folder.
    Home,
    /// The root of the file system, or of a drive.
    FileSystem,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Site => "the site's own folder",
            Self::Content => "the site's content folder",
            Self::Themes => "the site's themes folder",
            Self::Home => "your home folder",
            Self::FileSystem => "the root of the file system",
        })
    }
}

/// Why a destination is refused, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The destination is one of the protected folders.
    #[error("cannot publish into `{}`: it is {place}; choose a folder of its own, such as `public`", folder.display())]
    Is {
        /// The destination.
        folder: PathBuf,
        /// What it is.
        place: Place,
    },
    /// The destination is in the content or the themes.
    #[error("cannot publish into `{}`: it lies in {place}; choose a folder outside of it, such as `public`", folder.display())]
    LiesIn {
        /// The destination.
        folder: PathBuf,
        /// What it lies in.
        place: Place,
    },
    /// The destination holds a protected folder, which would be gone.
    #[error("cannot publish into `{}`: it holds {place}; choose a folder of its own, such as `public`", folder.display())]
    Holds {
        /// The destination.
        folder: PathBuf,
        /// What lies in it.
        place: Place,
    },
    /// Something that is no folder stands at the destination, or on the way there.
    #[error("cannot publish into `{}`: `{}` is not a folder; remove it or choose another destination", folder.display(), file.display())]
    NotAFolder {
        /// The destination.
        folder: PathBuf,
        /// What is not a folder.
        file: PathBuf,
    },
    /// The destination holds files that an earlier publication did not write.
    #[error("cannot publish into `{}`: it holds files that cjm-site did not write ({}); move them away or choose another destination", folder.display(), listed(files))]
    Foreign {
        /// The destination.
        folder: PathBuf,
        /// The files, relative to it, sorted.
        files: Vec<String>,
    },
    /// The list of what an earlier publication wrote is damaged, or of a later version.
    #[error("cannot publish into `{}`: its `{name}` cannot be read ({reason}); remove the folder yourself and build again", folder.display(), name = manifest::NAME)]
    Manifest {
        /// The destination.
        folder: PathBuf,
        /// What is wrong with the list.
        reason: String,
    },
    /// A disk or volume is mounted at the destination: no folder can take its place.
    #[error("cannot publish into `{}`: a volume is mounted there, which cannot be replaced as a whole; choose a folder inside it", folder.display())]
    MountPoint {
        /// The destination.
        folder: PathBuf,
    },
    /// Another publication into the same destination is under way.
    #[error("cannot publish into `{}`: another cjm-site is publishing there; wait until it is done", folder.display())]
    Busy {
        /// The destination.
        folder: PathBuf,
    },
    /// The destination cannot be looked at or written.
    #[error(transparent)]
    Disk(#[from] disk::Error),
}

/// Up to three names, and how many more there are.
fn listed(files: &[String]) -> String {
    let shown: Vec<_> = files
        .iter()
        .take(3)
        .map(|file| format!("`{file}`"))
        .collect();
    match files.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
