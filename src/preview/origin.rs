//! Who may use the preview's own addresses.
//!
//! In: what a browser says of a request's origin. Out: whether it comes from a page of this server.
//!
//! Any page on the internet can send a visitor's browser to 127.0.0.1, with a form even. It cannot
//! read the answer, but what a form does is done. Browsers say where a request comes from: `Origin`
//! with everything that is sent, `Sec-Fetch-Site` with all requests (Fetch Metadata, section 2).

use super::{head::Head, host::Hosts};

/// Whether what a request sends is to be taken. Programs that are no browsers say nothing of an
/// origin, and nobody can make them send what they do not want to. An origin of this machine with
/// another port than the one asked is another program, and a stranger too.
pub(super) fn may_send(head: &Head<'_>, hosts: &Hosts) -> bool {
    let host = head.host().ok().flatten().unwrap_or_default();
    let mut origins = head.headers_named("Origin");
    let mut sites = head.headers_named("Sec-Fetch-Site");
    origins.all(|origin| is_ours(origin, host, hosts))
        && sites.all(|site| matches!(site, "same-origin" | "none"))
}

/// Whether a request may have what it asks for. A link from elsewhere to a page may be followed.
pub(super) fn may_read(head: &Head<'_>, is_page: bool) -> bool {
    let is_foreign = |site: &str| site == "cross-site";
    let navigates = head.header("Sec-Fetch-Mode") == Some("navigate");
    (is_page && navigates) || !head.headers_named("Sec-Fetch-Site").any(is_foreign)
}

/// Whether an origin is this server, which was asked as `host`: `http://localhost:3000`, and not
/// `null`.
fn is_ours(origin: &str, host: &str, hosts: &Hosts) -> bool {
    let authority = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(|authority| hosts.include(authority) && port(authority) == port(host))
}

/// The port behind a name or an address in brackets; empty where it is the usual one.
fn port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((_, port)) if !port.ends_with(']') => port,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Hosts, is_ours};

    #[test]
    fn origins() {
        let hosts = Hosts::of("127.0.0.1");
        for (origin, host) in [
            ("http://127.0.0.1:3000", "127.0.0.1:3000"),
            ("http://127.0.0.1:3000", "localhost:3000"),
            ("http://localhost", "localhost"),
            ("https://localhost:8443", "localhost:8443"),
            ("http://[::1]:3000", "[::1]:3000"),
            ("http://[::1]", "[::1]"),
        ] {
            assert!(is_ours(origin, host, &hosts), "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://",
            "http://evil.example",
            "http://localhost",
            "http://[::1]",
            "http://localhost:4000",
            "http://localhost.evil.example:3000",
            "http://evil.example/http://localhost:3000",
            "localhost:3000",
            "ftp://localhost:3000",
            "http://localhost:3000/",
        ] {
            assert!(!is_ours(origin, "localhost:3000", &hosts), "{origin}");
        }
    }
}
