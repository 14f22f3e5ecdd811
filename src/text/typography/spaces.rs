//! A space of a Cyrillic text in; whether a line may break there out.

use super::scan::Pass;

/// Whether the space at `at` must be non-breaking: after a short word, before a particle, between a number and its
/// unit, in a grouped number, after an abbreviation or `№`, between initials and surname.
#[inline]
pub(super) fn joins(pass: &Pass<'_>, at: usize) -> bool {
    let start = pass.start(at);
    let next = pass.rest(at + 1);
    if next.starts_with(char::is_whitespace) {
        return false;
    }
    match start.as_bytes().last() {
        None => {
            pass.after_short_word()
                || (pass.last().is_some_and(|last| last.is_ascii_digit()) && is_unit(next))
        }
        Some(b'0'..=b'9') => is_unit(next) || groups(start, next),
        Some(b'.') => is_abbreviation(start, next) || is_initial(start, next),
        _ if next.starts_with(|letter: char| letter.is_ascii_digit())
            && start.ends_with(['№', '§']) =>
        {
            true
        }
        Some(_) => ends_in_short_word(start, pass.last()) || is_particle(pass.before(at), next),
    }
}

/// The commonest case at little cost: whether the space at `at` stands between a Cyrillic word of four letters or more
/// and another, which is no particle. Nothing is to be done there.
#[inline]
pub(super) fn plainly_breaks(bytes: &[u8], at: usize) -> bool {
    let letter = |place: Option<usize>| {
        matches!(place.and_then(|place| bytes.get(place)), Some(0xD0 | 0xD1))
    };
    bytes.get(at) == Some(&b' ')
        && letter(at.checked_sub(2))
        && letter(at.checked_sub(4))
        && letter(at.checked_sub(6))
        && letter(at.checked_sub(8))
        && letter(Some(at + 1))
        && !matches!(bytes.get(at + 2), Some(0xB1 | 0xB6 | 0xBB))
}

/// Whether the text ends in a preposition, conjunction or particle that belongs to the word after it. `last` is the
/// character before the text.
#[inline]
pub(super) fn ends_in_short_word(text: &str, last: Option<char>) -> bool {
    let bytes = text.as_bytes();
    let mut letters = 0;
    let mut from = bytes.len();
    while from >= 2 && matches!(bytes.get(from - 2), Some(0xD0 | 0xD1)) {
        from -= 2;
        letters += 1;
        if letters > 3 {
            return false;
        }
    }
    let (Some(before), Some(word)) = (text.get(..from), text.get(from..)) else {
        return false;
    };
    letters > 0
        && is_short_word(word)
        && !before
            .chars()
            .next_back()
            .or(last)
            .is_some_and(continues_word)
}

fn continues_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '‑' | '\'' | '’' | '/')
}

/// The words after which no line breaks; in capitals and as a sentence's first word as well. Prepositions of up to
/// three letters, and the shortest conjunctions, negations and pronouns.
fn is_short_word(word: &str) -> bool {
    let mut letters = word.chars().map(small);
    match (letters.next(), letters.next(), letters.next()) {
        (Some(one), None, _) => matches!(
            one,
            'а' | 'в' | 'и' | 'к' | 'о' | 'с' | 'у' | 'я' | 'з' | 'й' | 'і' | 'ў'
        ),
        (Some(one), Some(two), None) => matches!(
            (one, two),
            ('в' | 'к' | 'с' | 'д' | 'п' | 'н', 'о')
                | ('н' | 'з' | 'д', 'а')
                | ('н', 'е' | 'и' | 'і')
                | ('о', 'б' | 'т')
                | ('и' | 'і' | 'з', 'з')
                | ('м' | 'т' | 'в', 'ы')
                | ('т', 'о')
        ),
        (Some(one), Some(two), Some(three)) => matches!(
            (one, two, three),
            ('б', 'е', 'з')
                | ('д', 'л', 'я')
                | ('п', 'р', 'и' | 'о')
                | ('н' | 'п', 'а' | 'о', 'д')
                | ('о', 'б' | 'т', 'о')
                | ('и', 'з', 'о')
                | ('и', 'л', 'и')
        ),
        _ => false,
    }
}

/// A Russian letter in lower case, without the cost of all Unicode.
fn small(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        'І' => 'і',
        'Ў' => 'ў',
        _ => letter,
    }
}

/// `бы`, `же`, `ли` and their short forms lean on the word before them.
fn is_particle(before: Option<char>, next: &str) -> bool {
    // All six begin with 0xD0 and one of three bytes: most words end here.
    let [0xD0, 0xB1 | 0xB6 | 0xBB, ..] = next.as_bytes() else {
        return false;
    };
    let leans = ["бы", "же", "ли", "ль", "б", "ж"]
        .into_iter()
        .any(|particle| {
            next.strip_prefix(particle)
                .is_some_and(|rest| !rest.starts_with(continues_word))
        });
    leans
        && before
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '»' | '“' | ')'))
}

/// What counts or measures the number before it.
fn is_unit(next: &str) -> bool {
    match next.as_bytes().first() {
        Some(b'%' | b'$' | 0xC2 | 0xE2) => {
            return next.starts_with(['%', '$', '‰', '₽', '€', '°', '£']);
        }
        Some(b'0'..=b'9') | None => return false,
        Some(_) => {}
    }
    let end = next
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(next.len());
    // The longest unit has ten letters of two bytes; `²` and `³` count as alphanumeric.
    end <= 20 && next.get(..end).is_some_and(is_unit_word)
}

fn is_unit_word(word: &str) -> bool {
    const MONEY: [&str; 9] = [
        "руб",
        "рублей",
        "рубля",
        "коп",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "грн",
    ];
    const TIME: [&str; 15] = [
        "г", "гг", "год", "года", "году", "лет", "мес", "нед", "дн", "ч", "мин", "сек", "с", "в",
        "вв",
    ];
    const MEASURE: [&str; 23] = [
        "м", "км", "см", "мм", "м²", "м³", "кв", "га", "кг", "т", "л", "мл", "Вт", "кВт", "ГБ",
        "МБ", "КБ", "кБ", "ТБ", "шт", "чел", "экз", "стр",
    ];
    const MONTHS: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    // `5 с` and `5 в` are seconds and centuries as rarely as they are prepositions: either way the space may stay firm.
    MONEY.contains(&word)
        || TIME.contains(&word)
        || MEASURE.contains(&word)
        || MONTHS.contains(&word)
}

/// The space within `10 000`: one to three digits, then exactly three, and no part of a telephone number.
fn groups(start: &str, next: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let left = start.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = start
        .get(..start.len() - left)
        .and_then(|before| before.chars().next_back());
    let joined =
        |letter: char| letter.is_alphabetic() || matches!(letter, '.' | '-' | '–' | '+' | ')');
    let telephone = before.is_some_and(|before| joined(before) || before == ',')
        || next.get(3..).is_some_and(|rest| rest.starts_with('-'));
    (1..=3).contains(&left) && digits(next) == 3 && !telephone
}

/// `ул. Ленина`, `стр. 5`, `т. д.`; not after a number, where `2026 г. Затем` ends a sentence.
fn is_abbreviation(start: &str, next: &str) -> bool {
    let Some(start) = start.strip_suffix('.') else {
        return false;
    };
    let from = start
        .rfind(|letter: char| !letter.is_alphabetic())
        .map_or(0, |found| {
            found
                + start
                    .get(found..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
        });
    let (Some(before), Some(word)) = (start.get(..from), start.get(from..)) else {
        return false;
    };
    let counted = before
        .trim_end()
        .ends_with(|letter: char| letter.is_ascii_digit());
    let first = next.chars().next();
    match word {
        "г" | "ул" | "им" | "пр" | "просп" | "пер" | "р" => {
            !counted && first.is_some_and(char::is_uppercase)
        }
        "стр" | "рис" | "п" | "пп" | "ст" | "гл" | "д" | "кв" | "табл" | "корп" | "оф" => {
            !counted && first.is_some_and(|first| first.is_ascii_digit())
        }
        "тел" => first.is_some_and(|first| first.is_ascii_digit() || matches!(first, '+' | '(')),
        "т" => ["д.", "п.", "е.", "к.", "ч.", "н."]
            .iter()
            .any(|rest| next.starts_with(rest)),
        "см" => true,
        _ => false,
    }
}

/// One capital and a dot, before another or before the surname.
fn is_initial(start: &str, next: &str) -> bool {
    let mut letters = start.chars().rev().skip(1);
    let initial = letters.next().is_some_and(char::is_uppercase);
    initial
        && !letters.next().is_some_and(continues_initial)
        && next.starts_with(char::is_uppercase)
}

fn continues_initial(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}
