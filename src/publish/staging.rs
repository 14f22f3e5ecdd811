//! The folder beside the destination in which a site is put together.
//!
//! In: a destination. Out: the paths of the folders that [`super::swap`] moves about, for one
//! publication at a time, and all of it removed in the end. For the destination `public` it is
//! `.public.cjm-build`, with
//!
//! - `lock`: held by the publication under way; the system lets go of it when a process dies,
//! - `new`: the site that is being written; worth nothing until it is complete,
//! - `old`: a complete site, on its way into or out of the destination,
//! - `gone`: a site that is being removed.
//!
//! It lies beside the destination because only within one file system can a folder be moved in
//! one step.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    lock::{Asked, Lock},
    refusal::Refusal,
};
use crate::disk;

/// How often a folder that another publication removes under our hands is made again.
const ATTEMPTS: usize = 20;

/// The longest name of a destination, in bytes, that is repeated in the staging folder's name:
/// file systems allow 255 for the whole.
const LONGEST_NAME: usize = 200;

/// The staging folder of one destination, for as long as this value lives.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
    gone: PathBuf,
    lock: Option<Lock>,
    /// Folders made on the way to the destination: removed again if nothing comes to stand there.
    parents: Vec<PathBuf>,
}

impl Staging {
    /// Makes the staging folder of `destination`, and the folders that lead there, or takes over
    /// the one that a killed publication left.
    ///
    /// # Errors
    /// [`Refusal::Busy`] while another publication has it.
    pub fn claim(destination: &Path) -> Result<Self, Refusal> {
        let folder = folder_beside(destination);
        let mut staging = Self {
            new: folder.join("new"),
            old: folder.join("old"),
            gone: folder.join("gone"),
            folder,
            lock: None,
            parents: missing_parents(destination)?,
        };
        for _ in 0..ATTEMPTS {
            staging.make_folder()?;
            match Lock::ask(&staging.folder.join("lock"))? {
                Asked::Held(lock) => {
                    staging.lock = Some(lock);
                    return Ok(staging);
                }
                Asked::Taken => break,
                Asked::Gone => {}
            }
        }
        let folder = destination.to_path_buf();
        Err(Refusal::Busy { folder })
    }

    /// Makes the staging folder, or finds it there; whoever had it may remove it at any moment,
    /// which asking for the lock will tell.
    fn make_folder(&self) -> disk::Result<()> {
        if let Some(parent) = self.folder.parent() {
            disk::create_dir_all(parent)?;
        }
        match fs::create_dir(&self.folder) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made.map_err(disk::failed("create the folder", &self.folder)),
        }
    }

    /// Makes the empty folder of the new site.
    pub fn begin(&self) -> disk::Result<()> {
        fs::create_dir(&self.new).map_err(disk::failed("create the folder", &self.new))
    }

    /// Where the new site is written.
    pub fn new_site(&self) -> &Path {
        &self.new
    }

    /// Where a complete site stands on its way into or out of the destination.
    pub fn old_site(&self) -> &Path {
        &self.old
    }

    /// Where a site stands that is being removed.
    pub fn gone_site(&self) -> &Path {
        &self.gone
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Errors are of no interest: what stays is removed by the next publication.
        if self.lock.is_some() {
            drop(disk::remove_dir_all(&self.new));
            drop(self.lock.take());
        }
        drop(fs::remove_dir(&self.folder));
        for parent in self.parents.iter().rev() {
            drop(fs::remove_dir(parent));
        }
    }
}

fn folder_beside(destination: &Path) -> PathBuf {
    let name = destination.file_name().unwrap_or_default();
    let bytes = name.as_encoded_bytes();
    let mut hidden = OsString::from(".");
    if bytes.len() > LONGEST_NAME {
        hidden.push(blake3::hash(bytes).to_hex().as_str());
    } else {
        hidden.push(name);
    }
    hidden.push(".cjm-build");
    destination.with_file_name(hidden)
}

/// The folders above `destination` that do not exist, the outermost first.
fn missing_parents(destination: &Path) -> disk::Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for parent in destination.ancestors().skip(1) {
        match fs::symlink_metadata(parent) {
            Ok(_) => break,
            Err(e) if e.kind() == io::ErrorKind::NotFound => missing.push(parent.to_path_buf()),
            Err(e) => return Err(disk::failed("look at", parent)(e)),
        }
    }
    missing.reverse();
    Ok(missing)
}
