//! What stands on the published pages.

pub mod html;

mod charts;
mod curve;
mod data;
mod example;
mod golden;
mod links;
mod parts;
mod same_bytes;
mod search;
mod structure;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::LazyLock,
};

use crate::{
    content_model::build,
    project::{Project, repository},
};
use html::{Element, parse};

/// The folder of the small site that has a bit of everything.
pub fn complete_folder() -> PathBuf {
    repository().join("tests/sites/complete")
}

/// The small site that has a bit of everything, built.
fn complete() -> Project {
    let project = Project::copy_of(&complete_folder().join("site"));
    build(&project, &[]);
    project
}

/// The repository's own example site, without what has been published of it.
fn example() -> Project {
    let project = Project::new();
    for folder in ["content", "themes"] {
        crate::project::copy_folder(&repository().join(folder), &project.path(folder));
    }
    let settings = std::fs::read(repository().join("book.toml")).expect("book.toml");
    project.write("book.toml", &settings);
    // So that the example does not grow old: the newest day that its maps were reviewed is in 2026.
    project.today(1_790_000_000)
}

/// A published site, read.
struct Published {
    /// All files by their paths.
    files: BTreeMap<String, Vec<u8>>,
    /// The pages among them.
    pages: BTreeMap<String, Element>,
    /// The ids of each page's elements.
    ids: BTreeMap<String, BTreeSet<String>>,
}

/// The complete site as it is published.
static COMPLETE: LazyLock<Published> = LazyLock::new(|| Published::of(&complete()));

/// The example site as it is published.
static EXAMPLE: LazyLock<Published> = LazyLock::new(|| {
    let project = example();
    build(&project, &[]);
    Published::of(&project)
});

/// The example site with drafts and internal lanes.
static WHOLE_EXAMPLE: LazyLock<Published> = LazyLock::new(|| {
    let project = example();
    build(&project, &["--drafts", "--internal"]);
    Published::of(&project)
});

impl Published {
    fn of(project: &Project) -> Self {
        let files = project.tree("public");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let pages: BTreeMap<String, Element> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.clone(), parse(&text(bytes).replace('\u{ad}', ""))))
            .collect();
        let ids_of = |page: &Element| {
            page.descendants()
                .into_iter()
                .filter_map(|e| e.attr("id"))
                .map(str::to_owned)
                .collect()
        };
        let ids = pages
            .iter()
            .map(|(path, page)| (path.clone(), ids_of(page)))
            .collect();
        Published { files, pages, ids }
    }

    /// A page.
    #[track_caller]
    fn page(&self, path: &str) -> &Element {
        self.pages
            .get(path)
            .unwrap_or_else(|| panic!("no {path} among {:?}", self.pages.keys()))
    }

    /// The stylesheets.
    fn styles(&self) -> impl Iterator<Item = (&String, String)> {
        let styles = self.files.iter().filter(|(path, _)| path.ends_with(".css"));
        styles.map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).expect("UTF-8")))
    }
}
