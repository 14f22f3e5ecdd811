//! The figures of a page's drawings, as tables. Columns in which nothing would stand are left out.

use super::{Studio, parts::two_digits, stage};
use crate::{
    journey::{Segment, Stage},
    render::{
        charts::funnel::{self, FunnelStage},
        view::{ChartDataView, ChartRowView},
    },
    urls,
};

/// The emotion curve's; `None` where no stage has an emotion.
pub fn curve(studio: &Studio, segment: &Segment, first: usize) -> Option<ChartDataView> {
    let stages = &segment.stages;
    if stages.iter().all(|stage| stage.emotion.is_none()) {
        return None;
    }
    // Quotes, moments of truth and loops stand beneath the drawing as text.
    let cells = |stage: &Stage| {
        let emotion = stage.emotion;
        vec![emotion.map(|emotion| stage::emotion_in_words(studio, emotion))]
    };
    Some(table(
        studio,
        segment,
        first,
        ("curve_title", &["data_emotion"]),
        stages.iter().map(cells),
    ))
}

/// The funnel's; `None` where no stage has figures.
pub fn funnel(studio: &Studio, segment: &Segment, first: usize) -> Option<ChartDataView> {
    let bare = funnel_stages(segment);
    let is_given = |stage: &FunnelStage<'_>| stage.entered.or(stage.left).is_some();
    if !bare.iter().any(is_given) {
        return None;
    }
    let locale = &studio.locale;
    let conversions = funnel::conversions(&bare);
    let cells = bare.iter().zip(&conversions).map(|(stage, conversion)| {
        vec![
            stage.entered.map(|people| locale.number(people)),
            stage.left.map(|people| locale.number(people)),
            conversion.within.map(|share| locale.percent(share)),
            conversion.to_next.map(|share| locale.percent(share)),
        ]
    });
    let columns = ["data_entered", "data_left", "data_within", "data_to_next"];
    Some(table(
        studio,
        segment,
        first,
        ("funnel_title", &columns),
        cells,
    ))
}

/// A path's figures as they are drawn, without words.
pub fn funnel_stages(segment: &Segment) -> Vec<FunnelStage<'static>> {
    let stage = |stage: &Stage| FunnelStage {
        entered: stage.funnel.and_then(|funnel| funnel.entered),
        left: stage.funnel.and_then(|funnel| funnel.left),
        ..FunnelStage::default()
    };
    segment.stages.iter().map(stage).collect()
}

/// A row a stage, of columns named by their words.
fn table(
    studio: &Studio,
    segment: &Segment,
    first: usize,
    (caption, columns): (&str, &[&str]),
    cells: impl Iterator<Item = Vec<Option<String>>>,
) -> ChartDataView {
    let locale = &studio.locale;
    let cells: Vec<Vec<Option<String>>> = cells.collect();
    let filled = |at: usize| {
        let mut column = cells.iter().filter_map(|row| row.get(at));
        column.any(Option::is_some)
    };
    let used: Vec<(usize, &&str)> = columns
        .iter()
        .enumerate()
        .filter(|(at, _)| filled(*at))
        .collect();
    let stages = segment.stages.iter().enumerate().zip(&cells);
    let row = |((at, stage), cells): ((usize, &Stage), &Vec<Option<String>>)| ChartRowView {
        title: format!("{} {}", two_digits(at + first), locale.text(&stage.title)),
        url: format!("{}#{}", urls::inside(&segment.url), stage.slug),
        cells: used
            .iter()
            .map(|(column, _)| cells.get(*column).cloned().flatten().unwrap_or_default())
            .collect(),
    };
    let titles = used.iter().map(|(_, word)| locale.word(word));
    ChartDataView {
        caption: locale.word(caption),
        columns: std::iter::once(locale.word("data_stage"))
            .chain(titles)
            .collect(),
        rows: stages.map(row).collect(),
    }
}

/// Figures in one line, for those who do not see the drawing.
pub fn in_words(data: &ChartDataView) -> String {
    let row = |row: &ChartRowView| {
        let titles = data.columns.iter().skip(1);
        let cells = titles.zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        let said: Vec<String> = cells
            .map(|(title, cell)| format!("{title}: {cell}"))
            .collect();
        match said.is_empty() {
            true => row.title.clone(),
            false => format!("{} — {}", row.title, said.join(", ")),
        }
    };
    data.rows.iter().map(row).collect::<Vec<_>>().join("; ")
}
