//! The stream of versions.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use super::{HEARTBEAT, Running, desk, small_site, snapshot};
use crate::preview::Snapshot;

/// A stream that is read line by line.
struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Opens a stream; further headers each with their line end.
    fn open(preview: &Running, headers: &str) -> Self {
        let mut stream = preview.connect();
        let host = preview.address;
        let request = format!("GET /__cjm/events HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line
    }

    /// Reads up to a line that begins like that.
    fn find(&mut self, beginning: &str) -> String {
        loop {
            let line = self.line();
            assert_ne!(line, "", "the stream has ended before `{beginning}`");
            if line.starts_with(beginning) {
                return line;
            }
        }
    }
}

fn version(preview: &Running, version: u64) -> Snapshot {
    Snapshot {
        version,
        ..snapshot(small_site(preview.folder.path()), "/")
    }
}

#[test]
fn the_version_at_once_and_every_new_one() {
    let preview = Running::under("/");
    let mut stream = Stream::open(&preview, "Connection: close\r\n");
    let mut head = Vec::new();
    loop {
        match stream.line() {
            line if line == "\r\n" => break,
            line => head.push(line),
        }
    }
    assert_eq!(head[0], "HTTP/1.1 200 OK\r\n");
    assert!(head.contains(&"Content-Type: text/event-stream\r\n".to_owned()));
    assert!(head.contains(&"Cache-Control: no-store\r\n".to_owned()));
    assert!(
        !head.iter().any(|line| {
            line.starts_with("Content-Length") || line.starts_with("Access-Control")
        })
    );
    let lines =
        |stream: &mut Stream, number| -> String { (0..number).map(|_| stream.line()).collect() };
    assert_eq!(
        lines(&mut stream, 6),
        "retry: 1000\n\nid: 1\nevent: version\ndata: 1\n\n"
    );
    preview.site.replace(version(&preview, 2));
    assert_eq!(lines(&mut stream, 4), "id: 2\nevent: version\ndata: 2\n\n");
}

#[test]
fn only_for_pages_of_this_server() {
    let preview = Running::under("/");
    let status = |headers: &str| preview.ask("GET", "/__cjm/events", headers).status;
    assert_eq!(status("Sec-Fetch-Site: cross-site\r\n"), 403);
    assert_eq!(
        status("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"),
        403
    );
    let request = "GET /__cjm/events HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    assert_eq!(preview.send(request).status, 403);
    let head = preview.ask("HEAD", "/__cjm/events", "");
    assert_eq!(
        (head.status, head.header("Content-Type")),
        (200, "text/event-stream")
    );
    assert_eq!(
        preview.ask("POST", "/__cjm/events", "").header("Allow"),
        "GET, HEAD"
    );
    let mut stream = Stream::open(&preview, "Sec-Fetch-Site: same-origin\r\n");
    stream.find("data: 1\n");
}

#[test]
fn five_hundred_tabs_and_pages_beside_them() {
    let preview = Running::under("/");
    let began = Instant::now();
    let mut streams: Vec<_> = (0..500).map(|_| Stream::open(&preview, "")).collect();
    for stream in &mut streams {
        stream.find("data: 1\n");
    }
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    for _ in 0..20 {
        let began = Instant::now();
        assert_eq!(preview.get("/map/").status, 200);
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{:?}",
            began.elapsed()
        );
    }
    preview.site.replace(version(&preview, 2));
    let began = Instant::now();
    for stream in &mut streams {
        stream.find("data: 2\n");
    }
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn signs_of_life() {
    let folder = tempfile::tempdir().unwrap();
    let first = snapshot(small_site(folder.path()), "/");
    let preview = Running::start(folder, first, desk(), Duration::from_millis(30));
    let mut stream = Stream::open(&preview, "");
    stream.find("data: 1\n");
    for _ in 0..3 {
        stream.find(":\n");
    }
}

#[test]
fn clients_that_read_nothing_hold_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let first = snapshot(small_site(folder.path()), "/");
    let preview = Running::start(folder, first, desk(), Duration::from_millis(1));
    let silent: Vec<_> = (0..20).map(|_| Stream::open(&preview, "")).collect();
    let mut stream = Stream::open(&preview, "");
    for number in 2..30 {
        preview.site.replace(version(&preview, number));
        stream.find(&format!("data: {number}\n"));
    }
    drop(silent);
}

#[test]
fn all_end_at_once_when_the_preview_stops() {
    let mut preview = Running::under("/");
    let mut streams: Vec<_> = ["", "Connection: close\r\n"]
        .map(|headers| Stream::open(&preview, headers))
        .into();
    for stream in &mut streams {
        stream.find("data: 1\n");
    }
    let began = Instant::now();
    assert!(matches!(preview.stop(), Some(Ok(()))));
    // Either the last chunk says it, or the connection ends.
    streams[0].find("0\r\n");
    let mut rest = String::new();
    streams[1].0.read_to_string(&mut rest).unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    assert!(HEARTBEAT > Duration::from_secs(2));
}

#[test]
fn a_request_behind_a_stream_is_answered() {
    let preview = Running::under("/");
    let mut stream = Stream::open(&preview, "");
    stream.find("data: 1\n");
    let request = "GET /map/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.0.get_mut().write_all(request.as_bytes()).unwrap();
    stream.find("0\r\n");
    stream.find("HTTP/1.1 200 OK\r\n");
    stream.find("\r\n");
    let mut page = [0; 16];
    stream.0.read_exact(&mut page).unwrap();
    assert_eq!(&page, b"<map/index.html>");
    // All at once, many times: none of them waits for the end of another.
    let mut stream = preview.connect();
    let request = "GET /__cjm/events HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(300);
    stream.write_all(request.as_bytes()).unwrap();
    for _ in 0..300 {
        assert_eq!(preview.get("/map/").status, 200);
    }
}
