//! What is made of a picture is made once, and the same every time.

use std::fs;

use jpeg_encoder::{ColorType, Encoder};

use super::{Container, Format, Making, Store, picture, widths};

/// A photo with colours all over.
fn photo(width: u16, height: u16) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            pixels.extend([x as u8, y as u8, (x * y / 64) as u8]);
        }
    }
    let mut bytes = Vec::new();
    let encoder = Encoder::new(&mut bytes, 95);
    encoder
        .encode(&pixels, width, height, ColorType::Rgb)
        .unwrap();
    bytes
}

#[test]
fn only_smaller_widths_are_made() {
    let made = |width, height| widths((width, height));
    assert!(made(480, 480).is_empty() && made(530, 10).is_empty());
    assert_eq!(made(534, 1068), [(480, 960)]);
    assert_eq!(made(1000, 1), [(480, 1), (800, 1)]);
    assert_eq!(made(2400, 1200).last(), Some(&(2000, 1000)));
    assert_eq!(made(6000, 4000).last(), Some(&(2400, 1600)));
}

#[test]
fn what_is_kept_is_not_decoded_again() {
    let root = tempfile::tempdir().unwrap();
    let bytes = photo(1000, 500);
    let container = Container::read(Format::Jpeg, &bytes).unwrap();
    let make = |decodes: bool| {
        let store = Store::at(root.path());
        let mut making = Making::new(&store, &bytes, &container);
        let made = making.all("/a/photo.jpg", true, true).unwrap();
        assert_eq!(making.raster.is_some(), decodes);
        made
    };
    let first = make(true);
    assert_eq!(first.variants.len(), 2);
    assert!(first.is_variant && first.cleaned.is_none());
    assert_eq!(make(false), first);
    // One of them is lost: it is made anew, to the same bytes.
    let file = &first.variants[0].stored;
    let before = file.read().unwrap();
    let super::Stored::File(path) = file else {
        panic!("not on the disk");
    };
    fs::write(path, "").unwrap();
    assert_eq!(make(true), first);
    assert_eq!(file.read().unwrap(), before);
}

#[test]
fn a_run_that_writes_nothing_comes_to_the_same_verdict() {
    let root = tempfile::tempdir().unwrap();
    let good = photo(1000, 500);
    let mut bad = good.clone();
    // A table that no frame can use.
    let at = bad
        .windows(2)
        .position(|pair| pair == [0xff, 0xc4])
        .unwrap();
    bad[at + 5..at + 12].fill(0xff);
    for (bytes, faults) in [(good, 0), (bad, 1)] {
        for store in [Store::reading_at(root.path()), Store::at(root.path())] {
            let made = picture(&store, "/photo.jpg", &bytes, Format::Jpeg, true);
            assert_eq!(made.faults.len(), faults, "{:?}", made.faults);
        }
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn pictures_that_nobody_shows_are_only_cleaned() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    let made = picture(&store, "/photo.jpg", &photo(1000, 500), Format::Jpeg, false);
    assert!(made.variants.is_empty() && made.cleaned.is_none());
    assert!(!root.path().join(".cjm-site").exists());
}
