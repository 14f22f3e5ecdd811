//! What templates get: the contract between the program and themes.
//!
//! Plain `Serialize` structs. Every template gets `site` and `page`; which other names it gets
//! says the table. Fields named `…_html`, `html` and `…_svg` are safe HTML and are put in with `| safe`; all others are
//! plain text and are escaped by the template engine. Texts are ready to be shown: typography, numbers
//! and dates are in the language of the page already. A missing value is `none`.
//!
//! | template | for | gets besides `site` and `page` |
//! | --- | --- | --- |
//! | `home.html` | the home page | `home` ([`HomeView`]) |
//! | `page.html` | any other page | `text` ([`TextView`]) |
//! | `map.html` | a landing page: of a map, or of a segment | `map`, `landing` ([`MapView`], [`LandingView`]) |
//! | `overview.html` | a map with segments | `map`, `overview` ([`MapView`], [`OverviewView`]) |
//! | `404.html` | an address that leads nowhere | |
//! | `redirect.html` | an old address | `target` (address) |
//! | `style.css` | the stylesheet | `options`, `palette`, no `site` and `page` |
//!
//! `style.css` is a template too (it may `include` others): it is rendered once for a site, with
//! the options of the theme (`options.accent`) and `palette`: `light` and `dark`, each with
//! `accent` (at least 3:1 on paper: large type, lines), `accent_text` (4.5:1 on paper),
//! `accent_ground` (for large areas) and `on_accent` (text on it, 4.5:1), as `#rrggbb`.
//!
//! Anchors: a page's own parts may have these ids and no others: `main`, `method`, `results`,
//! `introduction`, `journey`, `persona`, `map`, `segments`, `comparison`, `contact`, `related`,
//! `maps`, `top`, or ids that begin with `cjm-`; stages and lanes bring theirs (`id` fields).
//!
//! Functions: `word(key="…", n=…, …)` an interface word from the theme's `words/LANG.toml`, with
//! the right plural form; `asset(path="…")` the address of a file under the theme's `assets/`;
//! `icon(name="…")` an icon of the theme's `icons/` as inline SVG.
//! Filters: `number` (a number in the language's way), `typography`.
//!
//! Addresses inside the site (fields named `url`, results of `asset`) are written by the program
//! as relative links when the page is finished; templates put them into attributes as they are,
//! and may add `#anchor`.

use serde::Serialize;

use crate::{journey::Html, value::Value};

/// What is the same on all pages of a site.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// What the site is about.
    pub description: String,
    /// The language of texts and interface: `ru`.
    pub language: String,
    /// The home page's address.
    pub url: String,
    /// Who publishes.
    pub agency: AgencyView,
    /// Pages for the header and footer: `title`, `url`.
    pub pages: Vec<LinkView>,
    /// Pages for the footer only: consent document, privacy policy and the like.
    pub legal_pages: Vec<LinkView>,
    /// The maps, as links.
    pub maps: Vec<LinkView>,
    /// True where internal lanes are shown: the page must say so.
    pub internal: bool,
    /// Addresses of stylesheets, in order.
    pub styles: Vec<String>,
    /// Addresses of scripts, in order.
    pub scripts: Vec<String>,
    /// The theme's options with the site's values.
    pub options: Value,
    /// Free data of `book.toml`.
    pub extra: Value,
    /// Where the sources are kept.
    pub repository_url: Option<String>,
    /// The current year of the build, from the newest date of the site.
    pub year: Option<i16>,
}

/// A link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The address.
    pub url: String,
}

/// Who publishes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AgencyView {
    /// The name; the site's title where none is given.
    pub name: String,
    /// The phone, as people read it.
    pub phone: Option<String>,
    /// The phone as a link: `tel:+7…`.
    pub phone_url: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The agency's own site.
    pub url: Option<String>,
    /// The logo's address.
    pub logo: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// Messengers and networks.
    pub social: Vec<LinkView>,
}

/// What every page has.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageView {
    /// `home`, `page`, `map`, `segment`, `overview`, `404`, `redirect`.
    pub kind: String,
    /// The page's own title.
    pub title: String,
    /// For `<title>`: with the site's name.
    pub full_title: String,
    /// For search results and previews.
    pub description: String,
    /// The page's address.
    pub url: String,
    /// The full address where the site is published, if `site-url` is given.
    pub canonical: Option<String>,
    /// Kept away from search engines.
    pub noindex: bool,
    /// The day of publication.
    pub date: Option<DateView>,
    /// The day of the last change.
    pub updated: Option<DateView>,
    /// Where the source can be edited.
    pub edit_url: Option<String>,
    /// The way from the home page to the page above this one.
    pub breadcrumbs: Vec<LinkView>,
    /// Structured data, ready to stand in a `<script type="application/ld+json">`.
    pub json_ld_html: Html,
    /// Free data of the front matter.
    pub extra: Value,
}

/// A day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2026-11-22`.
    pub iso: String,
    /// In words: `22 ноября 2026 г.`.
    pub text: String,
    /// Month and year: `ноябрь 2026`.
    pub month: String,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// The address.
    pub src: String,
    /// The description.
    pub alt: String,
}

/// The home page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HomeView {
    /// The text.
    pub html: Html,
    /// The lead.
    pub summary: String,
    /// The maps.
    pub cards: Vec<CardView>,
    /// Cover art of the newest map, for wide screens; empty without maps.
    pub cover_wide_svg: Html,
    /// The same for phones.
    pub cover_tall_svg: Html,
    /// What the visitor is asked to do.
    pub call_to_action: CallToActionView,
}

/// An ordinary page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TextView {
    /// The text.
    pub html: Html,
    /// The lead.
    pub summary: String,
}

/// A map as a card.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CardView {
    /// The title.
    pub title: String,
    /// The address.
    pub url: String,
    /// The lead.
    pub summary: String,
    /// The client.
    pub client: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// The day of the last change or of publication.
    pub date: Option<DateView>,
    /// How many stages; of the longest path where there are segments.
    pub stages: usize,
    /// How many segments; 0 where there is one path.
    pub segments: usize,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The author's picture.
    pub cover: Option<ImageView>,
    /// The emotion curve in small.
    pub sparkline_svg: Html,
}

/// What a landing page and an overview have in common.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MapView {
    /// The map's title.
    pub title: String,
    /// The map's address.
    pub url: String,
    /// The lead.
    pub summary: String,
    /// Whose map.
    pub client: Option<ClientView>,
    /// What is sold.
    pub product: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The day when it was last brought up to date.
    pub reviewed: Option<DateView>,
    /// The author's picture for the first screen.
    pub cover: Option<ImageView>,
    /// Steps by which the map was made.
    pub method: Vec<String>,
    /// What came of it.
    pub results: Vec<KpiView>,
    /// What the client says.
    pub testimonial: Option<TestimonialView>,
    /// What the visitor is asked to do, with the form.
    pub call_to_action: CallToActionView,
    /// Section `00`.
    pub introduction: Option<SectionView>,
    /// Other maps.
    pub related: Vec<CardView>,
    /// The map's data as JSON: the address of `journey.json`.
    pub data_url: String,
}

/// The client.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClientView {
    /// The name or alias.
    pub name: String,
    /// The industry.
    pub industry: Option<String>,
    /// The client's site.
    pub url: Option<String>,
    /// The logo's address.
    pub logo: Option<String>,
    /// Where the client works.
    pub region: Option<String>,
}

/// What a client says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TestimonialView {
    /// The words.
    pub text: String,
    /// Who.
    pub name: Option<String>,
    /// What that person does.
    pub role: Option<String>,
}

/// A numbered section of text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SectionView {
    /// Two digits: `00`.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// The title.
    pub title: String,
    /// The text.
    pub html: Html,
}

/// The path of one segment, as a landing page shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LandingView<'a> {
    /// The page's heading: the map's title or the segment's.
    pub title: String,
    /// The lead.
    pub summary: String,
    /// True on the page of a segment, whose map has an overview at `map.url`.
    pub is_segment: bool,
    /// The other segments of the map, as links.
    pub siblings: Vec<LinkView>,
    /// Cover art drawn from the emotion curve: for wide screens.
    pub cover_wide_svg: Html,
    /// The same for phones.
    pub cover_tall_svg: Html,
    /// The parts of the page, for navigation: `number`, `id`, `title`.
    pub contents: Vec<ContentsView>,
    /// The journey at a glance; `none` without stages.
    pub glance: Option<GlanceView>,
    /// The portrait.
    pub persona: Option<PersonaView>,
    /// The stages.
    pub stages: Vec<StageView<'a>>,
    /// The whole map: lanes by stages; `none` where there is no lane.
    pub table: Option<TableView>,
    /// The widest part of the funnel as a drawing; empty without figures.
    pub funnel_svg: Html,
}

/// An entry of the page's contents.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ContentsView {
    /// Two digits, empty for parts without a number.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// The title.
    pub title: String,
    /// `introduction`, `persona`, `stage`.
    pub kind: String,
}

/// The journey at a glance.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GlanceView {
    /// The emotion curve for wide screens: station `i` of `n` at `(i + ½) / n` of the width.
    /// Empty where no stage has an emotion.
    pub curve_wide_svg: Html,
    /// The same for phones: the path runs down, one row a stage.
    pub curve_tall_svg: Html,
    /// The stations.
    pub stations: Vec<StationView>,
}

/// A stage at a glance.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StationView {
    /// Two digits.
    pub number: String,
    /// The anchor of the stage's section.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the customer says, where the curve has a peak or a low.
    pub quote: Option<String>,
    /// The emotion in words.
    pub emotion: Option<String>,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
    /// Channels as HTML without blocks.
    pub channels_html: Vec<Html>,
    /// The title of the stage that the path returns to from here.
    pub loops_to: Option<String>,
}

/// The portrait.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PersonaView {
    /// Two digits.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// The section's title.
    pub title: String,
    /// The person's name.
    pub name: Option<String>,
    /// One or two letters for a monogram.
    pub initials: String,
    /// What the person does.
    pub role: Option<String>,
    /// The photo.
    pub photo: Option<ImageView>,
    /// What the person says.
    pub quote: Option<String>,
    /// Age, place, family, income and further facts: label and value.
    pub facts: Vec<FactView>,
    /// 5W: label and value.
    pub five_w: Vec<FactView>,
    /// The segment's share: `35 %`.
    pub share: Option<String>,
    /// The story.
    pub html: Html,
    /// Free data.
    pub extra: Value,
}

/// A label with a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A stage's section.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StageView<'a> {
    /// Two digits.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// The title.
    pub title: String,
    /// The lead.
    pub summary: String,
    /// The title of the generic step.
    pub phase: Option<String>,
    /// The emotion in figures, with its sign: `+1,5`.
    pub emotion: Option<String>,
    /// The emotion in words.
    pub emotion_word: Option<String>,
    /// Whether the path is won or lost here.
    pub moment_of_truth: bool,
    /// What the customer says, without outer quotation marks (as all quotes here).
    pub quote: Option<String>,
    /// How long it takes.
    pub duration: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A picture.
    pub image: Option<ImageView>,
    /// What stands before the first lane.
    pub html: Html,
    /// The lanes in the order in which the page shows them.
    pub lanes: Vec<LaneView<'a>>,
    /// Figures.
    pub kpis: Vec<KpiView>,
    /// The funnel.
    pub funnel: Option<FunnelView>,
    /// The stage that the path returns to.
    pub loops_to: Option<LinkView>,
    /// The notes at the foot.
    pub footnotes_html: Html,
    /// Shown in an internal build only.
    pub internal: bool,
    /// Free data.
    pub extra: Value,
}

/// A lane of a stage.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LaneView<'a> {
    /// The lane's name: `barriers`; for an author's own lane its heading's slug.
    pub name: &'a str,
    /// Where the page puts it, in this order: `goals` (goals, expectations), `customer` (needs,
    /// thoughts, emotion, quotes, summary), `process`, `barriers` (barriers, risks), `work`
    /// (problems, tasks, solutions), `channels` (channels, touchpoints, message), `tools`,
    /// `figures` (prose of `## KPI`, results), `further` (all else).
    pub group: &'a str,
    /// How it is shown: `list`, `text`, `tags`, `metric`, `score`, `people`, `media`.
    pub kind: &'a str,
    /// An icon's name, if the settings give one.
    pub icon: Option<&'a str>,
    /// The heading as the author wrote it.
    pub heading_html: &'a str,
    /// The anchor.
    pub id: &'a str,
    /// Shown in an internal build only.
    pub internal: bool,
    /// The contents.
    pub parts: Vec<PartView<'a>>,
}

/// What stands under one level-3 heading of a lane, or before the first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PartView<'a> {
    /// The heading; empty before the first.
    pub heading_html: &'a str,
    /// The anchor; empty before the first heading.
    pub id: &'a str,
    /// Shown in an internal build only.
    pub internal: bool,
    /// The contents.
    pub blocks: Vec<BlockView<'a>>,
}

/// A piece of a lane.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BlockView<'a> {
    /// True for a list with `items`, false for prose in `html`.
    pub list: bool,
    /// Whether the list is numbered.
    pub ordered: bool,
    /// The first number of a numbered list.
    pub start: u64,
    /// The items of a list.
    pub items: Vec<ItemView<'a>>,
    /// Paragraphs, tables, pictures.
    pub html: &'a str,
}

/// An item of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ItemView<'a> {
    /// The item without what is nested. Of direct speech the outer quotation marks are left out:
    /// the theme draws them.
    pub html: &'a str,
    /// Whether it is wholly direct speech.
    pub quote: bool,
    /// What is nested under it, as HTML; in the lane `barriers` this is the answer.
    pub nested_html: Html,
}

/// A figure.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KpiView {
    /// What is measured.
    pub name: String,
    /// The figure to show large: the actual value, else the target, else the baseline.
    pub figure: Option<String>,
    /// Which value that is: `actual`, `target`, `baseline`.
    pub figure_is: String,
    /// The unit.
    pub unit: Option<String>,
    /// The value before.
    pub baseline: Option<String>,
    /// The value to reach.
    pub target: Option<String>,
    /// The value now.
    pub actual: Option<String>,
    /// Whether less is better.
    pub lower_is_better: bool,
    /// Whether the target is reached; `none` where it cannot be said.
    pub reached: Option<bool>,
    /// A remark.
    pub note: Option<String>,
    /// Baseline, actual and target on one bar; empty where there are fewer than two values.
    pub bar_svg: Html,
}

/// A stage's funnel.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FunnelView {
    /// How many people reach the stage.
    pub entered: Option<String>,
    /// How many go on.
    pub left: Option<String>,
    /// The share that goes on: `41 %`.
    pub conversion: Option<String>,
    /// The title of the next stage.
    pub next: Option<String>,
    /// A bar of what goes on out of what came; empty where it cannot be drawn.
    pub bar_svg: Html,
}

/// The whole map: lanes by stages.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TableView {
    /// The stages.
    pub columns: Vec<ContentsView>,
    /// The lanes.
    pub rows: Vec<RowView>,
}

/// A lane across the stages.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RowView {
    /// The lane's name.
    pub name: String,
    /// The lane's title.
    pub title: String,
    /// A cell for each stage, empty where the stage does not have the lane.
    pub cells: Vec<Html>,
}

/// The overview of a map with segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OverviewView {
    /// Cover art drawn from the first segment's emotion curve: for wide screens.
    pub cover_wide_svg: Html,
    /// The same for phones.
    pub cover_tall_svg: Html,
    /// The segments.
    pub segments: Vec<SegmentView>,
    /// Phases across, segments down.
    pub comparison: Option<ComparisonView>,
}

/// A segment as a card.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SegmentView {
    /// Two digits: `01`.
    pub number: String,
    /// The group's name.
    pub title: String,
    /// The address of its landing page.
    pub url: String,
    /// A sentence on the group.
    pub summary: String,
    /// The typical customer's name.
    pub persona: Option<String>,
    /// What that person does.
    pub role: Option<String>,
    /// One or two letters for a monogram.
    pub initials: String,
    /// The photo.
    pub photo: Option<ImageView>,
    /// What the person says.
    pub quote: Option<String>,
    /// The share of all customers: `35 %`.
    pub share: Option<String>,
    /// 5W: label and value.
    pub five_w: Vec<FactView>,
    /// How many stages.
    pub stages: usize,
    /// The emotion curve in small.
    pub sparkline_svg: Html,
}

/// The comparison of segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparisonView {
    /// The columns: `name`, `title`. Stages without a phase stand in a last column of their own,
    /// whose name is empty.
    pub phases: Vec<PhaseView>,
    /// The lanes to pick from.
    pub lanes: Vec<ComparedLaneView>,
}

/// A generic step.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PhaseView {
    /// The name.
    pub name: String,
    /// The title.
    pub title: String,
}

/// One lane of all segments.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedLaneView {
    /// The lane's name.
    pub name: String,
    /// The lane's title.
    pub title: String,
    /// A row for each segment.
    pub rows: Vec<ComparedRowView>,
}

/// One lane of one segment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedRowView {
    /// The segment's title.
    pub title: String,
    /// The segment's address.
    pub url: String,
    /// For each phase, the stages that belong to it; empty where there is none.
    pub cells: Vec<Vec<ComparedStageView>>,
}

/// What one stage has to say in a lane.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedStageView {
    /// The stage's number.
    pub number: String,
    /// The stage's title.
    pub title: String,
    /// The address of the stage's section.
    pub url: String,
    /// The lane's contents; empty where the stage does not have the lane.
    pub html: Html,
}

/// What the visitor is asked to do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CallToActionView {
    /// The question.
    pub title: String,
    /// The words beneath.
    pub text: Option<String>,
    /// The button's words.
    pub button: String,
    /// The form; `none` where no address takes it: then the agency's contacts stand there.
    pub form: Option<FormView>,
}

/// The lead form: plain HTML that posts without JavaScript.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormView {
    /// Where it posts to.
    pub action: String,
    /// `application/x-www-form-urlencoded`, or what the provider wants.
    pub enctype: String,
    /// Fields that are not shown: name and value.
    pub hidden: Vec<HiddenView>,
    /// The name of the field that only robots fill in.
    pub honeypot: Option<String>,
    /// The fields.
    pub fields: Vec<FieldView>,
    /// The box for consent; `none` where no law asks for it.
    pub consent: Option<ConsentView>,
    /// A second, optional box, never required: the name under which it is sent, and its words in
    /// `value`.
    pub newsletter: Option<HiddenView>,
    /// Attributes that a provider wants on the form itself: name and value.
    pub attributes: Vec<HiddenView>,
}

/// A name with a value.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HiddenView {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A field of the form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FieldView {
    /// The name under which it is sent.
    pub name: String,
    /// The id of the control.
    pub id: String,
    /// The words above it.
    pub label: String,
    /// `text`, `tel`, `email`, `textarea`.
    pub kind: String,
    /// The `autocomplete` token; empty where there is none.
    pub autocomplete: String,
    /// Whether it must be filled in.
    pub required: bool,
}

/// The box for consent.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConsentView {
    /// The name under which the consent is sent.
    pub name: String,
    /// The value: the version of the text that was agreed to.
    pub value: String,
    /// The consent document.
    pub document: Option<LinkView>,
    /// The privacy policy.
    pub policy: Option<LinkView>,
    /// The law that is followed: `152-fz`, `gdpr`.
    pub law: String,
}
