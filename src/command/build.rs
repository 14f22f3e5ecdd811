//! `cjm-site build`: publishes the site into a folder.

use std::{
    io::{self, Write},
    path::Path,
    time::Instant,
};

use super::{Error, Verdict, plural, tally};
use crate::{
    cli::Build,
    diagnostic::report::{self, Format},
    output::{Discard, Sink},
    pipeline::{self, Memory, Outcome},
    publish::{Protected, Publication},
    site_folder::SiteFolder,
};

/// Builds and publishes. Where the texts have errors nothing is published, and the last good site
/// stays.
pub fn run(root: &Path, build: &Build) -> Result<Verdict, Error> {
    let start = Instant::now();
    let request = build.request();
    let folder = SiteFolder::new(root);
    let mut memory = Memory::of_one_run();
    let mut found = Vec::new();
    let config = pipeline::settings(&folder, &request, &mut memory, &mut found);
    let destination = match &build.dest_dir {
        Some(folder) => folder.clone(),
        None => root.join(&config.build_dir),
    };
    let protected = Protected::of_site(root, &root.join(&config.src), &root.join("themes"));
    let publication = Publication::open(&destination, &protected);
    let sink: &dyn Sink = match &publication {
        Ok(publication) => publication,
        // What is wrong with the settings can be why the destination is; it is said first.
        Err(_) => &Discard,
    };
    let outcome = pipeline::run(&folder, config, &request, &mut memory, sink, found)?;
    let mut err = io::stderr().lock();
    write!(
        err,
        "{}",
        report::write(&outcome.diagnostics, Format::Human)
    )?;
    if outcome.diagnostics.stop(request.strict) {
        drop(publication);
        writeln!(
            err,
            "\n{}: nothing was published",
            tally(&outcome.diagnostics)
        )?;
        return Ok(Verdict::Faulty);
    }
    let published = publication?.finish()?;
    folder.store().tidy();
    for file in &published.foreign {
        writeln!(
            err,
            "warning: `{file}` came into the destination during the build; it was kept"
        )?;
    }
    if !build.quiet {
        summary(&outcome, published.files, start, &destination)?;
    }
    if build.open
        && let Err(error) = open::that_detached(published.folder.join("index.html"))
    {
        writeln!(err, "warning: no browser could be opened: {error}")?;
    }
    Ok(Verdict::Done)
}

/// Says what was left out and, in the last line, what was published.
fn summary(
    outcome: &Outcome,
    files: usize,
    start: Instant,
    destination: &Path,
) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    for draft in &outcome.drafts {
        writeln!(out, "left out as a draft: {draft}")?;
    }
    let warnings = match outcome.diagnostics.warnings() {
        0 => String::new(),
        n => format!(", {}", plural(n, "warning")),
    };
    writeln!(
        out,
        "{}, {}, {} in {} ms{warnings} -> {}",
        plural(outcome.counts.maps, "map"),
        plural(outcome.counts.pages, "page"),
        plural(files, "file"),
        start.elapsed().as_millis(),
        destination.display(),
    )?;
    Ok(())
}
