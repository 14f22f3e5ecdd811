//! The land beneath the emotion curve: in come the journey and its plot, out
//! come contour lines that fill the sheet.

use super::super::cover::{self, Course};
use super::super::emotion::Journey;
use super::plot::Plot;

/// Least distance between two contours, in user units.
const APART: f64 = 6.5;

/// Writes the contour lines. Before the first and after the last known stage
/// the ground runs out to the plain.
pub(super) fn push(out: &mut String, journey: &Journey, plot: &Plot, seed: &str) {
    let ends = journey.ends();
    let ground = |along: f64| {
        let stages = along / plot.pitch();
        let Some((first, last)) = ends else {
            return 0.0;
        };
        let beyond = (first as f64 + 0.5 - stages)
            .max(stages - last as f64 - 0.5)
            .max(0.0);
        let off = beyond * plot.pitch() / (plot.frame.length * 0.14);
        journey.at(stages) / ((1.0 + off * off) * (1.0 + off * off))
    };
    let course = Course {
        emotion: &ground,
        across: &|along| plot.curve(along, journey),
        pitch: plot.pitch(),
        // No label stands on a plain of its own here; a negative one lies off the sheet.
        plain: -200.0,
    };
    cover::push_land(out, &plot.frame, &course, seed, (32.0, APART));
}

#[cfg(test)]
mod tests {
    use super::super::{EmotionCurve, Stage, WideLayout, relief};

    fn drawing(emotions: &[Option<f64>], loops_to: Option<usize>, seed: &str) -> String {
        let mut stages: Vec<Stage<'_>> = emotions
            .iter()
            .map(|&emotion| Stage {
                number: "+1",
                emotion,
                ..Stage::default()
            })
            .collect();
        if let Some(last) = stages.last_mut() {
            last.loops_to = loops_to;
        }
        let curve = EmotionCurve {
            stages: &stages,
            ..EmotionCurve::default()
        };
        relief(&curve, seed, WideLayout::default())
    }

    #[test]
    fn stations_stand_over_the_middles_of_equal_columns() {
        let svg = drawing(&[Some(-1.0), Some(0.5), Some(2.0), Some(0.0)], None, "a");
        for x in ["12.5%", "37.5%", "62.5%", "87.5%"] {
            let station = format!("class=\"chart-station\" cx=\"{x}\"");
            assert!(svg.contains(&station), "{x}: {svg}");
        }
    }

    #[test]
    fn contours_stand_in_place_of_guide_lines() {
        let svg = drawing(&[Some(-1.0), Some(2.0)], Some(0), "a");
        assert!(svg.contains("chart-relief") && svg.contains("class=\"chart-contour\""));
        assert!(svg.contains("class=\"chart-loop\""), "the way back");
        assert!(!svg.contains("chart-guide"), "{svg}");
    }

    #[test]
    fn the_country_follows_from_the_journey_and_the_seed_alone() {
        let land = |seed| drawing(&[Some(-1.0), None, Some(2.0)], None, seed);
        assert_eq!(land("a"), land("a"));
        assert_ne!(land("a"), land("b"));
    }

    #[test]
    fn odd_journeys_are_drawn_as_well() {
        assert_eq!(drawing(&[], None, "a"), "");
        let many = [Some(2.0), Some(-2.0)].repeat(20);
        for emotions in [vec![Some(f64::NAN)], vec![None; 3], many] {
            let svg = drawing(&emotions, Some(0), "");
            assert!(svg.ends_with("</svg>") && !svg.contains("NaN"), "{svg}");
        }
    }
}
