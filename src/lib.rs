//! Publishes customer journey maps: a folder of Markdown files becomes a themed landing page.
//!
//! ```text
//! book.toml  -> Config ───────────────────────┐
//! content/** -> Document -> Site (the model) ─┼─ render ─> Sink ─┬─ publish (disk, as a whole)
//! themes/**  -> Theme ────────────────────────┘                  └─ preview (memory)
//!              every arrow may add diagnostics; none prints; only the two ends touch the disk
//! ```
//!
//! [`pipeline`] is the whole program on one screen; [`command`] holds one file a command, the
//! only place that prints. Floors, from top to bottom; a file imports from its own floor's parts
//! and from lower floors only:
//!
//! 1. [`cli`], [`command`]
//! 2. [`pipeline`]
//! 3. [`render`], [`assemble`]
//! 4. [`content`], [`theme`], [`exchange`], [`publish`], [`preview`]
//! 5. [`config`]
//! 6. [`journey`]
//! 7. [`lanes`], [`pictures`]
//! 8. [`fields`], [`site_folder`]
//! 9. [`diagnostic`], [`output`]
//! 10. [`store`]
//! 11. [`value`], [`source`], [`urls`], [`text`], [`disk`], [`kept`]

pub mod assemble;
pub mod cli;
pub mod command;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod disk;
pub mod exchange;
pub mod fields;
pub mod journey;
pub mod kept;
pub mod lanes;
pub mod output;
pub mod pictures;
pub mod pipeline;
pub mod preview;
pub mod publish;
pub mod render;
pub mod site_folder;
pub mod source;
pub mod store;
pub mod text;
pub mod theme;
pub mod urls;
pub mod value;
