//! What stands on the published pages.

pub mod html;
