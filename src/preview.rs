//! Shows a site in the browser, from memory.
//!
//! In: a site, which may be replaced by a newer one at any time. Out: its pages over HTTP, in the
//! manner of GitHub Pages, until the user ends it. Nothing is written to the disk.

mod accept;
mod answer;
mod content_type;
mod file_answer;
mod head;
mod host;
#[expect(dead_code, reason = "pages are served as they are so far")]
mod injection;
mod listen;
#[expect(dead_code, reason = "pages are served as they are so far")]
mod markup;
#[expect(dead_code, reason = "pages are served as they are so far")]
mod page_tag;
mod pages;
mod range;
#[expect(dead_code, reason = "pages are served as they are so far")]
mod reference;
mod rhythm;
mod site_cell;
mod target;
#[cfg(test)]
mod tests;
mod workers;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use tiny_http::{Method, Request, Response, StatusCode};

pub use site_cell::{Choices, FormSheet, SiteCell, Snapshot};

use accept::Acceptor;
use answer::Answer;
use head::Head;
use host::Hosts;
use pages::Pages;
use rhythm::Rhythm;
use workers::Workers;

/// How long to wait before a server that has ended is replaced: what ended it may still be there.
const BREATH: Duration = Duration::from_millis(100);

/// The longest body that is read to its end before the answer, in bytes.
const LONGEST_BODY: usize = 16 << 20;

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
        let pages = Arc::new(Pages::new(site, desk, Hosts::of(&self.hostname)));
        let workers = Workers::default();
        let (sender, events) = self.events;
        let requests = sender.clone();
        let receive = move |request| {
            // Nobody listens when the preview is at its end.
            drop(requests.send(Event::Request));
            let pages = Arc::clone(&pages);
            workers.submit(move || respond(request, |head| pages.answer(head)));
        };
        let acceptor = Acceptor::start(self.listener, receive, sender);
        attend(acceptor.map_err(Error::Start)?, &events);
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
fn attend(mut acceptor: Acceptor, events: &Receiver<Event>) {
    let mut rhythm = Rhythm::new(Instant::now());
    loop {
        match events.recv_timeout(rhythm.next.saturating_duration_since(Instant::now())) {
            Ok(Event::Request) => rhythm.request(Instant::now()),
            Ok(Event::ServerEnded) => {
                thread::sleep(BREATH);
                acceptor.renew();
            }
            Err(RecvTimeoutError::Timeout) => {
                let is_time_to_look = rhythm.nudged(Instant::now());
                if !is_time_to_look || acceptor.look_after() {
                    acceptor.nudge();
                }
            }
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Answers one request. A panic on the way is answered as well.
fn respond(mut request: Request, answer: impl Fn(&Head<'_>) -> Answer) {
    if request
        .body_length()
        .is_some_and(|length| length > LONGEST_BODY)
    {
        return refuse_body(request);
    }
    let answer = catch_unwind(AssertUnwindSafe(|| answer(&Head::of(&request))));
    let answer = answer.unwrap_or_else(|_| Answer::text(500, "the preview has a bug; it goes on"));
    let with_body = *request.method() != Method::Head;
    if request.body_length().is_some() {
        // Left unread, it would make the system break off the connection before the answer.
        drop(io::copy(&mut request.as_reader(), &mut io::sink()));
    }
    // A client that has gone is no error.
    drop(answer.write(with_body, &mut request.into_writer()));
}

/// Answers a request whose body is not worth reading.
///
/// `tiny_http` reads what is left of a body when a request is let go of, into memory of the size
/// that the request claims: a claim of a terabyte would end the process. `upgrade` is the one way
/// to answer without letting go, and what it gives is kept for ever: a connection is lost, which is
/// the lesser evil.
fn refuse_body(request: Request) {
    let response = Response::empty(StatusCode(413));
    std::mem::forget(request.upgrade("none", response));
}
