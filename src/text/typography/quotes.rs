//! What stands before and after a quotation mark in; which mark it is to be out. Keeps account of the quotes that are
//! open in a block.

use crate::text::primary;

/// The marks of a language: outer pair and the pair within it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
}

impl Quotes {
    /// The marks of a language, as CLDR's delimiters give them; English ones for a language not listed.
    pub(super) fn of(lang: &str) -> Self {
        let (outer, inner) = match primary(lang) {
            "ru" | "uk" | "be" | "kk" | "bg" => (("«", "»"), ("„", "“")),
            "de" | "cs" | "sk" | "sl" | "et" | "lt" => (("„", "“"), ("‚", "‘")),
            "pl" => (("„", "”"), ("«", "»")),
            "fr" => (("«\u{a0}", "\u{a0}»"), ("“", "”")),
            "es" | "it" | "pt" => (("«", "»"), ("“", "”")),
            _ => (("“", "”"), ("‘", "’")),
        };
        Self { outer, inner }
    }

    /// A quote that follows this character opens. `“` and `‘` open in one language and close in another.
    fn opens_after(self, before: char) -> bool {
        match before {
            '(' | '[' | '{' | '«' | '„' | '‚' => true,
            '“' | '‘' => !(self.outer.1.contains(before) || self.inner.1.contains(before)),
            _ => before.is_whitespace(),
        }
    }
}

/// What a straight mark turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Open,
    Close,
    Apostrophe,
    Leave,
}

/// The quotes open at a place, outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenQuotes(Vec<OpenQuote>);

#[derive(Debug, Clone, Copy)]
struct OpenQuote {
    closer: &'static str,
    /// Opened by `'`, which only `'` closes; else by `"` or a typographic mark.
    single: bool,
}

impl OpenQuotes {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether a `"` opens or closes. `rest` is empty at the end of a text, where markup may follow.
    pub(super) fn direction(&self, before: Option<char>, rest: &str, quotes: Quotes) -> Direction {
        let next = rest.chars().next();
        let any_open = self.0.iter().any(|quote| !quote.single);
        let before_opens = before.is_none_or(|before| match before {
            '—' | '–' | '/' | '>' => !any_open || next.is_some_and(char::is_alphanumeric),
            _ => quotes.opens_after(before),
        });
        let next_opens = next
            .is_none_or(|next| !next.is_whitespace() && !is_closing_punctuation(next))
            || rest.starts_with("...");
        match (before_opens, next_opens) {
            (true, true) => Direction::Open,
            _ if any_open && !before.is_none_or(char::is_whitespace) => Direction::Close,
            // A space was left out: `сказал:"Да"`. A digit before it means inches: `15"`.
            _ if next.is_some_and(char::is_alphanumeric)
                && !before.is_some_and(char::is_alphanumeric) =>
            {
                Direction::Open
            }
            _ => Direction::Leave,
        }
    }

    /// What a `'` is in a language that has single quotes.
    pub(super) fn single(&self, before: Option<char>, rest: &str, quotes: Quotes) -> Direction {
        let next = rest.chars().next();
        let after_word = before.is_some_and(char::is_alphanumeric);
        let before_word = next.is_some_and(char::is_alphanumeric);
        let open = self.0.last().is_some_and(|quote| quote.single);
        let digit = before.is_some_and(|before| before.is_ascii_digit());
        let opens = before
            .is_none_or(|before| quotes.opens_after(before) || matches!(before, '—' | '–' | '/'));
        match (opens, before_word) {
            _ if after_word && before_word => Direction::Apostrophe,
            (true, _) if is_clipped(rest) => Direction::Apostrophe,
            (true, true) => Direction::Open,
            (true, false) if next == Some('"') => Direction::Open,
            (true, false) => Direction::Leave,
            (false, _) if open => Direction::Close,
            // Feet and minutes: 6'.
            (false, _) if digit => Direction::Leave,
            (false, _) => Direction::Apostrophe,
        }
    }

    /// Opens a quote: the outer pair, or the other one than that of the quote it stands in.
    pub(super) fn open(&mut self, mark: char, quotes: Quotes) -> &'static str {
        let single = mark == '\'';
        let (opener, closer) = match self.0.last() {
            Some(around) if around.closer == quotes.outer.1 => quotes.inner,
            None if single => quotes.inner,
            _ => quotes.outer,
        };
        self.0.push(OpenQuote { closer, single });
        opener
    }

    /// Closes the innermost quote of that kind with its own mark.
    pub(super) fn close(&mut self, mark: char) -> &'static str {
        let single = mark == '\'';
        let Some(at) = self.0.iter().rposition(|quote| quote.single == single) else {
            return if single { "’" } else { "”" };
        };
        let closer = self.0.get(at).map_or("”", |quote| quote.closer);
        self.0.truncate(at);
        closer
    }

    /// Takes account of a typographic mark that the author typed.
    pub(super) fn note(
        &mut self,
        mark: char,
        before: Option<char>,
        next: Option<char>,
        quotes: Quotes,
    ) {
        let closer = match mark {
            '«' if quotes.outer.0.starts_with('«') => quotes.outer.1,
            '«' => "»",
            '„' if quotes.inner.0 == "„" => quotes.inner.1,
            '„' if quotes.outer.0 == "„" => quotes.outer.1,
            '„' => "“",
            '“' if self.0.last().is_none_or(|quote| quote.closer != "“") => "”",
            '‘' if self.0.last().is_none_or(|quote| quote.closer != "‘") => "’",
            '‚' => "‘",
            _ => {
                let apostrophe = mark == '’'
                    && before.is_some_and(char::is_alphabetic)
                    && next.is_some_and(char::is_alphabetic);
                if !apostrophe
                    && let Some(at) = self.0.iter().rposition(|quote| quote.closer.contains(mark))
                {
                    self.0.truncate(at);
                }
                return;
            }
        };
        self.0.push(OpenQuote {
            closer,
            single: matches!(mark, '‘' | '‚'),
        });
    }
}

/// The marks that [`OpenQuotes::note`] knows.
pub(super) fn is_typographic(letter: char) -> bool {
    matches!(letter, '«' | '»' | '„' | '“' | '”' | '‘' | '’' | '‚')
}

fn is_closing_punctuation(letter: char) -> bool {
    matches!(
        letter,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '”'
    )
}

/// What a `'` is in Cyrillic: at most an apostrophe within a word.
pub(super) fn cyrillic_apostrophe(before: Option<char>, next: Option<char>) -> Direction {
    let within = before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
    if within {
        Direction::Apostrophe
    } else {
        Direction::Leave
    }
}

/// English words whose beginning is cut off: '90s, 'tis, 'em.
fn is_clipped(rest: &str) -> bool {
    let word = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let decade = word.len() == 3
        && word.ends_with('s')
        && word.bytes().take(2).all(|byte| byte.is_ascii_digit());
    decade
        || ["tis", "twas", "em", "til", "cause", "bout", "round", "n"]
            .iter()
            .any(|cut| word.eq_ignore_ascii_case(cut))
}
