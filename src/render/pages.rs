//! Pages: the model turned into what templates get, and rendered.

mod chart_data;
mod compared;
pub mod form;
mod funnel;
mod glance;
pub mod home;
pub mod landing;
mod lanes;
pub mod likeness;
pub mod overview;
pub mod parts;
mod reading;
pub mod share;
pub mod site;
mod stage;
mod structured_data;
mod table;
pub mod text;

use std::{collections::BTreeSet, ops::Deref, sync::Arc};

use tera::Context;

use super::{
    engine::Fault,
    soft_hyphens,
    view::{CallToActionView, FormView, LinkView, PageView, SiteView},
    workshop::Workshop,
};
use crate::{
    config::Config,
    journey::{PageMeta, Phase, Site},
    kept::Same,
    pictures,
    text::hyphenation::Hyphenator,
    urls::{self, Style},
};

/// Everything that making pages in one theme needs beside what the single page shows.
#[derive(Debug)]
pub struct Studio {
    /// The theme.
    workshop: Arc<Workshop>,
    /// The settings.
    pub config: Arc<Config>,
    /// The site as templates get it.
    site: SiteView,
    site_value: tera::Value,
    /// The title of the home page, for the way back to it.
    pub home_title: String,
    /// The generic steps of a path.
    pub phases: Vec<Phase>,
    /// The lead form; `None` where no address takes it.
    pub form: Option<FormView>,
    /// The addresses of authors' pictures that stand in for a page's card.
    own_pictures: BTreeSet<String>,
}

/// What a [`Studio`] is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct StudioKey {
    workshop: Same<Workshop>,
    config: Same<Config>,
    site: SiteView,
    home_title: String,
    phases: Vec<Phase>,
    form: Option<FormView>,
    own_pictures: BTreeSet<String>,
}

impl Deref for Studio {
    type Target = Workshop;

    fn deref(&self) -> &Workshop {
        &self.workshop
    }
}

impl StudioKey {
    /// What is the same on all pages of a site in one theme. `maps` are links to all maps, where
    /// templates show them on every page.
    pub fn new(
        workshop: &Arc<Workshop>,
        config: &Arc<Config>,
        site: &Site,
        internal: bool,
        maps: Vec<LinkView>,
    ) -> Self {
        StudioKey {
            workshop: Same(Arc::clone(workshop)),
            config: Same(Arc::clone(config)),
            site: SiteView {
                maps,
                ..site::view(config, site, internal, workshop)
            },
            home_title: workshop.locale.text(&site.home.meta.title),
            phases: site.phases.clone(),
            form: form::view(workshop, config, site),
            own_pictures: share::own_pictures(site),
        }
    }
}

impl From<StudioKey> for Studio {
    fn from(key: StudioKey) -> Self {
        Studio {
            workshop: key.workshop.0,
            config: key.config.0,
            site_value: tera::Value::from_serializable(&key.site),
            site: key.site,
            home_title: key.home_title,
            phases: key.phases,
            form: key.form,
            own_pictures: key.own_pictures,
        }
    }
}

/// The text of a finished page.
pub type Finished = Result<String, Fault>;

/// A finished page, and the card that it is shared with.
pub type WithCard = (Finished, share::Card);

impl Studio {
    /// The address of the published site without `/` at its end, if it is known and absolute.
    pub fn base(&self) -> Option<String> {
        let url = self.config.html.site_url.as_deref()?;
        url.starts_with("http")
            .then(|| url.trim_end_matches('/').to_owned())
    }

    /// The full address of a page, if the site's is known.
    pub fn canonical(&self, url: &str) -> Option<String> {
        Some(format!("{}{url}", self.base()?))
    }

    /// Renders a page with a template and writes its addresses relative to it.
    pub fn finish(&self, template: &str, page: &PageView, mut context: Context) -> Finished {
        context.insert_value("site", self.site_value.clone());
        context.insert("page", page);
        let html = self.readable(self.engine.render(template, &context)?);
        let url = page.url.trim_start_matches(urls::MARK);
        Ok(urls::write(&html, Style::From(url)).into_owned())
    }

    /// True where the theme has a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.engine.has(name)
    }

    /// Renders a page whose addresses must work from anywhere on the site, and which may link to all
    /// maps.
    pub fn finish_absolute(&self, template: &str, page: &PageView, maps: &[LinkView]) -> Finished {
        let mut context = Context::new();
        let site = SiteView {
            maps: maps.to_vec(),
            ..self.site.clone()
        };
        context.insert("site", &site);
        context.insert("page", page);
        let html = self.readable(self.engine.render(template, &context)?);
        let base = self.config.html.site_url.as_deref().unwrap_or("/");
        let path = match base.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            None => base,
        };
        Ok(urls::write(&html, Style::Under(path.trim_end_matches('/'))).into_owned())
    }

    /// A page whose pictures say how wide this theme shows them in texts, and whose long words can
    /// be broken.
    fn readable(&self, mut html: String) -> String {
        if html.contains(pictures::SIZES) {
            html = html.replace(pictures::SIZES, &self.theme.picture_sizes);
        }
        match Hyphenator::of(&self.locale.language) {
            Some(hyphenator) => soft_hyphens::put(html, &hyphenator),
            None => html,
        }
    }

    /// What every page has.
    pub fn page(&self, kind: &str, meta: &PageMeta) -> PageView {
        let title = self.locale.text(&meta.title);
        let description = if meta.summary.is_empty() {
            &self.config.description
        } else {
            &meta.summary
        };
        PageView {
            kind: kind.to_owned(),
            full_title: self.full_title(&title),
            title,
            description: self.locale.text(description),
            canonical: self.canonical(&meta.url),
            url: urls::inside(&meta.url),
            date: meta.date.map(|date| self.locale.date(date)),
            updated: meta.updated.map(|date| self.locale.date(date)),
            edit_url: self.edit_url(&meta.path),
            extra: meta.extra.clone(),
            ..PageView::default()
        }
    }

    fn full_title(&self, title: &str) -> String {
        let site = self.locale.text(&self.config.title);
        if title.is_empty() || title == site {
            site
        } else {
            format!("{title} — {site}")
        }
    }

    fn edit_url(&self, path: &str) -> Option<String> {
        let template = self.config.html.edit_url_template.as_deref()?;
        (!path.is_empty()).then(|| template.replace("{path}", path))
    }

    /// What the visitor is asked to do, with the form.
    pub fn call_to_action(&self, call: &crate::journey::CallToAction) -> CallToActionView {
        let or_word = |text: &str, key: &str| {
            if text.is_empty() {
                self.locale.word(key)
            } else {
                self.locale.text(text)
            }
        };
        CallToActionView {
            title: or_word(&call.title, "call_title"),
            text: self.locale.maybe(call.text.as_ref()),
            button: or_word(&call.button, "call_button"),
            form: self.form.clone(),
        }
    }
}
