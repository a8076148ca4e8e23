//! `citeplot cite`.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde_json::Value;

use citeplot::Project;
use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity, visible_lines};
use citeplot::language::citation::csl_json;
use citeplot::model::{Dataset, Locale};

use super::output::{self, Terminal};
use super::words::word;
use super::{Failure, Outcome, project};

/// Print the reference list of the project, or of some charts
///
/// The documents and the works that they are cited for: as text in the citation style of config.toml, as BibTeX with
/// abbreviations and inherited fields written out, or as CSL-JSON for reference managers.
#[derive(Debug, Args)]
pub(super) struct Cite {
    /// The charts [default: everything that is cited]
    #[arg(value_name = "CHART")]
    charts: Vec<String>,
    /// The form
    #[arg(long = "as", value_enum, value_name = "FORM", default_value = "text")]
    form: Form,
    /// The language of the text [default: the first one of config.toml]
    #[arg(long, value_name = "LANGUAGE", value_parser = word::<Locale>())]
    locale: Option<Locale>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line for each work
    Text,
    /// Entries of BibTeX
    Bibtex,
    /// An array of items of CSL-JSON
    CslJson,
}

impl Cite {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let locale = self.locale.unwrap_or(project.config.locales[0]);
        let mut report = Report::new();
        let wanted = match self.charts.is_empty() {
            true => project.datasets.iter().map(|dataset| (dataset, cited(dataset))).collect(),
            false => self.of_charts(project, &mut report)?,
        };
        report.extend(project.unread.iter().cloned());
        report.sort(&project.sources);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        match self.form {
            Form::Text => output::data(&visible_lines(&text(project, &wanted, locale)))?,
            Form::Bibtex => output::data(&visible_lines(&bibtex(&wanted)))?,
            Form::CslJson => output::json(&items(&wanted))?,
        }
        Ok(Outcome::Fine)
    }

    /// The works behind the charts that are named.
    fn of_charts<'p>(&self, project: &'p Project, report: &mut Report) -> Result<Vec<Cited<'p>>, Failure> {
        let mut wanted: Vec<Cited<'p>> = Vec::new();
        for id in &self.charts {
            let options = BuildOptions::new().only(id);
            project.all_known(&options)?;
            let drawn = figures(project, &options, report);
            let recipe = project.recipes.iter().find(|recipe| recipe.id == *id);
            let Some(dataset) = recipe.and_then(|recipe| project.dataset_of(recipe)) else { continue };
            let claims = drawn.iter().flat_map(|figure| &figure.claims).filter_map(|claim| dataset.claim(claim));
            let keys: BTreeSet<&str> = claims.flat_map(keys_of).collect();
            match wanted.iter_mut().find(|(known, _)| std::ptr::eq(*known, dataset)) {
                Some((_, known)) => known.extend(keys),
                None => wanted.push((dataset, keys)),
            }
        }
        Ok(wanted)
    }
}

/// A dataset with the keys of its works that are wanted.
type Cited<'p> = (&'p Dataset, BTreeSet<&'p str>);

/// The keys of the document of a claim and of the works that it is cited to.
fn keys_of(claim: &citeplot::model::Claim) -> impl Iterator<Item = &str> {
    let works = claim.cites.iter().map(|cite| cite.work.value.as_str());
    works.chain([claim.document.value.as_str()])
}

fn cited(dataset: &Dataset) -> BTreeSet<&str> {
    dataset.claims.iter().flat_map(keys_of).collect()
}

fn text(project: &Project, wanted: &[Cited<'_>], locale: Locale) -> String {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut lines = String::new();
    for (dataset, keys) in wanted {
        let references = project.references(dataset);
        for (_, entry) in references.listing(keys.iter().copied(), locale) {
            // Two datasets may cite one work.
            if told.insert(entry.clone()) {
                lines.push_str(&format!("{entry}\n"));
            }
        }
    }
    lines
}

/// The works of all datasets, each once.
fn works<'p>(wanted: &[Cited<'p>]) -> impl Iterator<Item = &'p citeplot::model::Work> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let all: Vec<&citeplot::model::Work> = wanted
        .iter()
        .flat_map(|(dataset, keys)| keys.iter().filter_map(|key| dataset.bibliography.work(key)))
        .filter(|work| told.insert(&work.key.value))
        .collect();
    all.into_iter()
}

fn bibtex(wanted: &[Cited<'_>]) -> String {
    works(wanted).map(|work| format!("{}\n\n", work.bibtex.trim_end())).collect::<String>().trim_end().to_owned() + "\n"
}

fn items(wanted: &[Cited<'_>]) -> Vec<Value> {
    works(wanted).map(csl_json).collect()
}
