//! The way of a request from the socket to its answer.
//!
//! In: a request, and who has the answer. Out: the answer, written. A body is read as far as it is
//! wanted, and to its end where that is not far.

use std::{
    io::{self, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

use tiny_http::{Method, Request, Response, StatusCode};

use super::{answer::Answer, head::Head};

/// The longest body that is read to its end before the answer, in bytes.
const LONGEST_BODY: u64 = 16 << 20;

/// The longest body that anything is done with, in bytes.
const LONGEST_FORM: usize = 256 * 1024;

/// The body of a request.
#[derive(Debug)]
pub(super) enum Sent {
    /// All of it; nothing where nobody wanted it.
    Whole(Vec<u8>),
    /// It is longer than [`LONGEST_FORM`], or breaks off.
    Not,
}

/// Who has the answers.
pub(super) trait Answers {
    /// Whether the body of such a request is wanted.
    fn wants_body(&self, head: &Head<'_>) -> bool;

    /// The answer to a request. One to `HEAD` is that to `GET`: whoever sends it leaves the body
    /// out.
    fn answer(&self, head: &Head<'_>, body: Sent) -> Answer;
}

/// Answers one request. A panic on the way is answered as well.
pub(super) fn respond(mut request: Request, answers: &impl Answers) {
    let is_endless = |length| length as u64 > LONGEST_BODY;
    if request.body_length().is_some_and(is_endless) {
        return refuse_body(request);
    }
    let wants_body = || answers.wants_body(&Head::of(&request));
    let wants_body = catch_unwind(AssertUnwindSafe(wants_body)).unwrap_or(false);
    let body = if wants_body {
        read(request.as_reader())
    } else {
        Sent::Whole(Vec::new())
    };
    let answer = catch_unwind(AssertUnwindSafe(|| {
        answers.answer(&Head::of(&request), body)
    }));
    let answer = answer.unwrap_or_else(|_| Answer::text(500, "the preview has a bug; it goes on"));
    let with_body = *request.method() != Method::Head;
    if request.body_length().is_some() || wants_body {
        // Left unread, it would make the system break off the connection before the answer.
        let rest = &mut request.as_reader().take(LONGEST_BODY);
        drop(io::copy(rest, &mut io::sink()));
    }
    // A client that has gone is no error.
    drop(answer.write(with_body, &mut request.into_writer()));
}

fn read(body: &mut dyn Read) -> Sent {
    let mut bytes = Vec::new();
    let read = body.take(LONGEST_FORM as u64 + 1).read_to_end(&mut bytes);
    if read.is_ok() && bytes.len() <= LONGEST_FORM {
        Sent::Whole(bytes)
    } else {
        Sent::Not
    }
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
