//! A page of the site in several widths, side by side.
//!
//! In: the page's path. Out: a page with three frames; the client scales them to fit, and tells
//! them of new versions.

use super::{Visit, frame, is_own};
use crate::preview::{form_data, target};

/// The widths in pixels, each with what has it.
const WIDTHS: [(u32, &str); 3] = [(360, "Phone"), (768, "Tablet"), (1440, "Desktop")];

/// The page; `end` is HTML for the end of its body.
pub(super) fn document(visit: &Visit<'_>, end: &str) -> String {
    let named = form_data::page(visit.target.query.as_deref());
    let named = named.and_then(|page| target::named(&page));
    // A page of frames in a frame of its own would never end.
    let path = named.filter(|named| !is_own(&named.path));
    let path = path.map_or_else(|| visit.shown.base.clone(), |path| path.path);
    let address = target::encode(&path);
    let frames: Vec<String> = WIDTHS
        .iter()
        .map(|(width, what)| {
            format!(
                "<section class=\"cjm-preview-width\">\n<h2>{what}, {width} px</h2>\n\
                 <iframe src=\"{address}\" title=\"{what}, {width} pixels wide\" \
                 data-width=\"{width}\"></iframe>\n</section>"
            )
        })
        .collect();
    let main = format!(
        "<p class=\"cjm-preview-summary\"><a href=\"{address}\">{}</a></p>\n\
         <div class=\"cjm-preview-widths\">\n{}\n</div>",
        frame::escape(&path),
        frames.join("\n")
    );
    frame::document("Widths", &main, end)
}
