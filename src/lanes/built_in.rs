//! `lanes.toml`, which is part of the program, in; the built-in [`Lanes`] out.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{KnownLane, LaneKind, Lanes};

pub(super) const TEXT: &str = include_str!("../lanes.toml");

/// The file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// What may follow a word under `whole-only`.
    pub(super) stage: Vec<String>,
    lanes: BTreeMap<String, Spanned<Entry>>,
}

impl File {
    /// The lanes in the order of the file, which their places in it tell.
    pub(super) fn in_order(self) -> Vec<(String, Entry)> {
        let mut lanes: Vec<_> = self.lanes.into_iter().collect();
        lanes.sort_by_key(|(_, entry)| entry.span().start);
        lanes
            .into_iter()
            .map(|(name, entry)| (name, entry.into_inner()))
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    pub(super) title: Title,
    pub(super) kind: LaneKind,
    #[serde(default)]
    pub(super) internal: bool,
    pub(super) synonyms: Vec<String>,
    #[serde(default)]
    pub(super) whole_only: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Title {
    pub(super) ru: String,
    pub(super) en: String,
}

/// The built-in lanes. A file that does not parse gives none, which the tests would not let pass.
pub(super) fn read() -> Lanes {
    let mut lanes = Lanes::default();
    let Ok(file) = toml::from_str::<File>(TEXT) else {
        return lanes;
    };
    lanes.synonyms.set_stage_words(&file.stage);
    let entries = file.in_order();
    for (place, (_, entry)) in entries.iter().enumerate() {
        entry
            .synonyms
            .iter()
            .for_each(|synonym| lanes.synonyms.add(synonym, place, false));
        entry
            .whole_only
            .iter()
            .for_each(|synonym| lanes.synonyms.add(synonym, place, true));
    }
    // Titles and names are headings as well where no synonym has the word: `media` is a name of one lane and a synonym
    // of another.
    for (place, (name, entry)) in entries.iter().enumerate() {
        for text in [&entry.title.ru, &entry.title.en, name] {
            lanes.synonyms.add(text, place, true);
        }
    }
    lanes.lanes = entries.into_iter().zip(1..).map(known).collect();
    lanes.sort();
    lanes
}

fn known(((name, entry), number): ((String, Entry), i64)) -> KnownLane {
    KnownLane {
        name,
        title_ru: entry.title.ru,
        title_en: entry.title.en,
        kind: entry.kind,
        icon: None,
        internal: entry.internal,
        index: 0,
        order: Some(number * 10),
    }
}
