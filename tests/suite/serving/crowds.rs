//! Many clients, and clients that behave badly, against the running program.
//!
//! In: connections of all kinds. Out: answers for everybody else, in time; saves that reach every
//! tab.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use super::{
    client::{Answer, PATIENCE, Preview, Stream},
    site,
};

/// What a visitor may be kept waiting at most, also on a machine that is busy.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Fails unless a page is answered in time.
#[track_caller]
fn is_answered(preview: &Preview) {
    let start = Instant::now();
    assert!(preview.shows("/cjm/put/", "Путь"));
    let wait = start.elapsed();
    assert!(wait < LONGEST_WAIT, "{wait:?}");
}

/// Sends the beginning of something, or all of it, on a connection that stays open.
#[track_caller]
fn say(preview: &Preview, what: &str) -> TcpStream {
    let mut stream = preview.connect();
    stream.write_all(what.as_bytes()).expect("sent");
    stream
}

/// Reads an answer whose connection may stay open.
#[track_caller]
fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    let is_whole = |bytes: &[u8]| {
        let head = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        head.is_some_and(|at| {
            let length = Answer::of(bytes).header("content-length").map(str::parse);
            bytes.len() >= at + 4 + length.and_then(Result::ok).unwrap_or(0)
        })
    };
    while !is_whole(&bytes) {
        let count = stream.read(&mut buffer).expect("an answer");
        assert!(count > 0, "it breaks off");
        bytes.extend_from_slice(&buffer[..count]);
    }
    Answer::of(&bytes)
}

#[test]
fn five_hundred_tabs() {
    let project = site();
    let preview = Preview::of(&project);
    let mut tabs: Vec<Stream> = (0..500).map(|_| Stream::open(&preview)).collect();
    is_answered(&preview);
    let start = tabs.iter_mut().map(Stream::next).max().expect("a tab");
    for round in 1..=2 {
        preview.mark(&project);
        let told = Instant::now();
        for tab in &mut tabs {
            assert_eq!(tab.next(), start + round);
        }
        assert!(told.elapsed() < LONGEST_WAIT, "{:?}", told.elapsed());
        is_answered(&preview);
    }
    drop(tabs);
    is_answered(&preview);
}

#[test]
fn bursts_of_connections_that_stay_open() {
    let project = site();
    let preview = Preview::of(&project);
    let request = format!(
        "GET /cjm/put/ HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    );
    let _tab = Stream::open(&preview);
    for round in 0..5 {
        let start = Instant::now();
        let mut all: Vec<TcpStream> = (0..24).map(|_| preview.connect()).collect();
        for stream in &mut all {
            stream.write_all(request.as_bytes()).expect("sent");
        }
        for stream in &mut all {
            assert_eq!(read_answer(stream).status, 200);
        }
        let wait = start.elapsed();
        assert!(wait < LONGEST_WAIT, "round {round}: {wait:?}");
    }
}

#[test]
fn silent_and_unfinished_clients() {
    let project = site();
    let preview = Preview::of(&project);
    let mut held = Vec::new();
    for what in [
        "",
        "GET / HTTP/1.1\r\nHost: local",
        "POST /__cjm/inbox/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nx",
    ] {
        held.extend((0..40).map(|_| say(&preview, what)));
        is_answered(&preview);
    }
    preview.mark(&project);
    is_answered(&preview);
}

#[test]
fn clients_that_never_read() {
    let project = site().bytes("content/put/film.mp4", &vec![7; 20_000_000]);
    let preview = Preview::of(&project);
    let film = format!(
        "GET /cjm/put/film.mp4 HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    );
    let held: Vec<TcpStream> = (0..40).map(|_| say(&preview, &film)).collect();
    is_answered(&preview);
    preview.mark(&project);
    is_answered(&preview);
    drop(held);
    let start = Instant::now();
    assert_eq!(preview.get("/cjm/put/film.mp4").body.len(), 20_000_000);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn a_film_that_is_replaced_while_it_is_sent() {
    let project = site().bytes("content/put/film.mp4", &vec![7; 20_000_000]);
    let preview = Preview::of(&project);
    let film = format!(
        "GET /cjm/put/film.mp4 HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    );
    let _slow = say(&preview, &film);
    preview.follows(
        "a shorter one",
        || project.write("content/put/film.mp4", b"short"),
        |preview| preview.get("/cjm/put/film.mp4").body == b"short",
    );
    is_answered(&preview);
}

#[test]
fn headers_without_an_end() {
    let project = site();
    let preview = Preview::of(&project);
    let line = format!("X-Long: {}\r\n", "x".repeat(8000));
    let mut endless = say(&preview, "GET /cjm/ HTTP/1.1\r\nHost: localhost\r\n");
    let one_line = "y".repeat(1 << 20);
    let mut in_one_line = say(&preview, "GET /");
    for _ in 0..4 {
        for _ in 0..128 {
            // It may well be given up, which is as good.
            if endless.write_all(line.as_bytes()).is_err() {
                break;
            }
        }
        let _ = in_one_line.write_all(one_line.as_bytes());
        is_answered(&preview);
    }
    preview.mark(&project);
    is_answered(&preview);
}

#[test]
fn nonsense_and_clients_that_leave_at_once() {
    let project = site();
    let preview = Preview::of(&project);
    for nonsense in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        drop(say(&preview, nonsense));
        let _kept = say(&preview, nonsense);
        is_answered(&preview);
    }
    for _ in 0..200 {
        drop(Stream::open(&preview));
        drop(preview.connect());
    }
    preview.mark(&project);
    is_answered(&preview);
    assert!(!preview.said().contains("bug"), "{}", preview.said());
}
