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
//! | `card.svg` | the picture that a page is shared with | `card` ([`ShareCardView`]), `options`, `palette`, no `site` and `page` |
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

mod chart;
mod form;
mod lane;
mod map;
mod overview;
mod share;
mod site;
mod stage;

pub use chart::{ChartDataView, ChartRowView};
pub use form::{CallToActionView, ConsentView, FieldView, FormView, HiddenView};
pub use lane::{BlockView, ItemView, LaneView, PartView};
pub use map::{
    ClientView, ContentsView, GlanceView, LandingView, LaneTitleView, MapView, PersonaView,
    RowView, SectionView, StationView, TableView, TestimonialView,
};
pub use overview::{
    ComparedLaneView, ComparedRowView, ComparedStageView, ComparisonView, OverviewView, PhaseView,
    SegmentView,
};
pub use share::{ShareCardView, ShareImageView};
pub use site::{
    AgencyView, CardView, DateView, FactView, HomeView, ImageView, LinkView, PageView, SiteView,
    TextView,
};
pub use stage::{FunnelView, KpiView, StageView};
