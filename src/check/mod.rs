//! Faults that a parser cannot see. One rule a file; [`RULES`] lists them, [`run`] runs them over a dataset.
//!
//! A rule reads the typed model and points at the record. What a project thinks of a rule stands in `config.toml`
//! (`[severity]`); what a curator knows of a record's fault stands in the record (`acknowledge`), and is then shown as
//! a note with its reason.

mod catalog;
pub mod comparability;
mod rules;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use crate::diag::{Diagnostic, Report, Severity, did_you_mean};
use crate::language::lexicon::{Expression, Language, expressions};
use crate::model::{Acknowledgement, Claim, Dataset, Entity, Question, Survey, Work};
use crate::project::config::{Config, Weight};
use crate::project::recipe::Recipe;

pub use catalog::{Code, Stage, all_codes};

/// A rule on a dataset.
#[derive(Debug)]
pub struct Rule {
    /// The code, kebab-case.
    pub code: &'static str,
    /// The severity when the project does not say otherwise.
    pub severity: Severity,
    /// What it finds.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    run: fn(&Context<'_>, &mut Findings<'_>),
}

/// Every rule, in the order in which `citeplot list rules` shows them.
pub static RULES: &[&Rule] = &[
    &rules::references::RULE,
    &rules::duplicate::RULE,
    &rules::as_written::RULE,
    &rules::value_in_quote::RULE,
    &rules::operator::RULE,
    &rules::range::RULE,
    &rules::parts::RULE,
    &rules::unreported_rest::RULE,
    &rules::complement::RULE,
    &rules::grim::RULE,
    &rules::fieldwork::RULE,
    &rules::undisclosed::RULE,
    &rules::survey_after_work::RULE,
    &rules::pages_reversed::RULE,
    &rules::pages_outside::RULE,
    &rules::uncited::RULE,
    &rules::tone::RULE,
    &rules::untranslated::RULE,
];

/// What a rule looks at: a dataset with its records by id.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    dataset: &'a Dataset,
    config: &'a Config,
    surveys: HashMap<&'a str, &'a Survey>,
    questions: HashMap<&'a str, &'a Question>,
    entities: HashMap<&'a str, &'a Entity>,
    works: HashMap<&'a str, &'a Work>,
    language: Language,
    read: OnceCell<Vec<Vec<Expression>>>,
}

impl<'a> Context<'a> {
    fn new(dataset: &'a Dataset, config: &'a Config) -> Self {
        Self {
            dataset,
            config,
            surveys: dataset.surveys.iter().map(|s| (s.id.value.as_str(), s)).collect(),
            questions: dataset.questions.iter().map(|q| (q.id.value.as_str(), q)).collect(),
            entities: dataset.entities.iter().map(|e| (e.id.value.as_str(), e)).collect(),
            works: dataset.bibliography.works.iter().map(|w| (w.key.value.as_str(), w)).collect(),
            language: Language::of(&dataset.quote_lang),
            read: OnceCell::new(),
        }
    }

    fn survey_of(&self, claim: &Claim) -> Option<&'a Survey> {
        claim.survey.as_ref().and_then(|id| self.surveys.get(id.value.as_str()).copied())
    }

    /// Every claim with the quantities that its quote states.
    fn claims_read(&self) -> impl Iterator<Item = (&'a Claim, &[Expression])> {
        let read = self
            .read
            .get_or_init(|| self.dataset.claims.iter().map(|c| expressions(&c.quote, self.language)).collect());
        self.dataset.claims.iter().zip(read.iter().map(Vec::as_slice))
    }

    /// The claims of each survey, question, answer set and subject, in the order of the file; derived ones left out.
    fn distributions(&self) -> BTreeMap<Cell<'a>, Vec<&'a Claim>> {
        let mut cells: BTreeMap<Cell<'a>, Vec<&Claim>> = BTreeMap::new();
        for claim in &self.dataset.claims {
            let (Some(survey), crate::model::Unit::Percent) = (&claim.survey, claim.unit) else { continue };
            if !self.questions.get(claim.question.value.as_str()).is_some_and(|q| q.single_choice) {
                continue;
            }
            let base = claim.base_name().unwrap_or_default();
            let subject = claim.subject.as_ref().map_or("", |s| s.value.as_str());
            cells.entry((&survey.value, &claim.question.value, subject, base)).or_default().push(claim);
        }
        cells
    }
}

/// Survey, question, subject and base.
type Cell<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Where a rule puts what it finds.
pub(crate) struct Findings<'a> {
    rule: &'a Rule,
    severity: Severity,
    report: &'a mut Report,
}

impl Findings<'_> {
    /// A finding about a record, which may have acknowledged it.
    fn push(&mut self, diagnostic: Diagnostic, acknowledged: &[Acknowledgement]) {
        let mut diagnostic = diagnostic;
        diagnostic.code = self.rule.code;
        diagnostic.severity = self.severity;
        if let Some(known) = acknowledged.iter().find(|a| a.code.value == self.rule.code) {
            diagnostic.severity = Severity::Note;
            diagnostic.acknowledged = Some(known.reason.clone());
        }
        self.report.push(diagnostic);
    }
}

/// A finding with its message; code and severity are the rule's.
fn finding(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "", message)
}

/// Runs every rule that the project has not turned off.
pub fn run(dataset: &Dataset, config: &Config, report: &mut Report) {
    let context = Context::new(dataset, config);
    for rule in RULES {
        if let Some(severity) = weight(rule, config) {
            (rule.run)(&context, &mut Findings { rule, severity, report });
        }
    }
    acknowledged_codes(dataset, report);
}

/// Runs the rules that also look at recipes.
pub fn run_recipes(recipes: &[Recipe], config: &Config, report: &mut Report) {
    let rule = &rules::untranslated::RULE;
    if let Some(severity) = weight(rule, config).filter(|_| config.locales.len() > 1) {
        let mut findings = Findings { rule, severity, report };
        recipes.iter().for_each(|r| rules::untranslated::recipe(r, &config.locales, &mut findings));
    }
}

/// The severity of a rule in a project; none when it is turned off.
fn weight(rule: &Rule, config: &Config) -> Option<Severity> {
    match config.severity.get(rule.code).map(|w| w.value) {
        Some(Weight::Off) => None,
        Some(Weight::As(severity)) => Some(severity),
        None => Some(rule.severity),
    }
}

/// Checks what `config.toml` says of rules and colours.
pub fn run_config(config: &Config, datasets: &[Dataset], report: &mut Report) {
    for (code, weight) in &config.severity {
        if !RULES.iter().any(|r| r.code == code) {
            let fixed = all_codes().any(|c| c.code == code);
            let message = match fixed {
                true => format!("the severity of `{code}` cannot be changed"),
                false => format!("there is no rule `{code}`"),
            };
            let hint = did_you_mean(code, RULES.iter().map(|r| r.code)).filter(|_| !fixed);
            report.push(Diagnostic::error("unknown-rule", message).at(weight.at).maybe_hint(hint));
        }
    }
    for (entity, color) in &config.colors {
        let known = || datasets.iter().flat_map(|d| d.entities.iter().map(|e| e.id.value.as_str()));
        if !known().any(|id| id == entity) {
            let message = format!("a colour is given to the unknown entity `{entity}`");
            let hint = did_you_mean(entity, known());
            report.push(Diagnostic::error("unknown-reference", message).at(color.at).maybe_hint(hint));
        }
    }
}

fn acknowledged_codes(dataset: &Dataset, report: &mut Report) {
    let of_claims = dataset.claims.iter().flat_map(|c| &c.acknowledge);
    for known in of_claims.chain(dataset.surveys.iter().flat_map(|s| &s.acknowledge)) {
        if !RULES.iter().any(|r| r.code == known.code.value) {
            let message = format!("there is no rule `{}` to acknowledge", known.code.value);
            let hint = did_you_mean(&known.code.value, RULES.iter().map(|r| r.code));
            report.push(Diagnostic::error("unknown-rule", message).at(known.code.at).maybe_hint(hint));
        }
    }
}
