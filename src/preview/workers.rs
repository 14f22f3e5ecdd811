//! Threads that answer requests.
//!
//! In: jobs. Out: each done on a thread of its own as soon as there is one: a client that reads
//! slowly keeps one thread waiting and nobody else. Threads that have nothing to do end.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// The most threads at once; what comes then waits.
const MOST: usize = 256;

/// How many threads stay when there is nothing to do.
const FEWEST: usize = 2;

/// After how long without a job a thread ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// The stack of a thread, in bytes.
const STACK: usize = 512 * 1024;

type Job = Box<dyn FnOnce() + Send>;

/// A number of threads that grows and shrinks with the work. Dropped, it lets them finish.
#[derive(Default)]
pub(super) struct Workers {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    /// Threads that wait. Counted under the same lock as the jobs, and down by the thread itself
    /// when it takes one: as long as there are no more jobs than these, each has its thread.
    idle: usize,
    threads: usize,
    is_over: bool,
}

impl Workers {
    /// Does `job` on one of the threads. A panic ends the job, not the thread.
    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.lock();
        state.jobs.push_back(Box::new(job));
        if state.jobs.len() > state.idle && state.threads < MOST {
            let shared = Arc::clone(&self.shared);
            let thread = thread::Builder::new().stack_size(STACK);
            // A system that has no more threads to give: those that there are take the job later.
            if thread.spawn(move || shared.work()).is_ok() {
                state.threads += 1;
            }
        }
        drop(state);
        self.shared.changed.notify_one();
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(job) = self.next() {
            drop(catch_unwind(AssertUnwindSafe(job)));
        }
    }

    /// Waits for a job; `None` when the thread is to end.
    fn next(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.is_over {
                state.threads -= 1;
                return None;
            }
            state.idle += 1;
            let waited = self.changed.wait_timeout(state, PATIENCE);
            let (woken, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            state = woken;
            state.idle -= 1;
            if timeout.timed_out() && state.jobs.is_empty() && state.threads > FEWEST {
                state.threads -= 1;
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use super::Workers;

    #[test]
    fn jobs_that_wait_and_jobs_that_panic_hold_up_nobody() {
        let workers = Workers::default();
        let (release, wait) = mpsc::channel::<()>();
        let wait = std::sync::Arc::new(std::sync::Mutex::new(wait));
        for _ in 0..50 {
            let wait = std::sync::Arc::clone(&wait);
            workers.submit(move || drop(wait.lock().map(|wait| wait.recv())));
        }
        for _ in 0..50 {
            workers.submit(|| std::panic::resume_unwind(Box::new("on purpose")));
        }
        let (done, results) = mpsc::channel();
        for job in 0..300 {
            let done = done.clone();
            workers.submit(move || done.send(job).unwrap());
        }
        for _ in 0..300 {
            results.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        assert!(workers.shared.lock().threads <= super::MOST);
        drop(release);
    }
}
