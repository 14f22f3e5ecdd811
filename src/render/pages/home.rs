//! The home page.

use tera::Context;

use super::{Studio, WithCard, parts, share::Subject, structured_data};
use crate::{
    journey::{CallToAction, JourneyMap, Page},
    kept::Same,
    render::view::{CardView, HomeView},
};

/// Renders the home page, with the route of the newest map that has one.
pub fn render(
    studio: &Studio,
    home: &Page,
    newest: Option<&JourneyMap>,
    cards: &[Same<CardView>],
) -> WithCard {
    let (cover_wide_svg, cover_tall_svg) = match newest.and_then(|map| map.segments.first()) {
        Some(segment) => parts::cover_art(studio, segment, "cjm-cover", 1),
        None => Default::default(),
    };
    let view = HomeView {
        html: home.body.clone(),
        summary: studio.locale.text(&home.meta.summary),
        cards: cards.iter().map(|card| (**card).clone()).collect(),
        cover_wide_svg,
        cover_tall_svg,
        call_to_action: studio.call_to_action(
            studio
                .config
                .call_to_action
                .as_ref()
                .unwrap_or(&CallToAction::default()),
        ),
    };
    let mut page = studio.page("home", &home.meta);
    let subject = Subject {
        path: newest.and_then(|map| map.segments.first()),
        ..Subject::default()
    };
    let card = studio.share(&mut page, &home.meta, &subject);
    page.json_ld_html = structured_data::home(studio, &page, cards);
    let mut context = Context::new();
    context.insert("home", &view);
    let template = home.template.as_deref().unwrap_or("home.html");
    (studio.finish(template, &page, context), card)
}
