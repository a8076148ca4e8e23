//! `citeplot trace`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use citeplot::Project;
use citeplot::build::{ClaimNow, FigureNow, Traced, TracedClaim};
use citeplot::diag::visible;
use citeplot::model::Locale;
use citeplot::project::read_file;
use citeplot::publish::carried::{Carried, carried, is_code};

use super::output::{self, Terminal, table};
use super::write::LARGEST;
use super::{Failure, Outcome, project};

/// Take a figure that was found somewhere back to its claims
///
/// Looks into an SVG, PNG, PDF, PPTX or HTML file, renamed, cut out of a presentation or saved again by another program, for what
/// figures carry with them: which figure it is, what each claim says and where it stands, and whether the records of the
/// project still say the same. Ends with exit code 1 when something has changed or is gone, or when the file holds no figure.
#[derive(Debug, Args)]
pub(super) struct Trace {
    /// The file, or the data code that the figure prints in its corner
    file: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Trace {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = match (directory, project::root(directory)) {
            (_, Ok(root)) => Some(project::open(&root)?),
            (Some(_), Err(failure)) => return Err(failure),
            (None, Err(_)) => None,
        };
        let figures = self.figures(project)?;
        let traced: Vec<(Carried, Option<Traced>)> =
            figures.into_iter().map(|found| (found.clone(), project.map(|project| project.trace(&found)))).collect();
        if self.json {
            output::json(&traced.iter().map(|(found, now)| as_json(found, now.as_ref())).collect::<Vec<_>>())?;
        } else if !traced.is_empty() {
            let shown: Vec<String> = traced.iter().map(|(found, now)| shown(found, now.as_ref(), project)).collect();
            output::data(&(shown.join("\n") + "\n"))?;
        }
        if traced.is_empty() {
            terminal.say(&format!(
                "`{}` holds no figure of citeplot, or none that kept what it carries",
                self.file.display()
            ));
        } else if project.is_none() {
            terminal.say("there is no project here to hold it against: -C DIR names one");
        }
        let current = traced.iter().all(|(_, now)| now.as_ref().is_none_or(Traced::is_current));
        Ok(if current && !traced.is_empty() { Outcome::Fine } else { Outcome::Faults })
    }

    fn figures(&self, project: Option<&Project>) -> Result<Vec<Carried>, Failure> {
        let code = self.file.to_str().map(|text| text.rsplit('·').next().unwrap_or(text).trim());
        let code = code.map(str::to_ascii_lowercase).filter(|text| is_code(text));
        match code.filter(|_| !self.file.exists()) {
            Some(code) => {
                let project = project.ok_or_else(|| {
                    Failure::new("a data code says nothing without the project that made it")
                        .hint("name it with -C DIR")
                })?;
                Ok(project.with_code(&code)?)
            }
            None => {
                let bytes =
                    read_file(&self.file, LARGEST).map_err(|e| Failure::new(e.to_string()).about(&self.file))?;
                carried(&bytes).map_err(|e| Failure::new(e.to_string()).about(&self.file))
            }
        }
    }
}

/// What a figure is called, as far as the file says.
fn named(found: &Carried) -> String {
    let chart = if found.chart.is_empty() { "a figure without a name" } else { &found.chart };
    let locale = if found.locale.is_empty() { String::new() } else { format!(" ({})", found.locale) };
    let code = if found.code.is_empty() { String::new() } else { format!(", data code {}", found.code) };
    visible(&format!("{chart}{locale}{code}")).into_owned()
}

fn figure_now(now: FigureNow) -> &'static str {
    match now {
        FigureNow::Same => "same data",
        FigureNow::Changed => "other data now",
        FigureNow::Gone => "there is no such chart",
        FigureNow::Faulty => "cannot be drawn now; `citeplot check` says why",
        FigureNow::Unknown => "the file does not say from which data it was drawn",
    }
}

fn shown(found: &Carried, traced: Option<&Traced>, project: Option<&Project>) -> String {
    let mut rows = vec![("figure", Some(named(found))), ("place", found.place.clone())];
    rows.push(("project", traced.map(|t| figure_now(t.now).to_owned())));
    let unheld: Vec<TracedClaim>;
    let claims = match traced {
        Some(traced) => &traced.claims,
        None => {
            unheld =
                found.claims().iter().map(|said| TracedClaim { said: said.clone(), now: ClaimNow::Same }).collect();
            &unheld
        }
    };
    let rules = found.data.as_ref().and_then(|d| d["hedge_rules"].as_str()).unwrap_or_default();
    for claim in claims {
        rows.extend(claim_rows(claim, found, rules, project));
        rows.push(("  record", traced.map(|_| claim_now(&claim.now))));
    }
    table(rows)
}

fn claim_rows(
    claim: &TracedClaim,
    found: &Carried,
    rules: &str,
    project: Option<&Project>,
) -> Vec<(&'static str, Option<String>)> {
    let said = &claim.said;
    let text = |key: &str| said[key].as_str().filter(|t| !t.is_empty()).map(|t| visible(t).into_owned());
    let value =
        [text("op").filter(|op| op != "="), number(&said["value"])].into_iter().flatten().collect::<Vec<_>>().join(" ");
    // What the source's own words bound, its sign says already.
    let bounded = said["interval_basis"] == "source" && !said["value"].is_null();
    let interval = match (number(&said["low"]), number(&said["high"])) {
        (Some(low), Some(high)) if low != high && !bounded => format!(", {low} to {high}"),
        _ => String::new(),
    };
    let by_rule =
        if said["interval_basis"] == "hedge-rule" { format!(" by the hedge rules {rules}") } else { String::new() };
    let unit = text("unit").map(|unit| format!(" {unit}")).unwrap_or_default();
    let place = [("section", "section "), ("page", "p. "), ("place_in_document", "")];
    let place: Vec<String> =
        place.into_iter().filter_map(|(key, mark)| Some(format!("{mark}{}", text(key)?))).collect();
    let id = said["id"].as_str().unwrap_or_default();
    vec![
        ("claim", Some(format!("{}: {value}{unit}{interval}{by_rule}", visible(id)))),
        ("  words", text("as_written")),
        ("  quote", text("quote")),
        ("  place", (!place.is_empty()).then(|| place.join(", "))),
        ("  source", chain(id, found, project).or_else(|| cited(said))),
    ]
}

/// The chain of citation, as the project has it.
fn chain(id: &str, found: &Carried, project: Option<&Project>) -> Option<String> {
    let project = project?;
    let (dataset, claim) = project.claim_of(&found.chart, id)?;
    let locale = found.locale.parse::<Locale>().unwrap_or(project.config.locales[0]);
    Some(project.references(dataset).chain(claim, locale))
}

/// The keys of the works that a figure cites for a claim.
fn cited(said: &Value) -> Option<String> {
    let works = said["cites"].as_array()?;
    let one = |cite: &Value| {
        let pages = cite["pages"].as_str().map(|p| format!(", pp. {p}")).unwrap_or_default();
        Some(visible(&format!("{}{pages}", cite["work"].as_str()?)).into_owned())
    };
    let works: Vec<String> = works.iter().filter_map(one).collect();
    (!works.is_empty()).then(|| works.join("; "))
}

fn number(value: &Value) -> Option<String> {
    value.as_f64().map(|n| n.to_string())
}

fn claim_now(now: &ClaimNow) -> String {
    match now {
        ClaimNow::Same => "says the same".to_owned(),
        ClaimNow::Gone => "gone".to_owned(),
        ClaimNow::Changed(changes) => {
            let of = |value: &Value| value.as_str().map_or_else(|| value.to_string(), |t| format!("\"{t}\""));
            let told = changes.iter().map(|c| format!("{} was {}, is {}", c.field, of(&c.was), of(&c.is)));
            visible(&format!("changed: {}", told.collect::<Vec<_>>().join("; "))).into_owned()
        }
    }
}

fn as_json(found: &Carried, traced: Option<&Traced>) -> Value {
    let now = |claim: &ClaimNow| match claim {
        ClaimNow::Same => json!("same"),
        ClaimNow::Gone => json!("gone"),
        ClaimNow::Changed(changes) => {
            json!(changes.iter().map(|c| json!({ "field": c.field, "was": c.was, "is": c.is })).collect::<Vec<_>>())
        }
    };
    let claims: Vec<Value> = match traced {
        Some(traced) => traced.claims.iter().map(|c| json!({ "said": c.said, "now": now(&c.now) })).collect(),
        None => found.claims().iter().map(|said| json!({ "said": said, "now": null })).collect(),
    };
    let of_figure = traced.map(|traced| match traced.now {
        FigureNow::Same => "same",
        FigureNow::Changed => "changed",
        FigureNow::Gone => "gone",
        FigureNow::Faulty => "faulty",
        FigureNow::Unknown => "unknown",
    });
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "figure": text(&found.chart),
        "locale": text(&found.locale),
        "code": text(&found.code),
        "place": found.place,
        "hedge_rules": found.data.as_ref().map(|d| d["hedge_rules"].clone()),
        "citations": found.data.as_ref().map(|d| d["citations"].clone()),
        "now": of_figure,
        "claims": claims,
    })
}
