//! What can be wrong with a picture, and how it is said.
//!
//! In: a fault, the picture's name, the place that shows it. Out: a finding.

use super::container::Format;
use crate::{
    diagnostic::{Diagnostic, Rule},
    source::Place,
};

/// The longest file that is looked into, in bytes.
pub const LONGEST: u64 = 50 << 20;

/// The most pixels that are decoded: what is larger comes from no camera, and asks for gigabytes.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What is wrong with a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be shown; why, in words that follow "the picture".
    Broken(String),
    /// The file is too long.
    TooLong,
    /// There are too many pixels: width and height.
    TooManyPixels(u32, u32),
    /// It is of another format than its name says.
    Misnamed(&'static str),
    /// It is of a format that is published as it is, with all that stands in it.
    Unknown(&'static str),
    /// A drawing that does more than that; what, in words that follow "the drawing".
    Active(&'static str),
}

impl Fault {
    /// The finding; `name` is the file's.
    pub fn finding(&self, place: Place, name: &str) -> Diagnostic {
        let finding = |rule, message, help: &str| Diagnostic::new(rule, place, message).help(help);
        match self {
            Fault::Broken(why) => finding(
                Rule::BrokenPicture,
                format!("the picture `{name}` {why}"),
                "save it again as JPEG, PNG, WebP or GIF",
            ),
            Fault::TooLong => finding(
                Rule::OversizedPicture,
                format!("the picture `{name}` is larger than {} MB", LONGEST >> 20),
                "scale it down, or save it as JPEG",
            ),
            Fault::TooManyPixels(width, height) => finding(
                Rule::OversizedPicture,
                format!("the picture `{name}` has {width} × {height} pixels"),
                "scale it down: 100 million pixels are the most",
            ),
            Fault::Misnamed(format) => finding(
                Rule::MisnamedPicture,
                format!("the picture `{name}` is a {format}, whatever its name says"),
                "give it the right ending: some hosts go by it",
            ),
            Fault::Unknown(format) => finding(
                Rule::UnknownPicture,
                format!("the picture `{name}` is a {format}, which is published as it is"),
                "save it as JPEG, PNG, WebP or GIF: then it is scaled, and its metadata go",
            ),
            Fault::Active(what) => finding(
                Rule::ActiveDrawing,
                format!("the drawing `{name}` {what}"),
                "export it anew as plain SVG",
            ),
        }
    }
}

/// What is wrong with a file that is none of the formats that we read.
pub(super) fn of_stranger(name: &str, bytes: &[u8], is_shown: bool) -> Option<Fault> {
    let promised = Format::by_name(name);
    match stranger(bytes) {
        Some((format, true)) if is_shown || promised.is_some() => Some(Fault::Unknown(format)),
        Some((format, false)) if is_shown => Some(Fault::Broken(format!(
            "is a {format}, which browsers do not show"
        ))),
        // Nobody sees it, but it can hold positions, and its name hides that.
        Some((format, false)) if promised.is_some() => Some(Fault::Unknown(format)),
        Some(_) => None,
        // What is no picture by name or contents may be a film.
        None if !is_shown || promised.is_none() => None,
        None if bytes.is_empty() => Some(Fault::Broken("is empty".to_owned())),
        None => {
            let format = promised.map_or("picture", Format::name);
            Some(Fault::Broken(format!("is not a {format}")))
        }
    }
}

/// Formats that we do not read, and whether browsers show them.
fn stranger(bytes: &[u8]) -> Option<(&'static str, bool)> {
    let brand = bytes.get(4..12).unwrap_or_default();
    Some(match bytes {
        _ if brand == b"ftypavif" || brand == b"ftypavis" => ("AVIF", true),
        _ if brand.starts_with(b"ftyphe") || brand == b"ftypmif1" || brand == b"ftypmsf1" => {
            ("HEIC", false)
        }
        [b'B', b'M', ..] if bytes.len() > 26 => ("BMP", true),
        [0, 0, 1, 0, ..] => ("ICO", true),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => ("TIFF", false),
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => ("JPEG XL", false),
        _ => return None,
    })
}
