//! The pictures that pages are shared with.

mod faults;
mod layout;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    content_model::{build, built},
    pages::{complete_folder, html::published},
    project::Project,
};

/// A site that knows its address.
fn site() -> Project {
    Project::minimal().settings("\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n")
}

/// A picture's width, height, and pixels of red, green and blue.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("its pixels");
    let colours = pixels.chunks_exact(3).map(|p| [p[0], p[1], p[2]]);
    (reader.info().width, reader.info().height, colours.collect())
}

/// The card of a page.
fn card(project: &Project, page: &str) -> (u32, u32, Vec<[u8; 3]>) {
    pixels(&project.tree("public")[&format!("{page}card.png")])
}

/// What a page tells of its picture: `og:image` and the like, by name.
fn told(project: &Project, page: &str) -> BTreeMap<String, String> {
    let page = published(project, &format!("{page}index.html"));
    let metas = page.all("meta").into_iter().filter_map(|meta| {
        let name = meta.attr("property").or(meta.attr("name"))?;
        let is_picture = name.starts_with("og:image") || name == "twitter:card";
        is_picture.then(|| {
            (
                name.to_owned(),
                meta.attr("content").unwrap_or("").to_owned(),
            )
        })
    });
    metas.collect()
}

/// The cards that are kept: paths within the store.
fn kept(project: &Project) -> BTreeSet<String> {
    let files = project.tree(".cjm-site/kept/cards").into_keys();
    files.filter(|path| path.contains(".png")).collect()
}

#[test]
fn every_page_has_a_card_and_says_where_it_is() {
    let project = Project::copy_of(&complete_folder().join("site"));
    build(&project, &[]);
    let files = project.tree("public");
    let mut pages = 0;
    for path in files.keys().filter(|path| path.ends_with("index.html")) {
        let folder = path.trim_end_matches("index.html");
        let page = published(&project, path);
        let leads_elsewhere = page.has("meta[http-equiv=refresh]");
        let card = files.get(&format!("{folder}card.png"));
        if leads_elsewhere {
            assert!(card.is_none(), "{path} is for nobody");
            continue;
        }
        let (width, height, pixels) = pixels(card.unwrap_or_else(|| panic!("{path} has none")));
        assert_eq!((width, height), (1200, 630), "{path}");
        let colours: BTreeSet<_> = pixels.into_iter().collect();
        assert!(colours.len() > 5, "{path} is empty");
        let told = told(&project, folder);
        let address = format!("https://example.org/karty/{folder}card.png");
        assert_eq!(told["og:image"], address);
        assert_eq!(told["og:image:type"], "image/png");
        assert_eq!(told["og:image:width"], "1200");
        assert_eq!(told["og:image:height"], "630");
        assert!(told["og:image:alt"].len() > 10);
        assert_eq!(told["twitter:card"], "summary_large_image");
        let said = format!("\"url\":\"{address}\"");
        assert!(project.published(path).contains(&said), "{path}");
        pages += 1;
    }
    assert!(pages > 7, "{pages}");
    assert!(!files.contains_key("404/card.png"));
}

#[test]
fn cards_are_small() {
    let project = Project::copy_of(&complete_folder().join("site"));
    build(&project, &[]);
    for (path, bytes) in project.tree("public") {
        assert!(
            !path.ends_with("card.png") || bytes.len() < 60_000,
            "{path}: {}",
            bytes.len()
        );
    }
}

#[test]
fn without_the_sites_address_there_are_cards_and_no_tags() {
    let project = built(Project::minimal());
    assert_eq!(card(&project, "put/").0, 1200);
    let told = told(&project, "put/");
    assert!(!told.contains_key("og:image"), "{told:?}");
    assert_ne!(
        told.get("twitter:card").map(String::as_str),
        Some("summary_large_image")
    );
}

#[test]
fn another_build_draws_only_what_has_changed() {
    let project = built(site());
    let first = kept(&project);
    assert_eq!(first.len(), 2, "{first:?}");
    let before = project.tree("public");
    // Whatever is drawn again would take the place of this mark.
    let mark = |path: &String| project.path(&format!(".cjm-site/kept/cards/{path}"));
    let inodes = |paths: &BTreeSet<String>| -> Vec<_> {
        paths.iter().map(|path| created(&mark(path))).collect()
    };
    let drawn = inodes(&first);
    build(&project, &[]);
    assert_eq!(kept(&project), first);
    assert_eq!(inodes(&first), drawn);
    assert_eq!(project.tree("public"), before);

    let map = project
        .read("content/put/map.md")
        .replace("title: Путь", "title: Дорога");
    project.write("content/put/map.md", map.as_bytes());
    build(&project, &[]);
    let second = kept(&project);
    assert!(
        second.is_superset(&first) && second.len() == 3,
        "{second:?}"
    );
    assert_eq!(inodes(&first), drawn);
    let after = project.tree("public");
    assert_ne!(after["put/card.png"], before["put/card.png"]);
    assert_eq!(after["card.png"], before["card.png"]);
}

/// What a file keeps as long as it is not written anew.
#[cfg(unix)]
fn created(path: &std::path::Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).expect("a file").ino()
}

#[cfg(not(unix))]
fn created(path: &std::path::Path) -> u64 {
    std::fs::metadata(path).expect("a file").len()
}

#[test]
fn a_check_draws_nothing() {
    let project = site();
    project.run(&["check"]).assert_status(0);
    assert!(kept(&project).is_empty());
}

#[test]
fn a_theme_without_the_template_has_no_cards_and_no_tags() {
    let page = "{{ page.title }}{% if page.share_image %}{{ page.share_image.url }}{% endif %}";
    let mut project = site().settings("theme = \"plain\"\n").file(
        "themes/plain/theme.toml",
        "name = \"plain\"\nversion = \"1.0.0\"\n",
    );
    for name in ["home", "page", "map", "overview", "404", "redirect"] {
        project = project.file(&format!("themes/plain/templates/{name}.html"), page);
    }
    build(&project, &[]);
    assert_eq!(project.published("put/index.html"), "Путь");
    assert!(
        !project
            .published_files()
            .iter()
            .any(|path| path.ends_with(".png"))
    );
    assert!(kept(&project).is_empty());
    // With the template it has both, and its own font is not needed where it sets no text.
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><rect width=\"600\" height=\"630\" fill=\"#123456\"/></svg>";
    project.write("themes/plain/templates/card.svg", svg.as_bytes());
    build(&project, &[]);
    assert!(
        project
            .published("put/index.html")
            .ends_with("example.org/cjm/put/card.png")
    );
    let (_, _, pixels) = card(&project, "put/");
    assert_eq!(
        (pixels[0], pixels[1199]),
        ([0x12, 0x34, 0x56], [255, 255, 255])
    );
}

#[test]
fn an_authors_picture_stands_in_for_the_card() {
    let own = b"whatever the author has put there";
    let project = built(site().bytes("content/put/card.png", own));
    assert_eq!(project.tree("public")["put/card.png"], own);
    let told = told(&project, "put/");
    assert_eq!(told["og:image"], "https://example.org/cjm/put/card.png");
    assert_eq!(told["og:image:alt"], "Путь");
    assert!(!told.contains_key("og:image:width"));
    // The home page has its own card as before.
    assert_eq!(card(&project, "").0, 1200);
    assert_eq!(kept(&project).len(), 1);
}

#[test]
fn the_path_is_drawn_by_its_emotions_and_the_title_in_letters() {
    let project = built(site());
    let (_, _, first) = card(&project, "put/");
    let rows = |pixels: &[[u8; 3]], from: usize, to: usize| pixels[from * 1200..to * 1200].to_vec();
    let change = |path: &str, old: &str, new: &str| {
        let text = project.read(path).replace(old, new);
        project.write(path, text.as_bytes());
        build(&project, &[]);
        card(&project, "put/").2
    };
    // One stage stands in the middle, higher or lower.
    let lower = change("content/put/01-poisk.md", "emotion: 1", "emotion: -2");
    assert_eq!(rows(&lower, 0, 240), rows(&first, 0, 240), "the type stays");
    assert_ne!(rows(&lower, 300, 630), rows(&first, 300, 630));
    let renamed = change("content/put/map.md", "title: Путь", "title: Дело");
    assert_ne!(rows(&renamed, 130, 240), rows(&lower, 130, 240));
    assert_eq!(
        rows(&renamed, 300, 630),
        rows(&lower, 300, 630),
        "the path stays"
    );
}
