//! The whole map as a table, and the comparison of segments.

use super::{Studio, lanes, parts::two_digits};
use crate::{
    journey::{Html, JourneyMap, Kpi, Segment, Stage},
    lanes::Lanes,
    render::view::{
        ComparedLaneView, ComparedRowView, ComparedStageView, ComparisonView, ContentsView,
        LaneTitleView, PhaseView, RowView, TableView,
    },
    urls,
};

/// Lanes by stages; `None` where there is no lane.
pub fn table(studio: &Studio, segment: &Segment, columns: &[ContentsView]) -> Option<TableView> {
    let rows: Vec<RowView> = rows(studio, &mut segment.stages.iter())
        .into_iter()
        .map(|(name, title)| RowView {
            title: studio.locale.text(&title),
            cells: segment
                .stages
                .iter()
                .map(|stage| cell(studio, stage, &name))
                .collect(),
            name,
        })
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    (!rows.is_empty()).then(|| TableView {
        columns: columns.to_vec(),
        rows,
    })
}

/// The lanes of a path in the order of the page, lettered. Figures are one of them, be they keys of
/// a stage, its funnel or a lane of their own.
pub fn titles(studio: &Studio, segment: &Segment) -> Vec<LaneTitleView> {
    let mut found = rows(studio, &mut segment.stages.iter());
    let funnel = |stage: &Stage| stage.funnel.is_some();
    if segment.stages.iter().any(funnel) && found.iter().all(|(name, _)| name != "kpi") {
        found.push(("kpi".to_owned(), studio.locale.word("kpi_lane")));
    }
    // The sort is stable: own lanes, which all come last, stay in their order.
    found.sort_by_key(|(name, _)| lanes::place(name));
    found
        .into_iter()
        .enumerate()
        .map(|(at, (name, title))| LaneTitleView {
            letter: letters(at),
            heading_html: heading(segment, &name)
                .unwrap_or_else(|| Html(crate::content::body::escape(&studio.locale.text(&title)))),
            group: lanes::group(&name).to_owned(),
            longest: segment
                .stages
                .iter()
                .map(|stage| extent(stage, &name))
                .max()
                .unwrap_or(0),
            name,
        })
        .collect()
}

/// The heading that more than half of the stages with a lane give it.
fn heading(segment: &Segment, lane: &str) -> Option<Html> {
    let headings: Vec<&Html> = segment
        .stages
        .iter()
        .filter_map(|stage| stage.lane(lane))
        .map(|lane| &lane.heading)
        .collect();
    let count = |one: &Html| headings.iter().filter(|other| **other == one).count();
    headings
        .iter()
        .find(|one| count(one) * 2 > headings.len())
        .map(|one| (*one).clone())
}

/// About how many characters a stage has in a lane, what is nested included.
fn extent(stage: &Stage, lane: &str) -> usize {
    let text = stage.lane(lane).map_or(0, lanes::extent);
    if lane == "kpi" {
        // Beside its name a figure has a bar and the way from where to where.
        let of = |kpi: &Kpi| kpi.name.chars().count() + 120;
        text + stage.kpis.iter().map(of).sum::<usize>() + stage.funnel.map_or(0, |_| 140)
    } else {
        text
    }
}

/// The coordinate of a row: `A` to `Z`, then `AA`.
fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    match at.checked_sub(26) {
        None => letter(at).to_string(),
        Some(rest) => format!("{}{}", letter(rest / 26), letter(rest)),
    }
}

/// The lanes of some stages: names with titles, in the order of lanes; own lanes last, in the
/// order in which they come up. Figures given as keys are rows of their own.
fn rows(studio: &Studio, stages: &mut dyn Iterator<Item = &Stage>) -> Vec<(String, String)> {
    let mut found: Vec<(usize, String, String)> = Vec::new();
    let mut figures = false;
    for stage in stages {
        figures |= !stage.kpis.is_empty();
        for lane in stage.lanes.iter().filter(|lane| !lane.is_empty()) {
            if found.iter().all(|(_, name, _)| *name != lane.name) {
                found.push((lane.order, lane.name.clone(), lane.title.clone()));
            }
        }
    }
    if figures && found.iter().all(|(_, name, _)| name != "kpi") {
        let order = Lanes::built_in()
            .get("kpi")
            .map_or(usize::MAX, |lane| lane.index);
        found.push((order, "kpi".to_owned(), studio.locale.word("kpi_lane")));
    }
    found.sort_by_key(|(order, ..)| *order);
    found
        .into_iter()
        .map(|(_, name, title)| (name, title))
        .collect()
}

fn cell(studio: &Studio, stage: &Stage, lane: &str) -> Html {
    let mut html = stage.lane(lane).map(lanes::cell).unwrap_or_default();
    if lane == "kpi" {
        let figures = figures(studio, stage);
        if !html.is_empty() && !figures.is_empty() {
            html.0.push('\n');
        }
        html.0.push_str(&figures.0);
    }
    html
}

/// A stage's figures, a line each: name and value.
fn figures(studio: &Studio, stage: &Stage) -> Html {
    let line = |kpi: &Kpi| {
        let value = kpi.actual.or(kpi.target).or(kpi.baseline)?;
        let unit = kpi
            .unit
            .as_ref()
            .map(|unit| format!("\u{a0}{unit}"))
            .unwrap_or_default();
        let text = format!(
            "{}: {}{unit}",
            studio.locale.text(&kpi.name),
            studio.locale.number(value)
        );
        Some(crate::content::body::escape(&text))
    };
    lanes::in_lines(&stage.kpis.iter().filter_map(line).collect::<Vec<_>>())
}

/// Whether the map's overview compares its segments.
pub fn is_compared(studio: &Studio, map: &JourneyMap) -> bool {
    !shared_lanes(studio, map).is_empty()
}

/// The lanes that several segments have, by name and title: only these can be compared.
fn shared_lanes(studio: &Studio, map: &JourneyMap) -> Vec<(String, String)> {
    let mut names = rows(studio, &mut map.stages());
    names.retain(|(name, _)| {
        map.segments
            .iter()
            .filter(|segment| has(segment, name))
            .count()
            > 1
    });
    names
}

/// Phases across, segments down, for every lane; `None` where there is nothing to compare.
pub fn comparison(studio: &Studio, map: &JourneyMap) -> Option<ComparisonView> {
    let used: Vec<usize> = (0..studio.phases.len())
        .filter(|at| map.stages().any(|stage| stage.phase == Some(*at)))
        .collect();
    let mut columns: Vec<Option<usize>> = used.into_iter().map(Some).collect();
    if map.stages().any(|stage| stage.phase.is_none()) {
        columns.push(None);
    }
    let mut names = shared_lanes(studio, map);
    // The lanes by which the trade compares groups come first.
    let first = ["goals", "channels", "barriers", "tasks", "kpi"];
    names.sort_by_key(|(name, _)| {
        first
            .iter()
            .position(|known| known == name)
            .unwrap_or(first.len())
    });
    let lanes: Vec<ComparedLaneView> = names
        .into_iter()
        .map(|(name, title)| ComparedLaneView {
            title: studio.locale.text(&title),
            rows: map
                .segments
                .iter()
                .map(|segment| row(studio, segment, &name, &columns))
                .collect(),
            name,
        })
        .collect();
    if lanes.is_empty() || columns.is_empty() {
        return None;
    }
    let phase = |at: &Option<usize>| match at.and_then(|at| studio.phases.get(at)) {
        Some(phase) => PhaseView {
            name: phase.name.clone(),
            title: studio.locale.text(&phase.title),
        },
        None => PhaseView {
            name: String::new(),
            title: studio.locale.word("no_phase"),
        },
    };
    Some(ComparisonView {
        phases: columns.iter().map(phase).collect(),
        lanes,
    })
}

/// True where some stage of the segment has the lane.
fn has(segment: &Segment, lane: &str) -> bool {
    segment
        .stages
        .iter()
        .any(|stage| stage.lane(lane).is_some() || lane == "kpi" && !stage.kpis.is_empty())
}

fn row(
    studio: &Studio,
    segment: &Segment,
    lane: &str,
    columns: &[Option<usize>],
) -> ComparedRowView {
    let first = first_stage_number(segment);
    let cells = columns
        .iter()
        .map(|column| {
            segment
                .stages
                .iter()
                .enumerate()
                .filter(|(_, stage)| stage.phase == *column)
                .map(|(at, stage)| ComparedStageView {
                    number: two_digits(at + first),
                    title: studio.locale.text(&stage.title),
                    url: format!("{}#{}", urls::inside(&segment.url), stage.slug),
                    html: cell(studio, stage, lane),
                })
                .collect()
        })
        .collect();
    ComparedRowView {
        title: studio.locale.text(&segment.title),
        url: urls::inside(&segment.url),
        cells,
    }
}

/// The number of a path's first stage: `01` is the persona's where there is one.
pub fn first_stage_number(segment: &Segment) -> usize {
    if segment.persona.is_some() { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn rows_have_letters_however_many_there_are() {
        assert_eq!(
            [0, 25, 26, 52].map(letters),
            ["A", "Z", "AA", "BA"].map(str::to_owned)
        );
    }
}
