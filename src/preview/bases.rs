//! The paths under which the site has been served.
//!
//! In: the path of `site-url`, which may be edited while the site is shown. Out: where a tab that
//! still has an address under an older path finds its page.

use std::sync::{Mutex, PoisonError};

/// How many are remembered.
const MOST: usize = 16;

/// The paths so far, decoded, each with `/` at both ends; the newest last.
#[derive(Debug, Default)]
pub(super) struct Bases {
    seen: Mutex<Vec<String>>,
}

impl Bases {
    /// Remembers the path that holds now.
    pub fn note(&self, base: &str) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.last().is_some_and(|last| last == base) {
            return;
        }
        seen.retain(|known| known != base);
        seen.push(base.to_owned());
        if seen.len() > MOST {
            seen.remove(0);
        }
    }

    /// What `path` may be within the site, if it is one of an older time: most likely first.
    pub fn within_older(&self, path: &str) -> Vec<String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let older = seen.iter().rev().skip(1);
        let within = older.filter_map(|base| path.strip_prefix(base.as_str()));
        within.map(str::to_owned).collect()
    }
}

/// The path under which the site is served, decoded, with `/` at both ends. In a URL slashes at
/// its ends may be missing.
pub(super) fn decoded(base_path: &str) -> String {
    let base_path = base_path.trim_matches('/');
    let decoded = percent_encoding::percent_decode_str(base_path).decode_utf8_lossy();
    match &*decoded {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bases, MOST, decoded};

    #[test]
    fn slashes_and_letters() {
        for (base, expected) in [
            ("", "/"),
            ("/", "/"),
            ("cjm", "/cjm/"),
            ("/cjm/", "/cjm/"),
            ("/%D0%96/a%20b", "/Ж/a b/"),
        ] {
            assert_eq!(decoded(base), expected);
        }
    }

    #[test]
    fn older_ones_newest_first() {
        let bases = Bases::default();
        for base in ["/", "/a/", "/a/b/", "/a/b/", "/c/"] {
            bases.note(base);
        }
        assert_eq!(bases.within_older("/a/b/x/"), ["x/", "b/x/", "a/b/x/"]);
        assert_eq!(bases.within_older("/c/x"), ["c/x"]);
        bases.note("/");
        assert_eq!(bases.within_older("/c/x"), ["x"]);
        for number in 0..100 {
            bases.note(&format!("/{number}/"));
        }
        assert_eq!(bases.seen.lock().unwrap().len(), MOST);
    }
}
