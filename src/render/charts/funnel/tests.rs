//! Bands in proportion, and clean drawings of odd numbers.

use super::super::drawn::{Chance, Drawn};
use super::*;

fn stage(entered: Option<f64>, left: Option<f64>) -> FunnelStage<'static> {
    FunnelStage {
        entered,
        left,
        ..FunnelStage::default()
    }
}

fn svg(stages: &[FunnelStage<'_>]) -> String {
    let alternative = TextAlternative {
        id: "f",
        title: "t",
        description: "d",
    };
    let funnel = Funnel {
        stages,
        alternative,
    };
    wide(&funnel, 120.0) + &tall(&funnel, 120.0, 64.0)
}

#[test]
fn conversions_are_shares_of_those_who_entered() {
    let stages = [
        stage(Some(200.0), Some(50.0)),
        stage(Some(40.0), Some(80.0)),
        stage(Some(0.0), Some(0.0)),
    ];
    let rates = conversions(&stages);
    assert_eq!(
        rates[0],
        Conversion {
            within: Some(0.25),
            to_next: Some(0.2)
        }
    );
    assert_eq!(
        rates[1],
        Conversion {
            within: Some(2.0),
            to_next: Some(0.0)
        }
    );
    assert_eq!(rates[2], Conversion::default());
}

#[test]
fn thickness_is_in_proportion() {
    let found = bands(&[
        stage(Some(200.0), Some(50.0)),
        stage(None, None),
        stage(Some(-1.0), Some(20.0)),
    ]);
    assert_eq!(
        found[0],
        Some(Band {
            from: 1.0,
            to: 0.25,
            guessed: false
        })
    );
    assert_eq!(found[1], None);
    assert_eq!(
        found[2],
        Some(Band {
            from: 0.1,
            to: 0.1,
            guessed: true
        })
    );
}

#[test]
fn odd_numbers_draw_cleanly() {
    let odd = [
        None,
        Some(0.0),
        Some(1.0),
        Some(f64::MAX),
        Some(f64::NAN),
        Some(-4.0),
    ];
    for a in odd {
        for b in odd {
            let out = svg(&[stage(a, b), stage(b, a)]);
            assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
        }
    }
    assert_eq!(svg(&[]), "");
}

#[test]
fn a_funnel_of_zeros_is_a_hairline() {
    assert!(svg(&[stage(Some(0.0), Some(0.0))]).contains("chart-funnel-band"));
}

#[test]
fn more_may_go_on_than_came_and_the_middle_may_be_missing() {
    let growth = svg(&[
        stage(Some(100.0), Some(150.0)),
        stage(Some(150.0), Some(10.0)),
    ]);
    assert_eq!(
        growth.matches("chart-funnel-growth").count(),
        2,
        "once a drawing"
    );
    let gap = svg(&[
        stage(Some(9.0), Some(4.0)),
        stage(None, None),
        stage(Some(3.0), None),
    ]);
    assert_eq!(gap.matches("chart-funnel-missing").count(), 2);
    assert_eq!(
        gap.matches("chart-funnel-guessed").count(),
        2,
        "the last goes on as it came"
    );
    let one = svg(&[stage(Some(5.0), Some(1.0))]);
    assert_eq!(one.matches("chart-funnel-band").count(), 2);
    assert!(!one.contains("chart-funnel-conversion"));
}

#[test]
fn type_keeps_off_type_and_bands_whatever_the_figures_are() {
    let words = ["", "0 %", "27 %", "100 %", "1 250 %", "0,01 %"];
    let figures = ["", "0", "4 100", "1 000 000 000 000", "0,0001", "12 500"];
    let numbers: Vec<String> = (1..=60).map(|n| format!("{n:02}")).collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..200 {
        let count = [1, 2, 3, 7, 14, 40][chance.below(6)];
        let people = [
            None,
            Some(0.0),
            Some(1e12),
            Some(0.0001),
            Some(40.0),
            Some(38.0),
            Some(900.0),
        ];
        let figures = &figures[..1 + chance.below(6)];
        let stages: Vec<FunnelStage<'_>> = numbers
            .iter()
            .take(count)
            .map(|number| FunnelStage {
                entered: people[chance.below(7)],
                left: people[chance.below(7)],
                number,
                figure: figures[chance.below(figures.len())],
                conversion: words[chance.below(6)],
            })
            .collect();
        let funnel = Funnel {
            stages: &stages,
            alternative: TextAlternative::default(),
        };
        let (lying, standing) = (wide(&funnel, 120.0), tall(&funnel, 288.0, 48.0));
        for shown in [680.0, 960.0, 1400.0] {
            let what = format!("round {round} at {shown}");
            Drawn::at(&lying, shown).assert_clear_of(&["chart-funnel-band"], &what);
        }
        let drawn = Drawn::at(&standing, 288.0);
        drawn.assert_clear_of(&["chart-funnel-band"], &format!("round {round}, standing"));
    }
}
