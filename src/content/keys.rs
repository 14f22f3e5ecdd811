//! Where the keys of a YAML front matter stand.
//!
//! In: YAML that a YAML parser has already accepted (or found duplicate keys in). Out: for every
//! key its path and byte ranges. The parser itself does not tell where values that are right
//! stand, and reports a missing or repeated key at 1:1; this scan is made only when a diagnostic
//! needs a place, so it is simple rather than quick. Where YAML is written in a way that the scan
//! does not follow, the nearest key above is pointed at.

mod flow;

use std::ops::Range;

use crate::fields::KeyPlace;

/// Finds all keys of `yaml`; `base` is added to every offset.
pub fn find(yaml: &str, base: usize) -> Vec<KeyPlace> {
    let mut scan = Scan {
        text: yaml,
        base,
        places: Vec::new(),
        open: Vec::new(),
    };
    scan.lines();
    scan.places
}

/// A mapping or sequence that is being written in block style.
struct Open {
    indent: usize,
    path: String,
    kind: Kind,
}

enum Kind {
    Mapping { last_key: String },
    Sequence { next: usize },
}

struct Scan<'a> {
    text: &'a str,
    base: usize,
    places: Vec<KeyPlace>,
    open: Vec<Open>,
}

impl<'a> Scan<'a> {
    fn lines(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let end = self.line_end(at);
            let line = self.slice(at..end);
            let content = line.trim_start_matches(' ');
            if content.trim().is_empty() || content.starts_with('#') {
                at = end + 1;
                continue;
            }
            let indent = line.len() - content.len();
            at = self.entry(at + indent, indent).max(end) + 1;
        }
    }

    /// Reads one `- ` or `key:` at `at`, whose column is `indent`; returns where it ends.
    fn entry(&mut self, at: usize, indent: usize) -> usize {
        let rest = self.slice(at..self.line_end(at));
        if rest == "-" || rest.starts_with("- ") {
            self.begin_item(indent);
            let skipped = 1 + rest
                .get(1..)
                .map_or(0, |r| r.len() - r.trim_start_matches(' ').len());
            return match rest.get(skipped..).unwrap_or("") {
                "" => at + skipped,
                inner if inner.starts_with(['{', '[']) => {
                    self.flow(at + skipped, &self.item_path())
                }
                inner if key_length(inner).is_some() => {
                    // The item as a whole: what is missing in it is missing here.
                    let whole = at + skipped..at + rest.trim_end().len();
                    self.push(self.item_path(), whole.clone(), whole);
                    self.entry(at + skipped, indent + skipped)
                }
                _ => {
                    self.note(self.item_path(), at + skipped..at + skipped, at + skipped);
                    self.line_end(at)
                }
            };
        }
        let Some((name, length)) = key_length(rest) else {
            return self.line_end(at);
        };
        let path = self.begin_key(indent, &name);
        let mut value = at + length + 1;
        while self.slice(value..value + 1) == " " {
            value += 1;
        }
        self.note(path.clone(), at..at + length, value);
        self.value_end(value, indent, &path)
    }

    /// Where a value that begins at `at` ends, reading the keys inside if it is a flow mapping.
    fn value_end(&mut self, at: usize, indent: usize, path: &str) -> usize {
        match self.slice(at..at + 1) {
            "{" | "[" => self.flow(at, path),
            "|" | ">" => self.block_scalar_end(at, indent),
            "\"" | "'" => self.quoted_end(at),
            _ => self.line_end(at),
        }
    }

    fn begin_item(&mut self, indent: usize) {
        self.close_deeper(indent);
        // A sequence may stand at the column of the key that it belongs to.
        let is_sequence = matches!(
            self.open.last(),
            Some(Open { indent: at, kind: Kind::Sequence { .. }, .. }) if *at == indent
        );
        if is_sequence {
            if let Some(Open {
                kind: Kind::Sequence { next },
                ..
            }) = self.open.last_mut()
            {
                *next += 1;
            }
            return;
        }
        let path = self.inner_path();
        self.open.push(Open {
            indent,
            path,
            kind: Kind::Sequence { next: 0 },
        });
    }

    fn begin_key(&mut self, indent: usize, name: &str) -> String {
        self.close_deeper(indent);
        if let Some(Open {
            kind: Kind::Sequence { .. },
            indent: at,
            ..
        }) = self.open.last()
            && *at == indent
        {
            self.open.pop();
        }
        let is_mapping = matches!(
            self.open.last(),
            Some(Open { indent: at, kind: Kind::Mapping { .. }, .. }) if *at == indent
        );
        if !is_mapping {
            let path = self.inner_path();
            self.open.push(Open {
                indent,
                path,
                kind: Kind::Mapping {
                    last_key: String::new(),
                },
            });
        }
        match self.open.last_mut() {
            Some(Open {
                path,
                kind: Kind::Mapping { last_key },
                ..
            }) => {
                name.clone_into(last_key);
                join(path, name)
            }
            _ => name.to_owned(),
        }
    }

    fn close_deeper(&mut self, indent: usize) {
        while self.open.last().is_some_and(|open| open.indent > indent) {
            self.open.pop();
        }
    }

    /// The path of what is written inside the innermost open mapping or sequence.
    fn inner_path(&self) -> String {
        match self.open.last() {
            None => String::new(),
            Some(Open {
                path,
                kind: Kind::Mapping { last_key },
                ..
            }) => join(path, last_key),
            Some(Open {
                path,
                kind: Kind::Sequence { next },
                ..
            }) => join(path, &next.to_string()),
        }
    }

    fn item_path(&self) -> String {
        self.inner_path()
    }

    /// The end of the last line that belongs to a `|` or `>` scalar of a key at `indent`.
    fn block_scalar_end(&self, at: usize, indent: usize) -> usize {
        let mut end = self.line_end(at);
        while end < self.text.len() {
            let line = self.slice(end + 1..self.line_end(end + 1));
            let content = line.trim_start_matches(' ');
            if !content.trim().is_empty() && line.len() - content.len() <= indent {
                break;
            }
            end = self.line_end(end + 1);
        }
        end
    }

    /// Notes a key whose value, if it stands on the same line, begins at `value`.
    fn note(&mut self, path: String, key: Range<usize>, value: usize) {
        let line_end = self.line_end(value.min(self.text.len()));
        let end = match self.slice(value..value + 1) {
            "\"" | "'" => self.quoted_end(value).min(line_end),
            _ => {
                let rest = self.slice(value..line_end);
                value + rest.find(" #").unwrap_or(rest.len())
            }
        };
        let value = if self.slice(key.end..line_end).contains('\n') {
            key.end..key.end
        } else {
            value..end
        };
        self.push(path, key, value);
    }

    fn push(&mut self, path: String, key: Range<usize>, value: Range<usize>) {
        let shift =
            |range: Range<usize>| range.start + self.base..range.end.max(range.start) + self.base;
        let (key, value) = (shift(key), shift(value));
        self.places.push(KeyPlace { path, key, value });
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.slice(at..self.text.len());
        at + rest.find('\n').unwrap_or(rest.len())
    }

    /// The text of a range, or nothing where it is not on character boundaries.
    fn slice(&self, range: Range<usize>) -> &'a str {
        let end = range.end.min(self.text.len());
        self.text.get(range.start.min(end)..end).unwrap_or("")
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() {
        step.to_owned()
    } else {
        format!("{path}/{step}")
    }
}

/// The key that `text` begins with, and its length in bytes, quotes included; `None` where there
/// is no `:` behind it.
fn key_length(text: &str) -> Option<(String, usize)> {
    let (name, length) = match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let inner = text.get(1..)?;
            let end = inner.find(quote)?;
            (inner.get(..end)?, end + 2)
        }
        _ => {
            let line = text.lines().next()?;
            let end = line
                .match_indices(':')
                .map(|(at, _)| at)
                .find(|&at| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']))?;
            if line.get(..end)?.contains(['{', '[', ',', '#']) {
                return None;
            }
            (
                line.get(..end)?.trim_end(),
                line.get(..end)?.trim_end().len(),
            )
        }
    };
    let after = text.get(length..)?.trim_start_matches(' ');
    after.starts_with(':').then(|| (name.to_owned(), length))
}

#[cfg(test)]
mod tests;
