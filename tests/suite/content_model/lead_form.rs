//! `[agency]` and `[lead-form]`: who publishes, and how a visitor answers.

use super::{built, settings::with_settings};
use crate::pages::html::published;

#[test]
fn the_agency_stands_in_header_footer_and_structured_data() {
    let settings = "[book]\ntitle = \"Карты\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n\n[agency]\nname = \"Маяк\"\nphone = \"+7 (843) 000-00-00\"\nemail = \"mayak@example.org\"\nurl = \"https://mayak.example/\"\naddress = \"Казань, Примерная, 7\"\nlogo = \"logo.svg\"\nsocial = [{ name = \"Telegram\", url = \"https://t.example/mayak\" }]\n";
    let project = built(with_settings(settings).file(
        "content/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"32\"/>",
    ));
    let page = published(&project, "put/index.html");
    let logo = page.one("header img");
    assert_eq!(
        (logo.attr("src"), logo.attr("alt")),
        (Some("../logo.svg"), Some("Маяк"))
    );
    assert_eq!(
        (logo.attr("width"), logo.attr("height")),
        (Some("120"), Some("32")),
        "nothing moves when it comes"
    );
    assert_eq!(
        page.one("header a[href=tel:+78430000000]").text(),
        "+7 (843) 000-00-00"
    );
    let footer = page.one("footer");
    assert!(
        footer.has("a[href=mailto:mayak@example.org]")
            && footer.has("a[href=https://t.example/mayak]")
    );
    assert!(footer.text().contains("Казань, Примерная, 7"));
    let data = project.published("index.html");
    for shown in [
        "https://mayak.example/",
        "\"telephone\":\"+7 (843) 000-00-00\"",
        "https://t.example/mayak",
    ] {
        assert!(data.contains(shown), "{shown}");
    }
}

#[test]
fn without_a_lead_form_the_call_offers_phone_mail_and_messengers() {
    let settings = "[book]\ntitle = \"Карты\"\n\n[agency]\nname = \"Маяк\"\nphone = \"+7 000\"\nemail = \"m@example.org\"\nsocial = [{ name = \"Telegram\", url = \"https://t.example/m\" }]\n";
    let project = built(with_settings(settings));
    let call = published(&project, "put/index.html")
        .one("#contact")
        .clone();
    assert!(!call.has("form"));
    for link in ["tel:+7000", "mailto:m@example.org", "https://t.example/m"] {
        assert!(call.has(&format!("a[href={link}]")), "{link}");
    }
}

#[test]
fn the_lead_form_is_plain_html_with_consent() {
    let settings = "[book]\ntitle = \"Карты\"\n\n[output.html]\nsite-url = \"https://example.org/cjm/\"\n\n[lead-form]\naction = \"https://forms.example/f\"\nfields = [\"name\", { name = \"city\", label = \"Город\", type = \"text\", required = true }]\nthanks = \"thanks.md\"\n\n[lead-form.consent]\nlaw = \"152-fz\"\ndocument = \"consent.md\"\npolicy = \"privacy.md\"\nnewsletter = \"Пишите мне\"\n";
    let project = built(
        with_settings(settings)
            .file(
                "content/consent.md",
                "---\ntitle: Согласие\nextra: {version: \"2026-02\"}\n---\n\nТекст согласия.\n",
            )
            .file("content/privacy.md", "# Политика\n\nТекст политики.\n")
            .file("content/thanks.md", "# Спасибо\n\nМы позвоним.\n"),
    );
    let page = published(&project, "put/index.html");
    let form = page.one("#contact form");
    assert_eq!(
        (form.attr("action"), form.attr("method")),
        (Some("https://forms.example/f"), Some("post"))
    );
    assert_eq!(form.one("label[for=cjm-city]").text(), "Город");
    assert!(form.one("#cjm-city").attr("required").is_some());
    assert!(form.has("input[name=name]") && !form.has("[name=phone]") && !form.has("textarea"));
    let consent = form.one("[name=consent]");
    assert_eq!(
        (consent.attr("type"), consent.attr("value")),
        (Some("checkbox"), Some("2026-02"))
    );
    assert!(consent.attr("required").is_some() && consent.attr("checked").is_none());
    let newsletter = form.one("[name=newsletter]");
    assert!(newsletter.attr("required").is_none() && newsletter.attr("checked").is_none());
    let links: Vec<_> = form
        .all("a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(links, ["../consent/", "../privacy/"]);
    assert!(
        form.all("input[type=hidden]")
            .iter()
            .any(|field| field.attr("value") == Some("https://example.org/cjm/thanks/"))
    );
    let thanks = published(&project, "thanks/index.html");
    assert_eq!(
        thanks.one("meta[name=robots]").attr("content"),
        Some("noindex")
    );
}

#[test]
fn each_provider_gets_its_own_hidden_fields() {
    for (provider, action, to, honeypot, redirect) in [
        (
            "own",
            "https://a.example/f",
            "https://a.example/f",
            "homepage",
            "thanks",
        ),
        (
            "formspree",
            "abcd",
            "https://formspree.io/f/abcd",
            "_gotcha",
            "_next",
        ),
        (
            "web3forms",
            "https://api.web3forms.com/submit",
            "https://api.web3forms.com/submit",
            "botcheck",
            "redirect",
        ),
        (
            "basin",
            "abcd",
            "https://usebasin.com/f/abcd",
            "_gotcha",
            "redirect",
        ),
        (
            "getform",
            "abcd",
            "https://getform.io/f/abcd",
            "_gotcha",
            "redirect",
        ),
        (
            "formsubmit",
            "a@example.org",
            "https://formsubmit.co/a@example.org",
            "_honey",
            "_next",
        ),
        ("netlify", "/thanks/", "/thanks/", "bot-field", ""),
    ] {
        let settings = format!(
            "[book]\ntitle = \"Карты\"\n\n[output.html]\nsite-url = \"https://example.org/\"\n\n[lead-form]\naction = \"{action}\"\nprovider = \"{provider}\"\naccess-key = \"KEY\"\nthanks = \"thanks.md\"\n"
        );
        let project = built(with_settings(&settings).file("content/thanks.md", "# Спасибо\n"));
        let page = published(&project, "put/index.html");
        let form = page.one("#contact form");
        assert_eq!(form.attr("action"), Some(to), "{provider}");
        assert!(form.has(&format!("[name={honeypot}]")), "{provider}");
        assert!(
            redirect.is_empty() || form.has(&format!("input[type=hidden][name={redirect}]")),
            "{provider}"
        );
        assert_eq!(
            form.has("[name=access_key]"),
            provider == "web3forms",
            "{provider}"
        );
        assert_eq!(
            form.has("[name=form-name]"),
            provider == "netlify",
            "{provider}"
        );
    }
}
