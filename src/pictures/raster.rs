//! Pixels: decoded, turned upright, scaled, encoded.
//!
//! In: the bytes of a picture that was looked through. Out: the bytes of the same picture in
//! another size. The same bytes come out on every machine: decoders and scaling calculate with
//! whole numbers, and the filter has no sines, which differ from library to library.

use std::io::Cursor;

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageDecoder, ImageEncoder, ImageReader, Limits,
    RgbImage,
    codecs::{
        png::{CompressionType, FilterType as RowFilter, PngEncoder},
        webp::WebPEncoder,
    },
    metadata::Orientation,
};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::container::{Container, Format};

/// The quality of scaled photos: beyond it files grow and nobody sees why.
const QUALITY: u8 = 80;

/// The quality of a photo that is only turned: it stands for the author's file.
const QUALITY_OF_TURNED: u8 = 92;

/// The most memory that one picture may take while it is decoded.
const MEMORY: u64 = 1 << 30;

/// Pixels with what says how their colours are to be read.
pub struct Raster {
    pixels: DynamicImage,
    profile: Option<Vec<u8>>,
}

/// What is wrong with a picture, in words that follow "the picture".
type Fault = String;

impl Raster {
    /// Decodes a picture and turns it upright.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(bytes: &[u8], container: &Container) -> Result<Self, Fault> {
        let mut raster = match container.format {
            Format::Jpeg => jpeg(bytes)?,
            Format::Png => other(bytes, image::ImageFormat::Png)?,
            Format::Webp => other(bytes, image::ImageFormat::WebP)?,
            Format::Gif => return Err("is not decoded".to_owned()),
        };
        if let Some(orientation) = Orientation::from_exif(container.orientation) {
            raster.pixels.apply_orientation(orientation);
        }
        Ok(raster)
    }

    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    /// The format in which it is scaled: photos as JPEG, whatever came without loss without.
    pub fn format(&self, container: &Container) -> Format {
        let has_alpha = self.pixels.color().has_alpha();
        match container.format {
            Format::Webp if container.is_lossy && !has_alpha => Format::Jpeg,
            format => format,
        }
    }

    /// The picture in its own size.
    ///
    /// # Errors
    /// Why it cannot be written in this format.
    pub fn encoded(&self, format: Format) -> Result<Vec<u8>, Fault> {
        let (width, height) = self.size();
        let pixels = self.pixels.as_bytes();
        self.encode(pixels, width, height, format, QUALITY_OF_TURNED)
    }

    /// The picture in another size.
    ///
    /// # Errors
    /// Why it cannot be written in this format.
    pub fn scaled(&self, width: u32, height: u32, format: Format) -> Result<Vec<u8>, Fault> {
        let kind = match self.pixels.color().channel_count() {
            1 => PixelType::U8,
            2 => PixelType::U8x2,
            3 => PixelType::U8x3,
            _ => PixelType::U8x4,
        };
        let (own_width, own_height) = self.size();
        let from = ImageRef::new(own_width, own_height, self.pixels.as_bytes(), kind)
            .map_err(|e| e.to_string())?;
        let mut to = Image::new(width, height, kind);
        let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new()
            .resize(&from, &mut to, &how)
            .map_err(|e| e.to_string())?;
        self.encode(to.buffer(), width, height, format, QUALITY)
    }

    fn encode(
        &self,
        pixels: &[u8],
        width: u32,
        height: u32,
        format: Format,
        quality: u8,
    ) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let colour: ExtendedColorType = self.pixels.color().into();
        let profile = self.profile.clone();
        match format {
            Format::Jpeg => return self.jpeg(pixels, width, height, quality),
            Format::Png => {
                let kind = CompressionType::Default;
                let mut encoder =
                    PngEncoder::new_with_quality(&mut bytes, kind, RowFilter::Adaptive);
                // A format that cannot hold a profile does without.
                profile.map(|profile| encoder.set_icc_profile(profile).ok());
                encoder.write_image(pixels, width, height, colour)
            }
            Format::Webp | Format::Gif => {
                let mut encoder = WebPEncoder::new_lossless(&mut bytes);
                profile.map(|profile| encoder.set_icc_profile(profile).ok());
                encoder.write_image(pixels, width, height, colour)
            }
        }
        .map_err(|e| e.to_string())?;
        Ok(bytes)
    }

    fn jpeg(&self, pixels: &[u8], width: u32, height: u32, quality: u8) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, quality);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        if let Some(profile) = &self.profile {
            let _ = encoder.add_icc_profile(profile);
        }
        let colour = match self.pixels.color().channel_count() {
            1 => ColorType::Luma,
            _ => ColorType::Rgb,
        };
        let side = |length| u16::try_from(length).map_err(|_| "is too large".to_owned());
        encoder
            .encode(pixels, side(width)?, side(height)?, colour)
            .map_err(|e| e.to_string())?;
        Ok(bytes)
    }
}

fn jpeg(bytes: &[u8]) -> Result<Raster, Fault> {
    // Instructions that only some processors have round differently.
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| fault(&e))?;
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let wanted = match is_grey {
        true => ColorSpace::Luma,
        false => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let pixels = decoder.decode().map_err(|e| fault(&e))?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let (width, height) = (width as u32, height as u32);
    let pixels = match is_grey {
        true => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
        false => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
    };
    Ok(Raster {
        pixels: pixels.ok_or("cannot be decoded")?,
        profile: decoder.icc_profile(),
    })
}

fn other(bytes: &[u8], format: image::ImageFormat) -> Result<Raster, Fault> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| fault(&e))?;
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = DynamicImage::from_decoder(decoder).map_err(|e| fault(&e))?;
    Ok(Raster {
        pixels: eight_bits(pixels),
        profile,
    })
}

/// The same with eight bits a channel, and without transparency where nothing is transparent.
fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    let (is_grey, has_alpha) = (
        pixels.color().channel_count() < 3,
        pixels.color().has_alpha(),
    );
    match (is_grey, has_alpha) {
        (true, false) => pixels.into_luma8().into(),
        (false, false) => pixels.into_rgb8().into(),
        (true, true) => {
            let pixels = pixels.into_luma_alpha8();
            match pixels.pixels().all(|pixel| pixel.0[1] == u8::MAX) {
                true => DynamicImage::from(pixels).into_luma8().into(),
                false => pixels.into(),
            }
        }
        (false, true) => {
            let pixels = pixels.into_rgba8();
            match pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                true => DynamicImage::from(pixels).into_rgb8().into(),
                false => pixels.into(),
            }
        }
    }
}

fn fault(error: &impl std::fmt::Display) -> Fault {
    format!("cannot be decoded: {error}")
}
