//! Ordinary pages, the home page, old addresses.

use super::{Parts, Shared, title};
use crate::{
    content::{Document, Role, documents::Front},
    diagnostic::Diagnostic,
    journey::{Page, PageMeta},
};

/// Makes all pages, the home page among them.
pub fn build(
    shared: &Shared<'_>,
    parts: &mut Parts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Page> {
    let mut documents = std::mem::take(&mut parts.pages);
    documents.sort_by_key(|document| {
        (
            document.folder.clone(),
            document.number,
            document.name.clone(),
        )
    });
    documents
        .into_iter()
        .map(|document| page(shared, document, diagnostics))
        .collect()
}

fn page(shared: &Shared<'_>, document: Document, diagnostics: &mut Vec<Diagnostic>) -> Page {
    let template = match &document.front {
        Front::Page(page) => page.template.clone(),
        _ => None,
    };
    // The home page may leave its title to the settings.
    let meta = if document.role == Role::Home && document.title().is_none() {
        PageMeta {
            title: shared.materials.config.title.clone(),
            ..meta(shared, &document, String::new())
        }
    } else {
        let title = title(&document, diagnostics);
        meta(shared, &document, title)
    };
    let thanks = shared.materials.config.lead_form.thanks.as_ref();
    let within = within_content(shared, &document.source.path);
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
fn within_content<'p>(shared: &Shared<'_>, path: &'p str) -> &'p str {
    let src = shared.materials.config.src.trim_matches('/');
    path.strip_prefix(src)
        .map_or(path, |rest| rest.trim_start_matches('/'))
}

/// What map, page and home have in common.
pub fn meta(shared: &Shared<'_>, document: &Document, title: String) -> PageMeta {
    PageMeta {
        title,
        summary: document.common.summary.clone(),
        url: shared.addresses.of(document).unwrap_or_default(),
        path: document.source.path.clone(),
        date: document.common.date,
        updated: document.common.updated,
        extra: document.common.extra.clone(),
    }
}

/// Takes the home page out of the pages; a site without an `index.md` has one all the same.
pub fn home(shared: &Shared<'_>, pages: &mut Vec<Page>) -> Page {
    match pages.iter().position(|page| page.meta.url == "/") {
        Some(at) => pages.remove(at),
        None => Page {
            meta: PageMeta {
                title: shared.materials.config.title.clone(),
                summary: shared.materials.config.description.clone(),
                url: "/".into(),
                ..PageMeta::default()
            },
            ..Page::default()
        },
    }
}
