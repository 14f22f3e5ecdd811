//! The synonyms of all lanes and a folded heading in; the place of the lane it is, or nearly is, out.

use std::collections::HashMap;

use super::fold::fold;

/// Shortest text, in letters, that is looked at for a typing error.
const SHORTEST_NEAR: usize = 5;

/// All synonyms, ready for lookup.
#[derive(Debug, Clone, Default)]
pub(super) struct Synonyms {
    entries: Vec<Synonym>,
    /// Folded text to its place in `entries`.
    by_text: HashMap<String, usize>,
    /// By the number of letters: the letters in use and the place in `entries`.
    by_length: Vec<Vec<(u64, usize)>>,
    /// The most words that a synonym has.
    most_words: usize,
    /// Folded words that may follow a synonym that counts as a whole only.
    stage_words: Vec<String>,
}

#[derive(Debug, Clone)]
struct Synonym {
    /// As it was written, for a suggestion.
    written: String,
    letters: Box<[char]>,
    lane: usize,
    whole_only: bool,
    /// Given by the site's settings.
    claimed: bool,
}

/// What [`Synonyms::find`] finds; lanes by their place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Hit<'a> {
    Exact { lane: usize },
    Near { lane: usize, synonym: &'a str },
}

impl Synonyms {
    pub(super) fn set_stage_words(&mut self, words: &[String]) {
        self.stage_words = words.iter().map(|words| fold(words)).collect();
    }

    /// Adds a synonym unless its text is taken.
    pub(super) fn add(&mut self, written: &str, lane: usize, whole_only: bool) {
        let folded = fold(written);
        if folded.is_empty() || self.by_text.contains_key(&folded) {
            return;
        }
        self.insert(
            folded,
            Synonym {
                written: written.to_owned(),
                letters: Box::default(),
                lane,
                whole_only,
                claimed: false,
            },
        );
    }

    /// Adds a synonym of the site's own; a built-in one of that text gives way. The error is the place of the lane to
    /// which the site has given it already, or `None` for an empty one.
    pub(super) fn claim(&mut self, written: &str, lane: usize) -> Result<(), Option<usize>> {
        let folded = fold(written);
        if folded.is_empty() {
            return Err(None);
        }
        let known = self
            .by_text
            .get(&folded)
            .and_then(|place| self.entries.get_mut(*place));
        match known {
            Some(known) if known.claimed && known.lane != lane => return Err(Some(known.lane)),
            Some(known) => {
                known.lane = lane;
                known.whole_only = false;
                known.claimed = true;
            }
            None => {
                let letters = Box::default();
                self.insert(
                    folded,
                    Synonym {
                        written: written.to_owned(),
                        letters,
                        lane,
                        whole_only: false,
                        claimed: true,
                    },
                );
            }
        }
        Ok(())
    }

    /// Looks a folded heading up: whole, then its first words from most to fewest, then with one typing error.
    pub(super) fn find(&self, heading: &str) -> Option<Hit<'_>> {
        if let Some(synonym) = self.get(heading) {
            return Some(Hit::Exact { lane: synonym.lane });
        }
        let ends = word_ends(heading, self.most_words);
        let starts = || {
            ends.iter()
                .rev()
                .filter_map(|end| heading.split_at_checked(*end))
        };
        for (first, rest) in starts() {
            if let Some(synonym) = self.get(first)
                && (!synonym.whole_only
                    || self
                        .stage_words
                        .iter()
                        .any(|words| words == rest.trim_start()))
            {
                return Some(Hit::Exact { lane: synonym.lane });
            }
        }
        let letters: Vec<char> = heading.chars().collect();
        let near = self.near(&letters, true).or_else(|| {
            let first_words = |place: &usize| {
                letters
                    .get(..*place)
                    .and_then(|first| self.near(first, false))
            };
            word_ends_in_letters(&letters, self.most_words)
                .iter()
                .rev()
                .find_map(first_words)
        })?;
        Some(Hit::Near {
            lane: near.lane,
            synonym: &near.written,
        })
    }

    fn get(&self, folded: &str) -> Option<&Synonym> {
        self.by_text
            .get(folded)
            .and_then(|place| self.entries.get(*place))
    }

    fn insert(&mut self, folded: String, synonym: Synonym) {
        let letters: Box<[char]> = folded.chars().collect();
        let place = self.entries.len();
        if self.by_length.len() <= letters.len() {
            self.by_length.resize(letters.len() + 1, Vec::new());
        }
        if let Some(bucket) = self.by_length.get_mut(letters.len()) {
            bucket.push((letter_set(&letters), place));
        }
        self.most_words = self.most_words.max(folded.split(' ').count());
        self.entries.push(Synonym { letters, ..synonym });
        self.by_text.insert(folded, place);
    }

    /// The first synonym one typing error away. Of the first words of a longer heading an error in the last letter
    /// does not count: it is more likely another word's ending (`процессы поддержки`).
    fn near(&self, letters: &[char], whole: bool) -> Option<&Synonym> {
        let length = letters.len();
        if length < SHORTEST_NEAR {
            return None;
        }
        let set = letter_set(letters);
        let shortest = SHORTEST_NEAR.max(length - 1);
        let buckets = self
            .by_length
            .iter()
            .skip(shortest)
            .take(length + 2 - shortest);
        // One error changes two of the letters in use at most: most synonyms need no second look.
        let likely = buckets
            .flatten()
            .filter(|(other, _)| (set ^ other).count_ones() <= 2);
        likely
            .filter_map(|(_, place)| self.entries.get(*place))
            .find(|synonym| {
                (whole || !synonym.whole_only)
                    && one_error(letters, &synonym.letters)
                        .is_some_and(|at| whole || at + 1 < length.max(synonym.letters.len()))
            })
    }
}

/// The letters in use, each as one of 64 bits.
fn letter_set(letters: &[char]) -> u64 {
    letters
        .iter()
        .fold(0, |set, letter| set | 1 << (u32::from(*letter) % 64))
}

/// Ends of the first words of a folded text, at most `most` of them, without the last word's.
fn word_ends(text: &str, most: usize) -> Vec<usize> {
    text.match_indices(' ')
        .map(|(at, _)| at)
        .take(most)
        .collect()
}

fn word_ends_in_letters(letters: &[char], most: usize) -> Vec<usize> {
    letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| **letter == ' ')
        .map(|(at, _)| at)
        .take(most)
        .collect()
}

/// Where two texts differ when they are one letter's insertion, removal, replacement or exchange with the next apart
/// (Damerau–Levenshtein distance 1); else `None`.
fn one_error(left: &[char], right: &[char]) -> Option<usize> {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let at = short
        .iter()
        .zip(long)
        .take_while(|(one, other)| one == other)
        .count();
    let (short_rest, long_rest) = (short.get(at..)?, long.get(at..)?);
    let apart = match (short_rest, long_rest) {
        (short, [_, long @ ..]) if short.len() == long.len() => short == long,
        ([a, b, short @ ..], [c, d, long @ ..])
            if short.len() == long.len() && a == d && b == c =>
        {
            short == long
        }
        ([_, short @ ..], [_, long @ ..]) if short.len() == long.len() => short == long,
        _ => false,
    };
    apart.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_distance_one() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abc",
            "acb",
            "bac",
            "abcd",
            "abdc",
            "aab",
            "барьер",
            "баръер",
            "брьер",
            "барер",
            "брьеры",
            "абрьер",
        ];
        for left in words {
            for right in words {
                let (a, b): (Vec<char>, Vec<char>) =
                    (left.chars().collect(), right.chars().collect());
                let expected = strsim::damerau_levenshtein(left, right) == 1;
                assert_eq!(one_error(&a, &b).is_some(), expected, "{left} {right}");
            }
        }
    }
}
