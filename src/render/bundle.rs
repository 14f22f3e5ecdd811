//! A theme's assets, stylesheet and scripts, published under names that change with their bytes.
//!
//! In: a theme. Out: files under `/assets/`, and where each of them is. A name that holds a
//! fingerprint of its bytes can be kept by browsers for ever.

use std::{collections::BTreeSet, path::Path};

use tera::Context;

use super::{
    engine::{Engine, Published},
    palette,
};
use crate::{
    config::Config,
    diagnostic::{Diagnostic, Rule},
    disk,
    output::Sink,
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
}

/// The site's own stylesheets and scripts.
pub type Additional = Linked;

/// Publishes the files under a theme's `assets/`.
pub fn publish(theme: &Theme, sink: &dyn Sink) -> disk::Result<Published> {
    let mut published = Published::new();
    for path in theme.paths_under("assets/") {
        let (Some((_, bytes)), Some(name)) = (theme.file(path), path.strip_prefix("assets/")) else {
            continue;
        };
        let address = put(name, bytes.to_vec(), sink)?;
        published.insert(name.to_owned(), address);
    }
    Ok(published)
}

/// Renders the stylesheet and gathers what pages link to; `None` where the stylesheet fails.
pub fn link(
    theme: &Theme,
    engine: &Engine,
    files: &Published,
    additional: &Additional,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Option<Linked>> {
    let mut linked = Linked::default();
    if engine.has("style.css") {
        let css = match engine.render("style.css", &context(theme)) {
            Ok(css) => css,
            Err(fault) => {
                diagnostics.push(*fault);
                return Ok(None);
            }
        };
        let css = urls::write(&css, Style::From("/assets/style.css")).into_owned();
        linked.styles.push(put("style.css", css.into_bytes(), sink)?);
    }
    linked.scripts = files
        .iter()
        .filter(|(name, _)| name.ends_with(".js") && !name.contains('/'))
        .map(|(_, address)| address.clone())
        .collect();
    linked.styles.extend(additional.styles.iter().cloned());
    linked.scripts.extend(additional.scripts.iter().cloned());
    Ok(Some(linked))
}

fn context(theme: &Theme) -> Context {
    let mut context = Context::new();
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
    root: &Path,
    config: &Config,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> disk::Result<Additional> {
    let mut taken = BTreeSet::new();
    let mut publish = |list: &[(String, Spot)], diagnostics: &mut Vec<Diagnostic>| {
        let mut addresses = Vec::new();
        for (path, spot) in list {
            let Some(bytes) = read_additional(root, path, spot, diagnostics) else { continue };
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            let name = format!("own/{name}");
            let address = fingerprinted(&name, &bytes);
            if taken.insert(address.clone()) {
                put(&name, bytes, sink)?;
            }
            addresses.push(urls::inside(&address));
        }
        Ok(addresses)
    };
    Ok(Additional {
        styles: publish(&config.html.additional_css, diagnostics)?,
        scripts: publish(&config.html.additional_js, diagnostics)?,
    })
}

fn read_additional(
    root: &Path,
    path: &str,
    spot: &Spot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let file = root.join(path);
    let (Ok(real), Ok(real_root)) = (disk::canonicalize(&file), disk::canonicalize(root)) else {
        diagnostics.push(Diagnostic::new(Rule::BrokenLink, spot, format!("there is no file `{path}`")));
        return None;
    };
    if !real.starts_with(real_root) {
        diagnostics.push(Diagnostic::new(Rule::OutsideSite, spot, format!("`{path}` leads out of the site folder")));
        return None;
    }
    match disk::read(&real) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let message = format!("`{path}` cannot be read: {}", error.source);
            diagnostics.push(Diagnostic::new(Rule::UnreadableFile, spot, message));
            None
        }
    }
}

/// Puts a file under its fingerprinted name; returns the marked address.
fn put(name: &str, bytes: Vec<u8>, sink: &dyn Sink) -> disk::Result<String> {
    let address = fingerprinted(name, &bytes);
    sink.put(address.trim_start_matches('/'), bytes.into())?;
    Ok(urls::inside(&address))
}

/// `/assets/style-1a2b3c4d.css`: eight digits of the bytes' BLAKE3 hash behind the name.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let digits = hash.get(..8).unwrap_or("");
    let (folder, file) = name.rsplit_once('/').map_or((String::new(), name), |(f, n)| (format!("{f}/"), n));
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("/assets/{folder}{stem}-{digits}.{ending}"),
        _ => format!("/assets/{folder}{file}-{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_with_bytes_only() {
        let a = fingerprinted("fonts/a.woff2", b"x");
        assert!(a.starts_with("/assets/fonts/a-") && a.ends_with(".woff2"));
        assert_eq!(a, fingerprinted("fonts/a.woff2", b"x"));
        assert_ne!(a, fingerprinted("fonts/a.woff2", b"y"));
    }
}
