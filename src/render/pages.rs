//! Pages: the model turned into what templates get, and rendered.

pub mod form;
pub mod home;
pub mod landing;
mod lanes;
mod likeness;
pub mod overview;
mod parts;
mod site;
mod stage;
mod structured_data;
mod table;
pub mod text;

use std::sync::Arc;

use tera::Context;

use super::{
    Rendering,
    bundle::Linked,
    engine::{Engine, Fault},
    locale::Locale,
    view::{CallToActionView, CardView, PageView},
};
use likeness::Likeness;

use crate::{
    config::Config,
    journey::{PageMeta, Site},
    theme::Theme,
    urls::{self, Style},
};

/// Everything that making pages in one theme needs.
#[derive(Debug)]
pub struct Studio<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The model.
    pub site: &'a Site,
    /// Words, numbers and dates.
    pub locale: Locale,
    engine: Engine,
    /// Which costly parts the theme's templates show.
    pub wanted: Wanted,
    /// Which maps are like which.
    likeness: Likeness,
    /// The maps as cards, in the order of [`Site::maps`].
    pub cards: Vec<CardView>,
    /// The lead form; `None` where no address takes it.
    pub form: Option<super::view::FormView>,
}

/// Which costly parts a theme's templates show; the others are not made.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Cover art.
    pub covers: bool,
    /// The emotion curve.
    pub curves: bool,
    /// The emotion curve in small.
    pub sparklines: bool,
    /// Bars of figures and funnels.
    pub bars: bool,
    /// The funnel over all stages.
    pub funnel: bool,
    /// The whole map as a table.
    pub table: bool,
    /// Other maps.
    pub related: bool,
}

impl Wanted {
    fn by(engine: &Engine) -> Self {
        Wanted {
            covers: engine.mentions("cover_wide_svg") || engine.mentions("cover_tall_svg"),
            curves: engine.mentions("curve_wide_svg") || engine.mentions("curve_tall_svg"),
            sparklines: engine.mentions("sparkline_svg"),
            bars: engine.mentions("bar_svg"),
            funnel: engine.mentions("funnel_svg"),
            table: engine.mentions("landing.table"),
            related: engine.mentions("related"),
        }
    }
}

/// A finished page: the file's path and its text.
pub type Finished = Result<(String, String), Fault>;

impl<'a> Studio<'a> {
    /// Sets up everything that pages have in common.
    pub fn new(
        rendering: &Rendering<'a>,
        theme: &Arc<Theme>,
        locale: Locale,
        mut engine: Engine,
        linked: Linked,
    ) -> Self {
        let view = site::view(rendering, theme, &locale, linked);
        engine.share("site", &view);
        let mut studio = Studio {
            config: rendering.config,
            site: rendering.site,
            locale,
            wanted: Wanted::by(&engine),
            likeness: Likeness::new(rendering.site),
            engine,
            cards: Vec::new(),
            form: None,
        };
        studio.form = form::view(&studio);
        studio.cards = rendering
            .site
            .maps
            .iter()
            .map(|map| parts::card(&studio, map))
            .collect();
        studio
    }

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
        context.insert("page", page);
        let html = self.engine.render(template, &context)?;
        let url = page.url.trim_start_matches(urls::MARK);
        let html = urls::write(&html, Style::From(url)).into_owned();
        Ok((urls::file_of(url), html))
    }

    /// True where the theme has a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.engine.has(name)
    }

    /// Renders a page whose addresses must work from anywhere on the site.
    pub fn finish_absolute(
        &self,
        template: &str,
        page: &PageView,
        mut context: Context,
    ) -> Result<String, Fault> {
        context.insert("page", page);
        let html = self.engine.render(template, &context)?;
        let base = self.config.html.site_url.as_deref().unwrap_or("/");
        let path = match base.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            None => base,
        };
        Ok(urls::write(&html, Style::Under(path.trim_end_matches('/'))).into_owned())
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
