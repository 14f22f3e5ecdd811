//! The journey at a glance: a segment's stages in, the emotion curve with its stations out.

use super::{Studio, parts::two_digits, stage};
use crate::{
    journey::{Html, JourneyMap, Segment},
    render::{
        charts::{
            TextAlternative,
            emotion_curve::{self, EmotionCurve, Guides, TallLayout, WideLayout},
        },
        view::GlanceView,
    },
};

/// The curve in its compositions, with the stations; `None` without stages. `first` is the number
/// of the first stage.
pub fn view(
    studio: &Studio,
    map: &JourneyMap,
    segment: &Segment,
    first: usize,
) -> Option<GlanceView> {
    if segment.stages.is_empty() {
        return None;
    }
    let locale = &studio.locale;
    let stations = segment
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| stage::station(studio, segment, at, stage, at + first))
        .collect();
    let drawn = studio.wanted.curves || studio.wanted.relief;
    if !drawn || segment.stages.iter().all(|stage| stage.emotion.is_none()) {
        return Some(GlanceView {
            stations,
            ..GlanceView::default()
        });
    }
    let numbers: Vec<String> = (0..segment.stages.len())
        .map(|at| two_digits(at + first))
        .collect();
    let stages = curve_stages(segment, &numbers);
    let [delight, even, despair] =
        ["guide_delight", "guide_even", "guide_despair"].map(|key| locale.word(key));
    let (title, description) = (
        locale.word("curve_title"),
        in_words(studio, segment, &numbers),
    );
    let curve = |id| EmotionCurve {
        stages: &stages,
        guides: Guides {
            delight: &delight,
            even: &even,
            despair: &despair,
        },
        alternative: TextAlternative {
            id,
            title: &title,
            description: &description,
        },
    };
    let draw = |wanted: bool, svg: &dyn Fn() -> String| match wanted {
        true => Html(svg()),
        false => Html::default(),
    };
    let curves = studio.wanted.curves;
    Some(GlanceView {
        curve_wide_svg: draw(curves, &|| {
            emotion_curve::wide(&curve("cjm-curve-wide"), WideLayout::default())
        }),
        curve_tall_svg: draw(curves, &|| {
            emotion_curve::tall(&curve("cjm-curve-tall"), TallLayout::default())
        }),
        relief_svg: draw(studio.wanted.relief, &|| {
            relief(studio, map, segment, curve("cjm-relief"))
        }),
        stations,
    })
}

fn curve_stages<'a>(segment: &Segment, numbers: &'a [String]) -> Vec<emotion_curve::Stage<'a>> {
    segment
        .stages
        .iter()
        .zip(numbers)
        .map(|(stage, number)| emotion_curve::Stage {
            number,
            emotion: stage.emotion,
            moment_of_truth: stage.moment_of_truth,
            loops_to: stage.loops_to,
        })
        .collect()
}

/// The curve over a landscape. Its stations bear their heights, as on a map: the emotions.
fn relief(studio: &Studio, map: &JourneyMap, segment: &Segment, curve: EmotionCurve<'_>) -> String {
    let heights: Vec<String> = segment
        .stages
        .iter()
        .map(|stage| {
            stage
                .emotion
                .map_or_else(String::new, |emotion| stage::signed(studio, emotion))
        })
        .collect();
    let layout = WideLayout {
        width: 1200.0,
        plot_height: 190.0,
        ..WideLayout::default()
    };
    emotion_curve::relief(
        &EmotionCurve {
            stages: &curve_stages(segment, &heights),
            guides: Guides::default(),
            ..curve
        },
        &format!("{}{}", map.meta.url, segment.url),
        layout,
    )
}

/// The curve for those who do not see it: each stage with its emotion.
fn in_words(studio: &Studio, segment: &Segment, numbers: &[String]) -> String {
    let of = |(stage, number): (&crate::journey::Stage, &String)| {
        let emotion = match stage.emotion {
            Some(emotion) => stage::emotion_word(studio, emotion),
            None => studio.locale.word("curve_no_emotion"),
        };
        let title = studio.locale.text(&stage.title);
        studio.locale.say(
            "curve_stage",
            &[("number", number), ("title", &title), ("emotion", &emotion)],
        )
    };
    segment
        .stages
        .iter()
        .zip(numbers)
        .map(of)
        .collect::<Vec<_>>()
        .join("; ")
}
