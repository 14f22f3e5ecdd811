//! Watching on a real file system.
//!
//! What has to come is waited for, long enough for a busy machine, and what must not come would
//! have come before something else. Where a machine that stops in the midst of a save would change
//! what is seen, the save is tried again.

mod folders;
mod life;
mod saving;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{Plan, Seen, Watch};

/// How long something that has to come may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// A site in a temporary folder, watched.
pub(super) struct Site {
    folder: tempfile::TempDir,
    pub watch: Watch,
}

impl Site {
    /// A site with `content/a.md`, watched as sites are: the root, the content, the themes, which
    /// are not there.
    pub fn new() -> Self {
        Self::prepared(&["content", "themes"], |root| {
            fs::create_dir(root.join("content")).unwrap();
            fs::write(root.join("content/a.md"), "first").unwrap();
            fs::write(root.join("book.toml"), "first").unwrap();
        })
    }

    /// A site with these deep folders, watched once it is prepared.
    pub fn prepared(deep: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir(&root).unwrap();
        prepare(&root);
        let watch = Watch::start(plan(&root, deep), false);
        assert_eq!(watch.why_polling(), None);
        Self { folder, watch }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A path within the site.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Waits until something is seen that satisfies; gives all that was seen.
    pub fn until(&mut self, satisfies: impl Fn(&Seen) -> bool) -> Vec<Seen> {
        let deadline = Instant::now() + PATIENCE;
        let mut all = Vec::new();
        loop {
            let seen = self.watch.wait(PATIENCE);
            let is_enough = satisfies(&seen);
            all.push(seen);
            if is_enough {
                return all;
            }
            assert!(Instant::now() < deadline, "{all:?}");
        }
    }

    /// Waits for a batch that names this path.
    pub fn until_named(&mut self, path: &str) -> Vec<Seen> {
        let path = self.at(path);
        self.until(|seen| names(seen, &path))
    }

    /// Waits for a batch that says to look everywhere, and for those that follow from it, so that
    /// none of them is taken for a later one.
    pub fn until_everything(&mut self) {
        self.until(|seen| *seen == Seen::Everything);
        let deadline = Instant::now() + PATIENCE;
        while self.watch.batches.due().is_some() || self.watch.anew.is_some() {
            let seen = self.watch.wait(PATIENCE);
            assert!(Instant::now() < deadline, "{seen:?}");
        }
    }

    /// Waits until changes to a file are noticed. What was before may still be on its way.
    pub fn follows(&mut self, path: &str) {
        let deadline = Instant::now() + PATIENCE;
        let file = self.at(path);
        loop {
            fs::write(&file, "another").unwrap();
            if names(&self.watch.wait(Duration::from_millis(500)), &file) {
                return;
            }
            assert!(Instant::now() < deadline, "{path}");
        }
    }

    /// Does something, then writes a file in `content`: the paths of the one batch that comes, the
    /// written one left out.
    pub fn seen_of(&mut self, act: impl FnOnce(&Path)) -> BTreeSet<PathBuf> {
        act(&self.root());
        let marker = self.at("content/marker.md");
        fs::write(&marker, "marker").unwrap();
        let mut paths = BTreeSet::new();
        for seen in self.until_named("content/marker.md") {
            match seen {
                Seen::Paths(named) => paths.extend(named),
                other => panic!("{other:?}"),
            }
        }
        paths.remove(&marker);
        paths
    }
}

/// The plan of a site.
pub(super) fn plan(root: &Path, deep: &[&str]) -> Plan {
    Plan {
        deep: deep.iter().map(|folder| root.join(folder)).collect(),
        shallow: BTreeSet::from([root.to_path_buf()]),
    }
}

/// Whether a batch names a path.
pub(super) fn names(seen: &Seen, path: &Path) -> bool {
    matches!(seen, Seen::Paths(paths) if paths.contains(path))
}

/// Lets some time go by between two steps of somebody who saves a file.
pub(super) fn pause(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}
