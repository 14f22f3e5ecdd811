//! What a reader would see of a drawing, for tests: in comes SVG text and the
//! size at which it is shown, out come the boxes of its type and the points of
//! its lines, in CSS pixels.
//!
//! Understands what the charts write and nothing else: percentages, `dx` and
//! `dy`, one inner `<svg>` stretched over the outer one, relative path data.

use super::clearance::Area;
use super::lettering::{CAP_HEIGHT, width};
use super::path::Point;

/// A drawing, shown.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) size: (f64, f64),
    /// Class, words and box of each text.
    pub(super) texts: Vec<(String, String, Area)>,
    /// Class and points of each line, close together.
    pub(super) lines: Vec<(String, Vec<Point>)>,
    /// Class and place of each circle and used shape.
    pub(super) marks: Vec<(String, Point)>,
}

impl Drawn {
    /// The drawing at a width; as high as it says, or in proportion where it is scaled.
    pub(super) fn at(svg: &str, shown: f64) -> Self {
        let root = svg.split_once('>').unwrap().0;
        let (size, unit) = match attribute(root, "viewBox") {
            Some(view) => {
                let sides: Vec<f64> = view.split(' ').map(|n| n.parse().unwrap()).collect();
                let unit = shown / sides[2];
                ((shown, sides[3] * unit), unit)
            }
            None => (
                (shown, attribute(root, "height").unwrap().parse().unwrap()),
                1.0,
            ),
        };
        let mut drawn = Drawn {
            size,
            texts: Vec::new(),
            lines: Vec::new(),
            marks: Vec::new(),
        };
        let mut stretch = (1.0, 1.0);
        let body = svg.rsplit_once("</defs>").map_or(svg, |(_, body)| body);
        for piece in body.split('<').skip(1) {
            let (tag, rest) = piece.split_once('>').unwrap();
            let class = attribute(tag, "class").unwrap_or("").to_owned();
            match tag.split(' ').next() {
                Some("svg") if tag.contains("preserveAspectRatio=\"none\"") => {
                    let view = attribute(tag, "viewBox").unwrap();
                    let sides: Vec<f64> = view.split(' ').map(|n| n.parse().unwrap()).collect();
                    stretch = (size.0 / sides[2], size.1 / sides[3]);
                }
                Some("text") => {
                    let area = text_box(tag, rest, size, unit);
                    drawn.texts.push((class, rest.to_owned(), area));
                }
                Some("circle" | "use") => {
                    let at = |names: [&str; 2], whole| {
                        let value = attribute(tag, names[0]).or(attribute(tag, names[1]));
                        length(value.unwrap(), whole, unit)
                    };
                    let place = (at(["cx", "x"], size.0), at(["cy", "y"], size.1));
                    drawn.marks.push((class, place));
                }
                Some("path") => {
                    let points = points(attribute(tag, "d").unwrap());
                    let shown = points
                        .into_iter()
                        .map(|(x, y)| (x * stretch.0, y * stretch.1));
                    drawn.lines.push((class, shown.collect()));
                }
                _ => {}
            }
        }
        drawn
    }

    /// Fails where something is wrong.
    #[track_caller]
    pub(super) fn assert_clear_of(&self, classes: &[&str], what: &str) {
        let faults = self.faults(classes);
        assert!(faults.is_empty(), "{what}: {faults:#?}");
    }

    /// Where type leaves the drawing, meets other type, or lies on a line or mark of one of these
    /// classes; and where a mark leaves the drawing.
    pub(super) fn faults(&self, classes: &[&str]) -> Vec<String> {
        let mut faults = Vec::new();
        let (wide, high) = self.size;
        let counts = |class: &str| {
            classes
                .iter()
                .any(|one| class.split(' ').any(|c| c == *one))
        };
        for (n, (_, text, area)) in self.texts.iter().enumerate() {
            let mut fault = |what: String| faults.push(format!("{text:?} {what}: {area:?}"));
            let inside = area.left >= -0.5
                && area.top >= -0.5
                && area.right <= wide + 0.5
                && area.bottom <= high + 0.5;
            if !inside {
                fault(format!("leaves the drawing of {:?}", self.size));
            }
            let others = self.texts.iter().skip(n + 1);
            for (_, other, theirs) in others.filter(|(_, _, theirs)| meet(area, theirs)) {
                fault(format!("meets {other:?} at {theirs:?}"));
            }
            for (class, points) in self.lines.iter().filter(|(class, _)| counts(class)) {
                if let Some(hit) = points.iter().find(|point| holds(area, **point)) {
                    fault(format!("lies on {class} at {hit:?}"));
                }
            }
            for (class, place) in self.marks.iter().filter(|(class, _)| counts(class)) {
                if holds(area, *place) {
                    fault(format!("lies on {class} at {place:?}"));
                }
            }
        }
        for (class, place) in &self.marks {
            if !(0.0..=wide).contains(&place.0) || !(0.0..=high).contains(&place.1) {
                faults.push(format!("{class} at {place:?} leaves the drawing"));
            }
        }
        faults
    }
}

fn meet(a: &Area, b: &Area) -> bool {
    a.left < b.right - 0.1
        && b.left < a.right - 0.1
        && a.top < b.bottom - 0.1
        && b.top < a.bottom - 0.1
}

fn holds(area: &Area, (x, y): Point) -> bool {
    x > area.left && x < area.right && y > area.top && y < area.bottom
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn length(value: &str, whole: f64, unit: f64) -> f64 {
    match value.strip_suffix('%') {
        Some(share) => share.parse::<f64>().unwrap() / 100.0 * whole,
        None => value.parse::<f64>().unwrap() * unit,
    }
}

fn text_box(tag: &str, text: &str, size: (f64, f64), unit: f64) -> Area {
    let shift = |name: &str| attribute(tag, name).map_or(0.0, |v| length(v, 0.0, unit));
    let x = length(attribute(tag, "x").unwrap(), size.0, unit) + shift("dx");
    let y = length(attribute(tag, "y").unwrap(), size.1, unit) + shift("dy");
    let font = length(attribute(tag, "font-size").unwrap(), 0.0, unit);
    let plain = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let wide = width(&plain, font);
    let left = match attribute(tag, "text-anchor") {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    Area {
        left,
        top: y - CAP_HEIGHT * font,
        right: left + wide,
        bottom: y,
    }
}

/// Points of relative path data, at most a few units apart.
fn points(d: &str) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    // The last control point, which a `t` mirrors.
    let mut control = at;
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..]
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(rest.len(), |n| n + 1);
        let numbers = numbers(&rest[1..end]);
        rest = &rest[end..];
        let step = match command {
            'm' | 'l' | 't' => 2,
            'q' => 4,
            'c' => 6,
            'z' => {
                at = start;
                continue;
            }
            other => panic!("{other} in {d}"),
        };
        for (n, chunk) in numbers.chunks(step).enumerate() {
            let point = |k: usize| (at.0 + chunk[2 * k], at.1 + chunk[2 * k + 1]);
            let to = point(step / 2 - 1);
            if command == 'm' && n == 0 {
                start = to;
            } else {
                let mut controls: Vec<Point> = std::iter::once(at)
                    .chain((0..step / 2).map(point))
                    .collect();
                if command == 't' {
                    controls.insert(1, (2.0 * at.0 - control.0, 2.0 * at.1 - control.1));
                }
                control = controls[controls.len() - 2];
                let far = (to.0 - at.0).abs().max((to.1 - at.1).abs());
                let steps = (far / 2.0).ceil().max(1.0) as usize;
                out.extend((0..=steps).map(|k| bezier(&controls, k as f64 / steps as f64)));
            }
            at = to;
        }
    }
    out
}

/// De Casteljau's point on a curve.
fn bezier(controls: &[Point], t: f64) -> Point {
    let mut points = controls.to_vec();
    while points.len() > 1 {
        let pairs = points.windows(2);
        points = pairs
            .map(|p| {
                (
                    p[0].0 + (p[1].0 - p[0].0) * t,
                    p[0].1 + (p[1].1 - p[0].1) * t,
                )
            })
            .collect();
    }
    points[0]
}

fn numbers(text: &str) -> Vec<f64> {
    let mut out: Vec<String> = Vec::new();
    for c in text.chars() {
        let begins = match c {
            ' ' => {
                out.push(String::new());
                continue;
            }
            '-' => true,
            '.' => out.last().is_some_and(|one| one.contains('.')),
            _ => false,
        };
        if begins || out.is_empty() {
            out.push(String::new());
        }
        out.last_mut().unwrap().push(c);
    }
    out.iter()
        .filter(|one| !one.is_empty())
        .map(|one| one.parse().unwrap())
        .collect()
}

/// Numbers that come by chance and are the same every time (Marsaglia, "Xorshift RNGs", 2003).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// An emotion, in halves or tenths; now and then none.
    pub(super) fn emotion(&mut self) -> Option<f64> {
        match self.below(8) {
            0 => None,
            1..=4 => Some(self.below(9) as f64 * 0.5 - 2.0),
            _ => Some(self.below(41) as f64 * 0.1 - 2.0),
        }
    }
}
