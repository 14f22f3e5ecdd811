//! Which folders are watched, and what an event's path means for them.
//!
//! In: the folders that are to be watched; paths as the system names them. Out: the watches it
//! takes, and paths as the caller names them. The two differ where a folder is reached through a
//! symbolic link: the system's paths have none.

use std::path::{Path, PathBuf};

use super::{Plan, names::is_passing};

/// How a folder is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// With all that is in it.
    Deep,
    /// Its direct entries.
    Shallow,
    /// Its direct entries, for those only that lead to a folder of the plan.
    Between,
}

/// A folder to be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// The folder, as the caller names it.
    pub path: PathBuf,
    /// How.
    pub reach: Reach,
}

/// A folder that is watched.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    /// What was asked for.
    pub post: Post,
    /// The folder as the system names it.
    pub real: PathBuf,
}

/// What a path means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is watched, and this is the caller's name for it.
    Within {
        /// The caller's name.
        path: PathBuf,
        /// Whether there is a watch below it, if it is a folder.
        is_deep: bool,
    },
    /// It is a folder of the plan or leads to one: with it, watches come and go.
    Root(PathBuf),
}

/// The watches that a plan takes, folders before what they hold. No folder has two of them, and
/// none stands within a deep one.
pub(super) fn posts(plan: &Plan) -> Vec<Post> {
    let is_within_deep = |path: &Path, strictly: bool| {
        let mut folders = path.ancestors().skip(usize::from(strictly));
        folders.any(|folder| plan.deep.contains(folder))
    };
    let new = |path: &Path, reach| Post {
        path: path.to_path_buf(),
        reach,
    };
    let deep = plan.deep.iter().filter(|path| !is_within_deep(path, true));
    let mut posts: Vec<Post> = deep.map(|path| new(path, Reach::Deep)).collect();
    let outside = |path: &&Path| !is_within_deep(path, false);
    let shallow = plan.shallow.iter().map(PathBuf::as_path).filter(outside);
    posts.extend(shallow.map(|path| new(path, Reach::Shallow)));
    let leading = folders(plan).flat_map(|path| leading_to(plan, path));
    let between = leading
        .filter(outside)
        .filter(|path| !plan.shallow.contains(*path));
    posts.extend(between.map(|path| new(path, Reach::Between)));
    posts.sort_by(|a, b| a.path.cmp(&b.path));
    posts.dedup();
    posts
}

/// The folders above `path` that lie in a shallow folder of the plan, or are one.
fn leading_to<'a>(plan: &Plan, path: &'a Path) -> impl Iterator<Item = &'a Path> {
    let depth = |folder: &Path| folder.components().count();
    let above = path.ancestors().skip(1);
    let highest = above
        .clone()
        .filter(|folder| plan.shallow.contains(*folder))
        .map(depth)
        .min();
    above.take_while(move |folder| highest.is_some_and(|highest| depth(folder) >= highest))
}

fn folders(plan: &Plan) -> impl Iterator<Item = &PathBuf> {
    plan.deep.iter().chain(&plan.shallow)
}

/// What `real` means, once for each folder through which it is seen. Files that only pass mean
/// nothing.
pub(super) fn meanings(plan: &Plan, watched: &[Watched], real: &Path) -> Vec<Meaning> {
    let meanings = watched.iter().filter_map(|place| {
        let rest = real.strip_prefix(&place.real).ok()?;
        // Joining an empty path would append a separator.
        let path = if rest.as_os_str().is_empty() {
            place.post.path.clone()
        } else {
            place.post.path.join(rest)
        };
        if folders(plan).any(|folder| folder.starts_with(&path)) {
            return Some(Meaning::Root(path));
        }
        let is_deep = match place.post.reach {
            Reach::Deep => true,
            Reach::Shallow if rest.components().count() == 1 => false,
            Reach::Shallow | Reach::Between => return None,
        };
        let mut names = rest
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        (!names.any(|name| is_passing(&name))).then_some(Meaning::Within { path, is_deep })
    });
    meanings.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{super::Plan, Meaning, Reach, Watched, meanings, posts};

    fn plan(deep: &[&str], shallow: &[&str]) -> Plan {
        let set = |paths: &[&str]| paths.iter().map(Into::into).collect();
        Plan {
            deep: set(deep),
            shallow: set(shallow),
        }
    }

    fn posted(plan: &Plan) -> Vec<(String, Reach)> {
        let posts = posts(plan).into_iter();
        posts
            .map(|post| (post.path.display().to_string(), post.reach))
            .collect()
    }

    #[test]
    fn folders_within_deep_ones_need_no_watch() {
        let plan = plan(
            &["/s/c", "/s/c/d", "/s/themes"],
            &["/s", "/s/c", "/s/themes/x"],
        );
        let expected = [
            ("/s", Reach::Shallow),
            ("/s/c", Reach::Deep),
            ("/s/themes", Reach::Deep),
        ];
        assert_eq!(
            posted(&plan),
            expected.map(|(path, reach)| (path.to_owned(), reach))
        );
    }

    #[test]
    fn the_way_to_a_folder_is_watched_from_the_root_on() {
        let plan = plan(&["/a/s/docs/cjm/c", "/else/where"], &["/a/s", "/a/s/x/css"]);
        let expected = [
            ("/a/s", Reach::Shallow),
            ("/a/s/docs", Reach::Between),
            ("/a/s/docs/cjm", Reach::Between),
            ("/a/s/docs/cjm/c", Reach::Deep),
            ("/a/s/x", Reach::Between),
            ("/a/s/x/css", Reach::Shallow),
            ("/else/where", Reach::Deep),
        ];
        assert_eq!(
            posted(&plan),
            expected.map(|(path, reach)| (path.to_owned(), reach))
        );
    }

    #[test]
    fn paths_mean_what_the_caller_calls_them() {
        let plan = plan(&["/s/docs/c"], &["/s"]);
        let watched: Vec<Watched> = posts(&plan)
            .into_iter()
            .map(|post| Watched {
                real: Path::new("/real").join(post.path.strip_prefix("/").unwrap()),
                post,
            })
            .collect();
        let rows: &[(&str, &[(&str, bool)])] = &[
            ("/real/s/docs/c/a.md", &[("/s/docs/c/a.md", true)]),
            ("/real/s/docs/c/x/_a.html", &[("/s/docs/c/x/_a.html", true)]),
            ("/real/s/book.toml", &[("/s/book.toml", false)]),
            ("/real/s/public/index.html", &[]),
            ("/real/s/docs/other", &[]),
            ("/real/s/docs/c/.git/HEAD", &[]),
            ("/real/s/docs/c/a.md~", &[]),
            ("/elsewhere", &[]),
        ];
        for (real, expected) in rows {
            let expected: Vec<_> = expected
                .iter()
                .map(|(path, is_deep)| Meaning::Within {
                    path: path.into(),
                    is_deep: *is_deep,
                })
                .collect();
            assert_eq!(
                meanings(&plan, &watched, Path::new(real)),
                expected,
                "{real}"
            );
        }
        for (real, path) in [
            ("/real/s", "/s"),
            ("/real/s/docs", "/s/docs"),
            ("/real/s/docs/c", "/s/docs/c"),
        ] {
            let roots = meanings(&plan, &watched, Path::new(real));
            assert!(!roots.is_empty(), "{real}");
            assert!(
                roots.iter().all(|root| *root == Meaning::Root(path.into())),
                "{real}"
            );
        }
    }

    #[test]
    fn a_site_in_a_hidden_folder_is_a_site() {
        let plan = plan(&["/.x/c"], &[]);
        let watched = posts(&plan).into_iter().map(|post| Watched {
            real: post.path.clone(),
            post,
        });
        let watched: Vec<Watched> = watched.collect();
        assert_eq!(meanings(&plan, &watched, Path::new("/.x/c/a.md")).len(), 1);
    }
}
