//! Keys and values of front matter and settings, read by asking.
//!
//! In: a tree of [`Value`]s (from YAML or TOML) and an index of where its keys stand. Out: typed
//! values and a diagnostic for each that is wrong, at its place; [`Fields::finish`] reports the
//! keys that nobody asked for. Asking rather than deserializing is what lets one run report every
//! fault of a file: a derived deserializer stops at the first.

use std::{
    cell::{OnceCell, RefCell},
    ops::{Range, RangeInclusive},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, Rule, nearest},
    source::{SourceFile, Spot},
    value::Value,
};

/// Where one key and its value stand. The path is the keys and positions that lead to it, joined
/// by `/`: `client/name`, `kpis/0/unit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The path.
    pub path: String,
    /// The bytes of the key.
    pub key: Range<usize>,
    /// The bytes of the value; empty where it stands on the following lines.
    pub value: Range<usize>,
}

/// A file's keys with their places, found only when a diagnostic asks.
pub struct KeyIndex<'a> {
    file: &'a Arc<SourceFile>,
    /// What to point at when a key is missing: the start of the front matter.
    head: Range<usize>,
    find: Box<dyn Fn() -> Vec<KeyPlace> + 'a>,
    places: OnceCell<Vec<KeyPlace>>,
}

impl<'a> KeyIndex<'a> {
    /// An index over `file`; `find` is called once, on the first question.
    pub fn new(
        file: &'a Arc<SourceFile>,
        head: Range<usize>,
        find: impl Fn() -> Vec<KeyPlace> + 'a,
    ) -> Self {
        KeyIndex {
            file,
            head,
            find: Box::new(find),
            places: OnceCell::new(),
        }
    }

    /// All keys in the order of the text.
    pub fn all(&self) -> &[KeyPlace] {
        self.places.get_or_init(|| (self.find)())
    }

    /// The spot of the key at `path`, or of the nearest key above it.
    pub fn key(&self, path: &str) -> Spot {
        self.nearest(path, |place| place.key.clone())
    }

    /// The spot of the value at `path`, or of its key, or of the nearest key above it.
    pub fn value(&self, path: &str) -> Spot {
        self.nearest(path, |place| {
            if place.value.is_empty() {
                place.key.clone()
            } else {
                place.value.clone()
            }
        })
    }

    /// The start of the keys: where a missing one would stand.
    pub fn head(&self) -> Spot {
        self.file.spot(self.head.clone())
    }

    fn nearest(&self, path: &str, range: impl Fn(&KeyPlace) -> Range<usize>) -> Spot {
        let mut path = path;
        loop {
            if let Some(place) = self.all().iter().rev().find(|place| place.path == path) {
                return self.file.spot(range(place));
            }
            match path.rsplit_once('/') {
                Some((above, _)) => path = above,
                None => return self.head(),
            }
        }
    }
}

/// One table of keys, being read.
pub struct Fields<'a> {
    entries: &'a [(String, Value)],
    index: &'a KeyIndex<'a>,
    diagnostics: &'a RefCell<Vec<Diagnostic>>,
    /// The path that leads to this table, with a `/` at its end unless it is the root.
    path: String,
    /// What the table is, with its article: "a stage".
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    /// Keys that were taken without a name of our own.
    taken: RefCell<Vec<&'a str>>,
}

impl<'a> Fields<'a> {
    /// Begins to read a whole file's keys. `what` names the table with its article: "a stage".
    pub fn new(
        entries: &'a [(String, Value)],
        index: &'a KeyIndex<'a>,
        diagnostics: &'a RefCell<Vec<Diagnostic>>,
        what: &'static str,
    ) -> Self {
        Fields {
            entries,
            index,
            diagnostics,
            path: String::new(),
            what,
            asked: RefCell::default(),
            taken: RefCell::default(),
        }
    }

    /// The value of a key, if it is given and not empty.
    pub fn get(&self, key: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().push(key);
        let (_, value) = self.entries.iter().rev().find(|(name, _)| name == key)?;
        (!matches!(value, Value::Null)).then_some(value)
    }

    /// Where a key stands, or where it would.
    pub fn key_spot(&self, key: &str) -> Spot {
        self.index.key(&self.at(key))
    }

    /// Where a key's value stands.
    pub fn value_spot(&self, key: &str) -> Spot {
        self.index.value(&self.at(key))
    }

    /// A line of text. Numbers and truth values are taken as they are written.
    pub fn text(&self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        match value.scalar_text() {
            Some(text) => Some(text),
            None => {
                self.wrong_type(&self.at(key), "text", value);
                None
            }
        }
    }

    /// Text that must not be empty or blank.
    pub fn filled(&self, key: &'static str) -> Option<String> {
        self.text(key).filter(|text| !text.trim().is_empty())
    }

    /// Text that must be there; its absence is reported.
    pub fn required(&self, key: &'static str) -> Option<String> {
        let text = self.filled(key);
        if text.is_none() && self.get(key).is_none_or(|value| value.scalar_text().is_some()) {
            self.push(
                Diagnostic::new(
                    Rule::MissingKey,
                    &self.index.key(self.path.trim_end_matches('/')),
                    format!("{} has no `{key}`", self.what),
                )
                .help(format!("add `{key}`")),
            );
        }
        text
    }

    /// `true` or `false`; `false` when not given.
    pub fn flag(&self, key: &'static str) -> bool {
        self.get(key).is_some_and(|value| match value {
            Value::Bool(flag) => *flag,
            other => {
                self.wrong_type(&self.at(key), "`true` or `false`", other);
                false
            }
        })
    }

    /// A finite number.
    pub fn number(&self, key: &'static str) -> Option<f64> {
        let value = self.get(key)?;
        let number = value.number();
        if number.is_none() {
            self.wrong_type(&self.at(key), "a number", value);
        }
        number
    }

    /// A number within a range.
    pub fn number_in(&self, key: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        let number = self.number(key)?;
        if range.contains(&number) {
            return Some(number);
        }
        self.wrong_value(
            key,
            format!(
                "`{key}` must be from {} to {}, not {number}",
                range.start(),
                range.end()
            ),
        );
        None
    }

    /// A day, `YYYY-MM-DD`.
    pub fn date(&self, key: &'static str) -> Option<Date> {
        let text = self.text(key)?;
        match text.parse::<Date>() {
            Ok(date) if text.len() == 10 => Some(date),
            _ => {
                self.push(
                    Diagnostic::new(
                        Rule::WrongValue,
                        &self.value_spot(key),
                        format!("`{key}` is not a date"),
                    )
                    .help("dates are written YYYY-MM-DD, as 2026-01-31"),
                );
                None
            }
        }
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let mut diagnostic = Diagnostic::new(
                Rule::WrongValue,
                &self.value_spot(key),
                format!("`{text}` is not a value of `{key}`"),
            )
            .help(format!("one of: {}", names.join(", ")));
            if let Some(word) = nearest(&text, names) {
                diagnostic = diagnostic.label(format!("did you mean `{word}`?"));
            }
            self.push(diagnostic);
        }
        found.map(|(_, value)| *value)
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        let items = match self.get(key) {
            None => return Vec::new(),
            Some(Value::List(items)) => items.as_slice(),
            Some(single) => std::slice::from_ref(single),
        };
        let mut texts = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            match item.scalar_text() {
                Some(text) => texts.push(text),
                None => self.wrong_type(&format!("{}/{n}", self.at(key)), "text", item),
            }
        }
        texts
    }

    /// A table within this one. `what` names it with its article.
    pub fn table<T>(
        &self,
        key: &'static str,
        what: &'static str,
        read: impl FnOnce(&Fields<'a>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        self.read_table(value, self.at(key), what, read)
    }

    /// A list of tables. `what` names one of them with its article.
    pub fn tables<T>(
        &self,
        key: &'static str,
        what: &'static str,
        read: impl Fn(&Fields<'a>) -> T,
    ) -> Vec<T> {
        match self.get(key) {
            None => Vec::new(),
            Some(Value::List(items)) => items
                .iter()
                .enumerate()
                .filter_map(|(n, item)| {
                    self.read_table(item, format!("{}/{n}", self.at(key)), what, &read)
                })
                .collect(),
            Some(other) => {
                self.wrong_type(&self.at(key), "a list", other);
                Vec::new()
            }
        }
    }

    /// A table whose keys are the author's own names: `[lanes.NAME]`. `read` gets each name with
    /// its table.
    pub fn named_tables<T>(
        &self,
        key: &'static str,
        what: &'static str,
        read: impl Fn(&str, &Fields<'a>) -> T,
    ) -> Vec<T> {
        match self.get(key) {
            None => Vec::new(),
            Some(Value::Table(entries)) => entries
                .iter()
                .filter_map(|(name, value)| {
                    let path = format!("{}/{name}", self.at(key));
                    self.read_table(value, path, what, |fields| read(name, fields))
                })
                .collect(),
            Some(other) => {
                self.wrong_type(&self.at(key), "a table", other);
                Vec::new()
            }
        }
    }

    /// Reads a value as a table, if it is one.
    pub fn read_table<T>(
        &self,
        value: &'a Value,
        path: String,
        what: &'static str,
        read: impl FnOnce(&Fields<'a>) -> T,
    ) -> Option<T> {
        let Value::Table(entries) = value else {
            self.wrong_type(&path, "a table of keys", value);
            return None;
        };
        let fields = Fields {
            entries,
            index: self.index,
            diagnostics: self.diagnostics,
            path: format!("{path}/"),
            what,
            asked: RefCell::default(),
            taken: RefCell::default(),
        };
        let read = read(&fields);
        fields.finish();
        Some(read)
    }

    /// Free data under `extra`: taken as it is.
    pub fn extra(&self) -> Value {
        match self.get("extra") {
            None => Value::Null,
            Some(table @ Value::Table(_)) => table.clone(),
            Some(other) => {
                self.wrong_type(&self.at("extra"), "a table of keys", other);
                Value::Null
            }
        }
    }

    /// The names of the keys in this table.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// Takes all keys, whatever their names: for tables whose keys somebody else checks.
    pub fn take_all(&self) -> std::slice::Iter<'a, (String, Value)> {
        self.taken.borrow_mut().extend(self.names());
        self.entries.iter()
    }

    /// Counts a key of the author's own naming as known.
    pub fn ignore_named(&self, name: &'a str) {
        self.taken.borrow_mut().push(name);
    }

    /// Counts a key as known without reading it.
    pub fn ignore(&self, key: &'static str) {
        self.asked.borrow_mut().push(key);
    }

    /// Reports the keys that nobody asked for, each with the nearest one that exists.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.entries {
            if asked.iter().any(|known| known == name) || self.taken.borrow().iter().any(|t| t == name)
            {
                continue;
            }
            let mut diagnostic = Diagnostic::new(
                Rule::UnknownKey,
                &self.key_spot(name),
                format!("`{name}` is not a key of {}", self.what),
            );
            diagnostic = match nearest(name, asked.iter().copied()) {
                Some(known) => diagnostic.label(format!("did you mean `{known}`?")),
                None => diagnostic.help(self.known_keys(&asked)),
            };
            self.push(diagnostic);
        }
    }

    /// Reports a value that cannot be.
    pub fn wrong_value(&self, key: &str, message: String) {
        self.push(Diagnostic::new(
            Rule::WrongValue,
            &self.value_spot(key),
            message,
        ));
    }

    /// Adds a finding.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    fn known_keys(&self, asked: &[&str]) -> String {
        let mut known: Vec<_> = asked.to_vec();
        known.sort_unstable();
        known.dedup();
        let free = if known.contains(&"extra") {
            "; free data goes under `extra`"
        } else {
            ""
        };
        format!("the keys are: {}{free}", known.join(", "))
    }

    fn wrong_type(&self, path: &str, wanted: &str, value: &Value) {
        let name = path.rsplit('/').find(|step| step.parse::<usize>().is_err());
        self.push(Diagnostic::new(
            Rule::WrongType,
            &self.index.value(path),
            format!(
                "`{}` must be {wanted}, not {}",
                name.unwrap_or(path),
                value.kind()
            ),
        ));
    }

    fn at(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }
}
