//! What is known of a site's files between two runs.
//!
//! In: which paths may have changed. Out: whether anything has, compared by bytes. What stayed the
//! same keeps its value, so that whoever depends on it can tell at a glance.

mod file;
mod stamp;

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::{Duration, Instant},
};

use rayon::prelude::*;

use super::{Contents, Files, LeaveOut, Text, files_under};
use crate::disk;
use file::{File, Held, hash_of};
use stamp::Stamp;

/// How long one look at everything may read author's files to know their bytes later.
const READING: Duration = Duration::from_millis(50);

/// Where to look.
#[derive(Debug)]
pub enum Look<'p> {
    /// At these files and folders.
    At(&'p BTreeSet<PathBuf>),
    /// At everything.
    Everywhere,
}

/// What a look has found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Whether texts, lists of files, or files of themes differ.
    pub changed: bool,
    /// Author's files that are published as they are and differ.
    pub assets: BTreeSet<PathBuf>,
}

/// The files of a site as they were read.
#[derive(Debug)]
pub struct Known {
    root: PathBuf,
    state: RwLock<State>,
}

#[derive(Debug, Default)]
struct State {
    lists: HashMap<PathBuf, (LeaveOut, Arc<Files>)>,
    files: HashMap<PathBuf, File>,
    /// The names in `themes/`.
    themes: Vec<String>,
    /// Areas that were there at the last look.
    there: BTreeSet<PathBuf>,
    /// How often texts directly in a folder have changed.
    texts: HashMap<PathBuf, u64>,
    resources: u64,
    /// How often author's files have come or changed.
    assets: HashMap<PathBuf, u64>,
}

impl Known {
    /// Nothing is known yet of the site at `root`.
    pub fn new(root: &Path) -> Self {
        Known {
            root: root.to_path_buf(),
            state: RwLock::new(State {
                themes: names_in(&root.join("themes")),
                ..State::default()
            }),
        }
    }

    /// As [`SiteFolder::files_under`](super::SiteFolder::files_under).
    pub fn files_under(&self, folder: &Path, left_out: LeaveOut) -> disk::Result<Arc<Files>> {
        if let Some((_, files)) = self.read().lists.get(folder) {
            return Ok(Arc::clone(files));
        }
        let files = Arc::new(files_under(&self.root, folder, left_out)?);
        self.write().add_list(folder, left_out, Arc::clone(&files));
        Ok(files)
    }

    /// As [`SiteFolder::text`](super::SiteFolder::text).
    pub fn text(&self, file: &Path, shown: &str) -> Arc<Text> {
        if let Some(Held::Text(text)) = self.read().files.get(file).map(|file| &file.held) {
            return Arc::clone(text);
        }
        let read = File::text(file, shown, None);
        let Held::Text(text) = &read.held else {
            return Arc::default();
        };
        let text = Arc::clone(text);
        self.write().files.insert(file.to_path_buf(), read);
        text
    }

    /// As [`SiteFolder::contents`](super::SiteFolder::contents).
    pub fn contents(&self, file: &Path, shown: &str) -> Arc<Contents> {
        if let Some(Held::Contents(contents)) = self.read().files.get(file).map(|file| &file.held) {
            return Arc::clone(contents);
        }
        let read = File::contents(file, shown, None);
        let Held::Contents(contents) = &read.held else {
            return Arc::default();
        };
        let contents = Arc::clone(contents);
        self.write().files.insert(file.to_path_buf(), read);
        contents
    }

    /// As [`SiteFolder::texts`](super::SiteFolder::texts).
    pub fn texts(&self, folder: &Path) -> u64 {
        self.read().texts.get(folder).copied().unwrap_or_default()
    }

    /// As [`SiteFolder::resources`](super::SiteFolder::resources).
    pub fn resources(&self) -> u64 {
        self.read().resources
    }

    /// As [`SiteFolder::asset`](super::SiteFolder::asset).
    pub fn asset(&self, file: &Path) -> u64 {
        self.read().assets.get(file).copied().unwrap_or_default()
    }

    /// As [`SiteFolder::look`](super::SiteFolder::look).
    pub fn look(&self, look: &Look<'_>, areas: &[PathBuf]) -> Looked {
        let mut state = self.write();
        let mut looked = Looked::default();
        let structure_may_differ = match look {
            Look::At(paths) => {
                let mut may_differ = false;
                for path in *paths {
                    may_differ |= match state.files.contains_key(path) {
                        true => state.look_at(&[path], &mut looked),
                        false => state.is_part_of_lists(path, areas),
                    };
                }
                may_differ
            }
            Look::Everywhere => {
                let suspects = state.suspects();
                let suspects: Vec<&PathBuf> = suspects.iter().collect();
                state.look_at(&suspects, &mut looked);
                state.read_assets(Instant::now() + READING);
                true
            }
        };
        if structure_may_differ {
            looked.changed |= state.list_again(&self.root, areas);
        }
        looked
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn add_list(&mut self, folder: &Path, left_out: LeaveOut, files: Arc<Files>) {
        for path in &files.paths {
            if !self.files.contains_key(path) {
                self.files.insert(path.clone(), File::asset(path));
                *self.assets.entry(path.clone()).or_default() += 1;
            }
        }
        self.lists.insert(folder.to_path_buf(), (left_out, files));
    }

    /// Files whose stamps say that they may have changed.
    fn suspects(&self) -> Vec<PathBuf> {
        let may_differ = |(path, file): (&PathBuf, &File)| {
            Stamp::may_differ(file.stamp, Stamp::of(path)).then(|| path.clone())
        };
        self.files.par_iter().filter_map(may_differ).collect()
    }

    /// Compares known files; says whether one of them has come or gone.
    fn look_at(&mut self, paths: &[&PathBuf], looked: &mut Looked) -> bool {
        let mut came_or_went = false;
        for path in paths {
            let Some(file) = self.files.get(*path) else {
                continue;
            };
            let (now, differs) = file.again(path);
            came_or_went |= file.stamp.is_some() != now.stamp.is_some();
            if differs {
                match &now.held {
                    Held::Asset(_) => {
                        *self.assets.entry((*path).clone()).or_default() += 1;
                        looked.assets.insert((*path).clone());
                    }
                    Held::Text(_) => {
                        looked.changed = true;
                        let folder = path.parent().unwrap_or(path).to_path_buf();
                        *self.texts.entry(folder).or_default() += 1;
                    }
                    Held::Contents(_) => {
                        looked.changed = true;
                        self.resources += 1;
                    }
                }
                // A theme's texts are read as texts, and are its files all the same.
                if matches!(now.held, Held::Text(_)) && self.is_a_themes(path) {
                    self.resources += 1;
                }
            }
            self.files.insert((*path).clone(), now);
        }
        came_or_went
    }

    /// Reads author's files that nobody has read yet, so that one whose time of change is all that
    /// changes can be told from one that is another.
    fn read_assets(&mut self, deadline: Instant) {
        for (path, file) in &mut self.files {
            if let Held::Asset(hash @ None) = &mut file.held {
                *hash = hash_of(path, file.stamp);
                if Instant::now() > deadline {
                    return;
                }
            }
        }
    }

    fn is_a_themes(&self, path: &Path) -> bool {
        self.lists.iter().any(|(folder, (left_out, _))| {
            *left_out == LeaveOut::HiddenAndBackups && path.starts_with(folder)
        })
    }

    /// Whether a path of which nothing is known can change what there is.
    fn is_part_of_lists(&self, path: &Path, areas: &[PathBuf]) -> bool {
        let holds_listed = || {
            self.lists.values().any(|(_, files)| {
                let at = files.paths.partition_point(|known| known.as_path() < path);
                files
                    .paths
                    .get(at)
                    .is_some_and(|known| known.starts_with(path))
            })
        };
        let inside = areas
            .iter()
            .any(|area| path.starts_with(area) || area.starts_with(path));
        inside && (path.exists() || holds_listed())
    }

    /// Lists everything again; says whether anything is different.
    fn list_again(&mut self, root: &Path, areas: &[PathBuf]) -> bool {
        let mut changed = false;
        let there: BTreeSet<PathBuf> = areas.iter().filter(|area| area.exists()).cloned().collect();
        if there != self.there {
            changed = true;
            self.there = there;
        }
        let themes = names_in(&root.join("themes"));
        if themes != self.themes {
            self.themes = themes;
            self.resources += 1;
            changed = true;
        }
        let lists: Vec<(PathBuf, LeaveOut, Arc<Files>)> = self
            .lists
            .iter()
            .map(|(folder, (left_out, files))| (folder.clone(), *left_out, Arc::clone(files)))
            .collect();
        for (folder, left_out, earlier) in lists {
            let now = files_under(root, &folder, left_out).unwrap_or_default();
            if now == *earlier {
                continue;
            }
            changed = true;
            if left_out == LeaveOut::HiddenAndBackups {
                self.resources += 1;
            }
            for path in &earlier.paths {
                if now.paths.binary_search(path).is_err() {
                    self.files.remove(path);
                }
            }
            self.add_list(&folder, left_out, Arc::new(now));
        }
        changed
    }
}

/// The names in a folder, sorted; none where there is no folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
