//! The shipped dataset says what the paper says, its traps respected.

use std::collections::BTreeMap;
use std::path::Path;

use citeplot::build::{BuildOptions, verify};
use citeplot::check::comparability::{Nearness, differences};
use citeplot::model::{Dataset, Status};
use citeplot::project;

fn shipped() -> Dataset {
    let (mut project, report) = project::read(Path::new("."));
    assert!(!report.has_errors(), "{report:?}");
    project.datasets.remove(0)
}

#[test]
fn the_claims_are_the_seventeen_of_the_paper() {
    let dataset = shipped();
    let values: BTreeMap<&str, String> =
        dataset.claims.iter().map(|c| (c.id.value.as_str(), c.value.value.to_string())).collect();
    let wanted = [
        ("view-china-ambivalent-2010", "~55"),
        ("view-china-favourable-2010", "25"),
        ("view-russia-favourable-2010", "68"),
        ("influence-china-less-2020", "majority"),
        ("enemy-china-2020", "10"),
        ("role-model-china-2020", "<4"),
        ("influence-russia-less-2020", "17"),
        ("role-model-russia-not-2020", "nearly 25"),
        ("friendly-russia-2017", "81"),
        ("friendly-russia-other-2017", "~19"),
        ("goods-russia-trust-2017", "55"),
        ("investments-russia-grateful-2017", "39"),
        ("ethnic-russians", "~20"),
        ("students-abroad-russia-kyrgyzstan-2015", ">80"),
        ("confucius-institutes-countries-2019", ">120"),
        ("confucius-institutes-worldwide-2019", ">480"),
        ("confucius-institutes-kazakhstan", "4"),
    ];
    assert_eq!(values, wanted.into_iter().map(|(id, v)| (id, v.to_owned())).collect());
}

#[test]
fn nothing_is_invented() {
    let dataset = shipped();
    for survey in &dataset.surveys {
        assert!(survey.n.is_missing() && survey.moe_pp.is_missing() && survey.mode.is_missing(), "{}", survey.id.value);
    }
    let derived: Vec<&str> =
        dataset.claims.iter().filter(|c| matches!(c.status, Status::Derived(_))).map(|c| c.id.value.as_str()).collect();
    assert_eq!(derived, ["confucius-institutes-kazakhstan"]);
    assert!(dataset.claims.iter().all(|c| c.locator.section.is_some() && c.locator.page.is_none()));
}

#[test]
fn the_inconsistencies_of_the_paper_are_found() {
    let (project, mut report) = project::read(Path::new("."));
    verify(&project, &BuildOptions::new(), &mut report);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    report.iter().for_each(|d| *counts.entry(d.code.name).or_default() += 1);
    let wanted = [
        ("complement", 1),
        ("page-range-reversed", 2),
        ("pages-outside-work", 2),
        ("survey-after-work", 6),
        ("undisclosed", 3),
        ("unreported-rest", 1),
        ("work-uncited", 1),
    ];
    assert_eq!(counts, wanted.into());
    assert!(report.iter().any(|d| d.message.contains("leave 20 percent unreported")));
}

#[test]
fn only_the_favourable_views_are_an_exact_pair() {
    let dataset = shipped();
    let subject = |i: usize| dataset.claims[i].subject.as_ref().map(|s| s.value.as_str());
    let mut pairs = Vec::new();
    for i in 0..dataset.claims.len() {
        for j in i + 1..dataset.claims.len() {
            let (a, b) = (&dataset.claims[i], &dataset.claims[j]);
            let countries = (subject(i), subject(j));
            let both = matches!(countries, (Some("russia"), Some("china")) | (Some("china"), Some("russia")));
            if both && differences(&dataset, a, b, Nearness::Row).is_empty() {
                pairs.push((a.id.value.clone(), b.id.value.clone()));
            }
        }
    }
    assert_eq!(pairs, [("view-china-favourable-2010".to_owned(), "view-russia-favourable-2010".to_owned())]);
}

#[test]
fn the_two_countries_of_the_students_are_not_china() {
    let dataset = shipped();
    let claim = dataset.claim("students-abroad-russia-kyrgyzstan-2015").expect("recorded");
    assert_eq!(claim.subject.as_ref().map(|s| s.value.as_str()), Some("russia-and-kyrgyzstan"));
    assert!(claim.cites.is_empty());
}

#[test]
fn the_bibliography_is_the_whole_reference_list() {
    let dataset = shipped();
    assert_eq!(dataset.bibliography.works.len(), 19, "the document and its 18 references");
    let yang = dataset.bibliography.work("yang-2010").expect("recorded");
    assert_eq!(yang.pages.as_ref().map(ToString::to_string).as_deref(), Some("235-245"));
}
