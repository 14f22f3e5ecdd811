//! The form of a page, sent as a browser sends it.
//!
//! In: the fields of the form that is served. Out: the way to the thanks page, and the application
//! in the preview's inbox.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::client::Preview;
use crate::{
    pages::html::{Element, parse},
    project::Project,
};

const FORM: &str = "\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n\n[lead-form]\naction = \"https://forms.example/f\"\nfields = [\"name\", \"phone\", \"message\"]\nthanks = \"thanks.md\"\n\n[lead-form.consent]\nlaw = \"152-fz\"\ndocument = \"consent.md\"\npolicy = \"privacy.md\"\nnewsletter = \"Пишите мне\"\n";

fn site_with_a_form() -> Project {
    Project::minimal()
        .settings(FORM)
        .file(
            "content/consent.md",
            "---\ntitle: Согласие\nextra: {version: \"2026-02\"}\n---\n\nТекст.\n",
        )
        .file("content/privacy.md", "# Политика\n\nТекст.\n")
        .file("content/thanks.md", "# Спасибо\n\nПерезвоним.\n")
}

/// The form of a page that is served.
#[track_caller]
fn form(preview: &Preview, path: &str) -> Element {
    let page = parse(&preview.get(path).text());
    let form = page.one("form[method=post]").clone();
    let encoding = form.attr("enctype");
    assert!(encoding.is_none_or(|it| it == "application/x-www-form-urlencoded"));
    form
}

/// What a browser sends of a form that a visitor has filled in: every field, in its order.
fn filled(form: &Element) -> String {
    let mut fields = Vec::new();
    for field in form.descendants() {
        let Some(name) = field.attr("name") else {
            continue;
        };
        let given = field.attr("value").unwrap_or_default();
        let value = match (field.attr("type"), name) {
            (Some("hidden" | "checkbox"), _) => given,
            (_, "name") => "Анна",
            (_, "phone") => "+7 900 000-00-00",
            (_, "message") => "Дом & сад\r\n<b>весной</b>",
            // The trap for robots, which no visitor sees.
            _ => given,
        };
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        fields.push(format!("{}={}", encode(name), encode(value)));
    }
    fields.join("&")
}

#[test]
fn a_form_is_sent_and_leads_to_the_thanks_page() {
    let project = site_with_a_form();
    let preview = Preview::of(&project);
    let form = form(&preview, "/cjm/put/");
    let action = form.attr("action").expect("an action").to_owned();
    assert_eq!(action, "/__cjm/inbox/?page=/cjm/put/");
    let answer = preview.post(&action, &preview.origin(), &filled(&form));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/cjm/thanks/"))
    );
    assert!(preview.shows("/cjm/thanks/", "Перезвоним"));
    assert_eq!(preview.state("/cjm/put/")["inbox"], 1);
    let inbox = preview.get("/__cjm/inbox/").text();
    let page = parse(&inbox);
    assert_eq!(page.all(".cjm-preview-application").len(), 1);
    let text = page.one(".cjm-preview-application").text();
    for expected in [
        "/cjm/put/",
        "https://forms.example/f",
        "Анна",
        "+7 900 000-00-00",
        "Дом & сад",
        "<b>весной</b>",
        "Consent: given, version 2026-02.",
        "Newsletter: wanted.",
        "a person has sent this",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!inbox.contains("<b>весной"), "what is sent is text");
}

#[test]
fn the_inbox_outlasts_changes_and_can_be_emptied() {
    let project = site_with_a_form();
    let preview = Preview::of(&project);
    for path in ["/cjm/put/", "/cjm/"] {
        let form = form(&preview, path);
        let action = form.attr("action").expect("an action").to_owned();
        assert_eq!(
            preview
                .post(&action, &preview.origin(), &filled(&form))
                .status,
            303
        );
    }
    preview.mark(&project);
    preview.follows(
        "another version of the consent's text",
        || {
            let consent = project
                .read("content/consent.md")
                .replace("2026-02", "2026-03");
            project.write("content/consent.md", consent.as_bytes());
        },
        |preview| {
            form(preview, "/cjm/put/")
                .one("[name=consent]")
                .attr("value")
                == Some("2026-03")
        },
    );
    let page = parse(&preview.get("/__cjm/inbox/").text());
    assert_eq!(page.all(".cjm-preview-application").len(), 2);
    assert!(page.text().contains("given to version 2026-02"));
    let clear = |origin: &str| preview.post("/__cjm/inbox/clear", origin, "").status;
    assert_eq!(clear("http://evil.example"), 403);
    assert_eq!(preview.state("/cjm/")["inbox"], 2);
    assert_eq!(clear(&preview.origin()), 303);
    assert_eq!(preview.state("/cjm/")["inbox"], 0);
}

#[test]
fn what_other_sites_send_is_refused() {
    let project = site_with_a_form();
    let preview = Preview::of(&project);
    let form = form(&preview, "/cjm/put/");
    let action = form.attr("action").expect("an action").to_owned();
    let port = preview.address.port();
    for origin in [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("http://127.0.0.1.evil.example:{port}"),
        format!("http://192.168.0.1:{port}"),
    ] {
        let answer = preview.post(&action, &origin, &filled(&form));
        assert_eq!(answer.status, 403, "{origin}");
    }
    assert_eq!(preview.state("/cjm/put/")["inbox"], 0);
    let local = format!("http://localhost:{port}");
    assert_eq!(preview.post(&action, &local, &filled(&form)).status, 303);
    assert_eq!(preview.state("/cjm/put/")["inbox"], 1);
}

#[test]
fn published_forms_know_nothing_of_it() {
    let project = site_with_a_form();
    project.run(&["build"]).assert_status(0);
    let page = project.published("put/index.html");
    assert!(page.contains("https://forms.example/f") && !page.contains("__cjm"));
}
