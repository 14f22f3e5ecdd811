//! How files become maps, segments, stages and pages.
//!
//! Most tests read `journey.json`, the documented form of what the program has understood; those
//! that are about a page read the page.

mod bodies;
mod client;
mod internal;
mod lanes;
mod lead_form;
mod left_out;
mod names;
mod raw_html;
mod settings;
mod stages;
mod structure;
mod typography;

use serde_json::Value;

use crate::project::{Project, Run};

/// The smallest site with its one stage replaced by this text.
pub fn with_stage(text: &str) -> Project {
    Project::minimal().file("content/put/01-poisk.md", text)
}

/// A stage's front matter with a title, and a body.
pub fn stage(body: &str) -> String {
    format!("---\ntitle: Поиск\n---\n\n{body}")
}

/// Builds and expects success.
#[track_caller]
pub fn build(project: &Project, more: &[&str]) -> Run {
    let arguments: Vec<&str> = ["build"].iter().chain(more).copied().collect();
    let run = project.run(&arguments);
    run.assert_status(0);
    run
}

/// A built site.
#[track_caller]
pub fn built(project: Project) -> Project {
    build(&project, &[]);
    project
}

/// A published `journey.json`.
#[track_caller]
pub fn journey(project: &Project, map: &str) -> Value {
    serde_json::from_str(&project.published(&format!("{map}/journey.json"))).expect("JSON")
}

/// The first stage of the map `put`.
#[track_caller]
pub fn first_stage(project: &Project) -> Value {
    journey(project, "put")["segments"][0]["stages"][0].clone()
}

/// The lanes of the first stage of the map `put`, by name and title.
#[track_caller]
pub fn lanes(project: &Project) -> Vec<(String, String)> {
    let stage = first_stage(project);
    let text = |lane: &Value, key: &str| lane[key].as_str().expect("a text").to_owned();
    let lanes = stage["lanes"].as_array().expect("lanes");
    lanes
        .iter()
        .map(|lane| (text(lane, "lane"), text(lane, "heading-html")))
        .collect()
}

/// Which published files hold a text.
pub fn files_with(project: &Project, text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(text);
    project
        .tree("public")
        .into_iter()
        .filter(|(path, bytes)| path.contains(text) || holds(bytes))
        .map(|(path, _)| path)
        .collect()
}

/// The texts of a list of JSON strings.
pub fn strings(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().expect("a list");
    list.iter()
        .map(|entry| entry[key].as_str().expect("a text").to_owned())
        .collect()
}
