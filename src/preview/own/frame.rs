//! The frame of the preview's own pages.
//!
//! In: a title and what a page holds. Out: a whole page, and the answer that has it. Nothing in
//! these pages comes from elsewhere, and none of them may stand in a frame of another site.

use super::routes::OWN;
use crate::preview::answer::Answer;

/// The stylesheet of all of them.
pub(super) const STYLES: &str = "/__cjm/cjm-preview-pages.css";

/// What such a page may load, and who may show it in a frame.
const POLICY: &str = "default-src 'self'; frame-ancestors 'self'";

/// The pages, by what follows [`OWN`] and by title.
const PAGES: [(&str, &str); 4] = [
    ("", "Preview"),
    ("diagnostics/", "Findings"),
    ("inbox/", "Inbox"),
    ("widths/", "Widths"),
];

/// A page. `title` is plain, the rest is HTML; `end` stands at the end of the body.
pub(super) fn document(title: &str, main: &str, end: &str) -> String {
    let ways: String = PAGES.iter().map(|page| way(*page, title)).collect();
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>{title} – cjm-site preview</title>\n\
         <link rel=\"icon\" href=\"{OWN}cjm-preview-icon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{STYLES}\">\n</head>\n\
         <body class=\"cjm-preview-page\">\n\
         <nav class=\"cjm-preview-nav\" aria-label=\"Preview\"><ul>\n{ways}</ul></nav>\n\
         <main class=\"cjm-preview-main\">\n<h1>{title}</h1>\n{main}\n</main>\n\
         {end}</body>\n</html>\n"
    )
}

/// The way to one of the pages, from the page of that title.
fn way((path, name): (&str, &str), title: &str) -> String {
    let current = if name == title {
        " aria-current=\"page\""
    } else {
        ""
    };
    format!("<li><a href=\"{OWN}{path}\"{current}>{name}</a></li>\n")
}

/// The answer with a page.
pub(super) fn answer(document: &str) -> Answer {
    Answer::document(200, "text/html; charset=utf-8", document.to_owned())
        .with("Content-Security-Policy", POLICY)
}

/// Text as it may stand in HTML and in attributes with double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}

/// A number with the word for so many things.
pub(super) fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, document, escape};

    #[test]
    fn nothing_gets_out_of_its_place() {
        assert_eq!(
            escape("<a href=\"x\">&</a>"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"
        );
        let page = document("a <b>", "<p>c</p>", "");
        assert!(page.contains("<title>a &lt;b&gt; – "));
        assert!(page.contains("<h1>a &lt;b&gt;</h1>\n<p>c</p>"));
    }

    #[test]
    fn one_and_several() {
        let words = [0, 1, 2].map(|number| count(number, "error"));
        assert_eq!(words, ["0 errors", "1 error", "2 errors"]);
    }
}
