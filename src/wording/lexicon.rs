//! The words of each language. A word list is data: one table a language, no logic.

use super::token::Token;
use crate::model::Operator;

/// The language of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Russian.
    Russian,
    /// Any other: digits only.
    Other,
}

impl Language {
    /// The language of a BCP 47 tag; its first part decides.
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or_default() {
            "en" => Self::English,
            "tr" => Self::Turkish,
            "ru" => Self::Russian,
            _ => Self::Other,
        }
    }

    /// Whether a comma stands before the decimals.
    pub(super) fn decimal_comma(self) -> bool {
        matches!(self, Self::Turkish | Self::Russian)
    }

    pub(super) fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::English => &ENGLISH,
            Self::Turkish => &TURKISH,
            Self::Russian => &RUSSIAN,
            Self::Other => &OTHER,
        }
    }
}

/// One or more words in a row, parted by single spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase(&'static str);

impl Phrase {
    pub(super) fn len(&self) -> usize {
        self.0.split(' ').count()
    }

    /// The token after the phrase, when it stands at token `at`.
    pub(super) fn match_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut next = at;
        for word in self.0.split(' ') {
            if tokens.get(next)?.word != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

/// What is to be known of a language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Number words with their values; of an inflected language, every form that is met.
    numbers: &'static [(&'static str, f64)],
    /// Endings that a number word may carry.
    endings: &'static [&'static str],
    /// Fractions, in percent.
    pub(super) fractions: &'static [(Phrase, f64)],
    /// What stands between part and whole: "in", "out of".
    pub(super) ratio_links: &'static [Phrase],
    /// Hedges before a number.
    pub(super) hedges_before: &'static [(Phrase, Operator)],
    /// Hedges after a number and its unit.
    pub(super) hedges_after: &'static [(Phrase, Operator)],
    /// Words that open a range.
    pub(super) range_openers: &'static [&'static str],
    /// Words between the ends of an opened range.
    pub(super) range_links: &'static [&'static str],
    /// Words and signs for percent.
    pub(super) percent: &'static [&'static str],
    /// What may stand between a hedge and its number.
    pub(super) fillers: &'static [&'static str],
    /// More than half, in words.
    pub(super) majority: &'static [Phrase],
    /// Less than half, in words.
    pub(super) minority: &'static [Phrase],
    /// Words that judge.
    pub(super) tone: &'static [&'static str],
}

impl Lexicon {
    /// The value of a number word.
    pub(super) fn number_word(&self, word: &str) -> Option<f64> {
        let exact = self.numbers.iter().find(|(w, _)| *w == word);
        let inflected = || {
            self.numbers.iter().find(|(w, _)| word.strip_prefix(w).is_some_and(|rest| self.endings.contains(&rest)))
        };
        exact.or_else(inflected).map(|(_, n)| *n)
    }
}

const fn p(words: &'static str) -> Phrase {
    Phrase(words)
}

const SIGNS: [(Phrase, Operator); 6] = [
    (p("~"), Operator::About),
    (p("≈"), Operator::About),
    (p("<"), Operator::Below),
    (p(">"), Operator::Above),
    (p("≤"), Operator::AtMost),
    (p("≥"), Operator::AtLeast),
];

static OTHER: Lexicon = Lexicon {
    numbers: &[],
    endings: &[],
    fractions: &[],
    ratio_links: &[],
    hedges_before: &SIGNS,
    hedges_after: &[],
    range_openers: &[],
    range_links: &[],
    percent: &["%"],
    fillers: &["%"],
    majority: &[],
    minority: &[],
    tone: &[],
};

static ENGLISH: Lexicon = Lexicon {
    numbers: &[
        ("zero", 0.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
        ("thousand", 1000.0),
    ],
    endings: &[],
    fractions: &[
        (p("half"), 50.0),
        (p("one half"), 50.0),
        (p("a third"), 100.0 / 3.0),
        (p("one third"), 100.0 / 3.0),
        (p("one - third"), 100.0 / 3.0),
        (p("two thirds"), 200.0 / 3.0),
        (p("two - thirds"), 200.0 / 3.0),
        (p("a quarter"), 25.0),
        (p("one quarter"), 25.0),
        (p("one - quarter"), 25.0),
        (p("three quarters"), 75.0),
        (p("three - quarters"), 75.0),
        (p("a fifth"), 20.0),
        (p("one fifth"), 20.0),
        (p("one - fifth"), 20.0),
        (p("two fifths"), 40.0),
        (p("two - fifths"), 40.0),
        (p("three fifths"), 60.0),
        (p("three - fifths"), 60.0),
        (p("four fifths"), 80.0),
        (p("four - fifths"), 80.0),
        (p("a tenth"), 10.0),
        (p("one tenth"), 10.0),
        (p("one - tenth"), 10.0),
    ],
    ratio_links: &[p("in"), p("of"), p("out of"), p("in every"), p("out of every")],
    hedges_before: &[
        (p("approximately"), Operator::About),
        (p("about"), Operator::About),
        (p("around"), Operator::About),
        (p("roughly"), Operator::About),
        (p("some"), Operator::About),
        (p("circa"), Operator::About),
        (p("close to"), Operator::About),
        (p("an estimated"), Operator::About),
        (p("nearly"), Operator::Nearly),
        (p("almost"), Operator::Nearly),
        (p("just under"), Operator::Nearly),
        (p("just below"), Operator::Nearly),
        (p("less than"), Operator::Below),
        (p("fewer than"), Operator::Below),
        (p("lower than"), Operator::Below),
        (p("under"), Operator::Below),
        (p("below"), Operator::Below),
        (p("no more than"), Operator::AtMost),
        (p("not more than"), Operator::AtMost),
        (p("at most"), Operator::AtMost),
        (p("up to"), Operator::AtMost),
        (p("more than"), Operator::Above),
        (p("greater than"), Operator::Above),
        (p("over"), Operator::Above),
        (p("above"), Operator::Above),
        (p("upwards of"), Operator::Above),
        (p("upward of"), Operator::Above),
        (p("just over"), Operator::Above),
        (p("at least"), Operator::AtLeast),
        (p("no less than"), Operator::AtLeast),
        (p("no fewer than"), Operator::AtLeast),
        (p("not less than"), Operator::AtLeast),
        SIGNS[0],
        SIGNS[1],
        SIGNS[2],
        SIGNS[3],
        SIGNS[4],
        SIGNS[5],
    ],
    hedges_after: &[
        (p("or more"), Operator::AtLeast),
        (p("or less"), Operator::AtMost),
        (p("or fewer"), Operator::AtMost),
        (p("at most"), Operator::AtMost),
        (p("at least"), Operator::AtLeast),
    ],
    range_openers: &["between", "from"],
    range_links: &["and", "to"],
    percent: &["percent", "per", "cent", "%", "percentage", "points"],
    fillers: &[],
    majority: &[p("a majority"), p("the majority"), p("majority"), p("most")],
    minority: &[p("a minority"), p("the minority"), p("minority")],
    tone: &[
        "only", "just", "mere", "merely", "fully", "whopping", "staggering", "shocking", "alarming", "alarmingly",
        "surprisingly", "astonishing", "paltry", "meagre", "meager", "overwhelming", "overwhelmingly",
    ],
};

static TURKISH: Lexicon = Lexicon {
    numbers: &[
        ("sıfır", 0.0),
        ("bir", 1.0),
        ("iki", 2.0),
        ("üç", 3.0),
        ("dört", 4.0),
        ("beş", 5.0),
        ("altı", 6.0),
        ("yedi", 7.0),
        ("sekiz", 8.0),
        ("dokuz", 9.0),
        ("on", 10.0),
        ("yirmi", 20.0),
        ("otuz", 30.0),
        ("kırk", 40.0),
        ("elli", 50.0),
        ("altmış", 60.0),
        ("yetmiş", 70.0),
        ("seksen", 80.0),
        ("doksan", 90.0),
        ("yüz", 100.0),
        ("bin", 1000.0),
    ],
    endings: &[
        "i", "ı", "u", "ü", "si", "sı", "den", "dan", "ten", "tan", "e", "a", "ye", "ya", "sinden", "sından", "inden",
        "ından", "ünden", "undan",
    ],
    fractions: &[
        (p("yarısı"), 50.0),
        (p("yarısından"), 50.0),
        (p("yarı"), 50.0),
        (p("üçte biri"), 100.0 / 3.0),
        (p("üçte bir"), 100.0 / 3.0),
        (p("üçte ikisi"), 200.0 / 3.0),
        (p("üçte iki"), 200.0 / 3.0),
        (p("dörtte biri"), 25.0),
        (p("dörtte bir"), 25.0),
        (p("çeyreği"), 25.0),
        (p("dörtte üçü"), 75.0),
        (p("dörtte üç"), 75.0),
        (p("beşte biri"), 20.0),
        (p("beşte bir"), 20.0),
        (p("onda biri"), 10.0),
        (p("onda bir"), 10.0),
        (p("on kişiden altısı"), 60.0),
        (p("beş kişiden biri"), 20.0),
    ],
    ratio_links: &[],
    hedges_before: &[
        (p("yaklaşık"), Operator::About),
        (p("yaklaşık olarak"), Operator::About),
        (p("takriben"), Operator::About),
        (p("aşağı yukarı"), Operator::About),
        (p("neredeyse"), Operator::Nearly),
        (p("hemen hemen"), Operator::Nearly),
        (p("en az"), Operator::AtLeast),
        (p("asgari"), Operator::AtLeast),
        (p("en fazla"), Operator::AtMost),
        (p("en çok"), Operator::AtMost),
        (p("azami"), Operator::AtMost),
        SIGNS[0],
        SIGNS[1],
        SIGNS[2],
        SIGNS[3],
        SIGNS[4],
        SIGNS[5],
    ],
    hedges_after: &[
        (p("civarında"), Operator::About),
        (p("civarı"), Operator::About),
        (p("dolayında"), Operator::About),
        (p("kadarı"), Operator::About),
        (p("yakın"), Operator::Nearly),
        (p("yakını"), Operator::Nearly),
        (p("az"), Operator::Below),
        (p("azı"), Operator::Below),
        (p("daha az"), Operator::Below),
        (p("daha azı"), Operator::Below),
        (p("altında"), Operator::Below),
        (p("fazla"), Operator::Above),
        (p("fazlası"), Operator::Above),
        (p("daha fazla"), Operator::Above),
        (p("daha fazlası"), Operator::Above),
        (p("aşkın"), Operator::Above),
        (p("aşkını"), Operator::Above),
        (p("üzerinde"), Operator::Above),
        (p("üstünde"), Operator::Above),
    ],
    range_openers: &["yüzde", "%"],
    range_links: &["ile", "ila"],
    percent: &["yüzde", "%", "i", "ı", "si", "sı"],
    fillers: &["%", "yüzde"],
    majority: &[p("çoğunluk"), p("çoğunluğu"), p("çoğunluğun"), p("çoğu")],
    minority: &[p("azınlık"), p("azınlığı")],
    tone: &["sadece", "yalnızca", "ancak", "tamı"],
};

static RUSSIAN: Lexicon = Lexicon {
    numbers: &[
        ("ноль", 0.0),
        ("один", 1.0),
        ("одного", 1.0),
        ("одна", 1.0),
        ("два", 2.0),
        ("двух", 2.0),
        ("две", 2.0),
        ("три", 3.0),
        ("трёх", 3.0),
        ("трех", 3.0),
        ("четыре", 4.0),
        ("четырёх", 4.0),
        ("четырех", 4.0),
        ("пять", 5.0),
        ("пяти", 5.0),
        ("шесть", 6.0),
        ("шести", 6.0),
        ("семь", 7.0),
        ("семи", 7.0),
        ("восемь", 8.0),
        ("восьми", 8.0),
        ("девять", 9.0),
        ("девяти", 9.0),
        ("десять", 10.0),
        ("десяти", 10.0),
        ("одиннадцат", 11.0),
        ("двенадцат", 12.0),
        ("тринадцат", 13.0),
        ("четырнадцат", 14.0),
        ("пятнадцат", 15.0),
        ("шестнадцат", 16.0),
        ("семнадцат", 17.0),
        ("восемнадцат", 18.0),
        ("девятнадцат", 19.0),
        ("двадцат", 20.0),
        ("тридцат", 30.0),
        ("сорок", 40.0),
        ("пятьдесят", 50.0),
        ("пятидесяти", 50.0),
        ("шестьдесят", 60.0),
        ("шестидесяти", 60.0),
        ("семьдесят", 70.0),
        ("семидесяти", 70.0),
        ("восемьдесят", 80.0),
        ("восьмидесяти", 80.0),
        ("девяносто", 90.0),
        ("девяноста", 90.0),
        ("сто", 100.0),
        ("ста", 100.0),
        ("тысяча", 1000.0),
        ("тысяч", 1000.0),
    ],
    endings: &["ь", "и", "а"],
    fractions: &[
        (p("половина"), 50.0),
        (p("половины"), 50.0),
        (p("половину"), 50.0),
        (p("треть"), 100.0 / 3.0),
        (p("трети"), 100.0 / 3.0),
        (p("две трети"), 200.0 / 3.0),
        (p("двух третей"), 200.0 / 3.0),
        (p("четверть"), 25.0),
        (p("четверти"), 25.0),
        (p("три четверти"), 75.0),
        (p("каждый второй"), 50.0),
        (p("каждый третий"), 100.0 / 3.0),
        (p("каждый четвёртый"), 25.0),
        (p("каждый четвертый"), 25.0),
        (p("каждый пятый"), 20.0),
        (p("каждый десятый"), 10.0),
    ],
    ratio_links: &[p("из")],
    hedges_before: &[
        (p("около"), Operator::About),
        (p("примерно"), Operator::About),
        (p("приблизительно"), Operator::About),
        (p("порядка"), Operator::About),
        (p("почти"), Operator::Nearly),
        (p("чуть менее"), Operator::Nearly),
        (p("чуть меньше"), Operator::Nearly),
        (p("менее"), Operator::Below),
        (p("меньше"), Operator::Below),
        (p("менее чем"), Operator::Below),
        (p("ниже"), Operator::Below),
        (p("не более"), Operator::AtMost),
        (p("не больше"), Operator::AtMost),
        (p("до"), Operator::AtMost),
        (p("максимум"), Operator::AtMost),
        (p("более"), Operator::Above),
        (p("больше"), Operator::Above),
        (p("более чем"), Operator::Above),
        (p("свыше"), Operator::Above),
        (p("выше"), Operator::Above),
        (p("не менее"), Operator::AtLeast),
        (p("не меньше"), Operator::AtLeast),
        (p("как минимум"), Operator::AtLeast),
        (p("по меньшей мере"), Operator::AtLeast),
        SIGNS[0],
        SIGNS[1],
        SIGNS[2],
        SIGNS[3],
        SIGNS[4],
        SIGNS[5],
    ],
    hedges_after: &[(p("или более"), Operator::AtLeast), (p("или менее"), Operator::AtMost)],
    range_openers: &["от", "между"],
    range_links: &["до", "и"],
    percent: &["процент", "процента", "процентов", "%"],
    fillers: &[],
    majority: &[p("большинство"), p("большинства"), p("большая часть")],
    minority: &[p("меньшинство"), p("меньшинства"), p("меньшая часть")],
    tone: &["только", "лишь", "всего", "целых"],
};
