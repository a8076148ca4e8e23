//! What is to be known of a language. In phrases, `{…}` stands for what is filled in.

use super::Lexicon;

/// Everything that is particular to one language.
#[derive(Debug)]
pub struct Language {
    /// The BCP 47 tag without a region, which projects write: `en`.
    pub tag: &'static str,
    /// The BCP 47 tag with a region, which office programs ask for to choose a spelling dictionary: `en-GB`.
    pub office_tag: &'static str,
    /// How numbers and percentages are written and said.
    pub numbers: Numbers,
    /// How dates are written.
    pub dates: Dates,
    /// Marks between and round texts.
    pub punctuation: Punctuation,
    /// Labels of values by their hedge: `{v}` is the value with its unit.
    pub label: HedgePhrases,
    /// Values in words by their hedge, for readers who listen: `{v}` is the value with its unit, in words.
    pub spoken: HedgePhrases,
    /// What stands for a thing that the source leaves out.
    pub not_reported: &'static str,
    /// The head of the note.
    pub note: &'static str,
    /// The head of a source line with one source.
    pub source: &'static str,
    /// The head of a source line with several sources.
    pub sources: &'static str,
    /// The head of a list of references.
    pub references: &'static str,
    /// The citation of a second-hand figure: `{cited}`, `{document}`.
    pub as_cited_in: &'static str,
    /// The names of places in documents that the terms of citations lack.
    pub places: PlaceNames,
    /// All people who were asked.
    pub respondents: &'static str,
    /// The label of those who are in no group, beside groups.
    pub all_respondents: &'static str,
    /// Percentages that are not all of one base.
    pub percent: &'static str,
    /// Changes and differences of percentages.
    pub percentage_points: &'static str,
    /// What percentages are of, where each of several groups has its own.
    pub percent_of_groups: &'static str,
    /// What the numbers are, of means on a scale: `{low}` and `{high}` are its ends, with what they mean.
    pub mean_on: &'static str,
    /// What the numbers are, of an index with ends: `{low}` and `{high}`.
    pub index_on: &'static str,
    /// What the numbers are, of an index without ends.
    pub index: &'static str,
    /// An end of a scale with what it means: `{n}`, `{label}`.
    pub scale_end: &'static str,
    /// Unit and base of the axis: `{base}`.
    pub percent_of: &'static str,
    /// The mark of a question that is not given verbatim.
    pub paraphrased: &'static str,
    /// The mark of several questions that are not given verbatim.
    pub paraphrased_several: &'static str,
    /// The note on hatching, where the source itself bounds every hatched value.
    pub hatching: &'static str,
    /// The note on hatching, where the hedge rules read some values: `{readings}`, `{version}`.
    pub hatching_read: &'static str,
    /// How far "approximately" reaches, by the sign of its labels: `{points}`.
    pub read_about: &'static str,
    /// How far "nearly" reaches, by the word of its labels: `{points}`.
    pub read_nearly: &'static str,
    /// What a series of a chart in another program is called that goes beyond what the source is sure of.
    pub allowed: &'static str,
    /// The note on the unreported rest of a whole.
    pub rest: &'static str,
    /// The note on stretches of a bar that can belong to either of two parts.
    pub shared_hatching: &'static str,
    /// The note on what the source does not report: `{items}`.
    pub undisclosed: &'static str,
    /// The note on the base of all rows, where the subtitle does not name it: `{base}`.
    pub base: &'static str,
    /// The note on the base of some rows: `{rows}`, `{base}`.
    pub base_of: &'static str,
    /// The note on panels that differ: `{differences}`.
    pub panels_differ: &'static str,
    /// The note on fieldwork that is younger than the works it is cited to: `{surveys}`.
    pub after_work: &'static str,
    /// The name of figures that are not from a survey: `{date}`.
    pub figures_of: &'static str,
    /// The note on values that the curator worked out: `{rows}`.
    pub derived: &'static str,
    /// The note on margins of error that are worked out from the number of respondents.
    pub margin_computed: &'static str,
    /// The note on margins of error that the source states.
    pub margin_stated: &'static str,
    /// The note on margins of error of which the source states some and others are worked out.
    pub margin_mixed: &'static str,
    /// The note on waves that are not joined by a line: `{differences}`.
    pub broken: &'static str,
    /// The note on dashed lines across a long time between waves.
    pub dashed_gap: &'static str,
    /// The note on lines that break there.
    pub open_gap: &'static str,
    /// A difference that a chart draws between two marks of a row, in its alt text: `{d}`.
    pub difference: &'static str,
    /// How many rows an alt text leaves out: `{n}`.
    pub more_rows: &'static str,
    /// Names of the kinds of chart, for alt texts.
    pub kinds: KindNames,
    /// Heads of the columns of a table of values.
    pub heads: TableHeads,
    /// Heads of panels that part answers by polarity.
    pub polarity: PolarityHeads,
    /// Names of the differences that keep claims apart.
    pub differences: DifferenceNames,
    /// Names of the disclosure items of a survey.
    pub items: ItemNames,
    /// The terms of citations and reference lists.
    pub citations: CitationTerms,
    /// The words by which sources in this language state quantities; without them only digits are read.
    pub lexicon: Option<&'static Lexicon>,
}

/// How a language writes and says numbers. The written forms are those of the Unicode CLDR.
#[derive(Debug)]
pub struct Numbers {
    /// The mark before decimals.
    pub decimal: char,
    /// The mark between groups of three digits.
    pub group: char,
    /// A percentage: `{n}%`, `%{n}`.
    pub percent: &'static str,
    /// A difference of percentages: `{n}`.
    pub points: &'static str,
    /// The plural category of a number: its whole part without a sign, and how many decimals it is written with.
    pub plural: fn(whole: u64, decimals: u8) -> Plural,
    /// A percentage in words: `{n}`.
    pub spoken_percent: Counted,
    /// A percentage in words behind "less than" or "more than", where some languages ask for another case: `{n}`.
    pub spoken_percent_compared: Counted,
}

/// The plural categories of the Unicode CLDR that the languages here use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Like one.
    One,
    /// Like two to four in Slavic languages.
    Few,
    /// Like five and more in Slavic languages.
    Many,
    /// All others; the only category of languages whose nouns do not change.
    Other,
}

/// A phrase in the form that each plural category asks for.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// With [`Plural::One`].
    pub one: &'static str,
    /// With [`Plural::Few`].
    pub few: &'static str,
    /// With [`Plural::Many`].
    pub many: &'static str,
    /// With [`Plural::Other`].
    pub other: &'static str,
}

impl Counted {
    /// A phrase that is the same with every number.
    pub(super) const fn always(phrase: &'static str) -> Self {
        Self { one: phrase, few: phrase, many: phrase, other: phrase }
    }

    /// The form of a plural category.
    pub fn form(&self, plural: Plural) -> &'static str {
        match plural {
            Plural::One => self.one,
            Plural::Few => self.few,
            Plural::Many => self.many,
            Plural::Other => self.other,
        }
    }
}

/// The plural rule of languages in which only the whole number 1 is a category of its own.
pub(super) fn only_one_differs(whole: u64, decimals: u8) -> Plural {
    if whole == 1 && decimals == 0 { Plural::One } else { Plural::Other }
}

/// How a language writes dates.
#[derive(Debug)]
pub struct Dates {
    /// The months from January on, in the form that stands with a year alone.
    pub months: [&'static str; 12],
    /// The months from January on, in the form that stands with a day.
    pub months_with_day: [&'static str; 12],
    /// A year: `{year}`.
    pub year: &'static str,
    /// Several years, from the first to the last: `{first}`, `{last}`.
    pub years: &'static str,
    /// A month with its year: `{month}`, `{year}`.
    pub month_year: &'static str,
    /// A day with its month and year: `{day}`, `{month}`, `{year}`.
    pub day_month_year: &'static str,
    /// A day with its month: `{day}`, `{month}`.
    pub day_month: &'static str,
    /// The days of one month from the first to the last: `{first}`, `{last}`.
    pub days: &'static str,
    /// Between the first and the last date of an interval.
    pub through: &'static str,
    /// Whether the year stands before the month, so that an interval within a year names it at its start.
    pub year_first: bool,
}

/// Marks between and round texts, each with the spaces that belong to it.
#[derive(Debug)]
pub struct Punctuation {
    /// Between the items of a list.
    pub list: &'static str,
    /// Before the last item of a list.
    pub last: &'static str,
    /// Between the clauses of a sentence.
    pub clause: &'static str,
    /// Between clauses that have marks of their own.
    pub clauses: &'static str,
    /// Between a question and its answer.
    pub colon: &'static str,
    /// At the end of a sentence.
    pub stop: &'static str,
    /// Round a quote.
    pub quotes: Quotes,
    /// The capital of i: `I`, or `İ` in Turkish.
    pub capital_i: char,
}

/// A pair of quotation marks.
#[derive(Debug)]
pub struct Quotes {
    /// Before the quote.
    pub open: &'static str,
    /// Behind the quote.
    pub close: &'static str,
}

/// A phrase for each hedge that a value can have.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the variants of `model::Operator`, which explains them")]
pub struct HedgePhrases {
    pub exact: &'static str,
    pub about: &'static str,
    pub nearly: &'static str,
    pub below: &'static str,
    pub at_most: &'static str,
    pub above: &'static str,
    pub at_least: &'static str,
    pub between: &'static str,
    pub majority: &'static str,
    pub minority: &'static str,
    pub unquantified: &'static str,
}

/// A name for each kind of chart.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the variants of `project::recipe::ChartKind`, which explains them")]
pub struct KindNames {
    pub bar: &'static str,
    pub dot: &'static str,
    pub stacked: &'static str,
    pub diverging: &'static str,
    pub trend: &'static str,
    pub slope: &'static str,
    pub table: &'static str,
    pub number: &'static str,
    pub waffle: &'static str,
}

/// Heads of the columns of a table of values.
#[derive(Clone, Copy, Debug)]
pub struct TableHeads {
    /// Whom the value speaks of.
    pub base: &'static str,
    /// The number of respondents.
    pub n: &'static str,
    /// The value in the source's words.
    pub words: &'static str,
    /// The citation.
    pub source: &'static str,
}

/// A head for each polarity of an answer.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the variants of `model::Polarity`, which explains them")]
pub struct PolarityHeads {
    pub positive: &'static str,
    pub neutral: &'static str,
    pub negative: &'static str,
    pub factual: &'static str,
}

/// A name for each thing that keeps two claims apart.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the variants of `model::Difference`, which explains them")]
pub struct DifferenceNames {
    pub unit: &'static str,
    /// The scale of means or indices.
    pub scale: &'static str,
    pub survey: &'static str,
    pub wave: &'static str,
    pub place: &'static str,
    pub method: &'static str,
    pub question: &'static str,
    pub group: &'static str,
    pub base: &'static str,
    pub polarity: &'static str,
    pub response: &'static str,
    pub wording: &'static str,
}

/// A name for each disclosure item of a survey.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the variants of `model::Disclosure`, which explains them")]
pub struct ItemNames {
    pub conducted_by: &'static str,
    pub sponsored_by: &'static str,
    pub population: &'static str,
    pub geography: &'static str,
    pub frame: &'static str,
    pub mode: &'static str,
    pub field_start: &'static str,
    pub field_end: &'static str,
    pub n: &'static str,
    pub moe_pp: &'static str,
    pub weighted: &'static str,
    pub question_wording: &'static str,
    pub limitations: &'static str,
}

/// What places in documents are called that the Citation Style Language has no term for.
#[derive(Debug)]
pub struct PlaceNames {
    /// Pages, where the terms of the language call several of them otherwise than is usual.
    pub page: Option<Numbered>,
    /// A table, where the terms of the language lack it or call it something else.
    pub table: Option<Numbered>,
    /// A figure, where the terms of the language call it what a chart is called.
    pub figure: Option<Numbered>,
    /// A chart that the document does not call a figure.
    pub chart: Numbered,
    /// A slide.
    pub slide: Numbered,
}

/// A thing with its number, or several with theirs: `{n}`.
#[derive(Debug)]
pub struct Numbered {
    /// One of them.
    pub one: &'static str,
    /// Several.
    pub many: &'static str,
}

/// The terms of citations and reference lists: a locale of the Citation Style Language.
#[derive(Debug)]
pub struct CitationTerms {
    /// The tag by which the Citation Style Language knows the locale: `en-US`.
    pub tag: &'static str,
    /// All terms, in the binary form of the archive that comes with hayagriva; English stands in for those that are missing.
    pub full: &'static [u8],
    /// Those that short citations use, cut out of the others by `tests/csl.rs`.
    pub short: &'static [u8],
}
