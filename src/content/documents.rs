//! What the front matter of each kind of document says.
//!
//! In: keys. Out: plain structs; references to other things keep their places, so that whoever
//! looks them up can report them.

use jiff::civil::Date;

use crate::{
    config::{read_call_to_action, read_period},
    fields::Fields,
    journey::{CallToAction, FiveW, Funnel, Kpi, Testimonial},
    source::Spot,
    urls::SCHEMES,
    value::Value,
};

/// Text with its place: a reference to be looked up.
pub type Placed = (String, Spot);

/// A picture as the front matter names it.
#[derive(Debug, Clone)]
pub struct ImageRef {
    /// The file or address.
    pub src: Placed,
    /// The description; empty when there is none.
    pub alt: String,
}

/// What all kinds of documents can say.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// The title.
    pub title: Option<String>,
    /// Whether there is a `title` of the wrong kind, which is reported already.
    pub title_is_wrong: bool,
    /// A sentence or two.
    pub summary: String,
    /// The last part of the address.
    pub slug: Option<Placed>,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Old addresses.
    pub aliases: Vec<Placed>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// Free data.
    pub extra: Value,
}

/// A page's front matter.
#[derive(Debug, Clone, Default)]
pub struct PageFront {
    /// A template other than the usual one.
    pub template: Option<Placed>,
}

/// A map's front matter.
#[derive(Debug, Clone, Default)]
pub struct MapFront {
    /// When it was last brought up to date.
    pub reviewed: Option<Date>,
    /// How often it is to be.
    pub review_every: Option<String>,
    /// The client.
    pub client: Option<ClientFront>,
    /// What is sold.
    pub product: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The picture of the first screen.
    pub cover: Option<ImageRef>,
    /// The steps by which it was made.
    pub method: Vec<String>,
    /// What came of it.
    pub results: Vec<Kpi>,
    /// What the client says.
    pub testimonial: Option<Testimonial>,
    /// What the reader is asked to do.
    pub call_to_action: Option<CallToAction>,
    /// The theme.
    pub theme: Option<Placed>,
}

/// `client` in a map.
#[derive(Debug, Clone, Default)]
pub struct ClientFront {
    /// The true name.
    pub name: Option<Placed>,
    /// The name to be shown instead.
    pub alias: Option<String>,
    /// Whether the true name must not be published.
    pub confidential: bool,
    /// The industry.
    pub industry: Option<String>,
    /// The client's site.
    pub url: Option<String>,
    /// The client's logo.
    pub logo: Option<Placed>,
    /// Where the client works.
    pub region: Option<String>,
}

/// A persona's front matter.
#[derive(Debug, Clone, Default)]
pub struct PersonaFront {
    /// The person's name.
    pub name: Option<String>,
    /// What the person does.
    pub role: Option<String>,
    /// The age.
    pub age: Option<String>,
    /// Where the person lives.
    pub location: Option<String>,
    /// The family.
    pub family: Option<String>,
    /// The income.
    pub income: Option<String>,
    /// A photo.
    pub photo: Option<ImageRef>,
    /// What the person says.
    pub quote: Option<String>,
    /// Further facts.
    pub facts: Vec<(String, String)>,
    /// Sherrington's 5W.
    pub five_w: Option<FiveW>,
    /// The segment's share, per cent.
    pub share: Option<f64>,
}

/// A stage's front matter.
#[derive(Debug, Clone, Default)]
pub struct StageFront {
    /// The generic step.
    pub phase: Option<Placed>,
    /// The emotion, -2 to 2.
    pub emotion: Option<f64>,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
    /// What the customer says.
    pub quote: Option<String>,
    /// Figures.
    pub kpis: Vec<Kpi>,
    /// The funnel.
    pub funnel: Option<Funnel>,
    /// How long it takes.
    pub duration: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The stage that the path returns to.
    pub loops_to: Option<Placed>,
    /// A picture.
    pub image: Option<ImageRef>,
    /// Kept out of what is published.
    pub internal: bool,
}

/// What a document is, with what its front matter says.
#[derive(Debug, Clone)]
pub enum Front {
    /// A page.
    Page(PageFront),
    /// `map.md`.
    Map(Box<MapFront>),
    /// `persona.md`.
    Persona(Box<PersonaFront>),
    /// A numbered file of a map or segment.
    Stage(Box<StageFront>),
}

/// Reads a page.
pub fn page(fields: &Fields<'_>) -> (Common, Front) {
    let common = Common {
        date: fields.date("date"),
        updated: fields.date("updated"),
        aliases: aliases(fields),
        ..common(fields)
    };
    let template = placed(fields, "template");
    (common, Front::Page(PageFront { template }))
}

/// Reads a map.
pub fn map(fields: &Fields<'_>) -> (Common, Front) {
    let common = Common {
        date: fields.date("date"),
        updated: fields.date("updated"),
        aliases: aliases(fields),
        ..common(fields)
    };
    let front = MapFront {
        reviewed: fields.date("reviewed"),
        review_every: read_period(fields, "review-every"),
        client: fields.table("client", "a client", client),
        product: fields.filled("product"),
        authors: fields.texts("authors"),
        tags: fields.texts("tags"),
        cover: image(fields, "cover"),
        method: fields.texts("method"),
        results: fields.tables("results", "a KPI", kpi),
        testimonial: fields.table("testimonial", "a testimonial", |quote| Testimonial {
            text: quote.required("text").unwrap_or_default(),
            name: quote.filled("name"),
            role: quote.filled("role"),
        }),
        call_to_action: fields.table("call-to-action", "a call to action", read_call_to_action),
        theme: placed(fields, "theme"),
    };
    (common, Front::Map(Box::new(front)))
}

/// Reads a persona.
pub fn persona(fields: &Fields<'_>) -> (Common, Front) {
    let common = common(fields);
    let front = PersonaFront {
        name: fields.filled("name"),
        role: fields.filled("role"),
        age: fields.filled("age"),
        location: fields.filled("location"),
        family: fields.filled("family"),
        income: fields.filled("income"),
        photo: image(fields, "photo"),
        quote: fields.filled("quote"),
        facts: fields
            .tables("facts", "a fact", |fact| {
                let (label, value) = (fact.required("label"), fact.required("value"));
                Some((label?, value?))
            })
            .into_iter()
            .flatten()
            .collect(),
        five_w: fields.table("five-w", "the 5W", |five| FiveW {
            what: five.filled("what"),
            who: five.filled("who"),
            why: five.filled("why"),
            when: five.filled("when"),
            r#where: five.filled("where"),
        }),
        share: fields.number_in("share", 0.0..=100.0),
    };
    (common, Front::Persona(Box::new(front)))
}

/// Reads a stage.
pub fn stage(fields: &Fields<'_>) -> (Common, Front) {
    let common = common(fields);
    let front = StageFront {
        phase: placed(fields, "phase"),
        emotion: fields.number_in("emotion", -2.0..=2.0),
        moment_of_truth: fields.flag("moment-of-truth"),
        quote: fields.filled("quote"),
        kpis: fields.tables("kpis", "a KPI", kpi),
        funnel: fields.table("funnel", "a funnel", funnel),
        duration: fields.filled("duration"),
        owner: fields.filled("owner"),
        loops_to: placed(fields, "loops-to"),
        image: image(fields, "image"),
        internal: fields.flag("internal"),
    };
    (common, Front::Stage(Box::new(front)))
}

fn common(fields: &Fields<'_>) -> Common {
    Common {
        title: fields.filled("title"),
        title_is_wrong: fields
            .get("title")
            .is_some_and(|title| title.scalar_text().is_none()),
        summary: fields.text("summary").unwrap_or_default().trim().to_owned(),
        slug: placed(fields, "slug"),
        draft: fields.flag("draft"),
        extra: fields.extra(),
        ..Common::default()
    }
}

fn placed(fields: &Fields<'_>, key: &'static str) -> Option<Placed> {
    fields
        .filled(key)
        .map(|text| (text, fields.value_spot(key)))
}

fn aliases(fields: &Fields<'_>) -> Vec<Placed> {
    let spot = |n: usize| fields.value_spot(&format!("aliases/{n}"));
    fields
        .texts("aliases")
        .into_iter()
        .enumerate()
        .map(|(n, alias)| (alias, spot(n)))
        .collect()
}

fn client(fields: &Fields<'_>) -> ClientFront {
    ClientFront {
        name: placed(fields, "name"),
        alias: fields.filled("alias"),
        confidential: fields.flag("confidential"),
        industry: fields.filled("industry"),
        url: fields.address("url", SCHEMES),
        logo: placed(fields, "logo"),
        region: fields.filled("region"),
    }
}

fn image(fields: &Fields<'_>, key: &'static str) -> Option<ImageRef> {
    fields
        .table(key, "an image", |image| {
            let (src, alt) = (image.required("src"), image.text("alt"));
            let (src, spot) = (src?, image.value_spot("src"));
            if alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) {
                image.push(
                    crate::diagnostic::Diagnostic::new(
                        crate::diagnostic::Rule::MissingAlt,
                        &spot,
                        "an image without a description",
                    )
                    .help("say in `alt` what the image shows"),
                );
            }
            Some(ImageRef {
                src: (src, spot),
                alt: alt.unwrap_or_default(),
            })
        })
        .flatten()
}

fn kpi(fields: &Fields<'_>) -> Kpi {
    Kpi {
        name: fields.required("name").unwrap_or_default(),
        unit: fields.filled("unit"),
        baseline: fields.number("baseline"),
        target: fields.number("target"),
        actual: fields.number("actual"),
        lower_is_better: fields
            .choice("better", &[("higher", false), ("lower", true)])
            .unwrap_or(false),
        note: fields.filled("note"),
    }
}

fn funnel(fields: &Fields<'_>) -> Funnel {
    let people = 0.0..=1e15;
    Funnel {
        entered: fields.number_in("entered", people.clone()),
        left: fields.number_in("left", people),
    }
}
