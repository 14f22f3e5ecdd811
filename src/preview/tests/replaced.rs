//! Sites that are broken, mended, and moved while they are shown.

use super::{Running, small_site, snapshot};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Rule},
    preview::Snapshot,
};

/// A site that has never been good.
fn broken(message: &str) -> Snapshot {
    let mut found = Diagnostics::default();
    found.push(Diagnostic::nowhere(Rule::UnknownKey, message));
    Snapshot {
        version: 1,
        base_path: "/cjm/".into(),
        diagnostics: found.into(),
        ..Snapshot::default()
    }
}

#[test]
fn a_site_that_has_never_been_good_shows_its_findings() {
    let preview = Running::of(broken("<x> is wrong"));
    for path in [
        "/cjm/",
        "/cjm/put/",
        "/cjm/put/x.html",
        "/cjm/put/x",
        "/cjm/a.b/c",
    ] {
        let reply = preview.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("Content-Type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("Cache-Control"), "no-store");
        assert!(reply.text().contains("&lt;x&gt; is wrong"), "{path}");
        assert!(reply.text().contains("id=\"cjm-preview-script\""));
    }
    for path in ["/cjm/favicon.ico", "/cjm/put/photo.jpg", "/other/"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert_eq!(preview.get("/").header("Location"), "/cjm/");
    assert_eq!(preview.get("/__cjm/version").text(), "1");
    let tag = || preview.get("/__cjm/state?page=/cjm/put/").json()["page"]["tag"].clone();
    let first = tag();
    assert!(first.as_str().unwrap().starts_with("broken"));
    let page = preview.get("/cjm/put/");
    assert!(
        page.text().contains(&format!("data-tag={first}")),
        "{first}"
    );
    preview.site.replace(broken("another"));
    assert_ne!(tag(), first);
    let site = small_site(preview.folder.path());
    preview.site.replace(snapshot(site, "/cjm/"));
    assert!(tag().is_null(), "there is no such page");
    assert_eq!(preview.get("/cjm/").bare(), "<index.html>");
}

#[test]
fn a_tab_follows_a_site_that_moves() {
    let preview = Running::under("/old/");
    let move_to = |base: &str| {
        let site = small_site(preview.folder.path());
        preview.site.replace(snapshot(site, base));
    };
    let location = |path: &str| {
        let reply = preview.get(path);
        (reply.status, reply.header("Location").to_owned())
    };
    let redirect = |to: &str| (302, to.to_owned());
    assert_eq!(location("/old/map/").0, 200);
    move_to("/new/");
    assert_eq!(location("/old/map/?a=b"), redirect("/new/map/?a=b"));
    assert_eq!(location("/old/map"), redirect("/new/map"));
    assert_eq!(
        location("/old/assets/style.css"),
        redirect("/new/assets/style.css")
    );
    assert_eq!(location("/old/"), redirect("/new/"));
    assert_eq!(location("/old/no/").0, 404);
    assert_eq!(location("/older/map/").0, 404);
    move_to("/");
    assert_eq!(location("/old/map/"), redirect("/map/"));
    assert_eq!(location("/new/map/"), redirect("/map/"));
    assert_eq!(location("/new/no/").0, 404);
    assert_eq!(location("/map/").0, 200);
    assert_eq!(location("//map/").0, 404);
    move_to("/old/deeper/");
    assert_eq!(location("/map/"), redirect("/old/deeper/map/"));
    assert_eq!(location("/old/map/"), redirect("/old/deeper/map/"));
    assert_eq!(location("/old/deeper/map/").0, 200);
}
