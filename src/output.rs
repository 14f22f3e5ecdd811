//! What a site becomes: paths and bytes, on their way to a place that keeps them.
//!
//! In: files as rendering finishes them. Out: whatever the [`Sink`] makes of them — a folder on
//! the disk, a table in memory, or nothing. Rendering hands each file over as soon as it is done,
//! from several threads at once, so that a big site never stands in memory whole.

use std::{
    borrow::Cow,
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::disk;

/// The bytes of one published file, or where to copy them from.
#[derive(Debug, Clone)]
pub enum Body<'a> {
    /// Bytes at hand.
    Bytes(Cow<'a, [u8]>),
    /// Bytes that somebody else keeps as well.
    Shared(&'a Arc<[u8]>),
    /// A file to be copied as it is.
    File(&'a Path),
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

/// A place that takes published files.
///
/// `path` is relative to the published root, with `/` between its parts, already checked: no
/// empty part, no `.` or `..`, nothing that leaves the root.
pub trait Sink: Sync {
    /// Takes one file. Called from many threads, once a path.
    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()>;
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
    files: Mutex<HashMap<String, Stored>>,
}

/// One file of an [`Output`].
#[derive(Debug, Clone)]
pub enum Stored {
    /// The bytes themselves.
    Bytes(Arc<[u8]>),
    /// An author's file, read when it is asked for.
    File(PathBuf),
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Stored::Bytes(one), Stored::Bytes(another)) => {
                // Mostly they are the very same, and need not be compared.
                Arc::ptr_eq(one, another) || one == another
            }
            (Stored::File(one), Stored::File(another)) => one == another,
            _ => false,
        }
    }
}

impl Output {
    /// The file at `path` (relative, with `/`), if there is one.
    pub fn get(&self, path: &str) -> Option<Stored> {
        self.lock().get(path).cloned()
    }

    /// Whether another site has the same files with the same bytes.
    pub fn same_as(&self, other: &Output) -> bool {
        let (files, others) = (self.lock(), other.lock());
        let stands_there = |(path, file)| others.get(path) == Some(file);
        files.len() == others.len() && files.iter().all(stands_there)
    }

    /// All paths, sorted.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.lock().keys().cloned().collect();
        paths.sort_unstable();
        paths
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Stored>> {
        // A panic in another thread leaves the table whole: every change to it is one insert.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Output {
    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()> {
        let stored = match body {
            Body::Bytes(bytes) => Stored::Bytes(bytes.into_owned().into()),
            Body::Shared(bytes) => Stored::Bytes(Arc::clone(bytes)),
            Body::File(file) => Stored::File(file.to_path_buf()),
        };
        self.lock().insert(path.to_owned(), stored);
        Ok(())
    }
}
