//! A finished drawing to pixels, and to the bytes of a PNG.
//!
//! In: the text of an SVG, and the fonts. Out: the picture of a share card. Nothing is fetched from
//! anywhere: neither pictures that a drawing names, nor fonts of the machine.

use std::{cell::RefCell, io, sync::Arc};

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree, roxmltree::Document},
};

use super::{compact, fonts::CardFonts};

/// The size of every card in pixels, which networks ask for.
pub const SIZE: (u32, u32) = (1200, 630);

thread_local! {
    /// Three megabytes, used for one card after the other.
    static PAPER: RefCell<Option<Pixmap>> = const { RefCell::new(None) };
}

/// Draws a card.
pub fn draw(svg: &str, fonts: &CardFonts) -> io::Result<Vec<u8>> {
    let tree = Tree::from_str(svg, &options(fonts)).map_err(io::Error::other)?;
    PAPER.with_borrow_mut(|paper| {
        if paper.is_none() {
            *paper = Pixmap::new(SIZE.0, SIZE.1);
        }
        let Some(paper) = paper else {
            return Err(io::Error::from(io::ErrorKind::OutOfMemory));
        };
        paper.fill(Color::WHITE);
        resvg::render(&tree, Transform::identity(), &mut paper.as_mut());
        compact::write(paper.data(), SIZE.0, SIZE.1).map_err(io::Error::other)
    })
}

fn options(fonts: &CardFonts) -> Options<'static> {
    Options {
        font_family: fonts.families().first().copied().unwrap_or("").to_owned(),
        fontdb: Arc::clone(fonts.database()),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// What keeps a text from being the drawing of a card, if anything does. This is cheap: it is asked
/// of every card, also where nothing is drawn.
pub fn fault(svg: &str, fonts: &CardFonts) -> Option<String> {
    let document = match Document::parse(svg) {
        Ok(document) => document,
        Err(error) => return Some(format!("the card is no well-formed SVG: {error}")),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(usvg_namespace()) {
        return Some(format!(
            "the card's outermost element must be `<svg xmlns=\"{}\">`",
            usvg_namespace()
        ));
    }
    let is = |name: &str, size: u32| root.attribute(name) == Some(size.to_string().as_str());
    if !is("width", SIZE.0) || !is("height", SIZE.1) {
        return Some(format!(
            "the card must say `width=\"{}\" height=\"{}\"`",
            SIZE.0, SIZE.1
        ));
    }
    let known = fonts.families();
    let asked = document
        .descendants()
        .filter_map(|node| node.attribute("font-family"));
    let first = |list: &str| {
        let name = list.split(',').next().unwrap_or(list);
        name.trim().trim_matches(['"', '\'']).to_owned()
    };
    let unknown = asked
        .map(first)
        .find(|name| !known.contains(&name.as_str()))?;
    Some(format!(
        "there is no font `{unknown}` in the theme's `card-fonts/`; there are: {}",
        known.join(", ")
    ))
}

fn usvg_namespace() -> &'static str {
    "http://www.w3.org/2000/svg"
}
