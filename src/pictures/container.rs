//! What a picture's file says of itself before it is decoded, and which parts of it are published.
//!
//! In: the bytes of a file. Out: format, size and orientation, and the file without everything that
//! is not the picture itself: positions, times and names in EXIF and XMP, comments, previews, what
//! stands behind the picture's end. Pixels and colour profile stay as they are, byte by byte.

mod exif;
mod gif;
mod jpeg;
mod png_file;
mod webp;

use std::ops::Range;

/// What pictures are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG, with animated ones.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

impl Format {
    /// The format that a file begins as.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Format::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Format::Webp),
            _ => None,
        }
    }

    /// The format that a file's name promises.
    pub fn by_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Format::Jpeg),
            "png" | "apng" => Some(Format::Png),
            "webp" => Some(Format::Webp),
            "gif" => Some(Format::Gif),
            _ => None,
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::Webp => "WebP",
            Format::Gif => "GIF",
        }
    }

    /// The usual ending, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Webp => "webp",
            Format::Gif => "gif",
        }
    }
}

/// A picture's file, looked through.
#[derive(Debug, Clone)]
pub struct Container {
    /// The format.
    pub format: Format,
    /// The width of the pixels as they are stored.
    pub width: u32,
    /// Their height.
    pub height: u32,
    /// How they have to be turned to be seen upright: 1 to 8, as EXIF counts.
    pub orientation: u8,
    /// Whether it moves.
    pub is_animated: bool,
    /// Whether the pixels are printing inks, which only a colour-managed browser shows rightly.
    pub is_cmyk: bool,
    /// Whether the pixels were compressed with loss.
    pub is_lossy: bool,
    /// What is published of the file.
    pub kept: Kept,
}

impl Container {
    /// Looks through a file.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow "the picture".
    pub fn read(format: Format, bytes: &[u8]) -> Result<Self, &'static str> {
        let read = match format {
            Format::Jpeg => jpeg::read(bytes),
            Format::Png => png_file::read(bytes),
            Format::Webp => webp::read(bytes),
            Format::Gif => gif::read(bytes),
        }?;
        match read.width == 0 || read.height == 0 {
            true => Err("has no size"),
            false => Ok(read),
        }
    }

    fn new(format: Format) -> Self {
        Container {
            format,
            width: 0,
            height: 0,
            orientation: 1,
            is_animated: false,
            is_cmyk: false,
            is_lossy: false,
            kept: Kept::default(),
        }
    }

    /// Width and height as they are seen.
    pub fn size(&self) -> (u32, u32) {
        match self.orientation {
            5..=8 => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }
}

/// The parts of a file that are published, in their order.
#[derive(Debug, Clone, Default)]
pub struct Kept(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    /// Taken from the file.
    Of(Range<usize>),
    /// Written anew.
    New(Vec<u8>),
}

impl Kept {
    fn keep(&mut self, range: Range<usize>) {
        if let Some(Part::Of(last)) = self.0.last_mut()
            && last.end == range.start
        {
            last.end = range.end;
        } else if !range.is_empty() {
            self.0.push(Part::Of(range));
        }
    }

    fn write(&mut self, bytes: Vec<u8>) {
        self.0.push(Part::New(bytes));
    }

    /// Whether that is the whole file as it is.
    pub fn is_all_of(&self, bytes: &[u8]) -> bool {
        matches!(self.0.as_slice(), [Part::Of(range)] if *range == (0..bytes.len()))
    }

    /// The parts in one.
    pub fn of(&self, bytes: &[u8]) -> Vec<u8> {
        let mut all = Vec::with_capacity(bytes.len());
        for part in &self.0 {
            match part {
                Part::Of(range) => all.extend(bytes.get(range.clone()).unwrap_or_default()),
                Part::New(new) => all.extend(new),
            }
        }
        all
    }
}

/// Why a file is not whole.
const CUT_SHORT: &str = "is cut short";

/// Bytes at a place, all of them.
fn slice(bytes: &[u8], at: usize, length: usize) -> Result<&[u8], &'static str> {
    let end = at.checked_add(length).ok_or(CUT_SHORT)?;
    bytes.get(at..end).ok_or(CUT_SHORT)
}

fn u8_at(bytes: &[u8], at: usize) -> Result<u8, &'static str> {
    bytes.get(at).copied().ok_or(CUT_SHORT)
}

fn be16(bytes: &[u8], at: usize) -> Result<u16, &'static str> {
    let pair = slice(bytes, at, 2)?.try_into();
    pair.map(u16::from_be_bytes).map_err(|_| CUT_SHORT)
}

fn be32(bytes: &[u8], at: usize) -> Result<u32, &'static str> {
    let four = slice(bytes, at, 4)?.try_into();
    four.map(u32::from_be_bytes).map_err(|_| CUT_SHORT)
}

fn le16(bytes: &[u8], at: usize) -> Result<u16, &'static str> {
    be16(bytes, at).map(u16::swap_bytes)
}

fn le32(bytes: &[u8], at: usize) -> Result<u32, &'static str> {
    be32(bytes, at).map(u32::swap_bytes)
}

#[cfg(test)]
mod tests;
