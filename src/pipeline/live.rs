//! A site that is kept up to date.
//!
//! In: which files may have changed, or what is to be shown instead. Out: the newest site without
//! errors and the newest findings, each with a number that grows whenever they differ. The way is
//! that of a build; what is kept between two runs makes it short.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Counts, Memory, Outcome, Request, SETTINGS, run, settings};
use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics, Severity},
    disk,
    journey::Site,
    output::Output,
    render::view::FormView,
    site_folder::{Look, SiteFolder},
    theme,
};

/// A site that is kept up to date.
#[derive(Debug)]
pub struct Live {
    folder: SiteFolder,
    request: Request,
    memory: Memory,
    /// The newest settings without errors.
    good_config: Option<Arc<Config>>,
    version: u64,
    newest: Newest,
}

/// What the last runs have come to.
#[derive(Debug, Default)]
struct Newest {
    /// The newest site without errors.
    output: Option<Arc<Output>>,
    /// Its model, lead form, and path under the address where it will be published.
    site: Option<Site>,
    form: Option<FormView>,
    base_path: String,
    diagnostics: Arc<Diagnostics>,
    counts: Counts,
    drafts: Vec<String>,
    themes: Vec<String>,
    is_current: bool,
}

/// What is shown after an update.
#[derive(Debug)]
pub struct Update {
    /// Grows by one with each update that changed anything.
    pub version: u64,
    /// The newest site without errors; `None` until there has been one.
    pub output: Option<Arc<Output>>,
    /// The lead form of its pages.
    pub form: Option<FormView>,
    /// The page where whoever sends the form lands, from the site's root.
    pub thanks: Option<String>,
    /// The path of its `site-url`, with `/` at both ends.
    pub base_path: String,
    /// What the newest run found.
    pub diagnostics: Arc<Diagnostics>,
    /// How much the newest run found there is.
    pub counts: Counts,
    /// What was left out as a draft.
    pub drafts: Vec<String>,
    /// The themes that there are to choose from, sorted.
    pub themes: Vec<String>,
    /// Whether the site shown is that of the newest run, and not of an earlier one.
    pub is_current: bool,
}

impl Live {
    /// A site at `root` (absolute, every symbolic link followed) of which nothing is known yet.
    pub fn new(root: &Path, request: Request) -> Self {
        Live {
            folder: SiteFolder::keeping(root),
            request,
            memory: Memory::of_many_runs(),
            good_config: None,
            version: 0,
            newest: Newest {
                base_path: "/".to_owned(),
                ..Newest::default()
            },
        }
    }

    /// Looks whether files have changed, and brings the site up to date if so. Says whether
    /// anything that is shown, or said about it, is different.
    ///
    /// # Errors
    /// When the site's root cannot be read. What was shown stays.
    pub fn look(&mut self, look: &Look<'_>) -> disk::Result<bool> {
        let looked = self.folder.look(look, &self.areas());
        let assets_differ = !looked.assets.is_empty();
        if !looked.changed && !assets_differ && self.version > 0 {
            return Ok(false);
        }
        self.run(assets_differ)
    }

    /// Shows the site as asked for from now on.
    ///
    /// # Errors
    /// As [`look`](Live::look).
    pub fn choose(&mut self, request: Request) -> disk::Result<bool> {
        self.request = request;
        self.run(true)
    }

    /// Forgets everything that was kept, but not what is shown: for when a run has broken off.
    pub fn forget(&mut self) {
        self.folder = SiteFolder::keeping(self.folder.root());
        self.memory = Memory::of_many_runs();
    }

    /// What is shown now.
    pub fn newest(&self) -> Update {
        let newest = &self.newest;
        Update {
            version: self.version,
            output: newest.output.clone(),
            form: newest.form.clone(),
            thanks: newest.site.as_ref().and_then(thanks),
            base_path: newest.base_path.clone(),
            diagnostics: Arc::clone(&newest.diagnostics),
            counts: newest.counts,
            drafts: newest.drafts.clone(),
            themes: newest.themes.clone(),
            is_current: newest.is_current,
        }
    }

    /// Folders of which everything counts, whether or not they are there.
    pub fn areas(&self) -> Vec<PathBuf> {
        let root = self.folder.root();
        let src = self
            .good_config
            .as_ref()
            .map(|config| root.join(&config.src));
        let src = src.unwrap_or_else(|| root.join("content"));
        vec![src, root.join("themes")]
    }

    /// Folders with single files that count: the settings, and what they name.
    pub fn corners(&self) -> BTreeSet<PathBuf> {
        let root = self.folder.root();
        let mut corners = BTreeSet::from([root.to_path_buf()]);
        if let Some(config) = &self.good_config {
            let html = &config.html;
            let files = html.additional_css.iter().chain(&html.additional_js);
            let folder = |(path, _): &(String, _)| root.join(path).parent().map(Path::to_path_buf);
            corners.extend(files.filter_map(folder));
        }
        corners
    }

    /// The page of the text that was changed last.
    pub fn page_changed_last(&self) -> Option<String> {
        let pages = sources(self.newest.site.as_ref()?);
        let changed = |path: &str| {
            let file = self.folder.root().join(path);
            std::fs::metadata(file)
                .and_then(|metadata| metadata.modified())
                .ok()
        };
        let newest = pages
            .into_iter()
            .filter_map(|(path, url)| Some((changed(path)?, url)))
            .max();
        newest.map(|(_, url)| url.to_owned())
    }

    fn run(&mut self, differs_anyway: bool) -> disk::Result<bool> {
        let (config, of_settings) = self.settings_in_force();
        // Settings that are told and not used are no reason to hold back the site.
        let found = match of_settings.are_used {
            true => of_settings.findings.clone(),
            false => Vec::new(),
        };
        // After a run that came to nothing, what is kept is not what is shown.
        let before = self.newest.output.clone();
        let output = Output::after(before.filter(|_| self.newest.is_current));
        // Until it is known what comes of this run.
        self.newest.is_current = false;
        let mut outcome = run(
            &self.folder,
            config,
            &self.request,
            &mut self.memory,
            &output,
            found,
        )?;
        let is_good = !outcome.diagnostics.stop(false);
        outcome.diagnostics.extend(of_settings.findings);
        outcome.diagnostics.settle();
        let themes = theme::names(self.folder.root());
        let differs = self.newest.take(outcome, is_good.then_some(output), themes);
        let differs = differs || differs_anyway;
        if differs || self.version == 0 {
            self.version += 1;
        }
        Ok(differs)
    }

    /// The settings by which the site is made, and what was found in the file. Where that has
    /// errors the last good settings go on being used, if there are any.
    fn settings_in_force(&mut self) -> (Arc<Config>, OfSettings) {
        let mut findings = Vec::new();
        let config = settings(&self.folder, &self.request, &mut self.memory, &mut findings);
        let is_error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        let is_faulty = findings.iter().any(is_error);
        let good = self.good_config.clone().filter(|_| is_faulty);
        let of_settings = OfSettings {
            are_used: good.is_none(),
            findings,
        };
        if !is_faulty {
            self.good_config = Some(Arc::clone(&config));
        }
        (good.unwrap_or(config), of_settings)
    }
}

/// What was found in the settings.
struct OfSettings {
    findings: Vec<Diagnostic>,
    /// Whether they are the ones that are used.
    are_used: bool,
}

impl Newest {
    /// Takes what came of a run; `output` is its site, if that has no errors. Says whether anything
    /// is different.
    fn take(&mut self, outcome: Outcome, output: Option<Output>, themes: Vec<String>) -> bool {
        let mut differs = *self.diagnostics != outcome.diagnostics || self.themes != themes;
        self.diagnostics = Arc::new(outcome.diagnostics);
        self.themes = themes;
        self.counts = outcome.counts;
        self.drafts = outcome.drafts;
        self.is_current = output.is_some();
        let base_path = sub_path(&outcome.config);
        let Some(output) = output.map(Output::complete) else {
            if self.output.is_none() {
                // Where the site will be, once it is mended.
                self.base_path = base_path;
            }
            return differs;
        };
        let same = |old: &Arc<Output>| old.same_as(&output);
        differs |= !self.output.as_ref().is_some_and(same);
        differs |= self.base_path != base_path || self.form != outcome.form;
        self.output = Some(Arc::new(output));
        self.form = outcome.form;
        self.base_path = base_path;
        // Freeing what nobody needs any more is nothing that anybody has to wait for.
        let old = std::mem::replace(&mut self.site, outcome.site);
        rayon::spawn(move || drop(old));
        differs
    }
}

/// The sources of all pages: the path from the site's root, and the page's address.
fn sources(site: &Site) -> Vec<(&str, &str)> {
    let mut sources = Vec::new();
    for page in site.pages.iter().chain([&site.home]) {
        sources.push((page.meta.path.as_str(), page.meta.url.as_str()));
    }
    for map in &site.maps {
        sources.push((&map.meta.path, &map.meta.url));
        for segment in &map.segments {
            sources.push((&segment.path, &segment.url));
            let stages = segment.stages.iter();
            sources.extend(stages.map(|stage| (stage.source.path.as_str(), segment.url.as_str())));
        }
    }
    sources.retain(|(path, _)| !path.is_empty() && *path != SETTINGS);
    sources
}

/// The address of the page where a form lands: the one that is kept away from search engines.
fn thanks(site: &Site) -> Option<String> {
    let page = site.pages.iter().find(|page| page.noindex)?;
    Some(page.meta.url.clone())
}

/// The path under which the site will be published: `/cjm/` of `https://example.org/cjm/`.
fn sub_path(config: &Config) -> String {
    let url = config.html.site_url.as_deref().unwrap_or("/");
    match url.split_once("://") {
        Some((_, rest)) => rest
            .find('/')
            .and_then(|at| rest.get(at..))
            .unwrap_or("/")
            .to_owned(),
        None => url.to_owned(),
    }
}
