//! The gate of what a recipe adds to its marks: emphasis, lines, remarks, differences.

use std::collections::BTreeSet;

use crate::check::comparability::axis::limits;
use crate::check::comparability::{Nearness, differences};
use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::frame::Selected;
use crate::model::{Claim, Dataset, Dimension, Polarity};
use crate::project::config::Config;
use crate::project::recipe::{Bracket, ChartKind, Recipe};
use crate::source::Located;
use crate::style::SERIES;

/// Reports every annotation that has no place in its chart.
pub(crate) fn gate(dataset: &Dataset, recipe: &Recipe, selected: &Selected, config: &Config, report: &mut Report) {
    let claims: Vec<&Claim> = selected.claims().map(|i| &dataset.claims[i]).collect();
    highlights(dataset, recipe, &claims, report);
    many_series(dataset, (recipe, config), selected, report);
    reference_lines(recipe, &claims, report);
    for remark in &recipe.remarks {
        if !recipe.kind.traits().has_remarks {
            let message = "a slope has no room for remarks";
            report.push(misplaced(message.to_owned()).at(remark.claim.at).hint("draw it with `kind = \"trend\"`"));
        }
        drawn(&remark.claim, &claims, report);
    }
    for bracket in &recipe.brackets {
        self::bracket(dataset, recipe, selected, bracket, report);
    }
}

fn misplaced(message: String) -> Diagnostic {
    Diagnostic::new(Code::ANNOTATION_MISPLACED, message)
}

/// The claim with an id, when the chart draws it.
fn drawn<'a>(id: &Located<String>, claims: &[&'a Claim], report: &mut Report) -> Option<&'a Claim> {
    let found = claims.iter().find(|c| c.id.value == id.value).copied();
    if found.is_none() {
        let hint = did_you_mean(&id.value, claims.iter().map(|c| c.id.value.as_str()));
        let fault = misplaced(format!("the chart does not draw the claim `{}`", id.value));
        report.push(fault.at(id.at).maybe_hint(hint));
    }
    found
}

/// Emphasis on nothing that is there.
fn highlights(dataset: &Dataset, recipe: &Recipe, claims: &[&Claim], report: &mut Report) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for claim in claims {
        known.insert(claim.id.value.clone());
        known.extend(Dimension::ALL.iter().filter_map(|dimension| dimension.id_of(dataset, claim)));
    }
    for wanted in recipe.highlight.iter().filter(|h| !known.contains(&h.value)) {
        let message = format!("nothing that the chart shows is called `{}`, to highlight it", wanted.value);
        let hint = did_you_mean(&wanted.value, known.iter().map(String::as_str));
        report.push(Diagnostic::new(Code::HIGHLIGHT_IDLE, message).at(wanted.at).maybe_hint(hint));
    }
}

/// More series than there are colours, where nothing else tells them apart.
fn many_series(dataset: &Dataset, (recipe, config): (&Recipe, &Config), selected: &Selected, report: &mut Report) {
    let encoding = &selected.encoding;
    let Some(dimension) = encoding.series.dimension() else { return };
    let elsewhere = encoding.rows.dimensions().contains(&dimension) || encoding.panels.dimension() == Some(dimension);
    // The lines of a trend are named at their ends.
    if elsewhere || !recipe.highlight.is_empty() || recipe.kind == ChartKind::Trend {
        return;
    }
    // Answers that lean to one side are shades of its colour.
    let shaded = |claim: &&Claim| dimension == Dimension::Response && dataset.polarity_of(claim) != Polarity::Factual;
    let claims = selected.claims().map(|i| &dataset.claims[i]).filter(|claim| !shaded(claim));
    let ids: BTreeSet<_> = claims.map(|claim| dimension.id_of(dataset, claim)).collect();
    // What has a colour of its own takes none of the theme's.
    let own = |id: &&Option<String>| id.as_ref().is_some_and(|id| config.colors.contains_key(id));
    if ids.len() - ids.iter().filter(own).count() <= SERIES {
        return;
    }
    let word = dimension.code();
    let message = format!("{} series ({word}) for {SERIES} colours: some would look alike", ids.len());
    let rows = if encoding.time { String::new() } else { format!(" or `rows = \"{word}\"`") };
    let hint = format!(
        "give each a place of its own with `panels = \"{word}\"`{rows}, name those that matter in `highlight`, or give them colours of their own in config.toml: [colors]"
    );
    report.push(Diagnostic::new(Code::CHART_MANY_SERIES, message).at(recipe.select.at).hint(hint));
}

/// A line needs an axis with its value on it, and an axis that counts what the line counts.
fn reference_lines(recipe: &Recipe, claims: &[&Claim], report: &mut Report) {
    for line in &recipe.reference_lines {
        let value = line.value.value.value();
        let (least, most) = claims.first().map_or((0.0, 100.0), |c| limits(c));
        if recipe.kind.has_cards() || recipe.kind.has_parts() {
            let message = format!("a chart of the kind `{}` has no axis for a reference line", recipe.kind.code());
            let hint = "take the line out, or draw the chart with `kind = \"bar\"` or `kind = \"dot\"`";
            report.push(misplaced(message).at(line.value.at).hint(hint));
        } else if !(least..=most).contains(&value) {
            let message = format!("the axis does not reach {}", line.value.value);
            let hint = format!("write a value from {least} to {most}").replace(" to inf", " on");
            report.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(line.value.at).hint(hint));
        }
    }
}

/// A difference is a number that the figure works out, so nothing may keep the two apart, not even what the recipe
/// accepts, and they have to stand in one row.
fn bracket(dataset: &Dataset, recipe: &Recipe, selected: &Selected, bracket: &Bracket, report: &mut Report) {
    if !recipe.kind.traits().has_brackets {
        let message = format!("a chart of the kind `{}` has no room for differences", recipe.kind.code());
        let hint = "draw it with `kind = \"bar\"`, `kind = \"dot\"` or `kind = \"table\"`";
        report.push(misplaced(message).at(bracket.from.at).hint(hint));
        return;
    }
    let claims: Vec<&Claim> = selected.claims().map(|i| &dataset.claims[i]).collect();
    let (from, to) = (drawn(&bracket.from, &claims, report), drawn(&bracket.to, &claims, report));
    let (Some(from), Some(to)) = (from, to) else { return };
    if let Some(difference) = differences(dataset, from, to, Nearness::Row).first() {
        let message = format!("`{}` and `{}` have no difference: {difference}", from.id.value, to.id.value);
        let hint = "a difference needs two marks that nothing keeps apart";
        report.push(Diagnostic::new(Code::CHART_NOT_COMPARABLE, message).at(bracket.to.at).hint(hint));
        return;
    }
    let holds = |row: &&crate::frame::SelectedRow, claim: &Claim| {
        row.claims.iter().any(|&i| dataset.claims[i].id.value == claim.id.value)
    };
    let mut rows = selected.panels.iter().flat_map(|p| &p.rows);
    if !rows.any(|row| holds(&row, from) && holds(&row, to)) {
        let message = format!("`{}` and `{}` do not stand in one row", from.id.value, to.id.value);
        report.push(misplaced(message).at(bracket.to.at));
    }
}
