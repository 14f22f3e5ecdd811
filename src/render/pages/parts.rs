//! Pieces that several pages show: cards, figures, portraits, pictures, drawings.

use super::Studio;
use crate::{
    journey::{Client, FiveW, Html, Image, JourneyMap, Kpi, Persona, Segment, Stage},
    render::{
        charts::{
            TextAlternative, cover,
            kpi_bar::{self, Better, KpiBar},
            sparkline::{self, Sparkline},
        },
        view::{CardView, ClientView, FactView, ImageView, KpiView, LinkView},
        workshop::Workshop,
    },
    urls,
};

/// The name of the file of cover art, beside a page.
const COVER_FILE: &str = "cover-art.svg";

/// A map as a card.
pub fn card(studio: &Workshop, map: &JourneyMap) -> CardView {
    let longest = map
        .segments
        .iter()
        .max_by_key(|segment| segment.stages.len());
    let day = map.meta.updated.or(map.meta.date);
    CardView {
        title: studio.locale.text(&map.meta.title),
        url: urls::inside(&map.meta.url),
        summary: studio.locale.text(&map.meta.summary),
        client: map
            .client
            .as_ref()
            .map(|client| studio.locale.text(&client.name))
            .filter(|name| !name.is_empty()),
        industry: map
            .client
            .as_ref()
            .and_then(|client| studio.locale.maybe(client.industry.as_ref())),
        date: day.map(|day| studio.locale.date(day)),
        stages: longest.map_or(0, |segment| segment.stages.len()),
        segments: if map.has_segments() {
            map.segments.len()
        } else {
            0
        },
        tags: map.tags.clone(),
        cover: map.cover.as_ref().map(|cover| image(studio, cover)),
        cover_art: map
            .segments
            .first()
            .and_then(|segment| cover_picture(studio, &map.meta.url, segment)),
        sparkline_svg: longest.map_or_else(Html::default, |segment| spark(studio, segment)),
    }
}

/// The emotion curve in small; empty where no stage has an emotion. It is decoration: the words
/// beside it say what the map is.
pub fn spark(studio: &Workshop, segment: &Segment) -> Html {
    let emotions = emotions(&segment.stages);
    if !studio.wanted.sparklines || emotions.iter().all(Option::is_none) {
        return Html::default();
    }
    Html(sparkline::draw(&Sparkline::new(
        &emotions,
        TextAlternative::default(),
    )))
}

/// The emotions of a path.
pub fn emotions(stages: &[Stage]) -> Vec<Option<f64>> {
    stages.iter().map(|stage| stage.emotion).collect()
}

/// Cover art for wide screens and for phones, drawn from a path; empty without stages.
pub fn cover_art(
    studio: &Workshop,
    segment: &Segment,
    id: &str,
    first_number: usize,
) -> (Html, Html) {
    if !studio.wanted.covers || segment.stages.is_empty() {
        return (Html::default(), Html::default());
    }
    let emotions = emotions(&segment.stages);
    let texts: Vec<(String, String)> = segment
        .stages
        .iter()
        .enumerate()
        .map(|(n, stage)| {
            (
                two_digits(n + first_number),
                studio.locale.text(&stage.title),
            )
        })
        .collect();
    let labels: Vec<_> = texts
        .iter()
        .map(|(number, name)| cover::StationLabel { number, name })
        .collect();
    let title = studio.locale.word("cover_title");
    let draw = |id: &str, draw: fn(&cover::Cover<'_>) -> String| {
        Html(draw(&cover::Cover {
            emotions: &emotions,
            labels: &labels,
            seed: &segment.url,
            alternative: TextAlternative {
                id,
                title: &title,
                description: "",
            },
        }))
    };
    (
        draw(&format!("{id}-wide"), cover::wide),
        draw(&format!("{id}-tall"), cover::tall),
    )
}

/// The file of cover art beside a page; `None` where it has no stages, or no template shows it.
pub fn cover_picture(studio: &Workshop, url: &str, segment: &Segment) -> Option<ImageView> {
    let drawn = studio.wanted.cover_files && !segment.stages.is_empty();
    drawn.then(|| ImageView {
        src: urls::inside(&format!("{url}{COVER_FILE}")),
        alt: String::new(),
        width: Some(cover::FILE_SIZE.0),
        height: Some(cover::FILE_SIZE.1),
        srcset: String::new(),
    })
}

/// What stands in that file; `None` like the address of it.
pub fn cover_file(studio: &Workshop, url: &str, segment: &Segment) -> Option<(String, String)> {
    cover_picture(studio, url, segment)?;
    let colours = cover::Colours {
        light: tones(&studio.colours.light),
        dark: tones(&studio.colours.dark),
    };
    let drawing = cover::file(&emotions(&segment.stages), &segment.url, &colours);
    Some((urls::file_of(&format!("{url}{COVER_FILE}")), drawing))
}

fn tones([ground, contour, route]: &[String; 3]) -> cover::Tones<'_> {
    cover::Tones {
        ground,
        contour,
        route,
    }
}

/// A portrait of letters, for whoever has no photo; empty where no template shows it.
pub fn monogram(studio: &Workshop, segment: &Segment, initials: &str) -> Html {
    if !studio.wanted.monograms {
        return Html::default();
    }
    Html(cover::monogram(&cover::Monogram {
        initials,
        emotions: &emotions(&segment.stages),
        seed: &segment.url,
    }))
}

/// A number of two digits: `00`.
pub fn two_digits(number: usize) -> String {
    format!("{number:02}")
}

/// A picture.
pub fn image(studio: &Workshop, image: &Image) -> ImageView {
    described(image, studio.locale.text(&image.alt))
}

/// A picture with a description.
pub fn described(image: &Image, alt: String) -> ImageView {
    ImageView {
        src: image.src.clone(),
        alt,
        width: image.size.map(|(width, _)| width),
        height: image.size.map(|(_, height)| height),
        srcset: image.srcset.clone(),
    }
}

/// The client.
pub fn client(studio: &Workshop, client: &Client) -> ClientView {
    let name = studio.locale.text(&client.name);
    let logo = client.logo.as_ref();
    ClientView {
        logo: logo.map(|logo| described(logo, name.clone())),
        name,
        industry: studio.locale.maybe(client.industry.as_ref()),
        url: client.url.clone(),
        region: studio.locale.maybe(client.region.as_ref()),
    }
}

/// A figure with its bar.
pub fn kpi(studio: &Studio, kpi: &Kpi) -> KpiView {
    let locale = &studio.locale;
    let name = locale.text(&kpi.name);
    let text = |value: Option<f64>| value.map(|value| locale.number(value));
    let (figure, figure_is) = match (kpi.actual, kpi.target, kpi.baseline) {
        (Some(actual), ..) => (Some(actual), "actual"),
        (None, Some(target), _) => (Some(target), "target"),
        (None, None, baseline) => (baseline, "baseline"),
    };
    let bar = KpiBar {
        baseline: kpi.baseline,
        actual: kpi.actual,
        target: kpi.target,
        better: if kpi.lower_is_better {
            Better::Lower
        } else {
            Better::Higher
        },
        // The figures stand beside it in words.
        alternative: TextAlternative::default(),
    };
    let values = [kpi.baseline, kpi.actual, kpi.target]
        .iter()
        .flatten()
        .count();
    KpiView {
        name,
        figure: text(figure),
        figure_is: figure_is.to_owned(),
        unit: locale.maybe(kpi.unit.as_ref()),
        baseline: text(kpi.baseline),
        target: text(kpi.target),
        actual: text(kpi.actual),
        lower_is_better: kpi.lower_is_better,
        reached: bar.reached(),
        note: locale.maybe(kpi.note.as_ref()),
        bar_svg: if studio.wanted.bars && values >= 2 {
            Html(kpi_bar::draw(&bar))
        } else {
            Html::default()
        },
    }
}

/// Age, place, family, income and the author's own facts.
pub fn facts(studio: &Studio, persona: &Persona) -> Vec<FactView> {
    let usual = [
        ("age", &persona.age),
        ("location", &persona.location),
        ("family", &persona.family),
        ("income", &persona.income),
    ];
    labelled(studio, &usual)
        .chain(persona.facts.iter().map(|(label, value)| FactView {
            label: studio.locale.text(label),
            value: studio.locale.text(value),
        }))
        .collect()
}

/// Sherrington's five questions with their answers.
pub fn five_w(studio: &Studio, five: Option<&FiveW>) -> Vec<FactView> {
    let Some(five) = five else { return Vec::new() };
    let questions = [
        ("what", &five.what),
        ("who", &five.who),
        ("why", &five.why),
        ("when", &five.when),
        ("where", &five.r#where),
    ];
    labelled(studio, &questions).collect()
}

fn labelled<'s>(
    studio: &'s Studio,
    pairs: &'s [(&'s str, &'s Option<String>)],
) -> impl Iterator<Item = FactView> + 's {
    pairs.iter().filter_map(|(key, value)| {
        Some(FactView {
            label: studio.locale.word(key),
            value: studio.locale.text(value.as_ref()?),
        })
    })
}

/// The first letters of the first two words of a name. Particles (`де`, `van`) do not count where
/// there are two words that begin with a capital; a single word with a hyphen counts as two:
/// `Анна-Мария` is `АМ`.
pub fn initials(name: &str) -> String {
    let letters = |separators: &[char]| -> Vec<char> {
        let words = name.split(|c: char| c.is_whitespace() || separators.contains(&c));
        let first = words.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
        first.collect()
    };
    let mut chosen = letters(&[]);
    if chosen.len() < 2 {
        chosen = letters(&['-', '\u{2010}', '\u{2011}', '.']);
    }
    let capitals: Vec<char> = chosen
        .iter()
        .copied()
        .filter(|c| c.is_uppercase())
        .collect();
    if capitals.len() > 1 {
        chosen = capitals;
    }
    // Some small letters have two capitals in their place: one is enough.
    let capitals = chosen
        .iter()
        .take(2)
        .filter_map(|letter| letter.to_uppercase().next());
    capitals.collect()
}

/// The share of a segment.
pub fn share(studio: &Studio, persona: Option<&Persona>) -> Option<String> {
    Some(studio.locale.percent_of(persona?.share?))
}

/// A link.
pub fn link(title: String, url: &str) -> LinkView {
    LinkView {
        title,
        url: urls::inside(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_letters() {
        assert_eq!(initials("Сергей Петрович Иванов"), "СП");
        assert_eq!(initials("«тимур»"), "Т");
        assert_eq!(initials("42"), "");
        assert_eq!(initials("Я"), "Я");
        assert_eq!(initials("Анна-Мария"), "АМ");
        assert_eq!(initials("Анна-Мария Круа"), "АК");
        assert_eq!(initials("Анна-Мария де ля Круа"), "АК");
        assert_eq!(initials("тимур из отдела"), "ТИ");
        assert_eq!(initials("J. Doe"), "JD");
        assert_eq!(initials("J.D."), "JD");
        assert_eq!(initials("ßen"), "S");
    }
}
