//! Where destinations inside the site lead.
//!
//! In: a destination as an author wrote it. Out: its address, or why it leads nowhere. It is tried
//! as a file beside the document (Markdown, image, folder), then as an address of the published
//! site.

use std::collections::{BTreeSet, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{LeftOut, index::Published as Whole};
use crate::{
    content::{
        Role,
        body::{LinkKind, Target, understand},
    },
    diagnostic::{Diagnostic, Rule, nearest},
    source::Spot,
    urls,
};

/// Looks up destinations.
#[derive(Debug)]
pub struct Resolver {
    /// By the path within the content folder: where a file or folder is published.
    files: HashMap<String, Published>,
    /// All addresses that have a page or file.
    urls: BTreeSet<String>,
    /// Paths within the content folder of what is left out.
    left_out: BTreeSet<String>,
    /// Paths within the content folder of internal stages that are left out.
    internal: BTreeSet<String>,
    /// Paths within the content folder of documents that could not be read.
    unread: BTreeSet<String>,
}

/// Where something is published.
#[derive(Debug, Clone)]
pub struct Published {
    /// The address, from the site's root.
    pub url: String,
    /// For a stage: its section on the page.
    pub anchor: Option<String>,
}

/// Why a destination cannot be used.
pub enum Failure {
    /// There is nothing of that name.
    Nowhere,
    /// It is a draft.
    Draft,
    /// It is internal.
    Internal,
    /// It lies outside of the content folder.
    Outside,
    /// The target could not be read, which is reported already.
    Unread,
    /// An image is wanted, and this is a page.
    Page,
}

/// What is encoded in an address: everything that ends one in HTML, and what browsers encode.
pub const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b',')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path as it stands in an address, marked as inside the site.
pub fn encoded(path: &str) -> String {
    urls::inside(&utf8_percent_encode(path, IN_PATH).to_string())
}

impl Resolver {
    /// A resolver over everything that is published. `src` is the content folder.
    pub fn new(whole: &Whole<'_>, src: &str, left_out: &LeftOut) -> Self {
        let addresses = whole.addresses;
        let src = format!("{src}/");
        let within = |path: &str| path.strip_prefix(&src).unwrap_or(path).to_owned();
        let mut resolver = Resolver {
            files: HashMap::new(),
            urls: BTreeSet::from(["/".to_owned()]),
            left_out: left_out.files.iter().map(|path| within(path)).collect(),
            internal: left_out.internal.iter().map(|path| within(path)).collect(),
            unread: BTreeSet::new(),
        };
        for document in whole.outlines {
            let Some(url) = addresses.of(document) else {
                continue;
            };
            let anchor = (document.role == Role::Stage).then(|| document.stage_slug());
            let published = Published {
                url: url.clone(),
                anchor,
            };
            if matches!(document.role, Role::Map | Role::Home) || document.name == "index" {
                resolver
                    .files
                    .insert(document.folder.clone(), published.clone());
            }
            resolver.files.insert(within(&document.path), published);
            resolver.urls.insert(url);
        }
        for folder in whole
            .listing
            .segments
            .iter()
            .filter(|folder| !left_out.holds(folder))
        {
            let published = Published {
                url: addresses.folder(folder),
                anchor: None,
            };
            resolver.urls.insert(published.url.clone());
            resolver.files.insert(folder.clone(), published);
        }
        for asset in whole.assets {
            resolver.urls.insert(asset.url.clone());
            resolver.files.insert(
                within(&asset.path),
                Published {
                    url: asset.url.clone(),
                    anchor: None,
                },
            );
        }
        let listed = whole
            .listing
            .documents()
            .filter(|file| !left_out.holds(&file.folder))
            .map(|file| within(&file.path));
        resolver.unread = listed.filter(|path| !resolver.knows(path)).collect();
        resolver
    }

    /// True for a file that was read, whether or not it is published.
    fn knows(&self, path: &str) -> bool {
        self.files.contains_key(path)
            || self.left_out.contains(path)
            || self.internal.contains(path)
    }

    /// The page whose source stands at a path within the content folder: what settings name.
    pub fn page(&self, (written, spot): &(String, Spot), diagnostics: &mut Vec<Diagnostic>) {
        let found = self.find("", "/", written.trim_start_matches('/'));
        if let Some(finding) = found
            .err()
            .and_then(|failure| self.failure("", spot, written, LinkKind::Link, &failure))
        {
            diagnostics.push(finding);
        }
    }

    /// Looks up an image or file that a document's front matter names; marked, ready for `src`.
    pub fn file(
        &self,
        folder: &str,
        (written, spot): &(String, Spot),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        match understand(written) {
            Target::Outside(url) => {
                diagnostics.push(
                    Diagnostic::new(Rule::RemoteImage, spot, "a picture is fetched from another host")
                        .help("put the picture into the content folder: a published page asks nobody else"),
                );
                Some(url)
            }
            Target::Unsafe(_) => {
                diagnostics.push(Diagnostic::new(
                    Rule::WrongValue,
                    spot,
                    format!("`{written}` is not a file"),
                ));
                None
            }
            Target::Inside(path) => match self.find(folder, "/", &path).and_then(only_a_file) {
                Ok(found) => Some(encoded(&found.url)),
                Err(failure) => {
                    diagnostics.extend(self.failure(
                        folder,
                        spot,
                        written,
                        LinkKind::Image,
                        &failure,
                    ));
                    None
                }
            },
        }
    }

    /// Looks up a path that stands in a document of `folder`, shown at `page`.
    pub fn find(&self, folder: &str, page: &str, path: &str) -> Result<Published, Failure> {
        let path = percent_decode_str(path).decode_utf8_lossy();
        let base = if path.starts_with('/') { "" } else { folder };
        let wanted = walk(base, &path);
        if let Some(wanted) = &wanted
            && let Some(found) = self.files.get(wanted)
        {
            return Ok(found.clone());
        }
        // As an address: relative to the page, or from the site's root.
        if let Some(url) = walk(
            if path.starts_with('/') {
                ""
            } else {
                page.trim_matches('/')
            },
            &path,
        ) {
            let as_page = if url.is_empty() {
                "/".to_owned()
            } else {
                format!("/{url}/")
            };
            let as_file = format!("/{}", url.trim_end_matches("index.html"));
            if let Some(url) = [as_page, as_file]
                .into_iter()
                .find(|url| self.urls.contains(url))
            {
                return Ok(Published { url, anchor: None });
            }
        }
        match wanted {
            None => Err(Failure::Outside),
            Some(path) if self.left_out.contains(&path) => Err(Failure::Draft),
            Some(path) if self.internal.contains(&path) => Err(Failure::Internal),
            Some(path) if self.unread.contains(&path) => Err(Failure::Unread),
            Some(_) => Err(Failure::Nowhere),
        }
    }

    /// The finding for a destination that cannot be used, if it is worth one.
    pub fn failure(
        &self,
        folder: &str,
        spot: &Spot,
        target: &str,
        kind: LinkKind,
        failure: &Failure,
    ) -> Option<Diagnostic> {
        let (rule, what) = match kind {
            LinkKind::Link => (Rule::BrokenLink, "the link"),
            LinkKind::Image => (Rule::MissingImage, "the image"),
        };
        let finding =
            |rule, rest: &str| Diagnostic::new(rule, spot, format!("{what} `{target}` {rest}"));
        Some(match failure {
            Failure::Unread => return None,
            Failure::Outside => finding(Rule::OutsideSite, "leads out of the content folder")
                .help("copy the file into the content folder"),
            Failure::Draft => finding(rule, "leads to a draft, which is not published")
                .help("take the link out, or publish the draft; `--drafts` includes it"),
            Failure::Internal => {
                finding(rule, "leads to an internal stage, which is not published")
                    .help("take the link out; `--internal` includes the stage")
            }
            Failure::Page => {
                finding(rule, "leads to a page, not to a picture").help("name the picture's file")
            }
            Failure::Nowhere if target.is_empty() => {
                finding(rule, "leads nowhere").help("say between the brackets where it leads")
            }
            Failure::Nowhere => {
                let finding = finding(rule, "leads nowhere");
                match self.similar(target) {
                    Some(path) => finding.label(format!("did you mean `{}`?", way(folder, path))),
                    None if kind == LinkKind::Image => {
                        finding.help("put the file beside the text, or mend the path")
                    }
                    None => finding.help(
                        "a link names a file, such as `other.md`, or an address, such as `/about/`",
                    ),
                }
            }
        })
    }

    /// A file whose name is like the last part of the target.
    fn similar(&self, target: &str) -> Option<&str> {
        // Without the ending, which is alike in most names.
        let last = |path: &str| {
            let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
            name.rsplit_once('.')
                .map_or(name, |(stem, _)| stem)
                .to_owned()
        };
        let wanted = last(target.split(['#', '?']).next()?);
        let mut names: Vec<(&str, String)> = self
            .files
            .keys()
            .map(|path| (path.as_str(), last(path)))
            .collect();
        names.sort();
        let near = nearest(&wanted, names.iter().map(|(_, name)| name.as_str()))?.to_owned();
        names
            .into_iter()
            .find(|(_, name)| *name == near)
            .map(|(path, _)| path)
    }
}

/// A page is no picture.
pub fn only_a_file(found: Published) -> Result<Published, Failure> {
    if found.url.ends_with('/') {
        Err(Failure::Page)
    } else {
        Ok(found)
    }
}

/// The way from a folder to a file, as a link is written.
fn way(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(a, b)| a == b)
        .count()
        .min(to.len() - 1);
    let up = "../".repeat(from.len() - common);
    format!("{up}{}", to.get(common..).unwrap_or(&[]).join("/"))
}

/// Walks from a folder along a path; `None` where it leaves the content folder.
fn walk(folder: &str, path: &str) -> Option<String> {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            name => steps.push(name),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_stays_inside_or_is_none() {
        assert_eq!(walk("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(walk("a", "./b//c").as_deref(), Some("a/b/c"));
        assert_eq!(walk("", "/x").as_deref(), Some("x"));
        assert_eq!(walk("a", "../../x"), None);
    }
}
