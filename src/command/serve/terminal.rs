//! What the preview says while it runs.
//!
//! In: texts. Out: the same on the terminal, by a thread of its own: a terminal that is held, or
//! whose other end nobody reads, holds up that thread alone.

use std::{
    io::{self, Write},
    sync::mpsc::{self, SyncSender},
    thread,
};

/// How many texts wait for the terminal. What comes while it takes none is not said.
const WAITING: usize = 64;

/// Says things on the terminal without waiting for it.
#[derive(Debug)]
pub struct Terminal(SyncSender<String>);

impl Terminal {
    /// The terminal of standard error.
    pub fn start() -> Self {
        let (sender, texts) = mpsc::sync_channel::<String>(WAITING);
        // Without a thread nothing is said, and the preview goes on all the same.
        drop(thread::Builder::new().spawn(move || {
            for text in texts {
                let _ = io::stderr().lock().write_all(text.as_bytes());
            }
        }));
        Terminal(sender)
    }

    /// Says something, as soon as that is possible.
    pub fn say(&self, text: impl Into<String>) {
        drop(self.0.try_send(text.into()));
    }
}
