//! A stream of versions, as a tab holds it open.
//!
//! In: a running preview. Out: the versions that it tells of, one by one.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use super::{PATIENCE, Preview};

/// A stream of versions that is open.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Opens one more.
    #[track_caller]
    pub fn open(preview: &Preview) -> Self {
        let mut stream = preview.connect();
        write!(
            stream,
            "GET /__cjm/events HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n\r\n",
            preview.address
        )
        .expect("sent");
        stream.set_read_timeout(Some(PATIENCE)).expect("a deadline");
        Stream(BufReader::new(stream))
    }

    /// The next version that it tells of. At first it is the one that is shown already.
    #[track_caller]
    pub fn next(&mut self) -> u64 {
        self.try_next().expect("a version before the stream ends")
    }

    /// The next version; `None` once the stream has ended.
    pub fn try_next(&mut self) -> Option<u64> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(version) = line.strip_prefix("data: ") {
                return version.trim().parse().ok();
            }
        }
    }

    /// Reads on until it tells of this version or a later one.
    #[track_caller]
    pub fn until(&mut self, version: u64) {
        while self.next() < version {}
    }
}
