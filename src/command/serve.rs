//! `cjm-site serve`: shows the site in a browser, from memory.

use std::{
    io::{self, Write},
    path::Path,
    sync::Arc,
    time::Instant,
};

use super::{Error, Verdict, plural, tally};
use crate::{
    cli::Serve,
    diagnostic::report::{self, Format},
    pipeline::{self, Request},
    preview::{Desk, Preview, SiteCell, Snapshot},
};

/// Builds into memory and serves until the user ends it.
pub fn run(root: &Path, serve: &Serve) -> Result<Verdict, Error> {
    let preview = Preview::bind(&serve.hostname, serve.port)?;
    let start = Instant::now();
    let request = Request {
        included: serve.include.into(),
        ..Request::default()
    };
    let root = crate::disk::canonicalize(root)?;
    let mut live = pipeline::Live::new(&root, request);
    live.look(&crate::site_folder::Look::Everywhere)?;
    let outcome = live.newest();
    write!(
        io::stderr(),
        "{}",
        report::write(&outcome.diagnostics, Format::Human)
    )?;
    if outcome.diagnostics.stop(false) {
        writeln!(
            io::stderr(),
            "\n{}: there is nothing to show",
            tally(&outcome.diagnostics)
        )?;
        return Ok(Verdict::Faulty);
    }
    let base = outcome.base_path.clone();
    let url = preview.url(&base);
    {
        let mut out = io::stdout().lock();
        for draft in &outcome.drafts {
            writeln!(out, "left out as a draft: {draft}")?;
        }
        writeln!(
            out,
            "{}, {} in {} ms\nserving at {url} (Ctrl-C ends it)",
            plural(outcome.counts.maps, "map"),
            plural(outcome.counts.pages, "page"),
            start.elapsed().as_millis(),
        )?;
        out.flush()?;
    }
    if serve.open
        && let Err(error) = open::that_detached(&url)
    {
        writeln!(io::stderr(), "warning: no browser could be opened: {error}")?;
    }
    let snapshot = Snapshot {
        version: 1,
        site: outcome.output,
        base_path: base,
        diagnostics: outcome.diagnostics,
        ..Snapshot::default()
    };
    let desk = Desk {
        root,
        editor: None,
        choose: Box::new(|_| {}),
    };
    preview.serve(Arc::new(SiteCell::new(snapshot)), desk)?;
    Ok(Verdict::Done)
}
