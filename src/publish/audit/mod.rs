//! A report of a dataset for people who have to answer for it: each claim with its quote in its sentence, its chain of citation and
//! what the checks found, what the surveys disclose, and which statements of the documents no record accounts for.

mod coverage;
mod html;
mod markdown;
mod paragraph;

use std::collections::BTreeMap;

use crate::diag::{Report, Severity};
use crate::evidence::{self, Document, LockedQuote};
use crate::language::phrases::words;
use crate::model::{Claim, Dataset, Dimension, Disclosed, Disclosure, IntervalBasis, Locale, Status, Survey, Text};
use crate::project::Project;
use crate::source::{Sources, Spot};
pub use coverage::{Counted, CoverageAudit};
use paragraph::Paragraphs;

/// The report of a dataset.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// The id of the dataset.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The documents that it quotes, as entries of a reference list.
    pub documents: Vec<String>,
    /// The claims, in the order of the files.
    pub claims: Vec<ClaimAudit>,
    /// The surveys, with what their sources disclose.
    pub surveys: Vec<SurveyAudit>,
    /// What of the documents is recorded, for each that is at hand.
    pub coverage: Vec<CoverageAudit>,
    /// What the checks found that is no claim's own.
    pub findings: Vec<Found>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClaimAudit {
    /// Its id.
    pub id: String,
    /// What it says, for readers: the answer, of whom, when, and the value.
    pub statement: String,
    /// How its wording is read: the interval and what sets it.
    pub reading: String,
    /// The source's own words for the value.
    pub words: String,
    /// Its quote in its sentence.
    pub passage: Passage,
    /// The chain of citation, with the place.
    pub chain: String,
    /// What it was worked out from; none for a claim that the document states.
    pub derived: Option<String>,
    /// The curator's note.
    pub note: Option<String>,
    /// What the checks found.
    pub findings: Vec<Found>,
    /// The charts whose recipes name it or draw it.
    pub charts: Vec<String>,
}

/// A quote with what stands round it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What stands before the quote: in its paragraph, or in its sentence when only the lock file is at hand.
    pub before: String,
    /// The quote.
    pub quote: String,
    /// What stands after the quote.
    pub after: String,
    /// Whether the quote was found, in the document or in the lock file.
    pub is_found: bool,
    /// Whether the document itself is at hand.
    pub is_at_hand: bool,
}

/// What the checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How much it weighs.
    pub severity: Severity,
    /// The code of the rule.
    pub code: &'static str,
    /// What it says.
    pub message: String,
    /// The reason for which it may stand.
    pub acknowledged: Option<String>,
    /// The file and the line.
    pub place: String,
}

/// What the source of a survey discloses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SurveyAudit {
    /// The id.
    pub id: String,
    /// The name for readers.
    pub label: String,
    /// What is stated, item by item.
    pub stated: Vec<(&'static str, String)>,
    /// The items that the source leaves out.
    pub missing: Vec<&'static str>,
}

impl Audit {
    /// The reports of all datasets of a project, in a language of its labels. `report` holds what the checks found, `drawn` the
    /// claims that each chart draws.
    pub fn of(project: &Project, report: &Report, drawn: &BTreeMap<String, Vec<String>>, locale: Locale) -> Vec<Self> {
        let one = |dataset: &Dataset| Auditor { project, dataset, locale }.audit(report, drawn);
        project.datasets.iter().map(one).collect()
    }

    /// What the report holds, in a sentence.
    fn summary(&self) -> String {
        let count = |severity| {
            let own = self.claims.iter().flat_map(|claim| &claim.findings).chain(&self.findings);
            own.filter(|found| found.severity == severity).count()
        };
        let found = self.claims.iter().filter(|claim| claim.passage.is_found).count();
        format!(
            "{} claims, {found} of them with their quote found; {} surveys; {} errors, {} warnings, {} notes.",
            self.claims.len(),
            self.surveys.len(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note)
        )
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        markdown::page(self)
    }

    /// The report as one HTML page, without anything from elsewhere.
    pub fn html(&self) -> String {
        html::page(self)
    }
}

impl ClaimAudit {
    /// What is said of it besides its statement and its quote, each with a name.
    fn rows(&self) -> Vec<(&'static str, String)> {
        let rows = [
            ("Source", Some(self.chain.clone())),
            ("Words", Some(self.words.clone())),
            ("Read as", Some(self.reading.clone())),
            ("Derived from", self.derived.clone()),
            ("Quote", Some(self.passage.verified().to_owned())),
            ("Note", self.note.clone()),
            ("Charts", (!self.charts.is_empty()).then(|| self.charts.join(", "))),
        ];
        rows.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
    }
}

impl Passage {
    /// Whether the quote was found.
    fn verified(&self) -> &'static str {
        match (self.is_found, self.is_at_hand) {
            (true, true) => "found in the document",
            (true, false) => "found in the lock file, which stands for the document",
            (false, true) => "not found in the document",
            (false, false) => "not compared with the document",
        }
    }
}

struct Auditor<'p> {
    project: &'p Project,
    dataset: &'p Dataset,
    locale: Locale,
}

impl Auditor<'_> {
    fn audit(&self, report: &Report, drawn: &BTreeMap<String, Vec<String>>) -> Audit {
        let (dataset, locale) = (self.dataset, self.locale);
        let references = self.project.references(dataset);
        // What keeps a quote from being found is among the findings already.
        let lock = evidence::lock(self.project, dataset, &mut Report::new());
        let quotes: BTreeMap<&str, &LockedQuote> =
            lock.iter().flat_map(|lock| &lock.items).map(|quote| (quote.id.trim_start_matches('#'), quote)).collect();
        let documents = self.documents();
        let paragraphs = Paragraphs::of(&documents);
        let (mut of_claims, others) = self.findings(report);
        let claims = dataset.claims.iter().enumerate().map(|(place, claim)| ClaimAudit {
            id: claim.id.value.clone(),
            statement: self.statement(claim),
            reading: self.reading(claim),
            words: claim.as_written.value.clone(),
            passage: passage(claim, quotes.get(claim.id.as_str()).copied(), &paragraphs),
            chain: references.chain(claim, locale),
            derived: derived(claim),
            note: claim.note.as_ref().map(|note| note.get(locale).to_owned()),
            findings: of_claims.remove(&place).unwrap_or_default(),
            charts: drawn
                .iter()
                .filter(|(_, claims)| claims.contains(&claim.id.value))
                .map(|(chart, _)| chart.clone())
                .collect(),
        });
        Audit {
            id: dataset.id.clone(),
            title: dataset.title.get(locale).to_owned(),
            claims: claims.collect(),
            documents: dataset
                .documents
                .iter()
                .map(|document| references.full(&document.work, locale).unwrap_or_else(|| document.work.value.clone()))
                .collect(),
            surveys: dataset.surveys.iter().map(|survey| self.survey(survey)).collect(),
            coverage: coverage::of(dataset, &documents),
            findings: others,
        }
    }

    /// The documents of the dataset that are at hand and can be read, by their works, in the order of the dataset.
    fn documents(&self) -> Vec<(&str, Document)> {
        let at = self.project.datasets.iter().position(|d| d.id == self.dataset.id);
        let Some(proof) = at.and_then(|at| self.project.proofs.get(at)) else { return Vec::new() };
        let works = self.dataset.documents.iter().map(|document| document.work.value.as_str());
        let read = |work| {
            let file = proof.text(work)?;
            Some((work, Document::read(&file.bytes().ok()?, &file.name).ok()?))
        };
        works.filter_map(read).collect()
    }

    /// What a claim says: "Trusts it, Alba, Women, Poll of 2021: ≈ 61%".
    fn statement(&self, claim: &Claim) -> String {
        let (dataset, locale) = (self.dataset, self.locale);
        let words = words(locale);
        let label = |text: &Text| text.get(locale).to_owned();
        let mut parts: Vec<String> = dataset.response_of(claim).map(|r| label(r.statement())).into_iter().collect();
        let subject = claim.subject.as_ref().and_then(|id| dataset.entity(id)).map(|e| label(&e.label));
        parts.extend(subject);
        parts.extend(dataset.base_of(claim).map(label));
        parts.extend(dataset.survey_of(claim).map(|survey| label(&survey.label)));
        if claim.survey.is_none() {
            parts.extend(claim.date.map(|date| words.date(date)));
        }
        if parts.is_empty() {
            parts.extend(Dimension::Question.id_of(dataset, claim));
        }
        format!("{}: {}", parts.join(", "), words.label(&claim.value, claim.unit))
    }

    fn reading(&self, claim: &Claim) -> String {
        let rules = &self.project.config.hedge_rules;
        let reading = claim.reading(rules);
        let Some(interval) = reading.interval else { return "no interval: it is not drawn on an axis".to_owned() };
        match reading.basis {
            IntervalBasis::HedgeRule => format!("{interval}, by the hedge rules {}", rules.version),
            IntervalBasis::Source | IntervalBasis::None => format!("{interval}, by the source’s words"),
        }
    }

    fn survey(&self, survey: &Survey) -> SurveyAudit {
        let text = |item: &Disclosed<Text>| item.stated().map(|text| text.get(self.locale).to_owned());
        let stated = |item: Disclosure| match item {
            Disclosure::ConductedBy => text(&survey.conducted_by),
            Disclosure::SponsoredBy => text(&survey.sponsored_by),
            Disclosure::Population => text(&survey.population),
            Disclosure::Geography => text(&survey.geography),
            Disclosure::Frame => text(&survey.frame),
            Disclosure::Mode => text(&survey.mode),
            Disclosure::FieldStart => survey.field_start.stated().map(ToString::to_string),
            Disclosure::FieldEnd => survey.field_end.stated().map(ToString::to_string),
            Disclosure::N => survey.n.stated().map(ToString::to_string),
            Disclosure::MarginOfError => survey.moe_pp.stated().map(|points| format!("{points} points")),
            Disclosure::Weighted => text(&survey.weighted),
            Disclosure::QuestionWording => text(&survey.question_wording),
            Disclosure::Limitations => text(&survey.limitations),
        };
        SurveyAudit {
            id: survey.id.value.clone(),
            label: survey.label.get(self.locale).to_owned(),
            stated: Disclosure::ALL.into_iter().filter_map(|item| Some((item.code(), stated(item)?))).collect(),
            missing: survey.missing_items().into_iter().map(Disclosure::code).collect(),
        }
    }

    /// What the checks found of each claim, by its place, and of anything else in the files of the dataset. A finding belongs to
    /// the record that it stands in: the last one that begins before it.
    fn findings(&self, report: &Report) -> (BTreeMap<usize, Vec<Found>>, Vec<Found>) {
        let sources = &self.project.sources;
        let folder = format!("datasets/{}/", self.dataset.id);
        let mut starts: Vec<(u32, u32, usize)> = self
            .dataset
            .claims
            .iter()
            .enumerate()
            .map(|(place, claim)| (claim.at.file, claim.at.start, place))
            .collect();
        starts.sort_unstable();
        let owner = |spot: Spot| {
            let after = starts.partition_point(|(file, start, _)| (*file, *start) <= (spot.file, spot.start));
            starts[..after].last().filter(|(file, ..)| *file == spot.file).map(|(.., place)| *place)
        };
        let (mut of_claims, mut others): (BTreeMap<usize, Vec<Found>>, _) = (BTreeMap::new(), Vec::new());
        for diagnostic in report.iter() {
            let path = diagnostic.spot.map_or(diagnostic.path.as_deref().unwrap_or_default(), |s| sources.path(s.file));
            if !path.starts_with(&folder) {
                continue;
            }
            let found = Found {
                severity: diagnostic.severity,
                code: diagnostic.code.name,
                message: diagnostic.message.clone(),
                acknowledged: diagnostic.acknowledged.clone(),
                place: place(sources, path, diagnostic.spot),
            };
            match diagnostic.spot.and_then(owner) {
                Some(claim) => of_claims.entry(claim).or_default().push(found),
                None => others.push(found),
            }
        }
        (of_claims, others)
    }
}

fn place(sources: &Sources, path: &str, spot: Option<Spot>) -> String {
    match spot {
        Some(spot) => format!("{path}:{}", sources.position(spot.file, spot.start).line),
        None => path.to_owned(),
    }
}

fn passage(claim: &Claim, locked: Option<&LockedQuote>, paragraphs: &Paragraphs<'_>) -> Passage {
    let is_at_hand = paragraphs.has(claim);
    match locked {
        Some(locked) => {
            let words = &locked.target.selector.0;
            let sentence = || (from_a_word(&words.prefix), to_a_word(&words.suffix));
            let (before, after) = paragraphs.around(claim, locked).unwrap_or_else(sentence);
            Passage { before, quote: words.exact.clone(), after, is_found: true, is_at_hand }
        }
        None => Passage {
            before: claim.prefix.clone().unwrap_or_default(),
            quote: claim.quote.value.clone(),
            after: claim.suffix.clone().unwrap_or_default(),
            is_found: false,
            is_at_hand,
        },
    }
}

/// How long a context may be that is the whole of its side of the sentence; a longer one was cut.
const CUT: usize = 200;

/// The words before a quote, from the first whole one of a sentence that was cut.
fn from_a_word(text: &str) -> String {
    match text.split_once(char::is_whitespace).filter(|_| text.chars().count() >= CUT) {
        Some((_, rest)) => format!("… {rest}"),
        None => text.to_owned(),
    }
}

/// The words after a quote, to the last whole one of a sentence that was cut.
fn to_a_word(text: &str) -> String {
    match text.rsplit_once(char::is_whitespace).filter(|_| text.chars().count() >= CUT) {
        Some((rest, _)) => format!("{rest} …"),
        None => text.to_owned(),
    }
}

fn derived(claim: &Claim) -> Option<String> {
    match &claim.status {
        Status::Stated => None,
        Status::Derived(derivation) => {
            let from: Vec<&str> = derivation.from.iter().map(|from| from.value.as_str()).collect();
            Some(from.join(", "))
        }
    }
}
