//! What a subtitle says of whom, where and when, over records of a made-up health survey.

use citeplot::example;
use citeplot::figure::{self, FigureRequest};
use citeplot::frame;
use citeplot::language::citation::References;
use citeplot::model::{Dataset, Locale};
use citeplot::project;
use citeplot::project::config::Config;
use citeplot::style::{Size, Style, Theme};

const DATASET: &str = r#"
id         = "health"
title      = "Health"
document   = "example-2022"
quote_lang = "en"

[[group]]
id      = "young"
label   = "Under 30"
members = "adults under 30"
[[group]]
id    = "women"
label = "Women"

[[place]]
id    = "north"
label = "North"
[[place]]
id    = "south"
label = "South"

[[question]]
id      = "smokes"
label   = "Smoking"
wording = "paraphrased"
[[question.response]]
id       = "daily"
label    = "Daily"
polarity = "neutral"

[[question]]
id      = "sleep"
label   = "Sleep"
wording = "paraphrased"
[[question.response]]
id       = "well"
label    = "Sleeps well"
polarity = "neutral"

[[question]]
id      = "doctors"
label   = "Doctors"
wording = "not-reported"
[[question.response]]
id       = "trusts"
label    = "Trusts them"
polarity = "neutral"

[[question]]
id      = "change"
label   = "Change in smoking"
wording = "verbatim"
[[question.response]]
id       = "daily"
label    = "Daily"
polarity = "neutral"

[[survey]]
id          = "health-2023"
label       = "health survey"
population  = "adults in Ruritania"
geography   = "Ruritania"
field_start = "2023-01-28"
field_end   = "2023-02-03"
undisclosed = "all others"
[[survey]]
id          = "north-2023"
series      = "regions"
label       = "north"
population  = "adults"
place       = "north"
field_start = "2023-03-01"
field_end   = "2023-03-10"
undisclosed = "all others"
[[survey]]
id          = "south-2023"
extends     = "north-2023"
label       = "south"
place       = "south"
field_start = "2023-03-04"
field_end   = "2023-04-02"
"#;

/// The subtitle of a chart of all of these claims.
fn subtitle_in(locale: Locale, claims: &str, recipe: &str) -> String {
    let numbered: Vec<String> = claims
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            format!(
                "[[claim]]\n{}\nquote = \"2{line_end}\"\nas_written = \"2\"\nsection = \"1\"\n",
                line.replace("; ", "\n"),
                line_end = " percent"
            )
        })
        .collect();
    let (dataset, _, report) =
        project::dataset_from_texts("health", DATASET, &numbered.join("\n"), example::REFERENCES);
    assert!(!report.has_errors(), "{report:?}");
    let recipe = format!("title = \"T\"\nselect = 'unit != none'\n{recipe}");
    let (recipe, _, report) = project::recipe_from_text("t", &recipe, "health");
    assert!(!report.has_errors(), "{report:?}");
    subtitle_of(&dataset, &recipe.expect("a recipe"), locale)
}

fn subtitle_of(dataset: &Dataset, recipe: &project::recipe::Recipe, locale: Locale) -> String {
    let config = Config::default();
    let references = References::new(dataset);
    let table = frame::claims([(dataset, None)], &config.hedge_rules, locale).expect("a table");
    let selected = frame::select(&table, dataset, recipe).expect("a selection");
    let theme = Theme::new(&Style::named("light").expect("a style"), Size::Slide);
    let (config, references, theme, selected) = (&config, &references, &theme, &selected);
    figure::figure(&FigureRequest { dataset, recipe, selected, config, references, locale, theme }).captions.subtitle
}

fn subtitle(claims: &str, recipe: &str) -> String {
    subtitle_in(Locale::En, claims, recipe)
}

const SMOKES: &str = "question = \"smokes\"; response = \"daily\"; survey = \"health-2023\"; value = 2";

#[test]
fn population_and_place_are_said_once() {
    let text = subtitle(SMOKES, "kind = \"bar\"");
    assert_eq!(text, "Smoking, percent of adults in Ruritania, 28 January – 3 February 2023 (question paraphrased)");
}

#[test]
fn percentages_of_one_group_are_of_its_members() {
    let young = subtitle(&format!("{SMOKES}; group = \"young\""), "kind = \"bar\"");
    assert!(young.starts_with("Smoking, percent of adults under 30, Ruritania,"), "{young}");
    let women = subtitle(&format!("{SMOKES}; group = \"women\""), "kind = \"bar\"");
    assert!(women.starts_with("Smoking, percent of Women, Ruritania,"), "{women}");
}

#[test]
fn percentages_of_two_groups_are_of_each() {
    let claims = format!("{SMOKES}; group = \"young\"\n{SMOKES}; group = \"women\"");
    let text = subtitle(&claims, "kind = \"bar\"");
    assert!(text.contains("percent of each group"), "{text}");
}

#[test]
fn percentages_of_different_bases_are_of_nothing_in_common() {
    let sleep = "question = \"sleep\"; response = \"well\"; survey = \"health-2023\"; value = 2; base = \"smokers\"";
    let text = subtitle(&format!("{SMOKES}\n{sleep}"), "kind = \"bar\"\npanels = \"question\"");
    assert_eq!(text, "Percent, Ruritania, 28 January – 3 February 2023 (questions paraphrased)");
    let same = subtitle(sleep, "kind = \"bar\"");
    assert!(same.starts_with("Sleep, percent of smokers, Ruritania"), "{same}");
}

#[test]
fn shares_without_a_survey_are_not_of_respondents() {
    let share = "question = \"smokes\"; response = \"daily\"; date = \"2023\"; value = 2";
    assert_eq!(subtitle(share, "kind = \"bar\""), "Smoking, percent, 2023");
}

#[test]
fn a_question_is_called_paraphrased_only_where_it_is() {
    let doctors = "question = \"doctors\"; response = \"trusts\"; survey = \"health-2023\"; value = 2";
    assert!(!subtitle(doctors, "kind = \"bar\"").contains("paraphrased"));
    let both = subtitle(&format!("{SMOKES}\n{doctors}"), "kind = \"bar\"\npanels = \"question\"");
    assert!(!both.contains("paraphrased"), "{both}");
}

#[test]
fn changes_are_in_percentage_points() {
    let claims = "question = \"change\"; response = \"daily\"; survey = \"health-2023\"; value = 2; unit = \"points\"; group = \"young\"";
    let text = subtitle(claims, "kind = \"bar\"");
    assert_eq!(text, "Change in smoking: Under 30, percentage points, Ruritania, 28 January – 3 February 2023");
    let russian = subtitle_in(Locale::Ru, claims, "kind = \"bar\"");
    assert!(russian.contains("в процентных пунктах"), "{russian}");
}

#[test]
fn places_whose_fieldwork_differs_by_days_have_one_span() {
    let north = "question = \"smokes\"; response = \"daily\"; survey = \"north-2023\"; value = 2";
    let claims = format!("{north}\n{}", north.replace("north", "south"));
    let text = subtitle(&claims, "kind = \"bar\"\nrows = \"place\"\nseries = \"none\"\npanels = \"none\"");
    assert_eq!(text, "Smoking: Daily, percent of adults, 1 March – 2 April 2023 (question paraphrased)");
}
