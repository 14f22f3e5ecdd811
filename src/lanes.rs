//! The built-in lanes (`lanes.toml`) and a site's own in; for a heading, the lane it opens or the one it may have been
//! meant to open, out.

mod built_in;
mod fold;
mod settings;
mod synonyms;

use std::cmp::Reverse;
use std::sync::LazyLock;

use serde::Deserialize;

use fold::fold;
pub use settings::{LaneSettings, SynonymFault};
use settings::{change, new_lane};
use synonyms::{Hit, Synonyms};

static BUILT_IN: LazyLock<Lanes> = LazyLock::new(built_in::read);

/// What a lane holds, by which a theme chooses how to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LaneKind {
    /// Prose.
    Text,
    /// Items.
    List,
    /// Short items, shown as chips.
    Tags,
    /// Figures.
    Metric,
    /// A place on a scale.
    Score,
    /// People or teams.
    People,
    /// Images and films.
    Media,
}

impl LaneKind {
    /// The name that settings and templates use.
    pub fn name(self) -> &'static str {
        match self {
            LaneKind::Text => "text",
            LaneKind::List => "list",
            LaneKind::Tags => "tags",
            LaneKind::Metric => "metric",
            LaneKind::Score => "score",
            LaneKind::People => "people",
            LaneKind::Media => "media",
        }
    }
}

/// A lane that is known by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLane {
    /// The name in settings, attributes and templates: `touchpoints`.
    pub name: String,
    /// The title in Russian.
    pub title_ru: String,
    /// The title in all other languages.
    pub title_en: String,
    /// What it holds.
    pub kind: LaneKind,
    /// The icon that the site's settings name.
    pub icon: Option<String>,
    /// Kept out of everything that is published.
    pub internal: bool,
    /// The place in the order of display, from 0, without gaps.
    pub index: usize,
    /// What `index` is computed from: built-in lanes stand at 10, 20, 30 …; `None` comes last.
    order: Option<i64>,
}

impl KnownLane {
    /// The title in a language (a BCP 47 tag): Russian, else English.
    pub fn title(&self, lang: &str) -> &str {
        if crate::text::primary(lang) == "ru" {
            &self.title_ru
        } else {
            &self.title_en
        }
    }
}

/// What a heading was recognised as.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recognised<'a> {
    /// The lane; `None` for a lane of the author's own.
    pub lane: Option<&'a KnownLane>,
    /// For a lane of the author's own: what the heading is one typing error away from.
    pub near: Option<Suggestion<'a>>,
}

/// The lane that a heading with a typing error may have meant.
#[derive(Debug, Clone, Copy)]
pub struct Suggestion<'a> {
    /// The lane.
    pub lane: &'a KnownLane,
    /// The synonym that the heading, or its first words, nearly are.
    pub synonym: &'a str,
}

/// All lanes known to a site.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// In the order they were added.
    lanes: Vec<KnownLane>,
    /// Places in `lanes`, in the order of display.
    shown: Vec<usize>,
    synonyms: Synonyms,
}

impl Lanes {
    /// The lanes that the program knows by itself.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The lane of that name (not case-sensitive).
    pub fn get(&self, name: &str) -> Option<&KnownLane> {
        self.lanes
            .iter()
            .find(|lane| lane.name.eq_ignore_ascii_case(name))
    }

    /// All lanes in the order of display.
    pub fn iter(&self) -> impl Iterator<Item = &KnownLane> {
        self.shown.iter().filter_map(|place| self.lanes.get(*place))
    }

    /// Adds a lane, or changes the one of that name. A synonym of a built-in lane moves to the site's.
    ///
    /// # Errors
    /// The first synonym or title that cannot be taken; the other settings hold nevertheless.
    pub fn extend(&mut self, settings: LaneSettings) -> Result<(), SynonymFault> {
        let place = self
            .lanes
            .iter()
            .position(|lane| lane.name.eq_ignore_ascii_case(&settings.name))
            .unwrap_or_else(|| {
                self.lanes.push(new_lane(&settings.name));
                self.lanes.len() - 1
            });
        let mut fault = None;
        let titles = settings.title_ru.iter().chain(&settings.title_en);
        for synonym in settings.synonyms.iter().chain(titles) {
            if let Err(refused) = self.claim(synonym, place) {
                fault.get_or_insert(refused);
            }
        }
        self.synonyms.add(&settings.name, place, true);
        if let Some(lane) = self.lanes.get_mut(place) {
            change(lane, settings);
        }
        self.sort();
        fault.map_or(Ok(()), Err)
    }

    /// The lane that a level-2 heading opens.
    ///
    /// `classes` are those of the attribute behind the heading (`{.barriers}`): the first that names a lane wins.
    /// Else the text counts, as `lanes.toml` explains. A text of five letters or more that is recognised as nothing
    /// is compared once more, with one letter wrong, missing, doubled or two exchanged.
    pub fn recognise(&self, heading: &str, classes: &[&str]) -> Recognised<'_> {
        if let Some(lane) = classes.iter().find_map(|class| self.get(class)) {
            return Recognised {
                lane: Some(lane),
                near: None,
            };
        }
        let heading = fold(heading);
        match self.synonyms.find(&heading) {
            Some(Hit::Exact { lane }) => Recognised {
                lane: self.lanes.get(lane),
                near: None,
            },
            Some(Hit::Near { lane, synonym }) => {
                let near = self
                    .lanes
                    .get(lane)
                    .map(|lane| Suggestion { lane, synonym });
                Recognised { lane: None, near }
            }
            None => Recognised::default(),
        }
    }

    /// The lane of a heading, unless `{.own}` says that it is the author's own whatever it looks like.
    pub fn heading(&self, heading: &str, classes: &[&str]) -> Recognised<'_> {
        if classes.contains(&"own") {
            return Recognised::default();
        }
        self.recognise(heading, classes)
    }

    fn claim(&mut self, synonym: &str, place: usize) -> Result<(), SynonymFault> {
        let written = || synonym.to_owned();
        match self.synonyms.claim(synonym, place) {
            Ok(()) => Ok(()),
            Err(None) => Err(SynonymFault::Empty { synonym: written() }),
            Err(Some(holder)) => {
                let lane = self
                    .lanes
                    .get(holder)
                    .map(|lane| lane.name.clone())
                    .unwrap_or_default();
                Err(SynonymFault::Taken {
                    synonym: written(),
                    lane,
                })
            }
        }
    }

    fn sort(&mut self) {
        self.shown = (0..self.lanes.len()).collect();
        // `Reverse` puts lanes with an order before those without.
        let key = |lane: &KnownLane| (Reverse(lane.order.is_some()), lane.order);
        self.shown
            .sort_by_key(|place| self.lanes.get(*place).map(key));
        for (index, place) in self.shown.iter().enumerate() {
            if let Some(lane) = self.lanes.get_mut(*place) {
                lane.index = index;
            }
        }
    }
}

#[cfg(test)]
mod tests;
