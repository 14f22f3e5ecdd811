//! Streams to clients that read, go, or do neither.

use std::{
    io::{self, Write},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    time::{Duration, Instant},
};

use super::{FEWEST, FILES_A_STREAM, Stream, Streams};
use crate::preview::{SiteCell, Snapshot};

const LONG: Duration = Duration::from_secs(600);
const SOON: Duration = Duration::from_secs(10);

fn version(version: u64) -> Snapshot {
    Snapshot {
        version,
        ..Snapshot::default()
    }
}

/// A client that reads at once what is written, and says when it is let go of.
struct Reader(Sender<String>);

impl Write for Reader {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let sent = self.0.send(text);
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client that reads nothing until it is told to.
#[derive(Clone, Default)]
struct Stuck(Arc<(Mutex<bool>, Condvar, AtomicUsize)>);

impl Write for Stuck {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        let (released, changed, waiting) = &*self.0;
        waiting.fetch_add(1, Ordering::SeqCst);
        drop(changed.wait_while(released.lock().unwrap(), |released| !*released));
        Err(io::ErrorKind::TimedOut.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn start(heartbeat: Duration) -> (Arc<SiteCell>, Streams) {
    let site = Arc::new(SiteCell::new(version(7)));
    let streams = Streams::start(Arc::clone(&site), heartbeat, u64::MAX).unwrap();
    (site, streams)
}

fn reader(streams: &Streams) -> Receiver<String> {
    let (sender, received) = mpsc::channel();
    streams.add(Stream::new(true, None), Box::new(Reader(sender)));
    received
}

fn next(received: &Receiver<String>) -> String {
    received.recv_timeout(SOON).unwrap()
}

#[test]
fn the_version_at_once_and_every_new_one() {
    let (site, streams) = start(LONG);
    let received = reader(&streams);
    let first = next(&received);
    assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
    let event = "\r\n\r\nretry: 1000\n\nid: 7\nevent: version\ndata: 7\n\n";
    assert!(first.ends_with(event), "{first}");
    site.replace(version(8));
    assert_eq!(next(&received), "id: 8\nevent: version\ndata: 8\n\n");
    site.replace(version(8));
    site.replace(version(9));
    assert_eq!(next(&received), "id: 9\nevent: version\ndata: 9\n\n");
}

#[test]
fn signs_of_life_find_those_who_have_gone() {
    let (_site, streams) = start(Duration::from_millis(20));
    let (stays, goes) = (reader(&streams), reader(&streams));
    drop((next(&stays), next(&goes)));
    assert_eq!(next(&stays), ":\n\n");
    drop(goes);
    let deadline = Instant::now() + SOON;
    while streams.crew.count() > 1 {
        assert!(Instant::now() < deadline);
        assert_eq!(next(&stays), ":\n\n");
    }
}

#[test]
fn those_who_read_nothing_hold_up_nobody() {
    let (site, streams) = start(LONG);
    let stuck = Stuck::default();
    let readers: Vec<_> = (0..200).map(|_| reader(&streams)).collect();
    for _ in 0..200 {
        streams.add(Stream::new(true, None), Box::new(stuck.clone()));
    }
    let late = reader(&streams);
    readers.iter().for_each(|reader| drop(next(reader)));
    drop(next(&late));
    for number in 8..20 {
        let began = Instant::now();
        site.replace(version(number));
        for reader in readers.iter().chain([&late]) {
            assert!(next(reader).contains(&format!("data: {number}\n")));
        }
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{:?}",
            began.elapsed()
        );
    }
    let (released, changed, waiting) = &*stuck.0;
    assert_eq!(waiting.load(Ordering::SeqCst), 200, "each is tried once");
    *released.lock().unwrap() = true;
    changed.notify_all();
    let deadline = Instant::now() + SOON;
    while streams.crew.count() > 201 {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_oldest_makes_place_for_the_newest() {
    let site = Arc::new(SiteCell::new(version(7)));
    let files = (FEWEST * FILES_A_STREAM) as u64;
    let streams = Streams::start(site, LONG, files).unwrap();
    let readers: Vec<_> = (0..FEWEST + 2).map(|_| reader(&streams)).collect();
    for oldest in &readers[..2] {
        let deadline = Instant::now() + SOON;
        while oldest.try_recv() != Err(mpsc::TryRecvError::Disconnected) {
            assert!(Instant::now() < deadline);
        }
    }
    readers[2..].iter().for_each(|reader| drop(next(reader)));
    assert_eq!(streams.crew.count(), FEWEST);
}

#[test]
fn a_stream_makes_way_for_what_follows_it() {
    let (_site, streams) = start(LONG);
    let client = "127.0.0.1:9".parse().unwrap();
    let (sender, received) = mpsc::channel();
    streams.add(Stream::new(false, Some(client)), Box::new(Reader(sender)));
    assert!(next(&received).contains("\r\nTransfer-Encoding: chunked\r\n"));
    streams.make_way(Some(&"127.0.0.1:10".parse().unwrap()));
    streams.make_way(None);
    assert!(received.recv_timeout(Duration::from_millis(50)).is_err());
    streams.make_way(Some(&client));
    assert_eq!(next(&received), "0\r\n\r\n");
    assert!(received.recv_timeout(SOON) == Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn all_end_together() {
    let (_site, streams) = start(LONG);
    let readers: Vec<_> = (0..50).map(|_| reader(&streams)).collect();
    streams.add(Stream::new(true, None), Box::new(Stuck::default()));
    readers.iter().for_each(|reader| drop(next(reader)));
    streams.end();
    for reader in readers.iter().chain([&reader(&streams)]) {
        assert!(reader.recv_timeout(SOON).is_err());
    }
}
