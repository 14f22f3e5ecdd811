//! Lanes as pages show them.

use crate::{
    journey::{Block, Html, Item, Lane, List},
    render::view::{BlockView, ItemView, LaneView, PartView},
};

/// The groups in which a stage's section shows its lanes, in this order, with the lanes of each.
/// Lanes that are named nowhere come last, as `further`.
const GROUPS: &[(&str, &[&str])] = &[
    ("goals", &["goals", "expectations"]),
    (
        "customer",
        &["summary", "needs", "thoughts", "emotion", "quotes"],
    ),
    ("process", &["process"]),
    ("barriers", &["barriers", "risks"]),
    ("work", &["problems", "tasks", "solutions"]),
    ("channels", &["channels", "touchpoints", "message"]),
    ("tools", &["tools"]),
    ("figures", &["kpi", "results"]),
];

/// The lanes of a stage in the order of the page. Lanes without contents are left out.
pub fn views(lanes: &[Lane]) -> Vec<LaneView<'_>> {
    let mut lanes: Vec<&Lane> = lanes.iter().filter(|lane| !lane.is_empty()).collect();
    lanes.sort_by_key(|lane| place(&lane.name));
    lanes.into_iter().map(view).collect()
}

/// Where a lane stands on the page: its group, then its place in the group.
pub fn place(name: &str) -> (usize, usize) {
    GROUPS
        .iter()
        .enumerate()
        .find_map(|(group, (_, names))| {
            Some((group, names.iter().position(|known| *known == name)?))
        })
        .unwrap_or((GROUPS.len(), 0))
}

/// The group to which a lane belongs.
pub fn group(name: &str) -> &'static str {
    let (group, _) = place(name);
    GROUPS.get(group).map_or("further", |(name, _)| name)
}

fn view(lane: &Lane) -> LaneView<'_> {
    LaneView {
        name: &lane.name,
        group: group(&lane.name),
        kind: lane.kind,
        icon: lane.icon.as_deref(),
        heading_html: &lane.heading.0,
        heading_lang: lane.heading_lang,
        id: &lane.anchor,
        internal: lane.internal,
        parts: lane
            .parts
            .iter()
            .filter(|part| part.heading.is_some() || !part.blocks.is_empty())
            .map(|part| PartView {
                heading_html: part.heading.as_ref().map_or("", |heading| &heading.0),
                id: &part.anchor,
                internal: part.internal,
                blocks: part
                    .blocks
                    .iter()
                    .map(|block| view_of(block, group(&lane.name) == "barriers"))
                    .collect(),
            })
            .collect(),
    }
}

/// A block; `answers` where what is nested in its items are answers.
fn view_of(block: &Block, answers: bool) -> BlockView<'_> {
    match block {
        Block::Prose(html) => BlockView {
            html: &html.0,
            ..BlockView::default()
        },
        Block::List(list) => BlockView {
            list: true,
            ordered: list.start.is_some(),
            start: list.start.unwrap_or(1),
            items: list.items.iter().map(|one| item(one, answers)).collect(),
            html: "",
        },
    }
}

fn item(item: &Item, answers: bool) -> ItemView<'_> {
    let nested = match only_answer(item).filter(|_| answers) {
        Some(answer) => shown(answer),
        None => nested_html(item),
    };
    ItemView {
        html: &item.html.0,
        quote: item.quote,
        nested_html: Html(nested),
    }
}

/// The one answer to a barrier, where it is no more than a line: it needs no paragraph.
fn only_answer(item: &Item) -> Option<&Item> {
    let [Block::List(List { start: None, items })] = item.nested.as_slice() else {
        return None;
    };
    let [answer] = items.as_slice() else {
        return None;
    };
    (answer.nested.is_empty() && !holds_blocks(&answer.html.0)).then_some(answer)
}

/// A block as HTML, for places that do not look into lists.
fn block_html(block: &Block) -> String {
    match block {
        Block::Prose(html) => html.0.clone(),
        // A single answer needs no list around it.
        Block::List(List { start: None, items }) if items.len() == 1 => items
            .iter()
            .map(|item| match holds_blocks(&item.html.0) {
                true => format!("{}{}", shown(item), nested_html(item)),
                false => format!("<p>{}</p>{}", shown(item), nested_html(item)),
            })
            .collect(),
        Block::List(list) => {
            let (open, close) = match list.start {
                None => ("<ul>".to_owned(), "</ul>"),
                Some(1) => ("<ol>".to_owned(), "</ol>"),
                Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
            };
            let items: String = list
                .items
                .iter()
                .map(|item| format!("<li>{}{}</li>", shown(item), nested_html(item)))
                .collect();
            format!("{open}{items}{close}")
        }
    }
}

/// True for HTML that cannot stand in a paragraph.
fn holds_blocks(html: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "<p",
        "<div",
        "<table",
        "<pre",
        "<blockquote",
        "<h",
        "<ul",
        "<ol",
        "<dl",
        "<figure",
        "<details",
        "<section",
    ];
    BLOCKS.iter().any(|tag| html.contains(tag))
}

fn nested_html(item: &Item) -> String {
    item.nested.iter().map(block_html).collect()
}

/// An item with its quotation marks: outside of a list that hangs them they stand in the text.
fn shown(item: &Item) -> String {
    if item.quote {
        format!("<q>{}</q>", item.html.0)
    } else {
        item.html.0.clone()
    }
}

/// A lane in few words, for a table's cell: a line for each item or paragraph, without links,
/// anchors and pictures. One element holds them all: a big map has thousands of items, and a page
/// that repeats each of them as an element is slow to lay out.
pub fn cell(lane: &Lane) -> Html {
    let lines: Vec<String> = lane
        .parts
        .iter()
        .flat_map(|part| &part.blocks)
        .flat_map(lines)
        .collect();
    in_lines(&lines)
}

/// Lines as a cell shows them: the theme keeps line breaks there.
pub fn in_lines(lines: &[String]) -> Html {
    Html(lines.join("\n"))
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Prose(html) => vec![plain(&html.0)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect(),
        Block::List(list) => list
            .items
            .iter()
            .zip(list.start.unwrap_or(1)..)
            .map(|(item, number)| {
                let text = plain(&item.html.0);
                let text = if item.quote {
                    format!("«{text}»")
                } else {
                    text
                };
                if list.start.is_some() {
                    format!("{number}.\u{a0}{text}")
                } else {
                    format!("—\u{a0}{text}")
                }
            })
            .collect(),
    }
}

/// HTML without its tags; what is escaped stays so.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
        // Blocks that followed each other must not run into one word.
        if !out.ends_with(' ') && !out.is_empty() && tag.starts_with('/') {
            let block = ["/p", "/li", "/td", "/th", "/h", "/blockquote", "/pre"];
            if block.iter().any(|name| tag.starts_with(name)) {
                out.push(' ');
            }
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// How many characters a lane has, what is nested in its items included.
pub fn extent(lane: &Lane) -> usize {
    lane.parts
        .iter()
        .map(|part| {
            part.heading
                .as_ref()
                .map_or(0, |heading| heading.0.chars().count())
        })
        .sum::<usize>()
        + lane
            .parts
            .iter()
            .flat_map(|part| &part.blocks)
            .map(|block| plain(&block_html(block)).chars().count())
            .sum::<usize>()
}

/// Items or, where there is no list, the whole text: for tags and chips.
pub fn tags(lane: &Lane) -> Vec<Html> {
    let items: Vec<Html> = lane.items().map(|item| Html(plain(&item.html.0))).collect();
    if items.is_empty() && !lane.is_empty() {
        let text: Vec<String> = lane
            .parts
            .iter()
            .flat_map(|part| &part.blocks)
            .flat_map(lines)
            .collect();
        return vec![Html(text.join(" "))];
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay_apart() {
        assert_eq!(plain("<p>a <b>b</b>c</p><p>d &lt;</p>"), "a bc d &lt;");
    }
}
