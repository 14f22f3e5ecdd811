//! `std::fs` with the path in every error.
//!
//! In: paths. Out: bytes, or an [`Error`] that says what was being done to which path.
//! Everything that touches the disk goes through here, so no message ever reads "No such file or
//! directory" without saying which one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The machine is at fault: a file cannot be read, written, moved or removed.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} `{}`: {source}", path.display())]
pub struct Error {
    /// What was attempted, as a verb: "read", "write", "create the folder".
    pub action: &'static str,
    /// The path it was attempted on.
    pub path: PathBuf,
    /// What the operating system said.
    #[source]
    pub source: io::Error,
}

/// The result of touching the disk.
pub type Result<T> = std::result::Result<T, Error>;

/// Builds the closure that turns an [`io::Error`] into an [`Error`] about `path`.
pub fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error {
        action,
        path,
        source,
    }
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(failed("read", path))
}

/// Writes a whole file, replacing what was there. The folder must exist.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(failed("write", path))
}

/// Copies a file's contents. The folder of `to` must exist.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).map_err(failed("copy", from))
}

/// Creates a folder and all that lead to it; one that exists is fine.
pub fn create_dir_all(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(failed("create the folder", path))
}

/// Renames a file or folder.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(failed("rename", from))
}

/// Removes a folder and all in it; one that is not there is fine.
pub fn remove_dir_all(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(failed("remove the folder", path)),
    }
}

/// The absolute path with every symbolic link followed. The path must exist.
pub fn canonicalize(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(failed("find", path))
}

/// What stands at `path`, a symbolic link not followed; `None` where there is nothing.
pub fn kind(path: &Path) -> Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(failed("look at", path)(e)),
    }
}

/// Opens a file for reading.
pub fn open(path: &Path) -> Result<fs::File> {
    fs::File::open(path).map_err(failed("read", path))
}

/// Everything under `folder`, folders before what they hold, symbolic links not followed; in the
/// order of the file system.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<walkdir::DirEntry>> + use<> {
    let root = folder.to_path_buf();
    walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(move |entry| {
            entry.map_err(|e| {
                let path = e.path().unwrap_or(&root).to_path_buf();
                failed("list", &path)(e.into())
            })
        })
}

/// True for names that are not published: hidden files, `_private`, editors' backups.
pub fn is_left_out(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '_', '~'])
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".bak", ".swp", ".swo", ".swx", ".tmp", ".orig", ".rej"]
            .iter()
            .any(|end| lower.ends_with(end))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "4913")
}

/// A path from the site's root, with `/` between its parts.
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_hidden_files_are_left_out() {
        for name in [
            ".git",
            "_draft.md",
            "a.md~",
            "#a.md#",
            "a.md.bak",
            ".a.md.swp",
            "4913",
            "~$a.docx",
        ] {
            assert!(is_left_out(name), "{name}");
        }
        for name in ["a.md", "a_b.md", "template.md", "swp.md"] {
            assert!(!is_left_out(name), "{name}");
        }
    }
}
