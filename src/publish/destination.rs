//! Where a site may be published.
//!
//! In: the destination as the user wrote it, and the folders of the site. Out: the destination as
//! an absolute path without symbolic links, or a [`Refusal`]. Publishing replaces a folder whole,
//! so a folder that holds anything else is never accepted.

use std::{
    io,
    path::{Component, Path, PathBuf},
};

use super::{
    manifest::{self, Manifest},
    refusal::{Place, Refusal},
};
use crate::disk;

/// The folders that a publication must never replace.
#[derive(Debug, Clone)]
pub struct Protected {
    /// The site's folder. A destination may lie in it, but neither be nor hold it.
    pub root: PathBuf,
    /// The folder of the content: a destination may not lie in it either.
    pub content: PathBuf,
    /// The folder of the site's own themes; the same holds. Need not exist.
    pub themes: PathBuf,
    /// The user's home folder, if known.
    pub home: Option<PathBuf>,
}

impl Protected {
    /// The folders of a site, and the home folder that the environment names.
    pub fn of_site(root: &Path, content: &Path, themes: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            content: content.to_path_buf(),
            themes: themes.to_path_buf(),
            home: std::env::home_dir().filter(|home| !home.as_os_str().is_empty()),
        }
    }
}

/// The destination, resolved, if its place is one where a site may be published. Looks at paths
/// only, not into the folder, and changes nothing.
pub(super) fn check(destination: &Path, site: &Protected) -> Result<PathBuf, Refusal> {
    let folder = resolve(destination)?;
    if folder.file_name().is_none() {
        let place = Place::FileSystem;
        return Err(Refusal::Is { folder, place });
    }
    let mut places = vec![
        (Place::Site, resolve(&site.root)?),
        (Place::Content, resolve(&site.content)?),
        (Place::Themes, resolve(&site.themes)?),
    ];
    if let Some(home) = &site.home {
        places.push((Place::Home, resolve(home)?));
    }
    refuse_places(&folder, &places)?;
    refuse_mount_point(&folder)?;
    Ok(folder)
}

/// Refuses a folder that is one of `places`, holds one, or lies in one that is all source.
fn refuse_places(folder: &Path, places: &[(Place, PathBuf)]) -> Result<(), Refusal> {
    let found = |is_so: &dyn Fn(Place, &Path) -> bool| {
        let mut places = places.iter();
        let found = places.find(|(place, path)| is_so(*place, path));
        found.map(|(place, _)| *place)
    };
    if let Some(place) = found(&|_, path| path == folder) {
        let folder = folder.to_path_buf();
        return Err(Refusal::Is { folder, place });
    }
    if let Some(place) = found(&|_, path| path.starts_with(folder)) {
        let folder = folder.to_path_buf();
        return Err(Refusal::Holds { folder, place });
    }
    let is_source = |place| matches!(place, Place::Content | Place::Themes);
    if let Some(place) = found(&|place, path| is_source(place) && folder.starts_with(path)) {
        let folder = folder.to_path_buf();
        return Err(Refusal::LiesIn { folder, place });
    }
    Ok(())
}

/// Refuses a folder that holds what the manifest in it does not list; gives what the operating
/// system left there, relative to the folder.
pub(super) fn refuse_foreign(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let manifest = Manifest::read(folder)?;
    let contents = manifest::contents(folder, &manifest)?;
    if contents.foreign.is_empty() {
        return Ok(contents.litter);
    }
    Err(Refusal::Foreign {
        folder: folder.to_path_buf(),
        files: contents.foreign,
    })
}

/// The path made absolute, with `.` and `..` gone and every symbolic link followed that is there.
/// Parts that do not exist yet are kept as they are.
fn resolve(path: &Path) -> Result<PathBuf, Refusal> {
    let mut resolved = if path.has_root() {
        PathBuf::new()
    } else {
        disk::canonicalize(Path::new("."))?
    };
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(resolved.pop()),
            Component::Prefix(_) => resolved.push(part),
            Component::RootDir | Component::Normal(_) => {
                resolved.push(part);
                resolved = follow(resolved, path)?;
            }
        }
    }
    match disk::kind(&resolved)? {
        Some(kind) if !kind.is_dir() => Err(Refusal::NotAFolder {
            folder: path.to_path_buf(),
            file: resolved,
        }),
        _ => Ok(resolved),
    }
}

fn follow(path: PathBuf, whole: &Path) -> Result<PathBuf, Refusal> {
    match disk::kind(&path) {
        Ok(Some(kind)) => match disk::canonicalize(&path) {
            // Another publication has just moved it away; a link that leads nowhere stays an error.
            Err(e) if e.source.kind() == io::ErrorKind::NotFound && !kind.is_symlink() => Ok(path),
            found => Ok(found?),
        },
        Ok(None) => Ok(path),
        // What `path` is said to lie in is a file.
        Err(e) if e.source.kind() == io::ErrorKind::NotADirectory => Err(Refusal::NotAFolder {
            folder: whole.to_path_buf(),
            file: path.parent().unwrap_or(&path).to_path_buf(),
        }),
        Err(e) => Err(e.into()),
    }
}

#[cfg(unix)]
fn refuse_mount_point(folder: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.symlink_metadata().map(|metadata| metadata.dev()).ok();
    match (device(folder), folder.parent().and_then(device)) {
        (Some(own), Some(parent)) if own != parent => {
            let folder = folder.to_path_buf();
            Err(Refusal::MountPoint { folder })
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn refuse_mount_point(_folder: &Path) -> Result<(), Refusal> {
    Ok(())
}
