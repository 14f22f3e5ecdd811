//! Who is published where: two things at one address are an error that names both.
//!
//! Addresses that differ in case, or in how a letter is composed, are one and the same: many file
//! systems and hosts do not tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{addresses, index::Published, outline::Outline, plan::bare_segments};
use crate::{
    content::{Listing, Role},
    diagnostic::{Diagnostic, Rule},
    source::Place,
    text::slug::fold_path,
    urls,
};

/// Files that the program writes at the top, without those of which an author's own wins
/// (`CNAME`, `robots.txt`).
const PROGRAM: &[&str] = &["404.html", "sitemap.xml", "feed.xml", ".nojekyll"];

/// The name of the picture that a page is shared with.
const CARD: &str = "card.png";

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
pub fn check(published: &Published<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, Owner> = BTreeMap::new();
    // The folder of the theme's files is the program's; authors may put files into it.
    let mut folders: BTreeMap<String, Owner> =
        BTreeMap::from([("assets".to_owned(), Owner::Program)]);
    for claim in claims(published, diagnostics) {
        let key = fold_path(&claim.file);
        let above = || key.match_indices('/').filter_map(|(at, _)| key.get(..at));
        let other = taken
            .get(&key)
            .or_else(|| folders.get(&key))
            .or_else(|| above().find_map(|folder| taken.get(folder)));
        if let Some(other) = other {
            diagnostics.extend(collision(&claim, other));
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

/// What is wrong with two claims; nothing where both are the program's: then the pages beside which
/// it writes its files have met already.
fn collision(claim: &Claim, other: &Owner) -> Option<Diagnostic> {
    let url = format!("/{}", claim.file.trim_end_matches("index.html"));
    let found = match (&claim.owner, other) {
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
        (Owner::Program, Owner::Program) => return None,
    };
    Some(found)
}

fn claims(published: &Published<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = PROGRAM
        .iter()
        .map(|file| program((*file).to_owned()))
        .collect();
    for document in published.outlines {
        claim_document(published, document, &mut claims, diagnostics);
    }
    // A segment without a portrait has a page too; its first stage stands for it.
    for (folder, path) in bare_segments(published) {
        let url = published.addresses.folder(folder);
        claims.push(Claim {
            file: urls::file_of(&url),
            owner: Owner::Author(Place::whole_file(path), "segment"),
        });
        claims.push(cover_art(&url));
    }
    let cards = cards(&claims, published);
    claims.extend(cards);
    for asset in published.assets {
        claims.push(Claim {
            file: asset.url.trim_start_matches('/').to_owned(),
            owner: Owner::Author(Place::whole_file(&asset.path), "file"),
        });
    }
    claims
}

/// The pictures that pages are shared with, but for those that authors have put there: one for
/// each address, also where two pages want it.
fn cards(claims: &[Claim], published: &Published<'_>) -> Vec<Claim> {
    let files = published.assets.iter().map(|asset| asset.url.as_str());
    let own: BTreeSet<&str> = files.filter(|url| url.ends_with(CARD)).collect();
    let is_page = |claim: &&Claim| matches!(claim.owner, Owner::Author(_, "page" | "segment"));
    let pages = claims.iter().filter(is_page);
    let folders = pages.filter_map(|page| page.file.strip_suffix("index.html"));
    let cards = folders.map(|folder| format!("{folder}{CARD}"));
    let drawn = cards.filter(|card| !own.contains(format!("/{card}").as_str()));
    let once: BTreeMap<String, String> = drawn.map(|card| (fold_path(&card), card)).collect();
    once.into_values().map(program).collect()
}

fn program(file: String) -> Claim {
    Claim {
        file,
        owner: Owner::Program,
    }
}

/// The cover of a landing page, which is the program's whether the theme shows it or not.
fn cover_art(url: &str) -> Claim {
    program(urls::file_of(&format!("{url}cover-art.svg")))
}

/// What a document is published at: its page, a map's data, its old addresses.
fn claim_document(
    published: &Published<'_>,
    document: &Outline,
    claims: &mut Vec<Claim>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(url) = published.addresses.of(document) else {
        return;
    };
    if has_page(published.listing, document) {
        let place = match &document.slug {
            Some((_, place)) => place.clone(),
            None => Place::whole_file(&document.path),
        };
        claims.push(Claim {
            file: urls::file_of(&url),
            owner: Owner::Author(place, "page"),
        });
    }
    if matches!(document.role, Role::Map | Role::Persona) && has_page(published.listing, document) {
        claims.push(cover_art(&url));
    }
    if document.role == Role::Map {
        claims.push(program(urls::file_of(&format!("{url}journey.json"))));
    }
    for (written, place) in &document.aliases {
        match addresses::alias(written) {
            Some(alias) => claims.push(Claim {
                file: urls::file_of(&alias),
                owner: Owner::Author(place.clone(), "old address"),
            }),
            None => diagnostics.push(
                Diagnostic::new(
                    Rule::WrongValue,
                    place.clone(),
                    format!("`{written}` is not an address inside the site"),
                )
                .help("an alias is a path from the site's root: /old-address/"),
            ),
        }
    }
}

/// True for documents that have a page to themselves.
fn has_page(listing: &Listing, document: &Outline) -> bool {
    match document.role {
        Role::Home | Role::Page | Role::Map => true,
        Role::Persona => listing.segments.contains(&document.folder),
        Role::Stage => false,
    }
}
