//! Elements asked for by selectors.

use std::collections::HashSet;

use super::Element;

impl Element {
    /// The elements that a selector names: `tag`, `.class`, `#id`, `[attribute]`,
    /// `[attribute=value]`, put together, and by spaces for what stands within.
    pub fn all(&self, selector: &str) -> Vec<&Element> {
        let Some((outer, last)) = within(selector) else {
            return self
                .descendants()
                .into_iter()
                .filter(|element| element.is(selector))
                .collect();
        };
        let mut seen = HashSet::new();
        let inner = self
            .all(outer)
            .into_iter()
            .flat_map(|element| element.all(last));
        inner
            .filter(|element| seen.insert(std::ptr::from_ref(*element)))
            .collect()
    }

    /// The first element that a selector names.
    #[track_caller]
    pub fn one(&self, selector: &str) -> &Element {
        let found = self.all(selector).into_iter().next();
        found.unwrap_or_else(|| panic!("no `{selector}` in: {}", self.text()))
    }

    /// Whether there is an element that a selector names.
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The texts of the elements that a selector names.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(Element::text).collect()
    }

    fn is(&self, selector: &str) -> bool {
        let split = |text: &str| {
            let end = text
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '.' | '#' | '['));
            end.map_or(text.len(), |(at, _)| at)
        };
        let mut rest = selector;
        while !rest.is_empty() {
            let end = if rest.starts_with('[') {
                rest.find(']').expect("`]`") + 1
            } else {
                split(rest)
            };
            let (part, after) = rest.split_at(end);
            let fits = match part.split_at(1) {
                (".", class) => self
                    .attr("class")
                    .is_some_and(|all| all.split_whitespace().any(|one| one == class)),
                ("#", id) => self.attr("id") == Some(id),
                ("[", inner) => match inner.trim_end_matches(']').split_once('=') {
                    Some((name, value)) => self.attr(name) == Some(value),
                    None => self.attr(inner.trim_end_matches(']')).is_some(),
                },
                _ => self.name == part,
            };
            if !fits {
                return false;
            }
            rest = after;
        }
        true
    }
}

/// A selector divided at its last space, if it has one; those in brackets do not divide.
fn within(selector: &str) -> Option<(&str, &str)> {
    let end = match selector.strip_suffix(']') {
        Some(_) => selector.rfind('[')?,
        None => selector.len(),
    };
    let at = selector[..end].rfind(' ')?;
    Some((&selector[..at], &selector[at + 1..]))
}
