//! Where long words may be broken at the end of a line.
//!
//! In: plain text and the language it is in. Out: a word's parts, or the text with soft hyphens
//! (U+00AD) in its long words. A browser breaks words by itself only where it has a dictionary of the
//! language, and many have none for Russian; a soft hyphen holds in all of them. The places come
//! from the patterns of TeX (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983).

use std::borrow::Cow;

use hypher::{Lang, hyphenate_bounded};

use super::primary;

/// Written where a word may be broken; shows as a hyphen there, and not at all elsewhere.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// The fewest letters on either side of a break.
const FEWEST: usize = 3;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Hyphenator {
    patterns: Lang,
    /// The language is written in Cyrillic letters, else in Latin ones.
    cyrillic: bool,
}

impl Hyphenator {
    /// For a language, named by its BCP 47 tag (`ru`, `en-GB`); none where there are no patterns for
    /// it.
    pub fn of(lang: &str) -> Option<Self> {
        let (patterns, cyrillic) = match primary(lang) {
            "ru" => (Lang::Russian, true),
            "uk" => (Lang::Ukrainian, true),
            "be" => (Lang::Belarusian, true),
            "en" => (Lang::English, false),
            _ => return None,
        };
        Some(Hyphenator { patterns, cyrillic })
    }

    /// For a word whose language is not known: by its letters.
    fn guessed(word: &str) -> Self {
        let cyrillic = word.bytes().any(is_cyrillic_lead);
        Hyphenator {
            patterns: if cyrillic {
                Lang::Russian
            } else {
                Lang::English
            },
            cyrillic,
        }
    }

    /// The text with soft hyphens in its words of `fewest` letters and more; borrowed where there are
    /// none. A word in which somebody has put soft hyphens is left as it is, and so are addresses.
    pub fn soften<'t>(&self, text: &'t str, fewest: usize) -> Cow<'t, str> {
        let mut out = String::new();
        let mut done = 0;
        for (from, to) in Words::new(text, self.cyrillic, fewest) {
            let Some(word) = text.get(from..to) else {
                continue;
            };
            if is_marked(text, from, to) {
                continue;
            }
            for (at, part) in self.parts(word).enumerate() {
                if at == 0 {
                    out.push_str(text.get(done..from).unwrap_or(""));
                } else {
                    out.push(SOFT_HYPHEN);
                }
                out.push_str(part);
            }
            done = to;
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(text.get(done..).unwrap_or(""));
        Cow::Owned(out)
    }

    fn parts<'t>(&self, word: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        hyphenate_bounded(word, self.patterns, FEWEST, FEWEST)
    }
}

/// The parts of one word in whatever language: the whole word where it has no place to be broken.
/// What stands between letters, such as a full stop, belongs to the part before it.
pub fn parts(word: &str) -> Vec<String> {
    Hyphenator::guessed(word)
        .parts(word)
        .map(String::from)
        .collect()
}

/// Whether a word stands in an address, or beside a soft hyphen.
fn is_marked(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).and_then(|text| text.chars().next_back());
    let mut behind = text.get(to..).unwrap_or("").chars();
    let next = behind.next();
    let joins = |c: Option<char>| matches!(c, Some('@' | '/' | '_' | '\\' | '.' | SOFT_HYPHEN));
    joins(before)
        || matches!(next, Some('@' | '/' | '_' | '\\' | SOFT_HYPHEN))
        || next == Some('.') && behind.next().is_some_and(char::is_alphanumeric)
}

/// The places of the long words of one script in a text.
struct Words<'t> {
    bytes: &'t [u8],
    at: usize,
    cyrillic: bool,
    fewest: usize,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, cyrillic: bool, fewest: usize) -> Self {
        Words {
            bytes: text.as_bytes(),
            at: 0,
            cyrillic,
            fewest,
        }
    }

    /// How many bytes the letter at a place takes: 0 where there is no letter of the script.
    fn letter(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            Some(byte) if self.cyrillic => 2 * usize::from(is_cyrillic_lead(*byte)),
            Some(byte) => usize::from(byte.is_ascii_alphabetic()),
            None => 0,
        }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.bytes.len() {
            let from = self.at;
            let mut letters = 0;
            loop {
                match self.letter(self.at) {
                    0 => break,
                    step => self.at += step,
                }
                letters += 1;
            }
            let to = self.at;
            self.at += usize::from(letters == 0);
            if letters >= self.fewest {
                return Some((from, to));
            }
        }
        None
    }
}

/// The first byte, in UTF-8, of a letter of U+0400 to U+04FF.
fn is_cyrillic_lead(byte: u8) -> bool {
    matches!(byte, 0xd0..=0xd3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn soft(lang: &str, text: &str) -> String {
        Hyphenator::of(lang)
            .expect("a language with patterns")
            .soften(text, 12)
            .replace(SOFT_HYPHEN, "-")
    }

    #[test]
    fn long_words_are_broken_by_the_patterns_of_their_language() {
        assert_eq!(
            soft("ru", "Взаимодействие: сдача, «взаимодействие»!"),
            "Вза-и-мо-дей-ствие: сдача, «вза-и-мо-дей-ствие»!"
        );
        assert_eq!(soft("en-GB", "a responsibility"), "a respon-si-bil-ity");
        assert_eq!(soft("uk", "відповідальність"), "від-по-від-аль-ність");
    }

    #[test]
    fn short_words_and_other_scripts_stay() {
        for text in ["Семья и деньги", "the responsibility", "", "\u{a0}—\u{a0}"] {
            assert!(matches!(
                Hyphenator::of("ru").expect("Russian").soften(text, 12),
                Cow::Borrowed(same) if same == text
            ));
        }
        assert!(Hyphenator::of("kk").is_none());
    }

    #[test]
    fn addresses_and_words_with_soft_hyphens_stay() {
        for text in [
            "взаимодействие@пример.рф",
            "пример.рф/взаимодействие",
            "взаимодействие.рф",
            "взаимо\u{ad}действиями и взаимодействи\u{ad}ями",
        ] {
            let soft = Hyphenator::of("ru").expect("Russian").soften(text, 8);
            assert_eq!(soft, text);
        }
        assert!(soft("ru", "Взаимодействие.").contains('-'));
    }

    #[test]
    fn nothing_but_soft_hyphens_is_added() {
        let text =
            "Ёмкостно-резистивное энергосбережение, «самоидентификация»… 12-этажного 🙂 ӘЛЕУМЕТТІК";
        let soft = Hyphenator::of("ru").expect("Russian").soften(text, 3);
        assert_ne!(soft, text);
        assert_eq!(soft.replace(SOFT_HYPHEN, ""), text);
    }

    #[test]
    fn no_break_leaves_fewer_than_three_letters() {
        for word in [
            "взаимодействие",
            "съезд",
            "Customer",
            "бзззззззз",
            "",
            "кофе-",
        ] {
            let parts = parts(word);
            assert_eq!(parts.concat(), word);
            let ends = [parts.first(), parts.last()];
            assert!(
                parts.len() < 2
                    || ends
                        .iter()
                        .flatten()
                        .all(|part| part.chars().count() >= FEWEST),
                "{parts:?}"
            );
        }
        assert_eq!(parts("Customer").join("-"), "Cus-tomer");
    }
}
