//! `dataset.toml` → [`Dataset`] without its claims and works.

use crate::diag::{Code, Diagnostic};
use crate::model::{
    Acknowledgement, Bibliography, Dataset, Document, Entity, Group, Number, Place, Polarity, PolarityWords, Question,
    Response, ResponseScale, SetAside, Text, Unread, WordingStatus,
};
use crate::source::Located;

use crate::project::claims::RawClaim;
use crate::project::surveys;
use crate::project::walk::table::Table;

/// Reads the table of a `dataset.toml`: the dataset, and what its claims take when they leave it out.
pub(crate) fn dataset(table: &Table<'_, '_>, folder: &str) -> (Dataset, RawClaim) {
    let id = table.id();
    if let Some(id) = id.as_ref().filter(|id| id.value != folder) {
        let message = format!("the dataset calls itself `{}`, its folder `{folder}`", id.value);
        table.push(Diagnostic::new(Code::ID_DIFFERS, message).at(id.at).hint("give both the same name"));
    }
    let title = table.required::<Text>("title").map_or_else(|| Text::Plain(folder.to_owned()), |t| t.value);
    let description = table.optional::<Text>("description").map(|t| t.value);
    let polarity = polarity_words(table);
    let documents = documents(table);
    let entities = table.tables("entity", "entity").iter().filter_map(entity).collect();
    let groups = table.tables("group", "group").iter().filter_map(group).collect();
    let places: Vec<Place> = table.tables("place", "place").iter().filter_map(place).collect();
    let questions = table.tables("question", "question").iter().filter_map(question).collect();
    let surveys = surveys::surveys(&table.tables("survey", "survey"), &places);
    let set_aside = table.tables("set_aside", "passage that is set aside").iter().filter_map(set_aside).collect();
    let defaults = table.table("defaults", "table of defaults").map(|t| RawClaim::defaults(&t)).unwrap_or_default();
    table.finish();
    let dataset = Dataset {
        id: folder.to_owned(),
        title,
        description,
        polarity,
        documents,
        entities,
        groups,
        places,
        questions,
        surveys,
        claims: Vec::new(),
        origins: Vec::new(),
        set_aside,
        bibliography: Bibliography::default(),
        unread: Unread::default(),
        at: table.at,
    };
    (dataset, defaults)
}

/// `document = "key"` with `text` and `quote_lang` beside it, or `[[document]]`, each with its own.
fn documents(table: &Table<'_, '_>) -> Vec<Document> {
    let quote_lang = table.optional::<String>("quote_lang").map_or_else(|| "en".to_owned(), |l| l.value);
    let text = table.optional::<String>("text");
    let numbered = table.optional::<bool>("numbered").is_none_or(|n| n.value);
    if !table.holds_array("document") {
        let missing = || Located { value: String::new(), at: table.at };
        let work = table.required::<String>("document").unwrap_or_else(missing);
        return vec![Document { work, text, quote_lang, numbered }];
    }
    let read = |t: &Table<'_, '_>| {
        let work = t.required::<String>("work");
        let text = t.optional::<String>("text");
        let lang = t.optional::<String>("quote_lang").map_or_else(|| quote_lang.clone(), |l| l.value);
        let numbered = t.optional::<bool>("numbered").map_or(numbered, |n| n.value);
        t.finish();
        Some(Document { work: work?, text, quote_lang: lang, numbered })
    };
    if let Some(text) = text {
        let message = "`text` beside several documents belongs to none of them";
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(text.at).hint("write it into its [[document]]"));
    }
    table.tables("document", "document").iter().filter_map(read).collect()
}

/// `[[set_aside]]`: words of the document and why they are not recorded.
fn set_aside(table: &Table<'_, '_>) -> Option<SetAside> {
    let text = table.required::<String>("text");
    let reason = table.required::<String>("reason");
    table.finish();
    Some(SetAside { text: text?, reason: reason?.value })
}

fn entity(table: &Table<'_, '_>) -> Option<Entity> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let aliases = aliases(table);
    table.finish();
    Some(Entity { id: id?, label: label?.value, aliases })
}

fn group(table: &Table<'_, '_>) -> Option<Group> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let part_of = table.optional::<String>("part_of");
    let aliases = aliases(table);
    let members = table.optional::<Text>("members").map(|t| t.value);
    let counts = table.table("n", "table of respondents").map(|t| t.entries::<u32>()).unwrap_or_default();
    let n = counts.into_iter().map(|(survey, n)| (survey.value, Located { value: n, at: survey.at })).collect();
    table.finish();
    Some(Group { id: id?, label: label?.value, members, part_of, aliases, n, at: table.at })
}

fn place(table: &Table<'_, '_>) -> Option<Place> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let aliases = aliases(table);
    table.finish();
    Some(Place { id: id?, label: label?.value, aliases })
}

/// Other names by which documents call a thing.
pub(super) fn aliases(table: &Table<'_, '_>) -> Vec<String> {
    let written = table.optional::<Vec<Located<String>>>("aliases");
    written.map(|w| w.value.into_iter().map(|a| a.value).collect()).unwrap_or_default()
}

fn question(table: &Table<'_, '_>) -> Option<Question> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let wording = table.word::<WordingStatus>("wording", None);
    let single_choice = table.optional::<bool>("single_choice").is_none_or(|b| b.value);
    let polarity = polarity_words(table);
    let scale = table.table("scale", "scale").and_then(|t| scale(&t));
    let listed = table.tables("response", "response");
    let responses: Vec<Response> = listed.iter().filter_map(response).collect();
    table.finish();
    let id = id?;
    if listed.is_empty() {
        let message = format!("the question `{}` has no response", id.value);
        table.push(Diagnostic::new(Code::MISSING_KEY, message).at(id.at).hint("add a [[question.response]]"));
    }
    Some(Question {
        id,
        label: label?.value,
        wording: wording?,
        polarity,
        single_choice,
        scale,
        responses,
        at: table.at,
    })
}

/// `polarity = { positive = "…", neutral = "…", negative = "…", factual = "…" }`.
fn polarity_words(table: &Table<'_, '_>) -> PolarityWords {
    let Some(words) = table.table("polarity", "table of words for polarity") else { return PolarityWords::default() };
    let text = |key| words.optional::<Text>(key).map(|t| t.value);
    let read = PolarityWords {
        positive: text("positive"),
        neutral: text("neutral"),
        negative: text("negative"),
        factual: text("factual"),
    };
    words.finish();
    read
}

/// `scale = { low = 1, high = 5, low_label = "…", high_label = "…" }`.
fn scale(table: &Table<'_, '_>) -> Option<ResponseScale> {
    let low = table.required::<Number>("low");
    let high = table.required::<Number>("high");
    let low_label = table.optional::<Text>("low_label").map(|t| t.value);
    let high_label = table.optional::<Text>("high_label").map(|t| t.value);
    table.finish();
    let (low, high) = (low?, high?);
    if low.value.value() >= high.value.value() {
        let message =
            format!("a scale runs from its least number to its greatest, not from {} to {}", low.value, high.value);
        table.push(Diagnostic::new(Code::NOT_AN_INTERVAL, message).at(high.at).hint("exchange `low` and `high`"));
        return None;
    }
    Some(ResponseScale { low: low.value, high: high.value, low_label, high_label })
}

fn response(table: &Table<'_, '_>) -> Option<Response> {
    let id = table.id();
    let label = table.required::<Text>("label");
    let statement = table.optional::<Text>("statement").map(|t| t.value);
    let polarity = table.word::<Polarity>("polarity", None);
    let sum_of = table.optional::<Vec<Located<String>>>("sum_of").map(|s| s.value).unwrap_or_default();
    let aliases = aliases(table);
    table.finish();
    Some(Response { id: id?, label: label?.value, statement, polarity: polarity?, sum_of, aliases })
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
