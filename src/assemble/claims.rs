//! Who is published where: two things at one address are an error that names both.
//!
//! Addresses that differ in case, or in how a letter is composed, are one and the same: many file
//! systems and hosts do not tell them apart.

use std::collections::BTreeMap;

use super::{
    LeftOut, Materials,
    addresses::{self, Addresses},
};
use crate::{
    content::{Document, Role},
    diagnostic::{Diagnostic, Rule},
    source::Place,
    text::slug::fold_path,
    urls,
};

/// Files of authors that take the place of the program's.
const AUTHORS_WIN: &[&str] = &["CNAME", "robots.txt"];

/// Files that the program writes at the top.
const PROGRAM: &[&str] = &[
    "404.html",
    "sitemap.xml",
    "feed.xml",
    ".nojekyll",
    "journey.json",
    "card.png",
    "CNAME",
    "robots.txt",
];

struct Claim {
    file: String,
    owner: Owner,
}

#[derive(Clone)]
enum Owner {
    Author(Place, &'static str),
    Program,
}

/// Reports everything that would be published at one address with something else.
pub fn check(
    materials: &Materials<'_>,
    documents: &[Document],
    addresses: &Addresses,
    left_out: &LeftOut,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut taken: BTreeMap<String, Owner> = BTreeMap::new();
    // The folder of the theme's files is the program's; authors may put files into it.
    let mut folders: BTreeMap<String, Owner> =
        BTreeMap::from([("assets".to_owned(), Owner::Program)]);
    for claim in claims(materials, documents, addresses, left_out, diagnostics) {
        let key = fold_path(&claim.file);
        let above = || key.match_indices('/').filter_map(|(at, _)| key.get(..at));
        let other = taken
            .get(&key)
            .or_else(|| folders.get(&key))
            .or_else(|| above().find_map(|folder| taken.get(folder)));
        if let Some(other) = other {
            diagnostics.push(collision(&claim, other));
            continue;
        }
        for folder in above() {
            folders
                .entry(folder.to_owned())
                .or_insert_with(|| claim.owner.clone());
        }
        taken.insert(key, claim.owner);
    }
}

fn collision(claim: &Claim, other: &Owner) -> Diagnostic {
    let url = format!("/{}", claim.file.trim_end_matches("index.html"));
    match (&claim.owner, other) {
        (Owner::Author(place, what), Owner::Author(first, first_what)) => {
            let both = match what == first_what {
                true if *what == "old address" => "two old addresses".to_owned(),
                true => format!("two {what}s"),
                false => format!("a {what} and a {first_what}"),
            };
            Diagnostic::new(
                Rule::CollidingUrls,
                place.clone(),
                format!("{both} would be published at `{url}`"),
            )
            .also(first.clone(), "the other one")
            .help(
                match *what == "old address" || *first_what == "old address" {
                    true => "take the old address out of `aliases`",
                    false => "rename one of them, or give it another `slug`",
                },
            )
        }
        (Owner::Author(place, what), Owner::Program)
        | (Owner::Program, Owner::Author(place, what)) => Diagnostic::new(
            Rule::ReservedName,
            place.clone(),
            format!("a {what} takes the place of `{url}`, which the program writes"),
        )
        .help("rename it"),
        (Owner::Program, Owner::Program) => {
            Diagnostic::nowhere(Rule::ReservedName, format!("`{url}` is written twice"))
        }
    }
}

fn claims(
    materials: &Materials<'_>,
    documents: &[Document],
    addresses: &Addresses,
    left_out: &LeftOut,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    let program = |file: String| Claim {
        file,
        owner: Owner::Program,
    };
    claims.extend(
        PROGRAM
            .iter()
            .filter(|file| !AUTHORS_WIN.contains(file))
            .filter(|file| !matches!(**file, "journey.json" | "card.png"))
            .map(|file| program((*file).to_owned())),
    );
    for document in documents {
        let Some(url) = addresses.of(document) else {
            continue;
        };
        let place = Place::whole_file(&document.source.path);
        if has_page(materials, document) {
            let place = document
                .common
                .slug
                .as_ref()
                .map_or(place.clone(), |(_, spot)| spot.place());
            let owner = Owner::Author(place, "page");
            claims.push(Claim {
                file: urls::file_of(&url),
                owner,
            });
        }
        if document.role == Role::Map {
            claims.push(program(urls::file_of(&format!("{url}journey.json"))));
        }
        for (written, spot) in &document.common.aliases {
            match addresses::alias(written) {
                Some(alias) => claims.push(Claim {
                    file: urls::file_of(&alias),
                    owner: Owner::Author(spot.place(), "old address"),
                }),
                None => diagnostics.push(
                    Diagnostic::new(
                        Rule::WrongValue,
                        spot,
                        format!("`{written}` is not an address inside the site"),
                    )
                    .help("an alias is a path from the site's root: /old-address/"),
                ),
            }
        }
    }
    // A segment without a portrait has a page too.
    for folder in &materials.listing.segments {
        let has_persona = documents
            .iter()
            .any(|d| d.role == Role::Persona && d.folder == *folder);
        if !has_persona && !left_out.holds(folder) && documents.iter().any(|d| d.folder == *folder)
        {
            let place = documents
                .iter()
                .find(|d| d.folder == *folder)
                .map(|d| d.source.path.clone());
            claims.push(Claim {
                file: urls::file_of(&addresses.folder(folder)),
                owner: Owner::Author(Place::whole_file(place.unwrap_or_default()), "segment"),
            });
        }
    }
    for asset in super::assets(materials.listing, addresses, left_out) {
        let file = asset.url.trim_start_matches('/').to_owned();
        claims.push(Claim {
            file,
            owner: Owner::Author(Place::whole_file(asset.path), "file"),
        });
    }
    claims
}

/// True for documents that have a page to themselves.
fn has_page(materials: &Materials<'_>, document: &Document) -> bool {
    match document.role {
        Role::Home | Role::Page | Role::Map => true,
        Role::Persona => materials.listing.segments.contains(&document.folder),
        Role::Stage => false,
    }
}
