//! What every page has, and the pages that are no map's.

use serde::Serialize;

use super::{CallToActionView, ShareImageView};
use crate::{journey::Html, value::Value};

/// What is the same on all pages of a site.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// What the site is about.
    pub description: String,
    /// The language of texts and interface: `ru`.
    pub language: String,
    /// The same for previews of links, with a country: `ru_RU`.
    pub og_locale: Option<String>,
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
    /// The address of the sign that browsers show beside the title.
    pub icon_url: Option<String>,
    /// The theme's options with the site's values.
    pub options: Value,
    /// Free data of `book.toml`.
    pub extra: Value,
    /// Where the sources are kept.
    pub repository_url: Option<String>,
    /// The current year of the build, from the newest date of the site.
    pub year: Option<i16>,
}

/// Who publishes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
    /// The logo; its description is the name.
    pub logo: Option<ImageView>,
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
    /// The picture that networks show beside a link to the page.
    pub share_image: Option<ShareImageView>,
    /// Structured data, ready to stand in a `<script type="application/ld+json">`.
    pub json_ld_html: Html,
    /// Free data of the front matter.
    pub extra: Value,
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
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
    /// Cover art as a file of 1200 by 800, in the theme's colours, for cards without the author's
    /// picture; `none` where the map has no stages. It is decoration: `alt` is empty.
    pub cover_art: Option<ImageView>,
    /// The emotion curve in small.
    pub sparkline_svg: Html,
}

/// A link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The address.
    pub url: String,
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
    /// The width in pixels.
    pub width: Option<u32>,
    /// The height in pixels.
    pub height: Option<u32>,
    /// The same picture in several widths, for the attribute `srcset`; empty where there is no
    /// choice.
    pub srcset: String,
}

/// A label with a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
}
