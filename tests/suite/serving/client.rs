//! A running preview, and a client that speaks to it over sockets.
//!
//! In: a site and what it is served with. Out: answers to requests, and what the program says.
//! Everything is waited for with a deadline.

mod answer;
mod stream;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, ChildStderr, Command, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::project::Project;

pub use answer::Answer;
pub use stream::Stream;

/// How long anything may take before the test fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Between two looks at something that is waited for.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// A running preview; it ends with the value.
pub struct Preview {
    child: Child,
    /// The address that it printed.
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// What it printed up to the address, line by line.
    pub greeting: Vec<String>,
    said: Arc<Mutex<String>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    /// Starts the program and waits until it says where it serves.
    #[track_caller]
    pub fn start(project: &Project, arguments: &[&str]) -> Preview {
        let all: Vec<&str> = ["serve"].iter().chain(arguments).copied().collect();
        Preview::run(project.command(&all))
    }

    /// Serves on a port that is free.
    #[track_caller]
    pub fn of(project: &Project) -> Preview {
        Preview::start(project, &["-p", "0"])
    }

    /// Runs a command that serves, and waits until it says where.
    #[track_caller]
    pub fn run(command: Command) -> Preview {
        let (child, stderr) = spawn(command);
        Preview::running(child, collect(stderr))
    }

    /// The same for a program to whose complaints nobody listens.
    #[track_caller]
    pub fn unheard(command: Command) -> Preview {
        let (child, stderr) = spawn(command);
        // Open, for as long as the test lasts, and never read.
        std::mem::forget(stderr);
        Preview::running(child, Arc::default())
    }

    #[track_caller]
    fn running(mut child: Child, said: Arc<Mutex<String>>) -> Preview {
        let stdout = child.stdout.take().expect("stdout");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut greeting = Vec::new();
        let url = loop {
            let Ok(line) = lines.recv_timeout(PATIENCE) else {
                let _ = child.kill();
                let _ = child.wait();
                panic!("it does not serve: {}", said.lock().expect("what it said"));
            };
            greeting.push(line.clone());
            if let Some(at) = line.find("http://") {
                break line[at..].split(' ').next().expect("an address").to_owned();
            }
        };
        let host = url.trim_start_matches("http://").split('/').next();
        let address = host.expect("a host").parse();
        Preview {
            child,
            address: address.expect("an address and port"),
            url,
            greeting,
            said,
        }
    }

    /// What it has complained of so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("what it said").clone()
    }

    /// A connection on which nothing has been sent yet.
    #[track_caller]
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a deadline");
        stream
    }

    /// Sends a request as it is written and reads the answer to its end.
    #[track_caller]
    pub fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::of(&bytes)
    }

    /// Asks for a path.
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path)
    }

    /// Sends a request without a body.
    #[track_caller]
    pub fn request(&self, method: &str, path: &str) -> Answer {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        ))
    }

    /// Sends a form as a browser does, from a page of this origin.
    #[track_caller]
    pub fn post(&self, path: &str, origin: &str, body: &str) -> Answer {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    /// The origin of its own pages.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The number of the build that is shown.
    #[track_caller]
    pub fn version(&self) -> u64 {
        self.get("/__cjm/version").text().parse().expect("a number")
    }

    /// What a tab with this page has to know.
    #[track_caller]
    pub fn state(&self, page: &str) -> Value {
        let answer = self.get(&format!("/__cjm/state?page={page}"));
        serde_json::from_str(&answer.text()).expect("JSON")
    }

    /// The findings, as programs get them.
    #[track_caller]
    pub fn findings(&self) -> String {
        self.get("/__cjm/diagnostics.json").text()
    }

    /// Whether a page is there and holds a text.
    #[track_caller]
    pub fn shows(&self, path: &str, text: &str) -> bool {
        let answer = self.get(path);
        answer.status == 200 && answer.text().contains(text)
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut is_so: impl FnMut(&Preview) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            if start.elapsed() > PATIENCE {
                let (found, said) = (self.findings(), self.said());
                panic!("never so: {what}\nfindings: {found}\nit said:\n{said}");
            }
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// Makes a change, waits until it is shown, and gives by how much the version has grown.
    #[track_caller]
    pub fn follows(
        &self,
        what: &str,
        change: impl FnOnce(),
        mut is_shown: impl FnMut(&Preview) -> bool,
    ) -> u64 {
        let before = self.version();
        change();
        // An author's file is always the newest, before anybody is told.
        self.wait_until(what, |preview| {
            is_shown(preview) && preview.version() > before
        });
        self.version() - before
    }

    /// Waits until a page that is there holds a text, after a change.
    #[track_caller]
    pub fn shows_after(&self, path: &str, text: &str, change: impl FnOnce()) -> u64 {
        let what = format!("`{text}` on {path}");
        self.follows(&what, change, |preview| preview.shows(path, text))
    }

    /// Fails if anything is made anew because of `change`. What follows it must be made anew, and
    /// nothing but that.
    #[track_caller]
    pub fn nothing_from(&self, project: &Project, change: impl FnOnce()) {
        let before = self.version();
        change();
        // So that the two are not taken for one. What is asserted does not depend on it.
        thread::sleep(Duration::from_millis(50));
        self.mark(project);
        assert_eq!(self.version(), before + 1, "{}", self.said());
    }

    /// Saves a page that nobody else writes, and waits until it is shown.
    #[track_caller]
    pub fn mark(&self, project: &Project) {
        let text = format!("Отметка {}.", self.version());
        let page = format!("---\ntitle: Отметка\nsummary: Отметка.\n---\n\n{text}\n");
        let home = self.get("/");
        let path = format!("{}mark/", home.header("location").unwrap_or("/"));
        project.write("content/mark.md", page.as_bytes());
        self.wait_until("the mark", |preview| preview.shows(&path, &text));
    }

    /// Lets it have so many files open, beginning now.
    #[cfg(target_os = "linux")]
    pub fn limit_files(&self, count: u64) {
        use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        let maximum = getrlimit(Resource::Nofile).maximum;
        let limit = Rlimit {
            current: Some(count),
            maximum,
        };
        prlimit(id, Resource::Nofile, limit).expect("limited");
    }

    /// Sends a signal and waits for the end.
    #[cfg(unix)]
    pub fn end_by(mut self, signal: &str) -> (Option<i32>, Duration) {
        use std::os::unix::process::ExitStatusExt;
        let start = Instant::now();
        let sent = Command::new("kill")
            .args([&format!("-{signal}"), &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill").success());
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        };
        let by_signal = || status.signal().map(|signal| 128 + signal);
        (status.code().or_else(by_signal), start.elapsed())
    }
}

#[track_caller]
fn spawn(mut command: Command) -> (Child, ChildStderr) {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let stderr = child.stderr.take().expect("stderr");
    (child, stderr)
}

/// Reads all that comes, so that nobody has to wait to say something.
fn collect(mut from: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let said = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&said);
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..count]);
            heard.lock().expect("what it said").push_str(&text);
        }
    });
    said
}
