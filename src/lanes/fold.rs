//! A heading as it was written in; its words as headings are compared out.

use crate::text::slug::composed;

/// Folds a heading for comparison: NFC, lower case, `е` for `ё`, letters and digits only, words parted by one space, a
/// number before the first word (`3. Барьеры`) left out. Apostrophes vanish, other punctuation parts words.
pub(super) fn fold(text: &str) -> String {
    let text = composed(text);
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        match letter {
            'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' | '0'..='9' => {}
            '\'' | '’' | '\u{301}' | '\u{ad}' => continue,
            letter if letter.is_alphanumeric() => {}
            _ => {
                space = true;
                continue;
            }
        }
        if space && !out.is_empty() {
            if out.bytes().all(|byte| byte.is_ascii_digit()) {
                out.clear();
            } else {
                out.push(' ');
            }
        }
        space = false;
        push_small(&mut out, letter);
    }
    out
}

/// Adds a letter in lower case, `е` for `ё`; the commonest letters without the cost of all Unicode.
fn push_small(out: &mut String, letter: char) {
    match letter {
        'а'..='я' | '0'..='9' | 'a'..='z' => out.push(letter),
        'А'..='Я' => out.extend(char::from_u32(u32::from(letter) + 32)),
        'A'..='Z' => out.push(letter.to_ascii_lowercase()),
        'ё' | 'Ё' => out.push('е'),
        _ => out.extend(letter.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(
            fold("  3. О чём — «думает» клиент?! "),
            "о чем думает клиент"
        );
        assert_eq!(fold("🎯 Jobs-to-be-done"), "jobs to be done");
        assert_eq!(fold("Before/After"), "before after");
        assert_eq!(fold("Customer’s goals"), "customers goals");
        assert_eq!(fold("Ожи\u{301}дания и\u{306}"), "ожидания й");
        assert_eq!(fold("2026"), "2026");
        assert_eq!(fold("— …"), "");
    }
}
