//! `citeplot deck`.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use citeplot::Project;
use citeplot::build::{Build, DeckRequest, Output, stem};
use citeplot::diag::{Severity, did_you_mean};
use citeplot::model::{Locale, Text};
use citeplot::project::read_file;
use citeplot::project::recipe::{Aspect, DeckRecipe, SlideForm, SlideRecipe};
use citeplot::publish;
use citeplot::publish::deck::DeckError;
use citeplot::publish::ooxml::{self, Reshaped, TooSmall};

use super::output::Terminal;
use super::refresh::Refresh;
use super::words::word;
use super::write::LARGEST;
use super::{Failure, Outcome, project, write};

/// Make a presentation of charts, or bring the figures of a presentation up to date
///
/// Without --refresh: decks/<ID>.toml, or the charts named with --chart, as PPTX, HTML or PDF in dist/. With --refresh:
/// every figure of citeplot in FILE is drawn anew from the records, in place; everything else stays as it is.
#[derive(Debug, Args)]
pub(super) struct Deck {
    /// The id of a deck, decks/<ID>.toml [default: all decks]
    id: Option<String>,
    /// Put this chart on a slide, without a deck recipe; may be given several times
    #[arg(long, value_name = "ID", conflicts_with = "id")]
    chart: Vec<String>,
    /// The title of the first slide, with --chart
    #[arg(long, value_name = "TEXT", requires = "chart")]
    title: Option<String>,
    /// The formats; several are joined by commas [default: pptx]. With --refresh: json, what became of every figure, to
    /// stdout
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_enum)]
    format: Vec<Asked>,
    /// How charts stand on slides of PowerPoint [default: that of the recipe, or native]
    #[arg(long, value_name = "FORM", value_parser = word::<SlideForm>())]
    form: Option<SlideForm>,
    /// The shape of the slides [default: that of the recipe, or 16:9]
    #[arg(long, value_name = "ASPECT", value_parser = word::<Aspect>())]
    aspect: Option<Aspect>,
    /// A file of PowerPoint whose masters, layouts, fonts and colours are used
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// The language; may be given several times [default: those of config.toml]
    #[arg(long, value_name = "LOCALE", value_parser = word::<Locale>())]
    locale: Vec<Locale>,
    /// Write into this folder instead of dist/
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Bring the figures of these presentations up to date, in place
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["id", "chart", "form", "aspect", "template", "out", "locale"])]
    refresh: Vec<PathBuf>,
    /// With --refresh: write nothing; exit with 1 when a figure is not the one that the records make
    #[arg(long, requires = "refresh")]
    check: bool,
    /// With --refresh: keep each file as it was beside it, as FILE.bak; where that is another file, as FILE.2.bak
    #[arg(long, requires = "refresh")]
    keep: bool,
    /// With --refresh: also write a file that is read-only, of another user, or open in another program
    #[arg(long, requires = "refresh")]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DeckFormat {
    Pptx,
    Html,
    Pdf,
}

/// What `--format` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Deck(DeckFormat),
    /// What became of the figures of presentations.
    Json,
}

impl DeckFormat {
    fn code(self) -> &'static str {
        match self {
            Self::Pptx => "pptx",
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }
}

impl ValueEnum for Asked {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: &[Asked] =
            &[Asked::Deck(DeckFormat::Pptx), Asked::Deck(DeckFormat::Html), Asked::Deck(DeckFormat::Pdf), Asked::Json];
        ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Deck(format) => format.code(),
            Self::Json => "json",
        }))
    }
}

impl From<DeckError> for Failure {
    fn from(error: DeckError) -> Self {
        let failure = Self::new(error.message);
        match error.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// What is said of a figure that could not be a native chart.
fn reshaped(deck: &str, figure: &Reshaped) -> String {
    format!("{deck}, slide {}: {}: drawn as shapes: {}", figure.slide, figure.chart, figure.why)
}

/// What is said of a figure whose texts are too small on its slide.
fn too_small(deck: &str, figure: &TooSmall) -> String {
    let TooSmall { slide, chart, points } = figure;
    format!("{deck}, slide {slide}: {chart}: too full for its place: its smallest text is {points:.1} points")
}

impl Deck {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        if !self.refresh.is_empty() {
            return self.refreshed()?.run(project, terminal);
        }
        let formats = self.formats()?;
        let recipes = self.recipes(project)?;
        let locales = if self.locale.is_empty() { &project.config.locales } else { &self.locale };
        let both = |recipe| locales.iter().map(move |&locale| DeckRequest { recipe, locale });
        let requests: Vec<DeckRequest<'_>> = recipes.iter().flat_map(both).collect();
        let mut report = project.unread.clone();
        let build = Build::new(project);
        let build = if formats.contains(&DeckFormat::Html) { build.with_narrow() } else { build };
        let decks = build.decks(&requests, &mut report);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        let (mut outputs, mut told) = (Vec::new(), Vec::new());
        for (request, deck) in requests.iter().zip(&decks) {
            let stem = stem(&request.recipe.id, request.locale, project.config.locales[0]);
            for format in &formats {
                let bytes = match format {
                    DeckFormat::Pptx => {
                        let template = self.template(request.recipe, project)?;
                        let made = ooxml::presentation(deck, template.as_deref())?;
                        let shapes = made.as_shapes.iter().map(|figure| reshaped(&request.recipe.id, figure));
                        let small = made.small.iter().map(|figure| too_small(&request.recipe.id, figure));
                        let unworn = made.unworn.iter().map(|why| format!("{}: {why}", request.recipe.id));
                        for line in shapes.chain(small).chain(unworn) {
                            if !told.contains(&line) {
                                told.push(line);
                            }
                        }
                        made.bytes
                    }
                    DeckFormat::Html => publish::html(deck).into_bytes(),
                    DeckFormat::Pdf => publish::pdf(deck)?,
                };
                outputs.push(Output { name: format!("{stem}.{}", format.code()), bytes });
            }
        }
        let folder = match &self.out {
            Some(folder) => folder.clone(),
            None => write::own_folder(&project.root, "dist")?,
        };
        let done = write::files(&folder, &outputs)?;
        let what = if outputs.len() == 1 { "1 deck".to_owned() } else { format!("{} decks", outputs.len()) };
        told.iter().for_each(|line| terminal.say(line));
        terminal.say(&format!("{what}: {} written, {} unchanged", done.written, done.unchanged));
        Ok(Outcome::Fine)
    }

    /// The formats of decks to make.
    fn formats(&self) -> Result<Vec<DeckFormat>, Failure> {
        let one = |asked: &Asked| match asked {
            Asked::Deck(format) => Ok(*format),
            Asked::Json => Err(Failure::new("`--format json` says what --refresh did: it goes with --refresh alone")),
        };
        let formats = self.format.iter().map(one).collect::<Result<Vec<_>, _>>()?;
        Ok(if formats.is_empty() { vec![DeckFormat::Pptx] } else { formats })
    }

    /// The refresh that is asked for.
    fn refreshed(&self) -> Result<Refresh<'_>, Failure> {
        let json = match self.format.as_slice() {
            [] => false,
            [Asked::Json] => true,
            [..] => {
                let failure = Failure::new("a presentation keeps its format when it is refreshed");
                return Err(failure.hint("with --refresh, --format is json or left out"));
            }
        };
        Ok(Refresh { files: &self.refresh, check: self.check, keep: self.keep, force: self.force, json })
    }

    /// The recipes that are wanted, with what the command line says.
    fn recipes(&self, project: &Project) -> Result<Vec<DeckRecipe>, Failure> {
        let mut recipes = if self.chart.is_empty() { self.recorded(project)? } else { vec![self.made(project)] };
        for recipe in &mut recipes {
            recipe.aspect = self.aspect.unwrap_or(recipe.aspect);
            if let Some(form) = self.form {
                recipe.form = form;
                for slide in &mut recipe.slides {
                    if let SlideRecipe::Chart { form, .. } | SlideRecipe::Pair { form, .. } = slide {
                        *form = None;
                    }
                }
            }
        }
        Ok(recipes)
    }

    fn recorded(&self, project: &Project) -> Result<Vec<DeckRecipe>, Failure> {
        let decks = &project.decks;
        let Some(id) = &self.id else {
            let hint = "write decks/<id>.toml, or name charts: `citeplot deck --chart ID`";
            return match decks.is_empty() {
                true => Err(Failure::new("the project has no deck").hint(hint)),
                false => Ok(decks.clone()),
            };
        };
        let failure = || {
            let failure = Failure::new(format!("there is no deck `{id}`"));
            match did_you_mean(id, decks.iter().map(|d| d.id.as_str())) {
                Some(hint) => failure.hint(hint),
                None => failure,
            }
        };
        decks.iter().find(|d| d.id == *id).map(|d| vec![d.clone()]).ok_or_else(failure)
    }

    /// A deck of the charts that are named.
    fn made(&self, project: &Project) -> DeckRecipe {
        let title = self.title.clone().map(Text::Plain).or_else(|| project.config.title.clone());
        let title = title.unwrap_or_else(|| Text::Plain("citeplot".to_owned()));
        DeckRecipe::of_charts("deck", title, self.chart.iter().map(String::as_str))
    }

    /// The bytes of the template: that of the command line, else that of the recipe.
    fn template(&self, recipe: &DeckRecipe, project: &Project) -> Result<Option<Vec<u8>>, Failure> {
        let own = recipe.template.as_ref().map(|t| project.root.join(&t.value));
        let Some(path) = self.template.clone().or(own) else { return Ok(None) };
        read_file(&path, LARGEST).map(Some).map_err(|e| Failure::new(format!("cannot read `{}`: {e}", path.display())))
    }
}
