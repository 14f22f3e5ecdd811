//! The head of a request, as the rest of the preview sees it.
//!
//! In: a request of `tiny_http`. Out: its method, target and headers, borrowed.

use tiny_http::{HTTPVersion, Header, Method, Request};

/// What a request says before its body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'a> {
    /// `GET`, `HEAD` or another.
    pub method: &'a Method,
    /// The target of the request line as it came.
    pub target: &'a str,
    version: &'a HTTPVersion,
    headers: &'a [Header],
}

impl<'a> Head<'a> {
    /// The head of `request`.
    pub fn of(request: &'a Request) -> Self {
        Self {
            method: request.method(),
            target: request.url(),
            version: request.http_version(),
            headers: request.headers(),
        }
    }

    /// The value of the first header of that name, in whatever case.
    pub fn header(&self, name: &'static str) -> Option<&'a str> {
        self.headers_named(name).next()
    }

    /// The values of all headers of that name.
    pub fn headers_named(&self, name: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.headers
            .iter()
            .filter(move |header| header.field.equiv(name))
            .map(|header| header.value.as_str())
    }

    /// Whether the client has said that nothing further comes on its connection, which is closed
    /// then as soon as the answer is there.
    pub fn is_last(&self) -> bool {
        let mut connection = self.headers_named("Connection");
        *self.version < (1, 1)
            || connection.any(|value| value.to_ascii_lowercase().contains("close"))
    }

    /// Whether the request has, or may have, a body.
    pub fn has_body(&self) -> bool {
        let length = self.header("Content-Length");
        length.is_some_and(|length| length != "0") || self.header("Transfer-Encoding").is_some()
    }

    /// The value of `Host`: what it must have since HTTP/1.1, and only once.
    ///
    /// # Errors
    /// When it has none, or several.
    pub fn host(&self) -> Result<Option<&'a str>, &'static str> {
        let mut hosts = self.headers_named("Host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) => Ok(Some(host)),
            (None, _) if *self.version < (1, 1) => Ok(None),
            (None, _) => Err("the request has no Host"),
            (Some(_), Some(_)) => Err("the request has more than one Host"),
        }
    }
}
