//! Dates as exact as they are known.

use crate::language::phrases::fill;
use crate::locale::Language;
use crate::model::PartialDate;

impl Language {
    /// A date as short as a tick: the year, or month and year.
    pub fn tick_date(&self, date: PartialDate) -> String {
        self.date(PartialDate { day: None, ..date })
    }

    /// A date as exact as it is known.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::Locale;
    /// assert_eq!(words(Locale::En).date("2020-04".parse().unwrap()), "April 2020");
    /// assert_eq!(words(Locale::Ru).date("2020-04-03".parse().unwrap()), "3\u{a0}апреля 2020\u{a0}г.");
    /// ```
    pub fn date(&self, date: PartialDate) -> String {
        let months = if date.day.is_some() { &self.dates.months_with_day } else { &self.dates.months };
        let year = date.year.to_string();
        let Some(month) = date.month.and_then(|m| months.get(usize::from(m).wrapping_sub(1))) else {
            return fill(self.dates.year, &[("year", &year)]);
        };
        match date.day {
            Some(day) => {
                fill(self.dates.day_month_year, &[("day", &day.to_string()), ("month", month), ("year", &year)])
            }
            None => fill(self.dates.month_year, &[("month", month), ("year", &year)]),
        }
    }

    /// An interval of dates, with nothing said twice (the interval formats of the Unicode CLDR): "2–26 May 2023",
    /// "2 May – 3 June 2023", "30 December 2022 – 2 January 2023", "March – May 2023", "2019–2023". One date when both are the
    /// same, or when one of them is the month or the year that the other lies in.
    ///
    /// ```
    /// use citeplot::language::phrases::words;
    /// use citeplot::model::Locale;
    /// let range = |a: &str, b: &str, locale| words(locale).dates(a.parse().unwrap(), b.parse().unwrap());
    /// assert_eq!(range("2023-05-02", "2023-05-26", Locale::En), "2–26 May 2023");
    /// assert_eq!(range("2023-05-02", "2023-06-03", Locale::Kk), "2023\u{a0}ж. 2 мамыр – 3 маусым");
    /// assert_eq!(range("2019", "2023", Locale::Zh), "2019–2023年");
    /// ```
    pub fn dates(&self, first: PartialDate, last: PartialDate) -> String {
        let dates = &self.dates;
        if let Some(whole) = within(first, last) {
            return self.date(whole);
        }
        if first.month.is_none() && last.month.is_none() {
            return fill(dates.years, &[("first", &first.year.to_string()), ("last", &last.year.to_string())]);
        }
        if let (Some(from), Some(to), true) =
            (first.day, last.day, (first.year, first.month) == (last.year, last.month))
        {
            let days = fill(dates.days, &[("first", &from.to_string()), ("last", &to.to_string())]);
            let month = first.month.map_or("", |m| dates.months_with_day[usize::from(m) - 1]);
            return fill(dates.day_month_year, &[("day", &days), ("month", month), ("year", &first.year.to_string())]);
        }
        let (from, to) = match (first.year == last.year, dates.year_first) {
            (true, true) => (self.date(first), self.without_year(last)),
            (true, false) => (self.without_year(first), self.date(last)),
            (false, _) => (self.date(first), self.date(last)),
        };
        format!("{from}{}{to}", dates.through)
    }

    /// A month, or a day with its month; the year when nothing else is known.
    fn without_year(&self, date: PartialDate) -> String {
        let months = if date.day.is_some() { &self.dates.months_with_day } else { &self.dates.months };
        let Some(month) = date.month.map(|m| months[usize::from(m) - 1]) else { return self.date(date) };
        match date.day {
            Some(day) => fill(self.dates.day_month, &[("day", &day.to_string()), ("month", month)]),
            None => month.to_owned(),
        }
    }
}

/// The less exact of two dates, where the other one lies in it.
fn within(a: PartialDate, b: PartialDate) -> Option<PartialDate> {
    let holds = |whole: PartialDate, part: PartialDate| {
        whole.year == part.year
            && (whole.month.is_none() || whole.month == part.month)
            && (whole.day.is_none() || whole.day == part.day)
    };
    if holds(a, b) {
        return Some(a);
    }
    holds(b, a).then_some(b)
}
