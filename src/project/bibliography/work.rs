//! A BibLaTeX entry as a work.

use biblatex::{ChunksExt, Date, DateValue, Entry, Pair, PermissiveType, Person, RawEntry};

use crate::diag::Code;
use crate::guard::caught;
use crate::language::citation;
use crate::model::{Author, Pages, PagesError, PartialDate, Work};
use crate::project::bibliography::Faults;
use crate::source::{Located, Spot};

/// Reads a work. A field that cannot be read is reported and left out; where no single field is to blame, the whole
/// entry is.
pub(super) fn work(mut entry: Entry, raw: &RawEntry<'_>, faults: &mut Faults<'_>) -> Option<Work> {
    let at = faults.spot(&raw.key.span);
    let mut date_at_fault = false;
    let mut work = loop {
        let Failure { reason, near } = match read(&entry, at) {
            Ok(work) => break work,
            Err(failure) => failure,
        };
        let to_blame = || raw.fields.iter().filter(|field| is_to_blame(field, &entry, at));
        let named = to_blame().find(|field| field.value.span.contains(&near));
        let Some(field) = named.or_else(|| to_blame().next()) else {
            faults.push(Code::BIB_FIELD, format!("the work `{}` cannot be read{reason}", raw.key.v), &raw.key.span);
            return None;
        };
        faults.push(Code::BIB_FIELD, format!("`{}` cannot be read{reason}", field.key.v), &field.value.span);
        date_at_fault |= ["date", "year"].iter().any(|name| field.key.v.eq_ignore_ascii_case(name));
        entry.remove(&field.key.v.to_ascii_lowercase());
    };
    work.pages = entry.get("pages").and_then(|chunks| pages(&chunks.format_verbatim(), raw, faults));
    if work.issued.is_none() && !date_at_fault {
        let message = format!("the work `{}` has no date that can be read", raw.key.v);
        faults.push_with_hint(Code::BIB_DATE, message, &raw.key.span, "write `date = {2013}`");
    }
    Some(work)
}

/// Whether an entry can be read once a field is gone.
fn is_to_blame(field: &Pair<'_>, entry: &Entry, at: Spot) -> bool {
    let mut without = entry.clone();
    without.remove(&field.key.v.to_ascii_lowercase()).is_some() && read(&without, at).is_ok()
}

/// Why a work cannot be read.
struct Failure {
    /// The end of a sentence about it.
    reason: String,
    /// A byte of the field that is at fault, when the reader says so.
    near: usize,
}

/// A work but for its pages.
fn read(entry: &Entry, at: Spot) -> Result<Work, Failure> {
    match caught(|| facts(entry, at)) {
        Some(Ok(work)) => Ok(work),
        Some(Err(error)) => Err(Failure { reason: format!(": {}", error.kind), near: error.span.start }),
        None => Err(Failure { reason: String::new(), near: usize::MAX }),
    }
}

fn facts(entry: &Entry, at: Spot) -> Result<Work, biblatex::TypeError> {
    let plain = |field: &str| entry.get(field).map(ChunksExt::format_verbatim);
    let authors = entry.author().or_else(|_| entry.editors().map(|e| e.into_iter().flat_map(|(p, _)| p).collect()));
    let day = |date: Result<PermissiveType<Date>, _>| match date {
        Ok(PermissiveType::Typed(date)) => match date.value {
            DateValue::At(d) | DateValue::After(d) | DateValue::Before(d) | DateValue::Between(d, _) => partial(d),
        },
        Ok(PermissiveType::Chunks(_)) | Err(_) => None,
    };
    let issued = day(entry.date());
    Ok(Work {
        entry: citation::entry(entry)?,
        kind: entry.entry_type.to_string(),
        authors: authors.unwrap_or_default().iter().map(author).collect(),
        title: entry.title().map(ChunksExt::format_verbatim).unwrap_or_default(),
        container: plain("journaltitle").or_else(|| plain("journal")).or_else(|| plain("booktitle")),
        issued,
        accessed: day(entry.url_date()),
        bibtex: entry.to_bibtex_string().unwrap_or_else(|_| entry.to_biblatex_string()).into_boxed_str(),
        pages: None,
        url: plain("doi").map(|d| format!("https://doi.org/{d}")).or_else(|| plain("url")),
        key: Located { value: entry.key.clone(), at },
    })
}

fn pages(written: &str, raw: &RawEntry<'_>, faults: &mut Faults<'_>) -> Option<Pages> {
    let fault = |error: PagesError| {
        faults.push(Code::BIB_PAGES, format!("`{}`: {error}", raw.key.v), &raw.key.span);
    };
    written.parse().map_err(fault).ok()
}

fn author(person: &Person) -> Author {
    let family = [person.prefix.as_str(), person.name.as_str()].join(" ").trim().to_owned();
    let given = [person.given_name.as_str(), person.suffix.as_str()].join(" ").trim().to_owned();
    Author { family, given }
}

fn partial(date: biblatex::Datetime) -> Option<PartialDate> {
    let year = u16::try_from(date.year).ok().filter(|y| (1000..=9999).contains(y))?;
    Some(PartialDate { year, month: date.month.map(|m| m + 1), day: date.day.map(|d| d + 1) })
}
