//! What there is to compare: all files of a site, and all that is said of it.
//!
//! In: a site that is kept up to date, or a folder that is read for the first time. Out: the same
//! kind of value.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use cjm_site::{
    diagnostic::report,
    output::{Output, Stored},
    pipeline::{self, Counts, Live, Memory, Request},
    site_folder::SiteFolder,
};

/// A site as it comes out.
#[derive(Debug)]
pub struct Truth {
    /// The files; `None` where the site has errors.
    files: Option<BTreeMap<String, String>>,
    findings: String,
    counts: Counts,
    drafts: Vec<String>,
    form: Option<String>,
    /// Whether the settings themselves have errors: then the last good ones go on being used.
    settings_are_faulty: bool,
}

impl Truth {
    /// What a run makes that knows of nothing before it, as `build` does.
    pub fn of(root: &Path, request: &Request) -> Self {
        let folder = SiteFolder::new(root);
        let mut memory = Memory::of_one_run();
        let mut found = Vec::new();
        let config = pipeline::settings(&folder, request, &mut memory, &mut found);
        let settings_are_faulty = found
            .iter()
            .any(|finding| finding.severity() == cjm_site::diagnostic::Severity::Error);
        let output = Output::default();
        let outcome = pipeline::run(&folder, config, request, &mut memory, &output, found)
            .expect("the disk can be read");
        Truth {
            files: (!outcome.diagnostics.stop(false)).then(|| files(&output)),
            findings: format!("{:#}", report::as_json(&outcome.diagnostics)),
            counts: outcome.counts,
            drafts: outcome.drafts,
            form: outcome.form.map(|form| format!("{form:?}")),
            settings_are_faulty,
        }
    }

    /// Whether there is a site without errors.
    pub fn is_good(&self) -> bool {
        self.files.is_some()
    }

    /// Whether whoever looks at the preview sees no difference.
    pub fn looks_like(&self, other: &Truth) -> bool {
        self.files == other.files && self.findings == other.findings
    }

    /// Fails unless this is what `truth` says.
    #[track_caller]
    pub fn assert_is(&self, truth: &Truth, what: &str) {
        if truth.settings_are_faulty {
            return;
        }
        assert_eq!(self.findings, truth.findings, "{what}");
        assert_eq!(self.counts, truth.counts, "{what}");
        assert_eq!(self.drafts, truth.drafts, "{what}");
        let (Some(files), Some(expected)) = (&self.files, &truth.files) else {
            assert_eq!(self.is_good(), truth.is_good(), "{what}");
            return;
        };
        assert_eq!(self.form, truth.form, "{what}");
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "{what}"
        );
        for (path, text) in expected {
            assert!(files.get(path) == Some(text), "{what}: `{path}` differs");
        }
    }
}

/// What is shown of a site that is kept up to date.
pub fn of_live(live: &Live) -> Truth {
    let newest = live.newest();
    let output = newest.output.filter(|_| newest.is_current);
    Truth {
        files: output.map(|output| files(&output)),
        findings: format!("{:#}", report::as_json(&newest.diagnostics)),
        counts: newest.counts,
        drafts: newest.drafts,
        form: newest.form.map(|form| format!("{form:?}")),
        settings_are_faulty: false,
    }
}

fn files(output: &Output) -> BTreeMap<String, String> {
    let text = |path: &String| match output.get(path) {
        Some(Stored::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        Some(Stored::File(file)) => {
            let bytes = std::fs::read(&file).unwrap_or_default();
            format!("{}: {}", file.display(), String::from_utf8_lossy(&bytes))
        }
        Some(Stored::Deferred(deferred)) => deferred.key().to_owned(),
        None => String::new(),
    };
    let paths = output.paths();
    paths
        .into_iter()
        .map(|path| (path.clone(), text(&path)))
        .collect()
}

/// The paths of files that the two sites do not share, byte for byte at the same place in memory.
pub fn shared(old: &Output, new: &Output) -> Vec<String> {
    let is_shared = |path: &String| match (old.get(path), new.get(path)) {
        (Some(Stored::Bytes(one)), Some(Stored::Bytes(another))) => Arc::ptr_eq(&one, &another),
        (Some(Stored::File(one)), Some(Stored::File(another))) => one == another,
        (Some(Stored::Deferred(one)), Some(Stored::Deferred(another))) => one == another,
        _ => false,
    };
    // Files of a few bytes for hosts are made again each time.
    let made_again = |path: &String| [".nojekyll", "CNAME"].contains(&path.as_str());
    let mut paths = new.paths();
    paths.retain(|path| !is_shared(path) && !made_again(path));
    paths
}
