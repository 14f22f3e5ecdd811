//! A part of a file, as asked for by `Range` (RFC 9110, section 14).
//!
//! In: the header's value and the file's length. Out: which bytes to send.

use std::ops::Range;

/// What to send of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: the request is for several ranges, or one that cannot be understood, and a
    /// server may then act as if there were no `Range`.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Nothing: the file has no such bytes.
    OutOfRange,
}

/// The part of a file of `length` bytes that the value of a `Range` header asks for.
pub(super) fn asked(range: &str, length: u64) -> Part {
    let Some((first, last)) = single(range) else {
        return Part::Whole;
    };
    let bytes = match (first, last) {
        (Some(first), Some(last)) if last < first => return Part::Whole,
        (Some(first), Some(last)) => first..length.min(last.saturating_add(1)),
        (Some(first), None) => first..length,
        (None, Some(count)) => length.saturating_sub(count)..length,
        (None, None) => return Part::Whole,
    };
    if bytes.is_empty() {
        Part::OutOfRange
    } else {
        Part::Bytes(bytes)
    }
}

/// The two numbers of `bytes=FIRST-LAST`, each of which may be missing.
fn single(range: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    Some((number(first)?, number(last)?))
}

/// A number, `Some(None)` where there is none, `None` where there is something else. A number too
/// big to be counted with is as good as the biggest.
fn number(text: &str) -> Option<Option<u64>> {
    if text.is_empty() {
        return Some(None);
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::{Part, asked};

    #[test]
    fn all_forms() {
        let rows = [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=2-4", Part::Bytes(2..5)),
            ("bytes=2-", Part::Bytes(2..10)),
            ("Bytes = 2-99", Part::Bytes(2..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-99", Part::Bytes(0..10)),
            ("bytes=9-99999999999999999999999", Part::Bytes(9..10)),
            ("bytes=10-", Part::OutOfRange),
            ("bytes=-0", Part::OutOfRange),
            ("bytes=99999999999999999999999-", Part::OutOfRange),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("nonsense", Part::Whole),
        ];
        for (range, expected) in rows {
            assert_eq!(asked(range, 10), expected, "{range}");
        }
        assert_eq!(asked("bytes=0-", 0), Part::OutOfRange);
    }
}
