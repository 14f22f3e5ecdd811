//! Which files a content folder holds, and what each of them is.
//!
//! In: the content folder. Out: Markdown files with their roles, other files, sorted by path.
//! Files and folders that begin with `.` or `_` and editors' backup files are left out. Symbolic
//! links are followed inside the site folder only.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::Memory;
use crate::{
    diagnostic::{Diagnostic, Rule},
    disk::{self, relative},
    kept::{Same, settled},
    site_folder::{LeaveOut, SiteFolder},
    source::Place,
    text::slug,
};

/// What a Markdown file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// The Markdown files of one folder.
#[derive(Debug, PartialEq, Eq)]
pub struct ListedFolder {
    /// The folder within the content folder, with `/`, without slashes at its ends.
    pub name: Arc<str>,
    /// Where it is.
    pub place: PathBuf,
    /// The files, in the order of their names.
    pub files: Vec<ListedFile>,
}

/// The files of a content folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Markdown files by their folders, in the order of these.
    pub folders: Vec<Arc<ListedFolder>>,
    /// All other files.
    pub assets: Vec<ListedFile>,
    /// Folders with a `map.md`.
    pub maps: BTreeSet<String>,
    /// Folders in a map that hold a `persona.md` or numbered Markdown files.
    pub segments: BTreeSet<String>,
}

/// Lists the content folder `src` of a site, which exists. `languages` are the codes of further
/// languages.
pub fn list(
    folder: &SiteFolder,
    src: &str,
    languages: Vec<String>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Arc<Listing>> {
    let content = folder.root().join(src);
    let files = folder.files_under(&content, LeaveOut::Usual)?;
    let key = (Same(files), languages);
    let (listing, found) = memory.listing.get(key, |(files, languages), earlier| {
        let mut found = files.findings.clone();
        let listed = files
            .paths
            .iter()
            .filter_map(|file| listed(folder.root(), &content, file, &mut found))
            .collect();
        let mut listing = sorted_out(listed, &languages, &mut found);
        let earlier = earlier.map(|(listing, _)| listing);
        if let Some(earlier) = earlier {
            stay_the_same(&mut listing.folders, &earlier.folders);
        }
        (settled(earlier, listing), found)
    });
    diagnostics.extend(found);
    Ok(listing)
}

/// A file with its name understood, its role still open.
fn listed(
    root: &Path,
    content: &Path,
    file: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ListedFile> {
    let path = relative(root, file);
    if file.to_str().is_none() {
        diagnostics.push(Diagnostic::new(
            Rule::NotUtf8,
            Place::whole_file(path),
            "the file's name is not UTF-8",
        ));
        return None;
    }
    if path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains(['\\', '\0']))
    {
        diagnostics.push(
            Diagnostic::new(
                Rule::WrongValue,
                Place::whole_file(path),
                "a file whose name holds a backslash cannot be published",
            )
            .help("rename the file"),
        );
        return None;
    }
    let within = relative(content, file);
    let (folder, name) = within.rsplit_once('/').unwrap_or(("", &within));
    let (number, name) = match markdown_stem(name) {
        Some(stem) => {
            let (number, rest) = slug::strip_order(stem);
            (number, rest)
        }
        None => (None, name),
    };
    Some(ListedFile {
        file: file.to_path_buf(),
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
    let mut documents = Vec::new();
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
            documents.push(file);
        }
    }
    let names = names_by_folder(&documents);
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
                && files
                    .iter()
                    .any(|(number, name)| number.is_some() || *name == "persona")
        })
        .map(|(folder, _)| (*folder).to_owned())
        .collect();
    let mut folders: BTreeMap<String, Vec<ListedFile>> = BTreeMap::new();
    for file in documents {
        let role = role(&file, &listing);
        let folder = folders.entry(file.folder.clone()).or_default();
        folder.push(ListedFile { role, ..file });
    }
    let folder = |(name, files): (String, Vec<ListedFile>)| {
        let place = files.first().and_then(|file| file.file.parent());
        Arc::new(ListedFolder {
            name: name.into(),
            place: place.map(Path::to_path_buf).unwrap_or_default(),
            files,
        })
    };
    listing.folders = folders.into_iter().map(folder).collect();
    listing
}

/// Takes those of the earlier folders that are as they were.
fn stay_the_same(folders: &mut [Arc<ListedFolder>], earlier: &[Arc<ListedFolder>]) {
    for folder in folders {
        let known = earlier.binary_search_by(|known| known.name.cmp(&folder.name));
        if let Some(known) = known.ok().and_then(|at| earlier.get(at))
            && known == folder
        {
            *folder = Arc::clone(known);
        }
    }
}

impl Listing {
    /// All Markdown files.
    pub fn documents(&self) -> impl Iterator<Item = &ListedFile> {
        self.folders.iter().flat_map(|folder| &folder.files)
    }
}

type Names<'a> = BTreeMap<&'a str, Vec<(Option<u32>, &'a str)>>;

fn names_by_folder(documents: &[ListedFile]) -> Names<'_> {
    let mut names = Names::new();
    for file in documents {
        names
            .entry(&file.folder)
            .or_default()
            .push((file.number, &file.name));
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
    languages
        .iter()
        .find(|known| *known == code)
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_markdown() {
        assert_eq!(markdown_stem("a.md"), Some("a"));
        assert_eq!(markdown_stem("a.b.MARKDOWN"), Some("a.b"));
        assert_eq!(markdown_stem(".md"), None);
        assert_eq!(markdown_stem("a.mdx"), None);
    }
}
