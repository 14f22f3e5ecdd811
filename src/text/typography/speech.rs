//! The plain text of a list item in; whether all of it is one person's direct speech out.

use super::quotes::{Direction, OpenQuotes, Quotes};

/// Whether a text is wholly direct speech: `«…»`, `"…"`, `“…”` or `„…“`, where the mark that opens it is closed by
/// the last one. Punctuation may follow the closing mark. `«А» и «Б»` is none, nor is a quote whose speaker is named.
pub fn is_direct_speech(text: &str) -> bool {
    let text = text
        .trim()
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
    let Some(opener) = text.chars().next() else {
        return false;
    };
    let closers: &[char] = match opener {
        '«' => &['»'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '"' => &['"'],
        _ => return false,
    };
    let inside = text.len() > opener.len_utf8() && text.ends_with(closers);
    let spoken = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    inside
        && !spoken.is_empty()
        && (if opener == '"' {
            straight_pair(text)
        } else {
            pair(text, opener, closers)
        })
}

/// Whether the quote that opens the text is closed by its last character and not before.
fn pair(text: &str, opener: char, closers: &[char]) -> bool {
    let mut depth = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == opener {
            depth += 1;
        } else if closers.contains(&letter) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return letters.peek().is_none();
            }
        }
    }
    // More opened than closed: `«Ромашка «Плюс»`, where one mark ends both, as typists often write.
    depth == 1
}

/// The same for `"`, whose direction is told by what stands around it.
fn straight_pair(text: &str) -> bool {
    let quotes = Quotes::of("ru");
    let mut open = OpenQuotes::default();
    let mut depth = 0_usize;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if letter != '"' {
            before = Some(letter);
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default();
        match open.direction(before, rest, quotes) {
            Direction::Open => {
                open.open('"', quotes);
                depth += 1;
                before = Some('«');
            }
            Direction::Close => {
                open.close('"');
                depth = depth.saturating_sub(1);
                before = Some('»');
            }
            Direction::Apostrophe | Direction::Leave => before = Some('"'),
        }
        if depth == 0 {
            return rest.is_empty();
        }
    }
    depth == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::typography::Typographer;

    #[test]
    fn direct_speech() {
        for speech in [
            "«Слишком дорого»",
            "«Слишком дорого!».",
            "\"Слишком дорого\"",
            "“Too dear”",
            "„Слишком дорого“…",
            " «Компания „Ромашка“ рядом»! ",
            "«Компания «Ромашка» рядом»",
            "\"Компания \"Ромашка\" рядом\"",
            "\"Компания \"Ромашка\"\"",
            "«Дом? Дорого. Нет»,",
        ] {
            assert!(is_direct_speech(speech), "{speech}");
            assert!(
                is_direct_speech(&Typographer::new("ru").text(speech)),
                "{speech}"
            );
        }
        for other in [
            "",
            "\"",
            "«»",
            "\"\"",
            "«…»",
            "«a» и «b»",
            "\"a\" и \"b\"",
            "“a” and “b”",
            "«Дорого», — сказал Сергей",
            "Сказал: «Дорого»",
            "«Дорого",
            "Дорого»",
            "'word'",
        ] {
            assert!(!is_direct_speech(other), "{other}");
        }
    }
}
