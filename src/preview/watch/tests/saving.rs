//! The ways in which files are saved.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{super::Seen, PATIENCE, Site, names, pause};

const WHOLE: &str = "the whole text";

/// How long something that is gone or empty is waited for.
const HALF: Duration = Duration::from_millis(40);

/// How long a file that is open is waited for.
const UNCLOSED: Duration = Duration::from_millis(100);

/// Saves `content/a.md`, and sees that no batch names it before it is whole. One that does so after
/// `patience` says only that the machine was busy; then it is tried again.
fn comes_out_whole(patience: Duration, save: impl Fn(&Path) + Sync) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut site = Site::new();
        let file = site.at("content/a.md");
        let is_whole = thread::scope(|scope| {
            let began = Instant::now();
            scope.spawn(|| save(&file));
            let seen = site.until_named("content/a.md");
            let after = began.elapsed();
            assert!(!seen.contains(&Seen::Everything));
            let is_whole = fs::read_to_string(&file).is_ok_and(|text| text == WHOLE);
            assert!(is_whole || after >= patience, "after {after:?}");
            is_whole
        });
        if is_whole {
            return;
        }
        assert!(Instant::now() < deadline);
    }
}

#[test]
fn at_once() {
    comes_out_whole(UNCLOSED, |file| fs::write(file, WHOLE).unwrap());
}

#[test]
fn emptied_then_written() {
    comes_out_whole(UNCLOSED, |file| {
        let mut opened = File::create(file).unwrap();
        pause(10);
        opened.write_all(WHOLE.as_bytes()).unwrap();
    });
}

#[test]
fn in_two_writes() {
    comes_out_whole(UNCLOSED, |file| {
        let (first, second) = WHOLE.split_at(5);
        let mut opened = File::create(file).unwrap();
        opened.write_all(first.as_bytes()).unwrap();
        pause(20);
        opened.write_all(second.as_bytes()).unwrap();
        pause(10);
    });
}

#[test]
fn as_an_empty_file_first() {
    comes_out_whole(HALF, |file| {
        drop(File::create(file).unwrap());
        pause(10);
        fs::write(file, WHOLE).unwrap();
    });
}

#[test]
fn through_a_temporary_file() {
    for temporary in [".a.md.tmp", "a.md.tmp", "sedXyZ123", ".goutputstream-X"] {
        comes_out_whole(UNCLOSED, |file| {
            let temporary = file.with_file_name(temporary);
            fs::write(&temporary, WHOLE).unwrap();
            pause(10);
            fs::rename(&temporary, file).unwrap();
        });
    }
}

#[test]
fn after_the_old_one_has_become_the_backup() {
    for backup in ["a.md~", "a.md.bak"] {
        comes_out_whole(HALF, |file| {
            fs::rename(file, file.with_file_name(backup)).unwrap();
            pause(5);
            fs::write(file, WHOLE).unwrap();
        });
    }
}

#[test]
fn after_the_old_one_was_removed() {
    comes_out_whole(HALF, |file| {
        fs::remove_file(file).unwrap();
        pause(5);
        fs::write(file, WHOLE).unwrap();
    });
}

#[test]
fn what_editors_write_beside_is_not_seen() {
    let mut site = Site::new();
    let seen = site.seen_of(|root| {
        fs::create_dir(root.join("content/.git")).unwrap();
        for name in [
            ".a.md.swp",
            "a.md~",
            "#a.md#",
            "4913",
            ".git/index",
            "x.tmp",
        ] {
            fs::write(root.join("content").join(name), "x").unwrap();
        }
        fs::remove_file(root.join("content/4913")).unwrap();
        fs::write(root.join(".book.toml.swp"), "x").unwrap();
    });
    assert_eq!(seen, BTreeSet::new());
}

#[test]
fn reading_wakes_nobody() {
    let mut site = Site::new();
    let seen = site.seen_of(|root| {
        for _ in 0..20 {
            fs::read(root.join("content/a.md")).unwrap();
            fs::read(root.join("book.toml")).unwrap();
            assert!(fs::read_dir(root.join("content")).unwrap().count() > 0);
            fs::metadata(root.join("content/a.md")).unwrap();
        }
    });
    assert_eq!(seen, BTreeSet::new());
}

#[test]
fn removed_and_renamed_files_are_named() {
    let mut site = Site::new();
    fs::rename(site.at("content/a.md"), site.at("content/b.md")).unwrap();
    let old = site.at("content/a.md");
    assert!(
        site.until_named("content/b.md")
            .iter()
            .any(|seen| names(seen, &old))
    );
    fs::remove_file(site.at("content/b.md")).unwrap();
    site.until_named("content/b.md");
}

#[test]
fn fifty_files_are_one_batch_or_two() {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (batches, after) = batches_of_fifty_files();
        if batches <= 2 {
            return;
        }
        // The third comes after two stops in the midst, which nobody made but the machine.
        assert!(after >= Duration::from_millis(50), "{batches}, {after:?}");
        assert!(Instant::now() < deadline, "{batches}");
    }
}

/// Writes fifty files as git does, removing the old one first; the number of batches it takes until
/// all have been named, and the time.
fn batches_of_fifty_files() -> (usize, Duration) {
    let files = |root: &Path| -> BTreeSet<PathBuf> {
        let file = |number| root.join(format!("content/{number}.md"));
        (0..50).map(file).collect()
    };
    let mut site = Site::prepared(&["content"], |root| {
        fs::create_dir(root.join("content")).unwrap();
        for file in files(root) {
            fs::write(file, "first").unwrap();
        }
    });
    let mut missing = files(&site.root());
    let all = missing.clone();
    thread::scope(|scope| {
        let began = Instant::now();
        scope.spawn(|| {
            for file in &all {
                fs::remove_file(file).unwrap();
                fs::write(file, "second").unwrap();
            }
        });
        let mut batches = 0;
        while !missing.is_empty() {
            match site.watch.wait(PATIENCE) {
                Seen::Paths(paths) => missing.retain(|path| !paths.contains(path)),
                other => panic!("{other:?}: {missing:?}"),
            }
            batches += 1;
        }
        (batches, began.elapsed())
    })
}

#[test]
fn the_settings_replaced_by_a_rename_and_again() {
    let mut site = Site::new();
    for _ in 0..3 {
        fs::write(site.at("book.toml.new"), WHOLE).unwrap();
        fs::rename(site.at("book.toml.new"), site.at("book.toml")).unwrap();
        site.until_named("book.toml");
    }
    fs::write(site.at("book.toml"), "in place").unwrap();
    site.until_named("book.toml");
}

/// Prints how long after a save a batch comes out. Run it with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn how_long_after_a_save() {
    let mut site = Site::new();
    let file = site.at("content/a.md");
    let mut times: Vec<Duration> = (0..50)
        .map(|round| {
            let waiting = site.at("content/a.md");
            thread::scope(|scope| {
                let saver = scope.spawn(move || {
                    pause(150);
                    fs::write(waiting, format!("{WHOLE} {round}")).unwrap();
                    Instant::now()
                });
                site.until(|seen| names(seen, &file));
                let told = Instant::now();
                told - saver.join().unwrap()
            })
        })
        .collect();
    times.sort();
    println!(
        "median {:?}, best {:?}, worst {:?}",
        times[25], times[0], times[49]
    );
}
