//! The report as Markdown.

use std::fmt::Write;

use super::{Audit, ClaimAudit, CoverageAudit, Found, SurveyAudit};
use crate::publish::embed::escape::markdown as escape;

/// A page of Markdown, with a heading for each claim.
pub(super) fn page(audit: &Audit) -> String {
    let mut out = format!("# Audit of {}\n\n", escape(&audit.title));
    audit.documents.iter().for_each(|document| add(&mut out, format_args!("- {}\n", escape(document))));
    add(&mut out, format_args!("\n{}\n\n## Claims\n", escape(&audit.summary())));
    audit.claims.iter().for_each(|claim| self::claim(claim, &mut out));
    if !audit.surveys.is_empty() {
        out.push_str("\n## What the surveys disclose\n");
        audit.surveys.iter().for_each(|survey| self::survey(survey, &mut out));
    }
    audit.coverage.iter().for_each(|coverage| self::coverage(coverage, &mut out));
    if !audit.findings.is_empty() {
        out.push_str("\n## Other findings\n\n");
        audit.findings.iter().for_each(|found| self::found(found, &mut out));
    }
    out
}

fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a String takes all that is written");
}

fn claim(claim: &ClaimAudit, out: &mut String) {
    add(out, format_args!("\n### {}\n\n{}\n\n", escape(&claim.id), escape(&claim.statement)));
    let passage = &claim.passage;
    let blank = |blank: bool| if blank { " " } else { "" };
    let (before, after) = (&passage.before, &passage.after);
    add(
        out,
        format_args!(
            "> {}{}**{}**{}{}\n\n",
            escape(before),
            blank(before.ends_with(char::is_whitespace)),
            escape(&passage.quote),
            blank(after.starts_with(char::is_whitespace)),
            escape(after)
        ),
    );
    for (name, text) in claim.rows() {
        add(out, format_args!("- {name}: {}\n", escape(&text)));
    }
    claim.findings.iter().for_each(|found| self::found(found, out));
}

fn found(found: &Found, out: &mut String) {
    let reason = found.acknowledged.as_ref().map(|reason| format!(" Acknowledged: {}", escape(reason)));
    add(
        out,
        format_args!(
            "- **{}** {}: {} ({}).{}\n",
            found.severity.word(),
            escape(found.code),
            escape(&found.message),
            escape(&found.place),
            reason.unwrap_or_default()
        ),
    );
}

fn survey(survey: &SurveyAudit, out: &mut String) {
    add(out, format_args!("\n### {}\n\n| item | stated |\n|---|---|\n", escape(&survey.label)));
    survey.stated.iter().for_each(|(item, text)| add(out, format_args!("| {} | {} |\n", escape(item), escape(text))));
    survey.missing.iter().for_each(|item| add(out, format_args!("| {} | not reported |\n", escape(item))));
}

fn coverage(coverage: &CoverageAudit, out: &mut String) {
    add(out, format_args!("\n## Coverage of {}\n\n{}\n", escape(&coverage.document), coverage.counts()));
    if !coverage.unaccounted.is_empty() {
        out.push_str("\n### Unaccounted\n\n");
        for counted in &coverage.unaccounted {
            add(out, format_args!("- **{}**: {}\n", escape(&counted.words), escape(&counted.sentence)));
        }
    }
    if !coverage.set_aside.is_empty() {
        out.push_str("\n### Set aside\n\n");
        for (counted, reason) in &coverage.set_aside {
            add(
                out,
                format_args!("- {} ({}): {}\n", escape(&counted.words), escape(reason), escape(&counted.sentence)),
            );
        }
    }
}
