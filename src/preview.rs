//! Shows a site in the browser, from memory.
//!
//! In: a site, which may be replaced by a newer one at any time. Out: its pages over HTTP, in the
//! manner of GitHub Pages, until the user ends it. Nothing is written to the disk.
//!
//! - `accept`, `rhythm` and `workers` take connections and requests, whatever comes.
//! - `respond` leads a request to its answer, and `pages` knows which it is: a file of the site
//!   (`lookup`, `file_answer`) with what is added to pages (`injection`, `page_tag`), or one of the
//!   preview's own addresses (`own`).
//! - `streams` tells all open tabs of a new version.

mod accept;
mod answer;
mod bases;
mod content_type;
mod editor;
mod file_answer;
mod form_data;
mod head;
mod host;
mod inbox;
mod injection;
mod listen;
mod lookup;
mod markup;
mod origin;
mod own;
mod page_tag;
mod pages;
mod range;
mod reference;
mod respond;
mod rhythm;
mod shown;
mod site_cell;
mod streams;
mod target;
#[cfg(test)]
mod tests;
pub mod watch;
mod workers;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use tiny_http::Request;

pub use site_cell::{Choices, FormSheet, SiteCell, Snapshot};

use accept::Acceptor;
use head::Head;
use host::Hosts;
use pages::Pages;
use rhythm::Rhythm;
use streams::Streams;
use workers::Workers;

/// How long to wait before a server that has ended is replaced: what ended it may still be there.
const BREATH: Duration = Duration::from_millis(100);

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port that was asked for is taken.
    #[error(
        "port {port} of `{hostname}` is taken; end the program that uses it, or choose another with `--port`"
    )]
    PortTaken {
        /// The host that was to be listened on.
        hostname: String,
        /// The port.
        port: u16,
    },
    /// All ports that are tried by themselves are taken.
    #[error(
        "ports {} to {} of `{hostname}` are taken; choose another with `--port`",
        listen::FIRST,
        listen::LAST
    )]
    NoFreePort {
        /// The host that was to be listened on.
        hostname: String,
    },
    /// The host is unknown or not of this machine, or the port is not for everyone.
    #[error("cannot listen on `{hostname}`, port {port}: {source}")]
    Listen {
        /// The host that was to be listened on.
        hostname: String,
        /// The port.
        port: u16,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// The server cannot be started.
    #[error("cannot start the preview: {0}")]
    Start(#[source] io::Error),
    /// SIGINT and SIGTERM cannot be waited for.
    #[error("cannot wait for the signals that end the preview: {0}")]
    Signals(#[source] ctrlc::Error),
}

/// A preview that has its port and waits to be told what to serve.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    hostname: String,
    /// Between two signs of life on a stream of versions.
    heartbeat: Duration,
    events: (Sender<Event>, Receiver<Event>),
}

/// Ends a preview, from any thread.
#[derive(Debug, Clone)]
pub struct Stopper {
    events: Sender<Event>,
}

/// What the preview needs to know of the world beside the site.
pub struct Desk {
    /// The site's root folder, absolute: for links that open an editor.
    pub root: PathBuf,
    /// The address that opens a place in the author's editor, with `{path}`, `{line}` and
    /// `{column}` in it; `None` where places are no links.
    pub editor: Option<String>,
    /// Asks for the site to be made with other choices. Must not take long.
    pub choose: Box<dyn Fn(Choices) + Send + Sync>,
}

/// What the preview waits for.
#[derive(Debug)]
enum Event {
    Request,
    Stop,
    ServerEnded,
}

impl Preview {
    /// Takes a port of `hostname`, a name or address of this machine (the default of the command
    /// line is `127.0.0.1`). Without `port` it is 3000, or the first free one of the twenty that
    /// follow; 0 leaves it to the system.
    ///
    /// # Errors
    /// When the port that was asked for is taken, none is free, or `hostname` is not this machine.
    pub fn bind(hostname: &str, port: Option<u16>) -> Result<Self, Error> {
        let listener = listen::listen(hostname, port)?;
        let address = listener.local_addr().map_err(Error::Start)?;
        Ok(Self {
            listener,
            address,
            hostname: hostname.to_owned(),
            heartbeat: streams::HEARTBEAT,
            events: mpsc::channel(),
        })
    }

    /// The address and port taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL to open in a browser on this machine, for a site under `base_path`.
    pub fn url(&self, base_path: &str) -> String {
        let address = accept::reachable(self.address);
        match base_path.trim_matches('/') {
            "" => format!("http://{address}/"),
            path => format!("http://{address}/{path}/"),
        }
    }

    /// Something that ends this preview.
    pub fn stopper(&self) -> Stopper {
        let (events, _) = &self.events;
        Stopper {
            events: events.clone(),
        }
    }

    /// Serves what is in `site` until SIGINT, SIGTERM or a [`Stopper`] ends it. Once a process: the
    /// signals are taken for good.
    ///
    /// # Errors
    /// When the server cannot be started. Afterwards nothing ends it but what is meant to.
    pub fn serve(self, site: Arc<SiteCell>, desk: Desk) -> Result<(), Error> {
        let stopper = self.stopper();
        ctrlc::set_handler(move || stopper.stop()).map_err(Error::Signals)?;
        self.serve_until_stopped(site, desk)
    }

    /// As [`serve`](Preview::serve), but leaves signals alone.
    ///
    /// # Errors
    /// When the server cannot be started.
    pub fn serve_until_stopped(self, site: Arc<SiteCell>, desk: Desk) -> Result<(), Error> {
        let streams = Streams::start(Arc::clone(&site), self.heartbeat, listen::open_files());
        let streams = Arc::new(streams.map_err(Error::Start)?);
        let pages = Arc::new(Pages::new(site, desk, Hosts::of(&self.hostname)));
        let workers = Workers::default();
        let (sender, events) = self.events;
        let (requests, open) = (sender.clone(), Arc::clone(&streams));
        let receive = move |request: Request| {
            // Nobody listens when the preview is at its end.
            drop(requests.send(Event::Request));
            open.make_way(request.remote_addr());
            if pages.is_stream(&Head::of(&request)) {
                // Opened here, so that it is there when what follows it has to be made way for.
                return open.open(request);
            }
            let pages = Arc::clone(&pages);
            workers.submit(move || respond::respond(request, &*pages));
        };
        let acceptor = Acceptor::start(self.listener, receive, sender);
        attend(acceptor.map_err(Error::Start)?, &events, &streams);
        streams.end();
        Ok(())
    }
}

impl Stopper {
    /// Ends the preview; one that has ended already stays so.
    pub fn stop(&self) {
        drop(self.events.send(Event::Stop));
    }
}

/// Keeps `acceptor` going until the preview is to end.
fn attend(mut acceptor: Acceptor, events: &Receiver<Event>, streams: &Streams) {
    let mut rhythm = Rhythm::new(Instant::now());
    loop {
        match events.recv_timeout(rhythm.next.saturating_duration_since(Instant::now())) {
            Ok(Event::Request) => rhythm.request(Instant::now()),
            Ok(Event::ServerEnded) => {
                streams.look_after();
                thread::sleep(BREATH);
                acceptor.renew();
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                if rhythm.nudged(now) && !acceptor.look_after() {
                    // Streams whose tabs have gone may hold what is wanting.
                    streams.look_after();
                } else if rhythm.is_expecting(now) {
                    acceptor.nudge();
                }
            }
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
