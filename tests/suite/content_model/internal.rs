//! What is kept inside the agency.

use super::{build, files_with, with_stage};
use crate::{pages::html::published, project::Project};

/// A site with something internal of each kind; all of it bears `СЛУЖЕБНОЕ`.
fn internal() -> Project {
    let body = "---\ntitle: Поиск\n---\n\nВступление.\n\n## Цели\n\n- Найти\n\n### Открыто\n\nДа.\n\n### СЛУЖЕБНОЕ часть {.internal}\n\n- СЛУЖЕБНОЕ\n\n\
        ## СЛУЖЕБНОЕ дорожка {.internal}\n\nСЛУЖЕБНОЕ\n\n## Заметки\n\n- СЛУЖЕБНОЕ: эта дорожка служебная сама по себе\n\n\
        ## Цена вопроса\n\nСЛУЖЕБНОЕ по настройке\n";
    let stage = "---\ntitle: СЛУЖЕБНОЕ\ninternal: true\nquote: СЛУЖЕБНОЕ\nkpis: [{name: СЛУЖЕБНОЕ, actual: 1}]\n---\n\nСЛУЖЕБНОЕ\n";
    with_stage(body)
        .settings("\n[lanes.price]\ntitle = \"Цена вопроса\"\ninternal = true\n")
        .file("content/put/02-sluzhba.md", stage)
        .file(
            "content/put/03-itog.md",
            "# Итог\n\n## Цели\n\n- Завершить\n",
        )
}

#[test]
fn what_is_internal_stands_in_no_published_byte() {
    let project = internal();
    build(&project, &[]);
    assert_eq!(files_with(&project, "СЛУЖЕБНОЕ"), Vec::<String>::new());
    assert_eq!(
        files_with(&project, "sluzhebnoe"),
        Vec::<String>::new(),
        "not in anchors either"
    );
    let page = published(&project, "put/index.html");
    assert!(!page.has("#sluzhba") && page.has("#itog"));
    assert!(
        !page.text().contains("Цена вопроса") && !page.text().contains("Заметки"),
        "no empty lanes either"
    );
    assert!(page.text().contains("Открыто"));
    assert!(!page.has("meta[name=robots]") && !page.text().contains("Внутренняя версия"));
}

#[test]
fn with_internal_everything_is_shown_and_says_what_it_is() {
    let project = internal();
    build(&project, &["--internal"]);
    let page = published(&project, "put/index.html");
    let text = page.one("main").text();
    for shown in [
        "СЛУЖЕБНОЕ часть",
        "СЛУЖЕБНОЕ дорожка",
        "эта дорожка служебная",
        "СЛУЖЕБНОЕ по настройке",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert!(page.has("#sluzhba"));
    for path in ["index.html", "put/index.html", "404.html"] {
        let page = published(&project, path);
        assert_eq!(
            page.one("meta[name=robots]").attr("content"),
            Some("noindex"),
            "{path}"
        );
        assert!(
            page.one("header").text().contains("Не для публикации"),
            "{path}"
        );
    }
}

#[test]
fn a_note_of_an_internal_lane_is_internal() {
    let project = with_stage(
        "# Поиск\n\n## Цели\n\n- Найти[^open]\n\n## Заметки\n\nТайна[^secret]\n\n[^open]: ОТКРЫТО\n[^secret]: СЛУЖЕБНОЕ\n",
    );
    build(&project, &[]);
    assert_eq!(files_with(&project, "СЛУЖЕБНОЕ"), Vec::<String>::new());
    assert!(files_with(&project, "ОТКРЫТО").contains(&"put/index.html".to_owned()));
    build(&project, &["--internal"]);
    assert!(files_with(&project, "СЛУЖЕБНОЕ").contains(&"put/index.html".to_owned()));
}

#[test]
fn notes_keep_their_numbers_when_an_internal_one_is_left_out() {
    let project = with_stage(
        "# Поиск\n\n## Заметки\n\nТайна[^secret]\n\n## Цели\n\n- Найти[^open]\n\n[^open]: ОТКРЫТО\n[^secret]: СЛУЖЕБНОЕ\n",
    );
    build(&project, &[]);
    let page = published(&project, "put/index.html");
    let reference = page.one("#poisk sup a");
    let target = reference
        .attr("href")
        .expect("a link")
        .trim_start_matches('#')
        .to_owned();
    assert!(page.one(&format!("#{target}")).text().contains("ОТКРЫТО"));
    assert_eq!(page.all("#poisk .footnotes li").len(), 1);
    assert_eq!(
        reference.text(),
        "1",
        "the list begins with 1, so must the reference"
    );
}

#[test]
fn a_link_to_an_internal_part_leads_nowhere() {
    let project =
        with_stage("# Поиск\n\n[см.](#poisk-sekret)\n\n## Секрет {.internal}\n\nТекст.\n");
    let run = project.run(&["build"]);
    run.assert_status(1);
    assert!(
        run.stderr.contains("error[broken-anchor]"),
        "{}",
        run.stderr
    );
    build(&project, &["--internal"]);
}

#[test]
fn a_path_that_returns_to_an_internal_stage_does_not_betray_it() {
    let project = internal().file(
        "content/put/03-itog.md",
        "---\ntitle: Итог\nloops-to: sluzhba\n---\n",
    );
    let run = project.run(&["build"]);
    // Either an error that names the place, or a page without the loop.
    if run.status == Some(0) {
        assert_eq!(files_with(&project, "sluzhba"), Vec::<String>::new());
    } else {
        run.assert_status(1);
        assert!(
            run.stderr.contains("content/put/03-itog.md:3:11"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_lane_joined_of_an_open_and_an_internal_one_shows_the_open_half() {
    let project = with_stage(
        "# Поиск\n\n## Цели\n\n- Открыто\n\n## Цели на этапе {.internal}\n\n- СЛУЖЕБНОЕ\n",
    );
    build(&project, &[]);
    assert_eq!(files_with(&project, "СЛУЖЕБНОЕ"), Vec::<String>::new());
    assert!(
        published(&project, "put/index.html")
            .one("#poisk")
            .text()
            .contains("Открыто")
    );
}

#[test]
fn internal_words_do_not_reach_the_comparison_of_segments() {
    let project = Project::minimal()
        .file("content/rynok/map.md", "# Рынок\n")
        .file("content/rynok/a/01-a.md", "---\ntitle: Этап\nphase: search\n---\n\n## Цели\n\n- Раз\n\n## Заметки\n\n- СЛУЖЕБНОЕ\n")
        .file("content/rynok/b/01-b.md", "---\ntitle: СЛУЖЕБНОЕ\nphase: use\ninternal: true\n---\n\n## Цели\n\n- СЛУЖЕБНОЕ\n")
        .file("content/rynok/b/02-c.md", "---\ntitle: Ещё\nphase: search\n---\n\n## Цели\n\n- Два\n");
    build(&project, &[]);
    assert_eq!(files_with(&project, "СЛУЖЕБНОЕ"), Vec::<String>::new());
    let page = published(&project, "rynok/index.html");
    assert!(
        !page.one("#comparison").text().contains("Использование"),
        "no column for an internal stage"
    );
}

#[test]
fn where_the_lane_of_kpis_is_internal_their_numbers_are_too() {
    let stage =
        "---\ntitle: Поиск\nkpis: [{name: СЛУЖЕБНОЕ, actual: 5}]\n---\n\n## KPI\n\nСЛУЖЕБНОЕ\n";
    let project = with_stage(stage).settings("\n[lanes.kpi]\ninternal = true\n");
    build(&project, &[]);
    assert_eq!(files_with(&project, "СЛУЖЕБНОЕ"), Vec::<String>::new());
    build(&project, &["--internal"]);
    assert!(
        published(&project, "put/index.html")
            .text()
            .contains("СЛУЖЕБНОЕ")
    );
}
