//! One entry with its abbreviations and the fields that it takes from others.

use biblatex::{Bibliography, Chunk, Entry, EntryType, Pair, RawBibliography, RawChunk, RawEntry, Spanned};

use crate::diag::Code;
use crate::guard::caught;
use crate::project::bibliography::Faults;
use crate::project::bibliography::abbreviations::Abbreviations;
use crate::project::bibliography::parents::{Parents, is_link};

/// Reads the entries of a bibliography one by one.
pub(super) struct Reader<'a> {
    pub(super) entries: &'a [Spanned<RawEntry<'a>>],
    pub(super) parents: &'a Parents,
    pub(super) abbreviations: &'a Abbreviations<'a>,
}

/// Names by which entries refer to one another while one is read. They hold a space, so no key is like them.
struct Names {
    /// The name of each entry.
    own: Vec<String>,
    /// The names of the entries that each takes `xdata` from, as a list.
    xdata: Vec<String>,
}

impl Reader<'_> {
    /// All entries, each with the fields that it takes from others; none for one that cannot be read.
    pub(super) fn read(&self, faults: &mut Faults<'_>) -> Vec<Option<Entry>> {
        let mut read: Vec<Option<Entry>> = (0..self.entries.len()).map(|place| self.alone(place, faults)).collect();
        let sound: Vec<bool> = read.iter().map(Option::is_some).collect();
        let linked: Vec<usize> = (0..read.len())
            .filter(|place| sound[*place] && self.parents.links(*place).all().next().is_some())
            .collect();
        if !linked.is_empty() {
            let names = self.names(&sound);
            for place in linked {
                read[place] = self.with_parents(place, &names, &sound, faults);
            }
        }
        read
    }

    fn alone(&self, place: usize, faults: &mut Faults<'_>) -> Option<Entry> {
        let mut raw = RawBibliography { preamble: String::new(), entries: Vec::new(), abbreviations: Vec::new() };
        let entry = self.bare(place, &mut raw.abbreviations);
        raw.entries.push(entry);
        self.parsed(place, raw, faults)
    }

    fn with_parents(&self, place: usize, names: &Names, sound: &[bool], faults: &mut Faults<'_>) -> Option<Entry> {
        let mut raw = RawBibliography { preamble: String::new(), entries: Vec::new(), abbreviations: Vec::new() };
        for member in self.lineage(place, sound) {
            let mut entry = self.bare(member, &mut raw.abbreviations);
            if member != place {
                entry.v.key.v = &names.own[member];
            }
            let links = self.parents.links(member);
            let crossref = links.crossref.filter(|parent| sound[*parent]);
            entry.v.fields.extend(crossref.map(|parent| field("crossref", &names.own[parent])));
            entry.v.fields.extend((!names.xdata[member].is_empty()).then(|| field("xdata", &names.xdata[member])));
            raw.entries.push(entry);
        }
        self.parsed(place, raw, faults)
    }

    fn names(&self, sound: &[bool]) -> Names {
        let own: Vec<String> = (0..self.entries.len()).map(|place| format!("entry {place}")).collect();
        let listed = |place: usize| {
            let parents = self.parents.links(place).xdata.iter().filter(|parent| sound[**parent]);
            parents.map(|parent| own[*parent].as_str()).collect::<Vec<_>>().join(",")
        };
        let xdata = (0..self.entries.len()).map(listed).collect();
        Names { own, xdata }
    }

    /// An entry, those that it takes fields from, those that these take fields from, and so on, each once.
    fn lineage(&self, place: usize, sound: &[bool]) -> Vec<usize> {
        let mut found = vec![place];
        let mut next = 0;
        while let Some(&member) = found.get(next) {
            for parent in self.parents.links(member).all().filter(|parent| sound[*parent]) {
                if !found.contains(&parent) {
                    found.push(parent);
                }
            }
            next += 1;
        }
        found
    }

    /// An entry without its links; the abbreviations that it uses are added to those that it is read with.
    fn bare<'s>(&'s self, place: usize, used: &mut Vec<Pair<'s>>) -> Spanned<RawEntry<'s>> {
        let Spanned { v: entry, span } = &self.entries[place];
        let fields: Vec<Pair<'s>> = entry.fields.iter().filter(|f| !is_link(f)).cloned().collect();
        for field in &fields {
            self.abbreviations.used_by(field, used);
        }
        Spanned::new(RawEntry { key: entry.key.clone(), kind: entry.kind.clone(), fields }, span.clone())
    }

    /// An entry as it stands by itself: without its links, which name entries of the small bibliography, and without the
    /// subtitle of the book that it is a part of, which stands with the book's title.
    fn whole(&self, place: usize, mut entry: Entry) -> Entry {
        for link in ["crossref", "xdata"] {
            entry.remove(link);
        }
        let own = |name: &str| self.entries[place].v.fields.iter().any(|f| f.key.v.eq_ignore_ascii_case(name));
        for taken in ["subtitle", "titleaddon"] {
            if is_part(&entry.entry_type) && !own(taken) {
                entry.remove(taken);
            }
        }
        if let (Some(title), Some(subtitle)) = (entry.get("booktitle").map(<[_]>::to_vec), entry.remove("booksubtitle"))
        {
            let between = Spanned::detached(Chunk::Normal(": ".to_owned()));
            entry.set("booktitle", title.into_iter().chain([between]).chain(subtitle).collect());
        }
        entry
    }

    /// The first entry of a small bibliography that was made to read it.
    fn parsed(&self, place: usize, raw: RawBibliography<'_>, faults: &mut Faults<'_>) -> Option<Entry> {
        let key = &self.entries[place].v.key;
        match caught(|| Bibliography::from_raw(raw)) {
            Some(Ok(parsed)) => parsed.into_vec().into_iter().next().map(|entry| self.whole(place, entry)),
            Some(Err(error)) => {
                let message = format!("the BibLaTeX entry cannot be read: {}", error.kind);
                faults.push(Code::BIB_SYNTAX, message, &error.span);
                None
            }
            None => {
                let message = format!("the BibLaTeX entry `{}` cannot be read", key.v);
                faults.push(Code::BIB_SYNTAX, message, &key.span);
                None
            }
        }
    }
}

/// Entries that are parts of a book with a title of its own.
fn is_part(kind: &EntryType) -> bool {
    matches!(
        kind,
        EntryType::InCollection
            | EntryType::InBook
            | EntryType::InProceedings
            | EntryType::SuppBook
            | EntryType::SuppCollection
            | EntryType::BookInBook
    )
}

fn field<'t>(name: &'static str, text: &'t str) -> Pair<'t> {
    let text = Spanned::new(RawChunk::Normal(text), 0..0);
    Pair::new(Spanned::new(name, 0..0), Spanned::new(vec![text], 0..0))
}
