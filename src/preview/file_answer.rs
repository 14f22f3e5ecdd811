//! One file of the site as an answer.
//!
//! In: a stored file and the request for it. Out: all of it, a part of it, or the word that the
//! browser has it already (RFC 9110, sections 13 and 14).

use std::{
    fs::Metadata,
    io::{self, Seek, SeekFrom},
    path::Path,
    sync::Arc,
    time::UNIX_EPOCH,
};

use tiny_http::Method;

use super::{
    answer::{ASK_AGAIN, Answer, Body, KEEP_NOTHING},
    content_type,
    head::Head,
    range::{self, Part},
};
use crate::{disk, output::Stored, store};

/// A file that is there to be sent.
pub(super) struct Opened {
    source: Source,
    length: u64,
    /// Changes whenever the bytes do.
    tag: String,
}

enum Source {
    Bytes(Arc<[u8]>),
    File(std::fs::File),
}

impl Opened {
    /// Opens a file of the site; `None` if it is an author's that has been removed meanwhile.
    pub fn new(stored: Stored) -> disk::Result<Option<Self>> {
        let path = match stored {
            Stored::Bytes(bytes) => return Ok(Some(Self::in_memory(bytes))),
            Stored::File(path) => path,
            Stored::Deferred(deferred) => match deferred.make()? {
                store::Stored::Bytes(bytes) => return Ok(Some(Self::in_memory(bytes))),
                store::Stored::File(path) => path,
            },
        };
        let looked_at = std::fs::metadata(&path);
        match looked_at {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            // Opening a named pipe would wait for ever.
            Ok(metadata) if !metadata.is_file() => return Ok(None),
            _ => {}
        }
        let file = disk::open(&path)?;
        let metadata = file.metadata().map_err(disk::failed("look at", &path))?;
        Ok(Some(Self {
            source: Source::File(file),
            length: metadata.len(),
            tag: tag_of_file(&metadata),
        }))
    }

    /// Bytes as a file.
    pub fn in_memory(bytes: Arc<[u8]>) -> Self {
        Self {
            length: bytes.len() as u64,
            tag: format!("\"{}\"", fingerprint(&bytes)),
            source: Source::Bytes(bytes),
        }
    }

    /// The answer that `head` asks for. `path` gives the media type.
    pub fn answer(self, path: &str, head: &Head<'_>) -> io::Result<Answer> {
        if is_known(head, &self.tag) {
            let unchanged = Answer::new(304, Body::None);
            return Ok(unchanged
                .with("ETag", self.tag)
                .with("Cache-Control", ASK_AGAIN));
        }
        let (status, range) = match part(head, &self.tag, self.length) {
            Part::Whole => (200, 0..self.length),
            Part::Bytes(range) => (206, range),
            Part::OutOfRange => {
                let answer = Answer::text(416, "the file has no such bytes");
                return Ok(answer.with("Content-Range", format!("bytes */{}", self.length)));
            }
        };
        let content_range = format!(
            "bytes {}-{}/{}",
            range.start,
            range.end.saturating_sub(1),
            self.length
        );
        let answer = Answer::new(status, self.source.body(range)?)
            .with("Content-Type", content_type::of(path))
            .with("Cache-Control", ASK_AGAIN)
            .with("Accept-Ranges", "bytes")
            .with("ETag", self.tag);
        Ok(match status {
            206 => answer.with("Content-Range", content_range),
            _ => answer,
        })
    }

    /// The file as what is shown in place of one that is not there.
    pub fn answer_missing(self, path: &str) -> io::Result<Answer> {
        Ok(Answer::new(404, self.source.body(0..self.length)?)
            .with("Content-Type", content_type::of(path))
            .with("Cache-Control", KEEP_NOTHING))
    }
}

impl Source {
    fn body(self, range: std::ops::Range<u64>) -> io::Result<Body> {
        match self {
            Self::Bytes(bytes) => {
                // Within the bytes, so within what a `usize` can count.
                let position = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                Ok(Body::Bytes(
                    bytes,
                    position(range.start)..position(range.end),
                ))
            }
            Self::File(mut file) => {
                file.seek(SeekFrom::Start(range.start))?;
                Ok(Body::File(file, range.end - range.start))
            }
        }
    }
}

/// Digits that are others for other bytes.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}

/// What changes whenever an author's file does; `None` where there is no such file.
pub(super) fn file_mark(path: &Path) -> Option<String> {
    let metadata = std::fs::metadata(path).ok()?;
    metadata.is_file().then(|| tag_of_file(&metadata))
}

/// A tag made of length and time of change, as web servers do: an author's film is not read twice.
fn tag_of_file(metadata: &Metadata) -> String {
    let changed = metadata.modified().ok();
    let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let nanoseconds = since.unwrap_or_default().as_nanos();
    format!("\"{:x}-{nanoseconds:x}\"", metadata.len())
}

/// Whether the browser says that it has the file with this tag.
fn is_known(head: &Head<'_>, tag: &str) -> bool {
    head.headers_named("If-None-Match")
        .flat_map(|value| value.split(','))
        .map(|known| known.trim())
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The part that is asked for. `If-Range` makes it the whole if the file is another by now.
fn part(head: &Head<'_>, tag: &str, length: u64) -> Part {
    let is_same = head.header("If-Range").is_none_or(|known| known == tag);
    match head.header("Range") {
        Some(range) if is_same && *head.method == Method::Get => range::asked(range, length),
        _ => Part::Whole,
    }
}
