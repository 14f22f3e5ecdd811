//! Plain text of one block at a time in, as the author typed it; the same text with the quotes, dashes, ellipses and
//! non-breaking spaces of its language out. Knows nothing of Markdown: the caller says where a block starts and where
//! code or a line's end comes between two texts.

mod dashes;
mod quotes;
mod scan;
mod spaces;
mod speech;

use std::borrow::Cow;

use crate::text::{NBSP, primary};
use quotes::{Direction, OpenQuotes, Quotes};
use scan::Pass;
pub use speech::is_direct_speech;

/// Stands for an inline element whose text is not typography's business: neither a letter, a space nor a bracket.
const OPAQUE: char = '\u{fffc}';

/// Typography over the texts of one block, one after the other.
///
/// Text that is already right comes back borrowed, and what comes out goes through unchanged a second time (save where
/// `'` and `"` were mixed without sense). URLs and e-mail addresses are left alone. The rules for Russian follow A. E. Milchin and L. K. Cheltsova, «Справочник
/// издателя и автора»; what is not certain from the text alone (a hyphen between two numbers that may be a code or
/// a telephone) is left as typed.
#[derive(Debug, Clone)]
pub struct Typographer {
    language: Language,
    open: OpenQuotes,
    /// The last character of the block so far.
    last: Option<char>,
    /// The text before ended within a URL or address.
    in_address: bool,
    /// The text before ended in a short word that must not end a line.
    after_short_word: bool,
}

/// What the rules need to know of a language.
#[derive(Debug, Clone, Copy)]
struct Language {
    quotes: Quotes,
    /// Russian and its neighbours: spaced em dash, non-breaking spaces after short words and in numbers.
    cyrillic: bool,
}

impl Typographer {
    /// A typographer for a language, named by its BCP 47 tag (`ru`, `en-GB`); an unknown one is treated as English.
    pub fn new(lang: &str) -> Self {
        let language = Language {
            quotes: Quotes::of(lang),
            cyrillic: is_cyrillic(lang),
        };
        Self {
            language,
            open: OpenQuotes::default(),
            last: None,
            in_address: false,
            after_short_word: false,
        }
    }

    /// Begins a new paragraph, heading, item or cell: quotes left open in the one before are forgotten.
    pub fn block_start(&mut self) {
        self.open.clear();
        self.last = None;
        self.in_address = false;
        self.after_short_word = false;
    }

    /// The next text of the block. Inline markup (emphasis, links) between two texts needs no call.
    pub fn text<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        if text.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut pass = Pass::new(text, self.last, self.in_address, self.after_short_word);
        let mut from = 0;
        while let Some(at) = pass.next_mark(from, self.language.cyrillic) {
            from = if spaces::plainly_breaks(text.as_bytes(), at) {
                at + 1
            } else {
                self.mark(&mut pass, at)
            };
        }
        self.after_short_word =
            self.language.cyrillic && spaces::ends_in_short_word(text, self.last);
        self.in_address = pass.ends_in_address();
        self.last = pass.before(text.len());
        pass.finish()
    }

    /// Inline code, an image or a footnote mark comes next: it is not touched, but closes or opens what stands beside
    /// it as a word does.
    pub fn code(&mut self, code: &str) {
        let last = code.chars().next_back();
        self.last = Some(last.filter(char::is_ascii_digit).unwrap_or(OPAQUE));
        self.in_address = false;
        self.after_short_word = false;
    }

    /// A line of the source ends within the block; gives what to write for it: a line feed, or a non-breaking space
    /// after a short word.
    pub fn soft_break(&mut self) -> &'static str {
        let between = if self.after_short_word {
            "\u{a0}"
        } else {
            "\n"
        };
        self.last = Some('\n');
        self.in_address = false;
        self.after_short_word = false;
        between
    }

    /// Deals with the mark at `at`; gives the place from which to look for the next one.
    fn mark(&mut self, pass: &mut Pass<'_>, at: usize) -> usize {
        let rest = pass.rest(at);
        match rest.chars().next() {
            Some(' ') => self.space(pass, at),
            Some(quote @ ('"' | '\'')) => {
                self.straight_quote(pass, at, quote);
                at + 1
            }
            Some('-') => dashes::hyphens(pass, at, self.language.cyrillic),
            Some('.') => dots(pass, at),
            Some('(') => self.copyright(pass, at),
            Some(other) => {
                let end = at + other.len_utf8();
                if quotes::is_typographic(other) {
                    let next = pass.rest(end).chars().next();
                    self.open
                        .note(other, pass.before(at), next, self.language.quotes);
                }
                end
            }
            None => pass.len(),
        }
    }

    fn space(&self, pass: &mut Pass<'_>, at: usize) -> usize {
        let end = dashes::after_space(pass, at);
        if end > at {
            return end;
        }
        if spaces::joins(pass, at) {
            pass.replace(at, at + 1, "\u{a0}");
        }
        at + 1
    }

    fn straight_quote(&mut self, pass: &mut Pass<'_>, at: usize, quote: char) {
        let before = pass.before(at);
        let rest = pass.rest(at + 1);
        let direction = if quote == '"' {
            self.open.direction(before, rest, self.language.quotes)
        } else if pass.in_address(at) {
            Direction::Leave
        } else if self.language.cyrillic {
            quotes::cyrillic_apostrophe(before, rest.chars().next())
        } else {
            self.open.single(before, rest, self.language.quotes)
        };
        let mark = match direction {
            Direction::Open => self.open.open(quote, self.language.quotes),
            Direction::Close => self.open.close(quote),
            Direction::Apostrophe => "’",
            Direction::Leave => return,
        };
        pass.replace(at, at + 1, mark);
    }

    /// `(c)` is a copyright sign before a year, and in Russian, where it is no item's letter, before a name as well.
    fn copyright(&self, pass: &mut Pass<'_>, at: usize) -> usize {
        let rest = pass.rest(at);
        let Some(sign) = ["(c)", "(C)", "(с)", "(С)"]
            .into_iter()
            .find(|sign| rest.starts_with(sign))
        else {
            return at + 1;
        };
        let owner = rest[sign.len()..].trim_start_matches([' ', NBSP]);
        let year = owner.len() >= 4 && owner.bytes().take(4).all(|byte| byte.is_ascii_digit());
        let name = self.language.cyrillic && owner.starts_with(char::is_uppercase);
        if year || name {
            pass.replace(at, at + sign.len(), "©");
        }
        at + sign.len()
    }
}

/// Exactly three dots are an ellipsis, but not in a path (`../...`).
fn dots(pass: &mut Pass<'_>, at: usize) -> usize {
    let run = pass
        .rest(at)
        .bytes()
        .take_while(|byte| *byte == b'.')
        .count();
    let end = at + run;
    let path = pass.before(at) == Some('/') || pass.rest(end).starts_with(['/', '\\']);
    if run == 3 && !path && !pass.in_address(at) {
        pass.replace(at, end, "…");
    }
    end
}

/// Whether a language is written in Cyrillic and set by rules near the Russian ones.
fn is_cyrillic(lang: &str) -> bool {
    matches!(primary(lang), "ru" | "uk" | "be" | "kk" | "bg")
}

#[cfg(test)]
mod tests;
