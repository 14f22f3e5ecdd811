//! What stands at a path of the site.
//!
//! In: a site and a path relative to its base. Out: a file, as GitHub Pages finds it. A path is
//! looked up among the site's files as it is, and nowhere else: what is not in the list does not
//! exist.

use crate::output::{Output, Stored};

/// What stands at a path of the site.
#[derive(Debug)]
pub(super) enum Found {
    /// A file.
    File {
        /// Its path within the site.
        key: String,
        /// Its bytes, or where they are.
        stored: Stored,
    },
    /// A folder that was asked for without the slash at its end.
    Folder,
    /// Nothing.
    Nothing,
}

/// Looks up a path: the file itself, the file without its `.html`, a folder's `index.html`.
pub(super) fn find(site: &Output, path: &str) -> Found {
    let file = |key: String| {
        let stored = site.get(&key)?;
        Some(Found::File { key, stored })
    };
    if path.is_empty() || path.ends_with('/') {
        return file(format!("{path}index.html")).unwrap_or(Found::Nothing);
    }
    if let Some(found) = file(path.to_owned()).or_else(|| file(format!("{path}.html"))) {
        return found;
    }
    match site.get(&format!("{path}/index.html")) {
        Some(_) => Found::Folder,
        None => Found::Nothing,
    }
}

/// The nearest page above a path that is not there: the path of its folder, with `/` at its end,
/// or nothing for the home page.
pub(super) fn nearest<'p>(site: &Output, path: &'p str) -> &'p str {
    let mut folder = path;
    while let Some((above, _)) = folder.trim_end_matches('/').rsplit_once('/') {
        folder = above;
        if site.get(&format!("{above}/index.html")).is_some() {
            return path.get(..=above.len()).unwrap_or_default();
        }
    }
    ""
}

/// Whether a path is one of those that people go to, rather than what pages consist of.
pub(super) fn is_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.ends_with(".html") || !name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::{Found, find, is_page, nearest};
    use crate::output::{Output, Sink};

    #[test]
    fn found_by_exact_name_only() {
        let site = Output::default();
        for path in ["index.html", "a/index.html", "b.html", "b/index.html", "c"] {
            site.put(path, path.to_owned().into()).unwrap();
        }
        let found = |path| match find(&site, path) {
            Found::File { key, .. } => key,
            Found::Folder => "folder".to_owned(),
            Found::Nothing => "nothing".to_owned(),
        };
        let rows = [
            ("", "index.html"),
            ("index.html", "index.html"),
            ("index", "index.html"),
            ("a", "folder"),
            ("a/", "a/index.html"),
            ("a/index", "a/index.html"),
            ("b", "b.html"),
            ("b/", "b/index.html"),
            ("c", "c"),
            ("c/", "nothing"),
            ("A/", "nothing"),
            ("/a/", "nothing"),
            ("a//", "nothing"),
            ("/", "nothing"),
            ("a/../c", "nothing"),
            ("a/ ", "nothing"),
        ];
        for (path, expected) in rows {
            assert_eq!(found(path), expected, "{path:?}");
        }
    }

    #[test]
    fn the_nearest_page_above() {
        let site = Output::default();
        for path in ["index.html", "a/index.html", "a/b/c/index.html"] {
            site.put(path, path.to_owned().into()).unwrap();
        }
        let rows = [
            ("a/x", "a/"),
            ("a/x/", "a/"),
            ("a/b/", "a/"),
            ("a/b/c/d/e", "a/b/c/"),
            ("x", ""),
            ("x/y/", ""),
            ("", ""),
            ("/", ""),
            ("//", ""),
            ("a//", ""),
        ];
        for (path, expected) in rows {
            assert_eq!(nearest(&site, path), expected, "{path:?}");
        }
    }

    #[test]
    fn pages_and_what_they_consist_of() {
        for path in ["", "a/", "a/b", "a.b/c", "a.html"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["a.css", "favicon.ico", ".well-known", "a/b.jpg"] {
            assert!(!is_page(path), "{path}");
        }
    }
}
