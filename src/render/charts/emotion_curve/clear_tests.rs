//! Type on the curve, whatever the path: within the drawing, off other type, off
//! lines and marks.

use super::super::drawn::{Chance, Drawn};
use super::*;

const DRAWN: &[&str] = &[
    "chart-line",
    "chart-line-bridge",
    "chart-loop",
    "chart-station",
    "chart-truth",
    "chart-tick",
];

fn assert_clear(emotions: &[Option<f64>], loops: &[(usize, usize)], what: &str) {
    let numbers: Vec<String> = (2..emotions.len() + 2).map(|n| format!("{n:02}")).collect();
    let stages: Vec<Stage<'_>> = emotions
        .iter()
        .enumerate()
        .map(|(i, &emotion)| Stage {
            number: &numbers[i],
            emotion,
            moment_of_truth: i % 3 == 1,
            loops_to: loops.iter().find(|(from, _)| *from == i).map(|(_, to)| *to),
        })
        .collect();
    let curve = EmotionCurve {
        stages: &stages,
        guides: Guides {
            delight: "восторг",
            even: "ровно",
            despair: "отчаяние",
        },
        alternative: TextAlternative::default(),
    };
    let what = format!("{what}: {emotions:?} {loops:?}");
    let lying = wide(&curve, WideLayout::default());
    for shown in [700.0, 800.0, 960.0, 1180.0, 1400.0] {
        Drawn::at(&lying, shown).assert_clear_of(DRAWN, &format!("{what} at {shown}"));
    }
    // With nine stages and fewer there is a place for every number.
    let numbers = Drawn::at(&lying, 960.0)
        .texts
        .iter()
        .filter(|t| t.0 == "chart-number")
        .count();
    assert!(
        emotions.len() > 9 || numbers == emotions.len(),
        "{numbers} numbers, {what}"
    );
    let standing = tall(&curve, TallLayout::default());
    Drawn::at(&standing, 168.0).assert_clear_of(DRAWN, &what);
}

#[test]
fn type_is_clear_on_paths_at_the_edges() {
    let same = |emotion: f64, count: usize| vec![Some(emotion); count];
    let one_of = |at: usize, count: usize| {
        let emotion = |n| (n == at).then_some(-1.5);
        (0..count).map(emotion).collect::<Vec<_>>()
    };
    let jagged = |count: usize| {
        let emotion = |n| Some(if n % 2 == 0 { 2.0 } else { -2.0 });
        (0..count).map(emotion).collect::<Vec<_>>()
    };
    for count in [1, 2, 3, 5, 8, 14] {
        let last = count - 1;
        let to_start: Vec<(usize, usize)> = (0..count).map(|from| (from, 0)).collect();
        let neighbours: Vec<(usize, usize)> = (1..count).map(|from| (from, from - 1)).collect();
        let paths = [
            jagged(count),
            same(2.0, count),
            same(0.0, count),
            same(-2.0, count),
            one_of(0, count),
            one_of(count / 2, count),
            one_of(last, count),
        ];
        for emotions in &paths {
            for loops in [
                &[][..],
                &[(last, 0)],
                &[(last, last)],
                &to_start,
                &neighbours,
            ] {
                assert_clear(emotions, loops, &format!("{count} stages"));
            }
        }
    }
}

#[test]
fn type_is_clear_on_paths_by_chance() {
    let mut chance = Chance(0x0123_4567_89ab_cdef);
    for round in 0..120 {
        let count = 1 + chance.below(14);
        let emotions: Vec<Option<f64>> = (0..count).map(|_| chance.emotion()).collect();
        let loops: Vec<(usize, usize)> = (0..chance.below(4))
            .map(|_| (chance.below(count), chance.below(count)))
            .collect();
        assert_clear(&emotions, &loops, &format!("round {round}"));
    }
}
