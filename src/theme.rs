//! Themes: templates, assets, words and options, laid over each other.
//!
//! In: the built-in themes and a site's `themes/` folder. Out: for a name a [`Theme`] whose files
//! are found layer by layer: the site's own first, then the built-in of the same name, then those
//! of the theme that it extends. A file is taken from the first layer that has it.

mod built_in;
mod options;

use std::{borrow::Cow, collections::BTreeMap, path::Path, sync::Arc};

pub use options::{OptionKind, ThemeOption};

use crate::{
    config::{Config, ThemeOptions},
    content::listing_path as relative,
    diagnostic::{Diagnostic, Rule, nearest},
    disk,
    source::{SourceFile, Spot},
    text::words::Words,
    value::Value,
};

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
}

/// One folder of a theme.
#[derive(Debug)]
pub struct Layer {
    /// What stands before the names of its templates: `agency/`, `builtin/agency/`.
    pub prefix: String,
    /// The folder's path for messages: `themes/agency`.
    pub path: String,
    /// The files by their paths within the folder.
    pub files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// How many themes can extend each other in a row.
const DEPTH: usize = 8;

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
        let languages = if language == "en" { vec!["en"] } else { vec!["en", language] };
        for code in languages {
            for layer in self.layers.iter().rev() {
                let path = format!("words/{code}.toml");
                let Some(bytes) = layer.files.get(&path) else { continue };
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
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    start..start + length
}

/// Loads the theme of a name. `named` is where the site asks for it.
pub fn load(
    name: &str,
    root: &Path,
    config: &Config,
    named: Option<&Spot>,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Option<Arc<Theme>>> {
    if !is_name(name) {
        diagnostics.push(unknown_theme(name, root, named));
        return Ok(None);
    }
    let mut layers = Vec::new();
    let mut definitions = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(current) = next.take() {
        let found = layers_of(&current, root)?;
        if found.is_empty() || definitions.len() >= DEPTH {
            diagnostics.push(unknown_theme(&current, root, named));
            return Ok(None);
        }
        let definition = options::define(&found, diagnostics);
        next = definition.extends.clone().filter(|parent| *parent != current);
        definitions.push(definition);
        layers.extend(found);
    }
    let given: Vec<&ThemeOptions> = config.theme_options.iter().filter(|o| o.theme == name).collect();
    let options = options::settle(name, &definitions, &given, diagnostics);
    let paper = |pick: fn(&options::Definition) -> &Option<String>, default: &str| {
        definitions.iter().find_map(|d| pick(d).clone()).unwrap_or_else(|| default.to_owned())
    };
    Ok(Some(Arc::new(Theme {
        name: name.to_owned(),
        layers,
        options,
        paper: (paper(|d| &d.paper_light, "#ffffff"), paper(|d| &d.paper_dark, "#111111")),
    })))
}

/// The names of the built-in themes.
pub fn built_in_names() -> Vec<&'static str> {
    built_in::names()
}

/// A theme's name is a folder's name and nothing else: letters, digits, `-` and `_`.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn layers_of(name: &str, root: &Path) -> disk::Result<Vec<Layer>> {
    let mut layers = Vec::new();
    let folder = root.join("themes").join(name);
    if folder.is_dir() {
        layers.push(Layer {
            prefix: format!("{name}/"),
            path: format!("themes/{name}"),
            files: read_folder(&folder)?,
        });
    }
    if let Some(files) = built_in::files(name) {
        layers.push(Layer {
            prefix: format!("builtin/{name}/"),
            path: format!("builtin/{name}"),
            files,
        });
    }
    Ok(layers)
}

fn read_folder(folder: &Path) -> disk::Result<BTreeMap<String, Cow<'static, [u8]>>> {
    let mut files = BTreeMap::new();
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry)) {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            let bytes = disk::read(entry.path())?;
            files.insert(relative(folder, entry.path()), Cow::Owned(bytes));
        }
    }
    Ok(files)
}

fn hidden(entry: &walkdir::DirEntry) -> bool {
    crate::content::is_left_out(&entry.file_name().to_string_lossy())
        // Parts of styles and templates may begin with `_`.
        && !entry.file_name().to_string_lossy().starts_with('_')
}

fn unknown_theme(name: &str, root: &Path, named: Option<&Spot>) -> Diagnostic {
    let mut known: Vec<String> = built_in::names().into_iter().map(str::to_owned).collect();
    if let Ok(folder) = std::fs::read_dir(root.join("themes")) {
        known.extend(folder.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
    }
    known.sort();
    known.dedup();
    let message = format!("there is no theme `{name}`");
    let diagnostic = match named {
        Some(spot) => Diagnostic::new(Rule::UnknownTheme, spot, message),
        None => Diagnostic::nowhere(Rule::UnknownTheme, message),
    };
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("there are: {}", known.join(", "))),
    }
}
