//! PNG: chunks up to the last (PNG, third edition, section 5).
//!
//! In: the bytes of a file. Out: its [`Container`]. Only those chunks stay that a browser needs to
//! show the picture, or its movement, in the right colours.

use super::{Container, Format, be32, exif, slice, u8_at};

const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"gAMA",
    b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"pHYs",
];

pub(super) fn read(bytes: &[u8]) -> Result<Container, &'static str> {
    let mut picture = Container::new(Format::Png);
    picture.kept.keep(0..8);
    let mut at = 8;
    loop {
        let length = be32(bytes, at)? as usize;
        let name = slice(bytes, at + 4, 4)?;
        let data = slice(bytes, at + 8, length)?;
        let end = at + 12 + length;
        slice(bytes, at, 12 + length)?;
        if at == 8 && name != b"IHDR" {
            return Err("is damaged");
        }
        match name {
            b"IHDR" => {
                picture.width = be32(data, 0)?;
                picture.height = be32(data, 4)?;
                u8_at(data, 12)?;
            }
            b"acTL" => picture.is_animated = true,
            b"eXIf" => picture.orientation = exif::orientation(data),
            _ => {}
        }
        if KEPT.iter().any(|kept| *kept == name) {
            picture.kept.keep(at..end);
        }
        if name == b"IEND" {
            return Ok(picture);
        }
        at = end;
    }
}
