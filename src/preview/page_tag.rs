//! By what a browser's tab tells that the page it shows is another by now.
//!
//! In: a page as it is published, its path, and the author's files. Out: a tag that changes exactly
//! when something changes that the page shows, and the addresses of its stylesheets, which are left
//! out of the tag: another stylesheet takes its place without a reload.

use super::{
    file_answer::fingerprint,
    markup::{self, Tag},
    reference,
};

/// What a tab has to know of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageTag {
    /// Changes with what is shown.
    pub tag: String,
    /// The stylesheets in order: paths of this server, or whole addresses of others.
    pub styles: Vec<String>,
}

/// The tag of the page `html`, which the browser has from `path`, as it stands in a URL. `file`
/// gives for a path of this server what changes whenever an author's file there does; `None` for
/// what is no such file.
pub(super) fn page_tag(html: &[u8], path: &str, file: impl Fn(&str) -> Option<String>) -> PageTag {
    let mut shown = Vec::with_capacity(html.len());
    let mut files = Vec::new();
    let mut styles = Vec::new();
    let mut done = 0;
    let mut base: Option<String> = None;
    for tag in markup::tags(html).filter(|tag| !tag.is_end) {
        let page = base.as_deref().unwrap_or(path);
        if tag.is("base") {
            let href = tag.attribute("href").map(|href| href.text());
            base = base.or_else(|| reference::resolve(path, &href?));
        } else if is_stylesheet(&tag) {
            if let Some(href) = tag.attribute("href") {
                shown.extend_from_slice(html.get(done..href.range.start).unwrap_or_default());
                done = href.range.end;
                let address = href.text();
                let resolved = reference::resolve(page, &address);
                styles.push(resolved.unwrap_or_else(|| address.trim_ascii().to_owned()));
            }
        } else {
            let named = addresses(&tag);
            let resolved = named
                .iter()
                .filter_map(|address| reference::resolve(page, address));
            files.extend(resolved.filter_map(|path| file(&path)));
        }
    }
    shown.extend_from_slice(html.get(done..).unwrap_or_default());
    for file in files {
        // No page has this byte: it keeps the page and its files apart.
        shown.push(0xff);
        shown.extend_from_slice(file.as_bytes());
    }
    PageTag {
        tag: fingerprint(&shown),
        styles,
    }
}

fn is_stylesheet(tag: &Tag<'_>) -> bool {
    let is_one = |rel: String| {
        rel.split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case("stylesheet"))
    };
    tag.is("link") && tag.attribute("rel").is_some_and(|rel| is_one(rel.text()))
}

/// The addresses of what a tag shows within the page.
fn addresses(tag: &Tag<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in tag.attributes() {
        if attribute.is("src") || attribute.is("poster") {
            found.push(attribute.text());
        } else if attribute.is("srcset") {
            let srcset = attribute.text();
            let candidates = reference::candidates(&srcset);
            found.extend(candidates.into_iter().map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{PageTag, page_tag};

    const PAGE: &str = "<link rel='Preload Stylesheet' href=\"../style-1.css?a&amp;b\">\
        <link rel=icon href=i.svg><IMG SRC=a.jpg srcset='b.jpg 1x, /cjm/c.jpg 2x'>\
        <video poster=\"%D0%96.jpg\"></video><img src=\"https://example.org/a.jpg\">\
        <link href='https://example.org/x.css' rel=stylesheet><link rel=stylesheet>";

    fn tag(html: &str, length: usize) -> PageTag {
        page_tag(html.as_bytes(), "/cjm/put/", |path| {
            path.ends_with(".jpg").then(|| format!("{path} {length}"))
        })
    }

    #[test]
    fn styles_in_order_as_absolute_paths() {
        assert_eq!(
            tag(PAGE, 1).styles,
            ["/cjm/style-1.css?a&b", "https://example.org/x.css"]
        );
    }

    #[test]
    fn another_stylesheet_is_the_same_page() {
        let other = PAGE.replace("style-1", "style-2");
        assert_eq!(tag(PAGE, 1).tag, tag(&other, 1).tag);
        assert_ne!(tag(PAGE, 1).styles, tag(&other, 1).styles);
        for other in [
            PAGE.replace("icon", "Icon"),
            PAGE.replace("i.svg", "j.svg"),
            format!("{PAGE} "),
            format!("{PAGE}<link rel=stylesheet href=a>"),
        ] {
            assert_ne!(tag(PAGE, 1).tag, tag(&other, 1).tag);
        }
    }

    #[test]
    fn another_picture_is_another_page() {
        assert_ne!(tag(PAGE, 1).tag, tag(PAGE, 2).tag);
        let asked = std::cell::RefCell::new(Vec::new());
        page_tag(PAGE.as_bytes(), "/cjm/put/", |path| {
            asked.borrow_mut().push(path.to_owned());
            None
        });
        assert_eq!(
            asked.into_inner(),
            [
                "/cjm/put/a.jpg",
                "/cjm/put/b.jpg",
                "/cjm/c.jpg",
                "/cjm/put/%D0%96.jpg"
            ]
        );
    }

    #[test]
    fn relative_to_what_the_page_says() {
        let html = "<base href=/cjm/><base href=/x/><link rel=stylesheet href=a.css>";
        assert_eq!(tag(html, 1).styles, ["/cjm/a.css"]);
    }
}
