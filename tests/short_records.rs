//! How short records can be: lines of files that are neither blank nor a comment, for each claim, everything included.

use std::fs;
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::{Report, Severity};
use citeplot::model::Operator;
use citeplot::project::{self, Project};

fn read(folder: &str) -> Project {
    let (project, report) = project::read(Path::new(folder));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// The lines of the files of a folder and of the folders in it.
fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    let counted = |text: &str| text.lines().filter(|l| !l.trim().is_empty() && !l.trim().starts_with('#')).count();
    entries
        .map(|path| if path.is_dir() { lines(&path) } else { counted(&fs::read_to_string(&path).expect("text")) })
        .sum()
}

#[test]
fn a_report_of_fifty_claims_in_three_waves_takes_less_than_four_lines_a_claim() {
    let project = read("tests/report");
    let dataset = &project.datasets[0];
    assert_eq!((dataset.claims.len(), dataset.surveys.len()), (50, 3));
    let counted = lines(Path::new("tests/report/datasets"));
    assert!(counted < 4 * 50, "{counted} lines");
    // It has what real reports have: hedges of every kind, groups, nets, bases of their own, several questions.
    let has = |operator| dataset.claims.iter().any(|c| c.value.operator() == operator);
    for operator in
        [Operator::Exact, Operator::About, Operator::Nearly, Operator::Below, Operator::Above, Operator::Between]
    {
        assert!(has(operator), "{operator:?}");
    }
    assert!(dataset.claims.iter().any(|c| c.group.is_some()) && dataset.claims.iter().any(|c| c.base.is_some()));
    assert!(dataset.questions.iter().any(|q| q.responses.iter().any(citeplot::model::Response::is_net)));
    assert!(dataset.claims.iter().all(|c| !c.quote.value.is_empty() && !c.as_written.value.is_empty()));
}

#[test]
fn the_report_is_sound_and_its_charts_are_drawn() {
    let project = read("tests/report");
    let mut report = Report::new();
    citeplot::build::check_records(&project, &mut report);
    let found: Vec<_> = report.iter().filter(|d| d.code.name != "undisclosed").collect();
    assert!(found.is_empty(), "{found:?}");
    let mut report = Report::new();
    let drawn = figures(&project, &BuildOptions::new(), &mut report);
    assert!(report.iter().all(|d| d.severity != Severity::Error), "{report:?}");
    assert_eq!(drawn.len(), 3);
}

/// What the short forms brought: the lines for a claim, and what they may not grow beyond again.
#[test]
fn the_records_of_this_repository_are_short() {
    for (folder, most) in [(".", 16.5), ("tests/demo", 6.0), ("tests/shapes", 4.6), ("tests/report", 3.1)] {
        let project = read(folder);
        let claims: usize = project.datasets.iter().map(|d| d.claims.len()).sum();
        let records = fs::read_dir(Path::new(folder).join("datasets")).expect("a folder");
        let lines: usize = records
            .map(|e| e.expect("an entry").path())
            .filter(|p| p.is_dir())
            .map(|p| {
                let text = |name: &str| fs::read_to_string(p.join(name)).expect("text");
                let own = |l: &&str| !l.trim().is_empty() && !l.trim().starts_with('#');
                ["dataset.toml", "claims.toml"].iter().map(|f| text(f).lines().filter(own).count()).sum::<usize>()
            })
            .sum();
        let each = lines as f64 / claims as f64;
        assert!(each <= most, "{folder}: {each:.1} lines for each of {claims} claims");
    }
}
