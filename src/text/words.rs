//! The interface's words (headings, labels, buttons) from a TOML text in; the word for a key, with its plural form and
//! placeholders filled in, out. Numbers, dates and periods in words live in the modules below.

mod date;
mod number;
mod period;
mod plural;
mod table;

use std::collections::BTreeMap;

pub use date::{DateStyle, format_date};
pub use number::format_number;
pub use period::{Period, PeriodUnit, parse_period};
pub use plural::{PluralCategory, plural_category};
pub use table::WordsError;

use number::NumberStyle;
use plural::PluralRule;

/// A table of interface words: key to text, or key to plural forms.
///
/// ```toml
/// persona = "Портрет"
/// greeting = "Здравствуйте, {name}!"
/// stages = { one = "{n} этап", few = "{n} этапа", many = "{n} этапов", other = "{n} этапа" }
/// [form]
/// send = "Отправить"          # the key `form.send`
/// ```
#[derive(Debug, Clone, Default)]
pub struct Words {
    entries: BTreeMap<String, Entry>,
}

/// A value for a placeholder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// Put in as it is.
    Text(&'a str),
    /// Written by the rules of the words' language. The number called `n` chooses the plural form.
    Number(f64),
}

/// One text or set of plural forms, with the rules of the language it is written in: an English word that stands in
/// for a missing Russian one is still an English one.
#[derive(Debug, Clone)]
struct Entry {
    text: Text,
    plural: PluralRule,
    number: NumberStyle,
}

#[derive(Debug, Clone)]
enum Text {
    Plain(String),
    Plural {
        one: Option<String>,
        few: Option<String>,
        many: Option<String>,
        other: String,
    },
}

impl Words {
    /// Reads a table of words of the language `lang` (a BCP 47 tag). A section's name goes before its keys, with a
    /// dot.
    ///
    /// # Errors
    /// The first fault, with key and line: TOML syntax, a value that is no text, plural forms without `other` or mixed
    /// with other keys, a brace that is not closed.
    pub fn parse(text: &str, lang: &str) -> Result<Self, WordsError> {
        table::read(text, PluralRule::of(lang), NumberStyle::of(lang))
            .map(|entries| Self { entries })
    }

    /// Lays another table over this one: its words win, and those it lacks stay.
    pub fn overlay(&mut self, over: Self) {
        self.entries.extend(over.entries);
    }

    /// The text for a key with its placeholders (`{name}`) filled in; `None` for a key that is not there. A placeholder
    /// without an argument stays as it is written, so that the gap shows. Plural forms without a number `n` give the
    /// form `other`.
    pub fn get(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let entry = self.entries.get(key)?;
        Some(fill(entry.form(args), args, entry.number))
    }

    /// The text for a key as it is written in the table (the form `other` of plural forms).
    pub fn plain(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(|entry| match &entry.text {
            Text::Plain(text) | Text::Plural { other: text, .. } => text.as_str(),
        })
    }

    /// All keys in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

impl Entry {
    fn form(&self, args: &[(&str, Arg<'_>)]) -> &str {
        let number = args.iter().find_map(|(name, arg)| match arg {
            Arg::Number(number) if *name == "n" => Some(*number),
            _ => None,
        });
        match &self.text {
            Text::Plain(text) => text,
            Text::Plural {
                one,
                few,
                many,
                other,
            } => {
                let form = match number.map(|number| self.plural.category(number)) {
                    Some(PluralCategory::One) => one.as_ref(),
                    Some(PluralCategory::Few) => few.as_ref(),
                    Some(PluralCategory::Many) => many.as_ref(),
                    Some(PluralCategory::Other) | None => None,
                };
                form.unwrap_or(other)
            }
        }
    }
}

/// Fills in placeholders in one pass: a brace in an argument is never taken for a placeholder.
fn fill(text: &str, args: &[(&str, Arg<'_>)], style: NumberStyle) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        match args.iter().find(|(arg, _)| *arg == name) {
            Some((_, Arg::Text(value))) => out.push_str(value),
            Some((_, Arg::Number(value))) => out.push_str(&style.format(*value)),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
