//! What publishing promises, tried on real folders.

mod killed;
mod refused;
mod whole;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Protected, Publication, Published, Refusal, manifest};
use crate::output::Sink;

/// A site in a folder of its own, removed with the value that made it.
pub(super) struct Site {
    folder: PathBuf,
    _owned: Option<tempfile::TempDir>,
}

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Self {
            // Temporary folders lie behind a symbolic link on some systems.
            folder: fs::canonicalize(folder.path()).unwrap(),
            _owned: Some(folder),
        };
        fs::create_dir_all(site.path("home/site/content/map")).unwrap();
        fs::create_dir_all(site.path("home/site/themes/mine")).unwrap();
        site
    }

    /// The site that another process has made.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            _owned: None,
        }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub fn protected(&self) -> Protected {
        Protected {
            root: self.path("home/site"),
            content: self.path("home/site/content"),
            themes: self.path("home/site/themes"),
            home: Some(self.path("home")),
        }
    }

    pub fn public(&self) -> PathBuf {
        self.path("home/site/public")
    }

    pub fn open(&self, destination: impl AsRef<Path>) -> Result<Publication, Refusal> {
        Publication::open(destination.as_ref(), &self.protected())
    }

    /// Publishes `files`, each holding its own path, into `public`.
    pub fn publish(&self, files: &[&str]) -> Published {
        let publication = self.open(self.public()).unwrap();
        for file in files {
            put(&publication, file, file);
        }
        publication.finish().unwrap()
    }

    /// The names in the site's folder.
    pub fn names(&self) -> Vec<String> {
        names(&self.path("home/site"))
    }
}

pub(super) fn put(publication: &Publication, path: &str, text: &str) {
    publication.put(path, text.to_owned().into()).unwrap();
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// All files under `folder` but the manifest, relative, sorted.
pub(super) fn tree(folder: &Path) -> Vec<String> {
    let mut contents = manifest::contents(folder, &manifest::Manifest::default()).unwrap();
    let litter = contents.litter.iter();
    contents
        .foreign
        .extend(litter.map(|path| path.to_str().unwrap().to_owned()));
    contents.foreign.sort();
    contents.foreign
}
