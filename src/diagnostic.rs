//! What is at fault in the author's text, and where.
//!
//! In: findings from every step of the pipeline. Out: a sorted list without repetitions, which
//! [`report`] turns into text for people, JSON, or workflow commands. A diagnostic never stops
//! the step that found it: all of them come out of one run.

pub mod report;
mod rule;

pub use rule::Rule;

use crate::source::{Place, Spot};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Worth knowing; the site is published all the same.
    Warning,
}

/// One finding: which rule, what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where; `None` for what has no file, such as a theme that does not exist anywhere.
    pub place: Option<Place>,
    /// A few words beside the marks under the excerpt.
    pub label: String,
    /// Other places that belong to it, with what they are.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding at a place. `what` is lower case and has no full stop.
    pub fn new(rule: Rule, place: impl Into<Place>, what: impl Into<String>) -> Self {
        Diagnostic {
            place: Some(place.into()),
            ..Self::nowhere(rule, what)
        }
    }

    /// A finding that has no file to point at.
    pub fn nowhere(rule: Rule, what: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            message: what.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Adds a few words beside the marks under the excerpt.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn also(mut self, spot: impl Into<Place>, what: impl Into<String>) -> Self {
        self.related.push((spot.into(), what.into()));
        self
    }

    /// How bad it is: the rule's own severity.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

/// Something that was made, with what was found on the way.
pub type Found<T> = (T, Vec<Diagnostic>);

/// All findings of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a finding at a spot: the short way for findings without label and help.
    pub fn report(&mut self, rule: Rule, spot: &Spot, what: impl Into<String>) {
        self.push(Diagnostic::new(rule, spot, what));
    }

    /// Adds many findings.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(more);
    }

    /// Sorts by file, line, column and rule, and drops repetitions, so that the same input gives
    /// the same report however many threads found it.
    pub fn settle(&mut self) {
        let key = |d: &Diagnostic| {
            let place = d.place.as_ref();
            (
                place.map(|p| (p.path.clone(), p.line, p.column)),
                d.severity(),
                d.rule.name(),
                d.message.clone(),
            )
        };
        self.list.sort_by_cached_key(key);
        self.list.dedup();
    }

    /// Drops the warnings whose rules are allowed by name. Errors cannot be allowed.
    pub fn allow(&mut self, names: &[String]) {
        self.list.retain(|d| {
            d.severity() == Severity::Error || !names.iter().any(|n| n == d.rule.name())
        });
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// True where a build may not publish: any error, or with `strict` any finding at all.
    pub fn stop(&self, strict: bool) -> bool {
        self.errors() > 0 || (strict && !self.list.is_empty())
    }

    /// The findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity() == severity).count()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// The name among `known` that is nearest to `wrong`, if it is near enough to be what was meant:
/// at most a third of its letters differ (Damerau–Levenshtein), or it differs in case or in `_`
/// for `-` only.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wrong.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&folded, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| {
            *distance * 3 <= name.chars().count().max(folded.chars().count())
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["emotion", "moment-of-truth", "quote"];
        assert_eq!(nearest("emotoin", known), Some("emotion"));
        assert_eq!(nearest("Moment_of_Truth", known), Some("moment-of-truth"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn warnings_can_be_allowed_and_errors_cannot() {
        let mut all = Diagnostics::default();
        all.push(Diagnostic::nowhere(Rule::MissingAlt, "a"));
        all.push(Diagnostic::nowhere(Rule::UnknownKey, "b"));
        all.allow(&["missing-alt".into(), "unknown-key".into()]);
        assert_eq!((all.errors(), all.warnings()), (1, 0));
        assert!(all.stop(false));
    }
}
