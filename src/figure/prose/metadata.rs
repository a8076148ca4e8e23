//! What a figure carries about itself, for programs: its claims and citations as JSON, and its data code.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::figure::request::FigureRequest;
use crate::model::{Claim, Dataset, HedgeRules, Work};

/// The version of the shape of the metadata.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Metadata<'a> {
    schema: u32,
    generator: &'static str,
    figure: &'a str,
    locale: &'static str,
    code: &'a str,
    size: &'static str,
    theme: &'a str,
    /// The height of the space that a figure without a title was laid out for, px.
    #[serde(skip_serializing_if = "Option::is_none")]
    space: Option<f64>,
    dataset: &'a str,
    document: &'a str,
    hedge_rules: &'a str,
    claims: Vec<ClaimData<'a>>,
    citations: Vec<CslItem<'a>>,
}

#[derive(Serialize)]
struct ClaimData<'a> {
    id: &'a str,
    survey: Option<&'a str>,
    question: &'a str,
    response: &'a str,
    subject: Option<&'a str>,
    unit: &'static str,
    op: &'static str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    interval_basis: &'static str,
    as_written: &'a str,
    quote: &'a str,
    /// The document that states it, where the dataset has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    section: Option<&'a str>,
    page: Option<String>,
    /// The parts of the place that are neither section nor page.
    #[serde(skip_serializing_if = "Option::is_none")]
    place_in_document: Option<String>,
    cites: Vec<CiteData<'a>>,
}

#[derive(Serialize)]
struct CiteData<'a> {
    work: &'a str,
    pages: Option<String>,
    basis: &'static str,
}

/// An item of CSL-JSON.
#[derive(Serialize)]
struct CslItem<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct CslName<'a> {
    family: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    given: &'a str,
}

#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    parts: [Vec<u16>; 1],
}

/// The metadata of a figure as one JSON object.
pub(crate) fn metadata(request: &FigureRequest<'_>, code: &str) -> String {
    let dataset = request.dataset;
    let claims = request.claims();
    let mut keys: Vec<&str> = claims.iter().flat_map(|c| &c.cites).map(|c| c.work.value.as_str()).collect();
    keys.extend(claims.iter().map(|c| c.document.value.as_str()));
    keys.sort_unstable();
    keys.dedup();
    let data = Metadata {
        schema: SCHEMA,
        generator: "citeplot",
        figure: &request.recipe.id,
        locale: request.locale.tag(),
        code,
        size: request.theme.size.code(),
        theme: &request.theme.name,
        space: request.theme.height.filter(|_| !request.theme.titled),
        dataset: &dataset.id,
        document: dataset.documents.first().map_or("", |d| &d.work.value),
        hedge_rules: &request.config.hedge_rules.version,
        claims: claims.iter().map(|c| claim_data(dataset, c, &request.config.hedge_rules)).collect(),
        citations: keys.into_iter().filter_map(|k| dataset.bibliography.work(k)).map(csl_item).collect(),
    };
    serde_json::to_string(&data).expect("strings and numbers always serialise")
}

/// The claims of a figure as JSON.
pub(crate) fn claims(request: &FigureRequest<'_>) -> String {
    let claims: Vec<ClaimData<'_>> =
        request.claims().iter().map(|c| claim_data(request.dataset, c, &request.config.hedge_rules)).collect();
    serde_json::to_string(&claims).expect("strings and numbers always serialise")
}

/// Seven hexadecimal digits of the SHA-256 of the data behind the figure; texts and languages do not count.
pub(crate) fn code(claims: &str) -> String {
    let digest = Sha256::digest(claims.as_bytes());
    let hex: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    hex[..7].to_owned()
}

/// What the metadata of a figure say of a claim.
pub fn claim_facts(dataset: &Dataset, claim: &Claim, rules: &HedgeRules) -> serde_json::Value {
    serde_json::to_value(claim_data(dataset, claim, rules)).expect("strings and numbers always serialise")
}

fn claim_data<'a>(dataset: &Dataset, claim: &'a Claim, rules: &HedgeRules) -> ClaimData<'a> {
    let reading = claim.reading(rules);
    ClaimData {
        id: &claim.id.value,
        survey: claim.survey.as_ref().map(|s| s.value.as_str()),
        question: &claim.question.value,
        response: &claim.response.value,
        subject: claim.subject.as_ref().map(|s| s.value.as_str()),
        unit: claim.unit.code(),
        op: claim.value.operator().code(),
        value: claim.value.number().map(crate::model::Number::value),
        low: reading.interval.map(|i| i.low.value),
        high: reading.interval.and_then(|i| i.high).map(|h| h.value),
        interval_basis: reading.basis.code(),
        as_written: &claim.as_written.value,
        quote: &claim.quote.value,
        document: (dataset.documents.len() > 1).then_some(claim.document.value.as_str()),
        section: claim.locator.section.as_deref(),
        page: claim.locator.page.as_ref().map(ToString::to_string),
        place_in_document: claim.locator.further(),
        cites: claim.cites.iter().map(cite_data).collect(),
    }
}

fn cite_data(cite: &crate::model::Cite) -> CiteData<'_> {
    CiteData {
        work: &cite.work.value,
        pages: cite.pages.as_ref().map(|p| p.value.to_string()),
        basis: cite.basis.code(),
    }
}

fn csl_item(work: &Work) -> CslItem<'_> {
    let parts = |d: crate::model::PartialDate| {
        [Some(d.year), d.month.map(u16::from), d.day.map(u16::from)].into_iter().flatten().collect()
    };
    CslItem {
        id: &work.key.value,
        kind: match work.kind.as_str() {
            "article" if work.container.is_some() => "article-journal",
            "book" | "collection" => "book",
            "report" => "report",
            "online" => "webpage",
            "inproceedings" => "paper-conference",
            "thesis" => "thesis",
            "incollection" | "inbook" => "chapter",
            _ => "document",
        },
        title: &work.title,
        author: work.authors.iter().map(|a| CslName { family: &a.family, given: &a.given }).collect(),
        issued: work.issued.map(|d| CslDate { parts: [parts(d)] }),
        container_title: work.container.as_deref(),
        page: work.pages.as_ref().map(ToString::to_string),
        url: work.url.as_deref(),
    }
}
