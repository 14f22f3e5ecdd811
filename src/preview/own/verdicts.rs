//! What is to be said of an application as a whole.
//!
//! In: the fields that a form has sent, and the form as it is now. Out: whether consent was given
//! and to which text, whether the newsletter is wanted, and whether a robot has sent it.

use crate::preview::{FormSheet, form_data::value};

/// A sentence, plain, and whether it is good.
pub(super) type Verdict = (bool, String);

/// All that is to be said.
pub(super) fn verdicts(form: &FormSheet, fields: &[(String, String)]) -> Vec<Verdict> {
    [
        Some(consent(form, fields)),
        newsletter(form, fields),
        honeypot(form, fields),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn consent(form: &FormSheet, fields: &[(String, String)]) -> Verdict {
    let Some((name, version)) = &form.consent else {
        return (true, "Consent: the form does not ask for it.".to_owned());
    };
    match value(fields, name).filter(|value| !value.is_empty()) {
        None => (false, "Consent: not given.".to_owned()),
        Some(given) if given == version => (true, format!("Consent: given, version {version}.")),
        Some(given) => {
            let text = format!(
                "Consent: given to version {given}, while the text is of version {version} now."
            );
            (false, text)
        }
    }
}

fn newsletter(form: &FormSheet, fields: &[(String, String)]) -> Option<Verdict> {
    let name = form.newsletter.as_ref()?;
    let is_wanted = value(fields, name).is_some_and(|value| !value.is_empty());
    let word = if is_wanted { "wanted" } else { "not wanted" };
    Some((true, format!("Newsletter: {word}.")))
}

fn honeypot(form: &FormSheet, fields: &[(String, String)]) -> Option<Verdict> {
    let name = form.honeypot.as_ref()?;
    let mut values = fields.iter().filter(|(known, _)| known == name);
    Some(match values.find(|(_, value)| !value.is_empty()) {
        None => (
            true,
            "Trap for robots: empty, so a person has sent this.".to_owned(),
        ),
        Some((_, value)) => {
            let text = format!(
                "Trap for robots: filled in with “{value}”, so a robot has sent this; the service \
                 would throw it away."
            );
            (false, text)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::verdicts;
    use crate::preview::{FormSheet, form_data::urlencoded};

    #[test]
    fn in_words() {
        let form = FormSheet {
            honeypot: Some("_gotcha".into()),
            consent: Some(("consent".into(), "2".into())),
            newsletter: Some("news".into()),
            ..FormSheet::default()
        };
        let said = |form: &FormSheet, body: &str| {
            let all = verdicts(form, &urlencoded(body.as_bytes()));
            let line = |(is_good, text)| format!("{} {text}\n", if is_good { "+" } else { "-" });
            all.into_iter().map(line).collect::<String>()
        };
        assert_eq!(
            said(&form, "consent=2&news=yes&_gotcha="),
            "+ Consent: given, version 2.\n+ Newsletter: wanted.\n\
             + Trap for robots: empty, so a person has sent this.\n"
        );
        assert_eq!(
            said(&form, "consent=1&_gotcha=&_gotcha=x"),
            "- Consent: given to version 1, while the text is of version 2 now.\n\
             + Newsletter: not wanted.\n- Trap for robots: filled in with “x”, so a robot has sent \
             this; the service would throw it away.\n"
        );
        assert!(said(&form, "consent=").starts_with("- Consent: not given.\n"));
        assert_eq!(
            said(&FormSheet::default(), "a=b"),
            "+ Consent: the form does not ask for it.\n"
        );
    }
}
