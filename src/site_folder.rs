//! The files of a site's folder, found and read.
//!
//! In: the site's root and a path. Out: the files under it, none of them outside of the site, or a
//! file's text; a finding for each link that leads out and for each file that cannot be read.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::{
    diagnostic::{Diagnostic, Rule},
    disk::{self, relative},
    source::Place,
    urls,
};

/// The files under `folder` in the order of their paths, without those whose names, or folders'
/// names, `left_out` leaves out. Symbolic links are followed inside of the site at `root` only.
pub fn files_under(
    root: &Path,
    folder: &Path,
    left_out: impl Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Vec<PathBuf>> {
    let real_root = disk::canonicalize(root)?;
    let mut files = Vec::new();
    let mut walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(unwalkable(root, &error));
                continue;
            }
        };
        if entry.depth() > 0 && left_out(&entry.file_name().to_string_lossy()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && !leads_inside(&entry, &real_root) {
            diagnostics.push(outside(root, entry.path()));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            files.push(entry.into_path());
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

fn unwalkable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error
        .path()
        .map_or_else(String::new, |path| relative(root, path));
    let place = Place::whole_file(path);
    if error.loop_ancestor().is_some() {
        return Diagnostic::new(
            Rule::BrokenSymlink,
            place,
            "a symbolic link that leads back to a folder above it",
        );
    }
    let is_link = error.path().is_some_and(|path| path.is_symlink());
    match error.io_error() {
        Some(io) if is_link || io.kind() == std::io::ErrorKind::NotFound => Diagnostic::new(
            Rule::BrokenSymlink,
            place,
            "a symbolic link that leads to nothing",
        ),
        Some(io) => Diagnostic::new(Rule::UnreadableFile, place, format!("cannot be read: {io}")),
        None => Diagnostic::new(Rule::UnreadableFile, place, "cannot be read"),
    }
}

/// Reads a text file by its path from the site's root. A symbolic link that leads out is not read.
pub fn read_text_inside(
    root: &Path,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let file = root.join(path);
    if let (Ok(real), Ok(real_root)) = (disk::canonicalize(&file), disk::canonicalize(root)) {
        if !real.starts_with(real_root) {
            diagnostics.push(outside(root, &file));
            return None;
        }
        if !real.is_file() {
            let place = Place::whole_file(path);
            diagnostics.push(Diagnostic::new(
                Rule::UnreadableFile,
                place,
                format!("`{path}` is not a file"),
            ));
            return None;
        }
    }
    read_text(&file, path, diagnostics)
}

/// Reads a text file. A file that is gone by now is as if it had never been there.
pub fn read_text(file: &Path, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = match disk::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.source.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            let message = format!("the file cannot be read: {}", error.source);
            diagnostics.push(Diagnostic::new(
                Rule::UnreadableFile,
                Place::whole_file(path),
                message,
            ));
            return None;
        }
    };
    match String::from_utf8(bytes).map(with_line_feeds) {
        // All of our own marks begin with this byte, which hardly any text holds.
        Ok(text)
            if memchr::memchr(0xef, text.as_bytes()).is_some()
                && text.contains([urls::MARK, urls::PENDING, '\u{fdd2}']) =>
        {
            Some(text.replace([urls::MARK, urls::PENDING, '\u{fdd2}'], "\u{fffd}"))
        }
        Ok(text) => Some(text),
        Err(error) => {
            diagnostics.push(not_utf8(path, &error));
            None
        }
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
