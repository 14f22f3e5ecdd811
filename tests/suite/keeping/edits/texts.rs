//! Edits of what an author writes.
//!
//! In: chance. Out: a text with a line more or less, or another key in its front matter.

use std::fs;

use super::{Edit, Edits, write};
use crate::random::Random;

/// Lines that are put into texts: lanes, links, pictures, front matter out of place.
const LINES: &[&str] = &[
    "\n- Новое слово\n",
    "\n## Цели\n\n- Дойти\n",
    "\n## Барьеры\n\n- «Не верю»\n  - Показать\n",
    "\n## Заметки\n\nТолько для своих.\n",
    "\n### Часть {#chast}\n\nТекст.\n",
    "\n[Сюда](../dom/)\n",
    "\n[К части](../dom/#chast)\n",
    "\n[К этапу](../dom/02-ocenka.md)\n",
    "\n![План](plan.svg)\n",
    "\n![Снимок](foto.jpg)\n",
    "\n![Снимок](foto.jpg \"Подпись\")\n",
    "\n[Никуда](nowhere.md)\n",
    "\nПогода\n---\n",
    "\nСноска[^a]\n\n[^a]: Слова.\n",
    "\n<b>жирно</b>\n",
];

/// Lines of front matter, put behind its first fence.
const KEYS: &[&str] = &[
    "title: Другое имя",
    "summary: Другими словами",
    "draft: true",
    "slug: drugoy-adres",
    "aliases: [/staryy/]",
    "emotion: -1",
    "emotion: 1.5",
    "funnel: { entered: 40, left: 12 }",
    "moment-of-truth: true",
    "quote: Верю",
    "kpis: [{ name: Доля, actual: 3, target: 5 }]",
    "name: Анна-Мария",
    "cover: { src: foto.jpg, alt: Снимок }",
    "image: { src: foto.jpg, alt: Снимок }",
    "photo: { src: foto.jpg, alt: Снимок }",
    "internal: true",
    "phase: search",
    "tags: [дом, новое]",
    "date: 2026-03-04",
    "updated: 2026-05-06",
    "theme: agency",
    "loops-to: start",
    "client: { name: Верфь, industry: Флот }",
    "client: { name: Причал, alias: Порт, confidential: true }",
    "extra: { version: 9 }",
    "unknown: 1",
];

impl Edits {
    pub(super) fn line(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let file = random.one_of(&texts).clone();
        let line = *random.one_of(LINES);
        let text = fs::read_to_string(&file).expect("a text");
        // Half of the time what stands there goes again.
        let text = match text.contains(line) && random.below(2) == 0 {
            true => text.replacen(line, "", 1),
            false => text + line,
        };
        write(edit, &file, text.as_bytes(), &format!("the line {line:?}"));
    }

    pub(super) fn key(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let file = random.one_of(&texts).clone();
        let key = *random.one_of(KEYS);
        let text = fs::read_to_string(&file).expect("a text");
        let name = key.split(':').next().expect("a name");
        // The key's line is replaced if there is one.
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with(&format!("{name}:")))
            .collect();
        let text = lines.join("\n") + "\n";
        let text = match random.below(4) {
            0 => text,
            _ => text.replacen("---\n", &format!("---\n{key}\n"), 1),
        };
        write(edit, &file, text.as_bytes(), &format!("the key `{key}`"));
    }
}
