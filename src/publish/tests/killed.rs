//! Publications that are killed, and what the next one makes of it.
//!
//! This test program starts itself again to publish without end, kills that process at some
//! moment, and looks at what is there.

use std::{
    env, fs, io,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{super::swap, Site, put, tree};

const SITE: &str = "CJM_SITE_KILLED_SITE";
const TWO_STEPS: &str = "CJM_SITE_KILLED_TWO_STEPS";
const FILES: usize = 40;

/// What an old file system does.
fn cannot_exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

fn publish_version(site: &Site, version: usize, exchange: swap::Exchange) {
    let publication = site.open(site.public()).unwrap();
    for file in 0..FILES {
        // Another version has other paths as well.
        let path = format!("{}/{file}/index.html", version % 3);
        put(&publication, &path, &version.to_string());
    }
    publication.finish_by(exchange).unwrap();
}

/// Checks that the destination is one version, whole.
fn assert_whole(public: &Path) {
    let files = tree(public);
    assert_eq!(files.len(), FILES);
    let version = fs::read_to_string(public.join(&files[0])).unwrap();
    for file in &files {
        assert_eq!(fs::read_to_string(public.join(file)).unwrap(), version);
    }
}

/// Not a test: what the tests below start and kill.
#[test]
#[ignore = "publishes until it is killed"]
fn publishes_without_end() {
    let Some(folder) = env::var_os(SITE) else {
        return;
    };
    let site = Site::at(Path::new(&folder));
    let exchange: swap::Exchange = match env::var_os(TWO_STEPS) {
        Some(_) => cannot_exchange,
        None => swap::exchange,
    };
    for version in 1.. {
        publish_version(&site, version, exchange);
    }
}

fn start(site: &Site, two_steps: bool) -> Child {
    let this = module_path!().split_once("::").unwrap().1;
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args([
            "--ignored",
            "--exact",
            &format!("{this}::publishes_without_end"),
        ])
        .env(SITE, site.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if two_steps {
        command.env(TWO_STEPS, "1");
    }
    command.spawn().unwrap()
}

fn wait_until_it_publishes(site: &Site) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while site.names().len() < 4 {
        assert!(Instant::now() < deadline);
        thread::yield_now();
    }
}

/// Kills a publisher at many moments; `look` sees the disk after each death.
fn kill_often(site: &Site, two_steps: bool, look: impl Fn()) {
    publish_version(site, 0, swap::exchange);
    let mut random: u64 = 7;
    for _ in 0..40 {
        // A linear congruential generator (Knuth, MMIX): moments that differ, the same each time.
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut publisher = start(site, two_steps);
        wait_until_it_publishes(site);
        thread::sleep(Duration::from_micros((random >> 33) % 40_000));
        publisher.kill().unwrap();
        publisher.wait().unwrap();
        look();
        drop(site.open(site.public()).unwrap());
        assert_whole(&site.public());
        assert_eq!(site.names(), ["content", "public", "themes"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_moment_the_destination_is_whole() {
    let site = Site::new();
    kill_often(&site, false, || assert_whole(&site.public()));
}

#[test]
fn without_exchange_the_next_publication_mends_it() {
    let site = Site::new();
    kill_often(&site, true, || {
        if site.public().exists() {
            assert_whole(&site.public());
        }
    });
}

#[test]
fn killed_between_the_two_steps() {
    let site = Site::new();
    publish_version(&site, 1, cannot_exchange);
    let staging = site.path("home/site/.public.cjm-build");
    fs::create_dir_all(staging.join("new/half")).unwrap();
    fs::write(staging.join("lock"), "").unwrap();
    fs::rename(site.public(), staging.join("old")).unwrap();
    drop(site.open(site.public()).unwrap());
    assert_whole(&site.public());
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn killed_after_the_exchange_foreign_files_are_kept() {
    let site = Site::new();
    publish_version(&site, 1, cannot_exchange);
    let staging = site.path("home/site/.public.cjm-build");
    fs::create_dir_all(&staging).unwrap();
    fs::rename(site.public(), staging.join("old")).unwrap();
    fs::write(staging.join("old/notes.txt"), "mine").unwrap();
    fs::create_dir(site.public()).unwrap();
    let refusal = site.open(site.public()).unwrap_err();
    assert!(refusal.to_string().contains("(`notes.txt`)"), "{refusal}");
    assert_eq!(site.names(), ["content", "public", "themes"]);
}

#[test]
fn many_publishers_at_once() {
    let exchanges: [swap::Exchange; 2] = [swap::exchange, cannot_exchange];
    for exchange in exchanges {
        let site = Site::new();
        publish_version(&site, 0, exchange);
        thread::scope(|scope| {
            for worker in 0..4 {
                let site = &site;
                scope.spawn(move || {
                    for round in 0..8 {
                        publish_when_free(site, worker * 100 + round, exchange);
                    }
                });
            }
        });
        assert_whole(&site.public());
        assert_eq!(site.names(), ["content", "public", "themes"]);
    }
}

fn publish_when_free(site: &Site, version: usize, exchange: swap::Exchange) {
    let publication = loop {
        match site.open(site.public()) {
            Ok(publication) => break publication,
            Err(super::Refusal::Busy { .. }) => thread::sleep(Duration::from_millis(1)),
            Err(e) => panic!("{e}"),
        }
    };
    for file in 0..FILES {
        let path = format!("{file}/index.html");
        put(&publication, &path, &version.to_string());
    }
    publication.finish_by(exchange).unwrap();
}
