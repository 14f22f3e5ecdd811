//! To which names the preview answers.
//!
//! In: the `Host` of a request. Out: whether it is a name of this server.
//!
//! A page on the internet can make a name of its own point at 127.0.0.1 and then read, through the
//! visitor's browser, what is served there ("DNS rebinding"). It cannot make the browser send
//! another `Host` than that name. So names are compared and ports are not: a port differs wherever
//! the preview is reached through a tunnel or a container, and says nothing about who is asking.

use std::net::IpAddr;

/// Names that always mean the machine itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The names of this server.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// The name or address it was told to listen on; lower case, without brackets.
    own: String,
}

impl Hosts {
    /// Those of a server that listens on `hostname`: a name or an address, brackets or not.
    pub fn of(hostname: &str) -> Self {
        Self {
            own: bare(hostname).to_ascii_lowercase(),
        }
    }

    /// Whether the value of a `Host` header names this server. Beyond the loopback a server is
    /// also reached by its addresses, which nobody can make point elsewhere.
    pub fn include(&self, host: &str) -> bool {
        let Some(name) = name_in(host) else {
            return false;
        };
        let name = name.to_ascii_lowercase();
        let is_loopback_only = LOOPBACK.contains(&self.own.as_str());
        name == self.own
            || LOOPBACK.contains(&name.as_str())
            || !is_loopback_only && name.parse::<IpAddr>().is_ok()
    }
}

/// The name in a `Host` header, without port and brackets; `None` if it is malformed.
fn name_in(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.strip_suffix('.').unwrap_or(name);
    (is_port && !name.is_empty()).then_some(name)
}

/// A name or address without the brackets of an IPv6 address.
pub(super) fn bare(hostname: &str) -> &str {
    hostname
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(hostname)
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn on_the_loopback_only_its_own_names() {
        let hosts = Hosts::of("127.0.0.1");
        for host in [
            "127.0.0.1:3000",
            "localhost:3000",
            "LocalHost",
            "[::1]:3000",
            "localhost.:8080",
        ] {
            assert!(hosts.include(host), "{host}");
        }
        for host in [
            "",
            ":3000",
            "evil.example",
            "localhost.evil.example:3000",
            "127.0.0.1.evil.example",
            "192.168.0.7:3000",
            "localhost:evil",
            "[::1",
            "[::1]evil",
            "::1",
            "evil@localhost",
            "localhost:3000@evil.example",
            "0.0.0.0:3000",
            "127.0.0.1, evil.example",
        ] {
            assert!(!hosts.include(host), "{host}");
        }
    }

    #[test]
    fn elsewhere_addresses_and_the_name_given() {
        let hosts = Hosts::of("0.0.0.0");
        for host in [
            "192.168.0.7:3000",
            "[fe80::1]:3000",
            "localhost",
            "0.0.0.0:3000",
        ] {
            assert!(hosts.include(host), "{host}");
        }
        assert!(!hosts.include("evil.example"));
        assert!(Hosts::of("Desk.local").include("desk.LOCAL:3000"));
        assert!(!Hosts::of("desk.local").include("other.local"));
        assert!(Hosts::of("[::1]").include("[::1]:3000"));
    }
}
