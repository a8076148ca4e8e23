//! Numbers as written.

use std::fmt;
use std::str::FromStr;

/// A finite decimal number that remembers how many digits stood after its point: `55.0` is not `55`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    value: f64,
    decimals: u8,
}

/// Why a text is not a [`Number`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError {
    /// What was written.
    pub written: String,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a decimal number such as `55` or `55.5`", self.written)
    }
}

impl std::error::Error for NumberError {}

impl Number {
    /// A whole number. Exact up to 2^53.
    pub fn whole(value: i64) -> Self {
        Self { value: value as f64, decimals: 0 }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.value
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { value: self.value.abs(), ..self }
    }

    /// How many digits were written after the point, 0 to 9.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// Half a unit of the last digit written: 0.5 for `55`, 0.05 for `55.0`.
    pub fn rounding(self) -> f64 {
        0.5 / 10f64.powi(i32::from(self.decimals))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads digits with at most one point and at most nine digits after it; a sign may stand before them.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let fail = || NumberError { written: text.to_owned() };
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let point_ends = digits.ends_with('.');
        if whole.is_empty() || point_ends || !all_digits(whole) || !all_digits(fraction) {
            return Err(fail());
        }
        if whole.len() > 15 || fraction.len() > 9 {
            return Err(fail());
        }
        let value: f64 = text.parse().map_err(|_| fail())?;
        let decimals = u8::try_from(fraction.len()).map_err(|_| fail())?;
        Ok(Self { value, decimals })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", usize::from(self.decimals), self.value)
    }
}
