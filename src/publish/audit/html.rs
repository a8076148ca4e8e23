//! The report as an HTML page.

use std::fmt::Write;

use super::{Audit, ClaimAudit, CoverageAudit, Found, SurveyAudit};
use crate::publish::embed::escape::html as escape;

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b24;max-width:52rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid #d8d8de}h3{margin:2rem 0 .3rem;font-size:1rem}\
h3 a{color:inherit;text-decoration:none}blockquote{margin:.6rem 0;padding:.2rem 1rem;border-left:3px solid #0b57a4;color:#4b4b57}\
blockquote mark{background:#fff0b3;color:#1b1b24}dl{display:grid;grid-template-columns:8rem 1fr;gap:.15rem 1rem;margin:.6rem 0}\
dt{color:#5c5c68}dd{margin:0}.error{color:#a3170f}.warning{color:#8a5200}.note{color:#4b4b57}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #e3e3e8;padding:.25rem .6rem;text-align:left;vertical-align:top}\
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}@media print{h3{break-after:avoid}blockquote{break-inside:avoid}}";

/// A page that needs nothing from elsewhere.
pub(super) fn page(audit: &Audit) -> String {
    let title = escape(&audit.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Audit of {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Audit of {title}</h1>\n<ul>\n"
    );
    audit.documents.iter().for_each(|document| add(&mut out, format_args!("<li>{}</li>\n", escape(document))));
    add(&mut out, format_args!("</ul>\n<p>{}</p>\n<h2>Claims</h2>\n", escape(&audit.summary())));
    audit.claims.iter().for_each(|claim| self::claim(claim, &mut out));
    if !audit.surveys.is_empty() {
        out.push_str("<h2>What the surveys disclose</h2>\n");
        audit.surveys.iter().for_each(|survey| self::survey(survey, &mut out));
    }
    audit.coverage.iter().for_each(|coverage| self::coverage(coverage, &mut out));
    if !audit.findings.is_empty() {
        out.push_str("<h2>Other findings</h2>\n<ul>\n");
        audit.findings.iter().for_each(|found| add(&mut out, format_args!("<li>{}</li>\n", self::found(found))));
        out.push_str("</ul>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a String takes all that is written");
}

fn claim(claim: &ClaimAudit, out: &mut String) {
    let (id, passage) = (escape(&claim.id), &claim.passage);
    add(out, format_args!("<h3 id=\"{id}\"><a href=\"#{id}\">{id}</a></h3>\n<p>{}</p>\n", escape(&claim.statement)));
    let (before, quote, after) = (escape(&passage.before), escape(&passage.quote), escape(&passage.after));
    add(out, format_args!("<blockquote>{before}<mark>{quote}</mark>{after}</blockquote>\n<dl>\n"));
    for (name, text) in claim.rows() {
        add(out, format_args!("<dt>{name}</dt><dd>{}</dd>\n", escape(&text)));
    }
    for found in &claim.findings {
        add(out, format_args!("<dt>Finding</dt><dd>{}</dd>\n", self::found(found)));
    }
    out.push_str("</dl>\n");
}

fn found(found: &Found) -> String {
    let word = found.severity.word();
    let reason = found.acknowledged.as_ref().map(|reason| format!(" Acknowledged: {}", escape(reason)));
    format!(
        "<strong class=\"{word}\">{word}</strong> {}: {} ({}).{}",
        escape(found.code),
        escape(&found.message),
        escape(&found.place),
        reason.unwrap_or_default()
    )
}

fn survey(survey: &SurveyAudit, out: &mut String) {
    add(out, format_args!("<h3>{}</h3>\n<table>\n", escape(&survey.label)));
    for (item, text) in &survey.stated {
        add(out, format_args!("<tr><th>{}</th><td>{}</td></tr>\n", escape(item), escape(text)));
    }
    for item in &survey.missing {
        add(out, format_args!("<tr><th>{}</th><td class=\"note\">not reported</td></tr>\n", escape(item)));
    }
    out.push_str("</table>\n");
}

fn coverage(coverage: &CoverageAudit, out: &mut String) {
    add(out, format_args!("<h2>Coverage of {}</h2>\n<p>{}</p>\n", escape(&coverage.document), coverage.counts()));
    if !coverage.unaccounted.is_empty() {
        out.push_str("<h3>Unaccounted</h3>\n<ul>\n");
        for counted in &coverage.unaccounted {
            let (words, sentence) = (escape(&counted.words), escape(&counted.sentence));
            add(out, format_args!("<li><strong>{words}</strong>: {sentence}</li>\n"));
        }
        out.push_str("</ul>\n");
    }
    if !coverage.set_aside.is_empty() {
        out.push_str("<h3>Set aside</h3>\n<ul>\n");
        for (counted, reason) in &coverage.set_aside {
            let (words, reason, sentence) = (escape(&counted.words), escape(reason), escape(&counted.sentence));
            add(out, format_args!("<li>{words} ({reason}): {sentence}</li>\n"));
        }
        out.push_str("</ul>\n");
    }
}
