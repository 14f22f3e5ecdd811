//! The ways in which editors save.
//!
//! In: a file, saved in steps. Out: the whole of it, under one new version, and never the half.

use std::{
    fs,
    io::Write,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{client::Preview, site};

/// Between two steps of a save.
const STEP: Duration = Duration::from_millis(6);

/// A save that took longer than this says nothing: the machine was busy elsewhere, and nobody can
/// wait for a writer for ever.
const FAST: Duration = Duration::from_millis(30);

/// How many fast saves are wanted.
const WANTED: usize = 3;

/// How often a save is tried.
const TRIES: usize = 60;

/// A page with a beginning and an end, each with a number, and much in between.
fn text(number: usize) -> String {
    let middle = "Середина страницы.\n\n".repeat(50);
    let head = "---\ntitle: Страница\nsummary: Коротко.\n---\n";
    format!("{head}\nНачало-{number}.\n\n{middle}Конец-{number}.\n")
}

/// The number of the page that is served; `None` where it is not whole.
fn number_shown(preview: &Preview) -> Option<usize> {
    let page = preview.get("/cjm/page/").text();
    let number = |word: &str| -> Option<usize> {
        let (_, after) = page.split_once(word)?;
        after.split('.').next()?.parse().ok()
    };
    number("Начало-").filter(|start| number("Конец-") == Some(*start))
}

/// Saves a page in one way, while it is read all the time.
#[track_caller]
fn comes_out_whole(save: impl Fn(&Path, &str) + Sync) {
    let project = site();
    project.write("content/page.md", text(0).as_bytes());
    let preview = Preview::of(&project);
    let path = project.path("content/page.md");
    preview.mark(&project);
    let mut fast = 0;
    for number in 1..=TRIES {
        let before = preview.version();
        let (took, was_half) = saved(&preview, number, || save(&path, &text(number)));
        preview.mark(&project);
        assert_eq!(number_shown(&preview), Some(number));
        if took > FAST {
            continue;
        }
        assert!(!was_half, "half of it was served: {}", preview.said());
        assert_eq!(preview.version(), before + 2, "{}", preview.said());
        fast += 1;
        if fast == WANTED {
            return;
        }
    }
    panic!("the machine is too busy to save a file");
}

/// Saves, and reads the page until it is the new one. Gives how long saving took, and whether the
/// page was ever not whole.
fn saved(preview: &Preview, number: usize, save: impl Fn() + Sync) -> (Duration, bool) {
    let is_saved = AtomicBool::new(false);
    thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let start = Instant::now();
            save();
            let took = start.elapsed();
            is_saved.store(true, Ordering::Release);
            took
        });
        let mut was_half = false;
        preview.wait_until("the page that was saved", |preview| {
            let is_saved = is_saved.load(Ordering::Acquire);
            let shown = number_shown(preview);
            was_half |= shown.is_none();
            is_saved && shown == Some(number)
        });
        (saving.join().expect("saved"), was_half)
    })
}

/// A text in two parts, divided within a letter.
fn halves(text: &str) -> (&[u8], &[u8]) {
    let bytes = text.as_bytes();
    let middle = text.find("Середина").unwrap_or_default() + 1;
    bytes.split_at(middle)
}

#[test]
fn at_once() {
    comes_out_whole(|path, text| fs::write(path, text).expect("written"));
}

#[test]
fn emptied_then_written() {
    comes_out_whole(|path, text| {
        let mut file = fs::File::create(path).expect("emptied");
        thread::sleep(STEP);
        file.write_all(text.as_bytes()).expect("written");
    });
}

#[test]
fn in_two_writes() {
    comes_out_whole(|path, text| {
        let (first, second) = halves(text);
        let mut file = fs::File::create(path).expect("emptied");
        file.write_all(first).expect("written");
        thread::sleep(STEP);
        file.write_all(second).expect("written");
    });
}

#[test]
fn as_an_empty_file_first() {
    comes_out_whole(|path, text| {
        fs::write(path, "").expect("emptied");
        thread::sleep(STEP);
        fs::write(path, text).expect("written");
    });
}

#[test]
fn beside_and_renamed_over() {
    for name in [".page.md.tmp", "page.md.tmp", "page.md~", "sedXy12"] {
        comes_out_whole(|path, text| {
            let beside = path.with_file_name(name);
            let (first, second) = halves(text);
            let mut file = fs::File::create(&beside).expect("created");
            file.write_all(first).expect("written");
            file.write_all(second).expect("written");
            drop(file);
            fs::rename(&beside, path).expect("put in its place");
        });
    }
}

#[test]
fn after_the_old_one_has_become_the_backup() {
    for backup in ["page.md~", "page.md.bak"] {
        comes_out_whole(|path, text| {
            fs::rename(path, path.with_file_name(backup)).expect("renamed");
            thread::sleep(STEP);
            fs::write(path, text).expect("written");
        });
    }
}

#[test]
fn after_the_old_one_was_removed() {
    comes_out_whole(|path, text| {
        fs::remove_file(path).expect("removed");
        thread::sleep(STEP);
        fs::write(path, text).expect("written");
    });
}
