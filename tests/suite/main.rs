//! The program as its users meet it: one test binary, one module a feature.
//!
//! In: whole sites, written into temporary folders. Out: what the commands print, their exit
//! status, and what they publish.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod project;
mod random;

mod cards;
mod content_model;
mod faults;
mod house;
mod keeping;
mod pages;
mod pictures;
mod publishing;
mod serving;
mod themes;
