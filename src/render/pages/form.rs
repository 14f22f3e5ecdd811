//! The lead form: plain HTML that posts without JavaScript.
//!
//! In: `[lead-form]`. Out: the form with its fields, the names of hidden fields and of the
//! honeypot as the chosen service documents them, and the boxes for consent.

use super::parts::link;
use crate::{
    config::{Config, FormField, Law, Provider},
    journey::{Page, Site},
    render::{
        locale::Locale,
        view::{ConsentView, FieldView, FormView, HiddenView},
        workshop::Workshop,
    },
    value::Value,
};

/// The form; `None` where no address takes it.
pub fn view(workshop: &Workshop, config: &Config, site: &Site) -> Option<FormView> {
    let locale = &workshop.locale;
    let form = &config.lead_form;
    let action = action(form.provider, form.action.as_deref()?);
    let thanks = form
        .thanks
        .as_ref()
        .and_then(|(path, _)| page(config, site, path));
    // Services send the visitor on to a full address only.
    let base = config.html.site_url.as_deref();
    let base = base.filter(|url| url.starts_with("http"));
    let thanks = thanks
        .zip(base)
        .map(|(page, base)| format!("{}{}", base.trim_end_matches('/'), page.meta.url));
    let consent = consent(locale, config, site);
    let mut hidden = hidden(form.provider, form.access_key.as_deref(), thanks);
    if let Some(consent) = &consent {
        hidden.push(pair("consent_version", &consent.value));
    }
    Some(FormView {
        action,
        enctype: "application/x-www-form-urlencoded".to_owned(),
        hidden,
        honeypot: Some(honeypot(form.provider).to_owned()),
        fields: form
            .fields
            .iter()
            .map(|field| field_view(locale, field))
            .collect(),
        newsletter: form
            .consent
            .newsletter
            .as_ref()
            .map(|words| pair("newsletter", &locale.text(words))),
        consent,
        attributes: match form.provider {
            // Netlify finds forms while it deploys, by these attributes.
            Provider::Netlify => vec![
                pair("name", "lead"),
                pair("data-netlify", "true"),
                pair("netlify-honeypot", "bot-field"),
            ],
            _ => Vec::new(),
        },
    })
}

fn action(provider: Provider, action: &str) -> String {
    let is_name = !action.contains(['/', ':']);
    match provider {
        // These services know a form by a short name, which is all that people have at hand.
        Provider::Formspree if is_name => format!("https://formspree.io/f/{action}"),
        Provider::Basin if is_name => format!("https://usebasin.com/f/{action}"),
        Provider::Getform if is_name => format!("https://getform.io/f/{action}"),
        Provider::FormSubmit if !action.contains("://") => {
            format!("https://formsubmit.co/{action}")
        }
        _ => action.to_owned(),
    }
}

/// The name of the field that only robots fill in.
fn honeypot(provider: Provider) -> &'static str {
    match provider {
        Provider::Formspree | Provider::Getform | Provider::Basin => "_gotcha",
        Provider::Web3Forms => "botcheck",
        Provider::FormSubmit => "_honey",
        Provider::Netlify => "bot-field",
        Provider::Own => "homepage",
    }
}

fn hidden(provider: Provider, key: Option<&str>, thanks: Option<String>) -> Vec<HiddenView> {
    let mut hidden = Vec::new();
    if let (Provider::Web3Forms, Some(key)) = (provider, key) {
        hidden.push(pair("access_key", key));
    }
    if provider == Provider::Netlify {
        hidden.push(pair("form-name", "lead"));
    }
    let redirect = match provider {
        Provider::Formspree | Provider::FormSubmit => Some("_next"),
        Provider::Web3Forms | Provider::Basin | Provider::Getform => Some("redirect"),
        Provider::Own => Some("thanks"),
        // Netlify sends the visitor to the form's own action.
        Provider::Netlify => None,
    };
    if let (Some(name), Some(thanks)) = (redirect, thanks) {
        hidden.push(pair(name, &thanks));
    }
    hidden
}

fn pair(name: &str, value: &str) -> HiddenView {
    HiddenView {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn field_view(locale: &Locale, field: &FormField) -> FieldView {
    let (kind, autocomplete) = match field.name.as_str() {
        "name" => ("text", "name"),
        "phone" | "tel" => ("tel", "tel"),
        "email" => ("email", "email"),
        "company" => ("text", "organization"),
        "site" | "website" => ("text", "url"),
        "message" => ("textarea", ""),
        _ => ("text", ""),
    };
    let label = match &field.label {
        Some(label) => locale.text(label),
        None => match locale.phrase(&format!("field_{}", field.name), &[]) {
            Some(word) => word,
            None => field.name.clone(),
        },
    };
    FieldView {
        id: format!(
            "cjm-{}",
            crate::text::slug::slug(&field.name).unwrap_or_else(|| "field".into())
        ),
        name: field.name.clone(),
        label,
        kind: field.kind.clone().unwrap_or_else(|| kind.to_owned()),
        autocomplete: autocomplete.to_owned(),
        // One way to answer must be given; of the usual fields that is the name.
        required: field.required.unwrap_or(field.name == "name"),
    }
}

/// The box for consent. The version of the text travels with the form: the document's
/// `extra.version`, else the day of its last change.
fn consent(locale: &Locale, config: &Config, site: &Site) -> Option<ConsentView> {
    let consent = &config.lead_form.consent;
    let law = match consent.law {
        Law::Fz152 => "152-fz",
        Law::Gdpr => "gdpr",
        Law::None => return None,
    };
    let of = |placed: &Option<(String, crate::source::Spot)>| {
        placed
            .as_ref()
            .and_then(|(path, _)| page(config, site, path))
    };
    let document = of(&consent.document);
    let as_link = |page: &Page| link(locale.text(&page.meta.title), &page.meta.url);
    Some(ConsentView {
        name: "consent".to_owned(),
        value: document.map_or_else(|| "yes".to_owned(), version),
        document: document.map(as_link),
        policy: of(&consent.policy).map(as_link),
        law: law.to_owned(),
    })
}

fn version(page: &Page) -> String {
    if let Value::Table(entries) = &page.meta.extra
        && let Some((_, version)) = entries.iter().find(|(key, _)| key == "version")
        && let Some(text) = version.scalar_text()
    {
        return text;
    }
    let day = page.meta.updated.or(page.meta.date);
    day.map_or_else(|| "1".to_owned(), |day| day.to_string())
}

/// The page whose source stands at a path within the content folder.
fn page<'s>(config: &Config, site: &'s Site, path: &str) -> Option<&'s Page> {
    let wanted = format!(
        "{}/{}",
        config.src.trim_matches('/'),
        path.trim_start_matches('/')
    );
    let mut pages = site.pages.iter().map(|page| &**page);
    pages.find(|page| page.meta.path == wanted)
}
