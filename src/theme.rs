//! Themes: templates, assets, words and options, laid over each other.
//!
//! In: the built-in themes and a site's `themes/` folder. Out: for a name a [`Theme`] whose files
//! are found layer by layer: the site's own first, then the built-in of the same name, then those
//! of the theme that it extends. A file is taken from the first layer that has it.

mod built_in;
mod layers;
mod options;

use std::{path::Path, sync::Arc};

pub use layers::Layer;
pub use options::{OptionKind, ThemeOption};

use crate::{
    config::{Config, ThemeOptions},
    diagnostic::{Diagnostic, Rule, Severity, nearest},
    disk,
    pictures::USUAL_SIZES,
    site_folder::SiteFolder,
    source::{SourceFile, Spot},
    text::words::Words,
    value::Value,
};
use options::Definition;

/// A theme with all its layers.
#[derive(Debug)]
pub struct Theme {
    /// The name.
    pub name: String,
    /// The layers, the strongest first.
    pub layers: Vec<Layer>,
    /// The options with their values on this site.
    pub options: Vec<(String, Value)>,
    /// The ground on which text stands, light and dark, as `#rrggbb`: contrast is computed
    /// against it.
    pub paper: (String, String),
    /// How wide pictures in texts are shown, as in the attribute `sizes`, ready to stand in it.
    pub picture_sizes: String,
}

impl Theme {
    /// The first layer's file at a path within the theme, with the layer.
    pub fn file(&self, path: &str) -> Option<(&Layer, &[u8])> {
        self.layers
            .iter()
            .find_map(|layer| layer.files.get(path).map(|bytes| (layer, bytes.as_ref())))
    }

    /// The paths of all files below a folder, sorted, each once.
    pub fn paths_under(&self, folder: &str) -> Vec<&str> {
        let mut paths: Vec<&str> = self
            .layers
            .iter()
            .flat_map(|layer| layer.files.keys())
            .map(String::as_str)
            .filter(|path| path.starts_with(folder))
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The interface words in a language. English ones stand in for those that are missing.
    pub fn words(&self, language: &str, diagnostics: &mut Vec<Diagnostic>) -> Words {
        let mut words = Words::default();
        let languages = if language == "en" {
            vec!["en"]
        } else {
            vec!["en", language]
        };
        for code in languages {
            for layer in self.layers.iter().rev() {
                let path = format!("words/{code}.toml");
                let Some(bytes) = layer.files.get(&path) else {
                    continue;
                };
                let text = String::from_utf8_lossy(bytes).into_owned();
                match Words::parse(&text, code) {
                    Ok(own) => words.overlay(own),
                    Err(error) => {
                        let file = SourceFile::new(format!("{}/{path}", layer.path), text);
                        let spot = file.spot(line_range(&file.text, error.line));
                        diagnostics.push(Diagnostic::new(Rule::TomlSyntax, &spot, error.message));
                    }
                }
            }
        }
        words
    }
}

fn line_range(text: &str, line: usize) -> std::ops::Range<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let length = text
        .get(start..)
        .and_then(|rest| rest.lines().next())
        .map_or(0, str::len);
    start..start + length
}

/// Loads the theme of a name. `named` is where the site asks for it. `None` where it cannot be
/// used: then its faults are in `diagnostics`, and nothing else about it is worth saying.
pub fn load(
    name: &str,
    site: &SiteFolder,
    config: &Config,
    named: Option<&Spot>,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Option<Arc<Theme>>> {
    let Some((layers, definitions)) = chain(name, site, named, diagnostics)? else {
        return Ok(None);
    };
    let given: Vec<&ThemeOptions> = config
        .theme_options
        .iter()
        .filter(|o| o.theme == name)
        .collect();
    let options = options::settle(name, &definitions, &given, diagnostics);
    let sizes = definitions.iter().find_map(|d| d.picture_sizes.clone());
    let paper = |pick: fn(&Definition) -> &Option<String>, default: &str| {
        definitions
            .iter()
            .find_map(|d| pick(d).clone())
            .unwrap_or_else(|| default.to_owned())
    };
    Ok(Some(Arc::new(Theme {
        name: name.to_owned(),
        layers,
        options,
        paper: (
            paper(|d| &d.paper_light, "#ffffff"),
            paper(|d| &d.paper_dark, "#111111"),
        ),
        picture_sizes: sizes.unwrap_or_else(|| USUAL_SIZES.to_owned()),
    })))
}

/// A theme's layers and definitions, then those of the theme that it extends, and so on.
fn chain(
    name: &str,
    site: &SiteFolder,
    named: Option<&Spot>,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Option<(Vec<Layer>, Vec<Definition>)>> {
    let (mut layers, mut definitions) = (Vec::new(), Vec::new());
    let mut names: Vec<String> = Vec::new();
    let mut usable = true;
    let mut next = Some((name.to_owned(), named.cloned()));
    while let Some((current, named)) = next.take() {
        if names.contains(&current) {
            diagnostics.push(extends_itself(current, names, named.as_ref()));
            return Ok(None);
        }
        let before = diagnostics.len();
        let found = match is_name(&current) {
            true => layers::of(&current, site, diagnostics)?,
            false => Vec::new(),
        };
        let found_faults = diagnostics.get(before..).unwrap_or_default();
        usable &= found_faults
            .iter()
            .all(|fault| fault.severity() != Severity::Error);
        if found.is_empty() {
            diagnostics.push(unknown_theme(&current, &names, site.root(), named.as_ref()));
            return Ok(None);
        }
        let Some(definition) = options::define(&found, diagnostics) else {
            return Ok(None);
        };
        if names.is_empty() && definition.is_abstract {
            diagnostics.push(only_to_extend(&current, site.root(), named.as_ref()));
            return Ok(None);
        }
        // A site's own `agency` stands over the built-in one and may say that it extends it.
        let stands_over = found.len() > 1;
        next = definition
            .extends
            .clone()
            .filter(|(parent, _)| !(stands_over && *parent == current))
            .map(|(parent, spot)| (parent, Some(spot)));
        names.push(current);
        definitions.push(definition);
        layers.extend(found);
    }
    Ok(usable.then_some((layers, definitions)))
}

/// Reports the sections `[theme.NAME]` of themes that do not exist. `used` are the themes that the
/// site asks for: of these it is said elsewhere.
pub fn check_options(
    root: &Path,
    config: &Config,
    used: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let given = config
        .theme_options
        .iter()
        .filter(|options| !used.contains(&options.theme.as_str()));
    for options in given {
        if !layers::names(root).contains(&options.theme) {
            diagnostics.push(unknown_theme(
                &options.theme,
                &[],
                root,
                Some(&options.spot),
            ));
        }
    }
}

/// The names of all themes that a site can use, sorted: its own and the built-in ones.
pub fn names(root: &Path) -> Vec<String> {
    layers::names(root)
}

/// The names of the built-in themes that a site can ask for.
pub fn built_in_names() -> Vec<&'static str> {
    let mut names = built_in::names();
    names.retain(|name| !built_in::is_abstract(name));
    names
}

/// A theme's name is a folder's name and nothing else: letters, digits, `-` and `_`.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn at(named: Option<&Spot>, message: String) -> Diagnostic {
    match named {
        Some(spot) => Diagnostic::new(Rule::UnknownTheme, spot, message),
        None => Diagnostic::nowhere(Rule::UnknownTheme, message),
    }
}

/// `names` are the themes that lead to it by `extends`.
fn unknown_theme(name: &str, names: &[String], root: &Path, named: Option<&Spot>) -> Diagnostic {
    let known = layers::names(root);
    let known: Vec<&str> = known
        .iter()
        .filter(|known| !names.contains(known))
        .map(String::as_str)
        .collect();
    let diagnostic = at(named, format!("there is no theme `{name}`"));
    match nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("there are: {}", known.join(", "))),
    }
}

fn only_to_extend(name: &str, root: &Path, named: Option<&Spot>) -> Diagnostic {
    let message = format!("the theme `{name}` only serves to be extended by others");
    at(named, message).help(format!("there are: {}", layers::names(root).join(", ")))
}

/// `names` are the themes from the first to the one that closes the loop.
fn extends_itself(name: String, mut names: Vec<String>, named: Option<&Spot>) -> Diagnostic {
    let diagnostic = at(named, format!("the theme `{name}` extends itself"));
    names.push(name);
    diagnostic
        .label(names.join(" -> "))
        .help("name another theme, or take `extends` away")
}

#[cfg(test)]
mod tests;
