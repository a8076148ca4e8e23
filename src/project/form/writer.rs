//! A parsed file written in one form.

use toml_edit::{Array, Decor, Document, InlineTable, Item, Key, RawString, Table, Value};

use super::{FileKind, grid, keys};

/// How long a line with an array may be before its elements get lines of their own.
const LONGEST: usize = 120;
/// How long a line may be for its comment to stand under those of the lines round it.
const ALIGNED: usize = 72;

/// A header with the keys below it.
struct Section<'d> {
    position: isize,
    path: Vec<&'d Key>,
    in_array: bool,
    table: &'d Table,
}

/// A key with its value, ready to be written.
struct Entry {
    /// Comments on lines of their own before it.
    lead: Vec<String>,
    /// Whether an empty line stands before it.
    parted: bool,
    key: String,
    /// The place of the key by the manual.
    place: usize,
    value: String,
    /// The comment behind it; empty without one.
    comment: String,
}

pub(super) struct Writer<'t> {
    text: &'t str,
    kind: FileKind,
    out: String,
}

impl<'t> Writer<'t> {
    pub(super) fn new(text: &'t str, kind: FileKind) -> Self {
        Self { text, kind, out: String::with_capacity(text.len()) }
    }

    pub(super) fn document(mut self, document: &Document<&str>) -> String {
        let mut sections = Vec::new();
        collect(document.as_table(), &mut Vec::new(), false, &mut sections);
        sections.sort_by_key(|s| (!s.path.is_empty(), s.position));
        for section in &sections {
            self.section(section);
        }
        self.lines_before(document.trailing());
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
        self.out
    }

    fn section(&mut self, section: &Section<'_>) {
        let path: Vec<&str> = section.path.iter().map(|key| key.get()).collect();
        let path = path.join(".");
        if !section.path.is_empty() {
            if let Some(before) = section.table.decor().prefix() {
                self.lines_before(before);
            }
            let names: Vec<String> = section.path.iter().map(|key| self.key(key)).collect();
            let (open, close) = if section.in_array { ("[[", "]]") } else { ("[", "]") };
            self.out.push_str(&format!("{open}{}{close}", names.join(".")));
            let comment = self.comment_after(section.table.decor());
            if !comment.is_empty() {
                self.out.push_str(&format!("  {comment}"));
            }
            self.out.push('\n');
        }
        let entries =
            section.table.get_values().into_iter().map(|(keys, value)| self.entry(&path, &keys, value)).collect();
        self.entries(entries);
    }

    fn entry(&self, path: &str, keys: &[&Key], value: &Value) -> Entry {
        let names: Vec<String> = keys.iter().map(|key| self.key(key)).collect();
        let first = keys.first().map_or("", |key| key.get());
        let before = keys.first().and_then(|key| self.before(key)).unwrap_or_default();
        let (lead, parted) = lead(before);
        Entry {
            lead,
            parted,
            key: names.join("."),
            place: keys::place(self.kind, path, first),
            value: self.value(value, &format!("{path}.{first}"), names.join(".").len() + 3),
            comment: self.comment_after(value.decor()),
        }
    }

    /// What stands between the key and whatever is before it.
    fn before(&self, key: &Key) -> Option<&'t str> {
        let prefix = key.leaf_decor().prefix().or_else(|| key.dotted_decor().prefix())?;
        let dotted = key.dotted_decor().prefix().map_or("", |p| self.raw(p));
        let leaf = self.raw(prefix);
        Some(if leaf.trim().is_empty() && !dotted.trim().is_empty() { dotted } else { leaf })
    }

    fn entries(&mut self, mut entries: Vec<Entry>) {
        // A comment between keys may speak of several of them, so these stay where they are. What stands above the first
        // one and apart from it is the head of the file.
        if let Some(first) = entries.first_mut() {
            let head = std::mem::take(&mut first.lead);
            let apart = first.parted && head.last().is_some_and(String::is_empty);
            if apart || head.is_empty() {
                self.push_lead(&head);
                first.parted = false;
            } else {
                first.lead = head;
            }
        }
        let in_order = entries.is_sorted_by_key(|entry| entry.place);
        if !in_order && entries.iter().all(|entry| entry.lead.is_empty()) {
            entries.sort_by_key(|entry| entry.place);
            entries.iter_mut().for_each(|entry| entry.parted = false);
        }
        let width = entries.iter().map(|entry| entry.key.chars().count()).max().unwrap_or(0);
        let line = |entry: &Entry| format!("{:<width$} = {}", entry.key, entry.value);
        let aligned = |entry: &Entry| line(entry).lines().count() == 1 && line(entry).chars().count() <= ALIGNED;
        let commented = entries.iter().filter(|entry| !entry.comment.is_empty() && aligned(entry));
        let column = commented.map(|entry| line(entry).chars().count()).max().unwrap_or(0);
        for entry in &entries {
            if entry.parted && entry.lead.is_empty() {
                self.blank();
            }
            self.push_lead(&entry.lead);
            let line = line(entry);
            self.out.push_str(&line);
            if !entry.comment.is_empty() {
                let fill = if aligned(entry) { column - line.chars().count() } else { 0 };
                self.out.push_str(&format!("{}  {}", " ".repeat(fill), entry.comment));
            }
            self.out.push('\n');
        }
    }

    /// Writes the comments and the empty lines of what stands before something.
    fn lines_before(&mut self, raw: &RawString) {
        let (lines, parted) = lead(self.raw(raw));
        if lines.is_empty() && parted {
            self.blank();
        }
        self.push_lead(&lines);
    }

    fn push_lead(&mut self, lines: &[String]) {
        for line in lines {
            if line.is_empty() {
                self.blank();
            } else {
                self.out.push_str(line);
                self.out.push('\n');
            }
        }
    }

    /// One empty line, unless there is one already or nothing stands above.
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn raw(&self, raw: &RawString) -> &'t str {
        raw.span().map_or("", |span| &self.text[span])
    }

    /// A comment on the line of something.
    fn comment_after(&self, decor: &Decor) -> String {
        let raw = decor.suffix().map_or("", |suffix| self.raw(suffix));
        raw.trim().to_owned()
    }

    fn key(&self, key: &Key) -> String {
        let name = key.get();
        let bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        match (bare, key.as_repr()) {
            (false, Some(written)) => self.raw(written.as_raw()).to_owned(),
            (true, _) | (false, None) => name.to_owned(),
        }
    }

    /// A value that begins at a column of its line.
    fn value(&self, value: &Value, path: &str, column: usize) -> String {
        match value {
            Value::String(text) => {
                let raw = text.as_repr().map_or("", |repr| self.raw(repr.as_raw()));
                Self::string(raw, path)
            }
            Value::Integer(number) => number.as_repr().map_or("", |repr| self.raw(repr.as_raw())).to_owned(),
            Value::Float(number) => number.as_repr().map_or("", |repr| self.raw(repr.as_raw())).to_owned(),
            Value::Boolean(truth) => truth.value().to_string(),
            Value::Datetime(date) => date.as_repr().map_or("", |repr| self.raw(repr.as_raw())).to_owned(),
            Value::Array(array) => self.array(array, path, column),
            Value::InlineTable(table) => self.inline(table, path, column),
        }
    }

    fn string(raw: &str, path: &str) -> String {
        let grid = raw.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\""));
        if let Some(cells) = grid.filter(|_| path == "table.cells") {
            return format!("\"\"\"{}\"\"\"", grid::in_columns(cells));
        }
        let literal = raw.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        match literal.filter(|text| !raw.starts_with("'''") && !text.contains(['"', '\\'])) {
            Some(text) => format!("\"{text}\""),
            None => raw.to_owned(),
        }
    }

    fn inline(&self, table: &InlineTable, path: &str, column: usize) -> String {
        let written = table.span().map_or("", |span| &self.text[span]);
        if written.contains('\n') {
            return written.to_owned();
        }
        let mut entries: Vec<(usize, String)> = Vec::new();
        for (keys, value) in table.get_values() {
            let names: Vec<String> = keys.iter().map(|key| self.key(key)).collect();
            let first = keys.first().map_or("", |key| key.get());
            let inner = self.value(value, &format!("{path}.{first}"), column);
            entries.push((keys::place(self.kind, path, first), format!("{} = {inner}", names.join("."))));
        }
        entries.sort_by_key(|(place, _)| *place);
        let entries: Vec<String> = entries.into_iter().map(|(_, entry)| entry).collect();
        if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
    }

    fn array(&self, array: &Array, path: &str, column: usize) -> String {
        let elements: Vec<String> = array.iter().map(|element| self.value(element, path, 2)).collect();
        let written = array.span().map_or("", |span| &self.text[span]);
        let line = format!("[{}]", elements.join(", "));
        let stays = !written.contains('\n') && (elements.len() < 2 || column + line.chars().count() <= LONGEST);
        if stays {
            return line;
        }
        let mut out = String::from("[\n");
        let mut pending = Lines::default();
        for (element, text) in array.iter().zip(&elements) {
            let raw = |part: Option<&RawString>| part.map_or("", |p| self.raw(p));
            // A comment behind the comma of the element before stands before this one.
            pending.add(raw(element.decor().prefix()));
            pending.write(&mut out);
            out.push_str(&format!("  {text},"));
            pending = Lines { open: true, ..Lines::default() };
            pending.add(raw(element.decor().suffix()));
        }
        pending.add(self.raw(array.trailing()));
        pending.write(&mut out);
        out.push(']');
        out
    }
}

/// The comments between two elements of an array.
#[derive(Default)]
struct Lines {
    /// Whether the line of the element before is still open, so that a comment may stand behind it.
    open: bool,
    lines: Vec<String>,
    behind: Option<String>,
}

impl Lines {
    fn add(&mut self, raw: &str) {
        for (i, line) in raw.split('\n').enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if i == 0 && self.open && self.behind.is_none() && self.lines.is_empty() {
                self.behind = Some(line.to_owned());
            } else {
                self.lines.push(line.to_owned());
            }
        }
    }

    fn write(&self, out: &mut String) {
        if let Some(comment) = &self.behind {
            out.push_str(&format!("  {comment}"));
        }
        if self.open {
            out.push('\n');
        }
        self.lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
    }
}

/// The comments of what stands before something, with an empty text for each empty line between them and behind them; and
/// whether an empty line stands before it all, or behind it where there is no comment.
fn lead(raw: &str) -> (Vec<String>, bool) {
    let mut lines: Vec<String> = Vec::new();
    let mut whole: Vec<&str> = raw.split('\n').collect();
    whole.pop();
    let parted = whole.iter().any(|line| line.trim().is_empty());
    for line in whole {
        let line = line.trim();
        if !(line.is_empty() && lines.last().is_some_and(String::is_empty)) {
            lines.push(line.to_owned());
        }
    }
    if lines.iter().all(String::is_empty) {
        lines.clear();
    }
    (lines, parted)
}

fn collect<'d>(table: &'d Table, path: &mut Vec<&'d Key>, in_array: bool, sections: &mut Vec<Section<'d>>) {
    let unseen = table.is_implicit() && table.get_values().is_empty();
    if !table.is_dotted() && !unseen {
        let position = table.position().unwrap_or(0);
        sections.push(Section { position, path: path.clone(), in_array, table });
    }
    for (name, item) in table {
        let Some(key) = table.key(name) else { continue };
        path.push(key);
        match item {
            Item::Table(inner) => collect(inner, path, false, sections),
            Item::ArrayOfTables(tables) => {
                for inner in tables {
                    collect(inner, path, true, sections);
                }
            }
            Item::None | Item::Value(_) => {}
        }
        path.pop();
    }
}
