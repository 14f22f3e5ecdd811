//! The drawing as a whole: what holds for every journey, however odd.

use super::*;

fn journey(emotions: &[Option<f64>], loops: &[(usize, usize)]) -> Vec<Stage<'static>> {
    let numbers = ["02", "03", "04", "05", "06", "07"];
    let mut stages: Vec<Stage<'static>> = emotions
        .iter()
        .enumerate()
        .map(|(i, &emotion)| Stage {
            number: numbers[i % numbers.len()],
            emotion,
            moment_of_truth: i % 4 == 1,
            loops_to: None,
        })
        .collect();
    for &(from, to) in loops {
        stages[from].loops_to = Some(to);
    }
    stages
}

fn both(stages: &[Stage<'_>]) -> [String; 2] {
    let guides = Guides {
        delight: "восторг",
        even: "ровно",
        despair: "отчаяние",
    };
    let alternative = TextAlternative {
        id: "c1",
        title: "Путь",
        description: "По этапам",
    };
    let curve = EmotionCurve {
        stages,
        guides,
        alternative,
    };
    [
        wide(&curve, WideLayout::default()),
        tall(&curve, TallLayout::default()),
    ]
}

fn odd_journeys() -> Vec<Vec<Stage<'static>>> {
    let some = |values: &[f64]| values.iter().map(|&v| Some(v)).collect::<Vec<_>>();
    let zigzag = |n: usize| {
        (0..n)
            .map(|i| Some((i * 7 % 11) as f64 * 0.4 - 2.0))
            .collect::<Vec<_>>()
    };
    vec![
        journey(&some(&[1.0]), &[(0, 0)]),
        journey(&some(&[-2.0, 2.0]), &[(1, 0), (0, 1)]),
        journey(&[None; 6], &[(5, 0)]),
        journey(&[None, Some(1.0), None], &[(2, 1)]),
        journey(&some(&[0.0; 6]), &[(5, 0), (4, 1), (3, 2)]),
        journey(
            &[
                Some(f64::NAN),
                Some(f64::INFINITY),
                Some(1e308),
                Some(-1e308),
            ],
            &[(3, 99)],
        ),
        journey(&zigzag(14), &[(5, 2), (7, 2), (13, 13), (9, 4), (1, 6)]),
        journey(
            &zigzag(20),
            &[
                (19, 0),
                (18, 1),
                (17, 2),
                (16, 3),
                (15, 4),
                (14, 5),
                (13, 6),
            ],
        ),
        journey(
            &zigzag(60),
            &(1..60).map(|i| (i, i - 1)).collect::<Vec<_>>(),
        ),
    ]
}

#[test]
fn every_journey_draws_cleanly() {
    for stages in odd_journeys() {
        for svg in both(&stages) {
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert!(!svg.contains("style") && !svg.contains("<script"));
            assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count());
        }
    }
    assert_eq!(both(&[]), ["", ""]);
}

#[test]
fn ids_are_unique_and_every_reference_has_its_shape() {
    for svg in odd_journeys().iter().flat_map(|stages| both(stages)) {
        let mut ids: Vec<&str> = svg
            .split(" id=\"")
            .skip(1)
            .filter_map(|s| s.split('"').next())
            .collect();
        for used in svg
            .split("href=\"#")
            .skip(1)
            .filter_map(|s| s.split('"').next())
        {
            assert!(ids.contains(&used), "{used} in {svg}");
        }
        assert!(ids.iter().all(|id| id.starts_with("c1-")));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn stations_keep_to_equal_columns_and_rows() {
    let [wide, tall] = both(&journey(
        &[Some(0.0), Some(0.5), Some(1.0), Some(-1.0)],
        &[],
    ));
    for share in ["12.5%", "62.5%", "87.5%"] {
        assert!(wide.contains(&format!("cx=\"{share}\"")), "{wide}");
        assert!(tall.contains(&format!("cy=\"{share}\"")), "{tall}");
    }
    assert!(
        wide.contains("<use class=\"chart-truth\" href=\"#c1-truth\" x=\"37.5%\""),
        "{wide}"
    );
}

#[test]
fn missing_emotions_are_bridged_and_ticked() {
    let [wide, _] = both(&journey(&[Some(1.0), None, None, Some(-1.0), None], &[]));
    assert!(wide.contains("chart-line-bridge"));
    assert!(
        !wide.contains("class=\"chart-line\""),
        "nothing is known between neighbours"
    );
    assert_eq!(wide.matches("chart-tick").count(), 2);
    assert_eq!(wide.matches("chart-truth chart-missing").count(), 1);
}

#[test]
fn loops_have_room_of_their_own() {
    let height = |svg: &str| -> f64 {
        svg.split("height=\"")
            .nth(1)
            .and_then(|s| s.split('"').next())
            .unwrap()
            .parse()
            .unwrap()
    };
    let emotions = [Some(0.0); 6];
    let plain = height(&both(&journey(&emotions, &[]))[0]);
    let one = height(&both(&journey(&emotions, &[(5, 0)]))[0]);
    let two = height(&both(&journey(&emotions, &[(5, 0), (3, 1)]))[0]);
    assert!(plain < one && one < two);
}

#[test]
fn a_journey_of_six_is_small() {
    let emotions = [-0.5, 0.3, -1.0, 1.0, -1.8, 1.5].map(Some);
    for svg in both(&journey(&emotions, &[(3, 1), (5, 3)])) {
        assert!(svg.len() <= 4000, "{} bytes", svg.len());
    }
}

#[test]
fn words_are_escaped_and_drawings_repeatable() {
    let stages = [Stage {
        number: "<2>",
        emotion: Some(1.0),
        ..Stage::default()
    }];
    let guides = Guides {
        delight: "a&b",
        even: "",
        despair: "",
    };
    let alternative = TextAlternative {
        id: "x",
        title: "\"<",
        description: "",
    };
    let curve = EmotionCurve {
        stages: &stages,
        guides,
        alternative,
    };
    let svg = wide(&curve, WideLayout::default());
    assert!(
        svg.contains("&lt;2&gt;</text>")
            && svg.contains("a&amp;b")
            && svg.contains("&quot;&lt;</title>")
    );
    assert_eq!(svg, wide(&curve, WideLayout::default()));
}

#[test]
fn odd_measures_draw_cleanly() {
    let stages = journey(&[Some(1.0), Some(-1.0)], &[(1, 0)]);
    let curve = EmotionCurve {
        stages: &stages,
        ..EmotionCurve::default()
    };
    for odd in [0.0, -5.0, f64::NAN, f64::INFINITY, 1e300] {
        let lying = wide(
            &curve,
            WideLayout {
                width: odd,
                plot_height: odd,
                fit: Fit::Scale,
            },
        );
        let standing = tall(
            &curve,
            TallLayout {
                width: odd,
                row_height: odd,
                fit: Fit::Scale,
            },
        );
        for svg in [lying, standing] {
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}
