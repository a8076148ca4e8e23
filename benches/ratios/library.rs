//! A made-up project: reports, and records that quote them.

use std::fmt::Write as _;

use crate::prose::{NAMES, YEARS};
use crate::report::{Make, Markup, Report};

/// The most records that a report has, each of a question of its own.
const MOST: usize = 150;

/// The texts of a project by their paths.
pub(crate) struct Library {
    pub(crate) dataset: String,
    pub(crate) claims: String,
    pub(crate) references: String,
    /// Each with its path.
    pub(crate) documents: Vec<(String, String)>,
}

impl Library {
    /// So many reports of 20 to 60 kB, with a record for each 400 bytes of them.
    pub(crate) fn new(reports: usize, markup: impl Fn(usize) -> Markup) -> Self {
        let mut made = Self {
            dataset: head(),
            claims: String::new(),
            references: String::new(),
            documents: Vec::with_capacity(reports),
        };
        for number in 0..reports {
            let make = Make { length: 20_000 + number * 7919 % 40_000, one_in: 3, markup: markup(number) };
            let mut report = make.report(number);
            report.stated.truncate(make.length / 400);
            made.add(number, report);
        }
        made
    }

    fn add(&mut self, number: usize, report: Report) {
        let (work, lang) = (format!("report-{number:04}"), report.language.tag);
        let path = format!("sources/{work}.{}", report.markup.ending());
        let document = format!("\n[[document]]\nwork = \"{work}\"\ntext = \"{path}\"\nquote_lang = \"{lang}\"\n");
        self.dataset.push_str(&document);
        let entry = format!(
            "@report{{{work},\n  author = {{Pollster, Paul}},\n  title = {{Report {number}}},\n  type = {{report}},\n  \
             institution = {{Example Institute}},\n  date = {{2023}},\n}}\n\n"
        );
        self.references.push_str(&entry);
        for (i, stated) in report.stated.iter().enumerate() {
            let quote = stated.sentence.replace(['“', '”', '«', '»'], "\\\"");
            let (name, year) = (NAMES[stated.name].to_lowercase(), stated.year);
            writeln!(
                self.claims,
                "[[claim]]\nid = \"c-{number:04}-{i:03}\"\ndocument = \"{work}\"\nsurvey = \"poll-{year}\"\n\
                 question = \"trust-{i}\"\nresponse = \"trusts\"\nsubject = \"{name}\"\nvalue = {}\nas_written = \"{}\"\n\
                 quote = \"{quote}\"\ncites = [{{ work = \"{work}\", basis = \"same-sentence\" }}]\nsection = \"{}\"\n",
                stated.value, stated.as_written, stated.section
            )
            .expect("a String takes all that is written");
        }
        self.documents.push((path, report.text));
    }

    pub(crate) fn count(&self) -> usize {
        self.claims.matches("[[claim]]").count()
    }

    /// All texts as the files of a project.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, &str)> {
        let records = [
            ("config.toml".to_owned(), ""),
            ("datasets/demo/dataset.toml".to_owned(), self.dataset.as_str()),
            ("datasets/demo/claims.toml".to_owned(), self.claims.as_str()),
            ("datasets/demo/references.bib".to_owned(), self.references.as_str()),
        ];
        records.into_iter().chain(self.documents.iter().map(|(path, text)| (path.clone(), text.as_str())))
    }
}

/// What the records refer to.
fn head() -> String {
    let mut head = "id = \"demo\"\ntitle = \"A made-up library\"\n".to_owned();
    for name in NAMES {
        head.push_str(&format!("\n[[entity]]\nid = \"{}\"\nlabel = \"{name}\"\n", name.to_lowercase()));
    }
    for question in 0..MOST {
        head.push_str(&format!(
            "\n[[question]]\nid = \"trust-{question}\"\nlabel = \"Trust, question {question}\"\nwording = \"paraphrased\"\n\n\
             [[question.response]]\nid = \"trusts\"\nlabel = \"Trusts it, question {question}\"\npolarity = \"positive\"\n"
        ));
    }
    for year in YEARS {
        head.push_str(&format!(
            "\n[[survey]]\nid = \"poll-{year}\"\nlabel = \"the poll of {year}\"\nconducted_by = \"Example Institute\"\n\
             sponsored_by = \"Example Foundation\"\npopulation = \"adults\"\ngeography = \"Exampleland\"\n\
             frame = \"random sample of the register of residents\"\nmode = \"face to face\"\nfield_start = \"{year}-03-01\"\n\
             field_end = \"{year}-03-20\"\nn = 1200\nmoe_pp = 2.8\nweighted = \"by age and region\"\n\
             question_wording = \"Do you trust this country?\"\nlimitations = \"mountain districts were left out\"\n"
        ));
    }
    head
}
