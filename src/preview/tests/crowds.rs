//! Many connections, slow ones, silent ones.

use std::{
    io::Write,
    thread,
    time::{Duration, Instant},
};

use super::{Running, read};

/// What a browser may be kept waiting at most, also on a machine that is busy. Left to `tiny_http`
/// alone some would wait for as long as the others stay open.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Opens 24 connections at once, as a browser does for a page with many images, sends a request on
/// each and keeps all of them open; gives the longest wait.
fn burst(preview: &Running) -> Duration {
    let request = format!("GET /map/ HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
    let began = Instant::now();
    let mut streams: Vec<_> = (0..24).map(|_| preview.connect()).collect();
    for stream in &mut streams {
        stream.write_all(request.as_bytes()).unwrap();
    }
    for stream in &mut streams {
        assert_eq!(read(stream, true).unwrap().status, 200);
    }
    began.elapsed()
}

#[test]
fn bursts_of_connections_that_stay_open() {
    let preview = Running::under("/");
    for round in 0..25 {
        let wait = burst(&preview);
        assert!(wait < LONGEST_WAIT, "round {round}: {wait:?}");
    }
}

#[test]
fn bursts_beside_silent_connections() {
    let preview = Running::under("/");
    let silent: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    for round in 0..5 {
        let wait = burst(&preview);
        assert!(wait < LONGEST_WAIT, "round {round}: {wait:?}");
    }
    drop(silent);
}

#[test]
fn unfinished_requests_and_slow_readers_stop_nobody() {
    let preview = Running::under("/");
    let film = preview.folder.path().join("film.mp4");
    std::fs::write(&film, vec![7; 30_000_000]).unwrap();
    let mut held = Vec::new();
    for slow in 0..60 {
        let mut stream = preview.connect();
        let request = match slow % 3 {
            0 => "GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            1 => "GET / HTTP/1.1\r\nHost: local",
            _ => "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nx",
        };
        stream.write_all(request.as_bytes()).unwrap();
        held.push(stream);
    }
    thread::sleep(Duration::from_millis(200));
    for _ in 0..3 {
        let wait = burst(&preview);
        assert!(wait < LONGEST_WAIT, "{wait:?}");
    }
}

#[test]
fn many_requests_on_one_connection() {
    let preview = Running::under("/");
    let mut stream = preview.connect();
    for target in ["/", "/no", "/map/"] {
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let status = if target == "/no" { 404 } else { 200 };
        assert_eq!(read(&mut stream, true).unwrap().status, status);
    }
}

#[test]
fn the_site_is_replaced_under_load() {
    let preview = Running::under("/");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    assert_eq!(preview.get("/map/").status, 200);
                }
            });
        }
        for _ in 0..100 {
            let site = super::small_site(preview.folder.path());
            preview.site.replace(super::snapshot(site, "/"));
        }
    });
}
