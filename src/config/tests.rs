use super::*;

fn read_text(text: &str) -> (Config, Vec<String>) {
    let file = SourceFile::new("book.toml", text.to_owned());
    let mut found = Vec::new();
    let config = parse(&file, &mut found);
    let found = found
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            format!(
                "{}:{} {} {}",
                place.line,
                place.column,
                d.rule.name(),
                d.message
            )
        })
        .collect();
    (config, found)
}

#[test]
fn every_section_is_read() {
    let (config, found) = read_text(
        r##"
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
"##,
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(config.src, "texts");
    assert_eq!(
        config.html.site_url.as_deref(),
        Some("https://example.org/cjm/")
    );
    assert_eq!(config.html.raw_html, RawHtml::Escape);
    assert_eq!(config.lead_form.provider, Provider::Web3Forms);
    assert_eq!(config.lead_form.fields[1].required, Some(true));
    assert_eq!(config.lead_form.consent.law, Law::Gdpr);
    assert_eq!(
        config.phases,
        [("renewal".to_owned(), Some("Renewal".to_owned()))]
    );
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

#[test]
fn settings_without_a_title_are_reported_alike() {
    for (text, place) in [("", "0:0"), ("[build]\n", "0:0"), ("[book]\n", "1:2")] {
        let (_, found) = read_text(text);
        assert_eq!(
            found,
            [format!("{place} missing-key `[book]` has no `title`")],
            "{text}"
        );
    }
}

#[test]
fn after_a_fault_of_syntax_only_what_stands_before_it_is_trusted() {
    let (config, found) =
        read_text("[book]\nlanguge = \"ru\"\n[output.html\nraw-html = \"sanitise\"\n");
    assert!(config.broken);
    let rules: Vec<_> = found.iter().map(|line| line.split(' ').nth(1)).collect();
    assert!(found[0].starts_with("3:"), "{found:#?}");
    assert_eq!(rules.last(), Some(&Some("unknown-key")), "{found:#?}");
    assert!(
        found
            .iter()
            .all(|line| !line.contains("missing-key") && !line.contains("sanitise")),
        "{found:#?}"
    );
}

#[test]
fn entries_of_lists_have_places_of_their_own() {
    let (config, found) = read_text(
        "[book]\ntitle = \"a\"\nauthors = [\"a\", [1]]\n[output.html]\nadditional-css = [\n  \"a.css\",\n  \"b.css\",\n]\n",
    );
    assert_eq!(
        found,
        ["3:17 wrong-type an entry of `authors` must be text, not a list"]
    );
    let lines: Vec<_> = config
        .html
        .additional_css
        .iter()
        .map(|(_, spot)| spot.place().line)
        .collect();
    assert_eq!(lines, [6, 7]);
}

#[test]
fn a_key_beside_one_of_the_wrong_type_is_known_all_the_same() {
    let (_, found) =
        read_text("[book]\ntitle = \"a\"\n[agency]\nsocial = [{ name = [], url = \"u\" }]\n");
    assert_eq!(found, ["4:20 wrong-type `name` must be text, not a list"]);
}

#[test]
fn errors_cannot_be_allowed_and_unknown_rules_are_named() {
    let (_, found) = read_text(
        "[book]\ntitle = \"a\"\n[check]\nallow = [\"missing-alt\", \"unknown-key\", \"mising-alt\"]\n",
    );
    assert_eq!(
        found,
        [
            "4:25 unknown-rule `unknown-key` is an error, and cannot be allowed",
            "4:40 unknown-rule there is no rule `mising-alt`",
        ]
    );
}

#[test]
fn addresses_have_schemes_that_do_no_harm() {
    let (config, found) = read_text(
        "[book]\ntitle = \"a\"\n[agency]\nurl = \"java\\tScript:x\"\nsocial = [{ name = \"a\", url = \"data:x\" }, { name = \"b\", url = \"tel:+7\" }]\n[lead-form]\naction = \"mailto:a@b\"\n",
    );
    assert_eq!(
        found,
        [
            "4:7 wrong-value `url` cannot be an address that begins with `javascript:`",
            "5:31 wrong-value `url` cannot be an address that begins with `data:`",
            "7:10 wrong-value `action` cannot be an address that begins with `mailto:`",
        ]
    );
    assert_eq!(
        config.agency.social,
        [("b".to_owned(), "tel:+7".to_owned())]
    );
    assert_eq!(config.lead_form.action, None);
}
