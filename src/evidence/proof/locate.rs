//! Whether a quote stands where its record says: page, section, table, figure, paragraph, by the structure of the document.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::evidence::block::{Block, blocks};
use crate::evidence::caption::{Caption, Captioned};
use crate::evidence::document::{Document, Heading};
use crate::evidence::folded::folded;
use crate::evidence::footnote::Footnote;
use crate::model::{Locator, Pages};

/// A document with what locators are compared with.
#[derive(Debug)]
pub(in crate::evidence) struct Located<'d> {
    document: &'d Document,
    /// The page that the bibliography says the document starts on.
    starts: Option<u32>,
    /// The headings that each heading and what follows it stand under, by their numbers, the outermost first.
    open: OnceCell<Vec<Box<[usize]>>>,
    /// How headings are called, once it is asked.
    called: OnceCell<Called>,
    /// How many headings have a number.
    numbered: usize,
    /// The first bytes of the paragraphs of running text, headings and captions left out.
    paragraphs: OnceCell<Vec<usize>>,
    /// What each caption is about, see [`region`].
    regions: OnceCell<Vec<Range<usize>>>,
}

/// How a place differs from what the record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// The part of the locator: "page".
    pub(super) part: &'static str,
    /// What the record says.
    pub(super) said: String,
    /// Where the quote stands.
    pub(super) stands: String,
}

impl<'d> Located<'d> {
    pub(in crate::evidence) fn new(document: &'d Document, pages: Option<&Pages>) -> Self {
        let starts = pages.and_then(|pages| pages.spans().first()).map(|span| span.lowest());
        Self {
            document,
            starts,
            open: OnceCell::new(),
            called: OnceCell::new(),
            numbered: document.headings.iter().filter(|h| h.number.is_some()).count(),
            paragraphs: OnceCell::new(),
            regions: OnceCell::new(),
        }
    }

    /// The first part of a locator that a place disagrees with; none when it agrees or the document does not tell.
    pub(super) fn misplaced(&self, locator: &Locator, place: &Range<usize>) -> Option<Misplaced> {
        let page = locator.page.as_ref().and_then(|pages| self.page(pages, place));
        let section = || locator.section.as_deref().and_then(|section| self.section(section, place));
        let table = || locator.table.as_deref().and_then(|n| self.captioned(Captioned::Table, n, place));
        let figure = || locator.figure.as_deref().and_then(|n| self.captioned(Captioned::Figure, n, place));
        let paragraph = || locator.paragraph.as_deref().and_then(|n| self.paragraph(n, place));
        let footnote = || locator.footnote.as_deref().and_then(|n| self.footnote(n, place));
        page.or_else(section).or_else(table).or_else(figure).or_else(paragraph).or_else(footnote)
    }

    fn page(&self, pages: &Pages, place: &Range<usize>) -> Option<Misplaced> {
        let first = self.document.page_at(place.start)?;
        let last = self.document.page_at(place.end.saturating_sub(1))?;
        let named =
            |page: i64| pages.spans().iter().any(|s| (i64::from(s.lowest())..=i64::from(s.highest())).contains(&page));
        let counted = [Some(0), self.document.printed, self.starts.map(|start| i64::from(start) - 1)];
        let stands =
            |offset: &i64| (first..=last).any(|page| i64::try_from(page).is_ok_and(|page| named(page + offset)));
        if counted.iter().flatten().any(stands) {
            return None;
        }
        let offset = self.document.printed.or(counted[2]).unwrap_or(0);
        let page = i64::try_from(first).unwrap_or(i64::MAX).saturating_add(offset);
        Some(Misplaced { part: "page", said: pages.to_string(), stands: format!("on page {page}") })
    }

    fn section(&self, said: &str, place: &Range<usize>) -> Option<Misplaced> {
        let open = self.open_headings(place.start);
        let named = |heading: &Heading| is_called(heading, said);
        if open.iter().any(|h| named(h)) {
            return None;
        }
        let numbered = said.starts_with(|c: char| c.is_ascii_digit());
        let known = || self.called.get_or_init(|| Called::of(&self.document.headings)).has(said);
        // A heading that was not recognised as one is no fault of the record.
        let sure = match self.document.guessed {
            true => self.is_left(said, place.start),
            false => numbered && self.numbered >= 2 || known(),
        };
        if !sure {
            return None;
        }
        let stands = match open.last() {
            Some(heading) => format!("in section {}", title(heading)),
            None => "before the first section".to_owned(),
        };
        Some(Misplaced { part: "section", said: said.to_owned(), stands })
    }

    /// Whether a section is surely another than that of a byte, though headings may be missing: it begins after it, or a
    /// heading of the same kind ends it before.
    fn is_left(&self, said: &str, byte: usize) -> bool {
        let mut named = self.document.headings.iter().filter(|h| is_called(h, said)).peekable();
        let ends = |heading: &Heading, next: &Heading| {
            next.span.start > heading.span.start
                && next.span.start <= byte
                && next.level <= heading.level
                && next.number.is_some() == heading.number.is_some()
        };
        let left = |h: &Heading| h.span.start > byte || self.document.headings.iter().any(|next| ends(h, next));
        named.peek().is_some() && named.all(left)
    }

    /// The headings that a byte stands under, the outermost first.
    fn open_headings(&self, byte: usize) -> Vec<&'d Heading> {
        let headings = &self.document.headings;
        let before = headings.partition_point(|h| h.span.start <= byte);
        let open = before.checked_sub(1).map(|last| &self.open.get_or_init(|| open(headings))[last]);
        open.into_iter().flatten().map(|i| &headings[*i]).collect()
    }

    fn captioned(&self, kind: Captioned, number: &str, place: &Range<usize>) -> Option<Misplaced> {
        let what = match kind {
            Captioned::Table => "table",
            Captioned::Figure => "figure",
        };
        let of_kind: Vec<&Caption> = self.document.captions.iter().filter(|c| c.kind == kind).collect();
        let named = |c: &&Caption| c.number.eq_ignore_ascii_case(number);
        if of_kind.is_empty() {
            return None;
        }
        if !of_kind.iter().any(named) {
            let there: Vec<&str> = of_kind.iter().map(|c| c.number.as_str()).collect();
            let stands = format!("in a document that has {what} {}", there.join(", "));
            return Some(Misplaced { part: what, said: number.to_owned(), stands });
        }
        let regions = self.document.captions.iter().zip(self.regions());
        let around = regions.filter(|(c, region)| c.kind == kind && region.contains(&place.start)).map(|(c, _)| c);
        let around: Vec<&Caption> = around.collect();
        if around.is_empty() || around.iter().any(named) {
            return None;
        }
        let stands = format!("in {what} {}", around[0].number);
        Some(Misplaced { part: what, said: number.to_owned(), stands })
    }

    fn footnote(&self, said: &str, place: &Range<usize>) -> Option<Misplaced> {
        let notes = &self.document.footnotes;
        let named = |note: &&Footnote| note.number.eq_ignore_ascii_case(said.trim());
        let known = notes.iter().any(|note| named(&note));
        if notes.is_empty() || self.document.guessed && !known {
            return None;
        }
        let around = self.document.footnote_at(place.start);
        if around.is_some_and(|note| named(&note)) {
            return None;
        }
        let stands = match around {
            Some(note) => format!("in footnote {}", note.number),
            None => "outside the footnotes".to_owned(),
        };
        Some(Misplaced { part: "footnote", said: said.to_owned(), stands })
    }

    /// The captions of the document.
    pub(super) fn captions(&self) -> &'d [Caption] {
        &self.document.captions
    }

    /// The bytes that each caption is about.
    pub(super) fn regions(&self) -> &[Range<usize>] {
        self.regions.get_or_init(|| {
            let text = &self.document.text;
            let tables = blocks(text).filter_map(|block| match block {
                Block::Table { rows, .. } => Some(rows),
                Block::Prose(_) => None,
            });
            let tables: Vec<Range<usize>> = tables.collect();
            self.document.captions.iter().map(|caption| region(text, &tables, caption)).collect()
        })
    }

    /// The number of the table whose rows a byte stands in.
    pub(in crate::evidence) fn table_at(&self, byte: usize) -> Option<&'d str> {
        let mut captions = self.document.captions.iter().zip(self.regions());
        let found = captions.find(|(caption, region)| {
            caption.kind == Captioned::Table && region.contains(&byte) && !caption.span.contains(&byte)
        });
        found.map(|(caption, _)| caption.number.as_str())
    }

    fn paragraph(&self, said: &str, place: &Range<usize>) -> Option<Misplaced> {
        let said_number: usize = said.parse().ok()?;
        let from = |start: usize| {
            let paragraphs = self.paragraphs.get_or_init(|| paragraphs(self.document));
            let before = paragraphs.partition_point(|p| *p <= place.start);
            before.saturating_sub(paragraphs.partition_point(|p| *p < start))
        };
        let page = self.document.page_at(place.start).map(|page| self.document.pages[page - 1]);
        let open = self.open_headings(place.start);
        let sections = open.iter().map(|h| h.span.start);
        let counted: Vec<usize> = sections.chain(page).chain([0]).map(from).collect();
        if counted.contains(&said_number) || counted.contains(&0) {
            return None;
        }
        let stands = format!("in paragraph {}", counted[0]);
        Some(Misplaced { part: "paragraph", said: said.to_owned(), stands })
    }

    /// A place for people: "p. 12", "section 3.1".
    pub(super) fn named(&self, place: usize) -> Option<String> {
        let page = self.document.page_at(place).map(|page| {
            let page = i64::try_from(page).unwrap_or(i64::MAX);
            format!("p. {}", page.saturating_add(self.document.printed.unwrap_or(0)))
        });
        page.or_else(|| self.document.heading_at(place).map(|h| format!("section {}", title(h))))
    }
}

/// The headings that each heading and what follows it stand under.
fn open(headings: &[Heading]) -> Vec<Box<[usize]>> {
    // Whether levels are guessed: those of a text without markup are 1 unless headings have numbers.
    let is_plain = headings.iter().all(|h| h.number.is_some() || h.level == 1);
    let mut open: Vec<usize> = Vec::new();
    let mut all = Vec::with_capacity(headings.len());
    for (i, heading) in headings.iter().enumerate() {
        // In a text without markup, a line in capitals between numbered sections may be anything.
        let stays = |o: &Heading| o.level < heading.level || o.number.is_some() && heading.number.is_none() && is_plain;
        open.retain(|o| stays(&headings[*o]));
        open.push(i);
        all.push(open.clone().into_boxed_slice());
    }
    all
}

/// The bytes that a caption is about: itself and the rows of the tables that stand right over and right under it.
fn region(text: &str, tables: &[Range<usize>], caption: &Caption) -> Range<usize> {
    let Range { start, end } = caption.span.clone();
    let blank = |between: Range<usize>| text[between].trim().is_empty();
    let over = tables.partition_point(|rows| rows.end <= start).checked_sub(1).map(|i| &tables[i]);
    let over = over.filter(|rows| blank(rows.end..start));
    let under = tables.get(tables.partition_point(|rows| rows.start < end));
    let under = under.filter(|rows| blank(end..rows.start));
    over.map_or(start, |rows| rows.start)..under.map_or(end, |rows| rows.end)
}

/// A heading by its number, else by its title.
fn title(heading: &Heading) -> String {
    heading.number.clone().unwrap_or_else(|| format!("“{}”", heading.title))
}

/// All that records call headings by: a number or a number that it is below, a title, or both.
#[derive(Debug)]
struct Called {
    numbers: BTreeSet<String>,
    titles: BTreeSet<String>,
}

impl Called {
    fn of<'h>(headings: impl IntoIterator<Item = &'h Heading>) -> Self {
        let mut called = Self { numbers: BTreeSet::new(), titles: BTreeSet::new() };
        for heading in headings {
            let title = &heading.title;
            called.titles.insert(plain(title));
            if let Some(number) = &heading.number {
                let above = number.match_indices('.').map(|(at, _)| number[..at].to_owned());
                called.numbers.extend(above.chain([number.clone()]));
                called.titles.extend([plain(&format!("{number} {title}")), plain(&format!("{number}. {title}"))]);
            }
        }
        called
    }

    fn has(&self, said: &str) -> bool {
        let said = bare(said);
        self.numbers.contains(said.trim_end_matches('.')) || self.titles.contains(&plain(said))
    }
}

/// Whether a record means a heading, see [`Called`].
fn is_called(heading: &Heading, said: &str) -> bool {
    let number = bare(said).trim_end_matches('.');
    let below = |n: &str| n.strip_prefix(number).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    heading.number.as_deref().is_some_and(below) || Called::of([heading]).has(said)
}

/// What a record says without the sign of a section.
fn bare(said: &str) -> &str {
    said.trim().trim_start_matches('§').trim()
}

/// A title as it is compared.
fn plain(title: &str) -> String {
    folded(title).to_lowercase()
}

/// The first bytes of the paragraphs of running text.
fn paragraphs(document: &Document) -> Vec<usize> {
    let heads = |start: usize| {
        let after = document.headings.partition_point(|h| h.span.start <= start);
        after.checked_sub(1).is_some_and(|last| document.headings[last].span.contains(&start))
    };
    let captions = |start: usize| {
        let after = document.captions.partition_point(|c| c.span.start <= start);
        after.checked_sub(1).is_some_and(|last| document.captions[last].span.contains(&start))
    };
    let prose = blocks(&document.text).filter_map(|block| match block {
        Block::Prose(range) => {
            Some(range.start + (document.text[range.clone()].len() - document.text[range].trim_start().len()))
        }
        Block::Table { .. } => None,
    });
    prose.filter(|start| !heads(*start) && !captions(*start)).collect()
}
