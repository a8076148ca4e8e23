//! Faults that a parser cannot see. Each rule has a file of its own in `rules/`; [`run`] runs them over a dataset.
//!
//! A rule reads the typed model and points at the record. What a project thinks of a rule stands in `config.toml`
//! (`[severity]`); what a curator knows of a record's fault stands in the record (`acknowledge`), and is then shown as
//! a note with its reason.

pub mod comparability;
mod rules;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diag::{Code, DECLARED, Diagnostic, Report, Severity, did_you_mean};
use crate::language::lexicon::{Expression, Reader};
use crate::model::{Acknowledgement, Claim, Dataset, Document, Entity, Locale, Question, Share, Survey, Work};
use crate::project::Project;
use crate::project::config::{Config, RuleLevel};
use crate::source::Spot;

/// A rule: the kind of fault that it finds, and the functions that look for it.
#[derive(Debug)]
pub(crate) struct Rule {
    code: &'static Code,
    records: fn(&Context<'_>, &mut Findings<'_>),
    project: Option<fn(&Project, &mut Findings<'_>)>,
}

impl Rule {
    /// A rule that looks at the records of each dataset.
    const fn on_records(code: &'static Code, look: fn(&Context<'_>, &mut Findings<'_>)) -> Self {
        Self { code, records: look, project: None }
    }

    /// The same, which also looks at what the project has besides its records.
    const fn and_project(mut self, look: fn(&Project, &mut Findings<'_>)) -> Self {
        self.project = Some(look);
        self
    }
}

/// Every kind of fault that the program can report, in the order of the stages.
pub fn all_codes() -> Vec<&'static Code> {
    let of_rules = rules::RULES.iter().map(|rule| rule.code).filter(|code| !DECLARED.contains(code));
    let mut codes: Vec<_> = DECLARED.iter().copied().chain(of_rules).collect();
    codes.sort_by_key(|code| code.stage);
    codes
}

/// The names of the kinds of fault whose weight a project may set.
fn settable() -> impl Iterator<Item = &'static str> {
    all_codes().into_iter().filter(|code| code.is_settable()).map(|code| code.name)
}

/// What a rule looks at: a dataset with its records by id.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    dataset: &'a Dataset,
    config: &'a Config,
    surveys: HashMap<&'a str, &'a Survey>,
    questions: HashMap<&'a str, &'a Question>,
    entities: HashMap<&'a str, &'a Entity>,
    works: HashMap<&'a str, &'a Work>,
    documents: HashMap<&'a str, &'a Document>,
    read: OnceCell<Read>,
    answers: OnceCell<BTreeMap<Cell<'a>, Vec<&'a Claim>>>,
    distributions: OnceCell<BTreeMap<Cell<'a>, Vec<&'a Claim>>>,
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
            documents: dataset.documents.iter().rev().map(|d| (d.work.value.as_str(), d)).collect(),
            read: OnceCell::new(),
            answers: OnceCell::new(),
            distributions: OnceCell::new(),
        }
    }

    fn survey_of(&self, claim: &Claim) -> Option<&'a Survey> {
        claim.survey.as_ref().and_then(|id| self.surveys.get(id.value.as_str()).copied())
    }

    /// What reads the quote of a claim, by its language.
    fn reader_of(&self, claim: &Claim) -> &'static Reader {
        let document = self.documents.get(claim.document.value.as_str()).copied();
        Reader::of_tag(document.or(self.dataset.documents.first()).map_or("en", |d| &d.quote_lang))
    }

    /// Every claim with the quantities that its quote states; without those whose quote is a sign.
    fn claims_read(&self) -> impl Iterator<Item = (&'a Claim, &[Expression])> {
        let read = self.read.get_or_init(|| Read::of(self));
        let of = |(i, claim)| (claim, &read.all[read.ends[i]..read.ends[i + 1]]);
        self.dataset.claims.iter().enumerate().filter(|(_, claim)| !claim.is_sign()).map(of)
    }

    /// The share of a whole that a claim states.
    fn share(&self, claim: &Claim) -> Share {
        Share::of(claim, &self.config.hedge_rules)
    }

    /// What the shares that several claims state add up to.
    fn sum<'c>(&self, claims: impl IntoIterator<Item = &'c &'c Claim>) -> Share {
        claims.into_iter().map(|claim| self.share(claim)).sum()
    }

    /// The claims of each distribution of answers, no answer twice: where all parts of a net are there, the net is left
    /// out, and where some are missing, its parts are.
    fn distributions(&self) -> &BTreeMap<Cell<'a>, Vec<&'a Claim>> {
        self.distributions.get_or_init(|| self.no_answer_twice(self.answers().clone()))
    }

    fn no_answer_twice(&self, mut cells: BTreeMap<Cell<'a>, Vec<&'a Claim>>) -> BTreeMap<Cell<'a>, Vec<&'a Claim>> {
        for ((_, question, ..), claims) in &mut cells {
            let Some(question) = self.questions.get(question) else { continue };
            let there: BTreeSet<&str> = claims.iter().map(|c| c.response.value.as_str()).collect();
            let nets = question.responses.iter().filter(|r| r.is_net() && there.contains(r.id.value.as_str()));
            let mut left_out: BTreeSet<&str> = BTreeSet::new();
            for net in nets {
                let parts = question.parts_of(net);
                if parts.iter().all(|p| there.contains(p)) {
                    left_out.insert(&net.id.value);
                } else {
                    left_out.extend(parts);
                }
            }
            // A claim that two passages state is one share.
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            claims.retain(|c| {
                let answer = c.response.value.as_str();
                !left_out.contains(answer) && seen.insert(answer)
            });
        }
        cells
    }

    /// The claims of each survey, question, subject and base, in the order of the file.
    fn answers(&self) -> &BTreeMap<Cell<'a>, Vec<&'a Claim>> {
        self.answers.get_or_init(|| self.answers_by_cell())
    }

    fn answers_by_cell(&self) -> BTreeMap<Cell<'a>, Vec<&'a Claim>> {
        let mut cells: BTreeMap<Cell<'a>, Vec<&Claim>> = BTreeMap::new();
        for claim in &self.dataset.claims {
            let (Some(survey), crate::model::Unit::Percent) = (&claim.survey, claim.unit) else { continue };
            if !self.questions.get(claim.question.value.as_str()).is_some_and(|q| q.single_choice) {
                continue;
            }
            let base = self.dataset.base_of(claim).map_or("", |b| b.get(Locale::En));
            let subject = claim.subject.as_ref().map_or("", |s| s.value.as_str());
            cells.entry((&survey.value, &claim.question.value, subject, base)).or_default().push(claim);
        }
        cells
    }
}

/// The quantities that the quotes of all claims state, in one row: a vector for each claim would take twice the memory.
#[derive(Debug)]
struct Read {
    all: Vec<Expression>,
    /// Where those of each claim end, after a first 0.
    ends: Vec<usize>,
}

impl Read {
    fn of(context: &Context<'_>) -> Self {
        let claims = &context.dataset.claims;
        let mut read = Self { all: Vec::with_capacity(claims.len()), ends: Vec::with_capacity(claims.len() + 1) };
        read.ends.push(0);
        for claim in claims {
            read.all.append(&mut context.reader_of(claim).expressions(&claim.quote));
            read.ends.push(read.all.len());
        }
        read
    }
}

/// Survey, question, subject and base.
type Cell<'a> = (&'a str, &'a str, &'a str, &'a str);

/// What a rule found: its words and its place. Code and weight are the rule's.
#[derive(Debug)]
pub(crate) struct Finding {
    message: String,
    at: Option<Spot>,
    hint: Option<String>,
}

impl Finding {
    pub(crate) fn at(self, spot: Spot) -> Self {
        Self { at: Some(spot), ..self }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        self.maybe_hint(Some(hint.into()))
    }

    pub(crate) fn maybe_hint(self, hint: Option<String>) -> Self {
        Self { hint: hint.or(self.hint), ..self }
    }
}

/// A finding with its message, without a place or a hint.
pub(crate) fn finding(message: impl Into<String>) -> Finding {
    Finding { message: message.into(), at: None, hint: None }
}

/// Where a rule puts what it finds.
pub(crate) struct Findings<'a> {
    code: &'static Code,
    severity: Severity,
    report: &'a mut Report,
}

impl<'a> Findings<'a> {
    /// The findings of one kind, with the weight that a project gives to it; none when it turns that kind off.
    pub(crate) fn of(code: &'static Code, config: &Config, report: &'a mut Report) -> Option<Self> {
        weight(code, config).map(|severity| Self { code, severity, report })
    }

    /// Adds a finding about a record, which may have acknowledged it.
    pub(crate) fn push(&mut self, finding: Finding, acknowledged: &[Acknowledgement]) {
        let mut diagnostic = Diagnostic::new(self.code, finding.message).maybe_hint(finding.hint);
        diagnostic.spot = finding.at;
        diagnostic.severity = self.severity;
        if let Some(known) = acknowledged.iter().find(|a| a.code.value == self.code.name) {
            diagnostic.severity = Severity::Note;
            diagnostic.acknowledged = Some(known.reason.clone());
        }
        self.report.push(diagnostic);
    }
}

/// Runs every rule that the project has not turned off.
pub fn run(dataset: &Dataset, config: &Config, report: &mut Report) {
    let context = Context::new(dataset, config);
    for rule in rules::RULES {
        if let Some(mut findings) = Findings::of(rule.code, config, report) {
            (rule.records)(&context, &mut findings);
        }
    }
    acknowledged_codes(dataset, report);
}

/// Runs the rules that also look at what a project has besides its records: recipes and decks.
pub fn run_project(project: &Project, report: &mut Report) {
    for rule in rules::RULES {
        if let (Some(look), Some(mut findings)) = (rule.project, Findings::of(rule.code, &project.config, report)) {
            look(project, &mut findings);
        }
    }
}

/// The severity of a rule in a project; none when it is turned off.
fn weight(code: &Code, config: &Config) -> Option<Severity> {
    match config.severity.get(code.name).map(|w| w.value) {
        Some(RuleLevel::Off) => None,
        Some(RuleLevel::As(severity)) => Some(severity),
        None => Some(code.severity),
    }
}

/// Checks what `config.toml` says of rules and colours.
pub fn run_config(config: &Config, datasets: &[Dataset], report: &mut Report) {
    for (code, weight) in &config.severity {
        if !settable().any(|name| name == code) {
            let fixed = all_codes().iter().any(|known| known.name == code);
            let message = match fixed {
                true => format!("the severity of `{code}` cannot be changed"),
                false => format!("there is no rule `{code}`"),
            };
            let hint = did_you_mean(code, settable()).filter(|_| !fixed);
            report.push(Diagnostic::new(Code::UNKNOWN_RULE, message).at(weight.at).maybe_hint(hint));
        }
    }
    for (id, color) in &config.colors {
        let known = || datasets.iter().flat_map(colourable);
        let unread = datasets.iter().any(|d| d.unread.may_have(id));
        if !known().any(|k| k == id) && !unread {
            let message = format!("a colour is given to `{id}`, which no dataset names");
            let hint = did_you_mean(id, known());
            report.push(Diagnostic::new(Code::UNKNOWN_REFERENCE, message).at(color.at).maybe_hint(hint));
        }
    }
}

/// The ids that a colour can be given to: entities, groups, places, surveys and answers.
fn colourable(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let ids = dataset.entities.iter().map(|e| &e.id).chain(dataset.groups.iter().map(|g| &g.id));
    let ids = ids.chain(dataset.places.iter().map(|p| &p.id)).chain(dataset.surveys.iter().map(|s| &s.id));
    ids.chain(dataset.questions.iter().flat_map(|q| q.responses.iter().map(|r| &r.id))).map(|id| id.value.as_str())
}

fn acknowledged_codes(dataset: &Dataset, report: &mut Report) {
    let of_claims = dataset.claims.iter().flat_map(|c| &c.acknowledge);
    for known in of_claims.chain(dataset.surveys.iter().flat_map(|s| &s.acknowledge)) {
        if !settable().any(|name| name == known.code.value) {
            let message = format!("there is no rule `{}` to acknowledge", known.code.value);
            let hint = did_you_mean(&known.code.value, settable());
            report.push(Diagnostic::new(Code::UNKNOWN_RULE, message).at(known.code.at).maybe_hint(hint));
        }
    }
}
