//! How figures speak: numbers, percentages, hedges, dates, lists and set phrases in each language.
//!
//! One file a language; each fills the same [`Words`], so a phrase cannot be missing in one of them. The number forms
//! are those of the Unicode CLDR.

pub(super) mod en;
pub(super) mod kk;
pub(super) mod ru;
pub(super) mod tr;
pub(super) mod zh;

use crate::model::{Interval, Locale, Number, Operator, PartialDate, Unit, Value};

/// The phrases of a language. `{…}` stands for what is filled in.
#[derive(Debug)]
pub struct Words {
    /// The mark before decimals.
    decimal: char,
    /// The mark between groups of three digits.
    group: char,
    /// A percentage: `{n}%`, `%{n}`.
    percent: &'static str,
    /// A percentage in words, for readers who listen.
    spoken_percent: fn(&str, Number, Operator) -> String,
    /// Labels of hedged values, by operator; `{v}` is the value with its unit.
    label: fn(Operator) -> &'static str,
    /// The same in words.
    spoken: fn(Operator) -> &'static str,
    /// The months, in the form that stands with a year.
    months: [&'static str; 12],
    /// The months in the form that stands with a day, where it is another one.
    months_of_days: Option<[&'static str; 12]>,
    /// A month with its year.
    month_year: &'static str,
    /// A day with its month and year.
    day_month_year: &'static str,
    /// The joint of a list.
    comma: &'static str,
    /// The last joint of a list.
    and: &'static str,
    /// Quotation marks.
    quotes: (&'static str, &'static str),
    /// A mark for what the source leaves out.
    pub not_reported: &'static str,
    /// The head of the note.
    pub note: &'static str,
    /// The head of one source.
    pub source: &'static str,
    /// The head of several sources.
    pub sources: &'static str,
    /// The head of a list of references.
    pub references: &'static str,
    /// A second-hand figure: `{cited}`, `{document}`.
    pub as_cited_in: &'static str,
    /// All respondents.
    pub respondents: &'static str,
    /// Unit and base of the axis: `{base}`.
    pub percent_of: &'static str,
    /// The mark of a question that is not verbatim.
    pub paraphrased: &'static str,
    /// Hedged values under the rules: `{readings}`, `{version}`.
    pub hatching_rule: &'static str,
    /// Values of which only a bound is known: `{wordings}`.
    pub hatching_bound: &'static str,
    /// Many hedged values under the rules: `{about}`, `{nearly}`, `{version}`.
    pub hatching_rule_many: &'static str,
    /// Many values of which only a bound is known.
    pub hatching_bound_many: &'static str,
    /// Hedges in charts of other programs: `{version}`.
    pub native_hedges: &'static str,
    /// The unreported rest of a whole.
    pub rest: &'static str,
    /// What the source does not report: `{items}`.
    pub undisclosed: &'static str,
    /// The base of one row: `{row}`, `{base}`.
    pub base_of: &'static str,
    /// Panels that differ: `{differences}`.
    pub panels_differ: &'static str,
    /// Fieldwork younger than its source: `{survey}`.
    pub after_work: &'static str,
    /// Figures that are not from a survey: `{date}`.
    pub figures_of: &'static str,
    /// Worked out by the curator: `{rows}`.
    pub derived: &'static str,
    /// Chart kinds, for alt texts, in the order of [`crate::project::recipe::ChartKind::ALL`].
    pub kinds: [&'static str; 9],
    /// Margins of error that are worked out from n.
    pub margin_computed: &'static str,
    /// Margins of error that the source states.
    pub margin_stated: &'static str,
    /// Waves that are not joined.
    pub broken: &'static str,
    /// A difference of percentages: `{n}`.
    points: &'static str,
    /// Heads of the columns of a table: base, n, the source's words, source.
    pub heads: [&'static str; 4],
    /// More rows than an alt text holds: `{n}`.
    pub more_rows: &'static str,
    /// Panel heads by polarity: positive, neutral, negative, factual.
    pub polarity: [&'static str; 4],
    /// Kinds of difference, in the order of [`crate::model::Difference::CODES`].
    pub differences: [&'static str; 8],
    /// Disclosure items, in the order of [`crate::model::Survey::ITEMS`].
    pub items: [&'static str; 13],
}

/// The phrases of a language.
pub fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::En => &en::WORDS,
        Locale::Tr => &tr::WORDS,
        Locale::Ru => &ru::WORDS,
        Locale::Kk => &kk::WORDS,
        Locale::Zh => &zh::WORDS,
    }
}

impl Words {
    /// A number with the marks of the language and the decimals that it was written with.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::Locale;
    /// assert_eq!(words(Locale::Ru).number("12500.5".parse().unwrap()), "12\u{a0}500,5");
    /// ```
    pub fn number(&self, number: Number) -> String {
        self.digits(&number.to_string())
    }

    /// A computed number, with at most one decimal.
    fn plain(&self, value: f64) -> String {
        let rounded = (value * 10.0).round() / 10.0;
        self.digits(&format!("{rounded}"))
    }

    fn digits(&self, written: &str) -> String {
        let (sign, digits) = written.strip_prefix('-').map_or(("", written), |rest| ("−", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                out.push(self.group);
            }
            out.push(c);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// A number of a unit; a year has no groups.
    fn amount(&self, number: Number, unit: Unit) -> String {
        if unit == Unit::Year { number.to_string() } else { self.number(number) }
    }

    fn with_unit(&self, number: &str, unit: Unit) -> String {
        match unit {
            Unit::Percent => fill(self.percent, &[("n", number)]),
            Unit::Count | Unit::Rank | Unit::Year => number.to_owned(),
        }
    }

    /// The tick label of an axis.
    pub fn tick(&self, value: f64, unit: Unit) -> String {
        self.with_unit(&self.plain(value), unit)
    }

    /// The label of a value: `≈ 55%`, `nearly 25%`, `a majority (> 50%)`.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::{Locale, Unit};
    /// let label = |text: &str, locale| words(locale).label(&text.parse().unwrap(), Unit::Percent);
    /// assert_eq!(label("~55", Locale::En), "≈\u{a0}55%");
    /// assert_eq!(label("<4", Locale::Tr), "<\u{a0}%4");
    /// assert_eq!(label("nearly 25", Locale::Ru), "почти 25\u{a0}%");
    /// ```
    pub fn label(&self, value: &Value, unit: Unit) -> String {
        let number = match value {
            Value::Between(low, high) => format!("{}–{}", self.amount(*low, unit), self.amount(*high, unit)),
            Value::Majority | Value::Minority => "50".to_owned(),
            other => other.number().map_or_else(String::new, |n| self.amount(n, unit)),
        };
        fill((self.label)(value.operator()), &[("v", &self.with_unit(&number, unit))])
    }

    /// A value in words: `less than 4 percent`.
    pub fn spoken(&self, value: &Value, unit: Unit) -> String {
        let (text, last) = match value {
            Value::Between(low, high) => (format!("{}–{}", self.amount(*low, unit), self.amount(*high, unit)), *high),
            other => other.number().map_or_else(|| (String::new(), Number::whole(0)), |n| (self.amount(n, unit), n)),
        };
        let amount = match unit {
            Unit::Percent => (self.spoken_percent)(&text, last, value.operator()),
            Unit::Count | Unit::Rank | Unit::Year => text,
        };
        fill((self.spoken)(value.operator()), &[("v", &amount)])
    }

    /// A computed share, as an interval when it is one: `20%`, `18–22%`.
    pub fn share(&self, low: f64, high: f64) -> String {
        let (low, high) = (self.plain(low), self.plain(high));
        let text = if low == high { low } else { format!("{low}–{high}") };
        self.with_unit(&text, Unit::Percent)
    }

    /// An interval with its unit: `53–57%`.
    pub fn interval(&self, interval: &Interval, unit: Unit) -> String {
        let low = self.plain(interval.low.value);
        match interval.high {
            Some(high) => self.with_unit(&format!("{low}–{}", self.plain(high.value)), unit),
            None => format!("> {}", self.with_unit(&low, unit)),
        }
    }

    /// A difference, as an interval when it is one: `43 points`, `13–17 points`; of other units the number alone.
    pub fn points(&self, low: f64, high: Option<f64>, unit: Unit) -> String {
        let text = match high {
            Some(high) if self.plain(high) == self.plain(low) => self.plain(low),
            Some(high) => format!("{}–{}", self.plain(low), self.plain(high)),
            None => format!("≥\u{a0}{}", self.plain(low)),
        };
        match unit {
            Unit::Percent => fill(self.points, &[("n", &text)]),
            Unit::Count | Unit::Rank | Unit::Year => text,
        }
    }

    /// A date as short as a tick: the year, or month and year.
    pub fn tick_date(&self, date: PartialDate) -> String {
        let short = PartialDate { day: None, ..date };
        self.date(short)
    }

    /// A date as exact as it is known.
    pub fn date(&self, date: PartialDate) -> String {
        let months = self.months_of_days.as_ref().filter(|_| date.day.is_some()).unwrap_or(&self.months);
        let Some(month) = date.month.and_then(|m| months.get(usize::from(m).wrapping_sub(1))) else {
            return date.year.to_string();
        };
        let year = date.year.to_string();
        match date.day {
            Some(day) => fill(self.day_month_year, &[("day", &day.to_string()), ("month", month), ("year", &year)]),
            None => fill(self.month_year, &[("month", month), ("year", &year)]),
        }
    }

    /// A text with a capital first letter; a Turkish i gets its dot.
    pub fn capitalised(&self, text: &str) -> String {
        let mut rest = text.chars();
        match rest.next() {
            Some('i') if std::ptr::eq(self, &tr::WORDS) => format!("İ{}", rest.as_str()),
            Some(first) => first.to_uppercase().chain(rest).collect(),
            None => String::new(),
        }
    }

    /// A list: `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{}{}{}", first.join(self.comma), self.and, last.as_ref())
            }
        }
    }

    /// Sentences one after the other: with a space between them, unless the writing has none.
    pub fn sentences<S: AsRef<str>>(&self, sentences: &[S]) -> String {
        let mut out = String::new();
        for sentence in sentences.iter().map(AsRef::as_ref).filter(|s| !s.is_empty()) {
            if !out.is_empty() && !out.ends_with(['。', '：', '；', '？', '！', '，']) {
                out.push(' ');
            }
            out.push_str(sentence);
        }
        out
    }

    /// The mark at the end of a sentence.
    pub fn stop(&self) -> &'static str {
        if self.is_chinese() { "。" } else { "." }
    }

    /// The mark between clauses, with its space.
    pub fn clause(&self) -> &'static str {
        if self.is_chinese() { "，" } else { ", " }
    }

    fn is_chinese(&self) -> bool {
        std::ptr::eq(self, &zh::WORDS)
    }

    /// A text in quotation marks. One in a script that runs from the right is set apart (Unicode isolates), so that what
    /// stands beside it keeps its order.
    ///
    /// ```
    /// use citeplot::{language::phrases::words, model::Locale};
    /// assert_eq!(words(Locale::Ru).quoted("почти"), "«почти»");
    /// assert_eq!(words(Locale::En).quoted("כמעט 10"), "“\u{2068}כמעט 10\u{2069}”");
    /// ```
    pub fn quoted(&self, text: &str) -> String {
        let (open, close) = self.quotes;
        let from_right =
            |c: char| matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        match text.chars().any(from_right) {
            true => format!("{open}\u{2068}{text}\u{2069}{close}"),
            false => format!("{open}{text}{close}"),
        }
    }
}

/// Fills `{name}` places of a phrase.
pub fn fill(phrase: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|c| open + c) else { break };
        out.push_str(&rest[..open]);
        match parts.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
            Some((_, text)) => out.push_str(text),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}
