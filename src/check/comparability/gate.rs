//! The gate of a recipe: what cannot be compared is not drawn as if it could.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::comparability::advice::{Advice, Clash};
use crate::check::comparability::{Nearness, differences, labels};
use crate::check::comparability::{annotations, axis};
use crate::diag::{Code, Diagnostic, Report, Severity};
use crate::frame::{Selected, SelectedPanel};
use crate::model::{Claim, Dataset, Difference, DifferenceKind, Dimension, Locale, Polarity, Share, Unit};
use crate::project::config::Config;
use crate::project::recipe::{Demand, Encoding, Recipe, Rows, SeriesBy};

/// How many numbers a page can hold.
const CARDS: usize = 4;

/// Reports everything that keeps the selected claims from standing together as the recipe wants them to.
pub fn gate(dataset: &Dataset, recipe: &Recipe, selected: &Selected, config: &Config, report: &mut Report) {
    let encoding = &selected.encoding;
    let mut gate = Gate { dataset, recipe, encoding, config, met: BTreeSet::new(), refused: BTreeMap::new() };
    if recipe.kind.has_cards() {
        // Cards share no axis, so nothing on them is compared.
        cards(dataset, recipe, selected, report);
    } else {
        selected.panels.iter().for_each(|panel| gate.panel(panel, report));
        gate.units(selected);
        gate.zero(selected, report);
        selected.panels.iter().for_each(|panel| gate.alike(panel, report));
    }
    let advice = gate.advice();
    for Refusal { one, other, difference, nearness } in gate.refused.values() {
        let place = match nearness {
            Nearness::Row => "a row",
            Nearness::Axis => "an axis",
            Nearness::Parts => "a whole",
            Nearness::Time => "a plane",
        };
        let message = format!("`{}` and `{}` cannot share {place}: {difference}", one.id.value, other.id.value);
        let hint = advice.against(difference, one, other);
        report.push(Diagnostic::new(Code::CHART_NOT_COMPARABLE, message).at(recipe.select.at).hint(hint));
    }
    acceptances(recipe, &gate.met, config, report);
    annotations::gate(dataset, recipe, selected, config, report);
    axis::gate(dataset, recipe, selected, &config.hedge_rules, report);
}

/// Two claims that the recipe would put together, and what keeps them apart.
struct Refusal<'a> {
    one: &'a Claim,
    other: &'a Claim,
    difference: Difference,
    nearness: Nearness,
}

struct Gate<'a> {
    dataset: &'a Dataset,
    recipe: &'a Recipe,
    encoding: &'a Encoding,
    config: &'a Config,
    /// The kinds of difference that occur, accepted or not.
    met: BTreeSet<DifferenceKind>,
    /// The first pair of each kind that is not accepted.
    refused: BTreeMap<DifferenceKind, Refusal<'a>>,
}

impl<'a> Gate<'a> {
    /// What to do about what is refused.
    fn advice(&self) -> Advice<'a> {
        Advice { dataset: self.dataset, recipe: self.recipe, encoding: self.encoding, config: self.config }
    }

    fn panel(&mut self, panel: &SelectedPanel, report: &mut Report) {
        let claim = |i: &usize| &self.dataset.claims[*i];
        let rows: Vec<Vec<&'a Claim>> = panel.rows.iter().map(|r| r.claims.iter().map(claim).collect()).collect();
        if self.recipe.kind.has_parts() {
            return self.wholes(&rows, report);
        }
        if self.recipe.kind.has_waves() {
            return self.waves(&rows, report);
        }
        // Where the answers are series, a row holds different ones, each with its name.
        let answers = self.encoding.series == SeriesBy::By(Dimension::Response);
        let in_row = if answers { Nearness::Axis } else { Nearness::Row };
        for row in &rows {
            self.crowded(row, report);
            for (i, a) in row.iter().enumerate() {
                row[i + 1..].iter().for_each(|b| self.meet(a, b, in_row));
            }
        }
        // Claims with the same comparability key cannot differ, so one of each is met.
        let mut kinds: BTreeMap<String, &'a Claim> = BTreeMap::new();
        for claim in rows.iter().flatten() {
            kinds.entry(comparability_key(self.dataset, claim)).or_insert(claim);
        }
        let kinds: Vec<&'a Claim> = kinds.into_values().collect();
        for (i, a) in kinds.iter().enumerate() {
            kinds[i + 1..].iter().for_each(|b| self.meet(a, b, Nearness::Axis));
        }
    }

    /// Waves of one question may follow each other; a slope has two of them.
    fn waves(&mut self, rows: &[Vec<&'a Claim>], report: &mut Report) {
        for row in rows {
            self.crowded(row, report);
        }
        let claims: Vec<&'a Claim> = rows.iter().flatten().copied().collect();
        for claim in claims.iter().filter(|c| self.dataset.date_of(c).is_none()) {
            let message = format!("`{}` has no date, so it has no place in time", claim.id.value);
            let fault = Diagnostic::new(Code::CHART_NOT_IN_TIME, message).at(self.recipe.select.at);
            report.push(
                fault.hint(
                    "select claims with a date, with `and field_start != none`, or draw them with `kind = \"dot\"`",
                ),
            );
        }
        let dates: BTreeSet<_> = claims.iter().filter_map(|c| self.dataset.date_of(c)).collect();
        if self.recipe.kind.traits().demand == Demand::TwoWaves && dates.len() != 2 {
            let message = format!("a slope has two waves, the filter finds {}", dates.len());
            let fault = Diagnostic::new(Code::CHART_NOT_IN_TIME, message).at(self.recipe.select.at);
            report.push(fault.hint("draw them with `kind = \"trend\"`, or select two waves"));
        }
        // Claims with the same comparability key cannot differ, so one of each is met.
        let mut kinds: BTreeMap<String, &'a Claim> = BTreeMap::new();
        for claim in claims {
            kinds.entry(comparability_key(self.dataset, claim)).or_insert(claim);
        }
        let kinds: Vec<&Claim> = kinds.into_values().collect();
        for (i, a) in kinds.iter().enumerate() {
            kinds[i + 1..].iter().for_each(|b| self.meet(a, b, Nearness::Time));
        }
    }

    /// Answers of one subject are parts of a whole. Two wholes may stand one above the other when they have an answer in
    /// common; else their parts are met as on any axis.
    fn wholes(&mut self, rows: &[Vec<&'a Claim>], report: &mut Report) {
        for (i, row) in rows.iter().enumerate() {
            // What stands in one place is not two parts of a whole.
            if !self.crowded(row, report) {
                self.whole(row, report);
            }
            self.sides(row, report);
            for (j, a) in row.iter().enumerate() {
                row[j + 1..].iter().for_each(|b| self.meet(a, b, Nearness::Parts));
            }
            for other in &rows[i + 1..] {
                let same = |o: &Claim, c: &Claim| {
                    (&o.question.value, &o.response.value) == (&c.question.value, &c.response.value)
                };
                let answers = |r: &[&Claim], c: &Claim| r.iter().any(|o| same(o, c));
                let nearness = match row.iter().any(|c| answers(other, c)) {
                    true => Nearness::Parts,
                    false => Nearness::Axis,
                };
                row.iter().for_each(|a| other.iter().for_each(|b| self.meet(a, b, nearness)));
            }
        }
    }

    /// Rows that a reader cannot tell apart: the same words before each, in any language of the project.
    fn alike(&self, panel: &SelectedPanel, report: &mut Report) {
        let firsts: Vec<&Claim> =
            panel.rows.iter().filter_map(|r| r.claims.first()).map(|&i| &self.dataset.claims[i]).collect();
        let mut found: Vec<(&Claim, &Claim, Vec<&str>)> = Vec::new();
        let own = || self.config.locales.iter().copied().filter(|locale| self.recipe.speaks(*locale));
        for locale in own() {
            let mut seen: BTreeMap<_, &Claim> = BTreeMap::new();
            for claim in &firsts {
                if let Some(earlier) = seen.insert(self.label(claim, locale), claim) {
                    match found.iter_mut().find(|(e, c, _)| (&e.id, &c.id) == (&earlier.id, &claim.id)) {
                        Some((.., locales)) => locales.push(locale.tag()),
                        None => found.push((earlier, claim, vec![locale.tag()])),
                    }
                }
            }
        }
        for (earlier, claim, locales) in found {
            let some = locales.len() < own().count();
            let wherein = if some { format!(" in {}", locales.join(", ")) } else { String::new() };
            let message =
                format!("the rows of `{}` and `{}` have the same label{wherein}", earlier.id.value, claim.id.value);
            let hint = format!("give them other labels; {}", self.advice().apart(earlier, claim, Clash::RowsAlike));
            report.push(Diagnostic::new(Code::CHART_ROWS_ALIKE, message).at(self.recipe.select.at).hint(hint));
        }
    }

    /// What stands before the row of a claim in a language: its labels, the date of a wave, and in rows of statements the
    /// year.
    fn label(&self, claim: &Claim, locale: Locale) -> (Vec<String>, Option<String>) {
        let labels = labels(self.dataset, &self.encoding.rows, claim);
        let by_wave = self.encoding.rows.dimensions().contains(&Dimension::Wave);
        let date = self.dataset.date_of(claim);
        let date = match &self.encoding.rows {
            Rows::Statement => date.map(|d| d.year.to_string()),
            Rows::By(_) => date.filter(|_| by_wave).map(|d| d.to_string()),
        };
        (labels.into_iter().map(|t| t.get(locale).to_owned()).collect(), date)
    }

    /// Panels have axes of their own, but one scale, so all of them count the same thing.
    fn units(&mut self, selected: &Selected) {
        let mut claims = selected.claims().map(|i| &self.dataset.claims[i]);
        let Some(first) = claims.next() else { return };
        if let Some(other) = claims.find(|c| (c.unit, c.scale) != (first.unit, first.scale)) {
            let difference = match first.unit == other.unit {
                true => Difference::Scale(first.scale, other.scale),
                false => Difference::Unit(first.unit, other.unit),
            };
            let kind = difference.kind();
            self.met.insert(kind);
            let nearness = Nearness::Axis;
            self.refused.entry(kind).or_insert(Refusal { one: first, other, difference, nearness });
        }
    }

    /// A bar is as long as its value is large, which a scale without a zero cannot show.
    fn zero(&self, selected: &Selected, report: &mut Report) {
        let Some(first) = selected.claims().next().map(|i| &self.dataset.claims[i]) else { return };
        let Some(ends) = first.scale.filter(|ends| !ends.holds(0.0) && self.recipe.kind.traits().from_zero) else {
            return;
        };
        let message =
            format!("the scale of `{}` goes from {ends}: a bar would have to begin at zero", first.question.value);
        let fault = Diagnostic::new(Code::CHART_NO_ZERO, message).at(self.recipe.select.at);
        report.push(
            fault.hint("draw it with `kind = \"dot\"` or `kind = \"table\"`, or over time with `kind = \"trend\"`"),
        );
    }

    fn meet(&mut self, one: &'a Claim, other: &'a Claim, nearness: Nearness) {
        // What the chart shows side by side is what it is for.
        let shown = |d: &Difference| Dimension::of(d).is_some_and(|d| self.encoding.shows(d));
        let found = differences(self.dataset, one, other, nearness);
        for difference in found.into_iter().filter(|d| !shown(d)) {
            let kind = difference.kind();
            self.met.insert(kind);
            if !self.recipe.accepts(kind) {
                self.refused.entry(kind).or_insert(Refusal { one, other, difference, nearness });
            }
        }
    }

    /// Parts can be stacked when each respondent gave one answer and some reading of their hedges brings them to 100 or
    /// less, within rounding.
    fn whole(&self, row: &[&Claim], report: &mut Report) {
        let Some(first) = row.first() else { return };
        if let Some(claim) = row.iter().find(|c| c.unit != Unit::Percent) {
            let message = format!("`{}` is no share of a whole: its unit is {}", claim.id.value, claim.unit.code());
            let fault = Diagnostic::new(Code::CHART_NOT_A_WHOLE, message).at(self.recipe.select.at);
            report.push(fault.hint("draw it with `kind = \"bar\"` or `kind = \"dot\"`"));
            return;
        }
        let single = self.dataset.question(&first.question).is_none_or(|q| q.single_choice);
        let sum: Share = row.iter().map(|claim| Share::of(claim, &self.config.hedge_rules)).sum();
        let message = match (single, sum.exceeds_whole()) {
            (true, false) => return,
            (false, _) => {
                format!("the answers to `{}` are no parts of a whole: several could be given", first.question.value)
            }
            (true, true) => {
                let least = sum.low;
                format!("`{}` and the parts beside it add up to at least {least} percent", first.id.value)
            }
        };
        let fault = Diagnostic::new(Code::CHART_NOT_A_WHOLE, message).at(self.recipe.select.at);
        report.push(fault.hint("draw them with `kind = \"bar\"` or `kind = \"dot\"`"));
    }

    /// Only an answer with a direction can stand on a side.
    fn sides(&self, row: &[&Claim], report: &mut Report) {
        let aimless = row.iter().find(|c| self.dataset.polarity_of(c) == Polarity::Factual);
        if let Some(claim) = aimless.filter(|_| self.recipe.kind.traits().demand == Demand::Direction) {
            let message = format!("`{}` speaks neither for nor against anything: it is a fact", claim.id.value);
            let fault = Diagnostic::new(Code::CHART_NOT_A_WHOLE, message).at(self.recipe.select.at);
            report.push(fault.hint("draw it with `kind = \"stacked\"`"));
        }
    }

    /// Reports claims of one series that stand in one place, and says whether there are any.
    fn crowded(&self, row: &[&Claim], report: &mut Report) -> bool {
        let before = report.count(Severity::Error);
        let mut seen: BTreeMap<_, &Claim> = BTreeMap::new();
        let dimension = self.encoding.series.dimension();
        for claim in row {
            let wave = self.dataset.date_of(claim).filter(|_| self.encoding.time);
            let series = dimension.and_then(|d| d.id_of(self.dataset, claim));
            let question = (dimension == Some(Dimension::Response)).then_some(&claim.question.value);
            if let Some(earlier) = seen.insert((series, question, wave), claim) {
                let what = match dimension {
                    Some(Dimension::Response) => "answer",
                    Some(other) => other.code(),
                    None => "mark",
                };
                let message =
                    format!("`{}` and `{}` stand in one row for one {what}", earlier.id.value, claim.id.value);
                let fault = Diagnostic::new(Code::CHART_ROW_CROWDED, message).at(self.recipe.select.at);
                report.push(fault.hint(self.advice().apart(earlier, claim, Clash::OneRow)));
            }
        }
        report.count(Severity::Error) > before
    }
}

fn cards(dataset: &Dataset, recipe: &Recipe, selected: &Selected, report: &mut Report) {
    let count = selected.claims().count();
    if count > CARDS {
        let message = format!("a page has at most {CARDS} cards, the filter finds {count} claims");
        report.push(
            Diagnostic::new(Code::CHART_ROW_CROWDED, message)
                .at(recipe.select.at)
                .hint("select fewer claims, or draw them with `kind = \"table\"`"),
        );
    }
    let whole = |c: &&Claim| c.unit == Unit::Percent;
    let mut claims = selected.claims().map(|i| &dataset.claims[i]);
    if let Some(claim) = claims.find(|c| recipe.kind.traits().demand == Demand::Percent && !whole(c)) {
        let message = format!("a waffle shows shares of a hundred, `{}` is a {}", claim.id.value, claim.unit.code());
        let fault = Diagnostic::new(Code::CHART_NOT_A_WHOLE, message).at(recipe.select.at);
        report.push(fault.hint("draw it with `kind = \"number\"`"));
    }
}

/// Everything in which claims on one axis have to agree, as one text: claims with equal keys are comparable.
pub(crate) fn comparability_key(dataset: &Dataset, claim: &Claim) -> String {
    let survey = claim.survey.as_ref().map_or("", |s| &s.value);
    let base = claim.base.as_ref().map_or("", |b| b.get(Locale::En));
    let group = claim.group.as_ref().map_or("", |g| &g.value);
    let date = claim.date.map(|d| d.to_string()).unwrap_or_default();
    let lean = dataset.polarity_of(claim).code();
    [claim.unit.code(), survey, &date, &claim.question.value, group, base, lean].join("\u{1f}")
}

fn acceptances(recipe: &Recipe, met: &BTreeSet<DifferenceKind>, config: &Config, report: &mut Report) {
    for kind in recipe.accept.iter().flat_map(|a| &a.differences) {
        if config.never_accept.contains(kind) {
            let message = format!("this project never accepts a difference of {}", kind.code());
            let fault = Diagnostic::new(Code::ACCEPT_REFUSED, message).at(recipe.select.at);
            report.push(fault.hint("the policy stands in config.toml: comparison.never_accept"));
        } else if !met.contains(kind) {
            let message = format!("the recipe accepts a difference of {} that does not occur", kind.code());
            let fault = Diagnostic::new(Code::ACCEPT_IDLE, message).at(recipe.select.at);
            report.push(fault.hint("take it out of `accept`"));
        }
    }
}
