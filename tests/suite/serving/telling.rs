//! The stream of versions that each tab holds open.
//!
//! In: tabs and changes. Out: every tab told of every version; another server's tabs told apart.

use super::{
    client::{Preview, Stream},
    site,
};

#[test]
fn every_change_is_told_once() {
    let project = site();
    let preview = Preview::of(&project);
    let mut tab = Stream::open(&preview);
    let first = tab.next();
    assert_eq!(first, preview.version());
    for round in 1..=5 {
        preview.mark(&project);
        assert_eq!(tab.next(), first + round, "{}", preview.said());
    }
}

#[test]
fn every_tab_is_told_whenever_it_was_opened() {
    let project = site();
    let preview = Preview::of(&project);
    let mut first = Stream::open(&preview);
    let start = first.next();
    preview.mark(&project);
    let mut second = Stream::open(&preview);
    assert_eq!(second.next(), start + 1, "at once what there is");
    preview.mark(&project);
    assert_eq!(second.next(), start + 2);
    assert_eq!((first.next(), first.next()), (start + 1, start + 2));
    drop(first);
    preview.mark(&project);
    assert_eq!(second.next(), start + 3);
}

#[test]
fn errors_are_told_as_well() {
    let project = site();
    let preview = Preview::of(&project);
    let mut tab = Stream::open(&preview);
    let start = tab.next();
    let good = project.read("content/put/01-poisk.md");
    project.write("content/put/01-poisk.md", b"---\nemotion: 9\n---\n");
    assert_eq!(tab.next(), start + 1);
    assert_eq!(preview.state("/cjm/put/")["stale"], true);
    project.write("content/put/01-poisk.md", good.as_bytes());
    assert_eq!(tab.next(), start + 2);
    assert_eq!(preview.state("/cjm/put/")["stale"], false);
}

#[test]
fn another_server_on_the_same_port_is_told_apart() {
    let project = site();
    let preview = Preview::of(&project);
    let port = preview.address.port().to_string();
    let server = preview.state("/cjm/")["server"].clone();
    assert_eq!(preview.state("/cjm/put/")["server"], server);
    let mut tab = Stream::open(&preview);
    tab.next();
    drop(preview);
    assert_eq!(tab.try_next(), None, "the stream ends with its server");
    let again = Preview::start(&project, &["-p", &port]);
    assert_eq!(again.address.port().to_string(), port);
    let other = again.state("/cjm/")["server"].clone();
    assert!(other.is_string() && other != server);
    let page = again.get("/cjm/put/").text();
    let attribute = format!("data-server=\"{}\"", other.as_str().expect("a text"));
    assert!(page.contains(&attribute));
    let mut tab = Stream::open(&again);
    assert_eq!(tab.next(), again.version());
    again.mark(&project);
    assert_eq!(tab.next(), again.version());
}

#[test]
fn the_page_says_which_version_it_is_of() {
    let project = site();
    let preview = Preview::of(&project);
    for _ in 0..3 {
        preview.mark(&project);
        let page = preview.get("/cjm/put/").text();
        let state = preview.state("/cjm/put/");
        let tag = state["page"]["tag"].as_str().expect("a tag");
        let version = preview.version();
        assert_eq!(state["version"], version);
        assert!(page.contains(&format!("data-version=\"{version}\"")));
        assert!(page.contains(&format!("data-tag=\"{tag}\"")));
    }
}
