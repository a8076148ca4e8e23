//! What goes to the terminal: data to stdout, talk to stderr.

use std::io::{self, ErrorKind, IsTerminal, Write};

use citeplot::diag::{Report, Severity, human, visible, visible_json, visible_lines};
use citeplot::source::Sources;
use serde::Serialize;

use super::{ColorChoice, Failure};

/// How many faults a terminal shows at most, unless all are asked for: more than anybody mends before the next run.
const MOST: usize = 100;

/// The terminal, as the user wants it used.
pub(super) struct Terminal {
    quiet: bool,
    color: bool,
    /// How many faults are shown at most.
    most: usize,
}

impl Terminal {
    pub(super) fn new(quiet: bool, color: ColorChoice) -> Self {
        let color = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && io::stderr().is_terminal()
            }
        };
        Self { quiet, color, most: MOST }
    }

    /// Whether only errors are to be said.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Talk, to stderr; hidden characters in it are made visible.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            stderr(&format!("{}\n", visible_lines(text)));
        }
    }

    /// The same terminal, on which every fault is shown.
    pub(super) fn showing_all(&self) -> Self {
        Self { most: usize::MAX, ..*self }
    }

    /// Diagnostics, to stderr; only errors when quiet.
    pub(super) fn report(&self, report: &Report, sources: &Sources) {
        let least = if self.quiet { Severity::Error } else { Severity::Note };
        self.report_from(least, report, sources);
    }

    /// The diagnostics of at least this weight.
    pub(super) fn report_from(&self, least: Severity, report: &Report, sources: &Sources) {
        let mut shown = Report::new();
        shown.extend(report.iter().filter(|d| d.severity >= least).cloned());
        stderr(&human::render_most(&shown, sources, self.color, self.most));
    }

    /// Why the command could not run.
    pub(super) fn failure(&self, failure: &Failure) {
        let (red, plain) = if self.color { ("\u{1b}[1;91m", "\u{1b}[0m") } else { ("", "") };
        let code = failure.code.map(|code| format!("[{}]", code.name)).unwrap_or_default();
        let mut text = format!("{red}error{code}{plain}: {}\n", visible(&failure.message));
        if let Some(hint) = &failure.hint {
            text.push_str(&format!("hint: {}\n", visible(hint)));
        }
        stderr(&text);
    }
}

fn stderr(text: &str) {
    // Nobody is left to be told when stderr is closed.
    io::stderr().write_all(text.as_bytes()).ok();
}

/// Data, to stdout. A reader that has gone away is no fault.
pub(super) fn data(text: &str) -> Result<(), Failure> {
    read_data(text).map(drop)
}

/// The same; false when the reader has gone away.
fn read_data(text: &str) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// JSON with its hidden characters as escapes, so that no text in it can steer a terminal, and a line break at the end.
pub(super) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value).expect("texts, numbers and flags can be written");
    text.push('\n');
    data(&visible_json(&text))
}

/// A line of JSON Lines with a list that may be long: it is written while it is made.
pub(super) struct JsonLine {
    text: String,
    is_read: bool,
    items: usize,
}

impl JsonLine {
    /// How many bytes are written at once.
    const PORTION: usize = 1 << 18;

    /// Opens a line: an object with an id and a list of this name.
    pub(super) fn open(id: &impl Serialize, list: &str) -> Self {
        let mut line = Self { text: String::new(), is_read: true, items: 0 };
        line.add(&format!("{{\"id\":{},\"{list}\":[", one_line(id)));
        line
    }

    /// Adds an item to the list.
    pub(super) fn item(&mut self, item: &impl Serialize) -> Result<(), Failure> {
        if self.items > 0 {
            self.text.push(',');
        }
        self.items += 1;
        self.add(&one_line(item));
        if self.text.len() >= Self::PORTION { self.write() } else { Ok(()) }
    }

    /// Ends the line; false when the reader has gone away.
    pub(super) fn close(mut self) -> Result<bool, Failure> {
        self.text.push_str("]}\n");
        self.write()?;
        Ok(self.is_read)
    }

    fn add(&mut self, json: &str) {
        self.text.push_str(&visible_json(json));
    }

    fn write(&mut self) -> Result<(), Failure> {
        self.is_read = self.is_read && read_data(&self.text)?;
        self.text.clear();
        Ok(())
    }
}

fn one_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and flags can be written")
}

/// A number with what it counts: `1 figure`, `3 figures`.
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Rows as aligned columns, two spaces apart; no space at the end of a line.
pub(super) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |i: usize| rows.iter().filter_map(|r| r.get(i)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let pad = width - cell.chars().count() + 2;
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', pad));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// What is said of one thing: a name and a text a line, the texts under each other; what has no text is left out.
pub(super) fn table(rows: Vec<(&str, Option<String>)>) -> String {
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .filter_map(|(name, text)| text.map(|t| vec![name.to_owned(), visible(&t).into_owned()]))
        .collect();
    columns(&rows)
}
