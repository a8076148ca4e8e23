//! Taking a figure that was found somewhere back to the records.

use serde_json::Value;

use crate::build::{Error, FigureOptions};
use crate::figure::claim_facts;
use crate::model::Locale;
use crate::project::Project;
use crate::publish::carried::Carried;

/// Whether the records still make the figure that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureNow {
    /// They make a figure of the same data.
    Same,
    /// They make a figure of other data.
    Changed,
    /// The project has no such chart.
    Gone,
    /// The chart cannot be drawn: something is wrong with its records.
    Faulty,
    /// The file does not say which figure it is.
    Unknown,
}

/// A field of a claim that says something else now.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field, as metadata call it.
    pub field: String,
    /// What the figure says.
    pub was: Value,
    /// What the record says.
    pub is: Value,
}

/// Whether a claim still is what a figure says.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimNow {
    /// It is.
    Same,
    /// The record says something else.
    Changed(Vec<Change>),
    /// There is no such claim.
    Gone,
}

/// A claim of a figure that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedClaim {
    /// What the figure says of it, as JSON: at least its `id`.
    pub said: Value,
    /// What has become of it.
    pub now: ClaimNow,
}

/// A figure that was found, held against the records of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// What was found.
    pub found: Carried,
    /// Whether the records still make it.
    pub now: FigureNow,
    /// Its claims: those that it names, else those that the chart of that name has now.
    pub claims: Vec<TracedClaim>,
}

impl Traced {
    /// Whether it and its claims are as the records have them.
    pub fn is_current(&self) -> bool {
        self.now == FigureNow::Same && self.claims.iter().all(|claim| claim.now == ClaimNow::Same)
    }
}

impl Project {
    /// Holds a figure that was found in a file against the records.
    pub fn trace(&self, found: &Carried) -> Traced {
        let recipe = self.recipes.iter().find(|recipe| recipe.id == found.chart);
        let drawn = recipe.map(|recipe| {
            let spoken = found.locale.parse::<Locale>().ok().filter(|locale| self.locales_of(recipe).contains(locale));
            let options = FigureOptions::new();
            self.figure_with(&recipe.id, &spoken.map_or(options.clone(), |locale| options.locale(locale)))
        });
        let now = match &drawn {
            None if found.chart.is_empty() => FigureNow::Unknown,
            None => FigureNow::Gone,
            Some(Err(_)) => FigureNow::Faulty,
            Some(Ok(_)) if found.code.is_empty() => FigureNow::Unknown,
            Some(Ok(figure)) if figure.code == found.code => FigureNow::Same,
            Some(Ok(_)) => FigureNow::Changed,
        };
        let facts = |id: &str| {
            let (dataset, claim) = self.claim_of(&found.chart, id)?;
            Some(claim_facts(dataset, claim, &self.config.hedge_rules))
        };
        let mut claims: Vec<TracedClaim> = found
            .claims()
            .iter()
            .map(|said| TracedClaim {
                said: said.clone(),
                now: facts(said["id"].as_str().unwrap_or_default())
                    .map_or(ClaimNow::Gone, |record| compared(said, &record)),
            })
            .collect();
        if let (true, Some(Ok(figure))) = (claims.is_empty(), &drawn) {
            let ids = figure.data.marks().map(|mark| mark.claim().to_owned());
            let said = ids.filter_map(|id| facts(&id));
            claims.extend(said.map(|said| TracedClaim { said, now: ClaimNow::Same }));
        }
        Traced { found: found.clone(), now, claims }
    }

    /// The figures with a data code, the seven digits that a figure prints in its corner, each in the first language of its chart.
    ///
    /// # Errors
    /// As [`Project::figures`].
    pub fn with_code(&self, code: &str) -> Result<Vec<Carried>, Error> {
        let mut found: Vec<Carried> = Vec::new();
        for figure in self.figures(&crate::build::BuildOptions::new())? {
            if figure.code == code && found.iter().all(|known| known.chart != figure.id) {
                let data = serde_json::from_str(&figure.scene.metadata).ok();
                let locale = figure.locale.tag().to_owned();
                found.push(Carried { place: None, chart: figure.id, locale, code: figure.code, data });
            }
        }
        Ok(found)
    }
}

/// Compares what a figure says of a claim with what its record says, in the fields that the figure has.
fn compared(said: &Value, record: &Value) -> ClaimNow {
    let Some(fields) = said.as_object() else { return ClaimNow::Same };
    let absent = Value::Null;
    let of = |field: &String| record.get(field).unwrap_or(&absent);
    let differs = |(field, was): &(&String, &Value)| !same(was, of(field));
    let changes: Vec<Change> = fields
        .iter()
        .filter(differs)
        .map(|(field, was)| Change { field: field.clone(), was: was.clone(), is: of(field).clone() })
        .collect();
    if changes.is_empty() { ClaimNow::Same } else { ClaimNow::Changed(changes) }
}

/// Whether two values are the same; 25 and 25.0 are.
fn same(a: &Value, b: &Value) -> bool {
    a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| a == b)
}
