//! Templates, compiled once a theme.
//!
//! In: a theme's template files with the functions that they may call. Out: rendered text, or a
//! diagnostic at the place in the template that is at fault.

use std::{collections::BTreeMap, sync::Arc};

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::locale::Locale;
use crate::{
    diagnostic::{Diagnostic, Rule},
    source::{Place, SourceFile},
    text::words::Arg,
    theme::Theme,
};

/// Where a theme's files were published: path within `assets/` to marked address.
pub type Published = BTreeMap<String, String>;

/// A theme's templates.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// The sources by the templates' names, for excerpts.
    sources: BTreeMap<String, Arc<SourceFile>>,
    /// The theme's folder, for what has no better place.
    home: String,
}

/// Something that went wrong in a template. Boxed, because it is large and rare.
pub type Fault = Box<Diagnostic>;

impl Engine {
    /// Compiles the templates of a theme; `None` where that fails, with every fault reported.
    pub fn new(
        theme: &Arc<Theme>,
        locale: &Locale,
        files: &Published,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut tera = Tera::new();
        let mut prefixes: Vec<String> = theme.layers.iter().map(|layer| layer.prefix.clone()).collect();
        // So that `agency/map.html` means the built-in theme where the site has none of that name.
        prefixes.push("builtin/".to_owned());
        register(&mut tera, theme, locale, files);
        let sources = sources(theme);
        let home = theme.layers.first().map(|layer| layer.path.clone()).unwrap_or_default();
        let mut engine = Engine { tera, sources, home };
        let templates: Vec<(String, String)> = engine
            .sources
            .iter()
            .map(|(name, source)| (name.clone(), source.text.clone()))
            .collect();
        let added = engine
            .tera
            .set_fallback_prefixes(prefixes)
            .and_then(|()| engine.tera.add_raw_templates(templates));
        match added {
            Ok(()) => Some(engine),
            Err(error) => {
                let faults = engine.every_syntax_fault();
                if faults.is_empty() {
                    diagnostics.push(engine.fault(Rule::TemplateSyntax, &error));
                }
                diagnostics.extend(faults);
                None
            }
        }
    }

    /// Sets a value that every template gets.
    pub fn share<T: serde::Serialize>(&mut self, name: &'static str, value: &T) {
        self.tera.global_context().insert(name, value);
    }

    /// True where there is a template of that name in any layer.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// True where some template names this field or function. What no template names need not be
    /// computed: drawings cost more than all the rest of a plain page.
    pub fn mentions(&self, name: &str) -> bool {
        let finder = memchr::memmem::Finder::new(name);
        self.sources.values().any(|source| finder.find(source.text.as_bytes()).is_some())
    }

    /// Renders a template.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Fault> {
        if !self.has(name) {
            return Err(Box::new(
                Diagnostic::new(
                    Rule::MissingTemplate,
                    Place::whole_file(&self.home),
                    format!("the theme has no template `{name}`"),
                )
                    .help("add it to the theme, or let `theme.toml` say `extends = \"agency\"`"),
            ));
        }
        self.tera
            .render(name, context)
            .map_err(|error| Box::new(self.fault(Rule::TemplateRendering, &error)))
    }

    /// The library stops at the first template that it cannot read; this finds the others.
    fn every_syntax_fault(&self) -> Vec<Diagnostic> {
        self.sources
            .iter()
            .filter_map(|(name, source)| {
                let error = Tera::new().add_raw_template(name, &source.text).err()?;
                matches!(error.kind(), ErrorKind::SyntaxError(_))
                    .then(|| self.fault(Rule::TemplateSyntax, &error))
            })
            .collect()
    }

    /// A template engine's error as a diagnostic.
    fn fault(&self, rule: Rule, error: &tera::Error) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
            _ => None,
        };
        let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
        match report.and_then(|report| Some((report, self.sources.get(report.filename())?))) {
            Some((report, source)) => {
                let span = report.span();
                let spot = source.spot(span.range.clone());
                worded(&format!("{}{cause}", report.message()), |what| Diagnostic::new(rule, &spot, what))
            }
            None => worded(&format!("{error}{cause}"), |what| {
                Diagnostic::new(rule, Place::whole_file(&self.home), what)
            }),
        }
    }
}

/// The library's words in our manner: the first sentence is the message, the rest is the help.
fn worded(text: &str, diagnostic: impl FnOnce(String) -> Diagnostic) -> Diagnostic {
    let line = text.lines().next().unwrap_or("the template cannot be used").trim_end_matches('.');
    let (message, help) = match line.split_once(". ") {
        Some((message, help)) => (message, Some(help)),
        None => (line, None),
    };
    let diagnostic = diagnostic(lower_first(message));
    match help {
        Some(help) => diagnostic.help(lower_first(help)),
        None => diagnostic,
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn sources(theme: &Theme) -> BTreeMap<String, Arc<SourceFile>> {
    let mut sources = BTreeMap::new();
    for layer in &theme.layers {
        for (path, bytes) in &layer.files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let text = String::from_utf8_lossy(bytes).into_owned();
            let source = SourceFile::new(format!("{}/{path}", layer.path), text);
            sources.entry(format!("{}{name}", layer.prefix)).or_insert(source);
        }
    }
    sources
}

fn register(tera: &mut Tera, theme: &Arc<Theme>, locale: &Locale, files: &Published) {
    let words = locale.clone();
    tera.register_function("word", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        word(&words, &args)
    });
    let published = files.clone();
    tera.register_function("asset", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path = args.must_get::<&str>("path")?;
        published
            .get(path)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("the theme has no file `assets/{path}`")))
    });
    tera.register_function("icon", Icons(Arc::clone(theme)));
    let numbers = locale.clone();
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State<'_>| numbers.number(number));
    let typography = locale.clone();
    tera.register_filter("typography", move |text: &str, _: Kwargs, _: &State<'_>| typography.text(text));
}

/// `word(key="…", n=…, name=…)`.
fn word(locale: &Locale, args: &Kwargs) -> TeraResult<String> {
    let key = args.must_get::<&str>("key")?;
    let filled: Vec<(String, Value)> = args
        .iter()
        .map(|(name, value)| (name.to_string(), value.clone()))
        .filter(|(name, _)| name != "key")
        .collect();
    let texts: Vec<(&str, Arg<'_>)> = filled
        .iter()
        .map(|(name, value)| match (value.as_str(), value.as_f64()) {
            (Some(text), _) => (name.as_str(), Arg::Text(text)),
            (None, Some(number)) => (name.as_str(), Arg::Number(number)),
            (None, None) => (name.as_str(), Arg::Text("")),
        })
        .collect();
    locale
        .phrase(key, &texts)
        .ok_or_else(|| tera::Error::message(format!("there is no word `{key}` in words/{}.toml", locale.language)))
}

/// `icon(name="…")`: the drawing as it stands in the theme.
struct Icons(Arc<Theme>);

impl tera::Function<TeraResult<String>> for Icons {
    fn call(&self, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let name = args.must_get::<&str>("name")?;
        match self.0.file(&format!("icons/{name}.svg")) {
            Some((_, bytes)) => Ok(String::from_utf8_lossy(bytes).trim().to_owned()),
            None => Err(tera::Error::message(format!("the theme has no icon `icons/{name}.svg`"))),
        }
    }

    fn is_safe(&self) -> bool {
        true
    }
}
