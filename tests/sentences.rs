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
