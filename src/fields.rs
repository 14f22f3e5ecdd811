//! Keys and values of front matter and settings, read by asking.
//!
//! In: a tree of [`Value`]s (from YAML or TOML) and an index of where its keys stand. Out: typed
//! values and a diagnostic for each that is wrong, at its place; [`Fields::finish`] reports the
//! keys that nobody asked for. Asking rather than deserializing is what lets one run report every
//! fault of a file: a derived deserializer stops at the first.

mod key_index;
mod single;
mod tables;

use std::cell::RefCell;

pub use key_index::{KeyIndex, KeyPlace};

use crate::{
    diagnostic::{Diagnostic, Rule, nearest},
    source::Spot,
    value::Value,
};

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
            if asked.iter().any(|known| known == name)
                || self.taken.borrow().iter().any(|t| t == name)
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

    /// Reports a value of the wrong type. A path that ends in a number is that of a list's entry.
    fn wrong_type(&self, path: &str, wanted: &str, value: &Value) {
        let is_number = |step: &str| step.parse::<usize>().is_ok();
        let name = path
            .rsplit('/')
            .find(|step| !is_number(step))
            .unwrap_or(path);
        let entry = match path.rsplit_once('/') {
            Some((_, last)) if is_number(last) => "an entry of ",
            _ => "",
        };
        self.push(Diagnostic::new(
            Rule::WrongType,
            &self.index.value(path),
            format!("{entry}`{name}` must be {wanted}, not {}", value.kind()),
        ));
    }

    fn at(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }
}
