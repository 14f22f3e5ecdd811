//! The site that is shown at the moment, at its place on the server.
//!
//! In: a snapshot. Out: which of its pages stands at a path as the browser has it, and the tag of
//! that page.

use super::{
    Snapshot, bases,
    file_answer::file_mark,
    lookup::{self, Found},
    page_tag::{PageTag, page_tag},
    target,
};
use crate::output::Stored;

/// A snapshot and the path under which its site is served.
pub(super) struct Shown<'a> {
    /// The snapshot.
    pub snapshot: &'a Snapshot,
    /// The path, decoded, with `/` at both ends.
    pub base: String,
}

impl<'a> Shown<'a> {
    /// The site of a snapshot at its place.
    pub fn new(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            base: bases::decoded(&snapshot.base_path),
        }
    }

    /// A path of the server (decoded) as a path within the site, if it leads there.
    pub fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.base)
    }

    /// Whether a path of the server is one of those within the site that people go to.
    pub fn is_page(&self, path: &str) -> bool {
        self.within(path).is_some_and(lookup::is_page)
    }

    /// The tag of the page at a path of the server; `None` where the site has no page.
    pub fn tag(&self, path: &str) -> Option<PageTag> {
        let site = self.snapshot.site.as_ref()?;
        match lookup::find(site, self.within(path)?) {
            Found::File { key, .. } if !is_html(&key) => None,
            Found::File { stored, .. } => match stored {
                Stored::Bytes(html) => Some(self.tag_of(&html, path)),
                // An author's page is shown as it is, without the script.
                Stored::File(file) => Some(PageTag {
                    tag: file_mark(&file)?,
                    styles: Vec::new(),
                }),
                Stored::Deferred(_) => None,
            },
            Found::Folder => self.tag(&format!("{path}/")),
            Found::Nothing => None,
        }
    }

    /// The tag of the page `html` where it stands at a path of the server.
    pub fn tag_of(&self, html: &[u8], path: &str) -> PageTag {
        page_tag(html, &target::encode(path), |address| {
            let named = target::named(address)?;
            match self
                .snapshot
                .site
                .as_ref()?
                .get(self.within(&named.path)?)?
            {
                Stored::File(file) => file_mark(&file),
                Stored::Bytes(_) | Stored::Deferred(_) => None,
            }
        })
    }
}

/// Whether a file of the site is a page.
pub(super) fn is_html(key: &str) -> bool {
    key.ends_with(".html")
}
