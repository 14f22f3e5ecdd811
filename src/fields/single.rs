//! Single values and lists of them: text, numbers, dates, words of a few.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::Fields;
use crate::{
    diagnostic::{Diagnostic, Rule, nearest},
    source::Spot,
    urls,
    value::Value,
};

impl Fields<'_> {
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

    /// An address. Whatever stands before its colon must be one of `schemes`; browsers leave out
    /// control characters before they look, so they are left out here.
    pub fn address(&self, key: &'static str, schemes: &[&str]) -> Option<String> {
        let given = self.filled(key)?;
        let clean: String = given.chars().filter(|c| !c.is_control()).collect();
        match urls::scheme(clean.trim()) {
            Some(scheme) if !schemes.contains(&scheme.as_str()) => {
                self.push(
                    Diagnostic::new(
                        Rule::WrongValue,
                        &self.value_spot(key),
                        format!("`{key}` cannot be an address that begins with `{scheme}:`"),
                    )
                    .help(format!("an address may begin with {}", schemes.join(", "))),
                );
                None
            }
            _ => Some(clean.trim().to_owned()),
        }
    }

    /// Text that must be there; its absence is reported.
    pub fn required(&self, key: &'static str) -> Option<String> {
        let text = self.filled(key);
        if text.is_none()
            && self
                .get(key)
                .is_none_or(|value| value.scalar_text().is_some())
        {
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
        self.entries_of(key)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    /// As [`texts`](Fields::texts), each with its place.
    pub fn texts_with_spots(&self, key: &'static str) -> Vec<(String, Spot)> {
        self.entries_of(key)
            .into_iter()
            .map(|(n, text)| (text, self.value_spot(&format!("{key}/{n}"))))
            .collect()
    }

    /// The texts of a list with their positions in it.
    fn entries_of(&self, key: &'static str) -> Vec<(usize, String)> {
        let items = match self.get(key) {
            None => return Vec::new(),
            Some(Value::List(items)) => items.as_slice(),
            Some(table @ Value::Table(_)) => {
                self.wrong_type(&self.at(key), "a list of texts", table);
                return Vec::new();
            }
            Some(single) => std::slice::from_ref(single),
        };
        let mut texts = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            match item.scalar_text() {
                Some(text) => texts.push((n, text)),
                None => self.wrong_type(&format!("{}/{n}", self.at(key)), "text", item),
            }
        }
        texts
    }
}
