//! The program as its users meet it: one test binary, one module a feature.
//!
//! In: whole sites, written into temporary folders. Out: what the commands print, their exit
//! status, and what they publish.

mod project;

mod content_model;
mod faults;
mod house;
mod pages;
mod publishing;
mod serving;
mod themes;
