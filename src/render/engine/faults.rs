//! What goes wrong in templates, in our manner.
//!
//! In: the template library's errors and the templates' texts. Out: diagnostics at the places that
//! are at fault. The library knows the place of most errors and only mentions it in the words of
//! others; those are read.

mod reports;

use std::{collections::BTreeMap, sync::Arc};

use tera::ErrorKind;

use crate::{
    diagnostic::{Diagnostic, Rule, nearest},
    source::{Place, SourceFile, Spot},
    theme::{Layer, Theme},
};

/// The texts of a theme's templates by their names.
#[derive(Debug)]
pub struct Sources {
    files: BTreeMap<String, Arc<SourceFile>>,
    /// What stands before the names in each layer, the strongest first.
    prefixes: Vec<String>,
    /// The theme's folder, for what has no better place.
    home: String,
}

/// Adds a layer's templates under a prefix; those that are there already stay.
fn add(files: &mut BTreeMap<String, Arc<SourceFile>>, layer: &Layer, prefix: &str) {
    for (path, bytes) in &layer.files {
        let Some(name) = path.strip_prefix("templates/") else {
            continue;
        };
        let source = || {
            let text = String::from_utf8_lossy(bytes).into_owned();
            SourceFile::new(format!("{}/{path}", layer.path), text)
        };
        files
            .entry(format!("{prefix}{name}"))
            .or_insert_with(source);
    }
}

impl Sources {
    /// The templates of all layers of a theme.
    pub fn of(theme: &Theme) -> Self {
        let mut files = BTreeMap::new();
        for layer in &theme.layers {
            add(&mut files, layer, &layer.prefix);
        }
        // `builtin/agency/map.html` means what the theme agency shows, also where the file itself
        // is that of a theme which agency extends.
        for (at, layer) in theme.layers.iter().enumerate() {
            let Some(name) = layer.prefix.strip_prefix("builtin/") else {
                continue;
            };
            let (bare, full) = (format!("\"{name}"), format!("\"{}", layer.prefix));
            let asks =
                |file: &Arc<SourceFile>| file.text.contains(&bare) || file.text.contains(&full);
            if files.values().any(asks) {
                for below in theme.layers.iter().skip(at + 1) {
                    add(&mut files, below, &layer.prefix);
                }
            }
        }
        Sources {
            files,
            prefixes: theme
                .layers
                .iter()
                .map(|layer| layer.prefix.clone())
                .collect(),
            home: theme
                .layers
                .first()
                .map(|layer| layer.path.clone())
                .unwrap_or_default(),
        }
    }

    /// Names and texts, in the order of the names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(name, source)| (name.as_str(), source.text.as_str()))
    }

    /// The file of a template: the strongest layer's.
    pub fn path(&self, template: &str) -> &str {
        let mut names = self.prefixes.iter();
        let found = names.find_map(|prefix| self.files.get(&format!("{prefix}{template}")));
        found.map_or(&self.home, |file| &file.path)
    }

    /// The theme's folder.
    pub fn home(&self) -> &str {
        &self.home
    }

    /// An error that is known to be one.
    pub fn fault(&self, rule: Rule, error: &tera::Error) -> Diagnostic {
        let first = self.faults(rule, error).into_iter().next();
        first.unwrap_or_else(|| {
            let place = Place::whole_file(&self.home);
            Diagnostic::new(rule, place, "the template cannot be used")
        })
    }

    /// An error's faults: the library puts several into one where names are unknown.
    pub fn faults(&self, rule: Rule, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let place = match self.files.get(report.filename()) {
                    Some(source) => source.spot(report.span().range.clone()).place(),
                    None => Place::whole_file(&self.home),
                };
                let message = format!("{}{}", report.message(), cause(error));
                vec![worded(&message, |what| Diagnostic::new(rule, place, what))]
            }
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain,
            } => {
                vec![self.circle(rule, "extends", tpl, inheritance_chain)]
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                vec![self.circle(rule, "include", tpl, include_chain)]
            }
            ErrorKind::MissingParent { current, parent } => {
                let place = self.tag(current, "extends", parent);
                let diagnostic =
                    Diagnostic::new(rule, place, format!("there is no template `{parent}`"));
                vec![self.suggest(diagnostic, parent)]
            }
            _ => self.reported(rule, &format!("{error}{}", cause(error))),
        }
    }

    /// The faults of an error that is nothing but words.
    fn reported(&self, rule: Rule, text: &str) -> Vec<Diagnostic> {
        let reports = reports::read(text);
        if reports.is_empty() {
            let place = self.mentioned(text);
            return vec![worded(text, |what| Diagnostic::new(rule, place, what))];
        }
        let fault = |report: reports::Report<'_>| {
            let place = match self.files.get(report.template) {
                Some(source) => source.spot(report.range(&source.text)).place(),
                None => Place::whole_file(&self.home),
            };
            let diagnostic = worded(report.message, |what| Diagnostic::new(rule, place, what));
            let unknown = report.message.strip_prefix("Unknown template `");
            match unknown.and_then(|rest| rest.strip_suffix('`')) {
                Some(name) => self.suggest(diagnostic, name),
                None => diagnostic,
            }
        };
        reports.into_iter().map(fault).collect()
    }

    /// Templates that lead back to themselves. `chain` ends with the one that closes the circle;
    /// of `extends` it begins behind `start`.
    fn circle(&self, rule: Rule, verb: &str, start: &str, chain: &[String]) -> Diagnostic {
        let closing = chain.last().map_or(start, String::as_str);
        let from = chain
            .len()
            .checked_sub(2)
            .and_then(|at| chain.get(at))
            .map_or(start, String::as_str);
        let what = match verb {
            "extends" => format!("the template `{closing}` extends itself"),
            _ => format!("the template `{closing}` includes itself"),
        };
        let mut diagnostic = Diagnostic::new(rule, self.tag(from, verb, closing), what);
        if from != closing {
            diagnostic = diagnostic.label(format!("through `{from}`"));
        }
        match self.beneath(closing) {
            Some(name) => diagnostic.help(format!("the template that it replaces is `{name}`")),
            None => diagnostic.help("name another template"),
        }
    }

    /// The template of the same name in a weaker layer.
    fn beneath(&self, name: &str) -> Option<String> {
        let at = self
            .prefixes
            .iter()
            .position(|prefix| name.starts_with(prefix.as_str()))?;
        let path = name.strip_prefix(self.prefixes.get(at)?.as_str())?;
        let weaker = self
            .prefixes
            .iter()
            .skip(at + 1)
            .map(|prefix| format!("{prefix}{path}"));
        weaker
            .into_iter()
            .find(|name| self.files.contains_key(name))
    }

    /// Says which template was meant, where one has nearly that name.
    fn suggest(&self, diagnostic: Diagnostic, wrong: &str) -> Diagnostic {
        let short = self.files.keys().filter_map(|name| {
            self.prefixes
                .iter()
                .find_map(|prefix| name.strip_prefix(prefix.as_str()))
        });
        match nearest(wrong, short.chain(self.files.keys().map(String::as_str))) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
            None => diagnostic.help("templates are named by their paths below `templates`"),
        }
    }

    /// The place of `{% extends "parent" %}` or of an include in a template. The library names
    /// what it has found, the tag may name it without what stands before names in a layer.
    fn tag(&self, template: &str, verb: &str, named: &str) -> Place {
        let Some(source) = self.files.get(template) else {
            return Place::whole_file(&self.home);
        };
        let spot = source
            .text
            .match_indices(verb)
            .find_map(|(at, _)| tag_at(source, at, verb, named));
        spot.map_or_else(|| Place::whole_file(&source.path), |spot| spot.place())
    }

    /// The last template that a text names between backquotes, and in it the first of the other
    /// names.
    fn mentioned(&self, text: &str) -> Place {
        let names: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let Some(source) = names.iter().rev().find_map(|name| self.files.get(*name)) else {
            return Place::whole_file(&self.home);
        };
        let found = names
            .iter()
            .find_map(|name| Some((source.text.find(*name)?, name.len())));
        match found {
            Some((at, length)) => source.spot(at..at + length).place(),
            None => Place::whole_file(&source.path),
        }
    }
}

/// The spot of the name in a tag, if a tag of that verb stands at `at` and names `named`.
fn tag_at(source: &Arc<SourceFile>, at: usize, verb: &str, named: &str) -> Option<Spot> {
    let text = &source.text;
    let before = text.get(..at)?.trim_end();
    if !before.ends_with("{%") && !before.ends_with("{%-") {
        return None;
    }
    let behind = text.get(at + verb.len()..)?;
    let from = at + verb.len() + behind.len() - behind.trim_start().len();
    let quoted = text.get(from..)?;
    let quote = quoted
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (name, _) = quoted.get(1..)?.split_once(quote)?;
    let short = named.strip_suffix(name)?;
    let is_it = short.is_empty() || short.ends_with('/');
    is_it.then(|| source.spot(from..from + name.len() + 2))
}

fn cause(error: &tera::Error) -> String {
    std::error::Error::source(error)
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default()
}

/// The library's words in our manner: the first sentence is the message, the rest is the help.
fn worded(text: &str, diagnostic: impl FnOnce(String) -> Diagnostic) -> Diagnostic {
    let line = text
        .lines()
        .next()
        .unwrap_or("the template cannot be used")
        .trim_end_matches('.');
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
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
