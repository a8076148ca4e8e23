//! How well `check` tells right records from wrong ones: against a marked corpus, a part of which was untouched while the rules
//! were written.

#![expect(clippy::print_stdout, reason = "the measured figures are wanted beside the verdict")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;

use citeplot::Project;
use citeplot::diag::{Diagnostic, Severity};

#[path = "support/corpus.rs"]
mod corpus;

use corpus::Recorded;

/// A text of the corpus with its records and the mistakes in them.
struct Case {
    of: Recorded,
    mistakes: Vec<Mistake>,
}

/// A mistake as a curator would make it: other lines in one record.
#[derive(Debug)]
struct Mistake {
    claim: String,
    kind: String,
    lines: Vec<(String, String)>,
}

fn mistakes(written: &str) -> Vec<Mistake> {
    let blocks = written.split("[[mistake]]").skip(1);
    blocks
        .map(|block| {
            let lines = block.lines().filter_map(|line| line.split_once(" = "));
            let mut lines: BTreeMap<String, String> = lines.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            let mut take = |key: &str| lines.remove(key).expect("a mistake has it").trim_matches('"').to_owned();
            let (claim, kind) = (take("claim"), take("kind"));
            Mistake { claim, kind, lines: lines.into_iter().collect() }
        })
        .collect()
}

fn cases(part: &str) -> Vec<Case> {
    let with_mistakes = |of: Recorded| {
        let written = fs::read_to_string(format!("tests/corpus/records/{}/mistakes.toml", of.stem)).expect("readable");
        Case { mistakes: mistakes(&written), of }
    };
    corpus::recorded(part).into_iter().map(with_mistakes).collect()
}

/// The bytes of a record in the text of the claims.
fn block(claims: &str, id: &str) -> Range<usize> {
    let at = claims.find(&format!("id = \"{id}\"\n")).unwrap_or_else(|| panic!("a record `{id}`"));
    let start = claims[..at].rfind("[[claim]]").expect("a record begins");
    let end = claims[at..].find("[[claim]]").map_or(claims.len(), |next| at + next);
    start..end
}

/// The claims with a mistake in one of them.
fn planted(claims: &str, mistake: &Mistake) -> String {
    let place = block(claims, &mistake.claim);
    let mut lines: Vec<String> = claims[place.clone()].trim_end().lines().map(str::to_owned).collect();
    for (key, value) in &mistake.lines {
        lines.retain(|line| !line.starts_with(&format!("{key} = ")));
        lines.push(format!("{key} = {value}"));
    }
    format!("{}{}\n\n{}", &claims[..place.start], lines.join("\n"), &claims[place.end..])
}

/// What a check says at the records, from warnings on.
fn said(case: &Case, claims: &str) -> Vec<(Range<usize>, Diagnostic)> {
    let project = Project::from_texts(case.of.files(claims));
    let report = project.check();
    let found = report.iter().filter(|d| d.severity >= Severity::Warning).filter_map(|d| {
        let spot = d.spot.filter(|spot| project.sources.path(spot.file).ends_with("claims.toml"))?;
        Some((spot.start as usize..spot.end as usize, d.clone()))
    });
    found.collect()
}

#[derive(Debug, Default)]
struct Score {
    records: usize,
    alarms: Vec<String>,
    mistakes: usize,
    missed: Vec<String>,
    faults: usize,
}

impl Score {
    fn of(part: &str) -> Self {
        let mut score = Self::default();
        for case in cases(part) {
            score.records += case.of.claims.matches("[[claim]]").count();
            let alarms = said(&case, &case.of.claims);
            score.alarms.extend(
                alarms.iter().map(|(_, d)| format!("{}: {}: {} ({:?})", case.of.stem, d.code.name, d.message, d.hint)),
            );
            for mistake in &case.mistakes {
                score.mistakes += 1;
                let claims = planted(&case.of.claims, mistake);
                let place = block(&claims, &mistake.claim);
                let there = said(&case, &claims).into_iter().filter(|(at, _)| place.contains(&at.start)).count();
                score.faults += there;
                if there == 0 {
                    score
                        .missed
                        .push(format!("{}: {} {} {:?}", case.of.stem, mistake.claim, mistake.kind, mistake.lines));
                }
            }
        }
        score
    }

    fn shown(&self) -> String {
        let caught = self.mistakes - self.missed.len();
        format!(
            "{} right records with {} false alarms; {caught} of {} mistakes caught ({:.1} %), {:.2} faults for each caught one",
            self.records,
            self.alarms.len(),
            self.mistakes,
            caught as f64 / self.mistakes as f64 * 100.0,
            self.faults as f64 / caught.max(1) as f64
        )
    }

    fn catches(&self) -> bool {
        (self.mistakes - self.missed.len()) * 100 >= self.mistakes * 80
    }
}

#[test]
fn mistakes_in_seen_texts_are_caught_and_right_records_pass() {
    let score = Score::of("seen");
    println!("seen: {}", score.shown());
    let details = format!("{}\n{}", score.alarms.join("\n"), score.missed.join("\n"));
    assert!(score.catches() && score.alarms.is_empty(), "{}\n{details}", score.shown());
}

#[test]
fn mistakes_in_texts_held_out_are_caught_and_right_records_pass() {
    let score = Score::of("held-out");
    println!("held out: {}", score.shown());
    // What was missed is not shown: these records are not looked at while rules change.
    assert!(score.catches(), "{}", score.shown());
}

#[test]
fn fewer_than_one_right_record_in_a_hundred_raises_an_alarm() {
    let parts = ["seen", "held-out"].map(Score::of);
    let (alarms, records) = parts.iter().fold((0, 0), |(a, r), s| (a + s.alarms.len(), r + s.records));
    println!("{alarms} false alarms in {records} right records");
    let codes: Vec<&str> = parts.iter().flat_map(|s| &s.alarms).filter_map(|a| a.split(": ").nth(1)).collect();
    assert!(alarms * 100 < records, "{alarms} of {records}: {codes:?}");
}

#[test]
fn the_records_have_the_size_that_is_asked_of_them() {
    let all: Vec<Case> = ["seen", "held-out"].into_iter().flat_map(cases).collect();
    assert!(all.len() >= 12 && all.iter().map(|c| c.of.claims.matches("[[claim]]").count()).sum::<usize>() >= 150);
    assert!(all.iter().map(|c| c.mistakes.len()).sum::<usize>() >= 60);
}
