//! Pure functions and tables over text: URL slugs, typography, hyphenation, the interface's words, numbers and dates.
//! Text comes in, text goes out; no file, no clock and no setting is read here.

pub mod hyphenation;
pub mod slug;
pub mod typography;
pub mod words;

/// The non-breaking space, U+00A0.
pub(crate) const NBSP: char = '\u{a0}';

/// The language of a BCP 47 tag without script and region: `en` of `en-GB`.
pub(crate) fn primary(lang: &str) -> &str {
    lang.split(['-', '_']).next().unwrap_or(lang)
}
