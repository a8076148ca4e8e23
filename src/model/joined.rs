//! Several datasets as one, for charts and comparisons that draw on all of them.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    Bibliography, Claim, Dataset, Disclosed, Document, Entity, Group, Place, Question, Response, Survey, Text, Unread,
    Work,
};
use crate::source::{Located, Spot};
use crate::word::words;

words! {
    /// What datasets can say different things of under one id.
    pub enum RecordKind: "kind of record" {
        /// An entity.
        Entity = "entity",
        /// A group.
        Group = "group",
        /// A place.
        Place = "place",
        /// A question with its answers.
        Question = "question",
        /// A survey.
        Survey = "survey",
        /// A work.
        Work = "work",
        /// A claim.
        Claim = "claim",
    }
}

/// Two datasets that say different things of one id, so that their claims cannot stand in one chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What has the id.
    pub record: RecordKind,
    /// The id.
    pub id: String,
    /// In what the two differ, as records call it.
    pub field: &'static str,
    /// The dataset that says it first.
    pub first: String,
    /// The dataset that says something else.
    pub second: String,
    /// Where that one says it.
    pub at: Spot,
}

/// Several datasets as one: the claims of all, and whatever they refer to, matched by id.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The datasets as one; its id is that of all, joined by `+`, which stands in no id.
    pub dataset: Dataset,
    /// Where they contradict each other. What the first says holds.
    pub conflicts: Vec<Conflict>,
}

impl Joined {
    /// Joins datasets in the order given. There has to be one at least.
    ///
    /// ```
    /// # use citeplot::model::Joined;
    /// let example = citeplot::example::dataset();
    /// let mut later = example.clone();
    /// later.id = "later".to_owned();
    /// later.claims.remove(0);
    /// let joined = Joined::of(&[&example, &later]);
    /// assert_eq!(joined.dataset.id, "demo+later");
    /// assert_eq!(joined.dataset.entities.len(), example.entities.len());
    /// assert_eq!(joined.dataset.dataset_of(0), "demo");
    /// assert_eq!(joined.dataset.dataset_of(example.claims.len()), "later");
    /// ```
    pub fn of(datasets: &[&Dataset]) -> Self {
        let mut join = Join { datasets, conflicts: Vec::new() };
        let first = datasets[0];
        let dataset = Dataset {
            id: key(datasets.iter().map(|d| d.id.as_str())),
            title: first.title.clone(),
            description: first.description.clone(),
            polarity: Some(&first.polarity)
                .filter(|words| datasets.iter().all(|d| d.polarity == **words))
                .cloned()
                .unwrap_or_default(),
            documents: join.documents(),
            entities: join.matched(RecordKind::Entity, |d| &d.entities, entity),
            groups: join.matched(RecordKind::Group, |d| &d.groups, group),
            places: join.matched(RecordKind::Place, |d| &d.places, place),
            questions: join.matched(RecordKind::Question, |d| &d.questions, question),
            surveys: join.matched(RecordKind::Survey, |d| &d.surveys, survey),
            bibliography: Bibliography { works: join.matched(RecordKind::Work, |d| &d.bibliography.works, work) },
            origins: join.claims_of_several_datasets(),
            claims: datasets.iter().flat_map(|d| d.claims.iter().cloned()).collect(),
            set_aside: Vec::new(),
            unread: Unread::default(),
            at: first.at,
        };
        Self { dataset, conflicts: join.conflicts }
    }

    /// The contradictions that concern some of the claims, by their places.
    pub fn concerning(&self, claims: &[usize]) -> Vec<&Conflict> {
        let all = &self.dataset.claims;
        let concerns = |conflict: &&Conflict| match conflict.record {
            // Both of one id are there only when two claims have it.
            RecordKind::Claim => claims.iter().filter(|&&i| all[i].id.value == conflict.id).count() > 1,
            record => claims.iter().any(|&i| refers(&self.dataset, &all[i], record, &conflict.id)),
        };
        self.conflicts.iter().filter(concerns).collect()
    }
}

/// The id of several datasets as one.
pub(crate) fn key<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join("+")
}

/// Whether a claim refers to a record.
fn refers(dataset: &Dataset, claim: &Claim, record: RecordKind, id: &str) -> bool {
    let is = |named: &Option<Located<String>>| named.as_ref().is_some_and(|n| n.value == id);
    match record {
        RecordKind::Entity => is(&claim.subject),
        RecordKind::Group => is(&claim.group),
        RecordKind::Place => dataset.survey_of(claim).is_some_and(|s| is(&s.place)),
        RecordKind::Question => claim.question.value == id,
        RecordKind::Survey => is(&claim.survey),
        RecordKind::Work => claim.document.value == id || claim.cites.iter().any(|c| c.work.value == id),
        RecordKind::Claim => claim.id.value == id,
    }
}

/// A record that has an id.
trait Named: Clone {
    fn id(&self) -> &Located<String>;
}

macro_rules! named {
    ($($record:ty => $id:ident),*) => {
        $(impl Named for $record {
            fn id(&self) -> &Located<String> {
                &self.$id
            }
        })*
    };
}

named!(Entity => id, Group => id, Place => id, Question => id, Response => id, Survey => id, Work => key);

struct Join<'a> {
    datasets: &'a [&'a Dataset],
    conflicts: Vec<Conflict>,
}

impl<'a> Join<'a> {
    /// The records of all datasets, those with one id as one. `add` brings what a further dataset says into what the first
    /// one says, and names the field in which they differ.
    fn matched<T>(
        &mut self,
        record: RecordKind,
        list: impl Fn(&'a Dataset) -> &'a [T],
        add: impl Fn(&mut T, &T) -> Option<&'static str>,
    ) -> Vec<T>
    where
        T: Named + 'a,
    {
        let mut all: Vec<T> = Vec::new();
        let mut places: HashMap<&str, (usize, &str)> = HashMap::new();
        for dataset in self.datasets {
            for item in list(dataset) {
                let id = item.id();
                let Some(&(place, first)) = places.get(id.value.as_str()) else {
                    places.insert(&id.value, (all.len(), &dataset.id));
                    all.push(item.clone());
                    continue;
                };
                // Twice in one dataset is a fault of its own.
                let differs = (first != dataset.id).then(|| add(&mut all[place], item)).flatten();
                self.conflicts.extend(differs.map(|field| Conflict {
                    record,
                    id: id.value.clone(),
                    field,
                    first: first.to_owned(),
                    second: dataset.id.clone(),
                    at: id.at,
                }));
            }
        }
        all
    }

    fn documents(&self) -> Vec<Document> {
        let mut all: Vec<Document> = Vec::new();
        for document in self.datasets.iter().flat_map(|d| &d.documents) {
            if all.iter().all(|known| known.work.value != document.work.value) {
                all.push(document.clone());
            }
        }
        all
    }

    /// Which dataset the claims come from; those with one id contradict each other.
    fn claims_of_several_datasets(&mut self) -> Vec<Origin> {
        let (mut origins, mut start) = (Vec::new(), 0);
        let mut known: HashMap<&str, &str> = HashMap::new();
        for dataset in self.datasets {
            origins.push(Origin { dataset: dataset.id.clone(), first: start });
            start += dataset.claims.len();
            for claim in &dataset.claims {
                let first = *known.entry(&claim.id.value).or_insert(&dataset.id);
                if first != dataset.id {
                    self.conflicts.push(Conflict {
                        record: RecordKind::Claim,
                        id: claim.id.value.clone(),
                        field: "id",
                        first: first.to_owned(),
                        second: dataset.id.clone(),
                        at: claim.id.at,
                    });
                }
            }
        }
        origins
    }
}

/// Where the claims of one of several joined datasets begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The dataset.
    pub dataset: String,
    /// The place of its first claim among all.
    pub first: usize,
}

/// Adds the languages of a second text; whether the two agree in those that both have.
fn text(first: &mut Text, second: &Text) -> bool {
    match (&mut *first, second) {
        (Text::Plain(a), Text::Plain(b)) => a == b,
        (Text::Plain(a), Text::ByLocale(b)) => {
            let agree = b.values().any(|text| text == a);
            *first = second.clone();
            agree
        }
        (Text::ByLocale(a), Text::Plain(b)) => a.values().any(|text| text == b),
        (Text::ByLocale(a), Text::ByLocale(b)) => {
            let agree = b.iter().all(|(locale, text)| a.get(locale).is_none_or(|known| known == text));
            b.iter().for_each(|(locale, text)| {
                a.entry(*locale).or_insert_with(|| text.clone());
            });
            agree
        }
    }
}

/// The name of a field, when what two records say of it does not agree.
fn unless(agree: bool, field: &'static str) -> Option<&'static str> {
    (!agree).then_some(field)
}

fn entity(first: &mut Entity, second: &Entity) -> Option<&'static str> {
    first.aliases.extend(second.aliases.iter().filter(|a| !first.aliases.contains(a)).cloned().collect::<Vec<_>>());
    unless(text(&mut first.label, &second.label), "label")
}

fn place(first: &mut Place, second: &Place) -> Option<&'static str> {
    unless(text(&mut first.label, &second.label), "label")
}

fn group(first: &mut Group, second: &Group) -> Option<&'static str> {
    let whole = |g: &Group| g.part_of.as_ref().map(|p| p.value.clone());
    let same_n = |(survey, n): (&String, &Located<u32>)| first.n.get(survey).is_none_or(|known| known.value == n.value);
    let n = second.n.iter().all(same_n);
    let further: BTreeMap<_, _> = second.n.iter().map(|(survey, n)| (survey.clone(), n.clone())).collect();
    further.into_iter().for_each(|(survey, n)| {
        first.n.entry(survey).or_insert(n);
    });
    unless(text(&mut first.label, &second.label), "label")
        .or(unless(whole(first) == whole(second), "part_of"))
        .or(unless(n, "n"))
}

fn question(first: &mut Question, second: &Question) -> Option<&'static str> {
    let mut found = unless(text(&mut first.label, &second.label), "label")
        .or(unless(first.wording == second.wording, "wording"))
        .or(unless(first.single_choice == second.single_choice, "single_choice"))
        .or(unless(first.scale == second.scale, "scale"));
    for answer in &second.responses {
        match first.responses.iter_mut().find(|r| r.id.value == answer.id.value) {
            Some(known) => found = found.or(response(known, answer)),
            None => first.responses.push(answer.clone()),
        }
    }
    found
}

fn response(first: &mut Response, second: &Response) -> Option<&'static str> {
    let parts = |r: &Response| r.sum_of.iter().map(|p| p.value.clone()).collect::<Vec<_>>();
    unless(text(&mut first.label, &second.label), "response")
        .or(unless(first.polarity == second.polarity, "polarity"))
        .or(unless(parts(first) == parts(second), "sum_of"))
}

/// Takes over what only the second states; whether they agree where both state something.
fn disclosed<T: Clone + PartialEq>(first: &mut Disclosed<T>, second: &Disclosed<T>) -> bool {
    match (first.stated(), second.stated()) {
        (Some(a), Some(b)) => a == b,
        (_, None) => true,
        (None, Some(_)) => {
            *first = second.clone();
            true
        }
    }
}

fn survey(first: &mut Survey, second: &Survey) -> Option<&'static str> {
    let place = |s: &Survey| s.place.as_ref().map(|p| p.value.clone());
    unless(text(&mut first.label, &second.label), "label")
        .or(unless(first.series == second.series, "series"))
        .or(unless(place(first) == place(second), "place"))
        .or(unless(first.sample == second.sample, "sample"))
        .or(unless(disclosed(&mut first.conducted_by, &second.conducted_by), "conducted_by"))
        .or(unless(disclosed(&mut first.sponsored_by, &second.sponsored_by), "sponsored_by"))
        .or(unless(disclosed(&mut first.population, &second.population), "population"))
        .or(unless(disclosed(&mut first.geography, &second.geography), "geography"))
        .or(unless(disclosed(&mut first.frame, &second.frame), "frame"))
        .or(unless(disclosed(&mut first.mode, &second.mode), "mode"))
        .or(unless(disclosed(&mut first.field_start, &second.field_start), "field_start"))
        .or(unless(disclosed(&mut first.field_end, &second.field_end), "field_end"))
        .or(unless(disclosed(&mut first.n, &second.n), "n"))
        .or(unless(disclosed(&mut first.moe_pp, &second.moe_pp), "moe_pp"))
        .or(unless(disclosed(&mut first.weighted, &second.weighted), "weighted"))
        .or(unless(disclosed(&mut first.question_wording, &second.question_wording), "question_wording"))
        .or(unless(disclosed(&mut first.limitations, &second.limitations), "limitations"))
}

fn work(first: &mut Work, second: &Work) -> Option<&'static str> {
    unless(first.title == second.title, "title")
        .or(unless(first.authors == second.authors, "author"))
        .or(unless(first.issued == second.issued, "date"))
}
