//! Where links and images lead.
//!
//! In: destinations as authors write them. Out: whether they leave the site, are not allowed, or
//! lead inside it and have to be looked up once all documents are known.

use std::{ops::Range, sync::Arc};

use crate::{
    diagnostic::{Diagnostic, Rule},
    source::{SourceFile, Spot},
    urls::{PENDING, SCHEMES, scheme},
};

/// A link or image that leads inside the site.
#[derive(Debug, Clone)]
pub struct LinkRef {
    /// The destination as it is written.
    pub target: String,
    /// What it is.
    pub kind: LinkKind,
    /// Where it stands.
    pub spot: Spot,
}

/// What leads somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A link.
    Link,
    /// An image.
    Image,
}

/// A destination, understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address, a phone.
    Outside(String),
    /// Inside the site.
    Inside(String),
    /// A scheme that is not allowed.
    Unsafe(String),
}

/// Understands a destination. Browsers ignore control characters and spaces around and in the
/// scheme, so they are left out before it is judged.
pub fn classify(destination: &str) -> Target {
    let clean: String = destination
        .chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned();
    if clean.starts_with("//") || clean.starts_with("\\\\") || clean.starts_with("/\\") {
        return Target::Outside(format!("https:{}", clean.replace('\\', "/")));
    }
    match scheme(&clean) {
        None => Target::Inside(clean),
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => Target::Outside(clean),
        Some(scheme) => Target::Unsafe(scheme),
    }
}

/// The finding for a link that is taken out.
pub fn unsafe_link(spot: &Spot, scheme: &str, kind: LinkKind) -> Diagnostic {
    let (what, help) = match kind {
        LinkKind::Link => ("a link", "links may begin with http, https, mailto or tel"),
        LinkKind::Image => (
            "an image",
            "put the picture into the content folder and name its file",
        ),
    };
    Diagnostic::new(
        Rule::UnsafeLink,
        spot,
        format!("{what} with the scheme `{scheme}` is taken out"),
    )
    .help(help)
}

/// What stands for the target of link `number` until it is looked up.
pub fn pending(number: usize) -> String {
    format!("{PENDING}{number}{PENDING}")
}

/// The place of a destination inside the link at `at`.
pub fn destination_spot(file: &Arc<SourceFile>, at: &Range<usize>, destination: &str) -> Spot {
    let text = file.text.get(at.clone()).unwrap_or("");
    match text.rfind(destination) {
        Some(offset) if !destination.is_empty() => {
            file.spot(at.start + offset..at.start + offset + destination.len())
        }
        _ => file.spot(at.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        for (written, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JaVaScRiPt:alert(1)", "javascript"),
            ("java\tscript:alert(1)", "javascript"),
            (" \u{1}data:text/html,x", "data"),
            ("vbscript:x", "vbscript"),
            ("file:///etc/passwd", "file"),
        ] {
            assert_eq!(
                classify(written),
                Target::Unsafe(scheme.into()),
                "{written}"
            );
        }
        assert_eq!(classify("../a.md#b"), Target::Inside("../a.md#b".into()));
        assert_eq!(classify("а:б.md"), Target::Inside("а:б.md".into()));
        assert_eq!(classify("tel:+7"), Target::Outside("tel:+7".into()));
        assert_eq!(
            classify("/\\evil.example"),
            Target::Outside("https://evil.example".into())
        );
        assert_eq!(
            classify("//cdn.example/x"),
            Target::Outside("https://cdn.example/x".into())
        );
    }
}
