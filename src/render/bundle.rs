//! A theme's assets, stylesheet and scripts, published under names that change with their bytes.
//!
//! In: a theme. Out: files under `/assets/`, and where each of them is. A name that holds a
//! fingerprint of its bytes can be kept by browsers for ever.

use std::{
    collections::BTreeMap,
    path::{Component, Path},
    sync::Arc,
};

use tera::Context;

use super::{
    engine::{Engine, Fault, Published},
    locale::Locale,
    palette,
};
use crate::{
    config::Config,
    diagnostic::{Diagnostic, Rule},
    disk,
    site_folder::SiteFolder,
    source::Spot,
    theme::Theme,
    urls::{self, Style},
    value::Value,
};

/// What every page of a theme links to.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    /// Marked addresses of stylesheets.
    pub styles: Vec<String>,
    /// Marked addresses of scripts.
    pub scripts: Vec<String>,
    /// The marked address of the sign that browsers show beside the title.
    pub icon: Option<String>,
}

/// The site's own stylesheets and scripts.
pub type Additional = Linked;

/// Files under fingerprinted names. Themes of one site share files: each stands there once.
#[derive(Debug, Default)]
pub struct Bundle {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Bundle {
    /// Puts a file under its fingerprinted name; returns the marked address.
    fn put(&mut self, name: &str, bytes: &[u8]) -> String {
        let address = fingerprinted(name, bytes);
        let marked = urls::inside(&address);
        self.files.entry(address).or_insert_with(|| bytes.into());
        marked
    }

    /// The files, by their paths within the published folder.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files
            .iter()
            .map(|(address, bytes)| (address.trim_start_matches('/'), bytes))
    }
}

/// Publishes the files under a theme's `assets/`.
pub fn publish(theme: &Theme, bundle: &mut Bundle) -> Published {
    let mut published = Published::new();
    for path in theme.paths_under("assets/") {
        let (Some((_, bytes)), Some(name)) = (theme.file(path), path.strip_prefix("assets/"))
        else {
            continue;
        };
        published.insert(name.to_owned(), bundle.put(name, bytes));
    }
    published
}

/// Renders the stylesheet and gathers what pages link to; `None` where the stylesheet fails.
pub fn link(
    context: &Context,
    engine: &Engine,
    files: &Published,
    additional: &Additional,
    bundle: &mut Bundle,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Linked> {
    let mut linked = Linked::default();
    if engine.has("style.css") {
        let css = match engine.render("style.css", context) {
            Ok(css) => css,
            Err(fault) => {
                diagnostics.push(*fault);
                return None;
            }
        };
        let css = urls::write(&css, Style::From("/assets/style.css")).into_owned();
        linked.styles.push(bundle.put("style.css", css.as_bytes()));
    }
    if engine.has("favicon.svg") {
        match engine.render("favicon.svg", context) {
            Ok(svg) => linked.icon = Some(bundle.put("favicon.svg", svg.as_bytes())),
            Err(fault) => diagnostics.push(*fault),
        }
    }
    linked.scripts = files
        .iter()
        .filter(|(name, _)| name.ends_with(".js") && !name.contains('/'))
        .map(|(_, address)| address.clone())
        .collect();
    linked.styles.extend(additional.styles.iter().cloned());
    linked.scripts.extend(additional.scripts.iter().cloned());
    Some(linked)
}

/// What the stylesheet and the drawings get: the theme's options with what is computed from them, and
/// what stands at the edge of each printed page.
pub fn context(theme: &Theme, locale: &Locale, config: &Config) -> Context {
    let mut context = Context::new();
    let agency = config.agency.name.as_ref().unwrap_or(&config.title);
    context.insert("site_title", &locale.text(&config.title));
    context.insert("agency_name", &locale.text(agency));
    context.insert("language", &config.language);
    let options = Value::Table(theme.options.clone());
    context.insert("options", &options);
    let accent = theme.options.iter().find(|(name, _)| name == "accent");
    if let Some((_, Value::Text(accent))) = accent {
        let (light, dark) = &theme.paper;
        context.insert("palette", &palette::palette(accent, light, dark));
    }
    context
}

/// Publishes `additional-css` and `additional-js`.
pub fn additional(
    site: &SiteFolder,
    config: &Config,
    bundle: &mut Bundle,
    diagnostics: &mut Vec<Diagnostic>,
) -> Additional {
    let mut publish = |list: &[(String, Spot)]| {
        let mut addresses = Vec::new();
        for (path, spot) in list {
            match read_additional(site, path, spot) {
                Ok(bytes) => {
                    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                    addresses.push(bundle.put(&format!("own/{name}"), &bytes));
                }
                Err(fault) => diagnostics.push(*fault),
            }
        }
        addresses
    };
    Additional {
        styles: publish(&config.html.additional_css),
        scripts: publish(&config.html.additional_js),
        icon: None,
    }
}

/// The bytes of a file that the settings name, which must stand in the site folder.
fn read_additional(site: &SiteFolder, path: &str, spot: &Spot) -> Result<Arc<[u8]>, Fault> {
    let fault =
        |rule, what: String, help: &str| Box::new(Diagnostic::new(rule, spot, what).help(help));
    let outside = || {
        let message = format!("`{path}` leads out of the site folder");
        fault(
            Rule::OutsideSite,
            message,
            "copy the file into the site folder",
        )
    };
    let missing = || {
        let message = format!("there is no file `{path}`");
        fault(
            Rule::BrokenLink,
            message,
            "the path begins at the folder of `book.toml`",
        )
    };
    if leads_up(path) {
        return Err(outside());
    }
    let file = site.root().join(path);
    // Read first: a file that is not there is looked for again when something changes.
    let contents = site.contents(&file, path);
    let (Ok(real), Ok(real_root)) = (disk::canonicalize(&file), disk::canonicalize(site.root()))
    else {
        return Err(missing());
    };
    if !real.starts_with(real_root) {
        return Err(outside());
    }
    if real.is_dir() {
        let message = format!("`{path}` is a folder");
        return Err(fault(
            Rule::BrokenLink,
            message,
            "name the files one by one",
        ));
    }
    match (&contents.bytes, contents.findings.first()) {
        (Some(bytes), _) => Ok(Arc::clone(bytes)),
        (None, Some(why)) => Err(Box::new(Diagnostic::new(
            Rule::UnreadableFile,
            spot,
            format!("`{path}`: {}", why.message),
        ))),
        (None, None) => Err(missing()),
    }
}

/// True for absolute paths, and for those that `..` leads above their beginning, whatever is there.
fn leads_up(path: &str) -> bool {
    let mut depth = 0_i64;
    Path::new(path).components().any(|step| {
        match step {
            Component::Normal(_) => depth += 1,
            Component::ParentDir => depth -= 1,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => depth = -1,
        }
        depth < 0
    })
}

/// `/assets/style-1a2b3c4d.css`: eight digits of the bytes' BLAKE3 hash behind the name.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let digits = hash.get(..8).unwrap_or("");
    let (folder, file) = name
        .rsplit_once('/')
        .map_or((String::new(), name), |(f, n)| (format!("{f}/"), n));
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => {
            format!("/assets/{folder}{stem}-{digits}.{ending}")
        }
        _ => format!("/assets/{folder}{file}-{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_above_the_site_are_told_by_their_words() {
        for path in ["../x.css", "a/../../x.css", "/etc/passwd", ".."] {
            assert!(leads_up(path), "{path}");
        }
        for path in ["x.css", "./a/../x.css", "a/b/../../x.css", "..x.css"] {
            assert!(!leads_up(path), "{path}");
        }
    }

    #[test]
    fn a_file_of_two_themes_is_put_once() {
        let mut bundle = Bundle::default();
        let first = bundle.put("a.js", b"x");
        assert_eq!(bundle.put("a.js", b"x"), first);
        assert_ne!(bundle.put("a.js", b"y"), first);
        assert_eq!(bundle.files().count(), 2);
    }

    #[test]
    fn names_change_with_bytes_only() {
        let a = fingerprinted("fonts/a.woff2", b"x");
        assert!(a.starts_with("/assets/fonts/a-") && a.ends_with(".woff2"));
        assert_eq!(a, fingerprinted("fonts/a.woff2", b"x"));
        assert_ne!(a, fingerprinted("fonts/a.woff2", b"y"));
    }
}
