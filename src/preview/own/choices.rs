//! Takes what is chosen in the preview: drafts, what is internal, another theme.
//!
//! In: the fields of a form. Out: the wish, handed on to whoever makes the site, and the way back.

use crate::preview::{
    Choices, Desk, Snapshot,
    answer::{Answer, Body, KEEP_NOTHING},
    form_data::value,
    target,
};

/// Hands on what `fields` choose.
pub(super) fn answer(snapshot: &Snapshot, desk: &Desk, fields: &[(String, String)]) -> Answer {
    let theme = value(fields, "theme").filter(|theme| !theme.is_empty());
    if let Some(theme) = theme
        && !snapshot.themes.iter().any(|known| known == theme)
    {
        return Answer::text(400, "there is no theme of that name");
    }
    (desk.choose)(Choices {
        drafts: value(fields, "drafts") == Some("1"),
        internal: value(fields, "internal") == Some("1"),
        theme: theme.map(str::to_owned),
    });
    match value(fields, "back").and_then(target::named) {
        Some(back) => Answer::redirect(303, &target::location(&back.path, back.query.as_deref())),
        None => Answer::new(204, Body::None).with("Cache-Control", KEEP_NOTHING),
    }
}
