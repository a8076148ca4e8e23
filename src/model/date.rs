//! Dates as exact as the source gives them.

use std::fmt;
use std::str::FromStr;

/// A year, a month or a day: `2010`, `2020-04`, `2020-04-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1000 to 9999.
    pub year: u16,
    /// The month, 1 to 12, when known.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, when known.
    pub day: Option<u8>,
}

/// Why a text is not a [`PartialDate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What was written.
    pub written: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date such as 2010, 2020-04 or 2020-04-15", self.written)
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// The date as a number of years: the middle of what is known of it, so 2020 is 2020.5. All months are a twelfth.
    ///
    /// ```
    /// use citeplot::model::PartialDate;
    /// let years = |text: &str| text.parse::<PartialDate>().unwrap().years();
    /// assert_eq!([years("2020"), years("2020-01"), years("2020-12")].map(|y| (y * 24.0).round()), [48492.0, 48481.0, 48503.0]);
    /// assert!(years("2020-03-01") < years("2020-03-30") && years("2020-03-30") < years("2020-04-01"));
    /// ```
    pub fn years(self) -> f64 {
        self.middle_to(self)
    }

    /// The middle of the time from this date to another one, as far as both are known, as a number of years.
    ///
    /// ```
    /// use citeplot::model::PartialDate;
    /// let date = |text: &str| text.parse::<PartialDate>().unwrap();
    /// assert_eq!(date("2020-04-01").middle_to(date("2020-04-30")), date("2020-04").years());
    /// assert_eq!(date("2019").middle_to(date("2020")), 2020.0);
    /// ```
    pub fn middle_to(self, other: Self) -> f64 {
        let (year, first, _) = self.parts();
        let (last_year, _, last) = other.parts();
        let years = f64::from(last_year) - f64::from(year);
        f64::from(year) + years / 2.0 + f64::midpoint(first, last) / 12.0
    }

    /// The year, and what is known of it in months: from its start, 0 to 12, to its end.
    fn parts(self) -> (u16, f64, f64) {
        match (self.month, self.day) {
            (None, _) => (self.year, 0.0, 12.0),
            (Some(month), None) => (self.year, f64::from(month) - 1.0, f64::from(month)),
            (Some(month), Some(day)) => {
                let (start, length) = (f64::from(month) - 1.0, f64::from(days_of(self.year, month)));
                (self.year, start + f64::from(day - 1) / length, start + f64::from(day) / length)
            }
        }
    }

    /// A number that grows with the date; a year or a month comes before its days.
    pub fn order(self) -> usize {
        let part = |p: Option<u8>| usize::from(p.unwrap_or(0));
        (usize::from(self.year) * 13 + part(self.month)) * 32 + part(self.day)
    }

    /// Whether this date lies wholly after the other, as far as both are known: 2020-04 is after 2019, 2010-05 is not
    /// after 2010.
    pub fn is_after(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year > other.year;
        }
        match (self.month, other.month) {
            (Some(a), Some(b)) if a != b => a > b,
            (Some(_), Some(_)) => matches!((self.day, other.day), (Some(a), Some(b)) if a > b),
            _ => false,
        }
    }
}

/// How many days a month has.
pub(crate) fn days_of(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => 31,
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError { written: text.to_owned() };
        let mut parts = text.split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<u16>().map(Some).map_err(|_| fail())
            }
            Some(_) => Err(fail()),
        };
        let (year, month, day) = (part(4)?.ok_or_else(fail)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(fail());
        }
        let days = u16::from(month.and_then(|m| u8::try_from(m).ok()).map_or(31, |month| days_of(year, month)));
        let fits = |n: Option<u16>, most: u16| n.is_none_or(|n| (1..=most).contains(&n));
        if year < 1000 || !fits(month, 12) || !fits(day, days) {
            return Err(fail());
        }
        let small = |n: Option<u16>| n.and_then(|n| u8::try_from(n).ok());
        Ok(Self { year, month: small(month), day: small(day) })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
