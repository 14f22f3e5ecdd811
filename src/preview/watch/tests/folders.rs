//! Folders that come, go and come back.

use std::fs;

use super::{super::Seen, Site, plan};

#[test]
fn made_and_filled_at_once() {
    let mut site = Site::new();
    fs::create_dir_all(site.at("content/n/m")).unwrap();
    fs::write(site.at("content/n/m/f.md"), "first").unwrap();
    // Now, and twice more: the watch may have come after the first files.
    for _ in 0..3 {
        site.until(|seen| *seen == Seen::Everything);
    }
    fs::write(site.at("content/n/m/f.md"), "second").unwrap();
    site.until_named("content/n/m/f.md");
}

#[test]
fn renamed_within_and_out_of_sight() {
    let mut site = Site::prepared(&["content"], |root| {
        fs::create_dir_all(root.join("content/n/m")).unwrap();
        fs::write(root.join("content/n/m/f.md"), "first").unwrap();
    });
    fs::rename(site.at("content/n"), site.at("content/o")).unwrap();
    site.until_everything();
    site.follows("content/o/m/f.md");
    let away = site.root().with_file_name("away");
    fs::rename(site.at("content/o"), &away).unwrap();
    site.until_everything();
    fs::rename(&away, site.at("content/back.d")).unwrap();
    site.until_everything();
    site.follows("content/back.d/m/f.md");
    fs::rename(site.at("content/back.d"), site.at("content/.hidden")).unwrap();
    site.until_everything();
}

#[test]
fn removed_with_all_in_it() {
    let mut site = Site::prepared(&["content"], |root| {
        fs::create_dir_all(root.join("content/n/m")).unwrap();
        fs::write(root.join("content/n/m/f.md"), "first").unwrap();
    });
    fs::remove_dir_all(site.at("content/n")).unwrap();
    site.until_everything();
}

#[test]
fn a_deep_folder_deleted_and_made_anew() {
    let mut site = Site::new();
    for _ in 0..3 {
        fs::remove_dir_all(site.at("content")).unwrap();
        site.until_everything();
        fs::create_dir(site.at("content")).unwrap();
        site.until_everything();
        site.follows("content/a.md");
    }
    fs::remove_dir_all(site.at("content")).unwrap();
    fs::create_dir_all(site.at("content/x/y")).unwrap();
    site.until_everything();
    site.follows("content/x/y/b.md");
}

#[test]
fn a_deep_folder_renamed_away_and_back() {
    let mut site = Site::new();
    fs::rename(site.at("content"), site.at("elsewhere")).unwrap();
    site.until_everything();
    fs::rename(site.at("elsewhere"), site.at("content")).unwrap();
    site.until_everything();
    site.follows("content/a.md");
    // Another one in its place, as tools do that write whole folders.
    fs::create_dir(site.at("new")).unwrap();
    fs::rename(site.at("content"), site.at("old")).unwrap();
    fs::rename(site.at("new"), site.at("content")).unwrap();
    site.until_everything();
    site.follows("content/b.md");
}

#[test]
fn a_deep_folder_that_was_not_there_at_the_start() {
    let mut site = Site::new();
    fs::create_dir_all(site.at("themes/own/css")).unwrap();
    site.until_everything();
    site.follows("themes/own/css/_a.css");
}

#[test]
fn a_deep_folder_far_below_the_root() {
    let mut site = Site::prepared(&["docs/cjm/content"], |_| {});
    fs::create_dir_all(site.at("docs/cjm/content")).unwrap();
    site.until_everything();
    site.follows("docs/cjm/content/a.md");
    fs::rename(site.at("docs"), site.at("elsewhere")).unwrap();
    site.until_everything();
    fs::rename(site.at("elsewhere"), site.at("docs")).unwrap();
    site.until_everything();
    site.follows("docs/cjm/content/a.md");
}

#[test]
fn the_whole_site_moved_away_and_back() {
    let mut site = Site::new();
    let away = site.root().with_file_name("away");
    fs::rename(site.root(), &away).unwrap();
    site.until_everything();
    fs::rename(&away, site.root()).unwrap();
    site.until_everything();
    site.follows("content/a.md");
    site.follows("book.toml");
}

#[test]
fn folders_that_nobody_asked_for() {
    let mut site = Site::new();
    let seen = site.seen_of(|root| {
        fs::create_dir_all(root.join("public/assets")).unwrap();
        fs::write(root.join("public/index.html"), "x").unwrap();
        fs::write(root.join("public/assets/style.css"), "x").unwrap();
    });
    assert_eq!(seen, [site.at("public")].into());
}

#[test]
fn another_folder_is_covered() {
    let mut site = Site::new();
    fs::create_dir(site.at("texts")).unwrap();
    fs::write(site.at("texts/a.md"), "first").unwrap();
    let plan = plan(&site.root(), &["texts"]);
    site.watch.cover(plan.clone());
    site.until_everything();
    fs::write(site.at("content/a.md"), "second").unwrap();
    fs::write(site.at("texts/a.md"), "second").unwrap();
    let old = site.at("content/a.md");
    for seen in site.until_named("texts/a.md") {
        assert!(!super::names(&seen, &old), "{seen:?}");
    }
    site.watch.cover(plan);
    assert_eq!(site.watch.why_polling(), None);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_into_loops() {
    use std::os::unix::fs::symlink;
    let mut site = Site::prepared(&["content"], |root| {
        fs::create_dir(root.join("content")).unwrap();
        symlink(root, root.join("content/loop")).unwrap();
        symlink("nowhere", root.join("content/dangling")).unwrap();
    });
    fs::write(site.at("content/a.md"), "first").unwrap();
    let all = site.until_named("content/a.md");
    assert_eq!(
        all.last(),
        Some(&Seen::Paths([site.at("content/a.md")].into()))
    );
    symlink(site.root(), site.at("content/again")).unwrap();
    site.until_everything();
    site.follows("content/a.md");
}

#[cfg(unix)]
#[test]
fn a_deep_folder_may_be_a_link() {
    use std::os::unix::fs::symlink;
    let mut site = Site::prepared(&["content"], |root| {
        for folder in ["one/x", "two"] {
            fs::create_dir_all(root.with_file_name("far").join(folder)).unwrap();
        }
        symlink(root.with_file_name("far").join("one"), root.join("content")).unwrap();
    });
    site.follows("content/x/a.md");
    let far = site.root().with_file_name("far");
    fs::remove_file(site.at("content")).unwrap();
    symlink(far.join("two"), site.at("content")).unwrap();
    site.until_everything();
    site.follows("content/b.md");
    fs::rename(far.join("two"), far.join("three")).unwrap();
    site.until_everything();
    fs::rename(far.join("three"), far.join("two")).unwrap();
    site.until_everything();
    site.follows("content/b.md");
}
