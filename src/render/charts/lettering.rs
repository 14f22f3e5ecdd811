//! Lettering without a font at hand: in comes text and a type size, out come
//! an estimate of its width and lines that fit a given measure.

use std::fmt::Write;

use super::svg::{escape, number};

/// Height of capitals and figures, in ems.
pub(super) const CAP_HEIGHT: f64 = 0.72;

/// Estimated width of `text` in units of `size`, for a grotesque such as Onest
/// or Golos; some 5 % on the wide side, so that a fitting line does fit.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * size
}

/// Width of one character in ems, by class.
fn ems(c: char) -> f64 {
    match c {
        '\u{ad}' | '\u{200b}' | '\u{2060}' => 0.0,
        ' ' | '\u{a0}' | '\u{202f}' => 0.28,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | 'і' | '·' => 0.31,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '“' | '”' | '‑' => 0.41,
        'm' | 'w' | 'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'ы' | 'м' => 0.84,
        'M' | 'W' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' | 'Ы' | 'М' | '@' | '%' | '—' | '…' => {
            1.0
        }
        '\u{1100}'.. => 1.05,
        c if c.is_uppercase() => 0.74,
        _ => 0.6,
    }
}

/// Breaks `text` at spaces into at most `max_lines` lines no wider than
/// `measure`; what does not fit is cut with an ellipsis.
pub(super) fn wrap(text: &str, measure: f64, size: f64, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Only an ordinary space is a place to break: a no-break space holds.
    let words = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty());
    for word in words {
        if let Some(line) = lines.last_mut() {
            let joined = format!("{line} {word}");
            if width(&joined, size) <= measure || lines.len() == max_lines {
                if let Some(line) = lines.last_mut() {
                    *line = joined;
                }
                continue;
            }
        }
        if lines.len() < max_lines {
            lines.push(word.to_owned());
        }
    }
    lines
        .into_iter()
        .map(|line| cut(&line, measure, size))
        .collect()
}

/// Whether [`wrap`] keeps every word whole.
pub(super) fn fits(text: &str, measure: f64, size: f64, max_lines: usize) -> bool {
    wrap(text, measure, size, max_lines)
        .join(" ")
        .split_whitespace()
        .eq(text.split_whitespace())
}

/// Shortens a line to `measure`, ending it with an ellipsis.
fn cut(line: &str, measure: f64, size: f64) -> String {
    if width(line, size) <= measure {
        return line.to_owned();
    }
    let room = measure - ems('…') * size;
    let mut used = 0.0;
    let kept: String = line
        .chars()
        .take_while(|&c| {
            used += ems(c) * size;
            used <= room
        })
        .collect();
    let kept = kept.trim_end_matches([' ', '\u{a0}', ',', '.', ';', ':', '-', '—']);
    format!("{kept}…")
}

/// The smallest round step (1, 2, 5, 10, 20 …) that is at least `least`.
pub(super) fn spacing(least: f64) -> usize {
    let mut decade = 1;
    loop {
        for factor in [1, 2, 5] {
            if (factor * decade) as f64 >= least || decade > 100_000 {
                return factor * decade;
            }
        }
        decade *= 10;
    }
}

/// Which end of the text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Where a text is to stand: attributes as written, and the shift from there.
pub(super) struct Spot<'a> {
    pub(super) x: &'a str,
    pub(super) y: &'a str,
    pub(super) dx: f64,
    pub(super) dy: f64,
    pub(super) anchor: Anchor,
}

/// Writes a `<text>`; nothing for empty text. The size is an attribute, which
/// the page's stylesheet may override by the class.
pub(super) fn push_text(out: &mut String, class: &str, spot: &Spot<'_>, size: f64, text: &str) {
    if text.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\"",
        spot.x, spot.y
    );
    for (name, shift) in [("dx", spot.dx), ("dy", spot.dy)] {
        if shift != 0.0 {
            let _ = write!(out, " {name}=\"{}\"", number(shift));
        }
    }
    match spot.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    let _ = write!(
        out,
        " font-size=\"{}\">{}</text>",
        number(size),
        escape(text)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_only() {
        assert_eq!(
            wrap("Поиск нового решения", 126.0, 16.0, 2),
            ["Поиск нового", "решения"].map(str::to_owned)
        );
        assert_eq!(wrap("в\u{a0}доме", 10.0, 16.0, 2).len(), 1);
        assert!(wrap("   ", 100.0, 16.0, 2).is_empty());
    }

    #[test]
    fn long_words_are_cut_not_spilled() {
        let lines = wrap(
            "Персонализированное многоканальное взаимодействие",
            100.0,
            16.0,
            2,
        );
        assert_eq!(lines.len(), 2);
        for line in &lines {
            assert!(width(line, 16.0) <= 100.0, "{line}");
            assert!(line.ends_with('…'), "{line}");
        }
        assert!(!fits("Персонализированное", 100.0, 16.0, 2));
        assert!(fits("Сделка", 100.0, 16.0, 2));
    }

    #[test]
    fn labels_are_spaced_by_round_steps() {
        assert_eq!(
            [0.2, 1.0, 1.1, 3.0, 6.0, 21.0].map(spacing),
            [1, 1, 2, 5, 10, 50]
        );
        assert!(spacing(f64::NAN) > 0 && spacing(f64::INFINITY) > 0);
    }

    #[test]
    fn nothing_fits_into_no_room() {
        assert_eq!(wrap("слово", 0.0, 16.0, 2), ["…".to_owned()]);
    }
}
