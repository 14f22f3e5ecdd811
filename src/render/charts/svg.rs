//! Writing SVG text: in come numbers, words and class names; out comes markup
//! that needs no style attribute, no `<style>` and no script.

use std::fmt::Write;

/// The words that stand for a chart where it cannot be seen.
///
/// All of them are escaped here; the caller hands in plain text in the page's
/// language.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextAlternative<'a> {
    /// Prefix of every id inside the drawing. It must be unlike that of any
    /// other chart of the page. Characters other than ASCII letters, digits,
    /// `-` and `_` become `-`.
    pub id: &'a str,
    /// Short name of the picture (`<title>`). When it is empty the drawing is
    /// treated as decoration and hidden from assistive technology.
    pub title: &'a str,
    /// What the picture shows, in a sentence or more (`<desc>`); may be empty.
    pub description: &'a str,
}

/// How a drawing fills the place that the page gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// Positions along the path are percentages: the drawing is stretched
    /// along the path while type, marks and line widths keep their size in CSS
    /// pixels. The right choice inside a page.
    #[default]
    Stretch,
    /// The drawing has a `viewBox` and grows or shrinks as a whole. The right
    /// choice for a file of its own.
    Scale,
}

/// How the outer `<svg>` is sized.
#[derive(Debug, Clone, Copy)]
pub(super) enum Extent {
    /// As wide as its place, a fixed number of CSS pixels high.
    FullWidth { width: f64, height: f64, fit: Fit },
    /// A fixed size in CSS pixels.
    Fixed { width: f64, height: f64, fit: Fit },
    /// As wide as its place, and as high as that makes it.
    Scaled { width: f64, height: f64 },
    /// Cut to fill its place, keeping the middle.
    Slice { width: f64, height: f64 },
}

/// Prints a number with at most two decimals, without trailing zeros; what is
/// not finite becomes 0.
pub(super) fn number(value: f64) -> String {
    let mut out = String::new();
    push_hundredths(&mut out, to_steps(value, 100.0));
    out
}

/// Prints a share (0 to 1) as a percentage with at most two decimals.
pub(super) fn percent(share: f64) -> String {
    let mut out = number(share * 100.0);
    out.push('%');
    out
}

/// A measure in CSS pixels kept within sensible bounds: at least `least`, at
/// most 20 000; what is not finite becomes `least`.
pub(super) fn measure(value: f64, least: f64) -> f64 {
    if value.is_finite() {
        value.clamp(least, 20_000.0)
    } else {
        least
    }
}

/// Rounds to whole steps of `1/steps`, halves away from zero.
pub(super) fn to_steps(value: f64, steps: f64) -> i64 {
    // The cast saturates, and NaN becomes 0: nothing can escape into the output.
    if value.is_finite() {
        (value.clamp(-1e9, 1e9) * steps).round() as i64
    } else {
        0
    }
}

fn push_hundredths(out: &mut String, hundredths: i64) {
    if hundredths < 0 {
        out.push('-');
    }
    let size = hundredths.unsigned_abs();
    let _ = write!(out, "{}", size / 100);
    let rest = size % 100;
    if rest != 0 {
        out.push('.');
        if rest.is_multiple_of(10) {
            let _ = write!(out, "{}", rest / 10);
        } else {
            let _ = write!(out, "{rest:02}");
        }
    }
}

/// Escapes text for element content and double-quoted attributes; characters
/// that XML 1.0 forbids are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if (c as u32) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// An id or prefix reduced to characters that need no escaping anywhere.
pub(super) fn safe_id(id: &str) -> String {
    let id: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    if id.is_empty() {
        "chart".to_owned()
    } else {
        id
    }
}

/// Opens the outer `<svg>` with its classes, size and text alternative.
pub(super) fn open(class: &str, extent: Extent, alternative: &TextAlternative<'_>) -> String {
    let mut out = String::with_capacity(4096);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\""
    );
    match extent {
        Extent::FullWidth { width, height, fit } => {
            let _ = write!(out, " width=\"100%\" height=\"{}\"", number(height));
            push_view_box(&mut out, width, height, fit);
        }
        Extent::Fixed { width, height, fit } => {
            let _ = write!(
                out,
                " width=\"{}\" height=\"{}\"",
                number(width),
                number(height)
            );
            push_view_box(&mut out, width, height, fit);
        }
        Extent::Scaled { width, height } => push_view_box(&mut out, width, height, Fit::Scale),
        Extent::Slice { width, height } => {
            push_view_box(&mut out, width, height, Fit::Scale);
            out.push_str(" preserveAspectRatio=\"xMidYMid slice\"");
        }
    }
    push_alternative(&mut out, alternative);
    out
}

fn push_view_box(out: &mut String, width: f64, height: f64, fit: Fit) {
    if fit == Fit::Scale {
        let _ = write!(out, " viewBox=\"0 0 {} {}\"", number(width), number(height));
    }
}

fn push_alternative(out: &mut String, alternative: &TextAlternative<'_>) {
    if alternative.title.trim().is_empty() {
        out.push_str(" aria-hidden=\"true\">");
        return;
    }
    let id = safe_id(alternative.id);
    let title = escape(alternative.title);
    if alternative.description.trim().is_empty() {
        let _ = write!(
            out,
            " role=\"img\" aria-labelledby=\"{id}-title\"><title id=\"{id}-title\">{title}</title>"
        );
    } else {
        let _ = write!(
            out,
            " role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{}</desc>",
            escape(alternative.description)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_finite() {
        assert_eq!(number(8.333_333), "8.33");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.5), "12.5");
        assert_eq!(number(-7.05), "-7.05");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(number(f64::INFINITY), "0");
        assert_eq!(percent(1.0 / 12.0), "8.33%");
    }

    #[test]
    fn markup_in_words_is_escaped() {
        let words = TextAlternative {
            id: "a b\"c",
            title: "<b>\"x\" & 'y'",
            description: "a\u{0}b",
        };
        let svg = open(
            "k",
            Extent::Slice {
                width: 2.0,
                height: 1.0,
            },
            &words,
        );
        assert!(svg.contains(
            "<title id=\"a-b-c-title\">&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;</title>"
        ));
        assert!(svg.contains("<desc id=\"a-b-c-desc\">ab</desc>"));
        assert!(svg.contains("aria-labelledby=\"a-b-c-title a-b-c-desc\""));
    }

    #[test]
    fn a_drawing_without_words_is_decoration() {
        let svg = open(
            "k",
            Extent::Slice {
                width: 2.0,
                height: 1.0,
            },
            &TextAlternative::default(),
        );
        assert!(svg.contains("aria-hidden=\"true\"") && !svg.contains("role="));
    }
}
