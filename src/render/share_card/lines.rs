//! Setting a text in lines: drawings do not break lines by themselves.
//!
//! In: a text, how wide its characters are, and the room. Out: the lines and the largest type size
//! at which they fit. Lines are balanced, as a poster's are; a space that must not be broken is
//! not, unless nothing else helps; a word that is too long at every size is broken at a syllable;
//! what does not fit even then ends in an ellipsis behind a whole word.

use crate::text::hyphenation::{SOFT_HYPHEN, parts};

/// The room for a text.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How long a line may be.
    pub width: f64,
    /// How high all lines together may be.
    pub height: f64,
    /// How many lines there may be.
    pub lines: usize,
    /// The largest type size.
    pub largest: u32,
    /// The smallest type size.
    pub smallest: u32,
    /// From line to line, in parts of the type size.
    pub leading: f64,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// The lines; none for an empty text.
    pub lines: Vec<String>,
    /// The type size.
    pub size: u32,
}

/// Longer texts than this are cut before anything is tried: no card has room for them.
const MOST: usize = 600;

/// What follows a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Joint {
    /// A space, which goes where the line ends.
    Space,
    /// Nothing: behind a hyphen that is there anyway.
    Nothing,
    /// Nothing, and a hyphen where the line ends.
    Hyphen,
}

/// A text that is not broken, with what follows it.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    joint: Joint,
}

/// Sets a text. `width` measures a text in parts of the type size.
pub fn set(text: &str, room: &Room, width: &dyn Fn(&str) -> f64) -> Set {
    let text: String = text.chars().take(MOST).collect();
    let pieces = pieces(&text);
    let smallest = room.smallest.max(1);
    let largest = room.largest.max(smallest);
    if pieces.is_empty() {
        return Set {
            lines: Vec::new(),
            size: largest,
        };
    }
    for size in (smallest..=largest)
        .rev()
        .filter(|size| is_tried(*size, room))
    {
        if let Some(lines) = at_size(&pieces, size, room, width) {
            return Set { lines, size };
        }
    }
    let measure = Measure::at(smallest, room, width);
    let pieces = broken_up(pieces, &measure);
    let lines = at_size(&pieces, smallest, room, width)
        .unwrap_or_else(|| cut(&pieces, most_lines(smallest, room), &measure));
    Set {
        lines,
        size: smallest,
    }
}

/// Even sizes and the ends: nobody sees a step of one.
fn is_tried(size: u32, room: &Room) -> bool {
    size.is_multiple_of(2) || size == room.largest || size == room.smallest
}

/// How many lines of a size there is room for: at least one.
fn most_lines(size: u32, room: &Room) -> usize {
    let fitting = (room.height / (f64::from(size) * room.leading)).floor();
    room.lines.min(fitting.max(0.0) as usize).max(1)
}

struct Measure<'a> {
    /// The longest line, in parts of the type size.
    longest: f64,
    width: &'a dyn Fn(&str) -> f64,
}

impl<'a> Measure<'a> {
    fn at(size: u32, room: &Room, width: &'a dyn Fn(&str) -> f64) -> Self {
        Measure {
            longest: room.width / f64::from(size),
            width,
        }
    }

    fn fits(&self, text: &str) -> bool {
        (self.width)(text) <= self.longest
    }
}

/// The lines at a size, if they fit: as few as can be, and about equally long.
fn at_size(
    pieces: &[Piece],
    size: u32,
    room: &Room,
    width: &dyn Fn(&str) -> f64,
) -> Option<Vec<String>> {
    let measure = Measure::at(size, room, width);
    let fewest = greedy(pieces, &measure)?;
    (fewest <= most_lines(size, room)).then(|| balanced(pieces, fewest, &measure))
}

/// How many lines there are when each takes what it can; `None` where a piece fits into none.
fn greedy(pieces: &[Piece], measure: &Measure<'_>) -> Option<usize> {
    let (mut count, mut from) = (0, 0);
    while from < pieces.len() {
        let ends = from + 1..=pieces.len();
        let fitting = ends.take_while(|to| measure.fits(&line(pieces, from, *to)));
        from = fitting.last()?;
        count += 1;
    }
    Some(count)
}

/// Breaks into `count` lines so that the sum of the squares of what they leave free is least
/// (after Knuth and Plass, "Breaking Paragraphs into Lines", 1981, without stretching of spaces).
fn balanced(pieces: &[Piece], count: usize, measure: &Measure<'_>) -> Vec<String> {
    let all = pieces.len();
    // For each number of lines and pieces: the least sum, and where its last line begins.
    let mut rows: Vec<Vec<(f64, usize)>> = vec![vec![(f64::INFINITY, 0); all + 1]];
    if let Some(nothing) = rows.first_mut().and_then(|row| row.first_mut()) {
        *nothing = (0.0, 0);
    }
    for _ in 0..count {
        let before = rows.last().cloned().unwrap_or_default();
        let best = |to: usize| {
            let mut best = (f64::INFINITY, 0);
            for from in (0..to).rev() {
                let text = line(pieces, from, to);
                let free = measure.longest - (measure.width)(&text);
                if free < 0.0 {
                    break;
                }
                let sum = before.get(from).map_or(f64::INFINITY, |(sum, _)| *sum);
                let sum = sum + free * free;
                if sum < best.0 {
                    best = (sum, from);
                }
            }
            best
        };
        rows.push((0..=all).map(best).collect());
    }
    let (mut lines, mut to) = (Vec::new(), all);
    for row in rows.iter().skip(1).rev() {
        let from = row.get(to).map_or(0, |(_, from)| *from);
        lines.push(line(pieces, from, to));
        to = from;
    }
    lines.reverse();
    lines
}

/// Some pieces as a line.
fn line(pieces: &[Piece], from: usize, to: usize) -> String {
    let mut out = String::new();
    let mut rest = pieces.get(from..to).unwrap_or_default().iter().peekable();
    while let Some(piece) = rest.next() {
        out.push_str(&piece.text);
        match (piece.joint, rest.peek()) {
            (Joint::Space, Some(_)) => out.push(' '),
            (Joint::Hyphen, None) => out.push('-'),
            _ => {}
        }
    }
    out
}

/// As many lines as there is room for, the last with an ellipsis behind a whole word.
fn cut(pieces: &[Piece], most: usize, measure: &Measure<'_>) -> Vec<String> {
    let (mut lines, mut from) = (Vec::new(), 0);
    while lines.len() + 1 < most {
        let ends = (from + 1..=pieces.len()).rev();
        let to = ends
            .into_iter()
            .find(|to| measure.fits(&line(pieces, from, *to)))
            .unwrap_or(from + 1);
        lines.push(line(pieces, from, to));
        from = to;
    }
    let closed = |to: usize| {
        let text = line(pieces, from, to);
        format!("{}…", text.trim_end_matches(|c: char| !c.is_alphanumeric()))
    };
    let whole_words = (from + 1..=pieces.len()).rev().filter(|to| {
        pieces
            .get(to - 1)
            .is_none_or(|piece| piece.joint == Joint::Space)
    });
    let last = whole_words.map(closed).find(|text| measure.fits(text));
    lines.push(last.unwrap_or_else(|| closed(from + 1)));
    lines
}

/// The text between places where a line may be broken.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in text
        .split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
    {
        push_parts(&mut pieces, word);
        if let Some(last) = pieces.last_mut() {
            last.joint = Joint::Space;
        }
    }
    // The last joint is never seen; as a space it ends a whole word.
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The parts of a word: it may be broken at soft hyphens, and behind hyphens and strokes that stand
/// between longer parts.
fn push_parts(pieces: &mut Vec<Piece>, word: &str) {
    let mut part = String::new();
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        if c == SOFT_HYPHEN {
            pieces.push(Piece {
                text: std::mem::take(&mut part),
                joint: Joint::Hyphen,
            });
            continue;
        }
        part.push(c);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let ahead: String = rest
            .clone()
            .take_while(|c| !matches!(c, '-' | '/'))
            .collect();
        if matches!(c, '-' | '/') && letters(&part) >= 3 && letters(&ahead) >= 3 {
            pieces.push(Piece {
                text: std::mem::take(&mut part),
                joint: Joint::Nothing,
            });
        }
    }
    pieces.push(Piece {
        text: part,
        joint: Joint::Nothing,
    });
}

/// Breaks up what is too long for a line: at spaces that should not be broken, then at syllables,
/// then anywhere.
fn broken_up(pieces: Vec<Piece>, measure: &Measure<'_>) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in pieces {
        if measure.fits(&format!("{}-", piece.text)) {
            out.push(piece);
            continue;
        }
        let words: Vec<&str> = piece.text.split('\u{a0}').collect();
        let last_word = words.len() - 1;
        for (at, word) in words.into_iter().enumerate() {
            let behind = match at == last_word {
                true => piece.joint,
                false => Joint::Space,
            };
            if measure.fits(&format!("{word}-")) {
                out.push(Piece {
                    text: word.to_owned(),
                    joint: behind,
                });
                continue;
            }
            let mut parts = parts(word);
            if parts.iter().any(|part| !measure.fits(&format!("{part}-"))) {
                parts = word.chars().map(String::from).collect();
            }
            let last = parts.len().saturating_sub(1);
            out.extend(parts.into_iter().enumerate().map(|(at, text)| Piece {
                text,
                joint: if at == last { behind } else { Joint::Hyphen },
            }));
        }
    }
    out
}

#[cfg(test)]
mod tests;
