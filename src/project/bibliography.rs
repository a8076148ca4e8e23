//! `references.bib` → [`Bibliography`].

use biblatex::{ChunksExt, DateValue, PermissiveType, RawBibliography};

use crate::diag::{Code, Diagnostic, Report};
use crate::model::{Author, Bibliography, PartialDate, Work};
use crate::source::{Located, Sources, Spot};

/// Reads a bibliography, entry by entry, so that a fault in one does not hide the others.
pub(crate) fn bibliography(file: u32, sources: &Sources, report: &mut Report) -> Bibliography {
    let source = sources.text(file);
    let mut works: Vec<Work> = Vec::new();
    let mut sound = String::with_capacity(source.len());
    for (start, chunk) in entries(source) {
        match RawBibliography::parse(chunk) {
            Err(error) => {
                let at = error.span.start.min(chunk.len())..error.span.end.min(chunk.len());
                let message = format!("the BibLaTeX entry cannot be read: {}", error.kind);
                report.push(Diagnostic::new(Code::BIB_SYNTAX, message).at(spot(file, start, at)));
            }
            Ok(raw) => {
                let Some(read) = works_of(&raw, file, start, chunk, report) else { continue };
                let before = works.len();
                add(read, &mut works, report);
                if works.len() > before {
                    sound.push_str(chunk);
                }
            }
        }
    }
    Bibliography { works, source: sound }
}

fn add(read: Vec<Work>, works: &mut Vec<Work>, report: &mut Report) {
    for work in read {
        if works.iter().any(|w| w.key.value == work.key.value) {
            let message = format!("the work `{}` is already in the bibliography", work.key.value);
            report.push(Diagnostic::new(Code::DUPLICATE_ID, message).at(work.key.at));
        } else {
            works.push(work);
        }
    }
}

/// The text cut before every line that opens an entry. An abbreviation (`@string`) or a preamble stays a chunk of its own.
fn entries(source: &str) -> Vec<(usize, &str)> {
    let at_line_start = |i: usize| i == 0 || source.as_bytes()[i - 1] == b'\n';
    let mut starts: Vec<usize> = source.match_indices('@').map(|(i, _)| i).filter(|&i| at_line_start(i)).collect();
    starts.push(source.len());
    starts.windows(2).map(|w| (w[0], &source[w[0]..w[1]])).collect()
}

fn spot(file: u32, start: usize, range: std::ops::Range<usize>) -> Spot {
    Spot::new(file, start + range.start..start + range.end)
}

fn works_of(raw: &RawBibliography<'_>, file: u32, start: usize, chunk: &str, report: &mut Report) -> Option<Vec<Work>> {
    let keys: Vec<_> =
        raw.entries.iter().map(|e| (e.v.key.v.to_owned(), spot(file, start, e.v.key.span.clone()))).collect();
    let parsed = match biblatex::Bibliography::from_raw(raw.clone()) {
        Ok(parsed) => parsed,
        Err(error) => {
            let at = error.span.start.min(chunk.len())..error.span.end.min(chunk.len());
            let message = format!("the BibLaTeX entry cannot be read: {}", error.kind);
            report.push(Diagnostic::new(Code::BIB_SYNTAX, message).at(spot(file, start, at)));
            return None;
        }
    };
    let works = keys.into_iter().filter_map(|(key, at)| parsed.get(&key).map(|entry| work(entry, key, at, report)));
    Some(works.collect())
}

fn work(entry: &biblatex::Entry, key: String, at: Spot, report: &mut Report) -> Work {
    let plain = |field: &str| entry.get(field).map(ChunksExt::format_verbatim);
    let pages = plain("pages").and_then(|written| match written.parse() {
        Ok(pages) => Some(pages),
        Err(error) => {
            let error: crate::model::PagesError = error;
            report.push(Diagnostic::new(Code::BIB_PAGES, format!("`{key}`: {error}")).at(at));
            None
        }
    });
    let authors = entry.author().or_else(|_| entry.editors().map(|e| e.into_iter().flat_map(|(p, _)| p).collect()));
    let issued = match entry.date() {
        Ok(PermissiveType::Typed(date)) => match date.value {
            DateValue::At(d) | DateValue::After(d) | DateValue::Before(d) | DateValue::Between(d, _) => partial(d),
        },
        _ => None,
    };
    if issued.is_none() {
        let message = format!("the work `{key}` has no date that can be read");
        report.push(Diagnostic::new(Code::BIB_DATE, message).at(at).hint("write `date = {2013}`"));
    }
    Work {
        kind: entry.entry_type.to_string(),
        authors: authors.unwrap_or_default().iter().map(author).collect(),
        title: entry.title().map(ChunksExt::format_verbatim).unwrap_or_default(),
        container: plain("journaltitle").or_else(|| plain("journal")).or_else(|| plain("booktitle")),
        issued,
        pages,
        url: plain("doi").map(|d| format!("https://doi.org/{d}")).or_else(|| plain("url")),
        key: Located { value: key, at },
    }
}

fn author(person: &biblatex::Person) -> Author {
    let family = [person.prefix.as_str(), person.name.as_str()].join(" ").trim().to_owned();
    let given = [person.given_name.as_str(), person.suffix.as_str()].join(" ").trim().to_owned();
    Author { family, given }
}

fn partial(date: biblatex::Datetime) -> Option<PartialDate> {
    let year = u16::try_from(date.year).ok().filter(|y| (1000..=9999).contains(y))?;
    Some(PartialDate { year, month: date.month.map(|m| m + 1), day: date.day.map(|d| d + 1) })
}
