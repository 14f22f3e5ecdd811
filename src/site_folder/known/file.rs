//! One file: what it holds, and by what to tell that it has changed.
//!
//! In: a path, and what was known of the file. Out: what it holds now, and whether that differs.

use std::{io, path::Path, sync::Arc};

use super::stamp::Stamp;
use crate::{
    diagnostic::{Diagnostic, Rule},
    disk,
    kept::settled,
    site_folder::{Contents, Text, read_bytes, read_text},
};

/// The largest file of an author's that is compared by its bytes and not by its time of change.
const COMPARED: u64 = 16 << 20;

/// One file: what it holds, and by what to tell that it has changed.
#[derive(Debug, Clone)]
pub struct File {
    shown: String,
    /// What the file system said of it when it was read; `None` where there is no file.
    pub stamp: Option<Stamp>,
    /// What it holds.
    pub held: Held,
}

#[derive(Debug, Clone)]
pub enum Held {
    /// A text.
    Text(Arc<Text>),
    /// A file of a theme, or of the settings' naming.
    Contents(Arc<Contents>),
    /// An author's file that nobody has read: its hash once it is known.
    Asset(Option<blake3::Hash>),
}

impl File {
    /// Reads a text. `earlier` is what it held, and stays if that is the same.
    pub fn text(file: &Path, shown: &str, earlier: Option<&Arc<Text>>) -> Self {
        // The stamp first: what changes while it is read will differ from it.
        let stamp = Stamp::of(file);
        let text = read_text(file, shown);
        File {
            shown: shown.to_owned(),
            stamp: doubted(stamp, &text.findings),
            held: Held::Text(settled(earlier, text)),
        }
    }

    /// The same for any other file.
    pub fn contents(file: &Path, shown: &str, earlier: Option<&Arc<Contents>>) -> Self {
        let stamp = Stamp::of(file);
        let contents = read_bytes(file, shown);
        File {
            shown: shown.to_owned(),
            stamp: doubted(stamp, &contents.findings),
            held: Held::Contents(settled(earlier, contents)),
        }
    }

    /// An author's file, not read.
    pub fn asset(file: &Path) -> Self {
        File {
            shown: String::new(),
            stamp: Stamp::of(file),
            held: Held::Asset(None),
        }
    }

    /// The file as it is now, and whether it differs.
    pub fn again(&self, path: &Path) -> (Self, bool) {
        match &self.held {
            Held::Text(text) => {
                let now = File::text(path, &self.shown, Some(text));
                let differs = !matches!(&now.held, Held::Text(new) if Arc::ptr_eq(new, text));
                (now, differs)
            }
            Held::Contents(contents) => {
                let now = File::contents(path, &self.shown, Some(contents));
                let differs =
                    !matches!(&now.held, Held::Contents(new) if Arc::ptr_eq(new, contents));
                (now, differs)
            }
            Held::Asset(hash) => {
                let stamp = Stamp::of(path);
                let new = hash_of(path, stamp);
                let differs = match (hash, new) {
                    (Some(hash), Some(new)) => *hash != new,
                    _ => Stamp::differ(self.stamp, stamp),
                };
                let now = File {
                    shown: String::new(),
                    stamp,
                    held: Held::Asset(new),
                };
                (now, differs)
            }
        }
    }
}

/// The stamp of a file that was read with these findings.
fn doubted(stamp: Option<Stamp>, findings: &[Diagnostic]) -> Option<Stamp> {
    let is_unreadable = |finding: &Diagnostic| finding.rule == Rule::UnreadableFile;
    match findings.iter().any(is_unreadable) {
        true => stamp.map(Stamp::in_doubt),
        false => stamp,
    }
}

/// The hash of a file that is not too large to be read for it.
pub fn hash_of(file: &Path, stamp: Option<Stamp>) -> Option<blake3::Hash> {
    let _ = stamp.filter(|stamp| stamp.length <= COMPARED)?;
    let mut hasher = blake3::Hasher::new();
    let mut opened = disk::open(file).ok()?;
    io::copy(&mut opened, &mut hasher).ok()?;
    Some(hasher.finalize())
}
