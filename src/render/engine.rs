//! Templates, compiled once a theme.
//!
//! In: a theme's template files with the functions that they may call. Out: rendered text, or a
//! diagnostic at the place in the template that is at fault.

mod cards;
mod faults;

use std::{collections::BTreeMap, sync::Arc};

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::{locale::Locale, share_card::CardFonts};
use crate::{
    diagnostic::{Diagnostic, Rule},
    source::Place,
    text::words::Arg,
    theme::Theme,
};
use faults::Sources;

/// Where a theme's files were published: path within `assets/` to marked address.
pub type Published = BTreeMap<String, String>;

/// A theme's templates.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// The templates' texts, for excerpts.
    sources: Sources,
}

/// Something that went wrong in a template. Boxed, because it is large and rare.
pub type Fault = Box<Diagnostic>;

impl Engine {
    /// Compiles the templates of a theme; `None` where that fails, with every fault reported.
    pub fn new(
        theme: &Arc<Theme>,
        locale: &Locale,
        files: &Published,
        fonts: &Arc<CardFonts>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut tera = Tera::new();
        let mut prefixes: Vec<String> = theme
            .layers
            .iter()
            .map(|layer| layer.prefix.clone())
            .collect();
        // So that `agency/map.html` means the built-in theme where the site has none of that name.
        prefixes.push("builtin/".to_owned());
        register(&mut tera, theme, locale, files);
        cards::register(&mut tera, fonts);
        // Those that Tera has, and the one drawing whose texts are an author's.
        tera.autoescape_on([".html", ".htm", ".xml", "card.svg"]);
        let sources = Sources::of(theme);
        let templates: Vec<(String, String)> = sources
            .texts()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let mut engine = Engine { tera, sources };
        let added = engine
            .tera
            .set_fallback_prefixes(prefixes)
            .and_then(|()| engine.tera.add_raw_templates(templates));
        match added {
            Ok(()) => Some(engine),
            Err(error) => {
                let mut faults = engine.every_syntax_fault();
                if faults.is_empty() {
                    faults = engine.sources.faults(Rule::TemplateSyntax, &error);
                }
                diagnostics.extend(faults);
                None
            }
        }
    }

    /// True where there is a template of that name in any layer.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// True where some template names this field or function. What no template names need not be
    /// computed: drawings cost more than all the rest of a plain page.
    pub fn mentions(&self, name: &str) -> bool {
        self.mentions_outside("", name)
    }

    /// The same, but for the templates whose names end like `except`.
    pub fn mentions_outside(&self, except: &str, name: &str) -> bool {
        let finder = memchr::memmem::Finder::new(name);
        let counts = |template: &str| except.is_empty() || !template.ends_with(except);
        self.sources
            .texts()
            .any(|(template, text)| counts(template) && finder.find(text.as_bytes()).is_some())
    }

    /// Renders a template.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Fault> {
        if !self.has(name) {
            return Err(Box::new(
                Diagnostic::new(
                    Rule::MissingTemplate,
                    Place::whole_file(self.sources.home()),
                    format!("the theme has no template `{name}`"),
                )
                .help("add it to the theme, or let `theme.toml` say `extends = \"agency\"`"),
            ));
        }
        self.tera
            .render(name, context)
            .map_err(|error| Box::new(self.sources.fault(Rule::TemplateRendering, &error)))
    }

    /// A fault of what a template has made, rather than of its words.
    pub fn fault_in(&self, template: &str, what: String) -> Fault {
        let place = Place::whole_file(self.sources.path(template));
        Box::new(Diagnostic::new(Rule::TemplateRendering, place, what))
    }

    /// The library stops at the first template that it cannot read; this finds the others.
    fn every_syntax_fault(&self) -> Vec<Diagnostic> {
        let fault = |(name, text): (&str, &str)| {
            let error = Tera::new().add_raw_template(name, text).err()?;
            let syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
            syntax.then(|| self.sources.faults(Rule::TemplateSyntax, &error))
        };
        self.sources.texts().filter_map(fault).flatten().collect()
    }
}

fn register(tera: &mut Tera, theme: &Arc<Theme>, locale: &Locale, files: &Published) {
    let words = locale.clone();
    tera.register_function(
        "word",
        move |args: Kwargs, _: &State<'_>| -> TeraResult<String> { word(&words, &args) },
    );
    let published = files.clone();
    tera.register_function(
        "asset",
        move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let path = args.must_get::<&str>("path")?;
            published.get(path).cloned().ok_or_else(|| {
                tera::Error::message(format!("the theme has no file `assets/{path}`"))
            })
        },
    );
    tera.register_function("icon", Icons(Arc::clone(theme)));
    let numbers = locale.clone();
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State<'_>| {
        numbers.number(number)
    });
    tera.register_filter("css_text", |text: &str, _: Kwargs, _: &State<'_>| {
        css_text(text)
    });
    let typography = locale.clone();
    tera.register_filter("typography", move |text: &str, _: Kwargs, _: &State<'_>| {
        typography.text(text)
    });
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
    locale.phrase(key, &texts).ok_or_else(|| {
        tera::Error::message(format!(
            "there is no word `{key}` in words/{}.toml",
            locale.language
        ))
    })
}

/// A text as a string of CSS, with its quotation marks.
fn css_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // What would end the string, by its number, which a space ends.
            c if c.is_control() => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `icon(name="…")`: the drawing as it stands in the theme.
struct Icons(Arc<Theme>);

impl tera::Function<TeraResult<String>> for Icons {
    fn call(&self, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let name = args.must_get::<&str>("name")?;
        match self.0.file(&format!("icons/{name}.svg")) {
            Some((_, bytes)) => Ok(String::from_utf8_lossy(bytes).trim().to_owned()),
            None => Err(tera::Error::message(format!(
                "the theme has no icon `icons/{name}.svg`"
            ))),
        }
    }

    fn is_safe(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_string_in_css() {
        assert_eq!(css_text("Маяк: «карты»"), "\"Маяк: «карты»\"");
        assert_eq!(css_text("a\"; }\n\\"), r#""a\"; }\a \\""#);
    }
}
