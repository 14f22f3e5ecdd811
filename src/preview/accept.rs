//! Takes connections, whatever happens to those who take them.
//!
//! In: a listening socket. Out: every request handed on, as long as the preview runs.
//!
//! Two things go wrong in a `tiny_http` server:
//!
//! - It stops accepting for good when the process is out of file descriptors (its thread panics)
//!   or a connection is broken off while it is accepted. So the socket stays ours: the server gets
//!   a copy of it, a connection to ourselves asks now and then whether it still answers, and if it
//!   does not, a new server gets another copy.
//! - When several connections come at once, it gives some to threads that have work already, and
//!   these wait until another connection has ended, which may be never. Every new connection makes
//!   it take up one that waits; so a few more are made, of ourselves, when requests come.

use std::{
    collections::{VecDeque, hash_map::RandomState},
    hash::BuildHasher,
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc::Sender},
    thread,
    time::Duration,
};

use tiny_http::{Request, Server};

use super::{
    Event,
    answer::{Answer, Body},
    own::OWN,
};

/// How long an answer to ourselves may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many connections of our own are made to move on those that wait.
const NUDGES: usize = 16;

/// How often in a row there may be none before the server is given up.
const FAILURES: usize = 2;

/// How many servers are kept. One that was given up too early still takes connections, and must
/// be there to answer them; one that has died costs next to nothing.
const KEPT: usize = 4;

/// The servers on one socket.
pub(super) struct Acceptor {
    listener: TcpListener,
    receive: Arc<dyn Fn(Request) + Send + Sync>,
    events: Sender<Event>,
    servers: VecDeque<Arc<Server>>,
    /// The path of the question to ourselves. Nobody else can guess it: it is answered before
    /// anything is looked at.
    probe: Arc<str>,
    failures: usize,
}

impl Acceptor {
    /// Takes connections of `listener` and hands each request to `receive`, which must not take
    /// long. Says so in `events` when a server ends.
    ///
    /// # Errors
    /// When not even the first server can be made.
    pub fn start(
        listener: TcpListener,
        receive: impl Fn(Request) + Send + Sync + 'static,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        // The one source of chance in the standard library: a hasher's keys.
        let secret = RandomState::new().hash_one("probe");
        let mut acceptor = Self {
            listener,
            receive: Arc::new(receive),
            events,
            servers: VecDeque::new(),
            probe: format!("{OWN}probe/{secret:016x}").into(),
            failures: 0,
        };
        acceptor.add_server()?;
        Ok(acceptor)
    }

    /// Asks ourselves, and makes a new server if there has been no answer several times. Says
    /// whether there was one.
    pub fn look_after(&mut self) -> bool {
        if self.is_answered() {
            self.failures = 0;
            return true;
        }
        self.failures += 1;
        if self.failures >= FAILURES {
            self.renew();
        }
        false
    }

    /// Moves on connections that wait for a thread.
    pub fn nudge(&self) {
        let Ok(address) = self.listener.local_addr() else {
            return;
        };
        for _ in 0..NUDGES {
            // Where nobody accepts, connections pile up until each takes all of its time.
            if TcpStream::connect_timeout(&reachable(address), PATIENCE).is_err() {
                return;
            }
        }
    }

    /// Makes a new server. If that fails, for want of file descriptors, the next look will try
    /// again.
    pub fn renew(&mut self) {
        if self.add_server().is_ok() {
            self.failures = 0;
        }
        while self.servers.len() > KEPT {
            self.servers.pop_front().into_iter().for_each(end);
        }
    }

    fn add_server(&mut self) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        // It panics where the system has no thread to give.
        let server = catch_unwind(AssertUnwindSafe(|| Server::from_listener(listener, None)))
            .map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?
            .map_err(io::Error::other)?;
        let server = Arc::new(server);
        let (receive, probe) = (Arc::clone(&self.receive), Arc::clone(&self.probe));
        let (events, receiving) = (self.events.clone(), Arc::clone(&server));
        thread::Builder::new().spawn(move || {
            while let Ok(request) = receiving.recv() {
                if request.url() == &*probe {
                    answer_probe(request);
                } else {
                    receive(request);
                }
            }
            // Nobody listens when the preview itself is at its end.
            drop(events.send(Event::ServerEnded));
        })?;
        self.servers.push_back(server);
        Ok(())
    }

    fn is_answered(&self) -> bool {
        let ask = || -> io::Result<bool> {
            let address = reachable(self.listener.local_addr()?);
            let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            let request = format!("GET {} HTTP/1.1\r\nConnection: close\r\n\r\n", self.probe);
            stream.write_all(request.as_bytes())?;
            Ok(stream.read(&mut [0])? > 0)
        };
        ask().unwrap_or(false)
    }
}

impl Drop for Acceptor {
    fn drop(&mut self) {
        self.servers.drain(..).for_each(end);
    }
}

/// Ends a server. Its thread leaves, and whoever lets go of it last wakes up those who accept by
/// connecting to it; that can take long, so it is done elsewhere.
fn end(server: Arc<Server>) {
    server.unblock();
    drop(thread::Builder::new().spawn(move || drop(server)));
}

fn answer_probe(request: Request) {
    let answer = Answer::new(204, Body::None);
    // Only we asked, and we notice.
    drop(answer.write(true, &mut request.into_writer()));
}

/// An address by which this machine reaches itself: "all addresses" is none.
pub(super) fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}
