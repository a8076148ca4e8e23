//! Whether two texts say the same.

use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Whether two files hold the same values under the same keys, and the same comments.
pub(super) fn says_the_same(before: &str, after: &str) -> bool {
    let (Ok(a), Ok(b)) = (DeTable::parse(before), DeTable::parse(after)) else { return false };
    tables_agree(a.get_ref(), b.get_ref()) && comments(before) == comments(after)
}

fn tables_agree(a: &DeTable<'_>, b: &DeTable<'_>) -> bool {
    a.len() == b.len()
        && a.iter().all(|(key, value)| {
            let other = b.get(key.get_ref().as_ref());
            other.is_some_and(|other| agree(value.get_ref(), other.get_ref(), key.get_ref() == "cells"))
        })
}

/// Whether two values agree; a grid may stand in other columns.
fn agree(a: &DeValue<'_>, b: &DeValue<'_>, is_grid: bool) -> bool {
    match (a, b) {
        (DeValue::Table(a), DeValue::Table(b)) => tables_agree(a, b),
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| agree(a.get_ref(), b.get_ref(), false))
        }
        (DeValue::String(a), DeValue::String(b)) if is_grid => cells(a) == cells(b),
        (DeValue::String(a), DeValue::String(b)) => a == b,
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Integer(a), DeValue::Integer(b)) => (a.radix(), a.as_str()) == (b.radix(), b.as_str()),
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        _ => false,
    }
}

/// The cells of a grid; how many dashes part two lines does not matter.
fn cells(grid: &str) -> Vec<Vec<&str>> {
    let cell = |text: &'_ str| -> bool { !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '+' | ':' | '=')) };
    grid.lines()
        .map(|line| {
            line.split('|').map(str::trim).map(|t| if cell(t) && line.contains("--") { "-" } else { t }).collect()
        })
        .collect()
}

/// The comments of a text, in alphabetical order: where keys move, theirs move along.
fn comments(text: &str) -> Vec<&str> {
    let tokens = Source::new(text).lex();
    let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
    let mut all: Vec<&str> = comments.map(|c| text[c.span().start()..c.span().end()].trim_end()).collect();
    all.sort_unstable();
    all
}
