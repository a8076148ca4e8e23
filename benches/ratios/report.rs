//! Made-up reports: prose in paragraphs under headings, as plain text, Markdown and HTML.

use std::collections::BTreeSet;

use crate::prose::{Dice, ENGLISH, Language, RUSSIAN, Stated, TURKISH};

/// How wide the lines are, in characters.
const WIDTH: usize = 78;

/// A report and the statements in it.
pub(crate) struct Report {
    pub(crate) language: &'static Language,
    pub(crate) markup: Markup,
    pub(crate) text: String,
    pub(crate) stated: Vec<Stated>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// Plain text: words are parted at the ends of lines, a form feed starts a page.
    Plain,
    Markdown,
    Html,
}

impl Markup {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// What reports are made like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Make {
    /// How long they are, in bytes, give or take a paragraph.
    pub(crate) length: usize,
    /// One sentence of how many states a share.
    pub(crate) one_in: usize,
    pub(crate) markup: Markup,
}

impl Make {
    /// The report with a number: of ten, eight are in English, one in Turkish, one in Russian.
    pub(crate) fn report(self, number: usize) -> Report {
        let mut dice = Dice::new(number as u64);
        let language = match number % 10 {
            3 => &TURKISH,
            7 => &RUSSIAN,
            _ => &ENGLISH,
        };
        let mut report = Report { language, markup: self.markup, text: String::new(), stated: Vec::new() };
        let mut made = BTreeSet::new();
        for paragraph in 0.. {
            if report.text.len() >= self.length {
                break;
            }
            if paragraph % 7 == 0 {
                report.heading(paragraph / 7 + 1);
            }
            let sentences = 3 + dice.below(5);
            let sentences = (0..sentences).map(|_| match dice.one_in(self.one_in) {
                true => {
                    let stated = language.stated(&mut dice, &mut made);
                    let sentence = stated.sentence.clone();
                    report.stated.push(Stated { section: paragraph / 7 + 1, ..stated });
                    sentence
                }
                false => language.plain(&mut dice),
            });
            let sentences: Vec<String> = sentences.collect();
            report.paragraph(&sentences.join(" "), &mut dice);
        }
        report
    }
}

impl Report {
    fn heading(&mut self, number: usize) {
        let heading = match self.markup {
            Markup::Plain if number > 1 => format!("\u{c}{number}. Findings of Part {number}\n\n"),
            Markup::Plain => format!("{number}. Findings of Part {number}\n\n"),
            Markup::Markdown => format!("## {number}. Findings of Part {number}\n\n"),
            Markup::Html => format!("<h2>{number}. Findings of Part {number}</h2>\n"),
        };
        self.text.push_str(&heading);
    }

    fn paragraph(&mut self, prose: &str, dice: &mut Dice) {
        let (opens, closes) = if self.markup == Markup::Html { ("<p>", "</p>\n") } else { ("", "\n\n") };
        self.text.push_str(opens);
        let mut column = 0;
        for word in prose.split(' ') {
            let length = word.chars().count();
            if column + length <= WIDTH {
                self.text.push_str(if column > 0 { " " } else { "" });
                self.text.push_str(word);
                column += length + 1;
            } else if let Some(at) = self.parted(word, dice) {
                self.text.push_str(&format!(" {}-\n{}", &word[..at], &word[at..]));
                column = word[at..].chars().count();
            } else {
                self.text.push('\n');
                self.text.push_str(word);
                column = length;
            }
        }
        self.text.push_str(closes);
    }

    /// Where a word is parted at the end of a line: one long word of three in plain text.
    fn parted(&self, word: &str, dice: &mut Dice) -> Option<usize> {
        let letters = word.chars().count() >= 9 && word.chars().all(char::is_alphabetic);
        let parted = letters && self.markup == Markup::Plain && dice.one_in(3);
        parted.then(|| word.char_indices().nth(4).map(|(at, _)| at)).flatten()
    }
}
