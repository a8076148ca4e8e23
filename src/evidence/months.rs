//! Months that a text names: "in May 2022", "4 March to 26 May 2023", "Şubat ayında", "в апреле 2021 года".

use std::ops::Range;

/// The names of the months, in English, Turkish and Russian: beginnings of words, in lower case.
const NAMES: [[&str; 3]; 12] = [
    ["january", "ocak", "январ"],
    ["february", "şubat", "феврал"],
    ["march", "mart", "март"],
    ["april", "nisan", "апрел"],
    ["may", "mayıs", "мая"],
    ["june", "haziran", "июн"],
    ["july", "temmuz", "июл"],
    ["august", "ağustos", "август"],
    ["september", "eylül", "сентябр"],
    ["october", "ekim", "октябр"],
    ["november", "kasım", "ноябр"],
    ["december", "aralık", "декабр"],
];

/// The month that goes by the name of May in other cases.
const RUSSIAN_MAY: [&str; 5] = ["май", "мае", "маю", "маем", "мая"];

/// Endings of Turkish months: "Martta", "Nisandaki".
const ENDINGS: [&str; 13] = ["", "ta", "te", "da", "de", "tan", "ten", "dan", "den", "taki", "teki", "daki", "deki"];

/// How far a year may stand behind a month, in bytes: "4 March and 26 May 2023".
const AFTER: usize = 40;

/// How far a year may stand before a month: "2022 yılının Mayıs ayında".
const BEFORE: usize = 16;

/// A month that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MonthNamed {
    /// 1 to 12.
    pub(super) month: u8,
    /// The year beside it, when there is one.
    pub(super) year: Option<u16>,
    /// The days beside it.
    pub(super) days: Vec<u8>,
    /// The bytes of the name.
    pub(super) span: Range<usize>,
}

/// The months of a text, in their order.
pub(super) fn months(text: &str) -> Vec<MonthNamed> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if let Some(month) = month(word) {
            let span = start..start + word.len();
            found.push(MonthNamed { month, year: year(text, &span), days: days(text, &span), span });
        }
        // The sign that parts two words may be of several bytes.
        start += word.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The month that a word is. English and Turkish names are so only with a capital letter: "may" and "march" are words too.
fn month(word: &str) -> Option<u8> {
    if word.len() < 3 {
        return None;
    }
    let first = word.chars().next()?;
    let capital = first.is_uppercase();
    // Most words are told by their first letter.
    if !capital && first.is_ascii() {
        return None;
    }
    let lower = word.to_lowercase().replace("i\u{307}", "i");
    let is = |[english, turkish, russian]: &[&str; 3]| {
        let of_turkish = lower.strip_prefix(turkish).is_some_and(|ending| ENDINGS.contains(&ending));
        let of_russian = lower.strip_prefix(russian).is_some_and(|ending| ending.chars().count() <= 2);
        let abbreviated = english.len() > 4 && lower.len() <= 4 && lower.len() >= 3 && english.starts_with(&lower);
        capital && (lower == *english || abbreviated || of_turkish) || of_russian && *russian != "мая"
    };
    let at = NAMES.iter().position(is).or_else(|| RUSSIAN_MAY.contains(&lower.as_str()).then_some(4))?;
    u8::try_from(at + 1).ok()
}

fn year(text: &str, month: &Range<usize>) -> Option<u16> {
    let after: String = text[month.end..].chars().take(AFTER).collect();
    let sentence = after.split(['.', ';', '(', ')', '\n']).next().unwrap_or_default();
    let before = &text[..month.start];
    let from = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let of = |part: &str| -> Vec<u16> {
        let digits = part.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4);
        digits.filter_map(|d| d.parse().ok()).filter(|year| (1900..=2100).contains(year)).collect()
    };
    of(sentence).first().copied().or_else(|| of(&before[from..]).last().copied())
}

/// The days right before a month and right after it, both ends of a range: "4–26 May", "May 4", "5-17 Nisan".
fn days(text: &str, month: &Range<usize>) -> Vec<u8> {
    let near = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–' | '—' | '\u{a0}');
    let suffixes = ["th", "st", "nd", "rd", "of", "-го", "го"];
    let mut before = text[..month.start].trim_end();
    while let Some(cut) = suffixes.iter().find_map(|suffix| before.strip_suffix(suffix)) {
        before = cut.trim_end();
    }
    let before =
        &before[before.char_indices().rev().take_while(|(_, c)| near(*c)).last().map_or(before.len(), |(at, _)| at)..];
    let after: String = text[month.end..].chars().take_while(|c| near(*c)).take(10).collect();
    let of = |part: &str| -> Vec<u8> {
        let numbers = part.split(|c: char| !c.is_ascii_digit()).filter(|d| (1..=2).contains(&d.len()));
        numbers.filter_map(|d| d.parse().ok()).filter(|day| (1..=31).contains(day)).collect()
    };
    [of(before), of(&after)].concat()
}

#[cfg(test)]
mod tests {
    use super::months;

    fn named(text: &str) -> Vec<(u8, Option<u16>, Vec<u8>)> {
        months(text).into_iter().map(|m| (m.month, m.year, m.days)).collect()
    }

    #[test]
    fn months_are_read_with_their_year_and_days() {
        assert_eq!(named("between 4 March and 26 May 2023"), [(3, Some(2023), vec![4]), (5, Some(2023), vec![26])]);
        assert_eq!(named("In Sept. 2019 and on June 3rd, 2020"), [(9, None, vec![]), (6, Some(2020), vec![3])]);
        assert_eq!(named("4–26 Mayıs 2023 tarihlerinde, Şubat'ta"), [(5, Some(2023), vec![4, 26]), (2, None, vec![])]);
        assert_eq!(named("с 5 по 17 апреля 2021 года и в мае"), [(4, Some(2021), vec![17]), (5, Some(2021), vec![])]);
        assert_eq!(named("2022 yılının Mayıs ayında"), [(5, Some(2022), vec![])]);
    }

    #[test]
    fn words_that_look_like_months_are_none() {
        for text in ["they may march on", "on mart kurdu", "Martin Mays augured", "Decent Octopus"] {
            assert!(named(text).is_empty(), "{text}: {:?}", named(text));
        }
    }
}
