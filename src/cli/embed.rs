//! `citeplot embed`.

use std::path::Path;

use clap::Args;

use citeplot::build::{Build, BuildOptions, stem};
use citeplot::diag::Severity;
use citeplot::model::Locale;
use citeplot::publish::embed::{Form, embed};

use super::output::{self, Terminal};
use super::words::word;
use super::{Failure, Outcome, project};

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
    /// The path or address of the figure, as the page sees it [default: charts/<id>.svg, or dist/<id>.pdf]
    #[arg(long, value_name = "PATH")]
    file: Option<String>,
}

impl Embed {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let mut report = project.unread.clone();
        let first = project.config.locales[0];
        let recipe = project.recipes.iter().find(|r| r.id == self.chart);
        let own = recipe.and_then(|r| project.locales_of(r).first().copied());
        let locale = self.locale.or(own).unwrap_or(first);
        let options = BuildOptions::new().only(&self.chart).locale(locale);
        project.all_known(&options)?;
        let figures = Build::new(project).verify(&options, &mut report);
        terminal.report_from(Severity::Error, &report, &project.sources);
        let Some(figure) = figures.first() else { return Ok(Outcome::Faults) };
        let stem = stem(&self.chart, locale, first);
        let standard = || match self.form.wants_pdf() {
            true => format!("dist/{stem}.pdf"),
            false => format!("charts/{stem}.svg"),
        };
        let file = self.file.clone().unwrap_or_else(standard);
        output::data(&embed(figure, self.form, &file))?;
        Ok(Outcome::Fine)
    }
}
