//! What a page is shared with: an author's own picture, or the card that the theme draws.

use std::collections::BTreeSet;

use super::Studio;
use crate::{
    journey::{JourneyMap, PageMeta, Segment, Site},
    render::{
        engine::Fault,
        pages::parts,
        share_card::{NAME, SIZE, ShareCard, TEMPLATE},
        view::{PageView, ShareCardView, ShareImageView},
    },
    text::words::Arg,
};

/// The card of a page, where it has one: not drawn yet, or what is wrong with it.
pub type Card = Option<Result<ShareCard, Fault>>;

/// What a card shows beside what every page has.
#[derive(Debug, Default)]
pub struct Subject<'a> {
    /// What stands over the title.
    pub kicker: String,
    /// The path that is drawn.
    pub path: Option<&'a Segment>,
    /// How many segments the map has.
    pub segments: usize,
}

impl<'a> Subject<'a> {
    /// A map or its overview, under its client's name.
    pub fn of_map(studio: &Studio, map: &'a JourneyMap) -> Self {
        let client = map.client.as_ref();
        let name = client.map(|client| client.name.clone());
        let industry = client.and_then(|client| client.industry.clone());
        let known = [name, industry].into_iter().flatten();
        let known: Vec<String> = known
            .filter(|text| !text.is_empty())
            .map(|text| studio.locale.text(&text))
            .collect();
        Subject {
            kicker: known.join(" · "),
            path: map.segments.first(),
            segments: if map.has_segments() {
                map.segments.len()
            } else {
                0
            },
        }
    }
}

impl Studio {
    /// Gives a page its picture; the card, if it is to be drawn.
    pub fn share(&self, page: &mut PageView, meta: &PageMeta, subject: &Subject<'_>) -> Card {
        let url = format!("{}{NAME}", meta.url);
        if self.own_pictures.contains(&url) {
            page.share_image = self.canonical(&url).map(|url| ShareImageView {
                url,
                alt: page.title.clone(),
                width: None,
                height: None,
            });
            return None;
        }
        if !self.has_template(TEMPLATE) {
            return None;
        }
        let view = self.card_view(page, meta, subject);
        page.share_image = self.canonical(&url).map(|url| ShareImageView {
            url,
            alt: self.card_in_words(page, view.stages),
            width: Some(SIZE.0),
            height: Some(SIZE.1),
        });
        let texts = [
            &view.title,
            &page.title,
            &subject.kicker,
            &self.site.agency.name,
        ];
        let texts = texts.map(String::as_str).join("\n");
        let mut context = self.style_context.clone();
        context.insert("card", &view);
        Some(ShareCard::new(
            &self.engine,
            &self.card_fonts,
            &context,
            texts,
        ))
    }

    fn card_view(&self, page: &PageView, meta: &PageMeta, subject: &Subject<'_>) -> ShareCardView {
        let drawable = |text: &str| self.card_fonts.drawable(text);
        let site = drawable(&self.site.title);
        let title = drawable(&page.title);
        let day = page.updated.as_ref().or(page.date.as_ref());
        ShareCardView {
            kind: page.kind.clone(),
            title: match title.is_empty() {
                true => site.clone(),
                false => title,
            },
            kicker: drawable(&subject.kicker),
            agency: drawable(&self.site.agency.name),
            site,
            stages: subject.path.map_or(0, |path| path.stages.len()),
            segments: subject.segments,
            month: day.map(|day| drawable(&day.month)),
            emotions: subject
                .path
                .map_or_else(Vec::new, |path| parts::emotions(&path.stages)),
            // The landscape is that of the path's own cover.
            seed: subject.path.map_or(&meta.url, |path| &path.url).clone(),
        }
    }

    /// What the card shows, for those who do not see it.
    fn card_in_words(&self, page: &PageView, stages: usize) -> String {
        let key = match stages {
            0 => "share_alt_page",
            _ => "share_alt_path",
        };
        let args = [
            ("title", Arg::Text(page.title.trim_end_matches('.'))),
            ("n", Arg::Number(stages as f64)),
        ];
        self.locale
            .phrase(key, &args)
            .unwrap_or_else(|| page.title.clone())
    }
}

/// The addresses of authors' pictures that bear the card's name.
pub fn own_pictures(site: &Site) -> BTreeSet<String> {
    let urls = site.assets.iter().map(|asset| &asset.url);
    let is_one = |url: &&String| url.rsplit('/').next() == Some(NAME);
    urls.filter(is_one).cloned().collect()
}
