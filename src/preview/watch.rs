//! Tells when the files of a site have changed.
//!
//! In: folders, which may come and go. Out: batches of paths that may have changed, as soon as the
//! files are whole again: a save is one batch, and so are fifty files checked out at once. A batch
//! may name too much and never too little: it says where to look, not what has changed.
//!
//! Where the system does not watch folders, or no more of them, everything is looked at again and
//! again.

mod batches;
mod events;
mod ground;
mod look;
mod names;
#[cfg(test)]
mod tests;
mod watches;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    time::{Duration, Instant},
};

use batches::{Batch, Batches};
use events::{How, Message, TELLS_OF_CLOSING};
use ground::{Meaning, meanings};
use watches::Watches;

/// Between two looks where there are no watches; also between two looks whether a folder is back
/// that no watch would tell of.
const POLLING: Duration = Duration::from_millis(300);

/// How long a file that is written to waits to be closed.
const UNCLOSED: Duration = Duration::from_millis(if TELLS_OF_CLOSING { 100 } else { 50 });

/// Between two times that all watches are set anew. Some systems tell of things that happened
/// shortly before, and these must not lead to an endless chain.
const BREATH: Duration = Duration::from_millis(50);

/// The most messages that are taken in before a batch that is due goes out.
const MESSAGES: usize = 4096;

/// Longer than anybody waits, and short enough to be added to a time.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What is to be watched. Paths are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Folders that are watched with all that is in them. They need not exist. One that is reached
    /// through a symbolic link is watched where the link leads; links further down are not followed.
    pub deep: BTreeSet<PathBuf>,
    /// Folders of which only the direct entries are watched: the site's root, in which files of
    /// interest lie and deep folders come and go, and folders of single files. They need not exist.
    pub shallow: BTreeSet<PathBuf>,
}

/// What waiting for changes ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// These paths may have changed: files or folders that were created, changed, renamed or are
    /// gone. They begin with a folder of the plan, as the plan names it. Of editors' temporary and
    /// hidden files there are none.
    Paths(BTreeSet<PathBuf>),
    /// Anything may have changed: events were lost, a folder came or went, or nothing is watched.
    Everything,
    /// Somebody called [`Waker::wake`].
    Called,
    /// Nothing within the time given.
    Quiet,
}

/// Watches folders. Dropped, it ends the system's watches and their thread.
#[derive(Debug)]
pub struct Watch {
    plan: Plan,
    /// Whether polling was asked for.
    is_asked_to_poll: bool,
    /// `None` while polling.
    watches: Option<Watches>,
    why_polling: Option<String>,
    sender: Arc<Sender<Message>>,
    receiver: Receiver<Message>,
    batches: Batches,
    is_called: bool,
    /// When all watches are to be set anew.
    anew: Option<Instant>,
    /// When that may be done next.
    anew_at_the_earliest: Instant,
    /// When to look everywhere, or whether a folder is back.
    poll: Option<Instant>,
}

/// Ends somebody's waiting from another thread.
#[derive(Debug, Clone)]
pub struct Waker(Arc<Sender<Message>>);

impl Waker {
    /// Makes [`Watch::wait`] return [`Seen::Called`], now or when it is called next. Several calls
    /// before that count as one. Nothing happens where the watch is gone.
    pub fn wake(&self) {
        drop(self.0.send(Message::Called));
    }
}

impl Watch {
    /// Watches from now on: what is read afterwards needs no second look unless a batch tells of
    /// it. This never fails: where the system does not watch, or `poll` asks for it, everything is
    /// to be looked at again and again.
    pub fn start(plan: Plan, poll: bool) -> Self {
        let (sender, receiver) = mpsc::channel();
        let mut watch = Self {
            plan,
            is_asked_to_poll: poll,
            watches: None,
            why_polling: None,
            sender: Arc::new(sender),
            receiver,
            batches: Batches::new(UNCLOSED),
            is_called: false,
            anew: None,
            anew_at_the_earliest: Instant::now(),
            poll: None,
        };
        watch.set_anew();
        watch
    }

    /// Something that ends [`Watch::wait`].
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.sender))
    }

    /// Why everything is looked at again and again although nobody asked for it, as part of a
    /// sentence. `None` where the system's watches work, and where polling was asked for.
    pub fn why_polling(&self) -> Option<&str> {
        self.why_polling.as_deref()
    }

    /// Changes what is watched. With a plan that is another than before, [`Seen::Everything`]
    /// follows: something may have changed between the last look and the new watches. The watches
    /// are tried again if they did not work before.
    pub fn cover(&mut self, plan: Plan) {
        if plan == self.plan {
            return;
        }
        self.plan = plan;
        self.set_anew();
        self.batches.everything(Instant::now());
    }

    /// Waits for the next batch of changes, at most `most`. A batch that is under way then is told
    /// by the next call.
    pub fn wait(&mut self, most: Duration) -> Seen {
        let deadline = Instant::now() + most.min(LONGEST);
        loop {
            self.hear();
            if std::mem::take(&mut self.is_called) {
                return Seen::Called;
            }
            let now = Instant::now();
            if let Some(seen) = self.tend(now) {
                return seen;
            }
            if now >= deadline {
                return Seen::Quiet;
            }
            let next = [self.batches.due(), self.anew, self.poll];
            let until = next.into_iter().flatten().fold(deadline, Instant::min);
            let message = self
                .receiver
                .recv_timeout(until.saturating_duration_since(now));
            if let Ok(message) = message {
                self.take_in(message);
            }
        }
    }

    /// Takes in the messages that are there.
    fn hear(&mut self) {
        for _ in 0..MESSAGES {
            match self.receiver.try_recv() {
                Ok(message) => self.take_in(message),
                Err(_) => break,
            }
        }
    }

    /// Does what is due, and says what has been seen.
    fn tend(&mut self, now: Instant) -> Option<Seen> {
        if self.anew.is_some_and(|anew| anew <= now) {
            self.set_anew();
        }
        if self.poll.is_some_and(|poll| poll <= now) {
            self.poll = None;
            match &self.watches {
                None => return Some(Seen::Everything),
                Some(watches) if watches.has_found() => {
                    self.set_anew();
                    self.batches.folder_came(now);
                }
                Some(_) => {}
            }
        }
        // A rest between two looks: from the time that somebody waits again.
        if self.poll.is_none() && self.watches.as_ref().is_none_or(Watches::has_lost) {
            self.poll = Some(now + POLLING);
        }
        let batch = self.batches.take(now)?;
        if batch.is_again {
            self.mend(now);
        }
        Some(batch.into())
    }

    fn take_in(&mut self, message: Message) {
        let now = Instant::now();
        match message {
            Message::Called => self.is_called = true,
            // What watches tell that have been given up.
            _ if self.watches.is_none() => {}
            Message::Failed(why) => self.give_up(why),
            Message::Lost => self.lost(now),
            Message::Touched(real, how) => {
                let watched = self
                    .watches
                    .as_ref()
                    .map_or(&[][..], |watches| &watches.watched);
                for meaning in meanings(&self.plan, watched, &real) {
                    self.touched(&real, meaning, &how, now);
                }
            }
        }
    }

    /// Takes in what happened to a path.
    fn touched(&mut self, real: &Path, meaning: Meaning, how: &How, now: Instant) {
        let (path, is_deep) = match meaning {
            Meaning::Within { path, is_deep } => (path, is_deep),
            // Some systems tell of a folder whenever something changes in it.
            Meaning::Root(path) if matches!(how, How::Written | How::Changed | How::Closed) => {
                return self.batches.changed(path, now);
            }
            Meaning::Root(_) => return self.lost(now),
        };
        look::collect(&mut self.batches, (real, path), is_deep, how, now);
    }

    /// The watches may have missed something, or hold on to what is there no longer.
    fn lost(&mut self, now: Instant) {
        self.anew = Some(now.max(self.anew_at_the_earliest));
        self.batches.folder_came(now);
    }

    /// Sets all watches anew. What was told by the old ones and not yet taken in is lost with
    /// them: whoever calls this sees to it that everything is looked at.
    fn set_anew(&mut self) {
        self.anew = None;
        self.poll = None;
        if self.is_asked_to_poll {
            return;
        }
        // The old ones end after the new ones have begun, so that nothing falls in between.
        match Watches::start(&self.plan, &self.sender) {
            Ok(watches) => {
                self.watches = Some(watches);
                self.why_polling = None;
            }
            Err(why) => self.give_up(why),
        }
        let now = Instant::now();
        self.anew_at_the_earliest = now + BREATH;
        self.look_again_where_in_part(now);
    }

    /// Watches folders that came and went too fast for the system's watches.
    fn mend(&mut self, now: Instant) {
        if let Some(Err(why)) = self.watches.as_mut().map(|watches| watches.set(&self.plan)) {
            self.give_up(why);
        }
        self.look_again_where_in_part(now);
    }

    fn look_again_where_in_part(&mut self, now: Instant) {
        if self
            .watches
            .as_ref()
            .is_some_and(|watches| !watches.is_whole)
        {
            self.batches.folder_came(now);
        }
    }

    /// Polls from now on, beginning with a look at once.
    fn give_up(&mut self, why: String) {
        self.watches = None;
        self.why_polling = Some(why);
        self.batches.clear();
        self.anew = None;
        self.poll = Some(Instant::now());
    }
}

impl From<Batch> for Seen {
    fn from(batch: Batch) -> Self {
        if batch.is_everything {
            Self::Everything
        } else {
            Self::Paths(batch.paths)
        }
    }
}
