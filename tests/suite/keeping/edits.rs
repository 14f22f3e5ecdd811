//! Random edits of every kind of file of a site.
//!
//! In: chance. Out: a changed folder, and the paths of which a watch would tell. The last edit can
//! be undone.

mod files;
mod looks;
mod pictures;
mod texts;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

pub use pictures::photo;

use crate::random::Random;

/// One edit.
pub struct Edit {
    /// What was done, for a message.
    pub what: String,
    /// The paths of which a watch would tell.
    pub touched: BTreeSet<PathBuf>,
}

/// Makes edits in a site's folder.
pub struct Edits {
    root: PathBuf,
    /// The files before the first edit.
    original: BTreeMap<PathBuf, Vec<u8>>,
    /// The files before the last edit.
    before: BTreeMap<PathBuf, Vec<u8>>,
    made: usize,
}

impl Edits {
    /// Edits in the folder at `root`.
    pub fn new(root: &Path) -> Self {
        Edits {
            root: root.to_path_buf(),
            original: files(root),
            before: BTreeMap::new(),
            made: 0,
        }
    }

    /// Makes an edit.
    pub fn make(&mut self, random: &mut Random) -> Edit {
        self.before = files(&self.root);
        self.made += 1;
        let mut edit = Edit {
            what: String::new(),
            touched: BTreeSet::new(),
        };
        match random.below(16) {
            0..=3 => self.line(random, &mut edit),
            4..=6 => self.key(random, &mut edit),
            7 => self.settings(random, &mut edit),
            8 => self.theme(random, &mut edit),
            9 => self.rename(random, &mut edit),
            10 => self.remove(random, &mut edit),
            11 => self.copy(random, &mut edit),
            12 => self.asset(random, &mut edit),
            13..=14 => self.picture(random, &mut edit),
            _ => self.folder(random, &mut edit),
        }
        edit
    }

    /// Takes the last edit back; gives the paths of which a watch would tell.
    pub fn undo(&self) -> BTreeSet<PathBuf> {
        self.restore(&self.before)
    }

    /// Takes all edits back.
    pub fn begin_anew(&self) -> BTreeSet<PathBuf> {
        self.restore(&self.original)
    }

    fn restore(&self, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeSet<PathBuf> {
        let now = files(&self.root);
        let mut touched = BTreeSet::new();
        for path in now.keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(path).expect("removed");
            touched.insert(path.clone());
        }
        for (path, bytes) in wanted {
            if now.get(path) != Some(bytes) {
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, bytes).expect("written");
                touched.insert(path.clone());
            }
        }
        touched
    }

    fn texts(&self) -> Vec<PathBuf> {
        let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
        self.before
            .keys()
            .filter(|path| is_text(path))
            .cloned()
            .collect()
    }
}

fn write(edit: &mut Edit, file: &Path, bytes: &[u8], what: &str) {
    fs::write(file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    told(edit, file, what);
}

fn told(edit: &mut Edit, path: &Path, what: &str) {
    edit.what += &format!("{}: {what}; ", path.display());
    edit.touched.insert(path.to_path_buf());
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // What the program keeps is no author's, who edits here.
        if path.ends_with(".cjm-site") {
            continue;
        }
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            all.insert(path, bytes);
        }
    }
    all
}
