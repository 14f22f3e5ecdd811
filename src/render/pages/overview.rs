//! The overview of a map with segments.

use tera::Context;

use super::{
    Studio, WithCard, compared,
    landing::map_view,
    parts::{self, two_digits},
    share::Subject,
    structured_data, table,
};
use crate::{
    journey::{Html, JourneyMap, Segment},
    kept::Same,
    render::view::{CardView, OverviewView, SegmentView},
    urls,
};

/// Renders the overview.
pub fn render(studio: &Studio, map: &JourneyMap, related: &[Same<CardView>]) -> WithCard {
    let mut page = studio.page("overview", &map.meta);
    page.breadcrumbs = vec![parts::link(studio.home_title.clone(), "/")];
    let subject = Subject::of_map(studio, map);
    let share_card = studio.share(&mut page, &map.meta, &subject);
    page.json_ld_html = structured_data::map(studio, &page, map, None);
    let (cover_wide_svg, cover_tall_svg) = match (map.segments.first(), &map.cover) {
        (Some(segment), None) => parts::cover_art(
            studio,
            segment,
            "cjm-cover",
            table::first_stage_number(segment),
        ),
        _ => (Html::default(), Html::default()),
    };
    let compared = compared::curves(studio, map);
    let view = OverviewView {
        cover_wide_svg,
        cover_tall_svg,
        cover_art: map
            .segments
            .first()
            .and_then(|segment| parts::cover_picture(studio, &map.meta.url, segment)),
        segments: map
            .segments
            .iter()
            .enumerate()
            .map(|(n, segment)| card(studio, n, segment))
            .collect(),
        comparison: table::comparison(studio, map),
        curves_wide_svg: compared.wide,
        curves_tall_svg: compared.tall,
        curves_data: compared.data,
    };
    let mut context = Context::new();
    context.insert("map", &map_view(studio, map, related));
    context.insert("overview", &view);
    (studio.finish("overview.html", &page, context), share_card)
}

fn card(studio: &Studio, at: usize, segment: &Segment) -> SegmentView {
    let locale = &studio.locale;
    let persona = segment.persona.as_ref();
    let photo = persona.and_then(|p| p.photo.as_ref());
    let name = persona.and_then(|p| p.name.as_deref());
    let initials = parts::initials(name.unwrap_or(&segment.title));
    SegmentView {
        number: two_digits(at + 1),
        title: locale.text(&segment.title),
        url: urls::inside(&segment.url),
        summary: locale.text(&segment.summary),
        persona: persona.and_then(|persona| locale.maybe(persona.name.as_ref())),
        role: persona.and_then(|persona| locale.maybe(persona.role.as_ref())),
        monogram_svg: match photo {
            None => parts::monogram(studio, segment, &initials),
            Some(_) => Html::default(),
        },
        initials,
        photo: photo.map(|photo| parts::image(studio, photo)),
        quote: persona
            .and_then(|p| p.quote.as_ref())
            .map(|quote| locale.quote(quote)),
        share: parts::share(studio, persona),
        five_w: parts::five_w(studio, persona.and_then(|p| p.five_w.as_ref())),
        stages: segment.stages.len(),
        sparkline_svg: parts::spark(studio, segment),
    }
}
