//! Bands in proportion, and clean drawings of odd numbers.

use super::*;

fn stage(entered: Option<f64>, left: Option<f64>) -> FunnelStage<'static> {
    FunnelStage {
        entered,
        left,
        conversion: "",
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
