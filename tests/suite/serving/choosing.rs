//! What is chosen on the command line and in the preview: drafts, what is internal, a theme.
//!
//! In: options of the command, forms of the preview. Out: the site as chosen, also after changes.

use serde_json::json;

use super::{client::Preview, site};
use crate::project::Project;

/// A site with a draft, an internal lane, and a second theme.
fn full_site() -> Project {
    site()
        .file(
            "content/a.md",
            "---\ntitle: Черновик\ndraft: true\n---\n\nНачерно.\n",
        )
        .file(
            "content/put/01-poisk.md",
            "# Поиск\n\n## Цели\n\n- Найти дом\n\n## Заметки\n\n- СЛУЖЕБНОЕ\n",
        )
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
        )
        .file(
            "themes/mine/templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Моя потеря</h1>{% endblock main %}",
        )
}

/// Sends the form of the preview's start page.
#[track_caller]
fn choose(preview: &Preview, fields: &str) {
    let answer = preview.post(
        "/__cjm/choices",
        &preview.origin(),
        &format!("{fields}&back=/cjm/put/"),
    );
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/cjm/put/"))
    );
}

/// Which of the three are shown: the draft, what is internal, the second theme.
fn shown(preview: &Preview) -> (bool, bool, bool) {
    (
        preview.get("/cjm/a/").status == 200,
        preview.shows("/cjm/put/", "СЛУЖЕБНОЕ"),
        preview.get("/cjm/nowhere/").text().contains("Моя потеря"),
    )
}

#[test]
fn switched_on_and_off_in_the_preview() {
    let project = full_site();
    let preview = Preview::of(&project);
    assert_eq!(shown(&preview), (false, false, false));
    assert_eq!(
        preview.state("/cjm/")["choices"],
        json!({ "drafts": false, "internal": false, "theme": null, "themes": ["agency", "atlas", "longread", "mine"] })
    );
    for (fields, expected) in [
        ("drafts=1", (true, false, false)),
        ("drafts=1&internal=1&theme=", (true, true, false)),
        ("internal=1&theme=mine", (false, true, true)),
        ("theme=mine&drafts=1", (true, false, true)),
        ("theme=agency", (false, false, false)),
        ("theme=", (false, false, false)),
    ] {
        let theme = fields
            .split("theme=")
            .nth(1)
            .and_then(|rest| rest.split('&').next());
        preview.follows(
            fields,
            || choose(&preview, fields),
            |preview| {
                let choices = preview.state("/cjm/")["choices"].clone();
                let (drafts, internal, _) = expected;
                shown(preview) == expected
                    && (&choices["drafts"], &choices["internal"])
                        == (&json!(drafts), &json!(internal))
                    && choices["theme"].as_str() == theme.filter(|theme| !theme.is_empty())
            },
        );
        let page = preview.get("/__cjm/").text();
        assert_eq!(
            page.matches(" checked").count(),
            usize::from(expected.0) + usize::from(expected.1)
        );
    }
}

#[test]
fn what_is_chosen_stays_while_files_change() {
    let project = full_site();
    let preview = Preview::of(&project);
    preview.follows(
        "all three",
        || choose(&preview, "drafts=1&internal=1&theme=mine"),
        |preview| shown(preview) == (true, true, true),
    );
    preview.shows_after("/cjm/a/", "Переписано", || {
        project.write(
            "content/a.md",
            "---\ntitle: Черновик\ndraft: true\n---\n\nПереписано.\n".as_bytes(),
        );
    });
    preview.shows_after("/cjm/put/", "Компас", || {
        let settings = project.read("book.toml").replace("Маяк", "Компас");
        project.write("book.toml", settings.as_bytes());
    });
    assert_eq!(shown(&preview), (true, true, true));
}

#[test]
fn a_theme_that_comes_and_goes_while_it_is_chosen() {
    let project = full_site();
    let preview = Preview::of(&project);
    preview.follows(
        "mine",
        || choose(&preview, "theme=mine"),
        |preview| shown(preview).2,
    );
    preview.follows(
        "it is gone",
        || project.remove("themes/mine"),
        |preview| preview.state("/cjm/")["stale"] == true,
    );
    assert!(shown(&preview).2, "the last good site");
    assert_eq!(
        preview.state("/cjm/")["choices"]["themes"],
        json!(["agency", "atlas", "longread"])
    );
    preview.follows(
        "the settings' theme",
        || choose(&preview, "theme="),
        |preview| preview.state("/cjm/")["stale"] == false && !shown(preview).2,
    );
    preview.follows(
        "another theme",
        || {
            project.write(
                "themes/other/theme.toml",
                b"name = \"other\"\nversion = \"1.0.0\"\nextends = \"agency\"\n",
            )
        },
        |preview| {
            preview.state("/cjm/")["choices"]["themes"]
                == json!(["agency", "atlas", "longread", "other"])
        },
    );
}

#[test]
fn many_choices_at_once_end_with_the_last() {
    let project = full_site();
    let preview = Preview::of(&project);
    for round in 0..20 {
        choose(
            &preview,
            if round % 2 == 0 {
                "drafts=1"
            } else {
                "internal=1"
            },
        );
    }
    preview.wait_until("the last of them", |preview| {
        shown(preview) == (false, true, false)
    });
    preview.mark(&project);
    assert_eq!(shown(&preview), (false, true, false));
}

#[test]
fn what_cannot_be_chosen() {
    let project = full_site();
    let preview = Preview::of(&project);
    preview.mark(&project);
    let post = |origin: &str, body: &str| preview.post("/__cjm/choices", origin, body).status;
    preview.nothing_from(&project, || {
        assert_eq!(post(&preview.origin(), "theme=nobodys&drafts=1"), 400);
        assert_eq!(post(&preview.origin(), "theme=..%2Fmine&drafts=1"), 400);
        assert_eq!(post("http://evil.example", "drafts=1"), 403);
        assert_eq!(post("null", "drafts=1"), 403);
        assert_eq!(preview.get("/__cjm/choices?drafts=1").status, 405);
    });
    assert_eq!(shown(&preview), (false, false, false));
    let back = |to: &str| {
        let answer = preview.post("/__cjm/choices", &preview.origin(), &format!("back={to}"));
        answer.header("location").map(str::to_owned)
    };
    for foreign in [
        "http://evil.example/",
        "//evil.example/",
        "%2F%2Fevil.example/",
    ] {
        assert_eq!(back(foreign), None, "{foreign}");
    }
}

#[test]
fn drafts_and_internal_from_the_command_line_are_followed() {
    let project = full_site();
    let preview = Preview::start(&project, &["-p", "0", "--drafts", "--internal"]);
    assert_eq!(shown(&preview), (true, true, false));
    preview.shows_after("/cjm/a/", "Переписано", || {
        project.write(
            "content/a.md",
            "---\ntitle: Черновик\ndraft: true\n---\n\nПереписано.\n".as_bytes(),
        );
    });
    preview.follows(
        "off",
        || choose(&preview, "theme="),
        |preview| shown(preview) == (false, false, false),
    );
}
