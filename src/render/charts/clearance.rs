//! Keeping type off the drawing: in come what is drawn already and a box where a
//! text could stand, out comes how far it is from the nearest thing drawn.
//!
//! All measures are CSS pixels at one size at which the drawing is shown.

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_to_the_nearest_thing_and_negative_off_the_sheet() {
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
        let around = |x: f64| drawn.around(at(x), 5.0);
        assert_eq!(around(50.0), 5.0, "no more than is asked for");
        assert_eq!(around(2.0), 2.0, "from the dot");
        assert_eq!(around(13.0), 3.0, "from the box");
        assert_eq!(around(18.0), 0.0, "it touches");
        assert_eq!(around(-1.0), -1.0, "it leaves the sheet");
        assert_eq!(around(98.0), -2.0, "on the other side as well");
    }
}
