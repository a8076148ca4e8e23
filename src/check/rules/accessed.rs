//! Pages of the web without a date of access.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "url-without-access-date",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "an online work with an address and no date of access",
        why: "pages change: what stood there is known of the day on which it was read",
    },
    run,
);

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    // A DOI is an address too, and stays.
    let on_the_web = |kind: &str| matches!(kind, "online" | "electronic" | "www");
    for work in cx.dataset.bibliography.works.iter().filter(|w| on_the_web(&w.kind) && w.accessed.is_none()) {
        let Some(url) = work.url.as_ref().filter(|url| !url.starts_with("https://doi.org/")) else { continue };
        let message = format!("`{}` has the address {url} and no date of access", work.key.value);
        out.push(
            finding(message).at(work.key.at).hint("write the day on which it was read: urldate = {2024-05-31}"),
            &[],
        );
    }
}
