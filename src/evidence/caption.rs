//! Captions of tables and figures: "Table 4. Support by region", "Şekil 2:", "Таблица 3 —".

use std::ops::Range;

/// What a caption names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Captioned {
    /// A table.
    Table,
    /// A figure or a chart.
    Figure,
}

/// The caption of a table or a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What it names.
    pub kind: Captioned,
    /// Its number, as the document has it: `4`, `3.2`, `A1`.
    pub number: String,
}

/// The words that captions begin with, in lower case.
const WORDS: [(&str, Captioned); 16] = [
    ("table", Captioned::Table),
    ("tab.", Captioned::Table),
    ("tablo", Captioned::Table),
    ("çizelge", Captioned::Table),
    ("таблица", Captioned::Table),
    ("табл.", Captioned::Table),
    ("figure", Captioned::Figure),
    ("fig.", Captioned::Figure),
    ("chart", Captioned::Figure),
    ("şekil", Captioned::Figure),
    ("grafik", Captioned::Figure),
    ("рисунок", Captioned::Figure),
    ("рис.", Captioned::Figure),
    ("график", Captioned::Figure),
    ("диаграмма", Captioned::Figure),
    ("exhibit", Captioned::Figure),
];

/// The captions of a text: lines that begin with such a word and a number, and do not go on as a sentence does.
pub(super) fn captions(text: &str) -> Vec<Caption> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((kind, number)) = caption(line.trim()) {
            let from = start + (line.len() - line.trim_start().len());
            found.push(Caption { span: from..start + line.trim_end().len(), kind, number: number.to_owned() });
        }
        start += line.len();
    }
    found
}

fn caption(line: &str) -> Option<(Captioned, &str)> {
    let (first, rest) = line.split_once([' ', '\u{a0}'])?;
    let (_, kind) = WORDS.iter().find(|(word, _)| is_lowered(first, word))?;
    let rest = rest.trim_start_matches(['№', ' ']);
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', '-']);
    let numbered = number.chars().any(|c| c.is_ascii_digit()) && number.chars().count() <= 6;
    let after = rest[number.len()..].trim_start();
    // "Table 4 shows that …" and "Tablo 4'te görüldüğü gibi …" are sentences.
    let goes_on = rest[number.len()..].starts_with(' ') && after.starts_with(char::is_lowercase);
    let is_inflected = after.starts_with(['\'', '’']);
    (numbered && !goes_on && !is_inflected).then_some((*kind, number))
}

/// Whether a word is another one in lower case.
fn is_lowered(word: &str, lower: &str) -> bool {
    word.len() <= lower.len() + 2 && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

#[cfg(test)]
mod tests {
    use super::{Captioned, captions};

    #[test]
    fn captions_are_told_from_sentences() {
        let text = "Table 4. Support\nTable 4 shows support.\nŞekil 2: Güven\n  Таблица 3 — Доля\nFigure A1\nTables 4.\nTable of contents\nTablo 2'de görüldüğü gibi\nŞekil 3’te oran\n";
        let found: Vec<_> = captions(text).into_iter().map(|c| (c.kind, c.number)).collect();
        let wanted =
            [(Captioned::Table, "4"), (Captioned::Figure, "2"), (Captioned::Table, "3"), (Captioned::Figure, "A1")];
        assert_eq!(found, wanted.map(|(kind, number)| (kind, number.to_owned())));
    }
}
