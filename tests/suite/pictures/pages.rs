//! How pages show pictures.

use image::ExtendedColorType;

use super::{
    published,
    samples::{self, Beside, decoded, pixels, quarters},
    showing,
};
use crate::{
    pages::html::{Element, published as page},
    project::Project,
};

/// The choice of widths that an image gives, and where each leads from a page.
fn choice(image: &Element) -> Vec<(String, u32)> {
    let srcset = image.attr("srcset").unwrap_or_default();
    let one = |candidate: &str| {
        let (url, width) = candidate.trim().split_once(' ').expect("a width");
        let width = width.strip_suffix('w').expect("a width");
        (url.to_owned(), width.parse().expect("a number"))
    };
    let all = srcset.split(',').filter(|candidate| !candidate.is_empty());
    all.map(one).collect()
}

/// A map that shows a picture wherever it can.
fn everywhere() -> Project {
    let photo = samples::jpeg(1700, 1000, &Beside::default());
    Project::minimal()
        .bytes("content/put/мой снимок, 1.jpg", &photo)
        .file(
            "content/put/map.md",
            "---\ntitle: Путь\nsummary: Как к нам приходят.\ncover: {src: 'мой снимок, 1.jpg', alt: Обложка}\n---\n\nСлова.\n\n![Введение](<мой снимок, 1.jpg>)\n",
        )
        .file(
            "content/put/persona.md",
            "---\nname: Анна\nphoto: {src: 'мой снимок, 1.jpg', alt: Анна}\n---\n\nИстория.\n",
        )
        .file(
            "content/put/01-poisk.md",
            "---\ntitle: Поиск\nimage: {src: 'мой снимок, 1.jpg', alt: Этап}\n---\n\n## Цели\n\n- Найти дом\n\n![Полоса](<мой снимок, 1.jpg>)\n\n<img src=\"мой снимок, 1.jpg\" alt=\"Сам\">\n",
        )
}

#[test]
fn every_picture_has_its_size_and_widths_to_choose_from() {
    let project = everywhere();
    project.run(&["build"]).assert_status(0);
    let page = page(&project, "put/index.html");
    for alt in ["Обложка", "Введение", "Анна", "Этап", "Полоса", "Сам"]
    {
        let images = page.all("img");
        let image = images.iter().find(|image| image.attr("alt") == Some(alt));
        let image = image.unwrap_or_else(|| panic!("no {alt}"));
        assert_eq!(image.attr("width"), Some("1700"), "{alt}");
        assert_eq!(image.attr("height"), Some("1000"), "{alt}");
        let choice = choice(image);
        let widths: Vec<u32> = choice.iter().map(|(_, width)| *width).collect();
        assert_eq!(widths, [480, 800, 1200, 1700], "{alt}");
        assert!(
            image
                .attr("sizes")
                .is_some_and(|sizes| sizes.contains("vw")),
            "{alt}"
        );
        for (url, width) in choice {
            let url = percent_decoded(&url);
            let bytes = std::fs::read(project.path(&format!("public/put/{url}")));
            let (real, height, colours) = quarters(&bytes.unwrap_or_else(|_| panic!("no {url}")));
            assert_eq!((real, height), (width, (width * 1000 + 850) / 1700));
            assert_eq!(colours, "rgbw");
        }
    }
    let eager: Vec<_> = page
        .all("img")
        .into_iter()
        .filter(|one| one.attr("loading") != Some("lazy"))
        .collect();
    let eager: Vec<_> = eager.iter().filter_map(|one| one.attr("alt")).collect();
    assert_eq!(eager, ["Обложка", "Сам"]);
    let cover = page.one("img[alt=Обложка]");
    assert_eq!(cover.attr("fetchpriority"), Some("high"));
    assert!(!project.published("put/journey.json").contains('\u{fdd3}'));
}

fn percent_decoded(url: &str) -> String {
    percent_encoding::percent_decode_str(url)
        .decode_utf8_lossy()
        .into_owned()
}

#[test]
fn a_huge_picture_is_shown_no_wider_than_screens_are() {
    let project = showing("dom.jpg", &samples::jpeg(3000, 600, &Beside::default()));
    project.run(&["build"]).assert_status(0);
    let page = page(&project, "about/index.html");
    let choice = choice(page.one("img"));
    let widths: Vec<u32> = choice.iter().map(|(_, width)| *width).collect();
    assert_eq!(widths, [480, 800, 1200, 1600, 2000, 2400]);
    assert_eq!(page.one("img").attr("src"), Some(choice[5].0.as_str()));
    assert!(
        project.exists("dom.jpg"),
        "who links to it gets the author's"
    );
}

#[test]
fn a_theme_says_how_wide_its_texts_are() {
    let project = showing("dom.jpg", &samples::jpeg(900, 600, &Beside::default()))
        .settings("[output.html]\ntheme = \"ours\"\n")
        .file(
            "themes/ours/theme.toml",
            "name = \"ours\"\nversion = \"1.0.0\"\nextends = \"agency\"\n\n[images]\ntext = \"(min-width: 50rem) 30rem, 88vw\"\n",
        );
    project.run(&["build"]).assert_status(0);
    let image = page(&project, "about/index.html");
    assert_eq!(
        image.one("img").attr("sizes"),
        Some("(min-width: 50rem) 30rem, 88vw")
    );
}

#[test]
fn each_kind_of_picture_is_scaled_in_its_own_way() {
    let (width, height) = (700, 400);
    let rgb = pixels(width, height);
    let wide: Vec<u8> = rgb.iter().flat_map(|value| [*value, *value]).collect();
    let rgba = |alpha: u8| -> Vec<u8> {
        rgb.chunks(3)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], alpha])
            .collect()
    };
    let png = |pixels: &[u8], colour| samples::png((width, height), pixels, colour, &[]);
    let rows: Vec<(&str, Vec<u8>, usize)> = vec![
        ("sixteen.png", png(&wide, ExtendedColorType::Rgb16), 1),
        ("opaque.png", png(&rgba(255), ExtendedColorType::Rgba8), 1),
        ("clear.png", png(&rgba(90), ExtendedColorType::Rgba8), 1),
        ("grey.jpg", samples::grey(700, 400), 1),
        ("inks.jpg", samples::cmyk(700, 400), 0),
        ("lossless.webp", samples::webp(700, 400, false), 1),
        ("film.gif", samples::film(), 0),
    ];
    for (name, bytes, variants) in rows {
        let project = showing(name, &bytes);
        project.run(&["build"]).assert_status(0);
        let (stem, ending) = name.split_once('.').expect("an ending");
        let files = published(&project, &format!("{stem}-480-"));
        assert_eq!(files.len(), variants, "{name}");
        let image = page(&project, "about/index.html");
        let size = if name == "film.gif" {
            ("600", "288")
        } else {
            ("700", "400")
        };
        let image = image.one("img");
        assert_eq!(
            (image.attr("width"), image.attr("height")),
            (Some(size.0), Some(size.1)),
            "{name}"
        );
        for (path, small) in files {
            assert!(path.ends_with(&format!(".{ending}")), "{path}");
            assert!(small.len() < bytes.len(), "{path}");
            assert_eq!(decoded(&small).0, 480, "{path}");
            if name == "clear.png" {
                let picture = image::load_from_memory(&small).expect("a picture");
                assert_eq!(picture.into_rgba8().get_pixel(100, 100).0[3], 90);
            }
        }
        if variants == 0 {
            assert_eq!(image.attr("srcset"), None, "{name}");
        }
    }
}

#[test]
fn a_smaller_picture_with_a_larger_file_helps_nobody() {
    // Two colours: the author's file is tiny, whatever its width.
    let pixels: Vec<u8> = (0..700 * 400)
        .flat_map(|n| [if n % 700 < 350 { 0 } else { 255 }; 3])
        .collect();
    let mut bytes = samples::png((700, 400), &pixels, ExtendedColorType::Rgb8, &[]);
    let project = showing("plan.png", &bytes);
    project.run(&["build"]).assert_status(0);
    let small = published(&project, "plan-480-");
    assert!(small.values().all(|small| small.len() < bytes.len()));
    bytes.truncate(0);
}

#[test]
fn drawings_get_the_size_that_they_ask_for() {
    for (drawing, size) in [
        ("<svg viewBox=\"0 0 40 30\"/>", (Some("40"), Some("30"))),
        ("<svg width=\"7\" height=\"8\"/>", (Some("7"), Some("8"))),
        ("<svg/>", (None, None)),
    ] {
        let project = showing("plan.svg", drawing.as_bytes());
        project.run(&["build"]).assert_status(0);
        let page = page(&project, "about/index.html");
        let image = page.one("img");
        assert_eq!(
            (image.attr("width"), image.attr("height")),
            size,
            "{drawing}"
        );
        assert_eq!(
            published(&project, "plan.svg")["plan.svg"],
            drawing.as_bytes()
        );
    }
}

#[test]
fn a_picture_alone_with_a_title_is_a_figure() {
    let text = |body: &str| {
        let project = showing("dom.svg", b"<svg/>");
        let text = format!("---\ntitle: О нас\nsummary: Кто мы.\n---\n\n{body}\n");
        let project = project.file("content/about.md", &text);
        project.run(&["build"]).assert_status(0);
        page(&project, "about/index.html")
    };
    let figure = text("Слова.\n\n![Дом](dom.svg 'Вид \"с реки\" & <мост>')\n\nСлова.");
    assert_eq!(
        figure.one("figure figcaption").exact_text(),
        "Вид «с\u{a0}реки» & <мост>"
    );
    assert_eq!(figure.one("figure img").attr("title"), None);
    assert!(!figure.has("p figure") && figure.all(".prose p").len() == 2);
    for body in [
        "![Дом](dom.svg)",
        "Вот ![Дом](dom.svg \"Дом у реки\")",
        "[![Дом](dom.svg \"Дом у реки\")](about.md)",
        "- ![Дом](dom.svg \"Дом у реки\")",
    ] {
        assert!(!text(body).has("figure"), "{body}");
    }
    let title = text("Вот ![Дом](dom.svg \"Дом у реки\")");
    assert_eq!(title.one("img").attr("title"), Some("Дом у реки"));
}
