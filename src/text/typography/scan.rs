//! One text in; the places worth a look and the text with its replacements out. Nothing is copied until the first
//! replacement.

use std::borrow::Cow;

/// Bytes at which a rule may have something to do. The space counts in Cyrillic languages only; 0xC2 and 0xE2 begin
/// `«»` and `„“”‘’`.
const MARKS: [bool; 256] = marks(false);
const MARKS_AND_SPACES: [bool; 256] = marks(true);

const fn marks(space: bool) -> [bool; 256] {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[b'-' as usize] = true;
    table[b'.' as usize] = true;
    table[b'(' as usize] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table[b' ' as usize] = space;
    table
}

/// A walk over one text.
pub(super) struct Pass<'a> {
    text: &'a str,
    /// The character before the text.
    last: Option<char>,
    out: String,
    /// Up to here the text is in `out`.
    done: usize,
    /// The last character of the latest replacement, which stands at `done`.
    replaced: Option<char>,
    /// The run of non-spaces looked at last (its end) and whether it is a URL or an address.
    token: (usize, bool),
    /// The text begins within an address begun before it.
    address_before: bool,
    /// The text before ended in a word that must not end a line.
    after_short_word: bool,
}

impl<'a> Pass<'a> {
    pub(super) fn new(
        text: &'a str,
        last: Option<char>,
        address_before: bool,
        after_short_word: bool,
    ) -> Self {
        Self {
            text,
            last,
            out: String::new(),
            done: 0,
            replaced: None,
            token: (0, false),
            address_before,
            after_short_word,
        }
    }

    /// The next place at or after `from` that a rule may care for.
    #[inline]
    pub(super) fn next_mark(&self, from: usize, spaces: bool) -> Option<usize> {
        let table = if spaces { &MARKS_AND_SPACES } else { &MARKS };
        let rest = self.text.as_bytes().get(from..)?;
        rest.iter()
            .position(|byte| table[usize::from(*byte)])
            .map(|found| from + found)
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text from `at` on; empty when `at` is no boundary of a character.
    #[inline]
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The text before `at`, as it was typed.
    #[inline]
    pub(super) fn start(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The character before this text.
    pub(super) fn last(&self) -> Option<char> {
        self.last
    }

    /// Whether the text before this one ended in a word that must not end a line.
    pub(super) fn after_short_word(&self) -> bool {
        self.after_short_word
    }

    /// The character before `at`, as it will be published; `None` at the start of the block.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        if at == self.done && self.replaced.is_some() {
            return self.replaced;
        }
        self.start(at).chars().next_back().or(self.last)
    }

    /// Replaces `from..to`; calls come in order and never overlap.
    pub(super) fn replace(&mut self, from: usize, to: usize, with: &str) {
        if self.text.get(from..to) == Some(with) {
            return;
        }
        if self.out.is_empty() {
            self.out.reserve(self.text.len() + 16);
        }
        self.out
            .push_str(self.text.get(self.done..from).unwrap_or_default());
        self.out.push_str(with);
        self.done = to;
        self.replaced = with.chars().next_back();
    }

    /// Whether the run of non-spaces around `at` is a URL, a domain with a path or an e-mail address.
    pub(super) fn in_address(&mut self, at: usize) -> bool {
        if at < self.token.0 {
            return self.token.1;
        }
        let start = self.start(at).rfind(ends_token).map_or(0, |found| {
            found + self.rest(found).chars().next().map_or(1, char::len_utf8)
        });
        let rest = self.rest(at);
        // The mark asked for may itself be a quote, which would end the run.
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest
            .get(skip..)
            .and_then(|rest| rest.find(ends_token))
            .map_or(self.text.len(), |found| at + skip + found);
        let token = self.text.get(start..end).unwrap_or_default();
        let address = is_address(token) || (start == 0 && self.address_before);
        self.token = (end, address);
        address
    }

    /// Whether the text ends within an address.
    pub(super) fn ends_in_address(&self) -> bool {
        let start = self.text.rfind(ends_token);
        match start {
            Some(start) => is_address(self.rest(start)),
            None => self.address_before || is_address(self.text),
        }
    }

    pub(super) fn finish(mut self) -> Cow<'a, str> {
        if self.done == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(self.rest(self.done));
        Cow::Owned(self.out)
    }
}

fn ends_token(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '«' | '»' | '“' | '”' | '„' | '<' | '>')
}

fn is_address(token: &str) -> bool {
    if !token.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'.')) {
        return false;
    }
    let domain = |text: &str| text.trim_matches('.').contains('.');
    let path = || {
        token
            .split_once('/')
            .is_some_and(|(host, path)| domain(host) && !path.is_empty())
    };
    let mail = || token.split_once('@').is_some_and(|(_, host)| domain(host));
    token.contains("://") || token.contains("www.") || mail() || path()
}
