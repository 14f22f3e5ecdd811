//! What holds for every cover: lines that never cross, within the budget, and
//! labels on their plain.

use super::super::drawn::Drawn;
use super::*;

const NAMES: [&str; 4] = [
    "Осмысление",
    "Персонализированное многоканальное взаимодействие",
    "Сделка",
    "Друзья",
];

fn emotions() -> Vec<Vec<Option<f64>>> {
    let zigzag = |n: usize| {
        (0..n)
            .map(|i| Some((i * 7 % 11) as f64 * 0.4 - 2.0))
            .collect()
    };
    vec![
        vec![Some(0.4), Some(-1.2), Some(0.6), Some(1.4), Some(1.9)],
        vec![],
        vec![Some(1.0)],
        vec![Some(-2.0), Some(2.0)],
        vec![None; 6],
        vec![Some(0.0); 6],
        vec![
            Some(2.0),
            Some(-2.0),
            Some(2.0),
            Some(-2.0),
            Some(2.0),
            Some(-2.0),
        ],
        vec![None, Some(f64::NAN), Some(1.0), None, Some(-9.0), None],
        zigzag(14),
        zigzag(60),
    ]
}

fn both(emotions: &[Option<f64>], seed: &str, labelled: bool) -> [String; 2] {
    let count = if labelled { emotions.len() } else { 0 };
    let labels: Vec<StationLabel<'_>> = (0..count)
        .map(|i| StationLabel {
            number: "02",
            name: NAMES[i % NAMES.len()],
        })
        .collect();
    let alternative = TextAlternative {
        id: "cover",
        title: "Обложка",
        description: "",
    };
    let cover = Cover {
        emotions,
        labels: &labels,
        seed,
        alternative,
    };
    [wide(&cover), tall(&cover)]
}

type Segment = ((f64, f64), (f64, f64));

/// The straight segments of all contours of a drawing, with the number of the
/// line and the place in it: reads the path data as a browser would.
fn segments(svg: &str) -> Vec<(usize, Segment)> {
    let mut out = Vec::new();
    let mut line = 0;
    for class in ["chart-contour", "chart-contour-index"] {
        let Some(d) = svg.split(&format!("class=\"{class}\" d=\"")).nth(1) else {
            continue;
        };
        let d = d.split('"').next().unwrap();
        let (mut at, mut control) = ((0.0, 0.0), (0.0, 0.0));
        for (command, n) in tokens(d) {
            for p in n.chunks(if command == 'q' { 4 } else { 2 }) {
                let from = at;
                at = (at.0 + p[p.len() - 2], at.1 + p[p.len() - 1]);
                match command {
                    'm' => line += 1,
                    'l' => out.push((line, (from, at))),
                    _ => {
                        control = match command {
                            'q' => (from.0 + p[0], from.1 + p[1]),
                            _ => (2.0 * from.0 - control.0, 2.0 * from.1 - control.1),
                        };
                        flatten(from, control, at, |a, b| out.push((line, (a, b))));
                    }
                }
            }
        }
    }
    out
}

fn flatten(
    a: (f64, f64),
    c: (f64, f64),
    b: (f64, f64),
    mut push: impl FnMut((f64, f64), (f64, f64)),
) {
    let at = |t: f64| {
        let s = 1.0 - t;
        let mix = |a: f64, c: f64, b: f64| s * s * a + 2.0 * s * t * c + t * t * b;
        (mix(a.0, c.0, b.0), mix(a.1, c.1, b.1))
    };
    for i in 0..4 {
        push(at(f64::from(i) / 4.0), at(f64::from(i + 1) / 4.0));
    }
}

fn tokens(d: &str) -> Vec<(char, Vec<f64>)> {
    let mut out: Vec<(char, Vec<f64>)> = Vec::new();
    let mut number = String::new();
    for c in d.chars().chain([' ']) {
        let ends = !c.is_ascii_digit() && c != '.';
        if ends && !number.is_empty() {
            out.last_mut().unwrap().1.push(number.parse().unwrap());
            number.clear();
        }
        match c {
            ' ' => {}
            c if c.is_ascii_alphabetic() => out.push((c, Vec::new())),
            c => number.push(c),
        }
    }
    out
}

fn cross(((a, b), (c, d)): (Segment, Segment)) -> bool {
    let side = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| {
        (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[test]
fn contours_never_cross() {
    for (i, emotions) in emotions().iter().enumerate() {
        for seed in ["zhk-primer", "marketplaces", "a"] {
            for svg in both(emotions, seed, true) {
                let mut all = segments(&svg);
                assert!(all.len() > 100, "a landscape has contours");
                // Sorted by x, only segments close to each other are compared.
                all.sort_by(|a, b| a.1.0.0.total_cmp(&b.1.0.0));
                for (k, &(line, s)) in all.iter().enumerate() {
                    let near = all[k + 1..]
                        .iter()
                        .take_while(|(_, t)| t.0.0 - s.0.0 < 40.0);
                    for &(other, t) in near {
                        assert!(line == other || !cross((s, t)), "{i} {seed}: {s:?} {t:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn drawings_keep_the_budget_and_are_clean() {
    for emotions in emotions() {
        for labelled in [true, false] {
            for svg in both(&emotions, "seed", labelled) {
                assert!(svg.len() < 16_000, "{} bytes", svg.len());
                assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style"));
            }
        }
    }
}

#[test]
fn one_map_always_has_the_same_cover_and_another_its_own() {
    let journey = [Some(0.4), Some(-1.2), Some(1.9)];
    assert_eq!(both(&journey, "a", true), both(&journey, "a", true));
    assert_ne!(both(&journey, "a", true), both(&journey, "b", true));
}

#[test]
fn no_contour_enters_the_labels_plain() {
    let journey = [Some(2.0), Some(2.0), Some(-2.0), Some(2.0)];
    for seed in ["a", "b", "c", "d"] {
        let [lying, standing] = both(&journey, seed, true);
        let top = segments(&lying)
            .iter()
            .map(|(_, s)| s.0.1)
            .fold(f64::INFINITY, f64::min);
        assert!(top > 90.0, "a name's second line ends at 90: {top}");
        let right = segments(&standing)
            .iter()
            .map(|(_, s)| s.0.0)
            .fold(0.0, f64::max);
        assert!(right < 720.0 - 264.0 + 27.0, "{right}");
    }
}

#[test]
fn many_stages_keep_their_numbers_without_names() {
    let [lying, _] = both(&[Some(0.5); 9], "s", true);
    assert!(!lying.contains("chart-cover-name") && lying.contains("chart-cover-number"));
    let [lying, standing] = both(&[Some(0.5); 8], "s", true);
    assert!(lying.contains("chart-cover-name") && standing.contains("chart-cover-name"));
}

#[test]
fn the_route_ends_at_a_terminus_on_the_sheet() {
    let [lying, _] = both(&[Some(0.5), Some(1.0), None], "s", true);
    assert_eq!(lying.matches("chart-terminus").count(), 1);
    assert_eq!(lying.matches("chart-missing").count(), 1);
    assert!(lying.contains("chart-route-bridge"));
}

#[test]
fn letters_of_a_monogram_stand_whole_on_their_plain() {
    for emotions in emotions() {
        for initials in ["Я", "АМ", "ШЩ", "WM", "Ii", "Жﬃ"] {
            let svg = monogram(&Monogram {
                initials,
                emotions: &emotions,
                seed: "put",
            });
            let drawn = Drawn::at(&svg, 400.0);
            let lines = [
                "chart-contour",
                "chart-contour-index",
                "chart-route",
                "chart-route-bridge",
            ];
            drawn.assert_clear_of(&lines, initials);
            assert_eq!(drawn.texts[0].1, initials);
            assert!(
                svg.len() < 9_000 && !svg.contains("NaN"),
                "{} bytes",
                svg.len()
            );
        }
    }
    let bare = monogram(&Monogram::default());
    assert!(
        !bare.contains("<text") && bare.contains("chart-contour"),
        "the country alone: {bare}"
    );
}

#[test]
fn a_file_needs_no_stylesheet_and_is_light() {
    let tones = |ground| Tones {
        ground,
        contour: "#ccc",
        route: "#f63",
    };
    let colours = Colours {
        light: tones("#fff"),
        dark: tones("#111"),
    };
    for emotions in emotions() {
        for seed in ["/put/", "/dom/", "/ochen-dlinnyy-adres-karty/", "", "x"] {
            let svg = file(&emotions, seed, &colours);
            assert!(
                svg.len() < 12_000,
                "{} bytes: {seed} {emotions:?}",
                svg.len()
            );
            assert!(!svg.contains("NaN") && !svg.contains("<text") && !svg.contains("inf\""));
            assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("#111"));
            assert_eq!(svg, file(&emotions, seed, &colours));
        }
    }
    let emotions = [Some(1.0), Some(-1.0)];
    assert_ne!(
        file(&emotions, "/put/", &colours),
        file(&emotions, "/dom/", &colours)
    );
}
