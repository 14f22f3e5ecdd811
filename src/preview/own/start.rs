//! The page on which the preview begins.
//!
//! In: what is shown at the moment. Out: a page that says so, with links to everything else that
//! the preview has, and what can be chosen.

use super::frame::{self, count, escape};
use crate::preview::{Snapshot, shown::Shown, target};

/// The page. `inbox` is how many applications there are, `end` HTML for the end of its body.
pub(super) fn document(shown: &Shown<'_>, inbox: usize, end: &str) -> String {
    let snapshot = shown.snapshot;
    let found = &snapshot.diagnostics;
    let site = target::encode(&shown.base);
    let main = format!(
        "<p class=\"cjm-preview-summary\">{state}</p>\n\
         <ul class=\"cjm-preview-links\">\n\
         <li><a href=\"{site}\">The site</a></li>\n\
         <li><a href=\"/__cjm/diagnostics/\">Findings</a>: {errors}, {warnings} \
         (<a href=\"/__cjm/diagnostics.json\">JSON</a>)</li>\n\
         <li><a href=\"/__cjm/inbox/\">Inbox</a>: {applications}</li>\n\
         <li><a href=\"/__cjm/widths/\">Widths</a>: a page as on a phone, a tablet and a \
         desktop</li>\n</ul>\n{choices}",
        state = state(snapshot),
        errors = count(found.errors(), "error"),
        warnings = count(found.warnings(), "warning"),
        applications = count(inbox, "application"),
        choices = choices(snapshot),
    );
    frame::document("Preview", &main, end)
}

fn state(snapshot: &Snapshot) -> String {
    let version = snapshot.version;
    let what = match (&snapshot.site, snapshot.is_current) {
        (Some(_), true) => "the site is shown as it is now",
        (Some(_), false) => "it has errors, so the last site without any is shown",
        (None, _) => "it has errors, and there has been no site without any yet",
    };
    format!("Build {version}: {what}.")
}

/// The form with what can be chosen.
fn choices(snapshot: &Snapshot) -> String {
    let chosen = &snapshot.choices;
    let tick = |name: &str, label: &str, is_on: bool| {
        let checked = if is_on { " checked" } else { "" };
        format!(
            "<p><label><input type=\"checkbox\" name=\"{name}\" value=\"1\"{checked}> \
             {label}</label></p>\n"
        )
    };
    let option = |name: &str, label: &str| {
        let is_chosen = chosen.theme.as_deref().unwrap_or_default() == name;
        let selected = if is_chosen { " selected" } else { "" };
        let (name, label) = (escape(name), escape(label));
        format!("<option value=\"{name}\"{selected}>{label}</option>")
    };
    let themes: String = snapshot
        .themes
        .iter()
        .map(|name| option(name, name))
        .collect();
    format!(
        "<h2>What is shown</h2>\n\
         <form class=\"cjm-preview-choices\" action=\"/__cjm/choices\" method=\"post\">\n\
         {drafts}{internal}\
         <p><label>Theme <select name=\"theme\">{default}{themes}</select></label></p>\n\
         <input type=\"hidden\" name=\"back\" value=\"/__cjm/\">\n\
         <p><button type=\"submit\">Show</button></p>\n</form>",
        drafts = tick("drafts", "Drafts", chosen.drafts),
        internal = tick("internal", "What is internal", chosen.internal),
        default = option("", "as in the settings"),
    )
}
