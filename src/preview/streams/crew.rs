//! The threads that write to streams.
//!
//! In: a list of what is to be written. Out: all of it written, by as few threads as do it.
//!
//! A stream whose client reads nothing takes up its thread until the system gives the client up,
//! half a minute later. Who such a client is shows only then. So one thread writes and another
//! stands by: when nothing has moved for a moment, it takes over, and there is another to stand by.
//! Where many are stuck at once, each time twice as many take over.

use std::{
    io,
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use super::{
    list::{Job, List, Out},
    stream::Stream,
};

/// After how long without any progress others take over.
const STALL: Duration = Duration::from_millis(20);

/// After how long with nothing to do a thread ends, if there is another.
const IDLE: Duration = Duration::from_secs(10);

/// The stack of a thread, in bytes.
const STACK: usize = 128 * 1024;

/// A list of streams, and threads that write to them.
pub(super) struct Crew {
    state: Mutex<State>,
    changed: Condvar,
    /// The most streams at once.
    limit: usize,
}

struct State {
    list: List,
    /// Threads that write or stand by.
    threads: usize,
    /// Threads that write at the moment.
    writing: usize,
    /// How many may write at once, beside those that are stalled.
    hands: usize,
    /// How many writes have ended.
    progress: u64,
    is_over: bool,
}

impl Crew {
    /// A crew for at most `limit` streams, which begin with `version`.
    ///
    /// # Errors
    /// When the system has no thread for it.
    pub fn start(limit: usize, version: u64) -> io::Result<Arc<Self>> {
        let crew = Arc::new(Self {
            state: Mutex::new(State {
                list: List::new(version),
                threads: 1,
                writing: 0,
                hands: 1,
                progress: 0,
                is_over: false,
            }),
            changed: Condvar::new(),
            limit,
        });
        spawn(&crew)?;
        Ok(crew)
    }

    /// Adds a stream. Once all is over it ends at once.
    pub fn add(&self, stream: Stream, out: Out) {
        let mut state = self.lock();
        if !state.is_over {
            state.list.add(stream, out, self.limit);
            drop(state);
            self.changed.notify_one();
        }
    }

    /// Tells all of a new version.
    pub fn tell(&self, version: u64) {
        let mut state = self.lock();
        state.list.version = version;
        state.list.queue_all();
        drop(state);
        self.changed.notify_one();
    }

    /// Sends all a sign of life.
    pub fn beat(&self) {
        self.lock().list.beat();
        self.changed.notify_one();
    }

    /// Ends the streams of one client.
    pub fn end_from(&self, client: SocketAddr) {
        let mut state = self.lock();
        state.list.end(Some(client));
        let has_due = state.list.has_due();
        drop(state);
        if has_due {
            self.changed.notify_one();
        }
    }

    /// Ends all streams, and then the threads.
    pub fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        state.list.end(None);
        drop(state);
        self.changed.notify_all();
    }

    /// Whether all is over.
    pub fn is_over(&self) -> bool {
        self.lock().is_over
    }

    /// The newest version that has been told.
    pub fn version(&self) -> u64 {
        self.lock().list.version
    }

    /// How many streams there are.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.lock().list.count()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What each thread does.
    fn work(self: &Arc<Self>) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.job() {
                self.relieve(&mut state);
                drop(state);
                state = self.do_job(job);
            } else if state.is_over && !state.list.has_due() {
                break;
            } else {
                let (woken, is_to_end) = self.stand_by(state);
                state = woken;
                if is_to_end {
                    break;
                }
            }
        }
        state.threads -= 1;
        drop(state);
        // Others may wait to see that there is nothing left.
        self.changed.notify_all();
    }

    /// Sees to it that somebody stands by while all others write.
    fn relieve(self: &Arc<Self>, state: &mut State) {
        // A system that has no more threads to give: those that there are do it later.
        if state.threads == state.writing && spawn(self).is_ok() {
            state.threads += 1;
        }
    }

    fn do_job(&self, mut job: Job) -> MutexGuard<'_, State> {
        // `tiny_http` panics in places.
        let written = catch_unwind(AssertUnwindSafe(|| job.write()));
        let mut state = self.lock();
        state.writing -= 1;
        state.progress += 1;
        let Some(left) = state.list.give_back(job, written.unwrap_or(false)) else {
            return state;
        };
        // This tries once more to send what could not be sent, and may wait as long again: nobody
        // is to count on this thread meanwhile.
        state.threads -= 1;
        drop(state);
        drop(catch_unwind(AssertUnwindSafe(|| drop(left))));
        let mut state = self.lock();
        state.threads += 1;
        state
    }

    /// Waits for something to do. Says whether the thread is one too many.
    fn stand_by<'a>(&'a self, state: MutexGuard<'a, State>) -> (MutexGuard<'a, State>, bool) {
        let has_due = state.list.has_due();
        let progress = state.progress;
        let patience = if has_due { STALL } else { IDLE };
        let waited = self.changed.wait_timeout(state, patience);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if !timeout.timed_out() {
            return (state, false);
        }
        if has_due && state.progress == progress {
            state.list.stall();
            state.hands = state.hands.saturating_mul(2);
        }
        let waiting = state.threads - state.writing;
        let is_surplus = !has_due && !state.list.has_due() && waiting > 1;
        (state, is_surplus)
    }
}

impl State {
    /// The next job, if there is one and not enough threads write already.
    fn job(&mut self) -> Option<Job> {
        if self.writing >= self.list.stalled + self.hands {
            return None;
        }
        let job = self.list.take();
        match job {
            Some(_) => self.writing += 1,
            None => self.hands = 1,
        }
        job
    }
}

fn spawn(crew: &Arc<Crew>) -> io::Result<()> {
    let crew = Arc::clone(crew);
    let thread = thread::Builder::new().stack_size(STACK);
    thread.spawn(move || crew.work()).map(drop)
}
