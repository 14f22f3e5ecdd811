//! Which of the preview's own addresses there are.
//!
//! In: a path. Out: what it stands for, and how it may be asked for.

use tiny_http::Method;

use crate::preview::{head::Head, target::Target};

/// Where the preview's own addresses are, at the server's root whatever the site's path.
pub(in crate::preview) const OWN: &str = "/__cjm/";

/// One of the preview's own addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// The page on which the preview begins.
    Start,
    /// The findings as a page.
    Findings,
    /// A page of the site in several widths.
    Widths,
    /// What forms have sent; also where they send it.
    Inbox,
    /// Empties the inbox.
    Clear,
    /// Makes the site with other choices.
    Choices,
    /// The stream of versions.
    Events,
    /// The newest version.
    Version,
    /// What a tab has to know.
    State,
    /// The findings for programs.
    FindingsJson,
    /// One of the client's files, by its name.
    Client(&'static str),
}

/// All of them, by what follows [`OWN`].
const ROUTES: [(&str, Route); 14] = [
    ("", Route::Start),
    ("diagnostics/", Route::Findings),
    ("widths/", Route::Widths),
    ("inbox/", Route::Inbox),
    ("inbox/clear", Route::Clear),
    ("choices", Route::Choices),
    ("events", Route::Events),
    ("version", Route::Version),
    ("state", Route::State),
    ("diagnostics.json", Route::FindingsJson),
    ("cjm-preview.js", Route::Client("cjm-preview.js")),
    ("cjm-preview.css", Route::Client("cjm-preview.css")),
    (
        "cjm-preview-pages.css",
        Route::Client("cjm-preview-pages.css"),
    ),
    (
        "cjm-preview-icon.svg",
        Route::Client("cjm-preview-icon.svg"),
    ),
];

impl Route {
    /// What stands at a path (decoded), if it is one of these.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.strip_prefix(OWN)?;
        let found = ROUTES.iter().find(|(known, _)| *known == name);
        found.map(|(_, route)| *route)
    }

    /// What follows [`OWN`] in its path.
    pub fn name(self) -> &'static str {
        let found = ROUTES.iter().find(|(_, route)| *route == self);
        found.map_or("", |(name, _)| name)
    }

    /// Whether it is a page for people.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Self::Start | Self::Findings | Self::Widths | Self::Inbox
        )
    }

    /// Whether there is anything to be read.
    pub fn can_be_read(self) -> bool {
        !matches!(self, Self::Clear | Self::Choices)
    }

    /// Whether a form can be sent there.
    pub fn takes_form(self) -> bool {
        matches!(self, Self::Inbox | Self::Clear | Self::Choices)
    }

    /// The methods by which it may be asked for.
    pub fn methods(self) -> &'static str {
        match (self.can_be_read(), self.takes_form()) {
            (true, true) => "GET, HEAD, POST",
            (true, false) => "GET, HEAD",
            (false, _) => "POST",
        }
    }
}

/// Whether a path (decoded) is the preview's own, whether or not there is anything.
pub(in crate::preview) fn is_own(path: &str) -> bool {
    path.starts_with(OWN) || OWN.strip_suffix('/') == Some(path)
}

/// Whether a request has a form for one of these addresses.
pub(in crate::preview) fn takes_form(head: &Head<'_>, target: &Target) -> bool {
    *head.method == Method::Post && Route::of(&target.path).is_some_and(Route::takes_form)
}

/// Whether a request is one for the stream of versions.
pub(in crate::preview) fn is_stream(head: &Head<'_>, target: &Target) -> bool {
    let is_it = Route::of(&target.path) == Some(Route::Events);
    is_it && *head.method == Method::Get && !head.has_body()
}

/// The path of the page that is meant by one without the slash at its end.
pub(super) fn with_slash(path: &str) -> Option<String> {
    let page = format!("{path}/");
    Route::of(&page).is_some().then_some(page)
}

#[cfg(test)]
mod tests {
    use super::{ROUTES, Route, is_own, with_slash};

    #[test]
    fn each_has_its_name() {
        for (name, route) in ROUTES {
            assert_eq!(Route::of(&format!("/__cjm/{name}")), Some(route));
            assert_eq!(route.name(), name);
        }
        assert_eq!(Route::of("/__cjm/Version"), None);
        assert_eq!(Route::of("/version"), None);
    }

    #[test]
    fn what_is_ours() {
        assert!(is_own("/__cjm") && is_own("/__cjm/x"));
        assert!(!is_own("/__cjmx/") && !is_own("/a/__cjm/"));
        assert_eq!(with_slash("/__cjm").as_deref(), Some("/__cjm/"));
        assert_eq!(with_slash("/__cjm/inbox").as_deref(), Some("/__cjm/inbox/"));
        assert_eq!(with_slash("/__cjm/version"), None);
    }
}
