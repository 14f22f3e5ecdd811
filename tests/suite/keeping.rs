//! A site that is kept up to date is the site that a build would make.
//!
//! In: hundreds of random edits of every kind of file, one after the other. Out: after each, the
//! same bytes, findings and counts as those of a run that knows of nothing before it.

mod edits;
mod truth;

use std::{collections::BTreeSet, path::PathBuf};

use cjm_site::{
    pipeline::{Live, Request},
    site_folder::Look,
};

use crate::{
    pages::complete_folder,
    project::{Project, copy_folder},
    random::Random,
};
use edits::Edits;
use truth::{Truth, of_live};

/// Edits that the test makes. `EDIT_ROUNDS` asks for more, for a longer search after a change.
const ROUNDS: usize = 400;

/// A theme that prints everything that templates get: whatever a page could show is compared.
const DUMP: &[(&str, &str)] = &[
    (
        "theme.toml",
        "name = \"dump\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
    ),
    ("templates/home.html", "{{ site }}{{ page }}{{ home }}"),
    ("templates/page.html", "{{ page }}{{ text }}{{ site.maps }}"),
    (
        "templates/map.html",
        "{{ page }}{{ map }}{{ landing }}{# landing.table related cover_wide_svg #}",
    ),
    (
        "templates/overview.html",
        "{{ site }}{{ page }}{{ map }}{{ overview }}",
    ),
];

/// The complete site with two themes, of which one prints everything.
fn site() -> Project {
    let project = Project::new();
    copy_folder(&complete_folder().join("site"), project.root());
    for (path, text) in DUMP {
        project.write(&format!("themes/dump/{path}"), text.as_bytes());
    }
    let settings = project.read("book.toml");
    let settings = settings.replacen("[output.html]\n", "[output.html]\ntheme = \"dump\"\n", 1);
    project.write("book.toml", settings.as_bytes());
    project
}

/// Where to look after an edit: as the system tells of it, or everywhere.
fn look(live: &mut Live, random: &mut Random, touched: &BTreeSet<PathBuf>) {
    let look = match random.below(6) {
        0 => Look::Everywhere,
        _ => Look::At(touched),
    };
    live.look(&look).expect("the disk can be read");
}

#[test]
fn after_any_edit_it_is_the_site_that_a_build_makes() {
    let rounds = std::env::var("EDIT_ROUNDS").ok();
    let rounds = rounds
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let project = site();
    let root = project.root().canonicalize().expect("the root");
    let mut live = Live::new(&root, Request::default());
    live.look(&Look::Everywhere).expect("the disk can be read");
    let mut edits = Edits::new(&root);
    let mut random = Random(0x5eed_cafe);
    let (mut good, mut broken) = (0, 0);
    let mut version = live.newest().version;
    let mut before = of_live(&live);
    for round in 0..rounds {
        let edit = edits.make(&mut random);
        look(&mut live, &mut random, &edit.touched);
        let truth = Truth::of(&root, &Request::default());
        let newest = live.newest();
        let now = of_live(&live);
        now.assert_is(&truth, &format!("round {round}: {}", edit.what));
        good += usize::from(truth.is_good());
        // The number grows exactly where something is different.
        let grew = newest.version > version;
        assert!(
            grew || now.looks_like(&before),
            "round {round}: {} changed what is shown, and not the number",
            edit.what
        );
        (version, before) = (newest.version, now);
        // A site that stays broken would hide what comes after it.
        broken = if truth.is_good() { 0 } else { broken + 1 };
        let touched = match broken {
            0 => continue,
            1 | 2 if random.below(4) == 0 => continue,
            1 | 2 => edits.undo(),
            _ => edits.begin_anew(),
        };
        look(&mut live, &mut random, &touched);
        (version, before) = (live.newest().version, of_live(&live));
    }
    assert!(
        good * 3 > rounds,
        "only {good} of {rounds} states were good"
    );
}

#[test]
fn switching_what_is_shown_gives_what_a_build_would() {
    let project = site();
    let root = project.root().canonicalize().expect("the root");
    let mut live = Live::new(&root, Request::default());
    live.look(&Look::Everywhere).expect("the disk can be read");
    let mut random = Random(7);
    for _ in 0..12 {
        let mut request = Request::default();
        request.included.drafts = random.below(2) == 0;
        request.included.internal = random.below(2) == 0;
        request.theme = [None, Some("agency"), Some("dump")][random.below(3)].map(str::to_owned);
        live.choose(request.clone()).expect("the disk can be read");
        let truth = Truth::of(&root, &request);
        assert!(truth.is_good(), "{truth:?}");
        of_live(&live).assert_is(&truth, &format!("{request:?}"));
    }
}

#[test]
fn an_edit_that_changes_nothing_makes_nothing_again() {
    let project = site();
    let root = project.root().canonicalize().expect("the root");
    let mut live = Live::new(&root, Request::default());
    live.look(&Look::Everywhere).expect("the disk can be read");
    let before = live.newest();
    let file = root.join("content/pusto/01-edinstvennyy.md");
    let text = std::fs::read(&file).expect("the stage");
    std::fs::write(&file, &text).expect("written");
    let touched = BTreeSet::from([
        file.clone(),
        root.join("content/pusto/.01-edinstvennyy.md.swp"),
    ]);
    assert!(
        !live
            .look(&Look::At(&touched))
            .expect("the disk can be read")
    );
    assert!(!live.look(&Look::Everywhere).expect("the disk can be read"));
    assert_eq!(live.newest().version, before.version);
    // And one that does makes only its own page again.
    let mut longer = text.clone();
    longer.extend("\n- ещё\n".as_bytes());
    std::fs::write(&file, &longer).expect("written");
    assert!(
        live.look(&Look::At(&touched))
            .expect("the disk can be read")
    );
    let (old, new) = (
        before.output.expect("a site"),
        live.newest().output.expect("a site"),
    );
    let changed: Vec<String> = truth::shared(&old, &new);
    assert_eq!(changed, ["pusto/index.html", "pusto/journey.json"]);
}
