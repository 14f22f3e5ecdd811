//! Markdown events, made ready for a page: typography, links, pictures, anchors, footnotes, raw
//! HTML.
//!
//! In: Markdown. Out: events that can be rendered as they are, with what was found on the way.

mod addresses;

use std::{collections::HashMap, ops::Range, sync::Arc};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    LeftOut, Reading,
    footnotes::Notes,
    internal,
    links::{LinkKind, LinkRef},
    numbering::Numbering,
};
use crate::{
    diagnostic::{Diagnostic, Rule},
    source::{SourceFile, Spot},
    text::{slug, typography::Typographer},
};

/// Events of a document, ready to be rendered.
pub struct Prepared<'a> {
    /// The events with their places in the file.
    pub events: Vec<(Event<'a>, Range<usize>)>,
    /// The notes, in the order of their numbers: anchor and events.
    pub footnotes: Vec<(String, Vec<Event<'a>>)>,
    /// What leads inside the site.
    pub links: Vec<LinkRef>,
    /// Anchors with their places.
    pub anchors: Vec<(String, Spot)>,
    /// Destinations of pictures that were left out.
    pub withheld: Vec<String>,
    /// The file.
    pub file: Arc<SourceFile>,
}

/// Parses the Markdown at `range` of `file` and prepares its events.
pub fn prepare<'a>(
    file: &'a Arc<SourceFile>,
    range: Range<usize>,
    reading: &Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prepared<'a> {
    let text = file.text.get(range.clone()).unwrap_or("");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut preparing = Preparing {
        file,
        reading,
        diagnostics,
        typographer: Typographer::new(reading.language),
        out: Vec::with_capacity(text.len() / 24),
        links: Vec::new(),
        anchors: Vec::new(),
        withheld: Vec::new(),
        asked: HashMap::new(),
        open_links: Vec::new(),
        image: None,
        titled: None,
        heading: None,
        code_block: false,
        notes: Notes::default(),
        numbering: Numbering::default(),
        html_block: None,
    };
    let mut events: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
    if let LeftOut::Internal(lanes) = reading.left_out {
        (events, preparing.withheld) = internal::without(events, lanes);
    }
    for (event, at) in events {
        preparing.event(event, at.start + range.start..at.end + range.start);
    }
    preparing.finish()
}

struct Preparing<'a, 'r> {
    file: &'a Arc<SourceFile>,
    reading: &'r Reading<'r>,
    diagnostics: &'r mut Vec<Diagnostic>,
    typographer: Typographer,
    out: Vec<(Event<'a>, Range<usize>)>,
    links: Vec<LinkRef>,
    anchors: Vec<(String, Spot)>,
    withheld: Vec<String>,
    /// How often each name was asked for as an anchor.
    asked: HashMap<String, usize>,
    /// For each open link whether its tag was written.
    open_links: Vec<bool>,
    image: Option<Image>,
    /// The picture that was written last, if it has a title.
    titled: Option<Titled>,
    /// Where the open heading's start event is, and its text so far.
    heading: Option<(usize, String)>,
    code_block: bool,
    notes: Notes<'a>,
    numbering: Numbering,
    /// The raw HTML block that is being read.
    html_block: Option<(String, usize)>,
}

struct Image {
    target: Option<String>,
    title: String,
    alt: String,
    depth: usize,
}

/// A picture with a title, which becomes a caption where the picture stands alone.
struct Titled {
    /// Where its event is.
    at: usize,
    /// The picture without its title.
    html: String,
    title: String,
}

impl<'a> Preparing<'a, '_> {
    fn event(&mut self, event: Event<'a>, at: Range<usize>) {
        let event = match event {
            // CommonMark 2.3: insecure characters.
            Event::Text(text) if text.contains('\0') => {
                Event::Text(text.replace('\0', "\u{fffd}").into())
            }
            Event::Code(text) if text.contains('\0') => {
                Event::Code(text.replace('\0', "\u{fffd}").into())
            }
            other => other,
        };
        if self.image.is_some() {
            return self.inside_image(&event, at);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(end) => self.end(end, at),
            Event::Text(text) if self.code_block => self.out.push((Event::Text(text), at)),
            Event::Text(text) => self.text(text, at),
            Event::Code(code) => {
                self.typographer.code(&code);
                if let Some((_, heading)) = &mut self.heading {
                    heading.push_str(&code);
                }
                self.out.push((Event::Code(code), at));
            }
            Event::SoftBreak | Event::HardBreak => {
                let between = self.typographer.soft_break();
                if let Some((_, heading)) = &mut self.heading {
                    heading.push(' ');
                }
                let bound = event == Event::SoftBreak && between != "\n";
                let event = if bound {
                    Event::Text(between.into())
                } else {
                    event
                };
                self.out.push((event, at));
            }
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, at, false),
            },
            Event::InlineHtml(html) => self.raw(&html, at, true),
            Event::FootnoteReference(name) => {
                let html = self.notes.reference(&name, self.reading.anchor_prefix);
                self.html(&html, &at);
            }
            other => self.out.push((other, at)),
        }
    }

    fn text(&mut self, text: CowStr<'a>, at: Range<usize>) {
        let set = match self.typographer.text(&text) {
            std::borrow::Cow::Borrowed(_) => None,
            std::borrow::Cow::Owned(owned) => Some(owned),
        };
        let text = set.map_or(text, CowStr::from);
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(&text);
        }
        self.out.push((Event::Text(text), at));
    }

    fn start(&mut self, tag: Tag<'a>, at: Range<usize>) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let dest = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                self.start_link(&dest, &title, at);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let target = self.target(&dest_url, &at, LinkKind::Image);
                self.image = Some(Image {
                    target,
                    title: title.to_string(),
                    alt: String::new(),
                    depth: 0,
                });
            }
            Tag::FootnoteDefinition(name) => {
                self.typographer.block_start();
                self.notes.begin(&name, self.out.len());
            }
            Tag::Table(alignments) => {
                self.html(
                    "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\">",
                    &at,
                );
                self.out.push((Event::Start(Tag::Table(alignments)), at));
            }
            Tag::HtmlBlock => self.html_block = Some((String::new(), at.start)),
            Tag::Heading { .. } => {
                self.typographer.block_start();
                self.heading = Some((self.out.len(), String::new()));
                self.out.push((Event::Start(tag), at));
            }
            Tag::CodeBlock(_) => {
                self.code_block = true;
                self.out.push((Event::Start(tag), at));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.out.push((Event::Start(tag), at));
            }
            other => {
                match &other {
                    Tag::List(start) => self.numbering.begin_list(*start),
                    Tag::Paragraph => self.titled = None,
                    Tag::Item => self.numbering.item(self.file, &at),
                    _ => {}
                }
                self.typographer.block_start();
                self.out.push((Event::Start(other), at));
            }
        }
    }

    fn end(&mut self, end: TagEnd, at: Range<usize>) {
        match end {
            TagEnd::Link => {
                if self.open_links.pop() == Some(true) {
                    self.html("</a>", &at);
                }
            }
            TagEnd::Paragraph => self.end_paragraph(at),
            TagEnd::FootnoteDefinition => self.notes.end(&mut self.out),
            TagEnd::Table => {
                self.out.push((Event::End(TagEnd::Table), at.clone()));
                self.html("</div>", &at);
            }
            TagEnd::HtmlBlock => {
                if let Some((block, start)) = self.html_block.take() {
                    self.raw(&block, start..at.end, false);
                }
            }
            TagEnd::Heading(_) => self.end_heading(at),
            TagEnd::CodeBlock => {
                self.code_block = false;
                self.out.push((Event::End(end), at));
            }
            other => {
                if let TagEnd::List(_) = other {
                    self.diagnostics.extend(self.numbering.end_list(self.file));
                }
                self.out.push((Event::End(other), at));
            }
        }
    }

    /// Gives a heading its anchor and its level on the page.
    fn end_heading(&mut self, at: Range<usize>) {
        let Some((start, text)) = self.heading.take() else {
            return;
        };
        let source = self.file.text.get(at.clone()).unwrap_or("");
        if !source.trim_start().starts_with('#') {
            self.diagnostics.push(
                Diagnostic::new(
                    Rule::SetextHeading,
                    &self.file.spot(at.clone()),
                    "text above a line of `---` or `===` is a heading in Markdown",
                )
                .help("put an empty line between them, or write the heading with `#`"),
            );
        }
        let Some((Event::Start(Tag::Heading { level, id, .. }), range)) = self.out.get_mut(start)
        else {
            return;
        };
        let anchor = match id {
            Some(id) => id.to_string(),
            None => {
                let name = slug::slug(&text).unwrap_or_else(|| "part".into());
                let prefix = self.reading.anchor_prefix;
                let base = if prefix.is_empty() {
                    name
                } else {
                    format!("{prefix}-{name}")
                };
                free(&mut self.asked, base)
            }
        };
        *id = Some(CowStr::from(anchor.clone()));
        let spot = self.file.spot(range.clone());
        let level = *level;
        self.anchors.push((anchor, spot));
        self.out.push((Event::End(TagEnd::Heading(level)), at));
    }

    fn html(&mut self, html: &str, at: &Range<usize>) {
        self.out
            .push((Event::InlineHtml(CowStr::from(html.to_owned())), at.clone()));
    }

    fn finish(self) -> Prepared<'a> {
        let footnotes = self.notes.in_order(self.reading.anchor_prefix);
        Prepared {
            events: self.out,
            footnotes,
            links: self.links,
            anchors: self.anchors,
            withheld: self.withheld,
            file: Arc::clone(self.file),
        }
    }
}

/// A name that no generated anchor of the document has yet.
fn free(asked: &mut HashMap<String, usize>, base: String) -> String {
    let times = asked.entry(base.clone()).or_insert(0);
    *times += 1;
    if *times == 1 {
        return base;
    }
    let name = format!("{base}-{times}");
    free(asked, name)
}

/// An attribute with a space before it, or nothing where the value is empty.
fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!(" {name}=\"{}\"", escape(value))
    }
}

/// Text as it may stand in HTML and in attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}

/// The level at which a heading stands on the page.
pub fn sunk(level: HeadingLevel, sink: u8) -> HeadingLevel {
    // The page's title is its only level-1 heading.
    let level = (level as u8).max(2) + sink;
    HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6)
}
