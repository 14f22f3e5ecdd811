//! Ordinary pages, the page for addresses that lead nowhere, and redirects.

use tera::Context;

use super::{Finished, Studio, WithCard, parts, share::Subject, structured_data};
use crate::{
    diagnostic::{Diagnostic, Rule},
    journey::{Page, PageMeta},
    render::view::{LinkView, TextView},
    urls,
};

/// Renders an ordinary page.
pub fn render(studio: &Studio, source: &Page) -> WithCard {
    let template = source.template.as_deref().unwrap_or("page.html");
    if let Some(spot) = source
        .template_spot
        .as_ref()
        .filter(|_| !studio.has_template(template))
    {
        let fault = Box::new(
            Diagnostic::new(
                Rule::UnknownReference,
                spot,
                format!("there is no template `{template}`"),
            )
            .help("templates stand in the theme's `templates/` folder"),
        );
        return (Err(fault), None);
    }
    let mut page = studio.page("page", &source.meta);
    page.noindex = source.noindex;
    page.breadcrumbs = vec![parts::link(studio.home_title.clone(), "/")];
    let card = studio.share(&mut page, &source.meta, &Subject::default());
    page.json_ld_html = structured_data::page(studio, &page);
    let text = TextView {
        html: source.body.clone(),
        summary: studio.locale.text(&source.meta.summary),
    };
    let mut context = Context::new();
    context.insert("text", &text);
    (studio.finish(template, &page, context), card)
}

/// Renders `404.html`. It is shown at addresses of any depth, so its links begin at the root.
pub fn not_found(studio: &Studio, maps: &[LinkView]) -> Finished {
    let meta = PageMeta {
        title: studio.locale.word("not_found"),
        url: "/404.html".into(),
        ..PageMeta::default()
    };
    let mut page = studio.page("404", &meta);
    page.noindex = true;
    page.canonical = None;
    studio.finish_absolute("404.html", &page, maps)
}

/// Renders the page that leads from an old address to the new one; `title` is that of what is
/// there.
pub fn redirect(studio: &Studio, from: &str, to: &str, title: &str) -> Finished {
    let meta = PageMeta {
        title: title.to_owned(),
        url: from.to_owned(),
        ..PageMeta::default()
    };
    let mut page = studio.page("redirect", &meta);
    page.canonical = studio.canonical(to);
    page.noindex = true;
    let mut context = Context::new();
    context.insert("target", &urls::inside(to));
    studio.finish("redirect.html", &page, context)
}
