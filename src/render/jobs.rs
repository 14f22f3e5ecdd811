//! One page or file to be made, with everything that it is made from.
//!
//! In: the model and the themes at work. Out: for each page a [`Job`], which equals that of the
//! last run where nothing has changed that the page shows, and the page itself.

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use super::{
    AtWork,
    confidential::{Guard, Sought},
    engine::Fault,
    links,
    pages::{self, Studio, WithCard},
    share_card::{NAME, ShareCard, TEMPLATE},
    view::{CardView, LinkView},
};
use crate::{
    diagnostic::Diagnostic,
    disk,
    exchange::journey_json,
    journey::{JourneyMap, Page, Site},
    kept::Same,
    output::{Body, Deferred},
    store::Store,
    urls,
};

/// Maps as cards.
pub type Cards = Vec<Same<CardView>>;

/// What a page is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct JobKey {
    /// The theme at work.
    pub studio: Same<Studio>,
    /// Names to look for in the page.
    pub sought: Same<Sought>,
    /// The page.
    pub job: Job,
}

/// What is made in one go: a page, or all that shows one map.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// The home page, with the map whose route it shows.
    Home(Same<Page>, Option<Same<JourneyMap>>, Cards),
    /// An ordinary page.
    Page(Same<Page>),
    /// A map: its data, its landing pages, an overview where it has segments; with other maps.
    Map(Same<JourneyMap>, Cards),
    /// The page for addresses that lead nowhere, with links to all maps.
    NotFound(Vec<LinkView>),
    /// From an old address to the new one, with the title of what is there.
    Redirect(String, String, String),
}

/// What a job is known by from run to run.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum JobName {
    /// The home page.
    Home,
    /// The page at an address.
    Page(String),
    /// The map of that name.
    Map(Arc<str>),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The old address.
    Redirect(String),
}

/// All pages of a site, each with the theme that it is made in.
pub fn all<'t>(
    site: &Site,
    themes: &'t BTreeMap<&str, AtWork>,
    main: &'t AtWork,
    related: &[Vec<usize>],
) -> Vec<(&'t Arc<Studio>, Job)> {
    let page = |page: &Arc<Page>| Same(Arc::clone(page));
    let mut jobs = vec![(&main.studio, Job::NotFound(links(&main.cards)))];
    // A map at the top of the content folder is the home page.
    if site.maps.iter().all(|map| map.meta.url != "/") {
        let first = site.maps.iter().find(|map| !map.segments.is_empty());
        let first = first.map(|map| Same(Arc::clone(map)));
        let home = Job::Home(page(&site.home), first, main.cards.clone());
        jobs.push((&main.studio, home));
    }
    let pages = site.pages.iter().map(|one| Job::Page(page(one)));
    jobs.extend(pages.map(|job| (&main.studio, job)));
    for (at, map) in site.maps.iter().enumerate() {
        let theme = themes.get(map.theme.as_str()).unwrap_or(main);
        let others: Cards = related.get(at).map_or_else(Vec::new, |places| {
            let cards = places.iter().filter_map(|at| theme.cards.get(*at));
            cards.cloned().collect()
        });
        jobs.push((&theme.studio, Job::Map(Same(Arc::clone(map)), others)));
    }
    for (from, to) in &site.redirects {
        let job = Job::Redirect(from.clone(), to.clone(), title_at(site, to));
        jobs.push((&main.studio, job));
    }
    jobs
}

/// The title of the page or map at an address; empty where there is none.
fn title_at(site: &Site, url: &str) -> String {
    let pages = site.pages.iter().map(|page| &page.meta);
    let mut all = pages.chain(site.maps.iter().map(|map| &map.meta));
    let found = all.find(|meta| meta.url == url);
    found.map(|meta| meta.title.clone()).unwrap_or_default()
}

impl Job {
    /// What it is known by.
    pub fn name(&self) -> JobName {
        match self {
            Job::Home(..) => JobName::Home,
            Job::Page(page) => JobName::Page(page.meta.url.clone()),
            Job::Map(map, _) => JobName::Map(Arc::clone(&map.name)),
            Job::NotFound(_) => JobName::NotFound,
            Job::Redirect(from, ..) => JobName::Redirect(from.clone()),
        }
    }

    /// Makes the files: paths, and what stands there or what is wrong with it.
    fn run(&self, studio: &Studio, site: &Site) -> Vec<Made> {
        let one = |file: String, page: pages::Finished| vec![(file, page.map(Content::Text))];
        match self {
            Job::Home(page, map, cards) => with_card(
                "/",
                pages::home::render(studio, page, map.as_deref(), cards),
            ),
            Job::Page(page) => with_card(&page.meta.url, pages::text::render(studio, page)),
            Job::Map(map, related) => of_map(studio, site, map, related),
            Job::NotFound(maps) => one("404.html".to_owned(), pages::text::not_found(studio, maps)),
            Job::Redirect(from, to, title) => one(
                urls::file_of(from),
                pages::text::redirect(studio, from, to, title),
            ),
        }
    }
}

/// All files of a map.
fn of_map(studio: &Studio, site: &Site, map: &JourneyMap, related: &[Same<CardView>]) -> Vec<Made> {
    let landing = map.segments.par_iter().flat_map_iter(|segment| {
        let page = pages::landing::render(studio, map, segment, related);
        with_card(&segment.url, page)
    });
    let mut files: Vec<Made> = landing.collect();
    if map.has_segments() {
        let page = pages::overview::render(studio, map, related);
        files.extend(with_card(&map.meta.url, page));
    }
    let pages = map.segments.iter().filter(|segment| segment.own_page);
    let covers = pages.map(|segment| (segment.url.as_str(), segment)).chain(
        map.segments
            .first()
            .map(|first| (map.meta.url.as_str(), first)),
    );
    let covers = covers.filter_map(|(url, path)| pages::parts::cover_file(studio, url, path));
    files.extend(covers.map(|(file, drawing)| (file, Ok(Content::Text(drawing)))));
    let data = journey_json::write(map, site, studio.base().as_deref());
    let file = urls::file_of(&format!("{}journey.json", map.meta.url));
    files.push((file, Ok(Content::Text(data))));
    files
}

/// The files of a page at an address: itself, and its card where it has one.
fn with_card(url: &str, (page, card): WithCard) -> Vec<Made> {
    let mut files = vec![(urls::file_of(url), page.map(Content::Text))];
    if let Some(card) = card {
        files.push((
            urls::file_of(&format!("{url}{NAME}")),
            card.map(Content::Card),
        ));
    }
    files
}

/// What a job makes: a path within the site, and what stands there.
type Made = (String, Result<Content, Fault>);

/// What stands in a file.
enum Content {
    Text(String),
    Card(ShareCard),
}

/// A finished page, or why there is none.
#[derive(Debug)]
struct Finished {
    file: String,
    text: Result<Text, Box<Diagnostic>>,
    /// Which of the names that are looked for stand in it.
    hits: Vec<usize>,
}

/// What came of a job.
#[derive(Debug)]
pub struct Rendered(Vec<Finished>);

#[derive(Debug)]
enum Text {
    /// Delivered once.
    Once(String),
    /// Kept, and delivered again and again.
    Kept(Arc<[u8]>),
    /// Made where it is wanted.
    Deferred(Arc<Deferred>),
}

impl Text {
    fn body(&self) -> Body<'_> {
        match self {
            Text::Once(text) => Body::Bytes(text.as_bytes().into()),
            Text::Kept(bytes) => Body::Shared(bytes),
            Text::Deferred(card) => Body::Deferred(card),
        }
    }
}

impl Rendered {
    /// Does a job.
    pub fn new(key: &JobKey, site: &Site, store: &Arc<Store>, keeping: bool) -> Self {
        let finished = |(file, made): Made| {
            let mut hits = Vec::new();
            let text = made.map(|content| match content {
                Content::Card(card) => {
                    let words = Body::from(card.words());
                    hits = key.sought.look(TEMPLATE, &words);
                    Text::Deferred(Arc::new(card.deferred(&file, store)))
                }
                Content::Text(text) => {
                    let text = match keeping {
                        true => Text::Kept(text.into_bytes().into()),
                        false => Text::Once(text),
                    };
                    hits = key.sought.look(&file, &text.body());
                    text
                }
            });
            Finished { file, text, hits }
        };
        let files = key.job.run(&key.studio, site);
        Rendered(files.into_iter().map(finished).collect())
    }

    /// Hands the files on; gives back what is wrong with them.
    pub fn deliver(&self, guard: &Guard<'_>) -> disk::Result<Vec<Diagnostic>> {
        let mut faults = Vec::new();
        for page in &self.0 {
            match &page.text {
                Ok(text) => guard.put_looked(&page.file, text.body(), &page.hits)?,
                Err(fault) => faults.push((**fault).clone()),
            }
        }
        Ok(faults)
    }
}
