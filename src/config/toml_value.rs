//! TOML as [`Value`]s with places.
//!
//! In: the text. Out: the tree, where each key stands, and every fault of syntax: the parser
//! recovers, so that one run reports all of them.

mod repeated;

use std::{ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    diagnostic::{Diagnostic, Rule},
    fields::KeyPlace,
    source::SourceFile,
    value::Value,
};

/// A parsed file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Keys with values, in the order of the text. Of a key that is given twice the first value.
    pub entries: Vec<(String, Value)>,
    /// Where the keys stand.
    pub places: Vec<KeyPlace>,
    /// Keys that are given twice, and faults of syntax.
    pub faults: Vec<Diagnostic>,
    /// The line of the first fault of syntax, counted from 1. What stands before it was read as
    /// it is meant; what follows may have come into the wrong table or be lost.
    pub broken_from: Option<usize>,
}

impl Parsed {
    /// Keeps of the findings of whoever read the entries those that the faults of syntax cannot
    /// have brought about: they stand before the first one, and nothing is missing.
    pub fn trustworthy(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Some(broken) = self.broken_from else {
            return found;
        };
        let stands_before = |finding: &Diagnostic| {
            finding.rule != Rule::MissingKey
                && finding
                    .place
                    .as_ref()
                    .is_some_and(|place| place.line < broken)
        };
        found.into_iter().filter(stands_before).collect()
    }
}

/// Parses a file.
pub fn parse(file: &Arc<SourceFile>) -> Parsed {
    let (table, mut errors) = DeTable::parse_recoverable(&file.text);
    // The parser reports what it finds in the letters before what it finds in the words.
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut parsed = Parsed::default();
    parsed.entries = entries(table.get_ref(), "", &mut parsed.places);
    let mut repeated = repeated::Finder::new(&file.text, &parsed.places);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        if error.message().contains("duplicate key") {
            parsed.faults.extend(repeated.report(file, span));
            continue;
        }
        let spot = file.spot(span);
        let line = spot.place().line;
        parsed.broken_from = Some(parsed.broken_from.map_or(line, |first| first.min(line)));
        parsed.faults.push(
            Diagnostic::new(Rule::TomlSyntax, &spot, first_line(error.message()))
                .help("text stands in quotation marks; a section begins with `[name]` on a line of its own"),
        );
    }
    parsed
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("not TOML").to_owned()
}

fn entries(table: &DeTable<'_>, path: &str, places: &mut Vec<KeyPlace>) -> Vec<(String, Value)> {
    let mut entries: Vec<_> = table.iter().collect();
    // The parser's table is sorted by key; the author's order is that of the spans.
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
        .into_iter()
        .map(|(key, item)| {
            let name = key.get_ref().to_string();
            let path = join(path, &name);
            (name, value(item, path, key.span(), places))
        })
        .collect()
}

fn value(
    item: &Spanned<DeValue<'_>>,
    path: String,
    key: Range<usize>,
    places: &mut Vec<KeyPlace>,
) -> Value {
    places.push(KeyPlace {
        path: path.clone(),
        key,
        value: item.span(),
    });
    match item.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
                .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Integer)
        }
        DeValue::Float(number) => number
            .as_str()
            .replace('_', "")
            .parse()
            .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Float),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .enumerate()
                .map(|(n, item)| value(item, join(&path, &n.to_string()), item.span(), places))
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(entries(table, &path, places)),
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() {
        step.to_owned()
    } else {
        format!("{path}/{step}")
    }
}
