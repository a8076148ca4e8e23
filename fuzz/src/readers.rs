//! Everything that reads what a user gives, each behind one function that takes bytes.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use citeplot::build::{Build, BuildOptions, FigureCache, FigureFormat, RenderOptions, files};
use citeplot::diag::{Report, human, json};
use citeplot::figure::Figure;
use citeplot::frame::export::Format;
use citeplot::language::lexicon;
use citeplot::model::{HedgeRules, Locale, Pages, PartialDate, Unit, Value};
use citeplot::project::{self, Project};
use citeplot::publish::embed::{Form, embed};
use citeplot::publish::ooxml::{self, State};
use citeplot::publish::{self, deck::Deck};
use citeplot::style::font::TextAs;

use super::bundle::Bundle;
use super::corpus;
use super::sound;

/// What reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// `dataset.toml` of a whole project, drawn and written when it has no error. So are the next five.
    Dataset,
    /// `claims.toml`.
    Claims,
    /// `references.bib`.
    References,
    /// A recipe of a chart.
    Recipe,
    /// A recipe of a deck.
    Deck,
    /// `config.toml`.
    Config,
    /// All files of a project at once.
    Project,
    /// The condition of a `select`.
    Filter,
    /// A value, a date, pages.
    Value,
    /// The quantities of a sentence, in every language.
    Sentence,
    /// A font file of a theme.
    Font,
    /// The logo of a theme.
    Logo,
    /// A presentation as template of a deck.
    Template,
    /// A presentation whose figures are brought up to date.
    Refresh,
}

impl Reader {
    /// All.
    pub const ALL: [Self; 14] = [
        Self::Dataset,
        Self::Claims,
        Self::References,
        Self::Recipe,
        Self::Deck,
        Self::Config,
        Self::Project,
        Self::Filter,
        Self::Value,
        Self::Sentence,
        Self::Font,
        Self::Logo,
        Self::Template,
        Self::Refresh,
    ];

    /// The name on the command line and in the names of files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Claims => "claims",
            Self::References => "references",
            Self::Recipe => "recipe",
            Self::Deck => "deck",
            Self::Config => "config",
            Self::Project => "project",
            Self::Filter => "filter",
            Self::Value => "value",
            Self::Sentence => "sentence",
            Self::Font => "font",
            Self::Logo => "logo",
            Self::Template => "template",
            Self::Refresh => "refresh",
        }
    }

    /// Reads an input. `scratch` is a folder for the files of a project.
    ///
    /// # Panics
    /// When the program has a fault.
    pub fn read(self, input: &[u8], scratch: &Path) {
        match self {
            Self::Dataset
            | Self::Claims
            | Self::References
            | Self::Recipe
            | Self::Deck
            | Self::Config
            | Self::Project => {
                Bundle::parse(input).write(scratch).expect("the scratch folder can be written");
                whole_way(scratch);
            }
            Self::Filter => filter(&String::from_utf8_lossy(input)),
            Self::Value => value(&String::from_utf8_lossy(input)),
            Self::Sentence => sentence(&String::from_utf8_lossy(input)),
            Self::Font => themed("font = \"asset\"\nfont_bold = \"asset\"", input, scratch),
            Self::Logo => themed("logo = \"asset\"", input, scratch),
            Self::Template => template(input),
            Self::Refresh => refresh(input),
        }
    }
}

/// Reads the project in a folder, checks it, and makes everything that can be made of it.
fn whole_way(root: &Path) {
    let (project, mut report) = project::read(root);
    let build = Build::new(&project).with_tables();
    let figures = build.verify(&BuildOptions::new(), &mut report);
    human::render(&report, &project.sources, true);
    json::render(&report, &project.sources);
    if report.has_errors() {
        return;
    }
    draw(&project, &figures);
    build.table_files(&Format::ALL).expect("polars holds the rows");
    for recipe in &project.decks {
        if let Some(deck) = build.deck(recipe, project.config.locales[0], &mut report) {
            deck_in_every_format(&deck);
        }
    }
}

/// Draws figures: as SVG all of them, in the other formats and forms the first of every fourth input, because PNG and PDF
/// take longer than all the rest.
fn draw(project: &Project, figures: &[Figure]) {
    let chosen = figures.first().is_some_and(|f| f.scene.texts().iter().map(|t| t.text.len()).sum::<usize>() % 4 == 0);
    let first = &figures[..usize::from(chosen)];
    let wanted = [
        (FigureFormat::Svg, TextAs::System, figures),
        (FigureFormat::Svg, TextAs::Embedded, first),
        (FigureFormat::Svg, TextAs::Paths, first),
        (FigureFormat::Pdf, TextAs::Embedded, first),
        (FigureFormat::Png, TextAs::Embedded, first),
    ];
    for (format, text, figures) in wanted {
        let look = BuildOptions::new().text(text).look;
        // An error here is an answer: a format may refuse what another one draws.
        let made = files(project, figures, &RenderOptions::new(format).scale(0.5).look(look)).unwrap_or_default();
        made.iter().filter(|_| format == FigureFormat::Svg).for_each(|output| sound::svg(&output.bytes));
    }
    for figure in first {
        Form::ALL.into_iter().for_each(|form| drop(embed(figure, form, "charts/a.svg")));
    }
}

fn deck_in_every_format(deck: &Deck) {
    let bytes = ooxml::pptx(deck, None).expect("a deck of our own can be packed");
    sound::package(&bytes);
    ooxml::found(&bytes).expect("a deck of our own can be read");
    publish::html(deck);
    publish::pdf(deck).ok();
}

/// A filter alone, and written into a recipe, where its faults are shown with their places.
fn filter(text: &str) {
    if let Ok(filter) = text.parse::<project::recipe::Filter>() {
        for column in filter.columns() {
            assert!(text.get(column.at.clone()).is_some(), "a column stands outside the text");
        }
    }
    let quoted = serde_json::to_string(text).expect("a text is JSON");
    let single = format!("'{text}'");
    for written in [quoted, single] {
        let recipe = format!("kind = \"bar\"\ntitle = \"t\"\nselect = {written}\n");
        let (_, sources, report) = project::recipe_from_text("a", &recipe, "demo");
        human::render(&report, &sources, false);
        json::render(&report, &sources);
    }
}

fn value(text: &str) {
    if let Ok(value) = text.parse::<Value>() {
        assert_eq!(value.to_string().parse::<Value>().as_ref(), Ok(&value), "`{value}` does not go round");
        // Of a number that is out of range, a rule tells the user; it has no interval to speak of.
        let in_range = value.numbers().iter().all(|n| (0.0..=100.0).contains(&n.value()));
        for unit in Unit::ALL.into_iter().filter(|_| in_range) {
            if let Some(interval) = HedgeRules::default().read(&value, unit, None).interval {
                assert!(interval.high.is_none_or(|high| interval.low.value <= high.value), "{interval}");
            }
        }
    }
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string().parse(), Ok(date), "`{date}` does not go round");
    }
    if let Ok(pages) = text.parse::<Pages>() {
        assert_eq!(pages.to_string().parse().as_ref(), Ok(&pages), "`{pages}` does not go round");
    }
}

fn sentence(text: &str) {
    for locale in Locale::ALL {
        let reader = lexicon::Reader::of(locale);
        for expression in reader.expressions(text) {
            assert!(text.get(expression.span.clone()).is_some(), "a quantity stands outside the text");
            expression.operator();
        }
        for span in lexicon::tone_words(text, locale) {
            assert!(text.get(span).is_some(), "a word stands outside the text");
        }
    }
}

/// The small project with a theme that names a file with these bytes.
fn themed(keys: &str, asset: &[u8], scratch: &Path) {
    let mut bundle = corpus::small();
    for (path, text) in &mut bundle.0 {
        match path.as_str() {
            "config.toml" => *text = format!("theme = \"own\"\n[themes.own]\nbase = \"light\"\n{keys}\n"),
            _ if path.starts_with("charts/") => *text = text.replace("Alba", "\\u0627\\u0644 Алба \\u0939\\u093f"),
            _ => {}
        }
    }
    bundle.write(scratch).expect("the scratch folder can be written");
    fs::write(scratch.join("asset"), asset).expect("the scratch folder can be written");
    whole_way(scratch);
}

/// The small project, without a fault, read once.
fn prepared() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        corpus::with_deck().write(scratch.path()).expect("written");
        let (project, report) = project::read(scratch.path());
        assert!(!report.has_errors(), "{report:?}");
        project
    })
}

/// The decks of the small project.
pub(super) fn decks() -> Vec<Deck> {
    let project = prepared();
    let build = Build::new(project);
    let deck = |recipe| build.deck(recipe, project.config.locales[0], &mut Report::new()).expect("a deck");
    project.decks.iter().map(deck).collect()
}

fn template(bytes: &[u8]) {
    static DECKS: OnceLock<Vec<Deck>> = OnceLock::new();
    for deck in DECKS.get_or_init(decks) {
        if let Ok(made) = ooxml::pptx(deck, Some(bytes)) {
            ooxml::found(&made).expect("what we made of a template can be read");
        }
    }
}

fn refresh(bytes: &[u8]) {
    let build = Build::new(prepared());
    let figures = FigureCache::new(&build);
    let draw = |found: &ooxml::Found| figures.renewed(found).map(Arc::unwrap_or_clone);
    let refresher = ooxml::Refresher::new(&draw);
    let refresh = |bytes: &[u8]| refresher.refresh(bytes, &|_, _| ());
    let Ok(once) = refresh(bytes) else { return };
    let twice = refresh(&once.bytes).expect("what we wrote can be read");
    assert!(twice.renewals.iter().all(|r| r.state != State::Renewed), "a second refresh changes something");
    assert_eq!(once.renewals.len(), twice.renewals.len(), "figures got lost or came in");
}
