//! Random edits of every kind of file of a site.
//!
//! In: chance. Out: a changed folder, and the paths of which a watch would tell. The last edit can
//! be undone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{
    pictures::samples::{Beside, jpeg},
    random::Random,
};

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

/// Changes to the settings: what stands there, and what is put in its place.
const SETTINGS: &[(&str, &str)] = &[
    ("title = \"Карты «Причала»\"", "title = \"Другие карты\""),
    ("language = \"ru\"", "language = \"en\""),
    ("theme = \"dump\"", "theme = \"agency\""),
    ("theme = \"dump\"", "theme = \"nowhere\""),
    ("https://example.org/karty/", "https://example.org/"),
    (
        "additional-css = [\"own.css\"]",
        "additional-css = [\"own.css\", \"more.css\"]",
    ),
    ("thanks = \"thanks.md\"", "thanks = \"privacy.md\""),
    ("action = ", "# action = "),
    ("[lanes.weather]", "[lanes.weather]\ninternal = true"),
    ("phone = ", "phone = 5 # "),
    ("[agency]", "[agency"),
    ("[agency]", "[theme.dump]\naccent = \"#0a7\"\n\n[agency]"),
    (
        "[method]",
        "[check]\nallow = [\"skipped-list-number\"]\n\n[method]",
    ),
];

/// Files of the site's own themes: path and contents.
const THEME_FILES: &[(&str, &str)] = &[
    (
        "themes/dump/templates/page.html",
        "{{ page.title }}{{ site.agency.name }}",
    ),
    ("themes/dump/templates/page.html", "{{ page.titel }}"),
    ("themes/dump/templates/map.html", "{% if %}"),
    ("themes/dump/templates/404.html", "{{ site.maps }}"),
    ("themes/dump/assets/own.js", "// nothing"),
    ("themes/dump/words/ru.toml", "skip = \"Дальше\"\n"),
    (
        "themes/agency/templates/parts/related.html",
        "{{ site.title }}",
    ),
    ("themes/agency/templates/css/modes.css", "/* none */"),
    (
        "themes/other/theme.toml",
        "name = \"other\"\nversion = \"1.0.0\"\n",
    ),
    ("themes/dump/templates/card.svg", "{{ card.titel }}"),
    (
        "themes/dump/templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{{ card }}{{ options }}</svg>",
    ),
    ("themes/dump/card-fonts/Onest-700.ttf", "no font"),
    ("more.css", "b { color: red }"),
    ("own.css", "a { color: blue }"),
];

/// One edit.
pub struct Edit {
    /// What was done, for a message.
    pub what: String,
    /// The paths of which a watch would tell.
    pub touched: BTreeSet<PathBuf>,
}

/// Makes edits in a site's folder.
pub struct Edits {
    root: PathBuf,
    /// The files before the first edit.
    original: BTreeMap<PathBuf, Vec<u8>>,
    /// The files before the last edit.
    before: BTreeMap<PathBuf, Vec<u8>>,
    made: usize,
}

impl Edits {
    /// Edits in the folder at `root`.
    pub fn new(root: &Path) -> Self {
        Edits {
            root: root.to_path_buf(),
            original: files(root),
            before: BTreeMap::new(),
            made: 0,
        }
    }

    /// Makes an edit.
    pub fn make(&mut self, random: &mut Random) -> Edit {
        self.before = files(&self.root);
        self.made += 1;
        let mut edit = Edit {
            what: String::new(),
            touched: BTreeSet::new(),
        };
        match random.below(16) {
            0..=3 => self.line(random, &mut edit),
            4..=6 => self.key(random, &mut edit),
            7 => self.settings(random, &mut edit),
            8 => self.theme(random, &mut edit),
            9 => self.rename(random, &mut edit),
            10 => self.remove(random, &mut edit),
            11 => self.copy(random, &mut edit),
            12 => self.asset(random, &mut edit),
            13..=14 => self.picture(random, &mut edit),
            _ => self.folder(random, &mut edit),
        }
        edit
    }

    /// Takes the last edit back; gives the paths of which a watch would tell.
    pub fn undo(&self) -> BTreeSet<PathBuf> {
        self.restore(&self.before)
    }

    /// Takes all edits back.
    pub fn begin_anew(&self) -> BTreeSet<PathBuf> {
        self.restore(&self.original)
    }

    fn restore(&self, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeSet<PathBuf> {
        let now = files(&self.root);
        let mut touched = BTreeSet::new();
        for path in now.keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(path).expect("removed");
            touched.insert(path.clone());
        }
        for (path, bytes) in wanted {
            if now.get(path) != Some(bytes) {
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, bytes).expect("written");
                touched.insert(path.clone());
            }
        }
        touched
    }

    fn texts(&self) -> Vec<PathBuf> {
        let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
        self.before
            .keys()
            .filter(|path| is_text(path))
            .cloned()
            .collect()
    }

    fn line(&self, random: &mut Random, edit: &mut Edit) {
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

    fn key(&self, random: &mut Random, edit: &mut Edit) {
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

    fn settings(&self, random: &mut Random, edit: &mut Edit) {
        let file = self.root.join("book.toml");
        let text = fs::read_to_string(&file).expect("settings");
        let (old, new) = *random.one_of(SETTINGS);
        let text = match text.contains(new) {
            true => text.replacen(new, old, 1),
            false => text.replacen(old, new, 1),
        };
        write(
            edit,
            &file,
            text.as_bytes(),
            &format!("the setting `{new}`"),
        );
    }

    fn theme(&self, random: &mut Random, edit: &mut Edit) {
        let (path, text) = *random.one_of(THEME_FILES);
        let file = self.root.join(path);
        if file.exists() && path != "own.css" && random.below(2) == 0 {
            fs::remove_file(&file).expect("removed");
            told(edit, &file, "removed");
        } else {
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            write(edit, &file, text.as_bytes(), text);
        }
    }

    fn rename(&self, random: &mut Random, edit: &mut Edit) {
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

    fn remove(&self, random: &mut Random, edit: &mut Edit) {
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

    fn copy(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let from = random.one_of(&texts).clone();
        let beside = random.one_of(&texts).clone();
        let to = beside.with_file_name(format!("{:02}-novyy-{}.md", random.below(12), self.made));
        let text = fs::read(&from).expect("a text");
        write(edit, &to, &text, "copied");
    }

    fn asset(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let beside = random.one_of(&texts).clone();
        let names = ["plan.svg", "data.csv", "foto.jpg", "INDEX.HTML", "card.png"];
        let file = beside.with_file_name(random.one_of(&names));
        let text = format!("<svg><!-- {} --></svg>", self.made);
        write(edit, &file, text.as_bytes(), "an asset");
    }

    /// A picture comes, is another, breaks, or is whole again.
    fn picture(&self, random: &mut Random, edit: &mut Edit) {
        let texts = self.texts();
        let file = random.one_of(&texts).with_file_name("foto.jpg");
        let (what, bytes) = photo(random.below(6));
        write(edit, &file, &bytes, what);
    }

    /// Renames a whole folder, or makes one with files in it at once: a watch tells of the folder.
    fn folder(&self, random: &mut Random, edit: &mut Edit) {
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

/// A photo of one of several kinds; the last two are none.
pub fn photo(kind: usize) -> (&'static str, Vec<u8>) {
    let whole = |width, orientation| {
        let beside = Beside {
            orientation,
            ..Beside::default()
        };
        jpeg(width, 300, &beside)
    };
    match kind {
        0 => ("a small photo", whole(400, None)),
        1 => ("a photo", whole(600, None)),
        2 => ("another photo", whole(900, None)),
        3 => ("a photo that lies on its side", whole(600, Some(8))),
        4 => ("half a photo", whole(600, None)[..900].to_vec()),
        _ => ("no photo", b"no photo".to_vec()),
    }
}

fn write(edit: &mut Edit, file: &Path, bytes: &[u8], what: &str) {
    fs::write(file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    told(edit, file, what);
}

fn told(edit: &mut Edit, path: &Path, what: &str) {
    edit.what += &format!("{}: {what}; ", path.display());
    edit.touched.insert(path.to_path_buf());
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // What the program keeps is no author's, who edits here.
        if path.ends_with(".cjm-site") {
            continue;
        }
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            all.insert(path, bytes);
        }
    }
    all
}
