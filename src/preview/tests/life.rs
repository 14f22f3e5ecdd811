//! How a preview begins, goes on, and ends.

use std::{
    env, fs,
    io::Write,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use tiny_http::TestRequest;

use super::{
    super::{
        Error, Preview, SiteCell,
        answer::Answer,
        head::Head,
        listen,
        respond::{Answers, Sent, respond},
    },
    Running, connect, desk, read, small_site, snapshot,
};

const FOLDER: &str = "CJM_SITE_PREVIEW_FOLDER";

#[test]
fn a_port_that_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Preview::bind("127.0.0.1", Some(port)).unwrap_err();
    assert!(matches!(error, Error::PortTaken { .. }));
    assert!(
        error
            .to_string()
            .contains(&format!("port {port} of `127.0.0.1` is taken"))
    );
}

#[test]
fn without_a_port_the_next_free_one() {
    // Others on this machine may have some of them: what counts is that two previews get two.
    let first = Preview::bind("127.0.0.1", None).unwrap();
    let second = Preview::bind("127.0.0.1", None).unwrap();
    let usual = listen::FIRST..=listen::LAST;
    assert!(usual.contains(&first.address().port()));
    assert!(first.address().port() < second.address().port());
    assert_eq!(
        second.url("/cjm-site/"),
        format!("http://{}/cjm-site/", second.address())
    );
}

#[test]
fn a_host_that_is_not_this_machine() {
    let error = Preview::bind("192.0.2.1", Some(0)).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("cannot listen on `192.0.2.1`, port 0: ")
    );
}

#[test]
fn on_all_addresses_the_url_is_one_that_works() {
    let preview = Preview::bind("0.0.0.0", Some(0)).unwrap();
    let port = preview.address().port();
    assert_eq!(preview.url("/"), format!("http://127.0.0.1:{port}/"));
}

#[test]
fn stops_when_told_and_gives_the_port_back() {
    let mut preview = Running::under("/");
    assert_eq!(preview.get("/").status, 200);
    let began = Instant::now();
    assert!(matches!(preview.stop(), Some(Ok(()))));
    assert!(began.elapsed() < Duration::from_secs(2));
    let deadline = Instant::now() + Duration::from_secs(10);
    while Preview::bind("127.0.0.1", Some(preview.address.port())).is_err() {
        assert!(Instant::now() < deadline);
        thread::sleep(Duration::from_millis(20));
    }
}

struct Panics;

impl Answers for Panics {
    fn wants_body(&self, _: &Head<'_>) -> bool {
        std::panic::resume_unwind(Box::new("on purpose"))
    }

    fn answer(&self, _: &Head<'_>, _: Sent) -> Answer {
        std::panic::resume_unwind(Box::new("on purpose"))
    }
}

#[test]
fn a_panic_while_answering_ends_nothing() {
    respond(TestRequest::new().into(), &Panics);
}

/// Not a test: what the tests below start.
#[test]
#[ignore = "serves until it is ended"]
fn serves_until_ended() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let preview = Preview::bind("127.0.0.1", Some(0)).unwrap();
    fs::write(folder.join("new"), preview.address().to_string()).unwrap();
    fs::rename(folder.join("new"), folder.join("address")).unwrap();
    let site = Arc::new(SiteCell::new(snapshot(small_site(&folder), "/")));
    preview.serve(site, desk()).unwrap();
}

/// A process that does not outlive the test, however that ends.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts this test program again, in a shell that has done `setting` before.
fn start(folder: &Path, setting: &str) -> (Started, SocketAddr) {
    let this = module_path!().split_once("::").unwrap().1;
    let child = Started(
        Command::new("sh")
            .args(["-c", &format!("{setting} exec \"$0\" \"$@\"")])
            .arg(env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                &format!("{this}::serves_until_ended"),
            ])
            .env(FOLDER, folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Ok(address) = fs::read_to_string(folder.join("address")) {
            return (child, address.parse().unwrap());
        }
        assert!(Instant::now() < deadline);
        thread::sleep(Duration::from_millis(10));
    }
}

fn is_served(address: SocketAddr) -> bool {
    let mut stream = connect(address);
    stream
        .set_read_timeout(Some(Duration::from_secs(1)))
        .unwrap();
    let sent = write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    sent.is_ok() && read(&mut stream, true).is_ok_and(|reply| reply.status == 200)
}

#[cfg(unix)]
#[test]
fn ends_by_signal_with_0() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let (mut child, address) = start(folder.path(), "");
        let deadline = Instant::now() + Duration::from_secs(10);
        while !is_served(address) {
            assert!(Instant::now() < deadline);
        }
        let kill = Command::new("kill")
            .args([signal, &child.0.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
        assert!(child.0.wait().unwrap().success(), "{signal}");
    }
}

/// Holds many connections, each with this request, lets them go, and sees that pages are served.
#[cfg(unix)]
fn recovers_from(request: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (_child, address) = start(folder.path(), "ulimit -n 64;");
    for _ in 0..2 {
        let mut held: Vec<_> = (0..80).map(|_| connect(address)).collect();
        for stream in &mut held {
            drop(stream.write_all(request.as_bytes()));
        }
        thread::sleep(Duration::from_secs(2));
        drop(held);
        let deadline = Instant::now() + Duration::from_secs(15);
        while !is_served(address) {
            assert!(Instant::now() < deadline, "it does not recover");
        }
    }
}

#[cfg(unix)]
#[test]
fn recovers_when_file_descriptors_run_out() {
    recovers_from("");
}

#[cfg(unix)]
#[test]
fn recovers_when_streams_take_all_file_descriptors() {
    recovers_from("GET /__cjm/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
}
