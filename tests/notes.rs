//! The words round charts, as an editor of a newspaper would read them: for every chart of the shipped project and of the
//! made-up ones, in every language.

use std::collections::BTreeSet;
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::figure::{self, Figure, FigureRequest};
use citeplot::frame;
use citeplot::language::citation::References;
use citeplot::language::phrases::words;
use citeplot::model::{Dataset, Locale};
use citeplot::project::recipe::Recipe;
use citeplot::project::{self, Project};
use citeplot::style::{Size, Style, Theme};

const PROJECTS: [&str; 5] = [".", "tests/demo", "tests/shapes", "tests/health", "tests/developers"];

/// How many lines a note may have in a column of a journal.
const LINES: usize = 6;

/// The charts whose notes are longer, each with the reason.
const LONGER: [(&str, &str, &str); 3] = [
    (
        ".",
        "claim-by-claim",
        "hedges, bounds, panels that differ, a base of its own, and a remark on rows that differ too",
    ),
    (".", "wanted-influence", "quotes the two wordings that make its rows differ"),
    ("tests/demo", "facets-trend", "hedges, lines that break, two pollsters, and margins stated and worked out"),
];

fn read(folder: &str) -> Project {
    let (project, report) = project::read(Path::new(folder));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// Every chart of a project in a language, laid out for a column. The bundled fonts have no Chinese characters, but what is
/// said can be read without them.
fn columns(project: &Project, locale: Locale) -> Vec<Figure> {
    project.datasets.iter().flat_map(|dataset| columns_of(project, dataset, locale)).collect()
}

/// The same of the charts of one dataset.
fn columns_of(project: &Project, dataset: &Dataset, locale: Locale) -> Vec<Figure> {
    let references = References::new(dataset);
    let rules = &project.config.hedge_rules;
    let table = frame::claims([(dataset, None)], rules, locale).expect("a table");
    let theme = Theme::new(&Style::named("light").expect("a style of the program"), Size::Column);
    let drawn = |recipe: &Recipe| {
        let selected = frame::select(&table, dataset, recipe).expect("a selection");
        let (config, references, theme) = (&project.config, &references, &theme);
        figure::figure(&FigureRequest { dataset, recipe, selected: &selected, config, references, locale, theme })
    };
    project.recipes.iter().filter(|recipe| recipe.datasets.iter().any(|d| d.value == dataset.id)).map(drawn).collect()
}

/// How many lines a note takes in a column. A character that the font lacks is as wide as it is high, as Chinese ones are.
fn lines(figure: &Figure) -> usize {
    let Some(note) = &figure.captions.note else { return 0 };
    let theme = &figure.theme;
    let style = theme.regular(theme.note_size, theme.palette.muted);
    let width = |c: char| match theme.fonts.missing(&c.to_string()) {
        Some(_) => theme.note_size,
        None => theme.measure(&c.to_string(), style),
    };
    if figure.locale == Locale::Zh {
        return (note.chars().map(width).sum::<f64>() / theme.inner_width()).ceil() as usize;
    }
    use citeplot::figure::scene::Role;
    figure.scene.texts().iter().filter(|t| t.role == Role::Note).count()
}

#[test]
fn a_note_has_at_most_six_lines_in_a_column_but_for_a_few() {
    let mut longer = BTreeSet::new();
    for folder in PROJECTS {
        let project = read(folder);
        for locale in Locale::ALL {
            for figure in columns(&project, locale) {
                if lines(&figure) > LINES {
                    longer.insert((folder, figure.id));
                }
            }
        }
    }
    let known: BTreeSet<(&str, String)> = LONGER.iter().map(|(f, id, _)| (*f, (*id).to_owned())).collect();
    assert_eq!(longer, known);
}

/// The frames of the note's sentences: what stands before the first thing that is filled in.
fn frames(locale: Locale) -> Vec<&'static str> {
    let w = words(locale);
    let phrases =
        [w.hatching_read, w.base_of, w.base, w.panels_differ, w.after_work, w.derived, w.broken, w.undisclosed];
    phrases.iter().filter_map(|p| p.split('{').next()).filter(|frame| frame.chars().count() > 3).collect()
}

#[test]
fn a_note_says_nothing_twice() {
    for folder in PROJECTS {
        let project = read(folder);
        for locale in Locale::ALL {
            for figure in columns(&project, locale) {
                let Some(note) = &figure.captions.note else { continue };
                let at = format!("{folder} {} {locale}: {note}", figure.id);
                for frame in frames(locale) {
                    assert!(note.matches(frame).count() < 2, "`{frame}` twice in {at}");
                }
                let quotes = words(locale).punctuation.quotes.open;
                let quoted: Vec<&str> = note.split(quotes).skip(1).collect();
                let distinct: BTreeSet<&&str> = quoted.iter().collect();
                assert_eq!(quoted.len(), distinct.len(), "a label twice in {at}");
            }
        }
    }
}

/// The only figure of a recipe over the records of a project, in English.
fn english(folder: &str, recipe: &str) -> Figure {
    let mut project = read(folder);
    let dataset = project.datasets[0].id.clone();
    let (recipe, _, mut report) = project::recipe_from_text("t", recipe, &dataset);
    project.recipes = recipe.into_iter().collect();
    let mut drawn = figures(&project, &BuildOptions::new().locale(Locale::En), &mut report);
    assert!(!report.has_errors() && drawn.len() == 1, "{report:?}");
    drawn.remove(0)
}

fn note(folder: &str, recipe: &str) -> String {
    english(folder, recipe).captions.note.unwrap_or_default()
}

#[test]
fn margins_that_are_stated_and_margins_that_are_worked_out_make_one_sentence() {
    let recipe = "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\" and survey_id in [\"ruritania-2019\", \"graustark-2019\"]'\npanels = \"place\"\nrows = \"response\"\n";
    let note = note("tests/demo", recipe);
    assert_eq!(note.matches("Thin lines").count(), 1, "{note}");
    assert!(note.contains("as the source states them or else from n"), "{note}");
}

#[test]
fn a_margin_that_is_worked_out_is_not_also_called_unreported() {
    let recipe =
        "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\" and survey_id = \"ruritania-2019\"'\n";
    let drawn = note("tests/demo", recipe);
    assert!(drawn.contains("Thin lines") && !drawn.contains("margin of error"), "{drawn}");
    let hidden = note("tests/demo", &format!("{recipe}margins = \"hide\"\n"));
    assert!(!hidden.contains("Thin lines") && hidden.contains("margin of error"), "{hidden}");
}

#[test]
fn a_line_that_breaks_says_in_what_its_waves_differ() {
    let recipe = "kind = \"trend\"\ntitle = \"T\"\nselect = 'question_id = \"trust\" and survey_id in [\"ruritania-2015\", \"ruritania-2017\", \"ruritania-2019\", \"ruritania-2021\", \"ruritania-2023\"]'\n";
    let note = note("tests/demo", recipe);
    assert!(note.contains("Lines break where the waves differ in wording."), "{note}");
}

#[test]
fn many_wordings_are_explained_by_kind_and_few_one_by_one() {
    let many = note("tests/shapes", "kind = \"stacked\"\ntitle = \"T\"\nselect = 'question_id = \"fares\"'\n");
    assert!(many.contains("(≈: ±\u{a0}2 points, nearly: up to 2 points less; hedge rules v1)"), "{many}");
    let few = note("tests/shapes", "kind = \"bar\"\ntitle = \"T\"\nselect = 'question_id = \"trust\"'\n");
    assert!(few.contains("(“~68”: 66–70%, “nearly 25”: 23–25%; hedge rules v1)"), "{few}");
}

#[test]
fn what_a_reader_needs_first_comes_first() {
    let note =
        columns(&read("."), Locale::En).into_iter().find(|f| f.id == "friend-and-enemy").and_then(|f| f.captions.note);
    assert_eq!(
        note.as_deref(),
        Some(
            "Note: The panels are not comparable; they differ in survey, question, base and direction of the answer. Base of “Named as the primary enemy”: respondents who identified a primary enemy. Cited works are older than the data: survey of April 2020. Not reported by the source: sample size, margin of error, mode and question wording."
        )
    );
}
