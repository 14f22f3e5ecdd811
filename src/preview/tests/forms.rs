//! What forms send: the inbox and the choices.

use std::sync::{Arc, Mutex};

use super::{HEARTBEAT, Running, desk, small_site, snapshot};
use crate::preview::{Choices, FormSheet, Snapshot};

fn form() -> FormSheet {
    FormSheet {
        action: "https://forms.example/x".into(),
        fields: vec![("name".into(), "Имя".into())],
        honeypot: Some("_gotcha".into()),
        consent: Some(("consent".into(), "2".into())),
        thanks: Some("/thanks/".into()),
        ..FormSheet::default()
    }
}

/// A preview of a site with a form, under `/cjm/`.
fn with_form() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Snapshot {
        form: Some(form()),
        themes: vec!["agency".into(), "other".into()],
        ..snapshot(small_site(folder.path()), "/cjm/")
    };
    Running::start(folder, snapshot, desk(), HEARTBEAT)
}

fn count(preview: &Running) -> u64 {
    let state = preview.get("/__cjm/state?page=/cjm/").json();
    state["inbox"].as_u64().unwrap()
}

const INBOX: &str = "/__cjm/inbox/?page=/cjm/%25D0%25BA/";

#[test]
fn an_application_is_shown_field_by_field() {
    let preview = with_form();
    let body = "name=%D0%98%D0%B2%D0%B0%D0%BD+%3Cb%3E&_gotcha=&consent=1&x=%ff";
    let reply = preview.post(INBOX, "", body);
    assert_eq!(
        (reply.status, reply.header("Location")),
        (303, "/cjm/thanks/")
    );
    assert_eq!(count(&preview), 1);
    let page = preview.get("/__cjm/inbox/");
    for part in [
        "from <a href=\"/cjm/%D0%BA/\">/cjm/к/</a>",
        "<code>https://forms.example/x</code>",
        "Имя <code>name</code>",
        "Иван &lt;b&gt;",
        "given to version 1, while the text is of version 2",
        "so a person has sent this",
        "not a field of the form",
    ] {
        assert!(page.text().contains(part), "{part}\n{}", page.text());
    }
    let reply = preview.post("/__cjm/inbox/clear", "", "");
    assert_eq!(
        (reply.status, reply.header("Location")),
        (303, "/__cjm/inbox/")
    );
    assert_eq!(count(&preview), 0);
}

#[test]
fn without_thanks_the_inbox_is_shown() {
    let preview = Running::under("/");
    let reply = preview.post("/__cjm/inbox/", "", "a=b");
    assert_eq!(
        (reply.status, reply.header("Location")),
        (303, "/__cjm/inbox/")
    );
    assert!(
        preview
            .get("/__cjm/inbox/")
            .text()
            .contains("from an unknown page")
    );
}

#[test]
fn several_parts_and_other_media_types() {
    let preview = with_form();
    let body =
        "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\none\r\ntwo\r\n--x--\r\n";
    let send = |media_type: &str| {
        let length = body.len();
        preview.send(&format!(
            "POST {INBOX} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        ))
    };
    assert_eq!(send("multipart/form-data; boundary=x").status, 303);
    assert!(preview.get("/__cjm/inbox/").text().contains("one<br>\ntwo"));
    for media_type in ["text/plain", "application/json", "multipart/form-data"] {
        assert_eq!(send(media_type).status, 415, "{media_type}");
    }
    // In chunks, without a length.
    let reply = preview.send(&format!(
        "POST {INBOX} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\
         \r\n8\r\nname=abc\r\n0\r\n\r\n"
    ));
    assert_eq!(reply.status, 303);
    assert!(preview.get("/__cjm/inbox/").text().contains(">abc<"));
}

#[test]
fn what_foreign_pages_send_is_not_taken() {
    let preview = with_form();
    let port = preview.address.port();
    for origin in [
        "null".to_owned(),
        "https://evil.example".to_owned(),
        format!("http://127.0.0.1.evil.example:{port}"),
        // Another program of this machine.
        format!("http://127.0.0.1:{}", port ^ 1),
        "http://localhost".to_owned(),
        "\r\nOrigin: http://evil.example".to_owned(),
    ] {
        for target in [INBOX, "/__cjm/inbox/clear", "/__cjm/choices"] {
            let reply = preview.post(target, &format!("Origin: {origin}\r\n"), "a=b");
            assert_eq!(reply.status, 403, "{origin} {target}");
        }
    }
    for site in ["cross-site", "same-site"] {
        let headers = format!("Sec-Fetch-Site: {site}\r\n");
        assert_eq!(preview.post(INBOX, &headers, "a=b").status, 403, "{site}");
    }
    let request =
        "POST /__cjm/inbox/ HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 3\r\n\r\na=b";
    assert_eq!(preview.send(request).status, 403);
    assert_eq!(count(&preview), 0);
    for headers in [
        String::new(),
        format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"),
        format!("Origin: http://localhost:{port}\r\n"),
        "Sec-Fetch-Site: none\r\n".to_owned(),
    ] {
        assert_eq!(
            preview.post(INBOX, &headers, "a=b").status,
            303,
            "{headers}"
        );
    }
    assert_eq!(count(&preview), 4);
}

#[test]
fn long_forms_and_many_of_them() {
    let preview = with_form();
    let longest = 256 * 1024;
    for (length, status) in [(longest, 303), (longest + 1, 413), (2_000_000, 413)] {
        let reply = preview.post(INBOX, "", &"x".repeat(length));
        assert_eq!(reply.status, status, "{length}");
    }
    assert_eq!(count(&preview), 1);
    for number in 0..210 {
        preview.post(INBOX, "", &format!("name=number{number}"));
    }
    assert_eq!(count(&preview), 200);
    let page = preview.get("/__cjm/inbox/");
    assert!(page.text().contains(">number209<") && page.text().contains(">number10<"));
    assert!(!page.text().contains(">number9<"));
}

#[test]
fn only_what_is_written_there_can_be_done() {
    let preview = with_form();
    for (method, target, allow) in [
        ("POST", "/cjm/", "GET, HEAD"),
        ("POST", "/__cjm/", "GET, HEAD"),
        ("POST", "/__cjm/state", "GET, HEAD"),
        ("DELETE", "/__cjm/inbox/", "GET, HEAD, POST"),
        ("GET", "/__cjm/inbox/clear", "POST"),
        ("GET", "/__cjm/choices", "POST"),
        ("HEAD", "/__cjm/choices", "POST"),
    ] {
        let reply = preview.ask(method, target, "");
        assert_eq!(
            (reply.status, reply.header("Allow")),
            (405, allow),
            "{method} {target}"
        );
    }
    assert_eq!(preview.ask("POST", "/__cjm/nothing", "").status, 404);
}

#[test]
fn choices_are_handed_on() {
    let chosen = Arc::new(Mutex::new(Vec::new()));
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Snapshot {
        themes: vec!["agency".into()],
        ..snapshot(small_site(folder.path()), "/cjm/")
    };
    let mut desk = desk();
    let list = Arc::clone(&chosen);
    desk.choose = Box::new(move |choices| list.lock().unwrap().push(choices));
    let preview = Running::start(folder, snapshot, desk, HEARTBEAT);
    let rows = [
        (
            "drafts=1&theme=agency&back=/cjm/a%3Fb=c%23d",
            303,
            "/cjm/a?b=c",
        ),
        ("internal=1&theme=&back=/%D0%96/", 303, "/%D0%96/"),
        ("", 204, ""),
        ("back=//evil.example/", 204, ""),
        ("back=https://evil.example/", 204, ""),
        ("back=/%5Cevil.example", 204, ""),
        ("back=/a%0D%0AX:%20y", 204, ""),
        ("theme=nothing", 400, ""),
    ];
    for (body, status, location) in rows {
        let reply = preview.post("/__cjm/choices", "", body);
        assert_eq!(
            (reply.status, reply.header("Location")),
            (status, location),
            "{body}"
        );
    }
    let chosen = chosen.lock().unwrap();
    assert_eq!(chosen.len(), 7);
    assert_eq!(
        chosen[0],
        Choices {
            drafts: true,
            internal: false,
            theme: Some("agency".into())
        }
    );
    assert!(chosen[1].internal && chosen[1].theme.is_none());
}
