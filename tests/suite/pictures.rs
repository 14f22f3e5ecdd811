//! Authors' pictures: sizes, widths to choose from, metadata, faults.
//!
//! In: sites with pictures of all kinds. Out: what is published of them, and how pages show them.

mod faults;
mod kept;
mod metadata;
mod pages;
pub mod samples;
mod withheld;

use std::collections::BTreeMap;

use crate::project::Project;

/// The site of [`Project::minimal`] with a page that shows a picture of this name.
pub fn showing(name: &str, bytes: &[u8]) -> Project {
    let text = format!("---\ntitle: О нас\nsummary: Кто мы.\n---\n\n![Дом]({name})\n");
    Project::minimal()
        .file("content/about.md", &text)
        .bytes(&format!("content/{name}"), bytes)
}

/// The published files whose names begin so, by their names.
pub fn published(project: &Project, beginning: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.tree("public");
    files.retain(|path, _| path.starts_with(beginning));
    files
}
