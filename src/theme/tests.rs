use std::fs;

use super::*;

/// A site's folder with these files, which goes away with the value.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn toml(extends: &str) -> String {
    format!("name = \"a\"\nversion = \"1\"\n{extends}\n")
}

/// `path:line:column rule message [label]` of what loading a theme finds, and whether it is usable.
fn loaded(root: &Path, name: &str) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let config = Config::default();
    let theme = load(name, &SiteFolder::new(root), &config, None, &mut found).unwrap();
    (found.iter().map(line).collect(), theme.is_some())
}

fn line(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref();
    let place = place
        .map(|p| format!("{}:{}:{} ", p.path, p.line, p.column))
        .unwrap_or_default();
    format!(
        "{place}{} {} [{}]",
        finding.rule.name(),
        finding.message,
        finding.label
    )
}

#[test]
fn a_theme_cannot_extend_itself() {
    let site = site(&[
        ("themes/mine/theme.toml", &toml("extends = \"other\"")),
        ("themes/other/theme.toml", &toml("extends = \"mine\"")),
        ("themes/agency/theme.toml", &toml("extends = \"agency\"")),
    ]);
    assert_eq!(
        loaded(site.path(), "mine"),
        (
            vec![
                "themes/other/theme.toml:3:11 unknown-theme the theme `mine` extends itself [mine -> other -> mine]"
                    .to_owned()
            ],
            false
        )
    );
    assert_eq!(
        loaded(site.path(), "agency"),
        (vec![], true),
        "it stands over the built-in one"
    );
}

#[test]
fn an_unknown_parent_is_marked_where_it_is_named() {
    let site = site(&[
        ("themes/mine/theme.toml", &toml("extends = \"agenzy\"")),
        (
            "themes/agenzi/theme.toml",
            &toml("extends = \"../content\""),
        ),
    ]);
    let (found, _) = loaded(site.path(), "mine");
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .starts_with("themes/mine/theme.toml:3:11 unknown-theme there is no theme `agenzy`"),
        "{found:?}"
    );
    let (found, _) = loaded(site.path(), "agenzi");
    assert!(
        found[0].starts_with("themes/agenzi/theme.toml:3:11 unknown-theme"),
        "a name is no path: {found:?}"
    );
}

#[test]
fn a_broken_definition_is_all_that_is_said() {
    let site = site(&[("themes/mine/theme.toml", "name = \"a\nvershun = 1\n")]);
    let (found, usable) = loaded(site.path(), "mine");
    assert!(!usable);
    assert!(
        found.iter().all(|line| line.contains(" toml-syntax ")),
        "{found:?}"
    );
}

#[test]
fn texts_that_are_not_utf8_make_a_theme_unusable() {
    let site = site(&[("themes/mine/theme.toml", &toml(""))]);
    for path in [
        "templates/home.html",
        "words/ru.toml",
        "icons/a.svg",
        "assets/a.bin",
    ] {
        let path = site.path().join("themes/mine").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"a\n\xff").unwrap();
    }
    let (found, usable) = loaded(site.path(), "mine");
    assert!(!usable);
    let places: Vec<_> = found
        .iter()
        .filter_map(|line| line.split_once(" the"))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(
        places,
        [
            "themes/mine/icons/a.svg:2:1 not-utf8",
            "themes/mine/templates/home.html:2:1 not-utf8",
            "themes/mine/words/ru.toml:2:1 not-utf8",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_of_the_site_only() {
    use std::os::unix::fs::symlink;
    let elsewhere = site(&[("theme.toml", "secret")]);
    let site = site(&[
        ("themes/mine/theme.toml", &toml("")),
        ("other/a.html", "<p>shared</p>"),
        ("themes/bad/theme.toml", &toml("")),
    ]);
    fs::create_dir_all(site.path().join("themes/mine/templates")).unwrap();
    symlink(
        "../../../other/a.html",
        site.path().join("themes/mine/templates/a.html"),
    )
    .unwrap();
    symlink(
        elsewhere.path().join("theme.toml"),
        site.path().join("themes/bad/a.txt"),
    )
    .unwrap();
    symlink(elsewhere.path(), site.path().join("themes/far")).unwrap();

    let mut found = Vec::new();
    let theme = load(
        "mine",
        &SiteFolder::new(site.path()),
        &Config::default(),
        None,
        &mut found,
    )
    .unwrap()
    .unwrap();
    assert!(
        theme.file("templates/a.html").is_some() && found.is_empty(),
        "{found:?}"
    );
    for (name, path) in [("bad", "themes/bad/a.txt"), ("far", "themes/far")] {
        let (found, usable) = loaded(site.path(), name);
        let wanted =
            format!("{path}:0:0 outside-site a symbolic link that leads out of the site folder []");
        assert_eq!((found, usable), (vec![wanted], false));
    }
}

#[test]
fn options_of_a_theme_that_is_not_there_are_reported_once() {
    let site = site(&[("themes/mine/theme.toml", &toml(""))]);
    let text = "[book]\ntitle = \"a\"\n[theme.agnecy]\nx = 1\n[theme.mine]\n[theme.used]\n";
    let file = SourceFile::new("book.toml", text.to_owned());
    let mut found = Vec::new();
    let config = crate::config::parse(&file, &mut found);
    check_options(site.path(), &config, &["used"], &mut found);
    let found: Vec<_> = found.iter().map(line).collect();
    assert_eq!(
        found,
        ["book.toml:3:8 unknown-theme there is no theme `agnecy` [did you mean `agency`?]"]
    );
}
