//! The model: Site > JourneyMap > Segment > Stage > Lane, with Persona, Kpi and Funnel.
//!
//! In: what [`crate::assemble`] has settled; out: what checks, pages and exports read. Order,
//! addresses and references are final here: whoever reads the model never looks anything up by
//! name. Texts that are HTML already are [`Html`]; all other texts are plain and are escaped by
//! whoever writes them. Addresses inside the site bear the mark of [`crate::urls`].

mod stage;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

pub use stage::{Block, Funnel, Item, Kpi, Lane, List, Part, Stage};

use crate::{source::Spot, store::Stored, value::Value};

/// HTML made from an author's Markdown, safe to be put into a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Html(pub String);

impl Html {
    /// True where there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// All that is published.
#[derive(Debug)]
pub struct Site {
    /// The home page.
    pub home: Arc<Page>,
    /// All other pages, in the order of their numbers and names.
    pub pages: Vec<Arc<Page>>,
    /// The maps, newest first; those without a date last, by address.
    pub maps: Vec<Arc<JourneyMap>>,
    /// The author's files that are published as they are.
    pub assets: Arc<Vec<Asset>>,
    /// The generic steps of a path, in their order.
    pub phases: Vec<Phase>,
    /// Old addresses: (old, new), both from the site's root.
    pub redirects: Vec<(String, String)>,
    /// What was left out as a draft, by its file's path.
    pub drafts: Vec<String>,
    /// What is published of pictures in place of the author's files or beside them, by addresses.
    pub pictures: Arc<BTreeMap<String, Stored>>,
    /// The agency's logo.
    pub logo: Option<Image>,
    /// Where maps name themes of their own.
    pub theme_spots: BTreeMap<String, Spot>,
}

/// An author's file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The address, from the site's root.
    pub url: String,
    /// The file's absolute path.
    pub file: std::path::PathBuf,
    /// The path from the site's root folder, for messages.
    pub path: String,
}

/// A generic step of a path, to which stages of several segments can belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The name that stages use: `awareness`.
    pub name: String,
    /// The title in the site's language.
    pub title: String,
}

/// What map, page and home have in common.
#[derive(Debug, Clone, Default)]
pub struct PageMeta {
    /// The title.
    pub title: String,
    /// The summary; empty when there is none.
    pub summary: String,
    /// The address, from the site's root, with `/` at its end.
    pub url: String,
    /// The source's path from the site's root folder.
    pub path: String,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Free data for templates.
    pub extra: Value,
}

/// An ordinary page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Title, address, dates.
    pub meta: PageMeta,
    /// The text.
    pub body: Html,
    /// A template other than the usual one.
    pub template: Option<String>,
    /// Where the template is named, for a message when there is none.
    pub template_spot: Option<Spot>,
    /// Kept away from search engines: the page where a form lands.
    pub noindex: bool,
}

/// One customer journey map.
#[derive(Debug)]
pub struct JourneyMap {
    /// What the map is known by: its folder within the content folder.
    pub name: Arc<str>,
    /// Title, address, dates.
    pub meta: PageMeta,
    /// When the map was last brought up to date.
    pub reviewed: Option<Date>,
    /// How often it is to be, as written: `6 months`.
    pub review_every: String,
    /// Whose journey map it is.
    pub client: Option<Client>,
    /// What the client sells here.
    pub product: Option<String>,
    /// Who made the map.
    pub authors: Vec<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The picture of the first screen.
    pub cover: Option<Image>,
    /// The steps by which the map was made.
    pub method: Vec<String>,
    /// What came of it.
    pub results: Vec<Kpi>,
    /// What the client says.
    pub testimonial: Option<Testimonial>,
    /// What the reader is asked to do.
    pub call_to_action: CallToAction,
    /// The theme's name.
    pub theme: String,
    /// The introduction, section `00`.
    pub introduction: Html,
    /// The groups of customers. A map without segments has one, of whose `own_page` is false.
    pub segments: Vec<Segment>,
}

impl JourneyMap {
    /// True where the map has segments with pages of their own.
    pub fn has_segments(&self) -> bool {
        self.segments.iter().any(|segment| segment.own_page)
    }

    /// All stages of all segments.
    pub fn stages(&self) -> impl Iterator<Item = &Stage> {
        self.segments.iter().flat_map(|segment| &segment.stages)
    }
}

/// The client of a map, as the public may know it: a confidential client's alias stands in
/// `name` already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Client {
    /// The name, or the alias.
    pub name: String,
    /// The industry.
    pub industry: Option<String>,
    /// The client's site.
    pub url: Option<String>,
    /// The client's logo.
    pub logo: Option<Image>,
    /// Where the client works.
    pub region: Option<String>,
}

/// What a client says of the work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Testimonial {
    /// The words.
    pub text: String,
    /// Who says them.
    pub name: Option<String>,
    /// What that person does.
    pub role: Option<String>,
}

/// What a reader is asked to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallToAction {
    /// The question.
    pub title: String,
    /// The words beneath.
    pub text: Option<String>,
    /// The button's words.
    pub button: String,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    /// The address, marked if it is inside the site.
    pub src: String,
    /// The description; empty when there is none.
    pub alt: String,
    /// Width and height in pixels, if they are known.
    pub size: Option<(u32, u32)>,
    /// The same picture in several widths, as in HTML; empty where there is no choice.
    pub srcset: String,
}

/// A group of customers with a path of its own.
#[derive(Debug)]
pub struct Segment {
    /// The group's name; the map's title where the map has no segments.
    pub title: String,
    /// A sentence on the group; empty when there is none.
    pub summary: String,
    /// The last part of the address; empty where the map has no segments.
    pub slug: String,
    /// The address of the landing page, from the site's root.
    pub url: String,
    /// Whether the landing page is the segment's own rather than the map's.
    pub own_page: bool,
    /// The source's path from the site's root folder.
    pub path: String,
    /// The typical customer.
    pub persona: Option<Persona>,
    /// The path.
    pub stages: Vec<Stage>,
}

/// The portrait of a typical customer.
#[derive(Debug, Clone, Default)]
pub struct Persona {
    /// The section's title, if the author gives one.
    pub title: Option<String>,
    /// The person's name.
    pub name: Option<String>,
    /// What the person does.
    pub role: Option<String>,
    /// Age, in words or years.
    pub age: Option<String>,
    /// Where the person lives.
    pub location: Option<String>,
    /// The family.
    pub family: Option<String>,
    /// The income.
    pub income: Option<String>,
    /// A photo.
    pub photo: Option<Image>,
    /// What the person says.
    pub quote: Option<String>,
    /// Further facts: label and value.
    pub facts: Vec<(String, String)>,
    /// Sherrington's 5W: what, who, why, when, where.
    pub five_w: Option<FiveW>,
    /// The segment's share of all customers, per cent.
    pub share: Option<f64>,
    /// The story.
    pub story: Html,
    /// Free data for templates.
    pub extra: Value,
}

/// Segmentation by Mark Sherrington's five questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FiveW {
    /// What is bought.
    pub what: Option<String>,
    /// Who buys.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When.
    pub when: Option<String>,
    /// Where.
    pub r#where: Option<String>,
}
