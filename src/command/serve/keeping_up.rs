//! The preview's other half: follows the files, and shows what becomes of them.
//!
//! In: what the watch has seen, and what is chosen in the preview. Out: a new snapshot after every
//! change, and a line about it on the terminal.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, mpsc::Receiver},
    time::{Duration, Instant},
};

use super::{request, terminal::Terminal};
use crate::{
    command::{plural, tally},
    diagnostic::{
        Rule,
        report::{self, Format},
    },
    disk,
    pipeline::Live,
    preview::{
        Choices, FormSheet, SiteCell, Snapshot,
        watch::{Plan, Seen, Watch},
    },
    render::view::FormView,
    site_folder::Look,
};

/// After how long without a change everything is looked at once more: events of the file system
/// can be lost, and links lead where nobody watches.
const SECOND_LOOK: Duration = Duration::from_millis(400);

/// How long to wait when there is nothing to be done.
const NOTHING_TO_DO: Duration = Duration::from_secs(3600);

/// How many changed files are named on the terminal.
const NAMED: usize = 3;

/// Follows the files of a site for as long as the program runs.
pub struct KeepingUp {
    /// The site's root.
    pub root: PathBuf,
    /// The site.
    pub live: Live,
    /// What tells of changes.
    pub watch: Watch,
    /// What is shown.
    pub choices: Choices,
    /// What is to be shown from now on.
    pub choosing: Receiver<Choices>,
    /// Where it is shown.
    pub cell: Arc<SiteCell>,
    /// Why the watch polls, as far as it was said.
    pub polling: Option<String>,
    /// Where it is told.
    pub terminal: Terminal,
}

impl KeepingUp {
    /// Follows changes until the process ends.
    pub fn run(mut self) {
        let mut looked_again = false;
        let mut failure = None;
        loop {
            let patience = match looked_again {
                true => NOTHING_TO_DO,
                false => SECOND_LOOK,
            };
            let seen = self.watch.wait(patience);
            self.tell_of_polling();
            let start = Instant::now();
            // A bug in the pipeline must not end the preview.
            let update = catch_unwind(AssertUnwindSafe(|| self.update(&seen)));
            let earlier = failure.take();
            failure = match &update {
                Ok(Err(error)) => Some(error.to_string()),
                _ => None,
            };
            // What cannot be read now is tried again until it can: nothing tells of that.
            let is_whole = failure.is_none() && !self.lacks_files();
            looked_again = matches!(seen, Seen::Quiet) && is_whole;
            match update {
                Ok(Ok(false)) => {}
                Ok(Ok(true)) => self.show(&seen, start),
                Ok(Err(_)) if failure == earlier => {}
                Ok(Err(error)) => self.terminal.say(format!("error: {error}\n")),
                Err(_) => {
                    let text = "error: the preview has a bug, and reads everything anew\n";
                    self.terminal.say(text);
                    self.live.forget();
                    looked_again = false;
                }
            }
        }
    }

    /// Says why changes are looked for from now on instead of being told.
    fn tell_of_polling(&mut self) {
        let why = self.watch.why_polling();
        if why != self.polling.as_deref() {
            self.polling = why.map(str::to_owned);
            if let Some(why) = why {
                let text = format!("changes are looked for several times a second: {why}\n");
                self.terminal.say(text);
            }
        }
    }

    /// Brings the site up to date; says whether anything is different.
    fn update(&mut self, seen: &Seen) -> disk::Result<bool> {
        match seen {
            Seen::Paths(paths) => self.live.look(&Look::At(paths)),
            Seen::Everything | Seen::Quiet => self.live.look(&Look::Everywhere),
            Seen::Called => match self.choosing.try_iter().last() {
                Some(choices) => {
                    let differs = self.live.choose(request(&choices));
                    self.choices = choices;
                    differs
                }
                None => Ok(false),
            },
        }
    }

    /// Whether there are files that could not be read.
    fn lacks_files(&self) -> bool {
        let newest = self.live.newest();
        let mut found = newest.diagnostics.iter();
        found.any(|finding| finding.rule == Rule::UnreadableFile)
    }

    /// Shows what there is now, and says so.
    fn show(&mut self, seen: &Seen, start: Instant) {
        let earlier = Arc::clone(&self.cell.get().diagnostics);
        let snapshot = snapshot(&self.live, self.choices.clone());
        let findings = Arc::clone(&snapshot.diagnostics);
        self.cell.replace(snapshot);
        let time = start.elapsed().as_millis();
        self.watch.cover(plan(&self.live));
        if findings != earlier {
            self.terminal.say(report::write(&findings, Format::Human));
        }
        let found = match tally(&findings) {
            found if found.is_empty() => String::new(),
            found => format!(" ({found})"),
        };
        let done = match self.live.newest().is_current {
            true => "shown",
            false => "not shown until mended",
        };
        let what = self.what(seen);
        let text = format!("{what}: {done} after {time} ms{found}\n");
        self.terminal.say(text);
    }

    /// What has changed, in a few words. Editors' passing files are not worth one.
    fn what(&self, seen: &Seen) -> String {
        let Seen::Paths(paths) = seen else {
            let is_choice = matches!(seen, Seen::Called);
            return if is_choice { "as chosen" } else { "changes" }.to_owned();
        };
        let files: Vec<&PathBuf> = paths.iter().filter(|path| path.is_file()).collect();
        match files.len() {
            0 => "removed files".to_owned(),
            1..=NAMED => {
                let names = files.iter().map(|path| disk::relative(&self.root, path));
                names.collect::<Vec<_>>().join(", ")
            }
            count => plural(count, "file"),
        }
    }
}

/// What is to be watched.
pub fn plan(live: &Live) -> Plan {
    Plan {
        deep: live.areas().into_iter().collect(),
        shallow: live.corners(),
    }
}

/// The site as it is now, for the preview.
pub fn snapshot(live: &Live, choices: Choices) -> Snapshot {
    let newest = live.newest();
    Snapshot {
        version: newest.version,
        site: newest.output,
        base_path: newest.base_path,
        is_current: newest.is_current,
        diagnostics: newest.diagnostics,
        choices,
        themes: newest.themes,
        form: newest.form.map(|form| sheet(form, newest.thanks)),
    }
}

/// What the inbox has to know of the form.
fn sheet(form: FormView, thanks: Option<String>) -> FormSheet {
    let fields = form.fields.into_iter();
    let hidden = form.hidden.into_iter();
    FormSheet {
        action: form.action,
        fields: fields.map(|field| (field.name, field.label)).collect(),
        hidden: hidden.map(|field| (field.name, field.value)).collect(),
        honeypot: form.honeypot,
        consent: form.consent.map(|consent| (consent.name, consent.value)),
        newsletter: form.newsletter.map(|box_| box_.name),
        thanks,
    }
}
