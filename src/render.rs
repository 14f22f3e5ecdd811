//! Site + themes to files.
//!
//! In: the model, the settings and the site's folder of themes. Out: every published file, handed
//! to a [`Sink`] as soon as it is finished, and a diagnostic for whatever a template does wrong.
//! Pages are rendered in parallel; templates are compiled once a theme.

mod bundle;
pub mod charts;
mod confidential;
mod engine;
mod locale;
mod pages;
mod palette;
pub mod view;

use std::{collections::BTreeMap, path::Path};

use rayon::prelude::*;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Rule},
    disk,
    exchange::journey_json,
    journey::{JourneyMap, Site},
    output::{Body, Sink},
    theme, urls,
};
use bundle::Bundle;
use confidential::Guard;
use engine::Engine;
use pages::Studio;

pub use confidential::Names as ConfidentialNames;

/// What a site is rendered from.
#[derive(Debug)]
pub struct Rendering<'a> {
    /// The site's root folder.
    pub root: &'a Path,
    /// The settings.
    pub config: &'a Config,
    /// The model.
    pub site: &'a Site,
    /// Names that must not be published.
    pub confidential: &'a ConfidentialNames,
    /// Whether internal lanes are shown.
    pub internal: bool,
}

/// Renders a whole site into `sink`.
pub fn render(
    rendering: &Rendering<'_>,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<()> {
    let guard = Guard::new(sink, rendering.confidential);
    let studios = studios(rendering, &guard, diagnostics)?;
    let Some(main) = studios.get(&rendering.config.html.theme) else {
        return Ok(());
    };
    let jobs = jobs(rendering.site);
    let results: Vec<disk::Result<Vec<Diagnostic>>> = jobs
        .par_iter()
        .map(|job| {
            let studio = job
                .theme()
                .and_then(|theme| studios.get(theme))
                .unwrap_or(main);
            let mut found = Vec::new();
            job.run(studio, &guard, &mut found)?;
            Ok(found)
        })
        .collect();
    for found in results {
        diagnostics.append(&mut found?);
    }
    well_known_files(rendering, &guard)?;
    rendering.site.assets.par_iter().try_for_each(|asset| {
        guard.put(asset.url.trim_start_matches('/'), Body::File(&asset.file))
    })?;
    diagnostics.extend(guard.findings());
    Ok(())
}

/// One page or file to be made.
enum Job<'a> {
    Home,
    Page(&'a crate::journey::Page),
    Landing(&'a JourneyMap, usize),
    Overview(&'a JourneyMap),
    Data(&'a JourneyMap),
    NotFound,
    Redirect(&'a str, &'a str),
}

fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut jobs = vec![Job::NotFound];
    // A map at the top of the content folder is the home page.
    if site.maps.iter().all(|map| map.meta.url != "/") {
        jobs.push(Job::Home);
    }
    jobs.extend(site.pages.iter().map(Job::Page));
    for map in &site.maps {
        jobs.push(Job::Data(map));
        if map.has_segments() {
            jobs.push(Job::Overview(map));
        }
        jobs.extend((0..map.segments.len()).map(|at| Job::Landing(map, at)));
    }
    jobs.extend(
        site.redirects
            .iter()
            .map(|(from, to)| Job::Redirect(from, to)),
    );
    jobs
}

impl Job<'_> {
    /// The theme that a map asks for.
    fn theme(&self) -> Option<&str> {
        match self {
            Job::Landing(map, _) | Job::Overview(map) => Some(&map.theme),
            _ => None,
        }
    }

    fn run(
        &self,
        studio: &Studio<'_>,
        sink: &dyn Sink,
        found: &mut Vec<Diagnostic>,
    ) -> disk::Result<()> {
        let finished = match self {
            Job::Home => pages::home::render(studio),
            Job::Page(page) => pages::text::render(studio, page),
            Job::Landing(map, at) => match map.segments.get(*at) {
                Some(segment) => pages::landing::render(studio, map, segment),
                None => return Ok(()),
            },
            Job::Overview(map) => pages::overview::render(studio, map),
            Job::NotFound => pages::text::not_found(studio),
            Job::Redirect(from, to) => pages::text::redirect(studio, from, to),
            Job::Data(map) => {
                let json = journey_json::write(map, studio.site, studio.base().as_deref());
                return sink.put(
                    &urls::file_of(&format!("{}journey.json", map.meta.url)),
                    json.into(),
                );
            }
        };
        match finished {
            Ok((path, html)) => sink.put(&path, html.into()),
            Err(diagnostic) => {
                found.push(*diagnostic);
                Ok(())
            }
        }
    }
}

/// A studio for every theme that the site uses, by the theme's name.
fn studios<'a>(
    rendering: &Rendering<'a>,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<BTreeMap<String, Studio<'a>>> {
    let config = rendering.config;
    let mut names: Vec<&str> = rendering
        .site
        .maps
        .iter()
        .map(|map| map.theme.as_str())
        .collect();
    names.push(&config.html.theme);
    names.sort_unstable();
    names.dedup();
    theme::check_options(rendering.root, config, &names, diagnostics);
    let mut bundle = Bundle::new(sink);
    let extra = bundle::additional(rendering.root, config, &mut bundle, diagnostics)?;
    let mut studios = BTreeMap::new();
    for name in names {
        let named = if name == config.html.theme {
            config.html.theme_spot.as_ref()
        } else {
            None
        };
        let named = named.or_else(|| rendering.site.theme_spots.get(name));
        let Some(theme) = theme::load(name, rendering.root, config, named, diagnostics)? else {
            continue;
        };
        let before = diagnostics.len();
        let locale = locale::Locale::new(&config.language, &theme, diagnostics);
        let words_are_broken = diagnostics.len() > before;
        let files = bundle::publish(&theme, &mut bundle)?;
        let Some(engine) = Engine::new(&theme, &locale, &files, diagnostics) else {
            continue;
        };
        if words_are_broken {
            // Every template that asks for one of them would fail, which is not its fault.
            continue;
        }
        let Some(linked) = bundle::link(&theme, &engine, &files, &extra, &mut bundle, diagnostics)?
        else {
            continue;
        };
        studios.insert(
            name.to_owned(),
            Studio::new(rendering, &theme, locale, engine, linked),
        );
    }
    if studios.is_empty()
        && diagnostics
            .iter()
            .all(|d| d.severity() != crate::diagnostic::Severity::Error)
    {
        diagnostics.push(Diagnostic::nowhere(
            Rule::UnknownTheme,
            "there is no theme to render with",
        ));
    }
    Ok(studios)
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
