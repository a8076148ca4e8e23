//! The ids that a TOML text holds, read or not.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

/// Collects the text of every key `id`, at any depth.
pub(in crate::project) fn collect(table: &DeTable<'_>, ids: &mut BTreeSet<String>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::String(text) if key.get_ref() == "id" => drop(ids.insert(text.to_string())),
            value => collect_value(value, ids),
        }
    }
}

fn collect_value(value: &DeValue<'_>, ids: &mut BTreeSet<String>) {
    match value {
        DeValue::Table(table) => collect(table, ids),
        DeValue::Array(items) => items.iter().for_each(|item| collect_value(item.get_ref(), ids)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}
