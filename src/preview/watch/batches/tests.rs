//! Batches at made-up times.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use super::{Batch, Batches};

struct Clock {
    began: Instant,
    batches: Batches,
}

impl Clock {
    fn new() -> Self {
        Self {
            began: Instant::now(),
            batches: Batches::new(Duration::from_millis(100)),
        }
    }

    fn at(&self, ms: u64) -> Instant {
        self.began + Duration::from_millis(ms)
    }

    fn open(&mut self, path: &str, ms: u64) {
        self.batches.opened(path.into(), false, self.at(ms));
    }

    fn create(&mut self, path: &str, ms: u64) {
        self.batches.opened(path.into(), true, self.at(ms));
    }

    fn close(&mut self, path: &str, ms: u64) {
        self.batches.closed(path.into(), false, self.at(ms));
    }

    fn close_empty(&mut self, path: &str, ms: u64) {
        self.batches.closed(path.into(), true, self.at(ms));
    }

    fn gone(&mut self, path: &str, ms: u64) {
        self.batches.gone(path.into(), false, self.at(ms));
    }

    /// The batch that is due at this time and not before.
    fn due(&mut self, ms: u64) -> Batch {
        let due = self.batches.due().map(|due| due - self.began);
        assert_eq!(due, Some(Duration::from_millis(ms)));
        assert_eq!(self.batches.take(self.at(ms - 1)), None);
        self.batches.take(self.at(ms)).unwrap()
    }

    fn nothing_more(&mut self) {
        assert_eq!(self.batches.due(), None);
        assert_eq!(self.batches.take(self.at(1_000_000)), None);
    }
}

fn paths(names: &[&str]) -> Batch {
    Batch {
        paths: names.iter().map(PathBuf::from).collect(),
        ..Batch::default()
    }
}

#[test]
fn a_save_comes_out_soon_after_it_is_closed() {
    let mut clock = Clock::new();
    clock.nothing_more();
    clock.open("a", 10);
    clock.open("a", 60);
    clock.close("a", 61);
    assert_eq!(clock.due(65), paths(&["a"]));
    clock.nothing_more();
}

#[test]
fn an_open_file_is_waited_for() {
    let mut clock = Clock::new();
    clock.open("a", 10);
    clock.close("b", 20);
    assert_eq!(clock.due(110), paths(&["a", "b"]));
}

#[test]
fn nothing_is_held_up_for_long() {
    let mut clock = Clock::new();
    for ms in (10..=300).step_by(10) {
        clock.open("a", ms);
    }
    assert_eq!(clock.due(310), paths(&["a"]));
}

#[test]
fn an_empty_file_waits_for_its_content() {
    let mut clock = Clock::new();
    clock.create("a", 10);
    clock.close_empty("a", 10);
    clock.open("a", 49);
    clock.close("a", 50);
    assert_eq!(clock.due(54), paths(&["a"]));
    clock.close_empty("a", 200);
    assert_eq!(clock.due(240), paths(&["a"]));
}

#[test]
fn a_file_that_is_gone_waits_for_its_successor() {
    let mut clock = Clock::new();
    clock.gone("a", 10);
    clock.create("a", 20);
    clock.close("a", 21);
    assert_eq!(clock.due(25), paths(&["a"]));
    clock.gone("a", 200);
    assert_eq!(clock.due(240), paths(&["a"]));
}

#[test]
fn a_temporary_file_holds_up_nothing() {
    let mut clock = Clock::new();
    clock.create("sedXYZ", 10);
    clock.close("sedXYZ", 11);
    clock.gone("sedXYZ", 12);
    clock.close("a", 12);
    assert_eq!(clock.due(16), paths(&["a", "sedXYZ"]));
}

#[test]
fn many_files_are_one_batch() {
    let mut clock = Clock::new();
    let names = ["a", "b", "c", "d", "e"];
    for (name, ms) in names.into_iter().zip([10, 13, 16, 19, 43]) {
        clock.close(name, ms);
    }
    assert_eq!(clock.due(68), paths(&names));
}

#[test]
fn what_follows_a_batch_is_taken_for_many() {
    let mut clock = Clock::new();
    clock.close("a", 10);
    assert_eq!(clock.due(14), paths(&["a"]));
    clock.close("b", 113);
    assert_eq!(clock.due(138), paths(&["b"]));
    clock.close("c", 238);
    assert_eq!(clock.due(242), paths(&["c"]));
}

#[test]
fn without_an_end_of_writing_the_longer_quiet_decides() {
    let mut clock = Clock::new();
    clock.batches = Batches::new(Duration::from_millis(50));
    clock.open("a", 10);
    clock.open("a", 40);
    assert_eq!(clock.due(90), paths(&["a"]));
}

#[test]
fn a_change_of_permissions_does_not_close() {
    let mut clock = Clock::new();
    clock.open("a", 10);
    clock.batches.changed("a".into(), clock.at(20));
    clock.batches.changed("b".into(), clock.at(20));
    assert_eq!(clock.due(110), paths(&["a", "b"]));
    clock.batches.changed("a".into(), clock.at(300));
    assert_eq!(clock.due(304), paths(&["a"]));
}

#[test]
fn a_folder_that_comes_is_looked_at_three_times() {
    let mut clock = Clock::new();
    clock.batches.folder_came(clock.at(10));
    clock.open("n/f", 12);
    clock.close("n/f", 13);
    let everything = |is_again| Batch {
        is_everything: true,
        is_again,
        ..Batch::default()
    };
    let first = clock.due(38);
    assert!(first.is_everything && !first.is_again);
    assert_eq!(clock.due(70), everything(true));
    clock.open("n/f", 290);
    clock.close("n/f", 309);
    let last = clock.due(313);
    assert!(last.is_everything && last.is_again);
    clock.nothing_more();
}

#[test]
fn what_may_have_been_a_folder_is_everything() {
    let mut clock = Clock::new();
    clock.batches.gone("a".into(), true, clock.at(10));
    assert!(clock.due(50).is_everything);
    clock.batches.gone("a".into(), true, clock.at(200));
    clock.gone("a", 200);
    assert_eq!(clock.due(240), paths(&["a"]));
    clock.batches.gone("a".into(), true, clock.at(400));
    clock.close("a", 401);
    assert_eq!(clock.due(405), paths(&["a"]));
}

#[test]
fn what_is_cleared_never_comes() {
    let mut clock = Clock::new();
    clock.batches.folder_came(clock.at(10));
    clock.open("a", 10);
    clock.batches.clear();
    clock.nothing_more();
}
