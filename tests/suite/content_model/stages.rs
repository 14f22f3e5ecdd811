//! What a stage's front matter says.

use super::{build, built, first_stage, journey, stage, with_stage};
use crate::{pages::html::published, project::Project};

#[test]
fn loops_go_to_a_stage_by_its_slug_or_to_the_start() {
    let project = built(
        Project::minimal()
            .file(
                "content/put/02-vybor.md",
                "---\ntitle: Выбор\nslug: choice\n---\n",
            )
            .file(
                "content/put/03-sdelka.md",
                "---\ntitle: Сделка\nloops-to: choice\n---\n",
            )
            .file(
                "content/put/04-trigger.md",
                "---\ntitle: Триггер\nloops-to: start\n---\n",
            ),
    );
    let data = journey(&project, "put");
    let stages = &data["segments"][0]["stages"];
    assert_eq!(
        (&stages[2]["loops-to"], &stages[3]["loops-to"]),
        (&"choice".into(), &"poisk".into())
    );
    assert!(stages[0].get("loops-to").is_none());
    let page = published(&project, "put/index.html");
    assert_eq!(page.one("#sdelka a[href=#choice]").text(), "Выбор");
    assert_eq!(page.one("#trigger a[href=#poisk]").text(), "Поиск");
}

#[test]
fn kpis_show_prose_and_numbers_together() {
    let text = "---\ntitle: Поиск\nkpis:\n  - name: Охват\n    unit: тыс.\n    baseline: 10\n    target: 50\n    actual: 32.5\n    note: за квартал\n  - name: Цена заявки\n    unit: ₽\n    target: 900\n    better: lower\n---\n\n## KPI\n\n- Узнаваемость растёт\n";
    let project = built(with_stage(text));
    let stage = first_stage(&project);
    assert_eq!(stage["kpis"][0]["actual"], 32.5);
    assert_eq!(
        (&stage["kpis"][0]["better"], &stage["kpis"][1]["better"]),
        (&"higher".into(), &"lower".into())
    );
    let page = published(&project, "put/index.html");
    let text = page.one("#poisk").text();
    for shown in [
        "Узнаваемость растёт",
        "Охват",
        "32,5",
        "тыс.",
        "10",
        "50",
        "за квартал",
        "Цена заявки",
        "900",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    let table = page.one("#map").text();
    assert!(
        table.contains("Узнаваемость растёт") && table.contains("Охват"),
        "{table}"
    );
}

#[test]
fn kpis_stand_in_the_whole_map_without_prose_too() {
    let text = "---\ntitle: Поиск\nkpis: [{name: Охват, target: 50}]\n---\n\n## Цели\n\n- Дом\n";
    let project = built(with_stage(text));
    let table = published(&project, "put/index.html").one("#map").text();
    assert!(table.contains("Охват"), "{table}");
}

#[test]
fn a_funnel_shows_how_many_go_on() {
    let project = built(
        with_stage("---\ntitle: Поиск\nfunnel: {entered: 12000, left: 3000}\n---\n")
            .file(
                "content/put/02-vybor.md",
                "---\ntitle: Выбор\nfunnel: {entered: 3000, left: 90}\n---\n",
            )
            .file("content/put/03-pusto.md", "---\ntitle: Пусто\n---\n"),
    );
    let page = published(&project, "put/index.html");
    let first = page.one("#poisk").text();
    for shown in ["25 %", "12 000", "3000", "Выбор"] {
        assert!(first.contains(shown), "{shown} not in {first}");
    }
    assert!(page.one("#vybor").text().contains("3 %"));
    assert!(!page.one("#pusto").text().contains('%'));
    assert_eq!(first_stage(&project)["funnel"]["left"], 3000.0);
}

#[test]
fn a_funnel_of_nobody_divides_by_nothing() {
    let project = built(with_stage(
        "---\ntitle: Поиск\nfunnel: {entered: 0, left: 0}\n---\n",
    ));
    let html = project.published("put/index.html");
    assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
}

#[test]
fn a_stage_shows_what_its_keys_say() {
    let text = "---\ntitle: Поиск\nsummary: Ищет дом\nphase: decision\nemotion: -1.5\nmoment-of-truth: true\nquote: \"Где моя тишина?\"\n\
        duration: 2 недели\nowner: отдел продаж\nimage: {src: plan.svg, alt: План дома}\n---\n";
    let project = built(with_stage(text).file(
        "content/put/plan.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ));
    let page = published(&project, "put/index.html");
    let section = page.one("#poisk");
    let text = section.text();
    for shown in [
        "Ищет дом",
        "−1,5",
        "отчаяние",
        "Где моя тишина?",
        "2 недели",
        "отдел продаж",
        "Момент истины",
    ] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert_eq!(section.one("img").attr("alt"), Some("План дома"));
    let stage = first_stage(&project);
    assert_eq!(
        (
            &stage["phase"],
            &stage["emotion"],
            &stage["moment-of-truth"]
        ),
        (&"decision".into(), &(-1.5).into(), &true.into())
    );
    assert_eq!(
        (&stage["owner"], &stage["duration"]),
        (&"отдел продаж".into(), &"2 недели".into())
    );
}

#[test]
fn a_phase_or_loop_that_names_nothing_is_an_error() {
    for (key, value, near) in [
        ("phase", "serch", "search"),
        ("loops-to", "poisck", "poisk"),
    ] {
        let project = with_stage(&format!("---\ntitle: Поиск\n{key}: {value}\n---\n"));
        let run = project.run(&["build"]);
        run.assert_status(1);
        assert!(
            run.stderr.contains("error[unknown-reference]") && run.stderr.contains(near),
            "{}",
            run.stderr
        );
        assert!(!project.exists("index.html"));
    }
}

#[test]
fn a_lanes_name_in_the_other_language_says_so() {
    let lang = |site: &str, heading: &str| {
        let project = with_stage(&stage(&format!("## {heading}\n\nТекст.\n")));
        let settings = project.read("book.toml");
        let settings = settings.replace("\"ru\"", &format!("\"{site}\""));
        let project = project.file("book.toml", &settings);
        build(&project, &[]);
        let page = published(&project, "put/index.html");
        let title = page.one(".lane-title");
        let marked = title
            .all("span")
            .into_iter()
            .find_map(|span| span.attr("lang"));
        marked.map(str::to_owned)
    };
    assert_eq!(lang("ru", "Touchpoints").as_deref(), Some("en"));
    assert_eq!(lang("en", "Барьеры").as_deref(), Some("ru"));
    // The page's own language, an abbreviation of both, and words of nobody knows which language.
    assert_eq!(lang("ru", "Барьеры"), None);
    assert_eq!(lang("en", "Touchpoints"), None);
    assert_eq!(lang("ru", "KPI"), None);
    assert_eq!(lang("ru", "Telegram {.channels}"), None);
    assert_eq!(lang("ru", "Mise en place"), None);
}
