//! Pictures for tests, made when they are needed.
//!
//! In: sizes, colours, and what is to stand in the file beside the picture. Out: bytes of a file.

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder, codecs::webp::WebPEncoder};
use jpeg_encoder::{ColorType, Encoder};

/// What must not be published: it stands in all metadata that these pictures have.
pub const SECRET: &str = "59°33'N 30°19'E Ivan";

/// A photo: four quarters of one colour each, red, green, blue and white, with a little unrest in
/// them, as light makes it.
pub fn pixels(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let unrest = ((x * 7 + y * 13 + x * y / 5) % 24) as u8;
            let quarter = (x * 2 >= width, y * 2 >= height);
            pixels.extend(match quarter {
                (false, false) => [230 - unrest, unrest, unrest],
                (true, false) => [unrest, 230 - unrest, unrest],
                (false, true) => [unrest, unrest, 230 - unrest],
                (true, true) => [255 - unrest; 3],
            });
        }
    }
    pixels
}

/// What stands in a JPEG beside the picture.
#[derive(Default)]
pub struct Beside<'a> {
    /// The side that is up, as EXIF counts; with it, the secret.
    pub orientation: Option<u8>,
    /// XMP, a comment, IPTC, something behind the end: with the secret.
    pub chatter: bool,
    /// A colour profile.
    pub profile: Option<&'a [u8]>,
}

/// A JPEG photo.
pub fn jpeg(width: u16, height: u16, beside: &Beside<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    let mut add = |number, data: &[u8]| {
        encoder
            .add_app_segment(number, data.to_vec())
            .expect("room");
    };
    if let Some(orientation) = beside.orientation {
        add(1, &[b"Exif\0\0".to_vec(), exif(orientation)].concat());
    }
    if beside.chatter {
        add(
            1,
            &[b"http://ns.adobe.com/xap/1.0/\0", SECRET.as_bytes()].concat(),
        );
        add(13, &[b"Photoshop 3.0\0", SECRET.as_bytes()].concat());
    }
    if let Some(profile) = beside.profile {
        encoder.add_icc_profile(profile).expect("room");
    }
    let pixels = pixels(width.into(), height.into());
    encoder
        .encode(&pixels, width, height, ColorType::Rgb)
        .expect("encoded");
    if beside.chatter {
        let mut comment = vec![0xff, 0xfe, 0, SECRET.len() as u8 + 2];
        comment.extend(SECRET.as_bytes());
        bytes.splice(2..2, comment);
        bytes.extend(SECRET.as_bytes());
    }
    bytes
}

/// A JPEG in printing inks.
pub fn cmyk(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![40; usize::from(width) * usize::from(height) * 4];
    let encoder = Encoder::new(&mut bytes, 90);
    encoder
        .encode(&pixels, width, height, ColorType::Cmyk)
        .expect("encoded");
    bytes
}

/// A JPEG in shades of grey.
pub fn grey(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = pixels(width.into(), height.into());
    let pixels: Vec<u8> = pixels.chunks(3).map(|pixel| pixel[1]).collect();
    let encoder = Encoder::new(&mut bytes, 90);
    encoder
        .encode(&pixels, width, height, ColorType::Luma)
        .expect("encoded");
    bytes
}

/// EXIF: the side that is up, and a description.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x0e, 0x01, 2, 0, SECRET.len() as u8, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(SECRET.as_bytes());
    tiff
}

/// A PNG of pixels in this colour type, with chunks put before the picture's.
pub fn png(
    (width, height): (u32, u32),
    pixels: &[u8],
    colour: ExtendedColorType,
    chunks: &[(&[u8; 4], &[u8])],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder
        .write_image(pixels, width, height, colour)
        .expect("encoded");
    // Behind the header: the signature's 8 bytes and the first chunk's 25.
    let chunks = chunks.iter().map(|(name, data)| chunk(name, data));
    bytes.splice(33..33, chunks.collect::<Vec<_>>().concat());
    bytes
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut all = (data.len() as u32).to_be_bytes().to_vec();
    all.extend(name);
    all.extend(data);
    all.extend(crc(&all[4..]).to_be_bytes());
    all
}

/// The check sum of PNG (annex D), bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

/// A WebP without loss, with EXIF and XMP that hold the secret.
pub fn webp(width: u32, height: u32, has_chatter: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes)
        .encode(
            &pixels(width, height),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("encoded");
    if !has_chatter {
        return bytes;
    }
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let header = [vec![0x0c, 0, 0, 0], side(width), side(height)].concat();
    let mut chunks = bytes.split_off(12);
    chunks.splice(0..0, riff(b"VP8X", &header));
    chunks.extend(riff(b"EXIF", &exif(1)));
    chunks.extend(riff(b"XMP ", SECRET.as_bytes()));
    let length = chunks.len() as u32 + 4;
    [b"RIFF", &length.to_le_bytes()[..], b"WEBP", &chunks].concat()
}

fn riff(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut all = name.to_vec();
    all.extend((data.len() as u32).to_le_bytes());
    all.extend(data);
    all.extend(&[0][..data.len() % 2]);
    all
}

/// A GIF of two frames, with a comment that holds the secret.
pub fn film() -> Vec<u8> {
    let mut bytes = b"GIF89a\x58\x02\x20\x01\x80\0\0\xd0\x60\x30\xff\xff\xff".to_vec();
    bytes.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    bytes.extend([0x21, 0xfe, SECRET.len() as u8]);
    bytes.extend(SECRET.as_bytes());
    bytes.push(0);
    for _ in 0..2 {
        bytes.extend(b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    bytes.push(0x3b);
    bytes
}

/// The colours in the middles of the four quarters of a picture: width, height, and their letters
/// in the order of reading, `rgbw` where it stands upright.
pub fn quarters(bytes: &[u8]) -> (u32, u32, String) {
    let (width, height, pixels) = decoded(bytes);
    let letter = |(x, y): (u32, u32)| {
        let at = ((y * width + x) * 3) as usize;
        match pixels[at..at + 3] {
            [r, g, b] if r > 180 && g > 180 && b > 180 => 'w',
            [r, g, b] if r > 180 && g < 90 && b < 90 => 'r',
            [r, g, b] if g > 180 && r < 90 && b < 90 => 'g',
            [r, g, b] if b > 180 && r < 90 && g < 90 => 'b',
            _ => '?',
        }
    };
    let (x, y) = (width / 4, height / 4);
    let middles = [(x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y)];
    (width, height, middles.map(letter).iter().collect())
}

/// Width, height, and pixels as RGB.
pub fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    if !bytes.starts_with(&[0xff, 0xd8]) {
        let picture = image::load_from_memory(bytes)
            .expect("a picture")
            .into_rgb8();
        return (picture.width(), picture.height(), picture.into_raw());
    }
    let cursor = zune_jpeg::zune_core::bytestream::ZCursor::new(bytes);
    let mut decoder = zune_jpeg::JpegDecoder::new(cursor);
    let pixels = decoder.decode().expect("a JPEG");
    let (width, height) = decoder.dimensions().expect("a size");
    let pixels = match pixels.len() == width * height {
        true => pixels.iter().flat_map(|grey| [*grey; 3]).collect(),
        false => pixels,
    };
    (width as u32, height as u32, pixels)
}
