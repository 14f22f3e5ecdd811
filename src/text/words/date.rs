//! A date and a language in; the date as that language writes it out.

use jiff::civil::Date;

use crate::text::primary;

/// How much of a date is written, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// `22 ноября 2026 г.`, `22 November 2026`
    Long,
    /// `22.11.2026`; `2026-11-22` where the order of day and month is in doubt, as in English.
    Short,
    /// `ноябрь 2026`, `November 2026`
    MonthYear,
}

const RU: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const RU_OF: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date in words; Russian and English have months' names, other languages are written in digits. No line breaks
/// between day and month, nor before `г.` (U+00A0).
pub fn format_date(date: Date, lang: &str, style: DateStyle) -> String {
    let (day, year) = (date.day(), date.year());
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|month| month.checked_sub(1));
    let name = |names: &[&'static str; 12]| {
        month
            .and_then(|month| names.get(month).copied())
            .unwrap_or_default()
    };
    match (primary(lang), style) {
        ("ru", DateStyle::Long) => format!("{day}\u{a0}{} {year}\u{a0}г.", name(&RU_OF)),
        ("ru", DateStyle::MonthYear) => format!("{} {year}", name(&RU)),
        ("en", DateStyle::Long) => format!("{day}\u{a0}{} {year}", name(&EN)),
        ("en", DateStyle::MonthYear) => format!("{} {year}", name(&EN)),
        (lang, DateStyle::MonthYear) if has_dots(lang) => format!("{:02}.{year:04}", date.month()),
        (_, DateStyle::MonthYear) => format!("{year:04}-{:02}", date.month()),
        (lang, _) if has_dots(lang) => format!("{day:02}.{:02}.{year:04}", date.month()),
        _ => format!("{year:04}-{:02}-{day:02}", date.month()),
    }
}

/// Languages whose countries write day, month and year with dots, without doubt about their order.
fn has_dots(lang: &str) -> bool {
    matches!(
        lang,
        "ru" | "uk" | "be" | "kk" | "bg" | "de" | "pl" | "cs" | "sk" | "fi" | "nb" | "tr"
    )
}
