//! Documents to the model: order, addresses, references, settled once.
//!
//! In: the settings, the documents and the other files of a content folder. Out: a [`Site`] in
//! which nothing has to be looked up any more, and a diagnostic for whatever contradicts: titles
//! that are missing, addresses that collide, references and links that lead nowhere.

mod addresses;
mod anchors;
mod claims;
mod index;
mod lanes;
mod links;
mod maps;
mod outline;
mod pages;
mod parts;
mod pictures;
mod plan;
mod resolver;
mod stages;
mod titles;
mod whole;

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    config::{Config, LaneSettings},
    content::{Folder, Listing},
    diagnostic::{Diagnostic, Found, Rule},
    journey::{Phase, Site},
    kept::{Kept, Same},
    lanes::Lanes,
    site_folder::SiteFolder,
    source::Place,
};
use parts::Sources;
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
#[derive(Debug, Clone)]
pub struct Materials {
    /// The settings.
    pub config: Arc<Config>,
    /// The files of the content folder.
    pub listing: Arc<Listing>,
    /// The lanes that there are.
    pub lanes: Arc<Lanes>,
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

/// What is kept of assembling between two runs.
#[derive(Debug)]
pub struct Memory {
    lanes: Kept<LanesKey, Found<Arc<Lanes>>>,
    settings: Kept<(Same<Config>, Same<Lanes>, Included), Arc<Settings>>,
    whole: whole::Memory,
    parts: parts::Memory,
    pictures: pictures::Memory,
}

/// What the settings say of lanes, and where.
type LanesKey = (Vec<crate::lanes::LaneSettings>, Vec<Place>);

/// What building the parts of the model has in common.
#[derive(Debug)]
struct Settings {
    config: Arc<Config>,
    lanes: Arc<Lanes>,
    included: Included,
    phases: Vec<Phase>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            lanes: Kept::new(keeping),
            settings: Kept::new(keeping),
            whole: whole::Memory::new(keeping),
            parts: parts::Memory::new(keeping),
            pictures: pictures::Memory::new(keeping),
        }
    }
}

/// Assembles a site.
pub fn assemble(
    site: &SiteFolder,
    materials: &Materials,
    folders: Vec<Arc<Folder>>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let config = &materials.config;
    let (index, refers) = whole::index(materials, &folders, &mut memory.whole);
    diagnostics.extend(index.findings.iter().cloned());
    let anchors = whole::anchors(&index, &folders, &mut memory.whole, diagnostics);
    let whole = whole::Whole { index, anchors };
    let resolved = whole.references(&folders, &refers, &mut memory.whole, diagnostics);
    let index = &whole.index;
    let logo = logo(config, &index.resolver, diagnostics);
    let references = || resolved.iter().flatten().flat_map(|all| all.iter());
    let shown = references()
        .flat_map(|resolved| &resolved.shown)
        .chain(&logo);
    let assets =
        pictures::without_withheld(&index.assets, references(), &logo, &mut memory.pictures);
    let (album, pictures) = pictures::look(site, &assets, shown, &mut memory.pictures, diagnostics);
    let mut sources = Sources::new(folders, resolved);
    let settings = settings(materials, memory);
    let mut pages = parts::pages(
        index,
        &sources,
        &album,
        &settings,
        &mut memory.parts,
        diagnostics,
    );
    let home = pages::home(config, &mut pages);
    let theme_spots = sources.theme_spots(index);
    let maps = parts::maps(
        index,
        &mut sources,
        &album,
        &settings,
        &mut memory.parts,
        diagnostics,
    );
    check_pages_of_settings(config, &index.resolver, diagnostics);
    Site {
        home,
        pages,
        maps,
        assets,
        pictures,
        phases: settings.phases.clone(),
        redirects: index.aliases.clone(),
        drafts: index.left_out.files.iter().cloned().collect(),
        logo: logo.map(|logo| album.image(logo.address)),
        theme_spots,
    }
}

/// The agency's logo.
fn logo(
    config: &Config,
    resolver: &Resolver,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<links::Shown> {
    let named = config.agency.logo.as_ref()?;
    let address = resolver.file("", named, diagnostics)?;
    let place = Place::from(&named.1);
    Some(links::Shown { address, place })
}

fn settings(materials: &Materials, memory: &mut Memory) -> Arc<Settings> {
    let Materials {
        config,
        lanes,
        included,
        ..
    } = materials.clone();
    let key = (Same(config), Same(lanes), included);
    memory.settings.get(key, |(config, lanes, included), _| {
        Arc::new(Settings {
            phases: phases(&config),
            config: config.0,
            lanes: lanes.0,
            included,
        })
    })
}

/// What was made, its findings told.
fn told<T>(found: Vec<Found<T>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    let made = found.into_iter().map(|(made, found)| {
        diagnostics.extend(found);
        made
    });
    made.collect()
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

/// The lanes of a site: the built-in ones with the settings' additions.
pub fn lanes_of(
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Lanes> {
    let place = |lane: &LaneSettings| lane.spot.as_ref().map(Place::from);
    let key = (
        config.lanes.iter().map(lanes::settings).collect(),
        config.lanes.iter().filter_map(place).collect(),
    );
    let (lanes, found) = memory.lanes.get(key, |(given, _), _| {
        let mut all = Lanes::built_in().clone();
        let mut found = Vec::new();
        for (lane, placed) in given.into_iter().zip(&config.lanes) {
            if let Err(fault) = all.extend(lane) {
                found.push(match &placed.spot {
                    Some(spot) => Diagnostic::new(Rule::WrongValue, spot, fault.to_string()),
                    None => Diagnostic::nowhere(Rule::WrongValue, fault.to_string()),
                });
            }
        }
        (Arc::new(all), found)
    });
    diagnostics.extend(found);
    lanes
}
