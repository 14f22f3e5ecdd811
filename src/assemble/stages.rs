//! The stages of a path: their order, lanes and references.

use super::{
    lanes,
    maps::{Building, image},
    outline::stage_slug_of,
    pictures::Named,
    titles::title,
};
use crate::{
    content::{
        Document,
        documents::{Front, StageFront},
    },
    diagnostic::{Diagnostic, Rule, nearest},
    journey::Stage,
    source::{Place, Spot},
};

impl Building<'_> {
    /// The figures of `kpis` belong to the lane `kpi` and are left out with it.
    fn kpis_are_internal(&self) -> bool {
        let settings = self.settings;
        !settings.included.internal && settings.lanes.get("kpi").is_some_and(|lane| lane.internal)
    }

    /// The stages of a path, which stand in their order. `numbers` are those of all files of stages
    /// in the folder.
    pub fn path_of(
        &self,
        documents: Vec<(Document, Named)>,
        numbers: &[u32],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Stage> {
        check_numbers(&documents, numbers, diagnostics);
        let names: Vec<[String; 3]> = documents
            .iter()
            .map(|(document, _)| {
                [
                    stage_slug_of(document),
                    document.name.clone(),
                    document.title().unwrap_or("").to_owned(),
                ]
            })
            .collect();
        documents
            .into_iter()
            .map(|source| self.stage(source, &names, diagnostics))
            .collect()
    }

    fn stage(
        &self,
        (mut document, named): (Document, Named),
        names: &[[String; 3]],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Stage {
        let title = title(&document, diagnostics);
        let lanes = lanes::build(self.settings, &mut document, diagnostics);
        let slug = stage_slug_of(&document);
        let front = match document.front {
            Front::Stage(front) => *front,
            _ => StageFront::default(),
        };
        Stage {
            title,
            slug,
            summary: document.common.summary,
            phase: self.phase(front.phase.as_ref(), diagnostics),
            emotion: front.emotion,
            moment_of_truth: front.moment_of_truth,
            quote: front.quote,
            kpis: if self.kpis_are_internal() {
                Vec::new()
            } else {
                front.kpis
            },
            funnel: front.funnel,
            duration: front.duration,
            owner: front.owner,
            loops_to: loop_target(front.loops_to.as_ref(), names, diagnostics),
            image: image(front.image, named.image),
            introduction: document.body.introduction,
            lanes,
            footnotes: document.body.footnotes,
            internal: front.internal,
            source: document.source,
            extra: document.common.extra,
        }
    }

    fn phase(
        &self,
        named: Option<&(String, Spot)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let (name, spot) = named?;
        let phases = &self.settings.phases;
        let found = phases.iter().position(|phase| phase.name == *name);
        if found.is_none() {
            diagnostics.push(unknown(
                "phase",
                name,
                spot,
                phases.iter().map(|phase| phase.name.as_str()),
            ));
        }
        found
    }
}

/// The stage that a path returns to, by its slug, its file's name, or its title.
fn loop_target(
    named: Option<&(String, Spot)>,
    names: &[[String; 3]],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let (name, spot) = named?;
    if name == "start" && !names.is_empty() {
        return Some(0);
    }
    let found = names.iter().position(|known| known.contains(name));
    if found.is_none() {
        let slugs = names
            .iter()
            .map(|[slug, ..]| slug.as_str())
            .chain(["start"]);
        diagnostics.push(unknown("stage", name, spot, slugs));
    }
    found
}

fn unknown<'n>(
    what: &str,
    name: &str,
    spot: &Spot,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic = Diagnostic::new(
        Rule::UnknownReference,
        spot,
        format!("there is no {what} `{name}`"),
    )
    .help(format!("one of: {}", known.join(", ")));
    match nearest(name, known) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

/// Reports stage numbers that repeat or skip. Numbers may begin anywhere: a map may start late in
/// the path. A stage that is left out as a draft still fills its number.
fn check_numbers(
    documents: &[(Document, Named)],
    numbers: &[u32],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for pair in documents.windows(2) {
        let [(before, _), (after, _)] = pair else {
            continue;
        };
        let (Some(first), Some(second)) = (before.number, after.number) else {
            continue;
        };
        let place = Place::whole_file(&after.source.path);
        if first == second {
            diagnostics.push(
                Diagnostic::new(
                    Rule::RepeatedStageNumber,
                    place,
                    format!("two stages bear the number {first}"),
                )
                .also(Place::whole_file(&before.source.path), "the other one")
                .help("number the files in the order of the path"),
            );
        } else if second > first + 1 {
            if (first + 1..second).all(|number| numbers.contains(&number)) {
                continue;
            }
            diagnostics.push(
                Diagnostic::new(
                    Rule::SkippedStageNumber,
                    place,
                    format!("the numbers skip from {first} to {second}"),
                )
                .help("a stage is missing, or the files are to be numbered anew"),
            );
        }
    }
}
