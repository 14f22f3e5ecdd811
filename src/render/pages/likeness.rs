//! Which maps are like which: for the links from one map to others.
//!
//! In: the traits of all maps. Out: for each of them, the others that share its industry and tags, the likest and
//! newest first. Lists by industry and by tag are made once, so that the cost grows with the number
//! of maps and not with its square.

use std::collections::{BTreeMap, HashMap};

use crate::{journey::JourneyMap, kept::Same};

/// How many of the newest maps of an industry or tag are considered.
const CONSIDERED: usize = 24;

/// The same industry counts for more than any number of tags.
const SAME_INDUSTRY: usize = 100;

/// By what a map is like others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    industry: Option<String>,
    tags: Vec<String>,
}

impl Traits {
    /// Those of a map.
    pub fn of(map: &JourneyMap) -> Self {
        Traits {
            industry: map.client.as_ref().and_then(|one| one.industry.clone()),
            tags: map.tags.clone(),
        }
    }
}

/// For each map the places of up to `most` maps that are likest to it, the likest and newest first.
/// Maps stand in the order of the site: newest first.
pub fn likest(maps: &[Same<Traits>], most: usize) -> Vec<Vec<usize>> {
    let lists = Lists::of(maps);
    let of_map = |(at, traits): (usize, &Same<Traits>)| lists.likest(at, traits, most);
    maps.iter().enumerate().map(of_map).collect()
}

/// The maps of each industry and tag, newest first.
#[derive(Default)]
struct Lists<'a> {
    industries: HashMap<&'a str, Vec<usize>>,
    tags: HashMap<&'a str, Vec<usize>>,
    /// The newest maps of all.
    newest: Vec<usize>,
}

impl<'a> Lists<'a> {
    fn of(maps: &'a [Same<Traits>]) -> Self {
        let mut lists = Lists {
            newest: (0..maps.len().min(CONSIDERED)).collect(),
            ..Self::default()
        };
        for (at, traits) in maps.iter().enumerate() {
            if let Some(industry) = &traits.industry {
                add(&mut lists.industries, industry, at);
            }
            for tag in &traits.tags {
                add(&mut lists.tags, tag, at);
            }
        }
        lists
    }

    fn likest(&self, itself: usize, traits: &Traits, most: usize) -> Vec<usize> {
        let mut points: BTreeMap<usize, usize> = self.newest.iter().map(|at| (*at, 0)).collect();
        let industry = traits.industry.as_deref();
        for at in industry
            .and_then(|name| self.industries.get(name))
            .into_iter()
            .flatten()
        {
            *points.entry(*at).or_default() += SAME_INDUSTRY;
        }
        for at in traits
            .tags
            .iter()
            .filter_map(|tag| self.tags.get(tag.as_str()))
            .flatten()
        {
            *points.entry(*at).or_default() += 1;
        }
        points.remove(&itself);
        let mut others: Vec<(usize, usize)> = points.into_iter().collect();
        others.sort_by_key(|(at, points)| (std::cmp::Reverse(*points), *at));
        others.into_iter().take(most).map(|(at, _)| at).collect()
    }
}

fn add<'a>(lists: &mut HashMap<&'a str, Vec<usize>>, key: &'a str, at: usize) {
    // One more than is considered, since the map itself is in its own lists.
    let list = lists.entry(key).or_default();
    if list.len() <= CONSIDERED {
        list.push(at);
    }
}
