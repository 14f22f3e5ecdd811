//! The streams, and which of them wait to be written to.
//!
//! In: streams, versions, signs of life. Out: one job after the other: what to write where. Nothing
//! here waits for anything.

use std::{
    collections::{BTreeMap, VecDeque},
    io::Write,
    net::SocketAddr,
};

use super::stream::Stream;

/// Where a stream is written to.
pub(super) type Out = Box<dyn Write + Send>;

/// All streams by number, the oldest first.
#[derive(Default)]
pub(super) struct List {
    streams: BTreeMap<u64, Entry>,
    /// The numbers of those that wait.
    due: VecDeque<u64>,
    next: u64,
    /// The newest version.
    pub version: u64,
    /// How many of those that are being written to take too long.
    pub stalled: usize,
}

struct Entry {
    stream: Stream,
    /// `None` while it is being written to.
    out: Option<Out>,
    is_due: bool,
    is_stalled: bool,
}

/// Something to write to a stream.
pub(super) struct Job {
    number: u64,
    out: Out,
    bytes: Vec<u8>,
    is_last: bool,
}

impl Job {
    /// Writes it; says whether the stream goes on.
    pub fn write(&mut self) -> bool {
        let written = self.out.write_all(&self.bytes);
        written.and_then(|()| self.out.flush()).is_ok() && !self.is_last
    }
}

impl List {
    /// A list without streams, when this is the newest version.
    pub fn new(version: u64) -> Self {
        Self {
            version,
            ..Self::default()
        }
    }

    /// Adds a stream. Of those that are to go on no more than `limit` are kept.
    pub fn add(&mut self, stream: Stream, out: Out, limit: usize) {
        let number = self.next;
        self.next += 1;
        let entry = Entry {
            stream,
            out: Some(out),
            is_due: false,
            is_stalled: false,
        };
        self.streams.insert(number, entry);
        self.queue(number);
        let goes_on = |(_, entry): &(&u64, &Entry)| !entry.stream.ends;
        let count = self.streams.iter().filter(goes_on).count();
        let surplus = count.saturating_sub(limit);
        let oldest = self.streams.iter().filter(goes_on).take(surplus);
        let oldest: Vec<u64> = oldest.map(|(number, _)| *number).collect();
        self.end_these(&oldest);
    }

    /// Sees to it that every stream that has something to say is written to.
    pub fn queue_all(&mut self) {
        let all: Vec<u64> = self.streams.keys().copied().collect();
        all.into_iter().for_each(|number| self.queue(number));
    }

    /// Gives every stream a sign of life to send.
    pub fn beat(&mut self) {
        for entry in self.streams.values_mut() {
            entry.stream.beat = true;
        }
        self.queue_all();
    }

    /// Ends the streams of one client, or all.
    pub fn end(&mut self, client: Option<SocketAddr>) {
        let is_meant = |(_, entry): &(&u64, &Entry)| {
            !entry.stream.ends && (client.is_none() || entry.stream.client == client)
        };
        let these = self.streams.iter().filter(is_meant);
        let these: Vec<u64> = these.map(|(number, _)| *number).collect();
        self.end_these(&these);
    }

    /// Whether any stream waits.
    pub fn has_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// How many streams there are.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.streams.len()
    }

    /// The next thing to write. Whoever takes it gives it back.
    pub fn take(&mut self) -> Option<Job> {
        let version = self.version;
        while let Some(number) = self.due.pop_front() {
            let Some(entry) = self.streams.get_mut(&number) else {
                continue;
            };
            entry.is_due = false;
            if let Some(out) = entry.out.take_if(|_| entry.stream.owes(version)) {
                return Some(Job {
                    number,
                    out,
                    bytes: entry.stream.next(version),
                    is_last: entry.stream.ends,
                });
            }
        }
        None
    }

    /// Takes back what has been written, and whether the stream goes on. What comes out is to be
    /// let go of by whoever does not mind waiting for it.
    pub fn give_back(&mut self, job: Job, goes_on: bool) -> Option<Out> {
        if let Some(entry) = self.streams.get_mut(&job.number) {
            self.stalled -= usize::from(entry.is_stalled);
            entry.is_stalled = false;
            if goes_on {
                entry.out = Some(job.out);
                self.queue(job.number);
                return None;
            }
            self.streams.remove(&job.number);
        }
        Some(job.out)
    }

    /// Notes that whatever is being written now takes too long.
    pub fn stall(&mut self) {
        for entry in self.streams.values_mut() {
            entry.is_stalled = entry.out.is_none();
        }
        let is_stalled = |entry: &&Entry| entry.is_stalled;
        self.stalled = self.streams.values().filter(is_stalled).count();
    }

    fn end_these(&mut self, numbers: &[u64]) {
        for number in numbers {
            if let Some(entry) = self.streams.get_mut(number) {
                entry.stream.ends = true;
            }
            self.queue(*number);
        }
    }

    /// Puts a stream among those that wait, if it has something to say. One that is being written
    /// to comes back of itself.
    fn queue(&mut self, number: u64) {
        let Some(entry) = self.streams.get_mut(&number) else {
            return;
        };
        let is_ready = entry.out.is_some() && entry.stream.owes(self.version);
        if is_ready && !entry.is_due {
            entry.is_due = true;
            self.due.push_back(number);
        }
    }
}
