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
mod resolver;
mod stages;

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    config::{Config, LaneSettings},
    content::{Document, Listing, Role, documents::Front},
    diagnostic::{Diagnostic, Rule},
    journey::{JourneyMap, Page, Phase, Site},
    kept::{Kept, Same, Shelf, settled},
    lanes::Lanes,
    source::Place,
};
use anchors::{Anchors, PageAnchors};
use index::{Basis, Index, MapShape};
use links::Resolved;
use outline::Outline;
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
    lanes: Kept<(Vec<crate::lanes::LaneSettings>, Vec<Place>), (Arc<Lanes>, Vec<Diagnostic>)>,
    settings: Kept<(Same<Config>, Same<Lanes>, Included), Arc<Settings>>,
    outlines: Shelf<String, Same<Document>, Arc<Outline>>,
    index: Kept<Basis, Arc<Index>>,
    sections: Shelf<String, Vec<Same<Document>>, Found<PageAnchors>>,
    anchors: Kept<(Same<Index>, Vec<Same<PageAnchors>>), Arc<Anchors>>,
    references: Shelf<usize, (Same<Document>, Same<Index>, Same<Anchors>), Found<Resolved>>,
    pages: Shelf<String, PageKey, Found<Page>>,
    maps: Shelf<String, MapKey, Found<JourneyMap>>,
}

/// Something that was made, with what was found on the way.
type Found<T> = (Arc<T>, Vec<Diagnostic>);

/// What building the parts of the model has in common.
#[derive(Debug)]
struct Settings {
    config: Arc<Config>,
    lanes: Arc<Lanes>,
    included: Included,
    phases: Vec<Phase>,
}

/// A document with what its references lead to.
#[derive(Debug, Clone, PartialEq)]
struct Linked {
    document: Same<Document>,
    resolved: Option<Same<Resolved>>,
}

/// What a page is made from.
#[derive(Debug, Clone, PartialEq)]
struct PageKey {
    source: Linked,
    url: String,
    settings: Same<Settings>,
}

/// What a map is made from.
#[derive(Debug, Clone, PartialEq)]
struct MapKey {
    shape: Arc<MapShape>,
    own: Linked,
    parts: Vec<Linked>,
    settings: Same<Settings>,
}

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            lanes: Kept::new(keeping),
            settings: Kept::new(keeping),
            outlines: Shelf::new(keeping),
            index: Kept::new(keeping),
            sections: Shelf::new(keeping),
            anchors: Kept::new(keeping),
            references: Shelf::new(keeping),
            pages: Shelf::new(keeping),
            maps: Shelf::new(keeping),
        }
    }
}

/// Assembles a site.
pub fn assemble(
    materials: &Materials,
    documents: Vec<Arc<Document>>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let config = &materials.config;
    let index = index(materials, &documents, memory);
    diagnostics.extend(index.findings.iter().cloned());
    let anchors = anchors(&index, &documents, memory, diagnostics);
    let mut linked = Sources {
        resolved: references(&index, &anchors, &documents, memory, diagnostics),
        documents: documents.into_iter().map(Some).collect(),
    };
    let settings = settings(materials, memory);
    let mut pages = build_pages(&index, &mut linked, &settings, memory, diagnostics);
    let home = pages::home(config, &mut pages);
    let theme_spots = linked.theme_spots(&index);
    let maps = build_maps(&index, &mut linked, &settings, memory, diagnostics);
    let logo = config.agency.logo.as_ref();
    let logo = logo.and_then(|logo| index.resolver.file("", logo, diagnostics));
    check_pages_of_settings(config, &index.resolver, diagnostics);
    Site {
        home,
        pages,
        maps,
        assets: index.assets.clone(),
        phases: settings.phases.clone(),
        redirects: index.aliases.clone(),
        drafts: index.left_out.files.iter().cloned().collect(),
        logo,
        theme_spots,
    }
}

/// Documents on their way into the model, each with what its references lead to.
struct Sources {
    /// Each document is taken once, so that it need not be copied if nobody else keeps it.
    documents: Vec<Option<Arc<Document>>>,
    resolved: Vec<Option<Arc<Resolved>>>,
}

impl Sources {
    fn take(&mut self, at: usize) -> Option<Linked> {
        let document = self.documents.get_mut(at)?.take()?;
        let resolved = self.resolved.get_mut(at)?.take();
        Some(Linked {
            document: Same(document),
            resolved: resolved.map(Same),
        })
    }

    /// Where maps name themes of their own, for a message when there is no such theme.
    fn theme_spots(
        &self,
        index: &Index,
    ) -> std::collections::BTreeMap<String, crate::source::Spot> {
        let of_map = |plan: &index::MapPlan| {
            let document = self.documents.get(plan.document)?.as_ref()?;
            match &document.front {
                Front::Map(map) => map.theme.clone(),
                _ => None,
            }
        };
        index.maps.iter().filter_map(of_map).collect()
    }
}

/// The site as a whole, from the outlines of its documents.
fn index(materials: &Materials, documents: &[Arc<Document>], memory: &mut Memory) -> Arc<Index> {
    let wanted = documents
        .iter()
        .map(|document| (document.source.path.clone(), Same(Arc::clone(document))))
        .collect();
    let outlines = memory.outlines.renew(
        wanted,
        |_, document, earlier| settled(earlier.as_ref(), Outline::of(&document)),
        |_, outline| Same(Arc::clone(outline)),
    );
    let basis = Basis {
        outlines,
        listing: Same(Arc::clone(&materials.listing)),
        src: materials.config.src.trim_matches('/').to_owned(),
        included: materials.included,
    };
    memory
        .index
        .get(basis, |basis, _| Arc::new(Index::settle(&basis)))
}

/// The parts of all pages.
fn anchors(
    index: &Arc<Index>,
    documents: &[Arc<Document>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Anchors> {
    let of_page = |(url, places): &(String, Vec<usize>)| {
        let documents = places.iter().filter_map(|at| documents.get(*at));
        (url.clone(), documents.cloned().map(Same).collect())
    };
    let wanted = index.sections.iter().map(of_page).collect();
    let pages = memory.sections.renew(
        wanted,
        |_, documents: Vec<Same<Document>>, earlier| {
            let mut found = Vec::new();
            let anchors = PageAnchors::gather(&documents, &mut found);
            (
                settled(earlier.as_ref().map(|(known, _)| known), anchors),
                found,
            )
        },
        |_, found| found.clone(),
    );
    let pages = pages.into_iter().map(|(anchors, found)| {
        diagnostics.extend(found);
        Same(anchors)
    });
    let key = (Same(Arc::clone(index)), pages.collect());
    memory.anchors.get(key, |(index, pages), _| {
        let urls = index.sections.iter().map(|(url, _)| url.clone());
        let pages = pages.into_iter().map(|Same(anchors)| anchors);
        Arc::new(Anchors::new(urls.zip(pages)))
    })
}

/// What the references of all documents lead to; `None` for documents that have none.
fn references(
    index: &Arc<Index>,
    anchors: &Arc<Anchors>,
    documents: &[Arc<Document>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Arc<Resolved>>> {
    let page = |at: usize| index.urls.get(at).and_then(Option::as_deref);
    let wanted: Vec<_> = documents
        .iter()
        .enumerate()
        .filter(|(at, document)| page(*at).is_some() && links::has_references(document))
        .map(|(at, document)| {
            let document = Same(Arc::clone(document));
            (
                at,
                (document, Same(Arc::clone(index)), Same(Arc::clone(anchors))),
            )
        })
        .collect();
    let found = memory.references.renew(
        wanted,
        |at, (document, index, anchors), earlier| {
            let mut found = Vec::new();
            let page = page(*at).unwrap_or("/");
            let resolved = links::resolve(&document, page, &index.resolver, &anchors, &mut found);
            let earlier = earlier.as_ref().map(|(known, _)| known);
            (settled(earlier, resolved), found)
        },
        |at, (resolved, found)| (*at, Arc::clone(resolved), found.clone()),
    );
    let mut all = vec![None; documents.len()];
    for (at, resolved, found) in found {
        diagnostics.extend(found);
        if let Some(place) = all.get_mut(at) {
            *place = Some(resolved);
        }
    }
    all
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

/// All pages, the home page among them.
fn build_pages(
    index: &Index,
    sources: &mut Sources,
    settings: &Arc<Settings>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Page>> {
    let wanted = index.pages.iter().filter_map(|at| {
        let source = sources.take(*at)?;
        let key = PageKey {
            url: index.urls.get(*at)?.clone().unwrap_or_default(),
            settings: Same(Arc::clone(settings)),
            source,
        };
        Some((key.source.document.source.path.clone(), key))
    });
    let wanted = wanted.collect();
    let built = memory.pages.renew(
        wanted,
        |_, key, _| {
            let mut found = Vec::new();
            let document = key.source.take();
            let page = pages::build(&key.settings, document, key.url, &mut found);
            (Arc::new(page), found)
        },
        |_, found| found.clone(),
    );
    told(built, diagnostics)
}

/// All maps, newest first.
fn build_maps(
    index: &Index,
    sources: &mut Sources,
    settings: &Arc<Settings>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<JourneyMap>> {
    let mut wanted = Vec::with_capacity(index.maps.len());
    for plan in &index.maps {
        let Some(own) = sources.take(plan.document) else {
            continue;
        };
        let parts = plan.parts.iter().filter_map(|at| sources.take(*at));
        let key = MapKey {
            shape: Arc::clone(&plan.shape),
            own,
            parts: parts.collect(),
            settings: Same(Arc::clone(settings)),
        };
        wanted.push((plan.shape.folder.clone(), key));
    }
    let built = memory.maps.renew(
        wanted,
        |_, key, _| {
            let mut found = Vec::new();
            let map = maps::build(&key.settings, &key.shape, key.own, key.parts, &mut found);
            (Arc::new(map), found)
        },
        |_, found| found.clone(),
    );
    let mut maps: Vec<Arc<JourneyMap>> = told(built, diagnostics);
    maps.sort_by(|a, b| {
        let day = |map: &JourneyMap| map.meta.updated.or(map.meta.date);
        day(b)
            .cmp(&day(a))
            .then_with(|| a.meta.url.cmp(&b.meta.url))
    });
    maps
}

/// What was made, its findings told.
fn told<T>(found: Vec<Found<T>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<T>> {
    let made = found.into_iter().map(|(made, found)| {
        diagnostics.extend(found);
        made
    });
    made.collect()
}

impl Linked {
    /// The document for whoever builds from it, its links written and the addresses that its front
    /// matter refers to beside it. It is copied only if somebody else keeps it.
    fn take(self) -> (Document, Resolved) {
        let mut document = Arc::unwrap_or_clone(self.document.0);
        let resolved = self.resolved.map(|resolved| (*resolved).clone());
        let resolved = resolved.unwrap_or_default();
        links::write(&mut document, &resolved);
        (document, resolved)
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
