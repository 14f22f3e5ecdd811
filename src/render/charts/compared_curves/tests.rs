//! Compared curves: what holds for any groups, however odd.

use super::super::drawn::{Chance, Drawn};
use super::*;

const LONG: &str = "Персонализированное многоканальное взаимодействие";
const NAMES: [&str; 8] = [
    "Новички",
    "Владельцы магазинов",
    LONG,
    "Производители, которые вышли на площадку сами",
    "А",
    "Family & friends",
    "Те, кто вернулся",
    "Оптовики",
];
const NUMBERS: [&str; 8] = ["01", "02", "03", "04", "05", "06", "07", "08"];

fn station(column: usize, emotion: Option<f64>) -> Station {
    Station { column, emotion }
}

fn path(emotions: &[Option<f64>]) -> Vec<Station> {
    let stations = emotions.iter().enumerate();
    stations
        .map(|(column, emotion)| station(column, *emotion))
        .collect()
}

/// Both drawings of the paths.
fn both(columns: &[&str], paths: &[Vec<Station>]) -> [String; 2] {
    let curves: Vec<Curve<'_>> = paths
        .iter()
        .enumerate()
        .map(|(n, stations)| Curve {
            number: NUMBERS[n % 8],
            name: NAMES[n % 8],
            stations,
        })
        .collect();
    let compared = ComparedCurves {
        columns,
        curves: &curves,
        guides: Guides {
            delight: "восторг",
            even: "ровно",
            despair: "отчаяние",
        },
        absent: "нет оценок",
        alternative: TextAlternative {
            id: "s",
            title: "t",
            description: "",
        },
    };
    [wide(&compared), tall(&compared)]
}

fn assert_clear(columns: &[&str], paths: &[Vec<Station>], what: &str) {
    let [lying, standing] = both(columns, paths);
    for svg in [&lying, &standing] {
        assert!(
            !svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style"),
            "{svg}"
        );
        assert!(
            svg.matches('<').count() < 420,
            "{} tags, {what}",
            svg.matches('<').count()
        );
    }
    let lines = [
        "chart-curve-line",
        "chart-curve-bridge",
        "chart-curve-mark",
        "chart-loop",
    ];
    for shown in [680.0, 1000.0, 1400.0] {
        Drawn::at(&lying, shown).assert_clear_of(&lines, &format!("{what} at {shown}"));
    }
    for shown in [288.0, 320.0, 400.0] {
        Drawn::at(&standing, shown)
            .assert_clear_of(&["chart-curve-bridge"], &format!("{what} at {shown}"));
    }
}

#[test]
fn type_is_clear_of_everything_whatever_the_groups_are() {
    let titles = [
        "Поиск",
        LONG,
        "Решение",
        "Осознание потребности",
        "Оценка",
        "Использование",
        "Советы",
        "8",
    ];
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for round in 0..300 {
        let columns = 1 + chance.below(8);
        let groups = 2 + chance.below(7);
        let mut paths = Vec::new();
        for _ in 0..groups {
            let mut stations = Vec::new();
            for column in 0..columns {
                for _ in 0..[1, 1, 1, 0, 2, 3][chance.below(6)] {
                    stations.push(station(column, chance.emotion()));
                }
            }
            paths.push(stations);
        }
        let some = paths.iter().flatten().any(|s| s.emotion.is_some());
        if some {
            assert_clear(&titles[..columns], &paths, &format!("round {round}"));
        }
    }
}

#[test]
fn equal_curves_run_beside_each_other() {
    let flat = path(&[Some(0.0), Some(0.0), Some(0.0)]);
    let [lying, _] = both(&["1", "2", "3"], &[flat.clone(), flat.clone(), flat]);
    let marks = Drawn::at(&lying, 1000.0).marks;
    let in_plot: Vec<_> = marks.iter().take(9).collect();
    for (n, (_, a)) in in_plot.iter().enumerate() {
        for (_, b) in &in_plot[n + 1..] {
            assert!((a.0 - b.0).abs() >= 5.0, "{a:?} {b:?}");
        }
    }
    // The first is whole, the others are dashed, each in its way.
    assert_eq!(lying.matches("stroke-dasharray").count(), 2);
    assert!(lying.contains("\"10 5\"") && lying.contains("\"2 5\""));
    for shape in ["#s-mark-0", "#s-mark-1", "#s-mark-2"] {
        assert_eq!(
            lying.matches(shape).count(),
            4,
            "three stations and one beside the name"
        );
    }
}

#[test]
fn stages_of_one_column_share_it_evenly() {
    let two = vec![
        station(0, Some(1.0)),
        station(0, Some(1.0)),
        station(1, Some(1.0)),
    ];
    let one = vec![station(0, Some(-1.0)), station(1, Some(-1.0))];
    let [lying, _] = both(&["а", "б"], &[two, one]);
    let marks = Drawn::at(&lying, 1000.0).marks;
    let x: Vec<f64> = marks.iter().map(|(_, (x, _))| *x).collect();
    // Quarters of the first column, the middle of the second.
    assert!((x[2] - x[1] - (x[1] - x[0]) * 1.5).abs() < 0.5, "{x:?}");
    let middle = (x[0] + x[1]) / 2.0;
    assert!(
        (x[3] - middle - 9.0).abs() < 0.5,
        "a group stands beside the other: {x:?}"
    );
}

#[test]
fn missing_emotions_are_bridged_by_a_thin_line() {
    let gap = path(&[Some(1.0), None, Some(-1.0), Some(0.0)]);
    let whole = path(&[Some(1.0); 4]);
    let [lying, _] = both(&["1", "2", "3", "4"], &[gap, whole.clone()]);
    assert_eq!(lying.matches("chart-curve-bridge").count(), 1);
    let ends = path(&[None, Some(1.0), Some(1.0), None]);
    let [lying, _] = both(&["1", "2", "3", "4"], &[ends, whole]);
    assert!(
        !lying.contains("chart-curve-bridge"),
        "nothing is known beyond the ends"
    );
}

#[test]
fn a_group_without_emotions_is_named_and_has_no_line() {
    let none = path(&[None, None]);
    let some = path(&[Some(1.0), Some(2.0)]);
    let [lying, standing] = both(&["1", "2"], &[none.clone(), some]);
    let words = |svg: &str| {
        Drawn::at(svg, 400.0)
            .texts
            .iter()
            .map(|t| t.1.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(words(&lying).contains("Новички: нет оценок"), "{lying}");
    assert!(
        words(&standing).contains("01 Новички: нет оценок"),
        "{standing}"
    );
    assert_eq!(both(&["1", "2"], &[none.clone(), none]), ["", ""]);
    assert_eq!(both(&[], &[]), ["", ""]);
}

#[test]
fn a_single_stage_shows_its_pattern() {
    let [lying, standing] = both(&["1"], &[path(&[Some(1.0)]), path(&[Some(-1.0)])]);
    for svg in [lying, standing] {
        assert!(svg.contains("<path class=\"chart-curve-line\""), "{svg}");
    }
}

#[test]
fn many_groups_make_the_sheet_higher() {
    let height = |count: usize| {
        let paths = vec![path(&[Some(1.0), Some(0.0)]); count];
        Drawn::at(&both(&["1", "2"], &paths)[0], 1000.0).size.1
    };
    assert!(height(2) < 340.0 && height(14) > height(2));
    assert_clear(
        &["1", "2"],
        &vec![path(&[Some(2.0), Some(2.0)]); 14],
        "fourteen equal groups",
    );
}
