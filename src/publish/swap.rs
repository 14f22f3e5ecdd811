//! The moment of publication: the new site takes the place of the old one.
//!
//! In: a complete site in the staging folder, and a destination. Out: the destination replaced.
//! Each step leaves the disk in a state from which [`recover`] knows the way on:
//!
//! | destination | `old` | what happened | recovery |
//! | --- | --- | --- | --- |
//! | there | nothing | killed before the end | the destination is good |
//! | there | there | killed before or after the exchange | the destination is good, `old` is removed |
//! | missing | there | killed between two renames | `old` is put back |
//!
//! `new` and `gone` may be in any state, and are removed.

use std::{fs, io, num::NonZero, path::Path, sync::Mutex, thread};

use super::{
    manifest::{self, Manifest},
    refusal::Refusal,
    staging::Staging,
};
use crate::disk;

/// Puts right what a killed publication left: brings back the destination if it was on its way,
/// and removes the rest.
pub(super) fn recover(staging: &Staging, destination: &Path) -> Result<(), Refusal> {
    let old = staging.old_site();
    if disk::kind(old)?.is_some() {
        if disk::kind(destination)?.is_none() {
            disk::rename(old, destination)?;
        } else {
            discard_old(staging, destination)?;
        }
    }
    disk::remove_dir_all(staging.new_site())?;
    disk::remove_dir_all(staging.gone_site())?;
    Ok(())
}

/// A way to exchange two folders in one step: `false` where the system or the file system has none.
pub(super) type Exchange = fn(&Path, &Path) -> io::Result<bool>;

/// Makes the new site the destination; what was there is then the old site.
///
/// # Errors
/// The destination is as it was before, and so is the new site or its remains in `old`.
pub(super) fn swap(staging: &Staging, destination: &Path, exchange: Exchange) -> disk::Result<()> {
    let (new, old) = (staging.new_site(), staging.old_site());
    match disk::kind(destination)? {
        None => return disk::rename(new, destination),
        Some(kind) if kind.is_dir() => {}
        Some(_) => {
            let e = io::Error::from(io::ErrorKind::NotADirectory);
            return Err(disk::failed("replace", destination)(e));
        }
    }
    // The name tells what it is: from here on a complete site.
    disk::rename(new, old)?;
    let exchanged = exchange(old, destination);
    if matches!(exchanged, Ok(true)) {
        return Ok(());
    }
    disk::rename(old, new)?;
    match exchanged {
        Ok(_) => replace_in_two_steps(new, old, destination),
        Err(e) => Err(cannot_replace(destination, e)),
    }
}

/// For file systems that cannot exchange two folders. Between the two steps there is no
/// destination for a moment.
fn replace_in_two_steps(new: &Path, old: &Path, destination: &Path) -> disk::Result<()> {
    fs::rename(destination, old).map_err(|e| cannot_replace(destination, e))?;
    let moved = disk::rename(new, destination);
    if moved.is_err() {
        disk::rename(old, destination)?;
    }
    moved
}

/// The error of a destination that cannot be moved, with what to do about it where that is known.
fn cannot_replace(destination: &Path, e: io::Error) -> disk::Error {
    use io::ErrorKind::{CrossesDevices, ResourceBusy};
    // A volume is mounted there, or the folder belongs to a lower layer of a container's image.
    let e = match e.kind() {
        kind @ (CrossesDevices | ResourceBusy) => {
            let advice = "remove the folder first, or publish into a folder inside it";
            io::Error::new(kind, format!("{e}; {advice}"))
        }
        _ => e,
    };
    disk::failed("replace", destination)(e)
}

/// Removes the old site. Files of somebody else's that came into it during the build are moved to
/// the destination; gives their names.
pub(super) fn discard_old(staging: &Staging, destination: &Path) -> disk::Result<Vec<String>> {
    let (old, gone) = (staging.old_site(), staging.gone_site());
    if disk::kind(old)?.is_none() {
        return Ok(Vec::new());
    }
    // Without a list that can be read nothing of it is known to be ours.
    let manifest = Manifest::read(old).unwrap_or_default();
    let foreign = manifest::contents(old, &manifest)?.foreign;
    for file in &foreign {
        keep(&old.join(file), &destination.join(file))?;
    }
    // Only a whole site is ever called `old`: half a one must not be mistaken for the last good.
    disk::rename(old, gone)?;
    remove(gone)?;
    Ok(foreign)
}

/// Removes a folder and all in it, on all processors: it takes as long as writing it did.
fn remove(folder: &Path) -> disk::Result<()> {
    if let Ok(entries) = fs::read_dir(folder) {
        let entries = Mutex::new(entries);
        let next = || entries.lock().ok()?.next()?.ok();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(entry) = next() {
                        // What cannot be removed is met again, and reported, below.
                        drop(fs::remove_dir_all(entry.path()));
                    }
                });
            }
        });
    }
    disk::remove_dir_all(folder)
}

/// Moves a file of somebody else's to where nothing stands yet.
fn keep(from: &Path, to: &Path) -> disk::Result<()> {
    if disk::kind(to)?.is_some() {
        let e = io::Error::from(io::ErrorKind::AlreadyExists);
        return Err(disk::failed("bring back", from)(e));
    }
    if let Some(folder) = to.parent() {
        disk::create_dir_all(folder)?;
    }
    disk::rename(from, to)
}

/// The [`Exchange`] of this system.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    // Two of them are one and the same number on Linux.
    const UNSUPPORTED: [Errno; 4] = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(e) if UNSUPPORTED.contains(&e) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// The [`Exchange`] of this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_a: &Path, _b: &Path) -> io::Result<bool> {
    Ok(false)
}
