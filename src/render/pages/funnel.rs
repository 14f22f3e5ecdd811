//! The funnel over all stages of a path.

use super::{Studio, chart_data, parts::two_digits};
use crate::{
    journey::{Html, Segment},
    render::charts::{
        TextAlternative,
        funnel::{self, Funnel, FunnelStage},
    },
};

/// The drawing for wide screens and that for phones; empty where fewer than two stages say how
/// many people enter.
pub fn drawings(studio: &Studio, segment: &Segment, first: usize) -> (Html, Html) {
    let bare = chart_data::funnel_stages(segment);
    let given = bare.iter().filter(|stage| stage.entered.is_some()).count();
    if !studio.wanted.funnel || given < 2 {
        return Default::default();
    }
    let locale = &studio.locale;
    let conversions = funnel::conversions(&bare);
    let texts: Vec<[String; 3]> = bare
        .iter()
        .zip(&conversions)
        .enumerate()
        .map(|(at, (stage, conversion))| {
            [
                two_digits(at + first),
                stage.entered.map(|n| locale.number(n)).unwrap_or_default(),
                conversion
                    .to_next
                    .map(|share| locale.percent(share))
                    .unwrap_or_default(),
            ]
        })
        .collect();
    let stages: Vec<FunnelStage<'_>> = bare
        .iter()
        .zip(&texts)
        .map(|(stage, [number, figure, conversion])| FunnelStage {
            number,
            figure,
            conversion,
            ..*stage
        })
        .collect();
    let title = locale.word("funnel_title");
    let data = chart_data::funnel(studio, segment, first);
    let description = data.as_ref().map(chart_data::in_words).unwrap_or_default();
    let funnel = |id| Funnel {
        stages: &stages,
        alternative: TextAlternative {
            id,
            title: &title,
            description: &description,
        },
    };
    let standing = match funnel::fits_phones(&funnel("")) {
        true => String::new(),
        false => funnel::tall(&funnel("cjm-funnel-tall"), 288.0, 48.0),
    };
    (
        Html(funnel::wide(&funnel("cjm-funnel"), 120.0)),
        Html(standing),
    )
}
