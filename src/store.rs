//! Bytes that take long to make, kept on the disk from one run of the program to the next.
//!
//! In: the hash of everything that some bytes are made from, and how to make them. Out: the bytes,
//! made at most once: a file under `<site>/.cjm-site/kept/`, or the bytes themselves where that
//! folder cannot be written to. Nothing is lost with the folder but time, so whatever goes wrong
//! with it is no error; an entry that is not whole is made anew.

mod entry;
mod folder;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use blake3::Hash;

use entry::Name;
use folder::Folder;

/// The folder of a site in which the program keeps what is its own.
pub const OWN: &str = ".cjm-site";

/// How long an entry stays that nobody has used.
const UNUSED: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// What is kept on the disk between two runs.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    is_written: bool,
    slots: Mutex<HashMap<Name, Arc<Mutex<Slot>>>>,
    /// Whether files of the folder were given out since it was last found gone.
    was_used: AtomicBool,
    losses: AtomicU64,
}

/// What is known of one entry. Whoever makes it holds the lock, and all others wait for it.
#[derive(Debug, Default)]
enum Slot {
    #[default]
    Unknown,
    File(PathBuf),
    /// Bytes that could not be written, for as long as somebody has them.
    Bytes(Weak<[u8]>),
}

/// Bytes that a [`Store`] has given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// A whole file of the store.
    File(PathBuf),
    /// The bytes themselves, where the store cannot be written to.
    Bytes(Arc<[u8]>),
}

impl Stored {
    /// The bytes; `None` where the file has gone since.
    pub fn read(&self) -> Option<Arc<[u8]>> {
        match self {
            Stored::File(file) => std::fs::read(file).ok().map(Into::into),
            Stored::Bytes(bytes) => Some(Arc::clone(bytes)),
        }
    }
}

impl Store {
    /// The store of the site at `root`. Its folder is made when something is written.
    pub fn at(root: &Path) -> Self {
        Store {
            folder: Folder::new(root),
            is_written: true,
            slots: Mutex::default(),
            was_used: AtomicBool::new(false),
            losses: AtomicU64::new(0),
        }
    }

    /// The same store, from which is read only.
    pub fn reading_at(root: &Path) -> Self {
        Store {
            is_written: false,
            ..Store::at(root)
        }
    }

    /// Whether what is made is kept, as far as the disk allows.
    pub fn is_written(&self) -> bool {
        self.is_written
    }

    /// The bytes of a `kind` (a plain name: it is a folder's) made from what `key` is the hash of;
    /// `ending` is their file's, without the dot. Who asks while another thread makes them waits
    /// for that. `make` must therefore not wait for other threads itself, as `rayon::join` and
    /// parallel iterators do: one of them may be waiting for these very bytes.
    ///
    /// # Errors
    /// Those of `make`. The next who asks will try again.
    pub fn get_or_make<E>(
        &self,
        kind: &str,
        key: &Hash,
        ending: &str,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Stored, E> {
        let name = Name::new(kind, key, ending);
        let slot = self.slot(&name);
        let mut slot = lock(&slot);
        if let Some(found) = self.find(&name, &mut slot) {
            return Ok(found);
        }
        let bytes = make()?;
        if self.is_written
            && let Some(file) = self.folder.write(&name, &bytes)
        {
            self.was_used.store(true, Ordering::Relaxed);
            *slot = Slot::File(file.clone());
            return Ok(Stored::File(file));
        }
        let bytes: Arc<[u8]> = bytes.into();
        *slot = Slot::Bytes(Arc::downgrade(&bytes));
        Ok(Stored::Bytes(bytes))
    }

    /// The same bytes, if they are there.
    pub fn get(&self, kind: &str, key: &Hash, ending: &str) -> Option<Stored> {
        let name = Name::new(kind, key, ending);
        let slot = self.slot(&name);
        let mut slot = lock(&slot);
        self.find(&name, &mut slot)
    }

    /// How often the folder was found removed while the program ran: files that were given out
    /// before are gone then, and have to be asked for again.
    pub fn losses(&self) -> u64 {
        if self.was_used.load(Ordering::Relaxed) && !self.folder.is_there() {
            self.was_used.store(false, Ordering::Relaxed);
            self.losses.fetch_add(1, Ordering::Relaxed);
        }
        self.losses.load(Ordering::Relaxed)
    }

    /// Removes what nobody has used for two months.
    pub fn tidy(&self) {
        if self.is_written {
            self.folder.tidy(UNUSED);
        }
    }

    fn find(&self, name: &Name, slot: &mut Slot) -> Option<Stored> {
        if let Slot::Bytes(bytes) = slot
            && let Some(bytes) = bytes.upgrade()
        {
            return Some(Stored::Bytes(bytes));
        }
        let file = match slot {
            Slot::File(file) => entry::is_whole(file).then(|| file.clone()),
            _ => self.folder.find(name),
        };
        let file = file?;
        if self.is_written {
            entry::refresh(&file);
        }
        self.was_used.store(true, Ordering::Relaxed);
        *slot = Slot::File(file.clone());
        Some(Stored::File(file))
    }

    fn slot(&self, name: &Name) -> Arc<Mutex<Slot>> {
        let mut slots = lock(&self.slots);
        match slots.get(name) {
            Some(slot) => Arc::clone(slot),
            None => Arc::clone(slots.entry(name.clone()).or_default()),
        }
    }
}

/// A panic of another thread leaves a slot as it was before: it is set last of all.
fn lock<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
