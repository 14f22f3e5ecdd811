//! One entry of the store: its name, and whether it is whole.
//!
//! In: what an entry is made from. Out: the beginning of its file's name. The file's whole name
//! ends with a seal of its bytes, `KEY-SEAL.ending`, so that an entry which was cut short, or which
//! a power cut left empty, is noticed without being read whole: the seal covers its length, its
//! beginning and its end. The file itself holds the bytes and nothing else, and can be published.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::Path,
    time::{Duration, SystemTime},
};

use blake3::{Hash, Hasher};

/// How much of an entry's beginning and end its seal covers, in bytes.
const EDGE: u64 = 4096;

/// How old the time of an entry may be before its use is written down.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How many hexadecimal digits of a key, and of a seal, stand in a name.
const KEY_DIGITS: usize = 40;
const SEAL_DIGITS: usize = 16;

/// What an entry is known by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The folder.
    pub kind: String,
    /// The digits of the key.
    pub key: String,
    /// The file's ending.
    pub ending: String,
}

impl Name {
    /// The name of what is made from what `key` is the hash of.
    pub fn new(kind: &str, key: &Hash, ending: &str) -> Self {
        Name {
            kind: kind.to_owned(),
            key: first(key, KEY_DIGITS),
            ending: ending.to_owned(),
        }
    }

    /// The name of a file with these bytes.
    pub fn file_of(&self, bytes: &[u8]) -> String {
        format!("{}-{}.{}", self.key, seal_of(bytes), self.ending)
    }
}

/// Whether a file is as its name says.
pub(super) fn is_whole(file: &Path) -> bool {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let seal = stem.and_then(|stem| stem.rsplit_once('-'));
    seal.is_some_and(|(_, seal)| seal_of_file(file).is_ok_and(|found| found == seal))
}

/// Writes down that an entry was used, at most once a day.
pub(super) fn refresh(file: &Path) {
    let now = SystemTime::now();
    let used = fs::metadata(file).and_then(|metadata| metadata.modified());
    let is_old = used.is_ok_and(|used| now.duration_since(used).is_ok_and(|age| age > DAY));
    if is_old && let Ok(file) = File::options().append(true).open(file) {
        // Where it cannot be written down, the entry is made anew some day.
        drop(file.set_modified(now));
    }
}

fn seal_of(bytes: &[u8]) -> String {
    let edge = usize::try_from(EDGE).unwrap_or(usize::MAX);
    let (head, rest) = bytes.split_at(edge.min(bytes.len()));
    let tail = rest.get(rest.len().saturating_sub(edge)..).unwrap_or(rest);
    seal(bytes.len() as u64, head, tail)
}

fn seal_of_file(path: &Path) -> io::Result<String> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    file.by_ref().take(EDGE).read_to_end(&mut head)?;
    let rest = length.saturating_sub(head.len() as u64);
    file.seek(SeekFrom::Start(length - rest.min(EDGE)))?;
    file.take(EDGE).read_to_end(&mut tail)?;
    Ok(seal(length, &head, &tail))
}

fn seal(length: u64, head: &[u8], tail: &[u8]) -> String {
    let mut hasher = Hasher::new();
    hasher.update(&length.to_le_bytes());
    hasher.update(head).update(tail);
    first(&hasher.finalize(), SEAL_DIGITS)
}

fn first(hash: &Hash, digits: usize) -> String {
    hash.to_hex().chars().take(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_seal_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        for length in [0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 100_000] {
            let bytes: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            let file = folder
                .path()
                .join(format!("{length}-{}.x", seal_of(&bytes)));
            fs::write(&file, &bytes).unwrap();
            assert!(is_whole(&file), "{length}");
            if length > 0 {
                fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
                assert!(!is_whole(&file), "cut: {length}");
                fs::write(&file, vec![0; bytes.len()]).unwrap();
                assert_eq!(is_whole(&file), length == 1, "zeros: {length}");
            }
        }
    }
}
