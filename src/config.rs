//! `book.toml`: the settings of a site.
//!
//! In: the text of `book.toml`. Out: a [`Config`] with every default settled, and a diagnostic
//! for each key that is unknown, of the wrong type, or mdBook's alone. Sections that mdBook also
//! has keep its names and meaning.

mod foreign;
mod html;
mod lanes;
mod lead_form;
mod read;
pub mod toml_value;

use std::{cell::RefCell, sync::Arc};

pub use html::checked_site_url;
pub use read::{read_call_to_action, read_period};

use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::{Fields, KeyIndex},
    journey::CallToAction,
    lanes::LaneKind,
    source::{Place, SourceFile, Spot},
    value::Value,
};

/// The settings of a site.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `[book] title`.
    pub title: String,
    /// `[book] description`.
    pub description: String,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] language`: of the texts and of the interface.
    pub language: String,
    /// `[book] src`: the content folder, relative to the root.
    pub src: String,
    /// Where `src` is given, or where it would be.
    pub src_spot: Option<Spot>,
    /// `[build] build-dir`: where to publish, relative to the root.
    pub build_dir: String,
    /// `[output.html]`.
    pub html: HtmlOutput,
    /// `[agency]`: who publishes.
    pub agency: Agency,
    /// `[call-to-action]`: the default for all maps.
    pub call_to_action: Option<CallToAction>,
    /// `[lead-form]`.
    pub lead_form: LeadForm,
    /// `[method] steps`: the steps by which maps are made.
    pub method: Vec<String>,
    /// `[review] every`.
    pub review_every: String,
    /// `[languages.*]`: further languages by their codes.
    pub languages: Vec<(String, Option<String>)>,
    /// `[lanes.*]`.
    pub lanes: Vec<LaneSettings>,
    /// `[phases.*]`: generic steps that the site adds or renames.
    pub phases: Vec<(String, Option<String>)>,
    /// `[theme.*]`: options of themes, by theme, with their places.
    pub theme_options: Vec<ThemeOptions>,
    /// `[check] allow`.
    pub allow: Vec<String>,
    /// `[check] forbidden-words`.
    pub forbidden_words: Vec<String>,
    /// `[extra]`.
    pub extra: Value,
    /// True where the file cannot be read, or is not TOML throughout: settings may be missing that
    /// the author gave, and what follows from their absence is not the author's fault.
    pub broken: bool,
}

/// `[output.html]`.
#[derive(Debug, Clone, Default)]
pub struct HtmlOutput {
    /// The theme's name.
    pub theme: String,
    /// Where the theme is named.
    pub theme_spot: Option<Spot>,
    /// Whether all maps are shown in that theme, whatever they say: nothing that the file can ask
    /// for.
    pub one_theme: bool,
    /// Where the site will be published, with `/` at its end; absolute or a path.
    pub site_url: Option<String>,
    /// The host name for the `CNAME` file.
    pub cname: Option<String>,
    /// Where the sources are kept.
    pub git_repository_url: Option<String>,
    /// Where a source can be edited; `{path}` stands for its path.
    pub edit_url_template: Option<String>,
    /// Stylesheets that are added to every page, relative to the root.
    pub additional_css: Vec<(String, Spot)>,
    /// Scripts that are added to every page, relative to the root.
    pub additional_js: Vec<(String, Spot)>,
    /// What is done with raw HTML in Markdown.
    pub raw_html: RawHtml,
    /// The source of the page for addresses that lead nowhere, relative to the content folder.
    pub input_404: Option<(String, Spot)>,
}

/// What is done with raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum RawHtml {
    /// Harmless tags pass.
    #[default]
    Sanitize,
    /// All of it is shown as text.
    Escape,
    /// All of it passes.
    Trust,
}

/// `[agency]`.
#[derive(Debug, Clone, Default)]
pub struct Agency {
    /// The name.
    pub name: Option<String>,
    /// The phone.
    pub phone: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The agency's own site.
    pub url: Option<String>,
    /// The logo: a file in the content folder, or an address.
    pub logo: Option<(String, Spot)>,
    /// The postal address.
    pub address: Option<String>,
    /// Messengers and networks: name and address.
    pub social: Vec<(String, String)>,
}

/// `[lead-form]`.
#[derive(Debug, Clone, Default)]
pub struct LeadForm {
    /// Where it posts to.
    pub action: Option<String>,
    /// The service behind that address.
    pub provider: Provider,
    /// The key that some services want.
    pub access_key: Option<String>,
    /// The fields.
    pub fields: Vec<FormField>,
    /// Where the visitor lands: a page's source, relative to the content folder.
    pub thanks: Option<(String, Spot)>,
    /// The consent.
    pub consent: Consent,
}

/// A service that takes forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Provider {
    /// An address of one's own.
    #[default]
    Own,
    /// formspree.io.
    Formspree,
    /// web3forms.com.
    Web3Forms,
    /// usebasin.com.
    Basin,
    /// getform.io.
    Getform,
    /// formsubmit.co.
    FormSubmit,
    /// Netlify Forms.
    Netlify,
}

/// A field of the lead form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormField {
    /// The name under which it is sent.
    pub name: String,
    /// The words above it; the interface's own where the name is a usual one.
    pub label: Option<String>,
    /// `text`, `tel`, `email`, `textarea`.
    pub kind: Option<String>,
    /// Whether it must be filled in.
    pub required: Option<bool>,
}

/// `[lead-form.consent]`.
#[derive(Debug, Clone, Default)]
pub struct Consent {
    /// The law that is followed.
    pub law: Law,
    /// The consent document: a page's source, relative to the content folder.
    pub document: Option<(String, Spot)>,
    /// The privacy policy: likewise.
    pub policy: Option<(String, Spot)>,
    /// The words of a second, optional box.
    pub newsletter: Option<String>,
}

/// Whose rules the consent follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Law {
    /// The Russian law on personal data.
    #[default]
    Fz152,
    /// The European regulation.
    Gdpr,
    /// Neither.
    None,
}

/// `[lanes.NAME]`.
#[derive(Debug, Clone, Default)]
pub struct LaneSettings {
    /// The lane's name.
    pub name: String,
    /// Titles by language; one without a language has an empty code.
    pub titles: Vec<(String, String)>,
    /// Further names.
    pub synonyms: Vec<String>,
    /// An icon's name.
    pub icon: Option<String>,
    /// Its place among the lanes; built-in ones stand at 10, 20, 30 ….
    pub order: Option<i64>,
    /// Whether it is kept out of what is published.
    pub internal: Option<bool>,
    /// How it is shown.
    pub kind: Option<LaneKind>,
    /// Where the lane is named.
    pub spot: Option<Spot>,
}

/// `[theme.NAME]`.
#[derive(Debug, Clone)]
pub struct ThemeOptions {
    /// The theme.
    pub theme: String,
    /// Where the theme is named.
    pub spot: Spot,
    /// The options with their values, and where name and value stand.
    pub values: Vec<(String, Value, Spot, Spot)>,
}

/// Reads the settings. Faults are added to `diagnostics`; what is right is used all the same.
pub fn parse(file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let parsed = toml_value::parse(file);
    let index = KeyIndex::new(file, 0..0, || parsed.places.clone());
    let found = RefCell::new(Vec::new());
    let root = Fields::new(&parsed.entries, &index, &found, "book.toml");
    let mut config = read::read(&root);
    foreign::ignore_sections(&root);
    root.finish();
    let mut found = found.into_inner();
    if parsed.entries.iter().all(|(name, _)| name != "book") {
        found.push(no_title(&file.path));
    }
    config.broken = parsed.broken_from.is_some();
    let found = parsed.trustworthy(found);
    diagnostics.extend(parsed.faults);
    diagnostics.extend(found);
    config
}

/// The finding for settings without `[book]`, where the only key stands that must be given.
fn no_title(path: &str) -> Diagnostic {
    let place = Place::whole_file(path);
    Diagnostic::new(Rule::MissingKey, place, "`[book]` has no `title`")
        .help("add `[book]` with a `title`")
}

/// The settings of a site that has an empty `book.toml`.
pub fn defaults() -> Config {
    parse(
        &SourceFile::new("book.toml", String::new()),
        &mut Vec::new(),
    )
}

#[cfg(test)]
mod tests;
