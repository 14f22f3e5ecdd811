//! An answer, and how it goes over the wire.
//!
//! In: status, headers and body. Out: bytes of HTTP/1.1, each answer with its length and the word
//! that the connection ends with it: `tiny_http` leaves connections that stay open without an
//! answer when many come at once.

use std::{
    fs::File,
    io::{self, Read, Write},
    ops::Range,
    sync::Arc,
};

/// How much of a file is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// Caching: ask every time whether the page is still the same.
pub(super) const ASK_AGAIN: &str = "no-cache";

/// Caching: keep nothing. A redirect that a browser keeps would haunt the next site on this port.
pub(super) const KEEP_NOTHING: &str = "no-store";

/// The media type of plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

/// One answer to one request.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// What follows the head of an answer.
#[derive(Debug)]
pub(super) enum Body {
    /// Nothing, and no length either: for statuses that have no body at all (204, 304).
    None,
    /// A part of some bytes.
    Bytes(Arc<[u8]>, Range<usize>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
}

impl Answer {
    /// An answer with these bytes to follow.
    pub fn new(status: u16, body: Body) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body,
        }
    }

    /// A line of text for a human; not to be kept.
    pub fn text(status: u16, text: &str) -> Self {
        Self::document(status, TEXT, format!("{text}\n"))
    }

    /// A document of the preview's own; not to be kept.
    pub fn document(status: u16, media_type: &str, text: String) -> Self {
        let bytes = text.into_bytes();
        let range = 0..bytes.len();
        Self::new(status, Body::Bytes(bytes.into(), range))
            .with("Content-Type", media_type)
            .with("Cache-Control", KEEP_NOTHING)
    }

    /// Sends the browser to another path of this server.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::text(status, location).with("Location", location)
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes the answer; without the body if it is the answer to a `HEAD`.
    ///
    /// # Errors
    /// When the client has gone, does not read, or a file has become shorter while it was sent.
    pub fn write(self, with_body: bool, out: &mut dyn Write) -> io::Result<()> {
        let mut bytes = self.head();
        match self.body {
            Body::None => {}
            _ if !with_body => {}
            Body::Bytes(body, range) => {
                // In one piece: a head sent on its own delays what follows it.
                bytes.extend_from_slice(body.get(range).unwrap_or_default());
            }
            Body::File(file, length) => {
                write_file(bytes, file.take(length), length, out)?;
                return out.flush();
            }
        }
        out.write_all(&bytes)?;
        out.flush()
    }

    fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut header = |name: &str, value: &str| {
            // Whatever a value is made of, it cannot begin a line of its own.
            let value = value.replace(|c: char| c.is_control() || !c.is_ascii(), "?");
            head.extend([name, ": ", &value, "\r\n"]);
        };
        for (name, value) in &self.headers {
            header(name, value);
        }
        let length = match &self.body {
            Body::None => None,
            Body::Bytes(_, range) => Some(range.len() as u64),
            Body::File(_, length) => Some(*length),
        };
        if let Some(length) = length {
            header("Content-Length", &length.to_string());
        }
        header("X-Content-Type-Options", "nosniff");
        header("Connection", "close");
        head.push_str("\r\n");
        head.into_bytes()
    }
}

/// Sends `head` and then `length` bytes of `file`, never holding more than a chunk of them.
fn write_file(
    mut head: Vec<u8>,
    mut file: impl Read,
    length: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sent = 0;
    loop {
        let wanted = (CHUNK as u64).min(length - sent);
        let read = file.by_ref().take(wanted).read_to_end(&mut head)? as u64;
        if read < wanted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        out.write_all(&head)?;
        sent += read;
        if sent == length {
            return Ok(());
        }
        head.clear();
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Body, CHUNK, write_file};

    fn written(answer: Answer, with_body: bool) -> String {
        let mut bytes = Vec::new();
        answer.write(with_body, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_whole_of_an_answer() {
        let expected = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Cache-Control: no-store\r\nContent-Length: 3\r\nX-Content-Type-Options: nosniff\r\n\
            Connection: close\r\n\r\n";
        assert_eq!(
            written(Answer::text(404, "no"), true),
            format!("{expected}no\n")
        );
        assert_eq!(written(Answer::text(404, "no"), false), expected);
    }

    #[test]
    fn no_body_no_length() {
        assert!(!written(Answer::new(304, Body::None), true).contains("Content-Length"));
    }

    #[test]
    fn a_value_cannot_begin_a_line() {
        let text = written(Answer::redirect(301, "/a\r\nSet-Cookie: x"), false);
        assert!(
            text.contains("\r\nLocation: /a??Set-Cookie: x\r\n"),
            "{text}"
        );
    }

    #[test]
    fn files_go_out_in_chunks_and_must_be_as_long_as_said() {
        let file = vec![7; 2 * CHUNK + 5];
        for length in [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5] {
            let mut out = Vec::new();
            write_file(vec![1, 2], &file[..], length as u64, &mut out).unwrap();
            assert_eq!(out.len(), 2 + length);
        }
        let mut out = Vec::new();
        assert!(write_file(vec![1, 2], &file[..10], 11, &mut out).is_err());
        assert!(write_file(vec![1, 2], &file[..], 1 << 40, &mut out).is_err());
    }
}
