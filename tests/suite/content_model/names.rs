//! Names of files, front matter, titles, addresses.

use super::{build, built, first_stage, journey, strings};
use crate::{pages::html::published, project::Project};

#[test]
fn cyrillic_names_are_transliterated_in_addresses() {
    let project = built(
        Project::minimal()
            .file("content/О нас.md", "# О нас\n")
            .file("content/Жилой комплекс/map.md", "# Дом\n")
            .file(
                "content/Жилой комплекс/01-Осмысление и выбор.md",
                "# Осмысление\n",
            ),
    );
    assert!(
        project.exists("o-nas/index.html"),
        "{:?}",
        project.published_files()
    );
    assert!(published(&project, "zhiloy-kompleks/index.html").has("#osmyslenie-i-vybor"));
}

#[test]
fn a_slug_takes_the_place_of_the_name() {
    let project = built(
        Project::minimal()
            .file(
                "content/privacy.md",
                "---\ntitle: Политика\nslug: legal\n---\n",
            )
            .file("content/put/map.md", "---\ntitle: Путь\nslug: way\n---\n")
            .file(
                "content/put/01-poisk.md",
                "---\ntitle: Поиск\nslug: search\n---\n",
            )
            .bytes("content/put/photo.jpg", b"x"),
    );
    assert!(project.exists("legal/index.html") && !project.exists("privacy"));
    assert!(!project.exists("put"), "{:?}", project.published_files());
    assert!(published(&project, "way/index.html").has("#search"));
    assert!(
        project.exists("way/photo.jpg"),
        "an asset stands beside its page"
    );
    assert_eq!(
        journey(&project, "way")["segments"][0]["stages"][0]["slug"],
        "search"
    );
}

#[test]
fn numbers_order_and_are_left_out_of_addresses() {
    let project = built(
        Project::minimal()
            .file("content/put/01-poisk.md", "# Один\n")
            .file("content/put/2. Второй.md", "# Два\n")
            .file("content/put/03_tri.md", "# Три\n")
            .file("content/07-rynok/map.md", "# Рынок\n")
            .file("content/07-rynok/01-a.md", "# Этап\n")
            .bytes("content/07-rynok/1.png", b"png")
            .file("content/03-about.md", "# О нас\n"),
    );
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "slug"),
        ["poisk", "vtoroy", "tri"]
    );
    assert!(
        project.exists("rynok/index.html") && project.exists("about/index.html"),
        "{:?}",
        project.published_files()
    );
    assert!(project.exists("rynok/1.png"), "an asset keeps its own name");
}

#[test]
fn stages_with_one_number_stand_in_the_order_of_their_names() {
    let project = Project::minimal()
        .file("content/put/01-b.md", "# Бэ\n")
        .file("content/put/01-a.md", "# А\n");
    let run = build(&project, &[]);
    assert!(
        run.stderr.contains("warning[repeated-stage-number]"),
        "{}",
        run.stderr
    );
    assert_eq!(
        strings(&journey(&project, "put")["segments"][0]["stages"], "slug"),
        ["a", "b", "poisk"]
    );
}

#[test]
fn front_matter_comes_with_a_byte_order_mark_with_crlf_or_not_at_all() {
    for (what, text) in [
        (
            "plain",
            "---\ntitle: Этап\nsummary: Суть\n---\n\n## Цели\n\n- Раз\n".to_owned(),
        ),
        (
            "mark",
            "\u{feff}---\ntitle: Этап\nsummary: Суть\n---\n\n## Цели\n\n- Раз\n".to_owned(),
        ),
        (
            "crlf",
            "---\r\ntitle: Этап\r\nsummary: Суть\r\n---\r\n\r\n## Цели\r\n\r\n- Раз\r\n".to_owned(),
        ),
        (
            "both",
            "\u{feff}---\r\ntitle: Этап\r\nsummary: Суть\r\n---\r\n\r\n## Цели\r\n\r\n- Раз\r\n"
                .to_owned(),
        ),
    ] {
        let project = built(super::with_stage(&text));
        let stage = first_stage(&project);
        assert_eq!(
            (&stage["title"], &stage["summary"]),
            (&"Этап".into(), &"Суть".into()),
            "{what}"
        );
        assert_eq!(stage["lanes"][0]["lane"], "goals", "{what}");
        assert_eq!(
            stage["lanes"][0]["parts"][0]["blocks"][0]["items"][0]["html"], "Раз",
            "{what}"
        );
    }
    let project = built(super::with_stage(
        "\u{feff}# Этап\r\n\r\nСлово.\r\n\r\n## Цели\r\n\r\n- Раз\r\n",
    ));
    assert_eq!(first_stage(&project)["title"], "Этап");
    assert_eq!(first_stage(&project)["lanes"][0]["lane"], "goals");
}

#[test]
fn front_matter_may_be_empty_and_a_line_in_the_text_is_not_taken_for_it() {
    let project = built(Project::minimal().file(
        "content/a.md",
        "---\n---\n\n# Первая\n\nДо.\n\n---\n\nkey: value\n\n---\n\nПосле.\n",
    ));
    let page = published(&project, "a/index.html");
    assert_eq!(page.texts("h1"), ["Первая"]);
    let text = page.one("main").text();
    assert!(
        text.contains("До.") && text.contains("key: value") && text.contains("После."),
        "{text}"
    );
}

#[test]
fn the_heading_at_the_beginning_is_the_title_and_is_not_repeated() {
    let project = built(
        Project::minimal()
            .file("content/a.md", "# Из *заголовка*\n\nТекст.\n")
            .file(
                "content/b.md",
                "---\ntitle: Из ключа\n---\n\n# Из ключа\n\nТекст.\n",
            )
            .file(
                "content/c.md",
                "---\ntitle: Из ключа\n---\n\n# Другой\n\nТекст.\n",
            )
            .file(
                "content/put/map.md",
                "---\nsummary: Суть\n---\n\n# Карта из заголовка\n\nВведение.\n",
            ),
    );
    assert_eq!(
        published(&project, "a/index.html").texts("h1"),
        ["Из заголовка"]
    );
    let b = published(&project, "b/index.html");
    assert_eq!(b.texts("h1"), ["Из ключа"]);
    assert_eq!(b.one("main").text().matches("Из ключа").count(), 1);
    let c = published(&project, "c/index.html");
    assert_eq!(c.texts("h1"), ["Из ключа"], "the page has one title");
    assert_eq!(
        c.texts("main h2"),
        ["Другой"],
        "another heading is kept, below the title"
    );
    assert_eq!(
        published(&project, "put/index.html").texts("h1"),
        ["Карта из заголовка"]
    );
}

#[test]
fn both_endings_of_markdown_count() {
    let project = built(
        Project::minimal()
            .file("content/a.markdown", "# Страница\n")
            .file("content/b.MD", "# Большими\n")
            .file("content/rynok/map.markdown", "# Рынок\n")
            .file("content/rynok/01-etap.markdown", "# Этап\n"),
    );
    assert!(
        project.exists("a/index.html") && project.exists("b/index.html"),
        "{:?}",
        project.published_files()
    );
    assert_eq!(
        strings(
            &journey(&project, "rynok")["segments"][0]["stages"],
            "title"
        ),
        ["Этап"]
    );
    assert!(!project.exists("a.markdown"));
}

#[test]
fn assets_are_published_beside_their_page_byte_for_byte() {
    let bytes: Vec<u8> = (0..=255)
        .chain(*b"\xef\xb7\x90 {{ x }} \r\n---\n")
        .collect();
    let project = built(
        Project::minimal()
            .bytes("content/top.bin", &bytes)
            .bytes("content/put/photo.jpg", &bytes)
            .bytes("content/put/план дома (1).pdf", &bytes)
            .bytes("content/put/files/deep/data.json", &bytes)
            .bytes("content/put/notes.txt", b"\xff\xfe not UTF-8"),
    );
    for path in [
        "top.bin",
        "put/photo.jpg",
        "put/план дома (1).pdf",
        "put/files/deep/data.json",
    ] {
        assert_eq!(
            project.tree("public").get(path),
            Some(&bytes),
            "{path} of {:?}",
            project.published_files()
        );
    }
    assert_eq!(
        project.tree("public")["put/notes.txt"],
        b"\xff\xfe not UTF-8"
    );
}

#[test]
fn links_to_files_and_pages_are_written_as_addresses() {
    let text = "# Страница\n\n[карта](put/map.md), [этап](put/01-poisk.md), [политика](other.md#chast), [файл](put/план.pdf), [наверх](/)\n\n![План](put/план.pdf)\n";
    let project = built(
        Project::minimal()
            .file("content/page.md", text)
            .file("content/other.md", "# Другая\n\n## Часть\n")
            .bytes("content/put/план.pdf", b"pdf"),
    );
    let page = published(&project, "page/index.html");
    let links: Vec<_> = page
        .all(".prose a")
        .iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(
        links,
        [
            "../put/",
            "../put/#poisk",
            "../other/#chast",
            "../put/%D0%BF%D0%BB%D0%B0%D0%BD.pdf",
            "../"
        ]
    );
    assert_eq!(
        page.one(".prose img").attr("src"),
        Some("../put/%D0%BF%D0%BB%D0%B0%D0%BD.pdf")
    );
}

#[test]
fn aliases_lead_from_old_addresses_to_the_new_one() {
    let project = built(
        Project::minimal()
            .settings("\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n")
            .file(
                "content/privacy.md",
                "---\ntitle: Политика\naliases: [/old/, \"a/b\", was.html]\n---\n",
            )
            .file(
                "content/put/map.md",
                "---\ntitle: Путь\naliases: [/cjm-2024/]\n---\n",
            )
            .file(
                "content/index.md",
                "---\ntitle: Карты\naliases: [/home/]\n---\n",
            ),
    );
    for (path, target, canonical) in [
        (
            "old/index.html",
            "../privacy/",
            "https://example.org/cjm/privacy/",
        ),
        (
            "a/b/index.html",
            "../../privacy/",
            "https://example.org/cjm/privacy/",
        ),
        ("was.html", "privacy/", "https://example.org/cjm/privacy/"),
        (
            "cjm-2024/index.html",
            "../put/",
            "https://example.org/cjm/put/",
        ),
        ("home/index.html", "../", "https://example.org/cjm/"),
    ] {
        let page = published(&project, path);
        let refresh = page.one("meta[http-equiv=refresh]");
        assert_eq!(
            refresh.attr("content"),
            Some(format!("0; url={target}").as_str()),
            "{path}"
        );
        assert_eq!(
            page.one("link[rel=canonical]").attr("href"),
            Some(canonical),
            "{path}"
        );
        assert_eq!(
            page.one("main a").attr("href"),
            Some(target),
            "{path}: for who does not follow by itself"
        );
        assert_eq!(
            page.one("meta[name=robots]").attr("content"),
            Some("noindex"),
            "{path}"
        );
    }
}
