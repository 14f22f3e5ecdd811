//! The keys of front matter as the documentation lists them, with what each takes and does not.

/// What a key takes, and with it what it does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    Text,
    Texts,
    Flag,
    Number,
    /// From, to.
    Range(f64, f64),
    Date,
    Period,
    Choice,
    Table,
    Tables,
    Free,
}
use Takes::{Choice, Date, Flag, Free, Number, Period, Range, Table, Tables, Text, Texts};

pub type Keys = &'static [(&'static str, Takes)];

pub const KPI: Keys = &[
    ("name", Text),
    ("unit", Text),
    ("baseline", Number),
    ("target", Number),
    ("actual", Number),
    ("better", Choice),
    ("note", Text),
];

pub const MAP: Keys = &[
    ("title", Text),
    ("summary", Text),
    ("slug", Text),
    ("date", Date),
    ("updated", Date),
    ("reviewed", Date),
    ("review-every", Period),
    ("client", Table),
    ("client/name", Text),
    ("client/industry", Text),
    ("client/url", Text),
    ("client/logo", Text),
    ("client/region", Text),
    ("client/alias", Text),
    ("client/confidential", Flag),
    ("product", Text),
    ("authors", Texts),
    ("tags", Texts),
    ("cover", Table),
    ("cover/src", Text),
    ("cover/alt", Text),
    ("method", Texts),
    ("results", Tables),
    ("testimonial", Table),
    ("testimonial/text", Text),
    ("testimonial/name", Text),
    ("testimonial/role", Text),
    ("call-to-action", Table),
    ("call-to-action/title", Text),
    ("call-to-action/text", Text),
    ("call-to-action/button", Text),
    ("theme", Text),
    ("aliases", Texts),
    ("draft", Flag),
    ("extra", Free),
];

pub const PERSONA: Keys = &[
    ("title", Text),
    ("name", Text),
    ("role", Text),
    ("age", Text),
    ("location", Text),
    ("family", Text),
    ("income", Text),
    ("photo", Table),
    ("photo/src", Text),
    ("photo/alt", Text),
    ("quote", Text),
    ("facts", Tables),
    ("facts/0/label", Text),
    ("facts/0/value", Text),
    ("five-w", Table),
    ("five-w/what", Text),
    ("five-w/who", Text),
    ("five-w/why", Text),
    ("five-w/when", Text),
    ("five-w/where", Text),
    ("share", Range(0.0, 100.0)),
    ("draft", Flag),
    ("extra", Free),
];

pub const STAGE: Keys = &[
    ("title", Text),
    ("slug", Text),
    ("summary", Text),
    ("phase", Text),
    ("emotion", Range(-2.0, 2.0)),
    ("moment-of-truth", Flag),
    ("quote", Text),
    ("kpis", Tables),
    ("funnel", Table),
    ("funnel/entered", Range(0.0, 1e15)),
    ("funnel/left", Range(0.0, 1e15)),
    ("duration", Text),
    ("owner", Text),
    ("loops-to", Text),
    ("image", Table),
    ("image/src", Text),
    ("image/alt", Text),
    ("internal", Flag),
    ("draft", Flag),
    ("extra", Free),
];

pub const PAGE: Keys = &[
    ("title", Text),
    ("summary", Text),
    ("slug", Text),
    ("date", Date),
    ("updated", Date),
    ("aliases", Texts),
    ("template", Text),
    ("draft", Flag),
    ("extra", Free),
];

/// Wrong values with the rule that each breaks; the part between `‹ ›` is what is to be marked.
pub fn wrong_values(takes: Takes) -> Vec<(String, &'static str)> {
    let fixed: &[(&str, &str)] = match takes {
        Text => &[("‹[а]›", "wrong-type"), ("‹{а: б}›", "wrong-type")],
        Texts => &[
            ("‹{а: б}›", "wrong-type"),
            ("[а, ‹[б]›]", "wrong-type"),
            ("[‹{а: б}›]", "wrong-type"),
        ],
        Flag => &[
            ("‹может быть›", "wrong-type"),
            ("‹\"true\"›", "wrong-type"),
            ("‹1›", "wrong-type"),
            ("‹[true]›", "wrong-type"),
        ],
        Number | Range(..) => &[
            ("‹много›", "wrong-type"),
            ("‹\"5\"›", "wrong-type"),
            ("‹.nan›", "wrong-type"),
            ("‹.inf›", "wrong-type"),
            ("‹true›", "wrong-type"),
            ("‹[1]›", "wrong-type"),
        ],
        Date => &[
            ("‹вчера›", "wrong-value"),
            ("‹2026-02-30›", "wrong-value"),
            ("‹2026-1-5›", "wrong-value"),
            ("‹31.01.2026›", "wrong-value"),
            ("‹2026›", "wrong-value"),
            ("‹2026-01-31 12:00:00›", "wrong-value"),
            ("‹[2026-01-31]›", "wrong-type"),
        ],
        Period => &[
            ("‹скоро›", "wrong-value"),
            ("‹0 months›", "wrong-value"),
            ("‹-1 month›", "wrong-value"),
            ("‹[1]›", "wrong-type"),
        ],
        Choice => &[
            ("‹hihger›", "wrong-value"),
            ("‹true›", "wrong-value"),
            ("‹[higher]›", "wrong-type"),
        ],
        Table => &[
            ("‹текст›", "wrong-type"),
            ("‹5›", "wrong-type"),
            ("‹[а]›", "wrong-type"),
        ],
        Tables => &[
            ("‹текст›", "wrong-type"),
            ("‹{а: б}›", "wrong-type"),
            ("[‹текст›]", "wrong-type"),
            ("[‹[а]›]", "wrong-type"),
        ],
        Free => &[("‹текст›", "wrong-type"), ("‹[а]›", "wrong-type")],
    };
    let mut values: Vec<_> = fixed
        .iter()
        .map(|(value, rule)| ((*value).to_owned(), *rule))
        .collect();
    if let Range(from, to) = takes {
        values.push((format!("‹{}›", from - 0.5), "wrong-value"));
        values.push((format!("‹{}›", to * 2.0 + 0.5), "wrong-value"));
    }
    values
}

/// A value that the key takes.
pub fn right_value(key: &str, takes: Takes) -> &'static str {
    match takes {
        Text => match key.rsplit('/').next() {
            Some("phase") => "search",
            Some("loops-to") => "start",
            Some("theme") => "agency",
            Some("template") => "page.html",
            Some("src" | "logo") => "/picture.svg",
            Some("url") => "https://example.org/",
            Some("age") => "35",
            _ => "текст",
        },
        Texts => "[один, два]",
        Flag => "false",
        Number | Range(..) => "1.5",
        Date => "2026-01-31",
        Period => "6 months",
        Choice => "lower",
        Table => match key {
            "cover" | "photo" | "image" => "{src: /picture.svg, alt: снимок}",
            "testimonial" => "{text: слова}",
            _ => "{}",
        },
        Tables => "[]",
        Free => "{а: [1, {б: в}]}",
    }
}
