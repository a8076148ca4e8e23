//! Percentages that no number of people can give.

use std::collections::BTreeMap;

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Claim, Disclosed, Number, Operator, Unit};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "grim",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "an exact percentage that no whole number of the stated n respondents rounds to (GRIM; Brown & Heathers 2017)",
        why: "the percentage, the n or the base is not what it seems; weighting can also be the reason",
    },
    run,
);

/// How many percentages of one survey that its n cannot give point at the n.
const MANY: usize = 3;

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let mut of_surveys: BTreeMap<(&str, u32), Vec<(&Claim, Number)>> = BTreeMap::new();
    for (claim, number, n) in impossible(cx) {
        let survey = claim.survey.as_ref().map_or("", |id| id.value.as_str());
        of_surveys.entry((survey, n)).or_default().push((claim, number));
    }
    for ((survey, n), claims) in of_surveys {
        let known = cx.surveys.get(survey).and_then(|survey| match &survey.n {
            Disclosed::Stated(of_survey) if of_survey.value == n => Some((*survey, of_survey.at)),
            Disclosed::Stated(_) | Disclosed::NotReported => None,
        });
        let open = |(claim, _): &&(&Claim, Number)| claim.acknowledge.iter().all(|a| a.code.value != RULE.code.name);
        match known.filter(|_| claims.iter().filter(open).count() >= MANY) {
            Some((record, at)) => {
                let numbers: Vec<String> = claims.iter().filter(open).map(|(_, number)| number.to_string()).collect();
                let message =
                    format!("{} percentages of `{survey}` are no whole number of {n} respondents", numbers.len());
                let hint = format!("they are {}; is the n of the survey right?", numbers.join(", "));
                out.push(finding(message).at(at).hint(hint), &record.acknowledge);
            }
            None => claims.iter().for_each(|(claim, number)| {
                let message = format!("{number} percent is no whole number of {n} respondents");
                out.push(finding(message).at(claim.value.at), &claim.acknowledge);
            }),
        }
    }
}

/// The exact percentages that no number of their respondents can give, with that number.
fn impossible<'a>(cx: &Context<'a>) -> Vec<(&'a Claim, Number, u32)> {
    let mut found = Vec::new();
    for claim in &cx.dataset.claims {
        let n = cx.dataset.respondents_of(claim);
        let (Some(n), Some(number)) = (n.filter(|n| *n > 0), claim.value.number()) else { continue };
        if claim.unit != Unit::Percent
            || claim.value.operator() != Operator::Exact
            || possible(number.value(), number.rounding(), n)
        {
            continue;
        }
        found.push((claim, number, n));
    }
    found
}

/// Whether some whole number of `n` people is `percent`, give or take the rounding.
fn possible(percent: f64, rounding: f64, n: u32) -> bool {
    let n = f64::from(n);
    let nearest = (percent / 100.0 * n).round();
    (nearest / n * 100.0 - percent).abs() <= rounding + 1e-9
}

#[cfg(test)]
mod tests {
    use super::possible;

    #[test]
    fn a_percentage_of_few_people_has_gaps() {
        assert!(possible(33.0, 0.5, 3));
        assert!(!possible(35.0, 0.5, 10));
        assert!(possible(40.0, 0.05, 10));
        assert!(possible(17.0, 0.5, 1000));
    }
}
