//! Numbered lists whose numbers skip.
//!
//! In: lists and items as they come up. Out: a finding for a list whose numbers are not what a
//! reader will see: Markdown counts on from the first number whatever the author writes.

use std::{ops::Range, sync::Arc};

use crate::{
    diagnostic::{Diagnostic, Rule},
    source::SourceFile,
};

/// A number of a list, and where it stands.
type Number = (u64, Range<usize>);

/// The lists that are open, the innermost last.
#[derive(Default)]
pub struct Numbering {
    /// The numbers of each with their places; `None` for a list without numbers.
    open: Vec<Option<Vec<Number>>>,
}

impl Numbering {
    /// A list begins; `start` is its first number if it is numbered.
    pub fn begin_list(&mut self, start: Option<u64>) {
        self.open.push(start.map(|_| Vec::new()));
    }

    /// An item begins, which stands at `at`.
    pub fn item(&mut self, file: &SourceFile, at: &Range<usize>) {
        let Some(Some(numbers)) = self.open.last_mut() else {
            return;
        };
        let text = file.text.get(at.clone()).unwrap_or("");
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(number) = text.get(..digits).and_then(|digits| digits.parse().ok()) {
            numbers.push((number, at.start..at.start + digits + 1));
        }
    }

    /// The innermost list ends.
    pub fn end_list(&mut self, file: &Arc<SourceFile>) -> Option<Diagnostic> {
        let numbers = self.open.pop()??;
        let (first, _) = numbers.first()?;
        // `1. 1. 1.` is a way to let Markdown count.
        if numbers.len() > 1 && numbers.iter().all(|(number, _)| number == first) {
            return None;
        }
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        let (before, (after, at)) = pairs
            .map(|((a, _), b)| (a, b))
            .find(|(before, (after, _))| **before + 1 != *after)?;
        Some(
            Diagnostic::new(
                Rule::SkippedListNumber,
                &file.spot(at.clone()),
                format!("the numbers of the list go from {before} to {after}"),
            )
            .help("readers will see them counted without a gap"),
        )
    }
}
