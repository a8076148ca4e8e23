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
    /// The date as a number of years: the middle of what is known of it, so 2020 is 2020.5.
    ///
    /// ```
    /// use citeplot::model::PartialDate;
    /// let years = |text: &str| text.parse::<PartialDate>().unwrap().years();
    /// assert_eq!([years("2020"), years("2020-01"), years("2020-12")].map(|y| (y * 24.0).round()), [48492.0, 48481.0, 48503.0]);
    /// ```
    pub fn years(self) -> f64 {
        let month = self.month.map_or(6.0, |m| f64::from(m) - 0.5);
        f64::from(self.year) + month / 12.0
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
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) => 28 + u16::from(leap),
            _ => 31,
        };
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
