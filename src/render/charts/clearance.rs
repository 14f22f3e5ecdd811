//! Keeping type off the drawing: in come what is drawn already and the boxes
//! where a text could stand, out comes the best of these boxes.
//!
//! All measures are CSS pixels at the narrowest size the drawing is shown at,
//! where things stand closest.

use super::path::Point;

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The square of half-width `reach` around a point.
    pub(super) fn around((x, y): Point, reach: f64) -> Self {
        Self {
            left: x - reach,
            top: y - reach,
            right: x + reach,
            bottom: y + reach,
        }
    }

    /// Distance to a point; 0 inside.
    fn to_point(self, (x, y): Point) -> f64 {
        let dx = (self.left - x).max(x - self.right).max(0.0);
        let dy = (self.top - y).max(y - self.bottom).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }

    /// Distance to another area; 0 where they touch.
    fn to_area(self, other: Area) -> f64 {
        let dx = (self.left - other.right)
            .max(other.left - self.right)
            .max(0.0);
        let dy = (self.top - other.bottom)
            .max(other.top - self.bottom)
            .max(0.0);
        (dx * dx + dy * dy).sqrt()
    }
}

/// What is drawn already, on a sheet of a given size.
#[derive(Debug)]
pub(super) struct Clearance {
    size: (f64, f64),
    dots: Vec<Point>,
    areas: Vec<Area>,
}

impl Clearance {
    /// An empty sheet of a width and height.
    pub(super) fn new(size: (f64, f64)) -> Self {
        Self {
            size,
            dots: Vec::new(),
            areas: Vec::new(),
        }
    }

    /// Adds points of a line, close enough together that no text slips between.
    pub(super) fn add_dots(&mut self, dots: impl IntoIterator<Item = Point>) {
        self.dots.extend(dots);
    }

    /// Adds a box.
    pub(super) fn add(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// Distance from `area` to the nearest thing drawn, at most `enough`;
    /// negative where it leaves the sheet, by as much.
    pub(super) fn around(&self, area: Area, enough: f64) -> f64 {
        let (width, height) = self.size;
        let inside = area
            .left
            .min(area.top)
            .min(width - area.right)
            .min(height - area.bottom);
        if inside < 0.0 {
            return inside;
        }
        let dots = self.dots.iter().map(|&dot| area.to_point(dot));
        let areas = self.areas.iter().map(|&other| area.to_area(other));
        dots.chain(areas).fold(enough, f64::min)
    }

    /// The first candidate that keeps `enough` distance, else the one that
    /// keeps most (the earlier of equals). `None` without candidates.
    pub(super) fn choose<T>(
        &self,
        candidates: impl IntoIterator<Item = (T, Area)>,
        enough: f64,
    ) -> Option<(T, Area, f64)> {
        let mut best: Option<(T, Area, f64)> = None;
        for (candidate, area) in candidates {
            let distance = self.around(area, enough);
            if best.as_ref().is_none_or(|(_, _, most)| distance > *most) {
                best = Some((candidate, area, distance));
            }
            if distance >= enough {
                break;
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_clear_place_wins_else_the_clearest() {
        let mut drawn = Clearance::new((100.0, 100.0));
        drawn.add_dots([(0.0, 0.0)]);
        drawn.add(Area {
            left: 20.0,
            top: 0.0,
            right: 30.0,
            bottom: 10.0,
        });
        let at = |x: f64| Area {
            left: x,
            top: 0.0,
            right: x + 4.0,
            bottom: 4.0,
        };
        let best = drawn.choose(
            [("on", at(0.0)), ("far", at(50.0)), ("near", at(10.0))],
            5.0,
        );
        assert_eq!(best.map(|b| b.0), Some("far"));
        let best = drawn.choose(
            [("on", at(0.0)), ("close", at(17.0)), ("less", at(2.0))],
            5.0,
        );
        assert_eq!(best.map(|b| (b.0, b.2)), Some(("less", 2.0)));
        let best = drawn.choose([("off", at(-1.0)), ("touching", at(18.0))], 5.0);
        assert_eq!(
            best.map(|b| b.0),
            Some("touching"),
            "type stays on the sheet"
        );
        assert!(drawn.choose(Vec::<((), Area)>::new(), 5.0).is_none());
    }
}
