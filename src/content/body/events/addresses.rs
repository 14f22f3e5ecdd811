//! Events that hold addresses: links, pictures, raw HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    super::{
        links::{self, LinkKind, LinkRef, Target},
        raw_html,
    },
    Image, Preparing, Titled, attribute, escape,
};
use crate::{
    config::RawHtml,
    diagnostic::{Diagnostic, Rule},
};

impl<'a> Preparing<'a, '_> {
    pub(super) fn start_link(&mut self, dest: &str, title: &str, at: Range<usize>) {
        let Some(href) = self.target(dest, &at, LinkKind::Link) else {
            self.open_links.push(false);
            return;
        };
        let title = attribute("title", title);
        self.html(&format!("<a href=\"{}\"{title}>", escape(&href)), &at);
        self.open_links.push(true);
    }

    /// What stands in `href` or `src`: the address itself, or the mark of a link to be looked up;
    /// `None` where the link is taken out.
    pub(super) fn target(
        &mut self,
        dest: &str,
        at: &Range<usize>,
        kind: LinkKind,
    ) -> Option<String> {
        let spot = links::destination_spot(self.file, at, dest);
        match links::classify(dest) {
            Target::Outside(address) => {
                if kind == LinkKind::Image && !address.starts_with("mailto:") {
                    self.diagnostics.push(
                        Diagnostic::new(Rule::RemoteImage, &spot, "a picture is fetched from another host")
                            .help("put the picture into the content folder: a published page asks nobody else"),
                    );
                }
                Some(address)
            }
            Target::Unsafe(scheme) => {
                self.diagnostics
                    .push(links::unsafe_link(&spot, &scheme, kind));
                None
            }
            Target::Inside(target) => {
                self.links.push(LinkRef { target, kind, spot });
                Some(links::pending(self.links.len() - 1))
            }
        }
    }

    /// Collects a picture's description; at its end writes the picture.
    pub(super) fn inside_image(&mut self, event: &Event<'a>, at: Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                let Some(image) = self.image.take() else {
                    return;
                };
                self.end_image(&image, at);
            }
            Event::Text(text) => image.alt.push_str(&self.typographer.text(text)),
            Event::Code(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn end_image(&mut self, image: &Image, at: Range<usize>) {
        if image.alt.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::new(
                    Rule::MissingAlt,
                    &self.file.spot(at.clone()),
                    "an image without a description",
                )
                .help("say in the square brackets what the image shows"),
            );
        }
        let Some(src) = &image.target else { return };
        let (src, alt) = (escape(src), escape(&image.alt));
        let html = |title: &str| {
            format!("<img src=\"{src}\" alt=\"{alt}\"{title} loading=\"lazy\" decoding=\"async\">")
        };
        self.titled = (!image.title.trim().is_empty()).then(|| Titled {
            at: self.out.len(),
            html: html(""),
            title: image.title.clone(),
        });
        self.html(&html(&attribute("title", &image.title)), &at);
    }

    /// A paragraph that is nothing but a picture with a title is a figure with a caption.
    pub(super) fn end_paragraph(&mut self, at: Range<usize>) {
        let paragraph = self.out.len().checked_sub(2);
        let is_alone = |titled: &Titled| {
            paragraph.is_some_and(|start| {
                let opened = self.out.get(start).map(|(event, _)| event);
                titled.at == start + 1 && matches!(opened, Some(Event::Start(Tag::Paragraph)))
            })
        };
        let Some(figure) = self.titled.take().filter(is_alone) else {
            self.out.push((Event::End(TagEnd::Paragraph), at));
            return;
        };
        self.out.truncate(figure.at - 1);
        self.typographer.block_start();
        let caption = escape(&self.typographer.text(figure.title.trim()));
        let html = format!(
            "<figure>{}<figcaption>{caption}</figcaption></figure>\n",
            figure.html
        );
        self.html(&html, &at);
    }

    pub(super) fn raw(&mut self, html: &str, at: Range<usize>, inline: bool) {
        let html = raw_html::without_comments(html);
        if html.trim().is_empty() {
            return;
        }
        match self.reading.raw_html {
            RawHtml::Escape if inline => self.out.push((Event::Text(html.into()), at)),
            RawHtml::Escape => {
                self.out.push((Event::Start(Tag::Paragraph), at.clone()));
                self.out.push((Event::Text(html.into()), at.clone()));
                self.out.push((Event::End(TagEnd::Paragraph), at));
            }
            policy => {
                let html = self.raw_links(&html, &at);
                // A forbidden address goes whatever the setting: then even trusted HTML is cleaned.
                let clean = self.report_unsafe(&html, &at) || policy == RawHtml::Sanitize;
                let event = if clean {
                    raw_html::untrusted(&html)
                } else {
                    Event::InlineHtml(html.into())
                };
                self.out.push((event, at));
            }
        }
    }

    /// Raw HTML with the marks of links that have to be looked up in place of their addresses.
    fn raw_links(&mut self, html: &str, at: &Range<usize>) -> String {
        let mut out = String::with_capacity(html.len());
        let mut done = 0;
        for (range, is_image) in raw_html::addresses(html) {
            let written = raw_html::decoded(html.get(range.clone()).unwrap_or(""));
            let kind = if is_image {
                LinkKind::Image
            } else {
                LinkKind::Link
            };
            if matches!(links::classify(&written), Target::Unsafe(_)) {
                continue;
            }
            if let Some(target) = self.target(&written, at, kind) {
                out.push_str(html.get(done..range.start).unwrap_or(""));
                out.push_str(&escape(&target));
                done = range.end;
            }
        }
        out.push_str(html.get(done..).unwrap_or(""));
        out
    }

    /// Reports the addresses in raw HTML whose schemes are not allowed; true if there are any.
    fn report_unsafe(&mut self, html: &str, at: &Range<usize>) -> bool {
        let schemes = raw_html::unsafe_schemes(html);
        for scheme in &schemes {
            let spot = self.file.spot(at.clone());
            self.diagnostics
                .push(links::unsafe_link(&spot, scheme, LinkKind::Link));
        }
        !schemes.is_empty()
    }
}
