//! A period as people write it (`6 months`, `6 месяцев`) in; a length of time to add to a date out.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use super::plural::{PluralCategory, PluralRule};
use crate::text::primary;

/// The unit of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodUnit {
    /// Days of the calendar.
    Day,
    /// Seven days.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

/// A length of time in whole units of the calendar, from 1 to 9999 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    amount: u16,
    unit: PeriodUnit,
}

/// Reads a number and a unit in English or Russian, in any case: `6 months`, `1 year`, `90 days`, `2 недели`. A unit
/// alone is one of it; `полгода` and `квартал` (`quarter`) are six and three months. `None` for anything else.
pub fn parse_period(text: &str) -> Option<Period> {
    let text = text.trim().to_lowercase();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let amount: u16 = if number.is_empty() {
        1
    } else {
        number.parse().ok()?
    };
    let (times, unit) = match unit.trim_start() {
        "day" | "days" | "день" | "дня" | "дней" => (1, PeriodUnit::Day),
        "week" | "weeks" | "неделя" | "неделю" | "недели" | "недель" => {
            (1, PeriodUnit::Week)
        }
        "month" | "months" | "месяц" | "месяца" | "месяцев" | "мес" | "мес." => {
            (1, PeriodUnit::Month)
        }
        "quarter" | "quarters" | "квартал" | "квартала" | "кварталов" => {
            (3, PeriodUnit::Month)
        }
        "полгода" if number.is_empty() => (6, PeriodUnit::Month),
        "year" | "years" | "год" | "года" | "лет" => (1, PeriodUnit::Year),
        _ => return None,
    };
    let amount = amount
        .checked_mul(times)
        .filter(|amount| (1..=9999).contains(amount))?;
    Some(Period { amount, unit })
}

impl Period {
    /// How many units.
    pub fn amount(self) -> u16 {
        self.amount
    }

    /// Of which unit.
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The date this period after `date`; the last day of the month where there is no such day, `None` beyond the
    /// year 9999.
    pub fn after(self, date: Date) -> Option<Date> {
        let amount = i64::from(self.amount);
        let span = Span::new();
        let span = match self.unit {
            PeriodUnit::Day => span.try_days(amount),
            PeriodUnit::Week => span.try_weeks(amount),
            PeriodUnit::Month => span.try_months(amount),
            PeriodUnit::Year => span.try_years(amount),
        };
        date.checked_add(span.ok()?).ok()
    }

    /// The period in words: `6 месяцев` in Russian, else in English; no line breaks within it.
    pub fn in_words(self, lang: &str) -> String {
        if primary(lang) != "ru" {
            return self.to_string().replace(' ', "\u{a0}");
        }
        let [one, few, many] = match self.unit {
            PeriodUnit::Day => ["день", "дня", "дней"],
            PeriodUnit::Week => ["неделя", "недели", "недель"],
            PeriodUnit::Month => ["месяц", "месяца", "месяцев"],
            PeriodUnit::Year => ["год", "года", "лет"],
        };
        let word = match PluralRule::EastSlavic.category(f64::from(self.amount)) {
            PluralCategory::One => one,
            PluralCategory::Few => few,
            PluralCategory::Many | PluralCategory::Other => many,
        };
        format!("{}\u{a0}{word}", self.amount)
    }
}

/// The form in which settings give it: `6 months`.
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Month => "month",
            PeriodUnit::Year => "year",
        };
        write!(
            out,
            "{} {unit}{}",
            self.amount,
            if self.amount == 1 { "" } else { "s" }
        )
    }
}
