//! Colours from one accent, with contrast kept by computation.
//!
//! In: the accent that a site chooses and the ground of its theme. Out: tints of it that can be
//! read: 4.5:1 for text and 3:1 for large type and lines, as WCAG 2.2 asks (success criteria 1.4.3
//! and 1.4.11). Lightness is changed in OKLCH (Björn Ottosson, "A perceptual color space for
//! image processing", 2020), so that the hue stays what the agency chose.

use serde::Serialize;

/// The colours of a theme in light and dark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Palette {
    /// On the light ground.
    pub light: Tints,
    /// On the dark ground.
    pub dark: Tints,
}

/// Tints of the accent on one ground, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tints {
    /// For large type and lines: at least 3:1 on the ground.
    pub accent: String,
    /// For text: at least 4.5:1 on the ground.
    pub accent_text: String,
    /// For large areas.
    pub accent_ground: String,
    /// For text on such an area: at least 4.5:1.
    pub on_accent: String,
}

/// A colour as red, green and blue from 0 to 1, gamma-encoded sRGB.
type Rgb = [f64; 3];

/// Computes the palette of an accent on two grounds; `None` where one is not a colour.
pub fn palette(accent: &str, light_paper: &str, dark_paper: &str) -> Option<Palette> {
    let accent = parse(accent)?;
    Some(Palette {
        light: tints(accent, parse(light_paper)?),
        dark: tints(accent, parse(dark_paper)?),
    })
}

fn tints(accent: Rgb, paper: Rgb) -> Tints {
    let strong = readable(accent, paper, 3.0);
    let ground = ground_for(accent);
    Tints {
        accent: hex(strong),
        accent_text: hex(readable(accent, paper, 4.5)),
        accent_ground: hex(ground),
        on_accent: hex(text_on(ground)),
    }
}

/// The accent as an area: moved just so far that white or near-black text can be read on it.
fn ground_for(accent: Rgb) -> Rgb {
    let white = contrast(accent, WHITE);
    if white >= 4.5 || contrast(accent, INK) >= 4.5 && white < 3.0 {
        accent
    } else {
        readable(accent, WHITE, 4.5)
    }
}

const WHITE: Rgb = [1.0, 1.0, 1.0];
const INK: Rgb = [0.07, 0.07, 0.06];

fn text_on(ground: Rgb) -> Rgb {
    if contrast(ground, WHITE) >= 4.5 {
        WHITE
    } else {
        INK
    }
}

/// The colour nearest to `color` in lightness that has the contrast `ratio` to `paper`.
fn readable(color: Rgb, paper: Rgb, ratio: f64) -> Rgb {
    if rounded_contrast(color, paper) >= ratio {
        return color;
    }
    let [lightness, chroma, hue] = to_oklch(color);
    let darker = luminance(paper) > 0.18;
    let steps = 200;
    (1..=steps)
        .map(|step| {
            let share = f64::from(step) / f64::from(steps);
            let goal = if darker { 0.0 } else { 1.0 };
            from_oklch([
                lightness + (goal - lightness) * share,
                chroma * (1.0 - share * 0.4),
                hue,
            ])
        })
        .find(|candidate| rounded_contrast(*candidate, paper) >= ratio)
        .unwrap_or(if darker { [0.0; 3] } else { WHITE })
}

/// A colour between two: `share` of the first in the second. `None` where one is not a colour.
pub fn mix(first: &str, second: &str, share: f64) -> Option<String> {
    let ([r, g, b], [x, y, z]) = (parse(first)?, parse(second)?);
    let between = |a: f64, b: f64| a * share + b * (1.0 - share);
    Some(hex([between(r, x), between(g, y), between(b, z)]))
}

/// The contrast of what is written as `#rrggbb`, which is what browsers see.
fn rounded_contrast(a: Rgb, b: Rgb) -> f64 {
    let rounded = |c: Rgb| c.map(|channel| (channel * 255.0).round() / 255.0);
    contrast(rounded(a), rounded(b))
}

/// The contrast ratio of WCAG 2: from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of WCAG 2.
fn luminance(color: Rgb) -> f64 {
    let [r, g, b] = color.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

fn encoded(channel: f64) -> f64 {
    let channel = channel.clamp(0.0, 1.0);
    if channel <= 0.003_130_8 {
        channel * 12.92
    } else {
        1.055 * channel.powf(1.0 / 2.4) - 0.055
    }
}

fn to_oklch(color: Rgb) -> [f64; 3] {
    let [r, g, b] = color.map(linear);
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
    let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
    let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
    [lightness, a.hypot(b), b.atan2(a)]
}

fn from_oklch([lightness, chroma, hue]: [f64; 3]) -> Rgb {
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(encoded)
}

/// Reads `#rgb` or `#rrggbb`.
fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let long: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let channel = |at: usize| {
        let byte = u8::from_str_radix(long.get(at..at + 2)?, 16).ok()?;
        Some(f64::from(byte) / 255.0)
    };
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn hex(color: Rgb) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a byte"
    )]
    let byte = |channel: f64| (channel.clamp(0.0, 1.0) * 255.0).round() as u8;
    let [r, g, b] = color.map(byte);
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixture_lies_between() {
        let mixed = |share| mix("#fff", "#000000", share);
        assert_eq!(mixed(1.0).as_deref(), Some("#ffffff"));
        assert_eq!(mixed(0.0).as_deref(), Some("#000000"));
        assert_eq!(mixed(0.2).as_deref(), Some("#333333"));
        assert_eq!(mix("red", "#000", 0.5), None);
    }

    #[test]
    fn whatever_the_accent_text_can_be_read() {
        for accent in [
            "#e4572e", "#ffff00", "#000000", "#ffffff", "#777777", "#0af", "#123456", "#ff00ff",
            "#fcfcfc",
        ] {
            for (light, dark) in [("#f4efe6", "#15171a"), ("#ffffff", "#000000")] {
                let all = palette(accent, light, dark).unwrap();
                for (tints, paper) in [(&all.light, light), (&all.dark, dark)] {
                    let to = |a: &str, b: &str| contrast(parse(a).unwrap(), parse(b).unwrap());
                    assert!(
                        to(&tints.accent, paper) >= 3.0,
                        "{accent} {paper} {tints:?}"
                    );
                    assert!(
                        to(&tints.accent_text, paper) >= 4.5,
                        "{accent} {paper} {tints:?}"
                    );
                    assert!(
                        to(&tints.on_accent, &tints.accent_ground) >= 4.5,
                        "{accent} {tints:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_accent_that_can_be_read_is_left_alone() {
        let all = palette("#a02010", "#ffffff", "#000000").unwrap();
        assert_eq!(all.light.accent_text, "#a02010");
    }

    #[test]
    fn oklch_leads_back_to_the_same_colour() {
        for color in ["#e4572e", "#00ff7f", "#123456"] {
            assert_eq!(hex(from_oklch(to_oklch(parse(color).unwrap()))), color);
        }
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((contrast(WHITE, [0.0; 3]) - 21.0).abs() < 1e-9);
    }
}
