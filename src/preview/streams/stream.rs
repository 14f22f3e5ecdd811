//! One stream: what is written to it next.
//!
//! In: the newest version. Out: bytes of HTTP/1.1, with an event or a sign of life in them.
//!
//! How a stream ends: `tiny_http` closes a connection only when the client has said that there is
//! nothing further to come on it, or has gone. Where the client has said nothing, the answer goes
//! out in chunks, the last of which says that it ends.

use std::net::SocketAddr;

/// What is said on one stream, and what has been said.
#[derive(Debug)]
pub(super) struct Stream {
    /// Who reads it.
    pub client: Option<SocketAddr>,
    /// Whether it is to end.
    pub ends: bool,
    /// Whether a sign of life is due.
    pub beat: bool,
    is_chunked: bool,
    told: Option<u64>,
}

/// What comes before the first event. An intermediary must not keep back what it has.
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
    Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\n\
    Connection: close\r\n";

/// What the head says besides where the answer goes out in chunks.
const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";

impl Stream {
    /// A stream on a connection on which nothing further comes, or may come.
    pub fn new(is_last: bool, client: Option<SocketAddr>) -> Self {
        Self {
            client,
            ends: false,
            beat: false,
            is_chunked: !is_last,
            told: None,
        }
    }

    /// Whether there is anything to write when this is the newest version.
    pub fn owes(&self, version: u64) -> bool {
        self.ends || self.beat || self.told != Some(version)
    }

    /// What is to be written next; counts as said.
    pub fn next(&mut self, version: u64) -> Vec<u8> {
        let mut out = String::new();
        if self.told.is_none() {
            let encoding = if self.is_chunked { CHUNKED } else { "" };
            out = format!("{HEAD}{encoding}\r\n");
        }
        let event = match self.told {
            _ if self.ends => String::new(),
            Some(told) if told == version => ":\n\n".to_owned(),
            told => {
                let retry = if told.is_none() {
                    "retry: 1000\n\n"
                } else {
                    ""
                };
                format!("{retry}id: {version}\nevent: version\ndata: {version}\n\n")
            }
        };
        self.told = Some(version);
        self.beat = false;
        if self.is_chunked {
            // An empty chunk is the last.
            out.push_str(&format!("{:x}\r\n{event}\r\n", event.len()));
        } else {
            out.push_str(&event);
        }
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;

    fn next(stream: &mut Stream, version: u64) -> String {
        String::from_utf8(stream.next(version)).unwrap()
    }

    #[test]
    fn in_chunks_and_without() {
        let mut stream = Stream::new(false, None);
        assert!(stream.owes(7));
        let first = next(&mut stream, 7);
        let event = "retry: 1000\n\nid: 7\nevent: version\ndata: 7\n\n";
        assert!(
            first.ends_with(&format!(
                "Transfer-Encoding: chunked\r\n\r\n2b\r\n{event}\r\n"
            )),
            "{first}"
        );
        assert!(!first.contains("Content-Length"));
        assert!(!stream.owes(7));
        stream.beat = true;
        assert_eq!(next(&mut stream, 7), "3\r\n:\n\n\r\n");
        stream.ends = true;
        assert_eq!(next(&mut stream, 8), "0\r\n\r\n");
        let mut stream = Stream::new(true, None);
        assert!(next(&mut stream, 7).ends_with(&format!("Connection: close\r\n\r\n{event}")));
        stream.beat = true;
        assert_eq!(next(&mut stream, 8), "id: 8\nevent: version\ndata: 8\n\n");
        assert!(!stream.owes(8));
    }

    #[test]
    fn one_that_ends_before_it_begins_is_a_whole_answer() {
        let mut stream = Stream::new(false, None);
        stream.ends = true;
        let all = next(&mut stream, 7);
        assert!(all.starts_with("HTTP/1.1 200 OK\r\n") && all.ends_with("\r\n\r\n0\r\n\r\n"));
    }
}
