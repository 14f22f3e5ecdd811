//! The files of a site's folder, found and read.
//!
//! In: the site's root and a path. Out: the files under it, none of them outside of the site, or a
//! file's contents; a finding for each link that leads out and for each file that cannot be read.
//! A [`SiteFolder`] reads for one run, or keeps what it has read until it is told to look again:
//! what is the same on the disk then is the same value still.

mod known;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use walkdir::{DirEntry, WalkDir};

use crate::{
    diagnostic::{Diagnostic, Rule},
    disk::{self, relative},
    source::{Place, SourceFile},
    store::Store,
    urls,
};
use known::Known;

pub use known::{Look, Looked};

/// Which names are left out of a list of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveOut {
    /// Hidden files, `_private`, editors' backups.
    Usual,
    /// The same without `_private`: parts of styles and templates may begin with `_`.
    HiddenAndBackups,
}

impl LeaveOut {
    fn holds(self, name: &str) -> bool {
        disk::is_left_out(name) && !(self == LeaveOut::HiddenAndBackups && name.starts_with('_'))
    }
}

/// The files under a folder, in the order of their paths, with what was wrong on the way.
#[derive(Debug, Default, PartialEq)]
pub struct Files {
    /// Where they are.
    pub paths: Vec<PathBuf>,
    /// Links that lead nowhere or out of the site.
    pub findings: Vec<Diagnostic>,
}

/// A text file, read; without `source` it is not there, or cannot be read.
#[derive(Debug, Default)]
pub struct Text {
    /// The text.
    pub source: Option<Arc<SourceFile>>,
    /// Why it cannot be read.
    pub findings: Vec<Diagnostic>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        fn text(one: &Text) -> Option<&str> {
            one.source.as_ref().map(|source| source.text.as_str())
        }
        text(self) == text(other) && self.findings == other.findings
    }
}

/// Any other file, read; without `bytes` it is not there, or cannot be read.
#[derive(Debug, Default, PartialEq)]
pub struct Contents {
    /// The bytes.
    pub bytes: Option<Arc<[u8]>>,
    /// Why it cannot be read.
    pub findings: Vec<Diagnostic>,
}

/// The folder of a site.
#[derive(Debug)]
pub struct SiteFolder {
    root: PathBuf,
    known: Option<Known>,
    store: Arc<Store>,
}

impl SiteFolder {
    /// The folder at `root`, for one run.
    pub fn new(root: &Path) -> Self {
        SiteFolder {
            root: root.to_path_buf(),
            known: None,
            store: Arc::new(Store::at(root)),
        }
    }

    /// The same, in which nothing at all is written.
    pub fn unwritten(root: &Path) -> Self {
        SiteFolder {
            store: Arc::new(Store::reading_at(root)),
            ..SiteFolder::new(root)
        }
    }

    /// The folder at `root`, whose files are kept between runs.
    pub fn keeping(root: &Path) -> Self {
        SiteFolder {
            root: root.to_path_buf(),
            known: Some(Known::new(root)),
            store: Arc::new(Store::at(root)),
        }
    }

    /// The site's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What is kept in it from one run of the program to the next.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The files under `folder`, which must exist, without those whose names, or folders' names,
    /// are left out. Symbolic links are followed inside of the site only.
    pub fn files_under(&self, folder: &Path, left_out: LeaveOut) -> disk::Result<Arc<Files>> {
        match &self.known {
            None => files_under(&self.root, folder, left_out).map(Arc::new),
            Some(known) => known.files_under(folder, left_out),
        }
    }

    /// A text file; `shown` is its path for messages.
    pub fn text(&self, file: &Path, shown: &str) -> Arc<Text> {
        match &self.known {
            None => Arc::new(read_text(file, shown)),
            Some(known) => known.text(file, shown),
        }
    }

    /// A text file by its path from the site's root. A symbolic link that leads out is not read.
    pub fn text_inside(&self, path: &str) -> Arc<Text> {
        let file = self.root.join(path);
        match refused(&self.root, &file, path) {
            None => self.text(&file, path),
            Some(finding) => Arc::new(Text {
                source: None,
                findings: vec![finding],
            }),
        }
    }

    /// A file of a theme or of the settings' naming; `shown` is its path for messages.
    pub fn contents(&self, file: &Path, shown: &str) -> Arc<Contents> {
        match &self.known {
            None => Arc::new(read_bytes(file, shown)),
            Some(known) => known.contents(file, shown),
        }
    }

    /// A number that is another one whenever texts directly in a folder have changed since they were
    /// read. Always 0 for one run.
    pub fn texts(&self, folder: &Path) -> u64 {
        self.known.as_ref().map_or(0, |known| known.texts(folder))
    }

    /// A number that is another one whenever files of themes, or others that [`contents`] has
    /// read, have changed since. Always 0 for one run.
    ///
    /// [`contents`]: SiteFolder::contents
    pub fn resources(&self) -> u64 {
        self.known.as_ref().map_or(0, Known::resources)
    }

    /// A number that is another one whenever an author's file has changed. Always 0 for one run.
    pub fn asset(&self, file: &Path) -> u64 {
        self.known.as_ref().map_or(0, |known| known.asset(file))
    }

    /// Compares what was read with what is on the disk now; `areas` are folders of which
    /// everything counts, whether or not they were there.
    pub fn look(&self, look: &Look<'_>, areas: &[PathBuf]) -> Looked {
        let known = self.known.as_ref();
        known.map_or_else(Looked::default, |known| known.look(look, areas))
    }
}

fn files_under(root: &Path, folder: &Path, left_out: LeaveOut) -> disk::Result<Files> {
    let real_root = disk::canonicalize(root)?;
    let mut files = Files::default();
    let mut walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.findings.extend(unwalkable(root, &error));
                continue;
            }
        };
        if entry.depth() > 0 && left_out.holds(&entry.file_name().to_string_lossy()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && !leads_inside(&entry, &real_root) {
            files.findings.push(outside(root, entry.path()));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            files.paths.push(entry.into_path());
        }
    }
    Ok(files)
}

fn leads_inside(entry: &DirEntry, real_root: &Path) -> bool {
    disk::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(real_root))
}

fn outside(root: &Path, path: &Path) -> Diagnostic {
    Diagnostic::new(
        Rule::OutsideSite,
        Place::whole_file(relative(root, path)),
        "a symbolic link that leads out of the site folder",
    )
    .help("copy the file or folder into the site")
}

/// Why something cannot be listed. What is gone by now is as if it had never been there.
fn unwalkable(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let is_link = error.path().is_some_and(|path| path.is_symlink());
    let kind = error.io_error().map(std::io::Error::kind);
    if kind == Some(std::io::ErrorKind::NotFound) && !is_link {
        return None;
    }
    let path = error
        .path()
        .map_or_else(String::new, |path| relative(root, path));
    let (rule, message) = match error.io_error() {
        _ if error.loop_ancestor().is_some() => (
            Rule::BrokenSymlink,
            "a symbolic link that leads back to a folder above it".to_owned(),
        ),
        Some(_) if is_link => (
            Rule::BrokenSymlink,
            "a symbolic link that leads to nothing".to_owned(),
        ),
        Some(io) => (Rule::UnreadableFile, format!("cannot be read: {io}")),
        None => (Rule::UnreadableFile, "cannot be read".to_owned()),
    };
    Some(Diagnostic::new(rule, Place::whole_file(path), message))
}

/// Why a file of the site's root is not read at all.
fn refused(root: &Path, file: &Path, shown: &str) -> Option<Diagnostic> {
    let (Ok(real), Ok(real_root)) = (disk::canonicalize(file), disk::canonicalize(root)) else {
        return None;
    };
    if !real.starts_with(real_root) {
        return Some(outside(root, file));
    }
    if real.is_file() {
        return None;
    }
    let message = format!("`{shown}` is not a file");
    let place = Place::whole_file(shown);
    Some(Diagnostic::new(Rule::UnreadableFile, place, message))
}

/// Reads a file. One that is gone by now is as if it had never been there.
fn read_bytes(file: &Path, shown: &str) -> Contents {
    match disk::read(file) {
        Ok(bytes) => Contents {
            bytes: Some(bytes.into()),
            findings: Vec::new(),
        },
        Err(error) => Contents {
            bytes: None,
            findings: unreadable(&error, shown).into_iter().collect(),
        },
    }
}

fn unreadable(error: &disk::Error, shown: &str) -> Option<Diagnostic> {
    if error.source.kind() == std::io::ErrorKind::NotFound {
        return None;
    }
    let message = format!("the file cannot be read: {}", error.source);
    let place = Place::whole_file(shown);
    Some(Diagnostic::new(Rule::UnreadableFile, place, message))
}

/// Reads a text file. One that is gone by now is as if it had never been there.
fn read_text(file: &Path, shown: &str) -> Text {
    let nothing = |finding: Option<Diagnostic>| Text {
        source: None,
        findings: finding.into_iter().collect(),
    };
    let bytes = match disk::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return nothing(unreadable(&error, shown)),
    };
    match String::from_utf8(bytes).map(with_line_feeds) {
        Ok(text) => Text {
            source: Some(SourceFile::new(shown, without_marks(text))),
            findings: Vec::new(),
        },
        Err(error) => nothing(Some(not_utf8(shown, &error))),
    }
}

/// All of our own marks begin with this byte, which hardly any text holds.
fn without_marks(text: String) -> String {
    let marks = [urls::MARK, urls::PENDING, '\u{fdd2}', '\u{fdd3}'];
    if memchr::memchr(0xef, text.as_bytes()).is_some() && text.contains(marks) {
        text.replace(marks, "\u{fffd}")
    } else {
        text
    }
}

/// Lines that end with a carriage return alone, as old Macs wrote them, end with a line feed.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text
    }
}

/// The finding for a file that is not UTF-8, at the first byte that is not.
fn not_utf8(path: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let good = bytes.get(..at).unwrap_or(bytes);
    let line_start = good
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    let line_end = bytes
        .iter()
        .skip(at)
        .position(|&byte| byte == b'\n')
        .map_or(bytes.len(), |n| at + n);
    let place = Place {
        path: path.to_owned(),
        line: good.iter().filter(|&&byte| byte == b'\n').count() + 1,
        column: String::from_utf8_lossy(good.get(line_start..).unwrap_or(&[]))
            .chars()
            .count()
            + 1,
        excerpt: String::from_utf8_lossy(bytes.get(line_start..line_end).unwrap_or(&[]))
            .into_owned(),
        width: 1,
    };
    Diagnostic::new(Rule::NotUtf8, place, "the file is not UTF-8")
        .help("save it as UTF-8; in an editor: \"Save with encoding\"")
}
