//! The end of the program, and what it does when the system has nothing left to give.
//!
//! In: signals, exhausted descriptors, a terminal that nobody reads. Out: an end within two
//! seconds; a preview that goes on.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{
    client::{PATIENCE, Preview, Stream},
    site,
};
use crate::project::Project;

/// How long the end may take.
const LONGEST_END: Duration = Duration::from_secs(2);

/// The preview of a site under a limit of `sh`'s: `-n 64`.
fn limited(project: &Project, limit: &str) -> Preview {
    let program = project.command(&["serve", "-p", "0"]);
    let mut shell = Command::new("sh");
    let script = format!("ulimit {limit}; exec \"$0\" \"$@\"");
    shell.arg("-c").arg(script).arg(program.get_program());
    shell.args(program.get_args()).current_dir(project.root());
    Preview::run(shell)
}

/// Ends a preview, and fails unless it ends as it should.
#[track_caller]
fn ends(preview: Preview, signal: &str) {
    let statuses = if signal == "INT" { [0, 130] } else { [0, 143] };
    let (status, time) = preview.end_by(signal);
    assert!(
        status.is_some_and(|status| statuses.contains(&status)),
        "{signal}: {status:?}"
    );
    assert!(time < LONGEST_END, "{signal}: {time:?}");
}

#[test]
fn signals_end_it_with_a_hundred_tabs() {
    for signal in ["INT", "TERM"] {
        let project = site();
        let preview = Preview::of(&project);
        let mut tabs: Vec<Stream> = (0..100).map(|_| Stream::open(&preview)).collect();
        for tab in &mut tabs {
            tab.next();
        }
        ends(preview, signal);
        for tab in &mut tabs {
            assert_eq!(tab.try_next(), None);
        }
    }
}

#[test]
fn signals_end_it_in_the_middle_of_changes() {
    let project = site();
    let write = |round: usize| {
        for number in 0..60 {
            let text = format!("# Страница {number}\n\nРаз {round}.\n");
            project.write(&format!("content/stati/{number:02}.md"), text.as_bytes());
        }
    };
    for signal in ["INT", "TERM"] {
        write(0);
        let preview = Preview::of(&project);
        let _tab = Stream::open(&preview);
        let before = preview.version();
        thread::scope(|scope| {
            let (stop, stopped) = std::sync::mpsc::channel::<()>();
            scope.spawn(move || {
                for round in 1.. {
                    write(round);
                    if stopped.try_recv() != Err(std::sync::mpsc::TryRecvError::Empty) {
                        return;
                    }
                }
            });
            preview.wait_until("changes are under way", |preview| {
                preview.version() > before + 1
            });
            ends(preview, signal);
            drop(stop);
        });
    }
}

#[test]
fn signals_end_it_while_clients_read_nothing() {
    let project = site().bytes("content/put/film.mp4", &vec![7; 20_000_000]);
    let preview = Preview::of(&project);
    let _held: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = preview.connect();
            let film = "GET /cjm/put/film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.write_all(film.as_bytes()).expect("sent");
            stream
        })
        .collect();
    preview.mark(&project);
    ends(preview, "TERM");
}

#[test]
fn exhausted_descriptors_are_outlasted() {
    let project = site();
    let preview = limited(&project, "-n 64");
    preview.mark(&project);
    let before = preview.version();
    let held: Vec<TcpStream> = (0..120)
        .filter_map(|_| TcpStream::connect(preview.address).ok())
        .collect();
    assert!(held.len() > 64, "{}", held.len());
    // Whatever it makes of this: there are hardly any descriptors left to read the files with.
    for round in 0..30 {
        let stage = format!("# Поиск\n\n## Цели\n\n- Увидеть дом {round}\n");
        project.write("content/put/01-poisk.md", stage.as_bytes());
        project.write(&format!("content/a{round}.md"), "# Новая\n".as_bytes());
        thread::sleep(Duration::from_millis(30));
    }
    drop(held);
    answers_again(&preview);
    preview.wait_until("what was saved meanwhile", |preview| {
        preview.shows("/cjm/put/", "Увидеть дом 29") && preview.get("/cjm/a29/").status == 200
    });
    preview.wait_until("nothing is wrong", |preview| {
        preview.state("/cjm/put/")["errors"] == 0
    });
    assert!(preview.version() > before);
    preview.mark(&project);
    let mut tab = Stream::open(&preview);
    tab.next();
    preview.mark(&project);
    tab.until(preview.version());
    ends(preview, "TERM");
}

/// Waits until a page is answered; what goes wrong before is no failure.
#[track_caller]
fn answers_again(preview: &Preview) {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(preview.address)?;
        stream.set_read_timeout(Some(Duration::from_millis(500)))?;
        let request = "GET /cjm/put/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200 "))
    };
    let start = Instant::now();
    while !ask().unwrap_or(false) {
        assert!(start.elapsed() < PATIENCE, "{}", preview.said());
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_cannot_be_read_for_a_while_are_read_later() {
    let project = site();
    let preview = Preview::of(&project);
    preview.mark(&project);
    preview.limit_files(3);
    project.write(
        "content/put/01-poisk.md",
        "# Поиск\n\n## Цели\n\n- Увидеть дом\n".as_bytes(),
    );
    project.write("content/a.md", "# Новая\n".as_bytes());
    // First the folder, and with the look that follows every change everything else.
    let start = Instant::now();
    while !preview.said().contains("--> book.toml") {
        assert!(start.elapsed() < PATIENCE, "{}", preview.said());
        thread::sleep(Duration::from_millis(20));
    }
    preview.limit_files(1024);
    answers_again(&preview);
    preview.wait_until("what was saved meanwhile", |preview| {
        preview.shows("/cjm/put/", "Увидеть дом")
            && preview.get("/cjm/a/").status == 200
            && preview.state("/cjm/put/")["errors"] == 0
    });
    preview.mark(&project);
}

#[test]
fn a_terminal_that_nobody_reads() {
    let project = site();
    let preview = Preview::unheard(project.command(&["serve", "-p", "0"]));
    // Each report is longer than what a pipe holds.
    for word in ["nowhere", "nothing", "nobody"] {
        let links = format!("[Дом]({word}.md)\n\n").repeat(400);
        preview.follows(
            word,
            || project.write("content/a.md", format!("# А\n\n{links}").as_bytes()),
            |preview| preview.findings().contains(&format!("{word}.md")),
        );
    }
    project.remove("content/a.md");
    preview.mark(&project);
    ends(preview, "INT");
}
