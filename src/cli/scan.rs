//! `citeplot scan`.

use std::collections::BTreeSet;
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};

use citeplot::diag::{Severity, did_you_mean, visible};
use citeplot::evidence::{
    Coverage, Document, Drafting, Figure, Format, Ledger, Names, Scanner, Statement, is_said_again,
};
use citeplot::language::lexicon::Reader;
use citeplot::model::{Dataset, SetAside};
use citeplot::project::{Project, read_file};
use citeplot::source::Spot;

use super::output::{self, JsonLine, Terminal, columns, counted};
use super::scanned::{Scalars, Scanned, one_line};
use super::write::{cannot, stage};
use super::{Failure, Outcome, project};

/// The largest document that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// List the quantitative statements of documents, and which of them the records cover
///
/// Shares, proportions, changes and counts with their hedges, in plain text, Markdown, HTML, DOCX or PDF; not years, pages, sample
/// sizes, ages or money. Within a project, what each sentence names of a dataset and which record covers it come along.
#[derive(Debug, Args)]
pub(super) struct Scan {
    /// The documents; `-` reads JSON Lines from stdin, each `{"id": …, "text": …}`, with `"format": "markdown"` or `"html"` if it is
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The dataset whose records the documents are compared with [default: that of the project, when it has only one]
    #[arg(long, value_name = "ID")]
    dataset: Option<String>,
    /// The language of the documents, a BCP 47 tag [default: told paragraph by paragraph]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// As one JSON array of statements
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    /// As JSON Lines, one document a line
    #[arg(long)]
    jsonl: bool,
    /// Only what no record covers and nobody set aside; exit code 1 when there is such a statement
    #[arg(long)]
    missing: bool,
    /// Write records of what is missing into this new file, as far as the sentences tell
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "jsonl"])]
    draft: Option<PathBuf>,
}

/// A document of stdin.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    #[serde(default)]
    format: Option<String>,
}

/// A document with its name.
struct Source {
    id: Value,
    document: Document,
}

/// What documents are compared with.
struct Records<'d> {
    dataset: &'d Dataset,
    names: Names,
    ledger: Ledger<'d>,
}

/// What is scanned, how, and what came of it.
struct Run<'r> {
    options: &'r Scan,
    reader: Option<&'static Reader>,
    records: Option<Records<'r>>,
    scanner: Scanner,
    /// The statements so far, for one JSON array or as rows of the table.
    json: Vec<Scanned>,
    rows: Vec<Vec<String>>,
    drafts: String,
    /// How many statements nothing accounts for.
    missing: usize,
    /// Whether somebody still reads what is written.
    is_read: bool,
    /// The passages set aside that some document has, by their places.
    used: BTreeSet<Spot>,
}

impl Scan {
    pub(super) fn run(self, directory: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Failure> {
        let project = self.project(directory)?;
        if let Some(project) = project {
            terminal.report_from(Severity::Error, &project.unread, &project.sources);
            if project.unread.has_errors() && (self.missing || self.draft.is_some()) {
                return Ok(Outcome::Faults);
            }
        }
        let records = project.map(|project| self.records(project)).transpose()?.flatten();
        if (self.missing || self.draft.is_some()) && records.is_none() {
            let failure = Failure::new("there is no dataset to compare the documents with");
            return Err(failure.hint("run it in a project, or name the project with -C and the dataset with --dataset"));
        }
        let reader = self.language.as_deref().map(Reader::of_tag);
        let mut run = Run {
            options: &self,
            reader,
            records,
            scanner: Scanner::default(),
            json: Vec::new(),
            rows: Vec::new(),
            drafts: String::new(),
            missing: 0,
            is_read: true,
            used: BTreeSet::new(),
        };
        let mut failed = false;
        for file in &self.files {
            if !run.is_read {
                break;
            }
            let done = if file.as_os_str() == "-" { run.stdin(terminal) } else { run.file(file).map(|()| true) };
            match done {
                Ok(whole) => failed |= !whole,
                Err(failure) => {
                    failed = true;
                    terminal.failure(&failure.about(file));
                }
            }
        }
        run.finish(terminal)?;
        let unaccounted = self.missing && (run.missing > 0 || !run.idle().is_empty());
        Ok(if failed {
            Outcome::Failed
        } else if unaccounted {
            Outcome::Faults
        } else {
            Outcome::Fine
        })
    }

    /// The project, when there is one or one is asked for.
    fn project(&self, directory: Option<&Path>) -> Result<Option<&'static Project>, Failure> {
        let wanted = directory.is_some() || self.dataset.is_some() || self.missing || self.draft.is_some();
        match project::root(directory) {
            Ok(root) => project::open(&root).map(Some),
            Err(failure) if wanted => Err(failure),
            Err(_) => Ok(None),
        }
    }

    fn records<'p>(&self, project: &'p Project) -> Result<Option<Records<'p>>, Failure> {
        let ids = || project.datasets.iter().map(|d| d.id.as_str());
        let dataset = match (&self.dataset, project.datasets.as_slice()) {
            (Some(id), _) => {
                let found = project.dataset(id).ok_or_else(|| {
                    let failure = Failure::new(format!("there is no dataset `{id}`"));
                    failure
                        .hint(did_you_mean(id, ids()).unwrap_or_else(|| "they are the folders in datasets/".to_owned()))
                });
                Some(found?)
            }
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        Ok(dataset.map(|dataset| Records { dataset, names: Names::of(dataset), ledger: Ledger::of(dataset) }))
    }
}

impl Run<'_> {
    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        let bytes = read_file(path, LARGEST).map_err(|error| Failure::new(format!("it cannot be read: {error}")))?;
        let name = path.to_string_lossy();
        let document =
            Document::read(&bytes, &name).map_err(|error| Failure::new(error.to_string()).hint(error.hint()))?;
        self.document(&Source { id: json!(name), document })
    }

    /// Every document of stdin; false when one of them could not be read, which was said.
    fn stdin(&mut self, terminal: &Terminal) -> Result<bool, Failure> {
        let mut whole = true;
        let mut input = io::stdin().lock();
        for number in 1.. {
            let mut line = Vec::new();
            // A line without an end does not fill the memory.
            (&mut input).take(LARGEST + 1).read_until(b'\n', &mut line)?;
            if line.is_empty() || !self.is_read {
                break;
            }
            if line.len() as u64 > LARGEST {
                return Err(Failure::new(format!("line {number} of stdin is longer than 1 GiB")));
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            match source(&line) {
                Ok(source) => self.document(&source)?,
                Err(error) => {
                    whole = false;
                    terminal.failure(&Failure::new(format!("line {number} of stdin is no document: {error}")));
                }
            }
        }
        Ok(whole)
    }

    fn document(&mut self, source: &Source) -> Result<(), Failure> {
        let found = self.scanner.scan(&source.document, self.reader);
        let coverages = self.records.as_ref().map(|r| r.ledger.coverage(&source.document, &found));
        self.used.extend(coverages.iter().flatten().filter_map(|coverage| match coverage {
            Coverage::SetAside(aside) => Some(aside.text.at),
            Coverage::Recorded(_) | Coverage::Unaccounted => None,
        }));
        let covered = |i: usize| coverages.as_ref().map(|all| all[i]);
        let mut scalars = Scalars::of(&source.document.text);
        let mut missing = Vec::new();
        let mut line = self.options.jsonl.then(|| JsonLine::open(&source.id, "statements"));
        for (i, statement) in found.iter().enumerate() {
            // A phrase with its exact number in brackets is recorded by that number.
            let again = || found.get(i + 1).is_some_and(|next| is_said_again(&source.document.text, statement, next));
            let is_missing = matches!(covered(i), Some(Coverage::Unaccounted)) && !again();
            self.missing += usize::from(is_missing);
            if self.options.missing && !is_missing {
                continue;
            }
            if is_missing {
                missing.push(i);
            }
            if let Some(line) = &mut line {
                line.item(&self.scanned(source, statement, covered(i), &mut scalars))?;
            } else if self.options.json {
                let scanned = self.scanned(source, statement, covered(i), &mut scalars);
                self.json.push(scanned);
            } else {
                self.rows.push(self.row(source, statement, covered(i)));
            }
        }
        if self.options.draft.is_some() {
            self.draft(source, &found, &missing);
        }
        // When nobody reads on, no further document is scanned.
        self.is_read = line.map_or(Ok(true), JsonLine::close)?;
        Ok(())
    }

    /// Drafts of records for some of the statements of a document.
    fn draft(&mut self, source: &Source, statements: &[Statement], which: &[usize]) {
        let Some(records) = &self.records else { return };
        let name = source.id.as_str().unwrap_or_default();
        let documents = || records.dataset.documents.iter();
        let named =
            |d: &&citeplot::model::Document| d.text.as_ref().is_some_and(|text| Path::new(name).ends_with(&text.value));
        let work = documents().find(named).map(|d| d.work.value.as_str());
        let drafting = Drafting { dataset: records.dataset, names: &records.names, work };
        for draft in drafting.drafts(&source.document, statements, which) {
            self.drafts.push_str(&draft);
            self.drafts.push('\n');
        }
    }

    /// A row of the table; with the name of the document where there are several.
    fn row(&self, source: &Source, statement: &Statement, coverage: Option<Coverage<'_>>) -> Vec<String> {
        let several = self.options.files.len() > 1 || self.options.files.iter().any(|f| f.as_os_str() == "-");
        let name = source.id.as_str().map_or_else(|| source.id.to_string(), str::to_owned);
        let name = several.then(|| visible(&name).into_owned());
        name.into_iter().chain(row(&source.document, statement, coverage)).collect()
    }

    fn scanned(
        &self,
        source: &Source,
        statement: &Statement,
        coverage: Option<Coverage<'_>>,
        scalars: &mut Scalars<'_>,
    ) -> Scanned {
        let mut scanned = Scanned::new(&source.document.text, statement, scalars);
        if !self.options.jsonl {
            scanned.document = Some(source.id.clone());
        }
        if let Some(records) = &self.records {
            let named = records.names.found(scanned.sentence());
            scanned.name(named);
        }
        coverage.into_iter().for_each(|coverage| scanned.cover(coverage));
        scanned
    }

    /// The passages that are set aside and that none of the documents has.
    fn idle(&self) -> Vec<&SetAside> {
        let all = self.records.iter().flat_map(|r| &r.dataset.set_aside);
        all.filter(|aside| !self.used.contains(&aside.text.at)).collect()
    }

    fn finish(&mut self, terminal: &Terminal) -> Result<(), Failure> {
        if let Some(path) = &self.options.draft {
            let head = "# Drafts of records: fill in what is open, then move them to the claims of the dataset.\n\n";
            new_file(path, &format!("{head}{}", self.drafts))?;
            terminal.say(&format!("{} in `{}`", counted(self.missing, "draft"), path.display()));
            return Ok(());
        }
        if self.options.json {
            return output::json(&self.json);
        }
        // Only the ledger is of all that the dataset speaks of: any other document may be scanned beside it.
        let idle = if self.options.missing { self.idle() } else { Vec::new() };
        let count = idle.len();
        if !self.options.jsonl {
            let idle = idle.into_iter().map(idle_row).collect();
            let rows = std::mem::take(&mut self.rows);
            output::data(&columns(&[rows, idle].concat()))?;
        }
        if self.records.is_some() && self.is_read {
            let idle = if count > 0 { format!(", {count} set aside for nothing") } else { String::new() };
            terminal.say(&format!("{} unaccounted for{idle}", self.missing));
        }
        Ok(())
    }
}

/// The document of a line.
fn source(line: &[u8]) -> Result<Source, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let format = match line.format.as_deref() {
        None | Some("text") => Format::Text,
        Some("markdown") => Format::Markdown,
        Some("html") => Format::Html,
        Some(other) => return Err(format!("`{other}` is no format: text, markdown or html")),
    };
    Ok(Source { id: line.id, document: Document::new(&line.text, format) })
}

/// Writes a file that must not be there yet.
fn new_file(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    stage(folder, text.as_bytes())?.persist_noclobber(path).map_err(|fault| match fault.error.kind() {
        ErrorKind::AlreadyExists => Failure::new(format!("`{}` is there already", path.display()))
            .hint("name a new file: drafts replace nothing"),
        _ => cannot(path, &fault.error),
    })?;
    Ok(())
}

/// A row for a passage that is set aside and that no document has.
fn idle_row(aside: &SetAside) -> Vec<String> {
    let text = visible(&aside.text.value).into_owned();
    vec!["idle".to_owned(), text, "set aside, and not in the document".to_owned()]
}

/// A row of the table.
fn row(document: &Document, statement: &Statement, coverage: Option<Coverage<'_>>) -> Vec<String> {
    let figure = match statement.figure {
        Figure::One(n) => n.to_string(),
        Figure::Two(low, high) => format!("{low}–{high}"),
    };
    let words = one_line(&document.text[statement.span.clone()]);
    let covered = match coverage {
        None => String::new(),
        Some(Coverage::Recorded(claim)) => claim.id.value.clone(),
        Some(Coverage::SetAside(aside)) => format!("set aside: {}", visible(&aside.reason)),
        Some(Coverage::Unaccounted) => "unaccounted for".to_owned(),
    };
    let place = document.page_at(statement.span.start).map(|page| format!("p. {page}"));
    vec![
        place.unwrap_or_default(),
        visible(&words).into_owned(),
        format!("{} {figure} {}", statement.operator, statement.unit.code()),
        statement.kind.code().to_owned(),
        covered,
    ]
}
