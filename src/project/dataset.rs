//! `dataset.toml` → [`Dataset`] without its claims and works.

use crate::diag::{Code, Diagnostic};
use crate::model::{
    Acknowledgement, Bibliography, Dataset, Disclosed, Entity, Polarity, Question, Response, Sample, Survey, Text,
    WordingStatus,
};
use crate::source::{Located, Spot};

use crate::project::walk::field::Field;
use crate::project::walk::table::Table;

/// Reads the table of a `dataset.toml`.
pub(crate) fn dataset(table: &Table<'_, '_>, folder: &str) -> Dataset {
    let id = table.id();
    if let Some(id) = id.as_ref().filter(|id| id.value != folder) {
        let message = format!("the dataset calls itself `{}`, its folder `{folder}`", id.value);
        table.push(Diagnostic::new(Code::ID_DIFFERS, message).at(id.at).hint("give both the same name"));
    }
    let title = table.required::<Text>("title").map_or_else(|| Text::Plain(folder.to_owned()), |t| t.value);
    let description = table.optional::<Text>("description").map(|t| t.value);
    let document = table.required::<String>("document");
    let quote_lang = table.optional::<String>("quote_lang").map_or_else(|| "en".to_owned(), |l| l.value);
    let entities = table.tables("entity", "entity").iter().filter_map(entity).collect();
    let questions = table.tables("question", "question").iter().filter_map(question).collect();
    let surveys = table.tables("survey", "survey").iter().filter_map(survey).collect();
    table.finish();
    Dataset {
        id: folder.to_owned(),
        title,
        description,
        document: document.unwrap_or(Located { value: String::new(), at: table.at }),
        quote_lang,
        entities,
        questions,
        surveys,
        claims: Vec::new(),
        bibliography: Bibliography::default(),
        at: table.at,
    }
}

fn entity(table: &Table<'_, '_>) -> Option<Entity> {
    let id = table.id();
    let label = table.required::<Text>("label");
    table.finish();
    Some(Entity { id: id?, label: label?.value })
}

fn question(table: &Table<'_, '_>) -> Option<Question> {
    let statuses = [WordingStatus::Verbatim, WordingStatus::Paraphrased, WordingStatus::NotReported];
    let words = statuses.map(|s| (s.code(), s));
    let id = table.id();
    let label = table.required::<Text>("label");
    let wording = table.word("wording", &words, None);
    let single_choice = table.optional::<bool>("single_choice").is_none_or(|b| b.value);
    let listed = table.tables("response", "response");
    let responses: Vec<Response> = listed.iter().filter_map(response).collect();
    table.finish();
    let id = id?;
    if listed.is_empty() {
        let message = format!("the question `{}` has no response", id.value);
        table.push(Diagnostic::new(Code::MISSING_KEY, message).at(id.at).hint("add a [[question.response]]"));
    }
    Some(Question { id, label: label?.value, wording: wording?, single_choice, responses, at: table.at })
}

fn response(table: &Table<'_, '_>) -> Option<Response> {
    let words = Polarity::ALL.map(|p| (p.code(), p));
    let id = table.id();
    let label = table.required::<Text>("label");
    let statement = table.optional::<Text>("statement").map(|t| t.value);
    let polarity = table.word("polarity", &words, None);
    table.finish();
    Some(Response { id: id?, label: label?.value, statement, polarity: polarity? })
}

fn survey(table: &Table<'_, '_>) -> Option<Survey> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let series = table.optional::<String>("series").map(|s| s.value);
    let read = Survey {
        id: id.unwrap_or_else(|| nameless(table.at)),
        label: label.map_or_else(|| Text::Plain(String::new()), |l| l.value),
        series,
        conducted_by: disclosed(table, "conducted_by"),
        sponsored_by: disclosed(table, "sponsored_by"),
        population: disclosed(table, "population"),
        geography: disclosed(table, "geography"),
        frame: disclosed(table, "frame"),
        mode: disclosed(table, "mode"),
        field_start: disclosed(table, "field_start"),
        field_end: disclosed(table, "field_end"),
        sample: sample(table),
        n: disclosed(table, "n"),
        moe_pp: disclosed(table, "moe_pp"),
        weighted: disclosed(table, "weighted"),
        question_wording: disclosed(table, "question_wording"),
        limitations: disclosed(table, "limitations"),
        acknowledge: acknowledgements(table),
        note: table.optional::<Text>("note").map(|t| t.value),
        at: table.at,
    };
    table.finish();
    (!read.id.value.is_empty()).then_some(read)
}

/// How the respondents were drawn; left out or "not-reported" when the source does not say.
fn sample(table: &Table<'_, '_>) -> Option<Sample> {
    let [probability, other] = Sample::ALL.map(|s| (s.code(), Some(s)));
    table.word("sample", &[probability, other, ("not-reported", None)], Some(None)).flatten()
}

fn nameless(at: Spot) -> Located<String> {
    Located { value: String::new(), at }
}

/// A disclosure item: its value, or the text "not-reported". It may not be left out.
fn disclosed<T: Field>(table: &Table<'_, '_>, key: &'static str) -> Disclosed<T> {
    let says_not = |v: &toml::Spanned<toml::de::DeValue<'_>>| v.get_ref().as_str() == Some("not-reported");
    if table.raw(key).is_some_and(says_not) {
        return Disclosed::NotReported;
    }
    table.required(key).map_or(Disclosed::NotReported, Disclosed::Stated)
}

/// `acknowledge = [{ code = "…", reason = "…" }]`.
pub(crate) fn acknowledgements(table: &Table<'_, '_>) -> Vec<Acknowledgement> {
    let read = |t: &Table<'_, '_>| {
        let code = t.required::<String>("code");
        let reason = t.required::<String>("reason");
        t.finish();
        Some(Acknowledgement { code: code?, reason: reason?.value })
    };
    table.tables("acknowledge", "acknowledgement").iter().filter_map(read).collect()
}
