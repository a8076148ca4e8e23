//! A work as an item of CSL-JSON, as reference managers read it.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, Person};
use serde_json::{Map, Value, json};

use crate::model::Work;

/// A work as an item of CSL-JSON (CSL 1.0.2, "csl-data.json").
///
/// ```
/// let example = citeplot::example::dataset();
/// let item = citeplot::language::citation::csl_json(&example.bibliography.works[0]);
/// assert_eq!(item["id"], example.bibliography.works[0].key.value);
/// assert!(item["issued"]["date-parts"][0][0].is_number());
/// ```
pub fn csl_json(work: &Work) -> Value {
    let entry = &work.entry;
    let mut item = Map::new();
    let mut set = |key: &str, value: Option<Value>| item.extend(value.map(|value| (key.to_owned(), value)));
    set("id", Some(work.key.value.as_str().into()));
    set("type", Some(kind(work, entry).into()));
    set("title", Some(work.title.as_str().into()).filter(|title: &Value| title != ""));
    set("author", people(entry.authors()));
    set("editor", people(entry.map(Entry::editors)));
    set("issued", entry.date_any().map(date));
    set("container-title", work.container.as_deref().map(Value::from));
    set("publisher", entry.map(Entry::publisher).and_then(|p| p.name()).map(|name| name.to_string().into()));
    set(
        "publisher-place",
        entry.map(Entry::publisher).and_then(|p| p.location()).map(|place| place.to_string().into()),
    );
    set("volume", entry.map(Entry::volume).map(|v| v.to_string().into()));
    set("issue", entry.map(Entry::issue).map(|i| i.to_string().into()));
    set("edition", entry.map(Entry::edition).map(|e| e.to_string().into()));
    set("page", work.pages.as_ref().map(|pages| pages.to_string().into()));
    set("DOI", entry.map(|e| e.doi()).map(Value::from));
    set("ISBN", entry.map(|e| e.isbn()).map(Value::from));
    set("ISSN", entry.map(|e| e.issn()).map(Value::from));
    set("URL", entry.url_any().map(|url| url.value.as_str().into()));
    set("accessed", entry.url_any().and_then(|url| url.visit_date.as_ref()).map(date));
    set("language", entry.map(Entry::language).map(|language| language.to_string().into()));
    Value::Object(item)
}

fn kind(work: &Work, entry: &Entry) -> &'static str {
    match entry.entry_type() {
        EntryType::Article if work.container.is_some() => "article-journal",
        EntryType::Article => "article",
        EntryType::Book | EntryType::Anthology | EntryType::Periodical => "book",
        EntryType::Chapter | EntryType::Anthos => "chapter",
        EntryType::Report => "report",
        EntryType::Web | EntryType::Blog | EntryType::Thread | EntryType::Post => "webpage",
        EntryType::Proceedings | EntryType::Conference => "paper-conference",
        EntryType::Thesis => "thesis",
        EntryType::Newspaper => "article-newspaper",
        _ => "document",
    }
}

fn people(people: Option<&[Person]>) -> Option<Value> {
    let one = |person: &Person| match (&person.given_name, &person.prefix) {
        // An organisation has one name.
        (None, None) => json!({ "literal": person.name }),
        (given, prefix) => {
            let mut name = Map::from_iter([("family".to_owned(), Value::from(person.name.as_str()))]);
            name.extend(given.as_deref().map(|given| ("given".to_owned(), given.into())));
            name.extend(prefix.as_deref().map(|prefix| ("non-dropping-particle".to_owned(), prefix.into())));
            name.extend(person.suffix.as_deref().map(|suffix| ("suffix".to_owned(), suffix.into())));
            Value::Object(name)
        }
    };
    let people = people.filter(|people| !people.is_empty())?;
    Some(people.iter().map(one).collect())
}

fn date(date: &Date) -> Value {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(|month| i32::from(month) + 1));
    parts.extend(date.day.filter(|_| date.month.is_some()).map(|day| i32::from(day) + 1));
    json!({ "date-parts": [parts] })
}
