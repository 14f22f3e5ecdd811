//! Tells all open tabs of a new version, by server-sent events (HTML Standard, section 9.2).
//!
//! In: requests for the stream, and the site's cell. Out: on each stream the newest version, at
//! once and whenever there is another, and a sign of life now and then, by which the streams of
//! tabs that have gone are found.
//!
//! A stream lasts as long as its tab, so it must not keep one of the threads that answer requests;
//! and one that nobody reads must not hold up the others. So one thread says what is new, and a few
//! write it: see [`crew`].

mod crew;
mod list;
mod stream;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    net::SocketAddr,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use tiny_http::Request;

use super::{SiteCell, head::Head};
use crew::Crew;
use stream::Stream;

/// Between two signs of life on a stream.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(15);

/// The most streams at once, however many files may be open.
const MOST: usize = 1024;

/// How many streams there may be at once at least.
const FEWEST: usize = 8;

/// Each open stream keeps two descriptors, and pages must still be served beside them.
const FILES_A_STREAM: usize = 4;

/// How soon the thread that says what is new notices that all is over.
const PATIENCE: Duration = Duration::from_millis(250);

/// All streams that are open.
pub(super) struct Streams {
    crew: Arc<Crew>,
}

impl Streams {
    /// Tells of the versions of `site` until [`end`](Self::end). `files` is how many files may be
    /// open at once.
    ///
    /// # Errors
    /// When the system has no threads for it.
    pub fn start(site: Arc<SiteCell>, heartbeat: Duration, files: u64) -> io::Result<Self> {
        let files = usize::try_from(files).unwrap_or(usize::MAX);
        let limit = (files / FILES_A_STREAM).clamp(FEWEST, MOST);
        let crew = Crew::start(limit, site.get().version)?;
        let told = Arc::clone(&crew);
        thread::Builder::new().spawn(move || announce(&told, &site, heartbeat))?;
        Ok(Self { crew })
    }

    /// Makes the answer to `request` a stream. The oldest ends if there are too many. Does not wait
    /// for anything.
    pub fn open(&self, request: Request) {
        let stream = Stream::new(Head::of(&request).is_last(), request.remote_addr().copied());
        self.add(stream, request.into_writer());
    }

    /// Ends the stream to a client that sends something further on the same connection: its answer
    /// would wait for the end of the stream, and so would the thread that writes it.
    pub fn make_way(&self, client: Option<&SocketAddr>) {
        if let Some(client) = client {
            self.crew.end_from(*client);
        }
    }

    /// Looks now which clients have gone, rather than with the next sign of life.
    pub fn look_after(&self) {
        self.crew.beat();
    }

    /// Ends all streams.
    pub fn end(&self) {
        self.crew.end();
    }

    fn add(&self, stream: Stream, out: Box<dyn Write + Send>) {
        self.crew.add(stream, out);
    }
}

impl Drop for Streams {
    fn drop(&mut self) {
        self.end();
    }
}

/// Says what is new until all is over.
fn announce(crew: &Crew, site: &SiteCell, heartbeat: Duration) {
    let mut known = crew.version();
    let mut beat = Instant::now() + heartbeat;
    loop {
        let left = beat.saturating_duration_since(Instant::now());
        let version = site.wait(known, left.min(PATIENCE)).version;
        if crew.is_over() {
            return;
        }
        if version != known {
            known = version;
            crew.tell(version);
        }
        if Instant::now() >= beat {
            beat = Instant::now() + heartbeat;
            crew.beat();
        }
    }
}
