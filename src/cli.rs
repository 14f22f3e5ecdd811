//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{
    assemble::Included, config::checked_site_url, diagnostic::report::Format, pipeline::Request,
};

/// Publishes customer journey maps: a folder of Markdown files becomes a themed landing page.
#[derive(Debug, Parser)]
#[command(name = "cjm-site", version, max_term_width = 100)]
pub struct Cli {
    /// The site's root folder, which holds `book.toml`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site and publish it into a folder
    Build(Build),
    /// Show the site in a browser, from memory
    Serve(Serve),
    /// Report everything that is wrong, without writing anything
    Check(Check),
}

/// What to include beside what is always published.
#[derive(Debug, Clone, Copy, Args)]
pub struct Include {
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
    /// Include what is marked as internal; pages say so and keep search engines away
    #[arg(long)]
    pub internal: bool,
}

impl From<Include> for Included {
    fn from(include: Include) -> Self {
        Included {
            drafts: include.drafts,
            internal: include.internal,
        }
    }
}

/// `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Where to publish; the default is `build-dir` of `book.toml`
    #[arg(short, long, value_name = "DIR")]
    pub dest_dir: Option<PathBuf>,
    /// The address where the site will be published, sub-path and all
    #[arg(long, value_name = "URL", value_parser = checked_site_url)]
    pub site_url: Option<String>,
    /// What to include
    #[command(flatten)]
    pub include: Include,
    /// Open the site in a browser when it is built
    #[arg(short, long)]
    pub open: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Say nothing but what is wrong
    #[arg(short, long)]
    pub quiet: bool,
}

impl Build {
    /// What the pipeline is asked for.
    pub fn request(&self) -> Request {
        Request {
            included: self.include.into(),
            site_url: self.site_url.clone(),
            strict: self.strict,
            ..Request::default()
        }
    }
}

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; the default is 3000, or the next one that is free
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The name or address to listen on
    #[arg(short = 'n', long, value_name = "HOST", default_value = "127.0.0.1")]
    pub hostname: String,
    /// Open the site in a browser
    #[arg(short, long)]
    pub open: bool,
    /// What to include
    #[command(flatten)]
    pub include: Include,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// What to include
    #[command(flatten)]
    pub include: Include,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}
