//! Documents to the model: order, addresses, references, settled once.
//!
//! In: the settings, the documents and the other files of a content folder. Out: a [`Site`] in
//! which nothing has to be looked up any more, and a diagnostic for whatever contradicts: titles
//! that are missing, addresses that collide, references and links that lead nowhere.

mod addresses;
mod anchors;
mod claims;
mod lanes;
mod links;
mod maps;
mod pages;
mod resolver;
mod stages;

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    config::Config,
    content::{Document, Listing, Role, documents::Front},
    diagnostic::{Diagnostic, Rule},
    journey::{Asset, Phase, Site},
    lanes::Lanes,
    source::Place,
};
use addresses::Addresses;
use anchors::Anchors;
use resolver::Resolver;

/// What to put into a site beside what is always there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Included {
    /// Drafts.
    pub drafts: bool,
    /// What is marked as internal.
    pub internal: bool,
}

/// What a site is assembled from.
#[derive(Debug)]
pub struct Materials<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The files of the content folder.
    pub listing: &'a Listing,
    /// The lanes that there are.
    pub lanes: &'a Lanes,
    /// What to include.
    pub included: Included,
}

/// The generic steps of a path, after the typical path of marketing (awareness to advocacy), with
/// titles in Russian and English.
const PHASES: &[(&str, &str, &str)] = &[
    ("awareness", "Осознание", "Awareness"),
    ("search", "Поиск", "Search"),
    ("evaluation", "Оценка", "Evaluation"),
    ("decision", "Решение", "Decision"),
    ("use", "Использование", "Use"),
    ("advocacy", "Рекомендация", "Advocacy"),
];

/// Assembles a site.
pub fn assemble(
    materials: &Materials<'_>,
    documents: Vec<Document>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let (mut documents, left_out) = without_drafts(materials, documents);
    let addresses = Addresses::settle(&documents, materials.listing, diagnostics);
    claims::check(materials, &documents, &addresses, &left_out, diagnostics);
    let resolver = Resolver::new(materials, &documents, &addresses, &left_out);
    let anchors = Anchors::gather(&documents, &addresses, diagnostics);
    links::resolve_all(&resolver, &anchors, &mut documents, &addresses, diagnostics);

    let mut parts = Parts::divide(documents, &addresses);
    let phases = phases(materials.config);
    let shared = Shared {
        materials,
        addresses: &addresses,
        phases: &phases,
        left_out: &left_out,
    };
    let mut pages = pages::build(&shared, &mut parts, diagnostics);
    let home = pages::home(&shared, &mut pages);
    let redirects = std::mem::take(&mut parts.aliases);
    let theme_spots = maps::theme_spots(&parts.maps);
    let logo = logo(materials.config, &resolver, diagnostics);
    check_pages_of_settings(materials.config, &resolver, diagnostics);
    let maps = maps::build(&shared, parts, &resolver, diagnostics);
    let assets = assets(materials.listing, &addresses, &left_out);
    Site {
        home,
        pages,
        maps,
        assets,
        phases,
        redirects,
        drafts: left_out.files.into_iter().collect(),
        logo,
        theme_spots,
    }
}

/// Pages that the settings name have to exist.
fn check_pages_of_settings(
    config: &Config,
    resolver: &Resolver,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let form = &config.lead_form;
    for page in [&form.thanks, &form.consent.document, &form.consent.policy]
        .into_iter()
        .flatten()
    {
        resolver.page(page, diagnostics);
    }
}

/// The agency's logo: a file of the content folder, or an address.
fn logo(config: &Config, resolver: &Resolver, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    resolver.file("", config.agency.logo.as_ref()?, diagnostics)
}

/// What building the parts of the model has in common.
struct Shared<'a> {
    materials: &'a Materials<'a>,
    addresses: &'a Addresses,
    phases: &'a [Phase],
    left_out: &'a LeftOut,
}

/// What is left out as a draft or as internal.
#[derive(Debug, Default)]
struct LeftOut {
    /// Paths of draft documents, from the site's root.
    files: BTreeSet<String>,
    /// Paths of internal stages, from the site's root.
    internal: BTreeSet<String>,
    /// Folders of maps and segments that are drafts.
    folders: BTreeSet<String>,
}

impl LeftOut {
    fn holds(&self, folder: &str) -> bool {
        self.folders
            .iter()
            .any(|out| folder == out || is_under(folder, out))
    }
}

/// True where `folder` lies somewhere under `above`.
fn is_under(folder: &str, above: &str) -> bool {
    above.is_empty()
        || folder
            .strip_prefix(above)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// Documents sorted by what they are.
struct Parts {
    pages: Vec<Document>,
    maps: Vec<Document>,
    personas: Vec<Document>,
    stages: Vec<Document>,
    /// Old addresses with the new ones, before they are checked.
    aliases: Vec<(String, String)>,
}

impl Parts {
    fn divide(documents: Vec<Document>, addresses: &Addresses) -> Self {
        let mut parts = Parts {
            pages: vec![],
            maps: vec![],
            personas: vec![],
            stages: vec![],
            aliases: vec![],
        };
        for document in documents {
            for (alias, _) in &document.common.aliases {
                if let (Some(alias), Some(url)) = (addresses::alias(alias), addresses.of(&document))
                {
                    parts.aliases.push((alias, url));
                }
            }
            match document.role {
                Role::Home | Role::Page => parts.pages.push(document),
                Role::Map => parts.maps.push(document),
                Role::Persona => parts.personas.push(document),
                Role::Stage => parts.stages.push(document),
            }
        }
        parts
    }
}

/// Takes out drafts and internal stages, unless they are asked for.
fn without_drafts(materials: &Materials<'_>, documents: Vec<Document>) -> (Vec<Document>, LeftOut) {
    let mut out = LeftOut::default();
    if !materials.included.drafts {
        for document in documents.iter().filter(|document| document.common.draft) {
            out.files.insert(document.source.path.clone());
            let whole_folder = match document.role {
                Role::Map => true,
                Role::Persona => materials.listing.segments.contains(&document.folder),
                _ => false,
            };
            if whole_folder {
                out.folders.insert(document.folder.clone());
            }
        }
    }
    if !materials.included.internal {
        let internal =
            |document: &&Document| matches!(&document.front, Front::Stage(stage) if stage.internal);
        let paths = documents
            .iter()
            .filter(internal)
            .map(|document| document.source.path.clone());
        out.internal = paths.collect();
    }
    let stays = |document: &Document| {
        !out.holds(&document.folder)
            && !out.files.contains(&document.source.path)
            && !out.internal.contains(&document.source.path)
    };
    let documents = documents.into_iter().filter(stays).collect();
    (documents, out)
}

fn phases(config: &Config) -> Vec<Phase> {
    let mut phases: Vec<Phase> = PHASES
        .iter()
        .map(|(name, ru, en)| Phase {
            name: (*name).to_owned(),
            title: if config.language == "ru" { *ru } else { *en }.to_owned(),
        })
        .collect();
    for (name, title) in &config.phases {
        let title = title.clone().unwrap_or_else(|| name.clone());
        match phases.iter_mut().find(|phase| phase.name == *name) {
            Some(phase) => phase.title = title,
            None => phases.push(Phase {
                name: name.clone(),
                title,
            }),
        }
    }
    phases
}

fn assets(listing: &Listing, addresses: &Addresses, left_out: &LeftOut) -> Vec<Asset> {
    listing
        .assets
        .iter()
        .filter(|file| !left_out.holds(&file.folder))
        .map(|file| Asset {
            url: format!("{}{}", addresses.folder(&file.folder), file.name),
            file: file.file.clone(),
            path: file.path.clone(),
        })
        .collect()
}

/// The lanes of a site: the built-in ones with the settings' additions.
pub fn lanes_of<'l>(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Cow<'l, Lanes> {
    let mut all = Cow::Borrowed(Lanes::built_in());
    for lane in &config.lanes {
        if let Err(fault) = all.to_mut().extend(lanes::settings(lane)) {
            diagnostics.push(match &lane.spot {
                Some(spot) => Diagnostic::new(Rule::WrongValue, spot, fault.to_string()),
                None => Diagnostic::nowhere(Rule::WrongValue, fault.to_string()),
            });
        }
    }
    all
}

/// The title of a document, or a stand-in for it with a finding.
fn title(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> String {
    if let Some(title) = document.title().filter(|title| !title.trim().is_empty()) {
        return title.trim().to_owned();
    }
    if document.common.title_is_wrong {
        return document.name.clone();
    }
    let what = match document.role {
        Role::Map => "the map",
        Role::Stage => "the stage",
        _ => "the page",
    };
    let place = match document.head.range.is_empty() {
        true => Place::whole_file(&document.source.path),
        false => Place::from(&document.head),
    };
    // A fence that is not quite one is the usual reason.
    let begin = document.source.text.trim_start();
    let almost =
        document.head.range.is_empty() && (begin.starts_with("---") || begin.starts_with("+++"));
    let help = match almost {
        true => "the front matter must begin in the first line with `---` and nothing else",
        false => "add `title: …` to the front matter, or begin the text with `# Title`",
    };
    diagnostics.push(
        Diagnostic::new(Rule::MissingTitle, place, format!("{what} has no title")).help(help),
    );
    document.name.clone()
}

/// The name of a folder as people would write it, for a segment that has no title.
fn folder_title(folder: &str) -> String {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let (_, name) = crate::text::slug::strip_order(name);
    let mut words = name.replace(['-', '_'], " ");
    if let Some(first) = words.chars().next() {
        let upper: String = first.to_uppercase().collect();
        words.replace_range(..first.len_utf8(), &upper);
    }
    words
}
