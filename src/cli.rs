//! The command line.

use std::{path::PathBuf, str::FromStr};

use clap::{Args, Parser, Subcommand};

use crate::{
    assemble::Included, config::checked_site_url, diagnostic::report::Format, pipeline::Request,
    urls,
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
    /// Open the page of the text that was changed last in a browser
    #[arg(short, long)]
    pub open: bool,
    /// Look for changes several times a second, where the system does not tell of them: on network
    /// drives, in some containers
    #[arg(long)]
    pub poll: bool,
    /// The editor that the places of errors open in: vscode, vscodium, cursor, zed, idea, sublime,
    /// none, or an address with {path}, {line} and {column}
    #[arg(
        long,
        value_name = "EDITOR",
        env = "CJM_SITE_EDITOR",
        default_value = DEFAULT_EDITOR
    )]
    pub editor: Editor,
    /// What to include
    #[command(flatten)]
    pub include: Include,
}

/// The editor that a place opens in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(Option<String>);

/// The editor where none is named.
const DEFAULT_EDITOR: &str = "vscode";

/// Editors that open a place by an address of their own.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
];

impl Editor {
    /// The address with `{path}`, `{line}` and `{column}` in it; `None` where places are no links.
    pub fn address(&self) -> Option<String> {
        self.0.clone()
    }
}

impl FromStr for Editor {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        if given == "none" {
            return Ok(Editor(None));
        }
        // A variable of the environment that is empty is as good as none.
        let given = if given.is_empty() {
            DEFAULT_EDITOR
        } else {
            given
        };
        if let Some((_, address)) = EDITORS.iter().find(|(name, _)| *name == given) {
            // A path that begins with a drive's letter needs the slash that others bring along.
            let root = if cfg!(windows) { "/{path}" } else { "{path}" };
            return Ok(Editor(Some(address.replace("{path}", root))));
        }
        let scheme =
            urls::scheme(given).filter(|scheme| scheme != "javascript" && scheme != "data");
        match scheme {
            Some(_) if given.contains("{path}") => Ok(Editor(Some(given.to_owned()))),
            _ => {
                let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
                Err(format!(
                    "neither an editor that is known ({}, none) nor an address with {{path}} in it",
                    names.join(", ")
                ))
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn editors_by_name_or_address() {
        let address = |given: &str| given.parse::<Editor>().map(|editor| editor.address());
        assert!(
            address("vscode").is_ok_and(|it| it.is_some_and(|it| it.starts_with("vscode://file")))
        );
        assert_eq!(address("none"), Ok(None));
        assert_eq!(
            address("x-edit:{path}?l={line}"),
            Ok(Some("x-edit:{path}?l={line}".to_owned()))
        );
        for wrong in ["vim", "javascript:{path}", "http://a/", "{path}"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
