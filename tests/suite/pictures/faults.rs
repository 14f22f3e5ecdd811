//! Pictures that cannot be shown.

use image::ExtendedColorType;

use super::{
    samples::{self, Beside, pixels},
    showing,
};

fn png() -> Vec<u8> {
    samples::png((700, 400), &pixels(700, 400), ExtendedColorType::Rgb8, &[])
}

/// What `check` and `build` say of a picture on a page.
fn said(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let project = showing(name, bytes);
    let check = project.run(&["check"]);
    let build = project.run(&["build"]);
    assert_eq!(
        check.status, build.status,
        "{name}: {}{}",
        check.stdout, build.stderr
    );
    (check.status, check.stdout)
}

#[test]
fn what_is_no_picture_is_an_error_where_it_is_shown() {
    let whole = samples::jpeg(900, 600, &Beside::default());
    let mut wrong_sum = png();
    let at = wrong_sum.len() / 2;
    wrong_sum[at] ^= 0xff;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0".to_vec();
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.jpg", whole[..whole.len() - 2].to_vec(), "is cut short"),
        ("b.jpg", whole[..300].to_vec(), "is cut short"),
        ("c.jpg", Vec::new(), "is empty"),
        ("d.jpg", b"<html>404</html>".to_vec(), "is not a JPEG"),
        (
            "e.jpg",
            heic.clone(),
            "is a HEIC, which browsers do not show",
        ),
        ("f.heic", heic, "is a HEIC, which browsers do not show"),
        ("g.png", png()[..200].to_vec(), "is cut short"),
        ("h.png", wrong_sum, "cannot be decoded"),
        (
            "i.webp",
            samples::webp(40, 30, false)[..60].to_vec(),
            "is cut short",
        ),
        ("j.gif", samples::film()[..40].to_vec(), "is cut short"),
        ("k.svg", b"plain".to_vec(), "is not SVG"),
    ];
    for (name, bytes, why) in rows {
        let (status, said) = said(name, &bytes);
        assert_eq!(status, Some(1), "{name}: {said}");
        let message = format!("error[broken-picture]: the picture `{name}` {why}");
        assert!(said.contains(&message), "{said}");
        assert!(said.contains("content/about.md:6:8"), "{said}");
    }
}

#[test]
fn what_would_take_gigabytes_is_refused_by_its_header() {
    let header = |width: u32, height: u32| {
        let mut bytes = png();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    for (width, height) in [(u32::MAX, u32::MAX), (100_000, 1001)] {
        let (status, said) = said("bomb.png", &header(width, height));
        assert_eq!(status, Some(1));
        assert!(said.contains("error[oversized-picture]"), "{said}");
    }
    let mut long = png();
    long.resize((50 << 20) + 1, 0);
    assert!(said("long.png", &long).1.contains("is larger than 50 MB"));
}

#[test]
fn a_wrong_ending_is_seen_and_read_all_the_same() {
    let (status, said) = said("dom.jpg", &png());
    assert_eq!(status, Some(0));
    assert!(
        said.contains("warning[misnamed-picture]: the picture `dom.jpg` is a PNG"),
        "{said}"
    );
    let project = showing("dom.jpg", &png());
    project.run(&["build"]).assert_status(0);
    let page = project.published("about/index.html");
    assert!(
        page.contains("dom-480-") && page.contains(".png 480w"),
        "{page}"
    );
}

#[test]
fn films_and_papers_in_raw_html_are_no_pictures() {
    let project = showing("dom.svg", b"<svg/>")
        .settings("[output.html]\nraw-html = \"trust\"\n")
        .file(
            "content/about.md",
            "---\ntitle: О нас\nsummary: Кто мы.\n---\n\n<video src=\"film.mp4\" controls></video>\n",
        )
        .bytes("content/film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0");
    let check = project.run(&["check"]);
    check.assert_status(0);
    assert!(check.stdout.contains("nothing found"), "{}", check.stdout);
}

#[test]
fn pictures_that_nobody_shows_are_not_judged_by_their_pixels() {
    let project = showing("dom.svg", b"<svg/>")
        .bytes("content/put/bad.png", &{
            let mut bytes = png();
            let at = bytes.len() / 2;
            bytes[at] ^= 0xff;
            bytes
        })
        .bytes("content/put/none.jpg", b"x");
    let check = project.run(&["check"]);
    check.assert_status(0);
    assert!(check.stdout.contains("nothing found"), "{}", check.stdout);
    // One that is cut short cannot be cleaned.
    let project = project.bytes("content/put/cut.png", &png()[..200]);
    let check = project.run(&["check"]);
    check.assert_status(1);
    assert!(
        check.stdout.contains("--> content/put/cut.png"),
        "{}",
        check.stdout
    );
}
