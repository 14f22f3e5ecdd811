//! The store's folder on the disk.
//!
//! In: names of entries and bytes. Out: files, each whole or not there. The folder, with what tells
//! Git and programs for backups to leave it alone, is made with the first entry. Nothing here is an
//! error: what cannot be written is not kept.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use super::{
    OWN,
    entry::{self, Name},
};

/// What marks a folder as a cache: <https://bford.info/cachedir/>.
const CACHE_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What cjm-site keeps between two builds. It may be removed at any time.\n";

/// What files begin with that are being written.
const UNFINISHED: &str = ".new-";

/// After how long nobody writes any more to a file that is being written.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The folder `.cjm-site/kept` of a site.
#[derive(Debug)]
pub(super) struct Folder {
    own: PathBuf,
    kept: PathBuf,
    /// The files of each kind by the digits of their keys, as they were when the kind was first
    /// asked for.
    listed: Mutex<HashMap<String, HashMap<String, Vec<String>>>>,
    is_ready: AtomicBool,
    unfinished: AtomicU64,
}

impl Folder {
    /// The folder of the site at `root`.
    pub fn new(root: &Path) -> Self {
        let own = root.join(OWN);
        Folder {
            kept: own.join("kept"),
            own,
            listed: Mutex::default(),
            is_ready: AtomicBool::new(false),
            unfinished: AtomicU64::new(0),
        }
    }

    /// Whether the folder is there.
    pub fn is_there(&self) -> bool {
        self.kept.is_dir()
    }

    /// The file of an entry, if it is there and whole.
    pub fn find(&self, name: &Name) -> Option<PathBuf> {
        let files: Vec<PathBuf> = {
            let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
            let kind = match listed.get(&name.kind) {
                Some(kind) => kind,
                None => listed
                    .entry(name.kind.clone())
                    .or_insert(list(&self.kept.join(&name.kind))),
            };
            let files = kind.get(&name.key).into_iter().flatten();
            files
                .map(|file| self.kept.join(&name.kind).join(file))
                .collect()
        };
        let is_asked_for = |file: &PathBuf| {
            file.extension().is_some_and(|end| end == &*name.ending) && entry::is_whole(file)
        };
        files.into_iter().find(is_asked_for)
    }

    /// Writes an entry; `None` where that cannot be done.
    pub fn write(&self, name: &Name, bytes: &[u8]) -> Option<PathBuf> {
        self.make_ready().ok()?;
        let folder = self.kept.join(&name.kind);
        let number = self.unfinished.fetch_add(1, Ordering::Relaxed);
        let unfinished = folder.join(format!("{UNFINISHED}{}-{number}", process::id()));
        let file = folder.join(name.file_of(bytes));
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&unfinished, bytes))
            .and_then(|()| fs::rename(&unfinished, &file));
        if written.is_err() {
            drop(fs::remove_file(&unfinished));
        }
        // Where another program has the file open, Windows does not let it be replaced.
        (written.is_ok() || entry::is_whole(&file)).then_some(file)
    }

    /// Makes the site's own folder. A symbolic link could lead out of the site, and is not
    /// followed.
    fn make_ready(&self) -> io::Result<()> {
        if self.is_ready.load(Ordering::Relaxed) && self.own.is_dir() {
            return Ok(());
        }
        for folder in [&self.own, &self.kept] {
            if fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
        fs::create_dir_all(&self.kept)?;
        for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", CACHE_TAG)] {
            let file = self.own.join(name);
            if !file.exists() {
                fs::write(file, text)?;
            }
        }
        self.is_ready.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Removes what was not used for `unused`, and what was never finished.
    pub fn tidy(&self, unused: Duration) {
        let now = SystemTime::now();
        let kinds = fs::read_dir(&self.kept).into_iter().flatten().flatten();
        for kind in kinds {
            let entries = fs::read_dir(kind.path()).into_iter().flatten().flatten();
            for entry in entries {
                let patience = match entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                    true => ABANDONED,
                    false => unused,
                };
                let used = entry.metadata().and_then(|metadata| metadata.modified());
                let age = used.ok().and_then(|used| now.duration_since(used).ok());
                if age.is_some_and(|age| age > patience) {
                    drop(fs::remove_file(entry.path()));
                }
            }
            // Goes only if nothing is left in it.
            drop(fs::remove_dir(kind.path()));
        }
    }
}

/// The files of a folder by the digits that they begin with.
fn list(folder: &Path) -> HashMap<String, Vec<String>> {
    let mut files: HashMap<String, Vec<String>> = HashMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if let Ok(name) = entry.file_name().into_string()
            && let Some((key, _)) = name.split_once('-')
        {
            files.entry(key.to_owned()).or_default().push(name);
        }
    }
    files
}
