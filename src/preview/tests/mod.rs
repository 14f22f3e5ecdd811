//! The preview over real sockets.

mod attacks;
mod crowds;
mod events;
mod forms;
mod injected;
mod life;
mod own;
mod paths;
mod replaced;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{Desk, Error, Preview, SiteCell, Snapshot, Stopper, streams::HEARTBEAT};
use crate::output::{Body, Output, Sink};

/// A preview that runs until this value is gone.
pub(super) struct Running {
    pub address: SocketAddr,
    pub site: Arc<SiteCell>,
    pub folder: tempfile::TempDir,
    stopper: Stopper,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A small site with a page in a folder, a page of its own, a stylesheet and an author's file.
pub(super) fn small_site(folder: &std::path::Path) -> Output {
    let site = Output::default();
    for path in [
        "index.html",
        "404.html",
        "map/index.html",
        "карта/index.html",
        "page.html",
        "assets/style.css",
        "journey.json",
    ] {
        site.put(path, format!("<{path}>").into()).unwrap();
    }
    let film = folder.join("film.mp4");
    std::fs::write(&film, b"0123456789").unwrap();
    site.put("film.mp4", Body::File(&film)).unwrap();
    site.put("gone.jpg", Body::File(&folder.join("gone.jpg")))
        .unwrap();
    site
}

/// A snapshot of a site under a base path.
pub(super) fn snapshot(site: Output, base_path: &str) -> Snapshot {
    Snapshot {
        version: 1,
        site: Some(Arc::new(site)),
        base_path: base_path.to_owned(),
        is_current: true,
        ..Snapshot::default()
    }
}

/// A desk at which nobody sits.
pub(super) fn desk() -> Desk {
    Desk {
        root: "/site".into(),
        editor: None,
        choose: Box::new(|_| {}),
    }
}

impl Running {
    pub fn under(base_path: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = small_site(folder.path());
        Self::start(folder, snapshot(site, base_path), desk(), HEARTBEAT)
    }

    /// A preview of this snapshot.
    pub fn of(snapshot: Snapshot) -> Self {
        Self::start(tempfile::tempdir().unwrap(), snapshot, desk(), HEARTBEAT)
    }

    pub fn start(
        folder: tempfile::TempDir,
        snapshot: Snapshot,
        desk: Desk,
        heartbeat: Duration,
    ) -> Self {
        let site = Arc::new(SiteCell::new(snapshot));
        let mut preview = Preview::bind("127.0.0.1", Some(0)).unwrap();
        preview.heartbeat = heartbeat;
        let (address, stopper) = (preview.address(), preview.stopper());
        let served = Arc::clone(&site);
        let thread = thread::spawn(move || preview.serve_until_stopped(served, desk));
        Self {
            address,
            site,
            folder,
            stopper,
            thread: Some(thread),
        }
    }

    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, "")
    }

    /// Sends a request with these further headers, each with its line end.
    pub fn ask(&self, method: &str, target: &str, headers: &str) -> Reply {
        let host = self.address;
        self.send(&format!(
            "{method} {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n"
        ))
    }

    /// Sends a form with these further headers, each with its line end.
    pub fn post(&self, target: &str, headers: &str, body: &str) -> Reply {
        let (host, length) = (self.address, body.len());
        self.send(&format!(
            "POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n{body}"
        ))
    }

    pub fn send(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let has_body = !request.starts_with("HEAD ");
        read(&mut stream, has_body).unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    /// Ends the preview and gives how it ended.
    pub fn stop(&mut self) -> Option<Result<(), Error>> {
        self.stopper.stop();
        self.thread.take().map(|thread| thread.join().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop());
    }
}

pub(super) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    stream
}

/// Reads one answer, by its length as a browser does.
pub(super) fn read(stream: &mut TcpStream, has_body: bool) -> std::io::Result<Reply> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let mut reply = Reply {
        status: status.ok_or(std::io::ErrorKind::InvalidData)?,
        headers: Vec::new(),
        body: Vec::new(),
    };
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        reply.headers.push((name.to_owned(), value.to_owned()));
    }
    let length = reply.header("Content-Length").parse().unwrap_or(0);
    if has_body {
        reply.body.resize(length, 0);
        reader.read_exact(&mut reply.body)?;
    }
    Ok(reply)
}

impl Reply {
    /// The value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The page without the preview's script.
    pub fn bare(&self) -> &str {
        let text = self.text();
        text.split("<script src=\"/__cjm/").next().unwrap_or(text)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
