//! The cover's landscape for a picture that stands alone: in come a path's emotions, colours and
//! the room, out comes a piece of SVG that needs no stylesheet.
//!
//! The upper part of the sheet stays plain for type. What has no path gets a calm line from edge
//! to edge, without stations: it shows no journey, and belongs to the same map.

use std::fmt::Write;

use super::super::emotion::Journey;
use super::super::frame::{Direction, Frame};
use super::super::svg::{escape, measure, number};
use super::sheet::Sheet;
use super::terrain::{Course, Ground, seed_of};
use super::{Route, contours};

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Landscape<'a> {
    /// Emotions of the stages in order, -2 to 2; none where there is no path.
    pub emotions: &'a [Option<f64>],
    /// Tells two countries apart.
    pub seed: &'a str,
    /// The whole sheet.
    pub width: f64,
    /// The whole sheet.
    pub height: f64,
    /// Down to here no line is drawn.
    pub top: f64,
    /// From the edges to the first and the last station.
    pub margin: f64,
    /// The colour of the contours.
    pub contour: &'a str,
    /// How strong they are, from 0 to 1.
    pub contour_opacity: f64,
    /// The colour beneath everything, which parts the route from the contours.
    pub ground: &'a str,
    /// The colour of route and stations.
    pub route: &'a str,
    /// How wide the route is; its stations are measured by it.
    pub route_width: f64,
}

/// The usual width of the route.
pub const ROUTE: f64 = 10.0;

/// Draws the landscape.
pub fn landscape(of: &Landscape<'_>) -> String {
    let calm: Vec<Option<f64>>;
    let has_path = !of.emotions.is_empty();
    let emotions = match has_path {
        true => of.emotions,
        false => {
            calm = calm_line(seed_of(of.seed));
            &calm
        }
    };
    let sheet = lay_out(of, emotions, has_path);
    let mut out =
        String::from("<g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
    push_contours(&mut out, of, &sheet);
    push_route(&mut out, of, &sheet);
    if has_path {
        push_stations(&mut out, of, &sheet);
    }
    out.push_str("</g>");
    out
}

/// Points of a line that rises and falls a little: beyond the sheet at both ends.
fn calm_line(seed: u64) -> Vec<Option<f64>> {
    let height = |n: u32| {
        let bits = (seed >> (n * 9)) % 97;
        let up = seed.wrapping_add(u64::from(n)).is_multiple_of(2);
        let size = 0.35 + bits as f64 / 97.0 * 0.75;
        Some(if up { size } else { -size })
    };
    (0..6).map(height).collect()
}

fn lay_out(of: &Landscape<'_>, emotions: &[Option<f64>], has_path: bool) -> Sheet {
    let frame = Frame {
        direction: Direction::Lying,
        length: measure(of.width, 400.0),
        breadth: measure(of.height, 240.0),
    };
    let journey = Journey::new(emotions.iter().copied());
    let gaps = journey.count().saturating_sub(1).max(1) as f64;
    let plain = measure(of.top, 0.0).min(frame.breadth - 120.0);
    let room = frame.breadth - plain;
    let (first, pitch) = match (has_path, journey.count()) {
        (true, 0 | 1) => (frame.length / 2.0, frame.length / 2.0),
        (true, _) => (of.margin, (frame.length - 2.0 * of.margin) / gaps),
        (false, _) => (-0.1 * frame.length, 1.2 * frame.length / gaps),
    };
    Sheet {
        frame,
        journey,
        plain,
        first,
        pitch,
        delight: plain + (room * 0.2).max(34.0),
        despair: frame.breadth - (room * 0.2).max(40.0),
        radius: (pitch * 0.2).clamp(5.0, 14.0) * (of.route_width / ROUTE).clamp(0.6, 2.0),
    }
}

fn push_contours(out: &mut String, of: &Landscape<'_>, sheet: &Sheet) {
    if of.contour_opacity <= 0.0 {
        return;
    }
    let course = Course {
        emotion: &|along| sheet.ground(along),
        across: &|along| sheet.across(sheet.emotion(along)),
        pitch: sheet.pitch,
        // The ground rises from a little below the type.
        plain: sheet.plain * 1.06,
    };
    let ground = Ground::shape(&sheet.frame, 30.0, &course, seed_of(of.seed));
    let (plain, index) = contours::paths(&contours::trace(&ground, 11.0));
    let _ = write!(out, "<g stroke-opacity=\"{}\">", number(of.contour_opacity));
    push_line(out, &plain, of.contour, 1.75);
    push_line(out, &index, of.contour, 3.25);
    out.push_str("</g>");
}

fn push_route(out: &mut String, of: &Landscape<'_>, sheet: &Sheet) {
    let route = Route::along(sheet);
    let width = of.route_width;
    push_line(out, &route.whole, of.ground, width * 2.6);
    push_line(out, &route.known, of.route, width);
    if !route.bridges.is_empty() {
        let _ = write!(
            out,
            "<path d=\"{}\" stroke=\"{}\" stroke-width=\"{}\" stroke-dasharray=\"1 {}\"/>",
            route.bridges,
            escape(of.route),
            number(width * 0.7),
            number(width * 1.9)
        );
    }
}

/// A ring per stage, the last known one filled; a stage without emotion is a smaller ring.
fn push_stations(out: &mut String, of: &Landscape<'_>, sheet: &Sheet) {
    let terminus = sheet.journey.ends().map(|(_, last)| last);
    for i in 0..sheet.journey.count() {
        let (along, across) = sheet.station(i);
        let (x, y) = sheet.frame.point(along, across);
        let (radius, fill) = match (sheet.journey.emotion(i), terminus == Some(i)) {
            (None, _) => (sheet.radius * 0.7, of.ground),
            (_, true) => (sheet.radius * 1.25, of.route),
            (_, false) => (sheet.radius, of.ground),
        };
        let _ = write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            number(x),
            number(y),
            number(radius),
            escape(fill),
            escape(of.route),
            number((radius * 0.5).min(of.route_width * 0.6))
        );
    }
}

fn push_line(out: &mut String, d: &str, colour: &str, width: f64) {
    if !d.is_empty() {
        let _ = write!(
            out,
            "<path d=\"{d}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            escape(colour),
            number(width)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(emotions: &[Option<f64>], seed: &str) -> String {
        landscape(&of(emotions, seed))
    }

    fn of<'a>(emotions: &'a [Option<f64>], seed: &'a str) -> Landscape<'a> {
        Landscape {
            emotions,
            seed,
            width: 1200.0,
            height: 630.0,
            top: 330.0,
            margin: 76.0,
            contour: "#d95",
            contour_opacity: 0.5,
            ground: "#f63\"",
            route: "#fff",
            route_width: ROUTE,
        }
    }

    #[test]
    fn a_thin_route_stands_alone_where_contours_have_no_strength() {
        let path = [Some(1.0), Some(-1.0)];
        let usual = drawn(&path, "a");
        assert!(usual.contains("stroke=\"#fff\" stroke-width=\"10\""));
        assert!(usual.contains("stroke=\"#d95\"") && usual.contains("r=\"14\""));
        let thin = landscape(&Landscape {
            contour_opacity: 0.0,
            route_width: 4.0,
            ..of(&path, "a")
        });
        assert!(thin.contains("stroke=\"#fff\" stroke-width=\"4\""));
        assert!(!thin.contains("stroke=\"#d95\"") && thin.contains("r=\"8.4\""));
    }

    #[test]
    fn a_path_has_its_stations_and_a_page_a_line_without() {
        let path = drawn(&[Some(0.5), None, Some(-1.0), Some(2.0)], "a");
        assert_eq!(path.matches("<circle").count(), 4);
        assert_eq!(path.matches("stroke-dasharray").count(), 1);
        let page = drawn(&[], "a");
        assert_eq!(page.matches("<circle").count(), 0);
        assert!(page.contains("stroke=\"#fff\""));
        assert_eq!(page, drawn(&[], "a"));
        assert_ne!(page, drawn(&[], "b"));
    }

    #[test]
    fn one_stage_and_many_stay_on_the_sheet() {
        for count in [1, 2, 14, 60] {
            let svg = drawn(&vec![Some(-2.0); count], "a");
            for piece in svg.split("cx=\"").skip(1) {
                let x: f64 = piece.split('"').next().unwrap().parse().unwrap();
                assert!((76.0..=1124.0).contains(&x), "{count}: {x}");
            }
        }
    }

    #[test]
    fn colours_cannot_break_out_of_their_attribute() {
        let svg = drawn(&[Some(1.0), Some(0.0)], "a");
        assert!(!svg.contains("#f63\"\"") && svg.contains("#f63&quot;"));
        assert!(!svg.contains("class=") && !svg.contains("NaN"));
    }
}
