//! Themes, ready to be used: templates compiled, words read, styles and scripts in place.
//!
//! In: a site's folder, its settings and the names of the themes that it uses. Out: a [`Workshop`]
//! for each of them, and the files that pages link to. Nothing of the content is needed here.

use std::{collections::BTreeMap, sync::Arc};

use tera::Context;

use super::{
    bundle::{self, Bundle, Linked},
    engine::Engine,
    locale::Locale,
    palette,
    share_card::CardFonts,
};
use crate::{
    config::Config,
    diagnostic::{Diagnostic, Rule, Severity},
    disk,
    site_folder::SiteFolder,
    source::Spot,
    theme::{self, Theme},
    value::Value,
};

/// One theme, ready to be used.
#[derive(Debug)]
pub struct Workshop {
    /// The theme.
    pub theme: Arc<Theme>,
    /// Words, numbers and dates.
    pub locale: Locale,
    /// The templates.
    pub engine: Engine,
    /// What every page links to.
    pub linked: Linked,
    /// What the stylesheet and the drawings are rendered with: options and palette.
    pub style_context: Context,
    /// The fonts of the share cards.
    pub card_fonts: Arc<CardFonts>,
    /// Which costly parts the templates show.
    pub wanted: Wanted,
    /// Colours of drawings that are files.
    pub colours: FileColours,
}

/// Colours of drawings that are files, which the stylesheet does not reach: ground, contours and
/// route, in light and in dark.
#[derive(Debug, Default)]
pub struct FileColours {
    /// Where the reader's system is light.
    pub light: [String; 3],
    /// Where it is dark.
    pub dark: [String; 3],
}

impl FileColours {
    /// From the theme's paper and accent; a theme without an accent draws in ink.
    fn of(theme: &Theme) -> Self {
        let (light, dark) = &theme.paper;
        let accent = theme.options.iter().find(|(name, _)| name == "accent");
        let accent = match accent {
            Some((_, Value::Text(accent))) => accent.as_str(),
            _ => "#5b5b5b",
        };
        let Some(palette) = palette::palette(accent, light, dark) else {
            return Self::default();
        };
        let tones = |paper: &str, tints: palette::Tints| {
            let contour = palette::mix(&tints.accent, paper, 0.3).unwrap_or_default();
            [paper.to_owned(), contour, tints.accent]
        };
        let (light, dark) = (tones(light, palette.light), tones(dark, palette.dark));
        let scheme = theme.options.iter().find(|(name, _)| name == "scheme");
        match scheme {
            Some((_, Value::Text(only))) if only == "light" => Self {
                dark: light.clone(),
                light,
            },
            Some((_, Value::Text(only))) if only == "dark" => Self {
                light: dark.clone(),
                dark,
            },
            _ => Self { light, dark },
        }
    }
}

/// Which costly parts a theme's templates show; the others are not made.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Cover art.
    pub covers: bool,
    /// Cover art as files.
    pub cover_files: bool,
    /// Monograms.
    pub monograms: bool,
    /// The emotion curve.
    pub curves: bool,
    /// The emotion curve over a landscape.
    pub relief: bool,
    /// The lanes of a path by their names.
    pub lanes: bool,
    /// The emotion curve in small.
    pub sparklines: bool,
    /// The emotion curve with a stage marked on it.
    pub places: bool,
    /// The route from stage to stage.
    pub passages: bool,
    /// Bars of figures and funnels.
    pub bars: bool,
    /// The funnel over all stages.
    pub funnel: bool,
    /// The whole map as a table.
    pub table: bool,
    /// The emotion curves of all segments on one axis, or their figures.
    pub compared_curves: bool,
    /// The figures of the emotion curve and of the funnel.
    pub chart_data: bool,
    /// Other maps.
    pub related: bool,
    /// Links to all maps, on other pages than the one for addresses that lead nowhere.
    pub all_maps: bool,
}

impl Wanted {
    fn by(engine: &Engine) -> Self {
        Wanted {
            covers: engine.mentions("cover_wide_svg") || engine.mentions("cover_tall_svg"),
            cover_files: engine.mentions("cover_art"),
            monograms: engine.mentions("monogram_svg"),
            curves: engine.mentions("curve_wide_svg") || engine.mentions("curve_tall_svg"),
            relief: engine.mentions("relief_svg"),
            lanes: engine.mentions("landing.lanes"),
            sparklines: engine.mentions("sparkline_svg"),
            places: engine.mentions("place_svg"),
            passages: engine.mentions("passage_svg"),
            bars: engine.mentions("bar_svg"),
            funnel: engine.mentions("funnel_svg") || engine.mentions("funnel_tall_svg"),
            table: engine.mentions("landing.table"),
            compared_curves: engine.mentions("curves_wide_svg")
                || engine.mentions("curves_tall_svg")
                || engine.mentions("curves_data"),
            chart_data: engine.mentions("curve_data") || engine.mentions("funnel_data"),
            related: engine.mentions("related"),
            all_maps: engine.mentions_outside("404.html", "site.maps"),
        }
    }
}

/// The themes that a site uses.
#[derive(Debug, Default)]
pub struct Workshops {
    /// The themes that can be used, by their names.
    pub by_name: BTreeMap<String, Arc<Workshop>>,
    /// The files that pages link to.
    pub bundle: Bundle,
    /// What is wrong with the themes.
    pub findings: Vec<Diagnostic>,
}

impl Workshops {
    /// Opens a workshop for each theme that the site uses, named where `spots` say.
    pub fn open(
        site: &SiteFolder,
        config: &Config,
        spots: &BTreeMap<String, Option<Spot>>,
    ) -> disk::Result<Self> {
        let mut all = Workshops::default();
        let names: Vec<&str> = spots.keys().map(String::as_str).collect();
        theme::check_options(site.root(), config, &names, &mut all.findings);
        let extra = bundle::additional(site, config, &mut all.bundle, &mut all.findings);
        for (name, spot) in spots {
            let found = &mut all.findings;
            let Some(theme) = theme::load(name, site, config, spot.as_ref(), found)? else {
                continue;
            };
            if let Some(workshop) = all.workshop(theme, config, &extra) {
                all.by_name.insert(name.clone(), Arc::new(workshop));
            }
        }
        let is_error = |found: &Diagnostic| found.severity() == Severity::Error;
        if all.by_name.is_empty() && !all.findings.iter().any(is_error) {
            all.findings.push(Diagnostic::nowhere(
                Rule::UnknownTheme,
                "there is no theme to render with",
            ));
        }
        Ok(all)
    }

    fn workshop(
        &mut self,
        theme: Arc<Theme>,
        config: &Config,
        extra: &bundle::Additional,
    ) -> Option<Workshop> {
        let before = self.findings.len();
        let locale = Locale::new(&config.language, &theme, &mut self.findings);
        let words_are_broken = self.findings.len() > before;
        let files = bundle::publish(&theme, &mut self.bundle);
        let card_fonts = Arc::new(CardFonts::of(&theme));
        let engine = Engine::new(&theme, &locale, &files, &card_fonts, &mut self.findings)?;
        if words_are_broken {
            // Every template that asks for one of them would fail, which is not its fault.
            return None;
        }
        let (bundle, found) = (&mut self.bundle, &mut self.findings);
        let context = bundle::context(&theme, &locale, config);
        let linked = bundle::link(&context, &engine, &files, extra, bundle, found)?;
        Some(Workshop {
            wanted: Wanted::by(&engine),
            style_context: context,
            card_fonts,
            colours: FileColours::of(&theme),
            theme,
            locale,
            engine,
            linked,
        })
    }
}
