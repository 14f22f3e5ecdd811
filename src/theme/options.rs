//! `theme.toml`: what a theme is called, what it extends, and which options it has.
//!
//! In: the file, and the site's `[theme.NAME]`. Out: the options with their values, checked by
//! type; findings for options that the theme does not have.

use std::cell::RefCell;

use super::Layer;
use crate::{
    config::{ThemeOptions, toml_value},
    diagnostic::{Diagnostic, Rule, nearest},
    fields::{Fields, KeyIndex},
    source::{SourceFile, Spot},
    value::Value,
};

/// What `theme.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Definition {
    /// The theme whose files stand in where this one has none.
    pub extends: Option<(String, Spot)>,
    /// The options.
    pub options: Vec<ThemeOption>,
    /// The ground in light.
    pub paper_light: Option<String>,
    /// The ground in dark.
    pub paper_dark: Option<String>,
    /// Whether it only serves to be extended.
    pub is_abstract: bool,
    /// How wide pictures in texts are shown, as in the attribute `sizes`.
    pub picture_sizes: Option<String>,
}

/// An option of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOption {
    /// The name.
    pub name: String,
    /// What it takes.
    pub kind: OptionKind,
    /// The value where the site gives none.
    pub default: Value,
    /// What it is for.
    pub description: String,
}

/// What an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionKind {
    /// `#rgb` or `#rrggbb`.
    Color,
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Choice(Vec<String>),
    /// A list of texts, each once: any, or of a few words.
    List(Vec<String>),
}

/// Reads the `theme.toml` of the first layer that has one; `None` where it is not TOML.
pub fn define(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) -> Option<Definition> {
    let found = layers
        .iter()
        .find_map(|layer| layer.files.get("theme.toml").map(|bytes| (layer, bytes)));
    let Some((layer, bytes)) = found else {
        return Some(Definition::default());
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = SourceFile::new(format!("{}/theme.toml", layer.path), text);
    let parsed = toml_value::parse(&file);
    let index = KeyIndex::new(&file, 0..0, || parsed.places.clone());
    let found = RefCell::new(Vec::new());
    let root = Fields::new(&parsed.entries, &index, &found, "theme.toml");
    let definition = read(&root);
    root.finish();
    let found = parsed.trustworthy(found.into_inner());
    diagnostics.extend(parsed.faults);
    diagnostics.extend(found);
    parsed.broken_from.is_none().then_some(definition)
}

/// Whether the text of a `theme.toml` says that the theme only serves to be extended.
pub fn says_abstract(text: &str) -> bool {
    text.contains("abstract") && {
        let file = SourceFile::new("theme.toml".to_owned(), text.to_owned());
        let entries = toml_value::parse(&file).entries;
        let says =
            |(key, value): &(String, Value)| key == "abstract" && *value == Value::Bool(true);
        entries.iter().any(says)
    }
}

fn read(root: &Fields<'_>) -> Definition {
    root.required("name");
    root.required("version");
    for key in ["description", "license", "author", "homepage"] {
        root.text(key);
    }
    let mut definition = Definition {
        is_abstract: root.flag("abstract"),
        extends: root
            .filled("extends")
            .map(|name| (name, root.value_spot("extends"))),
        ..Definition::default()
    };
    root.table("paper", "`[paper]`", |paper| {
        definition.paper_light = read_color(paper, "light");
        definition.paper_dark = read_color(paper, "dark");
    });
    root.table("images", "`[images]`", |images| {
        definition.picture_sizes = read_sizes(images);
    });
    definition.options = root.named_tables("options", "an option", read_option);
    definition
}

fn read_color(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let color = fields.filled(key)?;
    if is_color(&color) {
        return Some(color);
    }
    fields.wrong_value(key, format!("`{key}` must be a colour as `#rrggbb`"));
    None
}

/// Widths for the attribute `sizes`, in which they stand as they are.
fn read_sizes(images: &Fields<'_>) -> Option<String> {
    let sizes = images.filled("text")?;
    if sizes.contains(['"', '\'', '<', '>', '&']) {
        let message = "`text` must be widths as in the attribute `sizes`";
        images.wrong_value("text", message.to_owned());
        return None;
    }
    Some(sizes)
}

fn read_option(name: &str, option: &Fields<'_>) -> ThemeOption {
    const KINDS: &[(&str, u8)] = &[
        ("color", 0),
        ("text", 1),
        ("number", 2),
        ("flag", 3),
        ("choice", 4),
        ("list", 5),
    ];
    let values = option.texts("values");
    let kind = match option.choice("type", KINDS) {
        Some(0) => OptionKind::Color,
        Some(2) => OptionKind::Number,
        Some(3) => OptionKind::Flag,
        Some(4) => OptionKind::Choice(values),
        Some(5) => OptionKind::List(values),
        _ => OptionKind::Text,
    };
    let read = ThemeOption {
        name: name.to_owned(),
        kind,
        default: option.get("default").cloned().unwrap_or_default(),
        description: option.required("description").unwrap_or_default(),
    };
    if option.get("default").is_some()
        && let Err(wanted) = check(&read, &read.default)
    {
        option.wrong_value("default", format!("`default` must be {wanted}"));
    }
    read
}

/// The options' values: the site's where they are right, else the defaults.
pub fn settle(
    theme: &str,
    definitions: &[Definition],
    given: &[&ThemeOptions],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Value)> {
    // A theme's own definition of an option wins over that of the theme it extends.
    let mut options: Vec<&ThemeOption> = Vec::new();
    for option in definitions
        .iter()
        .flat_map(|definition| &definition.options)
    {
        if options.iter().all(|known| known.name != option.name) {
            options.push(option);
        }
    }
    let mut values: Vec<(String, Value)> = options
        .iter()
        .map(|option| (option.name.clone(), option.default.clone()))
        .collect();
    for (name, value, key, place) in given.iter().flat_map(|given| &given.values) {
        let Some(option) = options.iter().find(|option| option.name == *name) else {
            let known = options.iter().map(|option| option.name.as_str());
            let message = format!("the theme `{theme}` has no option `{name}`");
            let diagnostic = Diagnostic::new(Rule::UnknownKey, key, message);
            diagnostics.push(match nearest(name, known.clone()) {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!(
                    "its options are: {}",
                    known.collect::<Vec<_>>().join(", ")
                )),
            });
            continue;
        };
        match check(option, value) {
            Ok(()) => {
                if let Some(entry) = values.iter_mut().find(|(known, _)| known == name) {
                    entry.1 = value.clone();
                }
            }
            Err(wanted) => diagnostics.push(
                Diagnostic::new(
                    Rule::WrongValue,
                    place,
                    format!("`{name}` must be {wanted}"),
                )
                .help(option.description.clone()),
            ),
        }
    }
    values
}

fn check(option: &ThemeOption, value: &Value) -> Result<(), String> {
    let wanted = match (&option.kind, value) {
        (OptionKind::Color, Value::Text(text)) if is_color(text) => return Ok(()),
        (OptionKind::Text, Value::Text(_))
        | (OptionKind::Number, Value::Integer(_) | Value::Float(_))
        | (OptionKind::Flag, Value::Bool(_)) => return Ok(()),
        (OptionKind::List(words), Value::List(items)) => match faulty_item(words, items) {
            None => return Ok(()),
            Some(wanted) => wanted,
        },
        (OptionKind::Choice(words), Value::Text(text)) if words.contains(text) => return Ok(()),
        (OptionKind::Color, _) => "a colour as `#rrggbb`".to_owned(),
        (OptionKind::Text, _) => "text".to_owned(),
        (OptionKind::Number, _) => "a number".to_owned(),
        (OptionKind::Flag, _) => "`true` or `false`".to_owned(),
        (OptionKind::List(words), _) if words.is_empty() => "a list of texts".to_owned(),
        (OptionKind::List(words), _) => format!("a list of: {}", words.join(", ")),
        (OptionKind::Choice(words), _) => format!("one of: {}", words.join(", ")),
    };
    Err(wanted)
}

/// What a list must be, where an item of it is not as it must.
fn faulty_item(words: &[String], items: &[Value]) -> Option<String> {
    let texts: Option<Vec<&str>> = items
        .iter()
        .map(|item| match item {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let Some(texts) = texts else {
        return Some("a list of texts".to_owned());
    };
    let is_word = |text: &&str| words.is_empty() || words.iter().any(|word| word == text);
    if !texts.iter().all(is_word) {
        return Some(format!("a list of: {}", words.join(", ")));
    }
    let again = texts
        .iter()
        .enumerate()
        .find(|(at, text)| texts.iter().take(*at).any(|before| before == *text));
    again.map(|(_, text)| format!("a list in which `{text}` stands once"))
}

/// True for `#rgb` and `#rrggbb`.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}
