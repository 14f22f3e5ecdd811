//! The system's watches.
//!
//! In: the folders to be watched. Out: messages to a channel, for as long as this value lives; or
//! why the system does not watch them.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, mpsc::Sender},
};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::{
    Plan,
    events::{Message, is_of_a_path, messages, reason},
    ground::{Post, Reach, Watched, posts},
};
use crate::disk;

/// How often to begin again with a folder in which others vanish meanwhile.
const TRIES: usize = 3;

/// Watches on all that there is of a plan.
#[derive(Debug)]
pub(super) struct Watches {
    watcher: RecommendedWatcher,
    /// The folders that are watched.
    pub watched: Vec<Watched>,
    /// The folders that are not there, and of whose coming no watch will tell.
    lost: Vec<PathBuf>,
    /// Whether all that is there is watched. Where folders come and go meanwhile, it may not be.
    pub is_whole: bool,
}

/// How setting one watch went.
enum Set {
    Watched,
    InPart,
    Missing,
}

impl Watches {
    /// Watches what there is of `plan`; tells `to`.
    pub fn start(plan: &Plan, to: &Arc<Sender<Message>>) -> Result<Self, String> {
        let to = Arc::clone(to);
        let tell = move |event| {
            for message in messages(event) {
                // Nobody listens any more: this ends soon as well.
                drop(to.send(message));
            }
        };
        // A link into a far-off or endless folder would use up the system's watches.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, config).map_err(|e| reason(&e))?;
        let mut watches = Self {
            watcher,
            watched: Vec::new(),
            lost: Vec::new(),
            is_whole: true,
        };
        match catch_unwind(AssertUnwindSafe(|| watches.set(plan))) {
            Ok(set) => set.map(|()| watches),
            // `notify` has no thread: the system gave it none. To drop it would panic as well.
            Err(_) => {
                std::mem::forget(watches);
                Err("the system has no thread for it".to_owned())
            }
        }
    }

    /// Watches everything once more: folders that the system's watches have missed, as they came
    /// and went too fast, are watched afterwards.
    pub fn set(&mut self, plan: &Plan) -> Result<(), String> {
        self.watched.clear();
        self.lost.clear();
        self.is_whole = true;
        // Folders before what they hold: one that comes in between is told by the one above.
        for post in posts(plan) {
            let Ok(real) = disk::canonicalize(&post.path) else {
                self.miss(post);
                continue;
            };
            match self.set_one(&real, post.reach)? {
                Set::Watched => self.watched.push(Watched { post, real }),
                Set::InPart => {
                    self.is_whole = false;
                    self.watched.push(Watched { post, real });
                }
                Set::Missing => self.miss(post),
            }
        }
        Ok(())
    }

    /// Whether a folder is there now that was not, and of whose coming no watch tells.
    pub fn has_found(&self) -> bool {
        self.lost
            .iter()
            .any(|path| disk::canonicalize(path).is_ok())
    }

    /// Whether to ask that now and then.
    pub fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    fn set_one(&mut self, real: &Path, reach: Reach) -> Result<Set, String> {
        let mode = match reach {
            Reach::Deep => RecursiveMode::Recursive,
            Reach::Shallow | Reach::Between => RecursiveMode::NonRecursive,
        };
        for _ in 0..TRIES {
            match self.watcher.watch(real, mode) {
                Ok(()) => return Ok(Set::Watched),
                Err(error) if !is_of_a_path(&error) => return Err(reason(&error)),
                Err(_) if disk::canonicalize(real).is_err() => return Ok(Set::Missing),
                Err(_) => {}
            }
        }
        Ok(Set::InPart)
    }

    /// Remembers a folder that is not there, unless the one above it, or above that, is watched
    /// and will tell. What a link leads to is not above it.
    fn miss(&mut self, post: Post) {
        let is_link = disk::kind(&post.path).is_ok_and(|kind| kind.is_some());
        let mut above = post.path.ancestors().skip(1);
        let is_told = above.any(|folder| {
            self.watched
                .iter()
                .any(|watched| watched.post.path == folder)
        });
        if is_link || (!is_told && post.reach != Reach::Between) {
            self.lost.push(post.path);
        }
    }
}
