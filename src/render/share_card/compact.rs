//! Pixels to a small PNG.
//!
//! In: an opaque picture. Out: the bytes of a PNG. A card has few colours and their mixtures along
//! edges, so it is written with a palette of 256: the most frequent, to which the others, which
//! are mixtures nobody can tell apart, are nearest. A picture with very many colours keeps them.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

/// With more colours than this a picture is no flat drawing.
const MOST: usize = 6000;

/// One colour.
type Rgb = [u8; 3];

/// Writes a picture of `width` by `height` pixels, four bytes each, of which the fourth is passed
/// over.
pub fn write(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let runs = runs(pixels);
    let colours = colours(&runs);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let mut bytes = Vec::with_capacity(pixels.len());
    if colours.len() > MOST {
        encoder.set_color(ColorType::Rgb);
        for (colour, length) in runs {
            bytes.extend(colour.repeat(length));
        }
    } else {
        let (palette, places) = palette(colours);
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_filter(Filter::NoFilter);
        for (colour, length) in runs {
            bytes.resize(bytes.len() + length, place(&places, colour));
        }
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(out)
}

/// The colours in the order of the pixels, each with how many follow one another. Long runs are
/// compared many pixels at a time.
fn runs(pixels: &[u8]) -> Vec<(Rgb, usize)> {
    const MANY: usize = 32;
    let mut runs = Vec::new();
    let mut rest = pixels;
    while let Some((first, _)) = rest.split_at_checked(4) {
        let mut end = 4;
        if rest.get(4..8) == Some(first) {
            let many = first.repeat(MANY);
            while rest.get(end..end + many.len()) == Some(&many) {
                end += many.len();
            }
        }
        while rest.get(end..end + 4) == Some(first) {
            end += 4;
        }
        if let [r, g, b, ..] = first {
            runs.push(([*r, *g, *b], end / 4));
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    runs
}

fn place(places: &BTreeMap<Rgb, u8>, colour: Rgb) -> u8 {
    places.get(&colour).copied().unwrap_or(0)
}

/// All colours, each with the number of its pixels.
fn colours(runs: &[(Rgb, usize)]) -> BTreeMap<Rgb, usize> {
    let mut colours = BTreeMap::new();
    for (colour, length) in runs {
        *colours.entry(*colour).or_insert(0) += length;
    }
    colours
}

/// The palette, the most frequent colour first, and the place in it for each colour.
fn palette(colours: BTreeMap<Rgb, usize>) -> (Vec<Rgb>, BTreeMap<Rgb, u8>) {
    let mut sorted: Vec<(Rgb, usize)> = colours.into_iter().collect();
    sorted.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let palette: Vec<Rgb> = sorted.iter().take(256).map(|(colour, _)| *colour).collect();
    let nearest = |colour: Rgb| {
        let apart = |other: &Rgb| -> u32 {
            let channels = colour.iter().zip(other);
            channels
                .map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2))
                .sum()
        };
        let all = (0..=u8::MAX).zip(&palette);
        all.min_by_key(|(_, other)| apart(other))
            .map_or(0, |(at, _)| at)
    };
    let places = sorted.iter().map(|(colour, _)| (*colour, nearest(*colour)));
    let places = places.collect();
    (palette, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(pixels: &[u8]) -> Vec<Rgb> {
        pixels.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect()
    }

    #[test]
    fn runs_are_as_long_as_they_are() {
        for lengths in [vec![1, 1, 2, 33, 1], vec![64, 31, 32, 65], vec![]] {
            let colour = |n: usize| [n as u8, 0, 0, 255];
            let all = lengths.iter().enumerate();
            let pixels: Vec<u8> = all
                .flat_map(|(n, length)| colour(n).repeat(*length))
                .collect();
            let found: Vec<usize> = runs(&pixels).iter().map(|(_, length)| *length).collect();
            assert_eq!(found, lengths);
        }
    }

    /// The colours of a PNG's pixels.
    fn read(bytes: &[u8]) -> Vec<Rgb> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels.chunks_exact(3).map(|p| [p[0], p[1], p[2]]).collect()
    }

    #[test]
    fn few_colours_are_kept_as_they_are() {
        let colours = [[255, 97, 51], [18, 18, 15], [245, 243, 238], [18, 18, 15]];
        let pixels: Vec<u8> = colours
            .iter()
            .flat_map(|[r, g, b]| [*r, *g, *b, 255])
            .collect();
        assert_eq!(read(&write(&pixels, 2, 2).unwrap()), colours);
    }

    #[test]
    fn mixtures_become_the_nearest_frequent_colour() {
        let mut pixels = Vec::new();
        for value in 0..=255_u8 {
            // Each of the greys twice, and beside it once what can hardly be told from it.
            pixels.extend([value, value, value, 255].repeat(2));
            pixels.extend([value, value, value ^ 1, 255]);
        }
        let read = read(&write(&pixels, 768, 1).unwrap());
        let off = |(one, other): (&Rgb, Rgb)| {
            one.iter()
                .zip(other)
                .map(|(a, b)| a.abs_diff(b))
                .max()
                .unwrap()
        };
        assert!(read.iter().zip(rgb(&pixels)).map(off).all(|off| off <= 1));
        assert!(read.iter().all(|[r, g, b]| r == g && g == b));
    }

    #[test]
    fn a_picture_of_very_many_colours_keeps_them() {
        let pixels: Vec<u8> = (0..100 * 100_u32)
            .flat_map(|n| [(n % 100) as u8, (n / 100) as u8, 7, 255])
            .collect();
        let bytes = write(&pixels, 100, 100).unwrap();
        assert_eq!(read(&bytes), rgb(&pixels));
    }
}
