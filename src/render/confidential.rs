//! Names that must not be published.
//!
//! In: the true names of confidential clients, and every file on its way out. Out: an error for
//! each place in the sources where such a name stands, or for the published file where it cannot
//! be traced. The finished files are searched, not the sources: a name can come from anywhere
//! (front matter, a theme, the settings, a file's name), and what counts is what is published.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    diagnostic::{Diagnostic, Rule},
    disk,
    output::{Body, Sink},
    source::{Place, SourceFile, Spot},
    text::slug,
};

/// The names, with where each is given.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<(String, Spot)>,
    /// All sources, to find the places.
    sources: Vec<Arc<SourceFile>>,
}

impl Names {
    /// Takes the names of confidential clients and the sources of everything that is published.
    pub fn new(names: Vec<(String, Spot)>, sources: Vec<Arc<SourceFile>>) -> Self {
        let sources = if names.is_empty() {
            Vec::new()
        } else {
            sources
        };
        Names { names, sources }
    }

    /// The names alone.
    pub fn texts(&self) -> Vec<String> {
        self.names.iter().map(|(name, _)| name.clone()).collect()
    }
}

/// Each name in the forms in which it could stand in a file.
#[derive(Debug, Default)]
pub struct Sought(Vec<Wanted>);

#[derive(Debug)]
struct Wanted {
    text: String,
    in_path: Option<String>,
}

impl Sought {
    /// What to look for.
    pub fn new(names: &[String]) -> Self {
        let wanted = names.iter().map(|name| Wanted {
            text: folded(name),
            in_path: slug::slug(name).filter(|slug| slug.len() >= 4),
        });
        Sought(wanted.collect())
    }

    /// Which of the names stand in a file or its path, by their places.
    pub fn look(&self, path: &str, body: &Body<'_>) -> Vec<usize> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let text = is_text(path).then(|| match body {
            Body::Bytes(bytes) => Some(folded(&String::from_utf8_lossy(bytes))),
            Body::Shared(bytes) => Some(folded(&String::from_utf8_lossy(bytes))),
            Body::File(file) => {
                let bytes = disk::read(file).ok()?;
                Some(folded(&String::from_utf8_lossy(&bytes)))
            }
            // Whoever puts it looks into what it is made from.
            Body::Deferred(_) => None,
        });
        let text = text.flatten().unwrap_or_default();
        // A name can be interrupted by markup: <em>Rogues</em> and Co.
        let bare = without_tags(&text);
        let path_text = folded(path);
        let stands = |wanted: &Wanted| {
            text.contains(&wanted.text)
                || bare.contains(&wanted.text)
                || path_text.contains(&wanted.text)
                || wanted
                    .in_path
                    .as_ref()
                    .is_some_and(|slug| path.contains(slug.as_str()))
        };
        let wanted = self.0.iter().enumerate();
        wanted
            .filter(|(_, wanted)| stands(wanted))
            .map(|(at, _)| at)
            .collect()
    }
}

/// A sink that looks into every file before it passes it on.
pub struct Guard<'a> {
    sink: &'a dyn Sink,
    names: &'a Names,
    sought: Arc<Sought>,
    /// Which name was found in which file.
    hits: Mutex<Vec<(usize, String)>>,
}

impl<'a> Guard<'a> {
    /// A guard before `sink`; `sought` are the names in all their forms.
    pub fn new(sink: &'a dyn Sink, names: &'a Names, sought: Arc<Sought>) -> Self {
        Guard {
            sink,
            names,
            sought,
            hits: Mutex::default(),
        }
    }

    /// Passes on a file that was looked into already, with what was found in it.
    pub fn put_looked(&self, path: &str, body: Body<'_>, hits: &[usize]) -> disk::Result<()> {
        self.note(path, hits);
        self.sink.put(path, body)
    }

    fn note(&self, path: &str, hits: &[usize]) {
        if !hits.is_empty() {
            let mut all = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(hits.iter().map(|at| (*at, path.to_owned())));
        }
    }

    /// What was found, at the places in the sources if they can be told.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut hits = self
            .hits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        hits.sort();
        let mut findings = Vec::new();
        for (at, (name, given)) in self.names.names.iter().enumerate() {
            let files: Vec<&String> = hits
                .iter()
                .filter(|(n, _)| *n == at)
                .map(|(_, file)| file)
                .collect();
            let Some(first) = files.first() else { continue };
            let places = self.places(name, given);
            let message = "the true name of a confidential client would be published";
            let help = format!("it stands in the published `{first}`; write the alias instead");
            if places.is_empty() {
                let place = Place::whole_file(first.as_str());
                findings.push(
                    Diagnostic::new(Rule::ConfidentialName, place, message)
                        .also(given, "the name is given here"),
                );
            }
            for place in places {
                findings.push(
                    Diagnostic::new(Rule::ConfidentialName, place, message)
                        .also(given, "declared confidential here")
                        .help(help.clone()),
                );
            }
        }
        findings
    }

    /// Where a name stands in the sources, beside the keys that declare it.
    fn places(&self, name: &str, given: &Spot) -> Vec<Place> {
        let mut places = Vec::new();
        let lower = name.to_lowercase();
        for source in &self.names.sources {
            // Lower case can be longer or shorter than the text; then only the file can be named.
            let text = source.text.to_lowercase();
            if text.len() != source.text.len() {
                if text.contains(&lower) && source.path != given.file.path {
                    places.push(Place::whole_file(&source.path));
                }
                continue;
            }
            for (at, found) in text.match_indices(&lower) {
                let declared = self.names.names.iter().any(|(_, spot)| {
                    spot.file.path == source.path && spot.range.start <= at && at < spot.range.end
                });
                if !declared {
                    places.push(source.spot(at..at + found.len()).place());
                }
            }
        }
        places
    }
}

impl Sink for Guard<'_> {
    fn take_over(&self) -> bool {
        // Where names are looked for, every file has to pass.
        self.sought.0.is_empty() && self.sink.take_over()
    }

    fn put(&self, path: &str, body: Body<'_>) -> disk::Result<()> {
        self.note(path, &self.sought.look(path, &body));
        self.sink.put(path, body)
    }
}

fn is_text(path: &str) -> bool {
    let ending = Path::new(path)
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| {
        matches!(
            ending.as_str(),
            "html"
                | "htm"
                | "css"
                | "js"
                | "mjs"
                | "json"
                | "xml"
                | "svg"
                | "txt"
                | "csv"
                | "md"
                | "webmanifest"
        )
    })
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in html.split('<') {
        match piece.split_once('>') {
            Some((_, after)) => out.push_str(after),
            None => out.push_str(piece),
        }
    }
    out
}

/// Text without what typography and escaping change: case, kinds of spaces, quotation marks,
/// character references.
fn folded(text: &str) -> String {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    text.chars()
        .filter(|c| !matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '\u{ad}'))
        .flat_map(|c| {
            match c {
                '\u{a0}' | '\u{202f}' | '\n' | '\t' => ' ',
                '’' => '\'',
                c => c,
            }
            .to_lowercase()
        })
        .collect()
}
