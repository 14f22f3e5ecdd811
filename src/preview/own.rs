//! The preview's own addresses, below `/__cjm/` at the server's root.
//!
//! In: a request for one of them. Out: what the client in the browser asks for, and pages for
//! people: findings, the inbox, the page in several widths.

mod applications;
mod choices;
mod client_files;
mod findings;
mod frame;
mod routes;
mod start;
mod state;
mod verdicts;
mod widths;

use std::{collections::hash_map::RandomState, hash::BuildHasher};

use tiny_http::Method;

use super::{
    Desk, Snapshot,
    answer::{Answer, Body, KEEP_NOTHING, TEXT},
    form_data,
    head::Head,
    host::Hosts,
    inbox::Inbox,
    injection::{INBOX, Script},
    origin,
    page_tag::PageTag,
    respond::Sent,
    shown::Shown,
    target::{self, Target},
};
use crate::diagnostic::report;
use routes::Route;

pub(super) use routes::{OWN, is_own, is_stream, takes_form};

/// The media type of JSON.
const JSON: &str = "application/json; charset=utf-8";

/// What the preview's own addresses show, beside the site.
pub(super) struct Own {
    desk: Desk,
    inbox: Inbox,
    /// Which run of the server this is: chance, so that a tab of another run notices.
    server: String,
}

/// A request for one of the preview's own addresses.
pub(super) struct Visit<'a> {
    /// What is shown at the moment.
    pub shown: &'a Shown<'a>,
    /// What is asked for.
    pub target: &'a Target,
    /// What else the request says.
    pub head: &'a Head<'a>,
}

impl Own {
    /// The addresses of a server for the site of `desk`.
    pub fn new(desk: Desk) -> Self {
        // The one source of chance in the standard library: a hasher's keys.
        let server = RandomState::new().hash_one("server");
        Self {
            desk,
            inbox: Inbox::default(),
            server: format!("{server:016x}"),
        }
    }

    /// The answer to a request.
    pub fn answer(&self, visit: &Visit<'_>, body: Sent, hosts: &Hosts) -> Answer {
        let Some(route) = Route::of(&visit.target.path) else {
            return match routes::with_slash(&visit.target.path) {
                Some(page) => Answer::redirect(301, &page),
                None => Answer::text(404, "the preview has no such page"),
            };
        };
        match visit.head.method {
            Method::Get | Method::Head if route.can_be_read() => {
                if !origin::may_read(visit.head, route.is_page()) {
                    return Answer::text(403, "this is for pages of this preview only");
                }
                self.read(route, visit)
            }
            Method::Post if route.takes_form() => {
                if !origin::may_send(visit.head, hosts) {
                    return Answer::text(403, "this takes forms of pages of this preview only");
                }
                match body {
                    Sent::Whole(body) => self.send(route, visit, &body),
                    Sent::Not => Answer::text(413, "a form of more than 256 kB is not taken"),
                }
            }
            _ => Answer::text(405, "that cannot be done here").with("Allow", route.methods()),
        }
    }

    /// The script for a page with this tag.
    pub fn script<'s>(&'s self, snapshot: &Snapshot, tag: &'s PageTag) -> Script<'s> {
        Script {
            server: &self.server,
            tag: &tag.tag,
            version: snapshot.version,
            nearest: None,
        }
    }

    /// What is shown in place of any page while there has never been a site to show.
    pub fn broken(&self, snapshot: &Snapshot) -> Answer {
        let tag = findings::broken_tag(snapshot, &self.desk);
        let script = self.script(snapshot, &tag).element();
        frame::answer(&findings::document(snapshot, &self.desk, &script))
    }

    fn read(&self, route: Route, visit: &Visit<'_>) -> Answer {
        let snapshot = visit.shown.snapshot;
        match route {
            Route::Start | Route::Findings | Route::Widths | Route::Inbox => {
                frame::answer(&self.page(route, visit))
            }
            Route::Version => Answer::document(200, TEXT, snapshot.version.to_string()),
            Route::State => Answer::document(200, JSON, self.state(visit).to_string()),
            Route::FindingsJson => {
                let json = report::as_json(&snapshot.diagnostics);
                Answer::document(200, JSON, json.to_string())
            }
            Route::Client(file) => client_files::answer(file, visit.head),
            // Streams themselves are opened before a request comes here.
            Route::Events if *visit.head.method == Method::Head => Answer::new(200, Body::None)
                .with("Content-Type", "text/event-stream")
                .with("Cache-Control", KEEP_NOTHING),
            Route::Events | Route::Clear | Route::Choices => {
                Answer::text(400, "a request for the stream has no body")
            }
        }
    }

    /// One of the pages for people, with the script that keeps it up to date.
    fn page(&self, route: Route, visit: &Visit<'_>) -> String {
        let snapshot = visit.shown.snapshot;
        let script = self.script(snapshot, &own_tag(route)).element();
        match route {
            Route::Findings => findings::document(snapshot, &self.desk, &script),
            Route::Widths => widths::document(visit, &script),
            Route::Inbox => applications::document(snapshot, &self.inbox.newest_first(), &script),
            _ => start::document(visit.shown, self.inbox.count(), &script),
        }
    }

    fn send(&self, route: Route, visit: &Visit<'_>, body: &[u8]) -> Answer {
        let Some(fields) = form_data::fields(visit.head.header("Content-Type"), body) else {
            return Answer::text(415, "this takes forms, and nothing else");
        };
        match route {
            Route::Choices => choices::answer(visit.shown.snapshot, &self.desk, &fields),
            Route::Clear => {
                self.inbox.clear();
                Answer::redirect(303, INBOX)
            }
            _ => {
                let page = form_data::page(visit.target.query.as_deref());
                let page = page.and_then(|page| target::named(&page));
                self.inbox.take(page.map(|page| page.path), fields);
                Answer::redirect(303, &thanks(visit.shown))
            }
        }
    }

    fn state(&self, visit: &Visit<'_>) -> serde_json::Value {
        let page = form_data::page(visit.target.query.as_deref());
        let path = page
            .and_then(|page| target::named(&page))
            .map(|page| page.path);
        let page = path.and_then(|path| self.page_tag(&path, visit.shown));
        let facts = state::Facts {
            server: &self.server,
            page,
            inbox: self.inbox.count(),
        };
        state::state(visit.shown.snapshot, &self.desk, facts)
    }

    /// The tag of the page at `path` (decoded), whoever makes it.
    fn page_tag(&self, path: &str, shown: &Shown<'_>) -> Option<PageTag> {
        let snapshot = shown.snapshot;
        if is_own(path) {
            return Route::of(path).filter(Route::is_page).map(own_tag);
        }
        if snapshot.site.is_none() {
            return shown
                .is_page(path)
                .then(|| findings::broken_tag(snapshot, &self.desk));
        }
        shown.tag(path)
    }
}

/// The tag of one of the preview's own pages: the client looks at other things to tell whether it
/// has changed.
fn own_tag(route: Route) -> PageTag {
    PageTag {
        tag: route.name().to_owned(),
        styles: vec![frame::STYLES.to_owned()],
    }
}

/// Where a visitor lands who has sent the form.
fn thanks(shown: &Shown<'_>) -> String {
    let form = shown.snapshot.form.as_ref();
    match form.and_then(|form| form.thanks.as_deref()) {
        Some(thanks) => {
            let thanks = thanks.trim_start_matches('/');
            target::location(&format!("{}{thanks}", shown.base), None)
        }
        None => INBOX.to_owned(),
    }
}
