//! `cjm-site serve`: shows the site in a browser, from memory, and keeps up with every change.

mod keeping_up;
mod terminal;

use std::{
    io::{self, Write},
    path::Path,
    sync::{Arc, mpsc},
    thread,
    time::Instant,
};

use super::{Error, Verdict, plural, tally};
use crate::{
    cli::Serve,
    diagnostic::report::{self, Format},
    disk,
    pipeline::{Live, Request, Update},
    preview::{Choices, Desk, Preview, SiteCell, watch::Watch},
    site_folder::Look,
};
use keeping_up::{KeepingUp, plan, snapshot};
use terminal::Terminal;

/// Builds into memory and serves until the user ends it. A site with errors is served all the
/// same: what is wrong with it, and the site itself once it is mended.
pub fn run(root: &Path, serve: &Serve) -> Result<Verdict, Error> {
    let preview = Preview::bind(&serve.hostname, serve.port)?;
    let root = disk::canonicalize(root)?;
    let start = Instant::now();
    let choices = Choices {
        drafts: serve.include.drafts,
        internal: serve.include.internal,
        theme: None,
    };
    let mut live = Live::new(&root, request(&choices));
    // Watching begins before the first look, so that nothing is missed in between.
    let mut watch = Watch::start(plan(&live), serve.poll);
    live.look(&Look::Everywhere)?;
    watch.cover(plan(&live));
    let newest = live.newest();
    let site_url = preview.url(&newest.base_path);
    greet(&newest, &watch, &site_url, start)?;
    if serve.open {
        open_in_browser(&live, &site_url)?;
    }
    let cell = Arc::new(SiteCell::new(snapshot(&live, choices.clone())));
    let (chosen, choosing) = mpsc::channel();
    let waker = watch.waker();
    let desk = Desk {
        root: root.clone(),
        editor: serve.editor.address(),
        choose: Box::new(move |choices| {
            // Nobody listens when the preview is at its end.
            drop(chosen.send(choices));
            waker.wake();
        }),
    };
    let keeping_up = KeepingUp {
        root,
        live,
        polling: watch.why_polling().map(str::to_owned),
        watch,
        choices,
        choosing,
        cell: Arc::clone(&cell),
        terminal: Terminal::start(),
    };
    thread::spawn(move || keeping_up.run());
    preview.serve(cell, desk)?;
    Ok(Verdict::Done)
}

/// What the pipeline is asked for.
fn request(choices: &Choices) -> Request {
    Request {
        included: crate::assemble::Included {
            drafts: choices.drafts,
            internal: choices.internal,
        },
        theme: choices.theme.clone(),
        ..Request::default()
    }
}

/// Says what was built, what was left out, and where it is to be seen.
fn greet(newest: &Update, watch: &Watch, url: &str, start: Instant) -> Result<(), Error> {
    let report = report::write(&newest.diagnostics, Format::Human);
    write!(io::stderr(), "{report}")?;
    let mut out = io::stdout().lock();
    for draft in &newest.drafts {
        writeln!(out, "left out as a draft: {draft}")?;
    }
    let tally = tally(&newest.diagnostics);
    if newest.output.is_some() {
        let found = if tally.is_empty() {
            String::new()
        } else {
            format!(", {tally}")
        };
        writeln!(
            out,
            "{}, {} in {} ms{found}",
            plural(newest.counts.maps, "map"),
            plural(newest.counts.pages, "page"),
            start.elapsed().as_millis(),
        )?;
    } else {
        writeln!(out, "{tally}: the site is shown once this is mended")?;
    }
    if let Some(why) = watch.why_polling() {
        writeln!(out, "changes are looked for several times a second: {why}")?;
    }
    writeln!(out, "serving at {url} (Ctrl-C ends it)")?;
    out.flush()?;
    Ok(())
}

/// Opens the page of the text that was changed last.
fn open_in_browser(live: &Live, site_url: &str) -> Result<(), Error> {
    let page = live.page_changed_last().unwrap_or_default();
    let url = format!("{site_url}{}", page.trim_start_matches('/'));
    if let Err(error) = open::that_detached(&url) {
        writeln!(io::stderr(), "warning: no browser could be opened: {error}")?;
    }
    Ok(())
}
