//! What is taken out of pictures, and what stays.

use image::ExtendedColorType;

use super::{
    published,
    samples::{self, Beside, SECRET, pixels, quarters},
    showing,
};
use crate::project::Project;

/// Signs of metadata, and the secret in them.
const SIGNS: &[&str] = &[
    SECRET,
    "Exif",
    "eXIf",
    "EXIF",
    "ns.adobe.com",
    "XMP ",
    "Photoshop",
    "tEXt",
    "iTXt",
];

fn holds(bytes: &[u8], sign: &str) -> bool {
    bytes
        .windows(sign.len())
        .any(|part| part == sign.as_bytes())
}

fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let beside = |orientation| Beside {
        orientation: Some(orientation),
        chatter: true,
        profile: None,
    };
    let secret = SECRET.as_bytes();
    let text = [b"Comment\0", secret].concat();
    let xmp = [b"XML:com.adobe.xmp\0\0\0\0\0", secret].concat();
    let chunks: &[(&[u8; 4], &[u8])] = &[
        (b"tEXt", &text),
        (b"iTXt", &xmp),
        (b"eXIf", &samples::exif(1)),
        (b"tIME", b"\x07\xea\x01\x02\x03\x04\x05"),
    ];
    let png = |size: (u32, u32)| {
        samples::png(
            size,
            &pixels(size.0, size.1),
            ExtendedColorType::Rgb8,
            chunks,
        )
    };
    vec![
        ("small.jpg", samples::jpeg(60, 40, &beside(1))),
        ("large.jpg", samples::jpeg(900, 600, &beside(1))),
        ("turned.jpg", samples::jpeg(900, 600, &beside(6))),
        ("small.png", png((60, 40))),
        ("large.png", png((700, 400))),
        ("small.webp", samples::webp(60, 40, true)),
        ("large.webp", samples::webp(700, 400, true)),
        ("film.gif", samples::film()),
    ]
}

#[test]
fn nothing_that_is_published_says_where_a_picture_was_taken() {
    let mut project = Project::minimal();
    let mut text = "---\ntitle: О нас\nsummary: Кто мы.\n---\n".to_owned();
    for (name, bytes) in pictures() {
        let found = SIGNS.iter().filter(|sign| holds(&bytes, sign)).count();
        assert!(found > 0, "the test itself: {name}");
        project = project
            .bytes(&format!("content/shown/{name}"), &bytes)
            .bytes(&format!("content/put/{name}"), &bytes);
        text.push_str(&format!("\n![Дом](shown/{name})\n"));
    }
    let project = project.file("content/about.md", &text);
    project.run(&["build"]).assert_status(0);
    let files = project.tree("public");
    for (path, bytes) in &files {
        let is_picture = [".jpg", ".png", ".webp", ".gif"]
            .iter()
            .any(|end| path.ends_with(end));
        for sign in SIGNS {
            // `XMP ` and the like are words in a text.
            assert!(
                !holds(bytes, sign) || !(is_picture || *sign == SECRET),
                "{path} holds {sign}"
            );
        }
    }
    let count = files
        .keys()
        .filter(|path| path.starts_with("shown/"))
        .count();
    assert_eq!(
        count,
        pictures().len() + 5,
        "the smaller ones are there too"
    );
}

#[test]
fn pixels_of_the_authors_file_are_not_touched() {
    for (name, bytes) in pictures() {
        if matches!(name, "turned.jpg" | "film.gif") {
            continue;
        }
        let project = showing(name, &bytes);
        project.run(&["build"]).assert_status(0);
        let clean = &published(&project, name)[name];
        assert!(clean.len() < bytes.len(), "{name}");
        assert!(
            samples::decoded(clean) == samples::decoded(&bytes),
            "{name} looks different"
        );
    }
}

#[test]
fn pictures_stand_upright() {
    for (orientation, seen) in [
        (1, "rgbw"),
        (2, "grwb"),
        (3, "wbgr"),
        (4, "bwrg"),
        (5, "rbgw"),
        (6, "brwg"),
        (7, "wgbr"),
        (8, "gwrb"),
    ] {
        let beside = Beside {
            orientation: Some(orientation),
            ..Beside::default()
        };
        let project = showing("photo.jpg", &samples::jpeg(900, 600, &beside));
        project.run(&["build"]).assert_status(0);
        let files = published(&project, "photo");
        assert!(files.len() > 1, "{orientation}");
        for (path, bytes) in files {
            let (width, height, found) = quarters(&bytes);
            assert_eq!(found, seen, "{orientation}: {path}");
            assert_eq!(width < height, orientation > 4, "{orientation}: {path}");
        }
        let page = project.published("about/index.html");
        let size = match orientation > 4 {
            true => r#"width="600" height="900""#,
            false => r#"width="900" height="600""#,
        };
        assert!(page.contains(size), "{orientation}: {page}");
    }
}

#[test]
fn colours_are_read_as_the_author_meant_them() {
    let profile: Vec<u8> = (0..700).map(|n| (n % 253) as u8).collect();
    let beside = Beside {
        profile: Some(&profile),
        chatter: true,
        ..Beside::default()
    };
    let project = showing("photo.jpg", &samples::jpeg(900, 600, &beside));
    project.run(&["build"]).assert_status(0);
    let files = published(&project, "photo");
    assert_eq!(files.len(), 3);
    for (path, bytes) in files {
        let has_profile = bytes.windows(profile.len()).any(|part| part == profile);
        assert!(has_profile && holds(&bytes, "ICC_PROFILE"), "{path}");
    }
    let chunks: &[(&[u8; 4], &[u8])] = &[(b"gAMA", &[0, 0, 0xb1, 0x8f])];
    let png = samples::png((40, 30), &pixels(40, 30), ExtendedColorType::Rgb8, chunks);
    let project = showing("photo.png", &png);
    project.run(&["build"]).assert_status(0);
    assert_eq!(published(&project, "photo")["photo.png"], png);
}
