//! The folders of which a theme is made.
//!
//! In: a theme's name and a site's folder. Out: the files of the site's own theme of that name
//! and of the built-in one, each a [`Layer`]; a finding for each file that cannot be used.

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use super::{built_in, options};
use crate::{
    diagnostic::{Diagnostic, Rule},
    disk::{self, relative},
    site_folder::{LeaveOut, SiteFolder},
    source::Place,
};

/// The files of a folder by their paths within it.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// One folder of a theme.
#[derive(Debug)]
pub struct Layer {
    /// What stands before the names of its templates: `agency/`, `builtin/agency/`.
    pub prefix: String,
    /// The folder's path for messages: `themes/agency`.
    pub path: String,
    /// The files.
    pub files: Files,
}

/// The layers of a name, the strongest first; none where there is no theme of that name. `name`
/// is that of a folder and no path.
pub fn of(
    name: &str,
    site: &SiteFolder,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Vec<Layer>> {
    let root = site.root();
    let mut layers = Vec::new();
    let folder = root.join("themes").join(name);
    if folder.is_dir() {
        let files = match leads_out(root, &folder)? {
            true => {
                diagnostics.push(outside(root, name));
                Files::new()
            }
            false => read(site, &folder, diagnostics)?,
        };
        layers.push(Layer {
            prefix: format!("{name}/"),
            path: format!("themes/{name}"),
            files,
        });
    }
    if let Some(files) = built_in::files(name) {
        layers.push(Layer {
            prefix: format!("builtin/{name}/"),
            path: format!("builtin/{name}"),
            files,
        });
    }
    Ok(layers)
}

/// The names of all themes that a site can ask for, sorted: its own and the built-in ones, but for
/// those that only serve to be extended.
pub fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = built_in::names().into_iter().map(str::to_owned).collect();
    if let Ok(folder) = std::fs::read_dir(root.join("themes")) {
        let folders = folder.flatten().filter(|entry| entry.path().is_dir());
        names.extend(folders.filter_map(|entry| entry.file_name().into_string().ok()));
    }
    names.sort();
    names.dedup();
    names.retain(|name| !is_abstract(root, name));
    names
}

/// True where the `theme.toml` that counts says so.
fn is_abstract(root: &Path, name: &str) -> bool {
    match std::fs::read_to_string(root.join("themes").join(name).join("theme.toml")) {
        Ok(own) => options::says_abstract(&own),
        Err(_) => built_in::is_abstract(name),
    }
}

fn leads_out(root: &Path, folder: &Path) -> disk::Result<bool> {
    Ok(!disk::canonicalize(folder)?.starts_with(disk::canonicalize(root)?))
}

fn outside(root: &Path, name: &str) -> Diagnostic {
    let path = match root.join("themes").is_symlink() {
        true => "themes".to_owned(),
        false => format!("themes/{name}"),
    };
    let message = "a symbolic link that leads out of the site folder";
    Diagnostic::new(Rule::OutsideSite, Place::whole_file(path), message)
        .help("copy the theme into the site")
}

fn read(
    site: &SiteFolder,
    folder: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Files> {
    let mut files = Files::new();
    let listed = site.files_under(folder, LeaveOut::HiddenAndBackups)?;
    diagnostics.extend(listed.findings.iter().cloned());
    for file in &listed.paths {
        let path = relative(folder, file);
        let shown = relative(site.root(), file);
        let bytes = if is_text(&path) {
            let text = site.text(file, &shown);
            diagnostics.extend(text.findings.iter().cloned());
            let source = text.source.as_ref();
            source.map(|source| source.text.clone().into_bytes())
        } else {
            let contents = site.contents(file, &shown);
            diagnostics.extend(contents.findings.iter().cloned());
            contents.bytes.as_ref().map(|bytes| bytes.to_vec())
        };
        if let Some(bytes) = bytes {
            files.insert(path, Cow::Owned(bytes));
        }
    }
    Ok(files)
}

/// True for files that the program reads as text; all others are published as they are.
fn is_text(path: &str) -> bool {
    path == "theme.toml"
        || ["templates/", "words/", "icons/"]
            .iter()
            .any(|folder| path.starts_with(folder))
}
