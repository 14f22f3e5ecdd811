//! `book.toml`: the settings of a site.
//!
//! In: the text of `book.toml`. Out: a [`Config`] with every default settled, and a diagnostic
//! for each key that is unknown, of the wrong type, or mdBook's alone. Sections that mdBook also
//! has keep its names and meaning.

mod foreign;
pub mod toml_value;

use std::{cell::RefCell, sync::Arc};

use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::{Fields, KeyIndex},
    journey::CallToAction,
    lanes::LaneKind,
    source::{SourceFile, Spot},
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
}

/// `[output.html]`.
#[derive(Debug, Clone, Default)]
pub struct HtmlOutput {
    /// The theme's name.
    pub theme: String,
    /// Where the theme is named.
    pub theme_spot: Option<Spot>,
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
    pub input_404: Option<String>,
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
    /// The options with their values.
    pub values: Vec<(String, Value, Spot, Spot)>,
}

/// Reads the settings. Faults are added to `diagnostics`; what is right is used all the same.
pub fn parse(file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let (entries, places, faults) = toml_value::parse(file);
    diagnostics.extend(faults);
    let index = KeyIndex::new(file, 0..0, || places.clone());
    let found = RefCell::new(Vec::new());
    let root = Fields::new(&entries, &index, &found, "book.toml");
    let config = read(&root);
    foreign::ignore_sections(&root);
    root.finish();
    diagnostics.append(&mut found.into_inner());
    config
}

/// The settings of a site that has an empty `book.toml`.
pub fn defaults() -> Config {
    parse(&SourceFile::new("book.toml", String::new()), &mut Vec::new())
}

fn read(root: &Fields<'_>) -> Config {
    let mut config = Config {
        language: "ru".into(),
        src: "content".into(),
        build_dir: "public".into(),
        review_every: "6 months".into(),
        extra: root.extra(),
        ..Config::default()
    };
    config.html.theme = "agency".into();
    root.table("book", "`[book]`", |book| read_book(book, &mut config));
    root.table("build", "`[build]`", |build| {
        foreign::ignore(build, foreign::BUILD);
        config.build_dir = build.filled("build-dir").unwrap_or_else(|| "public".into());
    });
    root.table("output", "`[output]`", |output| {
        foreign::ignore_other_renderers(output);
        if let Some(html) = output.table("html", "`[output.html]`", read_html) {
            config.html = html;
        }
    });
    config.agency = root.table("agency", "`[agency]`", read_agency).unwrap_or_default();
    config.call_to_action = root.table("call-to-action", "a call to action", read_call_to_action);
    config.lead_form = root.table("lead-form", "`[lead-form]`", read_lead_form).unwrap_or_default();
    root.table("method", "`[method]`", |method| config.method = method.texts("steps"));
    root.table("review", "`[review]`", |review| {
        if let Some(every) = read_period(review, "every") {
            config.review_every = every;
        }
    });
    config.languages = root.named_tables("languages", "a language", |code, language| {
        foreign::ignore(language, &["description"]);
        (code.to_owned(), language.text("title"))
    });
    config.lanes = root.named_tables("lanes", "a lane", read_lane);
    config.phases = root.named_tables("phases", "a phase", |name, phase| {
        let titles = read_titles(phase, "title");
        (name.to_owned(), title_in(&titles, &config.language))
    });
    config.theme_options = root.named_tables("theme", "a theme", read_theme_options);
    root.table("check", "`[check]`", |check| {
        config.allow = read_allow(check);
        config.forbidden_words = check.texts("forbidden-words");
    });
    config
}

fn read_book(book: &Fields<'_>, config: &mut Config) {
    foreign::ignore(book, foreign::BOOK);
    config.title = book.required("title").unwrap_or_default();
    config.description = book.text("description").unwrap_or_default();
    config.authors = book.texts("authors");
    if let Some(language) = book.filled("language") {
        config.language = language;
    }
    if let Some(src) = book.filled("src") {
        config.src = src;
    }
    config.src_spot = Some(book.value_spot("src"));
}

fn read_html(html: &Fields<'_>) -> HtmlOutput {
    foreign::ignore(html, foreign::HTML);
    let with_spots = |key: &'static str| {
        let spot = html.value_spot(key);
        html.texts(key).into_iter().map(|path| (path, spot.clone())).collect()
    };
    HtmlOutput {
        theme: html.filled("theme").unwrap_or_else(|| "agency".into()),
        theme_spot: html.get("theme").map(|_| html.value_spot("theme")),
        site_url: read_site_url(html),
        cname: html.filled("cname"),
        git_repository_url: html.filled("git-repository-url"),
        edit_url_template: html.filled("edit-url-template"),
        additional_css: with_spots("additional-css"),
        additional_js: with_spots("additional-js"),
        raw_html: html
            .choice(
                "raw-html",
                &[
                    ("sanitize", RawHtml::Sanitize),
                    ("escape", RawHtml::Escape),
                    ("trust", RawHtml::Trust),
                ],
            )
            .unwrap_or_default(),
        input_404: html.filled("input-404"),
    }
}

/// `site-url`, with `/` at its end. mdBook takes a path as well as an address, so do we.
fn read_site_url(html: &Fields<'_>) -> Option<String> {
    let url = html.filled("site-url")?;
    match checked_site_url(&url) {
        Ok(url) => Some(url),
        Err(why) => {
            html.wrong_value("site-url", why);
            None
        }
    }
}

/// A site's address with `/` at its end, or why it is none: an `http` or `https` address, or a
/// path that begins with `/`, without query and fragment.
pub fn checked_site_url(url: &str) -> Result<String, String> {
    let absolute = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let host_and_path = match absolute {
        Some(rest) => rest,
        None if url.starts_with('/') && !url.starts_with("//") => url,
        None => return Err(format!("`{url}` is neither an address with https:// nor a path that begins with /")),
    };
    if absolute.is_some() && host_and_path.split('/').next().is_none_or(str::is_empty) {
        return Err(format!("`{url}` has no host"));
    }
    if url.contains(['?', '#', ' ', '"', '<', '>', '\\', '\'']) || url.chars().any(char::is_control) {
        return Err(format!("`{url}` is not an address of a site"));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

fn read_agency(agency: &Fields<'_>) -> Agency {
    Agency {
        name: agency.filled("name"),
        phone: agency.filled("phone"),
        email: agency.filled("email"),
        url: agency.filled("url"),
        logo: agency.filled("logo").map(|logo| (logo, agency.value_spot("logo"))),
        address: agency.filled("address"),
        social: agency
            .tables("social", "an entry of `social`", |entry| {
                Some((entry.required("name")?, entry.required("url")?))
            })
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// Reads a call to action, in the settings or in a map.
pub fn read_call_to_action(fields: &Fields<'_>) -> CallToAction {
    CallToAction {
        title: fields.filled("title").unwrap_or_default(),
        text: fields.filled("text"),
        button: fields.filled("button").unwrap_or_default(),
    }
}

fn read_lead_form(form: &Fields<'_>) -> LeadForm {
    const PROVIDERS: &[(&str, Provider)] = &[
        ("own", Provider::Own),
        ("formspree", Provider::Formspree),
        ("web3forms", Provider::Web3Forms),
        ("basin", Provider::Basin),
        ("getform", Provider::Getform),
        ("formsubmit", Provider::FormSubmit),
        ("netlify", Provider::Netlify),
    ];
    let page = |fields: &Fields<'_>, key| fields.filled(key).map(|path| (path, fields.value_spot(key)));
    LeadForm {
        action: form.filled("action"),
        provider: form.choice("provider", PROVIDERS).unwrap_or_default(),
        access_key: form.filled("access-key"),
        fields: read_form_fields(form),
        thanks: page(form, "thanks"),
        consent: form
            .table("consent", "`[lead-form.consent]`", |consent| Consent {
                law: consent
                    .choice("law", &[("152-fz", Law::Fz152), ("gdpr", Law::Gdpr), ("none", Law::None)])
                    .unwrap_or_default(),
                document: page(consent, "document"),
                policy: page(consent, "policy"),
                newsletter: consent.filled("newsletter"),
            })
            .unwrap_or_default(),
    }
}

/// The fields of the form: names, or tables with label, type and whether they are required.
fn read_form_fields(form: &Fields<'_>) -> Vec<FormField> {
    let named = |name: &str| FormField { name: name.into(), ..FormField::default() };
    let Some(Value::List(items)) = form.get("fields") else {
        let given = form.texts("fields");
        let names: Vec<&str> = if given.is_empty() {
            vec!["name", "phone", "email", "message"]
        } else {
            given.iter().map(String::as_str).collect()
        };
        return names.into_iter().map(named).collect();
    };
    items
        .iter()
        .enumerate()
        .filter_map(|(n, item)| match item {
            Value::Text(name) => Some(named(name)),
            table => form.read_table(table, format!("lead-form/fields/{n}"), "a field", read_form_field),
        })
        .collect()
}

fn read_form_field(field: &Fields<'_>) -> FormField {
    const KINDS: &[(&str, &str)] =
        &[("text", "text"), ("tel", "tel"), ("email", "email"), ("textarea", "textarea")];
    FormField {
        name: field.required("name").unwrap_or_default(),
        label: field.filled("label"),
        kind: field.choice("type", KINDS).map(str::to_owned),
        required: field.get("required").map(|_| field.flag("required")),
    }
}

/// A length of time: a number and a unit.
pub fn read_period(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.filled(key)?;
    if crate::text::words::parse_period(&text).is_none() {
        fields.push(
            Diagnostic::new(
                Rule::WrongValue,
                &fields.value_spot(key),
                format!("`{text}` is not a length of time"),
            )
            .help("a number and days, weeks, months or years: \"6 months\""),
        );
        return None;
    }
    Some(text)
}

fn read_lane(name: &str, lane: &Fields<'_>) -> LaneSettings {
    use LaneKind::{List, Media, Metric, People, Score, Tags, Text};
    let kinds = [Text, List, Tags, Metric, Score, People, Media].map(|kind| (kind.name(), kind));
    LaneSettings {
        name: name.to_owned(),
        titles: read_titles(lane, "title"),
        synonyms: lane.texts("synonyms"),
        icon: lane.filled("icon"),
        order: whole_number(lane, "order"),
        internal: lane.get("internal").map(|_| lane.flag("internal")),
        kind: lane.choice("kind", &kinds),
        spot: Some(lane.key_spot("")),
    }
}

fn whole_number(fields: &Fields<'_>, key: &'static str) -> Option<i64> {
    let number = fields.number_in(key, -1e6..=1e6)?;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    Some(number.round() as i64)
}

/// A title, or titles by language: `"…"` or `{ ru = "…", en = "…" }`.
fn read_titles(fields: &Fields<'_>, key: &'static str) -> Vec<(String, String)> {
    match fields.get(key) {
        Some(Value::Table(entries)) => entries
            .iter()
            .filter_map(|(code, title)| Some((code.clone(), title.scalar_text()?)))
            .collect(),
        _ => fields.filled(key).map(|title| (String::new(), title)).into_iter().collect(),
    }
}

/// The title in a language, else the one without a language, else any.
pub fn title_in(titles: &[(String, String)], language: &str) -> Option<String> {
    let of = |code: &str| titles.iter().find(|(c, _)| c == code);
    of(language).or_else(|| of("")).or(titles.first()).map(|(_, title)| title.clone())
}

fn read_theme_options(name: &str, options: &Fields<'_>) -> ThemeOptions {
    // Which options there are the theme knows; `crate::theme` checks them.
    let values = options
        .take_all()
        .map(|(key, value)| {
            (key.clone(), value.clone(), options.key_spot(key), options.value_spot(key))
        })
        .collect();
    ThemeOptions { theme: name.to_owned(), values }
}

fn read_allow(check: &Fields<'_>) -> Vec<String> {
    let allow = check.texts("allow");
    for (n, name) in allow.iter().enumerate() {
        if Rule::by_name(name).is_none() {
            let known = Rule::ALL.iter().map(|rule| rule.name());
            let mut diagnostic = Diagnostic::new(
                Rule::UnknownRule,
                &check.value_spot(&format!("allow/{n}")),
                format!("there is no rule `{name}`"),
            );
            if let Some(near) = crate::diagnostic::nearest(name, known) {
                diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
            }
            check.push(diagnostic);
        }
    }
    allow
}

#[cfg(test)]
mod tests;
