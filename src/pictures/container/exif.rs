//! The one thing of EXIF that a picture needs: which side is up.
//!
//! In: EXIF data, which is a TIFF directory. Out: the orientation, 1 to 8 (EXIF 2.32, tag 0x0112).

use super::{be16, be32, le16, le32};

/// The tag `Orientation`.
const ORIENTATION: u16 = 0x0112;

/// The orientation; 1 where none is given.
pub(super) fn orientation(data: &[u8]) -> u8 {
    let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
    let found = find(tiff).ok().flatten();
    found
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value))
        .unwrap_or(1)
}

fn find(tiff: &[u8]) -> Result<Option<u16>, &'static str> {
    type Read<T> = fn(&[u8], usize) -> Result<T, &'static str>;
    let (u16_at, u32_at): (Read<u16>, Read<u32>) = match tiff.get(..4) {
        Some(b"MM\0\x2a") => (be16, be32),
        Some(b"II\x2a\0") => (le16, le32),
        _ => return Ok(None),
    };
    let directory = u32_at(tiff, 4)? as usize;
    let entries = usize::from(u16_at(tiff, directory)?);
    for entry in 0..entries {
        let at = directory + 2 + entry * 12;
        if u16_at(tiff, at)? == ORIENTATION {
            return u16_at(tiff, at + 8).map(Some);
        }
    }
    Ok(None)
}
