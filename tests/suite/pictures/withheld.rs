//! Pictures in what is left out.

use super::samples::{self, Beside};
use crate::project::Project;

fn site(stage: &str) -> Project {
    let photo = samples::jpeg(40, 30, &Beside::default());
    Project::minimal()
        .bytes("content/put/tayna.jpg", &photo)
        .bytes("content/put/vidno.jpg", &photo)
        .file("content/put/01-poisk.md", stage)
}

const HEAD: &str = "---\ntitle: Поиск\nphase: search\nemotion: 1\n---\n\n";

#[test]
fn what_only_internal_lanes_show_is_not_published() {
    let notes = format!(
        "{HEAD}## Цели\n\n![Дом](vidno.jpg)\n\n## Планы {{.internal}}\n\n![Схема](tayna.jpg)\n\n![Дом](vidno.jpg)\n"
    );
    let project = site(&notes);
    project.run(&["build"]).assert_status(0);
    assert!(!project.exists("put/tayna.jpg") && project.exists("put/vidno.jpg"));
    project.run(&["build", "--internal"]).assert_status(0);
    assert!(project.exists("put/tayna.jpg"));
    // A link from elsewhere makes it public.
    let text = "---\ntitle: О нас\nsummary: Кто мы.\n---\n\n[Схема](put/tayna.jpg)\n";
    project.write("content/about.md", text.as_bytes());
    project.run(&["build"]).assert_status(0);
    assert!(project.exists("put/tayna.jpg"));
}

#[test]
fn what_only_internal_stages_and_drafts_show_is_not_published() {
    let stage = |key: &str| {
        format!(
            "---\ntitle: Второй\n{key}: true\nimage: {{src: tayna.jpg, alt: Схема}}\n---\n\n## Цели\n\n- Дойти\n"
        )
    };
    for (key, flag) in [("internal", "--internal"), ("draft", "--drafts")] {
        let project = site(&format!("{HEAD}## Цели\n\n- Найти\n"));
        project.write("content/put/02-vtoroy.md", stage(key).as_bytes());
        project.run(&["build"]).assert_status(0);
        assert!(!project.exists("put/tayna.jpg"), "{key}");
        assert!(
            project.exists("put/vidno.jpg"),
            "nobody shows it, nobody hides it"
        );
        project.run(&["build", flag]).assert_status(0);
        assert!(project.exists("put/tayna.jpg"), "{key}");
    }
}
