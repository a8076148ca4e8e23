//! What panels call answers by the way that they lean.

use citeplot::Project;
use citeplot::build::BuildOptions;
use citeplot::example;
use citeplot::model::Locale;

/// The heads of the panels of a chart of two questions on software, by polarity; `general` stands in the dataset, `own` in
/// each of the questions.
fn heads(locale: Locale, general: &str, own: [&str; 2]) -> Vec<String> {
    let question = |id: &str, own: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nlabel = \"{id}\"\nwording = \"verbatim\"\n{own}\n\
             [[question.response]]\nid = \"yes\"\nlabel = \"Yes, {id}\"\npolarity = \"positive\"\n\
             [[question.response]]\nid = \"no\"\nlabel = \"No, {id}\"\npolarity = \"negative\"\n"
        )
    };
    let dataset = format!(
        "id = \"demo\"\ntitle = \"T\"\ndocument = \"example-2022\"\n{general}\n{}{}\
         [[survey]]\nid = \"poll-2021\"\nlabel = \"poll\"\nundisclosed = \"all others\"\n",
        question("fast", own[0]),
        question("safe", own[1])
    );
    let claims: String = ["fast", "safe"]
        .iter()
        .flat_map(|q| ["yes", "no"].map(|r| (q, r)))
        .map(|(q, r)| {
            format!(
                "[[claim]]\nsurvey = \"poll-2021\"\nquestion = \"{q}\"\nresponse = \"{r}\"\nvalue = 3\nquote = \"3 percent\"\nsection = \"1\"\n"
            )
        })
        .collect();
    let chart = "kind = \"bar\"\ntitle = \"T\"\nselect = 'unit = \"percent\"'\nrows = \"statement\"\npanels = \"polarity\"\n\
                 [[accept]]\ndifferences = [\"question\"]\nreason = \"Two questions.\"\n";
    let project = Project::from_texts([
        ("config.toml", "locales = [\"en\"]\n"),
        ("datasets/demo/dataset.toml", dataset.as_str()),
        ("datasets/demo/claims.toml", claims.as_str()),
        ("datasets/demo/references.bib", example::REFERENCES),
        ("charts/t.toml", chart),
    ]);
    let mut report = citeplot::diag::Report::new();
    let drawn = citeplot::build::figures(&project, &BuildOptions::new().locale(locale), &mut report);
    assert_eq!(drawn.len(), 1, "{report:?}");
    drawn[0].data.panels.iter().filter_map(|p| p.head.clone()).collect()
}

#[test]
fn the_general_words_are_of_no_topic() {
    assert_eq!(heads(Locale::En, "", ["", ""]), ["Positive answers", "Negative answers"]);
    assert_eq!(heads(Locale::Ru, "", ["", ""]), ["Положительные ответы", "Отрицательные ответы"]);
}

#[test]
fn a_dataset_has_words_of_its_own() {
    let general = "polarity = { positive = { en = \"Praise\", ru = \"Похвала\" } }";
    assert_eq!(heads(Locale::En, general, ["", ""]), ["Praise", "Negative answers"]);
    assert_eq!(heads(Locale::Ru, general, ["", ""]), ["Похвала", "Отрицательные ответы"]);
}

#[test]
fn questions_that_agree_come_before_their_dataset() {
    let general = "polarity = { positive = \"Praise\", negative = \"Blame\" }";
    let works = "polarity = { positive = \"It works\" }";
    assert_eq!(heads(Locale::En, general, [works, works]), ["It works", "Blame"]);
    assert_eq!(heads(Locale::En, general, [works, ""]), ["Praise", "Blame"]);
}
