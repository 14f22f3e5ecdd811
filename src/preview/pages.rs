//! Which answer a request gets.
//!
//! In: the head of a request and the newest site. Out: an answer, in the manner of GitHub Pages. A
//! path is looked up among the site's files as it is, and nowhere else: what is not in the list
//! does not exist.

use std::{io, sync::Arc};

use tiny_http::Method;

use super::{
    Desk, SiteCell,
    answer::Answer,
    file_answer::Opened,
    head::Head,
    host::Hosts,
    target::{self, Target},
};
use crate::{
    diagnostic::report::{self, Format},
    output::{Output, Stored},
};

/// Where the preview's own pages are, at the server's root whatever the site's path.
pub(super) const OWN: &str = "/__cjm/";

/// What is shown for a path that is not there, if the site has it.
const MISSING: &str = "404.html";

/// The pages of a site, for everyone who asks.
pub(super) struct Pages {
    site: Arc<SiteCell>,
    #[expect(dead_code, reason = "the preview's own pages come next")]
    desk: Desk,
    hosts: Hosts,
}

/// What stands at a path of the site.
#[derive(Debug)]
enum Found {
    File {
        key: String,
        stored: Stored,
    },
    /// A folder that was asked for without the slash at its end.
    Folder,
    Nothing,
}

impl Pages {
    /// The pages of what is in `site`.
    pub fn new(site: Arc<SiteCell>, desk: Desk, hosts: Hosts) -> Self {
        Self { site, desk, hosts }
    }

    /// The answer to a request. One to `HEAD` is that to `GET`: whoever sends it leaves the body
    /// out.
    pub fn answer(&self, head: &Head<'_>) -> Answer {
        if let Err(refusal) = self.check_host(head) {
            return refusal;
        }
        if !matches!(head.method, Method::Get | Method::Head) {
            let text = "pages can be read, and nothing else";
            return Answer::text(405, text).with("Allow", "GET, HEAD");
        }
        match Target::parse(head.target) {
            Ok(target) => self.page(&target, head),
            Err(e) => Answer::text(400, &e.to_string()),
        }
    }

    fn check_host(&self, head: &Head<'_>) -> Result<(), Answer> {
        match head.host() {
            Err(e) => Err(Answer::text(400, e)),
            Ok(Some(host)) if !self.hosts.include(host) => {
                let text = "this preview does not answer to that name, so that no web page can \
                            read it by one; to use the name, start the preview with `--hostname` \
                            and the name";
                Err(Answer::text(403, text))
            }
            Ok(_) => Ok(()),
        }
    }

    fn page(&self, target: &Target, head: &Head<'_>) -> Answer {
        let query = target.query.as_deref();
        if target.path.starts_with(OWN) {
            return Answer::text(404, "the preview has no such page");
        }
        let snapshot = self.site.get();
        let base = decoded_base(&snapshot.base_path);
        let Some(path) = target.path.strip_prefix(&base) else {
            return outside(&base, &target.path, query);
        };
        let Some(site) = &snapshot.site else {
            return Answer::text(200, &report::write(&snapshot.diagnostics, Format::Human));
        };
        match find(site, path) {
            Found::Folder => {
                let folder = format!("{base}{path}/");
                Answer::redirect(301, &target::location(&folder, query))
            }
            Found::File { key, stored } => match open(stored) {
                Ok(Some(file)) => or_failure(file.answer(&key, head)),
                Ok(None) => missing(site),
                Err(failure) => failure,
            },
            Found::Nothing => missing(site),
        }
    }
}

/// The path under which the site is served, decoded, with `/` at both ends. In a URL slashes at
/// its ends may be missing.
fn decoded_base(base_path: &str) -> String {
    let base_path = base_path.trim_matches('/');
    let decoded = percent_encoding::percent_decode_str(base_path).decode_utf8_lossy();
    match &*decoded {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// The answer to a path outside of the site's.
fn outside(base: &str, path: &str, query: Option<&str>) -> Answer {
    let to_base = |status| Answer::redirect(status, &target::location(base, query));
    if path == "/" {
        return to_base(302);
    }
    if base.strip_suffix('/') == Some(path) {
        return to_base(301);
    }
    let base = target::location(base, None);
    Answer::text(404, &format!("nothing here: the site is at {base}"))
}

/// Looks up a path relative to the base, as GitHub Pages does: the file itself, the file without
/// its `.html`, a folder's `index.html`.
fn find(site: &Output, path: &str) -> Found {
    let file = |key: String| {
        let stored = site.get(&key)?;
        Some(Found::File { key, stored })
    };
    if path.is_empty() || path.ends_with('/') {
        return file(format!("{path}index.html")).unwrap_or(Found::Nothing);
    }
    if let Some(found) = file(path.to_owned()).or_else(|| file(format!("{path}.html"))) {
        return found;
    }
    match site.get(&format!("{path}/index.html")) {
        Some(_) => Found::Folder,
        None => Found::Nothing,
    }
}

/// The site's own page for what is not there.
fn missing(site: &Output) -> Answer {
    let page = site
        .get(MISSING)
        .and_then(|stored| open(stored).ok().flatten());
    match page {
        Some(page) => or_failure(page.answer_missing(MISSING)),
        None => Answer::text(404, "nothing here"),
    }
}

fn open(stored: Stored) -> Result<Option<Opened>, Answer> {
    Opened::new(stored).map_err(|e| Answer::text(500, &e.to_string()))
}

fn or_failure(answer: io::Result<Answer>) -> Answer {
    answer.unwrap_or_else(|e| Answer::text(500, &e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Found, find};
    use crate::output::{Output, Sink};

    #[test]
    fn found_by_exact_name_only() {
        let site = Output::default();
        for path in ["index.html", "a/index.html", "b.html", "b/index.html", "c"] {
            site.put(path, path.to_owned().into()).unwrap();
        }
        let found = |path| match find(&site, path) {
            Found::File { key, .. } => key,
            Found::Folder => "folder".to_owned(),
            Found::Nothing => "nothing".to_owned(),
        };
        let rows = [
            ("", "index.html"),
            ("index.html", "index.html"),
            ("index", "index.html"),
            ("a", "folder"),
            ("a/", "a/index.html"),
            ("a/index", "a/index.html"),
            ("b", "b.html"),
            ("b/", "b/index.html"),
            ("c", "c"),
            ("c/", "nothing"),
            ("A/", "nothing"),
            ("/a/", "nothing"),
            ("a//", "nothing"),
            ("/", "nothing"),
            ("a/../c", "nothing"),
            ("a/ ", "nothing"),
        ];
        for (path, expected) in rows {
            assert_eq!(found(path), expected, "{path:?}");
        }
    }
}
