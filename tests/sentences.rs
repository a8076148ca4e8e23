//! Records against their sentences: mistakes that are named, one fault each, and right records that nobody is bothered with.

use citeplot::Project;
use citeplot::diag::Severity;

const DATASET: &str = r#"
id = "poll"
title = "A poll"
document = "text"

[[entity]]
id = "canada"
label = "Canada"
[[entity]]
id = "britain"
label = "Britain"
aliases = ["Great Britain"]

[[group]]
id = "women"
label = "Women"
[[group]]
id = "democrats"
label = "Democrats"
[[group]]
id = "republicans"
label = "Republicans"

[[question]]
id = "view"
label = "View of the country"
wording = "paraphrased"
single_choice = false
[[question.response]]
id = "favourable"
label = "Favourable"
polarity = "positive"
[[question.response]]
id = "unfavourable"
label = "Unfavourable"
polarity = "negative"
[[question.response]]
id = "net"
label = "Favourable (net)"
polarity = "positive"
sum_of = ["favourable"]

[[survey]]
id = "w-2020"
label = "poll of 2020"
field_start = "2020"
undisclosed = "all others"
[[survey]]
id = "w-2010"
label = "poll of 2010"
field_start = "2010"
undisclosed = "all others"
"#;

const REFERENCES: &str = "@report{text, author = {Text, Ann}, title = {Text}, date = {2025}, institution = {C}}\n";

/// What a check says, from warnings on, of claims and, when it is at hand, the document.
fn said(claims: &str, document: Option<&str>) -> Vec<String> {
    said_of(DATASET, claims, document)
}

fn said_of(dataset: &str, claims: &str, document: Option<&str>) -> Vec<String> {
    let named = "document = \"text\"\ntext = \"text.txt\"\n";
    let dataset = if document.is_some() { dataset.replace("document = \"text\"\n", named) } else { dataset.to_owned() };
    let project = Project::from_texts([
        ("config.toml", "[severity]\nundisclosed = \"off\"\nunreported-rest = \"off\"\n"),
        ("datasets/poll/dataset.toml", &dataset),
        ("datasets/poll/claims.toml", claims),
        ("datasets/poll/references.bib", REFERENCES),
        ("text.txt", document.unwrap_or_default()),
    ]);
    let report = project.check();
    let weighty = report.iter().filter(|d| d.severity >= Severity::Warning);
    weighty.map(|d| format!("{}: {} ({})", d.code.name, d.message, d.hint.as_deref().unwrap_or_default())).collect()
}

/// A claim of a favourable view, with these lines.
fn claim(id: &str, quote: &str, lines: &str) -> String {
    let answer = if lines.contains("response = ") { "" } else { "response = \"favourable\"\n" };
    let survey = if lines.contains("survey = ") { "" } else { "survey = \"w-2020\"\n" };
    format!("[[claim]]\nid = \"{id}\"\nquestion = \"view\"\n{answer}{survey}page = 1\nquote = '''{quote}'''\n{lines}\n")
}

#[test]
fn each_mistake_gives_one_fault_that_says_what_it_saw() {
    for (quote, lines, wanted) in [
        (
            "Canada 88%, Great Britain 86%",
            "subject = \"canada\"\nvalue = 86",
            "subject-other: “86%” is of `britain` in its sentence, the record says `canada` (there `canada` has “88%”)",
        ),
        (
            "44% of Republicans say so, compared with 14% of Democrats",
            "value = 14",
            "group-other: “14%” is of `democrats` in its sentence, the record says all respondents (write group = \"democrats\", or say in `base` whose answer it is)",
        ),
        (
            "44% of Republicans say so, compared with 14% of Democrats",
            "group = \"republicans\"\nvalue = 14",
            "group-other: “14%” is of `democrats` in its sentence, the record says `republicans` (there `republicans` has “44%”)",
        ),
        (
            "68 percent had a favourable view and 25 percent an unfavourable one",
            "value = 25",
            "response-other: “25 percent” is `unfavourable` in its sentence, the record says `favourable` (there `favourable` has “68 percent”)",
        ),
        (
            "The share rose from 26 percent in 2010 to 38 percent in 2020",
            "value = 26",
            "year-other: “26 percent” is of 2010 in its sentence, the record is of 2020 (name the survey of that year, or its `date`)",
        ),
        (
            "a gap of 12 percent",
            "value = 12",
            "unit-other: “12 percent” is a difference of shares, the record says `percent` (the unit is points)",
        ),
        (
            "trust was 12 percentage points higher",
            "value = 12\nas_written = \"12 percentage points\"",
            "unit-other: “12 percentage points” is percentage points, a change or a difference, the record says `percent` (the unit is points)",
        ),
        (
            "some 40 people of the village came",
            "value = \"~40\"\nas_written = \"some 40\"",
            "unit-other: “some 40” is a number of things or people, the record says `percent` (the unit is count)",
        ),
        (
            "trust fell by 3 percentage points",
            "value = 3\nunit = \"points\"",
            "sign-other: “3 percentage points” tells what something fell by, the record has the other sign (write the value with a minus sign)",
        ),
        (
            "support had risen 4 points, so trust in it grew by 4 points",
            "value = -4\nunit = \"points\"\nas_written = \"grew by 4 points\"",
            "sign-other: “4 points” tells what something rose by, the record has the other sign (write the value without a minus sign)",
        ),
        (
            "the partisan gap is 23 percent",
            "value = 23",
            "unit-other: “23 percent” is a difference of shares, the record says `percent` (the unit is points)",
        ),
        (
            "61% were not favourable",
            "value = 61",
            "response-other: “61%” is of those who are not `favourable` (name the answer that the sentence gives, or give its words as an alias)",
        ),
        (
            "Republicans said so more often than Democrats (44% and 14%, respectively)",
            "group = \"republicans\"\nvalue = 14",
            "group-other: “14%” is of `democrats` in its sentence, the record says `republicans` (there `republicans` has “44%”)",
        ),
        (
            "Fewer Republicans than Democrats agree, 14% against 44%",
            "group = \"republicans\"\nvalue = 44",
            "group-other: “44%” is of `democrats` in its sentence, the record says `republicans` (there `republicans` has “14%”)",
        ),
        (
            "In 2010, they were asked again: 61% agreed",
            "value = 61",
            "year-other: “61%” is of 2010 in its sentence, the record is of 2020 (name the survey of that year, or its `date`)",
        ),
        (
            "nearly 25 percent were for it, and 40 percent against",
            "value = \"nearly 25\"\nas_written = \"40 percent\"",
            "as-written-other: `40 percent` is not how the quote words `nearly 25` (write as_written = \"nearly 25 percent\")",
        ),
        (
            "nearly 25 percent were for it",
            "value = \"nearly 25\"\nas_written = \"25 percent\"",
            "as-written-other: `25 percent` is not how the quote words `nearly 25` (write as_written = \"nearly 25 percent\")",
        ),
    ] {
        assert_eq!(said(&claim("a", quote, lines), None), [wanted], "{quote}");
        let document = format!("1 Results\n\nAs we said, {quote}.\n\nIn 2010 and 2020.\n");
        assert_eq!(said(&claim("a", quote, lines), Some(&document)), [wanted], "{quote}, in its document");
    }
}

#[test]
fn a_hedge_outside_the_quote_is_seen_in_the_document() {
    let record = claim("a", "30 percent trust Canada", "subject = \"canada\"\nvalue = 30");
    assert_eq!(said(&record, None), Vec::<String>::new());
    let found = said(&record, Some("In 2020, nearly 30 percent trust Canada.\n"));
    assert!(found.len() == 1 && found[0].starts_with("hedge-cut: the document says “nearly 30 percent”"), "{found:?}");
}

#[test]
fn an_end_of_a_range_is_no_value_of_its_own() {
    let record = claim("a", "40 percent trust Canada", "subject = \"canada\"\nvalue = 40");
    let found = said(&record, Some("In 2020, between 30 and 40 percent trust Canada.\n"));
    assert!(
        found.len() == 1 && found[0].starts_with("hedge-cut: the document says “between 30 and 40 percent”"),
        "{found:?}"
    );
}

/// Waves of one year, with other names than the last dataset: neighbourhoods, in Turkish.
const MONTHS: &str = r#"
id = "poll"
title = "Anket"
document = "text"
quote_lang = "tr"

[[group]]
id = "villages"
label = "Köyler"
members = "Köylüler"
[[group]]
id = "towns"
label = "Kentler"
members = "Kentliler"

[[question]]
id = "view"
label = "Görüş"
wording = "paraphrased"
[[question.response]]
id = "favourable"
label = "Olumlu"
polarity = "positive"

[[survey]]
id = "w-2020"
label = "mart anketi"
field_start = "2020-03-04"
field_end = "2020-03-26"
undisclosed = "all others"
[[survey]]
id = "w-2010"
label = "haziran anketi"
field_start = "2020-06"
undisclosed = "all others"
"#;

#[test]
fn a_number_of_another_month_is_one_of_another_wave() {
    let text = "Anket 4–26 Mart 2020 ve Haziran 2020 tarihlerinde yapıldı. Mart'ta köylülerin yüzde 31'i olumlu dedi, Haziran'da yüzde 42'si.";
    let quote = "Mart'ta köylülerin yüzde 31'i olumlu dedi, Haziran'da yüzde 42'si";
    let of = |survey: &str, value: u8| {
        claim("a", quote, &format!("group = \"villages\"\nsurvey = \"{survey}\"\nvalue = {value}"))
    };
    assert_eq!(said_of(MONTHS, &of("w-2020", 31), Some(text)), Vec::<String>::new());
    assert_eq!(said_of(MONTHS, &of("w-2010", 42), Some(text)), Vec::<String>::new());
    for (survey, value, other) in [("w-2010", 31, "w-2020"), ("w-2020", 42, "w-2010")] {
        let found = said_of(MONTHS, &of(survey, value), Some(text));
        let wanted = format!("is of the month of `{other}` in its sentence, the record says `{survey}`");
        assert!(found.len() == 1 && found[0].starts_with("year-other") && found[0].contains(&wanted), "{found:?}");
    }
}

#[test]
fn who_is_in_a_group_names_it() {
    let quote = "Köylülerin yüzde 31'i, kentlilerin yüzde 42'si olumlu";
    let found = said_of(MONTHS, &claim("a", quote, "group = \"villages\"\nvalue = 42"), None);
    assert!(found.len() == 1 && found[0].starts_with("group-other: “yüzde 42'si” is of `towns`"), "{found:?}");
    assert_eq!(said_of(MONTHS, &claim("a", quote, "group = \"towns\"\nvalue = 42"), None), Vec::<String>::new());
}

#[test]
fn fieldwork_is_compared_to_the_day() {
    let record = claim("a", "yüzde 31'i olumlu", "value = 31");
    let text = "Anket 4–26 Mart 2020 ve Haziran 2020 tarihlerinde yapıldı; yüzde 31'i olumlu.";
    assert_eq!(said_of(MONTHS, &record, Some(text)), Vec::<String>::new());
    for (wrong, wanted) in [
        (text.replace("Mart", "Nisan"), "fieldwork in 2020-03, which"),
        (text.replace("Mart", "Nisan") + " Mart 2021'de yayımlandı.", "fieldwork in 2020-03, which"),
        (text.replace("4–26", "5–26"), "fieldwork on 2020-03-04, which"),
        (text.replace("4–26", "4–25"), "fieldwork on 2020-03-26, which"),
    ] {
        let found = said_of(MONTHS, &record, Some(&wrong));
        assert!(found.len() == 1 && found[0].contains(wanted), "{wrong}: {found:?}");
    }
    for silent in [
        "Anket 2020 baharında ve Haziran 2020 içinde yapıldı; katılımcıların yüzde 31'i olumlu görüş bildirdi.",
        "Anket 04.03.2020 tarihinde ve Haziran 2020 içinde yapıldı; katılımcıların yüzde 31'i olumlu görüş bildirdi.",
    ] {
        assert_eq!(said_of(MONTHS, &record, Some(silent)), Vec::<String>::new(), "{silent}");
    }
}

#[test]
fn what_the_document_says_of_its_panel_is_read() {
    let record = claim("a", "30 percent trust it", "value = 30");
    let surveys = DATASET.find("[[survey]]\nid = \"w-2010\"").expect("there");
    let one = DATASET[..surveys].replacen("undisclosed", "sample = \"probability\"\nundisclosed", 1);
    let text = "In 2020 we asked members of an opt-in panel. In all, 30 percent trust it.";
    let found = said_of(&one, &record, Some(text));
    assert!(found.len() == 1 && found[0].contains("speaks of an “opt-in panel”"), "{found:?}");
    let drawn = text.replace("members of an opt-in panel", "a panel drawn by lot, not an opt-in panel");
    assert_eq!(said_of(&one, &record, Some(&drawn)), Vec::<String>::new());
}

#[test]
fn derived_values_follow_from_their_claims() {
    let from = claim("new", "30 percent trust it", "value = 30")
        + &claim("old", "44 percent did", "value = 44\nsurvey = \"w-2010\"");
    let derived = |lines: &str| {
        let own = format!("status = \"derived\"\nderived_from = [\"new\", \"old\"]\nas_written = \"down\"\n{lines}");
        from.clone() + &claim("change", "it went down", &own)
    };
    for right in
        ["value = -14\nunit = \"points\"", "value = \"~-14\"\nunit = \"points\"", "value = 37\nbase = \"the mean\""]
    {
        assert_eq!(said(&derived(right), None), Vec::<String>::new(), "{right}");
    }
    for (wrong, value) in [("value = 14\nunit = \"points\"", "14"), ("value = -12\nunit = \"points\"", "-12")] {
        let found = said(&derived(wrong), None);
        let wanted = format!("derived-differs: {value} does not follow from `new`, `old` (their sum is");
        assert!(found.len() == 1 && found[0].starts_with(&wanted), "{found:?}");
        assert!(found[0].contains("the change is -15 to -13"), "{found:?}");
    }
}

#[test]
fn shares_of_counts_follow_from_them_and_none_from_nothing() {
    let count = |id: &str, n: u16, subject: &str| {
        let lines = format!("unit = \"count\"\nsubject = \"{subject}\"\nvalue = {n}\nas_written = \"{n}\"");
        claim(id, &format!("{n} of them came"), &lines)
    };
    let share = |value: u8| {
        claim(
            "share",
            "a share",
            &format!(
                "status = \"derived\"\nderived_from = [\"part\", \"all\"]\nas_written = \"a share\"\nvalue = {value}"
            ),
        )
    };
    let of = |part: u16, all: u16, value: u8| {
        said(&(count("part", part, "canada") + &count("all", all, "britain") + &share(value)), None)
    };
    assert_eq!(of(480, 1200, 40), Vec::<String>::new());
    let found = of(480, 1200, 44);
    assert!(found.len() == 1 && found[0].contains("`part`, `all` (the share is 39.94 to 40.06"), "{found:?}");
    assert_eq!(of(0, 0, 50), Vec::<String>::new());
}

#[test]
fn an_n_that_no_percentage_fits_is_one_fault() {
    let dataset = DATASET.replacen("undisclosed", "n = 24\nundisclosed", 1);
    let of =
        |id: &str, value: u8, more: &str| claim(id, &format!("{value} percent"), &format!("value = {value}\n{more}"));
    let many = of("a", 31, "subject = \"canada\"") + &of("b", 44, "subject = \"britain\"") + &of("c", 60, "");
    let found = said_of(&dataset, &many, None);
    assert_eq!(
        found,
        [
            "grim: 3 percentages of `w-2020` are no whole number of 24 respondents (they are 31, 44, 60; is the n of the survey right?)"
        ]
    );
    assert_eq!(said_of(&dataset, &of("a", 31, ""), None).len(), 1);
}

#[test]
fn one_statement_under_two_ids_is_told_once() {
    let twice = claim("a", "30 percent trust it", "value = 30") + &claim("b", "30 percent trust it", "value = 30");
    assert_eq!(said(&twice, None), ["recorded-twice: `a` and `b` record one number of `w-2020` (keep one of the two)"]);
    let other = claim("a", "30 percent trust it", "value = 30")
        + &claim("b", "30 percent trust it", "value = 30\ngroup = \"women\"");
    assert_eq!(said(&other, None), Vec::<String>::new());
}

#[test]
fn what_the_record_of_a_survey_says_has_to_stand_in_the_document() {
    let dataset = DATASET.replace("field_start = \"2020\"\n", "field_start = \"2020-03\"\nn = 1004\nmoe_pp = 3.1\n");
    let record = claim("a", "30 percent trust it", "value = 30");
    let right = "We asked 1,004 adults in March 2020 (± 3,1 points). In all, 30 percent trust it.\n";
    assert_eq!(said_of(&dataset, &record, Some(right)), Vec::<String>::new());
    let wrong = right.replace("1,004", "1,040").replace("2020", "2021").replace("3,1", "31");
    let found = said_of(&dataset, &record, Some(&wrong));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|f| f.starts_with("survey-unsaid: the record of `w-2020` states ")), "{found:?}");
}

#[test]
fn polarity_is_that_of_the_label_and_volunteers_are_no_probability_sample() {
    let swapped = DATASET.replace(
        "label = \"Unfavourable\"\npolarity = \"negative\"",
        "label = \"Unfavourable\"\npolarity = \"positive\"",
    );
    let record = claim("a", "30 percent trust it", "value = 30");
    let found = said_of(&swapped, &record, None);
    assert!(found.len() == 1 && found[0].starts_with("polarity-of-label: “Unfavourable” speaks against"), "{found:?}");
    let panel =
        DATASET.replacen("undisclosed", "sample = \"probability\"\nframe = \"an opt-in online panel\"\nundisclosed", 1);
    let found = said_of(&panel, &record, None);
    assert!(
        found.len() == 1 && found[0].starts_with("opt-in-sample: `w-2020` is called a probability sample"),
        "{found:?}"
    );
    let drawn = panel.replace("an opt-in online panel", "a panel drawn by lot from the register, no volunteers");
    assert_eq!(said_of(&drawn, &record, None), Vec::<String>::new());
}

#[test]
fn right_records_of_the_commonest_sentences_raise_no_alarm() {
    let two = |quote: &str, first: &str, second: &str| claim("a", quote, first) + &claim("b", quote, second);
    for (quote, claims) in [
        (
            "it grew from 26 percent to 38 percent",
            two("it grew from 26 percent to 38 percent", "value = 26\nsurvey = \"w-2010\"", "value = 38"),
        ),
        ("it rose from 41% to 70%", two("it rose from 41% to 70%", "value = 41\nsurvey = \"w-2010\"", "value = 70")),
        ("¼ of women agree", claim("a", "¼ of women agree", "group = \"women\"\nvalue = \"~25\"")),
        ("⅕ agree", claim("a", "⅕ agree", "value = \"~20\"")),
        ("⅔ agree", claim("a", "⅔ agree", "value = \"~67\"")),
        ("80 percent or higher agree", claim("a", "80 percent or higher agree", "value = \">=80\"")),
        ("15 percent or so agree", claim("a", "15 percent or so agree", "value = \"~15\"")),
        ("it was around the 15% mark", claim("a", "it was around the 15% mark", "value = \"~15\"")),
        ("just shy of 60% agree", claim("a", "just shy of 60% agree", "value = \"nearly 60\"")),
        ("support is in the teens", claim("a", "support is in the teens", "value = \"13-19\"")),
        ("more than half agree", claim("a", "more than half agree", "value = \"majority\"")),
        ("every second adult agrees", claim("a", "every second adult agrees", "value = \"~50\"")),
        ("6 in 10 agree", claim("a", "6 in 10 agree", "value = \"~60\"")),
        ("six in ten agree", claim("a", "six in ten agree", "value = \"~60\"")),
        ("a 12-point gap parts them", claim("a", "a 12-point gap parts them", "value = 12\nunit = \"points\"")),
        (
            "trust fell by 3 percentage points",
            claim("a", "trust fell by 3 percentage points", "value = \"-3\"\nunit = \"points\""),
        ),
        (
            "Unlike Britain, 61 percent trust Canada",
            claim("a", "Unlike Britain, 61 percent trust Canada", "subject = \"canada\"\nvalue = 61"),
        ),
        (
            "61 percent trust Canada, more than Britain",
            claim("a", "61 percent trust Canada, more than Britain", "subject = \"canada\"\nvalue = 61"),
        ),
        (
            "68 percent favourable (net)",
            claim("a", "68 percent favourable (net)", "response = \"net\"\nvalue = 68")
                + &claim("b", "68 percent favourable (net)", "value = 68"),
        ),
        (
            "Women aged 18–29 (n = 512, 3 May 2020): 61% trust it",
            claim("a", "Women aged 18–29 (n = 512, 3 May 2020): 61% trust it", "group = \"women\"\nvalue = 61"),
        ),
        (
            "61 percent of all adults, and 70 percent of women, agree",
            two(
                "61 percent of all adults, and 70 percent of women, agree",
                "value = 61",
                "group = \"women\"\nvalue = 70",
            ),
        ),
        (
            "61 percent do not hold an unfavourable view",
            claim("a", "61 percent do not hold an unfavourable view", "value = 61"),
        ),
        ("61% of adults support women in office", claim("a", "61% of adults support women in office", "value = 61")),
        ("Most respondents (61%) support women", claim("a", "Most respondents (61%) support women", "value = 61")),
        ("No fewer than 61% were favourable", claim("a", "No fewer than 61% were favourable", "value = \">=61\"")),
        (
            "Among Democrats and Republicans it rose from 40% to 50%",
            claim("a", "Among Democrats and Republicans it rose from 40% to 50%", "value = 50"),
        ),
        (
            "In 2020, 61 percent said so, against 52% in 2010",
            claim("a", "In 2020, 61 percent said so, against 52% in 2010", "value = 61")
                + &claim("b", "In 2020, 61 percent said so, against 52% in 2010", "survey = \"w-2010\"\nvalue = 52"),
        ),
    ] {
        assert_eq!(said(&claims, None), Vec::<String>::new(), "{quote}");
        let document = format!("{quote}.\n\nAsked in 2010 and 2020.\n");
        assert_eq!(said(&claims, Some(&document)), Vec::<String>::new(), "{quote}, in its document");
    }
}

#[test]
fn rows_of_tables_with_dates_ages_and_n_raise_no_alarm() {
    let document = "Table 1: View, percent\n\n| Group | Fieldwork | n | Favourable | Unfavourable |\n|---|---|---|---|---|\n\
        | Women | 3 May 2020 | 512 | 61 | 20 |\n| Democrats | 4 May 2020 | 300 | 44 | 30 |\n\nAsked in 2010 and 2020.\n";
    let table = "[[table]]\ntable = 1\nsurvey = \"w-2020\"\nquestion = \"view\"\nrows = \"group\"\ncolumns = \"response\"\n\
        cells = \"\"\"\n | favourable | unfavourable\nwomen | 61 | 20\ndemocrats | 44 | 30\n\"\"\"\n";
    assert_eq!(said(table, Some(document)), Vec::<String>::new());
}

#[test]
fn a_margin_without_n_is_one_note() {
    let dataset = DATASET.replacen("undisclosed", "moe_pp = 3.1\nundisclosed", 1);
    assert_eq!(said_of(&dataset, &claim("a", "30 percent trust it", "value = 30"), None), Vec::<String>::new());
    let project = Project::from_texts([
        ("datasets/poll/dataset.toml", dataset.as_str()),
        ("datasets/poll/claims.toml", &claim("a", "30 percent trust it", "value = 30")),
        ("datasets/poll/references.bib", REFERENCES),
    ]);
    assert!(project.check().iter().any(|d| d.code.name == "margin-without-n" && d.severity == Severity::Note));
}
