//! TOML as [`Value`]s with places.
//!
//! In: the text. Out: the tree, where each key stands, and every fault of syntax: the parser
//! recovers, so that one run reports all of them.

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

/// The parsed file.
pub type Parsed = (Vec<(String, Value)>, Vec<KeyPlace>, Vec<Diagnostic>);

/// Parses a file.
pub fn parse(file: &Arc<SourceFile>) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let faults = errors
        .iter()
        .map(|error| {
            let spot = file.spot(error.span().unwrap_or(0..0));
            if error.message().contains("duplicate key") {
                let name = spot.text().trim().to_owned();
                return Diagnostic::new(Rule::DuplicateKey, &spot, format!("`{name}` is given twice"));
            }
            Diagnostic::new(Rule::TomlSyntax, &spot, first_line(error.message()))
                .help("text stands in quotation marks; a section begins with `[name]` on a line of its own")
        })
        .collect();
    let mut places = Vec::new();
    let entries = entries(table.get_ref(), "", &mut places);
    (entries, places, faults)
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
