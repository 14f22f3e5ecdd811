//! Sites made by rule: as many maps as wanted, six stages each, the same bytes every time.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

const STAGES: &[(&str, &str, &str)] = &[
    ("01-osoznanie.md", "Осознание проблемы", "awareness"),
    ("02-poisk.md", "Поиск решений", "search"),
    ("03-otsenka.md", "Оценка альтернатив", "evaluation"),
    ("04-reshenie.md", "Принятие решения", "decision"),
    ("05-ispolzovanie.md", "Использование", "use"),
    ("06-rekomendatsiya.md", "Рекомендация", "advocacy"),
];

/// Where sites stand: on a memory disk where there is one.
pub fn memory_disk() -> PathBuf {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() {
        shm.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// Writes a site of `maps` maps into `root`.
pub fn write_site(root: &Path, maps: usize) {
    write(
        &root.join("content/index.md"),
        "---\ntitle: Карты\nsummary: Карты пути клиента\n---\nНаши карты.\n",
    );
    for map in 0..maps {
        let folder = root.join(format!("content/map-{map:05}"));
        write(&folder.join("map.md"), &map_text(map));
        write(&folder.join("persona.md"), &persona(map));
        for (at, (file, title, phase)) in STAGES.iter().enumerate() {
            write(&folder.join(file), &stage(map, at, title, phase));
        }
    }
    plain_theme(root);
    choose_theme(root, "plain");
}

/// Sets the site's theme.
pub fn choose_theme(root: &Path, theme: &str) {
    let theme = match theme {
        "agency" | "atlas" | "longread" => theme,
        _ => "plain",
    };
    write(
        &root.join("book.toml"),
        &format!(
            "[book]\ntitle = \"Карты\"\n[output.html]\ntheme = \"{theme}\"\nsite-url = \"https://example.org/\"\n"
        ),
    );
}

fn map_text(map: usize) -> String {
    format!(
        "---\ntitle: Карта пути клиента номер {map}\nsummary: Как клиент номер {map} идёт от потребности к покупке\ndate: 2026-0{}-1{}\nclient: {{ name: Клиент {map}, industry: Недвижимость }}\ntags: [жильё, ипотека]\n---\nКарта построена на данных продаж и сорока разговорах с покупателями. Ниже путь по этапам: цели, ожидания, барьеры и то, что делает маркетинг.\n",
        map % 9 + 1,
        map % 10,
    )
}

fn persona(map: usize) -> String {
    format!(
        "---\nname: Сергей {map}\nage: {}\nrole: владелец магазина\n---\nРаботает один, считает деньги по вечерам и не верит обещаниям без цифр.\n",
        map % 40 + 20
    )
}

fn stage(map: usize, at: usize, title: &str, phase: &str) -> String {
    let emotion = [0.5, -1.0, -1.5, 1.0, 1.5, 2.0][(at + map) % 6];
    let mut text = format!(
        "---\ntitle: {title}\nphase: {phase}\nemotion: {emotion}\nkpis:\n  - {{ name: Заявки, unit: шт., baseline: {at}, target: {}, actual: {} }}\n---\nНа этом этапе человек ещё ничего не решил.\n\n",
        at + 20,
        at + 12
    );
    let lanes = [
        (
            "Цели клиента",
            "- Понять, сколько это стоит на самом деле\n- Не потерять время на разговоры\n- Сравнить три варианта за вечер\n",
        ),
        (
            "Ожидания",
            "- Цена видна сразу\n- Отвечает человек, а не бот\n",
        ),
        (
            "Процесс",
            "1. Открывает поиск и набирает вопрос\n2. Читает отзывы и находит только рекламу\n3. Пишет в чат пяти компаниям\n4. Отвечают двое, один на следующий день\n",
        ),
        (
            "Барьеры",
            "- «Опять просят телефон раньше цены»\n  - Открыли цены без формы\n- «Кому из них верить?»\n  - Собрали двенадцать видеоотзывов\n",
        ),
        (
            "Задачи маркетинга",
            "1. Контекст по запросам о надёжности\n2. Ретаргетинг на новости, 45 дней\n3. Ответ в чате за пятнадцать секунд\n",
        ),
        ("Каналы", "- Поиск\n- Сайт\n- Чат\n- Карты\n"),
    ];
    for (heading, items) in lanes {
        let _ = write!(text, "## {heading}\n\n{items}\n");
    }
    text
}

/// A theme of the same HTML as that of the programs one would compare with.
fn plain_theme(root: &Path) {
    let theme = root.join("themes/plain");
    write(
        &theme.join("theme.toml"),
        "name = \"plain\"\nversion = \"1.0.0\"\n",
    );
    let page = "<!doctype html><html lang=\"{{ site.language }}\"><head><meta charset=\"utf-8\"><title>{{ page.full_title }}</title></head><body>";
    let end = "</body></html>";
    let list = "{% for card in home.cards %}<li><a href=\"{{ card.url }}\">{{ card.title }}</a><p>{{ card.summary }}</p></li>{% endfor %}";
    write(
        &theme.join("templates/home.html"),
        &format!(
            "{page}<h1>{{{{ page.title }}}}</h1>{{{{ home.html | safe }}}}<ul>{list}</ul>{end}"
        ),
    );
    let stages = "{% for stage in landing.stages %}<section id=\"{{ stage.id }}\"><h2>{{ stage.number }} {{ stage.title }}</h2>{{ stage.html | safe }}{% for lane in stage.lanes %}<h3>{{ lane.heading_html | safe }}</h3>{% for part in lane.parts %}{% for block in part.blocks %}{% if block.list %}<ul>{% for item in block.items %}<li>{{ item.html | safe }}{{ item.nested_html | safe }}</li>{% endfor %}</ul>{% else %}{{ block.html | safe }}{% endif %}{% endfor %}{% endfor %}{% endfor %}</section>{% endfor %}";
    write(
        &theme.join("templates/map.html"),
        &format!(
            "{page}<header><h1>{{{{ landing.title }}}}</h1><p>{{{{ landing.summary }}}}</p></header>{stages}{end}"
        ),
    );
    for name in ["page.html", "overview.html", "redirect.html", "404.html"] {
        write(
            &theme.join("templates").join(name),
            &format!("{page}<h1>{{{{ page.title }}}}</h1>{end}"),
        );
    }
}

fn write(file: &Path, text: &str) {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    fs::write(file, text).expect("a file can be written");
}
