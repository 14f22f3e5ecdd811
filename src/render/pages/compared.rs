//! The emotion curves of a map's segments on one axis, and their figures.
//!
//! The columns are the phases, where they order every segment's path: each stage stands in the
//! column of its phase, one without a phase beside the stage before it. Where some path goes
//! back among the phases, or no phase is shared by two segments, the columns are steps: the first
//! stage of each segment, the second, and so on.

use std::collections::BTreeMap;

use super::{Studio, chart_data, parts::two_digits, stage, table::first_stage_number};
use crate::{
    journey::{Html, JourneyMap, Segment},
    render::{
        charts::{
            TextAlternative,
            compared_curves::{self, ComparedCurves, Curve, Station},
            emotion_curve::Guides,
        },
        view::{ChartDataView, ChartRowView},
    },
    urls,
};

/// The drawing for wide screens, that for phones, and the figures.
#[derive(Debug, Default)]
pub struct Compared {
    pub wide: Html,
    pub tall: Html,
    pub data: Option<ChartDataView>,
}

/// Titles of the columns, and for each segment the column of each stage.
struct Columns {
    titles: Vec<String>,
    places: Vec<Vec<usize>>,
}

/// Draws the curves; nothing where fewer than two segments have an emotion.
pub fn curves(studio: &Studio, map: &JourneyMap) -> Compared {
    let has_emotion =
        |segment: &&Segment| segment.stages.iter().any(|stage| stage.emotion.is_some());
    let enough = map.segments.iter().filter(has_emotion).count() > 1;
    if !studio.wanted.compared_curves || !enough {
        return Compared::default();
    }
    let locale = &studio.locale;
    let columns = by_phase(studio, map).unwrap_or_else(|| by_order(studio, map));
    let data = data(studio, map, &columns);
    let stations: Vec<Vec<Station>> = map
        .segments
        .iter()
        .zip(&columns.places)
        .map(stations)
        .collect();
    let names: Vec<(String, String)> = map
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| (two_digits(at + 1), locale.text(&segment.title)))
        .collect();
    let curves: Vec<Curve<'_>> = names
        .iter()
        .zip(&stations)
        .map(|((number, name), stations)| Curve {
            number,
            name,
            stations,
        })
        .collect();
    let titles: Vec<&str> = columns.titles.iter().map(String::as_str).collect();
    let [delight, even, despair] =
        ["guide_delight", "guide_even", "guide_despair"].map(|key| locale.word(key));
    let (title, absent) = (locale.word("curves_title"), locale.word("curves_none"));
    let description = chart_data::in_words(&data);
    let compared = |id| ComparedCurves {
        columns: &titles,
        curves: &curves,
        guides: Guides {
            delight: &delight,
            even: &even,
            despair: &despair,
        },
        absent: &absent,
        alternative: TextAlternative {
            id,
            title: &title,
            description: &description,
        },
    };
    Compared {
        wide: Html(compared_curves::wide(&compared("cjm-curves-wide"))),
        tall: Html(compared_curves::tall(&compared("cjm-curves-tall"))),
        data: Some(data),
    }
}

fn stations((segment, places): (&Segment, &Vec<usize>)) -> Vec<Station> {
    let stages = segment.stages.iter().zip(places);
    stages
        .map(|(stage, column)| Station {
            column: *column,
            emotion: stage.emotion,
        })
        .collect()
}

/// Columns by phase; `None` where phases do not order the paths, or are not shared.
fn by_phase(studio: &Studio, map: &JourneyMap) -> Option<Columns> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for segment in &map.segments {
        let mut phases: Vec<usize> = segment
            .stages
            .iter()
            .filter_map(|stage| stage.phase)
            .collect();
        if !phases.is_sorted() {
            return None;
        }
        phases.dedup();
        for phase in phases {
            *shared.entry(phase).or_default() += 1;
        }
    }
    if shared.values().all(|segments| *segments < 2) {
        return None;
    }
    let used: Vec<usize> = shared.into_keys().collect();
    let column = |phase: usize| used.iter().position(|one| *one == phase).unwrap_or(0);
    let places = |segment: &Segment| {
        let stages = &segment.stages;
        let first = stages.iter().find_map(|stage| stage.phase);
        let mut here = first.map_or(0, column);
        let place = |stage: &crate::journey::Stage| {
            here = stage.phase.map_or(here, column);
            here
        };
        stages.iter().map(place).collect()
    };
    let title = |phase: &usize| {
        let phase = studio.phases.get(*phase);
        phase.map_or_else(String::new, |phase| studio.locale.text(&phase.title))
    };
    Some(Columns {
        titles: used.iter().map(title).collect(),
        places: map.segments.iter().map(places).collect(),
    })
}

/// Columns by the order of stages.
fn by_order(studio: &Studio, map: &JourneyMap) -> Columns {
    let longest = map
        .segments
        .iter()
        .map(|segment| segment.stages.len())
        .max();
    let title = |at: usize| {
        let number = (at + 1).to_string();
        studio.locale.say("data_step", &[("number", &number)])
    };
    Columns {
        titles: (0..longest.unwrap_or(0)).map(title).collect(),
        places: map
            .segments
            .iter()
            .map(|one| (0..one.stages.len()).collect())
            .collect(),
    }
}

/// A row a segment; in each cell the stages that stand there, with their emotions.
fn data(studio: &Studio, map: &JourneyMap, columns: &Columns) -> ChartDataView {
    let locale = &studio.locale;
    let row = |(segment, places): (&Segment, &Vec<usize>)| {
        let first = first_stage_number(segment);
        let mut cells: Vec<Vec<String>> = vec![Vec::new(); columns.titles.len()];
        for (at, (stage, column)) in segment.stages.iter().zip(places).enumerate() {
            let emotion = match stage.emotion {
                Some(emotion) => stage::emotion_in_words(studio, emotion),
                None => locale.word("curve_no_emotion"),
            };
            let words = [
                ("number", two_digits(at + first)),
                ("title", locale.text(&stage.title)),
                ("emotion", emotion),
            ];
            let words = words.each_ref().map(|(name, text)| (*name, text.as_str()));
            if let Some(cell) = cells.get_mut(*column) {
                cell.push(locale.say("curve_stage", &words));
            }
        }
        ChartRowView {
            title: locale.text(&segment.title),
            url: urls::inside(&segment.url),
            cells: cells.iter().map(|cell| cell.join("; ")).collect(),
        }
    };
    ChartDataView {
        caption: locale.word("curves_title"),
        columns: std::iter::once(locale.word("data_segment"))
            .chain(columns.titles.iter().cloned())
            .collect(),
        rows: map.segments.iter().zip(&columns.places).map(row).collect(),
    }
}
