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
use edits::{Edits, photo};
use truth::{Truth, of_live};

/// Edits that the test makes. `EDIT_ROUNDS` asks for more, for a longer search after a change.
const ROUNDS: usize = 400;

/// A theme that prints everything that templates get: whatever a page could show is compared. What is
/// made only for themes that name it is named in a comment.
const DUMP: &[(&str, &str)] = &[
    (
        "theme.toml",
        "name = \"dump\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
    ),
    ("templates/home.html", "{{ site }}{{ page }}{{ home }}"),
    ("templates/page.html", "{{ page }}{{ text }}{{ site.maps }}"),
    (
        "templates/map.html",
        "{{ page }}{{ map }}{{ landing }}{# landing.table landing.lanes related cover_wide_svg cover_art relief_svg place_svg passage_svg #}",
    ),
    (
        "templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text>{{ card }}</text></svg>",
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
    for (path, _) in project.tree("content") {
        if let Some((folder, _)) = path.rsplit_once('/') {
            project.write(&format!("content/{folder}/foto.jpg"), &photo(1).1);
        }
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

/// Edits of which other pages show something: the file, what stands there, and what is put in its
/// place.
const SEEN_ELSEWHERE: &[(&str, &str, &str)] = &[
    // A map moves, and with it the addresses of whatever links to it, or shows it as a card.
    ("content/dom/map.md", "---\n", "---\nslug: novyy-dom\n"),
    (
        "content/dom/map.md",
        "slug: novyy-dom\n",
        "slug: dom-u-reki\n",
    ),
    ("content/dom/map.md", "slug: dom-u-reki\n", ""),
    // A part of a page gets a name to which others link.
    (
        "content/dom/02-ocenka.md",
        "\n## ",
        "\n### Часть {#chast}\n\nТекст.\n\n## ",
    ),
    (
        "content/rynok/novichki/01-mechta.md",
        "\n## ",
        "\n[Туда](../../dom/#chast)\n\n## ",
    ),
    ("content/dom/02-ocenka.md", "{#chast}", "{#dolya}"),
    ("content/rynok/novichki/01-mechta.md", "#chast", "#dolya"),
    // What a card, the list of maps and the neighbours in a map show.
    ("content/pusto/map.md", "title: ", "title: Совсем "),
    ("content/pusto/map.md", "---\n", "---\ntags: [дом]\n"),
    (
        "content/pusto/map.md",
        "---\n",
        "---\nupdated: 2026-11-20\n",
    ),
    ("content/rynok/novichki/persona.md", "name: ", "name: Вера "),
    // What the form on every page says.
    (
        "content/consent.md",
        "---\n",
        "---\nextra: { version: \"7.7\" }\n",
    ),
    ("content/consent.md", "title: ", "title: Новое "),
    ("content/thanks.md", "", "---\nslug: spasibo-vam\n---\n"),
    // What every page says.
    ("content/index.md", "title: ", "title: Все "),
    ("content/privacy.md", "title: ", "title: Наша "),
    ("own.css", "{", "{ color: teal;"),
    (
        "themes/dump/templates/page.html",
        "{{ page }}",
        "{{ page.title }}",
    ),
    // What the picture shows that the home page is shared with.
    ("content/dom/01-osmyslenie.md", "emotion: -1", "emotion: 1"),
    (
        "themes/dump/templates/card.svg",
        "{{ card }}",
        "{{ card.title }}",
    ),
    ("book.toml", "+7 (800)", "+7 (801)"),
    (
        "book.toml",
        "[lanes.weather]",
        "[lanes.goals]\ntitle = { ru = \"Чего хотят\" }\n\n[lanes.weather]",
    ),
];

#[test]
fn what_others_show_of_it_follows_an_edit() {
    let project = site();
    let link = "content/rynok/vladeltsy/01-poisk.md";
    let text = project
        .read(link)
        .replacen("\n## ", "\n[Дом](../../dom/map.md)\n\n## ", 1);
    project.write(link, text.as_bytes());
    let root = project.root().canonicalize().expect("the root");
    let mut live = Live::new(&root, Request::default());
    live.look(&Look::Everywhere).expect("the disk can be read");
    let mut good = 0;
    for (file, old, new) in SEEN_ELSEWHERE {
        let text = project.read(file);
        assert!(text.contains(old), "{file} holds {old:?}");
        project.write(file, text.replacen(old, new, 1).as_bytes());
        let touched = BTreeSet::from([root.join(file)]);
        assert!(
            live.look(&Look::At(&touched))
                .expect("the disk can be read"),
            "{file}: {new:?} shows"
        );
        let truth = Truth::of(&root, &Request::default());
        of_live(&live).assert_is(&truth, &format!("{file}: {new:?}"));
        good += usize::from(truth.is_good());
    }
    assert!(
        good + 2 > SEEN_ELSEWHERE.len(),
        "{good} of them make a good site"
    );
}

#[test]
fn a_page_follows_the_pictures_that_it_shows() {
    let project = site();
    let stage = "content/pusto/01-edinstvennyy.md";
    let text = project.read(stage) + "\n![Снимок](foto.jpg)\n";
    project.write(stage, text.as_bytes());
    let root = project.root().canonicalize().expect("the root");
    let mut live = Live::new(&root, Request::default());
    live.look(&Look::Everywhere).expect("the disk can be read");
    for kind in [0, 1, 2, 4, 2, 5, 3, 3, 1] {
        let before = live.newest();
        let file = root.join("content/pusto/foto.jpg");
        std::fs::write(&file, photo(kind).1).expect("written");
        let touched = BTreeSet::from([file]);
        live.look(&Look::At(&touched))
            .expect("the disk can be read");
        let truth = Truth::of(&root, &Request::default());
        of_live(&live).assert_is(&truth, photo(kind).0);
        assert_eq!(truth.is_good(), kind < 4);
        // No other page is made again.
        if let (Some(old), Some(new)) = (before.output, live.newest().output)
            && before.is_current
            && truth.is_good()
        {
            let changed = truth::shared(&old, &new);
            let stays = |path: &String| path.starts_with("pusto/");
            assert!(changed.iter().all(stays), "{changed:?}");
        }
    }
    // What was kept on the disk is removed: it is made again with the next change.
    std::fs::remove_dir_all(root.join(".cjm-site")).expect("removed");
    let file = root.join("content/pusto/map.md");
    let text = project
        .read("content/pusto/map.md")
        .replacen("title: ", "title: О ", 1);
    std::fs::write(&file, text).expect("written");
    live.look(&Look::At(&BTreeSet::from([file])))
        .expect("the disk can be read");
    let now = of_live(&live);
    now.assert_is(&Truth::of(&root, &Request::default()), "removed");
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
    assert_eq!(
        changed,
        [
            "pusto/cover-art.svg",
            "pusto/index.html",
            "pusto/journey.json"
        ]
    );
}
