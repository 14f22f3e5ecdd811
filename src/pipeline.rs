//! The whole program on one screen: settings -> content -> model -> pages.
//!
//! In: a site's root folder and what is asked for. Out: files in a [`Sink`] and all diagnostics.
//! `build`, `check` and `serve` differ in the sink alone.

use std::path::Path;

use crate::{
    assemble::{self, Included, Materials},
    config::{self, Config},
    content::{self, Document, body::LeftOut, documents::Front},
    diagnostic::{Diagnostic, Diagnostics, Rule, Severity},
    disk,
    journey::Site,
    output::{Discard, Sink},
    render::{self, ConfidentialNames, Rendering},
    site_folder,
    source::{Place, SourceFile, Spot},
};

/// The name of the settings file.
pub const SETTINGS: &str = "book.toml";

/// What is asked for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Drafts and internal lanes.
    pub included: Included,
    /// Another `site-url` than the settings'.
    pub site_url: Option<String>,
    /// Whether warnings stop publishing.
    pub strict: bool,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The settings.
    pub config: Config,
    /// How much there is.
    pub counts: Counts,
    /// What was left out as a draft.
    pub drafts: Vec<String>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
}

/// How much a site holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Maps.
    pub maps: usize,
    /// Pages of all kinds.
    pub pages: usize,
}

/// Reads the settings of the site at `root`.
pub fn settings(root: &Path, request: &Request, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut config = match site_folder::read_text_inside(root, SETTINGS, diagnostics) {
        Some(text) => config::parse(&SourceFile::new(SETTINGS, text), diagnostics),
        None => {
            if diagnostics.is_empty() {
                diagnostics.push(
                    Diagnostic::new(
                        Rule::MissingSettings,
                        Place::whole_file(SETTINGS),
                        "there are no settings here",
                    )
                    .help("a site has a `book.toml` at its root; say where with `--root DIR`"),
                );
            }
            // Settings that are there and cannot be read may say what the defaults do not.
            let broken = diagnostics
                .iter()
                .any(|finding| finding.rule != Rule::MissingSettings);
            Config {
                broken,
                ..config::defaults()
            }
        }
    };
    if let Some(url) = &request.site_url {
        config.html.site_url = Some(url.clone());
    }
    config
}

/// Runs the whole pipeline for the site at `root` with settings that have been read.
pub fn run(
    root: &Path,
    config: Config,
    request: &Request,
    sink: &dyn Sink,
    mut found: Vec<Diagnostic>,
) -> disk::Result<Outcome> {
    let mut counts = Counts::default();
    let mut drafts = Vec::new();
    // Settings that cannot be read would make untrue findings of everything that depends on them.
    let src = if config.broken {
        found.extend(faults_of_reading(root, &config)?);
        None
    } else {
        content_folder(root, &config, &mut found)
    };
    if let Some(src) = src {
        let (mut site, confidential) = assemble_site(root, &src, &config, request, &mut found)?;
        let rendering = Rendering {
            root,
            config: &config,
            site: &site,
            confidential: &confidential,
            internal: request.included.internal,
        };
        // What is broken already is rendered for its diagnostics, and kept nowhere.
        let broken = found
            .iter()
            .any(|finding| finding.severity() == Severity::Error);
        let sink = if broken { &Discard } else { sink };
        render::render(&rendering, sink, &mut found)?;
        counts = count(&site);
        drafts = std::mem::take(&mut site.drafts);
        // Freeing a big model takes a while, for which nobody has to wait.
        rayon::spawn(move || drop((site, confidential)));
    }
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(found);
    diagnostics.allow(&config.allow);
    diagnostics.settle();
    Ok(Outcome {
        config,
        counts,
        drafts,
        diagnostics,
    })
}

/// The errors of the documents alone, whatever the settings say.
fn faults_of_reading(root: &Path, config: &Config) -> disk::Result<Vec<Diagnostic>> {
    let mut found = Vec::new();
    if let Some(src) = content_folder(root, config, &mut Vec::new()) {
        let listing = content::list(root, &src, &[], &mut found)?;
        let options = content::Options {
            language: &config.language,
            raw_html: config.html.raw_html,
            left_out: LeftOut::Nothing,
        };
        content::read(&listing, &options, &mut found);
    }
    // A warning may be allowed by settings that are lost.
    found.retain(|finding| finding.severity() == Severity::Error);
    Ok(found)
}

/// Reads the content and settles the model.
fn assemble_site(
    root: &Path,
    src: &str,
    config: &Config,
    request: &Request,
    found: &mut Vec<Diagnostic>,
) -> disk::Result<(Site, ConfidentialNames)> {
    let languages: Vec<String> = config
        .languages
        .iter()
        .map(|(code, _)| code.clone())
        .filter(|code| *code != config.language)
        .collect();
    let listing = content::list(root, src, &languages, found)?;
    let lanes = assemble::lanes_of(config, found);
    let left_out = if request.included.internal {
        LeftOut::Nothing
    } else {
        LeftOut::Internal(&lanes)
    };
    let options = content::Options {
        language: &config.language,
        raw_html: config.html.raw_html,
        left_out,
    };
    let documents = content::read(&listing, &options, found);
    let confidential = confidential_names(&documents);
    let materials = Materials {
        config,
        listing: &listing,
        lanes: &lanes,
        included: request.included,
    };
    let site = assemble::assemble(&materials, documents, found);
    Ok((site, confidential))
}

/// The true names of confidential clients. A draft's client is as confidential as any.
fn confidential_names(documents: &[Document]) -> ConfidentialNames {
    let name = |document: &Document| -> Option<(String, Spot)> {
        match &document.front {
            Front::Map(map) => map
                .client
                .as_ref()
                .filter(|client| client.confidential)?
                .name
                .clone(),
            _ => None,
        }
    };
    let names: Vec<(String, Spot)> = documents.iter().filter_map(name).collect();
    let sources = match names.is_empty() {
        true => Vec::new(),
        false => documents
            .iter()
            .map(|document| document.source.clone())
            .collect(),
    };
    ConfidentialNames::new(names, sources)
}

/// The content folder's path from the root, if it is a folder inside of it.
fn content_folder(root: &Path, config: &Config, found: &mut Vec<Diagnostic>) -> Option<String> {
    let place = || {
        config
            .src_spot
            .as_ref()
            .map_or(Place::whole_file(SETTINGS), Place::from)
    };
    let folder = root.join(&config.src);
    let (Ok(real), Ok(real_root)) = (disk::canonicalize(&folder), disk::canonicalize(root)) else {
        found.push(
            Diagnostic::new(
                Rule::MissingContent,
                place(),
                format!("there is no content folder `{}`", config.src),
            )
            .help("create it, or say in `[book] src` where the texts are"),
        );
        return None;
    };
    if !folder.is_dir() {
        found.push(Diagnostic::new(
            Rule::MissingContent,
            place(),
            format!("`{}` is not a folder", config.src),
        ));
        return None;
    }
    match real.strip_prefix(&real_root) {
        Ok(within) if within.as_os_str().is_empty() => {
            found.push(
                Diagnostic::new(
                    Rule::WrongValue,
                    place(),
                    "the content folder cannot be the site's root",
                )
                .help("put the texts into a folder of their own, such as `content`"),
            );
            None
        }
        Ok(_) => Some(clean(&config.src)),
        Err(_) => {
            let message = format!(
                "the content folder `{}` lies outside of the site folder",
                config.src
            );
            found.push(Diagnostic::new(Rule::OutsideSite, place(), message));
            None
        }
    }
}

/// A relative path without `.` and doubled slashes.
fn clean(path: &str) -> String {
    let steps: Vec<&str> = path
        .split(['/', '\\'])
        .filter(|step| !matches!(*step, "" | "."))
        .collect();
    steps.join("/")
}

fn count(site: &Site) -> Counts {
    let landing: usize = site
        .maps
        .iter()
        .map(|map| map.segments.len() + usize::from(map.has_segments()))
        .sum();
    Counts {
        maps: site.maps.len(),
        pages: 1 + site.pages.len() + landing,
    }
}
