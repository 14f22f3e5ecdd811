//! The commands, one file each: the only place that prints.
//!
//! In: the parsed command line. Out: an exit status. 0 is done; 1, the content or settings have
//! errors; 2, anything else: a taken port, a destination that is refused or cannot be written.

mod build;
mod check;
mod serve;

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use crate::{
    cli::{Cli, Command},
    diagnostic::{Diagnostics, Severity},
    disk, preview, publish,
};

/// Why a command could not do what it was asked for: the machine is at fault, not the texts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something on the disk.
    #[error(transparent)]
    Disk(#[from] disk::Error),
    /// The destination.
    #[error(transparent)]
    Refusal(#[from] publish::Refusal),
    /// The preview.
    #[error(transparent)]
    Preview(#[from] preview::Error),
    /// The root is not a folder.
    #[error("there is no folder `{0}`")]
    NoRoot(String),
    /// Output that nobody takes.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
}

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Done,
    /// The content or settings have errors.
    Faulty,
}

/// Runs a command and says with which status to exit.
pub fn run(cli: &Cli) -> ExitCode {
    let result = root(&cli.root).and_then(|()| match &cli.command {
        Command::Build(build) => build::run(&cli.root, build),
        Command::Serve(serve) => serve::run(&cli.root, serve),
        Command::Check(check) => check::run(&cli.root, check),
    });
    match result {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Faulty) => ExitCode::from(1),
        // Whoever reads our output has had enough of it; that is not worth a message.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn root(root: &Path) -> Result<(), Error> {
    if root.is_dir() {
        Ok(())
    } else {
        Err(Error::NoRoot(root.display().to_string()))
    }
}

/// "2 errors, 1 warning".
fn tally(diagnostics: &Diagnostics) -> String {
    let count = |n: usize, severity: Severity| {
        let word = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        (n > 0).then(|| plural(n, word))
    };
    let parts: Vec<String> = [
        count(diagnostics.errors(), Severity::Error),
        count(diagnostics.warnings(), Severity::Warning),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(", ")
}

/// "1 map", "2 maps".
fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}
