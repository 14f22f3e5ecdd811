use super::*;

fn read_text(text: &str) -> (Config, Vec<String>) {
    let file = SourceFile::new("book.toml", text.to_owned());
    let mut found = Vec::new();
    let config = parse(&file, &mut found);
    let found = found
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            format!("{}:{} {} {}", place.line, place.column, d.rule.name(), d.message)
        })
        .collect();
    (config, found)
}

#[test]
fn every_section_is_read() {
    let (config, found) = read_text(
        r#"
[book]
title = "Карты"
language = "en"
src = "texts"
[build]
build-dir = "out"
[output.html]
site-url = "https://example.org/cjm"
raw-html = "escape"
[agency]
name = "Маяк"
social = [{ name = "Telegram", url = "https://t.example" }]
[lead-form]
action = "https://example.org/form"
provider = "web3forms"
fields = ["name", { name = "firm", label = "Компания", required = true }]
[lead-form.consent]
law = "gdpr"
document = "consent.md"
[lanes.touchpoints]
title = { ru = "Касания", en = "Touches" }
synonyms = ["Где встречаемся"]
order = 3
[phases.renewal]
title = { ru = "Продление", en = "Renewal" }
[theme.agency]
accent = "#e4572e"
[check]
allow = ["missing-alt"]
[extra]
anything = 1
"#,
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(config.src, "texts");
    assert_eq!(config.html.site_url.as_deref(), Some("https://example.org/cjm/"));
    assert_eq!(config.html.raw_html, RawHtml::Escape);
    assert_eq!(config.lead_form.provider, Provider::Web3Forms);
    assert_eq!(config.lead_form.fields[1].required, Some(true));
    assert_eq!(config.lead_form.consent.law, Law::Gdpr);
    assert_eq!(config.phases, [("renewal".to_owned(), Some("Renewal".to_owned()))]);
    assert_eq!(config.theme_options[0].values[0].0, "accent");
}

#[test]
fn mdbooks_keys_are_taken_with_a_warning_and_others_refused() {
    let (_, found) = read_text(
        "[book]\ntitle = \"a\"\nmultilingual = false\nlanguge = \"ru\"\n[rust]\nedition = \"2021\"\n[output.epub]\n[output.htm]\n",
    );
    assert_eq!(
        found,
        [
            "3:1 foreign-key `multilingual` is mdBook's and has no meaning here",
            "4:1 unknown-key `languge` is not a key of `[book]`",
            "7:9 foreign-key `[output.epub]` belongs to another program and has no meaning here",
            "8:9 unknown-key `htm` is not a key of `[output]`",
            "5:2 foreign-key `rust` is mdBook's and has no meaning here",
        ]
    );
}

#[test]
fn all_faults_of_syntax_are_reported_at_once() {
    let (_, found) = read_text("[book]\ntitle = \"a\"\ntitle = \"b\"\nx = \n[build\n");
    assert!(found.len() >= 3, "{found:#?}");
    assert!(found[0].starts_with("3:1 duplicate-key"), "{found:#?}");
}

#[test]
fn site_urls_are_checked() {
    for (url, good) in [
        ("https://a.example", true),
        ("/cjm/", true),
        ("//evil.example/", false),
        ("ftp://a", false),
        ("https://", false),
        ("https://a/?b", false),
        ("example.org", false),
    ] {
        assert_eq!(checked_site_url(url).is_ok(), good, "{url}");
    }
}
