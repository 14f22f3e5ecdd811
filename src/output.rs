//! What a site becomes: paths and bytes, on their way to a place that keeps them.
//!
//! In: files as rendering finishes them. Out: whatever the [`Sink`] makes of them — a folder on
//! the disk, a table in memory, or nothing. Rendering hands each file over as soon as it is done,
//! from several threads at once, so that a big site never stands in memory whole.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{disk, store};

/// The bytes of one published file, or where to copy them from.
#[derive(Debug, Clone)]
pub enum Body<'a> {
    /// Bytes at hand.
    Bytes(Cow<'a, [u8]>),
    /// Bytes that somebody else keeps as well.
    Shared(&'a Arc<[u8]>),
    /// A file to be copied as it is.
    File(&'a Path),
    /// Bytes that are made when somebody wants them, and not before.
    Deferred(&'a Arc<Deferred>),
}

/// How bytes are made that may never be wanted.
type Make = Box<dyn Fn() -> disk::Result<store::Stored> + Send + Sync>;

/// A file that is made only where its bytes are wanted: a drawing takes longer than its page. A
/// build makes it, a check never does, the preview does when a browser asks for it.
pub struct Deferred {
    key: String,
    make: Make,
}

impl Deferred {
    /// A file that `make` makes; `key` is another one wherever the bytes would be.
    pub fn new(
        key: String,
        make: impl Fn() -> disk::Result<store::Stored> + Send + Sync + 'static,
    ) -> Self {
        Deferred {
            key,
            make: Box::new(make),
        }
    }

    /// What the bytes are known by before they are made.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Makes the bytes, or fetches them from where they are kept.
    pub fn make(&self) -> disk::Result<store::Stored> {
        (self.make)()
    }
}

impl fmt::Debug for Deferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deferred({})", self.key)
    }
}

impl PartialEq for Deferred {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<'a> From<Vec<u8>> for Body<'a> {
    fn from(bytes: Vec<u8>) -> Self {
        Body::Bytes(Cow::Owned(bytes))
    }
}

impl<'a> From<String> for Body<'a> {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl<'a> From<&'a store::Stored> for Body<'a> {
    fn from(stored: &'a store::Stored) -> Self {
        match stored {
            store::Stored::File(file) => Body::File(file),
            store::Stored::Bytes(bytes) => Body::Shared(bytes),
        }
    }
}

/// A place that takes published files.
///
/// `path` is relative to the published root, with `/` between its parts, already checked: no
/// empty part, no `.` or `..`, nothing that leaves the root.
pub trait Sink: Sync {
    /// Takes one file. Called from many threads, once a path.
    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()>;

    /// Takes over all files of the site before this one: only those that differ will be put. Called
    /// before any file is put, where nothing has come or gone. False where there is none to take
    /// over: then all files will be put.
    fn take_over(&self) -> bool {
        false
    }
}

/// Takes files and forgets them: what `check` renders into.
#[derive(Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn put(&self, _path: &str, _body: Body<'_>) -> disk::Result<()> {
        Ok(())
    }
}

/// A whole site in memory: what the preview serves.
#[derive(Debug, Default)]
pub struct Output {
    /// The site before this one, as long as its files may be taken over.
    before: Option<Arc<Output>>,
    files: Mutex<Layers>,
}

type Table = HashMap<String, Stored>;

/// The files of a site, most of them often shared with the site before it.
#[derive(Debug, Default)]
struct Layers {
    /// What is shared.
    base: Arc<Table>,
    /// What was put, which stands over it.
    top: Table,
}

/// How many files may stand over those that are shared before the two are made one.
const TOP: usize = 256;

/// One file of an [`Output`].
#[derive(Debug, Clone)]
pub enum Stored {
    /// The bytes themselves.
    Bytes(Arc<[u8]>),
    /// An author's file, read when it is asked for.
    File(PathBuf),
    /// Made when it is asked for.
    Deferred(Arc<Deferred>),
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Stored::Bytes(one), Stored::Bytes(another)) => {
                // Mostly they are the very same, and need not be compared.
                Arc::ptr_eq(one, another) || one == another
            }
            (Stored::File(one), Stored::File(another)) => one == another,
            (Stored::Deferred(one), Stored::Deferred(another)) => one == another,
            _ => false,
        }
    }
}

impl Layers {
    fn get(&self, path: &str) -> Option<&Stored> {
        self.top.get(path).or_else(|| self.base.get(path))
    }

    fn paths(&self) -> HashSet<&String> {
        self.base.keys().chain(self.top.keys()).collect()
    }

    fn same_as(&self, other: &Layers) -> bool {
        let same = |path: &String| self.get(path) == other.get(path);
        if Arc::ptr_eq(&self.base, &other.base) {
            return self.top.keys().chain(other.top.keys()).all(same);
        }
        let (paths, others) = (self.paths(), other.paths());
        paths == others && paths.into_iter().all(same)
    }
}

impl Output {
    /// An empty site that may take over the files of the one before it.
    pub fn after(before: Option<Arc<Output>>) -> Self {
        Output {
            before,
            files: Mutex::default(),
        }
    }

    /// The same site, complete: it lets go of the one before it, and can itself be taken over.
    #[must_use]
    pub fn complete(self) -> Self {
        let mut files = self
            .files
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if files.base.is_empty() || files.top.len() > TOP {
            let mut all = Arc::unwrap_or_clone(files.base);
            all.extend(files.top);
            files = Layers {
                base: Arc::new(all),
                top: Table::new(),
            };
        }
        Output {
            before: None,
            files: Mutex::new(files),
        }
    }

    /// The file at `path` (relative, with `/`), if there is one.
    pub fn get(&self, path: &str) -> Option<Stored> {
        self.lock().get(path).cloned()
    }

    /// Whether another site has the same files with the same bytes.
    pub fn same_as(&self, other: &Output) -> bool {
        self.lock().same_as(&other.lock())
    }

    /// All paths, sorted.
    pub fn paths(&self) -> Vec<String> {
        let files = self.lock();
        let mut paths: Vec<String> = files.paths().into_iter().cloned().collect();
        paths.sort_unstable();
        paths
    }

    fn lock(&self) -> MutexGuard<'_, Layers> {
        // A panic in another thread leaves the files whole: every change to them is one insert.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Output {
    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()> {
        let stored = match body {
            Body::Bytes(bytes) => Stored::Bytes(bytes.into_owned().into()),
            Body::Shared(bytes) => Stored::Bytes(Arc::clone(bytes)),
            Body::File(file) => Stored::File(file.to_path_buf()),
            Body::Deferred(deferred) => Stored::Deferred(Arc::clone(deferred)),
        };
        self.lock().top.insert(path.to_owned(), stored);
        Ok(())
    }

    fn take_over(&self) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let before = before.lock();
        *self.lock() = Layers {
            base: Arc::clone(&before.base),
            top: before.top.clone(),
        };
        true
    }
}
