//! Events divided into introduction, lanes, parts, lists and items, and rendered.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html};

use super::{
    Body, Reading,
    events::{self, Prepared},
    raw_html,
};
use crate::{
    journey::{Block, Html, Item, List, Part},
    source::Spot,
    text::typography::{self, Typographer},
};

/// What stands under one level-2 heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading.
    pub heading: Html,
    /// The heading without markup.
    pub text: String,
    /// The classes in its attributes: `{.barriers .internal}`.
    pub classes: Vec<String>,
    /// Its anchor.
    pub anchor: String,
    /// Its place.
    pub spot: Spot,
    /// The contents.
    pub parts: Vec<Part>,
}

/// How deeply lists are taken apart; what is nested further is rendered as it stands.
const DEEPEST: usize = 8;

type Events<'e, 'a> = &'e [(Event<'a>, Range<usize>)];

/// Divides and renders.
pub fn divide(prepared: Prepared<'_>, reading: &Reading<'_>) -> Body {
    let anchors = prepared
        .anchors
        .iter()
        .map(|(anchor, _)| anchor.clone())
        .collect();
    let mut dividing = Dividing {
        reading,
        anchors,
        body: Body::default(),
        run: 0..0,
        introduction: String::new(),
        prepared: &prepared,
    };
    dividing.title();
    dividing.blocks();
    let mut body = dividing.finish();
    body.footnotes = footnotes(&prepared);
    body.links = prepared.links;
    body.withheld = prepared.withheld;
    body.anchors = prepared.anchors;
    body
}

struct Dividing<'d, 'a> {
    reading: &'d Reading<'d>,
    anchors: Vec<String>,
    body: Body,
    /// Events of the prose that is not rendered yet.
    run: Range<usize>,
    introduction: String,
    prepared: &'d Prepared<'a>,
}

impl<'d, 'a> Dividing<'d, 'a> {
    /// Takes the level-1 heading at the beginning, unless the front matter says another title.
    fn title(&mut self) {
        let events = self.events();
        let Some((
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }),
            at,
        )) = events.first()
        else {
            return;
        };
        let end = block_end(events, 0);
        let text = plain_text(events.get(..end).unwrap_or(&[]));
        let same = |title: &str| {
            let mut typographer = Typographer::new(self.reading.language);
            typographer.block_start();
            title.trim() == text.trim() || typographer.text(title.trim()) == text.trim()
        };
        if self.reading.title.is_some_and(|title| !same(title)) {
            return;
        }
        self.body.title = Some((text, self.prepared.file.spot(at.clone())));
        self.run = end..end;
    }

    fn blocks(&mut self) {
        let mut at = self.run.end;
        let events = self.events();
        while at < events.len() {
            let end = block_end(events, at);
            let block = events.get(at..end).unwrap_or(&[]);
            match block.first() {
                Some((
                    Event::Start(Tag::Heading {
                        level: HeadingLevel::H2,
                        ..
                    }),
                    _,
                )) if self.reading.lanes => {
                    self.flush(at);
                    self.open_section(block);
                    self.run = end..end;
                }
                Some((
                    Event::Start(Tag::Heading {
                        level: HeadingLevel::H3,
                        ..
                    }),
                    _,
                )) if !self.body.sections.is_empty() => {
                    self.flush(at);
                    self.open_part(block);
                    self.run = end..end;
                }
                Some((Event::Start(Tag::List(start)), _)) if !self.body.sections.is_empty() => {
                    self.flush(at);
                    let list = self.list(*start, block, 0);
                    self.push(Block::List(list));
                    self.run = end..end;
                }
                _ => self.run.end = end,
            }
            at = end;
        }
        self.flush(events.len());
    }

    fn open_section(&mut self, block: Events<'_, 'a>) {
        let Some((Event::Start(Tag::Heading { id, classes, .. }), at)) = block.first() else {
            return;
        };
        let inner = block.get(1..block.len() - 1).unwrap_or(&[]);
        self.body.sections.push(Section {
            heading: Html(self.heading(inner)),
            text: plain_text(inner),
            classes: classes.iter().map(ToString::to_string).collect(),
            anchor: id.as_ref().map(ToString::to_string).unwrap_or_default(),
            spot: self.prepared.file.spot(at.clone()),
            parts: vec![Part::default()],
        });
    }

    fn open_part(&mut self, block: Events<'_, 'a>) {
        let Some((Event::Start(Tag::Heading { id, classes, .. }), _)) = block.first() else {
            return;
        };
        let inner = block.get(1..block.len() - 1).unwrap_or(&[]);
        let part = Part {
            heading: Some(Html(self.heading(inner))),
            anchor: id.as_ref().map(ToString::to_string).unwrap_or_default(),
            internal: classes.iter().any(|class| &**class == "internal"),
            blocks: Vec::new(),
        };
        if let Some(section) = self.body.sections.last_mut() {
            // The part before the first heading is there for what stands in it only.
            if section
                .parts
                .first()
                .is_some_and(|p| p.heading.is_none() && p.blocks.is_empty())
            {
                section.parts.clear();
            }
            section.parts.push(part);
        }
    }

    /// Renders the prose read so far, up to the event at `to`.
    fn flush(&mut self, to: usize) {
        let run = self.run.start..self.run.end.min(to);
        if run.is_empty() {
            return;
        }
        let html = self.render(self.events().get(run).unwrap_or(&[]));
        if self.body.sections.is_empty() {
            self.introduction.push_str(&html);
        } else if !html.trim().is_empty() {
            self.push(Block::Prose(Html(html)));
        }
    }

    fn push(&mut self, block: Block) {
        let part = self
            .body
            .sections
            .last_mut()
            .and_then(|section| section.parts.last_mut());
        if let Some(part) = part {
            part.blocks.push(block);
        }
    }

    fn list(&self, start: Option<u64>, block: Events<'_, 'a>, depth: usize) -> List {
        let mut items = Vec::new();
        let mut at = 1;
        while at + 1 < block.len() {
            let end = block_end(block, at);
            items.push(self.item(block.get(at + 1..end - 1).unwrap_or(&[]), depth));
            at = end;
        }
        items.shrink_to_fit();
        List { start, items }
    }

    fn item(&self, events: Events<'_, 'a>, depth: usize) -> Item {
        let mut at = 0;
        while at < events.len() && !matches!(events.get(at), Some((Event::Start(Tag::List(_)), _)))
        {
            at = block_end(events, at);
        }
        let (lead, nested) = events.split_at(at.min(events.len()));
        let text = plain_text(lead).trim().to_owned();
        let html = self.render(single_paragraph(lead)).trim().to_owned();
        let quoted = typography::is_direct_speech(&text)
            .then(|| without_quotes(&html))
            .flatten();
        Item {
            quote: quoted.is_some(),
            html: Html(quoted.unwrap_or(html)),
            nested: self.nested(nested, depth + 1),
        }
    }

    fn nested(&self, events: Events<'_, 'a>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < events.len() {
            let end = block_end(events, at);
            let block = events.get(at..end).unwrap_or(&[]);
            match block.first() {
                Some((Event::Start(Tag::List(start)), _)) if depth < DEEPEST => {
                    blocks.push(Block::List(self.list(*start, block, depth)));
                }
                _ => blocks.push(Block::Prose(Html(self.render(block)))),
            }
            at = end;
        }
        blocks
    }

    /// The inside of a heading, where no block can stand.
    fn heading(&self, events: Events<'_, 'a>) -> String {
        let rendered = render(
            events.iter().map(|(event, _)| event.clone()),
            self.reading.sink,
        );
        raw_html::clean_inline(rendered).trim().to_owned()
    }

    fn render(&self, events: Events<'_, 'a>) -> String {
        let rendered = render(
            events.iter().map(|(event, _)| event.clone()),
            self.reading.sink,
        );
        raw_html::clean(rendered, &self.anchors)
    }

    fn events(&self) -> Events<'d, 'a> {
        &self.prepared.events
    }

    fn finish(self) -> Body {
        let mut body = self.body;
        body.introduction = Html(self.introduction);
        body
    }
}

fn render<'a>(events: impl Iterator<Item = Event<'a>>, sink: u8) -> String {
    let mut out = String::new();
    let sunk = events.map(|event| match event {
        Event::Start(Tag::Heading { level, id, .. }) => Event::Start(Tag::Heading {
            level: events::sunk(level, sink),
            id,
            // Classes of headings are for us, not for the page.
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => {
            Event::End(TagEnd::Heading(events::sunk(level, sink)))
        }
        other => other,
    });
    html::push_html(&mut out, sunk);
    // A strict Content-Security-Policy forbids style attributes: cells say by a class how they stand.
    if out.contains(ALIGNED) {
        out = out
            .replace("<td style=\"text-align: ", "<td class=\"")
            .replace("<th style=\"text-align: ", "<th class=\"");
    }
    out
}

/// How the Markdown library aligns cells.
const ALIGNED: &str = " style=\"text-align: ";

fn footnotes(prepared: &Prepared<'_>) -> Html {
    if prepared.footnotes.is_empty() {
        return Html::default();
    }
    let items: String = prepared
        .footnotes
        .iter()
        .map(|(anchor, events)| {
            let text = raw_html::clean(render(events.iter().cloned(), 1), &[]);
            let back = format!(" <a class=\"footnote-back\" href=\"#ref-{anchor}\">↩</a>");
            let text = match text.trim_end().strip_suffix("</p>") {
                Some(open) => format!("{open}{back}</p>"),
                None => format!("{text}{back}"),
            };
            format!("<li id=\"{anchor}\">{text}</li>\n")
        })
        .collect();
    Html(format!("<ol class=\"footnotes\">\n{items}</ol>\n"))
}

/// Where the block that begins at `at` ends: the position behind it.
fn block_end(events: Events<'_, '_>, at: usize) -> usize {
    let mut depth = 0usize;
    for (n, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return n + 1;
        }
    }
    events.len()
}

/// An item that is one paragraph is shown without it, as in a list without empty lines.
fn single_paragraph<'e, 'a>(events: Events<'e, 'a>) -> Events<'e, 'a> {
    let is_one = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)))
        && block_end(events, 0) == events.len();
    if is_one {
        events.get(1..events.len() - 1).unwrap_or(events)
    } else {
        events
    }
}

fn plain_text(events: Events<'_, '_>) -> String {
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Direct speech without the quotation marks around it, if these stand outside of all markup. A
/// full stop or comma behind them goes as well.
fn without_quotes(html: &str) -> Option<String> {
    let inner = html
        .strip_prefix(['«', '“', '„', '"'])
        .or_else(|| html.strip_prefix("&quot;"))?;
    let trimmed = inner.trim_end_matches(['.', ',', ';']);
    let (trimmed, sign) = match trimmed.chars().last() {
        Some(sign @ ('!' | '?' | '…')) => {
            (trimmed.get(..trimmed.len() - sign.len_utf8())?, Some(sign))
        }
        _ => (trimmed, None),
    };
    let inner = trimmed
        .strip_suffix(['»', '”', '“', '"'])
        .or_else(|| trimmed.strip_suffix("&quot;"))?;
    Some(match sign {
        Some(sign) => format!("{inner}{sign}"),
        None => inner.to_owned(),
    })
}
