//! `[lead-form]`: the form, the service behind it, and the consent.

use super::{Consent, FormField, Law, LeadForm, Provider};
use crate::{fields::Fields, value::Value};

pub(super) fn read_lead_form(form: &Fields<'_>) -> LeadForm {
    const PROVIDERS: &[(&str, Provider)] = &[
        ("own", Provider::Own),
        ("formspree", Provider::Formspree),
        ("web3forms", Provider::Web3Forms),
        ("basin", Provider::Basin),
        ("getform", Provider::Getform),
        ("formsubmit", Provider::FormSubmit),
        ("netlify", Provider::Netlify),
    ];
    let page = |fields: &Fields<'_>, key| {
        fields
            .filled(key)
            .map(|path| (path, fields.value_spot(key)))
    };
    LeadForm {
        action: form.address("action", &["https", "http"]),
        provider: form.choice("provider", PROVIDERS).unwrap_or_default(),
        access_key: form.filled("access-key"),
        fields: read_form_fields(form),
        thanks: page(form, "thanks"),
        consent: form
            .table("consent", "`[lead-form.consent]`", |consent| Consent {
                law: consent
                    .choice(
                        "law",
                        &[
                            ("152-fz", Law::Fz152),
                            ("gdpr", Law::Gdpr),
                            ("none", Law::None),
                        ],
                    )
                    .unwrap_or_default(),
                document: page(consent, "document"),
                policy: page(consent, "policy"),
                newsletter: consent.filled("newsletter"),
            })
            .unwrap_or_default(),
    }
}

/// The fields of the form: names, or tables with label, type and whether they are required.
fn read_form_fields(form: &Fields<'_>) -> Vec<FormField> {
    let named = |name: &str| FormField {
        name: name.into(),
        ..FormField::default()
    };
    let Some(Value::List(items)) = form.get("fields") else {
        let given = form.texts("fields");
        let names: Vec<&str> = if given.is_empty() {
            vec!["name", "phone", "email", "message"]
        } else {
            given.iter().map(String::as_str).collect()
        };
        return names.into_iter().map(named).collect();
    };
    items
        .iter()
        .enumerate()
        .filter_map(|(n, item)| match item {
            Value::Text(name) => Some(named(name)),
            table => form.read_table(
                table,
                format!("lead-form/fields/{n}"),
                "a field",
                read_form_field,
            ),
        })
        .collect()
}

fn read_form_field(field: &Fields<'_>) -> FormField {
    const KINDS: &[(&str, &str)] = &[
        ("text", "text"),
        ("tel", "tel"),
        ("email", "email"),
        ("textarea", "textarea"),
    ];
    FormField {
        name: field.required("name").unwrap_or_default(),
        label: field.filled("label"),
        kind: field.choice("type", KINDS).map(str::to_owned),
        required: field.get("required").map(|_| field.flag("required")),
    }
}
