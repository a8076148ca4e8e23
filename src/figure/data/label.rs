//! Which claims are drawn, and the words that name them.

use crate::check::comparability::label;
use crate::figure::request::FigureRequest;
use crate::locale::Language;
use crate::model::{Claim, HedgeRules, Locale};
use crate::project::recipe::ChartKind;

/// Whether a claim can be drawn: its wording allows an interval, or it says at least a number that a card can show.
pub fn drawable(claim: &Claim, kind: ChartKind, rules: &HedgeRules) -> bool {
    let number = || kind.traits().draws_bare_numbers && claim.value.number().is_some();
    claim.reading(rules).interval.is_some() || number()
}

/// The label of the row that a claim stands in.
pub(crate) fn row_label(request: &FigureRequest<'_>, claim: &Claim) -> String {
    let label = label(request.dataset, request.recipe.rows, claim);
    label.map_or(claim.response.value.as_str(), |text| text.get(request.locale)).to_owned()
}

/// The phrases of the language of a quote, whose quotation marks it stands in; those of the figure when it is unknown.
pub(crate) fn words_for_quote(request: &FigureRequest<'_>, claim: &Claim) -> &'static Language {
    Locale::of_tag(request.dataset.quote_lang_of(claim)).unwrap_or(request.locale).language()
}
