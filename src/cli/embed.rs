//! `citeplot embed`.

use std::path::Path;

use clap::Args;

use citeplot::build::{Build, BuildOptions, Output, stem};
use citeplot::diag::{Report, Severity};
use citeplot::model::Locale;
use citeplot::publish::embed::{Form, embed};
use citeplot::render::FigureFormat;
use citeplot::style::Size;

use super::output::{self, Terminal};
use super::words::word;
use super::{Failure, Outcome, project, write};

/// Print what to paste into a page, a paper or a slide: the figure with alt text, caption, source and reference keys
#[derive(Debug, Args)]
pub(super) struct Embed {
    /// The id of a chart
    chart: String,
    /// The form
    #[arg(long = "as", value_name = "FORM", default_value = "markdown", value_parser = word::<Form>())]
    form: Form,
    /// The language [default: the first one of the chart]
    #[arg(long, value_name = "LOCALE", value_parser = word::<Locale>())]
    locale: Option<Locale>,
    /// The path or address of the figure, as the page sees it [default: charts/<id>.svg, dist/<id>.pdf or dist/<id>.slide.svg, or
    /// the file behind the `base_url` of config.toml where others fetch it]
    #[arg(long, value_name = "PATH")]
    file: Option<String>,
    /// Make the files that the form needs in dist/: the PDF, or the figure in its sizes
    #[arg(long, conflicts_with = "file")]
    build: bool,
}

impl Embed {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let mut report = project.unread.clone();
        let first = project.config.locales[0];
        let locale = self.locale.unwrap_or(first);
        let options = BuildOptions::new().only(&self.chart).locale(locale);
        project.all_known(&options)?;
        let build = Build::new(project);
        let figures = build.verify(&options, &mut report);
        terminal.report_from(Severity::Error, &report, &project.sources);
        let Some(figure) = figures.first() else { return Ok(Outcome::Faults) };
        let stem = stem(&self.chart, locale, first);
        let needed = self.needed(&build, &options, &stem)?;
        let file = match (&self.file, &project.config.base_url) {
            (Some(file), _) => file.clone(),
            (None, Some(base)) if self.form.is_fetched() => format!("{base}/{stem}.svg"),
            (None, _) if self.form.wants_pdf() => format!("dist/{stem}.pdf"),
            (None, _) if !self.form.sizes().is_empty() => format!("dist/{stem}.{}.svg", Size::Slide.code()),
            (None, _) => format!("charts/{stem}.svg"),
        };
        if self.build {
            let done = write::files(&write::own_folder(&project.root, "dist")?, &needed)?;
            terminal.say(&format!("{} files: {} written, {} unchanged", needed.len(), done.written, done.unchanged));
        } else if self.file.is_none() {
            let missing = needed.iter().find(|file| !project.root.join("dist").join(&file.name).is_file());
            if let Some(missing) = missing {
                terminal
                    .say(&format!("dist/{} is not there yet: `citeplot embed --build` makes it, too", missing.name));
            }
        }
        if self.form.is_fetched() && self.file.is_none() && project.config.base_url.is_none() {
            terminal.say(&format!(
                "{file} is no address that other pages can fetch: write `base_url` into config.toml, or give --file"
            ));
        }
        output::data(&embed(figure, self.form, &file))?;
        Ok(Outcome::Fine)
    }

    /// The files in `dist` that the form needs.
    fn needed(&self, build: &Build<'_>, options: &BuildOptions, stem: &str) -> Result<Vec<Output>, Failure> {
        let drawn = |options: &BuildOptions, format: FigureFormat, name: String| {
            let figures = build.verify(options, &mut Report::new());
            let made = figures.first().map(|figure| format.draw(figure, 1.0).map_err(|e| Failure::new(e.to_string())));
            made.transpose().map(|bytes| bytes.map(|bytes| Output { name, bytes }))
        };
        let mut needed = Vec::new();
        if self.form.wants_pdf() {
            needed.extend(drawn(options, FigureFormat::Pdf, format!("{stem}.pdf"))?);
        }
        for size in self.form.sizes() {
            let name = format!("{stem}.{}.svg", size.code());
            needed.extend(drawn(&options.clone().size(*size), FigureFormat::Svg, name)?);
        }
        Ok(needed)
    }
}
