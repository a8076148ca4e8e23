//! The order of the rows of a chart.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::Dimension;
use crate::project::walk::table::Table;
use crate::source::Located;

/// What the rows of a chart are ordered by, and which way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// What they are ordered by.
    pub by: OrderBy,
    /// The series whose values count, by id or label: their sum when there are several. All marks of a row count when it is
    /// empty, the greatest of them.
    pub of: Vec<Located<String>>,
    /// Whether the greatest, the last listed or the latest comes first.
    pub descending: bool,
}

/// What rows are ordered by.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum OrderBy {
    /// As the dataset lists questions, answers, subjects and all else; waves by time.
    #[default]
    Listed,
    /// By the greatest known bound of the row. Never by a midpoint.
    Value,
    /// By how far apart the marks of a row are for certain; rows with one mark come last.
    Difference,
    /// As the dataset lists what rows are in a dimension; waves by time.
    Dimension(Dimension),
    /// As the recipe names what rows are, by ids or labels. Rows that are not named come last.
    Names(Vec<Located<String>>),
}

impl Order {
    /// The words of recipes besides those of dimensions.
    pub const WORDS: [&'static str; 3] = ["listed", "value", "difference"];

    /// The order that a word asks for, in the way that is usual for it: values and differences from the greatest down.
    fn of_word(word: &str) -> Option<Self> {
        let by = match word {
            "listed" => OrderBy::Listed,
            "value" => OrderBy::Value,
            "difference" => OrderBy::Difference,
            other => OrderBy::Dimension(Dimension::ALL.into_iter().find(|d| d.code() == other)?),
        };
        let descending = matches!(by, OrderBy::Value | OrderBy::Difference);
        Some(Self { by, of: Vec::new(), descending })
    }
}

/// The key `order`: a word, with a hyphen before it for the other way round, a list of names, or a table. Listed when absent,
/// nothing when faulty.
pub(crate) fn order(table: &Table<'_, '_>) -> Option<Order> {
    if table.raw("order").is_none() {
        return Some(Order::default());
    }
    if table.holds_array("order") {
        return names(table);
    }
    if table.holds_table("order") {
        return table.table("order", "order").and_then(|own| in_full(&own));
    }
    let written = table.optional::<String>("order")?;
    let (word, turned) = match written.value.strip_prefix('-') {
        Some(word) => (word, true),
        None => (written.value.as_str(), false),
    };
    let order = known(table, &written, word)?;
    Some(Order { descending: order.descending != turned, ..order })
}

/// `order = ["turkey", "kazakhstan"]`.
fn names(table: &Table<'_, '_>) -> Option<Order> {
    let names = table.optional::<Vec<Located<String>>>("order")?;
    if names.value.is_empty() {
        let fault = Diagnostic::new(Code::EMPTY_TEXT, "the order names no row").at(names.at);
        table.push(fault.hint("leave the key out, or name rows by ids or labels: order = [\"alba\", \"borduria\"]"));
        return None;
    }
    Some(Order { by: OrderBy::Names(names.value), ..Order::default() })
}

/// `order = { by = "value", of = "agrees", descending = true }`.
fn in_full(table: &Table<'_, '_>) -> Option<Order> {
    let by = table.required::<String>("by");
    let of = match table.holds_array("of") {
        true => table.optional::<Vec<Located<String>>>("of").map(|of| of.value),
        false => table.optional::<String>("of").map(|of| vec![of]),
    };
    let descending = table.optional::<bool>("descending");
    table.finish();
    let by = by?;
    let order = known(table, &by, &by.value)?;
    if let Some(of) = of.iter().flatten().next().filter(|_| order.by != OrderBy::Value) {
        let fault = Diagnostic::new(Code::CONTRADICTION, "only values are those of a series").at(of.at);
        table.push(fault.hint("write by = \"value\", or leave `of` out"));
        return None;
    }
    let descending = descending.map_or(order.descending, |d| d.value);
    Some(Order { of: of.unwrap_or_default(), descending, ..order })
}

fn known(table: &Table<'_, '_>, written: &Located<String>, word: &str) -> Option<Order> {
    let order = Order::of_word(word);
    if order.is_none() {
        let words = Order::WORDS.into_iter().chain(Dimension::ALL.map(Dimension::code));
        let message = format!("`{}` is not a value of `order`", written.value);
        table.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(written.at).maybe_hint(did_you_mean(word, words)));
    }
    order
}
