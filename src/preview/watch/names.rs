//! Names of files that come and go while others are saved.
//!
//! In: the name of a file or folder. Out: whether it is an editor's own, and of no interest.
//! This is narrower than [`crate::disk::is_left_out`]: which files are published differs from
//! folder to folder (themes have files that begin with `_`), and only the caller knows it.

/// True for hidden files, backups, and what editors write beside the file that is edited.
pub(super) fn is_passing(name: &str) -> bool {
    let ends = |end: &str| {
        name.len() >= end.len()
            && name.is_char_boundary(name.len() - end.len())
            && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
    };
    name.starts_with('.')
        || name.ends_with('~')
        || [".swp", ".swx", ".swo", ".tmp"].iter().any(|end| ends(end))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        // vim looks with a file of this name whether it can write in a folder.
        || name == "4913"
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    fn editors_own_files_pass() {
        for name in [
            ".git",
            ".a.md.swp",
            ".a.md.Xy12Zq",
            "a.md~",
            "~",
            "A.TMP",
            "a.swx",
            "a.swo",
            "#a.md#",
            "4913",
        ] {
            assert!(is_passing(name), "{name}");
        }
        for name in [
            "a.md",
            "_head.html",
            "a.bak",
            "49130",
            "#",
            "#a.md",
            "tmp",
            "я",
            "карта.md",
            "",
        ] {
            assert!(!is_passing(name), "{name}");
        }
    }
}
