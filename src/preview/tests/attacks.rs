//! Requests that no browser sends of itself.

use std::io::{Read, Write};

use super::Running;

#[test]
fn paths() {
    let preview = Running::under("/base/");
    std::fs::write(preview.folder.path().join("secret"), "secret").unwrap();
    let rows = [
        ("/base/../secret", 400),
        ("/base/%2e%2e/secret", 400),
        ("/base/.%2e/secret", 400),
        ("/base/..%2fsecret", 400),
        ("/base/..%5csecret", 400),
        ("/base/..\\secret", 400),
        ("/base/./map/", 400),
        ("/base/map%2findex.html", 400),
        ("/base/page.html%00", 400),
        ("/base/page%00.html", 400),
        ("/base/page\0", 400),
        ("/base/a\rb", 400),
        ("/base/%0d%0aX:y", 400),
        ("/base/%zz", 400),
        ("/base/%c0%ae%c0%ae/secret", 400),
        ("/base/%252e%252e/secret", 404),
        ("/base/page.html.", 404),
        ("/base/page.html::$DATA", 404),
        ("/base/PAGE.html", 404),
        ("/base/page.html%20", 404),
        ("/base/film.mp4/../../secret", 400),
        ("/etc/passwd", 404),
        ("/base//etc/passwd", 404),
        ("/base/file:///etc/passwd", 404),
        ("*", 400),
        ("foo", 400),
        ("http://evil.example/base/", 400),
    ];
    for (target, status) in rows {
        let reply = preview.get(target);
        assert_eq!(reply.status, status, "{target:?}");
        assert!(!reply.text().contains("secret"), "{target:?}");
        assert_eq!(reply.header("Location"), "", "{target:?}");
    }
}

#[test]
fn hosts() {
    let preview = Running::under("/");
    let status = |host: &str| {
        let request = format!("GET / HTTP/1.1\r\n{host}\r\n");
        preview.send(&request).status
    };
    let port = preview.address.port();
    for host in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        "localhost".into(),
        format!("[::1]:{port}"),
    ] {
        assert_eq!(status(&format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:3000",
        "localhost.evil.example",
        "192.168.0.1",
        "x@localhost",
    ] {
        assert_eq!(status(&format!("Host: {host}\r\n")), 403, "{host}");
    }
    assert_eq!(status("Host:\r\n"), 403);
    assert_eq!(status(""), 400);
    assert_eq!(status("Host: localhost\r\nhost: evil.example\r\n"), 400);
    assert_eq!(preview.send("GET / HTTP/1.0\r\n\r\n").status, 200);
    assert_eq!(
        preview
            .send("GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n")
            .status,
        403
    );
    let reply = preview.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(reply.text().contains("`--hostname`"), "{}", reply.text());
}

#[test]
fn methods() {
    let preview = Running::under("/");
    for method in [
        "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW",
    ] {
        let reply = preview.ask(method, "/", "");
        assert_eq!(
            (reply.status, reply.header("Allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
}

#[test]
fn bodies() {
    let preview = Running::under("/");
    for size in [3, 5000, 2_000_000] {
        let body = "x".repeat(size);
        let head = format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n");
        assert_eq!(
            preview.send(&format!("{head}\r\n{body}")).status,
            405,
            "{size}"
        );
    }
    // A client that waits for the word to go on is given it.
    let mut stream = preview.connect();
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n";
    write!(stream, "{head}Content-Length: 9\r\n\r\n").unwrap();
    let mut word = [0; 12];
    stream.read_exact(&mut word).unwrap();
    assert_eq!(&word, b"HTTP/1.1 100");
    // A claim that no machine could hold.
    for size in [
        "99999999999999",
        "18446744073709551615",
        "9223372036854775807",
    ] {
        let headers = format!("Content-Length: {size}\r\n");
        assert_eq!(preview.ask("POST", "/", &headers).status, 413, "{size}");
    }
    for size in ["-1", "x", "99999999999999999999999"] {
        let headers = format!("Content-Length: {size}\r\n");
        assert_eq!(preview.ask("POST", "/", &headers).status, 405, "{size}");
    }
    let headers = "Transfer-Encoding: chunked\r\n";
    assert_eq!(preview.ask("POST", "/", headers).status, 405);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn noise() {
    let preview = Running::under("/");
    for noise in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01"[..],
        b"GET / HTTP/1.1\nHost: localhost\n\n",
        b"GET /\xd0\x96 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"GET",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut stream = preview.connect();
        stream.write_all(noise).unwrap();
        drop(stream);
        assert_eq!(preview.get("/").status, 200, "{noise:?}");
    }
}
