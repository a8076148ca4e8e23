//! `claims.toml` → [`Claim`]s.

use crate::diag::{Code, Diagnostic};
use crate::model::{
    Basis, Bound, Cite, Claim, Derivation, Interval, Locator, Number, Pages, PartialDate, Status, Text, Unit, Value,
};
use crate::source::Located;

use crate::project::dataset::acknowledgements;
use crate::project::walk::table::Table;

/// Reads one `[[claim]]`; a record with a fault is reported and left out.
pub(crate) fn claim(table: &Table<'_, '_>) -> Option<Claim> {
    let units = Unit::ALL.map(|u| (u.code(), u));
    let id = table.id();
    let survey = table.optional::<String>("survey");
    let question = table.required::<String>("question");
    let response = table.required::<String>("response");
    let subject = table.optional::<String>("subject");
    let value = table.required::<Value>("value");
    let unit = table.word("unit", &units, Some(Unit::Percent));
    let interval = interval(table);
    let as_written = table.required::<String>("as_written");
    let quote = table.required::<String>("quote");
    let prefix = table.optional::<String>("prefix").map(|t| t.value);
    let suffix = table.optional::<String>("suffix").map(|t| t.value);
    let locator = locator(table);
    let cites = table.tables("cites", "citation").iter().filter_map(cite).collect();
    let base = table.optional::<Text>("base").map(|t| t.value);
    let date = table.optional::<PartialDate>("date").map(|d| d.value);
    let wording = table.optional::<String>("wording").map(|t| t.value);
    let status = status(table);
    let note = table.optional::<Text>("note").map(|t| t.value);
    let acknowledge = acknowledgements(table);
    table.finish();
    Some(Claim {
        id: id?,
        survey,
        question: question?,
        response: response?,
        subject,
        value: value?,
        unit: unit?,
        interval,
        as_written: as_written?,
        quote: quote?,
        prefix,
        suffix,
        locator,
        cites,
        base,
        date,
        wording,
        status: status?,
        note,
        acknowledge,
        at: table.at,
    })
}

fn locator(table: &Table<'_, '_>) -> Locator {
    let section = table.optional::<String>("section").map(|s| s.value);
    let page = table.optional::<Pages>("page").map(|p| p.value);
    if section.is_none() && page.is_none() && table.raw("section").is_none() && table.raw("page").is_none() {
        let fault = Diagnostic::new(Code::MISSING_KEY, "the claim lacks `section` or `page`").at(table.at);
        table.push(fault.hint("say where in the document the quote stands"));
    }
    Locator { section, page }
}

fn cite(table: &Table<'_, '_>) -> Option<Cite> {
    let words = [Basis::SameSentence, Basis::Inferred, Basis::None].map(|b| (b.code(), b));
    let basis = table.word("basis", &words, None);
    let none = basis == Some(Basis::None);
    let work = if none { table.optional::<String>("work") } else { table.required::<String>("work") };
    let pages = table.optional::<Pages>("pages");
    table.finish();
    if let Some(work) = work.as_ref().filter(|_| none) {
        let message = format!("`{}` is cited with the basis `none`", work.value);
        let hint = "`none` means that the document cites nothing: leave `work` out, or say `inferred`";
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(work.at).hint(hint));
    }
    if none {
        return None;
    }
    Some(Cite { work: work?, pages, basis: basis? })
}

fn status(table: &Table<'_, '_>) -> Option<Status> {
    let derived = table.word("status", &[("stated", false), ("derived", true)], Some(false));
    let from = table.optional::<Vec<Located<String>>>("derived_from");
    match (derived?, from) {
        (false, None) => Some(Status::Stated),
        (true, Some(from)) if !from.value.is_empty() => Some(Status::Derived(Derivation { from: from.value })),
        (true, _) => {
            let fault = Diagnostic::new(Code::MISSING_KEY, "the derived claim lacks `derived_from`").at(table.at);
            table.push(fault.hint("name the claims that it was worked out from, or \"quote\" for its own quote"));
            None
        }
        (false, Some(from)) => {
            let message = "`derived_from` belongs to a claim with `status = \"derived\"`";
            table.push(Diagnostic::new(Code::CONTRADICTION, message).at(from.at));
            None
        }
    }
}

/// `interval = [low, high]`: the source's own bounds.
fn interval(table: &Table<'_, '_>) -> Option<Located<Interval>> {
    let ends = table.optional::<Vec<Located<Number>>>("interval")?;
    match ends.value.as_slice() {
        [low, high] if low.value.value() <= high.value.value() => {
            let interval = Interval::new(Bound::closed(low.value.value()), Bound::closed(high.value.value()));
            Some(Located { value: interval, at: ends.at })
        }
        _ => {
            let message = "an interval is two numbers, the lower first";
            table.push(Diagnostic::new(Code::NOT_AN_INTERVAL, message).at(ends.at).hint("write interval = [53, 57]"));
            None
        }
    }
}
