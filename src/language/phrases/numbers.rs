//! Numbers, values and intervals with their units.

use crate::language::phrases::fill;
use crate::locale::{HedgePhrases, Language};
use crate::model::{Ends, Interval, Number, Operator, Unit, Value};

impl Language {
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

    /// A computed number, with at most one decimal; at most two on a scale, whose whole length may be four.
    fn plain(&self, value: f64, unit: Unit) -> String {
        let power = if unit.is_scaled() { 100.0 } else { 10.0 };
        let rounded = (value * power).round() / power;
        self.digits(&format!("{rounded}"))
    }

    fn digits(&self, written: &str) -> String {
        let (sign, digits) = written.strip_prefix('-').map_or(("", written), |rest| ("−", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                out.push(self.numbers.group);
            }
            out.push(c);
        }
        if !fraction.is_empty() {
            out.push(self.numbers.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// A number of a unit; a year has no groups, a change has its sign.
    fn amount(&self, number: Number, unit: Unit) -> String {
        match unit {
            Unit::Year => number.to_string(),
            Unit::Points if number.value() > 0.0 => format!("+{}", self.number(number)),
            Unit::Percent | Unit::Points | Unit::Mean | Unit::Index | Unit::Count | Unit::Rank => self.number(number),
        }
    }

    fn with_unit(&self, number: &str, unit: Unit) -> String {
        match unit {
            Unit::Percent => fill(self.numbers.percent, &[("n", number)]),
            Unit::Points => fill(self.numbers.points, &[("n", number)]),
            Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year => number.to_owned(),
        }
    }

    /// The tick label of an axis.
    pub fn tick(&self, value: f64, unit: Unit) -> String {
        match unit {
            // Every mark says that it counts points.
            Unit::Points => self.computed(value, unit),
            Unit::Percent | Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year => {
                self.with_unit(&self.plain(value, unit), unit)
            }
        }
    }

    /// A computed number of a unit; a change has its sign.
    fn computed(&self, value: f64, unit: Unit) -> String {
        let sign = if unit == Unit::Points && value > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.plain(value, unit))
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
    /// assert_eq!(words(Locale::En).label(&"4".parse().unwrap(), Unit::Points), "+4 points");
    /// ```
    pub fn label(&self, value: &Value, unit: Unit) -> String {
        let number = match value {
            Value::Between(low, high) => range(&self.amount(*low, unit), &self.amount(*high, unit), unit),
            Value::Majority | Value::Minority => "50".to_owned(),
            other => other.number().map_or_else(String::new, |n| self.amount(n, unit)),
        };
        fill(self.label.of(value.operator()), &[("v", &self.with_unit(&number, unit))])
    }

    /// A value in words: `less than 4 percent`.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::{Locale, Unit};
    /// let spoken = |text: &str, locale| words(locale).spoken(&text.parse().unwrap(), Unit::Percent);
    /// assert_eq!(spoken("<4", Locale::En), "less than 4 percent");
    /// assert_eq!(spoken("21", Locale::Ru), "21 процент");
    /// assert_eq!(spoken("<21", Locale::Ru), "менее 21 процента");
    /// ```
    pub fn spoken(&self, value: &Value, unit: Unit) -> String {
        let (text, last) = match value {
            Value::Between(low, high) => (range(&self.amount(*low, unit), &self.amount(*high, unit), unit), *high),
            other => other.number().map_or_else(|| (String::new(), Number::whole(0)), |n| (self.amount(n, unit), n)),
        };
        let amount = match unit {
            Unit::Percent => fill(self.spoken_percent(last, value.operator()), &[("n", &text)]),
            Unit::Points | Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year => {
                self.with_unit(&text, unit)
            }
        };
        fill(self.spoken.of(value.operator()), &[("v", &amount)])
    }

    fn spoken_percent(&self, number: Number, operator: Operator) -> &'static str {
        let compared = matches!(operator, Operator::Below | Operator::Above);
        let counted = if compared { &self.numbers.spoken_percent_compared } else { &self.numbers.spoken_percent };
        counted.form((self.numbers.plural)(number.value().abs() as u64, number.decimals()))
    }

    /// What the numbers of a mean or an index are, with what the ends of its scale mean where that is said: `average on a scale
    /// from 1 to 5 (completely)`. Nothing for other units.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::{Ends, Locale, Unit};
    /// let scale = Some(Ends { low: 1.0, high: 5.0 });
    /// let said = words(Locale::En).on_scale(Unit::Mean, scale, [Some("never"), Some("always")]);
    /// assert_eq!(said.unwrap(), "average on a scale from 1 (never) to 5 (always)");
    /// ```
    pub fn on_scale(&self, unit: Unit, scale: Option<Ends>, meanings: [Option<&str>; 2]) -> Option<String> {
        let phrase = match unit {
            Unit::Mean => self.mean_on,
            Unit::Index => self.index_on,
            Unit::Percent | Unit::Points | Unit::Count | Unit::Rank | Unit::Year => return None,
        };
        let Some(ends) = scale else { return Some(self.index.to_owned()) };
        let end = |value: f64, meaning: Option<&str>| {
            let n = self.tick(value, unit);
            meaning.map_or(n.clone(), |label| fill(self.scale_end, &[("n", &n), ("label", label)]))
        };
        let [low, high] = meanings;
        Some(fill(phrase, &[("low", &end(ends.low, low)), ("high", &end(ends.high, high))]))
    }

    /// A computed share, as an interval when it is one: `20%`, `18–22%`.
    pub fn share(&self, low: f64, high: f64) -> String {
        let (low, high) = (self.plain(low, Unit::Percent), self.plain(high, Unit::Percent));
        let text = if low == high { low } else { format!("{low}–{high}") };
        self.with_unit(&text, Unit::Percent)
    }

    /// An interval with its unit: `53–57%`.
    pub fn interval(&self, interval: &Interval, unit: Unit) -> String {
        let low = self.computed(interval.low.value, unit);
        match interval.high {
            Some(high) => self.with_unit(&range(&low, &self.computed(high.value, unit), unit), unit),
            None => format!("> {}", self.with_unit(&low, unit)),
        }
    }

    /// A difference, as an interval when it is one: `43 points`, `13–17 points`; of other units the number alone.
    pub fn points(&self, low: f64, high: Option<f64>, unit: Unit) -> String {
        let text = match high {
            Some(high) if self.plain(high, unit) == self.plain(low, unit) => self.plain(low, unit),
            Some(high) => format!("{}–{}", self.plain(low, unit), self.plain(high, unit)),
            None => format!("≥\u{a0}{}", self.plain(low, unit)),
        };
        match unit {
            Unit::Percent | Unit::Points => fill(self.numbers.points, &[("n", &text)]),
            Unit::Mean | Unit::Index | Unit::Count | Unit::Rank | Unit::Year => text,
        }
    }
}

/// A range of numbers; a dash beside a sign would be taken for another one.
fn range(low: &str, high: &str, unit: Unit) -> String {
    let between = if unit == Unit::Points { "…" } else { "–" };
    format!("{low}{between}{high}")
}

impl HedgePhrases {
    /// The phrase of a hedge.
    pub fn of(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Exact => self.exact,
            Operator::About => self.about,
            Operator::Nearly => self.nearly,
            Operator::Below => self.below,
            Operator::AtMost => self.at_most,
            Operator::Above => self.above,
            Operator::AtLeast => self.at_least,
            Operator::Between => self.between,
            Operator::Majority => self.majority,
            Operator::Minority => self.minority,
            Operator::Unquantified => self.unquantified,
        }
    }
}
