//! Words, numbers, dates and typography of one language.
//!
//! In: the program's words with a theme's laid over them. Out: texts ready to be shown.

use jiff::civil::Date;

use super::view::DateView;
use crate::{
    diagnostic::Diagnostic,
    text::{
        typography::{self, Typographer},
        words::{Arg, DateStyle, Words, format_date, format_number},
    },
    theme::Theme,
};

/// The language of a site's texts and interface.
#[derive(Debug, Clone)]
pub struct Locale {
    /// Its code: `ru`.
    pub language: String,
    words: Words,
}

impl Locale {
    /// The words of a language: the program's own, then the theme's over them.
    pub fn new(language: &str, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut words = Words::default();
        // English stands in for a language that neither the program nor the theme has.
        let own = [
            ("en", include_str!("words/en.toml")),
            ("ru", include_str!("words/ru.toml")),
        ];
        for (code, text) in own {
            if (code == "en" || code == language)
                && let Ok(more) = Words::parse(text, code)
            {
                words.overlay(more);
            }
        }
        words.overlay(theme.words(language, diagnostics));
        Locale {
            language: language.to_owned(),
            words,
        }
    }

    /// A word without placeholders; the key itself where there is none, so that the gap shows.
    pub fn word(&self, key: &str) -> String {
        self.words.get(key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A word with placeholders filled in.
    pub fn phrase(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.words.get(key, args)
    }

    /// A word with texts for its placeholders; the key where there is none.
    pub fn say(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let args: Vec<_> = texts
            .iter()
            .map(|(name, text)| (*name, Arg::Text(text)))
            .collect();
        self.words.get(key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// A number in the language's way.
    pub fn number(&self, number: f64) -> String {
        format_number(number, &self.language)
    }

    /// A share of 1 as a percentage: at most one decimal below ten.
    pub fn percent(&self, share: f64) -> String {
        let percent = share * 100.0;
        let rounded = if percent.abs() < 10.0 {
            (percent * 10.0).round() / 10.0
        } else {
            percent.round()
        };
        self.percent_of(rounded)
    }

    /// A number of per cents, with the sign as the language sets it.
    pub fn percent_of(&self, percent: f64) -> String {
        let space = if self.language == "en" { "" } else { "\u{a0}" };
        format!("{}{space}%", self.number(percent))
    }

    /// A day.
    pub fn date(&self, date: Date) -> DateView {
        DateView {
            iso: date.to_string(),
            text: format_date(date, &self.language, DateStyle::Long),
            month: format_date(date, &self.language, DateStyle::MonthYear),
        }
    }

    /// Plain text with the language's typography.
    pub fn text(&self, plain: &str) -> String {
        let mut typographer = Typographer::new(&self.language);
        typographer.block_start();
        typographer.text(plain.trim()).into_owned()
    }

    /// The same for a text that may be missing.
    pub fn maybe(&self, plain: Option<&String>) -> Option<String> {
        plain.map(|text| self.text(text))
    }

    /// Words of somebody, without the quotation marks around the whole: the theme draws them. A
    /// quotation within them bears the marks of the second order, and a full stop at the end goes:
    /// it would stand behind the closing mark.
    pub fn quote(&self, plain: &str) -> String {
        let text = self.text(plain);
        let mut inner = text.as_str();
        if typography::is_direct_speech(inner) {
            inner = inner
                .trim_start_matches(['«', '“', '„'])
                .trim_end_matches(['.', ',']);
            inner = inner.trim_end_matches(['»', '”', '“']);
        }
        if !inner.ends_with("..") {
            inner = inner.strip_suffix('.').unwrap_or(inner);
        }
        if self.language == "en" {
            inner.replace('“', "‘").replace('”', "’")
        } else {
            inner.replace('«', "„").replace('»', "“")
        }
    }
}
