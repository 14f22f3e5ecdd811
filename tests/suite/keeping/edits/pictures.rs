//! Photos beside the texts.
//!
//! In: chance. Out: a photo that comes, is another, breaks, or is whole again.

use super::{Edit, Edits, write};
use crate::{
    pictures::samples::{Beside, jpeg},
    random::Random,
};

impl Edits {
    /// A picture comes, is another, breaks, or is whole again.
    pub(super) fn picture(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let file = random.one_of(&texts).with_file_name("foto.jpg");
        let (what, bytes) = photo(random.below(6));
        write(edit, &file, &bytes, what);
    }
}

/// A photo of one of several kinds; the last two are none.
pub fn photo(kind: usize) -> (&'static str, Vec<u8>) {
    let whole = |width, orientation| {
        let beside = Beside {
            orientation,
            ..Beside::default()
        };
        jpeg(width, 300, &beside)
    };
    match kind {
        0 => ("a small photo", whole(400, None)),
        1 => ("a photo", whole(600, None)),
        2 => ("another photo", whole(900, None)),
        3 => ("a photo that lies on its side", whole(600, Some(8))),
        4 => ("half a photo", whole(600, None)[..900].to_vec()),
        _ => ("no photo", b"no photo".to_vec()),
    }
}
