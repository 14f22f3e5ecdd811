//! The program: reads the command line and runs the command.

use std::process::ExitCode;

use clap::Parser;

/// Many threads make many small texts; the system's allocator makes them wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cjm_site::command::run(&cjm_site::cli::Cli::parse())
}
