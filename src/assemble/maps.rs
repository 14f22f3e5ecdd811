//! Maps with their segments and stages.

use std::sync::Arc;

use super::{
    Settings,
    pages::meta,
    parts::Opened,
    pictures::Named,
    plan::{MapShape, SegmentShape},
    titles::{folder_title, title},
};
use crate::{
    content::{
        Document,
        documents::{ClientFront, Front, ImageRef, MapFront, PersonaFront},
    },
    diagnostic::{Diagnostic, Rule},
    journey::{CallToAction, Client, Html, Image, JourneyMap, Persona, Segment},
    source::Place,
};

/// Makes a map of the documents in its folders, which are those that `shape` speaks of: the map's
/// own, then the segments'.
pub fn build(
    settings: &Settings,
    shape: &MapShape,
    folders: &mut [Opened],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<JourneyMap> {
    let own = folders.first_mut()?.take(shape.document)?;
    let building = Building { settings, shape };
    Some(building.map(own, folders, diagnostics))
}

/// One map, being built from its own documents.
pub struct Building<'b> {
    /// What all maps have in common.
    pub settings: &'b Settings,
    shape: &'b MapShape,
}

impl Building<'_> {
    fn map(
        &self,
        (document, named): (Document, Named),
        folders: &mut [Opened],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> JourneyMap {
        let config = &self.settings.config;
        let title = title(&document, diagnostics);
        let meta = meta(&document, self.shape.url.clone(), title);
        let front = match &document.front {
            Front::Map(map) => (**map).clone(),
            _ => MapFront::default(),
        };
        self.report_misplaced(diagnostics);
        // Segments have folders of their own, which stand behind the map's.
        let first = usize::from(self.shape.segments.iter().any(|segment| segment.own_page));
        let paths = self
            .shape
            .segments
            .iter()
            .zip(folders.iter_mut().skip(first));
        let segments: Vec<Segment> = paths
            .map(|(shape, folder)| self.segment(shape, &meta.title, folder, diagnostics))
            .collect();
        // Stages that could not be read have findings of their own, which say enough.
        if segments.iter().all(|segment| segment.stages.is_empty()) && !self.shape.has_stage_files {
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
            name: Arc::clone(&self.shape.folder),
            reviewed: front.reviewed,
            review_every: front
                .review_every
                .unwrap_or_else(|| config.review_every.clone()),
            client: front.client.map(|one| client(one, named.logo, diagnostics)),
            product: front.product,
            authors: if front.authors.is_empty() {
                config.authors.clone()
            } else {
                front.authors
            },
            tags: front.tags,
            cover: image(front.cover, named.image),
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
                .filter(|_| !config.html.one_theme)
                .map_or_else(|| config.html.theme.clone(), |(name, _)| name),
            introduction: with_footnotes(document.body.introduction, &document.body.footnotes),
            segments,
            meta,
        }
    }

    fn report_misplaced(&self, diagnostics: &mut Vec<Diagnostic>) {
        let src = self.settings.config.src.trim_matches('/');
        let first = self.shape.segments.first();
        let folder = first.map_or_else(String::new, |first| format!("{src}/{}", first.folder));
        for path in &self.shape.misplaced {
            diagnostics.push(
                Diagnostic::new(
                    Rule::MisplacedFile,
                    Place::whole_file(path),
                    "a map with segments has no stages and no persona of its own",
                )
                .help(format!(
                    "move the file into a segment's folder, such as `{folder}`"
                )),
            );
        }
    }

    /// The segment of a folder. One without a page of its own is the map's only path and bears its
    /// title.
    fn segment(
        &self,
        shape: &SegmentShape,
        map_title: &str,
        folder: &mut Opened,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Segment {
        let persona = shape.persona.and_then(|at| folder.take(at));
        let stages: Vec<(Document, Named)> = shape
            .stages
            .iter()
            .filter_map(|at| folder.take(*at))
            .collect();
        let path = persona
            .as_ref()
            .or(stages.first())
            .map(|(document, _)| document.source.path.clone())
            .unwrap_or_default();
        let url = shape.url.clone();
        let named = persona.as_ref().and_then(|(persona, _)| {
            let name = match &persona.front {
                Front::Persona(front) => front.name.clone(),
                _ => None,
            };
            persona.title().map(str::to_owned).or(name)
        });
        Segment {
            title: match shape.own_page {
                false => map_title.to_owned(),
                true => named.unwrap_or_else(|| folder_title(&shape.folder)),
            },
            summary: persona
                .as_ref()
                .map(|(persona, _)| persona.common.summary.clone())
                .unwrap_or_default(),
            slug: if !shape.own_page {
                String::new()
            } else {
                url.trim_end_matches('/')
                    .rsplit('/')
                    .next()
                    .unwrap_or("")
                    .to_owned()
            },
            own_page: shape.own_page,
            path,
            persona: persona.map(persona_of),
            stages: self.path_of(stages, &shape.numbers, diagnostics),
            url,
        }
    }
}

fn persona_of((document, named): (Document, Named)) -> Persona {
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
        photo: image(front.photo, named.image),
        quote: front.quote,
        facts: front.facts,
        five_w: front.five_w,
        share: front.share,
        story: with_footnotes(document.body.introduction, &document.body.footnotes),
        extra: document.common.extra,
    }
}

/// A picture that the front matter names, if it leads somewhere.
pub fn image(named: Option<ImageRef>, found: Option<Image>) -> Option<Image> {
    Some(Image {
        alt: named?.alt,
        ..found?
    })
}

fn client(front: ClientFront, logo: Option<Image>, diagnostics: &mut Vec<Diagnostic>) -> Client {
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
