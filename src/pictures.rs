//! Authors' pictures, made ready for pages.
//!
//! In: the picture files of a site, and which of them pages show. Out: for each its size, what is
//! published under its own name, smaller ones beside it for smaller screens, and what is wrong with
//! it. Pictures are looked into in parallel. What takes long (scaling) is kept in the site's
//! store under the hash of the file's bytes: the next run only reads the bytes.

mod container;
mod fault;
mod making;
mod raster;
mod svg;

use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    disk,
    kept::{Shelf, settled},
    site_folder::SiteFolder,
    store::Stored,
};
use container::Format;

pub use fault::Fault;

/// Stands in `sizes` until a theme says how wide its text is.
pub const SIZES: char = '\u{fdd3}';

/// How wide pictures in texts are where nobody says otherwise.
pub const USUAL_SIZES: &str = "(min-width: 64rem) 40rem, 92vw";

/// By how many bytes a format is told.
const HEAD: u64 = 32;

/// A file that may be a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The address where it is published, from the site's root.
    pub url: String,
    /// The file.
    pub file: PathBuf,
    /// Whether a page shows it.
    pub is_shown: bool,
}

/// A picture of an author's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Width and height in pixels, as the largest one that pages show is seen; `None` where they
    /// cannot be told.
    pub size: Option<(u32, u32)>,
    /// The same in other widths, the narrowest first.
    pub variants: Vec<Variant>,
    /// The addresses that those could have, whether or not they are worth publishing.
    pub claimed: Vec<String>,
    /// Whether it is one of the widths to choose from itself.
    pub is_variant: bool,
    /// What is published under its name, where that is not the author's file as it is.
    pub cleaned: Option<Stored>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// A picture in another width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The width in pixels.
    pub width: u32,
    /// The address, from the site's root.
    pub url: String,
    /// The bytes.
    pub stored: Stored,
}

/// What is kept of pictures between two looks, by their addresses.
#[derive(Debug)]
pub struct Memory {
    pictures: Shelf<String, Key, Arc<Picture>>,
}

/// What a picture is made from: the file, whether it is shown, a number that changes with it, and
/// how often what was made has been removed.
type Key = (PathBuf, bool, u64, u64);

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            pictures: Shelf::new(keeping),
        }
    }
}

/// Whether a file's name promises a picture that we know.
pub fn is_picture(name: &str) -> bool {
    Format::by_name(name).is_some() || is_drawing(name)
}

fn is_drawing(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("svg")
}

/// Looks into pictures; those that are as they were are not looked into again.
pub fn look(site: &SiteFolder, wanted: Vec<Wanted>, memory: &mut Memory) -> Vec<Arc<Picture>> {
    let losses = site.store().losses();
    let key = |wanted: Wanted| {
        let number = site.asset(&wanted.file);
        (wanted.url, (wanted.file, wanted.is_shown, number, losses))
    };
    memory.pictures.renew(
        wanted.into_iter().map(key).collect(),
        |url, (file, is_shown, ..), earlier| {
            settled(earlier.as_ref(), look_into(site, url, &file, is_shown))
        },
        |_, picture| Arc::clone(picture),
    )
}

fn look_into(site: &SiteFolder, url: &str, file: &Path, is_shown: bool) -> Picture {
    // A file that cannot be read is reported where it is published.
    let Some((length, head)) = beginning(file) else {
        return Picture::default();
    };
    let format = Format::of(&head);
    let is_drawing = format.is_none() && is_drawing(url);
    if is_drawing && !is_shown {
        return Picture::default();
    }
    if format.is_none() && !is_drawing {
        let fault = fault::of_stranger(url, &head, is_shown);
        return fault.map(Picture::faulty).unwrap_or_default();
    }
    if is_shown && length > fault::LONGEST {
        return Picture::faulty(Fault::TooLong);
    }
    let Ok(bytes) = disk::read(file) else {
        return Picture::default();
    };
    match format {
        Some(format) => making::picture(site.store(), url, &bytes, format, is_shown),
        None => drawing(&bytes),
    }
}

/// How long a file is, and its first bytes.
fn beginning(file: &Path) -> Option<(u64, Vec<u8>)> {
    let opened = disk::open(file).ok()?;
    let length = opened.metadata().ok()?.len();
    let mut head = Vec::new();
    opened.take(HEAD).read_to_end(&mut head).ok()?;
    Some((length, head))
}

fn drawing(bytes: &[u8]) -> Picture {
    match svg::read(bytes) {
        None => Picture::faulty(Fault::Broken("is not SVG".to_owned())),
        Some(drawing) => Picture {
            size: drawing.size,
            faults: drawing.activity.map(Fault::Active).into_iter().collect(),
            ..Picture::default()
        },
    }
}

impl Picture {
    fn faulty(fault: Fault) -> Self {
        Picture {
            faults: vec![fault],
            ..Picture::default()
        }
    }

    /// The widths to choose from, as in `srcset`; empty where there is no choice. `own` is the
    /// picture's own address, and `write` writes that of another.
    pub fn srcset(&self, own: &str, write: impl Fn(&str) -> String) -> String {
        if self.variants.is_empty() {
            return String::new();
        }
        let variants = self.variants.iter();
        let mut all: Vec<String> = variants
            .map(|variant| format!("{} {}w", write(&variant.url), variant.width))
            .collect();
        if let Some((width, _)) = self.size.filter(|_| self.is_variant) {
            all.push(format!("{own} {width}w"));
        }
        all.join(", ")
    }

    /// The address of the largest one that pages show, if that is not the picture's own.
    pub fn largest(&self) -> Option<&str> {
        match self.is_variant {
            true => None,
            false => self.variants.last().map(|variant| variant.url.as_str()),
        }
    }
}
