//! Links and images inside the site, looked up and written into the documents.
//!
//! In: documents whose links are pending. Out: marked addresses, and a finding for each link that
//! leads nowhere or to a part that its page does not have.

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::{
    anchors::Anchors,
    lanes::every_html,
    outline::stage_slug_of,
    pictures::Seen,
    resolver::{Failure, IN_PATH, Published, Resolver, encoded, only_a_file},
};
use crate::{
    content::{
        Document, Role,
        body::{LinkKind, LinkRef},
        documents::{Front, Placed},
    },
    diagnostic::Diagnostic,
    source::{Place, Spot},
    urls,
};

/// What the references of one document lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The addresses of its links, in their order.
    links: Vec<String>,
    /// The pictures that it shows.
    pub shown: Vec<Shown>,
    /// The addresses of pictures that stand in what is left out of it.
    pub withheld: Vec<String>,
    /// The address of the picture in its front matter.
    pub image: Option<String>,
    /// The address of a client's logo.
    pub logo: Option<String>,
}

/// A picture that a document shows, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The marked address.
    pub address: String,
    /// The place in the document.
    pub place: Place,
}

/// The picture and the logo that a document's front matter names.
fn named_files(front: &Front) -> [Option<&Placed>; 2] {
    match front {
        Front::Map(map) => [
            map.cover.as_ref().map(|image| &image.src),
            map.client.as_ref().and_then(|client| client.logo.as_ref()),
        ],
        Front::Persona(persona) => [persona.photo.as_ref().map(|image| &image.src), None],
        Front::Stage(stage) => [stage.image.as_ref().map(|image| &image.src), None],
        Front::Page(_) => [None, None],
    }
}

/// True for a document that refers to something inside the site.
pub fn has_references(document: &Document) -> bool {
    let body = &document.body;
    !(body.links.is_empty() && body.withheld.is_empty())
        || named_files(&document.front).iter().any(Option::is_some)
}

/// Looks up everything that a document refers to. `page` is the address of the page that shows it.
pub fn resolve(
    document: &Document,
    page: &str,
    resolver: &Resolver,
    anchors: &Anchors,
    diagnostics: &mut Vec<Diagnostic>,
) -> Resolved {
    let resolving = Resolving {
        resolver,
        anchors,
        document,
        page,
    };
    let mut shown = Vec::new();
    let mut show = |address: &str, spot: &Spot| {
        shown.push(Shown {
            address: bare(address).to_owned(),
            place: Place::from(spot),
        });
    };
    let mut address = |link: &LinkRef| match resolving.address(link) {
        Ok(address) => {
            if link.kind == LinkKind::Image {
                show(&address, &link.spot);
            }
            address
        }
        Err(finding) => {
            diagnostics.extend(finding.map(|finding| *finding));
            "#".to_owned()
        }
    };
    let links = document.body.links.iter().map(&mut address).collect();
    let [image, logo] = named_files(&document.front).map(|named| {
        let address = resolver.file(&document.folder, named?, diagnostics)?;
        show(&address, &named?.1);
        Some(address)
    });
    let withheld = document.body.withheld.iter();
    Resolved {
        withheld: files(withheld, document, page, resolver),
        links,
        shown,
        image,
        logo,
    }
}

/// What a document refers to that is left out as a whole: its pictures are.
pub fn withhold(document: &Document, resolver: &Resolver) -> Resolved {
    let links = document.body.links.iter();
    let images = links.filter(|link| link.kind == LinkKind::Image);
    let named = named_files(&document.front).into_iter().flatten();
    let targets = images.map(|link| &link.target);
    let targets = targets.chain(&document.body.withheld);
    let targets = targets.chain(named.map(|(target, _)| target));
    Resolved {
        withheld: files(targets, document, "/", resolver),
        ..Resolved::default()
    }
}

/// The addresses of files, of those that are there.
fn files<'t>(
    targets: impl Iterator<Item = &'t String>,
    document: &Document,
    page: &str,
    resolver: &Resolver,
) -> Vec<String> {
    let file = |target: &String| {
        let found = resolver.find(&document.folder, page, bare(target)).ok()?;
        Some(encoded(&only_a_file(found).ok()?.url))
    };
    targets.filter_map(file).collect()
}

/// Writes the addresses of all links into a document.
pub fn write(document: &mut Document, resolved: &Resolved, seen: &Seen) {
    if resolved.links.is_empty() {
        return;
    }
    let kinds: Vec<LinkKind> = document.body.links.iter().map(|link| link.kind).collect();
    for html in every_html(document) {
        if html.0.contains(urls::PENDING) {
            html.0 = filled_in(&html.0, &resolved.links, &kinds, seen);
        }
    }
}

impl Resolved {
    /// The addresses of everything that the document leads to or shows.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let links = self.links.iter().map(|address| bare(address));
        links.chain(self.shown.iter().map(|shown| shown.address.as_str()))
    }
}

/// An address without what follows the path.
fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

/// The links of one document, being looked up.
struct Resolving<'r> {
    resolver: &'r Resolver,
    anchors: &'r Anchors,
    document: &'r Document,
    /// The page that shows the document.
    page: &'r str,
}

impl Resolving<'_> {
    /// The marked address of a link; `Err` with the finding, if it is worth one.
    fn address(&self, link: &LinkRef) -> Result<String, Option<Box<Diagnostic>>> {
        let (rest, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (rest, String::new()),
        };
        let found = self
            .published(path, fragment, link.kind)
            .map_err(|failure| {
                let folder = &self.document.folder;
                self.resolver
                    .failure(folder, &link.spot, &link.target, link.kind, &failure)
                    .map(Box::new)
            })?;
        let address = format!("{}{query}", encoded(&found.url));
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        let Some(anchor) = anchor(&found, &fragment, &|name| {
            self.anchors.has(&found.url, name)
        }) else {
            return Ok(address);
        };
        if !self.anchors.has(&found.url, &anchor) {
            return Err(Some(Box::new(
                self.anchors.broken(&found.url, &anchor, &link.spot),
            )));
        }
        Ok(format!(
            "{address}#{}",
            utf8_percent_encode(&anchor, IN_PATH)
        ))
    }

    /// What a path leads to; without a path the document's own page.
    fn published(&self, path: &str, fragment: &str, kind: LinkKind) -> Result<Published, Failure> {
        if !path.is_empty() {
            let found = self.resolver.find(&self.document.folder, self.page, path)?;
            return if kind == LinkKind::Image {
                only_a_file(found)
            } else {
                Ok(found)
            };
        }
        if fragment.is_empty() || kind == LinkKind::Image {
            return Err(Failure::Nowhere);
        }
        let is_stage = self.document.role == Role::Stage;
        Ok(Published {
            url: self.page.to_owned(),
            anchor: is_stage.then(|| stage_slug_of(self.document)),
        })
    }
}

/// The anchor that a link to something published leads to. The generated anchors of a stage bear
/// its slug before them, which authors need not write: within a stage, or behind a link to its
/// file, `#part` is the stage's own part if it has one of that name, else one of the page.
fn anchor(found: &Published, fragment: &str, exists: &dyn Fn(&str) -> bool) -> Option<String> {
    match (&found.anchor, fragment) {
        (stage, "") => stage.clone(),
        (None, fragment) => Some(fragment.to_owned()),
        (Some(stage), fragment) => {
            let own = format!("{stage}-{fragment}");
            Some(if exists(&own) {
                own
            } else {
                fragment.to_owned()
            })
        }
    }
}

/// HTML with the numbers of pending links replaced by what was found for them. Pictures get what is
/// known of them besides.
fn filled_in(html: &str, written: &[String], kinds: &[LinkKind], seen: &Seen) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut picture = None;
    for (n, piece) in html.split(urls::PENDING).enumerate() {
        // Between two marks stands a number; outside of them stands text.
        let number = piece.parse::<usize>().ok().filter(|_| n % 2 == 1);
        let found = number.and_then(|at| Some((written.get(at)?, kinds.get(at)?)));
        let Some((address, kind)) = found else {
            let mut rest = piece;
            if let Some(address) = picture.take()
                && let Some(quote) = piece.chars().next().filter(|c| matches!(c, '"' | '\''))
            {
                out.push(quote);
                rest = piece.get(1..).unwrap_or("");
                out.push_str(&seen.attributes(address, rest));
            }
            out.push_str(rest);
            continue;
        };
        match kind {
            LinkKind::Image => {
                out.push_str(&seen.address(address));
                picture = Some(bare(address));
            }
            LinkKind::Link => out.push_str(address),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_between_marks_become_addresses() {
        let html = "a \u{fdd1}1\u{fdd1} 1 \u{fdd1}0\u{fdd1}";
        let kinds = [LinkKind::Link, LinkKind::Link];
        let written = ["x".into(), "y".into()];
        assert_eq!(
            filled_in(html, &written, &kinds, &Seen::default()),
            "a y 1 x"
        );
    }
}
