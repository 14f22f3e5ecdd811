//! Internal lanes and parts, taken out of a document.
//!
//! In: the events of a document. Out: the same without what is internal, and the pictures in it.
//! This comes first of all, so that nothing of it leaves a trace: no anchor, no number of a
//! footnote, no link.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use super::links::{Target, classify};
use crate::lanes::Lanes;

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Takes out what is internal. Definitions of footnotes stay: whether a note is shown depends on
/// who refers to it. Beside the rest stand the destinations of the pictures that went.
pub fn without<'a>(events: Events<'a>, lanes: &Lanes) -> (Events<'a>, Vec<String>) {
    let mut withheld = Vec::new();
    let mut kept = Vec::with_capacity(events.len());
    let (mut lane, mut part) = (false, false);
    let mut depth = 0usize;
    let mut dropping = false;
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        if depth == 0 {
            if let Event::Start(Tag::Heading { level, classes, .. }) = event {
                let marked = classes.iter().any(|class| &**class == "internal");
                match level {
                    HeadingLevel::H2 => {
                        (lane, part) = (marked || is_internal(lanes, &events, at, classes), false)
                    }
                    HeadingLevel::H3 => part = marked,
                    _ => {}
                }
            }
            dropping = (lane || part) && !matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            _ if !dropping => kept.extend(events.get(at).cloned()),
            Event::Start(Tag::Image { dest_url, .. }) => {
                if let Target::Inside(target) = classify(dest_url) {
                    withheld.push(target);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (kept, withheld)
}

fn is_internal(lanes: &Lanes, events: &Events<'_>, start: usize, classes: &[CowStr<'_>]) -> bool {
    let mut heading = String::new();
    for (event, _) in events.iter().skip(start + 1) {
        match event {
            Event::Text(text) | Event::Code(text) => heading.push_str(text),
            Event::SoftBreak | Event::HardBreak => heading.push(' '),
            Event::End(pulldown_cmark::TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    let classes: Vec<&str> = classes.iter().map(|class| &**class).collect();
    lanes
        .heading(&heading, &classes)
        .lane
        .is_some_and(|lane| lane.internal)
}
