//! A number and a language in; the number as that language writes it out.

use crate::text::{NBSP, primary};

/// A number with at most two decimals (tiny ones with two significant digits): grouped thousands, the language's decimal sign, a true minus (U+2212).
///
/// Russian and its neighbours: `10 000`, `1000`, `1,5` (a non-breaking space U+00A0, from five digits on); English:
/// `1,000.5`; German: `1.000,5`. Separators are CLDR's, save that U+00A0 stands for its narrow space U+202F, which
/// many fonts lack. Decimals are rounded from the exact binary value, ties to even. What is no number is `—`.
pub fn format_number(number: f64, lang: &str) -> String {
    NumberStyle::of(lang).format(number)
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberStyle {
    group: char,
    decimal: char,
    /// The fewest digits before the decimal sign that are grouped.
    grouped_from: usize,
}

impl NumberStyle {
    pub(super) fn of(lang: &str) -> Self {
        let (group, decimal, grouped_from) = match primary(lang) {
            "ru" | "uk" | "be" | "kk" | "bg" | "pl" => (NBSP, ',', 5),
            "fr" | "cs" | "sk" | "sv" | "nb" | "fi" => (NBSP, ',', 4),
            "es" | "pt" => ('.', ',', 5),
            "de" | "it" | "nl" | "da" | "tr" | "id" => ('.', ',', 4),
            _ => (',', '.', 4),
        };
        Self {
            group,
            decimal,
            grouped_from,
        }
    }

    pub(super) fn format(self, number: f64) -> String {
        if !number.is_finite() {
            return "—".to_owned();
        }
        let written = rounded(number.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let mut out = String::with_capacity(written.len() + 8);
        if number < 0.0 && written != "0" {
            out.push('−');
        }
        let grouped = whole.len() >= self.grouped_from;
        for (at, digit) in whole.chars().enumerate() {
            if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push(self.decimal);
            out.push_str(decimals);
        }
        out
    }
}

/// The digits of a number that is not negative, with at most two decimals and no zero at the end: `1`, `1.5`, `0.25`.
/// What would come out as zero and is none keeps two significant digits, down to a millionth of a millionth: `0.0034`.
pub(super) fn rounded(number: f64) -> String {
    let mut decimals = 2;
    if number > 0.0 && number < 0.005 {
        let mut least = 0.001;
        decimals = 4;
        while number < least && decimals < 13 {
            decimals += 1;
            least /= 10.0;
        }
    }
    let mut written = format!("{number:.decimals$}");
    if written.contains('.') {
        written.truncate(written.trim_end_matches('0').trim_end_matches('.').len());
    }
    written
}
