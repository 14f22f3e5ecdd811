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
mod plan;
mod resolver;
mod stages;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    config::{Config, LaneSettings},
    content::{Document, Folder, Listing, Role, documents::Front},
    diagnostic::{Diagnostic, Rule},
    journey::{JourneyMap, Page, Phase, Site},
    kept::{Kept, Same, Shelf, settled},
    lanes::Lanes,
    source::{Place, Spot},
};
use anchors::{Anchors, PageAnchors};
use index::{At, Basis, Index, Section};
use links::Resolved;
use outline::FolderOutline;
use plan::{MapPlan, MapShape};
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
    outlines: Shelf<Arc<str>, Same<Folder>, Arc<FolderOutline>>,
    index: Kept<Basis, Arc<Index>>,
    sections: Shelf<Arc<str>, (Same<Folder>, Arc<Vec<usize>>), Found<PageAnchors>>,
    anchors: Kept<(Same<Index>, Vec<Same<PageAnchors>>), Arc<Anchors>>,
    references: Shelf<Arc<str>, (Same<Folder>, Same<Index>, Same<Anchors>), Found<Vec<Resolved>>>,
    pages: Shelf<String, PageKey, Found<Page>>,
    maps: Shelf<Arc<str>, MapKey, (Option<Arc<JourneyMap>>, Vec<Diagnostic>)>,
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

/// The documents of a folder with what their references lead to, if any of them refers to
/// something.
#[derive(Debug, Clone, PartialEq)]
struct Linked {
    folder: Same<Folder>,
    resolved: Option<Same<Vec<Resolved>>>,
}

/// What a page is made from.
#[derive(Debug, Clone, PartialEq)]
struct PageKey {
    document: Same<Document>,
    resolved: Resolved,
    url: String,
    settings: Same<Settings>,
}

/// What a map is made from.
#[derive(Debug, Clone, PartialEq)]
struct MapKey {
    shape: Arc<MapShape>,
    /// The map's own folder; then the segments', `None` for one without documents.
    folders: Vec<Option<Linked>>,
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
    folders: Vec<Arc<Folder>>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let config = &materials.config;
    let (index, refers) = index(materials, &folders, memory);
    diagnostics.extend(index.findings.iter().cloned());
    let anchors = anchors(&index, &folders, memory, diagnostics);
    let mut sources = Sources {
        resolved: references(&index, &anchors, &folders, &refers, memory, diagnostics),
        folders: folders.into_iter().map(Some).collect(),
    };
    let settings = settings(materials, memory);
    let mut pages = build_pages(&index, &sources, &settings, memory, diagnostics);
    let home = pages::home(config, &mut pages);
    let theme_spots = sources.theme_spots(&index);
    let maps = build_maps(&index, &mut sources, &settings, memory, diagnostics);
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

/// Documents on their way into the model, by their folders, with what their references lead to.
struct Sources {
    /// Each folder is taken once, so that it need not be copied if nobody else keeps it.
    folders: Vec<Option<Arc<Folder>>>,
    resolved: Vec<Option<Arc<Vec<Resolved>>>>,
}

impl Sources {
    fn document(&self, at: At) -> Option<&Arc<Document>> {
        self.folders
            .get(at.folder)?
            .as_ref()?
            .documents
            .get(at.place)
    }

    fn resolved(&self, at: At) -> Option<&Resolved> {
        self.resolved.get(at.folder)?.as_ref()?.get(at.place)
    }

    fn take(&mut self, folder: usize) -> Option<Linked> {
        Some(Linked {
            folder: Same(self.folders.get_mut(folder)?.take()?),
            resolved: self.resolved.get(folder)?.clone().map(Same),
        })
    }

    /// Where maps name themes of their own, for a message when there is no such theme.
    fn theme_spots(&self, index: &Index) -> BTreeMap<String, Spot> {
        let of_map = |plan: &MapPlan| {
            let at = At {
                folder: *plan.folders.first()?,
                place: plan.shape.document,
            };
            match &self.document(at)?.front {
                Front::Map(map) => map.theme.clone(),
                _ => None,
            }
        };
        index.maps.iter().filter_map(of_map).collect()
    }
}

/// The site as a whole, from the outlines of its documents; and which folders refer to something
/// inside the site.
fn index(
    materials: &Materials,
    folders: &[Arc<Folder>],
    memory: &mut Memory,
) -> (Arc<Index>, Vec<bool>) {
    let key = |folder: &Arc<Folder>| (Arc::clone(&folder.name), Same(Arc::clone(folder)));
    let outlines = memory.outlines.renew(
        folders.iter().map(key).collect(),
        |_, folder, earlier| settled(earlier.as_ref(), FolderOutline::of(&folder)),
        |_, outline| Same(Arc::clone(outline)),
    );
    let refers = outlines.iter().map(|outline| outline.refers).collect();
    let basis = Basis {
        folders: outlines,
        listing: Same(Arc::clone(&materials.listing)),
        src: materials.config.src.trim_matches('/').to_owned(),
        included: materials.included,
    };
    let settle = |basis: Basis, _: Option<&_>| Arc::new(Index::settle(&basis));
    (memory.index.get(basis, settle), refers)
}

/// The parts of all pages.
fn anchors(
    index: &Arc<Index>,
    folders: &[Arc<Folder>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Anchors> {
    let of_page = |section: &Section| {
        let folder = folders.get(section.folder)?;
        let key = (Same(Arc::clone(folder)), Arc::clone(&section.places));
        Some((Arc::clone(&section.url), key))
    };
    let pages = memory.sections.renew(
        index.sections.iter().filter_map(of_page).collect(),
        |_, (folder, places), earlier| {
            let mut found = Vec::new();
            let documents = places.iter().filter_map(|at| folder.documents.get(*at));
            let documents: Vec<&Document> = documents.map(|document| &**document).collect();
            let anchors = PageAnchors::gather(&documents, &mut found);
            (
                settled(earlier.as_ref().map(|(known, _)| known), anchors),
                found,
            )
        },
        |_, found| found.clone(),
    );
    let pages = told(pages, diagnostics).into_iter().map(Same).collect();
    memory
        .anchors
        .get((Same(Arc::clone(index)), pages), |(index, pages), _| {
            let urls = index
                .sections
                .iter()
                .map(|section| Arc::clone(&section.url));
            let pages = pages.into_iter().map(|Same(anchors)| anchors);
            Arc::new(Anchors::new(urls.zip(pages)))
        })
}

/// What the references of all documents lead to, by folders; `None` for those that have none.
fn references(
    index: &Arc<Index>,
    anchors: &Arc<Anchors>,
    folders: &[Arc<Folder>],
    refers: &[bool],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Arc<Vec<Resolved>>>> {
    let referring = || {
        (0..)
            .zip(folders)
            .zip(refers)
            .filter(|(_, refers)| **refers)
    };
    let key = |((_, folder), _): ((usize, &Arc<Folder>), &bool)| {
        let folder_of = Same(Arc::clone(folder));
        let key = (
            folder_of,
            Same(Arc::clone(index)),
            Same(Arc::clone(anchors)),
        );
        (Arc::clone(&folder.name), key)
    };
    let places: HashMap<&str, usize> = referring()
        .map(|((at, folder), _)| (&*folder.name, at))
        .collect();
    let found = memory.references.renew(
        referring().map(key).collect(),
        |name, (folder, index, anchors), earlier| {
            let mut found = Vec::new();
            let at = places.get(&**name).copied().unwrap_or_default();
            let resolve = |(place, document): (usize, &Arc<Document>)| {
                let page = index.url(At { folder: at, place })?;
                let resolver = &index.resolver;
                Some(links::resolve(
                    document, page, resolver, &anchors, &mut found,
                ))
            };
            let documents = folder.documents.iter().enumerate();
            let resolved: Vec<Resolved> = documents
                .map(resolve)
                .map(Option::unwrap_or_default)
                .collect();
            (
                settled(earlier.as_ref().map(|(known, _)| known), resolved),
                found,
            )
        },
        |_, found| found.clone(),
    );
    let mut all = vec![None; folders.len()];
    let places: Vec<usize> = referring().map(|((at, _), _)| at).collect();
    for (at, resolved) in places.into_iter().zip(told(found, diagnostics)) {
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
    sources: &Sources,
    settings: &Arc<Settings>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Page>> {
    let key = |at: &At| {
        let document = sources.document(*at)?;
        let key = PageKey {
            document: Same(Arc::clone(document)),
            resolved: sources.resolved(*at).cloned().unwrap_or_default(),
            url: index.url(*at).unwrap_or_default().to_owned(),
            settings: Same(Arc::clone(settings)),
        };
        Some((document.source.path.clone(), key))
    };
    let built = memory.pages.renew(
        index.pages.iter().filter_map(key).collect(),
        |_, key, _| {
            let mut found = Vec::new();
            let document = written(key.document.0, &key.resolved);
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
    let key = |plan: &MapPlan| {
        let key = MapKey {
            shape: Arc::clone(&plan.shape),
            folders: plan.folders.iter().map(|at| sources.take(*at)).collect(),
            settings: Same(Arc::clone(settings)),
        };
        (Arc::clone(&plan.shape.folder), key)
    };
    let built = memory.maps.renew(
        index.maps.iter().map(key).collect(),
        |_, key, _| {
            let mut found = Vec::new();
            let folders = key.folders.into_iter().map(Opened::from);
            let mut folders: Vec<Opened> = folders.collect();
            let map = maps::build(&key.settings, &key.shape, &mut folders, &mut found);
            (map.map(Arc::new), found)
        },
        |_, found| found.clone(),
    );
    let mut maps: Vec<Arc<JourneyMap>> = told(built, diagnostics).into_iter().flatten().collect();
    maps.sort_by(|a, b| {
        let day = |map: &JourneyMap| map.meta.updated.or(map.meta.date);
        day(b)
            .cmp(&day(a))
            .then_with(|| a.meta.url.cmp(&b.meta.url))
    });
    maps
}

/// What was made, its findings told.
fn told<T>(found: Vec<(T, Vec<Diagnostic>)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    let made = found.into_iter().map(|(made, found)| {
        diagnostics.extend(found);
        made
    });
    made.collect()
}

/// A folder whose documents are taken one by one.
#[derive(Default)]
struct Opened {
    documents: Vec<Option<Arc<Document>>>,
    resolved: Option<Same<Vec<Resolved>>>,
}

impl From<Option<Linked>> for Opened {
    fn from(linked: Option<Linked>) -> Self {
        linked.map_or_else(Opened::default, |linked| Opened {
            documents: Arc::unwrap_or_clone(linked.folder.0)
                .into_documents()
                .into_iter()
                .map(Some)
                .collect(),
            resolved: linked.resolved,
        })
    }
}

impl Opened {
    /// A document for whoever builds from it, its links written, and beside it the addresses that
    /// its front matter refers to.
    fn take(&mut self, place: usize) -> Option<(Document, Resolved)> {
        let document = self.documents.get_mut(place)?.take()?;
        let resolved = self.resolved.as_ref().and_then(|all| all.get(place));
        let resolved = resolved.cloned().unwrap_or_default();
        Some((written(document, &resolved), resolved))
    }
}

/// A document with its links written. It is copied only if somebody else keeps it.
fn written(document: Arc<Document>, resolved: &Resolved) -> Document {
    let mut document = Arc::unwrap_or_clone(document);
    links::write(&mut document, resolved);
    document
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
