//! Maps for other programs, a file a format.

pub mod journey_json;
