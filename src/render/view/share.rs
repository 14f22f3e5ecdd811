//! What a page is shown with where it is shared.

use serde::Serialize;

/// The picture that networks and messengers show beside a link to the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ShareImageView {
    /// The full address of the picture: networks want no other.
    pub url: String,
    /// The picture in words.
    pub alt: String,
    /// Width in pixels; none where the picture is an author's own.
    pub width: Option<u32>,
    /// Height in pixels; none where the picture is an author's own.
    pub height: Option<u32>,
}

/// What a share card shows. The characters of its texts are those that the theme's card fonts have.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ShareCardView {
    /// `home`, `page`, `map`, `segment`, `overview`.
    pub kind: String,
    /// The page's title; the site's where nothing of it can be drawn.
    pub title: String,
    /// What stands over the title: the client and the industry, or the map that a segment belongs
    /// to; may be empty.
    pub kicker: String,
    /// The agency's name.
    pub agency: String,
    /// The site's title.
    pub site: String,
    /// How many stages the path has; 0 where there is none.
    pub stages: usize,
    /// How many segments the map has; 0 where there is one path.
    pub segments: usize,
    /// Month and year of the last change: `ноябрь 2026`.
    pub month: Option<String>,
    /// The emotions of the path, stage by stage, for `landscape`; empty where there is no path.
    pub emotions: Vec<Option<f64>>,
    /// Tells the landscapes of two pages apart.
    pub seed: String,
}
