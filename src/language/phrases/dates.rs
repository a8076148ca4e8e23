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
            return year;
        };
        match date.day {
            Some(day) => {
                fill(self.dates.day_month_year, &[("day", &day.to_string()), ("month", month), ("year", &year)])
            }
            None => fill(self.dates.month_year, &[("month", month), ("year", &year)]),
        }
    }
}
