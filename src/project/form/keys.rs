//! The order of keys in a record: that of the manual.

use super::FileKind;

/// What a claim says, and what several claims may say together.
const SHARED: &[&str] = &[
    "document",
    "survey",
    "question",
    "response",
    "subject",
    "group",
    "value",
    "unit",
    "interval",
    "status",
    "derived_from",
    "as_written",
    "quote",
    "prefix",
    "suffix",
    "section",
    "page",
    "paragraph",
    "table",
    "figure",
    "chart",
    "slide",
    "footnote",
    "url",
    "time",
    "date",
    "base",
    "wording",
    "cites",
    "note",
    "acknowledge",
];

/// What stands first in a table: where it is in the document.
const TABLE: &[&str] = &["table", "figure", "chart", "section", "page"];

const SURVEY: &[&str] = &[
    "id",
    "extends",
    "label",
    "aliases",
    "series",
    "place",
    "conducted_by",
    "sponsored_by",
    "population",
    "geography",
    "frame",
    "mode",
    "field_start",
    "field_end",
    "sample",
    "n",
    "moe_pp",
    "weighted",
    "question_wording",
    "limitations",
    "undisclosed",
    "note",
    "acknowledge",
];

const RECIPE: &[&str] = &[
    "dataset",
    "kind",
    "title",
    "subtitle",
    "select",
    "rows",
    "series",
    "panels",
    "columns",
    "order",
    "locales",
    "missing",
    "orientation",
    "margins",
    "axis",
    "gaps",
    "highlight",
    "size",
    "theme",
    "alt",
    "note",
    "accept",
];

/// The place of a key in a table: those that the manual orders first, all others after them as they stand.
pub(super) fn place(kind: FileKind, table: &str, key: &str) -> usize {
    let within = |known: &[&str], before: usize| known.iter().position(|k| *k == key).map(|at| before + at);
    let found = match (kind, table) {
        (FileKind::Claims, "claim" | "passage.claims") => match key {
            "id" => Some(0),
            _ => within(SHARED, 1),
        },
        (FileKind::Claims, "table") => match key {
            "rows" | "columns" | "signs" | "cells" => within(&["rows", "columns", "signs", "cells"], 200),
            _ => within(TABLE, 0).or_else(|| within(SHARED, 100)),
        },
        (FileKind::Claims, "passage") => match key {
            "claims" => Some(100),
            _ => within(SHARED, 1),
        },
        (FileKind::Claims | FileKind::Dataset, "defaults") => within(SHARED, 1),
        (FileKind::Dataset, "") => {
            within(&["id", "title", "description", "document", "text", "quote_lang", "numbered", "polarity"], 0)
        }
        (FileKind::Dataset, "entity" | "place") => within(&["id", "label", "aliases"], 0),
        (FileKind::Dataset, "group") => within(&["id", "label", "members", "part_of", "aliases", "n"], 0),
        (FileKind::Dataset, "question") => within(&["id", "label", "wording", "polarity", "single_choice", "scale"], 0),
        (FileKind::Dataset, "question.response") => {
            within(&["id", "label", "statement", "polarity", "sum_of", "aliases"], 0)
        }
        (FileKind::Dataset, "survey") => within(SURVEY, 0),
        (FileKind::Dataset, "document") => within(&["work", "text", "quote_lang", "numbered"], 0),
        (FileKind::Dataset, "set_aside") => within(&["text", "reason"], 0),
        (FileKind::Dataset | FileKind::Claims, path) if path.ends_with("cites") => {
            within(&["work", "pages", "basis"], 0)
        }
        (FileKind::Dataset | FileKind::Claims, path) if path.ends_with("acknowledge") => within(&["code", "reason"], 0),
        (FileKind::Dataset, "polarity" | "question.polarity") => {
            within(&["positive", "neutral", "negative", "factual"], 0)
        }
        (FileKind::Dataset, "question.scale") => within(&["low", "high", "low_label", "high_label"], 0),
        (FileKind::Recipe, "") => within(RECIPE, 0),
        (FileKind::Recipe, "accept") => within(&["differences", "reason"], 0),
        (FileKind::Dataset | FileKind::Claims | FileKind::Recipe | FileKind::Deck | FileKind::Config, _) => None,
    };
    found.unwrap_or(usize::MAX)
}
