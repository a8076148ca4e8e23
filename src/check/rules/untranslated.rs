//! Texts that a figure, slide or page in another language would need.

use crate::check::{Context, Findings, Rule, finding};
use crate::diag::{Code, Severity, Stage};
use crate::model::{Locale, Question, Text};
use crate::project::Project;
use crate::project::recipe::{DeckRecipe, Recipe, SlideRecipe};
use crate::source::Spot;

pub(super) static RULE: Rule = Rule::on_records(
    &Code {
        name: "untranslated",
        stage: Stage::Rule,
        severity: Severity::Warning,
        finds: "texts of records, recipes and decks that readers see, without a translation into a locale of the project; names may be the same in all",
        why: "the figure in that language falls back to another, in the middle of a sentence",
    },
    run,
)
.and_project(run_project);

/// Whether a text may be the same in every language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelKind {
    /// A name: of a country, a place, an institute.
    Name,
    /// Words of a language.
    Words,
}

impl LabelKind {
    /// Whether a text is of one language: every text with letters in it, but a name only where a word of it begins with a
    /// small letter, as in "fire brigade" and "Republic of Alba".
    fn is_of_one_language(self, text: &str) -> bool {
        match self {
            Self::Name => text.split_whitespace().any(|word| word.starts_with(char::is_lowercase)),
            Self::Words => text.chars().any(char::is_alphabetic),
        }
    }
}

/// The texts of one record or recipe.
struct Texts<'f, 'a> {
    what: &'static str,
    at: Spot,
    locales: &'f [Locale],
    out: &'f mut Findings<'a>,
}

impl Texts<'_, '_> {
    fn look(&mut self, kind: LabelKind, text: &Text) {
        // A chart may have one language of several.
        let plain = self.locales.len() > 1 && matches!(text, Text::Plain(words) if kind.is_of_one_language(words));
        let missing: Vec<&str> = self.locales.iter().filter(|l| !text.covers(**l)).map(|l| l.tag()).collect();
        let message = match (plain, missing.as_slice()) {
            (true, _) => format!("a text of the {} is written for one language, the project has several", self.what),
            (false, []) => return,
            (false, missing) => format!("a text of the {} has no translation into {}", self.what, missing.join(", ")),
        };
        let finding = finding(message).at(self.at);
        let hint = "write one for each language: { en = \"…\", tr = \"…\" }";
        self.out.push(if plain { finding.hint(hint) } else { finding }, &[]);
    }

    fn all<'t>(&mut self, kind: LabelKind, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.look(kind, text));
    }
}

/// Makes the texts of one record after another.
struct Records<'f, 'a> {
    locales: &'f [Locale],
    out: &'f mut Findings<'a>,
}

impl<'a> Records<'_, 'a> {
    fn of(&mut self, what: &'static str, at: Spot) -> Texts<'_, 'a> {
        Texts { what, at, locales: self.locales, out: self.out }
    }
}

fn run(cx: &Context<'_>, out: &mut Findings<'_>) {
    let (dataset, locales) = (cx.dataset, cx.config.locales.as_slice());
    if locales.len() < 2 {
        return;
    }
    let mut records = Records { locales, out };
    records.of("dataset", dataset.at).all(LabelKind::Words, dataset.polarity.all());
    for entity in &dataset.entities {
        records.of("entity", entity.id.at).look(LabelKind::Name, &entity.label);
    }
    for group in &dataset.groups {
        let mut texts = records.of("group", group.id.at);
        texts.look(LabelKind::Words, &group.label);
        texts.all(LabelKind::Words, &group.members);
    }
    for place in &dataset.places {
        records.of("place", place.id.at).look(LabelKind::Name, &place.label);
    }
    for survey in &dataset.surveys {
        let mut texts = records.of("survey", survey.id.at);
        texts.look(LabelKind::Words, &survey.label);
        texts.all(LabelKind::Words, survey.population.stated());
        texts.all(LabelKind::Name, survey.geography.stated());
    }
    for claim in &dataset.claims {
        records.of("claim", claim.id.at).all(LabelKind::Words, &claim.base);
    }
    for question in &dataset.questions {
        self::question(question, &mut records);
    }
}

fn question(question: &Question, records: &mut Records<'_, '_>) {
    let mut texts = records.of("question", question.id.at);
    texts.look(LabelKind::Words, &question.label);
    texts.all(LabelKind::Words, question.polarity.all());
    for response in &question.responses {
        let mut texts = records.of("response", response.id.at);
        texts.look(LabelKind::Words, &response.label);
        texts.all(LabelKind::Words, &response.statement);
    }
}

/// The same for what the project shows besides its records.
fn run_project(project: &Project, out: &mut Findings<'_>) {
    let locales = project.config.locales.as_slice();
    if locales.len() < 2 {
        return;
    }
    project.recipes.iter().for_each(|r| recipe(r, &project.locales_of(r), out));
    project.decks.iter().for_each(|d| deck(d, locales, out));
}

fn recipe(recipe: &Recipe, locales: &[Locale], out: &mut Findings<'_>) {
    let mut texts = Texts { what: "recipe", at: recipe.title.at, locales, out };
    texts.look(LabelKind::Words, &recipe.title.value);
    texts.all(LabelKind::Words, [&recipe.subtitle, &recipe.note, &recipe.alt].into_iter().flatten());
    texts.all(LabelKind::Words, recipe.accept.iter().map(|a| &a.reason));
    texts.all(LabelKind::Words, recipe.remarks.iter().map(|r| &r.text));
    texts.all(LabelKind::Words, recipe.reference_lines.iter().filter_map(|l| l.label.as_ref()));
}

fn deck(deck: &DeckRecipe, locales: &[Locale], out: &mut Findings<'_>) {
    let mut texts = Texts { what: "deck", at: deck.at, locales, out };
    texts.look(LabelKind::Words, &deck.title);
    texts.all(LabelKind::Words, &deck.subtitle);
    texts.all(LabelKind::Words, &deck.footer);
    for slide in &deck.slides {
        match slide {
            SlideRecipe::Section(text) => texts.look(LabelKind::Words, text),
            SlideRecipe::Chart { title, .. } => texts.all(LabelKind::Words, title),
            SlideRecipe::Pair { title, .. } | SlideRecipe::Agenda(title) => texts.look(LabelKind::Words, title),
            SlideRecipe::Words { title, text, bullets } => {
                texts.all(LabelKind::Words, [title].into_iter().chain(text).chain(bullets));
            }
        }
    }
}
