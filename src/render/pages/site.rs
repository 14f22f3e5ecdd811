//! What is the same on all pages.

use super::parts::{self, link};
use crate::{
    config::Config,
    journey::{Page, Site},
    render::{
        locale::Locale,
        view::{AgencyView, LinkView, SiteView},
        workshop::Workshop,
    },
    urls,
    value::Value,
};

/// The site as templates get it, but for the links to all maps.
pub fn view(config: &Config, site: &Site, internal: bool, workshop: &Workshop) -> SiteView {
    let locale = &workshop.locale;
    let (pages, legal_pages) = pages(config, site, locale);
    let linked = workshop.linked.clone();
    SiteView {
        title: locale.text(&config.title),
        description: locale.text(&config.description),
        language: config.language.clone(),
        og_locale: og_locale(&config.language),
        url: urls::inside("/"),
        agency: agency(config, site, locale),
        pages,
        legal_pages,
        maps: Vec::new(),
        internal,
        styles: linked.styles,
        scripts: linked.scripts,
        icon_url: linked.icon,
        options: Value::Table(workshop.theme.options.clone()),
        extra: config.extra.clone(),
        repository_url: config.html.git_repository_url.clone(),
        year: year(site),
    }
}

/// A language as Open Graph wants it, with a country: that of the tag, or the one where most of
/// its readers live. `None` where neither is known.
fn og_locale(language: &str) -> Option<String> {
    const COUNTRIES: &[(&str, &str)] = &[
        ("be", "BY"),
        ("de", "DE"),
        ("en", "US"),
        ("es", "ES"),
        ("fr", "FR"),
        ("hy", "AM"),
        ("it", "IT"),
        ("ka", "GE"),
        ("kk", "KZ"),
        ("pl", "PL"),
        ("ru", "RU"),
        ("tr", "TR"),
        ("tt", "RU"),
        ("uk", "UA"),
        ("uz", "UZ"),
    ];
    let mut parts = language.split(['-', '_']);
    let code = parts.next()?.to_ascii_lowercase();
    let two_letters =
        |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    let country = parts.find(two_letters).map(str::to_ascii_uppercase);
    let usual = || {
        let (_, country) = COUNTRIES.iter().find(|(known, _)| *known == code)?;
        Some((*country).to_owned())
    };
    Some(format!("{code}_{}", country.or_else(usual)?))
}

/// Pages for header and footer, and those for the footer alone. The page where a form lands
/// stands in neither, nor do pages in folders of their own.
fn pages(config: &Config, site: &Site, locale: &Locale) -> (Vec<LinkView>, Vec<LinkView>) {
    let consent = &config.lead_form.consent;
    let src = format!("{}/", config.src.trim_matches('/'));
    let legal: Vec<String> = [&consent.document, &consent.policy]
        .into_iter()
        .flatten()
        .map(|(path, _)| format!("{src}{}", path.trim_start_matches('/')))
        .collect();
    let is_legal = |page: &&Page| {
        legal.contains(&page.meta.path)
            || matches!(&page.meta.extra, Value::Table(entries) if entries.iter().any(|(key, value)| key == "legal" && *value == Value::Bool(true)))
    };
    let at_the_top = |page: &&Page| page.meta.url.matches('/').count() == 2;
    let (legal, other): (Vec<&Page>, Vec<&Page>) = site
        .pages
        .iter()
        .map(|page| &**page)
        .filter(|page| !page.noindex)
        .filter(at_the_top)
        .partition(is_legal);
    let links = |pages: Vec<&Page>| {
        pages
            .into_iter()
            .map(|page| link(locale.text(&page.meta.title), &page.meta.url))
            .collect()
    };
    (links(other), links(legal))
}

fn agency(config: &Config, site: &Site, locale: &Locale) -> AgencyView {
    let agency = &config.agency;
    let name = locale.text(agency.name.as_ref().unwrap_or(&config.title));
    let logo = site.logo.as_ref();
    AgencyView {
        phone: agency.phone.clone(),
        phone_url: agency.phone.as_ref().map(|phone| phone_url(phone)),
        email: agency.email.clone(),
        url: agency.url.clone(),
        logo: logo.map(|logo| parts::described(logo, name.clone())),
        name,
        address: locale.maybe(agency.address.as_ref()),
        social: agency
            .social
            .iter()
            .map(|(title, url)| LinkView {
                title: title.clone(),
                url: url.clone(),
            })
            .collect(),
    }
}

/// A phone number as a link (RFC 3966): digits, and a plus at the beginning.
fn phone_url(phone: &str) -> String {
    let plus = if phone.trim_start().starts_with('+') {
        "+"
    } else {
        ""
    };
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{plus}{digits}")
}

/// The newest year among the site's dates: a build does not look at the clock.
fn year(site: &Site) -> Option<i16> {
    let pages = site.pages.iter().map(|page| &page.meta);
    site.maps
        .iter()
        .flat_map(|map| [map.meta.date, map.meta.updated, map.reviewed])
        .chain(pages.flat_map(|meta| [meta.date, meta.updated]))
        .flatten()
        .max()
        .map(|date| date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_country_or_is_none() {
        assert_eq!(og_locale("ru").as_deref(), Some("ru_RU"));
        assert_eq!(og_locale("en-GB").as_deref(), Some("en_GB"));
        assert_eq!(og_locale("uz-Latn").as_deref(), Some("uz_UZ"));
        assert_eq!(og_locale("eo"), None);
    }
}
