//! The TOML text of a table of words in; its entries or the first fault, with key and line, out.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::number::NumberStyle;
use super::plural::PluralRule;
use super::{Entry, Text};

/// What is wrong with a table of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsError {
    /// The key concerned, with its section; `None` for a fault of TOML syntax.
    pub key: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong: lower case, no full stop.
    pub message: String,
}

impl fmt::Display for WordsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, column {}: ", self.line, self.column)?;
        if let Some(key) = &self.key {
            write!(out, "`{key}`: ")?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for WordsError {}

/// The names of the plural forms, as CLDR calls them.
const FORMS: [&str; 4] = ["one", "few", "many", "other"];

pub(super) fn read(
    text: &str,
    plural: PluralRule,
    number: NumberStyle,
) -> Result<BTreeMap<String, Entry>, WordsError> {
    let mut reader = Reader {
        text,
        plural,
        number,
        entries: BTreeMap::new(),
    };
    let table = DeTable::parse(text)
        .map_err(|error| reader.error(None, error.span().unwrap_or(0..0), error.message()))?;
    reader.section("", table.get_ref())?;
    Ok(reader.entries)
}

struct Reader<'a> {
    text: &'a str,
    plural: PluralRule,
    number: NumberStyle,
    entries: BTreeMap<String, Entry>,
}

impl Reader<'_> {
    fn section(&mut self, prefix: &str, table: &DeTable<'_>) -> Result<(), WordsError> {
        for (name, value) in table {
            let key = if prefix.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{prefix}.{}", name.get_ref())
            };
            match value.get_ref() {
                DeValue::String(text) => {
                    let text = Text::Plain(self.checked(&key, text, value.span())?);
                    self.insert(key, text);
                }
                DeValue::Table(forms) if forms.keys().any(|form| is_form(form.get_ref())) => {
                    let forms = self.forms(&key, name.span(), forms)?;
                    self.insert(key, forms);
                }
                DeValue::Table(section) => self.section(&key, section)?,
                _ => {
                    return Err(self.error(
                        Some(&key),
                        value.span(),
                        "a text or plural forms are expected here",
                    ));
                }
            }
        }
        Ok(())
    }

    fn insert(&mut self, key: String, text: Text) {
        self.entries.insert(
            key,
            Entry {
                text,
                plural: self.plural,
                number: self.number,
            },
        );
    }

    fn forms(
        &self,
        key: &str,
        span: Range<usize>,
        table: &DeTable<'_>,
    ) -> Result<Text, WordsError> {
        if let Some(stray) = table.keys().find(|form| !is_form(form.get_ref())) {
            let message = format!(
                "`{}` is no plural form; the forms are one, few, many and other",
                stray.get_ref()
            );
            return Err(self.error(Some(key), stray.span(), &message));
        }
        let other = self.form(key, table, "other")?;
        let Some(other) = other else {
            return Err(self.error(Some(key), span, "the plural form `other` is missing"));
        };
        Ok(Text::Plural {
            one: self.form(key, table, "one")?,
            few: self.form(key, table, "few")?,
            many: self.form(key, table, "many")?,
            other,
        })
    }

    fn form(
        &self,
        key: &str,
        table: &DeTable<'_>,
        form: &str,
    ) -> Result<Option<String>, WordsError> {
        let found: Option<&Spanned<DeValue<'_>>> = table.get(form);
        match found.map(|value| (value.get_ref(), value.span())) {
            None => Ok(None),
            Some((DeValue::String(text), span)) => self.checked(key, text, span).map(Some),
            Some((_, span)) => Err(self.error(
                Some(key),
                span,
                &format!("the plural form `{form}` must be a text"),
            )),
        }
    }

    fn checked(&self, key: &str, text: &str, span: Range<usize>) -> Result<String, WordsError> {
        let mut open = false;
        for letter in text.chars().filter(|letter| matches!(letter, '{' | '}')) {
            if open == (letter == '{') {
                return Err(self.error(
                    Some(key),
                    span,
                    "a placeholder's brace is not closed or not opened",
                ));
            }
            open = letter == '{';
        }
        if open {
            return Err(self.error(
                Some(key),
                span,
                "a placeholder's brace is not closed or not opened",
            ));
        }
        Ok(text.to_owned())
    }

    fn error(&self, key: Option<&str>, span: Range<usize>, message: &str) -> WordsError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        WordsError {
            key: key.map(str::to_owned),
            line: before.matches('\n').count() + 1,
            column: before
                .get(line_start..)
                .map_or(1, |line| line.chars().count() + 1),
            message: message.trim_end_matches('.').to_owned(),
        }
    }
}

fn is_form(name: &str) -> bool {
    FORMS.contains(&name)
}
