//! Where the keys of a file stand.
//!
//! In: a file and a function that finds its keys. Out: the spot of any key or value by its path;
//! of one that is missing, the spot of what would hold it.

use std::{cell::OnceCell, ops::Range, sync::Arc};

use crate::source::{SourceFile, Spot};

/// Where one key and its value stand. The path is the keys and positions that lead to it, joined
/// by `/`: `client/name`, `kpis/0/unit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The path.
    pub path: String,
    /// The bytes of the key.
    pub key: Range<usize>,
    /// The bytes of the value; empty where it stands on the following lines.
    pub value: Range<usize>,
}

/// A file's keys with their places, found only when a diagnostic asks.
pub struct KeyIndex<'a> {
    file: &'a Arc<SourceFile>,
    /// What to point at when a key is missing: the start of the front matter.
    head: Range<usize>,
    find: Box<dyn Fn() -> Vec<KeyPlace> + 'a>,
    places: OnceCell<Vec<KeyPlace>>,
}

impl<'a> KeyIndex<'a> {
    /// An index over `file`; `find` is called once, on the first question.
    pub fn new(
        file: &'a Arc<SourceFile>,
        head: Range<usize>,
        find: impl Fn() -> Vec<KeyPlace> + 'a,
    ) -> Self {
        KeyIndex {
            file,
            head,
            find: Box::new(find),
            places: OnceCell::new(),
        }
    }

    /// All keys in the order of the text.
    pub fn all(&self) -> &[KeyPlace] {
        self.places.get_or_init(|| (self.find)())
    }

    /// The spot of the key at `path`, or of the nearest key above it.
    pub fn key(&self, path: &str) -> Spot {
        self.nearest(path, |place| place.key.clone())
    }

    /// The spot of the value at `path`, or of its key, or of the nearest key above it.
    pub fn value(&self, path: &str) -> Spot {
        self.nearest(path, |place| {
            if place.value.is_empty() {
                place.key.clone()
            } else {
                place.value.clone()
            }
        })
    }

    /// The start of the keys: where a missing one would stand.
    pub fn head(&self) -> Spot {
        self.file.spot(self.head.clone())
    }

    fn nearest(&self, path: &str, range: impl Fn(&KeyPlace) -> Range<usize>) -> Spot {
        let mut path = path;
        loop {
            if let Some(place) = self.all().iter().rev().find(|place| place.path == path) {
                return self.file.spot(range(place));
            }
            match path.rsplit_once('/') {
                Some((above, _)) => path = above,
                None => return self.head(),
            }
        }
    }
}
