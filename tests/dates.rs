//! Dates and intervals of dates as the Unicode CLDR has them (release 48; in English with plain spaces round the dash).

use citeplot::language::phrases::words;
use citeplot::model::{Locale, PartialDate};

/// The first and the last date of an interval, and how each language writes it; `~` stands for a space that no line breaks at.
type Interval = (&'static str, &'static str, [(Locale, &'static str); 5]);

/// Over days, months and years, and dates that are not equally exact.
const INTERVALS: [Interval; 8] = [
    (
        "2023-02-01",
        "2023-02-23",
        [
            (Locale::En, "1–23 February 2023"),
            (Locale::Tr, "1–23 Şubat 2023"),
            (Locale::Ru, "1–23~февраля 2023~г."),
            (Locale::Kk, "2023~ж. 1–23 ақпан"),
            (Locale::Zh, "2023年2月1日至23日"),
        ],
    ),
    (
        "2023-01-28",
        "2023-02-03",
        [
            (Locale::En, "28 January – 3 February 2023"),
            (Locale::Tr, "28 Ocak – 3 Şubat 2023"),
            (Locale::Ru, "28~января – 3~февраля 2023~г."),
            (Locale::Kk, "2023~ж. 28 қаңтар – 3 ақпан"),
            (Locale::Zh, "2023年1月28日至2月3日"),
        ],
    ),
    (
        "2022-12-28",
        "2023-01-03",
        [
            (Locale::En, "28 December 2022 – 3 January 2023"),
            (Locale::Tr, "28 Aralık 2022 – 3 Ocak 2023"),
            (Locale::Ru, "28~декабря 2022~г. – 3~января 2023~г."),
            (Locale::Kk, "2022~ж. 28 желтоқсан – 2023~ж. 3 қаңтар"),
            (Locale::Zh, "2022年12月28日至2023年1月3日"),
        ],
    ),
    (
        "2023-03",
        "2023-05",
        [
            (Locale::En, "March – May 2023"),
            (Locale::Tr, "Mart – Mayıs 2023"),
            (Locale::Ru, "март – май 2023~г."),
            (Locale::Kk, "2023~ж. наурыз – мамыр"),
            (Locale::Zh, "2023年3月至5月"),
        ],
    ),
    (
        "2022-12",
        "2023-01",
        [
            (Locale::En, "December 2022 – January 2023"),
            (Locale::Tr, "Aralık 2022 – Ocak 2023"),
            (Locale::Ru, "декабрь 2022~г. – январь 2023~г."),
            (Locale::Kk, "2022~ж. желтоқсан – 2023~ж. қаңтар"),
            (Locale::Zh, "2022年12月至2023年1月"),
        ],
    ),
    (
        "2019",
        "2023",
        [
            (Locale::En, "2019–2023"),
            (Locale::Tr, "2019–2023"),
            (Locale::Ru, "2019–2023"),
            (Locale::Kk, "2019–2023"),
            (Locale::Zh, "2019–2023年"),
        ],
    ),
    (
        "2023",
        "2023",
        [
            (Locale::En, "2023"),
            (Locale::Tr, "2023"),
            (Locale::Ru, "2023"),
            (Locale::Kk, "2023"),
            (Locale::Zh, "2023年"),
        ],
    ),
    // A month, and a day in another one: each as exact as it is known.
    (
        "2023-03",
        "2023-05-04",
        [
            (Locale::En, "March – 4 May 2023"),
            (Locale::Tr, "Mart – 4 Mayıs 2023"),
            (Locale::Ru, "март – 4~мая 2023~г."),
            (Locale::Kk, "2023~ж. наурыз – 4 мамыр"),
            (Locale::Zh, "2023年3月至5月4日"),
        ],
    ),
];

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

#[test]
fn intervals_are_those_of_the_cldr() {
    for (first, last, expected) in INTERVALS {
        for (locale, text) in expected {
            let written = words(locale).dates(date(first), date(last)).replace('\u{a0}', "~");
            assert_eq!(written, text, "{first} to {last} in {locale}");
        }
    }
}

#[test]
fn a_date_within_the_other_makes_no_interval() {
    for (a, b, expected) in [
        ("2023-05", "2023-05-26", "May 2023"),
        ("2023-05-26", "2023-05", "May 2023"),
        ("2023", "2023-05-26", "2023"),
        ("2023-05-26", "2023-05-26", "26 May 2023"),
    ] {
        assert_eq!(words(Locale::En).dates(date(a), date(b)), expected);
    }
}

#[test]
fn every_pair_of_months_names_both_and_each_year_once() {
    for locale in Locale::ALL {
        for (a, b) in (1..=12u8).flat_map(|a| (a + 1..=12).map(move |b| (a, b))) {
            let at = |month| PartialDate { year: 2023, month: Some(month), day: Some(3) };
            let written = words(locale).dates(at(a), at(b));
            assert_eq!(written.matches("2023").count(), 1, "{written}");
            let two = words(locale).dates(at(a), PartialDate { year: 2024, ..at(b) });
            assert!(two.contains("2023") && two.contains("2024"), "{two}");
        }
    }
}
