//! Every kind of chart with every dimension as its rows, series and panels: it is drawn, or what is said of it leads to a
//! chart that is.

use std::collections::BTreeSet;
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity};
use citeplot::figure::{Figure, Mark, Row};
use citeplot::model::{Dimension, Locale};
use citeplot::project::recipe::{ChartKind, Panels, Rows, SeriesBy};
use citeplot::project::{self, Project};

/// A recipe as its keys and values, in TOML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Draft {
    keys: Vec<(String, String)>,
}

/// An error that is reported of a chart.
#[derive(Clone, Debug)]
struct Fault {
    told: String,
    hint: Option<String>,
}

impl Draft {
    fn new(kind: ChartKind, select: &str) -> Self {
        let keys =
            [("kind", format!("\"{}\"", kind.code())), ("title", "\"T\"".to_owned()), ("select", select.to_owned())];
        Self { keys: keys.map(|(key, value)| (key.to_owned(), value)).into() }
    }

    fn with(&self, key: &str, value: impl Into<String>) -> Self {
        let mut keys = self.keys.clone();
        let value = value.into();
        match keys.iter_mut().find(|(k, _)| k == key) {
            // Differences are accepted one after the other.
            Some((_, old)) if key == "accept" => {
                *old = format!("{}, {}", old.trim_end_matches(']'), value.trim_start_matches('['));
            }
            Some((_, old)) => *old = value,
            None => keys.push((key.to_owned(), value)),
        }
        Self { keys }
    }

    fn without(&self, key: &str) -> Self {
        Self { keys: self.keys.iter().filter(|(k, _)| k != key).cloned().collect() }
    }

    fn text(&self) -> String {
        let line = |(key, value): &(String, String)| match key.as_str() {
            "select" => format!("select = '{value}'\n"),
            _ => format!("{key} = {value}\n"),
        };
        self.keys.iter().map(line).collect()
    }

    /// Whether it is drawn, and the errors that keep it from being so.
    fn faults(&self, project: &mut Project) -> Vec<Fault> {
        let dataset = project.datasets[0].id.clone();
        let (recipe, _, mut report) = project::recipe_from_text("t", &self.text(), &dataset);
        project.recipes = recipe.into_iter().collect();
        let mut of_chart = Report::new();
        let drawn = figures(project, &BuildOptions::new().locale(Locale::En), &mut of_chart);
        report.extend(of_chart);
        let errors = report.iter().filter(|d| d.severity == Severity::Error);
        let faults: Vec<Fault> =
            errors.map(|d| Fault { told: format!("{}: {}", d.code.name, d.message), hint: d.hint.clone() }).collect();
        assert_eq!(drawn.is_empty(), !faults.is_empty(), "a chart without a fault is drawn:\n{}", self.text());
        drawn.iter().for_each(|figure| self.shares_axes_openly(figure, project));
        faults
    }

    /// Units never share an axis, and answers that lean opposite ways only as parts of a whole or with a reason.
    fn shares_axes_openly(&self, figure: &Figure, project: &Project) {
        if figure.data.kind.has_cards() {
            return;
        }
        let accepted = self.keys.iter().any(|(key, value)| key == "accept" && value.contains("\"polarity\""));
        let claim = |index: usize| &project.datasets[0].claims[index];
        for panel in &figure.data.panels {
            let marks: Vec<&Mark> = panel.rows.iter().flat_map(Row::marks).collect();
            for (i, a) in marks.iter().enumerate() {
                for b in &marks[i + 1..] {
                    let (x, y) = (claim(a.index), claim(b.index));
                    assert_eq!((x.unit, x.scale), (y.unit, y.scale), "{}", self.text());
                    let opposed = a.polarity.opposes(b.polarity);
                    assert!(!opposed || accepted || figure.data.kind.has_parts(), "{}", self.text());
                }
            }
        }
    }

    /// What the hint of a fault makes of it, one draft for each way that it names.
    fn followed(&self, hint: &str) -> Vec<Self> {
        let mut ways = Vec::new();
        for (i, quoted) in hint.split('`').enumerate().filter(|(i, _)| i % 2 == 1) {
            let before = hint.split('`').nth(i - 1).expect("what is before a quotation");
            let after = hint.split('`').nth(i + 1).unwrap_or_default();
            if let Some(condition) = quoted.strip_prefix("and ") {
                let select = &self.keys.iter().find(|(k, _)| k == "select").expect("a filter").1;
                ways.push(self.with("select", format!("({select}) and {condition}")));
            } else if let Some((key, value)) = quoted.split_once(" = ") {
                ways.push(self.with(key, value));
            } else if before.ends_with("leave ") && after.starts_with(" out") {
                ways.push(self.without(quoted));
            }
        }
        ways
    }
}

/// Projects with selections from them: of one question, of several, of waves, places, groups and polls.
fn selections() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        (
            "tests/shapes",
            vec![
                "question_id = \"bus-use\" and group = none and place = none and response != \"regularly\"",
                "response = \"daily\" and group != none",
                "question_id = \"fares\"",
                "question_id = \"trust\" and value > 60",
            ],
        ),
        ("tests/demo", vec!["claim_id != none"]),
        ("tests/health", vec!["survey_id != none"]),
        (".", vec!["claim_id != none"]),
    ]
}

/// Every recipe with one place taken by a dimension, or by what there is besides.
fn drafts(select: &str) -> Vec<Draft> {
    let words = || Dimension::ALL.into_iter().map(|d| format!("\"{}\"", d.code()));
    let places = words()
        .map(|word| ("rows", word))
        .chain(words().map(|word| ("series", word)))
        .chain(words().map(|word| ("panels", word)))
        .chain(
            [("rows", "\"statement\""), ("series", "\"none\""), ("panels", "\"polarity\"")]
                .map(|(k, w)| (k, w.to_owned())),
        );
    let places: Vec<_> = places.collect();
    let of_kind = |kind: ChartKind| {
        let plain = Draft::new(kind, select);
        let taken = places.iter().map(|(key, word)| plain.with(key, word.as_str()));
        std::iter::once(plain.clone()).chain(taken.collect::<Vec<_>>())
    };
    ChartKind::ALL.into_iter().flat_map(of_kind).collect()
}

/// How many charts of a selection are drawn at once, and how many after what was said of them was followed.
fn followed_through(path: &str, select: &str) -> (usize, usize) {
    let (mut project, _) = project::read(Path::new(path));
    let (mut drawn, mut refused) = (0, 0);
    let mut seen: BTreeSet<Draft> = BTreeSet::new();
    for draft in drafts(select) {
        let mut open = draft.clone();
        let (mut trail, mut met): (Vec<String>, Vec<Draft>) = (Vec::new(), Vec::new());
        while let Some(fault) = open.faults(&mut project).into_iter().next() {
            trail.push(format!("{}\n  {}\n  {:?}", open.text(), fault.told, fault.hint));
            let story = || format!("{path}\n{}", trail.join("\n"));
            assert!(trail.len() < 60, "no end: {}", story());
            let hint = fault.hint.as_deref().unwrap_or_else(|| panic!("no hint: {}", story()));
            let ways = open.followed(hint);
            assert!(!ways.is_empty(), "no way: {}", story());
            assert!(!met.contains(&open), "in a circle: {}", story());
            met.push(open.clone());
            // Each way takes the fault away; a draft that another one led to before was followed to its end.
            if !seen.insert(open.clone()) {
                break;
            }
            for way in &ways {
                let gone = way.faults(&mut project).iter().all(|f| f.told != fault.told);
                assert!(gone, "still there after\n{}\n{}", way.text(), story());
            }
            open = ways.into_iter().next().expect("a way");
        }
        match trail.is_empty() {
            true => drawn += 1,
            false => refused += 1,
        }
    }
    (drawn, refused)
}

#[test]
fn what_is_said_of_a_chart_that_cannot_be_drawn_leads_to_one_that_can() {
    let all: Vec<(&str, &str)> =
        selections().into_iter().flat_map(|(path, selects)| selects.into_iter().map(move |s| (path, s))).collect();
    let counts: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let runs: Vec<_> = all.iter().map(|(path, select)| scope.spawn(|| followed_through(path, select))).collect();
        runs.into_iter().map(|run| run.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    });
    for ((path, select), (drawn, refused)) in all.iter().zip(&counts) {
        assert!(drawn + refused == 9 * 25, "{path} {select}");
        assert!(*refused > 50, "{path} {select}: {refused} refused");
    }
    assert!(counts.iter().map(|c| c.0).sum::<usize>() > 200, "{counts:?}");
}

/// What the table of the manual says of a kind of chart: its rows, series and panels.
fn in_manual(kind: ChartKind) -> [String; 3] {
    let readme = std::fs::read_to_string("README.md").expect("the manual");
    let (_, table) = readme.split_once("| kind | rows | series | panels |").expect("the table");
    let word = format!("`{}`", kind.code());
    let line = table.lines().skip(2).take_while(|l| l.starts_with('|'));
    let mut line = line.filter(|l| l.split('|').nth(1).is_some_and(|cell| cell.contains(&word)));
    let cells: Vec<String> = line.next().expect("its line").split('|').map(|c| c.trim().to_owned()).collect();
    [cells[2].clone(), cells[3].clone(), cells[4].clone()]
}

#[test]
fn the_table_of_the_manual_is_that_of_the_code_and_recipes_are_held_to_it() {
    for kind in ChartKind::ALL {
        let traits = kind.traits();
        let table =
            [traits.rows.words("whole statements"), traits.series.words("`none`"), traits.panels.words("`polarity`")];
        assert_eq!(in_manual(kind), table, "{}", kind.code());
        let refused = |key: &str, word: &str| {
            let draft = Draft::new(kind, "claim_id != none").with(key, format!("\"{word}\""));
            let (_, _, report) = project::recipe_from_text("t", &draft.text(), "demo");
            report.iter().any(|d| d.code.name == "contradiction")
        };
        for d in Dimension::ALL {
            assert_eq!(refused("rows", d.code()), !kind.takes_rows(&Rows::By(vec![d])), "{} {d:?}", kind.code());
            assert_eq!(refused("series", d.code()), !kind.takes_series(SeriesBy::By(d)), "{} {d:?}", kind.code());
            assert_eq!(refused("panels", d.code()), !kind.takes_panels(Panels::By(d)), "{} {d:?}", kind.code());
        }
        assert_eq!(refused("rows", "statement"), !kind.takes_rows(&Rows::Statement));
        assert_eq!(refused("series", "none"), !kind.takes_series(SeriesBy::None));
        assert_eq!(refused("panels", "polarity"), !kind.takes_panels(Panels::Polarity));
        assert!(!refused("panels", "none"));
    }
}
