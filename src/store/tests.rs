//! Entries are made once, found again while they are whole, and go when nobody uses them.

use std::{
    convert::Infallible,
    fs::{self, File},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, SystemTime},
};

use super::{Store, Stored};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn key(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}

/// The bytes for a text, and whether they had to be made.
fn ask(store: &Store, text: &str) -> (Stored, bool) {
    let mut made = false;
    let stored = store.get_or_make("cards", &key(text), "txt", || {
        made = true;
        Ok::<_, Infallible>(text.repeat(1000).into_bytes())
    });
    let Ok(stored) = stored;
    assert_eq!(stored.read().unwrap().len(), text.len() * 1000);
    (stored, made)
}

fn entries(root: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(root.join(".cjm-site/kept/cards"));
    let entries = folder.into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn age(file: &Path, age: Duration) {
    let file = File::options().append(true).open(file).unwrap();
    file.set_modified(SystemTime::now() - age).unwrap();
}

#[test]
fn what_was_made_is_found_by_the_next_run() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    assert!(store.get("cards", &key("a"), "txt").is_none());
    assert!(
        !root.path().join(".cjm-site").exists(),
        "made before it is needed"
    );
    let (first, made) = ask(&store, "a");
    assert!(made && matches!(first, Stored::File(_)));
    assert_eq!(ask(&store, "a"), (first.clone(), false));
    let next = Store::at(root.path());
    assert_eq!(ask(&next, "a"), (first, false));
    assert!(ask(&next, "b").1);
    assert_eq!(entries(root.path()).len(), 2);
    let ignored = fs::read_to_string(root.path().join(".cjm-site/.gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
    let tag = fs::read_to_string(root.path().join(".cjm-site/CACHEDIR.TAG")).unwrap();
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
}

#[test]
fn damaged_entries_are_made_anew() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    let Stored::File(file) = ask(&store, "a").0 else {
        panic!("not on the disk");
    };
    for damage in [&b""[..], &b"a"[..], &[0; 1000][..]] {
        fs::write(&file, damage).unwrap();
        assert!(
            ask(&Store::at(root.path()), "a").1,
            "{} bytes",
            damage.len()
        );
        fs::write(&file, damage).unwrap();
        assert!(ask(&store, "a").1, "{} bytes, known", damage.len());
    }
    fs::remove_dir_all(root.path().join(".cjm-site")).unwrap();
    assert_eq!((store.losses(), store.losses()), (1, 1));
    assert!(ask(&store, "a").1, "removed while the program runs");
    assert_eq!(store.losses(), 1);
    assert!(!ask(&store, "a").1);
}

#[test]
fn endings_and_kinds_are_told_apart() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    for (kind, ending) in [("x", "png"), ("x", "jpg"), ("y", "png")] {
        let make = || Ok::<_, Infallible>(format!("{kind}{ending}").into_bytes());
        let Ok(stored) = store.get_or_make(kind, &key("a"), ending, make);
        assert_eq!(
            &*stored.read().unwrap(),
            format!("{kind}{ending}").as_bytes()
        );
        let again = Store::at(root.path()).get(kind, &key("a"), ending);
        assert_eq!(again, Some(stored));
    }
}

#[test]
fn where_nothing_can_be_written_bytes_are_given() {
    let root = tempfile::tempdir().unwrap();
    // A file where the folder should be: nobody can make it, not even root.
    fs::write(root.path().join(".cjm-site"), "").unwrap();
    let store = Store::at(root.path());
    let (stored, made) = ask(&store, "a");
    assert!(made && matches!(stored, Stored::Bytes(_)));
    assert!(!ask(&store, "a").1, "somebody still has the bytes");
    drop(stored);
    assert!(ask(&store, "a").1);
    store.tidy();
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join(".cjm-site")).unwrap();
    assert!(matches!(
        ask(&Store::at(root.path()), "a").0,
        Stored::Bytes(_)
    ));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn who_only_reads_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let reading = Store::reading_at(root.path());
    assert!(ask(&reading, "a").1);
    reading.tidy();
    assert!(!root.path().join(".cjm-site").exists());
    let (stored, _) = ask(&Store::at(root.path()), "a");
    age(&entries(root.path())[0], 100 * DAY);
    let reading = Store::reading_at(root.path());
    assert_eq!(ask(&reading, "a"), (stored, false));
    reading.tidy();
    let modified = fs::metadata(&entries(root.path())[0]).unwrap().modified();
    assert!(modified.unwrap() < SystemTime::now() - 99 * DAY);
}

#[test]
fn what_nobody_uses_goes() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    for text in ["used", "old", "new"] {
        ask(&store, text);
    }
    for file in entries(root.path()) {
        let is_new = fs::read_to_string(&file).unwrap().starts_with("new");
        age(&file, if is_new { 59 } else { 61 } * DAY);
    }
    let unfinished = root.path().join(".cjm-site/kept/cards/.new-1-1");
    fs::write(&unfinished, "").unwrap();
    age(&unfinished, DAY);
    let later = Store::at(root.path());
    assert!(!ask(&later, "used").1);
    later.tidy();
    assert!(!unfinished.exists());
    let last = Store::at(root.path());
    let made = ["used", "old", "new"].map(|text| ask(&last, text).1);
    assert_eq!(made, [false, true, false]);
}

#[test]
fn many_threads_make_an_entry_once() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    let made = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                store.get_or_make("cards", &key("a"), "txt", || {
                    made.fetch_add(1, Ordering::Relaxed);
                    thread::sleep(Duration::from_millis(30));
                    Ok::<_, Infallible>(vec![1; 10])
                })
            });
        }
    });
    assert_eq!(made.into_inner(), 1);
}

#[test]
fn faults_are_not_kept() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    let fault = store.get_or_make("cards", &key("a"), "txt", || Err("no"));
    assert_eq!(fault, Err("no"));
    assert!(ask(&store, "a").1);
}
