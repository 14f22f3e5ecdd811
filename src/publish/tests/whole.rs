//! A publication that goes well, and one that does not.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use super::{Site, put, tree};
use crate::output::{Body, Sink};

#[test]
fn replaces_the_folder_as_a_whole() {
    let site = Site::new();
    let first = site.publish(&["index.html", "old/index.html", "assets/a.css"]);
    assert_eq!((first.files, first.bytes), (3, 10 + 14 + 12));
    assert_eq!(first.folder, site.public());
    site.publish(&["index.html", "new/index.html"]);
    assert_eq!(tree(&site.public()), ["index.html", "new/index.html"]);
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn the_manifest_is_sorted_and_the_same_every_time() {
    let site = Site::new();
    site.publish(&["index.html", "б/index.html", "a/index.html"]);
    let manifest = site.public().join(".cjm-site-manifest.json");
    let first = fs::read_to_string(&manifest).unwrap();
    assert_eq!(
        first,
        "{\n  \"version\": 1,\n  \"files\": [\n    \"a/index.html\",\n    \"index.html\",\n    \
         \"б/index.html\"\n  ]\n}\n"
    );
    site.publish(&["a/index.html", "б/index.html", "index.html"]);
    assert_eq!(fs::read_to_string(&manifest).unwrap(), first);
}

#[test]
fn without_finish_nothing_changes() {
    let site = Site::new();
    site.publish(&["index.html"]);
    let publication = site.open(site.public()).unwrap();
    put(&publication, "other.html", "x");
    drop(publication);
    assert_eq!(tree(&site.public()), ["index.html"]);
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn two_files_of_one_path_fail_the_publication() {
    let site = Site::new();
    site.publish(&["index.html"]);
    let publication = site.open(site.public()).unwrap();
    put(&publication, "a/index.html", "one");
    let second = publication.put("a/index.html", "two".to_owned().into());
    let text = second.unwrap_err().to_string();
    assert!(text.contains("publish a second file as") && text.contains("public/a/index.html`"));
    let text = publication.finish().unwrap_err().to_string();
    assert!(text.contains("not all of its files"), "{text}");
    assert_eq!(tree(&site.public()), ["index.html"]);
}

#[test]
fn paths_that_leave_the_folder_are_not_written() {
    let site = Site::new();
    let publication = site.open(site.public()).unwrap();
    for path in [
        "../x",
        "a/../../x",
        "/x",
        "",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        ".cjm-site-manifest.json",
    ] {
        assert!(publication.put(path, Vec::new().into()).is_err(), "{path}");
    }
}

#[test]
fn files_are_copied_and_a_missing_one_is_named() {
    let site = Site::new();
    let photo = site.path("home/site/content/map/photo.jpg");
    fs::write(&photo, [7; 100_000]).unwrap();
    let publication = site.open(site.public()).unwrap();
    publication
        .put("map/photo.jpg", Body::File(&photo))
        .unwrap();
    assert_eq!(publication.finish().unwrap().bytes, 100_000);
    assert_eq!(
        fs::read(site.public().join("map/photo.jpg")).unwrap(),
        [7; 100_000]
    );

    let publication = site.open(site.public()).unwrap();
    let missing = publication.put("x.jpg", Body::File(Path::new("/no/such.jpg")));
    assert!(
        missing
            .unwrap_err()
            .to_string()
            .contains("cannot read `/no/such.jpg`")
    );
    drop(publication);
    assert_eq!(tree(&site.public()), ["map/photo.jpg"]);
}

#[test]
fn what_operating_systems_leave_is_tolerated_and_carried_over() {
    let site = Site::new();
    fs::create_dir(site.public()).unwrap();
    fs::write(site.public().join(".DS_Store"), "view").unwrap();
    site.publish(&["index.html", "a/index.html"]);
    fs::write(site.public().join("a/Thumbs.db"), "thumbs").unwrap();
    site.publish(&["index.html", "a/index.html"]);
    let kept = [".DS_Store", "a/Thumbs.db", "a/index.html", "index.html"];
    assert_eq!(tree(&site.public()), kept);
    site.publish(&["index.html", ".DS_Store"]);
    assert_eq!(tree(&site.public()), [".DS_Store", "index.html"]);
    let ours = fs::read_to_string(site.public().join(".DS_Store")).unwrap();
    assert_eq!(ours, ".DS_Store");
}

#[test]
fn a_foreign_file_that_comes_during_the_build_is_kept() {
    let site = Site::new();
    site.publish(&["index.html", "a/index.html"]);
    let publication = site.open(site.public()).unwrap();
    put(&publication, "index.html", "new");
    fs::write(site.public().join("a/notes.txt"), "mine").unwrap();
    let published = publication.finish().unwrap();
    assert_eq!(published.foreign, ["a/notes.txt"]);
    assert_eq!(tree(&site.public()), ["a/notes.txt", "index.html"]);
    assert!(site.open(site.public()).is_err());
}

#[test]
fn the_destination_may_vanish_or_become_a_file_during_the_build() {
    let site = Site::new();
    site.publish(&["index.html"]);
    let publication = site.open(site.public()).unwrap();
    put(&publication, "b.html", "new");
    fs::remove_dir_all(site.public()).unwrap();
    publication.finish().unwrap();
    assert_eq!(tree(&site.public()), ["b.html"]);

    let publication = site.open(site.public()).unwrap();
    fs::remove_dir_all(site.public()).unwrap();
    fs::write(site.public(), "a file").unwrap();
    let text = publication.finish().unwrap_err().to_string();
    assert!(
        text.contains("cannot replace") && text.contains("public`"),
        "{text}"
    );
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn long_paths_and_names_of_any_script() {
    let site = Site::new();
    let long = format!("{}/index.html", vec!["длинное-имя-папки"; 40].join("/"));
    assert!(long.len() > 1000);
    let files = [
        "карта путь/№ 1 «ЖК».html",
        "日本/😀.txt",
        "a b/%41.html",
        &long,
    ];
    site.publish(&files);
    let mut sorted = files;
    sorted.sort_unstable();
    assert_eq!(tree(&site.public()), sorted);
    site.publish(&files);

    let destination = site.path(&"п".repeat(125));
    let publication = site.open(&destination).unwrap();
    put(&publication, "index.html", "x");
    publication.finish().unwrap();
    assert_eq!(tree(&destination), ["index.html"]);
}

#[test]
fn many_threads_write_at_once() {
    let site = Site::new();
    let publication = site.open(site.public()).unwrap();
    thread::scope(|scope| {
        for worker in 0..8 {
            let publication = &publication;
            scope.spawn(move || {
                for file in 0..50 {
                    put(publication, &format!("d{file}/s/{worker}.html"), "x");
                }
            });
        }
    });
    assert_eq!(publication.finish().unwrap().files, 400);
    assert_eq!(tree(&site.public()).len(), 400);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_never_finds_the_folder_missing() {
    let site = Site::new();
    site.publish(&["index.html"]);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let page = site.public().join("index.html");
            let mut misses = 0;
            while !done.load(Ordering::Relaxed) {
                misses += usize::from(fs::read(&page).is_err());
            }
            misses
        });
        for _ in 0..100 {
            site.publish(&["index.html", "a/index.html"]);
        }
        done.store(true, Ordering::Relaxed);
        assert_eq!(reader.join().unwrap(), 0);
    });
}

#[cfg(unix)]
#[test]
fn permissions_of_the_folder_stay() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.publish(&["index.html"]);
    fs::set_permissions(site.public(), fs::Permissions::from_mode(0o2770)).unwrap();
    site.publish(&["index.html"]);
    let mode = fs::metadata(site.public()).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o2770);
}
