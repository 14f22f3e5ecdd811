//! Links that open a place in the author's editor.
//!
//! In: a template, the site's folder, a place. Out: an address such as
//! `vscode://file/home/me/site/content/a.md:4:1`.

use std::path::Path;

use super::target;
use crate::source::Place;

/// The address for `place`: `template` with `{path}`, `{line}` and `{column}` replaced.
pub(super) fn link(template: &str, root: &Path, place: &Place) -> String {
    let path = root.join(&place.path).to_string_lossy().into_owned();
    let path = if cfg!(windows) {
        // A drive stands in an address as it is.
        target::encode(&path.replace('\\', "/")).replacen("%3A", ":", 1)
    } else {
        target::encode(&path)
    };
    // Braces of the path are encoded, so that none of them are taken for the template's.
    template
        .replace("{path}", &path)
        .replace("{line}", &place.line.max(1).to_string())
        .replace("{column}", &place.column.max(1).to_string())
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::link;
    use crate::source::Place;

    #[test]
    fn the_place_is_in_the_address() {
        let template = "vscode://file{path}:{line}:{column}";
        let mut place = Place::whole_file("content/а b/{line}.md");
        assert_eq!(
            link(template, Path::new("/home/me"), &place),
            "vscode://file/home/me/content/%D0%B0%20b/%7Bline%7D.md:1:1"
        );
        (place.line, place.column) = (4, 2);
        assert!(link(template, Path::new("/"), &place).ends_with(":4:2"));
        assert_eq!(
            link("x:?f={path}", Path::new("/"), &Place::whole_file("a&b")),
            "x:?f=/a%26b"
        );
    }
}
