//! One publication at a time.
//!
//! In: the path of a lock file. Out: the lock, held until it is dropped or the process ends in
//! whatever way. The file is removed on release, so that nothing stays beside the site.

use std::{fs, io, path::Path};

use crate::disk;

/// An exclusive hold on a path, among all processes.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<fs::File>,
    path: std::path::PathBuf,
}

/// The outcome of asking for a lock.
pub(super) enum Asked {
    /// It is ours.
    Held(Lock),
    /// Somebody else has it.
    Taken,
    /// The file, or its folder, was removed while we asked: ask again.
    Gone,
}

impl Lock {
    /// Asks for the lock at `path`, creating the file. The folder must exist.
    pub fn ask(path: &Path) -> disk::Result<Asked> {
        let file = match open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Asked::Gone),
            Err(e) if is_taken(&e) => return Ok(Asked::Taken),
            Err(e) => return Err(disk::failed("open", path)(e)),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(Asked::Taken),
            // Some network file systems know no locks. Two builds at once are then the user's
            // affair, as with any other program; a single one is as safe as ever.
            Err(fs::TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(fs::TryLockError::Error(e)) => return Err(disk::failed("lock", path)(e)),
        }
        if !is_still_at(&file, path) {
            return Ok(Asked::Gone);
        }
        Ok(Asked::Held(Self {
            file: Some(file),
            path: path.to_path_buf(),
        }))
    }
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while held: whoever opened it before finds in `is_still_at` that it is gone.
        drop(fs::remove_file(&self.path));
        drop(self.file.take());
    }
}

#[cfg(not(unix))]
impl Drop for Lock {
    fn drop(&mut self) {
        // An open file cannot be removed here; and one that somebody has opened since, neither.
        drop(self.file.take());
        drop(fs::remove_file(&self.path));
    }
}

#[cfg(windows)]
fn open(path: &Path) -> io::Result<fs::File> {
    use std::os::windows::fs::OpenOptionsExt;
    // Shared with nobody: opening it is itself the lock.
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(false);
    options.share_mode(0).open(path)
}

#[cfg(not(windows))]
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(false).open(path)
}

/// Whether opening failed because another process has the file to itself.
fn is_taken(e: &io::Error) -> bool {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    cfg!(windows) && e.raw_os_error() == Some(ERROR_SHARING_VIOLATION)
}

/// Whether the file that was locked is the one at `path`, not one that its holder has removed.
#[cfg(unix)]
fn is_still_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(ours), Ok(there)) => identity(ours) == identity(there),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_file: &fs::File, _path: &Path) -> bool {
    true
}
