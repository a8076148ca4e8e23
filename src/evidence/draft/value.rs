//! The value of a draft: number, hedge, unit and the sign of a change.

use crate::evidence::direction::{Direction, of_difference};
use crate::evidence::draft::quoted;
use crate::evidence::statement::{Figure, Measured, Statement, StatementKind};
use crate::model::Operator;

/// The value of a record, with its unit where that is not percent.
pub(super) fn value(statement: &Statement, sentence: &str) -> String {
    let unit = match statement.unit {
        Measured::Percent if statement.kind == StatementKind::Change => {
            "# open: the sentence tells by how much something changed, and no share\n"
        }
        Measured::Percent => "",
        Measured::Count => "unit = \"count\"\n",
        Measured::Points => "unit = \"points\"\n",
        Measured::Times => "# open: the sentence states how many times as much, and no share\n",
    };
    let (sign, open) = match statement.unit {
        Measured::Points => sign(sentence),
        Measured::Percent | Measured::Count | Measured::Times => ("", ""),
    };
    format!("value = {}\n{unit}{open}", hedged(statement, sign))
}

/// The sign of a change, and what is open about it.
fn sign(sentence: &str) -> (&'static str, &'static str) {
    match of_difference(sentence) {
        Some(Direction::Down) => ("-", ""),
        Some(Direction::Up) => ("", ""),
        None => ("", "# open: the sign of the change\n"),
    }
}

fn hedged(statement: &Statement, sign: &str) -> String {
    let worded = |n: f64| worded(n, statement.kind);
    match (statement.kind, statement.figure) {
        (StatementKind::Majority, _) => quoted("majority"),
        (StatementKind::Minority, _) => quoted("minority"),
        (_, Figure::Two(low, high)) if sign.is_empty() => quoted(&format!("{}-{}", worded(low), worded(high))),
        (_, Figure::Two(low, high)) => quoted(&format!("-{}--{}", worded(high), worded(low))),
        (_, Figure::One(n)) => {
            let n = format!("{sign}{}", worded(n));
            match statement.operator {
                Operator::Exact => n,
                Operator::About => quoted(&format!("~{n}")),
                Operator::Nearly => quoted(&format!("nearly {n}")),
                Operator::Below => quoted(&format!("<{n}")),
                Operator::AtMost => quoted(&format!("<={n}")),
                Operator::Above => quoted(&format!(">{n}")),
                Operator::AtLeast => quoted(&format!(">={n}")),
                Operator::Between | Operator::Majority | Operator::Minority | Operator::Unquantified => n,
            }
        }
    }
}

/// A number as records write it: a third is 33, and not 33.33, which no source says.
fn worded(n: f64, kind: StatementKind) -> f64 {
    let decimals = (n * 10.0).fract().abs() > 1e-9;
    if kind == StatementKind::Proportion && decimals { n.round() } else { n }
}
