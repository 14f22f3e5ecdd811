//! The whole program on one screen: settings -> content -> model -> pages.
//!
//! In: a site's folder and what is asked for. Out: files in a [`Sink`] and all diagnostics. `build`,
//! `check` and `serve` differ in the sink alone, and in whether anything is kept for the next run.

mod live;

use std::{path::Path, sync::Arc};

pub use live::{Live, Update};

use crate::{
    assemble::{self, Included, Materials},
    config::{self, Config},
    content::{self, Document, Folder},
    diagnostic::{Diagnostic, Diagnostics, Found, Rule, Severity},
    disk,
    journey::Site,
    kept::{Kept, Same},
    output::{Discard, Sink},
    render::{self, ConfidentialNames, Rendering, view::FormView},
    site_folder::{SiteFolder, Text},
    source::{Place, Spot},
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
    /// One theme for all pages, whatever settings and maps say.
    pub theme: Option<String>,
    /// Whether warnings stop publishing.
    pub strict: bool,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The settings.
    pub config: Arc<Config>,
    /// How much there is.
    pub counts: Counts,
    /// What was left out as a draft.
    pub drafts: Vec<String>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The lead form of the pages, if they have one.
    pub form: Option<FormView>,
    /// The model, where it is kept.
    pub site: Option<Site>,
}

/// How much a site holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Maps.
    pub maps: usize,
    /// Pages of all kinds.
    pub pages: usize,
}

/// What is kept between two runs, so that the second does again only what depends on a change.
#[derive(Debug)]
pub struct Memory {
    keeping: bool,
    settings: Kept<(Same<Text>, Request), Found<Arc<Config>>>,
    content: content::Memory,
    assembly: assemble::Memory,
    rendering: render::Memory,
}

impl Memory {
    /// For a single run: keeps nothing.
    pub fn of_one_run() -> Self {
        Self::new(false)
    }

    /// For many runs.
    pub fn of_many_runs() -> Self {
        Self::new(true)
    }

    fn new(keeping: bool) -> Self {
        Memory {
            keeping,
            settings: Kept::new(keeping),
            content: content::Memory::new(keeping),
            assembly: assemble::Memory::new(keeping),
            rendering: render::Memory::new(keeping),
        }
    }
}

/// Reads the settings of a site.
pub fn settings(
    folder: &SiteFolder,
    request: &Request,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Config> {
    let key = (Same(folder.text_inside(SETTINGS)), request.clone());
    let (config, found) = memory.settings.get(key, |(text, request), _| {
        let mut found = text.findings.clone();
        let config = parse_settings(&text, &request, &mut found);
        (Arc::new(config), found)
    });
    diagnostics.extend(found);
    config
}

fn parse_settings(text: &Text, request: &Request, found: &mut Vec<Diagnostic>) -> Config {
    let mut config = match &text.source {
        Some(source) => config::parse(source, found),
        None => {
            // Settings that are there and cannot be read may say what the defaults do not.
            let broken = !found.is_empty();
            if !broken {
                found.push(
                    Diagnostic::new(
                        Rule::MissingSettings,
                        Place::whole_file(SETTINGS),
                        "there are no settings here",
                    )
                    .help("a site has a `book.toml` at its root; say where with `--root DIR`"),
                );
            }
            Config {
                broken,
                ..config::defaults()
            }
        }
    };
    if let Some(url) = &request.site_url {
        config.html.site_url = Some(url.clone());
    }
    if let Some(theme) = &request.theme {
        config.html.theme.clone_from(theme);
        config.html.theme_spot = None;
        config.html.one_theme = true;
    }
    config
}

/// Runs the whole pipeline for a site with settings that have been read.
pub fn run(
    folder: &SiteFolder,
    config: Arc<Config>,
    request: &Request,
    memory: &mut Memory,
    sink: &dyn Sink,
    mut found: Vec<Diagnostic>,
) -> disk::Result<Outcome> {
    let mut outcome = Outcome {
        config: Arc::clone(&config),
        counts: Counts::default(),
        drafts: Vec::new(),
        diagnostics: Diagnostics::default(),
        form: None,
        site: None,
    };
    // Settings that cannot be read would make untrue findings of everything that depends on them.
    let src = if config.broken {
        found.extend(faults_of_reading(folder, &config)?);
        None
    } else {
        content_folder(folder.root(), &config, &mut found)
    };
    if let Some(src) = src {
        let (site, confidential) =
            assemble_site(folder, &src, &config, request, memory, &mut found)?;
        let rendering = Rendering {
            folder,
            config: &config,
            site: &site,
            confidential: &confidential,
            internal: request.included.internal,
        };
        // What is broken already is rendered for its diagnostics, and kept nowhere.
        let is_error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        let sink = match found.iter().any(is_error) {
            true => &Discard,
            false => sink,
        };
        outcome.form = render::render(&rendering, &mut memory.rendering, sink, &mut found)?;
        outcome.counts = count(&site);
        outcome.drafts.clone_from(&site.drafts);
        if memory.keeping {
            outcome.site = Some(site);
        } else {
            // Freeing a big model takes a while, for which nobody has to wait.
            rayon::spawn(move || drop((site, confidential)));
        }
    }
    outcome.diagnostics.extend(found);
    outcome.diagnostics.allow(&config.allow);
    outcome.diagnostics.settle();
    Ok(outcome)
}

/// The errors of the documents alone, whatever the settings say.
fn faults_of_reading(folder: &SiteFolder, config: &Config) -> disk::Result<Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mut memory = content::Memory::new(false);
    if let Some(src) = content_folder(folder.root(), config, &mut Vec::new()) {
        let listing = content::list(folder, &src, Vec::new(), &mut memory, &mut found)?;
        let options = content::Options {
            language: config.language.clone(),
            raw_html: config.html.raw_html,
            without_internal: None,
        };
        content::read(folder, &listing, options, &mut memory, &mut found);
    }
    // A warning may be allowed by settings that are lost.
    found.retain(|finding| finding.severity() == Severity::Error);
    Ok(found)
}

/// Reads the content and settles the model.
fn assemble_site(
    folder: &SiteFolder,
    src: &str,
    config: &Arc<Config>,
    request: &Request,
    memory: &mut Memory,
    found: &mut Vec<Diagnostic>,
) -> disk::Result<(Site, ConfidentialNames)> {
    let languages: Vec<String> = config
        .languages
        .iter()
        .map(|(code, _)| code.clone())
        .filter(|code| *code != config.language)
        .collect();
    let listing = content::list(folder, src, languages, &mut memory.content, found)?;
    let lanes = assemble::lanes_of(config, &mut memory.assembly, found);
    let options = content::Options {
        language: config.language.clone(),
        raw_html: config.html.raw_html,
        without_internal: (!request.included.internal).then(|| Arc::clone(&lanes)),
    };
    let folders = content::read(folder, &listing, options, &mut memory.content, found);
    let confidential = confidential_names(&folders);
    let materials = Materials {
        config: Arc::clone(config),
        listing,
        lanes,
        included: request.included,
    };
    let site = assemble::assemble(folder, &materials, folders, &mut memory.assembly, found);
    Ok((site, confidential))
}

/// The true names of confidential clients.
fn confidential_names(folders: &[Arc<Folder>]) -> ConfidentialNames {
    let names: Vec<(String, Spot)> = folders
        .iter()
        .flat_map(|folder| folder.confidential.iter().cloned())
        .collect();
    let source = |document: &Arc<Document>| Arc::clone(&document.source);
    let sources = match names.is_empty() {
        true => Vec::new(),
        false => {
            let documents = folders.iter().flat_map(|folder| &folder.documents);
            documents.map(source).collect()
        }
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
