//! How long a whole build takes, and how much memory: sites of 10, 100 and 1000 maps (and 5000 with
//! `--large`), built by the real program in a process of its own.
//!
//! Run with `cargo bench --bench build`. For each size it prints, side by side from the same run:
//! a bare loop that reads the sources, renders their Markdown and writes the same number of pages;
//! `cjm-site` with a plain theme (hero, stages, lists) and with each built-in theme, whose share
//! cards are drawn already; once more with `agency`, drawing all cards anew; and the ratio of each to
//! the bare loop. Times are of whole processes, the median of several rounds; the
//! rounds of the contestants take turns, so that a machine that slows down slows all of them.
//! Output goes to a memory disk where there is one: on a real one the creation of folders hides
//! every difference.

#![expect(clippy::expect_used, reason = "a benchmark that cannot go on stops")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use wait4::Wait4;

mod generated;

const ROUNDS: usize = 7;

/// Drawing all share cards anew takes long, and varies little.
const ROUNDS_ANEW: usize = 2;

/// The contestant that draws all share cards anew.
const ANEW: &str = "anew";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments
        .iter()
        .position(|argument| argument == "--bare-loop")
    {
        return bare_loop(Path::new(&arguments[at + 1]), Path::new(&arguments[at + 2]));
    }
    let mut sizes = vec![10, 100, 1000];
    if arguments.iter().any(|argument| argument == "--large") {
        sizes.push(5000);
    }
    let temporary = tempfile::tempdir_in(generated::memory_disk()).expect("a temporary folder");
    println!(
        "{:>6}  {:<10} {:>10} {:>8} {:>9} {:>7}",
        "maps", "", "median", "min", "peak", "ratio"
    );
    for maps in sizes {
        measure(temporary.path(), maps);
    }
}

fn measure(folder: &Path, maps: usize) {
    let site = folder.join(format!("site-{maps}"));
    generated::write_site(&site, maps);
    let program = env!("CARGO_BIN_EXE_cjm-site");
    let this = std::env::current_exe().expect("the path of this program");
    let out = |name: &str| site.join(format!("out-{name}")).display().to_string();
    let root = site.display().to_string();
    let contestants: Vec<(&str, Vec<String>)> = vec![
        (
            "bare loop",
            vec![
                this.display().to_string(),
                "--bare-loop".into(),
                root.clone(),
                out("bare"),
            ],
        ),
        ("plain", build(program, &root, &out("plain"))),
        ("agency", build(program, &root, &out("agency"))),
        ("atlas", build(program, &root, &out("atlas"))),
        ("longread", build(program, &root, &out("longread"))),
        (ANEW, build(program, &root, &out("agency"))),
    ];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); contestants.len()];
    let mut peaks = vec![0; contestants.len()];
    for round in 0..=ROUNDS {
        for (at, (name, command)) in contestants.iter().enumerate() {
            if *name == ANEW && round > ROUNDS_ANEW {
                continue;
            }
            let theme = match *name {
                ANEW => {
                    let kept = site.join(".cjm-site/kept/cards");
                    fs::remove_dir_all(kept).expect("cards that were drawn can be removed");
                    "agency"
                }
                theme => theme,
            };
            generated::choose_theme(&site, theme);
            let (time, peak) = run(command);
            // The first round warms the caches and is not counted.
            if round > 0 {
                times[at].push(time);
                peaks[at] = peaks[at].max(peak);
            }
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let bare = median(&mut times[0]).as_secs_f64();
    for (at, (name, _)) in contestants.iter().enumerate() {
        let middle = median(&mut times[at]).as_secs_f64();
        println!(
            "{maps:>6}  {name:<10} {:>7.1} ms {:>5.1} ms {:>6} MB {:>6.2}x",
            middle * 1e3,
            times[at][0].as_secs_f64() * 1e3,
            peaks[at] >> 20,
            middle / bare,
        );
    }
    fs::remove_dir_all(&site).expect("the site can be removed");
}

fn build(program: &str, root: &str, out: &str) -> Vec<String> {
    ["--root", root, "build", "--quiet", "--dest-dir", out]
        .iter()
        .fold(vec![program.to_owned()], |mut all, word| {
            all.push((*word).to_owned());
            all
        })
}

/// Runs a command; how long it took, and its peak memory in bytes.
fn run(command: &[String]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(&command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .spawn()
        .expect("the command starts");
    let used = child.wait4().expect("the command ends");
    assert!(used.status.success(), "{command:?} failed");
    (start.elapsed(), used.rusage.maxrss)
}

/// What no program of this kind can do without: read every source, render its Markdown, write a
/// page a map.
fn bare_loop(root: &Path, out: &Path) {
    let mut html = String::new();
    for map in folders(&root.join("content")) {
        html.clear();
        let mut files: Vec<PathBuf> = fs::read_dir(&map)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(file).expect("a text");
            let body = text.splitn(3, "---\n").last().unwrap_or("");
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(body));
        }
        let folder = out.join(map.file_name().expect("a name"));
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("index.html"), &html).expect("a page can be written");
    }
}

fn folders(content: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(content)
        .expect("a content folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}
