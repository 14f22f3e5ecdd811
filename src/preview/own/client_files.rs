//! The files of the client in the browser.
//!
//! In: a name. Out: the file, which is part of the program.

use crate::preview::{answer::Answer, file_answer::Opened, head::Head};

/// The script that is put into every page.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../client/script/base.js"),
    include_str!("../client/script/place.js"),
    include_str!("../client/script/emulation.js"),
    include_str!("../client/script/news.js"),
    include_str!("../client/script/stream.js"),
    include_str!("../client/script/frames.js"),
    include_str!("../client/script/bar.js"),
    include_str!("../client/script/findings.js"),
    include_str!("../client/script/start.js"),
    "})();\n",
);

/// The stylesheet of what the script shows over a page.
const STYLES: &str = include_str!("../client/cjm-preview.css");

/// The stylesheet of the preview's own pages.
const PAGE_STYLES: &str = include_str!("../client/cjm-preview-pages.css");

/// The icon of the preview's own pages.
const ICON: &str = include_str!("../client/cjm-preview-icon.svg");

/// The file of that name.
pub(super) fn answer(name: &str, head: &Head<'_>) -> Answer {
    let text = match name {
        "cjm-preview.js" => SCRIPT,
        "cjm-preview.css" => STYLES,
        "cjm-preview-icon.svg" => ICON,
        _ => PAGE_STYLES,
    };
    let file = Opened::in_memory(text.as_bytes().into());
    let answer = file.answer(name, head);
    answer.unwrap_or_else(|e| Answer::text(500, &e.to_string()))
}
