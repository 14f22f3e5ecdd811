//! Ordinary pages, the home page, old addresses.

use std::sync::Arc;

use super::{Settings, titles::title};
use crate::{
    config::Config,
    content::{Document, Role, documents::Front},
    diagnostic::Diagnostic,
    journey::{Page, PageMeta},
};

/// Makes a page of a document that is shown at `url`.
pub fn build(
    settings: &Settings,
    document: Document,
    url: String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Page {
    let config = &settings.config;
    let template = match &document.front {
        Front::Page(page) => page.template.clone(),
        _ => None,
    };
    // The home page may leave its title to the settings.
    let meta = if document.role == Role::Home && document.title().is_none() {
        PageMeta {
            title: config.title.clone(),
            ..meta(&document, url, String::new())
        }
    } else {
        let title = title(&document, diagnostics);
        meta(&document, url, title)
    };
    let thanks = config.lead_form.thanks.as_ref();
    let within = within_content(config, &document.source.path);
    let mut body = document.body.introduction;
    body.0.push_str(&document.body.footnotes.0);
    Page {
        noindex: thanks.is_some_and(|(path, _)| path.trim_start_matches('/') == within),
        meta,
        body,
        template_spot: template.as_ref().map(|(_, spot)| spot.clone()),
        template: template.map(|(name, _)| name),
    }
}

/// A path within the content folder.
fn within_content<'p>(config: &Config, path: &'p str) -> &'p str {
    let src = config.src.trim_matches('/');
    path.strip_prefix(src)
        .map_or(path, |rest| rest.trim_start_matches('/'))
}

/// What map, page and home have in common.
pub fn meta(document: &Document, url: String, title: String) -> PageMeta {
    PageMeta {
        title,
        summary: document.common.summary.clone(),
        url,
        path: document.source.path.clone(),
        date: document.common.date,
        updated: document.common.updated,
        extra: document.common.extra.clone(),
    }
}

/// Takes the home page out of the pages; a site without an `index.md` has one all the same.
pub fn home(config: &Config, pages: &mut Vec<Arc<Page>>) -> Arc<Page> {
    match pages.iter().position(|page| page.meta.url == "/") {
        Some(at) => pages.remove(at),
        None => Arc::new(Page {
            meta: PageMeta {
                title: config.title.clone(),
                summary: config.description.clone(),
                url: "/".into(),
                ..PageMeta::default()
            },
            ..Page::default()
        }),
    }
}
