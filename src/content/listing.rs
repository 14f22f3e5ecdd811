//! Which files a content folder holds, and what each of them is.
//!
//! In: the content folder. Out: Markdown files with their roles, other files, sorted by path.
//! Files and folders that begin with `.` or `_` and editors' backup files are left out. Symbolic
//! links are followed inside the site folder only.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use crate::{
    diagnostic::{Diagnostic, Rule},
    disk,
    source::Place,
    text::slug,
};

/// What a Markdown file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `index.md` at the top of the content folder.
    Home,
    /// `map.md`.
    Map,
    /// `persona.md` of a map or segment.
    Persona,
    /// A numbered file of a map or segment.
    Stage,
    /// Any other Markdown file.
    Page,
}

/// A file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// Where it is.
    pub file: PathBuf,
    /// The path from the site's root, with `/`.
    pub path: String,
    /// The folder within the content folder, with `/`, without slashes at its ends.
    pub folder: String,
    /// The name; of a Markdown file without number and ending.
    pub name: String,
    /// The number before a Markdown file's name.
    pub number: Option<u32>,
    /// What a Markdown file is; of other files without meaning.
    pub role: Role,
}

/// The files of a content folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// Markdown files.
    pub documents: Vec<ListedFile>,
    /// All other files.
    pub assets: Vec<ListedFile>,
    /// Folders with a `map.md`.
    pub maps: BTreeSet<String>,
    /// Folders in a map that hold a `persona.md` or numbered Markdown files.
    pub segments: BTreeSet<String>,
}

/// Lists the content folder `src` of the site at `root` (both exist). `languages` are the codes of
/// further languages.
pub fn list(
    root: &Path,
    src: &str,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Listing> {
    let content = root.join(src);
    let real_root = disk::canonicalize(root)?;
    let mut files = Vec::new();
    let mut walk = WalkDir::new(&content).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(unwalkable(root, &error));
                continue;
            }
        };
        if entry.depth() > 0 && is_left_out(&entry.file_name().to_string_lossy()) {
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
            files.extend(listed(root, &content, &entry, diagnostics));
        }
    }
    Ok(sorted_out(files, languages, diagnostics))
}

/// True for names that are not published: hidden files, `_private`, editors' backups.
pub fn is_left_out(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '_', '~'])
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".bak", ".swp", ".swo", ".swx", ".tmp", ".orig", ".rej"].iter().any(|end| lower.ends_with(end))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "4913")
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
    let path = error.path().map_or_else(String::new, |path| relative(root, path));
    let place = Place::whole_file(path);
    if error.loop_ancestor().is_some() {
        return Diagnostic::new(Rule::BrokenSymlink, place, "a symbolic link that leads back to a folder above it");
    }
    let is_link = error.path().is_some_and(|path| path.is_symlink());
    match error.io_error() {
        Some(io) if is_link || io.kind() == std::io::ErrorKind::NotFound => {
            Diagnostic::new(Rule::BrokenSymlink, place, "a symbolic link that leads to nothing")
        }
        Some(io) => Diagnostic::new(Rule::UnreadableFile, place, format!("cannot be read: {io}")),
        None => Diagnostic::new(Rule::UnreadableFile, place, "cannot be read"),
    }
}

/// A path from the site's root, with `/` between its parts.
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A file with its name understood, its role still open.
fn listed(
    root: &Path,
    content: &Path,
    entry: &DirEntry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ListedFile> {
    let path = relative(root, entry.path());
    if entry.path().to_str().is_none() {
        diagnostics.push(Diagnostic::new(
            Rule::NotUtf8,
            Place::whole_file(path),
            "the file's name is not UTF-8",
        ));
        return None;
    }
    if entry.file_name().to_string_lossy().contains(['\\', '\0']) {
        diagnostics.push(
            Diagnostic::new(Rule::WrongValue, Place::whole_file(path), "a file whose name holds a backslash cannot be published")
                .help("rename the file"),
        );
        return None;
    }
    let within = relative(content, entry.path());
    let (folder, name) = within.rsplit_once('/').unwrap_or(("", &within));
    let (number, name) = match markdown_stem(name) {
        Some(stem) => {
            let (number, rest) = slug::strip_order(stem);
            (number, rest)
        }
        None => (None, name),
    };
    Some(ListedFile {
        file: entry.path().to_path_buf(),
        path,
        folder: folder.to_owned(),
        name: name.to_owned(),
        number,
        role: Role::Page,
    })
}

/// The name of a Markdown file without its ending; `None` for other files.
pub fn markdown_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_markdown = ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown");
    (is_markdown && !stem.is_empty()).then_some(stem)
}

/// Gives every Markdown file its role, which follows from its name and its folder.
fn sorted_out(
    files: Vec<ListedFile>,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Listing {
    let mut listing = Listing::default();
    for file in files {
        if markdown_stem(&file.path).is_none() {
            listing.assets.push(file);
        } else if let Some(code) = other_language(&file.name, languages) {
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnpublishedLanguage,
                    Place::whole_file(&file.path),
                    format!("texts in the language `{code}` are not published by this version"),
                )
                .help("the file is left out"),
            );
        } else {
            listing.documents.push(file);
        }
    }
    let names = names_by_folder(&listing.documents);
    listing.maps = names
        .iter()
        .filter(|(_, files)| files.contains(&(None, "map")))
        .map(|(folder, _)| (*folder).to_owned())
        .collect();
    listing.segments = names
        .iter()
        .filter(|(folder, files)| {
            let in_a_map = folder.rsplit_once('/').map_or("", |(above, _)| above);
            !folder.is_empty()
                && listing.maps.contains(in_a_map)
                && !listing.maps.contains(**folder)
                && files.iter().any(|(number, name)| number.is_some() || *name == "persona")
        })
        .map(|(folder, _)| (*folder).to_owned())
        .collect();
    for at in 0..listing.documents.len() {
        if let Some(role) = listing.documents.get(at).map(|file| role(file, &listing))
            && let Some(file) = listing.documents.get_mut(at)
        {
            file.role = role;
        }
    }
    listing
}

type Names<'a> = BTreeMap<&'a str, Vec<(Option<u32>, &'a str)>>;

fn names_by_folder(documents: &[ListedFile]) -> Names<'_> {
    let mut names = Names::new();
    for file in documents {
        names.entry(&file.folder).or_default().push((file.number, &file.name));
    }
    names
}

fn role(file: &ListedFile, listing: &Listing) -> Role {
    let in_a_map = listing.maps.contains(&file.folder);
    let in_a_path = in_a_map || listing.segments.contains(&file.folder);
    match (file.number, file.name.as_str()) {
        (None, "map") => Role::Map,
        // Outside of a map a portrait is in the wrong place, which is reported later.
        (None, "persona") => Role::Persona,
        (Some(_), _) if in_a_path => Role::Stage,
        (None, "index") if file.folder.is_empty() => Role::Home,
        _ => Role::Page,
    }
}

/// The further language that a name's last part names: `map.en`.
fn other_language<'l>(name: &str, languages: &'l [String]) -> Option<&'l str> {
    let (_, code) = name.rsplit_once('.')?;
    languages.iter().find(|known| *known == code).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_hidden_files_are_left_out() {
        for name in [".git", "_draft.md", "a.md~", "#a.md#", "a.md.bak", ".a.md.swp", "4913", "~$a.docx"] {
            assert!(is_left_out(name), "{name}");
        }
        for name in ["a.md", "a_b.md", "template.md", "swp.md"] {
            assert!(!is_left_out(name), "{name}");
        }
    }

    #[test]
    fn endings_of_markdown() {
        assert_eq!(markdown_stem("a.md"), Some("a"));
        assert_eq!(markdown_stem("a.b.MARKDOWN"), Some("a.b"));
        assert_eq!(markdown_stem(".md"), None);
        assert_eq!(markdown_stem("a.mdx"), None);
    }
}
