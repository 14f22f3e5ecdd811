//! Which answer a request gets.
//!
//! In: a request and what is shown at the moment. Out: an answer: one of the preview's own, or a
//! file of the site in the manner of GitHub Pages, with the preview's script in it if it is a page.

use std::{io, sync::Arc};

use tiny_http::Method;

use super::{
    Desk, SiteCell,
    answer::Answer,
    bases::Bases,
    file_answer::Opened,
    head::Head,
    host::Hosts,
    injection::inject,
    lookup::{self, Found},
    origin,
    own::{self, Own, Visit},
    respond::{Answers, Sent},
    shown::{Shown, is_html},
    target::{self, Target},
};
use crate::output::{Output, Stored};

/// What is shown for a path that is not there, if the site has it.
const MISSING: &str = "404.html";

/// The pages of a site, for everyone who asks.
pub(super) struct Pages {
    site: Arc<SiteCell>,
    hosts: Hosts,
    bases: Bases,
    own: Own,
}

impl Answers for Pages {
    fn wants_body(&self, head: &Head<'_>) -> bool {
        let target = Target::parse(head.target);
        self.check_host(head).is_ok() && target.is_ok_and(|target| own::takes_form(head, &target))
    }

    fn answer(&self, head: &Head<'_>, body: Sent) -> Answer {
        if let Err(refusal) = self.check_host(head) {
            return refusal;
        }
        let snapshot = self.site.get();
        let shown = Shown::new(&snapshot);
        self.bases.note(&shown.base);
        match Target::parse(head.target) {
            Ok(target) if own::is_own(&target.path) => {
                let visit = Visit {
                    shown: &shown,
                    target: &target,
                    head,
                };
                self.own.answer(&visit, body, &self.hosts)
            }
            _ if !matches!(head.method, Method::Get | Method::Head) => {
                let text = "pages can be read, and nothing else";
                Answer::text(405, text).with("Allow", "GET, HEAD")
            }
            Ok(target) => self.page(&shown, &target, head),
            Err(e) => Answer::text(400, &e.to_string()),
        }
    }
}

impl Pages {
    /// The pages of what is in `site`.
    pub fn new(site: Arc<SiteCell>, desk: Desk, hosts: Hosts) -> Self {
        Self {
            site,
            hosts,
            bases: Bases::default(),
            own: Own::new(desk),
        }
    }

    /// Whether a request is to be answered by a stream of versions.
    pub fn is_stream(&self, head: &Head<'_>) -> bool {
        let target = Target::parse(head.target);
        target.is_ok_and(|target| own::is_stream(head, &target))
            && self.check_host(head).is_ok()
            && origin::may_read(head, false)
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

    fn page(&self, shown: &Shown<'_>, target: &Target, head: &Head<'_>) -> Answer {
        let query = target.query.as_deref();
        let Some(path) = shown.within(&target.path) else {
            return self.outside(shown, target);
        };
        let Some(site) = &shown.snapshot.site else {
            return if lookup::is_page(path) {
                self.own.broken(shown.snapshot)
            } else {
                Answer::text(404, "nothing here yet: the site has errors")
            };
        };
        match lookup::find(site, path) {
            Found::Folder => {
                let folder = format!("{}/", target.path);
                Answer::redirect(301, &target::location(&folder, query))
            }
            Found::File { key, stored } => match self.open(shown, &key, stored, &target.path, None)
            {
                Ok(Some(file)) => or_failure(file.answer(&key, head)),
                Ok(None) => self.missing(shown, site, target, path),
                Err(failure) => failure,
            },
            Found::Nothing => match self.moved(shown, target) {
                Some(answer) => answer,
                None => self.missing(shown, site, target, path),
            },
        }
    }

    /// The answer to a path outside of the site's.
    fn outside(&self, shown: &Shown<'_>, target: &Target) -> Answer {
        let to_base = |status| {
            let query = target.query.as_deref();
            Answer::redirect(status, &target::location(&shown.base, query))
        };
        if target.path == "/" {
            return to_base(302);
        }
        if shown.base.strip_suffix('/') == Some(&target.path) {
            return to_base(301);
        }
        self.moved(shown, target).unwrap_or_else(|| {
            let base = target::location(&shown.base, None);
            Answer::text(404, &format!("nothing here: the site is at {base}"))
        })
    }

    /// The answer to a path under which the site was served before its own path was changed.
    fn moved(&self, shown: &Shown<'_>, target: &Target) -> Option<Answer> {
        let mut within = self.bases.within_older(&target.path).into_iter();
        let path = within.find(|path| match &shown.snapshot.site {
            Some(site) => !matches!(lookup::find(site, path), Found::Nothing),
            None => lookup::is_page(path),
        })?;
        let path = format!("{}{path}", shown.base);
        let location = target::location(&path, target.query.as_deref());
        Some(Answer::redirect(302, &location))
    }

    /// The site's own page for what is not there.
    fn missing(&self, shown: &Shown<'_>, site: &Output, target: &Target, path: &str) -> Answer {
        let nearest = format!("{}{}", shown.base, lookup::nearest(site, path));
        let nearest = target::encode(&nearest);
        let page = site.get(MISSING).and_then(|stored| {
            let opened = self.open(shown, MISSING, stored, &target.path, Some(&nearest));
            opened.ok().flatten()
        });
        match page {
            Some(page) => or_failure(page.answer_missing(MISSING)),
            None => Answer::text(404, "nothing here"),
        }
    }

    /// Opens a file of the site for a browser at `path` (decoded). What is added to a page is in
    /// what comes out; an author's page stays as it is.
    fn open(
        &self,
        shown: &Shown<'_>,
        key: &str,
        stored: Stored,
        path: &str,
        nearest: Option<&str>,
    ) -> Result<Option<Opened>, Answer> {
        match stored {
            Stored::Bytes(html) if is_html(key) => {
                let tag = shown.tag_of(&html, path);
                let mut script = self.own.script(shown.snapshot, &tag);
                script.nearest = nearest;
                let page = inject(&html, path, &script.element());
                Ok(Some(Opened::in_memory(page.into())))
            }
            stored => Opened::new(stored).map_err(|e| Answer::text(500, &e.to_string())),
        }
    }
}

fn or_failure(answer: io::Result<Answer>) -> Answer {
    answer.unwrap_or_else(|e| Answer::text(500, &e.to_string()))
}
