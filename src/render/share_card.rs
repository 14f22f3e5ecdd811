//! Share cards: the picture that networks and messengers show beside a link to a page.
//!
//! In: the drawing that a theme's `card.svg` has made of a page, and the theme's card fonts. Out:
//! a file that is drawn where somebody wants its bytes, and kept on the disk by what it is made
//! from, so that another build draws only what has changed.

mod compact;
mod fonts;
mod lines;
mod raster;

use std::{io, path::Path, sync::Arc};

pub use fonts::CardFonts;
pub use lines::{Room, set};
pub use raster::SIZE;

use super::engine::{Engine, Fault};
use crate::{
    disk,
    output::Deferred,
    store::{self, Store},
};

/// The template that draws it; a theme without it has no cards.
pub const TEMPLATE: &str = "card.svg";

/// What follows a page's address in the card's.
pub const NAME: &str = "card.png";

/// The folder of the store.
const KIND: &str = "cards";

/// To be raised whenever the same drawing would come out as other pixels or other bytes.
const VERSION: &str = "1";

/// A card, not drawn yet.
#[derive(Debug)]
pub struct ShareCard {
    /// The drawing.
    svg: String,
    /// The texts in it as they were before they were set in lines.
    texts: String,
    fonts: Arc<CardFonts>,
}

impl ShareCard {
    /// Makes the drawing. `texts` are all texts that it may show.
    pub fn new(
        engine: &Engine,
        fonts: &Arc<CardFonts>,
        context: &tera::Context,
        texts: String,
    ) -> Result<Self, Fault> {
        let svg = engine.render(TEMPLATE, context)?;
        match raster::fault(&svg, fonts) {
            Some(what) => Err(engine.fault_in(TEMPLATE, what)),
            None => Ok(ShareCard {
                svg,
                texts,
                fonts: Arc::clone(fonts),
            }),
        }
    }

    /// Everything that can be read on the card: pixels do not tell.
    pub fn words(&self) -> String {
        format!("{}\n{}", self.svg, self.texts)
    }

    /// The card as a file that is published at `path`.
    pub fn deferred(self, path: &str, store: &Arc<Store>) -> Deferred {
        let mut hasher = blake3::Hasher::new();
        for part in [VERSION, self.fonts.fingerprint(), &self.svg] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        let key = hasher.finalize();
        let store = Arc::clone(store);
        let path = Path::new(path).to_path_buf();
        let make = move || -> disk::Result<store::Stored> {
            let draw = || -> io::Result<Vec<u8>> { raster::draw(&self.svg, &self.fonts) };
            let drawn = store.get_or_make(KIND, &key, "png", draw);
            drawn.map_err(disk::failed("draw", &path))
        };
        Deferred::new(key.to_hex().to_string(), make)
    }
}
