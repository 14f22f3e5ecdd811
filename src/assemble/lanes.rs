//! Sections of a stage to lanes.

use crate::{
    config::LaneSettings,
    content::{Document, body::Section},
    diagnostic::{Diagnostic, Rule, nearest},
    journey::{Html, Lane},
    lanes,
    text::slug,
};

use super::Settings;

/// A lane of `book.toml` as [`lanes::Lanes`] takes it.
pub fn settings(lane: &LaneSettings) -> lanes::LaneSettings {
    let title = |code: &str| {
        lane.titles
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, title)| title.clone())
    };
    lanes::LaneSettings {
        name: lane.name.clone(),
        title_ru: title("ru").or_else(|| title("")),
        title_en: title("en").or_else(|| title("")),
        synonyms: lane.synonyms.clone(),
        icon: lane.icon.clone(),
        order: lane.order,
        internal: lane.internal,
        kind: lane.kind,
    }
}

/// Makes the lanes of a stage. Lanes that are named twice are joined.
pub fn build(
    settings: &Settings,
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Lane> {
    let mut built: Vec<Lane> = Vec::new();
    for section in std::mem::take(&mut document.body.sections) {
        let lane = lane(settings, section, diagnostics);
        let known = built.iter_mut().find(|earlier| earlier.name == lane.name);
        match known {
            None => built.push(lane),
            Some(earlier) => {
                diagnostics.push(
                    Diagnostic::new(
                        Rule::RepeatedLane,
                        &lane.spot,
                        format!(
                            "the lane `{}` stands in this stage already; the two are joined",
                            lane.name
                        ),
                    )
                    .also(&earlier.spot, "the first one"),
                );
                join(earlier, lane);
            }
        }
    }
    let internal = settings.included.internal;
    built.retain(|lane| internal || !lane.internal);
    for lane in &mut built {
        lane.parts.retain(|part| internal || !part.internal);
    }
    // A lane whose parts were all internal is not left behind as an empty heading.
    built.retain(|lane| !lane.parts.is_empty());
    built
}

/// Puts a lane's contents behind those of an earlier one of the same name. What is internal in
/// either stays so: its parts are marked.
fn join(earlier: &mut Lane, later: Lane) {
    if earlier.internal && !later.internal {
        for part in &mut earlier.parts {
            part.internal = true;
        }
    }
    let mark = later.internal && !earlier.internal;
    earlier.internal = earlier.internal && later.internal;
    earlier
        .parts
        .extend(later.parts.into_iter().map(|mut part| {
            part.internal = part.internal || mark;
            part
        }));
}

fn lane(settings: &Settings, section: Section, diagnostics: &mut Vec<Diagnostic>) -> Lane {
    let lanes = &*settings.lanes;
    let classes: Vec<&str> = section.classes.iter().map(String::as_str).collect();
    let recognised = lanes.heading(&section.text, &classes);
    if let Some(near) = &recognised.near {
        diagnostics.push(
            Diagnostic::new(
                Rule::NearMissHeading,
                &section.spot,
                format!(
                    "the heading is one letter away from the lane `{}`",
                    near.lane.name
                ),
            )
            .label(format!("did you mean `{}`?", near.synonym))
            .help("a heading of your own: put `{.own}` behind it"),
        );
    }
    report_unknown_classes(lanes, &section, diagnostics);
    let marked = classes.contains(&"internal");
    let heading_lang = foreign(&section.text, &settings.config.language);
    match recognised.lane {
        Some(known) => Lane {
            name: known.name.clone(),
            known: true,
            kind: known.kind.name(),
            order: known.index,
            title: known.title(&settings.config.language).to_owned(),
            icon: known.icon.clone(),
            internal: known.internal || marked,
            heading: section.heading,
            heading_lang,
            anchor: section.anchor,
            parts: section.parts,
            spot: section.spot,
        },
        None => Lane {
            name: slug::slug(&section.text).unwrap_or_else(|| "lane".into()),
            known: false,
            kind: "text",
            order: usize::MAX,
            title: section.text,
            icon: None,
            internal: marked,
            heading: section.heading,
            heading_lang,
            anchor: section.anchor,
            parts: section.parts,
            spot: section.spot,
        },
    }
}

/// The language of a heading in another one than the site's. That is known only of the names of
/// lanes that the program knows itself, Russian and English; what is written in capitals alone is
/// an abbreviation, which belongs to both.
fn foreign(heading: &str, language: &str) -> Option<&'static str> {
    let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    let mut letters = heading.chars().filter(|c| c.is_alphabetic());
    let lang = match language.split(['-', '_']).next() {
        Some("ru") => letters.all(|c| c.is_ascii_alphabetic()).then_some("en"),
        Some("en") => letters.all(cyrillic).then_some("ru"),
        _ => None,
    }?;
    let is_word = heading.chars().any(char::is_lowercase);
    let is_known = || lanes::Lanes::built_in().recognise(heading, &[]).lane;
    is_word.then(is_known)?.map(|_| lang)
}

/// A class that nearly names a lane is a typing error: `{.bariers}`.
fn report_unknown_classes(
    lanes: &lanes::Lanes,
    section: &Section,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for class in &section.classes {
        if matches!(class.as_str(), "internal" | "own") || lanes.get(class).is_some() {
            continue;
        }
        let known = lanes
            .iter()
            .map(|lane| lane.name.as_str())
            .chain(["internal", "own"]);
        if let Some(near) = nearest(class, known) {
            diagnostics.push(
                Diagnostic::new(
                    Rule::NearMissHeading,
                    &section.spot,
                    format!("`{{.{class}}}` names no lane"),
                )
                .label(format!("did you mean `{{.{near}}}`?")),
            );
        }
    }
}

/// All HTML of a document, for the links in it.
pub fn every_html(document: &mut Document) -> Vec<&mut Html> {
    let mut all = vec![
        &mut document.body.introduction,
        &mut document.body.footnotes,
    ];
    for section in &mut document.body.sections {
        all.push(&mut section.heading);
        for part in &mut section.parts {
            all.extend(part.heading.as_mut());
            for block in &mut part.blocks {
                block_html(block, &mut all);
            }
        }
    }
    all
}

fn block_html<'d>(block: &'d mut crate::journey::Block, all: &mut Vec<&'d mut Html>) {
    match block {
        crate::journey::Block::Prose(html) => all.push(html),
        crate::journey::Block::List(list) => {
            for item in &mut list.items {
                all.push(&mut item.html);
                for nested in &mut item.nested {
                    block_html(nested, all);
                }
            }
        }
    }
}
