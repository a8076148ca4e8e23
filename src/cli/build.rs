//! `citeplot build`.

use std::path::{Path, PathBuf};

use clap::Args;

use citeplot::build::{BuildOptions, FigureFormat, Look, Output, RenderOptions, files};
use citeplot::diag::{Code, Diagnostic, Report, Severity, human};
use citeplot::frame::export::Format;
use citeplot::model::Locale;
use citeplot::project::{ReadError, read_file};
use citeplot::style::Size;
use citeplot::style::font::TextAs;
use citeplot::{Error, Figure, Project};

use super::output::{Terminal, counted};
use super::stamp::{By, Done, Stamp};
use super::words::{ThemeName, word};
use super::write::{LARGEST, Tables, Written, is_figure, own_folder, plan, tables};
use super::{Failure, Outcome, project};

/// Check the records, draw all figures and write the tables
///
/// SVG figures go to charts/; tables, PNG and PDF files, and figures in another look than usual go to dist/. Nothing is
/// written while the project has an error.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Draw only this chart, and write no tables; may be given several times
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
    /// Draw only in this language; may be given several times [default: those of config.toml]
    #[arg(long, value_name = "LOCALE", value_parser = word::<Locale>())]
    locale: Vec<Locale>,
    /// The formats of figures; several are joined by commas
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "svg", value_parser = word::<FigureFormat>())]
    format: Vec<FigureFormat>,
    /// The size of all figures [default: that of each recipe]
    #[arg(long, value_name = "SIZE", value_parser = word::<Size>())]
    size: Option<Size>,
    /// The theme of all figures: light, dark, print, or one of config.toml [default: that of each recipe]
    #[arg(long, value_name = "THEME", value_parser = ThemeName, hide_possible_values = true)]
    theme: Option<String>,
    /// How SVG files keep their texts [default: that of config.toml]
    #[arg(long, value_name = "HOW", value_parser = word::<TextAs>())]
    text: Option<TextAs>,
    /// How many pixels a px has in PNG files, 0.5 to 8
    #[arg(long, value_name = "FACTOR", default_value = "2", value_parser = scale)]
    scale: f64,
    /// Write nothing; exit with 1 when a figure in charts/ is not the one that the records make
    #[arg(long, conflicts_with_all = ["format", "size", "theme", "text", "scale"])]
    check: bool,
    /// Write all figures and tables into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    out: Option<PathBuf>,
}

fn scale(text: &str) -> Result<f64, String> {
    let scale = text.parse().ok().filter(|s: &f64| (0.5..=8.0).contains(s));
    scale.ok_or_else(|| format!("`{text}` is not a number from 0.5 to 8"))
}

impl Build {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let root = project::root(directory)?;
        let by = self.by();
        let before = || Stamp::read(&self.folder(&root, "dist").ok()?)?.unchanged(by.as_ref()?, &root);
        if let Some(said) = before() {
            said.iter().for_each(|line| terminal.say(line));
            return Ok(Outcome::Fine);
        }
        let project = project::open(&root)?;
        let mut report = project.unread.clone();
        let options = self.options();
        project.all_known(&options)?;
        let with_tables = options.only.is_empty() && !self.check && self.as_usual();
        let build = citeplot::build::Build::new(project);
        let build = if with_tables { build.with_tables() } else { build };
        let figures = build.verify(&options, &mut report);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        if self.check {
            let drawn = self.drawn(FigureFormat::Svg, project, &figures)?;
            return Ok(check(project, &drawn, options.only.is_empty() && options.locales.is_empty(), terminal));
        }
        self.write(&Built { project, build: &build, figures, report, by, with_tables }, terminal)?;
        Ok(Outcome::Fine)
    }

    fn drawn(&self, format: FigureFormat, project: &Project, figures: &[Figure]) -> Result<Vec<Output>, Failure> {
        let options = RenderOptions::new(format).scale(self.scale).look(self.options().look);
        Ok(files(project, figures, &options).map_err(Error::from)?)
    }

    /// Writes the figures and tables, and a stamp of the build.
    fn write(&self, built: &Built<'_>, terminal: &Terminal) -> Result<(), Failure> {
        let Built { project, build, figures, report, by, with_tables } = built;
        let (mut charts, mut dist) = (Vec::new(), Vec::new());
        for format in &self.format {
            let place = if *format == FigureFormat::Svg && self.as_usual() { &mut charts } else { &mut dist };
            place.extend(self.drawn(*format, project, figures)?);
        }
        let count = charts.len() + dist.len();
        let (charts_folder, dist_folder) = (self.folder(&project.root, "charts")?, self.folder(&project.root, "dist")?);
        let (first, second) = (plan(&charts_folder, &charts)?, plan(&dist_folder, &dist)?);
        let tables = with_tables.then(|| tables(build, &[Format::Csv, Format::Json], &dist_folder)).transpose()?;
        tables.as_ref().map_or(Ok(()), Tables::allowed)?;
        let count = Count { figures: count, tables: tables.as_ref().map_or(0, Tables::len) };
        let outputs: Vec<PathBuf> =
            first.paths().chain(second.paths()).chain(tables.iter().flat_map(Tables::paths)).collect();
        let (first, second) = (first.write()?, second.write()?);
        // The list of what citeplot wrote is read again here: figures may stand in it by now.
        let third = tables.map(Tables::write).transpose()?;
        let done: Written = [first, second, third.unwrap_or_default()].into_iter().sum();
        said(report, &count, done).iter().for_each(|line| terminal.say(line));
        if let Some(by) = by {
            let mut records = project.unread.clone();
            build.verify_records(&mut records);
            let again = Written { written: 0, unchanged: done.written + done.unchanged };
            let (said, sound) = (said(report, &count, again), records.iter().eq(report.iter()));
            let (root, inputs, outputs) = (&project.root, &project.inputs, &outputs);
            Stamp::write(by.clone(), Done { root, inputs, outputs, said, sound }, &dist_folder);
        }
        Ok(())
    }

    /// The folder for what belongs into this folder of the project.
    fn folder(&self, root: &Path, name: &str) -> Result<PathBuf, Failure> {
        self.out.as_ref().map_or_else(|| own_folder(root, name), |out| Ok(out.clone()))
    }

    /// What a stamp of this build says of who asked for what; none for a build of a part, in another look, or into a folder
    /// of the user.
    fn by(&self) -> Option<By> {
        let whole =
            !self.check && self.out.is_none() && self.only.is_empty() && self.locale.is_empty() && self.as_usual();
        let formats: Vec<&str> = self.format.iter().map(|format| format.code()).collect();
        whole.then(|| By::this(format!("{} at {}", formats.join(","), self.scale))).flatten()
    }

    /// Whether the figures have the look that their recipes and the configuration give them.
    fn as_usual(&self) -> bool {
        self.size.is_none() && self.theme.is_none() && self.text.is_none()
    }

    fn options(&self) -> BuildOptions {
        let mut look = Look::default();
        (look.size, look.theme, look.text) = (self.size, self.theme.clone(), self.text);
        let mut options = BuildOptions::new().look(look);
        options.only.clone_from(&self.only);
        options.locales.clone_from(&self.locale);
        options
    }
}

/// A build that is to be written.
struct Built<'b> {
    project: &'b Project,
    build: &'b citeplot::build::Build<'b>,
    figures: Vec<Figure>,
    report: Report,
    by: Option<By>,
    with_tables: bool,
}

/// How many figures and tables a build has.
struct Count {
    figures: usize,
    tables: usize,
}

/// What is said of a build.
fn said(report: &Report, count: &Count, done: Written) -> Vec<String> {
    let (figures, tables) = (counted(count.figures, "figure"), counted(count.tables, "table"));
    let mut lines = vec![format!("{figures}, {tables}: {} written, {} unchanged", done.written, done.unchanged)];
    lines.extend(human::summary(report).map(|found| format!("{found}: `citeplot check` shows them")));
    lines
}

/// Compares the figures with those in charts/; with all of them drawn, also looks for figures that no recipe makes.
fn check(project: &Project, drawn: &[Output], all: bool, terminal: &Terminal) -> Outcome {
    let folder = project.root.join("charts");
    let mut report = Report::new();
    for output in drawn {
        let path = format!("charts/{}", output.name);
        match read_file(&folder.join(&output.name), LARGEST) {
            Ok(bytes) if bytes == output.bytes => {}
            Ok(_) => report.push(stale(format!("`{path}` is not the figure that the records make"), path)),
            Err(ReadError::Missing) => report.push(stale(format!("`{path}` is missing"), path)),
            Err(error) => report.push(stale(format!("`{path}` cannot be read: {error}"), path)),
        }
    }
    if all {
        report.extend(orphans(project, &folder, drawn));
    }
    terminal.report_from(Severity::Error, &report, &project.sources);
    if report.has_errors() {
        return Outcome::Faults;
    }
    terminal.say(&match drawn.len() {
        1 => "1 figure is up to date".to_owned(),
        n => format!("{n} figures are up to date"),
    });
    Outcome::Fine
}

fn stale(message: String, path: String) -> Diagnostic {
    Diagnostic::new(Code::STALE, message).in_path(path).hint("run `citeplot build`")
}

fn orphans(project: &Project, folder: &Path, drawn: &[Output]) -> Vec<Diagnostic> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|e| e == "svg"))
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.retain(|n| !drawn.iter().any(|o| o.name == *n));
    names.retain(|n| read_file(&folder.join(n), LARGEST).is_ok_and(|bytes| is_figure(&bytes)));
    let orphan = |name: String| {
        let path = format!("charts/{name}");
        let hint = match project.recipes.iter().any(|r| name.split('.').next() == Some(&r.id)) {
            true => "delete it, or name its language in the `locales` of the recipe and of config.toml",
            false => "delete it, or restore its recipe",
        };
        Diagnostic::new(Code::STALE, format!("no recipe makes `{path}`")).in_path(path).hint(hint)
    };
    names.into_iter().map(orphan).collect()
}
