//! One page or file to be made, with everything that it is made from.
//!
//! In: the model and the themes at work. Out: for each page a [`Job`], which equals that of the
//! last run where nothing has changed that the page shows, and the page itself.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    AtWork,
    confidential::{Guard, Sought},
    links,
    pages::{self, Studio},
    view::{CardView, LinkView},
};
use crate::{
    diagnostic::Diagnostic,
    disk,
    exchange::journey_json,
    journey::{JourneyMap, Page, Site},
    kept::Same,
    output::Body,
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

/// One page or file to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// The home page, with the map whose route it shows.
    Home(Same<Page>, Option<Same<JourneyMap>>, Cards),
    /// An ordinary page.
    Page(Same<Page>),
    /// The landing page of a map's path, by its place among them, with other maps.
    Landing(Same<JourneyMap>, usize, Cards),
    /// The overview of a map with segments, with other maps.
    Overview(Same<JourneyMap>, Cards),
    /// A map as data.
    Data(Same<JourneyMap>),
    /// The page for addresses that lead nowhere, with links to all maps.
    NotFound(Vec<LinkView>),
    /// From an old address to the new one, with the title of what is there.
    Redirect(String, String, String),
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
        let map = || Same(Arc::clone(map));
        jobs.push((&main.studio, Job::Data(map())));
        if map().has_segments() {
            jobs.push((&theme.studio, Job::Overview(map(), others.clone())));
        }
        for at in 0..map().segments.len() {
            jobs.push((&theme.studio, Job::Landing(map(), at, others.clone())));
        }
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
    /// The published file's path.
    pub fn file(&self) -> String {
        match self {
            Job::Home(..) => "index.html".to_owned(),
            Job::Page(page) => urls::file_of(&page.meta.url),
            Job::Landing(map, at, _) => map
                .segments
                .get(*at)
                .map_or_else(String::new, |segment| urls::file_of(&segment.url)),
            Job::Overview(map, _) => urls::file_of(&map.meta.url),
            Job::Data(map) => urls::file_of(&format!("{}journey.json", map.meta.url)),
            Job::NotFound(_) => "404.html".to_owned(),
            Job::Redirect(from, ..) => urls::file_of(from),
        }
    }

    fn run(&self, studio: &Studio, site: &Site) -> pages::Finished {
        match self {
            Job::Home(page, map, cards) => pages::home::render(studio, page, map.as_deref(), cards),
            Job::Page(page) => pages::text::render(studio, page),
            Job::Landing(map, at, related) => match map.segments.get(*at) {
                Some(segment) => pages::landing::render(studio, map, segment, related),
                None => Ok(String::new()),
            },
            Job::Overview(map, related) => pages::overview::render(studio, map, related),
            Job::NotFound(maps) => pages::text::not_found(studio, maps),
            Job::Redirect(from, to, title) => pages::text::redirect(studio, from, to, title),
            Job::Data(map) => Ok(journey_json::write(map, site, studio.base().as_deref())),
        }
    }
}

/// A finished page, or why there is none.
#[derive(Debug)]
pub struct Rendered {
    text: Result<Text, Box<Diagnostic>>,
    /// Which of the names that are looked for stand in it.
    hits: Vec<usize>,
}

#[derive(Debug)]
enum Text {
    /// Delivered once.
    Once(String),
    /// Kept, and delivered again and again.
    Kept(Arc<[u8]>),
}

impl Text {
    fn body(&self) -> Body<'_> {
        match self {
            Text::Once(text) => Body::Bytes(text.as_bytes().into()),
            Text::Kept(bytes) => Body::Shared(bytes),
        }
    }
}

impl Rendered {
    /// Makes a page.
    pub fn new(file: &str, key: &JobKey, site: &Site, keeping: bool) -> Self {
        let text = key.job.run(&key.studio, site).map(|text| match keeping {
            true => Text::Kept(text.into_bytes().into()),
            false => Text::Once(text),
        });
        let hits = match &text {
            Ok(text) => key.sought.look(file, &text.body()),
            Err(_) => Vec::new(),
        };
        Rendered { text, hits }
    }

    /// Hands the page on; gives back what is wrong with it.
    pub fn deliver(&self, file: &str, guard: &Guard<'_>) -> disk::Result<Option<Diagnostic>> {
        match &self.text {
            Ok(text) => {
                guard.put_looked(file, text.body(), &self.hits)?;
                Ok(None)
            }
            Err(fault) => Ok(Some((**fault).clone())),
        }
    }
}
