//! The program: reads the command line and runs the command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cjm_site::command::run(&cjm_site::cli::Cli::parse())
}
