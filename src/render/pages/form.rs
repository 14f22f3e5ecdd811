//! The lead form: plain HTML that posts without JavaScript.
//!
//! In: `[lead-form]`. Out: the form with its fields, the names of hidden fields and of the
//! honeypot as the chosen service documents them, and the boxes for consent.

use super::{Studio, parts::link};
use crate::{
    config::{FormField, Law, Provider},
    journey::Page,
    render::view::{ConsentView, FieldView, FormView, HiddenView},
    value::Value,
};

/// The form; `None` where no address takes it.
pub fn view(studio: &Studio<'_>) -> Option<FormView> {
    let form = &studio.config.lead_form;
    let action = action(form.provider, form.action.as_deref()?);
    let thanks = form
        .thanks
        .as_ref()
        .and_then(|(path, _)| page(studio, path));
    // Services send the visitor on to a full address only.
    let thanks = thanks.and_then(|page| studio.canonical(&page.meta.url));
    let consent = consent(studio);
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
            .map(|field| field_view(studio, field))
            .collect(),
        newsletter: form
            .consent
            .newsletter
            .as_ref()
            .map(|words| pair("newsletter", &studio.locale.text(words))),
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

fn field_view(studio: &Studio<'_>, field: &FormField) -> FieldView {
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
        Some(label) => studio.locale.text(label),
        None => match studio.locale.phrase(&format!("field_{}", field.name), &[]) {
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
fn consent(studio: &Studio<'_>) -> Option<ConsentView> {
    let consent = &studio.config.lead_form.consent;
    let law = match consent.law {
        Law::Fz152 => "152-fz",
        Law::Gdpr => "gdpr",
        Law::None => return None,
    };
    let of = |placed: &Option<(String, crate::source::Spot)>| {
        placed.as_ref().and_then(|(path, _)| page(studio, path))
    };
    let document = of(&consent.document);
    let as_link = |page: &Page| link(studio.locale.text(&page.meta.title), &page.meta.url);
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
fn page<'s>(studio: &'s Studio<'_>, path: &str) -> Option<&'s Page> {
    let wanted = format!(
        "{}/{}",
        studio.config.src.trim_matches('/'),
        path.trim_start_matches('/')
    );
    studio
        .site
        .pages
        .iter()
        .find(|page| page.meta.path == wanted)
}
