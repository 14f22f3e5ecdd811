//! The front matter of a document: YAML between `---` lines.
//!
//! In: the text of a file. Out: its keys and where the body begins. The fence is cut here and not
//! by the Markdown parser, whose own option takes the text between any two later `---` lines.

use std::{ops::Range, sync::Arc};

use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::KeyPlace,
    source::SourceFile,
    value::Value,
};

use super::keys;

/// A front matter that has been cut off and read.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The keys with their values.
    pub entries: Vec<(String, Value)>,
    /// Where the YAML stands.
    pub yaml: Range<usize>,
    /// Where the body stands.
    pub body: Range<usize>,
}

/// Cuts and reads the front matter; a file may have none. `None` where it cannot be read, with
/// the reason among the diagnostics.
pub fn read(file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let text = &file.text;
    let Some(start) = fence(text, 0) else {
        return Some(FrontMatter {
            body: 0..text.len(),
            ..FrontMatter::default()
        });
    };
    let Some((end, body)) = closing_fence(text, start) else {
        diagnostics.push(
            Diagnostic::new(
                Rule::UnclosedFrontMatter,
                &file.spot(0..3),
                "the front matter is opened here and never closed",
            )
            .help("put a line with `---` behind the last key"),
        );
        return None;
    };
    let yaml = start..end;
    let entries = parse(file, yaml.clone(), diagnostics)?;
    Some(FrontMatter {
        entries,
        yaml,
        body: body..text.len(),
    })
}

/// Where the keys of the YAML at `yaml` stand.
pub fn places(file: &SourceFile, yaml: Range<usize>) -> Vec<KeyPlace> {
    let base = yaml.start;
    keys::find(file.text.get(yaml).unwrap_or(""), base)
}

/// Where the line after a `---` at `at` begins, if there is one at `at`.
fn fence(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = rest.split('\n').next()?;
    (line.trim_end() == "---").then(|| (at + line.len() + 1).min(text.len()))
}

/// Where the closing fence begins and where the line after it does.
fn closing_fence(text: &str, mut at: usize) -> Option<(usize, usize)> {
    while at < text.len() {
        if let Some(after) = fence(text, at) {
            return Some((at, after));
        }
        at += text.get(at..)?.find('\n')? + 1;
    }
    None
}

fn parse(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<(String, Value)>> {
    let yaml = file.text.get(range.clone()).unwrap_or("");
    if let Some(tab) = leading_tab(yaml) {
        let at = range.start + tab;
        diagnostics.push(
            Diagnostic::new(
                Rule::YamlSyntax,
                &file.spot(at..at + 1),
                "a tab cannot indent YAML",
            )
            .help("indent with spaces"),
        );
        return None;
    }
    if let Some(deep) = too_deep(yaml) {
        let at = range.start + deep;
        diagnostics.push(
            Diagnostic::new(
                Rule::YamlSyntax,
                &file.spot(at..at + 1),
                "brackets are nested too deeply",
            )
            .help(format!("at most {DEEPEST} levels are read")),
        );
        return None;
    }
    match serde_yaml::from_str::<Value>(yaml) {
        Ok(Value::Null) => Some(Vec::new()),
        Ok(Value::Table(entries)) => {
            report_duplicates(file, &range, &entries, diagnostics);
            Some(entries)
        }
        Ok(other) => {
            diagnostics.push(
                Diagnostic::new(
                    Rule::YamlSyntax,
                    &file.spot(range),
                    format!(
                        "the front matter must be keys with values, not {}",
                        other.kind()
                    ),
                )
                .help("write `key: value`, one on a line"),
            );
            None
        }
        Err(error) => {
            diagnostics.push(syntax_error(file, &range, &error));
            None
        }
    }
}

/// The parser's own words about what is wrong, at the place it names.
fn syntax_error(
    file: &Arc<SourceFile>,
    range: &Range<usize>,
    error: &serde_yaml::Error,
) -> Diagnostic {
    // The parser appends its own position, which counts from the fence.
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    let (message, position) = match message.rsplit_once(" at position ") {
        Some((message, position)) => (message, position.parse::<usize>().ok()),
        None => (message, None),
    };
    let message = message.to_owned();
    // The parser knows only where the mapping begins.
    let yaml = file.text.get(range.clone()).unwrap_or("");
    let complex_key = || {
        message
            .contains("a key must be text")
            .then(|| complex_key(yaml))
            .flatten()
    };
    let offset = complex_key()
        .or(position)
        .or_else(|| error.location().map(|place| place.index()));
    let at = (range.start + offset.unwrap_or(0)).min(range.end.saturating_sub(1).max(range.start));
    let diagnostic = Diagnostic::new(Rule::YamlSyntax, &file.spot(at..at + 1), message.clone());
    if message.contains("mapping values are not allowed") {
        diagnostic.help("a value that holds `: ` must stand in quotation marks")
    } else if message.contains("repetition limit") {
        diagnostic.help("write the values out instead of repeating them by aliases")
    } else {
        diagnostic
    }
}

/// Where the first key stands that is a list, a table or marked by `?`.
fn complex_key(yaml: &str) -> Option<usize> {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let key = line.trim_start();
        let odd = key.starts_with('?')
            || key.starts_with(['[', '{']) && key.contains("]:") | key.contains("}:");
        if odd {
            return Some(start + line.len() - key.len());
        }
        start += line.len();
    }
    None
}

/// How deeply brackets can be nested. The parser has a limit of its own, but reaches it slowly.
const DEEPEST: usize = 64;

/// Where brackets are nested more deeply than is read.
fn too_deep(yaml: &str) -> Option<usize> {
    let mut depth = 0usize;
    yaml.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn leading_tab(yaml: &str) -> Option<usize> {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t'))
            && !line.trim().is_empty()
        {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// Reports keys that are given twice, at any depth.
fn report_duplicates(
    file: &Arc<SourceFile>,
    yaml: &Range<usize>,
    entries: &[(String, Value)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !has_duplicates(entries) {
        return;
    }
    let places = places(file, yaml.clone());
    let before = diagnostics.len();
    for (n, place) in places.iter().enumerate() {
        let first = places
            .iter()
            .take(n)
            .find(|earlier| earlier.path == place.path && !place.key.is_empty());
        if let Some(first) = first {
            let name = place.path.rsplit('/').next().unwrap_or(&place.path);
            diagnostics.push(
                Diagnostic::new(
                    Rule::DuplicateKey,
                    &file.spot(place.key.clone()),
                    format!("`{name}` is given twice"),
                )
                .also(&file.spot(first.key.clone()), "the first time"),
            );
        }
    }
    if diagnostics.len() == before {
        // Written in a way that the scan for places does not follow.
        diagnostics.push(Diagnostic::new(
            Rule::DuplicateKey,
            &file.spot(yaml.start..yaml.start),
            "a key is given twice in this front matter",
        ));
    }
}

fn has_duplicates(entries: &[(String, Value)]) -> bool {
    entries.iter().enumerate().any(|(n, (key, value))| {
        entries.iter().take(n).any(|(earlier, _)| earlier == key) || inner_duplicates(value)
    })
}

fn inner_duplicates(value: &Value) -> bool {
    match value {
        Value::Table(entries) => has_duplicates(entries),
        Value::List(items) => items.iter().any(inner_duplicates),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> (Option<FrontMatter>, Vec<String>) {
        let file = SourceFile::new("a.md", text.to_owned());
        let mut found = Vec::new();
        let front = read(&file, &mut found);
        let found = found
            .iter()
            .map(|d| {
                let place = d.place.as_ref().unwrap();
                format!("{}:{} {}", place.line, place.column, d.rule.name())
            })
            .collect();
        (front, found)
    }

    #[test]
    fn the_fence_is_cut_whatever_the_line_ends() {
        for text in [
            "---\ntitle: a\n---\nbody",
            "\u{feff}---\r\ntitle: a\r\n---\r\nbody",
            "--- \ntitle: a\n---  \nbody",
        ] {
            let (front, found) = reading(text);
            let front = front.unwrap();
            assert!(found.is_empty());
            assert_eq!(
                front.entries,
                [("title".to_owned(), Value::Text("a".into()))]
            );
            assert_eq!(front.body.len(), 4, "{text:?}");
        }
    }

    #[test]
    fn a_file_may_have_no_front_matter_or_an_empty_one() {
        assert_eq!(
            reading("# Title\n---\nx\n---\n").0.unwrap().entries.len(),
            0
        );
        assert_eq!(reading("---\n---\nx").0.unwrap().body.len(), 1);
        assert_eq!(
            reading("---\n\n# nothing\n---\n").0.unwrap().entries.len(),
            0
        );
        assert_eq!(reading("").0.unwrap().body.len(), 0);
    }

    #[test]
    fn a_rule_in_the_body_is_no_fence() {
        let (front, found) = reading("---\na: 1\n---\nx\n\n---\n\ny");
        assert!(found.is_empty());
        assert_eq!(front.unwrap().entries.len(), 1);
    }

    #[test]
    fn faults_have_their_place() {
        assert_eq!(reading("---\ntitle: a\n").1, ["1:1 unclosed-front-matter"]);
        assert_eq!(reading("---\na:\n\t- b\n---\n").1, ["3:1 yaml-syntax"]);
        assert_eq!(reading("---\na: b: c\n---\n").1, ["2:5 yaml-syntax"]);
        assert_eq!(reading("---\n- a\n---\n").1, ["2:1 yaml-syntax"]);
        assert_eq!(
            reading("---\na: 1\nb: 2\na: 3\nk: {x: 1, x: 2}\n---\n").1,
            ["4:1 duplicate-key", "5:11 duplicate-key"]
        );
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let before = n - 1;
            bomb.push_str(&format!(
                "a{n}: &a{n} [{}]\n",
                vec![format!("*a{before}"); 9].join(", ")
            ));
        }
        bomb.push_str("---\n");
        assert_eq!(reading(&bomb).1.len(), 1);
    }
}
