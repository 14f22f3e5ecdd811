//! Where a word can be broken: between syllables, roughly.
//!
//! In: a word, Russian or in another language of Cyrillic or Latin letters. Out: its parts. It is
//! for words that are too long for a line at any size, where a dictionary would be too much: a
//! break comes between a vowel's consonants, and never leaves fewer than three letters.

/// The fewest letters on either side of a break.
const FEWEST: usize = 3;

const VOWELS: &str = "аеёиоуыэюяіїєаәөүұaeiouyäöüéèêàâîïôûáíóú";

/// Letters with which no part may begin.
const BOUND: &str = "ьъйы";

/// The parts of a word, the whole word where it has no place to be broken.
pub fn parts(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut parts = Vec::new();
    let mut part = String::new();
    for (at, c) in letters.iter().enumerate() {
        let from_end = letters.len() - at;
        if at >= FEWEST && from_end >= FEWEST && part.chars().count() > 1 && breaks(&letters, at) {
            parts.push(std::mem::take(&mut part));
        }
        part.push(*c);
    }
    parts.push(part);
    parts
}

/// Whether a part may begin at a letter: with a consonant that a vowel follows, behind a part that
/// has a vowel.
fn breaks(letters: &[char], at: usize) -> bool {
    let letter = |at: usize| letters.get(at).copied().unwrap_or(' ');
    let (here, next) = (letter(at), letter(at + 1));
    let before = letters.get(..at).unwrap_or_default();
    here.is_alphabetic()
        && letter(at - 1).is_alphabetic()
        && !is_vowel(here)
        && !is_in(BOUND, here)
        && is_vowel(next)
        && before.iter().any(|c| is_vowel(*c))
}

fn is_vowel(c: char) -> bool {
    is_in(VOWELS, c)
}

fn is_in(letters: &str, c: char) -> bool {
    c.to_lowercase().any(|c| letters.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_before_a_consonant_and_a_vowel() {
        let parts = |word| parts(word).join("-");
        assert_eq!(parts("взаимодействие"), "взаи-мо-дейст-вие");
        assert_eq!(parts("съезд"), "съезд");
        assert_eq!(parts("Customer"), "Cus-to-mer");
    }

    #[test]
    fn what_has_no_vowels_or_is_short_stays_whole() {
        for word in ["дом", "стр", "бзззззззз", "", "кофе-"] {
            assert!(parts(word).len() <= 2, "{:?}", parts(word));
            assert_eq!(parts(word).concat(), word);
        }
    }
}
