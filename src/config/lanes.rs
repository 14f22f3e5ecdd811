//! `[lanes.NAME]`, and titles by language.

use super::LaneSettings;
use crate::{fields::Fields, lanes::LaneKind, value::Value};

pub(super) fn read_lane(name: &str, lane: &Fields<'_>) -> LaneSettings {
    use LaneKind::{List, Media, Metric, People, Score, Tags, Text};
    let kinds = [Text, List, Tags, Metric, Score, People, Media].map(|kind| (kind.name(), kind));
    LaneSettings {
        name: name.to_owned(),
        titles: read_titles(lane, "title"),
        synonyms: lane.texts("synonyms"),
        icon: lane.filled("icon"),
        order: whole_number(lane, "order"),
        internal: lane.get("internal").map(|_| lane.flag("internal")),
        kind: lane.choice("kind", &kinds),
        spot: Some(lane.key_spot("")),
    }
}

fn whole_number(fields: &Fields<'_>, key: &'static str) -> Option<i64> {
    let number = fields.number_in(key, -1e6..=1e6)?;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    Some(number.round() as i64)
}

/// A title, or titles by language: `"…"` or `{ ru = "…", en = "…" }`.
pub(super) fn read_titles(fields: &Fields<'_>, key: &'static str) -> Vec<(String, String)> {
    match fields.get(key) {
        Some(Value::Table(entries)) => entries
            .iter()
            .filter_map(|(code, title)| Some((code.clone(), title.scalar_text()?)))
            .collect(),
        _ => fields
            .filled(key)
            .map(|title| (String::new(), title))
            .into_iter()
            .collect(),
    }
}

/// The title in a language, else the one without a language, else any.
pub(super) fn title_in(titles: &[(String, String)], language: &str) -> Option<String> {
    let of = |code: &str| titles.iter().find(|(c, _)| c == code);
    of(language)
        .or_else(|| of(""))
        .or(titles.first())
        .map(|(_, title)| title.clone())
}
