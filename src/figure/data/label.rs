//! Which claims are drawn, and the words that name them.

use std::collections::BTreeSet;

use crate::check::comparability::{label, labels};
use crate::figure::request::FigureRequest;
use crate::locale::Language;
use crate::model::{Claim, Dimension, HedgeRules, Locale, PartialDate};
use crate::project::recipe::{ChartKind, Rows};

/// Whether a claim can be drawn: its wording allows an interval, or it says at least a number that a card can show.
pub fn drawable(claim: &Claim, kind: ChartKind, rules: &HedgeRules) -> bool {
    let number = || kind.traits().draws_bare_numbers && claim.value.number().is_some();
    claim.reading(rules).interval.is_some() || number()
}

/// The label of the row that a claim stands in: for each dimension of the rows its name, the outer one first.
pub(crate) fn row_label(request: &FigureRequest<'_>, claim: &Claim) -> String {
    let rows = &request.selected.encoding.rows;
    let named: Vec<String> = match rows {
        Rows::Statement => {
            labels(request.dataset, rows, claim).iter().map(|t| t.get(request.locale).to_owned()).collect()
        }
        Rows::By(dimensions) => dimensions.iter().map(|d| name(request, *d, claim)).collect(),
    };
    match named.iter().all(String::is_empty) {
        true => claim.response.value.clone(),
        false => named.join(request.words().clause()),
    }
}

/// The name of what a claim is in a dimension: a wave is named by its year, or by its month where a year has several; who
/// is in no group is everybody.
pub(crate) fn name(request: &FigureRequest<'_>, dimension: Dimension, claim: &Claim) -> String {
    let words = request.words();
    match dimension {
        Dimension::Wave => wave(request, claim),
        Dimension::Group if claim.group.is_none() => words.all_respondents.to_owned(),
        _ => {
            let named = label(request.dataset, dimension, claim).map(|t| t.get(request.locale).to_owned());
            let id = || dimension.id_of(request.dataset, claim).unwrap_or_default();
            named.unwrap_or_else(id)
        }
    }
}

/// The date of a wave, as short as tells the waves of the chart apart.
fn wave(request: &FigureRequest<'_>, claim: &Claim) -> String {
    let Some(date) = request.dataset.date_of(claim) else { return String::new() };
    let all: BTreeSet<PartialDate> = request.claims().iter().filter_map(|c| request.dataset.date_of(c)).collect();
    let year = |d: &PartialDate| PartialDate { month: None, day: None, ..*d };
    let month = |d: &PartialDate| PartialDate { day: None, ..*d };
    let short = if all.iter().map(year).collect::<BTreeSet<_>>().len() == all.len() {
        year(&date)
    } else if all.iter().map(month).collect::<BTreeSet<_>>().len() == all.len() {
        month(&date)
    } else {
        date
    };
    request.words().date(short)
}

/// The phrases of the language of a quote, whose quotation marks it stands in; those of the figure when it is unknown.
pub(crate) fn words_for_quote(request: &FigureRequest<'_>, claim: &Claim) -> &'static Language {
    Locale::of_tag(request.dataset.quote_lang_of(claim)).unwrap_or(request.locale).language()
}
