//! Site + themes to files.
//!
//! In: the model, the settings and the site's folder of themes. Out: every published file, handed
//! to a [`Sink`] as soon as it is finished, and a diagnostic for whatever a template does wrong.
//! Pages are rendered in parallel; templates are compiled once a theme. A page is rendered again
//! only where something that it is made from is another than the last time.

mod bundle;
pub mod charts;
mod confidential;
mod engine;
mod jobs;
mod locale;
mod pages;
mod palette;
mod share_card;
mod soft_hyphens;
pub mod view;
mod workshop;

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use crate::{
    config::Config,
    diagnostic::Diagnostic,
    disk,
    journey::{Asset, JourneyMap, Site},
    kept::{Kept, Same, Shelf, settled},
    output::{Body, Sink},
    site_folder::SiteFolder,
    source::{Place, Spot},
    store::Stored,
};
use confidential::{Guard, Sought};
use jobs::{Job, JobKey, JobName, Rendered};
use pages::{
    Studio, StudioKey,
    likeness::{Traits, likest},
    parts,
};
use view::{CardView, FormView, LinkView};
use workshop::{Workshop, Workshops};

pub use confidential::Names as ConfidentialNames;

/// How many other maps a map shows.
const RELATED: usize = 3;

/// What a site is rendered from.
#[derive(Debug)]
pub struct Rendering<'a> {
    /// The site's folder.
    pub folder: &'a SiteFolder,
    /// The settings.
    pub config: &'a Arc<Config>,
    /// The model.
    pub site: &'a Site,
    /// Names that must not be published.
    pub confidential: &'a ConfidentialNames,
    /// Whether internal lanes are shown.
    pub internal: bool,
}

/// What is kept of rendering between two runs.
#[derive(Debug)]
pub struct Memory {
    keeping: bool,
    sought: Kept<Vec<String>, Arc<Sought>>,
    workshops: Kept<WorkshopsKey, Arc<Workshops>>,
    /// What is kept of each theme, by its name.
    themes: BTreeMap<String, ThemeMemory>,
    traits: Shelf<Arc<str>, Same<JourneyMap>, Arc<Traits>>,
    likest: Kept<Vec<Same<Traits>>, Arc<Vec<Vec<usize>>>>,
    pages: Shelf<JobName, JobKey, Rendered>,
    delivered: Delivered,
}

/// What a sink was given the last time beside the pages that are kept.
#[derive(Debug, Default)]
struct Delivered {
    workshops: Option<Same<Workshops>>,
    assets: Option<Same<Vec<Asset>>>,
    pictures: Option<Same<BTreeMap<String, Stored>>>,
    /// Whether something was wrong with a page.
    faulty: bool,
}

/// What themes depend on: the files of all themes as a number, the settings, and where the site
/// names them.
type WorkshopsKey = (u64, Same<Config>, Vec<(String, Option<Place>)>);

#[derive(Debug)]
struct ThemeMemory {
    studio: Kept<StudioKey, Arc<Studio>>,
    cards: Shelf<Arc<str>, CardKey, Arc<CardView>>,
}

/// What a card shows: a map, in a theme.
type CardKey = (Same<JourneyMap>, Same<Workshop>);

/// A theme at work on a site.
struct AtWork {
    studio: Arc<Studio>,
    /// The maps as cards, in the order of the site.
    cards: Vec<Same<CardView>>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            keeping,
            sought: Kept::new(keeping),
            workshops: Kept::new(keeping),
            themes: BTreeMap::new(),
            traits: Shelf::new(keeping),
            likest: Kept::new(keeping),
            pages: Shelf::new(keeping),
            delivered: Delivered::default(),
        }
    }
}

/// Renders a whole site into `sink`; gives back the lead form of its pages.
pub fn render(
    rendering: &Rendering<'_>,
    memory: &mut Memory,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Option<FormView>> {
    let site = rendering.site;
    let sought = memory
        .sought
        .get(rendering.confidential.texts(), |names, _| {
            Arc::new(Sought::new(&names))
        });
    let guard = Guard::new(sink, rendering.confidential, Arc::clone(&sought));
    let workshops = workshops(rendering, memory)?;
    diagnostics.extend(workshops.findings.iter().cloned());
    let themes = at_work(rendering, &workshops, memory);
    let Some(main) = themes.get(rendering.config.html.theme.as_str()) else {
        return Ok(None);
    };
    let related = related(site, &themes, memory);
    let key = |(studio, job): (&Arc<Studio>, Job)| {
        let key = JobKey {
            studio: Same(Arc::clone(studio)),
            sought: Same(Arc::clone(&sought)),
            job,
        };
        (key.job.name(), key)
    };
    let jobs = jobs::all(site, &themes, main, &related);
    let now = Delivered {
        workshops: Some(Same(Arc::clone(&workshops))),
        assets: Some(Same(Arc::clone(&site.assets))),
        pictures: Some(Same(Arc::clone(&site.pictures))),
        faulty: false,
    };
    let before = std::mem::replace(&mut memory.delivered, now);
    let delivered = &memory.delivered;
    let nothing_else_differs = before.workshops == delivered.workshops
        && before.assets == delivered.assets
        && before.pictures == delivered.pictures
        && !before.faulty;
    let mut taken_over = false;
    let keeping = memory.keeping;
    let store = rendering.folder.store();
    let results = memory.pages.renew_but(
        |same_names| {
            taken_over = keeping && same_names && nothing_else_differs && guard.take_over();
            taken_over
        },
        jobs.into_iter().map(key).collect(),
        |_, key, _| Rendered::new(&key, site, store, keeping),
        |_, rendered| rendered.deliver(&guard),
    );
    let before = diagnostics.len();
    for found in results {
        diagnostics.extend(found?);
    }
    memory.delivered.faulty = diagnostics.len() > before;
    if !taken_over {
        put_files(rendering, &workshops, &guard)?;
    }
    diagnostics.extend(guard.findings());
    Ok(main.studio.form.clone())
}

/// Files beside the pages: those that pages link to, the author's, those that hosts look for.
fn put_files(
    rendering: &Rendering<'_>,
    workshops: &Workshops,
    guard: &Guard<'_>,
) -> disk::Result<()> {
    for (path, bytes) in workshops.bundle.files() {
        guard.put(path, Body::Shared(bytes))?;
    }
    well_known_files(rendering, guard)?;
    let Site {
        assets, pictures, ..
    } = rendering.site;
    let file = |url: &str, body: Body<'_>| guard.put(url.trim_start_matches('/'), body);
    assets
        .par_iter()
        .filter(|asset| !pictures.contains_key(&asset.url))
        .try_for_each(|asset| file(&asset.url, Body::File(&asset.file)))?;
    pictures
        .par_iter()
        .try_for_each(|(url, stored)| file(url, stored.into()))
}

/// The themes that the site uses.
fn workshops(rendering: &Rendering<'_>, memory: &mut Memory) -> disk::Result<Arc<Workshops>> {
    let config = rendering.config;
    let mut spots: BTreeMap<String, Option<Spot>> = BTreeMap::new();
    for map in &rendering.site.maps {
        if !spots.contains_key(&map.theme) {
            let spot = rendering.site.theme_spots.get(&map.theme);
            spots.insert(map.theme.clone(), spot.cloned());
        }
    }
    let main = config.html.theme_spot.clone();
    let by_maps = spots.remove(&config.html.theme).flatten();
    spots.insert(config.html.theme.clone(), main.or(by_maps));
    let place =
        |(name, spot): (&String, &Option<Spot>)| (name.clone(), spot.as_ref().map(Place::from));
    let key = (
        rendering.folder.resources(),
        Same(Arc::clone(config)),
        spots.iter().map(place).collect(),
    );
    memory.workshops.try_get(key, |_, _| {
        Workshops::open(rendering.folder, config, &spots).map(Arc::new)
    })
}

/// Each theme with what is the same on all of its pages.
fn at_work<'w>(
    rendering: &Rendering<'_>,
    workshops: &'w Workshops,
    memory: &mut Memory,
) -> BTreeMap<&'w str, AtWork> {
    let known = &workshops.by_name;
    memory.themes.retain(|name, _| known.contains_key(name));
    let mut themes = BTreeMap::new();
    for (name, workshop) in known {
        let keeping = memory.keeping;
        let memory = memory
            .themes
            .entry(name.clone())
            .or_insert_with(|| ThemeMemory {
                studio: Kept::new(keeping),
                cards: Shelf::new(keeping),
            });
        let cards = cards(rendering.site, workshop, memory);
        let maps = match workshop.wanted.all_maps {
            true => links(&cards),
            false => Vec::new(),
        };
        let Rendering {
            config,
            site,
            internal,
            ..
        } = rendering;
        let key = StudioKey::new(workshop, config, site, *internal, maps);
        let studio = memory.studio.get(key, |key, _| Arc::new(Studio::from(key)));
        themes.insert(name.as_str(), AtWork { studio, cards });
    }
    themes
}

fn cards(site: &Site, workshop: &Arc<Workshop>, memory: &mut ThemeMemory) -> Vec<Same<CardView>> {
    let key = |map: &Arc<JourneyMap>| {
        let key = (Same(Arc::clone(map)), Same(Arc::clone(workshop)));
        (Arc::clone(&map.name), key)
    };
    memory.cards.renew(
        site.maps.iter().map(key).collect(),
        |_, (map, workshop), earlier| settled(earlier.as_ref(), parts::card(&workshop, &map)),
        |_, card| Same(Arc::clone(card)),
    )
}

/// Cards as links.
fn links(cards: &[Same<CardView>]) -> Vec<LinkView> {
    let link = |card: &Same<CardView>| LinkView {
        title: card.title.clone(),
        url: card.url.clone(),
    };
    cards.iter().map(link).collect()
}

/// For each map the places of those that are likest to it, if some theme shows them.
fn related(
    site: &Site,
    themes: &BTreeMap<&str, AtWork>,
    memory: &mut Memory,
) -> Arc<Vec<Vec<usize>>> {
    if themes.values().all(|theme| !theme.studio.wanted.related) {
        return Arc::default();
    }
    let key = |map: &Arc<JourneyMap>| (Arc::clone(&map.name), Same(Arc::clone(map)));
    let traits = memory.traits.renew(
        site.maps.iter().map(key).collect(),
        |_, map, earlier| settled(earlier.as_ref(), Traits::of(&map)),
        |_, traits| Same(Arc::clone(traits)),
    );
    memory
        .likest
        .get(traits, |traits, _| Arc::new(likest(&traits, RELATED)))
}

/// Files that hosts look for.
fn well_known_files(rendering: &Rendering<'_>, sink: &dyn Sink) -> disk::Result<()> {
    // GitHub Pages would leave out files that begin with `_` or `.` without it.
    sink.put(".nojekyll", String::new().into())?;
    let authors = |name: &str| rendering.site.assets.iter().any(|asset| asset.url == name);
    match &rendering.config.html.cname {
        Some(host) if !authors("/CNAME") => sink.put("CNAME", format!("{}\n", host.trim()).into()),
        _ => Ok(()),
    }
}
