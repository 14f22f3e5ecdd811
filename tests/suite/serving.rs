//! The live preview, over real sockets.

mod applying;
mod broken;
mod choosing;
mod client;
mod crowds;
mod ending;
mod following;
#[cfg(target_os = "linux")]
mod opening;
mod polling;
mod quiet;
mod saving;
mod settings;
mod starting;
mod telling;
mod theming;

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    time::{Duration, Instant},
};

use crate::{content_model::build, pages::html::parse, project::Project};
use client::Preview;

/// A site to be published under `/cjm/`.
fn site() -> Project {
    Project::minimal()
        .settings("\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n")
        .bytes("content/put/photo.jpg", &[0xff, 0xd8, 0, 1])
}

#[test]
fn pages_are_served_under_the_sub_path_of_the_site_url() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    assert!(preview.url.ends_with("/cjm/"), "{}", preview.url);
    let home = preview.get("/cjm/");
    assert_eq!(
        (home.status, home.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    let page = preview.get("/cjm/put/");
    assert_eq!(parse(&page.text()).texts("h1"), ["Путь"]);
    assert_eq!(preview.get("/cjm/put/photo.jpg").body, [0xff, 0xd8, 0, 1]);
    assert_eq!(
        preview.get("/cjm/put/photo.jpg").header("content-type"),
        Some("image/jpeg")
    );
    assert_eq!(preview.get("/cjm/put/index.html").status, 200);
    let data: serde_json::Value =
        serde_json::from_str(&preview.get("/cjm/put/journey.json").text()).expect("JSON");
    assert_eq!(data["version"], 1);
}

#[test]
fn a_card_is_drawn_when_it_is_asked_for() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    assert_eq!(preview.get("/cjm/put/").status, 200);
    let drawn = || project.tree(".cjm-site/kept/cards").len();
    assert_eq!(drawn(), 0);
    let card = preview.get("/cjm/put/card.png");
    assert_eq!(
        (card.status, card.header("content-type")),
        (200, Some("image/png"))
    );
    assert!(card.body.starts_with(b"\x89PNG"));
    assert_eq!(preview.get("/cjm/put/card.png").body, card.body);
    assert_eq!(drawn(), 1);
    // The same bytes as a build's.
    build(&project, &[]);
    assert!(project.tree("public")["put/card.png"] == card.body);
}

#[test]
fn every_link_of_a_served_page_is_served() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    let page = parse(&preview.get("/cjm/put/").text());
    let mut seen = 0;
    for element in page.descendants() {
        let link = element
            .attr("href")
            .or(element.attr("src"))
            .filter(|_| element.attr("rel") != Some("canonical"));
        let Some(link) = link.filter(|link| !link.contains(':') && !link.starts_with('#')) else {
            continue;
        };
        let path = match link.strip_prefix("../") {
            Some(rest) => format!("/cjm/{rest}"),
            None if link.starts_with('/') => link.to_owned(),
            None => format!("/cjm/put/{}", link.trim_start_matches("./")),
        };
        let path = path.split('#').next().expect("a path").to_owned();
        assert_eq!(preview.get(&path).status, 200, "{link}");
        seen += 1;
    }
    assert!(seen > 5, "{seen} links");
}

#[test]
fn addresses_without_their_slash_are_redirected() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    for (path, to) in [
        ("/cjm/put", "/cjm/put/"),
        ("/cjm", "/cjm/"),
        ("/", "/cjm/"),
        ("/cjm/put?a=1", "/cjm/put/?a=1"),
    ] {
        let answer = preview.get(path);
        assert!(
            matches!(answer.status, 301 | 302 | 307 | 308),
            "{path}: {}",
            answer.status
        );
        assert_eq!(answer.header("location"), Some(to), "{path}");
    }
}

#[test]
fn what_is_not_there_is_the_sites_404_page() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    let answer = preview.get("/cjm/no/such/page/");
    assert_eq!(answer.status, 404);
    let page = parse(&answer.text());
    assert_eq!(page.texts("h1").len(), 1);
    let style = page
        .one("link[rel=stylesheet]")
        .attr("href")
        .expect("a stylesheet");
    assert!(style.starts_with("/cjm/assets/"), "{style}: from any depth");
    assert_eq!(preview.get(style).status, 200);
    for path in [
        "/put/",
        "/other/",
        "/cjm/../book.toml",
        "/cjm/%2e%2e/book.toml",
        "/book.toml",
        "/cjm/content/index.md",
    ] {
        assert!(matches!(preview.get(path).status, 400 | 404), "{path}");
    }
}

#[test]
fn a_site_without_site_url_is_served_at_the_root() {
    let project = Project::minimal();
    let preview = Preview::start(&project, &["-p", "0"]);
    assert!(
        preview.url.starts_with("http://127.0.0.1:") && preview.url.matches('/').count() == 3,
        "{}",
        preview.url
    );
    assert_eq!(preview.get("/put/").status, 200);
}

#[test]
fn head_is_answered_like_get_without_the_body() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    for path in ["/cjm/", "/cjm/put/photo.jpg", "/cjm/nowhere/"] {
        let (get, head) = (preview.get(path), preview.request("HEAD", path));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(
            head.header("content-type"),
            get.header("content-type"),
            "{path}"
        );
    }
}

#[test]
fn other_methods_are_refused_with_what_is_allowed() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    for method in ["POST", "PUT", "DELETE"] {
        let answer = preview.send(&format!("{method} /cjm/put/ HTTP/1.1\r\nHost: {}\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=1", preview.address));
        assert_eq!(answer.status, 405, "{method}");
        assert!(
            answer
                .header("allow")
                .is_some_and(|allow| allow.contains("GET") && allow.contains("HEAD")),
            "{method}"
        );
    }
}

#[test]
fn a_host_that_is_not_the_servers_is_refused() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    let ask = |host: &str| {
        preview.send(&format!(
            "GET /cjm/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    };
    let port = preview.address.port();
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.1",
        "localhost.evil.example",
    ] {
        let answer = ask(&format!("{host}:{port}"));
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.text().contains("Пример"), "{host}");
    }
    for host in ["127.0.0.1", "localhost", "LOCALHOST"] {
        assert_eq!(ask(&format!("{host}:{port}")).status, 200, "{host}");
    }
}

#[test]
fn only_the_loopback_is_listened_on() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    assert!(preview.address.ip().is_loopback());
    assert!(
        TcpStream::connect_timeout(
            &SocketAddr::from(([127, 0, 0, 2], preview.address.port())),
            Duration::from_secs(1)
        )
        .is_err()
    );
}

#[test]
fn a_port_that_is_asked_for_and_taken_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = site().run(&["serve", "-p", &port]);
    run.assert_status(2);
    assert!(run.stderr.contains(&port), "{}", run.stderr);
}

#[test]
fn the_next_port_is_taken_where_the_default_one_is_not_free() {
    // Held for the whole test, unless somebody else holds it already.
    let _held = TcpListener::bind("127.0.0.1:3000");
    let project = site();
    let preview = Preview::start(&project, &[]);
    let port = preview.address.port();
    assert!(port > 3000 && port <= 3020, "{port}");
    let second = Preview::start(&project, &[]);
    assert_ne!(second.address.port(), port, "two previews at once");
    assert_eq!(second.get("/cjm/").status, 200);
}

#[test]
fn the_published_folder_is_left_alone() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    preview.get("/cjm/");
    assert!(!project.path("public").exists());
    drop(preview);
    build(&project, &[]);
    let good = project.tree("public");
    project.write("content/put/01-poisk.md", "# Новое\n".as_bytes());
    let preview = Preview::start(&project, &["-p", "0"]);
    assert!(
        preview.get("/cjm/put/").text().contains("Новое"),
        "what is served is built anew"
    );
    assert_eq!(project.tree("public"), good);
}

#[test]
fn drafts_and_internal_lanes_are_served_when_asked_for() {
    let project = site()
        .file("content/a.md", "---\ntitle: Черновик\ndraft: true\n---\n")
        .file(
            "content/put/01-poisk.md",
            "# Поиск\n\n## Заметки\n\n- СЛУЖЕБНОЕ\n",
        );
    let plain = Preview::start(&project, &["-p", "0"]);
    assert_eq!(plain.get("/cjm/a/").status, 404);
    assert!(!plain.get("/cjm/put/").text().contains("СЛУЖЕБНОЕ"));
    let full = Preview::start(&project, &["-p", "0", "--drafts", "--internal"]);
    assert_eq!(full.get("/cjm/a/").status, 200);
    assert!(full.get("/cjm/put/").text().contains("СЛУЖЕБНОЕ"));
}

#[test]
fn connections_that_say_nothing_do_not_starve_the_others() {
    let project = site();
    let preview = Preview::start(&project, &["-p", "0"]);
    let _silent: Vec<TcpStream> = (0..40)
        .map(|_| TcpStream::connect(preview.address).expect("a connection"))
        .collect();
    let start = Instant::now();
    assert_eq!(preview.get("/cjm/").status, 200);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[cfg(unix)]
#[test]
fn signals_end_it_at_once() {
    for (signal, statuses) in [("INT", [0, 130]), ("TERM", [0, 143])] {
        let project = site();
        let preview = Preview::start(&project, &["-p", "0"]);
        let _open = TcpStream::connect(preview.address).expect("a connection that stays open");
        preview.get("/cjm/");
        let (status, time) = preview.end_by(signal);
        assert!(
            status.is_some_and(|status| statuses.contains(&status)),
            "{signal}: {status:?}"
        );
        assert!(time < Duration::from_secs(2), "{signal}: {time:?}");
    }
}

#[test]
fn what_belongs_to_the_preview_is_in_no_published_file() {
    let project = site();
    build(&project, &[]);
    assert_eq!(
        crate::content_model::files_with(&project, "__cjm"),
        Vec::<String>::new()
    );
    assert_eq!(
        crate::content_model::files_with(&project, "cjm-preview"),
        Vec::<String>::new()
    );
}
