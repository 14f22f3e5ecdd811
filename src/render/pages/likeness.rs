//! Which maps are like which: for the links from one map to others.
//!
//! In: all maps. Out: for one of them, the others that share its industry and tags, the likest and
//! newest first. Lists by industry and by tag are made once, so that the cost grows with the number
//! of maps and not with its square.

use std::collections::{BTreeMap, HashMap};

use crate::journey::{JourneyMap, Site};

/// How many of the newest maps of an industry or tag are considered.
const CONSIDERED: usize = 24;

/// The same industry counts for more than any number of tags.
const SAME_INDUSTRY: usize = 100;

/// The maps of each industry and tag, newest first.
#[derive(Debug, Default)]
pub struct Likeness {
    industries: HashMap<String, Vec<usize>>,
    tags: HashMap<String, Vec<usize>>,
    /// The newest maps of all.
    newest: Vec<usize>,
}

impl Likeness {
    /// Makes the lists. Maps stand in the order of the site: newest first.
    pub fn new(site: &Site) -> Self {
        let mut likeness = Likeness {
            newest: (0..site.maps.len().min(CONSIDERED)).collect(),
            ..Self::default()
        };
        for (at, map) in site.maps.iter().enumerate() {
            if let Some(industry) = industry(map) {
                add(&mut likeness.industries, industry, at);
            }
            for tag in &map.tags {
                add(&mut likeness.tags, tag, at);
            }
        }
        likeness
    }

    /// The positions of up to `most` maps that are likest to `map`.
    pub fn likest(&self, site: &Site, map: &JourneyMap, most: usize) -> Vec<usize> {
        let mut points: BTreeMap<usize, usize> = self.newest.iter().map(|at| (*at, 0)).collect();
        for at in industry(map)
            .and_then(|name| self.industries.get(name))
            .into_iter()
            .flatten()
        {
            *points.entry(*at).or_default() += SAME_INDUSTRY;
        }
        for at in map
            .tags
            .iter()
            .filter_map(|tag| self.tags.get(tag))
            .flatten()
        {
            *points.entry(*at).or_default() += 1;
        }
        let itself = |at: &usize| {
            site.maps
                .get(*at)
                .is_some_and(|other| other.meta.url == map.meta.url)
        };
        let mut others: Vec<(usize, usize)> =
            points.into_iter().filter(|(at, _)| !itself(at)).collect();
        others.sort_by_key(|(at, points)| (std::cmp::Reverse(*points), *at));
        others.into_iter().take(most).map(|(at, _)| at).collect()
    }
}

fn industry(map: &JourneyMap) -> Option<&str> {
    map.client.as_ref()?.industry.as_deref()
}

fn add(lists: &mut HashMap<String, Vec<usize>>, key: &str, at: usize) {
    // One more than is considered, since the map itself is in its own lists.
    match lists.get_mut(key) {
        Some(list) if list.len() > CONSIDERED => {}
        Some(list) => list.push(at),
        None => {
            lists.insert(key.to_owned(), vec![at]);
        }
    }
}
