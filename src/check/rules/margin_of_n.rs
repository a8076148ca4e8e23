//! Margins of error that the stated sample size cannot give.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Disclosed, Number, wilson};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "margin-contradicts-n",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "a margin of error below three quarters, or above four times, of what n respondents give for a share of 50 percent at 95 percent confidence",
        why: "one of the two is misread or belongs to other people: other levels of confidence and usual designs stay within these bounds",
    },
    run,
);

/// The least margin that is believed, in margins of a simple random sample at 95 %; at 90 % it is 0.84.
const LEAST: f64 = 0.75;

/// The greatest margin that is believed: at 99 % (1.31) with a design effect of 9 (3) it is 3.9.
const GREATEST: f64 = 4.0;

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for survey in &cx.dataset.surveys {
        let (Disclosed::Stated(margin), Disclosed::Stated(n)) = (&survey.moe_pp, &survey.n) else { continue };
        if n.value == 0 || belong_together(margin.value, n.value) {
            continue;
        }
        let message = format!("a margin of error of {} points does not belong to n = {}", margin.value, n.value);
        let hint = format!("{} respondents give a margin of about {:.1} points", n.value, usual(n.value));
        out.push(finding(message).at(margin.at).hint(hint), &survey.acknowledge);
    }
}

/// The margin of a share of 50 percent among so many respondents, in percentage points at 95 %.
fn usual(n: u32) -> f64 {
    let interval = wilson(50.0, f64::from(n));
    (interval.end() - interval.start()) / 2.0
}

/// Whether a margin, give or take its rounding, is one of so many respondents.
fn belong_together(margin: Number, n: u32) -> bool {
    let (points, rounding) = (margin.value(), margin.rounding());
    points + rounding >= LEAST * usual(n) && points - rounding <= GREATEST * usual(n)
}

#[cfg(test)]
mod tests {
    use super::belong_together;
    use crate::model::Number;

    fn belong(margin: &str, n: u32) -> bool {
        belong_together(margin.parse::<Number>().expect("a number"), n)
    }

    #[test]
    fn margins_as_they_are_published_belong_to_their_n() {
        // At 95 % and 90 %, rounded to whole points, clustered, weighted, and of few people.
        for (margin, n) in [("3.1", 1000), ("2.6", 1000), ("3", 1000), ("1.5", 10_606), ("5.2", 1500), ("14", 50)] {
            assert!(belong(margin, n), "{margin} {n}");
        }
    }

    #[test]
    fn margins_of_other_people_and_with_a_slipped_point_do_not() {
        for (margin, n) in [("1.7", 515), ("31", 1000), ("0.31", 1000), ("0", 1000), ("3", 100)] {
            assert!(!belong(margin, n), "{margin} {n}");
        }
    }
}
