//! Addresses: from the folders and names of files, or from `slug`.

use std::collections::BTreeMap;

use super::outline::Outline;
use crate::{
    content::{Listing, Role},
    diagnostic::{Diagnostic, Rule},
    source::Place,
    text::slug,
};

/// The addresses of all folders.
#[derive(Debug, Default)]
pub struct Addresses {
    folders: BTreeMap<String, String>,
}

impl Addresses {
    /// Settles the address of every folder that holds something.
    pub fn settle(
        documents: &[&Outline],
        listing: &Listing,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut slugs: BTreeMap<&str, &(String, Place)> = BTreeMap::new();
        for document in documents {
            if let Some(slug) = document.slug.as_ref() {
                check_slug(slug, diagnostics);
                if names_its_folder(document, listing) {
                    slugs.insert(&document.folder, slug);
                }
            }
        }
        let mut addresses = Addresses::default();
        let folders = documents.iter().map(|document| document.folder.as_str());
        for folder in folders.chain(listing.assets.iter().map(|file| file.folder.as_str())) {
            addresses.add(folder, &slugs);
        }
        addresses
    }

    /// The address of a folder, with `/` at both ends.
    pub fn folder(&self, folder: &str) -> String {
        self.folders
            .get(folder)
            .cloned()
            .unwrap_or_else(|| "/".to_owned())
    }

    /// The address at which a document is shown; a persona's and a stage's is that of their path.
    /// `None` for a document that has none.
    pub fn of(&self, document: &Outline) -> Option<String> {
        let folder = self.folder(&document.folder);
        Some(match document.role {
            Role::Home => "/".to_owned(),
            Role::Map | Role::Persona | Role::Stage => folder,
            Role::Page if document.name == "index" && document.number.is_none() => folder,
            Role::Page => format!("{folder}{}/", page_slug(document)?),
        })
    }

    fn add(&mut self, folder: &str, slugs: &BTreeMap<&str, &(String, Place)>) -> String {
        if folder.is_empty() {
            self.folders.insert(String::new(), "/".to_owned());
            return "/".to_owned();
        }
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        let above = self.add(above, slugs);
        let own = slugs
            .get(folder)
            .and_then(|(given, _)| slug::slug(given))
            .or_else(|| slug::slug(slug::strip_order(name).1))
            .unwrap_or_else(|| name.to_owned());
        let address = format!("{above}{own}/");
        self.folders.insert(folder.to_owned(), address.clone());
        address
    }
}

/// True for a document whose slug is its folder's.
fn names_its_folder(document: &Outline, listing: &Listing) -> bool {
    match document.role {
        Role::Map => true,
        Role::Persona => listing.segments.contains(&document.folder),
        Role::Page => document.name == "index",
        Role::Home | Role::Stage => false,
    }
}

/// The last part of a page's address; `None` where nothing is left of its name.
fn page_slug(document: &Outline) -> Option<String> {
    let given = document
        .slug
        .as_ref()
        .and_then(|(given, _)| slug::slug(given));
    given
        .or_else(|| slug::slug(&document.name))
        .or_else(|| Some(document.name.clone()))
}

fn check_slug((given, place): &(String, Place), diagnostics: &mut Vec<Diagnostic>) {
    if slug::slug(given).is_none() {
        diagnostics.push(
            Diagnostic::new(
                Rule::WrongValue,
                place.clone(),
                format!("`{given}` leaves nothing for an address"),
            )
            .help("a slug is made of letters, digits and hyphens"),
        );
    }
}

/// The address of an alias, from the site's root; `None` where it is none.
pub fn alias(written: &str) -> Option<String> {
    let path = written.trim().trim_start_matches('/');
    let right = !path.is_empty()
        && !written.trim().starts_with("//")
        && !path.contains(['\\', '?', '#', ':', '"', '<', '>', '|', '*'])
        && !path.chars().any(char::is_control)
        && path
            .trim_end_matches('/')
            .split('/')
            .all(|step| !matches!(step, "" | "." | ".."));
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    right.then(|| {
        if is_file {
            format!("/{path}")
        } else {
            format!("/{}/", path.trim_end_matches('/'))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_stay_inside_the_site() {
        assert_eq!(alias("/old").as_deref(), Some("/old/"));
        assert_eq!(alias("old/page.html").as_deref(), Some("/old/page.html"));
        for wrong in [
            "",
            "/",
            "../x",
            "a/../../b",
            "https://a.example/",
            "a\\b",
            "a?b",
        ] {
            assert_eq!(alias(wrong), None, "{wrong}");
        }
    }
}
