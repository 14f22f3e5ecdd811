//! File names and titles in; URL slugs, the numbers that order files, and keys that tell colliding paths out.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Longest slug in bytes (all ASCII); a longer one is cut at a `-`.
pub const MAX_SLUG: usize = 80;

/// The URL slug of a file name or title: only `a-z`, `0-9` and single inner `-`, at most [`MAX_SLUG`] long; `None`
/// when no letter or digit is left.
///
/// Cyrillic is written as most Russian sites write their addresses and Yandex's search reads them: `ж` zh, `й` y,
/// `х` h, `ц` c, `ч` ch, `ш` sh, `щ` shch, `ю` yu, `я` ya, `ё` and `э` e, `ь` and `ъ` left out. (Of the tables in use,
/// Yandex's help and the passports' ICAO Doc 9303 differ in `х` kh and `ц` ts only, which make addresses longer.)
/// Letters that Ukrainian, Belarusian, Kazakh and Bulgarian add have their usual Latin; shared letters are read as
/// Russian, the language not being known here. All other scripts go through `deunicode`. Apostrophes vanish, so
/// that `п'ять` and `client's` stay one word.
/// Example: `Оценка и выбор` gives `ocenka-i-vybor`.
pub fn slug(name: &str) -> Option<String> {
    let name = composed(name);
    let mut out = String::with_capacity(name.len());
    let mut letters = name.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '’' | 'ʼ' | '`' => {}
            'ъ' => out.push_str(hard_sign(letters.peek().copied())),
            _ => match cyrillic(letter) {
                Some(latin) => out.push_str(latin),
                None => push_other(&mut out, letter),
            },
        }
    }
    shorten(&mut out);
    (!out.is_empty()).then_some(out)
}

/// Splits the number that orders a file from its name: `01-osmyslenie`, `1. Title`, `01_x` and `01 - x` give the
/// number and the rest.
///
/// A prefix is one to three digits and then `-`, `.`, `_` or a space; a year (`2026-11-report`) and a decimal or date
/// (`1.5-mln`, `01.02.2026`) are none. A name of one to three digits alone (`01`) orders and stays the name.
pub fn strip_order(stem: &str) -> (Option<u32>, &str) {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = stem.split_at(digits);
    if digits == 0 || digits > 3 {
        return (None, stem);
    }
    let Ok(order) = number.parse() else {
        return (None, stem);
    };
    let name = rest.trim_start_matches(is_separator);
    if name.is_empty() {
        return (Some(order), number);
    }
    let decimal =
        rest.starts_with('.') && rest[1..].starts_with(|next: char| next.is_ascii_digit());
    if name.len() == rest.len() || decimal {
        return (None, stem);
    }
    (Some(order), name)
}

/// The key by which two paths collide: equal keys would be one file on a disk that ignores case or composes letters
/// (Windows, macOS). NFC, each character in lower case, NFC again; an approximation of Unicode's caseless matching
/// (The Unicode Standard, section 3.13) that differs from it in a few rare letters only.
pub fn fold_path(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let lower = composed(path)
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'ς' { 'σ' } else { letter })
        .collect::<String>();
    match composed(&lower) {
        Cow::Borrowed(_) => lower,
        Cow::Owned(composed) => composed,
    }
}

/// The text in NFC, borrowed where it already is: `й` typed on a Mac is `и` and a combining breve.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    // Letters up to U+02FF and Russian ones are composed by themselves; nearly every text has no others.
    if text
        .bytes()
        .all(|byte| byte < 0xCC || matches!(byte, 0xD0 | 0xD1))
    {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '.' | '_' | ' ' | '\u{a0}' | '–' | '—')
}

/// In Russian `ъ` stands before a vowel only, or at the end of a word in the old spelling, and is left out; between
/// consonants it is the Bulgarian vowel.
fn hard_sign(next: Option<char>) -> &'static str {
    match next {
        Some(next)
            if next.is_alphabetic() && !matches!(next, 'е' | 'ё' | 'и' | 'о' | 'у' | 'ю' | 'я') =>
        {
            "a"
        }
        _ => "",
    }
}

fn push_other(out: &mut String, letter: char) {
    let latin = match letter {
        letter if letter.is_ascii() => None,
        letter => deunicode::deunicode_char(letter),
    };
    match latin {
        Some(latin) => {
            for letter in latin.chars().filter(|letter| *letter != '\'') {
                push_ascii(out, letter);
            }
        }
        None => push_ascii(out, letter),
    }
}

/// A letter or digit as it is; anything else is a `-`, never at the start and never twice.
fn push_ascii(out: &mut String, letter: char) {
    if letter.is_ascii_alphanumeric() {
        out.push(letter.to_ascii_lowercase());
    } else if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
}

fn shorten(out: &mut String) {
    if out.len() > MAX_SLUG {
        let whole_words = out.get(..=MAX_SLUG).and_then(|start| start.rfind('-'));
        out.truncate(whole_words.unwrap_or(MAX_SLUG));
    }
    out.truncate(out.trim_end_matches('-').len());
}

/// The Latin for a small Cyrillic letter; see [`slug`] for where the choice comes from.
fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'ї' => "yi",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ь' => "",
        'є' => "ye",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
