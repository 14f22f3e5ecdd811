//! A cover as a file of its own: in come emotions, a seed and a theme's colours,
//! out comes an SVG document that needs no stylesheet.
//!
//! It is shown by `<img>`, where neither the page's stylesheet nor its fonts
//! reach: colours stand in the file, light and dark, and there is no type.

use super::super::frame::{Direction, Frame};
use super::{Cover, Sheet, push_contours, push_route, push_stations};

/// Width and height of the file.
pub const SIZE: (u32, u32) = (1200, 800);

/// Colours on a light and on a dark ground.
#[derive(Debug, Clone, Copy)]
pub struct Colours<'a> {
    /// Where the reader's system is light.
    pub light: Tones<'a>,
    /// Where it is dark.
    pub dark: Tones<'a>,
}

/// Colours on one ground, as `#rrggbb`.
#[derive(Debug, Clone, Copy)]
pub struct Tones<'a> {
    /// The sheet.
    pub ground: &'a str,
    /// The contours.
    pub contour: &'a str,
    /// The route.
    pub route: &'a str,
}

/// Draws the file: 1200 by 800, without type, below 12 kB.
pub fn file(emotions: &[Option<f64>], seed: &str, colours: &Colours<'_>) -> String {
    let (width, height) = SIZE;
    let frame = Frame {
        direction: Direction::Lying,
        length: f64::from(width),
        breadth: f64::from(height),
    };
    let cover = Cover {
        emotions,
        seed,
        ..Cover::default()
    };
    let sheet = Sheet::with_plain(&cover, frame, 0.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><style>{}@media (prefers-color-scheme:dark){{{}}}</style><rect class=\"g\" width=\"{width}\" height=\"{height}\"/>",
        rules(&colours.light) + LINES,
        rules(&colours.dark)
    );
    push_contours(&mut out, seed, &sheet, (40.0, 17.0));
    push_route(&mut out, &sheet);
    push_stations(&mut out, &sheet);
    out.push_str("</svg>\n");
    // A picture is scaled as a whole, lines and all.
    out.replace(" vector-effect=\"non-scaling-stroke\"", "")
}

/// Widths of the lines, which are the same in light and dark.
const LINES: &str = ".chart-contour{stroke-width:2.5}.chart-contour-index{stroke-width:4.5}\
.chart-route{stroke-width:13;stroke-linecap:round}.chart-route-casing{stroke-width:30}\
.chart-route-bridge{stroke-width:9;stroke-linecap:round;stroke-dasharray:1 20}\
.chart-station{stroke-width:9}.chart-missing{stroke-width:4}";

fn rules(tones: &Tones<'_>) -> String {
    let Tones {
        ground,
        contour,
        route,
    } = tones;
    format!(
        ".g,.chart-station{{fill:{ground}}}.chart-route-casing{{stroke:{ground}}}\
.chart-contour,.chart-contour-index{{stroke:{contour}}}\
.chart-route,.chart-route-bridge,.chart-station{{stroke:{route}}}.chart-terminus{{fill:{route}}}"
    )
}
