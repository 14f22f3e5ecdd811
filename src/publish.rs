//! Publishes a site to the disk, as a whole.
//!
//! In: a destination and, from many threads, the files of a site. Out: the destination replaced in
//! one step by a folder that holds exactly these files, or left as it was.
//!
//! Files are written into a folder beside the destination (see `staging`), which takes its place
//! when all are there (see `swap`). Whatever happens meanwhile — an error, a signal, `kill -9` —
//! the destination is the last good site or the new one. Nothing is flushed to the medium with
//! `fsync`: after a power cut the file system decides, and the next build mends it.

mod destination;
mod lock;
mod manifest;
mod refusal;
mod staging;
mod swap;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

pub use destination::Protected;
pub use refusal::{Place, Refusal};

use crate::{
    disk,
    output::{Body, Sink},
};
use manifest::Manifest;
use staging::Staging;

/// A publication under way: takes files until [`finish`](Publication::finish) puts them in place.
///
/// Dropped without `finish`, it removes what it has written and leaves the destination alone.
#[derive(Debug)]
pub struct Publication {
    destination: PathBuf,
    staging: Staging,
    /// What the operating system left in the destination, relative to it.
    litter: Vec<PathBuf>,
    /// The folders made so far, relative, so that each is asked of the system once.
    folders: Mutex<HashSet<String>>,
    files: Mutex<Vec<String>>,
    bytes: AtomicU64,
    failed: AtomicBool,
}

/// What [`Publication::finish`] has published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The folder that holds the site now: absolute, symbolic links followed.
    pub folder: PathBuf,
    /// How many files the site has.
    pub files: usize,
    /// Their size, in bytes.
    pub bytes: u64,
    /// Files of somebody else's that came into the destination during the build. They have been
    /// kept there; the next build will refuse the destination because of them.
    pub foreign: Vec<String>,
}

impl Publication {
    /// Checks `destination`, makes a folder beside it to write into, and puts right what a build
    /// that was killed left there.
    ///
    /// `destination` may be relative to the working folder, need not exist, and may be a symbolic
    /// link to a folder (which is then published into). Only one publication at a time has a
    /// destination: a second one, of this process or another, is refused.
    ///
    /// # Errors
    /// A [`Refusal`] that says what is wrong with the destination. Nothing has been changed then.
    pub fn open(destination: &Path, site: &Protected) -> Result<Self, Refusal> {
        let destination = destination::check(destination, site)?;
        let staging = Staging::claim(&destination)?;
        swap::recover(&staging, &destination)?;
        let litter = match disk::kind(&destination)? {
            Some(_) => destination::refuse_foreign(&destination)?,
            None => Vec::new(),
        };
        staging.begin()?;
        Ok(Self {
            destination,
            staging,
            litter,
            folders: Mutex::default(),
            files: Mutex::default(),
            bytes: AtomicU64::new(0),
            failed: AtomicBool::new(false),
        })
    }

    /// Puts the files taken so far into the place of the destination, in one step, and removes
    /// what was there.
    ///
    /// # Errors
    /// When a file taken before could not be written, or the disk fails. The destination is then
    /// as it was; only when the error is about the removal of what was there, it is the new site.
    pub fn finish(self) -> disk::Result<Published> {
        self.finish_by(swap::exchange)
    }

    fn finish_by(self, exchange: swap::Exchange) -> disk::Result<Published> {
        if self.failed.load(Ordering::Relaxed) {
            let e = io::Error::other("not all of its files could be written");
            return Err(disk::failed("publish into", &self.destination)(e));
        }
        let files = std::mem::take(&mut *lock(&self.files));
        let count = files.len();
        Manifest::new(files).write(self.staging.new_site())?;
        self.take_over()?;
        swap::swap(&self.staging, &self.destination, exchange)?;
        let foreign = swap::discard_old(&self.staging, &self.destination)?;
        Ok(Published {
            folder: self.destination,
            files: count,
            bytes: self.bytes.into_inner(),
            foreign,
        })
    }

    /// Gives the new folder what the old one has and is not the site's: its permissions and the
    /// files that operating systems leave in folders one has looked into.
    fn take_over(&self) -> disk::Result<()> {
        let old = &self.destination;
        if disk::kind(old)?.is_none_or(|kind| !kind.is_dir()) {
            return Ok(());
        }
        let new = self.staging.new_site();
        for litter in &self.litter {
            let (from, to) = (old.join(litter), new.join(litter));
            let has_folder = to.parent().is_some_and(Path::is_dir);
            if has_folder && disk::kind(&to)?.is_none() && disk::kind(&from)?.is_some() {
                disk::copy(&from, &to)?;
            }
        }
        let permissions = fs::metadata(old)
            .map_err(disk::failed("look at", old))?
            .permissions();
        fs::set_permissions(new, permissions).map_err(disk::failed("set the permissions of", new))
    }

    fn write(&self, path: &str, body: Body<'_>) -> disk::Result<u64> {
        if !is_publishable(path) {
            let e = io::Error::from(io::ErrorKind::InvalidInput);
            return Err(disk::failed("publish", &self.destination.join(path))(e));
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.ensure_folder(folder)?;
        let to = self.staged(path);
        let bytes: &[u8] = match &body {
            Body::Bytes(bytes) => bytes,
            Body::Shared(bytes) => bytes,
            Body::Deferred(deferred) => return self.write(path, (&deferred.make()?).into()),
            Body::File(from) => {
                let mut source = disk::open(from)?;
                let mut file = self.create(path, &to)?;
                return io::copy(&mut source, &mut file).map_err(disk::failed("copy", from));
            }
        };
        let mut file = self.create(path, &to)?;
        file.write_all(bytes).map_err(disk::failed("write", &to))?;
        Ok(bytes.len() as u64)
    }

    /// Creates the file, which must not be there: this is what finds two files of one path, also
    /// where the file system sees no difference between `A` and `a`.
    fn create(&self, path: &str, to: &Path) -> disk::Result<fs::File> {
        fs::File::create_new(to).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => {
                disk::failed("publish a second file as", &self.destination.join(path))(e)
            }
            _ => disk::failed("write", to)(e),
        })
    }

    fn ensure_folder(&self, folder: &str) -> disk::Result<()> {
        if folder.is_empty() || lock(&self.folders).contains(folder) {
            return Ok(());
        }
        disk::create_dir_all(&self.staged(folder))?;
        lock(&self.folders).insert(folder.to_owned());
        Ok(())
    }

    /// Where `path` stands until the end. Part by part, because a long path of Windows (`\\?\`)
    /// knows no `/`.
    fn staged(&self, path: &str) -> PathBuf {
        let root = self.staging.new_site();
        let mut staged = PathBuf::with_capacity(root.as_os_str().len() + path.len() + 1);
        staged.push(root);
        staged.extend(path.split('/'));
        staged
    }
}

impl Sink for Publication {
    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()> {
        let written = self.write(path, body);
        match written {
            Ok(size) => {
                self.bytes.fetch_add(size, Ordering::Relaxed);
                lock(&self.files).push(path.to_owned());
                Ok(())
            }
            Err(e) => {
                self.failed.store(true, Ordering::Relaxed);
                Err(e)
            }
        }
    }
}

/// Whether `path` keeps what [`Sink`] promises and leaves the manifest's name alone.
fn is_publishable(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    path.split('/').all(is_plain) && path != manifest::NAME
}

/// A panic of another thread leaves the table whole: every change to it is one insert.
fn lock<T>(table: &Mutex<T>) -> MutexGuard<'_, T> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}
