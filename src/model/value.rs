//! A value is what the source said.

use std::fmt;
use std::str::FromStr;

use crate::model::{Number, NumberError};
use crate::word::words;

/// The number of a claim together with the hedge that the source put on it.
///
/// The text forms are those of the `value` field of a record, and [`Display`](fmt::Display) gives them back.
///
/// ```
/// use citeplot::model::Value;
/// for text in ["25", "55.0", "~55", "nearly 25", "<4", "<=4", ">80", ">=80", "20-30", "majority", "minority", "none"] {
///     assert_eq!(text.parse::<Value>().unwrap().to_string(), text);
/// }
/// assert!("4%".parse::<Value>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// The number, unhedged: "25 percent".
    Exact(Number),
    /// "approximately", "about", "some": the number give or take.
    About(Number),
    /// "nearly", "almost": just below the number.
    Nearly(Number),
    /// "less than".
    Below(Number),
    /// "at most", "no more than".
    AtMost(Number),
    /// "more than".
    Above(Number),
    /// "at least".
    AtLeast(Number),
    /// "between … and …", both ends included.
    Between(Number, Number),
    /// "a majority", "most": more than half.
    Majority,
    /// "a minority": less than half.
    Minority,
    /// Words without a number ("numerous"): kept, listed, never drawn.
    Unquantified,
}

words! {
    /// The hedge of a [`Value`] without its number.
    pub enum Operator: "operator" {
        /// `=`
        Exact = "=",
        /// `~`
        About = "~",
        /// `nearly`
        Nearly = "nearly",
        /// `<`
        Below = "<",
        /// `<=`
        AtMost = "<=",
        /// `>`
        Above = ">",
        /// `>=`
        AtLeast = ">=",
        /// `between`
        Between = "between",
        /// `majority`
        Majority = "majority",
        /// `minority`
        Minority = "minority",
        /// `none`
        Unquantified = "none",
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is not a [`Value`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// Not one of the text forms.
    Form(String),
    /// The number in it is not one.
    Number(NumberError),
    /// A range whose first end is not below its second.
    Backwards(String),
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(written) => write!(f, "`{written}` is not a value"),
            Self::Number(error) => error.fmt(f),
            Self::Backwards(written) => write!(f, "the range `{written}` does not run from low to high"),
        }
    }
}

impl std::error::Error for ValueError {}

impl Value {
    /// The text forms, for hints.
    pub const FORMS: &'static str = "write 25, \"~55\", \"nearly 25\", \"<4\", \"<=4\", \">80\", \">=80\", \"20-30\", \"majority\", \"minority\" or \"none\"";

    /// The hedge.
    pub fn operator(&self) -> Operator {
        match self {
            Self::Exact(_) => Operator::Exact,
            Self::About(_) => Operator::About,
            Self::Nearly(_) => Operator::Nearly,
            Self::Below(_) => Operator::Below,
            Self::AtMost(_) => Operator::AtMost,
            Self::Above(_) => Operator::Above,
            Self::AtLeast(_) => Operator::AtLeast,
            Self::Between(..) => Operator::Between,
            Self::Majority => Operator::Majority,
            Self::Minority => Operator::Minority,
            Self::Unquantified => Operator::Unquantified,
        }
    }

    /// The one number that was written, if there is exactly one. Never a midpoint.
    pub fn number(&self) -> Option<Number> {
        match *self {
            Self::Exact(n)
            | Self::About(n)
            | Self::Nearly(n)
            | Self::Below(n)
            | Self::AtMost(n)
            | Self::Above(n)
            | Self::AtLeast(n) => Some(n),
            Self::Between(..) | Self::Majority | Self::Minority | Self::Unquantified => None,
        }
    }

    /// The same without signs: how large a change is, whichever way it goes. "Fell by 3 points" is −3 and states 3.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        match *self {
            Self::Exact(n) => Self::Exact(n.abs()),
            Self::About(n) => Self::About(n.abs()),
            Self::Nearly(n) => Self::Nearly(n.abs()),
            Self::Below(n) => Self::Below(n.abs()),
            Self::AtMost(n) => Self::AtMost(n.abs()),
            Self::Above(n) => Self::Above(n.abs()),
            Self::AtLeast(n) => Self::AtLeast(n.abs()),
            Self::Between(low, high) if high.value() <= 0.0 => Self::Between(high.abs(), low.abs()),
            Self::Between(..) | Self::Majority | Self::Minority | Self::Unquantified => *self,
        }
    }

    /// All numbers that were written, none to two.
    pub fn numbers(&self) -> Vec<Number> {
        match *self {
            Self::Between(low, high) => vec![low, high],
            ref other => other.number().into_iter().collect(),
        }
    }

    /// The bound that the source gives, to sort by: the number written, the lower end of a range, 50 for a majority
    /// or a minority. None for words without a number.
    pub fn known_bound(&self) -> Option<f64> {
        match *self {
            Self::Between(low, _) => Some(low.value()),
            Self::Majority | Self::Minority => Some(50.0),
            Self::Unquantified => None,
            ref other => other.number().map(Number::value),
        }
    }
}

impl FromStr for Value {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        match text {
            "majority" => return Ok(Self::Majority),
            "minority" => return Ok(Self::Minority),
            "none" => return Ok(Self::Unquantified),
            _ => {}
        }
        type Make = fn(Number) -> Value;
        let hedges: [(&str, Make); 10] = [
            ("<=", Value::AtMost),
            ("≤", Value::AtMost),
            (">=", Value::AtLeast),
            ("≥", Value::AtLeast),
            ("<", Value::Below),
            (">", Value::Above),
            ("~", Value::About),
            ("≈", Value::About),
            ("nearly ", Value::Nearly),
            ("=", Value::Exact),
        ];
        for (prefix, make) in hedges {
            if let Some(rest) = text.strip_prefix(prefix) {
                return rest.trim().parse().map(make).map_err(ValueError::Number);
            }
        }
        let range = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–'));
        if let Some((at, dash)) = range {
            let low: Number = text[..at].trim().parse().map_err(ValueError::Number)?;
            let high: Number = text[at + dash.len_utf8()..].trim().parse().map_err(ValueError::Number)?;
            if low.value() >= high.value() {
                return Err(ValueError::Backwards(text.to_owned()));
            }
            return Ok(Self::Between(low, high));
        }
        match text.parse() {
            Ok(number) => Ok(Self::Exact(number)),
            Err(_) => Err(ValueError::Form(text.to_owned())),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(n) => n.fmt(f),
            Self::About(n) => write!(f, "~{n}"),
            Self::Nearly(n) => write!(f, "nearly {n}"),
            Self::Below(n) => write!(f, "<{n}"),
            Self::AtMost(n) => write!(f, "<={n}"),
            Self::Above(n) => write!(f, ">{n}"),
            Self::AtLeast(n) => write!(f, ">={n}"),
            Self::Between(low, high) => write!(f, "{low}-{high}"),
            Self::Majority => f.write_str("majority"),
            Self::Minority => f.write_str("minority"),
            Self::Unquantified => f.write_str("none"),
        }
    }
}
