//! `citeplot show`.

use std::path::Path;

use clap::Args;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity, did_you_mean};
use citeplot::figure::Figure;
use citeplot::language::phrases::words;
use citeplot::model::{Claim, Dataset, Status};
use citeplot::project::Project;

use super::output::{self, Terminal, table};
use super::{Failure, Outcome, project};

/// Show one claim with its reading, quote and chain of citation, or one chart with its alt text and claims
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The id of a claim or a chart
    id: String,
}

impl Show {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let mut report = project.unread.clone();
        let claims: Vec<String> =
            project.datasets.iter().filter_map(|d| d.claim(&self.id).map(|c| claim(project, d, c))).collect();
        let is_chart = project.recipes.iter().any(|r| r.id == self.id);
        if claims.is_empty() && !is_chart {
            let ids = project.datasets.iter().flat_map(|d| d.claims.iter().map(|c| c.id.value.as_str()));
            let ids = ids.chain(project.recipes.iter().map(|r| r.id.as_str()));
            let failure = Failure::new(format!("there is no claim or chart `{}`", self.id));
            return Err(failure
                .hint(did_you_mean(&self.id, ids).unwrap_or_else(|| "`citeplot list claims` lists them".to_owned())));
        }
        let mut text = claims.join("\n");
        if is_chart {
            text.push_str(&charts(project, &self.id, &mut report));
        }
        terminal.report_from(Severity::Error, &report, &project.sources);
        output::data(&text)?;
        Ok(if report.has_errors() { Outcome::Faults } else { Outcome::Fine })
    }
}

fn claim(project: &Project, dataset: &Dataset, claim: &Claim) -> String {
    let locale = project.config.locales[0];
    let (words, references) = (words(locale), project.references(dataset));
    let reading = claim.reading(&project.config.hedge_rules);
    let position = project.sources.position(claim.at.file, claim.at.start);
    let mut rows: Vec<(&str, Option<String>)> = vec![
        ("claim", Some(claim.id.value.clone())),
        (
            "value",
            Some(format!("{} ({})", words.label(&claim.value, claim.unit), words.spoken(&claim.value, claim.unit))),
        ),
        ("as written", Some(claim.as_written.value.clone())),
        ("interval", reading.interval.map(|i| format!("{i} {} ({})", claim.unit.code(), reading.basis.code()))),
        ("subject", claim.subject.as_ref().and_then(|s| dataset.entity(s)).map(|e| e.label.get(locale).to_owned())),
        ("question", dataset.question(&claim.question).map(|q| q.label.get(locale).to_owned())),
        ("response", dataset.response_of(claim).map(|r| format!("{} ({})", r.label.get(locale), r.polarity.code()))),
        ("survey", dataset.survey_of(claim).map(|s| s.label.get(locale).to_owned())),
        ("date", claim.date.map(|d| words.date(d))),
        ("base", claim.base.as_ref().map(|b| b.get(locale).to_owned())),
        ("worded", claim.wording.clone()),
        ("quote", Some(words.quoted(&claim.quote))),
        ("source", Some(references.chain(claim, locale))),
        ("basis", Some(claim.basis().code().to_owned())),
    ];
    if let Status::Derived(derivation) = &claim.status {
        let from: Vec<&str> = derivation.from.iter().map(|f| f.value.as_str()).collect();
        rows.push(("derived from", Some(from.join(", "))));
    }
    rows.push(("note", claim.note.as_ref().map(|n| n.get(locale).to_owned())));
    rows.extend(claim.acknowledge.iter().map(|a| ("acknowledged", Some(format!("{}: {}", a.code.value, a.reason)))));
    for cite in &claim.cites {
        rows.push(("reference", references.full(&cite.work, locale)));
    }
    rows.push(("recorded in", Some(format!("{}:{}", project.sources.path(claim.at.file), position.line))));
    table(rows)
}

fn charts(project: &Project, id: &str, report: &mut Report) -> String {
    let drawn = figures(project, &BuildOptions::new().only(id), report);
    drawn.iter().map(|figure| chart(figure, project)).collect::<Vec<_>>().join("\n")
}

/// A chart with its alt text, and each claim behind it with its value and its chain of citation.
fn chart(figure: &Figure, project: &Project) -> String {
    let recipe = project.recipes.iter().find(|r| r.id == figure.id);
    let dataset = recipe.and_then(|r| project.dataset_of(r));
    let references = dataset.map(|dataset| project.references(dataset));
    let cited = |id: &String| {
        let (claim, words) = (dataset?.claim(id)?, words(figure.locale));
        let chain = references.as_ref()?.chain(claim, figure.locale);
        Some(("claim", Some(format!("{id}: {}; {chain}", words.label(&claim.value, claim.unit)))))
    };
    let encoding = &figure.data.encoding;
    let wishes = recipe.map(|r| &r.wishes);
    let mut rows = vec![
        ("chart", Some(figure.id.clone())),
        ("language", Some(figure.locale.to_string())),
        ("title", Some(figure.title.clone())),
        ("alt text", Some(figure.alt.clone())),
        ("rows", Some(format!("{}{}", encoding.rows, chosen(wishes.and_then(|w| w.rows.as_ref()).is_some())))),
        ("series", Some(format!("{}{}", encoding.series.code(), chosen(wishes.is_some_and(|w| w.series.is_some()))))),
        ("panels", Some(format!("{}{}", encoding.panels.code(), chosen(wishes.is_some_and(|w| w.panels.is_some()))))),
        ("size", Some(format!("{} × {} px", figure.scene.width, figure.scene.height))),
        ("data code", Some(figure.code.clone())),
    ];
    rows.extend(figure.claims.iter().filter_map(cited));
    table(rows)
}

/// Says of what stands somewhere in a chart whether the recipe says so.
fn chosen(by_recipe: bool) -> &'static str {
    if by_recipe { ", as the recipe says" } else { ", by what varies among the claims" }
}
