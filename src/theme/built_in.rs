//! The built-in themes: the repository's `themes/` folder, put into the program.

use std::{borrow::Cow, collections::BTreeMap};

use include_dir::{Dir, include_dir};

use super::options;

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The names of the built-in themes, sorted.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = THEMES
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join("theme.toml")).is_some())
        .filter_map(|dir| dir.path().to_str())
        .collect();
    names.sort_unstable();
    names
}

/// Whether a built-in theme only serves to be extended.
pub fn is_abstract(name: &str) -> bool {
    let definition = THEMES.get_file(format!("{name}/theme.toml"));
    let text = definition.and_then(|file| file.contents_utf8());
    text.is_some_and(options::says_abstract)
}

/// The files of a built-in theme by their paths within it.
pub fn files(name: &str) -> Option<BTreeMap<String, Cow<'static, [u8]>>> {
    let theme = THEMES.get_dir(name)?;
    let mut files = BTreeMap::new();
    collect(theme, name, &mut files);
    Some(files)
}

fn collect(
    dir: &'static Dir<'static>,
    name: &str,
    files: &mut BTreeMap<String, Cow<'static, [u8]>>,
) {
    for file in dir.files() {
        if let Ok(path) = file.path().strip_prefix(name) {
            let path: Vec<_> = path
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            files.insert(path.join("/"), Cow::Borrowed(file.contents()));
        }
    }
    for inner in dir.dirs() {
        collect(inner, name, files);
    }
}
