//! A claim beside the sentence that its value stands in: which number is its own, and what names belong to that number.

use std::cell::OnceCell;
use std::ops::Range;

use crate::evidence::folded::Quoted;
use crate::evidence::months::months;
use crate::evidence::names::{Mention, NameKind, Names};
use crate::evidence::searched::Searched;
use crate::evidence::statement::{Figure, Statement, is_near};
use crate::evidence::ties::{self, Item, Sentence};
use crate::language::lexicon::Reader;
use crate::model::{Claim, Dataset, Value};
use crate::source::Spot;

/// A text in which claims are read: a document, or only a quote.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// Its statements, in order.
    pub(super) statements: &'a [Statement],
}

/// What claims of one dataset are read by.
pub(super) struct Reads<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) names: &'a Names,
    /// What reads the language of the quotes.
    pub(super) reader: &'static Reader,
}

/// A claim beside its sentence.
pub(super) struct Reading<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) claim: &'a Claim,
    pub(super) reader: &'static Reader,
    /// The bytes of the quote in the text.
    pub(super) quote: Range<usize>,
    /// The statement of the value; none when the text does not tell which it is.
    pub(super) own: Option<&'a Statement>,
    names: &'a Names,
    text: &'a Text<'a>,
    mentions: OnceCell<Vec<Mention<'a>>>,
}

impl<'a> Reads<'a> {
    /// A claim whose quote stands at a place of a text.
    pub(super) fn reading(&self, claim: &'a Claim, text: &'a Text<'a>, quote: Range<usize>) -> Reading<'a> {
        let own = own(claim, text, &quote);
        let Self { dataset, names, reader } = *self;
        Reading { dataset, claim, reader, quote, own, names, text, mentions: OnceCell::new() }
    }
}

/// The statement of a claim's value: that of its own words, where they stand once in the quote.
fn own<'a>(claim: &Claim, text: &Text<'a>, quote: &Range<usize>) -> Option<&'a Statement> {
    let first = text.statements.partition_point(|s| s.span.end <= quote.start);
    let inside = text.statements[first..].iter().take_while(|s| s.span.start < quote.end);
    let says: Vec<&Statement> = inside.filter(|s| states(claim, s)).collect();
    if let [only] = says.as_slice() {
        return Some(only);
    }
    if says.is_empty() {
        return cut_range(claim, text, quote);
    }
    let words = Searched::new(&text.text[quote.clone()]).places_of(&Quoted::new(&claim.as_written));
    let [place] = words.as_slice() else { return None };
    let place = quote.start + place.start..quote.start + place.end;
    says.into_iter().find(|s| s.span.start < place.end && place.start < s.span.end)
}

/// A range of which the quote leaves one end out: "40 percent" of "between 30 and 40 percent".
fn cut_range<'a>(claim: &Claim, text: &Text<'a>, quote: &Range<usize>) -> Option<&'a Statement> {
    let number = claim.value.number()?.value();
    let first = text.statements.partition_point(|s| s.span.end <= quote.start);
    let mut near = text.statements[first..].iter().take_while(|s| s.span.start < quote.end);
    near.find(|s| {
        let outside = s.span.start < quote.start || quote.end < s.span.end;
        outside && matches!(s.figure, Figure::Two(low, high) if is_near(number, low) || is_near(number, high))
    })
}

/// Whether a statement has the number of a claim, whatever it counts.
fn states(claim: &Claim, statement: &Statement) -> bool {
    match (claim.value.value, statement.figure) {
        (Value::Between(low, high), Figure::Two(from, to)) => is_near(low.value(), from) && is_near(high.value(), to),
        (value, Figure::One(n)) => value.number().is_some_and(|number| is_near(number.value(), n)),
        (_, Figure::Two(..)) => false,
    }
}

impl<'a> Reading<'a> {
    /// Words of the text in one line.
    pub(super) fn words(&self, span: &Range<usize>) -> String {
        self.text.text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of the claim's own statement.
    pub(super) fn own_words(&self) -> String {
        self.own.map(|own| self.words(&own.span)).unwrap_or_default()
    }

    /// Where a finding about a field stands: at the field, or, when the claim has it from its surroundings, at its value.
    pub(super) fn at(&self, field: Spot) -> Spot {
        let record = self.claim.at;
        let near = field.start >= record.start
            && field.start < self.claim.quote.at.end.max(self.claim.value.at.end).max(record.end);
        if field.file == record.file && near { field } else { self.claim.value.at }
    }

    fn sentence(&self) -> Option<&'a str> {
        self.own.map(|own| &self.text.text[own.sentence.clone()])
    }

    /// The statements of the sentence.
    fn beside(&self) -> impl Iterator<Item = &'a Statement> {
        let sentence = self.own.map(|own| own.sentence.clone()).unwrap_or_default();
        let first = self.text.statements.partition_point(|s| s.span.end <= sentence.start);
        self.text.statements[first..].iter().take_while(move |s| s.span.start < sentence.end)
    }

    fn mentions(&self) -> &[Mention<'a>] {
        self.mentions.get_or_init(|| self.sentence().map(|s| self.names.mentions(s)).unwrap_or_default())
    }

    /// Whether one of these words stands right before the value, or, when it is one word, right after it.
    pub(super) fn is_beside(&self, words: &[&str]) -> bool {
        let (Some(own), Some(sentence)) = (self.own, self.sentence()) else { return false };
        let (start, end) = (own.span.start - own.sentence.start, own.span.end - own.sentence.start);
        let before = sentence[..start].trim_end();
        // No word that is looked for is longer.
        let before = before[before.floor_char_boundary(before.len().saturating_sub(100))..].to_lowercase();
        let after = sentence[end..].trim_start_matches([' ', '-', '\n']);
        let next: String = after.chars().flat_map(char::to_lowercase).take_while(|c| c.is_alphabetic()).collect();
        // "12 percent lead healthy lives" has another lead.
        let article = [" a", " an", " the"].iter().any(|a| before.ends_with(a)) || !next.is_ascii();
        words.iter().any(|word| match word.contains(' ') {
            true => before.ends_with(word),
            false => article && next == *word,
        })
    }

    /// Whether the sentence tells of a change or a difference.
    pub(super) fn tells_of_change(&self) -> bool {
        const WORDS: [&str; 34] = [
            "rose",
            "rise",
            "risen",
            "fell",
            "fall",
            "increase",
            "decrease",
            "declin",
            "drop",
            "grew",
            "grow",
            "chang",
            "differ",
            "more likely",
            "less likely",
            "higher",
            "lower",
            " up ",
            " down ",
            "gain",
            "lost",
            "art",
            "azal",
            "düş",
            "yüksel",
            "fark",
            "вырос",
            "сниз",
            "увелич",
            "уменьш",
            "упал",
            "рост",
            "разн",
            "разрыв",
        ];
        let sentence = self.sentence().unwrap_or_default().to_lowercase();
        WORDS.iter().any(|word| sentence.contains(word))
    }

    /// Whether a group is a part of another.
    pub(super) fn is_part(&self, part: &str, whole: &str) -> bool {
        let mut at = self.dataset.group(part);
        for _ in 0..self.dataset.groups.len() {
            let Some(larger) = at.and_then(|group| group.part_of.as_ref()) else { return false };
            if larger.value == whole {
                return true;
            }
            at = self.dataset.group(&larger.value);
        }
        false
    }

    /// The name of a kind that the value belongs to in its sentence.
    pub(super) fn tied(&self, kind: NameKind) -> Option<Item> {
        self.tied_to(self.own?, kind)
    }

    fn tied_to(&self, statement: &Statement, kind: NameKind) -> Option<Item> {
        let start = statement.sentence.start;
        let own_question = format!("{}/", self.claim.question.value);
        let fits = |m: &&Mention<'_>| m.kind == kind && (kind != NameKind::Response || m.id.starts_with(&own_question));
        let items = self.mentions().iter().filter(fits);
        let items: Vec<Item> = items.map(|m| Item { id: m.id.to_owned(), span: m.span.clone() }).collect();
        self.of_sentence(start).tied(&statement.span, items, kind == NameKind::Response, kind == NameKind::Group)
    }

    fn of_sentence(&self, start: usize) -> Sentence<'a> {
        let unit = self.own.map(|own| own.unit);
        let numbers = self.beside().filter(|s| Some(s.unit) == unit).map(|s| s.span.start - start..s.span.end - start);
        Sentence { text: self.sentence().unwrap_or_default(), start, numbers: numbers.collect() }
    }

    /// The clause of a statement of the sentence.
    pub(super) fn clause(&self, statement: &Statement) -> Option<&'a str> {
        self.own.map(|_| self.of_sentence(statement.sentence.start).clause(&statement.span))
    }

    /// Whether the sentence denies the claim's own answer of the value: "61% do not approve".
    pub(super) fn denies_own_answer(&self) -> bool {
        let Some(own) = self.own else { return false };
        let id = format!("{}/{}", self.claim.question.value, self.claim.response.value);
        let sentence = self.of_sentence(own.sentence.start);
        let named = self.mentions().iter().filter(|m| m.kind == NameKind::Response && m.id == id);
        let mut items = named.map(|m| Item { id: m.id.to_owned(), span: m.span.clone() });
        items.any(|item| sentence.is_denied(&own.span, &item)) && !self.names_a_denial()
    }

    /// Whether the claim's own answer denies something itself: "Does not use it".
    fn names_a_denial(&self) -> bool {
        let response = self.dataset.response_of(self.claim);
        let labels = response.iter().flat_map(|r| r.label.variants()).map(|(_, label)| label);
        let mut names = labels.chain(response.iter().flat_map(|r| r.aliases.iter().map(String::as_str)));
        names.any(ties::denies)
    }

    /// The year that the value belongs to in its sentence.
    pub(super) fn tied_year(&self) -> Option<u16> {
        let own = self.own?;
        let sentence = self.of_sentence(own.sentence.start);
        let years = ties::years(sentence.text);
        // "In 2021, men were asked again: 61 percent approve."
        let leads = |year: &&Item| sentence.numbers.len() == 1 && year.span.end <= own.span.start - own.sentence.start;
        let leading = years.first().filter(|_| years.len() == 1).filter(leads).cloned();
        leading.or_else(|| sentence.tied(&own.span, years, false, false))?.id.parse().ok()
    }

    /// The month that the value belongs to in its sentence, with its year when that is beside it.
    pub(super) fn tied_month(&self) -> Option<(u8, Option<u16>)> {
        let own = self.own?;
        let sentence = self.of_sentence(own.sentence.start);
        let named = months(sentence.text);
        let items = named.iter().map(|m| Item { id: m.month.to_string(), span: m.span.clone() }).collect();
        let tied = sentence.tied(&own.span, items, false, false)?;
        named.iter().find(|m| m.span == tied.span).map(|m| (m.month, m.year))
    }

    /// What the sentence has of a name: "`great-britain` has “86%”".
    pub(super) fn numbers_of(&self, kind: NameKind, id: &str) -> Option<String> {
        let tied = |s: &&Statement| self.tied_to(s, kind).is_some_and(|item| item.id == id);
        let theirs = self.beside().filter(|s| Some(s.unit) == self.own.map(|own| own.unit)).find(tied)?;
        let name = id.rsplit_once('/').map_or(id, |(_, response)| response);
        Some(format!("there `{name}` has “{}”", self.words(&theirs.span)))
    }
}
