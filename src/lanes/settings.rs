//! What a site says of a lane in; the changed lane, or why a synonym cannot be taken, out.

use std::fmt;

use super::{KnownLane, LaneKind};

/// What a site's `[lanes.NAME]` says. What is `None` or empty stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneSettings {
    /// A built-in lane's name, to change it, or a new one.
    pub name: String,
    /// The title in Russian; recognised as a heading as well.
    pub title_ru: Option<String>,
    /// The title in English; recognised as a heading as well.
    pub title_en: Option<String>,
    /// Further headings by which it is recognised, whole or as first words.
    pub synonyms: Vec<String>,
    /// An icon's name.
    pub icon: Option<String>,
    /// The place among the lanes: built-in ones stand at 10, 20, 30 … in the order of `lanes.toml`.
    pub order: Option<i64>,
    /// Keep it out of everything that is published.
    pub internal: Option<bool>,
    /// What it holds; a new lane is a list.
    pub kind: Option<LaneKind>,
}

/// Why a site's synonym cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SynonymFault {
    /// The site has given it to another lane, named here, as well.
    Taken {
        /// The synonym as it was written.
        synonym: String,
        /// The name of the lane that has it.
        lane: String,
    },
    /// It holds no letter or digit.
    Empty {
        /// The synonym as it was written.
        synonym: String,
    },
}

impl fmt::Display for SynonymFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken { synonym, lane } => {
                write!(out, "`{synonym}` is already a synonym of the lane `{lane}`")
            }
            Self::Empty { synonym } => write!(out, "the synonym `{synonym}` has no letters"),
        }
    }
}

impl std::error::Error for SynonymFault {}

/// A lane of which the name is all that is known.
pub(super) fn new_lane(name: &str) -> KnownLane {
    KnownLane {
        name: name.to_owned(),
        title_ru: name.to_owned(),
        title_en: name.to_owned(),
        kind: LaneKind::List,
        icon: None,
        internal: false,
        index: 0,
        order: None,
    }
}

/// Puts settings into a lane. A title in one language only stands for both in a new lane.
pub(super) fn change(lane: &mut KnownLane, settings: LaneSettings) {
    let untitled = lane.title_ru == lane.name && lane.title_en == lane.name;
    if untitled && let Some(title) = settings.title_ru.as_ref().or(settings.title_en.as_ref()) {
        lane.title_ru.clone_from(title);
        lane.title_en.clone_from(title);
    }
    lane.title_ru = settings
        .title_ru
        .unwrap_or_else(|| std::mem::take(&mut lane.title_ru));
    lane.title_en = settings
        .title_en
        .unwrap_or_else(|| std::mem::take(&mut lane.title_en));
    lane.kind = settings.kind.unwrap_or(lane.kind);
    lane.internal = settings.internal.unwrap_or(lane.internal);
    lane.order = settings.order.or(lane.order);
    lane.icon = settings.icon.or_else(|| lane.icon.take());
}
