//! The words by which sources state quantities: one word list for one language.
//!
//! A list of words is one text, parted by spaces. A word that ends in `*` stands for every word that begins so; it has
//! at least three letters before the star.

pub(super) mod en;
pub(super) mod ru;
pub(super) mod tr;

/// What a word may do in or beside a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A number word.
    Number,
    /// A thousand, a million: multiplies what stands before it.
    Magnitude,
    /// May open or anchor a quantity; most words of a text do not.
    Opener,
    /// "percent", "%": the words for percent that are one word.
    Percent,
    /// May stand between a hedge and its number.
    Filler,
    /// The one of "a third".
    One,
    /// The denominator of "a third", "two thirds".
    Part,
    /// "every" of "every third".
    Every,
    /// The ordinal of "every third".
    Ordinal,
    /// Opens a range or a change: "between", "from".
    RangeOpener,
    /// Opens two values, never a range: Russian "с 26% до 38%".
    ChangeOpener,
    /// Stands between the ends of an opened range.
    RangeLink,
    /// Stands between the ends of a range that nothing opens: "20 to 30 percent".
    OpenLink,
    /// Closes a range: Turkish "arasında".
    RangeCloser,
    /// Says that ends are those of a range: "ranges", "anywhere".
    Spread,
    /// Joins numbers that share the unit of the last: "and", "or", "against".
    ListLink,
    /// Says that something became more or less: "rose", "gap".
    Change,
    /// "teens", "forties".
    Decade,
    /// Where in a decade: "low", "mid", "high".
    Third,
    /// A unit of time.
    Time,
    /// A month.
    Month,
    /// Money.
    Money,
    /// Length, weight, temperature and the like.
    Measure,
    /// Says that a number is an age.
    Age,
    /// Stands before a number that only points: page, table, article.
    Pointer,
    /// Names those who were asked, so that their number is a sample size.
    Sample,
    /// Says that people were asked: "surveyed", "sample".
    Asked,
    /// Stands between what is counted and its number: "numbered".
    Counted,
    /// "number" of "the number of cases", whose value may stand alone.
    NumberOf,
    /// People, who can be counted whatever the number looks like.
    People,
    /// Says that a number is a margin of error.
    Margin,
    /// Says that a percentage is a level of a test.
    Level,
    /// A word of grammar: never the name of something counted.
    Grammar,
    /// A preposition that stands before years.
    BeforeYear,
    /// Ends of a scale: "scale", "Likert".
    Scale,
    /// What a majority or half is not followed by when it is no share: "leader", "government".
    NotShared,
    /// May stand between the article and "majority".
    Degree,
    /// A verb or preposition that follows a share that stands alone: "a third said".
    AfterShare,
    /// Before a superlative: "the most".
    Superlative,
    /// The word "majority" in its forms.
    Majority,
    /// The word "minority" in its forms.
    Minority,
    /// "most", which may also be a superlative.
    Most,
    /// An abbreviation whose full stop ends no sentence.
    Abbreviation,
    /// Opens a comparison of two percentages: "compared", "against", "to".
    Against,
    /// "mark", "level": closes a hedge that began with "around the".
    Mark,
    /// A verb of motion before "up to", which is then no hedge.
    Motion,
    /// "the", where it opens a share.
    Article,
    /// "of" between a share and its whole.
    RatioOf,
    /// "at", which makes another phrase of "most".
    At,
    /// "first" of "the first half".
    Sequence,
    /// Half, which also parts times and games.
    Half,
}

/// What is to be known of a language.
#[derive(Debug)]
pub struct Lexicon {
    /// Number words with their values; of an inflected language, the forms without regular endings.
    pub numbers: &'static [(&'static str, f64)],
    /// Endings that a number word, a magnitude or a part may carry.
    pub endings: &'static str,
    /// Forms that would be numbers by their endings and are other words.
    pub homonyms: &'static str,
    /// The least number that a unit joins: 20 ("twenty-one"), or 10 ("on bir").
    pub least_joined: f64,
    /// Words that multiply: thousand, million.
    pub magnitudes: &'static [(&'static str, f64)],
    /// Denominators: "third" is 3.
    pub parts: &'static [(&'static str, f64)],
    /// Whether the language has articles, which stand before a majority.
    pub articles: bool,
    /// Whether a denominator is a share without an article: "треть".
    pub bare_parts: bool,
    /// Whether the denominator stands before the numerator: "üçte iki".
    pub part_first: bool,
    /// Whether the percent word stands before its number: "yüzde 55".
    pub percent_first: bool,
    /// Ordinals after "every".
    pub ordinals: &'static [(&'static str, f64)],
    /// Shares in fixed words, in percent.
    pub fractions: &'static [(&'static str, f64)],
    /// What stands between part and whole: "in", "out of".
    pub ratio_links: &'static [&'static str],
    /// Endings of the noun between whole and part: "on kişi-den altısı".
    pub whole_endings: &'static [&'static str],
    /// Times: "doubled" is 2.
    pub factors: &'static [(&'static str, f64)],
    /// What makes times of the number before it: "times as".
    pub times: &'static [&'static str],
    /// Hedges before a number.
    pub hedges_before: Hedges,
    /// Hedges after a number and its unit.
    pub hedges_after: Hedges,
    /// Percent, in words and signs.
    pub percent: &'static [&'static str],
    /// Percentage points.
    pub points: &'static [&'static str],
    /// Points of which the words around have to say that they are percentage points.
    pub bare_points: &'static [&'static str],
    /// Decades of percentages: "forties" is 40.
    pub decades: &'static [(&'static str, f64)],
    /// More than half, where the forms of "majority" are not enough.
    pub majorities: &'static [&'static str],
    /// Less than half, likewise.
    pub minorities: &'static [&'static str],
    /// Words that judge a number rather than state it.
    pub tone: &'static str,
    /// What other words do.
    pub roles: &'static [(Role, &'static str)],
}

/// The wordings of each hedge that stands beside a number.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are variants of `model::Operator`, which explains them")]
pub struct Hedges {
    pub about: &'static [&'static str],
    pub nearly: &'static [&'static str],
    pub below: &'static [&'static str],
    pub at_most: &'static [&'static str],
    pub above: &'static [&'static str],
    pub at_least: &'static [&'static str],
}
