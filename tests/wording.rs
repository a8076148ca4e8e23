//! What prose says, as a record has to say it: a table a language.

use citeplot::language::lexicon::{Expression, Quantity, Reader};
use citeplot::model::{Locale, Operator, Value};

/// The record value that the first quantity of a text asks for.
fn read(text: &str, reader: &Reader, value: &str) {
    let value: Value = value.parse().expect("a value");
    let found = reader.expressions(text);
    let stating = found.iter().find(|e| e.states_value(&value));
    let stating = stating.unwrap_or_else(|| panic!("\"{text}\" does not state {value}: {found:?}"));
    assert_eq!(stating.operator(), value.operator(), "\"{text}\": {stating:?}");
}

#[test]
fn english() {
    for (text, value) in [
        ("25 percent", "25"),
        ("25 per cent", "25"),
        ("25%", "25"),
        ("Seventeen percent of respondents", "17"),
        ("twenty-five percent", "25"),
        ("ninety nine percent", "99"),
        ("one hundred percent", "100"),
        ("only 25 percent", "25"),
        ("a mere 39 percent", "39"),
        ("fully 81 percent", "81"),
        ("approximately 55 percent", "~55"),
        ("about 55.5 percent", "~55.5"),
        ("some 55 percent", "~55"),
        ("close to 55 percent", "~55"),
        ("nearly a quarter", "nearly 25"),
        ("almost half", "nearly 50"),
        ("just under 30 percent", "nearly 30"),
        ("Less than 4 percent", "<4"),
        ("under five percent", "<5"),
        ("no more than 10 percent", "<=10"),
        ("up to 10 percent", "<=10"),
        ("more than 80 percent", ">80"),
        ("over 120 countries", ">120"),
        ("more than 1,480 establishments", ">1480"),
        ("upwards of 60 percent", ">60"),
        ("at least 60 percent", ">=60"),
        ("60 percent or more", ">=60"),
        ("between 20 and 30 percent", "20-30"),
        ("ranges from 20 percent to 30 percent", "20-30"),
        ("from 20 to 30 percent", "20-30"),
        ("20 to 30 percent of them", "20-30"),
        ("20–30 percent", "20-30"),
        ("a majority of citizens", "majority"),
        ("most citizens", "majority"),
        ("more than half of them", "majority"),
        ("a minority of citizens", "minority"),
        ("less than half of them", "minority"),
        ("a quarter of them", "~25"),
        ("a third of them", "~33"),
        ("two-thirds of them", "~67"),
        ("half of them", "~50"),
        ("six-in-ten Americans", "~60"),
        ("six in ten Americans", "~60"),
        ("one in five", "~20"),
        ("three out of four", "~75"),
        ("about one in five", "~20"),
        ("¼ of them", "~25"),
        ("⅔ of them", "~67"),
        ("1/3 of them", "~33"),
        ("every second household", "~50"),
        ("every fifth household", "~20"),
        ("7 in 10 voters", "~70"),
        ("15 of 27 towns", "~56"),
        ("80 percent or higher", ">=80"),
        ("15 percent or so", "~15"),
        ("around the 15% mark", "~15"),
        ("just shy of 60%", "nearly 60"),
        ("in the teens", "13-19"),
        ("in the low 40s", "40-43"),
        ("12 pct of them", "12"),
        ("3.4 million people", "3400000"),
        ("two hundred and", "200"),
        ("between a quarter and a third", "25-33"),
        ("the vast majority of them", "majority"),
        ("41, 34 and 12 percent", "34"),
    ] {
        read(text, Reader::of(Locale::En), value);
    }
}

#[test]
fn turkish() {
    for (text, value) in [
        ("yüzde 55", "55"),
        ("%55'i", "55"),
        ("yüzde elli beşi", "55"),
        ("katılımcıların yüzde on yedisi", "17"),
        ("yaklaşık yüzde 55", "~55"),
        ("yüzde 55 civarında", "~55"),
        ("neredeyse yüzde 25", "nearly 25"),
        ("yüzde 4'ten az", "<4"),
        ("yüzde 80'den fazlası", ">80"),
        ("en az yüzde 60", ">=60"),
        ("en fazla %60", "<=60"),
        ("çoğunluğu", "majority"),
        ("yarısından fazlası", "majority"),
        ("dörtte biri", "~25"),
        ("üçte ikisi", "~67"),
        ("yüzde 55,5", "55.5"),
    ] {
        read(text, Reader::of(Locale::Tr), value);
    }
}

#[test]
fn russian() {
    for (text, value) in [
        ("55 процентов", "55"),
        ("55,5 %", "55.5"),
        ("семнадцать процентов", "17"),
        ("двадцать пять процентов", "25"),
        ("около 55 процентов", "~55"),
        ("около двадцати пяти процентов", "~25"),
        ("почти четверть", "nearly 25"),
        ("менее 4 процентов", "<4"),
        ("не менее 60 процентов", ">=60"),
        ("более 80 процентов", ">80"),
        ("свыше 80 процентов", ">80"),
        ("от 20 до 30 процентов", "20-30"),
        ("большинство опрошенных", "majority"),
        ("более половины", "majority"),
        ("каждый пятый", "~20"),
        ("шесть из десяти", "~60"),
        ("две трети", "~67"),
    ] {
        read(text, Reader::of(Locale::Ru), value);
    }
}

/// The quantities of a text, each as its words and its reading.
fn all(text: &str, locale: Locale) -> Vec<String> {
    let shown = |e: &Expression| match e.quantity {
        Quantity::Number(n) => format!("{} {n}", e.operator()),
        Quantity::Fraction(n) => format!("{} {n:.0}", e.operator()),
        Quantity::Range(a, b) | Quantity::FractionRange(a, b) => format!("{a:.0}..{b:.0}"),
        Quantity::Factor(n) => format!("{} {n}x", e.operator()),
        Quantity::Majority | Quantity::Minority => e.operator().to_string(),
    };
    Reader::of(locale).expressions(text).iter().map(shown).collect()
}

#[test]
fn two_values_of_a_change_are_no_range() {
    for text in [
        "grew from 26 percent to 38 percent",
        "rose from 26% to 38%",
        "went up from 26 to 38 percent",
        "the increase from 26 to 38 percent",
    ] {
        assert_eq!(all(text, Locale::En), ["= 26", "= 38"], "{text}");
    }
    assert_eq!(all("доля выросла с 26 до 38 процентов", Locale::Ru), ["= 26", "= 38"]);
    assert_eq!(all("вырос с 26% до 38%", Locale::Ru), ["= 26", "= 38"]);
    assert_eq!(all("yüzde 26'dan yüzde 38'e çıktı", Locale::Tr), ["= 26", "= 38"]);
}

#[test]
fn the_end_of_a_movement_is_no_hedge() {
    assert_eq!(all("went up to 55%", Locale::En), ["= 55"]);
    assert_eq!(all("with up to 55%", Locale::En), ["<= 55"]);
    assert_eq!(all("снизилась до 24%", Locale::Ru), ["= 24"]);
    assert_eq!(all("yüzde 30 daha fazla", Locale::Tr), ["= 30"]);
    assert_eq!(all("yüzde 30'dan daha fazla", Locale::Tr), ["> 30"]);
}

#[test]
fn words_of_a_share_in_another_sense_are_none() {
    for text in [
        "the most important reason",
        "at most",
        "most likely",
        "the majority leader",
        "a two-stage race",
        "a third term",
        "the Russian minority",
        "one of three candidates",
        "her second half",
    ] {
        let found = all(text, Locale::En);
        let shares =
            found.iter().filter(|f| f.starts_with("majority") || f.starts_with("minority") || f.starts_with('~'));
        assert_eq!(shares.collect::<Vec<_>>(), Vec::<&String>::new(), "{text}: {found:?}");
    }
    assert_eq!(all("национальные меньшинства", Locale::Ru), Vec::<String>::new());
    assert_eq!(all("ona ve onun yüzü", Locale::Tr), Vec::<String>::new());
}

#[test]
fn of_other_languages_only_digits_are_read() {
    let found = Reader::of_tag("de").expressions("ungefähr 55 Prozent");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].operator(), Operator::Exact);
}

/// Kazakh has no word list yet; its decimals still stand behind a comma.
#[test]
fn digits_are_read_with_the_marks_of_their_language() {
    let found = Reader::of_tag("kk").expressions("респонденттердің 12,5 пайызы");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].states(12.5, 0.05), "{found:?}");
}

#[test]
fn years_are_numbers_without_a_hedge() {
    let found = Reader::of_tag("en-GB").expressions("In 2017, 81 percent said so");
    let numbers: Vec<bool> = found.iter().map(|e| e.states(81.0, 0.5)).collect();
    assert_eq!(numbers, [false, true]);
}

/// Of a language without a word list only digits are read, so a hedge cannot be wrong.
#[test]
fn a_quote_in_another_language_is_held_to_its_digits_only() {
    use citeplot::project::config::Config;
    use citeplot::{check, example, project};
    let dataset = example::DATASET.replace("quote_lang = \"en\"", "quote_lang = \"he\"");
    assert!(dataset.contains("\"he\""), "{dataset}");
    let found = |value: &str, words: &str| {
        let claim = format!(
            "[[claim]]\nid = \"c\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\nvalue = \"{value}\"\n\
             as_written = \"{words}\"\nquote = \"{words}\"\nsection = \"1\"\n"
        );
        let (dataset, _, mut report) = project::dataset_from_texts("demo", &dataset, &claim, example::REFERENCES);
        check::run(&dataset, &Config::default(), &mut report);
        let ours = ["operator-mismatch", "value-not-in-quote"];
        let codes: Vec<&str> = report.iter().map(|d| d.code.name).filter(|c| ours.contains(c)).collect();
        codes
    };
    assert_eq!(found("nearly 10", "כמעט 10 אחוז"), Vec::<&str>::new());
    assert_eq!(found("majority", "הרוב"), Vec::<&str>::new());
    assert_eq!(found("~12", "כמעט 10 אחוז"), ["value-not-in-quote"]);
    assert_eq!(found("10", "< 10"), ["operator-mismatch"]);
}

#[test]
fn a_decade_as_the_second_word_is_no_range_and_no_panic() {
    for text in ["about 30s ( percent of respondents", "the 30s ("] {
        let found = Reader::of(Locale::En).expressions(text);
        assert!(found.iter().all(|e| !matches!(e.quantity, Quantity::Range(..))), "{text}: {found:?}");
    }
}
