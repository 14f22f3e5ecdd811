//! `cjm-site check`: reports everything that is wrong and writes nothing.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{Error, Verdict, plural, tally};
use crate::{
    cli::Check,
    diagnostic::report::{self, Format},
    output::Discard,
    pipeline::{self, Memory, Request},
    site_folder::SiteFolder,
};

/// Checks. Pages are rendered as for `build`, so that faults of templates come out as well.
pub fn run(root: &Path, check: &Check) -> Result<Verdict, Error> {
    let request = Request {
        included: check.include.into(),
        strict: check.strict,
        ..Request::default()
    };
    let folder = SiteFolder::unwritten(root);
    let mut memory = Memory::of_one_run();
    let mut found = Vec::new();
    let config = pipeline::settings(&folder, &request, &mut memory, &mut found);
    let outcome = pipeline::run(&folder, config, &request, &mut memory, &Discard, found)?;
    let mut out = io::stdout().lock();
    write!(out, "{}", report::write(&outcome.diagnostics, check.format))?;
    if check.format == Format::Human {
        let tally = tally(&outcome.diagnostics);
        let found = if tally.is_empty() {
            "nothing found".to_owned()
        } else {
            tally
        };
        let before = if outcome.diagnostics.iter().next().is_some() {
            "\n"
        } else {
            ""
        };
        writeln!(
            out,
            "{before}{}, {}: {found}",
            plural(outcome.counts.maps, "map"),
            plural(outcome.counts.pages, "page")
        )?;
    }
    Ok(if outcome.diagnostics.stop(check.strict) {
        Verdict::Faulty
    } else {
        Verdict::Done
    })
}
