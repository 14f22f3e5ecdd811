//! `journey.json`: a map as data, version 1. The format is documented in `docs/journey-json.md`.
//!
//! In: a map of the model. Out: JSON text. Addresses are full where the site's address is known,
//! else they are paths from the site's root. What is left out of pages is left out here.

use serde::Serialize;

use crate::{
    journey::{Block, FiveW, Html, Item, JourneyMap, Kpi, Lane, Persona, Segment, Site, Stage},
    pictures,
    urls::{self, Style},
};

/// The version of the format.
pub const VERSION: u32 = 1;

/// Writes a map. `base` is the site's full address without `/` at its end, if it is known.
pub fn write(map: &JourneyMap, site: &Site, base: Option<&str>) -> String {
    let data = Data {
        version: VERSION,
        title: &map.meta.title,
        summary: some(&map.meta.summary),
        url: format!("{}{}", base.unwrap_or(""), map.meta.url),
        date: map.meta.date.map(|date| date.to_string()),
        updated: map.meta.updated.map(|date| date.to_string()),
        reviewed: map.reviewed.map(|date| date.to_string()),
        client: map.client.as_ref().map(|client| ClientData {
            name: some(&client.name),
            industry: client.industry.as_deref(),
            region: client.region.as_deref(),
        }),
        product: map.product.as_deref(),
        tags: &map.tags,
        authors: &map.authors,
        method: &map.method,
        introduction_html: some_html(&map.introduction, base),
        testimonial: map.testimonial.as_ref().map(|quote| TestimonialData {
            text: &quote.text,
            name: quote.name.as_deref(),
            role: quote.role.as_deref(),
        }),
        results: map.results.iter().map(kpi).collect(),
        segments: map
            .segments
            .iter()
            .map(|segment| self::segment(segment, site, base))
            .collect(),
    };
    // The data is plain strings and numbers; writing it cannot fail.
    serde_json::to_string(&data).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Data<'a> {
    version: u32,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<ClientData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a str>,
    tags: &'a [String],
    authors: &'a [String],
    method: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none", rename = "introduction-html")]
    introduction_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    testimonial: Option<TestimonialData<'a>>,
    results: Vec<KpiData<'a>>,
    segments: Vec<SegmentData<'a>>,
}

#[derive(Serialize)]
struct ClientData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    industry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
}

#[derive(Serialize)]
struct TestimonialData<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct SegmentData<'a> {
    title: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<PersonaData<'a>>,
    stages: Vec<StageData<'a>>,
}

#[derive(Serialize)]
struct PersonaData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    income: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    facts: Vec<FactData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "five-w")]
    five_w: Option<FiveWData<'a>>,
    #[serde(rename = "story-html")]
    story_html: String,
}

#[derive(Serialize)]
struct FactData<'a> {
    label: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct FiveWData<'a> {
    what: Option<&'a str>,
    who: Option<&'a str>,
    why: Option<&'a str>,
    when: Option<&'a str>,
    r#where: Option<&'a str>,
}

#[derive(Serialize)]
struct StageData<'a> {
    title: &'a str,
    slug: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    emotion: Option<f64>,
    #[serde(rename = "moment-of-truth")]
    moment_of_truth: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "loops-to")]
    loops_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    funnel: Option<FunnelData>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "introduction-html")]
    introduction_html: Option<String>,
    kpis: Vec<KpiData<'a>>,
    lanes: Vec<LaneData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "footnotes-html")]
    footnotes_html: Option<String>,
}

#[derive(Serialize)]
struct FunnelData {
    entered: Option<f64>,
    left: Option<f64>,
}

#[derive(Serialize)]
struct KpiData<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<f64>,
    better: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct LaneData<'a> {
    lane: &'a str,
    known: bool,
    title: &'a str,
    #[serde(rename = "heading-html")]
    heading_html: String,
    parts: Vec<PartData>,
}

#[derive(Serialize)]
struct PartData {
    #[serde(skip_serializing_if = "Option::is_none", rename = "heading-html")]
    heading_html: Option<String>,
    blocks: Vec<BlockData>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BlockData {
    Html {
        html: String,
    },
    List {
        ordered: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        items: Vec<ItemData>,
    },
}

#[derive(Serialize)]
struct ItemData {
    html: String,
    quote: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nested: Vec<BlockData>,
}

fn segment<'a>(segment: &'a Segment, site: &'a Site, base: Option<&str>) -> SegmentData<'a> {
    let url = format!("{}{}", base.unwrap_or(""), segment.url);
    SegmentData {
        title: &segment.title,
        share: segment.persona.as_ref().and_then(|persona| persona.share),
        persona: segment.persona.as_ref().map(|one| persona(one, base)),
        stages: segment
            .stages
            .iter()
            .map(|stage| self::stage(stage, segment, site, &url, base))
            .collect(),
        url,
    }
}

fn persona<'a>(persona: &'a Persona, base: Option<&str>) -> PersonaData<'a> {
    PersonaData {
        name: persona.name.as_deref(),
        role: persona.role.as_deref(),
        age: persona.age.as_deref(),
        location: persona.location.as_deref(),
        family: persona.family.as_deref(),
        income: persona.income.as_deref(),
        quote: persona.quote.as_deref(),
        facts: persona
            .facts
            .iter()
            .map(|(label, value)| FactData { label, value })
            .collect(),
        five_w: persona.five_w.as_ref().map(five_w),
        story_html: html(&persona.story.0, base),
    }
}

fn five_w(five: &FiveW) -> FiveWData<'_> {
    FiveWData {
        what: five.what.as_deref(),
        who: five.who.as_deref(),
        why: five.why.as_deref(),
        when: five.when.as_deref(),
        r#where: five.r#where.as_deref(),
    }
}

fn stage<'a>(
    stage: &'a Stage,
    segment: &'a Segment,
    site: &'a Site,
    url: &str,
    base: Option<&str>,
) -> StageData<'a> {
    StageData {
        title: &stage.title,
        slug: &stage.slug,
        url: format!("{url}#{}", stage.slug),
        summary: some(&stage.summary),
        phase: stage
            .phase
            .and_then(|at| site.phases.get(at))
            .map(|phase| phase.name.as_str()),
        emotion: stage.emotion,
        moment_of_truth: stage.moment_of_truth,
        quote: stage.quote.as_deref(),
        duration: stage.duration.as_deref(),
        owner: stage.owner.as_deref(),
        loops_to: stage
            .loops_to
            .and_then(|at| segment.stages.get(at))
            .map(|target| target.slug.as_str()),
        funnel: stage.funnel.map(|funnel| FunnelData {
            entered: funnel.entered,
            left: funnel.left,
        }),
        introduction_html: some_html(&stage.introduction, base),
        footnotes_html: some_html(&stage.footnotes, base),
        kpis: stage.kpis.iter().map(kpi).collect(),
        lanes: stage.lanes.iter().map(|one| lane(one, base)).collect(),
    }
}

fn kpi(kpi: &Kpi) -> KpiData<'_> {
    KpiData {
        name: &kpi.name,
        unit: kpi.unit.as_deref(),
        baseline: kpi.baseline,
        target: kpi.target,
        actual: kpi.actual,
        better: if kpi.lower_is_better {
            "lower"
        } else {
            "higher"
        },
        note: kpi.note.as_deref(),
    }
}

fn lane<'a>(lane: &'a Lane, base: Option<&str>) -> LaneData<'a> {
    LaneData {
        lane: &lane.name,
        known: lane.known,
        title: &lane.title,
        heading_html: html(&lane.heading.0, base),
        parts: lane
            .parts
            .iter()
            .map(|part| PartData {
                heading_html: part.heading.as_ref().map(|heading| html(&heading.0, base)),
                blocks: blocks(&part.blocks, base),
            })
            .collect(),
    }
}

fn blocks(list: &[Block], base: Option<&str>) -> Vec<BlockData> {
    list.iter()
        .map(|block| match block {
            Block::Prose(prose) => BlockData::Html {
                html: html(&prose.0, base),
            },
            Block::List(list) => BlockData::List {
                ordered: list.start.is_some(),
                start: list.start,
                items: list.items.iter().map(|one| item(one, base)).collect(),
            },
        })
        .collect()
}

fn item(item: &Item, base: Option<&str>) -> ItemData {
    ItemData {
        html: html(&item.html.0, base),
        quote: item.quote,
        nested: blocks(&item.nested, base),
    }
}

fn html(html: &str, base: Option<&str>) -> String {
    let html = urls::write(html, Style::Under(base.unwrap_or("")));
    match html.contains(pictures::SIZES) {
        true => html.replace(pictures::SIZES, pictures::USUAL_SIZES),
        false => html.into_owned(),
    }
}

fn some_html(text: &Html, base: Option<&str>) -> Option<String> {
    (!text.is_empty()).then(|| html(&text.0, base))
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
