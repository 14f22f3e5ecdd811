//! A stage's section, and its station at a glance.

use super::{
    Studio, lanes,
    parts::{self, two_digits},
};
use crate::{
    journey::{Html, Segment, Stage},
    render::{
        charts::{
            TextAlternative,
            kpi_bar::{self, Better, KpiBar},
            passage::{self, Passage},
            place::{self, Place},
        },
        view::{FunnelView, LinkView, StageView, StationView},
    },
    urls,
};

/// The section of a segment's stage at a position.
pub fn view<'a>(
    studio: &Studio,
    segment: &Segment,
    at: usize,
    stage: &'a Stage,
    number: usize,
) -> StageView<'a> {
    let locale = &studio.locale;
    StageView {
        number: two_digits(number),
        id: stage.slug.clone(),
        title: locale.text(&stage.title),
        summary: locale.text(&stage.summary),
        phase: stage
            .phase
            .and_then(|at| studio.phases.get(at))
            .map(|phase| phase.title.clone()),
        emotion: stage.emotion.map(|emotion| signed(studio, emotion)),
        emotion_word: stage.emotion.map(|emotion| emotion_word(studio, emotion)),
        moment_of_truth: stage.moment_of_truth,
        quote: stage.quote.as_ref().map(|quote| locale.quote(quote)),
        duration: locale.maybe(stage.duration.as_ref()),
        owner: locale.maybe(stage.owner.as_ref()),
        image: stage
            .image
            .as_ref()
            .map(|image| parts::image(studio, image)),
        html: stage.introduction.clone(),
        lanes: lanes::views(&stage.lanes),
        kpis: stage
            .kpis
            .iter()
            .map(|kpi| parts::kpi(studio, kpi))
            .collect(),
        funnel: funnel(studio, segment, at, stage),
        loops_to: loop_target(segment, stage).map(|target| LinkView {
            title: locale.text(&target.title),
            url: format!("{}#{}", urls::inside(&segment.url), target.slug),
        }),
        footnotes_html: stage.footnotes.clone(),
        internal: stage.internal,
        place_svg: place_svg(studio, segment, at),
        passage_svg: passage_svg(studio, segment, at),
        extra: stage.extra.clone(),
    }
}

/// The curve with the stage marked; empty where there is no curve.
fn place_svg(studio: &Studio, segment: &Segment, at: usize) -> Html {
    let emotions = parts::emotions(&segment.stages);
    if !studio.wanted.places || emotions.iter().all(Option::is_none) {
        return Html::default();
    }
    Html(place::draw(&Place {
        emotions: &emotions,
        stage: at,
    }))
}

/// The route to the next stage.
fn passage_svg(studio: &Studio, segment: &Segment, at: usize) -> Html {
    if !studio.wanted.passages {
        return Html::default();
    }
    let stage = segment.stages.get(at);
    Html(passage::draw(&Passage {
        emotions: &parts::emotions(&segment.stages),
        stage: at,
        moment_of_truth: stage.is_some_and(|stage| stage.moment_of_truth),
    }))
}

/// A stage at a glance.
pub fn station(
    studio: &Studio,
    segment: &Segment,
    at: usize,
    stage: &Stage,
    number: usize,
) -> StationView {
    StationView {
        number: two_digits(number),
        id: stage.slug.clone(),
        title: studio.locale.text(&stage.title),
        quote: stage
            .quote
            .as_ref()
            .filter(|_| is_turn(&segment.stages, at))
            .map(|quote| studio.locale.quote(quote)),
        emotion: stage.emotion.map(|emotion| emotion_word(studio, emotion)),
        moment_of_truth: stage.moment_of_truth,
        channels_html: stage.lane("channels").map(lanes::tags).unwrap_or_default(),
        loops_to: loop_target(segment, stage).map(|target| studio.locale.text(&target.title)),
    }
}

/// The stage that the path returns to.
pub fn loop_target<'s>(segment: &'s Segment, stage: &Stage) -> Option<&'s Stage> {
    segment.stages.get(stage.loops_to?)
}

/// True where the curve has a peak or a low: no neighbour lies on the further side.
fn is_turn(stages: &[Stage], at: usize) -> bool {
    let emotion = |at: usize| stages.get(at).and_then(|stage| stage.emotion);
    let Some(here) = emotion(at) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(emotion);
    let after = emotion(at + 1);
    let neighbours: Vec<f64> = before.into_iter().chain(after).collect();
    neighbours.iter().all(|other| *other <= here) || neighbours.iter().all(|other| *other >= here)
}

/// The emotion with its sign: `+1,5`, `−2`, `0`.
pub fn signed(studio: &Studio, emotion: f64) -> String {
    let text = studio.locale.number(emotion);
    if emotion > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// The emotion in figures and in a word: `−1,5 (отчаяние)`.
pub fn emotion_in_words(studio: &Studio, emotion: f64) -> String {
    let word = emotion_word(studio, emotion);
    format!("{} ({word})", signed(studio, emotion))
}

/// The emotion in a word, by the nearest whole step.
pub fn emotion_word(studio: &Studio, emotion: f64) -> String {
    studio.locale.word(match emotion {
        e if e >= 1.5 => "emotion_delight",
        e if e >= 0.5 => "emotion_good",
        e if e > -0.5 => "emotion_even",
        e if e > -1.5 => "emotion_bad",
        _ => "emotion_despair",
    })
}

/// A stage's funnel with the share that goes on.
fn funnel(studio: &Studio, segment: &Segment, at: usize, stage: &Stage) -> Option<FunnelView> {
    let funnel = stage.funnel?;
    if funnel.entered.is_none() && funnel.left.is_none() {
        return None;
    }
    let locale = &studio.locale;
    let share = match (funnel.entered, funnel.left) {
        (Some(entered), Some(left)) if entered > 0.0 => Some(left / entered),
        _ => None,
    };
    let text = |value: Option<f64>| value.map(|value| locale.number(value));
    let bar_svg = share
        .filter(|_| studio.wanted.bars)
        .map_or_else(Html::default, |share| {
            Html(kpi_bar::draw(&KpiBar {
                baseline: None,
                actual: Some(share.min(1.0)),
                target: Some(1.0),
                better: Better::Higher,
                // The figures stand beside it in words.
                alternative: TextAlternative::default(),
            }))
        });
    Some(FunnelView {
        entered: text(funnel.entered),
        left: text(funnel.left),
        conversion: share.map(|share| locale.percent(share)),
        next: segment
            .stages
            .get(at + 1)
            .map(|next| locale.text(&next.title)),
        bar_svg,
    })
}
