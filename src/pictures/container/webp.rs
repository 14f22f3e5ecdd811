//! WebP: chunks of a RIFF file (RFC 9649).
//!
//! In: the bytes of a file. Out: its [`Container`]. EXIF, XMP and chunks that nobody knows go; the
//! header of an extended file is written anew, since it says what is there.

use super::{CUT_SHORT, Container, Format, exif, le16, le32, slice, u8_at};

const KEPT: &[&[u8; 4]] = &[
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];

/// Bits of the extended header.
const ANIMATION: u8 = 0x02;
const EXIF_OR_XMP: u8 = 0x0c;

pub(super) fn read(bytes: &[u8]) -> Result<Container, &'static str> {
    let mut picture = Container::new(Format::Webp);
    let riff_end = 8 + le32(bytes, 4)? as usize;
    let whole = bytes.get(..riff_end).ok_or(CUT_SHORT)?;
    let mut chunks = Vec::new();
    let mut at = 12;
    while at + 8 <= whole.len() {
        let name = slice(whole, at, 4)?;
        let length = le32(whole, at + 4)? as usize;
        let data = slice(whole, at + 8, length)?;
        // An odd chunk is padded; at the end of a file the padding is often forgotten.
        let end = (at + 8 + length + length % 2).min(whole.len());
        describe(&mut picture, name, data)?;
        if KEPT.iter().any(|kept| *kept == name) {
            chunks.push((at..end, name == b"VP8X"));
        }
        at = end;
    }
    let length: usize = chunks.iter().map(|(range, _)| range.len()).sum();
    let is_clean = length + 12 == bytes.len();
    match is_clean {
        true => picture.kept.keep(0..12),
        false => picture.kept.write(header(length)?),
    }
    for (range, is_header) in chunks {
        let flags = u8_at(bytes, range.start + 8)?;
        if is_header && flags & EXIF_OR_XMP != 0 {
            let mut chunk = slice(bytes, range.start, range.len())?.to_vec();
            if let Some(bits) = chunk.get_mut(8) {
                *bits &= !EXIF_OR_XMP;
            }
            picture.kept.write(chunk);
        } else {
            picture.kept.keep(range);
        }
    }
    Ok(picture)
}

fn header(length: usize) -> Result<Vec<u8>, &'static str> {
    let length = u32::try_from(length + 4).map_err(|_| "is too long")?;
    Ok([*b"RIFF", length.to_le_bytes(), *b"WEBP"].concat())
}

/// Takes from a chunk what it says of the picture. The first that says a size is right.
fn describe(picture: &mut Container, name: &[u8], data: &[u8]) -> Result<(), &'static str> {
    let size = match name {
        b"VP8X" => {
            picture.is_animated = u8_at(data, 0)? & ANIMATION != 0;
            (u24(data, 4)? + 1, u24(data, 7)? + 1)
        }
        b"VP8 " => {
            picture.is_lossy = true;
            let side = |at| le16(data, at).map(|side| u32::from(side & 0x3fff));
            (side(6)?, side(8)?)
        }
        b"VP8L" => {
            let bits = le32(data, 1)?;
            ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
        }
        b"EXIF" => {
            picture.orientation = exif::orientation(data);
            return Ok(());
        }
        _ => return Ok(()),
    };
    if picture.width == 0 {
        (picture.width, picture.height) = size;
    }
    Ok(())
}

fn u24(bytes: &[u8], at: usize) -> Result<u32, &'static str> {
    Ok(u32::from(le16(bytes, at)?) | u32::from(u8_at(bytes, at + 2)?) << 16)
}
