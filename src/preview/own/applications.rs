//! The inbox as a page.
//!
//! In: what forms have sent, and the site's form as it is now. Out: a page with every application,
//! field by field, as whoever gets it would want to know it.

use std::{sync::Arc, time::Duration};

use super::{
    frame::{self, count, escape},
    verdicts::{Verdict, verdicts},
};
use crate::preview::{FormSheet, Snapshot, inbox::Application, target};

/// The page with `all`, the newest first; `end` is HTML for the end of its body.
pub(super) fn document(snapshot: &Snapshot, all: &[Arc<Application>], end: &str) -> String {
    let intro = "<p>A form that is sent in the preview goes nowhere but here, and is kept until \
                 the preview ends.</p>\n";
    if all.is_empty() {
        let main =
            format!("{intro}<p class=\"cjm-preview-summary\">Nothing has been sent yet.</p>");
        return frame::document("Inbox", &main, end);
    }
    let form = snapshot.form.as_ref();
    let list: Vec<String> = all.iter().map(|one| application(one, form)).collect();
    let main = format!(
        "{intro}<form class=\"cjm-preview-clear\" action=\"/__cjm/inbox/clear\" method=\"post\">\n\
         <p class=\"cjm-preview-summary\">{}. <button type=\"submit\">Empty the inbox</button></p>\n\
         </form>\n{}",
        count(all.len(), "application"),
        list.join("\n")
    );
    frame::document("Inbox", &main, end)
}

fn application(application: &Application, form: Option<&FormSheet>) -> String {
    let page = match &application.page {
        Some(path) => {
            let address = target::encode(path);
            format!("from <a href=\"{address}\">{}</a>", escape(path))
        }
        None => "from an unknown page".to_owned(),
    };
    let (action, verdicts, fields) = match form {
        Some(form) => (
            format!(
                "It would have gone to <code>{}</code>.",
                escape(&form.action)
            ),
            list(&verdicts(form, &application.fields)),
            fields(&application.fields, form),
        ),
        None => (
            "The site has no form at present.".to_owned(),
            String::new(),
            fields(&application.fields, &FormSheet::default()),
        ),
    };
    format!(
        "<article class=\"cjm-preview-application\">\n<h2>Application {number}</h2>\n\
         <p class=\"cjm-preview-origin\">{ago}, {page}. {action}</p>\n\
         {verdicts}<dl class=\"cjm-preview-fields\">\n{fields}</dl>\n</article>",
        number = application.number,
        ago = ago(application.at.elapsed()),
    )
}

fn list(verdicts: &[Verdict]) -> String {
    let item = |(is_good, text): &Verdict| {
        let class = if *is_good { "good" } else { "bad" };
        format!("<li class=\"cjm-preview-{class}\">{}</li>\n", escape(text))
    };
    let items: String = verdicts.iter().map(item).collect();
    format!("<ul class=\"cjm-preview-verdicts\">\n{items}</ul>\n")
}

/// All fields: those of the form in its order, the hidden ones, and what the form does not know.
fn fields(sent: &[(String, String)], form: &FormSheet) -> String {
    let values = |name: &str| -> Vec<&str> {
        let these = sent.iter().filter(|(known, _)| known == name);
        these.map(|(_, value)| value.as_str()).collect()
    };
    let mut rows = String::new();
    for (name, label) in &form.fields {
        rows += &row(label, name, "", &values(name));
    }
    for (name, _) in &form.hidden {
        rows += &row("", name, "hidden", &values(name));
    }
    let boxes = form.consent.as_ref().map(|(name, _)| (name, "consent"));
    let boxes = boxes
        .into_iter()
        .chain(form.newsletter.as_ref().map(|name| (name, "newsletter")))
        .chain(form.honeypot.as_ref().map(|name| (name, "trap for robots")));
    for (name, what) in boxes.clone() {
        rows += &row("", name, what, &values(name));
    }
    let known = form.fields.iter().chain(&form.hidden).map(|(name, _)| name);
    let known: Vec<&String> = known.chain(boxes.map(|(name, _)| name)).collect();
    for (name, value) in sent.iter().filter(|(name, _)| !known.contains(&name)) {
        rows += &row("", name, "not a field of the form", &[value]);
    }
    rows
}

fn row(label: &str, name: &str, what: &str, values: &[&str]) -> String {
    let mut term = match label {
        "" => String::new(),
        label => format!("{} ", escape(label)),
    };
    term += &format!("<code>{}</code>", escape(name));
    if !what.is_empty() {
        term += &format!(" <small class=\"cjm-preview-kind\">{what}</small>");
    }
    let value = |value: &&str| {
        if value.is_empty() {
            "<dd class=\"cjm-preview-none\">empty</dd>\n".to_owned()
        } else {
            let lines: Vec<String> = value.lines().map(escape).collect();
            format!(
                "<dd class=\"cjm-preview-value\">{}</dd>\n",
                lines.join("<br>\n")
            )
        }
    };
    let values = if values.is_empty() {
        "<dd class=\"cjm-preview-none\">not sent</dd>\n".to_owned()
    } else {
        values.iter().map(value).collect()
    };
    format!("<dt>{term}</dt>\n{values}")
}

/// How long ago something was, in words.
fn ago(time: Duration) -> String {
    match time.as_secs() {
        0..5 => "Just now".to_owned(),
        seconds @ 5..60 => format!("{seconds} seconds ago"),
        seconds @ 60..3600 => format!("{} ago", count_of(seconds / 60, "minute")),
        seconds => format!("{} ago", count_of(seconds / 3600, "hour")),
    }
}

fn count_of(number: u64, unit: &str) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), unit)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{ago, document};
    use crate::preview::{FormSheet, Snapshot, form_data::urlencoded, inbox::Application};

    fn page(form: Option<FormSheet>, body: &str) -> String {
        let application = Application {
            number: 3,
            at: Instant::now(),
            page: Some("/cjm/<ж>/".into()),
            fields: urlencoded(body.as_bytes()),
        };
        let snapshot = Snapshot {
            form,
            ..Snapshot::default()
        };
        document(&snapshot, &[application.into()], "")
    }

    fn form() -> FormSheet {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        FormSheet {
            action: "https://example.org/?a&b".into(),
            fields: vec![pair("name", "Ваше <имя>"), pair("phone", "Телефон")],
            hidden: vec![pair("_next", "x")],
            honeypot: Some("_gotcha".into()),
            consent: Some(("consent".into(), "2".into())),
            newsletter: None,
            thanks: None,
        }
    }

    #[test]
    fn field_by_field() {
        let page = page(
            Some(form()),
            "x%22=%3Cscript%3E&name=a%0D%0A%3Cb%3E&_next=y&_gotcha=&consent=2",
        );
        for part in [
            "<p class=\"cjm-preview-summary\">1 application. ",
            "<h2>Application 3</h2>\n<p class=\"cjm-preview-origin\">Just now, from \
             <a href=\"/cjm/%3C%D0%B6%3E/\">/cjm/&lt;ж&gt;/</a>. It would have gone to \
             <code>https://example.org/?a&amp;b</code>.</p>",
            "<dt>Ваше &lt;имя&gt; <code>name</code></dt>\n\
             <dd class=\"cjm-preview-value\">a<br>\n&lt;b&gt;</dd>\n",
            "<dt>Телефон <code>phone</code></dt>\n<dd class=\"cjm-preview-none\">not sent</dd>\n",
            "<dt><code>_next</code> <small class=\"cjm-preview-kind\">hidden</small></dt>\n\
             <dd class=\"cjm-preview-value\">y</dd>\n",
            "<dd class=\"cjm-preview-none\">empty</dd>\n",
            "<dt><code>x&quot;</code> <small class=\"cjm-preview-kind\">not a field of the \
             form</small></dt>\n<dd class=\"cjm-preview-value\">&lt;script&gt;</dd>\n",
            "<li class=\"cjm-preview-good\">Consent: given, version 2.</li>",
        ] {
            assert!(page.contains(part), "{part}\n\n{page}");
        }
        assert_eq!(page.matches("<code>consent</code>").count(), 1);
    }

    #[test]
    fn without_a_form() {
        let page = page(None, "a=b");
        assert!(page.contains("The site has no form at present."));
        assert!(!page.contains("Consent"));
        assert!(page.contains("not a field of the form"));
        let empty = document(&Snapshot::default(), &[], "");
        assert!(empty.contains("Nothing has been sent yet."));
    }

    #[test]
    fn how_long_ago() {
        let rows = [
            (0, "Just now"),
            (59, "59 seconds ago"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (7300, "2 hours ago"),
        ];
        for (seconds, expected) in rows {
            assert_eq!(ago(Duration::from_secs(seconds)), expected);
        }
    }
}
