//! `citeplot compare`.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use citeplot::build::{Build, BuildOptions, figures};
use citeplot::check::comparability::{Apart, Nearness, Verdict, compare, differences};
use citeplot::diag::{Report, Severity, did_you_mean, visible};
use citeplot::language::phrases::words;
use citeplot::model::{Claim, Dataset, Difference, Joined, Locale, Unit};
use citeplot::project::Project;

use super::output::{self, Terminal, columns};
use super::{Failure, Outcome, project};

/// Say whether two claims may be compared, and how far apart they are
///
/// The difference is an interval where a wording is hedged. It holds when one of the two is greater however the wordings
/// are read, and whatever their margins of error allow. Exit code 1 means that something keeps a pair apart.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The ids of the two claims
    #[arg(value_names = ["A", "B"], num_args = 2, required_unless_present = "chart", conflicts_with = "chart")]
    claims: Vec<String>,
    /// Every pair in the rows of this chart instead
    #[arg(long, value_name = "ID")]
    chart: Option<String>,
    /// As JSON: one object for each pair
    #[arg(long)]
    json: bool,
}

/// Two claims of a dataset with what they have to do with each other.
struct Pair<'p> {
    first: &'p Claim,
    second: &'p Claim,
    dataset: &'p Dataset,
    verdict: Verdict,
    /// Whether both stand in one row of a chart that has room for differences.
    in_row: bool,
}

impl Compare {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = project::read(directory)?;
        let mut report = project.unread.clone();
        Build::new(project).verify_records(&mut report);
        let pairs = match (&self.chart, self.claims.as_slice()) {
            (Some(chart), _) => of_chart(project, chart, &mut report)?,
            (None, [first, second]) => vec![of_claims(project, first, second)?],
            (None, _) => unreachable!("clap asks for two claims"),
        };
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        let locale = project.config.locales[0];
        if self.json {
            let all: Vec<Value> = pairs.iter().map(Pair::json).collect();
            output::json(&all)?;
        } else {
            let shown: Vec<String> = pairs.iter().map(|pair| pair.shown(locale)).collect();
            output::data(&shown.join("\n"))?;
        }
        let apart = |pair: &Pair<'_>| matches!(pair.verdict, Verdict::NotComparable(_));
        Ok(if pairs.iter().any(apart) { Outcome::Faults } else { Outcome::Fine })
    }
}

/// Two claims by their ids, of one dataset or of several that a chart brings together.
fn of_claims<'p>(project: &'p Project, first: &str, second: &str) -> Result<Pair<'p>, Failure> {
    for id in [first, second] {
        if project.datasets.iter().all(|dataset| dataset.claim(id).is_none()) {
            let ids = project.datasets.iter().flat_map(|d| d.claims.iter().map(|c| c.id.value.as_str()));
            let hint = did_you_mean(id, ids).unwrap_or_else(|| "`citeplot list claims` lists them".to_owned());
            return Err(Failure::new(format!("there is no claim `{id}`")).hint(hint));
        }
    }
    let both = |dataset: &'p Dataset| Some((dataset, dataset.claim(first)?, dataset.claim(second)?));
    // Datasets that contradict each other in what the two refer to have nothing in common there.
    let agree = |joined: &&Joined| {
        let named = |id: &str| joined.dataset.claims.iter().position(|c| c.id.value == id);
        named(first).zip(named(second)).is_some_and(|(a, b)| joined.concerning(&[a, b]).is_empty())
    };
    let joined = project.joined.iter().filter(agree).map(|joined| &joined.dataset);
    let (dataset, a, b) = project.datasets.iter().chain(joined).find_map(both).ok_or_else(|| {
        Failure::new(format!("`{first}` and `{second}` are claims of different datasets")).hint(
            "ids of one dataset mean one thing; across datasets they do where a chart draws on both: \
             dataset = [\"…\", \"…\"]",
        )
    })?;
    Ok(Pair::new(project, dataset, a, b))
}

/// Every pair in a row of a chart.
fn of_chart<'p>(project: &'p Project, id: &str, report: &mut Report) -> Result<Vec<Pair<'p>>, Failure> {
    project.all_known(&BuildOptions::new().only(id)).map_err(Failure::from)?;
    let figures = figures(project, &BuildOptions::new().only(id), report);
    let Some(figure) = figures.first() else { return Ok(Vec::new()) };
    let recipe = project.recipes.iter().find(|recipe| recipe.id == id);
    let dataset = recipe.and_then(|recipe| project.dataset_of(recipe)).expect("a chart that is drawn has a dataset");
    let mut pairs = Vec::new();
    for row in figure.data.rows() {
        let claims: Vec<&Claim> = row.marks().filter_map(|mark| dataset.claim(mark.claim())).collect();
        for (i, first) in claims.iter().enumerate() {
            // Answers to one question are parts of a whole, and of two countries in two years nobody takes the difference.
            let others = claims[i + 1..].iter().filter(|second| {
                let same = |of: fn(&Claim) -> Option<&str>| of(first) == of(second);
                second.response.value == first.response.value
                    && (same(|c| c.subject.as_ref().map(|s| s.value.as_str()))
                        || same(|c| c.survey.as_ref().map(|s| s.value.as_str())))
            });
            let brackets = recipe.is_some_and(|recipe| recipe.kind.traits().has_brackets);
            pairs.extend(others.map(|second| Pair { in_row: brackets, ..Pair::new(project, dataset, first, second) }));
        }
    }
    if pairs.is_empty() && !report.has_errors() {
        let failure = Failure::new(format!("no row of the chart `{id}` has two claims of one answer"));
        return Err(failure.hint("name two claims: `citeplot compare A B`"));
    }
    Ok(pairs)
}

impl<'p> Pair<'p> {
    fn new(project: &Project, dataset: &'p Dataset, first: &'p Claim, second: &'p Claim) -> Self {
        let verdict = compare(dataset, &project.config.hedge_rules, first, second);
        Self { first, second, dataset, verdict, in_row: false }
    }

    fn json(&self) -> Value {
        let mut object = serde_json::Map::new();
        let mut set = |name: &str, value: Value| object.insert(name.to_owned(), value);
        set("a", self.first.id.value.as_str().into());
        set("b", self.second.id.value.as_str().into());
        match &self.verdict {
            Verdict::NotComparable(apart) => {
                set("comparable", false.into());
                let reason = |d: &Difference| json!({ "kind": d.kind().code(), "text": d.to_string() });
                set("reasons", apart.iter().map(reason).collect());
            }
            Verdict::Apart(apart) => {
                set("comparable", true.into());
                set("least", apart.least.map(exact).into());
                set("most", apart.most.map(exact).into());
                set("unit", difference_unit(apart.unit).into());
                set("holds_by_wording", apart.by_wording.into());
                set("holds_with_margins", apart.with_margins.into());
            }
            _ => {
                set("comparable", true.into());
                set("least", Value::Null);
                set("most", Value::Null);
            }
        }
        Value::Object(object)
    }

    /// What a recipe says to draw the difference; nothing where a chart has no room for it, or something else keeps the two apart.
    fn annotation(&self) -> Option<String> {
        let alone = differences(self.dataset, self.first, self.second, Nearness::Row).is_empty();
        let (from, to) = (&self.first.id.value, &self.second.id.value);
        (self.in_row && alone).then(|| format!("difference = [{{ from = \"{from}\", to = \"{to}\" }}]"))
    }

    fn shown(&self, locale: Locale) -> String {
        let row = |name: &str, text: String| vec![name.to_owned(), visible(&text).into_owned()];
        let claim = |claim: &Claim| {
            let subject = claim.subject.as_ref().and_then(|s| self.dataset.entity(s));
            let group = claim.group.as_ref().and_then(|g| self.dataset.group(g)).map(|group| group.label.get(locale));
            let other_survey =
                self.first.survey.as_ref().map(|s| &s.value) != self.second.survey.as_ref().map(|s| &s.value);
            let survey = self.dataset.survey_of(claim).filter(|_| other_survey).map(|survey| survey.label.get(locale));
            let named = subject.map(|entity| entity.label.get(locale)).into_iter().chain(group).chain(survey);
            let label: String = named.map(|name| format!("{name}, ")).collect();
            format!("{}: {label}{}", claim.id.value, words(locale).label(&claim.value, claim.unit))
        };
        let mut rows = vec![row("claim", claim(self.first)), row("against", claim(self.second))];
        match &self.verdict {
            Verdict::NotComparable(apart) => {
                rows.push(row("verdict", "not comparable".to_owned()));
                rows.extend(apart.iter().map(|difference| row("because", difference.to_string())));
            }
            Verdict::Apart(apart) => {
                rows.push(row("difference", signed(apart)));
                rows.push(row("verdict", verdict(apart).to_owned()));
                rows.extend(self.annotation().map(|text| row("to draw it", text)));
            }
            _ => rows.push(row("verdict", "comparable, but one of them gives no number".to_owned())),
        }
        columns(&rows)
    }
}

/// A difference of numbers with few decimals, without what counting in twos adds to it.
fn exact(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// What a difference is counted in.
fn difference_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent | Unit::Points => "points",
        Unit::Mean => "scale points",
        Unit::Index => "index points",
        Unit::Count | Unit::Rank | Unit::Year => unit.code(),
    }
}

/// A difference with its sign: `+43 points`, `+28 to +32 points`, `at least +3`.
fn signed(apart: &Apart) -> String {
    let number = |value: f64| {
        let value = exact(value);
        let sign = if value > 0.0 {
            "+"
        } else if value < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", value.abs())
    };
    let text = match (apart.least, apart.most) {
        (Some(least), Some(most)) if least == most => number(least),
        (Some(least), Some(most)) => format!("{} to {}", number(least), number(most)),
        (Some(least), None) => format!("at least {}", number(least)),
        (None, Some(most)) => format!("at most {}", number(most)),
        (None, None) => "not bounded".to_owned(),
    };
    match apart.unit {
        Unit::Percent | Unit::Points | Unit::Mean | Unit::Index => format!("{text} {}", difference_unit(apart.unit)),
        Unit::Count | Unit::Rank | Unit::Year => text,
    }
}

fn verdict(apart: &Apart) -> &'static str {
    if apart.least.map(exact) == Some(0.0) && apart.most.map(exact) == Some(0.0) {
        return "none: the two say the same number";
    }
    match (apart.by_wording, apart.with_margins) {
        (true, Some(true)) => "holds: under every reading of the wordings, and within the margins of error",
        (true, None) => "holds under every reading of the wordings; a margin of error is not known",
        (true, Some(false)) => "holds by the wordings, but the margins of error allow the opposite",
        (false, _) => "does not hold: the wordings allow either to be greater",
    }
}
