//! The sections of `book.toml`, from the top.
//!
//! In: the file's keys. Out: a [`Config`] with every default settled.

use super::{
    Agency, Config, ThemeOptions, foreign,
    html::read_html,
    lanes::{read_lane, read_titles, title_in},
    lead_form::read_lead_form,
};
use crate::{
    diagnostic::{Diagnostic, Rule, Severity, nearest},
    fields::Fields,
    journey::CallToAction,
    text::words::parse_period,
    urls::SCHEMES,
};

pub(super) fn read(root: &Fields<'_>) -> Config {
    let mut config = Config {
        language: "ru".into(),
        src: "content".into(),
        build_dir: "public".into(),
        review_every: "6 months".into(),
        extra: root.extra(),
        ..Config::default()
    };
    config.html.theme = "agency".into();
    root.table("book", "`[book]`", |book| read_book(book, &mut config));
    root.table("build", "`[build]`", |build| {
        foreign::ignore(build, foreign::BUILD);
        config.build_dir = build.filled("build-dir").unwrap_or_else(|| "public".into());
    });
    root.table("output", "`[output]`", |output| {
        foreign::ignore_other_renderers(output);
        if let Some(html) = output.table("html", "`[output.html]`", read_html) {
            config.html = html;
        }
    });
    config.agency = root
        .table("agency", "`[agency]`", read_agency)
        .unwrap_or_default();
    config.call_to_action = root.table("call-to-action", "a call to action", read_call_to_action);
    config.lead_form = root
        .table("lead-form", "`[lead-form]`", read_lead_form)
        .unwrap_or_default();
    root.table("method", "`[method]`", |method| {
        config.method = method.texts("steps")
    });
    root.table("review", "`[review]`", |review| {
        if let Some(every) = read_period(review, "every") {
            config.review_every = every;
        }
    });
    config.languages = root.named_tables("languages", "a language", |code, language| {
        foreign::ignore(language, &["description"]);
        (code.to_owned(), language.text("title"))
    });
    config.lanes = root.named_tables("lanes", "a lane", read_lane);
    config.phases = root.named_tables("phases", "a phase", |name, phase| {
        let titles = read_titles(phase, "title");
        (name.to_owned(), title_in(&titles, &config.language))
    });
    config.theme_options = root.named_tables("theme", "a theme", read_theme_options);
    root.table("check", "`[check]`", |check| {
        config.allow = read_allow(check);
        config.forbidden_words = check.texts("forbidden-words");
    });
    config
}

fn read_book(book: &Fields<'_>, config: &mut Config) {
    foreign::ignore(book, foreign::BOOK);
    config.title = book.required("title").unwrap_or_default();
    config.description = book.text("description").unwrap_or_default();
    config.authors = book.texts("authors");
    if let Some(language) = book.filled("language") {
        config.language = language;
    }
    if let Some(src) = book.filled("src") {
        config.src = src;
    }
    config.src_spot = Some(book.value_spot("src"));
}

fn read_agency(agency: &Fields<'_>) -> Agency {
    Agency {
        name: agency.filled("name"),
        phone: agency.filled("phone"),
        email: agency.filled("email"),
        url: agency.address("url", SCHEMES),
        logo: agency
            .filled("logo")
            .map(|logo| (logo, agency.value_spot("logo"))),
        address: agency.filled("address"),
        social: agency
            .tables("social", "an entry of `social`", |entry| {
                (
                    entry.required("name"),
                    entry
                        .required("url")
                        .and_then(|_| entry.address("url", SCHEMES)),
                )
            })
            .into_iter()
            .filter_map(|(name, url)| Some((name?, url?)))
            .collect(),
    }
}

/// Reads a call to action, in the settings or in a map.
pub fn read_call_to_action(fields: &Fields<'_>) -> CallToAction {
    CallToAction {
        title: fields.filled("title").unwrap_or_default(),
        text: fields.filled("text"),
        button: fields.filled("button").unwrap_or_default(),
    }
}

/// A length of time: a number and a unit.
pub fn read_period(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.filled(key)?;
    if parse_period(&text).is_none() {
        fields.push(
            Diagnostic::new(
                Rule::WrongValue,
                &fields.value_spot(key),
                format!("`{text}` is not a length of time"),
            )
            .help("a number and days, weeks, months or years: \"6 months\""),
        );
        return None;
    }
    Some(text)
}

fn read_theme_options(name: &str, options: &Fields<'_>) -> ThemeOptions {
    // Which options there are the theme knows; `crate::theme` checks them.
    let values = options
        .take_all()
        .map(|(key, value)| {
            (
                key.clone(),
                value.clone(),
                options.key_spot(key),
                options.value_spot(key),
            )
        })
        .collect();
    ThemeOptions {
        theme: name.to_owned(),
        spot: options.key_spot(""),
        values,
    }
}

fn read_allow(check: &Fields<'_>) -> Vec<String> {
    let allow = check.texts_with_spots("allow");
    for (name, spot) in &allow {
        let diagnostic = match Rule::by_name(name) {
            Some(rule) if rule.severity() == Severity::Warning => continue,
            Some(_) => Diagnostic::new(
                Rule::UnknownRule,
                spot,
                format!("`{name}` is an error, and cannot be allowed"),
            ),
            None => {
                let known = Rule::ALL.iter().map(|rule| rule.name());
                let message = format!("there is no rule `{name}`");
                let diagnostic = Diagnostic::new(Rule::UnknownRule, spot, message);
                match nearest(name, known) {
                    Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                    None => diagnostic,
                }
            }
        };
        check.push(diagnostic);
    }
    allow.into_iter().map(|(name, _)| name).collect()
}
