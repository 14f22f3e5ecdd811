//! Beginning, failing, being called, ending.

use std::{
    fs,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use super::{
    super::{Plan, Seen, Watch, events::Message},
    PATIENCE, Site, plan,
};

#[test]
fn another_thread_may_watch() {
    let mut site = Site::new();
    let seen = thread::spawn(move || site.watch.wait(Duration::ZERO));
    assert_eq!(seen.join().unwrap(), Seen::Quiet);
}

#[test]
fn nothing_is_quiet() {
    let mut site = Site::new();
    assert_eq!(site.watch.wait(Duration::ZERO), Seen::Quiet);
    let began = Instant::now();
    assert_eq!(site.watch.wait(Duration::from_millis(50)), Seen::Quiet);
    assert!(began.elapsed() >= Duration::from_millis(50));
}

#[test]
fn a_call_ends_the_waiting() {
    let mut site = Site::new();
    let waker = site.watch.waker();
    waker.wake();
    waker.clone().wake();
    assert_eq!(site.watch.wait(Duration::MAX), Seen::Called);
    assert_eq!(site.watch.wait(Duration::ZERO), Seen::Quiet);
    let caller = thread::spawn(move || waker.wake());
    assert_eq!(site.watch.wait(PATIENCE), Seen::Called);
    caller.join().unwrap();
}

#[test]
fn a_call_loses_no_batch() {
    let mut site = Site::new();
    fs::write(site.at("content/a.md"), "second").unwrap();
    site.watch.waker().wake();
    site.until(|seen| *seen == Seen::Called);
    fs::write(site.at("content/b.md"), "second").unwrap();
    site.until_named("content/b.md");
}

#[test]
fn polling_looks_everywhere_now_and_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut watch = Watch::start(plan(folder.path(), &["content"]), true);
    assert_eq!(watch.why_polling(), None);
    assert_eq!(watch.wait(Duration::ZERO), Seen::Quiet);
    for _ in 0..2 {
        assert_eq!(watch.wait(PATIENCE), Seen::Everything);
    }
    watch.waker().wake();
    assert_eq!(watch.wait(PATIENCE), Seen::Called);
    watch.cover(plan(folder.path(), &["texts"]));
    assert_eq!(watch.wait(PATIENCE), Seen::Everything);
    assert_eq!(watch.wait(PATIENCE), Seen::Everything);
}

#[test]
fn watches_that_fail_are_replaced_by_polling() {
    let mut site = Site::new();
    let tell = |site: &Site, message| site.watch.sender.send(message).unwrap();
    tell(&site, Message::Failed("no luck".into()));
    for _ in 0..3 {
        assert_eq!(site.watch.wait(PATIENCE), Seen::Everything);
        assert_eq!(site.watch.why_polling(), Some("no luck"));
    }
    site.watch.cover(plan(&site.root(), &["content"]));
    site.until_everything();
    assert_eq!(site.watch.why_polling(), None);
    site.follows("content/a.md");
}

#[test]
fn lost_events_lead_to_a_look_everywhere() {
    let mut site = Site::new();
    site.watch.sender.send(Message::Lost).unwrap();
    site.until_everything();
    site.follows("content/a.md");
}

#[test]
fn nothing_there_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("not/yet");
    let mut watch = Watch::start(plan(&root, &["content"]), false);
    assert_eq!(watch.wait(Duration::ZERO), Seen::Quiet);
    fs::create_dir_all(root.join("content")).unwrap();
    assert_eq!(watch.wait(PATIENCE), Seen::Everything);
    watch.cover(Plan::default());
    assert_eq!(watch.wait(PATIENCE), Seen::Everything);
}

#[test]
fn threads_end_with_the_watch() {
    let site = Site::new();
    let waker = site.watch.waker();
    assert!(Arc::strong_count(&waker.0) > 1);
    drop(site);
    let deadline = Instant::now() + PATIENCE;
    while Arc::strong_count(&waker.0) > 1 {
        assert!(Instant::now() < deadline);
        thread::yield_now();
    }
    waker.wake();
}

/// Run by hand, for it needs a system with few watches:
/// `unshare -Ur sh -c 'echo 5 > /proc/sys/user/max_inotify_watches; exec PROGRAM --ignored few'`.
#[test]
#[ignore = "needs a system with few watches"]
fn few_watches() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("content")).unwrap();
    let mut watch = Watch::start(plan(root, &["content"]), false);
    assert_eq!(watch.why_polling(), None);
    for number in 0..9 {
        fs::create_dir(root.join(format!("content/{number}"))).unwrap();
    }
    let deadline = Instant::now() + PATIENCE;
    while watch.why_polling().is_none() {
        assert!(Instant::now() < deadline);
        watch.wait(PATIENCE);
    }
    assert!(
        watch
            .why_polling()
            .unwrap()
            .starts_with("the system lets no more")
    );
    assert_eq!(watch.wait(PATIENCE), Seen::Everything);
    let watch = Watch::start(plan(root, &["content"]), false);
    assert!(watch.why_polling().is_some());
}
