//! Answers whose polarity is not that of their own words.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Polarity;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "polarity-of-label",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "an answer called positive whose label says \"unfavourable\", \"distrust\", \"olumsuz\", \"не доверяют\" and the like, or the reverse",
        why: "polarity decides what may share an axis and which side of zero a bar stands on",
    },
    run,
);

/// Words that speak for the subject, and those that speak against it: beginnings of words, in lower case.
const FOR: [&str; 12] = [
    "favourable",
    "favorable",
    "favourably",
    "favorably",
    "approve",
    "satisfied",
    "trust",
    "olumlu",
    "güveniyor",
    "memnun",
    "положительно",
    "доверяют",
];
const AGAINST: [&str; 26] = [
    "unfavourable",
    "unfavorable",
    "unfavourably",
    "unfavorably",
    "disapprove",
    "dissatisfied",
    "distrust",
    "mistrust",
    "olumsuz",
    "güvenmiyor",
    "memnun değil",
    "отрицательно",
    "не доверяют",
    "недовол",
    "hoşnutsuz",
    "not satisfied",
    "oppose",
    "against",
    "no confidence",
    "no trust",
    "reject",
    "istemiyor",
    "desteklemiyor",
    "karşı",
    "против",
    "не поддерж",
];

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for response in cx.dataset.questions.iter().flat_map(|q| &q.responses) {
        let against = |label: &str| says(label, &AGAINST) || denied(label);
        let says_for = |label: &str| says(label, &FOR) && !against(label);
        let wrong = response.label.variants().into_iter().find_map(|(_, label)| {
            let lower = label.to_lowercase();
            match response.polarity {
                Polarity::Positive if against(&lower) => Some((label, "against")),
                Polarity::Negative if says_for(&lower) => Some((label, "for")),
                Polarity::Positive | Polarity::Negative | Polarity::Neutral | Polarity::Factual => None,
            }
        });
        if let Some((label, side)) = wrong {
            let message =
                format!("“{label}” speaks {side} the subject, and the record calls it {}", response.polarity.code());
            out.push(
                finding(message).at(response.id.at).hint("positive speaks for the subject, negative against it"),
                &[],
            );
        }
    }
}

fn says(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        label.match_indices(word).any(|(at, _)| label[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic()))
    })
}

/// "Does not trust it".
fn denied(label: &str) -> bool {
    let denies =
        ["not ", "n't ", "n’t ", "no ", "never ", "не ", "without ", "lack of "].iter().any(|w| label.contains(w));
    denies && says(label, &FOR) || label.contains("memnun değil")
}
