//! JPEG: segments up to the end of the picture (ITU-T T.81, annex B).
//!
//! In: the bytes of a file. Out: its [`Container`]. Of the segments for applications only those
//! stay that say how colours are to be read: JFIF, ICC profile, Adobe's. What follows the end goes
//! as well: cameras put previews and films there, with EXIF of their own.

use super::{CUT_SHORT, Container, Format, be16, exif, slice, u8_at};

/// How long a JFIF segment without a preview is, with its marker.
const JFIF_LENGTH: usize = 18;

pub(super) fn read(bytes: &[u8]) -> Result<Container, &'static str> {
    let mut picture = Container {
        is_lossy: true,
        ..Container::new(Format::Jpeg)
    };
    picture.kept.keep(0..2);
    let mut has_scan = false;
    let mut at = 2;
    loop {
        let (marker, start) = marker(bytes, at)?;
        let after = start + 2;
        match marker {
            0xd9 if has_scan => {
                picture.kept.keep(start..after);
                return Ok(picture);
            }
            0x01 | 0xd0..=0xd7 => {
                at = after;
                continue;
            }
            0xd8 | 0xd9 | 0x00 => return Err("is damaged"),
            _ => {}
        }
        let length = usize::from(be16(bytes, after)?);
        let data = slice(bytes, after, length)?.get(2..).ok_or("is damaged")?;
        at = after + length;
        match marker {
            0xda => {
                has_scan = true;
                let end = end_of_scan(bytes, at)?;
                picture.kept.keep(start..end);
                at = end;
            }
            0xe0 if data.starts_with(b"JFIF\0") => jfif(&mut picture, bytes, start, data)?,
            0xe1 if data.starts_with(b"Exif\0\0") && picture.orientation == 1 => {
                picture.orientation = exif::orientation(data);
            }
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => picture.kept.keep(start..at),
            0xee if data.starts_with(b"Adobe") => picture.kept.keep(start..at),
            0xe0..=0xef | 0xfe => {}
            // Frames, but for tables and what is reserved among them.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                picture.height = be16(data, 1)?.into();
                picture.width = be16(data, 3)?.into();
                picture.is_cmyk = u8_at(data, 5)? == 4;
                picture.kept.keep(start..at);
            }
            _ => picture.kept.keep(start..at),
        }
    }
}

/// The next marker, and where its last `0xff` stands: any number of them may come before.
fn marker(bytes: &[u8], mut at: usize) -> Result<(u8, usize), &'static str> {
    if u8_at(bytes, at)? != 0xff {
        return Err("is damaged");
    }
    while u8_at(bytes, at + 1)? == 0xff {
        at += 1;
    }
    Ok((u8_at(bytes, at + 1)?, at))
}

/// Where the compressed pixels end that begin at `at`: at the next marker that is none of theirs.
fn end_of_scan(bytes: &[u8], mut at: usize) -> Result<usize, &'static str> {
    loop {
        let rest = bytes.get(at..).ok_or(CUT_SHORT)?;
        at += memchr::memchr(0xff, rest).ok_or(CUT_SHORT)?;
        match u8_at(bytes, at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Ok(at),
        }
    }
}

/// The segment JFIF without the preview that may follow.
fn jfif(
    picture: &mut Container,
    bytes: &[u8],
    start: usize,
    data: &[u8],
) -> Result<(), &'static str> {
    if data.len() + 4 == JFIF_LENGTH {
        picture.kept.keep(start..start + JFIF_LENGTH);
        return Ok(());
    }
    let mut bare = slice(bytes, start, JFIF_LENGTH)?.to_vec();
    if let Some(length) = bare.get_mut(2..4) {
        length.copy_from_slice(&[0, 16]);
    }
    if let Some(preview) = bare.get_mut(JFIF_LENGTH - 2..) {
        preview.fill(0);
    }
    picture.kept.write(bare);
    Ok(())
}
