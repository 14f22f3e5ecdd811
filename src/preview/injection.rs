//! What is added to a page of the site while it is shown.
//!
//! In: a page as it is published. Out: the same with the preview's script, and with forms that
//! post to the preview's inbox, so that nothing that is tried out reaches the service. The page
//! itself stays as it is.

use super::{
    markup::{self, Tag},
    target,
};

/// Where the applications of forms go.
pub(super) const INBOX: &str = "/__cjm/inbox/";

/// What the script has to know of the page that it is put into.
#[derive(Debug)]
pub(super) struct Script<'a> {
    /// Which run of the server the page comes from.
    pub server: &'a str,
    /// The page's tag.
    pub tag: &'a str,
    /// The build number.
    pub version: u64,
    /// For the page that is shown in place of one that is not there: the path of the nearest page
    /// above, as it stands in a URL.
    pub nearest: Option<&'a str>,
}

impl Script<'_> {
    /// The element. Nothing in it needs escaping: numbers, names of ours and encoded paths.
    pub fn element(&self) -> String {
        let missing = match self.nearest {
            Some(nearest) => format!(" data-missing data-nearest=\"{nearest}\""),
            None => String::new(),
        };
        format!(
            "<script src=\"/__cjm/cjm-preview.js\" id=\"cjm-preview-script\" defer \
             data-server=\"{}\" data-tag=\"{}\" data-version=\"{}\"{missing}></script>",
            self.server, self.tag, self.version
        )
    }
}

/// The page `html`, which the browser asks for at `path` (decoded), with `script` at the end of its
/// body and its forms turned to the inbox.
pub(super) fn inject(html: &[u8], path: &str, script: &str) -> Vec<u8> {
    let inbox = inbox(path);
    let mut out = Vec::with_capacity(html.len() + script.len() + 200);
    let mut done = 0;
    let mut posts = false;
    let mut end_of_body = None;
    for tag in markup::tags(html) {
        if tag.is("form") {
            posts = !tag.is_end && is_post(&tag, "method");
        }
        if tag.is_end {
            if tag.is("body") {
                end_of_body = Some(tag.range.start);
            }
            continue;
        }
        if let Some(change) = change(&tag, posts, &inbox) {
            out.extend_from_slice(html.get(done..change.range.start).unwrap_or_default());
            out.extend_from_slice(change.text.as_bytes());
            done = change.range.end;
        }
    }
    // Where there are several, browsers go on as if there were one, the last; but never before a
    // form that has been passed.
    let end = end_of_body.filter(|&end| end >= done).unwrap_or(html.len());
    out.extend_from_slice(html.get(done..end).unwrap_or_default());
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(html.get(end..).unwrap_or_default());
    out
}

/// The inbox's address for a form of the page at `path` (decoded): with the page's path as the
/// browser has it, encoded once more to stand in a query.
fn inbox(path: &str) -> String {
    format!("{INBOX}?page={}", target::encode(&target::encode(path)))
}

struct Change {
    range: std::ops::Range<usize>,
    text: String,
}

/// What is written in place of the address that a form, or a button of a form, sends to.
fn change(tag: &Tag<'_>, posts: bool, inbox: &str) -> Option<Change> {
    if tag.is("form") && posts {
        let (range, space) = match tag.attribute("action") {
            Some(action) => (action.range, ""),
            None => (tag.after_name()..tag.after_name(), " "),
        };
        let text = format!("{space}action=\"{inbox}\"");
        return Some(Change { range, text });
    }
    // A button may name another address and method than its form.
    let own = tag.attribute("formaction")?;
    let sends = match tag.attribute("formmethod") {
        Some(_) => is_post(tag, "formmethod"),
        None => posts || tag.attribute("form").is_some(),
    };
    sends.then(|| Change {
        range: own.range,
        text: format!("formaction=\"{inbox}\""),
    })
}

fn is_post(tag: &Tag<'_>, attribute: &str) -> bool {
    tag.attribute(attribute)
        .is_some_and(|method| method.text().eq_ignore_ascii_case("post"))
}

#[cfg(test)]
mod tests {
    use super::{Script, inject};

    fn injected(html: &str) -> String {
        String::from_utf8(inject(html.as_bytes(), "/cjm/a b/", "[S]")).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let rows = [
            ("<body>a</body></html>", "<body>a[S]</body></html>"),
            ("<BODY>a</BODY >", "<BODY>a[S]</BODY >"),
            ("a", "a[S]"),
            ("", "[S]"),
            ("a</body>b</body>c", "a</body>b[S]</body>c"),
            (
                "<script>'</body>'</script></body><!-- </body> -->",
                "<script>'</body>'</script>[S]</body><!-- </body> -->",
            ),
            (
                "<textarea></body></textarea>",
                "<textarea></body></textarea>[S]",
            ),
        ];
        for (html, expected) in rows {
            assert_eq!(injected(html), expected);
        }
    }

    #[test]
    fn forms_that_post_are_turned_to_the_inbox() {
        const INBOX: &str = "\"/__cjm/inbox/?page=/cjm/a%2520b/\"";
        let rows = [
            (
                "<form action='https://example.org/?a&amp;b' method=\"POST\">",
                format!("<form action={INBOX} method=\"POST\">[S]"),
            ),
            (
                "<FORM METHOD=post>",
                format!("<FORM action={INBOX} METHOD=post>[S]"),
            ),
            (
                "<form method=post action>",
                format!("<form method=post action={INBOX}>[S]"),
            ),
            (
                "</body><form method=post action=x>",
                format!("</body><form method=post action={INBOX}>[S]"),
            ),
            (
                "<form method=post action=a><button formaction=b></button></form>\
                 <button formaction=c><input formaction=d formmethod=post>",
                format!(
                    "<form method=post action={INBOX}><button formaction={INBOX}></button></form>\
                     <button formaction=c><input formaction={INBOX} formmethod=post>[S]"
                ),
            ),
        ];
        for (html, expected) in rows {
            assert_eq!(injected(html), expected);
        }
        for html in [
            "<form action=x>",
            "<form action=x method=get>",
            "<p method=post action=x>",
            "<!-- <form method=post action=x> -->",
            "<form method=post action=x",
        ] {
            assert_eq!(injected(html), format!("{html}[S]"));
        }
    }

    #[test]
    fn pages_that_break_off() {
        let html = "<body><form method='post' action=\"x\"><button formaction=y></form></body>";
        for length in 0..html.len() {
            let cut = injected(&html[..length]);
            assert_eq!(cut.matches("[S]").count(), 1, "{cut}");
        }
    }

    #[test]
    fn what_the_script_is_told() {
        let script = |nearest| Script {
            server: "9f",
            tag: "1a",
            version: 7,
            nearest,
        };
        assert_eq!(
            script(None).element(),
            "<script src=\"/__cjm/cjm-preview.js\" id=\"cjm-preview-script\" defer \
             data-server=\"9f\" data-tag=\"1a\" data-version=\"7\"></script>"
        );
        let missing = script(Some("/cjm/put/")).element();
        assert!(
            missing
                .ends_with(" data-version=\"7\" data-missing data-nearest=\"/cjm/put/\"></script>")
        );
    }
}
