//! The port that the preview listens on.
//!
//! In: a host name and perhaps a port. Out: a socket that listens, or why there is none.

use std::{
    io,
    net::{SocketAddr, TcpListener, ToSocketAddrs},
};

use super::{Error, host};

/// The port that is tried first when none is asked for.
pub(super) const FIRST: u16 = 3000;

/// The last port that is tried when none is asked for.
pub(super) const LAST: u16 = FIRST + 20;

/// Listens on `port`, or on the first of the usual ports that is free.
pub(super) fn listen(hostname: &str, port: Option<u16>) -> Result<TcpListener, Error> {
    let listener = match port {
        Some(port) => listen_on(hostname, port)?.ok_or_else(|| Error::PortTaken {
            hostname: hostname.to_owned(),
            port,
        })?,
        None => listen_on_any(hostname)?,
    };
    prepare(&listener);
    Ok(listener)
}

fn listen_on_any(hostname: &str) -> Result<TcpListener, Error> {
    for port in FIRST..=LAST {
        if let Some(listener) = listen_on(hostname, port)? {
            return Ok(listener);
        }
    }
    Err(Error::NoFreePort {
        hostname: hostname.to_owned(),
    })
}

/// Listens on one port; `None` if it is taken.
fn listen_on(hostname: &str, port: u16) -> Result<Option<TcpListener>, Error> {
    let failed = |source| Error::Listen {
        hostname: hostname.to_owned(),
        port,
        source,
    };
    let found = (host::bare(hostname), port).to_socket_addrs();
    let mut addresses: Vec<SocketAddr> = found.map_err(failed)?.collect();
    // `localhost` has two addresses, of which the older is the one that everything reaches.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    let mut error = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(Some(listener)),
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => return Ok(None),
            Err(e) => error = e,
        }
    }
    Err(failed(error))
}

/// Sets what the connections inherit: what is written goes out at once, and a client that reads
/// nothing is given up after a while. Allows as many open files as the system lets us. All of this
/// only makes things better, so failures do not matter.
#[cfg(unix)]
fn prepare(listener: &TcpListener) {
    use rustix::{
        net::sockopt::{Timeout, set_socket_timeout, set_tcp_nodelay},
        process::{Resource, Rlimit, getrlimit, setrlimit},
    };
    use std::time::Duration;

    /// Open files that are plenty: two for each connection.
    const FILES: u64 = 8192;
    const PATIENCE: Duration = Duration::from_secs(30);

    let _ = set_tcp_nodelay(listener, true);
    let _ = set_socket_timeout(listener, Timeout::Send, Some(PATIENCE));
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < FILES) {
        let current = Some(limit.maximum.map_or(FILES, |maximum| maximum.min(FILES)));
        let _ = setrlimit(Resource::Nofile, Rlimit { current, ..limit });
    }
}

#[cfg(not(unix))]
fn prepare(_listener: &TcpListener) {}

/// How many files may be open at once.
#[cfg(unix)]
pub(super) fn open_files() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// How many files may be open at once: no system but Unix has a limit that is worth the name.
#[cfg(not(unix))]
pub(super) fn open_files() -> u64 {
    u64::MAX
}
