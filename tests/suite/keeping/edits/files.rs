//! Files and folders that come, go and move.
//!
//! In: chance. Out: another tree under `content/`.

use std::{fs, path::PathBuf};

use super::{Edit, Edits, told, write};
use crate::random::Random;

impl Edits {
    pub(super) fn rename(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let file = random.one_of(&texts).clone();
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let new = match random.below(3) {
            0 => format!("0{}-{name}", random.below(9)),
            1 => name
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
                .to_owned(),
            _ => format!("x-{name}"),
        };
        let to = file.with_file_name(new);
        fs::rename(&file, &to).expect("renamed");
        told(edit, &file, "renamed away");
        told(edit, &to, "renamed");
    }

    pub(super) fn remove(&self, random: &mut Random, edit: &mut Edit) {
        let content = self.root.join("content");
        let all: Vec<PathBuf> = self
            .before
            .keys()
            .filter(|path| path.starts_with(&content))
            .cloned()
            .collect();
        let file = random.one_of(&all).clone();
        fs::remove_file(&file).expect("removed");
        told(edit, &file, "removed");
    }

    pub(super) fn copy(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let from = random.one_of(&texts).clone();
        let beside = random.one_of(&texts).clone();
        let to = beside.with_file_name(format!("{:02}-novyy-{}.md", random.below(12), self.made));
        let text = fs::read(&from).expect("a text");
        write(edit, &to, &text, "copied");
    }

    pub(super) fn asset(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let beside = random.one_of(&texts).clone();
        let names = ["plan.svg", "data.csv", "foto.jpg", "INDEX.HTML", "card.png"];
        let file = beside.with_file_name(random.one_of(&names));
        let text = format!("<svg><!-- {} --></svg>", self.made);
        write(edit, &file, text.as_bytes(), "an asset");
    }

    /// Renames a whole folder, or makes one with files in it at once: a watch tells of the folder.
    pub(super) fn folder(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let content = self.root.join("content");
        let folder = random
            .one_of(&texts)
            .parent()
            .expect("a folder")
            .to_path_buf();
        let to = content.join(format!("papka-{}", self.made));
        if folder == content || random.below(2) == 0 {
            fs::create_dir_all(&to).expect("made");
            fs::write(
                to.join("map.md"),
                "---\ntitle: Новая\nsummary: Карта.\n---\n",
            )
            .expect("written");
            fs::write(
                to.join("01-odin.md"),
                "---\ntitle: Один\n---\n\n## Цели\n\n- Раз\n",
            )
            .expect("written");
            told(edit, &to, "a folder made and filled");
        } else {
            fs::rename(&folder, &to).expect("renamed");
            told(edit, &folder, "a folder renamed away");
            told(edit, &to, "a folder renamed");
        }
    }
}
