//! Destinations that are refused, and those that look as if they should be and are not.

use std::fs;

use super::{super::Refusal, Site, names, put, tree};

/// The refusal's text with the temporary folder written as `~~`.
fn refusal(site: &Site, destination: &str) -> String {
    let refusal = site.open(site.path(destination)).unwrap_err();
    let root = site.path("");
    let root = root.to_str().unwrap().trim_end_matches('/');
    refusal.to_string().replace(root, "~~")
}

#[test]
fn protected_places() {
    let site = Site::new();
    fs::write(site.path("file"), "").unwrap();
    let rows = [
        ("home/site", "`~~/home/site`: it is the site's own folder;"),
        ("home/site/", "`~~/home/site`: it is the site's own folder;"),
        ("home/site/public/../", "it is the site's own folder;"),
        ("home/site/content", "it is the site's content folder;"),
        (
            "home/site/content/map",
            "it lies in the site's content folder;",
        ),
        (
            "home/site/content/new/public",
            "it lies in the site's content folder;",
        ),
        (
            "home/site/x/../themes/mine",
            "it lies in the site's themes folder;",
        ),
        ("home/site/themes", "it is the site's themes folder;"),
        ("home", "it is your home folder;"),
        ("", "it holds the site's own folder;"),
        ("file", "`~~/file` is not a folder; remove it"),
        ("file/public", "`~~/file` is not a folder; remove it"),
    ];
    for (destination, expected) in rows {
        let text = refusal(&site, destination);
        assert!(text.contains(expected), "{destination}: {text}");
    }
    assert_eq!(site.names(), ["content", "themes"]);
}

#[test]
fn home_and_the_root_of_the_file_system() {
    let site = Site::new();
    let mut protected = site.protected();
    protected.home = Some(site.path("users/me"));
    let refused = |destination: &std::path::Path| {
        super::Publication::open(destination, &protected)
            .unwrap_err()
            .to_string()
    };
    assert!(refused(&site.path("users/me")).contains("it is your home folder;"));
    assert!(refused(&site.path("users")).contains("it holds your home folder;"));
    assert!(refused("/".as_ref()).contains("it is the root of the file system;"));
    drop(super::Publication::open(&site.path("users/me/public"), &protected).unwrap());
}

#[test]
fn files_of_somebody_else() {
    let site = Site::new();
    let public = site.public();
    fs::create_dir_all(public.join(".git")).unwrap();
    for name in ["b.txt", "a.txt", ".git/config", ".gitkeep", "заметки.txt"] {
        fs::write(public.join(name), name).unwrap();
    }
    assert_eq!(
        refusal(&site, "home/site/public"),
        "cannot publish into `~~/home/site/public`: it holds files that cjm-site did not write \
         (`.git/config`, `.gitkeep`, `a.txt` and 2 more); move them away or choose another \
         destination"
    );
    assert_eq!(tree(&public).len(), 5);
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn one_foreign_file_in_a_published_folder() {
    let site = Site::new();
    site.publish(&["index.html", "a/index.html"]);
    fs::write(site.public().join("a/notes.txt"), "mine").unwrap();
    assert!(refusal(&site, "home/site/public").contains("(`a/notes.txt`)"));
    assert_eq!(
        tree(&site.public()),
        ["a/index.html", "a/notes.txt", "index.html"]
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_published_file_is_foreign() {
    let site = Site::new();
    site.publish(&["index.html"]);
    fs::remove_file(site.public().join("index.html")).unwrap();
    std::os::unix::fs::symlink("/etc/hosts", site.public().join("index.html")).unwrap();
    assert!(refusal(&site, "home/site/public").contains("(`index.html`)"));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_before_anything_is_judged() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    symlink("site/content", site.path("home/to-content")).unwrap();
    symlink("nowhere", site.path("home/to-nowhere")).unwrap();
    symlink("site/real", site.path("home/to-real")).unwrap();
    fs::create_dir(site.path("home/site/real")).unwrap();
    assert!(refusal(&site, "home/to-content").contains("it is the site's content folder"));
    assert!(refusal(&site, "home/to-content/x").contains("it lies in the site's content"));
    assert!(refusal(&site, "home/to-content/../public/../content").contains("content folder"));
    assert!(refusal(&site, "home/to-nowhere").contains("cannot find `~~/home/to-nowhere`"));

    let publication = site.open(site.path("home/to-real")).unwrap();
    put(&publication, "index.html", "x");
    let published = publication.finish().unwrap();
    assert_eq!(published.folder, site.path("home/site/real"));
    assert!(site.path("home/to-real").is_symlink());
    assert_eq!(tree(&site.path("home/site/real")), ["index.html"]);
}

#[test]
fn a_manifest_that_cannot_be_read() {
    let site = Site::new();
    site.publish(&["index.html"]);
    let manifest = site.public().join(".cjm-site-manifest.json");
    for (text, reason) in [
        ("<<<<<<< HEAD", "cannot be read (expected value at line 1"),
        (
            r#"{"version":2,"files":[]}"#,
            "(it has version 2, not 1); remove",
        ),
    ] {
        fs::write(&manifest, text).unwrap();
        let text = refusal(&site, "home/site/public");
        assert!(text.contains(reason), "{text}");
    }
    assert!(site.public().join("index.html").exists());
}

#[test]
fn a_second_publication_at_once() {
    let site = Site::new();
    let first = site.open(site.public()).unwrap();
    let second = site.open(site.public()).unwrap_err();
    assert!(matches!(second, Refusal::Busy { .. }), "{second}");
    put(&first, "index.html", "first");
    first.finish().unwrap();
    assert_eq!(tree(&site.public()), ["index.html"]);
    drop(site.open(site.public()).unwrap());
}

#[test]
fn parents_are_made_and_removed_again_if_nothing_comes_of_it() {
    let site = Site::new();
    let destination = site.path("home/deep/er/still/");
    drop(site.open(&destination).unwrap());
    assert_eq!(names(&site.path("home")), ["site"]);
    let publication = site
        .open(site.path("home/deep/../deep/./er/still"))
        .unwrap();
    put(&publication, "index.html", "x");
    publication.finish().unwrap();
    assert_eq!(names(&site.path("home/deep/er")), ["still"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point() {
    let site = Site::new();
    // A file system of its own on nearly every machine; where it is not, there is nothing to try.
    let shm = std::path::Path::new("/dev/shm");
    let mounts = fs::read_to_string("/proc/mounts").unwrap();
    if mounts.contains(" /dev/shm ") {
        let refusal = site.open(shm).unwrap_err();
        assert!(matches!(refusal, Refusal::MountPoint { folder } if folder == shm));
    }
}
