//! The charts: numbers in, SVG text out, drawn when the site is built.
//!
//! Every drawing is a pure function of its input and uses arithmetic only that
//! all machines round alike, so that the same map gives the same bytes
//! everywhere. A drawing obeys the strictest Content-Security-Policy: it holds
//! no style attribute, no `<style>` and no script. Sizes are attributes; colours
//! and line widths come from the page's stylesheet by the classes below. Type
//! sizes are attributes too, which a class may override by a little (type is
//! kept clear of lines at the size given).
//!
//! Each drawing has `role="img"`, a `<title>` and a `<desc>` in the caller's
//! words; without a title it is decoration and hidden from assistive
//! technology. Ids begin with a prefix that the caller makes unique on a page.
//!
//! # Classes
//!
//! A line is a `<path>` with `fill="none"` and needs `stroke` and
//! `stroke-width`; a shape needs `fill`, and may have a `stroke`.
//!
//! | class | is |
//! | --- | --- |
//! | `chart` | the root `<svg>` of every drawing (set `display: block`, the font) |
//! | `chart-dense` | on the root: so many stages that lines should be thinner |
//! | **emotion curve** | root `chart-emotion`, with `chart-emotion-wide` or `chart-emotion-tall` |
//! | `chart-guide`, `chart-guide-minor` | lines at ±2 and at ±1 |
//! | `chart-guide-even` | line at 0 |
//! | `chart-guide-label` | text: delight, even, despair (give it a paper-coloured halo) |
//! | `chart-line` | line: the curve |
//! | `chart-line-bridge` | line: the curve across missing stages, to be dashed |
//! | `chart-station` | shape: ring of a stage (paper fill, accent stroke) |
//! | `chart-truth` | shape: diamond of a moment of truth (accent fill) |
//! | `chart-tick` | shape: hollow tick of a stage without emotion |
//! | `chart-missing` | beside `chart-truth` or `chart-station`: without emotion |
//! | `chart-number` | text: the stage's number |
//! | `chart-loop` | line: a way back, to be dashed or dotted |
//! | `chart-loop-arrow` | line: its arrow head |
//! | **compared curves** | root `chart-curves`, with `chart-curves-wide` or `chart-curves-tall`; `chart-guide`, `chart-guide-even`, `chart-guide-label` |
//! | `chart-column` | lines: between the columns |
//! | `chart-column-name` | text: a column's title |
//! | `chart-curve` | around everything of one group: needs `stroke`; with `chart-curve-first`, `chart-curve-odd` or `chart-curve-even` |
//! | `chart-curve-line` | line: a group's curve, in the pattern that it brings |
//! | `chart-curve-bridge` | line: across missing stages, to be thin |
//! | `chart-curve-mark` | shape: a station (paper fill) |
//! | `chart-curve-leader` | line: from the last station to the name |
//! | `chart-curve-name` | text: a group's name, or its number |
//! | **sparkline** | root `chart-sparkline`; `chart-line`, `chart-line-bridge`, `chart-guide-even` |
//! | `chart-end` | shape: the dot at the end |
//! | **relief** | the emotion curve with contours for guide lines: root `chart-emotion chart-relief`; `chart-contour`, `chart-contour-index` |
//! | **place** | root `chart-place`; `chart-line`, `chart-guide-even`, `chart-station` for the stage |
//! | `chart-place-ahead` | line: the curve beyond the stage |
//! | `chart-place-passed`, `chart-place-stop` | lines: dots (give them round ends), the stations before the stage and after it |
//! | **passage** | root `chart-passage`; `chart-line`, `chart-line-bridge`, `chart-station`, `chart-end` |
//! | `chart-passage-truth` | beside `chart-station`: a moment of truth (accent fill) |
//! | **cover** | root `chart-cover`, with `chart-cover-wide` or `chart-cover-tall` |
//! | `chart-contour`, `chart-contour-index` | lines: contours, and every fifth |
//! | `chart-route-casing` | line: paper-coloured, wider than the route beneath which it lies |
//! | `chart-route` | line: the route |
//! | `chart-route-bridge` | line: the route where emotions are missing, to be dotted |
//! | `chart-terminus` | beside `chart-station`: the last known stage (accent fill) |
//! | `chart-cover-leader` | line: from label to station |
//! | `chart-cover-number`, `chart-cover-name` | text: the label |
//! | **monogram** | root `chart-cover chart-monogram`; contours and route as on a cover |
//! | `chart-ground` | shape: the sheet |
//! | `chart-initials` | text: the letters |
//! | **figure's bar** | root `chart-kpi`, with `chart-kpi-reached` at the target |
//! | `chart-kpi-bar` | shape: from baseline to now |
//! | `chart-kpi-fall` | beside `chart-kpi-bar`: worse than the baseline (draw it hollow) |
//! | `chart-kpi-baseline`, `chart-kpi-target` | shapes: short and tall stroke |
//! | `chart-kpi-actual` | shape: the dot at the value now |
//! | **funnel** | root `chart-funnel`, with `chart-funnel-wide` or `chart-funnel-tall` |
//! | `chart-funnel-band` | shape: a stage |
//! | `chart-funnel-guessed` | beside it: one of its two numbers is missing |
//! | `chart-funnel-growth` | beside it: more go on than came |
//! | `chart-funnel-missing` | line: a stage without numbers, to be dashed |
//! | `chart-funnel-joint` | line: from a conversion to its joint |
//! | `chart-funnel-conversion` | text: the conversion |
//! | `chart-funnel-number`, `chart-funnel-figure` | text: a stage's number, and how many people enter |
//!
//! A curve that draws itself is best done by `clip-path` on the root: the
//! lines do not scale with the drawing, which browsers handle badly together
//! with dashes measured by `pathLength`.

mod clearance;
mod emotion;
mod frame;
mod lettering;
mod path;
mod svg;

pub mod compared_curves;
pub mod cover;
pub mod emotion_curve;
pub mod funnel;
pub mod kpi_bar;
pub mod monotone;
pub mod passage;
pub mod place;
pub mod sparkline;

#[cfg(test)]
mod drawn;

pub use svg::{Fit, TextAlternative};
