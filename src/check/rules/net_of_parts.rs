//! Nets that are not the sum of their parts.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::Claim;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "net-differs-from-parts",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "a net that cannot be the sum of its parts, rounding and hedges allowed for",
        why: "one of the numbers, or what they are said to sum up, is wrong",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    for ((survey, question, ..), claims) in cx.answers() {
        let Some(asked) = cx.questions.get(question) else { continue };
        let of = |id: &str| claims.iter().find(|c| c.response.value == id);
        for net in asked.responses.iter().filter(|r| r.is_net()) {
            let Some(whole) = of(&net.id.value) else { continue };
            let parts: Option<Vec<&&Claim>> = asked.parts_of(net).into_iter().map(of).collect();
            let Some(parts) = parts.filter(|p| !p.is_empty()) else { continue };
            if !cx.share(whole).can_equal(&cx.sum(parts.iter().copied())) {
                let message =
                    format!("the net `{}` of `{question}` in `{survey}` is not the sum of its parts", net.id.value);
                let shares: Vec<String> = parts.iter().map(|c| format!("{} ({})", c.id.value, c.value.value)).collect();
                let finding = finding(message).at(whole.value.at).hint(format!("they are: {}", shares.join(", ")));
                out.push(finding, &whole.acknowledge);
            }
        }
    }
}
