//! What is made of one picture: the cleaned file, and the same in other widths.
//!
//! In: the bytes of a file and the store. Out: a [`Picture`]. Whatever is made is kept under the
//! hash of the bytes; if all is there, nothing is decoded.

use blake3::{Hash, Hasher};

use super::{
    Picture, Variant,
    container::{Container, Format},
    fault::{Fault, MOST_PIXELS},
    raster::Raster,
};
use crate::store::{Store, Stored};

/// Grows whenever other bytes come out of the same picture.
const RECIPE: u8 = 1;

/// The folder of the store.
const KIND: &str = "pictures";

/// The widths that are made of a wider picture.
const WIDTHS: &[u32] = &[480, 800, 1200, 1600, 2000];

/// The largest width that pages show.
const LARGEST: u32 = 2400;

/// How much of a picture's width another one may have at most, in tenths: one that is hardly
/// smaller helps nobody.
const TENTHS: u32 = 9;

/// Makes all that pages need of a raster picture.
pub(super) fn picture(
    store: &Store,
    url: &str,
    bytes: &[u8],
    format: Format,
    is_shown: bool,
) -> Picture {
    let mut faults = Vec::new();
    if Format::by_name(url) != Some(format) {
        faults.push(Fault::Misnamed(format.name()));
    }
    let container = match Container::read(format, bytes) {
        Ok(container) => container,
        Err(why) => return Picture::faulty(Fault::Broken(why.to_owned())),
    };
    let (width, height) = container.size();
    let is_too_large = u64::from(width) * u64::from(height) > MOST_PIXELS;
    if is_too_large && is_shown {
        return Picture::faulty(Fault::TooManyPixels(width, height));
    }
    Making::new(store, bytes, &container)
        .all(url, is_shown, !is_too_large)
        .map(|made| Picture { faults, ..made })
        .unwrap_or_else(|why| Picture::faulty(Fault::Broken(why)))
}

struct Making<'m> {
    store: &'m Store,
    bytes: &'m [u8],
    container: &'m Container,
    hash: Hash,
    /// The pixels, once they are needed.
    raster: Option<Raster>,
}

impl<'m> Making<'m> {
    fn new(store: &'m Store, bytes: &'m [u8], container: &'m Container) -> Self {
        Making {
            store,
            bytes,
            container,
            hash: blake3::hash(bytes),
            raster: None,
        }
    }

    fn all(&mut self, url: &str, is_shown: bool, is_decodable: bool) -> Result<Picture, String> {
        let can_change =
            is_decodable && !self.container.is_animated && self.container.format != Format::Gif;
        let size = self.container.size();
        let widths = match is_shown && can_change && !self.container.is_cmyk {
            true => widths(size),
            false => Vec::new(),
        };
        let claimed = self.claimed(url, &widths);
        if !self.store.is_written() {
            // Nothing is published, but the verdict has to be the same.
            if !widths.is_empty() && self.known(&widths).is_none() {
                self.raster()?;
            }
            return Ok(Picture {
                size: Some(size),
                claimed,
                ..Picture::default()
            });
        }
        let cleaned = self.cleaned(can_change)?;
        let variants = self.variants(url, &widths)?;
        let largest = variants.last().map_or(0, |variant| variant.width);
        let is_variant = largest < LARGEST;
        Ok(Picture {
            size: match is_variant {
                true => Some(size),
                false => widths.last().copied(),
            },
            is_variant: is_variant && !variants.is_empty(),
            variants,
            claimed,
            cleaned,
            faults: Vec::new(),
        })
    }

    /// What is published under the picture's own name; `None` where that is the file as it is.
    fn cleaned(&mut self, can_change: bool) -> Result<Option<Stored>, String> {
        let format = self.container.format;
        if self.container.orientation != 1 && can_change {
            // Without the note that says which side is up, the pixels have to stand right.
            let key = self.key("turned", 0);
            return self
                .made(&key, format.ending(), |raster| raster.encoded(format))
                .map(Some);
        }
        if self.container.kept.is_all_of(self.bytes) {
            return Ok(None);
        }
        let (kept, bytes) = (&self.container.kept, self.bytes);
        let key = self.key("cleaned", 0);
        self.store
            .get_or_make(KIND, &key, format.ending(), || Ok(kept.of(bytes)))
            .map(Some)
    }

    fn variants(&mut self, url: &str, widths: &[(u32, u32)]) -> Result<Vec<Variant>, String> {
        let kept = match self.known(widths) {
            Some(known) => known,
            None => self.make_known(widths)?,
        };
        let mut variants = Vec::new();
        for (width, height, format) in kept {
            let key = self.key(format.ending(), width);
            let stored = self.made(&key, format.ending(), |raster| {
                raster.scaled(width, height, format)
            })?;
            variants.push(Variant {
                width,
                url: self.address(url, width, format),
                stored,
            });
        }
        Ok(variants)
    }

    /// Where the picture is published in another width.
    fn address(&self, url: &str, width: u32, format: Format) -> String {
        let ending = format.ending();
        let key = self.key(ending, width);
        let digits: String = key.to_hex().chars().take(8).collect();
        let stem = url.rsplit_once('.').map_or(url, |(stem, _)| stem);
        format!("{stem}-{width}-{digits}.{ending}")
    }

    /// All addresses that other widths could have; whether a WebP is transparent only its pixels
    /// tell.
    fn claimed(&self, url: &str, widths: &[(u32, u32)]) -> Vec<String> {
        let own = self.container.format;
        let formats = match own {
            Format::Webp => &[Format::Webp, Format::Jpeg][..],
            _ => &[own],
        };
        let widths = widths.iter();
        let all = widths.flat_map(|(width, _)| {
            formats
                .iter()
                .map(|format| self.address(url, *width, *format))
        });
        all.collect()
    }

    /// Which of the widths are worth publishing, if that is known already.
    fn known(&self, widths: &[(u32, u32)]) -> Option<Vec<(u32, u32, Format)>> {
        if widths.is_empty() {
            return Some(Vec::new());
        }
        let note = self
            .store
            .get(KIND, &self.key("widths", 0), "txt")?
            .read()?;
        read_note(std::str::from_utf8(&note).ok()?, widths)
    }

    /// Makes the picture in all widths, and notes which of them are worth publishing: those whose
    /// files are smaller than the author's.
    fn make_known(&mut self, widths: &[(u32, u32)]) -> Result<Vec<(u32, u32, Format)>, String> {
        let container = self.container;
        let format = self.raster()?.format(container);
        let mut note = String::new();
        let mut smallest = self.bytes.len();
        let mut kept = Vec::new();
        for &(width, height) in widths.iter().rev() {
            let key = self.key(format.ending(), width);
            let mut length = 0;
            let stored = self.made(&key, format.ending(), |raster| {
                raster.scaled(width, height, format)
            })?;
            if let Some(bytes) = stored.read() {
                length = bytes.len();
            }
            if length < smallest {
                smallest = length;
                kept.push((width, height, format));
                note.push_str(&format!("{width} {}\n", format.ending()));
            }
        }
        kept.reverse();
        let key = self.key("widths", 0);
        let made: Result<Stored, String> = self
            .store
            .get_or_make(KIND, &key, "txt", || Ok(note.into_bytes()));
        made.map(|_| kept)
    }

    /// Bytes that are made from the pixels.
    fn made(
        &mut self,
        key: &Hash,
        ending: &str,
        make: impl FnOnce(&Raster) -> Result<Vec<u8>, String>,
    ) -> Result<Stored, String> {
        let store = self.store;
        store.get_or_make(KIND, key, ending, || make(self.raster()?))
    }

    fn raster(&mut self) -> Result<&Raster, String> {
        let raster = match self.raster.take() {
            Some(raster) => raster,
            None => Raster::decode(self.bytes, self.container)?,
        };
        Ok(self.raster.insert(raster))
    }

    fn key(&self, what: &str, width: u32) -> Hash {
        let mut hasher = Hasher::new();
        hasher.update(&[RECIPE]).update(self.hash.as_bytes());
        hasher.update(&width.to_le_bytes()).update(what.as_bytes());
        hasher.finalize()
    }
}

/// The widths to make of a picture, with the heights.
fn widths((width, height): (u32, u32)) -> Vec<(u32, u32)> {
    let narrower = WIDTHS
        .iter()
        .copied()
        .filter(|one| one * 10 <= width * TENTHS);
    let largest = (width > LARGEST).then_some(LARGEST);
    let height_at = |one: u32| {
        let exact = (u64::from(height) * u64::from(one) + u64::from(width) / 2) / u64::from(width);
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    };
    narrower
        .chain(largest)
        .map(|one| (one, height_at(one)))
        .collect()
}

/// Reads which widths are worth publishing, the widest first, one a line with its format.
fn read_note(note: &str, widths: &[(u32, u32)]) -> Option<Vec<(u32, u32, Format)>> {
    let mut kept = Vec::new();
    for line in note.lines().rev() {
        let (width, ending) = line.split_once(' ')?;
        let width: u32 = width.parse().ok()?;
        let (_, height) = widths.iter().find(|(known, _)| *known == width)?;
        kept.push((width, *height, Format::by_name(&format!(".{ending}"))?));
    }
    Some(kept)
}

#[cfg(test)]
mod tests;
