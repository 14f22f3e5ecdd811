//! A number and a language in; the plural category of the word that goes with it out.

use super::number::rounded;
use crate::text::primary;

/// The plural categories of CLDR that the languages known here use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PluralCategory {
    /// 1 этап, 21 этап; 1 stage.
    One,
    /// 2 этапа.
    Few,
    /// 5 этапов.
    Many,
    /// 1,5 этапа; 5 stages.
    Other,
}

/// The category of a number, as it is written with at most two decimals, by the rules of CLDR
/// (supplemental `plurals.xml`), without the `many` that French, Spanish and Portuguese have for whole millions. A
/// language not known here has `one` for the number 1 and `other` else.
pub fn plural_category(number: f64, lang: &str) -> PluralCategory {
    PluralRule::of(lang).category(number)
}

/// The plural rule of a group of languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PluralRule {
    /// Russian, Ukrainian, Belarusian.
    EastSlavic,
    Polish,
    Czech,
    /// Zero to below two is one.
    French,
    /// No plural.
    None,
    /// One, written without decimals.
    Germanic,
    /// One, however it is written.
    Turkic,
}

impl PluralRule {
    pub(super) fn of(lang: &str) -> Self {
        match primary(lang) {
            "ru" | "uk" | "be" => Self::EastSlavic,
            "pl" => Self::Polish,
            "cs" | "sk" => Self::Czech,
            "fr" | "pt" => Self::French,
            "zh" | "ja" | "ko" | "vi" | "th" | "id" => Self::None,
            "kk" | "ky" | "uz" | "tr" | "az" | "bg" | "es" => Self::Turkic,
            _ => Self::Germanic,
        }
    }

    pub(super) fn category(self, number: f64) -> PluralCategory {
        let written = rounded(number.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let integer = decimals.is_empty();
        // The rules look at the last two digits and, for the smallest numbers, at the whole.
        let small: Option<u32> = whole.parse().ok();
        let tail = whole
            .get(whole.len().saturating_sub(2)..)
            .and_then(|tail| tail.parse().ok())
            .unwrap_or(0_u32);
        let teens = (11..=14).contains(&tail);
        match (self, tail % 10) {
            (Self::None, _) => PluralCategory::Other,
            (Self::French, _) if matches!(small, Some(0 | 1)) => PluralCategory::One,
            (Self::Germanic | Self::Turkic | Self::Polish | Self::Czech, _)
                if integer && small == Some(1) =>
            {
                PluralCategory::One
            }
            (Self::Czech, _) if !integer => PluralCategory::Many,
            (Self::Czech, _) if matches!(small, Some(2..=4)) => PluralCategory::Few,
            (Self::EastSlavic | Self::Polish, _) if !integer => PluralCategory::Other,
            (Self::EastSlavic, 1) if tail != 11 => PluralCategory::One,
            (Self::EastSlavic | Self::Polish, 2..=4) if !teens => PluralCategory::Few,
            (Self::EastSlavic | Self::Polish, _) => PluralCategory::Many,
            _ => PluralCategory::Other,
        }
    }
}
