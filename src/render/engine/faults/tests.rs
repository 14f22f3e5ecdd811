use std::{borrow::Cow, collections::BTreeMap};

use super::*;
use crate::{theme::Layer, value::Value};

fn layer(prefix: &str, path: &str, files: &[(&str, &str)]) -> Layer {
    let bytes = |text: &str| Cow::Owned(text.as_bytes().to_vec());
    Layer {
        prefix: prefix.to_owned(),
        path: path.to_owned(),
        files: files
            .iter()
            .map(|(name, text)| (format!("templates/{name}"), bytes(text)))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// What is said of a theme `mine` with these templates, which stands over a built-in one.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let theme = Theme {
        picture_sizes: String::new(),
        name: "mine".into(),
        layers: vec![
            layer("mine/", "themes/mine", files),
            layer(
                "builtin/base/",
                "builtin/base",
                &[("home.html", "<p>"), ("parts/a.html", "")],
            ),
        ],
        options: vec![("accent".into(), Value::Null)],
        paper: (String::new(), String::new()),
    };
    let sources = Sources::of(&theme);
    let mut tera = tera::Tera::new();
    tera.set_fallback_prefixes(sources.prefixes.clone())
        .unwrap();
    let error = tera.add_raw_templates(sources.texts()).unwrap_err();
    let faults = sources.faults(Rule::TemplateSyntax, &error);
    let line = |fault: &Diagnostic| {
        let place = fault.place.as_ref().unwrap();
        let help = fault.help.as_deref().unwrap_or("");
        format!(
            "{}:{}:{} {} [{}] {help}",
            place.path, place.line, place.column, fault.message, fault.label
        )
    };
    faults.iter().map(line).collect()
}

#[test]
fn unknown_names_are_all_reported_at_their_places() {
    assert_eq!(
        said(&[
            ("a.html", "я\n{% include \"part/a.html\" %}\n{{ x | nope }}"),
            ("b.html", "{% include \"q\" %}")
        ]),
        [
            "themes/mine/templates/a.html:2:12 unknown template `part/a.html` [did you mean `parts/a.html`?] ",
            "themes/mine/templates/a.html:3:8 unknown filter `nope` [] ",
            "themes/mine/templates/b.html:1:12 unknown template `q` [] templates are named by their paths below `templates`",
        ]
    );
}

#[test]
fn a_template_that_extends_itself_is_told_what_it_may_extend() {
    assert_eq!(
        said(&[("home.html", "\n{%- extends \"mine/home.html\" %}")]),
        [
            "themes/mine/templates/home.html:2:13 the template `mine/home.html` extends itself [] the template that it replaces is `builtin/base/home.html`"
        ]
    );
    assert_eq!(
        said(&[
            ("a.html", "{% extends \"b.html\" %}"),
            ("b.html", "{% extends 'a.html' %}")
        ]),
        [
            "themes/mine/templates/b.html:1:12 the template `mine/a.html` extends itself [through `mine/b.html`] name another template"
        ]
    );
}

#[test]
fn circles_of_includes_and_missing_parents_have_places() {
    assert_eq!(
        said(&[("a.html", "{# include \"a.html\" #}{% include \"a.html\" %}")]),
        [
            "themes/mine/templates/a.html:1:34 the template `mine/a.html` includes itself [] name another template"
        ]
    );
    assert_eq!(
        said(&[("a.html", "{% extends \"hom.html\" %}")]),
        [
            "themes/mine/templates/a.html:1:12 there is no template `hom.html` [did you mean `home.html`?] "
        ]
    );
}

#[test]
fn words_that_name_a_template_have_its_place() {
    let component = "{% component box() %}{% endcomponent box %}";
    let said = said(&[("a.html", component), ("b.html", component)]);
    assert_eq!(
        said,
        [
            "themes/mine/templates/b.html:1:14 component `box` is defined in both `mine/a.html` and `mine/b.html` [] "
        ]
    );
}
