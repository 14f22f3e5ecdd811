//! The bar reads from worse to better, whatever the values are.

use super::*;

fn bar(
    baseline: Option<f64>,
    actual: Option<f64>,
    target: Option<f64>,
    better: Better,
) -> KpiBar<'static> {
    let alternative = TextAlternative {
        id: "k",
        title: "t",
        description: "d",
    };
    KpiBar {
        baseline,
        actual,
        target,
        better,
        alternative,
    }
}

#[test]
fn better_is_always_to_the_right() {
    let higher = bar(Some(11.0), Some(27.0), Some(25.0), Better::Higher).positions();
    assert!(higher.start < 0.5 && higher.target.unwrap() < higher.actual.unwrap());
    let lower = bar(Some(94.0), Some(12.0), Some(15.0), Better::Lower).positions();
    assert!(
        lower.start < 0.1,
        "the worst value is at the left: {lower:?}"
    );
    assert!(lower.actual.unwrap() > lower.target.unwrap() && lower.actual.unwrap() < 1.0);
}

#[test]
fn far_from_zero_the_step_is_shown() {
    let near = bar(Some(98.2), Some(99.1), Some(99.5), Better::Higher).positions();
    assert!(near.actual.unwrap() - near.start > 0.5, "{near:?}");
}

#[test]
fn a_fall_is_hollow() {
    let worse = draw(&bar(Some(20.0), Some(10.0), Some(30.0), Better::Higher));
    assert!(worse.contains("chart-kpi-fall"));
    let better = draw(&bar(Some(20.0), Some(10.0), Some(5.0), Better::Lower));
    assert!(!better.contains("chart-kpi-fall"));
}

#[test]
fn reaching_the_target_depends_on_the_direction() {
    assert_eq!(
        bar(None, Some(12.0), Some(15.0), Better::Lower).reached(),
        Some(true)
    );
    assert_eq!(
        bar(None, Some(12.0), Some(15.0), Better::Higher).reached(),
        Some(false)
    );
    assert_eq!(bar(None, None, Some(15.0), Better::Higher).reached(), None);
}

#[test]
fn odd_values_stay_on_the_bar() {
    let odd = [
        None,
        Some(0.0),
        Some(-3.0),
        Some(5.0),
        Some(f64::MAX),
        Some(f64::MIN),
        Some(f64::NAN),
        Some(1e-300),
    ];
    for a in odd {
        for b in odd {
            for c in odd {
                for better in [Better::Higher, Better::Lower] {
                    let bar = bar(a, b, c, better);
                    let p = bar.positions();
                    for share in [p.baseline, p.actual, p.target, Some(p.start)]
                        .into_iter()
                        .flatten()
                    {
                        assert!((0.0..=1.0).contains(&share), "{bar:?} {p:?}");
                    }
                    let out = draw(&bar);
                    assert!(!out.contains("NaN") && !out.contains("inf"));
                }
            }
        }
    }
}

#[test]
fn equal_values_stand_together() {
    let p = bar(Some(5.0), Some(5.0), Some(5.0), Better::Higher).positions();
    assert_eq!(
        (p.baseline, p.actual, p.target),
        (Some(0.5), Some(0.5), Some(0.5))
    );
}

#[test]
fn without_a_baseline_the_bar_tells_the_size() {
    let higher = bar(None, Some(6.4), Some(6.0), Better::Higher).positions();
    assert!(higher.start == 0.0 && higher.target.unwrap() > 0.8);
    let lower = bar(None, Some(12.0), Some(15.0), Better::Lower).positions();
    assert!(
        lower.target.unwrap() >= 0.5 && lower.actual.unwrap() < 0.95,
        "{lower:?}"
    );
}

#[test]
fn size_does_not_matter_only_the_steps_between_values() {
    for better in [Better::Higher, Better::Lower] {
        let at = |unit: f64| {
            bar(Some(2.0 * unit), Some(3.0 * unit), Some(5.0 * unit), better).positions()
        };
        let one = at(1.0);
        for unit in [1e12, 1e-4, 1e-12, 1e300] {
            let other = at(unit);
            for (a, b) in [
                (one.actual, other.actual),
                (one.target, other.target),
                (one.baseline, other.baseline),
            ] {
                assert!(
                    (a.unwrap() - b.unwrap()).abs() < 1e-9,
                    "{unit}: {one:?} {other:?}"
                );
            }
        }
    }
}

#[test]
fn below_zero_and_across_it_better_is_still_to_the_right() {
    let below = bar(Some(-10.0), Some(-3.0), Some(-1.0), Better::Higher).positions();
    let across = bar(Some(-20.0), Some(15.0), Some(40.0), Better::Higher).positions();
    let lower = bar(Some(20.0), Some(-5.0), Some(-10.0), Better::Lower).positions();
    for p in [below, across, lower] {
        assert!(p.baseline < p.actual && p.actual < p.target, "{p:?}");
        assert!(
            p.target.unwrap() - p.baseline.unwrap() > 0.5,
            "the step fills the bar: {p:?}"
        );
    }
}

#[test]
fn beyond_the_target_the_bar_runs_past_it() {
    let beyond = bar(Some(10.0), Some(50.0), Some(20.0), Better::Higher);
    let p = beyond.positions();
    assert!(
        p.actual > p.target && beyond.reached() == Some(true),
        "{p:?}"
    );
    assert!(draw(&beyond).contains("chart-kpi-reached"));
    let fall = bar(Some(10.0), Some(19.0), Some(5.0), Better::Lower);
    assert!(fall.positions().actual < fall.positions().baseline);
    assert!(draw(&fall).contains("chart-kpi-fall") && fall.reached() == Some(false));
}

#[test]
fn one_value_alone_is_a_mark_and_none_an_empty_track() {
    let target = draw(&bar(None, None, Some(7.0), Better::Higher));
    assert!(target.contains("chart-kpi-target") && !target.contains("chart-kpi-bar"));
    let none = draw(&bar(None, None, None, Better::Higher));
    assert!(
        !none.contains("<rect") && none.contains("chart-kpi"),
        "{none}"
    );
    let nought = bar(Some(0.0), Some(0.0), Some(0.0), Better::Lower);
    assert_eq!(
        (nought.positions().actual, nought.reached()),
        (Some(0.5), Some(true))
    );
}
