//! The landing page of one path: a map's, or a segment's.

use tera::Context;

use super::{
    Studio, WithCard, chart_data, funnel, glance,
    parts::{self, two_digits},
    reading,
    share::Subject,
    stage, structured_data, table,
};
use crate::{
    journey::{Html, JourneyMap, PageMeta, Persona, Segment},
    kept::Same,
    render::view::{
        CardView, ContentsView, LandingView, MapView, PersonaView, SectionView, TestimonialView,
    },
    urls,
};

/// Renders a landing page.
pub fn render(
    studio: &Studio,
    map: &JourneyMap,
    segment: &Segment,
    related: &[Same<CardView>],
) -> WithCard {
    let meta = if segment.own_page {
        segment_meta(studio, map, segment)
    } else {
        map.meta.clone()
    };
    let kind = if segment.own_page { "segment" } else { "map" };
    let mut page = studio.page(kind, &meta);
    page.breadcrumbs = vec![parts::link(studio.home_title.clone(), "/")];
    if segment.own_page {
        page.breadcrumbs.push(parts::link(
            studio.locale.text(&map.meta.title),
            &map.meta.url,
        ));
        let title = studio
            .locale
            .text(&format!("{}: {}", segment.title, map.meta.title));
        page.full_title = format!("{title} — {}", studio.locale.text(&studio.config.title));
    }
    let of_map = Subject::of_map(studio, map);
    let subject = Subject {
        kicker: match segment.own_page {
            true => studio.locale.text(&map.meta.title),
            false => of_map.kicker,
        },
        path: Some(segment),
        segments: 0,
    };
    let card = studio.share(&mut page, &meta, &subject);
    page.json_ld_html = structured_data::map(studio, &page, map, Some(segment));
    let mut context = Context::new();
    context.insert("map", &map_view(studio, map, related));
    context.insert("landing", &view(studio, map, segment));
    (studio.finish("map.html", &page, context), card)
}

/// A segment's page: its own title and summary; dates are the map's.
fn segment_meta(studio: &Studio, map: &JourneyMap, segment: &Segment) -> PageMeta {
    let summary = if segment.summary.is_empty() {
        studio.locale.say(
            "segment_description",
            &[("segment", &segment.title), ("map", &map.meta.summary)],
        )
    } else {
        segment.summary.clone()
    };
    PageMeta {
        title: segment.title.clone(),
        summary,
        url: segment.url.clone(),
        path: segment.path.clone(),
        ..map.meta.clone()
    }
}

/// What a landing page and an overview have in common.
pub fn map_view(studio: &Studio, map: &JourneyMap, related: &[Same<CardView>]) -> MapView {
    let locale = &studio.locale;
    let introduction = (!map.introduction.is_empty()).then(|| SectionView {
        number: two_digits(0),
        id: "introduction".to_owned(),
        title: locale.word("introduction"),
        html: map.introduction.clone(),
    });
    MapView {
        title: locale.text(&map.meta.title),
        url: urls::inside(&map.meta.url),
        summary: locale.text(&map.meta.summary),
        client: map
            .client
            .as_ref()
            .map(|client| parts::client(studio, client)),
        product: locale.maybe(map.product.as_ref()),
        authors: map.authors.clone(),
        tags: map.tags.clone(),
        reviewed: map.reviewed.map(|day| locale.date(day)),
        cover: map.cover.as_ref().map(|cover| parts::image(studio, cover)),
        method: map.method.iter().map(|step| locale.text(step)).collect(),
        results: map
            .results
            .iter()
            .map(|kpi| parts::kpi(studio, kpi))
            .collect(),
        testimonial: map.testimonial.as_ref().map(|quote| TestimonialView {
            text: locale.quote(&quote.text),
            name: locale.maybe(quote.name.as_ref()),
            role: locale.maybe(quote.role.as_ref()),
        }),
        call_to_action: studio.call_to_action(&map.call_to_action),
        introduction,
        related: related.iter().map(|card| (**card).clone()).collect(),
        data_url: urls::inside(&format!("{}journey.json", map.meta.url)),
    }
}

fn view<'a>(studio: &Studio, map: &JourneyMap, segment: &'a Segment) -> LandingView<'a> {
    let locale = &studio.locale;
    let first = table::first_stage_number(segment);
    let columns: Vec<ContentsView> = segment
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| {
            contents(
                "stage",
                &two_digits(at + first),
                &stage.slug,
                locale.text(&stage.title),
            )
        })
        .collect();
    let persona = segment
        .persona
        .as_ref()
        .map(|persona| persona_view(studio, segment, persona));
    let (cover_wide_svg, cover_tall_svg) = match &map.cover {
        // The author's picture stands on the map's own page.
        Some(_) if !segment.own_page => (Html::default(), Html::default()),
        _ => parts::cover_art(studio, segment, "cjm-cover", first),
    };
    let (funnel_svg, funnel_tall_svg) = funnel::drawings(studio, segment, first);
    let stages = segment.stages.iter().enumerate();
    LandingView {
        title: locale.text(&segment.title),
        summary: locale.text(if segment.own_page {
            &segment.summary
        } else {
            &map.meta.summary
        }),
        is_segment: segment.own_page,
        siblings: map
            .segments
            .iter()
            .filter(|other| segment.own_page && other.url != segment.url)
            .map(|other| parts::link(locale.text(&other.title), &other.url))
            .collect(),
        is_compared: segment.own_page && table::is_compared(studio, map),
        cover_wide_svg,
        cover_tall_svg,
        cover_art: parts::cover_picture(studio, &segment.url, segment),
        contents: all_contents(studio, map, segment, persona.as_ref(), &columns),
        glance: glance::view(studio, map, segment, first),
        persona,
        lanes: if studio.wanted.lanes {
            table::titles(studio, segment)
        } else {
            Vec::new()
        },
        table: studio
            .wanted
            .table
            .then(|| table::table(studio, segment, &columns))
            .flatten(),
        funnel_svg,
        funnel_tall_svg,
        curve_data: studio
            .wanted
            .chart_data
            .then(|| chart_data::curve(studio, segment, first))
            .flatten(),
        funnel_data: studio
            .wanted
            .chart_data
            .then(|| chart_data::funnel(studio, segment, first))
            .flatten(),
        minutes: reading::minutes(map, segment),
        stages: stages
            .map(|(at, stage)| stage::view(studio, segment, at, stage, at + first))
            .collect(),
    }
}

/// The parts of the page, for its navigation.
fn all_contents(
    studio: &Studio,
    map: &JourneyMap,
    segment: &Segment,
    persona: Option<&PersonaView>,
    stages: &[ContentsView],
) -> Vec<ContentsView> {
    let has_introduction = !segment.own_page && !map.introduction.is_empty();
    let introduction = || {
        contents(
            "introduction",
            "00",
            "introduction",
            studio.locale.word("introduction"),
        )
    };
    let of_persona =
        |one: &PersonaView| contents("persona", &one.number, &one.id, one.title.clone());
    has_introduction
        .then(introduction)
        .into_iter()
        .chain(persona.map(of_persona))
        .chain(stages.iter().cloned())
        .collect()
}

fn contents(kind: &str, number: &str, id: &str, title: String) -> ContentsView {
    ContentsView {
        number: number.to_owned(),
        id: id.to_owned(),
        title,
        kind: kind.to_owned(),
    }
}

fn persona_view(studio: &Studio, segment: &Segment, persona: &Persona) -> PersonaView {
    let locale = &studio.locale;
    let initials = parts::initials(persona.name.as_deref().unwrap_or(&segment.title));
    let own_title = persona.title.as_ref().filter(|_| !segment.own_page);
    PersonaView {
        number: two_digits(1),
        id: "persona".to_owned(),
        title: own_title.map_or_else(|| locale.word("persona"), |title| locale.text(title)),
        name: locale.maybe(persona.name.as_ref()),
        monogram_svg: match persona.photo {
            None => parts::monogram(studio, segment, &initials),
            Some(_) => Html::default(),
        },
        initials,
        role: locale.maybe(persona.role.as_ref()),
        photo: persona
            .photo
            .as_ref()
            .map(|photo| parts::image(studio, photo)),
        quote: persona.quote.as_ref().map(|quote| locale.quote(quote)),
        facts: parts::facts(studio, persona),
        five_w: parts::five_w(studio, persona.five_w.as_ref()),
        share: parts::share(studio, Some(persona)),
        html: persona.story.clone(),
        extra: persona.extra.clone(),
    }
}
