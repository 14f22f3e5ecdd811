//! Tables within tables, and lists of them.

use std::cell::RefCell;

use super::Fields;
use crate::value::Value;

impl<'a> Fields<'a> {
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
}
