//! The call to action and the lead form.

use serde::Serialize;

use super::LinkView;

/// What the visitor is asked to do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CallToActionView {
    /// The question.
    pub title: String,
    /// The words beneath.
    pub text: Option<String>,
    /// The button's words.
    pub button: String,
    /// The form; `none` where no address takes it: then the agency's contacts stand there.
    pub form: Option<FormView>,
}

/// The lead form: plain HTML that posts without JavaScript.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FormView {
    /// Where it posts to.
    pub action: String,
    /// `application/x-www-form-urlencoded`, or what the provider wants.
    pub enctype: String,
    /// Fields that are not shown: name and value.
    pub hidden: Vec<HiddenView>,
    /// The name of the field that only robots fill in.
    pub honeypot: Option<String>,
    /// The fields.
    pub fields: Vec<FieldView>,
    /// The box for consent; `none` where no law asks for it.
    pub consent: Option<ConsentView>,
    /// A second, optional box, never required: the name under which it is sent, and its words in
    /// `value`.
    pub newsletter: Option<HiddenView>,
    /// Attributes that a provider wants on the form itself: name and value.
    pub attributes: Vec<HiddenView>,
}

/// A name with a value.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HiddenView {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A field of the form.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FieldView {
    /// The name under which it is sent.
    pub name: String,
    /// The id of the control.
    pub id: String,
    /// The words above it.
    pub label: String,
    /// `text`, `tel`, `email`, `textarea`.
    pub kind: String,
    /// The `autocomplete` token; empty where there is none.
    pub autocomplete: String,
    /// Whether it must be filled in.
    pub required: bool,
}

/// The box for consent.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ConsentView {
    /// The name under which the consent is sent.
    pub name: String,
    /// The value: the version of the text that was agreed to.
    pub value: String,
    /// The consent document.
    pub document: Option<LinkView>,
    /// The privacy policy.
    pub policy: Option<LinkView>,
    /// The law that is followed: `152-fz`, `gdpr`.
    pub law: String,
}
