//! Every code that the program can report, with what it means: rules, and the faults of the other stages.

use crate::check::RULES;
use crate::diag::Severity;

/// The stage of the program that reports a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading files.
    Load,
    /// Rules on a dataset; their severity can be set in `config.toml`.
    Rule,
    /// Selecting and drawing a figure.
    Chart,
    /// Writing files.
    Write,
}

impl Stage {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Rule => "rule",
            Self::Chart => "chart",
            Self::Write => "write",
        }
    }
}

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The stage that reports it.
    pub stage: Stage,
    /// The code.
    pub code: &'static str,
    /// The severity when the project does not say otherwise.
    pub severity: Severity,
    /// What it finds.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
}

const fn load(code: &'static str, finds: &'static str, why: &'static str) -> Code {
    Code { stage: Stage::Load, code, severity: Severity::Error, finds, why }
}

const fn chart(code: &'static str, severity: Severity, finds: &'static str, why: &'static str) -> Code {
    Code { stage: Stage::Chart, code, severity, finds, why }
}

static LOAD: &[Code] = &[
    load("file-missing", "a file or folder that the project has to have", "without it nothing can be read"),
    load("not-a-file", "a folder where a file should be", "it cannot be read"),
    load("file-unreadable", "a file that the system does not let the program read", "it cannot be read"),
    load("file-too-large", "a file of more than 1 GiB", "it would not fit into memory"),
    load("not-utf-8", "bytes that are not UTF-8", "TOML and BibLaTeX are UTF-8, and a guess could change a name"),
    load("empty-project", "a project without a dataset", "there is nothing to check or draw"),
    load("syntax", "text that is not TOML", "what follows it cannot be trusted"),
    load("bib-syntax", "an entry that is not BibLaTeX", "it cannot be cited"),
    Code {
        severity: Severity::Warning,
        ..load(
            "bib-date",
            "a work without a date that can be read",
            "its citation has no year, and its age cannot be checked",
        )
    },
    Code {
        severity: Severity::Warning,
        ..load("bib-pages", "a work whose pages cannot be read", "cited pages cannot be checked against them")
    },
    load(
        "missing-key",
        "a record without a field that it has to have",
        "what the source leaves out is written \"not-reported\", never left out",
    ),
    load("unknown-key", "a key that the record format does not have", "a misspelt key would be a value silently lost"),
    load("wrong-type", "a text where a number belongs, and the like", "it cannot be read"),
    load("unknown-word", "a word that is not one of those the field allows", "it cannot be read"),
    load("empty-text", "a text without a letter", "it says nothing"),
    load(
        "hidden-character",
        "control characters and overrides of the direction of writing",
        "they show a reader another text than the file holds",
    ),
    load(
        "bad-id",
        "an id that is not lower-case letters and digits joined by hyphens",
        "ids become file names and SVG ids",
    ),
    load("id-differs", "a dataset whose id is not the name of its folder", "one thing has one name"),
    load("unknown-locale", "a language that figures cannot be drawn in", "its numbers and words are not known"),
    load("unknown-dataset", "a recipe for a dataset that the project does not have", "it cannot be drawn"),
    load("not-a-value", "a value in none of the forms of a value", "its hedge cannot be told"),
    load("not-a-number", "a number that is not a plain decimal, such as NaN or inf", "it cannot be drawn"),
    load("not-a-date", "a date that is not a year, a month or a day", "it cannot be compared"),
    load("not-pages", "pages that are not numbers and ranges", "they cannot be compared"),
    load("not-an-interval", "an interval that is not two numbers, the lower first", "it cannot be drawn"),
    load("not-a-color", "a colour that is not #rrggbb", "it cannot be drawn"),
    load("bad-font", "a font file that is no single TrueType or OpenType font", "texts cannot be measured with it"),
    load("bad-logo", "a logo that is no PNG file, or is larger than 4000 × 4000 pixels", "it cannot be drawn"),
    load("out-of-range", "a setting outside its range", "it cannot be meant"),
    load("contradiction", "two fields that cannot both hold", "one of them is wrong"),
    load(
        "hedge-rules-unnamed",
        "changed hedge rules under the standard name",
        "figures state the version of the rules, and it has to mean one thing",
    ),
    load("unknown-rule", "a severity or an acknowledgement of a rule that does not exist", "it would do nothing"),
    load("filter-syntax", "a `select` that is not a filter", "it selects nothing"),
];

static CHART: &[Code] = &[
    chart("unknown-column", Severity::Error, "a filter on a column that the table does not have", "it selects nothing"),
    chart(
        "unknown-cell",
        Severity::Warning,
        "a filter for a text that no row of its column holds",
        "it selects less than it seems to",
    ),
    chart(
        "chart-selects-nothing",
        Severity::Error,
        "a recipe whose filter finds no claim that can be drawn",
        "an empty figure says nothing",
    ),
    chart(
        "chart-not-comparable",
        Severity::Error,
        "claims on one axis that differ in survey, wave, question, base, polarity, unit, answer or wording",
        "what cannot be compared is not drawn as if it could, unless the figure says why",
    ),
    chart(
        "chart-row-crowded",
        Severity::Error,
        "two claims for one subject in one row, or more than four numbers on one page",
        "one of them would hide the other",
    ),
    chart(
        "chart-rows-alike",
        Severity::Error,
        "two rows of one panel with the same label",
        "a reader could not tell which is which",
    ),
    chart(
        "chart-not-a-whole",
        Severity::Error,
        "stacked answers that could be given together, or that can add up to more than 100 percent; a waffle of a count; a diverging chart of facts",
        "a stacked bar says that its parts make one whole",
    ),
    chart(
        "chart-not-in-time",
        Severity::Error,
        "a trend or slope with a claim without a date, or a slope of more or fewer than two waves",
        "a point in time needs a time",
    ),
    chart(
        "chart-too-full",
        Severity::Warning,
        "a figure that is higher than its size allows, even with smaller texts",
        "it would not fit where it is to stand",
    ),
    chart(
        "annotation-misplaced",
        Severity::Error,
        "a remark or difference of claims that the chart does not draw, or an annotation that its kind has no room for",
        "it would be missing from the figure without a word",
    ),
    chart(
        "highlight-idle",
        Severity::Warning,
        "emphasis on a claim, subject or answer that the chart does not have",
        "everything would be muted",
    ),
    chart(
        "unknown-theme",
        Severity::Error,
        "a theme that neither the program nor config.toml has",
        "it cannot be drawn",
    ),
    chart(
        "accept-idle",
        Severity::Warning,
        "an accepted difference that does not occur",
        "the note would explain what is not there",
    ),
    chart(
        "accept-refused",
        Severity::Error,
        "an accepted difference that the project never accepts",
        "the policy of the project stands above a recipe",
    ),
    chart(
        "glyph-missing",
        Severity::Error,
        "a character that the font of the figures lacks",
        "a reader would see an empty box, or nothing",
    ),
    chart(
        "contrast-too-low",
        Severity::Error,
        "a colour of an entity or a theme with a contrast to the ground of less than 3:1, or for text of less than 4.5:1",
        "it cannot be read by all (WCAG 2.2, 1.4.3 and 1.4.11)",
    ),
    chart(
        "colors-alike",
        Severity::Warning,
        "two colours of a theme or of entities that look alike in full colour, with colour blindness or in grey",
        "readers would take one series for the other",
    ),
];

static WRITE: &[Code] = &[
    Code {
        stage: Stage::Write,
        code: "not-ours",
        severity: Severity::Error,
        finds: "a file in the way that citeplot did not write",
        why: "hand-made files are never overwritten",
    },
    Code {
        stage: Stage::Write,
        code: "stale",
        severity: Severity::Error,
        finds: "a committed figure that the data no longer make (`build --check`)",
        why: "a figure and its data have to agree",
    },
];

/// Every code, in the order of the stages.
pub fn all_codes() -> impl Iterator<Item = Code> {
    let rules = RULES.iter().map(|r| Code {
        stage: Stage::Rule,
        code: r.code,
        severity: r.severity,
        finds: r.finds,
        why: r.why,
    });
    LOAD.iter().copied().chain(rules).chain(CHART.iter().copied()).chain(WRITE.iter().copied())
}
