//! Branches keep apart.

use super::*;

fn stages(loops: &[(usize, usize)], count: usize) -> Vec<Stage<'static>> {
    let mut stages = vec![Stage::default(); count];
    for &(from, to) in loops {
        stages[from].loops_to = Some(to);
    }
    stages
}

#[test]
fn nested_and_meeting_loops_lie_on_levels_of_their_own() {
    let branches = Branches::of(&stages(&[(5, 0), (3, 1), (4, 2), (7, 6)], 8));
    let level = |target: usize| {
        branches
            .branches
            .iter()
            .find(|b| b.target == target)
            .unwrap()
            .level
    };
    assert_ne!(level(1), level(2));
    assert!(level(0) > level(1) && level(0) > level(2));
    assert_eq!(level(6), 0);
    assert_eq!(branches.levels, 3);
}

#[test]
fn loops_to_one_stage_share_a_branch() {
    let branches = Branches::of(&stages(&[(5, 0), (3, 0), (4, 99)], 6));
    assert_eq!(branches.branches.len(), 1);
    assert_eq!(branches.branches[0].sources, [3, 5]);
}

#[test]
fn lines_that_lead_back_leave_before_lines_that_lead_on() {
    let branches = Branches::of(&stages(&[(3, 1), (5, 3)], 6));
    let ports = branches.ports();
    assert_eq!(ports[&3].len(), 2);
    assert!(ports[&3][0].2, "the way back to 1 leaves on the left");
    assert!(!ports[&3][1].2, "the way from 5 arrives on the right");
}
