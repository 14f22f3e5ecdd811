//! Containers are walked through to their ends, and never beyond.

use super::{Container, Format};

/// A JPEG without pixels: segments by their markers.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    for (marker, data) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend((data.len() as u16 + 2).to_be_bytes());
        bytes.extend(*data);
    }
    bytes.extend([
        0xff, 0xda, 0, 3, 0, 1, 0xff, 0x00, 2, 0xff, 0xd0, 3, 0xff, 0xd9,
    ]);
    bytes
}

const FRAME: (u8, &[u8]) = (0xc2, &[8, 0, 20, 0, 30, 3, 1, 1, 1]);

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in chunks {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(*name);
        bytes.extend(*data);
        bytes.extend([0; 4]);
    }
    bytes
}

const HEADER: (&[u8; 4], &[u8]) = (b"IHDR", &[0, 0, 0, 30, 0, 0, 0, 20, 8, 2, 0, 0, 0]);

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, data) in chunks {
        all.extend(*name);
        all.extend((data.len() as u32).to_le_bytes());
        all.extend(*data);
        all.extend(&[0][..data.len() % 2]);
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((all.len() as u32 + 4).to_le_bytes());
    bytes.extend(b"WEBP");
    bytes.extend(all);
    bytes
}

const GIF: &[u8] = b"GIF89a\x1e\0\x14\0\x80\0\0\0\0\0\xff\xff\xff";
const FRAME_OF_GIF: &[u8] = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";

fn cleaned(format: Format, bytes: &[u8]) -> Vec<u8> {
    let container = Container::read(format, bytes).unwrap();
    assert_eq!(container.size(), (30, 20));
    let cleaned = container.kept.of(bytes);
    let again = Container::read(format, &cleaned).unwrap();
    assert!(again.kept.is_all_of(&cleaned), "cleaned twice");
    cleaned
}

#[test]
fn jpeg_keeps_the_picture_and_its_colours() {
    let clean = jpeg(&[
        (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        (0xe2, b"ICC_PROFILE\0\x01\x01xyz"),
        (0xee, b"Adobe\0"),
        FRAME,
    ]);
    assert_eq!(cleaned(Format::Jpeg, &clean), clean);
    let mut dirty = jpeg(&[
        (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc"),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        (0xe2, b"MPF\0"),
        (0xe2, b"ICC_PROFILE\0\x01\x01xyz"),
        (0xed, b"Photoshop 3.0\0"),
        (0xee, b"Adobe\0"),
        (0xfe, b"comment"),
        FRAME,
    ]);
    dirty.extend(jpeg(&[(0xe1, b"Exif\0\0"), FRAME]));
    assert_eq!(cleaned(Format::Jpeg, &dirty), clean);
}

#[test]
fn png_keeps_the_picture_and_its_colours() {
    let clean = png(&[HEADER, (b"iCCP", b"x"), (b"IDAT", b"abc"), (b"IEND", b"")]);
    assert_eq!(cleaned(Format::Png, &clean), clean);
    let mut dirty = png(&[
        HEADER,
        (b"tEXt", b"x"),
        (b"iCCP", b"x"),
        (b"iTXt", b"x"),
        (b"IDAT", b"abc"),
        (b"tIME", b"x"),
        (b"IEND", b""),
    ]);
    dirty.extend(b"behind the end");
    assert_eq!(cleaned(Format::Png, &dirty), clean);
    let film = png(&[HEADER, (b"acTL", b"x"), (b"fdAT", b"x"), (b"IEND", b"")]);
    assert!(Container::read(Format::Png, &film).unwrap().is_animated);
    assert_eq!(cleaned(Format::Png, &film), film);
}

#[test]
fn webp_keeps_the_picture_and_its_colours() {
    let pixels = (b"VP8L", &b"\x2f\x1d\xc0\x04\x00xyz"[..]);
    let plain = webp(&[pixels]);
    assert_eq!(cleaned(Format::Webp, &plain), plain);
    let header = |flags| vec![flags, 0, 0, 0, 29, 0, 0, 19, 0, 0];
    let clean = webp(&[(b"VP8X", &header(0x22)), (b"ICCP", b"x"), pixels]);
    assert!(Container::read(Format::Webp, &clean).unwrap().is_animated);
    let mut dirty = webp(&[
        (b"VP8X", &header(0x2e)),
        (b"ICCP", b"x"),
        pixels,
        (b"EXIF", b"xyz"),
        (b"XMP ", b"x"),
    ]);
    dirty.extend(b"behind the end");
    assert_eq!(cleaned(Format::Webp, &dirty), clean);
}

#[test]
fn gif_keeps_the_film_and_how_often_it_is_repeated() {
    let block =
        |label: u8, data: &[u8]| [&[0x21, label, data.len() as u8], data, &[1, 7, 0]].concat();
    let repeated = block(0xff, b"NETSCAPE2.0");
    let clean = [GIF, &repeated, FRAME_OF_GIF, FRAME_OF_GIF, b"\x3b"].concat();
    assert!(Container::read(Format::Gif, &clean).unwrap().is_animated);
    assert_eq!(cleaned(Format::Gif, &clean), clean);
    let xmp = block(0xff, b"XMP DataXMP");
    let comment = block(0xfe, b"abc");
    let dirty = [GIF, &xmp, &repeated, &comment, FRAME_OF_GIF, FRAME_OF_GIF].concat();
    assert_eq!(
        cleaned(Format::Gif, &dirty),
        clean,
        "and the trailer that was forgotten"
    );
}

#[test]
fn the_side_that_is_up_is_read_in_both_orders_of_bytes() {
    for (n, turned) in [(1u8, false), (4, false), (5, true), (8, true)] {
        let little = [
            b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0",
            &[n, 0, 0, 0][..],
        ];
        let big = [
            b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01",
            &[0, n, 0, 0][..],
        ];
        for exif in [little.concat(), big.concat()] {
            let container = Container::read(Format::Jpeg, &jpeg(&[(0xe1, &exif), FRAME])).unwrap();
            assert_eq!(container.orientation, n);
            assert_eq!(container.size(), if turned { (20, 30) } else { (30, 20) });
        }
    }
}

#[test]
fn no_beginning_of_a_file_is_a_picture_and_none_panics() {
    let film = [GIF, FRAME_OF_GIF, b"\x3b"].concat();
    let whole = [
        (
            Format::Jpeg,
            jpeg(&[(0xe1, b"Exif\0\0II\x2a\0\xff\xff\xff\xff"), FRAME]),
        ),
        (
            Format::Png,
            png(&[HEADER, (b"IDAT", b"abc"), (b"IEND", b"")]),
        ),
        (Format::Webp, webp(&[(b"VP8L", b"\x2f\x1d\xc0\x04\x00xyz")])),
        (Format::Gif, film),
    ];
    for (format, bytes) in whole {
        assert!(Container::read(format, &bytes).is_ok());
        // Of a GIF the last byte may be missing.
        let shortest = bytes.len() - usize::from(format == Format::Gif);
        for length in 0..shortest {
            assert!(
                Container::read(format, &bytes[..length]).is_err(),
                "{format:?}: {length}"
            );
        }
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut other = bytes.clone();
                other[at] = value;
                if let Ok(container) = Container::read(format, &other) {
                    container.kept.of(&other);
                }
            }
        }
    }
}
