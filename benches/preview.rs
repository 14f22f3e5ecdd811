//! How long it takes from a save to the new page, as a browser sees it: sites of 10 and 1000 maps,
//! served by the real program, in a process of its own, over the network.
//!
//! Run with `cargo bench --bench preview`. Each round changes a text, waits until the event stream
//! tells of a new version, and asks for the page, which must hold the change. The clock runs from
//! the moment at which the file is closed to the last byte of the page. The sizes take turns, so
//! that a machine that slows down slows all of them. Rounds are as far apart as the saves of a
//! person. Sites stand on a memory disk where there is one.

#![expect(clippy::expect_used, reason = "a benchmark that cannot go on stops")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

mod generated;

const ROUNDS: usize = 40;

/// Between two saves: longer than the preview looks for what it may have missed.
const PAUSE: Duration = Duration::from_millis(600);

const SIZES: [usize; 2] = [10, 1000];

/// What is changed: the text of a stage, the title of a map, which stands on several pages.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    Text,
    Title,
}

fn main() {
    let temporary = tempfile::tempdir_in(generated::memory_disk()).expect("a temporary folder");
    println!(
        "{:>6}  {:<8} {:<6} {:>10} {:>9} {:>9}",
        "maps", "theme", "change", "median", "min", "max"
    );
    for theme in ["plain", "agency"] {
        let sites: Vec<Served> = SIZES
            .iter()
            .map(|maps| {
                Served::start(
                    &temporary.path().join(format!("{theme}-{maps}")),
                    *maps,
                    theme,
                )
            })
            .collect();
        for change in [Change::Text, Change::Title] {
            measure(&sites, theme, change);
        }
    }
}

fn measure(sites: &[Served], theme: &str, change: Change) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); sites.len()];
    for round in 0..=ROUNDS {
        for (site, times) in sites.iter().zip(&mut times) {
            let time = site.save(round, change);
            // The first round warms the caches and is not counted.
            if round > 0 {
                times.push(time);
            }
        }
        std::thread::sleep(PAUSE);
    }
    let name = if change == Change::Text {
        "text"
    } else {
        "title"
    };
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let mut medians = Vec::new();
    for (maps, times) in SIZES.iter().zip(&mut times) {
        times.sort();
        let median = times[times.len() / 2];
        println!(
            "{maps:>6}  {theme:<8} {name:<6} {:>7.1} ms {:>6.1} ms {:>6.1} ms",
            ms(median),
            ms(times[0]),
            ms(times[times.len() - 1]),
        );
        medians.push(median.as_secs_f64());
    }
    println!(
        "{:>34.2} times that of {} maps",
        medians[1] / medians[0],
        SIZES[0]
    );
}

/// A site that is served until the value is gone.
struct Served {
    root: PathBuf,
    maps: usize,
    child: Child,
    address: String,
    path: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(root: &Path, maps: usize, theme: &str) -> Self {
        generated::write_site(root, maps);
        generated::choose_theme(root, theme);
        let mut child = Command::new(env!("CARGO_BIN_EXE_cjm-site"))
            .arg("--root")
            .arg(root)
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let url = lines
            .find_map(|line| {
                let line = line.ok()?;
                let at = line.find("http://")?;
                Some(line[at + "http://".len()..].split(' ').next()?.to_owned())
            })
            .expect("an address");
        let (address, path) = url.split_once('/').expect("a path");
        let served = Served {
            root: root.to_owned(),
            maps,
            child,
            address: address.to_owned(),
            path: format!("/{path}"),
        };
        std::thread::sleep(PAUSE);
        served
    }

    /// Changes a text, and waits for the page that shows it.
    fn save(&self, round: usize, change: Change) -> Duration {
        let map = round * 7 % self.maps;
        let folder = self.root.join(format!("content/map-{map:05}"));
        let word = format!("Отметка{round}");
        let (file, text) = match change {
            Change::Text => {
                let file = folder.join("03-otsenka.md");
                let text = fs::read_to_string(&file).expect("a text");
                let lines: Vec<&str> = text
                    .lines()
                    .filter(|line| !line.contains("Отметка"))
                    .collect();
                (file, format!("{}\n- {word}\n", lines.join("\n")))
            }
            Change::Title => {
                let file = folder.join("map.md");
                let text = fs::read_to_string(&file).expect("a text");
                let lines: Vec<&str> = text
                    .lines()
                    .filter(|line| !line.starts_with("title:"))
                    .collect();
                let text = lines
                    .join("\n")
                    .replacen("---\n", &format!("---\ntitle: {word}\n"), 1);
                (file, text + "\n")
            }
        };
        let mut events = self.ask("/__cjm/events");
        let mut next_version = || {
            let mut line = String::new();
            loop {
                line.clear();
                events.read_line(&mut line).expect("the stream goes on");
                if let Some(version) = line.strip_prefix("data: ") {
                    return version.trim().parse::<u64>().expect("a version");
                }
            }
        };
        let before = next_version();
        fs::write(&file, text).expect("saved");
        let start = Instant::now();
        while next_version() == before {}
        let mut page = Vec::new();
        let mut answer = self.ask(&format!("{}map-{map:05}/", self.path));
        answer.read_to_end(&mut page).expect("a page");
        let time = start.elapsed();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains(&word), "the new page is served");
        time
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).expect("it answers");
        stream.set_nodelay(true).expect("a socket");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("sent");
        BufReader::new(stream)
    }
}
