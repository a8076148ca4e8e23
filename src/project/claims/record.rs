//! A claim in full, and what makes a whole claim of what tables say.

use crate::diag::{Code, Diagnostic};
use crate::language::lexicon::Reader;
use crate::model::{Basis, Bound, Cite, Claim, Interval, Number, Pages, ResponseScale, Status, Unit, Value};
use crate::project::walk::table::Table;
use crate::source::{Located, Spot};

use super::raw::{RawClaim, Said};
use super::{Shared, made};

/// Reads one `[[claim]]`; a record with a fault is reported and left out.
pub(super) fn claim(table: &Table<'_, '_>, shared: &Shared<'_>) -> Option<Claim> {
    let raw = RawClaim::read(table);
    table.finish();
    whole(raw.or(&shared.defaults), table, table.at, shared)
}

/// The word by which a claim says that it has no survey, subject or group although its surroundings name one.
const NONE: &str = "none";

/// Makes a whole claim of what was said of it; what is missing is reported at `at`.
pub(super) fn whole(raw: RawClaim, table: &Table<'_, '_>, at: Spot, shared: &Shared<'_>) -> Option<Claim> {
    let named = |said: Said<Located<String>>| said.get().filter(|name| name.value != NONE);
    report_missing(&raw, table, at, shared);
    let status = status(&raw, table, at);
    let document = document(&raw, shared, at);
    let (question, response) = (raw.question.get(), raw.response.get());
    let (survey, subject, group) = (named(raw.survey), named(raw.subject), named(raw.group));
    let (value, quote) = (raw.value.get(), raw.quote.get());
    let lang = shared.document(&document.value).map_or("en", |d| d.quote_lang.as_str());
    let as_written = match raw.as_written {
        Said::This(words) => Some(words),
        Said::Faulty => None,
        // "Fell by 3 points" is −3, and its words state 3.
        Said::Nothing => {
            let value = value.as_ref()?;
            let is_change = raw.unit == Said::This(Unit::Points);
            let stated = if is_change { value.value.magnitude() } else { value.value };
            words_of(&Located { value: stated, at: value.at }, quote.as_ref()?, lang, table)
        }
    };
    let id = match raw.id {
        Said::This(id) => Some(id),
        Said::Faulty => None,
        Said::Nothing => {
            let dimensions = [
                question.as_ref().map(|q| q.value.as_str()),
                response.as_ref().map(|r| r.value.as_str()),
                subject.as_ref().map(|s| s.value.as_str()),
                group.as_ref().map(|g| g.value.as_str()),
                survey.as_ref().map(|s| s.value.as_str()),
            ];
            Some(Located { value: made::id(&dimensions), at })
        }
    };
    let unit = match raw.unit {
        Said::This(unit) => unit,
        Said::Nothing => Unit::Percent,
        Said::Faulty => return None,
    };
    let question = question?;
    let scale = unit.is_scaled().then(|| shared.dataset.question(&question.value)?.scale.as_ref()).flatten();
    Some(Claim {
        id: id?,
        document,
        survey,
        scale: scale.map(ResponseScale::ends),
        question,
        response: response?,
        subject,
        group,
        value: value?,
        unit,
        interval: raw.interval.get(),
        as_written: as_written?,
        quote: quote?,
        prefix: raw.prefix.get().map(|t| t.value),
        suffix: raw.suffix.get().map(|t| t.value),
        locator: raw.locator,
        cites: raw.cites.get().unwrap_or_default(),
        base: raw.base.get().map(|t| t.value),
        date: raw.date.get().map(|d| d.value),
        wording: raw.wording.get().map(|t| t.value),
        status: status?,
        note: raw.note.get().map(|t| t.value),
        acknowledge: raw.acknowledge,
        at,
    })
}

/// Reports what neither the claim nor its surroundings say.
fn report_missing(raw: &RawClaim, table: &Table<'_, '_>, at: Spot, shared: &Shared<'_>) {
    let mut missing = Vec::new();
    let mut ask = |gone: bool, key: &'static str| {
        if gone {
            missing.push(format!("`{key}`"));
        }
    };
    ask(raw.question == Said::Nothing, "question");
    ask(raw.response == Said::Nothing, "response");
    ask(raw.value == Said::Nothing, "value");
    ask(raw.quote == Said::Nothing, "quote");
    ask(raw.document == Said::Nothing && shared.dataset.documents.len() > 1, "document");
    if !missing.is_empty() {
        let message = format!("the claim lacks {}", missing.join(", "));
        table.push(Diagnostic::new(Code::MISSING_KEY, message).at(at));
    }
    let document = document(raw, shared, at);
    let numbered = shared.document(&document.value).is_none_or(|d| d.numbered);
    if numbered && raw.locator.is_empty() && !raw.locator_faulty {
        let fault = Diagnostic::new(Code::MISSING_KEY, "the claim does not say where its quote stands").at(at);
        table.push(fault.hint(
            "name its `section`, `page`, `paragraph`, `table`, `figure`, `chart`, `slide`, `footnote`, `url` or `time`; \
             where a document has none of them, say so in dataset.toml: numbered = false",
        ));
    }
}

/// The document of a claim: the one it names, else the first, which is the only one when it may leave it out.
fn document(raw: &RawClaim, shared: &Shared<'_>, at: Spot) -> Located<String> {
    let first = || shared.dataset.documents.first().map(|d| d.work.value.clone()).unwrap_or_default();
    raw.document.clone().get().unwrap_or_else(|| Located { value: first(), at })
}

/// The words of a quote that state a value, where the claim does not name them: there must be exactly one such place.
fn words_of(
    value: &Located<Value>,
    quote: &Located<String>,
    lang: &str,
    table: &Table<'_, '_>,
) -> Option<Located<String>> {
    let found = Reader::of_tag(lang).expressions(&quote.value);
    let stating: Vec<_> = found.iter().filter(|e| e.states_value(&value.value)).collect();
    let alike: Vec<_> = stating.iter().filter(|e| e.operator() == value.value.operator()).collect();
    let one = match (alike.as_slice(), stating.as_slice()) {
        ([one], _) => Some(**one),
        ([], [one]) => Some(*one),
        _ => None,
    };
    if let Some(one) = one {
        return Some(Located { value: quote.value[one.span.clone()].to_owned(), at: quote.at });
    }
    let message = match stating.is_empty() {
        true => format!("the quote does not state `{}`, and the claim has no `as_written`", value.value),
        false => format!("the quote states `{}` more than once, and the claim has no `as_written`", value.value),
    };
    let fault = Diagnostic::new(Code::MISSING_KEY, message).at(value.at);
    table.push(fault.hint("write the quote’s own words for the value as `as_written`"));
    None
}

pub(super) fn cite(table: &Table<'_, '_>) -> Option<Cite> {
    let basis = table.word::<Basis>("basis", None);
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

fn status(raw: &RawClaim, table: &Table<'_, '_>, at: Spot) -> Option<Status> {
    let derived = match raw.derived {
        Said::This(derived) => derived,
        Said::Nothing => false,
        Said::Faulty => return None,
    };
    match (derived, raw.derivation(), &raw.derived_from) {
        (true, Some(derivation), _) => Some(Status::Derived(derivation)),
        (true, None, Said::Faulty) => None,
        (true, None, Said::Nothing | Said::This(_)) => {
            let fault = Diagnostic::new(Code::MISSING_KEY, "the derived claim lacks `derived_from`").at(at);
            table.push(fault.hint("name the claims that it was worked out from, or \"quote\" for its own quote"));
            None
        }
        (false, _, Said::This(from)) => {
            let message = "`derived_from` belongs to a claim with `status = \"derived\"`";
            table.push(Diagnostic::new(Code::CONTRADICTION, message).at(from.at));
            None
        }
        (false, _, Said::Nothing | Said::Faulty) => Some(Status::Stated),
    }
}

/// `interval = [low, high]`: the source's own bounds.
pub(super) fn interval(table: &Table<'_, '_>) -> Option<Located<Interval>> {
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
