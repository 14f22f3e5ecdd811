//! Maps with their segments and stages.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Parts, Shared, folder_title, is_under, pages::meta, resolver::Resolver, title};
use crate::{
    content::{
        Document, Role,
        documents::{ClientFront, Front, ImageRef, MapFront, PersonaFront},
    },
    diagnostic::{Diagnostic, Rule},
    journey::{CallToAction, Client, Html, Image, JourneyMap, Persona, Segment},
    source::Place,
};

/// Makes all maps, newest first.
pub fn build(
    shared: &Shared<'_>,
    parts: Parts,
    resolver: &Resolver,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<JourneyMap> {
    let mut personas: BTreeMap<String, Document> = BTreeMap::new();
    for persona in parts.personas {
        report_misplaced(shared, &persona, diagnostics);
        personas.insert(persona.folder.clone(), persona);
    }
    let mut stages: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for stage in parts.stages {
        stages.entry(stage.folder.clone()).or_default().push(stage);
    }
    let one_by_one: Vec<(Document, Building<'_>)> = parts
        .maps
        .into_iter()
        .map(|document| {
            let segments = segment_folders(shared, &document.folder);
            let folders = || segments.iter().chain([&document.folder]);
            let building = Building {
                shared,
                resolver,
                personas: folders()
                    .filter_map(|folder| personas.remove_entry(folder))
                    .collect(),
                stages: folders()
                    .filter_map(|folder| stages.remove_entry(folder))
                    .collect(),
                segments: segments.clone(),
            };
            (document, building)
        })
        .collect();
    let built: Vec<(JourneyMap, Vec<Diagnostic>)> = one_by_one
        .into_par_iter()
        .map(|(document, mut building)| {
            let mut found = Vec::new();
            (building.map(document, &mut found), found)
        })
        .collect();
    let mut maps = Vec::with_capacity(built.len());
    for (map, found) in built {
        maps.push(map);
        diagnostics.extend(found);
    }
    maps.sort_by(|a, b| {
        let day = |map: &JourneyMap| map.meta.updated.or(map.meta.date);
        day(b)
            .cmp(&day(a))
            .then_with(|| a.meta.url.cmp(&b.meta.url))
    });
    maps
}

/// Where maps name themes of their own, for a message when there is no such theme.
pub fn theme_spots(maps: &[Document]) -> BTreeMap<String, crate::source::Spot> {
    let theme = |document: &Document| match &document.front {
        Front::Map(map) => map.theme.clone(),
        _ => None,
    };
    maps.iter().filter_map(theme).collect()
}

fn report_misplaced(shared: &Shared<'_>, persona: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let listing = shared.materials.listing;
    if !listing.maps.contains(&persona.folder) && !listing.segments.contains(&persona.folder) {
        diagnostics.push(
            Diagnostic::new(
                Rule::MisplacedFile,
                Place::whole_file(&persona.source.path),
                "a persona outside of any map",
            )
            .help("a persona stands beside `map.md`, or in a folder of its own in a map's folder"),
        );
    }
}

/// The folders of a map's segments, in the order of their numbers and names.
fn segment_folders(shared: &Shared<'_>, map: &str) -> Vec<String> {
    let under = if map.is_empty() {
        String::new()
    } else {
        format!("{map}/")
    };
    let mut folders: Vec<String> = shared
        .materials
        .listing
        .segments
        .range(under.clone()..)
        .take_while(|folder| folder.starts_with(&under))
        .filter(|folder| !folder.get(under.len()..).unwrap_or("").contains('/'))
        .filter(|folder| !shared.left_out.holds(folder))
        .cloned()
        .collect();
    folders.sort_by_key(|folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder).to_owned();
        (
            crate::text::slug::strip_order(&name).0.unwrap_or(u32::MAX),
            name,
        )
    });
    folders
}

/// One map, being built from its own documents.
pub struct Building<'b> {
    /// What all maps have in common.
    pub shared: &'b Shared<'b>,
    resolver: &'b Resolver,
    personas: BTreeMap<String, Document>,
    stages: BTreeMap<String, Vec<Document>>,
    segments: Vec<String>,
}

impl Building<'_> {
    fn map(&mut self, document: Document, diagnostics: &mut Vec<Diagnostic>) -> JourneyMap {
        let config = self.shared.materials.config;
        let title = title(&document, diagnostics);
        let meta = meta(self.shared, &document, title);
        let front = match &document.front {
            Front::Map(map) => (**map).clone(),
            _ => MapFront::default(),
        };
        let segments = self.segments(&document, &meta.title, diagnostics);
        if segments.iter().all(|segment| segment.stages.is_empty())
            && !self.has_stage_files(&document.folder)
        {
            diagnostics.push(
                Diagnostic::new(
                    Rule::EmptyMap,
                    Place::whole_file(&document.source.path),
                    "the map has no stages",
                )
                .help("add a file such as `01-first-step.md` beside `map.md`"),
            );
        }
        JourneyMap {
            reviewed: front.reviewed,
            review_every: front
                .review_every
                .unwrap_or_else(|| config.review_every.clone()),
            client: front
                .client
                .map(|client| self.client(&document.folder, client, diagnostics)),
            product: front.product,
            authors: if front.authors.is_empty() {
                config.authors.clone()
            } else {
                front.authors
            },
            tags: front.tags,
            cover: self.image(&document.folder, front.cover, diagnostics),
            method: if front.method.is_empty() {
                config.method.clone()
            } else {
                front.method
            },
            results: front.results,
            testimonial: front.testimonial,
            call_to_action: call_to_action(front.call_to_action, config.call_to_action.as_ref()),
            theme: front
                .theme
                .map_or_else(|| config.html.theme.clone(), |(name, _)| name),
            introduction: with_footnotes(document.body.introduction, &document.body.footnotes),
            segments,
            meta,
        }
    }

    /// True where there are stages that could not be read: their own findings say enough.
    fn has_stage_files(&self, folder: &str) -> bool {
        let Shared {
            materials,
            left_out,
            ..
        } = self.shared;
        materials.listing.documents.iter().any(|file| {
            file.role == Role::Stage
                && (file.folder == folder || is_under(&file.folder, folder))
                && !left_out.files.contains(&file.path)
                && !left_out.holds(&file.folder)
        })
    }

    fn segments(
        &mut self,
        map: &Document,
        map_title: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Segment> {
        let folders = std::mem::take(&mut self.segments);
        if folders.is_empty() {
            return vec![self.segment(&map.folder, Some(map_title), diagnostics)];
        }
        let own = self
            .stages
            .get(&map.folder)
            .into_iter()
            .flatten()
            .chain(self.personas.get(&map.folder));
        let src = self.shared.materials.config.src.trim_matches('/');
        for file in own {
            diagnostics.push(
                Diagnostic::new(
                    Rule::MisplacedFile,
                    Place::whole_file(&file.source.path),
                    "a map with segments has no stages and no persona of its own",
                )
                .help(format!(
                    "move the file into a segment's folder, such as `{}`",
                    folders
                        .first()
                        .map_or_else(String::new, |folder| format!("{src}/{folder}"))
                )),
            );
        }
        folders
            .iter()
            .map(|folder| self.segment(folder, None, diagnostics))
            .collect()
    }

    /// The segment of a folder; with `map_title` it is the map's only path.
    fn segment(
        &mut self,
        folder: &str,
        map_title: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Segment {
        let stages = self.stages.remove(folder).unwrap_or_default();
        let persona = self.personas.remove(folder);
        let path = persona
            .as_ref()
            .or(stages.first())
            .map(|d| d.source.path.clone())
            .unwrap_or_default();
        let url = self.shared.addresses.folder(folder);
        let named = persona.as_ref().and_then(|persona| {
            let name = match &persona.front {
                Front::Persona(front) => front.name.clone(),
                _ => None,
            };
            persona.title().map(str::to_owned).or(name)
        });
        Segment {
            title: match map_title {
                Some(title) => title.to_owned(),
                None => named.unwrap_or_else(|| folder_title(folder)),
            },
            summary: persona
                .as_ref()
                .map(|persona| persona.common.summary.clone())
                .unwrap_or_default(),
            slug: if map_title.is_some() {
                String::new()
            } else {
                url.trim_end_matches('/')
                    .rsplit('/')
                    .next()
                    .unwrap_or("")
                    .to_owned()
            },
            own_page: map_title.is_none(),
            path,
            persona: persona.map(|document| self.persona(document, diagnostics)),
            stages: self.path_of(stages, diagnostics),
            url,
        }
    }

    fn persona(&self, document: Document, diagnostics: &mut Vec<Diagnostic>) -> Persona {
        let title = document.title().map(str::to_owned);
        let front = match document.front {
            Front::Persona(front) => *front,
            _ => PersonaFront::default(),
        };
        Persona {
            title,
            name: front.name,
            role: front.role,
            age: front.age,
            location: front.location,
            family: front.family,
            income: front.income,
            photo: self.image(&document.folder, front.photo, diagnostics),
            quote: front.quote,
            facts: front.facts,
            five_w: front.five_w,
            share: front.share,
            story: with_footnotes(document.body.introduction, &document.body.footnotes),
            extra: document.common.extra,
        }
    }

    pub fn image(
        &self,
        folder: &str,
        image: Option<ImageRef>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Image> {
        let image = image?;
        let src = self.resolver.file(folder, &image.src, diagnostics)?;
        Some(Image {
            src,
            alt: image.alt,
        })
    }

    fn client(
        &self,
        folder: &str,
        front: ClientFront,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Client {
        let logo = front
            .logo
            .as_ref()
            .and_then(|logo| self.resolver.file(folder, logo, diagnostics));
        if let Some((_, spot)) = front
            .name
            .as_ref()
            .filter(|_| front.confidential && front.alias.is_none())
        {
            diagnostics.push(
                Diagnostic::new(
                    Rule::MissingKey,
                    spot,
                    "a confidential client has no `alias`",
                )
                .help("say in `alias` how the client is to be called: \"a developer in Kazan\""),
            );
        }
        let name = front.name.map(|(name, _)| name);
        Client {
            name: match front.confidential {
                true => front.alias.unwrap_or_default(),
                false => front.alias.or(name).unwrap_or_default(),
            },
            industry: front.industry,
            url: front.url.filter(|_| !front.confidential),
            logo: logo.filter(|_| !front.confidential),
            region: front.region,
        }
    }
}

fn with_footnotes(mut text: Html, footnotes: &Html) -> Html {
    text.0.push_str(&footnotes.0);
    text
}

/// The map's own words where it has some, else the site's.
fn call_to_action(own: Option<CallToAction>, site: Option<&CallToAction>) -> CallToAction {
    let mut call = own.unwrap_or_default();
    if let Some(site) = site {
        if call.title.is_empty() {
            call.title.clone_from(&site.title);
        }
        if call.button.is_empty() {
            call.button.clone_from(&site.button);
        }
        call.text = call.text.or_else(|| site.text.clone());
    }
    call
}
