//! The kinds of fault: what the program can find wrong, each with its name, its weight, what it finds and why that matters.
//!
//! The faults of reading, drawing and writing are declared here, each once, by `codes!`. A rule on the records declares
//! its own code beside its function (`check/rules/`). Together they are what `citeplot list rules` shows.

use super::Severity;

/// The part of the program that reports a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading files.
    Load,
    /// Checking the records; the severity of such a code can be set in `config.toml`.
    Rule,
    /// Comparing the records with the documents that they quote; the severity of such a code can be set in `config.toml`.
    Document,
    /// Selecting, comparing and drawing.
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
            Self::Document => "document",
            Self::Chart => "chart",
            Self::Write => "write",
        }
    }
}

/// A kind of fault.
#[derive(Debug)]
pub struct Code {
    /// The stable name, in kebab case, by which records, configurations and programs know it.
    pub name: &'static str,
    /// The part of the program that reports it.
    pub stage: Stage,
    /// How much it weighs when the project does not say otherwise.
    pub severity: Severity,
    /// What it finds, without a full stop.
    pub finds: &'static str,
    /// Why that matters, without a full stop.
    pub why: &'static str,
}

impl Code {
    /// Whether such a fault of a chart may come of a record that could not be read, which is then the fault to mend.
    pub fn may_follow(&self) -> bool {
        FOLLOW_ON.contains(&self)
    }

    /// Whether a project may set the weight of this code in `config.toml`, and a record acknowledge it where it is about records.
    pub fn is_settable(&self) -> bool {
        match self.stage {
            Stage::Rule | Stage::Document => true,
            Stage::Chart => *self == *Self::TITLE_UNSUPPORTED,
            Stage::Load | Stage::Write => false,
        }
    }
}

/// What a chart lacks when a record is missing.
const FOLLOW_ON: [&Code; 6] = [
    Code::CHART_SELECTS_NOTHING,
    Code::CHART_NOT_IN_TIME,
    Code::UNKNOWN_CELL,
    Code::ACCEPT_IDLE,
    Code::ANNOTATION_MISPLACED,
    Code::HIGHLIGHT_IDLE,
];

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

/// Declares codes as constants of [`Code`] and lists all of them, so that none can be used without being listed.
macro_rules! codes {
    ($($stage:ident { $($code:ident: $severity:ident $name:literal, finds $finds:literal, why $why:literal;)* })*) => {
        impl Code {
            $($(
                #[doc = concat!("`", $name, "`: ", $finds, ".")]
                pub const $code: &'static Self = &Self {
                    name: $name,
                    stage: Stage::$stage,
                    severity: Severity::$severity,
                    finds: $finds,
                    why: $why,
                };
            )*)*
        }

        /// Every code that is declared here, in the order of the stages.
        pub(crate) static DECLARED: &[&Code] = &[$($(Code::$code,)*)*];
    };
}

codes! {
    Load {
        FILE_MISSING: Error "file-missing",
            finds "a file or folder that the project has to have",
            why "without it nothing can be read";
        NOT_A_FILE: Error "not-a-file",
            finds "a folder, a pipe or a device where a file should be",
            why "reading it would fail, wait for ever or never end";
        FILE_UNREADABLE: Error "file-unreadable",
            finds "a file that the system does not let the program read",
            why "it cannot be read";
        FILE_TOO_LARGE: Error "file-too-large",
            finds "a file of more than 1 GiB",
            why "it would not fit into memory";
        NOT_UTF_8: Error "not-utf-8",
            finds "bytes that are not UTF-8",
            why "TOML and BibLaTeX are UTF-8, and a guess could change a name";
        EMPTY_PROJECT: Error "empty-project",
            finds "a project without a dataset",
            why "there is nothing to check or draw";
        SYNTAX: Error "syntax",
            finds "text that is not TOML",
            why "what follows it cannot be trusted";
        BIB_SYNTAX: Error "bib-syntax",
            finds "an entry that is not BibLaTeX",
            why "it cannot be cited";
        BIB_FIELD: Error "bib-field",
            finds "a field of an entry that is not what BibLaTeX asks of it",
            why "the work cannot be cited as its entry says";
        BIB_CYCLE: Error "bib-cycle",
            finds "an entry or an abbreviation that refers back to itself",
            why "what it stands for cannot be known";
        BIB_PARENT: Error "bib-parent",
            finds "`crossref` or `xdata` that names no entry",
            why "the fields that it should bring are missing from the citation";
        BIB_LIMIT: Error "bib-limit",
            finds "braces, abbreviations or entries that are nested deeper or come to more than the program reads",
            why "a small text could otherwise take hours to read";
        BIB_DATE: Warning "bib-date",
            finds "a work without a date that can be read",
            why "its citation has no year, and its age cannot be checked";
        BIB_PAGES: Warning "bib-pages",
            finds "a work whose pages cannot be read",
            why "cited pages cannot be checked against them";
        MISSING_KEY: Error "missing-key",
            finds "a record without a field that it has to have",
            why "what the source leaves out is written \"not-reported\", never left out";
        UNKNOWN_KEY: Error "unknown-key",
            finds "a key that the record format does not have",
            why "a misspelt key would be a value silently lost";
        WRONG_TYPE: Error "wrong-type",
            finds "a text where a number belongs, and the like",
            why "it cannot be read";
        UNKNOWN_WORD: Error "unknown-word",
            finds "a word that is not one of those the field allows",
            why "it cannot be read";
        EMPTY_TEXT: Error "empty-text",
            finds "a text without a letter",
            why "it says nothing";
        HIDDEN_CHARACTER: Error "hidden-character",
            finds "control characters and overrides of the direction of writing",
            why "they show a reader another text than the file holds";
        BAD_ID: Error "bad-id",
            finds "an id that is not lower-case letters and digits joined by hyphens, or the name of a device on Windows",
            why "ids become file names and SVG ids";
        ID_DIFFERS: Error "id-differs",
            finds "a dataset whose id is not the name of its folder",
            why "one thing has one name";
        UNKNOWN_LOCALE: Error "unknown-locale",
            finds "a language that figures cannot be drawn in",
            why "its numbers and words are not known";
        UNKNOWN_DATASET: Error "unknown-dataset",
            finds "a recipe for a dataset that the project does not have",
            why "it cannot be drawn";
        NOT_A_TABLE: Error "not-a-table",
            finds "a grid of values whose rows and columns do not fit each other",
            why "a value could go to the wrong row or column";
        NOT_A_VALUE: Error "not-a-value",
            finds "a value in none of the forms of a value",
            why "its hedge cannot be told";
        NOT_A_NUMBER: Error "not-a-number",
            finds "a number that is not a plain decimal, such as NaN or inf",
            why "it cannot be drawn";
        NOT_A_DATE: Error "not-a-date",
            finds "a date that is not a year, a month or a day",
            why "it cannot be compared";
        NOT_PAGES: Error "not-pages",
            finds "pages that are not numbers and ranges",
            why "they cannot be compared";
        NOT_AN_INTERVAL: Error "not-an-interval",
            finds "an interval that is not two numbers, the lower first",
            why "it cannot be drawn";
        NOT_AN_ADDRESS: Error "not-an-address",
            finds "an address that does not start with https:// or http://",
            why "others could not fetch a figure there";
        NOT_A_COLOR: Error "not-a-color",
            finds "a colour that is not #rrggbb",
            why "it cannot be drawn";
        BAD_FONT: Error "bad-font",
            finds "a font file that is no single TrueType or OpenType font",
            why "texts cannot be measured with it";
        BAD_LOGO: Error "bad-logo",
            finds "a logo that is no PNG file, or is larger than 4000 × 4000 pixels",
            why "it cannot be drawn";
        OUT_OF_RANGE: Error "out-of-range",
            finds "a setting outside its range",
            why "it cannot be meant";
        CONTRADICTION: Error "contradiction",
            finds "two fields that cannot both hold",
            why "one of them is wrong";
        HEDGE_RULES_UNNAMED: Error "hedge-rules-unnamed",
            finds "changed hedge rules under the standard name",
            why "figures state the version of the rules, and it has to mean one thing";
        UNKNOWN_RULE: Error "unknown-rule",
            finds "a severity or an acknowledgement of a rule that does not exist",
            why "it would do nothing";
        FILTER_SYNTAX: Error "filter-syntax",
            finds "a `select` that is not a filter",
            why "it selects nothing";
    }
    Rule {
        DUPLICATE_ID: Error "duplicate-id",
            finds "two claims, surveys, questions, responses or entities with one id",
            why "an id is what a mark, a row and a reader's question are traced by";
        UNKNOWN_REFERENCE: Error "unknown-reference",
            finds "a survey, question, response, entity, group, place, document, work or claim that is named but not recorded",
            why "a mark proves itself through its references; a broken one proves nothing";
    }
    Document {
        DOCUMENT_UNREADABLE: Error "document-unreadable",
            finds "the text of a document that is not there or cannot be read, and no lock file that stands for it",
            why "its quotes cannot be looked for";
        QUOTE_NOT_FOUND: Error "quote-not-found",
            finds "a quote that does not stand in its document, or not with the `prefix` and `suffix` of its record",
            why "a quote is the source's own words; line breaks, hyphenation, quotation marks and ligatures make no difference, everything else does";
        QUOTE_AMBIGUOUS: Error "quote-ambiguous",
            finds "a quote that stands in its document more than once, where neither `prefix` and `suffix` nor its place say which is meant",
            why "a reader has to find the one passage that is meant";
        QUOTE_MISPLACED: Error "quote-misplaced",
            finds "a quote that stands on another page, in another section, table, figure or paragraph than its record says",
            why "the citation would lead readers to the wrong place";
        CELL_NOT_FOUND: Error "cell-not-found",
            finds "a cell of a `[[table]]` that the table of the document does not have, or not in that row and column",
            why "a number in the wrong row is another number";
        AS_WRITTEN_OTHER: Warning "as-written-other",
            finds "`as_written` that words another number than the value, no number, or leaves out its hedge",
            why "readers are shown these words as the source's own for the value";
        UNIT_OTHER: Warning "unit-other",
            finds "percentage points, a gap, a lead, a relative change or a count that is recorded as a share, or a share that is recorded as one of these",
            why "a difference of 12 points is no share of 12 percent";
        SIGN_OTHER: Warning "sign-other",
            finds "a fall that is recorded as a rise, or a rise as a fall: percentage points whose sign is against the verb of the clause",
            why "a change in the wrong direction is the opposite of what the source says";
        SUBJECT_OTHER: Warning "subject-other",
            finds "a number that its sentence gives to another subject than the record does",
            why "a neighbour's number is the commonest slip in copying";
        RESPONSE_OTHER: Warning "response-other",
            finds "a number that its sentence gives to another answer to the question than the record does",
            why "a neighbour's number is the commonest slip in copying";
        GROUP_OTHER: Warning "group-other",
            finds "a number that its sentence gives to another group than the record does, or to a group where the record says all respondents",
            why "a share of Republicans is no share of all";
        YEAR_OTHER: Warning "year-other",
            finds "a number that its sentence dates to another year than that of the record's survey, or to the month of another survey of the dataset",
            why "the wave before is not this one";
        HEDGE_CUT: Warning "hedge-cut",
            finds "a quote that begins or ends so that it leaves out the hedge of its value",
            why "a value keeps the hedge that its source put on it";
        SURVEY_UNSAID: Warning "survey-unsaid",
            finds "a year, month or day of fieldwork, an n or a margin of error that the document of the survey's claims does not say, or a probability sample where it speaks of an opt-in panel",
            why "it was misread, or comes from elsewhere, which the record should say";
        LOCK_UNREADABLE: Error "lock-unreadable",
            finds "a lock file that the program did not write, or that was changed since",
            why "nothing is proven by it";
        LOCK_STALE: Warning "lock-stale",
            finds "a record or a document that has changed since its quotes were locked",
            why "where the document is not at hand, the lock is all that proves the quotes";
    }
    Chart {
        UNKNOWN_COLUMN: Error "unknown-column",
            finds "a filter on a column that the table does not have",
            why "it selects nothing";
        UNKNOWN_CELL: Warning "unknown-cell",
            finds "a filter for a text that no row of its column holds",
            why "it selects less than it seems to";
        CHART_SELECTS_NOTHING: Error "chart-selects-nothing",
            finds "a recipe whose filter finds no claim that can be drawn",
            why "an empty figure says nothing";
        CHART_NOT_COMPARABLE: Error "chart-not-comparable",
            finds "claims on one axis that differ in survey, wave, question, base, polarity, unit, answer or wording",
            why "what cannot be compared is not drawn as if it could, unless the figure says why";
        CHART_ROW_CROWDED: Error "chart-row-crowded",
            finds "two claims for one subject in one row, or more than four numbers on one page",
            why "one of them would hide the other";
        CHART_ROWS_ALIKE: Error "chart-rows-alike",
            finds "two rows of one panel with the same label",
            why "a reader could not tell which is which";
        CHART_NOT_A_WHOLE: Error "chart-not-a-whole",
            finds "stacked answers that could be given together, or that no reading of their hedges brings to 100 percent or less; a waffle of a count; a diverging chart of facts",
            why "a stacked bar says that its parts make one whole";
        DATASETS_DISAGREE: Error "datasets-disagree",
            finds "a question, an answer, an entity, a group, a place, a survey or a work that two datasets of one chart describe differently, or a claim id that both have",
            why "in a chart over several datasets one id is one thing";
        CITATION_STYLE: Error "citation-style",
            finds "a citation style that is not there, is no CSL, does not cite by author and date, or cannot set a work that is cited",
            why "without it figures would name works by the keys of the bibliography";
        CHART_NO_ZERO: Error "chart-no-zero",
            finds "bars of a scale that does not hold zero, as one from 1 to 5",
            why "a bar is as long as its value is large, so cut bars make small differences look large";
        CHART_NOT_IN_TIME: Error "chart-not-in-time",
            finds "a trend or slope with a claim without a date, or a slope of more or fewer than two waves",
            why "a point in time needs a time";
        AXIS_TOO_SHORT: Error "axis-too-short",
            finds "a value, a bound, a margin of error or a reference line beyond the ends of the `axis` of its chart",
            why "it would be drawn where it is not, or not at all";
        CHART_NOT_IN_LANGUAGE: Error "chart-not-in-language",
            finds "a chart that is wanted in a language which its `locales` leave out, or `locales` that the project does not have",
            why "it would be missing where it is wanted, without a word";
        CHART_TOO_FULL: Warning "chart-too-full",
            finds "a figure that is higher than its size allows, even with smaller texts",
            why "it would not fit where it is to stand";
        TITLE_UNSUPPORTED: Warning "title-unsupported",
            finds "a title of a chart, or of its slide in a deck, with a quantity that no value of the chart supports: no value, no rest of a whole, no sum of answers, no difference",
            why "the title is what readers keep, and records change after it was written";
        TEXT_LEFT_OUT: Warning "text-left-out",
            finds "a remark, or the label of a reference line, that finds no free place on a plane",
            why "it is missing from the figure";
        ANNOTATION_MISPLACED: Error "annotation-misplaced",
            finds "a remark or difference of claims that the chart does not draw, or an annotation that its kind has no room for",
            why "it would be missing from the figure without a word";
        HIGHLIGHT_IDLE: Warning "highlight-idle",
            finds "emphasis on a claim, subject, answer, group, place or survey that the chart does not have",
            why "everything would be muted";
        CHART_MANY_SERIES: Warning "chart-many-series",
            finds "more series than there are colours to tell them apart, without highlights, rows or panels of their own",
            why "two of them would have one colour, and a reader would take one for the other";
        UNKNOWN_THEME: Error "unknown-theme",
            finds "a theme that neither the program nor config.toml has",
            why "it cannot be drawn";
        ACCEPT_IDLE: Warning "accept-idle",
            finds "an accepted difference that does not occur",
            why "the note would explain what is not there";
        ACCEPT_REFUSED: Error "accept-refused",
            finds "an accepted difference that the project never accepts",
            why "the policy of the project stands above a recipe";
        GLYPH_MISSING: Error "glyph-missing",
            finds "a character that the font of the figures lacks",
            why "a reader would see an empty box, or nothing";
        CONTRAST_TOO_LOW: Error "contrast-too-low",
            finds "a colour of an entity or a theme with a contrast to the background of less than 3:1, or for text of less than 4.5:1",
            why "it cannot be read by all (WCAG 2.2, 1.4.3 and 1.4.11)";
        COLORS_ALIKE: Warning "colors-alike",
            finds "two colours of a theme or of entities that look alike in full colour, with colour blindness or in grey",
            why "readers would take one series for the other";
        UNKNOWN_CHART: Error "unknown-chart",
            finds "a slide of a deck that names a chart without a recipe",
            why "it would be missing from the deck without a word";
    }
    Write {
        NOT_OURS: Error "not-ours",
            finds "a file in the way that citeplot did not write",
            why "hand-made files are never overwritten";
        STALE: Error "stale",
            finds "a committed figure that the data no longer make (`build --check`)",
            why "a figure and its data have to agree";
    }
}
