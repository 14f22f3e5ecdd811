//! The list of what cjm-site has written, kept in the published folder.
//!
//! In: a published folder. Out: which of its files are ours, which are somebody else's. A folder
//! may be replaced only if this list accounts for every file in it.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::disk;

/// The name of the list in a published folder.
pub(super) const NAME: &str = ".cjm-site-manifest.json";

/// The version of its form; a higher one is not read.
const VERSION: u32 = 1;

/// Files that operating systems leave in any folder one looks into: never a reason to refuse.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a published site: paths relative to its folder, with `/`, sorted. Lists neither
/// itself nor folders. The default is what a folder without a list has: nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    files: Vec<String>,
}

/// What a folder holds beside the files of a manifest.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Files of somebody else's, relative to the folder, with `/`, sorted.
    pub foreign: Vec<String>,
    /// What the operating system left, relative to the folder.
    pub litter: Vec<PathBuf>,
}

impl Manifest {
    /// The list of these files, in whatever order.
    pub fn new(mut files: Vec<String>) -> Self {
        files.sort_unstable();
        Self {
            version: VERSION,
            files,
        }
    }

    /// The list in `folder`; empty where there is none.
    pub fn read(folder: &Path) -> Result<Self, Refusal> {
        let path = folder.join(NAME);
        let is_file = disk::kind(&path)?.is_some_and(|kind| kind.is_file());
        if !is_file {
            return Ok(Self::default());
        }
        let refusal = |reason: String| Refusal::Manifest {
            folder: folder.to_path_buf(),
            reason,
        };
        let read: Self =
            serde_json::from_slice(&disk::read(&path)?).map_err(|e| refusal(e.to_string()))?;
        if read.version != VERSION {
            let version = read.version;
            return Err(refusal(format!("it has version {version}, not {VERSION}")));
        }
        // Lists are merged by hand and by git: sorted again rather than believed.
        Ok(Self::new(read.files))
    }

    /// Writes the list into `folder`: the same files give the same bytes.
    pub fn write(&self, folder: &Path) -> disk::Result<()> {
        let path = folder.join(NAME);
        let write = || -> io::Result<()> {
            let mut file = BufWriter::new(std::fs::File::create(&path)?);
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.flush()
        };
        write().map_err(disk::failed("write", &path))
    }

    fn lists(&self, path: &str) -> bool {
        path == NAME
            || self
                .files
                .binary_search_by(|file| file.as_str().cmp(path))
                .is_ok()
    }
}

/// Looks through `folder` for what `manifest` does not list. Folders without files do not count;
/// a link or device is always somebody else's, whatever its name.
pub(super) fn contents(folder: &Path, manifest: &Manifest) -> disk::Result<Contents> {
    let mut contents = Contents::default();
    for entry in disk::walk(folder) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let key = relative.to_str().map(slashed);
        let is_file = entry.file_type().is_file();
        if is_file && key.as_deref().is_some_and(|key| manifest.lists(key)) {
            continue;
        } else if is_file && LITTER.iter().any(|name| entry.file_name() == *name) {
            contents.litter.push(relative.to_path_buf());
        } else {
            let name = slashed(&relative.to_string_lossy()).into_owned();
            contents.foreign.push(name);
        }
    }
    contents.foreign.sort_unstable();
    Ok(contents)
}

#[cfg(windows)]
fn slashed(path: &str) -> std::borrow::Cow<'_, str> {
    path.replace('\\', "/").into()
}

#[cfg(not(windows))]
fn slashed(path: &str) -> std::borrow::Cow<'_, str> {
    path.into()
}
