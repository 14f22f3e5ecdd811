//! The fonts of the share cards: a theme's `card-fonts/`, and nothing that a machine happens to
//! have.
//!
//! In: the font files of a theme's layers. Out: which characters they have and how wide each is,
//! for setting lines, and the same fonts for drawing. A card is set in these fonts alone, so that
//! it is the same picture everywhere.

use std::{collections::HashMap, fmt, sync::Arc};

use resvg::usvg::fontdb::{Database, Family, Query, Source, Stretch, Style, Weight};
use skrifa::{FontRef, MetadataProvider, instance::LocationRef, instance::Size};

use crate::{text::hyphenation::SOFT_HYPHEN, theme::Theme};

/// Where a theme keeps them.
pub const FOLDER: &str = "card-fonts/";

/// The fonts of one theme.
#[derive(Default)]
pub struct CardFonts {
    database: Arc<Database>,
    faces: Vec<Face>,
    /// Another number wherever the fonts are others.
    fingerprint: String,
}

/// One font, measured.
pub struct Face {
    family: String,
    weight: u16,
    /// The advance of each character that it has, in parts of the type size.
    advances: HashMap<char, f64>,
}

impl fmt::Debug for CardFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardFonts({})", self.families().join(", "))
    }
}

impl CardFonts {
    /// Reads the fonts of a theme. What is no font is passed over: it may be a licence.
    pub fn of(theme: &Theme) -> Self {
        let mut database = Database::new();
        let mut hasher = blake3::Hasher::new();
        let mut faces = Vec::new();
        for path in theme.paths_under(FOLDER) {
            let is_font = [".ttf", ".otf"].iter().any(|ending| path.ends_with(ending));
            let Some((_, bytes)) = theme.file(path).filter(|_| is_font) else {
                continue;
            };
            hasher.update(bytes);
            let shared: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
            for id in database.load_font_source(Source::Binary(shared)) {
                if let Some(info) = database.face(id)
                    && let Some((family, _)) = info.families.first()
                    && let Some(advances) = advances(bytes, info.index)
                {
                    faces.push(Face {
                        family: family.clone(),
                        weight: info.weight.0,
                        advances,
                    });
                }
            }
        }
        if let Some(first) = faces.first() {
            // Whatever else a template asks for: drawn in the first font, rather than not at all.
            database.set_serif_family(&first.family);
            database.set_sans_serif_family(&first.family);
            database.set_monospace_family(&first.family);
        }
        CardFonts {
            database: Arc::new(database),
            faces,
            fingerprint: hasher.finalize().to_hex().to_string(),
        }
    }

    /// The fonts for drawing.
    pub fn database(&self) -> &Arc<Database> {
        &self.database
    }

    /// Another text wherever the fonts are others.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The names under which templates can ask for them, each once; the first stands in where none
    /// is asked for.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for face in &self.faces {
            if !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        names
    }

    /// The font that drawing will choose for a family and a weight.
    pub fn face(&self, family: &str, weight: u16) -> Option<&Face> {
        let id = self.database.query(&Query {
            families: &[Family::Name(family)],
            weight: Weight(weight),
            stretch: Stretch::Normal,
            style: Style::Normal,
        })?;
        let info = self.database.face(id)?;
        let is_it = |face: &&Face| face.family == family && face.weight == info.weight.0;
        self.faces.iter().find(is_it)
    }

    /// How wide a text is in one of the fonts, in parts of the type size. Where the font lacks a
    /// character, drawing sets the whole text in the first font that has that one and all others,
    /// or else only the character in another font: so is it measured. Pairs that stand closer
    /// (kerning) are not looked at: a line comes out a little narrower than this, never wider by
    /// more than a hair.
    pub fn width(&self, face: &Face, text: &str) -> f64 {
        let drawn = || text.chars().filter(|c| *c != SOFT_HYPHEN);
        let has_all = |face: &&Face| drawn().all(|c| face.has(c));
        let mut others = self.faces.iter();
        let face = match has_all(&face) {
            true => face,
            false => others.find(has_all).unwrap_or(face),
        };
        let advance = |c: char| {
            let mut faces = std::iter::once(face).chain(&self.faces);
            let found = faces.find_map(|face| face.advances.get(&c));
            found.copied().unwrap_or(0.0)
        };
        drawn().map(advance).sum()
    }

    /// A text without the characters that all of the fonts lack, which would be drawn as empty
    /// boxes: emoji, scripts that the theme's fonts do not have. Spaces of all kinds become the two
    /// that fonts have, unusual hyphens a plain one.
    pub fn drawable(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let c = match c {
                '\u{2011}' | '\u{2010}' => '-',
                '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}' => '\u{a0}',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            let after_space = out.is_empty() || out.ends_with([' ', '\u{a0}']);
            let is_space = matches!(c, ' ' | '\u{a0}');
            let is_drawn = |c: char| c == SOFT_HYPHEN || self.faces.iter().any(|face| face.has(c));
            if !(is_space && after_space) && (is_space || is_drawn(c)) {
                out.push(c);
            }
        }
        let empty = |c: char| c.is_whitespace() || c == SOFT_HYPHEN;
        out.trim_matches(empty).to_owned()
    }
}

impl Face {
    fn has(&self, c: char) -> bool {
        self.advances.contains_key(&c)
    }
}

/// How wide each character of a font is; `None` where it cannot be read.
fn advances(bytes: &[u8], index: u32) -> Option<HashMap<char, f64>> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units = f64::from(
        font.metrics(Size::unscaled(), LocationRef::default())
            .units_per_em,
    );
    let advance = |(code, glyph): (u32, _)| {
        let width = f64::from(metrics.advance_width(glyph)?);
        Some((char::from_u32(code)?, width / units))
    };
    Some(font.charmap().mappings().filter_map(advance).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(family: &str, letters: &[(char, f64)]) -> Face {
        Face {
            family: family.to_owned(),
            weight: 400,
            advances: letters.iter().copied().collect(),
        }
    }

    fn fonts() -> CardFonts {
        CardFonts {
            faces: vec![
                face("A", &[('a', 0.5), ('-', 0.25)]),
                face("B", &[('a', 0.75), ('б', 1.0)]),
            ],
            ..CardFonts::default()
        }
    }

    #[test]
    fn what_no_font_has_is_left_out_with_the_space_beside_it() {
        let fonts = fonts();
        assert_eq!(fonts.drawable("a 😀 б"), "a б");
        assert_eq!(
            fonts.drawable("\u{1f680} a\u{202f}б\u{2011}\u{7}a "),
            "a\u{a0}б-a"
        );
        assert_eq!(fonts.drawable("旅 程"), "");
    }

    #[test]
    fn another_font_stands_in_for_the_line_where_one_lacks_a_character() {
        let fonts = fonts();
        let [first, second] = fonts.faces.as_slice() else {
            panic!("two fonts");
        };
        assert!((fonts.width(first, "aa\u{ad}") - 1.0).abs() < 1e-9);
        assert!((fonts.width(first, "aб\u{ad}") - 1.75).abs() < 1e-9);
        // No font has all of it: only the character is another's.
        assert!((fonts.width(first, "aб-") - 1.75).abs() < 1e-9);
        assert!((fonts.width(second, "aб-") - 2.0).abs() < 1e-9);
        assert_eq!(fonts.families(), ["A", "B"]);
    }
}
