//! `[output.html]`: how and where the site is published.

use super::{HtmlOutput, RawHtml, foreign};
use crate::{fields::Fields, urls::SCHEMES};

pub(super) fn read_html(html: &Fields<'_>) -> HtmlOutput {
    foreign::ignore(html, foreign::HTML);
    HtmlOutput {
        theme: html.filled("theme").unwrap_or_else(|| "agency".into()),
        theme_spot: html.get("theme").map(|_| html.value_spot("theme")),
        one_theme: false,
        site_url: read_site_url(html),
        cname: html.filled("cname"),
        git_repository_url: html.address("git-repository-url", SCHEMES),
        edit_url_template: html.address("edit-url-template", SCHEMES),
        additional_css: html.texts_with_spots("additional-css"),
        additional_js: html.texts_with_spots("additional-js"),
        raw_html: html
            .choice(
                "raw-html",
                &[
                    ("sanitize", RawHtml::Sanitize),
                    ("escape", RawHtml::Escape),
                    ("trust", RawHtml::Trust),
                ],
            )
            .unwrap_or_default(),
        input_404: html
            .filled("input-404")
            .map(|path| (path, html.value_spot("input-404"))),
    }
}

/// `site-url`, with `/` at its end. mdBook takes a path as well as an address, so do we.
fn read_site_url(html: &Fields<'_>) -> Option<String> {
    let url = html.filled("site-url")?;
    match checked_site_url(&url) {
        Ok(url) => Some(url),
        Err(why) => {
            html.wrong_value("site-url", why);
            None
        }
    }
}

/// A site's address with `/` at its end, or why it is none: an `http` or `https` address, or a
/// path that begins with `/`, without query and fragment.
pub fn checked_site_url(url: &str) -> Result<String, String> {
    let absolute = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let host_and_path = match absolute {
        Some(rest) => rest,
        None if url.starts_with('/') && !url.starts_with("//") => url,
        None => {
            return Err(format!(
                "`{url}` is neither an address with https:// nor a path that begins with /"
            ));
        }
    };
    if absolute.is_some() && host_and_path.split('/').next().is_none_or(str::is_empty) {
        return Err(format!("`{url}` has no host"));
    }
    if url.contains(['?', '#', ' ', '"', '<', '>', '\\', '\'']) || url.chars().any(char::is_control)
    {
        return Err(format!("`{url}` is not an address of a site"));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}
