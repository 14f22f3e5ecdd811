//! A site in a temporary folder, and the program run on it.
//!
//! In: files. Out: what a run printed, its exit status, and what it published. The folder goes
//! away with the [`Project`].

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// The `book.toml` of [`Project::minimal`].
pub const SETTINGS: &str = "[book]\ntitle = \"Пример\"\nlanguage = \"ru\"\n\n[agency]\nname = \"Маяк\"\nphone = \"+7 000 000-00-00\"\nemail = \"mayak@example.org\"\n";

/// What a child process keeps of this one's environment: what it needs to start at all.
const KEPT: &[&str] = &[
    "PATH",
    "HOME",
    "TMPDIR",
    "SystemRoot",
    "TEMP",
    "TMP",
    "LLVM_PROFILE_FILE",
];

/// A site folder that is removed when the value goes.
pub struct Project {
    folder: TempDir,
    environment: BTreeMap<String, String>,
}

impl Project {
    /// An empty folder: not a site yet.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("cjm-site-")
            .tempdir()
            .expect("a temporary folder");
        Project {
            folder,
            environment: BTreeMap::new(),
        }
    }

    /// The smallest site without any finding: settings, a home page, and one map whose one stage
    /// says what the method asks for.
    pub fn minimal() -> Self {
        Project::new()
            .file("book.toml", SETTINGS)
            .file("content/index.md", "---\ntitle: Карты\nsummary: Все наши карты.\n---\n")
            .file("content/put/map.md", "---\ntitle: Путь\nsummary: Как к нам приходят.\n---\n\nВведение.\n")
            .file(
                "content/put/persona.md",
                "---\nname: Анна\nfive-w:\n  what: Дом\n  who: Семья\n  why: Тесно\n  when: Весной\n  where: В городе\n---\n\nИстория.\n",
            )
            .file(
                "content/put/01-poisk.md",
                "---\ntitle: Поиск\nphase: search\nemotion: 1\n---\n\n## Цели\n\n- Найти дом\n\n## Каналы\n\n- Поиск\n",
            )
    }

    /// A copy of a folder, files as they are.
    pub fn copy_of(folder: &Path) -> Self {
        let project = Project::new();
        copy_folder(folder, project.root());
        project
    }

    /// Writes a text file, and the folders that lead to it.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a file of any bytes, and the folders that lead to it.
    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        self.write(path, bytes);
        self
    }

    /// Adds lines to the end of `book.toml`.
    pub fn settings(self, more: &str) -> Self {
        let mut text = self.read("book.toml");
        text.push_str(more);
        self.file("book.toml", &text)
    }

    /// Sets a variable of the environment that the program is run in.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sets the day that the program takes for today, in seconds since 1970.
    pub fn today(self, seconds: u64) -> Self {
        self.env("SOURCE_DATE_EPOCH", &seconds.to_string())
    }

    /// Writes a file into a project that is in use already.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("create folders");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("write {}: {error}", path.display()));
    }

    /// Removes a file or a whole folder.
    pub fn remove(&self, path: &str) {
        let path = self.path(path);
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.unwrap_or_else(|error| panic!("remove {}: {error}", path.display()));
    }

    /// The site's root folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The path of something in the site folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Reads a text file of the site folder.
    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("read {}: {error}", path.display()))
    }

    /// The program, to be run in the site's root with a cleaned environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cjm-site"));
        command
            .current_dir(self.root())
            .args(arguments)
            .stdin(Stdio::null())
            .env_clear();
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.envs(&self.environment);
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self
            .command(arguments)
            .output()
            .expect("the program starts");
        Run::from(output)
    }

    /// A published file as text. A page as visitors see it: the soft hyphens in its long words do not
    /// show; [`Project::read`] gives it with them.
    pub fn published(&self, path: &str) -> String {
        self.read(&format!("public/{path}")).replace('\u{ad}', "")
    }

    /// Whether a file or folder is published.
    pub fn exists(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }

    /// The paths of all published files, sorted, with `/`.
    pub fn published_files(&self) -> Vec<String> {
        self.tree("public").into_keys().collect()
    }

    /// All files under a folder of the site, by their paths within it.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let folder = self.path(folder);
        if folder.exists() {
            read_folder(&folder, &folder, &mut files);
        }
        files
    }
}

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Run {
    /// The exit status; `None` where a signal ended it.
    pub status: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }
}

impl Run {
    /// Fails with everything that was printed unless the exit status is this one and the program
    /// did not panic.
    #[track_caller]
    pub fn assert_status(&self, status: i32) -> &Self {
        assert!(
            !self.stderr.contains("panicked"),
            "the program panicked:\n{self:#?}"
        );
        assert_eq!(
            self.status,
            Some(status),
            "\nstdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Everything that was printed, to look for a text in.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Fails with a difference, line by line, unless the file at `golden` holds exactly `actual`.
/// `UPDATE_GOLDEN=1` writes the file instead.
#[track_caller]
pub fn assert_golden(actual: &str, golden: &Path) {
    use snapbox::{Assert, Data, assert::Action};
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1");
    let action = if update {
        Action::Overwrite
    } else {
        Action::Verify
    };
    let actual = Data::text(actual).raw();
    let expected = Data::read_from(golden, Some(snapbox::data::DataFormat::Text)).raw();
    Assert::new().action(action).eq(actual, expected);
}

/// The folder of the crate, which is itself a site.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies what is in a folder; symbolic links are followed.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("create a folder");
    for entry in
        fs::read_dir(from).unwrap_or_else(|error| panic!("list {}: {error}", from.display()))
    {
        let entry = entry.expect("an entry");
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target);
        } else {
            fs::copy(&source, &target)
                .unwrap_or_else(|error| panic!("copy {}: {error}", source.display()));
        }
    }
}

fn read_folder(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("list a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_folder(root, &path, files);
        } else {
            let within = path
                .strip_prefix(root)
                .expect("inside")
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(within, fs::read(&path).expect("read a file"));
        }
    }
}
