//! GIF: blocks up to the trailer (GIF89a).
//!
//! In: the bytes of a file. Out: its [`Container`]. Comments and XMP go; how often a film is
//! repeated, and the colour profile, stay.

use super::{Container, Format, le16, slice, u8_at};

/// Blocks of applications that say how the picture is to be shown.
const KEPT: &[&[u8]] = &[b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub(super) fn read(bytes: &[u8]) -> Result<Container, &'static str> {
    let mut picture = Container::new(Format::Gif);
    picture.width = le16(bytes, 6)?.into();
    picture.height = le16(bytes, 8)?.into();
    let mut at = 13 + colours(u8_at(bytes, 10)?);
    slice(bytes, 0, at)?;
    picture.kept.keep(0..at);
    let mut frames = 0;
    loop {
        match u8_at(bytes, at) {
            Ok(0x2c) => {
                let data = at + 10 + colours(u8_at(bytes, at + 9)?) + 1;
                let end = end_of_blocks(bytes, data)?;
                picture.kept.keep(at..end);
                frames += 1;
                at = end;
            }
            Ok(0x21) => {
                let end = end_of_blocks(bytes, at + 2)?;
                let is_kept = match u8_at(bytes, at + 1)? {
                    0xfe => false,
                    0xff => slice(bytes, at + 3, 11).is_ok_and(|name| KEPT.contains(&name)),
                    _ => true,
                };
                if is_kept {
                    picture.kept.keep(at..end);
                }
                at = end;
            }
            Ok(0x3b) => {
                picture.kept.keep(at..at + 1);
                break;
            }
            // Some programs forget the trailer.
            Err(_) if frames > 0 => {
                picture.kept.write(vec![0x3b]);
                break;
            }
            _ => return Err("is damaged"),
        }
    }
    picture.is_animated = frames > 1;
    Ok(picture)
}

/// How long a table of colours is, by the byte that announces it.
fn colours(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

/// Where a row of blocks ends that begins at `at`.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Result<usize, &'static str> {
    loop {
        let length = usize::from(u8_at(bytes, at)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}
