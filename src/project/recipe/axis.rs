//! How far an axis of values reaches, where the recipe says.

use crate::diag::{Code, Diagnostic};
use crate::model::Number;
use crate::project::recipe::ChartKind;
use crate::project::walk::table::Table;
use crate::source::{Located, Spot};

/// The ends of an axis of values, in the unit of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisRange {
    /// The least value.
    pub from: Number,
    /// The greatest value.
    pub to: Number,
    /// Its place in the recipe.
    pub at: Spot,
}

impl AxisRange {
    /// Whether the axis has a value on it.
    pub fn holds(&self, value: f64) -> bool {
        (self.from.value()..=self.to.value()).contains(&value)
    }
}

/// The key `axis`: two numbers, the lesser first. Only points may have an axis of their own: a bar that starts elsewhere than
/// at 0 shows a wrong share.
pub(crate) fn axis(table: &Table<'_, '_>, kind: Option<ChartKind>) -> Option<AxisRange> {
    let written = table.optional::<Vec<Located<Number>>>("axis")?;
    if let Some(kind) = kind.filter(|kind| !kind.traits().free_axis) {
        let message =
            format!("a chart of the kind `{}` has no axis of its own: what it fills starts at 0", kind.code());
        let hint = "leave `axis` out, or draw points: `kind = \"dot\"`, or over time `kind = \"trend\"`";
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(table.place("axis")).hint(hint));
        return None;
    }
    match written.value.as_slice() {
        [from, to] if from.value.value() < to.value.value() => {
            Some(AxisRange { from: from.value, to: to.value, at: written.at })
        }
        [..] => {
            let fault = Diagnostic::new(Code::CONTRADICTION, "an axis is two numbers, the lesser first").at(written.at);
            table.push(fault.hint("write the least and the greatest value: axis = [0, 50]"));
            None
        }
    }
}
