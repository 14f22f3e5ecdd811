//! How long a landing page takes to read: in comes what it tells, out come whole minutes.

use crate::journey::{Block, Html, Item, JourneyMap, Lane, Segment};

/// Words that are read in a minute, in a calm voice.
const WORDS_A_MINUTE: usize = 180;

/// The minutes that the introduction, the portrait and the stages of a path take; at least one.
pub fn minutes(map: &JourneyMap, segment: &Segment) -> usize {
    let introduction = (!segment.own_page).then_some(&map.introduction);
    let story = segment.persona.as_ref().map(|persona| &persona.story);
    let stages = segment.stages.iter().map(|stage| {
        let lanes: usize = stage.lanes.iter().map(lane).sum();
        words(&stage.introduction) + lanes
    });
    let texts: usize = introduction.into_iter().chain(story).map(words).sum();
    (texts + stages.sum::<usize>())
        .div_ceil(WORDS_A_MINUTE)
        .max(1)
}

fn lane(lane: &Lane) -> usize {
    lane.parts.iter().map(|part| blocks(&part.blocks)).sum()
}

fn blocks(all: &[Block]) -> usize {
    let item = |item: &Item| words(&item.html) + blocks(&item.nested);
    all.iter()
        .map(|block| match block {
            Block::Prose(html) => words(html),
            Block::List(list) => list.items.iter().map(item).sum(),
        })
        .sum()
}

/// The words of a text, without its tags. What has no letter or digit is no word.
fn words(html: &Html) -> usize {
    let texts = html
        .0
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    texts
        .flat_map(str::split_whitespace)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_tags_and_signs() {
        let count = |html: &str| words(&Html(html.to_owned()));
        assert_eq!(count("<p>Цена — <a href=\"x y z\">14 200</a> ₽.</p>"), 3);
        assert_eq!(count("Одно"), 1);
        assert_eq!(count(""), 0);
    }
}
