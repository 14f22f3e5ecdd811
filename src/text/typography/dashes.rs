//! Hyphens as typed in; dashes, ranges and minus signs out.

use super::scan::Pass;
use crate::text::NBSP;

/// In Cyrillic: a dash typed in any way between spaces becomes an em dash that no line begins with. Gives the place
/// behind it, or `at` when no dash follows the space at `at`.
pub(super) fn after_space(pass: &mut Pass<'_>, at: usize) -> usize {
    let rest = pass.rest(at + 1);
    if !rest.starts_with(['-', '–', '—']) {
        return at;
    }
    let Some(dash) = ["---", "--", "-", "–", "—"]
        .into_iter()
        .find(|dash| rest.starts_with(dash))
    else {
        return at;
    };
    let after = rest.get(dash.len()..).unwrap_or_default();
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return at;
    }
    let number = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let range = dash == "–" && number(pass.before(at)) && number(after.trim_start().chars().next());
    let end = at + 1 + dash.len();
    if pass
        .before(at)
        .is_some_and(|before| !before.is_whitespace())
    {
        pass.replace(at, at + 1, "\u{a0}");
    }
    if !range {
        pass.replace(at + 1, end, "—");
    }
    end
}

/// The run of hyphens at `at`: gives the place behind it.
pub(super) fn hyphens(pass: &mut Pass<'_>, at: usize, cyrillic: bool) -> usize {
    let run = pass
        .rest(at)
        .bytes()
        .take_while(|byte| *byte == b'-')
        .count();
    let end = at + run;
    let before = pass.before(at);
    let next = pass.rest(end).chars().next();
    if run > 3 || (before.is_none() && next.is_none()) {
        return end;
    }
    if before.is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace) {
        return spaced(pass, (at, end), cyrillic);
    }
    if pass.in_address(at) {
        return end;
    }
    let with = match (run, before, next) {
        (1, _, Some('0'..='9')) if is_minus(pass, at, before) => "−",
        (1 | 2, Some('0'..='9'), Some('0'..='9')) if is_range(pass, at, end) => "–",
        (2 | 3, Some(left), Some(right))
            if !cyrillic && left.is_alphabetic() && right.is_alphabetic() =>
        {
            "—"
        }
        _ => return end,
    };
    pass.replace(at, end, with);
    end
}

/// A dash with space on both sides, or at the start of a block or line.
fn spaced(pass: &mut Pass<'_>, (at, end): (usize, usize), cyrillic: bool) -> usize {
    if !cyrillic {
        pass.replace(at, end, if end - at == 1 { "–" } else { "—" });
        return end;
    }
    // At the start of a block it begins somebody's words and keeps them company.
    if pass.before(at).is_none() && pass.rest(end).starts_with([' ', NBSP]) {
        let space = if pass.rest(end).starts_with(' ') {
            1
        } else {
            NBSP.len_utf8()
        };
        pass.replace(at, end + space, "—\u{a0}");
        return end + space;
    }
    pass.replace(at, end, "—");
    end
}

/// A hyphen before a number is a minus unless it may join it to something: `10 -5`, `-5-10`, `-2x`.
fn is_minus(pass: &Pass<'_>, at: usize, before: Option<char>) -> bool {
    let starts = before.is_none_or(|before| {
        before.is_whitespace() || matches!(before, '(' | '«' | '“' | '„' | '±' | '≈' | '~')
    });
    let after_number = pass
        .start(at)
        .trim_end()
        .ends_with(|letter: char| letter.is_ascii_digit());
    let whole = pass
        .rest(at + 1)
        .trim_start_matches(|letter: char| letter.is_ascii_digit());
    let decimals = whole
        .strip_prefix(['.', ','])
        .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    let after = decimals.map_or(whole, |rest| {
        rest.trim_start_matches(|letter: char| letter.is_ascii_digit())
    });
    let joined = after.starts_with(|letter: char| {
        letter.is_alphabetic() || matches!(letter, '-' | '–' | '/' | ':')
    });
    starts && !(after_number && before.is_some_and(char::is_whitespace)) && !joined
}

/// `10-20` is a range when nothing speaks for a date, a telephone or a code: both numbers stand alone, rise, and begin
/// with no zero, and no abbreviation in capitals (`ГОСТ`, `ISO`) or `№` stands before them.
fn is_range(pass: &Pass<'_>, at: usize, end: usize) -> bool {
    let start = pass.start(at);
    let from = start.trim_end_matches(is_number);
    let left = start.get(from.len()..).unwrap_or_default();
    let rest = pass.rest(end);
    let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (right, after) = match decimals(after) {
        0 => (
            rest.get(..rest.len() - after.len()).unwrap_or_default(),
            after,
        ),
        more => (
            rest.get(..rest.len() - after.len() + more)
                .unwrap_or_default(),
            after.get(more..).unwrap_or_default(),
        ),
    };
    let rises = match (value(left), value(right)) {
        (Some(left), Some(right)) => left < right,
        _ => false,
    };
    rises && begins_freely(from, pass.last()) && ends_freely(after)
}

/// Bytes of a decimal part `,5` at the start of a text; 0 when there is none.
fn decimals(text: &str) -> usize {
    let digits = text.strip_prefix(',').map_or(0, |rest| {
        rest.bytes().take_while(u8::is_ascii_digit).count()
    });
    if digits == 0 { 0 } else { digits + 1 }
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || letter == ','
}

/// The value of up to four digits with at most two decimals, in hundredths.
fn value(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once(',').unwrap_or((number, ""));
    let plain = (1..=4).contains(&whole.len()) && part.len() <= 2 && !number.ends_with(',');
    if !plain || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

fn begins_freely(from: &str, last: Option<char>) -> bool {
    let Some(before) = from.chars().next_back().or(last) else {
        return true;
    };
    if matches!(
        before,
        '(' | '«'
            | '„'
            | '“'
            | '"'
            | '\''
            | '‘'
            | '‚'
            | '~'
            | '≈'
            | '$'
            | '€'
            | '+'
            | '>'
            | '<'
    ) {
        return true;
    }
    let word = from.trim_end();
    let mut letters = word.chars().rev();
    let code = match (letters.next(), letters.next()) {
        (Some('№' | '#'), _) => true,
        (Some(last), Some(before)) => last.is_uppercase() && before.is_alphabetic(),
        _ => false,
    };
    before.is_whitespace() && !code
}

fn ends_freely(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        None
        | Some(
            '%' | '‰' | '°' | '₽' | '€' | '$' | ')' | ';' | '!' | '?' | '»' | '“' | '”' | '"' | '…',
        ) => true,
        Some('.' | ',' | ':') => !letters.next().is_some_and(|next| next.is_ascii_digit()),
        Some(next) => next.is_whitespace(),
    }
}
