//! Footnotes: numbered in the order in which they are first mentioned.
//!
//! In: references and definitions as they come up. Out: a reference's HTML, and at the end the
//! notes with their anchors. The Markdown library numbers notes a rendering at a time; a document
//! is rendered in pieces here.

use std::{collections::HashMap, ops::Range};

use pulldown_cmark::Event;

/// The notes of a document.
#[derive(Default)]
pub struct Notes<'a> {
    numbers: HashMap<String, usize>,
    order: Vec<String>,
    references: HashMap<String, usize>,
    texts: HashMap<String, Vec<Event<'a>>>,
    /// The open definition: its name and where its events begin.
    open: Option<(String, usize)>,
}

impl<'a> Notes<'a> {
    /// The HTML of a reference.
    pub fn reference(&mut self, name: &str, prefix: &str) -> String {
        let number = self.number(name);
        let times = self.references.entry(name.to_owned()).or_insert(0);
        *times += 1;
        let again = if *times > 1 {
            format!("-{times}")
        } else {
            String::new()
        };
        let anchor = note_anchor(prefix, number);
        format!(
            "<sup class=\"footnote-ref\" id=\"ref-{anchor}{again}\"><a href=\"#{anchor}\">{number}</a></sup>"
        )
    }

    /// A definition begins, whose events will stand from `start` on.
    pub fn begin(&mut self, name: &str, start: usize) {
        self.open = Some((name.to_owned(), start));
    }

    /// The open definition ends: its events are taken out of the text.
    pub fn end(&mut self, out: &mut Vec<(Event<'a>, Range<usize>)>) {
        let Some((name, start)) = self.open.take() else {
            return;
        };
        let events = out.split_off(start.min(out.len()));
        self.texts
            .insert(name, events.into_iter().map(|(event, _)| event).collect());
    }

    /// The notes in the order of their numbers: anchor and events.
    pub fn in_order(mut self, prefix: &str) -> Vec<(String, Vec<Event<'a>>)> {
        let order = std::mem::take(&mut self.order);
        order
            .into_iter()
            .enumerate()
            .filter_map(|(n, name)| Some((note_anchor(prefix, n + 1), self.texts.remove(&name)?)))
            .collect()
    }

    /// The number of a note: the order in which notes are first mentioned.
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.order.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.order.len());
        self.order.len()
    }
}

fn note_anchor(prefix: &str, number: usize) -> String {
    if prefix.is_empty() {
        format!("note-{number}")
    } else {
        format!("{prefix}-note-{number}")
    }
}
