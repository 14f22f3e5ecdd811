//! The preview's own addresses.

use super::{HEARTBEAT, Running, desk, small_site, snapshot};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Rule, report},
    preview::{Choices, Snapshot},
    source::Place,
};

fn findings() -> Diagnostics {
    let place = Place {
        path: "content/a/02-b.md".into(),
        line: 4,
        column: 1,
        excerpt: "emotoin: -1".into(),
        width: 7,
    };
    let mut found = Diagnostics::default();
    let finding = Diagnostic::new(Rule::UnknownKey, place, "`emotoin` is not a key");
    found.push(
        finding
            .label("did you mean `emotion`?")
            .also(Place::whole_file("book.toml"), "said here"),
    );
    found.push(Diagnostic::nowhere(Rule::MissingAlt, "no <alt>"));
    found
}

/// A preview of a site with these findings, whose author has an editor.
fn with_findings() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Snapshot {
        is_current: false,
        version: 7,
        diagnostics: findings().into(),
        choices: Choices {
            drafts: true,
            internal: false,
            theme: Some("b".into()),
        },
        themes: vec!["a".into(), "b".into()],
        ..snapshot(small_site(folder.path()), "/cjm/")
    };
    let mut desk = desk();
    desk.editor = Some("vscode://file{path}:{line}:{column}".into());
    Running::start(folder, snapshot, desk, HEARTBEAT)
}

const PAGES: [&str; 4] = [
    "/__cjm/",
    "/__cjm/diagnostics/",
    "/__cjm/inbox/",
    "/__cjm/widths/",
];

#[test]
fn pages_keep_to_themselves() {
    let preview = with_findings();
    for page in PAGES {
        let reply = preview.get(page);
        assert_eq!(reply.status, 200, "{page}");
        assert_eq!(reply.header("Content-Type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("Cache-Control"), "no-store");
        assert_eq!(
            reply.header("Content-Security-Policy"),
            "default-src 'self'; frame-ancestors 'self'"
        );
        let text = reply.text();
        assert!(text.starts_with("<!doctype html>\n<html lang=\"en\">"));
        for part in [" style=", "<style", " onclick", "<script>"] {
            assert!(!text.contains(part), "{page}: {part}");
        }
        let bare = page.trim_end_matches('/');
        assert_eq!(preview.get(bare).header("Location"), page);
    }
}

#[test]
fn the_version_is_a_number_and_nothing_else() {
    let preview = with_findings();
    let reply = preview.get("/__cjm/version");
    assert_eq!((reply.status, reply.text()), (200, "7"));
    assert_eq!(reply.header("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(reply.header("Cache-Control"), "no-store");
    assert_eq!(preview.get("/__cjm/version?x").text(), "7");
    assert_eq!(preview.get("/cjm/__cjm/version").status, 404);
}

#[test]
fn findings_as_for_other_programs() {
    let preview = with_findings();
    let reply = preview.get("/__cjm/diagnostics.json");
    assert_eq!(reply.json(), report::as_json(&findings()));
    assert_eq!(
        reply.header("Content-Type"),
        "application/json; charset=utf-8"
    );
}

#[test]
fn the_whole_state() {
    let preview = with_findings();
    let mut state = preview.get("/__cjm/state?page=/cjm/map/").json();
    let server = state["server"].take();
    assert_eq!(server.as_str().unwrap().len(), 16);
    let tag = state["page"]["tag"].take();
    assert_eq!(tag.as_str().unwrap().len(), 32);
    let expected = serde_json::json!({
        "version": 7,
        "server": null,
        "page": { "tag": null, "styles": [] },
        "errors": 1,
        "warnings": 1,
        "inbox": 0,
        "stale": true,
        "findings": [
            {
                "severity": "error",
                "rule": "unknown-key",
                "message": "`emotoin` is not a key",
                "label": "did you mean `emotion`?",
                "help": null,
                "places": [
                    {
                        "path": "content/a/02-b.md",
                        "line": 4,
                        "column": 1,
                        "excerpt": "emotoin: -1",
                        "width": 7,
                        "what": "did you mean `emotion`?",
                        "edit": "vscode://file/site/content/a/02-b.md:4:1",
                    },
                    {
                        "path": "book.toml",
                        "line": 0,
                        "column": 0,
                        "excerpt": "",
                        "width": 0,
                        "what": "said here",
                        "edit": "vscode://file/site/book.toml:1:1",
                    },
                ],
            },
            {
                "severity": "warning",
                "rule": "missing-alt",
                "message": "no <alt>",
                "label": "",
                "help": null,
                "places": [],
            },
        ],
        "choices": {
            "drafts": true, "internal": false, "theme": "b", "themes": ["a", "b"],
        },
    });
    assert_eq!(state, expected);
    let other = Running::under("/").get("/__cjm/state").json();
    assert_ne!(other["server"], server, "another run");
    assert_eq!(other["findings"], serde_json::json!([]));
}

#[test]
fn what_is_on_the_pages() {
    let preview = with_findings();
    let start = preview.get("/__cjm/");
    for part in [
        "Build 7: it has errors, so the last site without any is shown.",
        "<a href=\"/cjm/\">",
        "1 error, 1 warning",
        "name=\"drafts\" value=\"1\" checked>",
        "name=\"internal\" value=\"1\">",
        "<option value=\"b\" selected>b</option>",
    ] {
        assert!(start.text().contains(part), "{part}\n{}", start.text());
    }
    let findings = preview.get("/__cjm/diagnostics/");
    for part in [
        "1 error and 1 warning. The pages are those of the last run without errors.",
        "<a href=\"vscode://file/site/content/a/02-b.md:4:1\">content/a/02-b.md:4:1</a>",
        "no &lt;alt&gt;",
    ] {
        assert!(
            findings.text().contains(part),
            "{part}\n{}",
            findings.text()
        );
    }
}

#[test]
fn a_page_in_three_widths() {
    let preview = with_findings();
    let frames = |query: &str, address: &str| {
        let reply = preview.get(&format!("/__cjm/widths/{query}"));
        for width in [360, 768, 1440] {
            let part = format!("pixels wide\" data-width=\"{width}\"></iframe>");
            assert!(reply.text().contains(&part), "{query}\n{}", reply.text());
        }
        let part = format!("<iframe src=\"{address}\" title=\"Phone");
        assert!(reply.text().contains(&part), "{query}\n{}", reply.text());
        assert!(reply.text().contains("id=\"cjm-preview-script\""));
    };
    frames("?page=/cjm/put/", "/cjm/put/");
    frames("?page=%2Fcjm%2F%25D0%2596%2F%2522", "/cjm/%D0%96/%22");
    for query in [
        "",
        "?page=",
        "?page=//evil.example/",
        "?page=https://evil.example/",
        "?page=javascript:alert(1)",
        "?page=/%5Cevil.example/",
        "?page=/__cjm/widths/",
    ] {
        frames(query, "/cjm/");
    }
}

#[test]
fn the_clients_files() {
    let preview = with_findings();
    for (name, media_type) in [
        ("cjm-preview.js", "text/javascript; charset=utf-8"),
        ("cjm-preview.css", "text/css; charset=utf-8"),
        ("cjm-preview-pages.css", "text/css; charset=utf-8"),
    ] {
        let reply = preview.get(&format!("/__cjm/{name}"));
        assert_eq!(
            (reply.status, reply.header("Content-Type")),
            (200, media_type)
        );
        assert_eq!(reply.header("Cache-Control"), "no-cache");
        assert!(!reply.body.is_empty());
        let known = format!("If-None-Match: {}\r\n", reply.header("ETag"));
        let again = preview.ask("GET", &format!("/__cjm/{name}"), &known);
        assert_eq!(again.status, 304);
    }
}

#[test]
fn foreign_pages_may_link_and_nothing_else() {
    let preview = with_findings();
    let foreign = "Sec-Fetch-Site: cross-site\r\n";
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
    for target in ["/__cjm/version", "/__cjm/state", "/__cjm/cjm-preview.js"] {
        assert_eq!(preview.ask("GET", target, foreign).status, 403, "{target}");
        assert_eq!(preview.ask("GET", target, link).status, 403, "{target}");
        let ours = "Sec-Fetch-Site: same-origin\r\n";
        assert_eq!(preview.ask("GET", target, ours).status, 200, "{target}");
    }
    for page in PAGES {
        assert_eq!(preview.ask("GET", page, foreign).status, 403, "{page}");
        assert_eq!(preview.ask("GET", page, link).status, 200, "{page}");
        let request = format!("GET {page} HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assert_eq!(preview.send(&request).status, 403, "{page}");
    }
}
