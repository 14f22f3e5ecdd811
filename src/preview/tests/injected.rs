//! What is added to the site's pages while they are shown.

use std::{fs, sync::Arc};

use super::{Running, snapshot};
use crate::{
    output::{Body, Output, Sink, Stored},
    preview::Snapshot,
};

const PAGE: &str = "<!doctype html><head><link rel=stylesheet href=../assets/style-1.css></head>\
    <body><img src=photo.jpg><form method=post action=https://forms.example/x></form></body>";

fn site(folder: &std::path::Path, page: &str) -> Output {
    let site = Output::default();
    for (path, text) in [
        ("index.html", "<body>home</body>"),
        ("404.html", "<body>missing</body>"),
        ("put/index.html", page),
        ("assets/style-1.css", "a"),
    ] {
        site.put(path, text.to_owned().into()).unwrap();
    }
    let (photo, own) = (folder.join("photo.jpg"), folder.join("own.html"));
    for file in [&photo, &own] {
        if !file.exists() {
            fs::write(file, "<body>of the author</body>").unwrap();
        }
    }
    site.put("put/photo.jpg", Body::File(&photo)).unwrap();
    site.put("own.html", Body::File(&own)).unwrap();
    site
}

/// A preview of a site with such a page at `/cjm/put/`.
fn preview() -> Running {
    let preview = Running::under("/");
    let site = site(preview.folder.path(), PAGE);
    preview.site.replace(snapshot(site, "/cjm/"));
    preview
}

/// What the script is told, by name.
fn told(text: &str, name: &str) -> String {
    let (_, rest) = text.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn state(preview: &Running, page: &str) -> serde_json::Value {
    preview.get(&format!("/__cjm/state?page={page}")).json()
}

#[test]
fn the_script_and_the_form_that_goes_nowhere() {
    let preview = preview();
    let reply = preview.get("/cjm/put/");
    let text = reply.text();
    assert!(text.contains("<form method=post action=\"/__cjm/inbox/?page=/cjm/put/\"></form>"));
    assert!(text.ends_with("></script></body>"), "{text}");
    assert_eq!(told(text, "data-version"), "1");
    assert!(!text.contains("data-missing"));
    let state = state(&preview, "/cjm/put/");
    assert_eq!(state["page"]["tag"], told(text, "data-tag"));
    assert_eq!(state["server"], told(text, "data-server"));
    assert_eq!(
        state["page"]["styles"],
        serde_json::json!(["/cjm/assets/style-1.css"])
    );
    let snapshot = preview.site.get();
    let Some(Stored::Bytes(bytes)) = snapshot.site.as_ref().unwrap().get("put/index.html") else {
        panic!("it is in memory");
    };
    assert_eq!(&*bytes, PAGE.as_bytes(), "the site itself is as it was");
}

#[test]
fn pages_of_the_author_and_other_files_stay_as_they_are() {
    let preview = preview();
    assert_eq!(
        preview.get("/cjm/own.html").text(),
        "<body>of the author</body>"
    );
    assert_eq!(preview.get("/cjm/assets/style-1.css").text(), "a");
}

#[test]
fn lengths_and_tags_are_those_of_what_is_sent() {
    let preview = preview();
    let get = preview.get("/cjm/put/");
    let head = preview.ask("HEAD", "/cjm/put/", "");
    assert_eq!(get.headers, head.headers);
    assert_eq!(get.header("Content-Length"), get.body.len().to_string());
    let known = format!("If-None-Match: {}\r\n", get.header("ETag"));
    assert_eq!(preview.ask("GET", "/cjm/put/", &known).status, 304);
    let newer = Snapshot {
        version: 2,
        ..snapshot(site(preview.folder.path(), PAGE), "/cjm/")
    };
    preview.site.replace(newer);
    let again = preview.ask("GET", "/cjm/put/", &known);
    assert_eq!(again.status, 200);
    assert_eq!(told(again.text(), "data-version"), "2");
    assert_eq!(told(again.text(), "data-tag"), told(get.text(), "data-tag"));
}

#[test]
fn the_tag_follows_what_is_shown() {
    let preview = preview();
    let before = state(&preview, "/cjm/put/");
    let other = PAGE.replace("style-1", "style-2");
    let replace = |page: &str| {
        let site = site(preview.folder.path(), page);
        preview.site.replace(snapshot(site, "/cjm/"));
    };
    replace(&other);
    let restyled = state(&preview, "/cjm/put/");
    assert_eq!(restyled["page"]["tag"], before["page"]["tag"]);
    assert_ne!(restyled["page"]["styles"], before["page"]["styles"]);
    replace(&PAGE.replace("<img", "text<img"));
    assert_ne!(
        state(&preview, "/cjm/put/")["page"]["tag"],
        before["page"]["tag"]
    );
    replace(PAGE);
    assert_eq!(state(&preview, "/cjm/put/"), before);
    fs::write(preview.folder.path().join("photo.jpg"), "another photo").unwrap();
    assert_ne!(
        state(&preview, "/cjm/put/")["page"]["tag"],
        before["page"]["tag"]
    );
}

#[test]
fn what_is_not_there_names_the_nearest_page() {
    let preview = preview();
    for (path, nearest) in [
        ("/cjm/put/no/such", "/cjm/put/"),
        ("/cjm/no/", "/cjm/"),
        ("/cjm/put/no.jpg", "/cjm/put/"),
    ] {
        let reply = preview.get(path);
        assert_eq!(reply.status, 404);
        assert!(reply.text().starts_with("<body>missing<script "));
        assert!(reply.text().contains(" data-missing data-nearest=\""));
        assert_eq!(told(reply.text(), "data-nearest"), nearest, "{path}");
        assert_eq!(reply.header("Content-Length"), reply.body.len().to_string());
        assert_eq!(state(&preview, path)["page"], serde_json::Value::Null);
    }
}

#[test]
fn pages_are_found_however_they_are_named() {
    let preview = Running::under("/cjm/");
    let tag = |page: &str| state(&preview, page)["page"]["tag"].clone();
    assert!(tag("/cjm/").is_string());
    assert!(tag("%2Fcjm%2Fpage").is_string());
    for page in [
        "/cjm/%25D0%25BA%25D0%25B0%25D1%2580%25D1%2582%25D0%25B0/",
        "/cjm/%D0%BA%D0%B0%D1%80%D1%82%D0%B0/",
    ] {
        assert!(tag(page).is_string(), "{page}");
    }
    for page in [
        "",
        "/map/",
        "//cjm/",
        "/cjm/../",
        "/cjm/no",
        "/cjm/film.mp4",
        "%00",
        "x",
    ] {
        assert!(tag(page).is_null(), "{page}");
    }
    assert_eq!(
        preview.get("/__cjm/state").json()["page"],
        serde_json::Value::Null
    );
    // The tab of a page that has become another file.
    let shared = Arc::new(Output::default());
    shared.put("index.html", "<p>".to_owned().into()).unwrap();
    preview.site.replace(Snapshot {
        site: Some(shared),
        ..Snapshot::default()
    });
    assert!(tag("/").is_string() && tag("/cjm/").is_null());
}
