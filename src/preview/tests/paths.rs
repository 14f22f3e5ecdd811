//! What is served where, and in which form.

use super::{Running, small_site};
use crate::output::Sink;

#[test]
fn under_a_sub_path_in_the_manner_of_github_pages() {
    let preview = Running::under("/cjm-site/");
    let rows = [
        ("/cjm-site/", 200, "<index.html>"),
        ("/cjm-site/index.html", 200, "<index.html>"),
        ("/cjm-site/map/", 200, "<map/index.html>"),
        ("/cjm-site/map/index.html?a=b", 200, "<map/index.html>"),
        ("/cjm-site/page", 200, "<page.html>"),
        ("/cjm-site/page.html", 200, "<page.html>"),
        (
            "/cjm-site/%D0%BA%D0%B0%D1%80%D1%82%D0%B0/",
            200,
            "<карта/index.html>",
        ),
        ("/cjm-site/no", 404, "<404.html>"),
        ("/cjm-site/no/", 404, "<404.html>"),
        ("/cjm-site/page/", 404, "<404.html>"),
        ("/cjm-site//map/", 404, "<404.html>"),
        ("/cjm-site/gone.jpg", 404, "<404.html>"),
        ("/map/", 404, "nothing here: the site is at /cjm-site/\n"),
        (
            "/cjm-site-2/",
            404,
            "nothing here: the site is at /cjm-site/\n",
        ),
        (
            "//cjm-site/",
            404,
            "nothing here: the site is at /cjm-site/\n",
        ),
        ("/__cjm/nothing", 404, "the preview has no such page\n"),
    ];
    for (target, status, body) in rows {
        let reply = preview.get(target);
        assert_eq!((reply.status, reply.bare()), (status, body), "{target}");
        assert_eq!(reply.header("Connection"), "close", "{target}");
        assert_eq!(
            reply.header("X-Content-Type-Options"),
            "nosniff",
            "{target}"
        );
        assert_eq!(reply.header("Access-Control-Allow-Origin"), "", "{target}");
        assert_ne!(reply.header("Cache-Control"), "", "{target}");
    }
}

#[test]
fn redirects_stay_on_the_server_and_keep_the_query() {
    let preview = Running::under("cjm-site");
    let rows = [
        ("/", 302, "/cjm-site/"),
        ("/?a=b", 302, "/cjm-site/?a=b"),
        ("/cjm-site", 301, "/cjm-site/"),
        ("/cjm-site/map", 301, "/cjm-site/map/"),
        ("/cjm-site/map?a=/b&c", 301, "/cjm-site/map/?a=/b&c"),
        (
            "/cjm-site/%D0%BA%D0%B0%D1%80%D1%82%D0%B0",
            301,
            "/cjm-site/%D0%BA%D0%B0%D1%80%D1%82%D0%B0/",
        ),
    ];
    for (target, status, location) in rows {
        let reply = preview.get(target);
        assert_eq!(
            (reply.status, reply.header("Location")),
            (status, location),
            "{target}"
        );
        assert_eq!(reply.header("Cache-Control"), "no-store");
    }
    let preview = Running::under("/");
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(preview.get("/map").header("Location"), "/map/");
    for target in ["//map", "//evil.example/map", "///map", "/%2Fmap"] {
        let reply = preview.get(target);
        assert_eq!(reply.header("Location"), "", "{target}");
    }
}

#[test]
fn a_base_path_with_other_letters() {
    let preview = Running::under("/%D0%96%D0%9A/a%20b/");
    assert_eq!(preview.get("/%D0%96%D0%9A/a%20b/map/").status, 200);
    let reply = preview.get("/");
    assert_eq!(reply.header("Location"), "/%D0%96%D0%9A/a%20b/");
}

#[test]
fn media_types() {
    let preview = Running::under("/");
    let rows = [
        ("/", "text/html; charset=utf-8"),
        ("/no", "text/html; charset=utf-8"),
        ("/page", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/journey.json", "application/json; charset=utf-8"),
        ("/film.mp4", "video/mp4"),
        ("/%00", "text/plain; charset=utf-8"),
    ];
    for (target, expected) in rows {
        assert_eq!(
            preview.get(target).header("Content-Type"),
            expected,
            "{target}"
        );
    }
}

#[test]
fn head_is_get_without_the_body() {
    let preview = Running::under("/");
    for target in ["/", "/film.mp4", "/no", "/map", "/a%00"] {
        let (get, head) = (preview.get(target), preview.ask("HEAD", target, ""));
        assert_eq!(
            (get.status, &get.headers),
            (head.status, &head.headers),
            "{target}"
        );
    }
    // Nothing follows the head of the answer.
    use std::io::{Read, Write};
    let mut stream = preview.connect();
    write!(
        stream,
        "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert!(all.ends_with("\r\n\r\n"), "{all}");
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let preview = Running::under("/");
    for target in ["/", "/film.mp4"] {
        let tag = preview.get(target).header("ETag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 5);
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"x\", {tag}"),
            "*".to_owned(),
        ] {
            let reply = preview.ask("GET", target, &format!("If-None-Match: {known}\r\n"));
            assert_eq!((reply.status, reply.header("ETag")), (304, tag.as_str()));
            assert!(reply.body.is_empty());
        }
        let reply = preview.ask("GET", target, "If-None-Match: \"other\"\r\n");
        assert_eq!(reply.status, 200);
    }
    let before = preview.get("/").header("ETag").to_owned();
    let newer = small_site(preview.folder.path());
    newer.put("index.html", "newer".to_owned().into()).unwrap();
    preview.site.replace(super::snapshot(newer, "/"));
    let reply = preview.ask("GET", "/", &format!("If-None-Match: {before}\r\n"));
    assert_eq!((reply.status, reply.bare()), (200, "newer"));
}

#[test]
fn parts_of_files() {
    let preview = Running::under("/");
    let rows = [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        (
            "bytes=10-",
            416,
            "the file has no such bytes\n",
            "bytes */10",
        ),
        ("bytes=1-2,4-5", 200, "0123456789", ""),
    ];
    for (range, status, body, content_range) in rows {
        let reply = preview.ask("GET", "/film.mp4", &format!("Range: {range}\r\n"));
        assert_eq!((reply.status, reply.text()), (status, body), "{range}");
        assert_eq!(reply.header("Content-Range"), content_range, "{range}");
    }
    let reply = preview.ask("GET", "/page", "Range: bytes=1-4\r\n");
    assert_eq!((reply.status, reply.text()), (206, "page"));
    let tag = preview.get("/film.mp4").header("ETag").to_owned();
    for (known, status) in [(tag.as_str(), 206), ("\"other\"", 200)] {
        let headers = format!("Range: bytes=0-1\r\nIf-Range: {known}\r\n");
        assert_eq!(preview.ask("GET", "/film.mp4", &headers).status, status);
    }
}

#[test]
fn an_authors_file_is_read_when_it_is_asked_for() {
    let preview = Running::under("/");
    let film = preview.folder.path().join("film.mp4");
    let tag = preview.get("/film.mp4").header("ETag").to_owned();
    let big = vec![7; 3_000_000];
    std::fs::write(&film, &big).unwrap();
    let reply = preview.ask("GET", "/film.mp4", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, big);
    std::fs::remove_file(&film).unwrap();
    assert_eq!(preview.get("/film.mp4").status, 404);
    std::fs::create_dir(&film).unwrap();
    assert_eq!(preview.get("/film.mp4").status, 404);
}
