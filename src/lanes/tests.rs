use std::collections::BTreeMap;

use super::*;

fn lane(heading: &str) -> &'static str {
    Lanes::built_in()
        .recognise(heading, &[])
        .lane
        .map_or("", |lane| lane.name.as_str())
}

fn near(heading: &str) -> Option<(&'static str, &'static str)> {
    let found = Lanes::built_in().recognise(heading, &[]);
    assert!(
        found.lane.is_none(),
        "{heading} is the lane {}",
        found.lane.unwrap().name
    );
    found
        .near
        .map(|near| (near.lane.name.as_str(), near.synonym))
}

fn entries() -> Vec<(String, built_in::Entry)> {
    toml::from_str::<built_in::File>(built_in::TEXT)
        .unwrap()
        .in_order()
}

#[test]
fn the_data_is_sound() {
    let entries = entries();
    assert_eq!(entries.len(), 33);
    let mut seen = BTreeMap::new();
    for (name, entry) in &entries {
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}");
        for synonym in entry.synonyms.iter().chain(&entry.whole_only) {
            let folded = fold(synonym);
            assert!(!folded.is_empty());
            let before = seen.insert(folded, name);
            assert_eq!(before, None, "{synonym} of {name} is given twice");
        }
    }
    // A title is a heading of its own lane.
    for (name, entry) in &entries {
        assert_eq!(lane(&entry.title.ru), name);
        assert_eq!(lane(&entry.title.en), name);
    }
}

#[test]
fn every_synonym_opens_its_lane() {
    let entries = entries();
    for (name, entry) in &entries {
        for synonym in entry.synonyms.iter().chain(&entry.whole_only) {
            assert_eq!(lane(synonym), name, "{synonym}");
            assert_eq!(
                lane(&format!("  {}: ", synonym.to_uppercase())),
                name,
                "{synonym}"
            );
        }
        for synonym in &entry.synonyms {
            assert_eq!(lane(&format!("{synonym} нечто иное")), name, "{synonym}");
        }
    }
}

#[test]
fn headings_of_real_maps() {
    for (heading, name) in [
        ("Цели потребителя", "goals"),
        ("Ожидания потребителя", "expectations"),
        ("Процесс осмысления", "process"),
        ("Барьеры при поиске решения", "barriers"),
        ("Задачи маркетинга ЖК", "tasks"),
        ("Задачи клиента", "goals"),
        ("Наши проблемы на данном этапе", "problems"),
        ("Проблемы", "barriers"),
        ("Как будем решать?", "solutions"),
        ("О чём думает Сергей", "thoughts"),
        ("Риски и препятствия", "risks"),
        ("Основные KPI", "kpi"),
        ("KPI", "kpi"),
        ("1. Цели", "goals"),
        ("🎯 Цели клиента", "goals"),
        ("Точки контакта (онлайн)", "touchpoints"),
        ("ТОЧКИ  КОНТАКТА", "touchpoints"),
        ("Ценность и усилия", "priority"),
        ("Было / стало", "results"),
        ("IT-системы", "support"),
        ("Pain points of Anna", "barriers"),
        ("Jobs-to-be-done", "goals"),
        ("What we did & why", "solutions"),
        ("Media", "channels"),
        ("Owner", "owner"),
    ] {
        assert_eq!(lane(heading), name, "{heading}");
    }
}

#[test]
fn general_words_count_as_a_whole_only() {
    for (heading, name) in [
        ("Путь", "process"),
        ("Где", "channels"),
        ("Время", "duration"),
        ("Задача", "tasks"),
        ("Задачи на этом этапе", "tasks"),
        ("Решения этапа", "solutions"),
        ("Tasks at this stage", "tasks"),
        ("Комментарии", "notes"),
    ] {
        assert_eq!(lane(heading), name, "{heading}");
    }
    for heading in [
        "Путь Сергея к покупке",
        "Где встречаемся",
        "Время ожидания ответа",
        "Задача трёх тел",
        "Решение о покупке",
        "Опыт внедрения",
        "Отдел продаж",
        "Документы для ипотеки",
        "Комментарии в соцсетях",
        "Контент-план",
        "Рекомендации друзей",
        "Ожидание ключей",
        "Media plan",
        "Next steps of the deal",
        "Целевая аудитория",
        "Каналья",
        "",
        "…",
        "42",
    ] {
        assert_eq!(lane(heading), "", "{heading}");
    }
}

#[test]
fn an_attribute_wins() {
    let lanes = Lanes::built_in();
    let name = |heading, classes: &[&str]| {
        lanes
            .recognise(heading, classes)
            .lane
            .map(|lane| lane.name.as_str())
    };
    assert_eq!(name("Цели", &["internal", "barriers"]), Some("barriers"));
    assert_eq!(name("Что-то своё", &["Barriers"]), Some("barriers"));
    assert_eq!(name("Картинки", &["media"]), Some("media"));
    assert_eq!(name("Цели", &["wide", "боли"]), Some("goals"));
}

#[test]
fn one_typing_error_is_noticed() {
    assert_eq!(near("Барьры"), Some(("barriers", "барьеры")));
    assert_eq!(near("Барьреы"), Some(("barriers", "барьеры")));
    assert_eq!(near("Инструментыы"), Some(("tools", "инструменты")));
    assert_eq!(
        near("Точки контката"),
        Some(("touchpoints", "точки контакта"))
    );
    assert_eq!(
        near("Здаачи маркетинга ЖК"),
        Some(("tasks", "задачи маркетинга"))
    );
    assert_eq!(near("Touchpionts"), Some(("touchpoints", "touchpoints")));
    assert_eq!(near("Зметки"), Some(("notes", "заметки")));
    for other in [
        "Цена",
        "Процессы поддержки",
        "Боли́д",
        "Юристы",
        "Брьры",
        "Мысы",
        "Где вы",
    ] {
        assert_eq!(near(other), None, "{other}");
    }
}

#[test]
fn notes_are_internal_and_the_order_is_the_journey_s() {
    let lanes = Lanes::built_in();
    let internal: Vec<_> = lanes
        .iter()
        .filter(|lane| lane.internal)
        .map(|lane| lane.name.as_str())
        .collect();
    assert_eq!(internal, ["notes"]);
    assert!(
        lanes
            .iter()
            .enumerate()
            .all(|(index, lane)| lane.index == index)
    );
    let names: Vec<_> = lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(
        (names.first(), names.last()),
        (Some(&"summary"), Some(&"notes"))
    );
    let place = |name| lanes.get(name).unwrap().index;
    let sense = [
        "summary",
        "goals",
        "expectations",
        "process",
        "barriers",
        "tasks",
        "tools",
        "kpi",
        "notes",
    ];
    assert!(sense.windows(2).all(|pair| place(pair[0]) < place(pair[1])));
    assert_eq!(lanes.get("kpi").unwrap().kind, LaneKind::Metric);
    assert_eq!(lanes.get("goals").unwrap().title("ru-RU"), "Цели клиента");
    assert_eq!(lanes.get("goals").unwrap().title("de"), "Customer goals");
}

#[test]
fn a_site_adds_and_changes_lanes() {
    let mut lanes = Lanes::built_in().clone();
    lanes
        .extend(LaneSettings {
            name: "touchpoints".into(),
            title_ru: Some("Встречи".into()),
            synonyms: vec!["Где встречаемся".into(), "Каналы".into()],
            icon: Some("pin".into()),
            internal: Some(true),
            ..LaneSettings::default()
        })
        .unwrap();
    lanes
        .extend(LaneSettings {
            name: "legal".into(),
            title_ru: Some("Право".into()),
            order: Some(15),
            ..LaneSettings::default()
        })
        .unwrap();
    lanes
        .extend(LaneSettings {
            name: "zeta".into(),
            ..LaneSettings::default()
        })
        .unwrap();
    let name = |heading: &str| {
        lanes
            .recognise(heading, &[])
            .lane
            .map_or("", |lane| lane.name.as_str())
    };
    assert_eq!(name("Где встречаемся с Сергеем"), "touchpoints");
    assert_eq!(name("Каналы"), "touchpoints");
    assert_eq!(name("Каналы связи"), "channels");
    assert_eq!(name("Встречи"), "touchpoints");
    assert_eq!(name("Точки контакта"), "touchpoints");
    assert_eq!(name("Право"), "legal");
    assert_eq!(name("Legal"), "legal");
    assert_eq!(
        lanes.recognise("x", &["zeta"]).lane.unwrap().title("ru"),
        "zeta"
    );
    let touchpoints = lanes.get("touchpoints").unwrap();
    assert_eq!(
        (touchpoints.title("ru"), touchpoints.title("en")),
        ("Встречи", "Touchpoints")
    );
    assert_eq!(
        (touchpoints.icon.as_deref(), touchpoints.internal),
        (Some("pin"), true)
    );
    assert_eq!(lanes.get("legal").unwrap().title("en"), "Право");
    assert_eq!(lanes.get("legal").unwrap().index, 1);
    assert_eq!(lanes.get("zeta").unwrap().index, 34);
    assert!(lanes.recognise("Где всртечаемся", &[]).near.is_some());
}

#[test]
fn a_synonym_given_twice_by_the_site_is_a_fault() {
    let mut lanes = Lanes::built_in().clone();
    let settings = |name: &str, synonym: &str| LaneSettings {
        name: name.into(),
        synonyms: vec![synonym.into()],
        ..LaneSettings::default()
    };
    lanes.extend(settings("legal", "Договор")).unwrap();
    lanes.extend(settings("legal", "договор!")).unwrap();
    let taken = lanes.extend(settings("papers", "ДОГОВОР")).unwrap_err();
    assert_eq!(
        taken,
        SynonymFault::Taken {
            synonym: "ДОГОВОР".into(),
            lane: "legal".into()
        }
    );
    assert_eq!(
        taken.to_string(),
        "`ДОГОВОР` is already a synonym of the lane `legal`"
    );
    assert!(lanes.get("papers").is_some());
    assert_eq!(
        lanes.extend(settings("papers", "…")),
        Err(SynonymFault::Empty {
            synonym: "…".into()
        })
    );
}
