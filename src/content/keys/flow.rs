//! Keys in flow style: `{a: 1, b: [2, 3]}`.

use super::{Scan, join, key_length};

impl<'a> Scan<'a> {
    /// Reads a flow mapping or sequence that begins at `at`; returns where it ends.
    pub(super) fn flow(&mut self, at: usize, path: &str) -> usize {
        let mapping = self.char_at(at) == "{";
        let (mut at, mut position, mut fresh) = (at + 1, 0, true);
        while at < self.text.len() {
            match self.char_at(at) {
                "}" | "]" => return at + 1,
                "," => {
                    position += 1;
                    fresh = true;
                    at += 1;
                }
                "{" | "[" => {
                    let item = join(path, &position.to_string());
                    let place = self.places.len();
                    let end = self.flow(at, &item);
                    self.push(item, at..at, at..end);
                    // An item stands before what is in it.
                    self.places
                        .get_mut(place..)
                        .unwrap_or(&mut [])
                        .rotate_right(1);
                    at = end;
                }
                "" => at += 1,
                " " | "\n" | "\r" | "\t" => at += 1,
                _ if fresh && mapping => {
                    let rest = self.slice(at..self.text.len());
                    let Some((name, length)) = key_length(rest) else {
                        // A word without `:` is a key without a value.
                        let end = self.flow_scalar_end(at);
                        let name = self.slice(at..end).trim();
                        self.push(
                            join(path, name),
                            at..at + name.len(),
                            at + name.len()..at + name.len(),
                        );
                        (at, fresh) = (end.max(at + 1), false);
                        continue;
                    };
                    let mut value = at + length + 1;
                    while self.char_at(value) == " " {
                        value += 1;
                    }
                    let inner = join(path, &name);
                    let end = match self.char_at(value) {
                        "{" | "[" => self.flow(value, &inner),
                        _ => self.flow_scalar_end(value),
                    };
                    self.push(inner, at..at + length, value..end);
                    (at, fresh) = (end, false);
                }
                _ => {
                    let end = self.flow_scalar_end(at);
                    self.push(join(path, &position.to_string()), at..at, at..end);
                    at = end.max(at + 1);
                }
            }
        }
        at
    }

    fn flow_scalar_end(&self, at: usize) -> usize {
        if matches!(self.char_at(at), "\"" | "'") {
            return self.quoted_end(at);
        }
        let rest = self.slice(at..self.text.len());
        at + rest.find([',', '}', ']', '\n']).unwrap_or(rest.len())
    }

    pub(super) fn quoted_end(&self, at: usize) -> usize {
        let rest = self.slice(at..self.text.len());
        let quote = rest.chars().next().unwrap_or('"');
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((offset, c)) = chars.next() {
            if c == '\\' && quote == '"' {
                chars.next();
            } else if c == quote {
                if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                } else {
                    return at + offset + 1;
                }
            }
        }
        self.text.len()
    }

    /// The character at a position; nothing inside of one.
    fn char_at(&self, at: usize) -> &'a str {
        let rest = self.slice(at..self.text.len());
        let length = rest.chars().next().map_or(0, char::len_utf8);
        rest.get(..length).unwrap_or("")
    }
}
