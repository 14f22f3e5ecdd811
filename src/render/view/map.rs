//! A map's landing page: what stands around and between its stages.

use serde::Serialize;

use super::{
    CallToActionView, CardView, ChartDataView, DateView, FactView, ImageView, KpiView, LinkView,
    StageView,
};
use crate::{journey::Html, value::Value};

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
    /// The logo; its description is the name.
    pub logo: Option<ImageView>,
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
    /// True where `map.url` has a comparison of the segments, at `#comparison`.
    pub is_compared: bool,
    /// Cover art drawn from the emotion curve: for wide screens.
    pub cover_wide_svg: Html,
    /// The same for phones.
    pub cover_tall_svg: Html,
    /// Cover art as a file of 1200 by 800; `none` without stages.
    pub cover_art: Option<ImageView>,
    /// The parts of the page, for navigation: `number`, `id`, `title`.
    pub contents: Vec<ContentsView>,
    /// The journey at a glance; `none` without stages.
    pub glance: Option<GlanceView>,
    /// The portrait.
    pub persona: Option<PersonaView>,
    /// The stages.
    pub stages: Vec<StageView<'a>>,
    /// The lanes that some stage has, in the order of the page: rows of a wall chart.
    pub lanes: Vec<LaneTitleView>,
    /// The whole map: lanes by stages; `none` where there is no lane.
    pub table: Option<TableView>,
    /// The funnel over all stages as a drawing for wide screens; empty where fewer than two stages
    /// say how many people enter.
    pub funnel_svg: Html,
    /// The same for phones: the bands run down. Empty where the other drawing has room there too.
    pub funnel_tall_svg: Html,
    /// The figures of the emotion curve: a row a stage. `none` where no stage has an emotion.
    pub curve_data: Option<ChartDataView>,
    /// The figures of the funnel: a row a stage. `none` where no stage has any.
    pub funnel_data: Option<ChartDataView>,
    /// How long the page takes to read, in minutes.
    pub minutes: usize,
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
    /// The curve over a landscape whose height is the emotion, for wide screens and for phones: no
    /// words in it but the emotions at their stations, which stand like those of the wide curve.
    pub relief_svg: Html,
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
    /// The monogram as a drawing, 4 to 5: the letters over the country of the person's path.
    pub monogram_svg: Html,
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

/// A lane that some stage of a path has.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LaneTitleView {
    /// Its coordinate: `A`, `B`, after `Z` two letters.
    pub letter: String,
    /// The lane's name.
    pub name: String,
    /// Its heading: as most stages have it, else the lane's title.
    pub heading_html: Html,
    /// The group to which it belongs, as a lane's.
    pub group: String,
    /// How many characters the longest of its cells has: by this a theme can tell how high the
    /// row is.
    pub longest: usize,
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
