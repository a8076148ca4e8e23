//! A made-up survey of developers in Turkish: questions of several answers, three countries, two groups, two years.

#[path = "support/figures.rs"]
mod said;

use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::figure::scene::Role;
use citeplot::model::Locale;
use citeplot::project::{self, Project};

use said::texts;

fn project() -> Project {
    let (project, report) = project::read(Path::new("tests/developers"));
    assert!(report.is_empty(), "{report:?}");
    project
}

fn drawn(id: &str, locale: Locale) -> Figure {
    let mut report = Report::new();
    let mut figures = figures(&project(), &BuildOptions::new().only(id).locale(locale), &mut report);
    assert!(!report.has_errors(), "{report:?}");
    assert_eq!(figures.len(), 1, "{id}");
    figures.remove(0)
}

#[test]
fn its_records_are_without_a_fault() {
    let report = project().check();
    let found: Vec<_> = report.iter().filter(|d| d.code.name != "undisclosed").collect();
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(project().datasets[0].claims.len(), 46);
}

#[test]
fn every_chart_draws_its_claims() {
    let counts = [
        ("languages-in-three-countries", 15),
        ("languages-since-2023", 8),
        ("wishes", 4),
        ("assistants", 10),
        ("trust", 6),
        ("trust-parts", 6),
        ("all-languages", 15),
        ("key-figures", 2),
        ("grid", 25),
    ];
    assert_eq!(project().recipes.len(), counts.len());
    for (id, count) in counts {
        assert_eq!(drawn(id, Locale::Tr).scene.marks().len(), count, "{id}");
    }
}

#[test]
fn what_all_bars_have_in_common_stands_in_the_subtitle_alone() {
    let wishes = drawn("wishes", Locale::En);
    assert!(texts(&wishes, Role::Subtitle).join(" ").contains("Would like to use"));
    let labels = texts(&wishes, Role::RowLabel);
    assert_eq!(labels, ["Rust", "TypeScript", "Go", "Java"]);
    assert!(texts(&wishes, Role::SeriesLabel).is_empty());
}

#[test]
fn an_open_end_on_a_side_reaches_only_as_far_as_the_other_answers_leave_room() {
    let trust = drawn("trust", Locale::En);
    let ticks = texts(&trust, Role::Axis);
    assert!(!ticks.contains(&"100%".to_owned()), "at least 36 beside about 33 and 28 is at most 41: {ticks:?}");
}

#[test]
fn turkish_hedges_behind_a_number_are_read() {
    let project = project();
    let claim = project.datasets[0].claim("wish-wants-typescript-turkiye-2024").expect("a claim");
    assert_eq!(
        (claim.value.to_string(), claim.as_written.as_str()),
        ("nearly 35".to_owned(), "yüzde 35’in biraz altında")
    );
}
