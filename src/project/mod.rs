//! Text → model. Every fault of every file is collected in one run.

mod bibliography;
mod bytes;
mod claims;
pub mod config;
mod dataset;
pub mod deck;
mod files;
pub mod filter;
pub mod form;
mod inputs;
mod open;
mod parts;
pub mod recipe;
mod surveys;
mod text_file;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::diag::{Code, Diagnostic, Report, Severity};
use crate::language::citation::References;
use crate::model::{Claim, Dataset, Document, Joined, Locale, Unread};
use crate::source::{Sources, Spot};
pub use bytes::{ReadError, read_file};
use claims::{RawClaim, Shared};
use config::Config;
use files::Files;
pub use inputs::Inputs;
pub use open::OpenError;
use recipe::{DeckRecipe, Recipe};
pub use text_file::{Proof, TextFile};
use walk::table::{Faults, Table};

/// A project in memory: configuration, datasets, recipes and the texts that they were read from.
#[derive(Debug)]
pub struct Project {
    /// The folder with the `config.toml`.
    pub root: PathBuf,
    /// The configuration.
    pub config: Config,
    /// The datasets in the order of their ids.
    pub datasets: Vec<Dataset>,
    /// Several datasets as one, for each combination that a recipe names.
    pub joined: Vec<Joined>,
    /// What the datasets have beside their records to prove them by: one entry for each dataset, in the same order.
    pub proofs: Vec<Proof>,
    /// The recipes in the order of their ids.
    pub recipes: Vec<Recipe>,
    /// The ids of all chart recipes, also of those that could not be read.
    pub chart_ids: Vec<String>,
    /// The decks in the order of their ids.
    pub decks: Vec<DeckRecipe>,
    /// The texts, to show the lines that a diagnostic points at.
    pub sources: Sources,
    /// The files and folders that it was read from; none for a project in memory.
    pub inputs: Inputs,
    /// What was wrong with the files; what could be read of them is in the fields above.
    pub unread: Report,
}

impl Project {
    /// The dataset with this id.
    pub fn dataset(&self, id: &str) -> Option<&Dataset> {
        self.datasets.iter().find(|d| d.id == id)
    }

    /// The dataset that a recipe draws on, or the several as one.
    pub fn dataset_of(&self, recipe: &Recipe) -> Option<&Dataset> {
        let id = recipe.dataset_id();
        self.dataset(&id).or_else(|| self.joined.iter().map(|j| &j.dataset).find(|d| d.id == id))
    }

    /// The works of a dataset, ready to be cited in the style of the project.
    pub fn references<'d>(&self, dataset: &'d Dataset) -> References<'d> {
        References::styled(dataset, self.config.citation_style.clone())
    }

    /// A claim of a chart by its id, with its dataset: that of the chart, else the first that has such a claim.
    pub fn claim_of(&self, chart: &str, id: &str) -> Option<(&Dataset, &Claim)> {
        let recipe = self.recipes.iter().find(|recipe| recipe.id == chart);
        let own = recipe.and_then(|recipe| self.dataset_of(recipe));
        own.into_iter().chain(&self.datasets).find_map(|dataset| Some((dataset, dataset.claim(id)?)))
    }

    /// The languages that a chart is drawn in: those of the project that its recipe does not leave out.
    pub fn locales_of(&self, recipe: &Recipe) -> Vec<Locale> {
        self.config.locales.iter().copied().filter(|locale| recipe.speaks(*locale)).collect()
    }
}

/// Reads the project in a folder. What could be read is returned together with everything that could not.
///
/// [`Project::open`] also looks whether the folder is that of a project.
pub fn read(root: &Path) -> (Project, Report) {
    let project = read_files(&Files::on_disk(root));
    let unread = project.unread.clone();
    (project, unread)
}

fn read_files(files: &Files<'_>) -> Project {
    let mut report = Report::new();
    let mut sources = Sources::new();
    let config = config::load(files, &mut sources, &mut report);
    let mut datasets = Vec::new();
    let folder = files.root.join("datasets");
    if !files.is_folder(&folder) {
        let fault = Diagnostic::new(Code::FILE_MISSING, "the project has no folder `datasets`").in_path("datasets");
        report.push(fault.hint("`citeplot new DIR` makes a small project to start from"));
    }
    for path in files.entries(&folder, &mut report).into_iter().filter(|p| files.is_folder(p)) {
        datasets.extend(one_dataset(files, &path, &mut sources, &mut report));
    }
    if datasets.is_empty() && !report.has_errors() {
        let fault = Diagnostic::new(Code::EMPTY_PROJECT, "the project has no dataset").in_path("datasets");
        report.push(fault.hint("a dataset is a folder `datasets/<id>` with a `dataset.toml`"));
    }
    let ids: Vec<String> = datasets.iter().map(|d: &Dataset| d.id.clone()).collect();
    let (mut recipes, mut chart_ids) = (Vec::new(), Vec::new());
    for path in files.with_ending(&files.root.join("charts"), "toml", &mut report) {
        chart_ids.extend(path.file_stem().map(|s| s.to_string_lossy().into_owned()));
        recipes.extend(one_recipe(files, &path, &ids, &mut sources, &mut report));
    }
    let mut decks = Vec::new();
    for path in files.with_ending(&files.root.join("decks"), "toml", &mut report) {
        decks.extend(one_deck(files, &path, &mut sources, &mut report));
    }
    let joined = joined(&datasets, &recipes);
    let proofs = datasets.iter().map(|dataset| proof(files, dataset, &mut sources, &mut report)).collect();
    let inputs = files.inputs();
    let root = files.root.to_owned();
    Project { root, config, datasets, joined, proofs, recipes, chart_ids, decks, sources, inputs, unread: report }
}

/// Several datasets as one, for each combination that a recipe names.
fn joined(datasets: &[Dataset], recipes: &[Recipe]) -> Vec<Joined> {
    let several = recipes.iter().filter(|recipe| recipe.datasets.len() > 1);
    let combinations: BTreeMap<String, &Recipe> = several.map(|recipe| (recipe.dataset_id(), recipe)).collect();
    let join = |recipe: &Recipe| {
        let named = recipe.datasets.iter().filter_map(|id| datasets.iter().find(|d| d.id == id.value));
        Joined::of(&named.collect::<Vec<_>>())
    };
    combinations.into_values().map(join).collect()
}

/// Reads a dataset from texts in memory, as `dataset.toml`, `claims.toml` and `references.bib` would hold them.
///
/// The faults are in the report; places refer to the sources that are returned.
pub fn dataset_from_texts(id: &str, dataset: &str, claims: &str, references: &str) -> (Dataset, Sources, Report) {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let dataset_file = sources.add("dataset.toml", dataset);
    let claims_file = sources.add("claims.toml", claims);
    let bib_file = sources.add("references.bib", references);
    let (mut read, defaults) = read_dataset(dataset_file, id, &sources, &mut report);
    let mut unread = std::mem::take(&mut read.unread);
    read.claims = read_claims(claims_file, &sources, &Shared::new(&read, defaults), &mut unread, &mut report);
    read.unread = unread;
    read.bibliography = bibliography::bibliography(bib_file, &sources, &mut report);
    (read, sources, report)
}

/// Reads a recipe from a text in memory; places of its faults refer to the sources that are returned, not to those of
/// other texts. [`Project::from_texts`] reads all the texts of a project into one set of sources.
pub fn recipe_from_text(id: &str, text: &str, dataset: &str) -> (Option<Recipe>, Sources, Report) {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let file = sources.add(format!("{id}.toml"), text);
    let recipe = read_recipe(file, id, &[dataset.to_owned()], &sources, &mut report);
    (recipe, sources, report)
}

/// Reads a deck recipe from a text in memory; places of its faults refer to the sources that are returned, as those of
/// [`recipe_from_text`] do.
pub fn deck_from_text(id: &str, text: &str) -> (Option<DeckRecipe>, Sources, Report) {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let file = sources.add(format!("{id}.toml"), text);
    let deck = read_deck(file, id, &sources, &mut report);
    (deck, sources, report)
}

fn one_dataset(files: &Files<'_>, folder: &Path, sources: &mut Sources, report: &mut Report) -> Option<Dataset> {
    let id = folder.file_name()?.to_string_lossy().into_owned();
    if !crate::model::is_id(&id) {
        report.push(walk::table::bad_id(&id).in_path(files::shown(files.root, folder)));
        return None;
    }
    let Some(file) = files.text(&folder.join("dataset.toml"), sources, report) else {
        return Some(Dataset::unread(&id, Spot::new(0, 0..0)));
    };
    let (mut dataset, defaults) = read_dataset(file, &id, sources, report);
    let mut unread = std::mem::take(&mut dataset.unread);
    let shared = Shared::new(&dataset, defaults);
    let mut claims = Vec::new();
    for path in claim_files(files, folder, report) {
        match files.text(&path, sources, report) {
            // The first file is taken as it is: a copy of a million claims is a gigabyte.
            Some(file) if claims.is_empty() => claims = read_claims(file, sources, &shared, &mut unread, report),
            Some(file) => claims.append(&mut read_claims(file, sources, &shared, &mut unread, report)),
            None => unread.claims = true,
        }
    }
    dataset.claims = claims;
    let faults = report.count(Severity::Error);
    if let Some(file) = files.text(&folder.join("references.bib"), sources, report) {
        dataset.bibliography = bibliography::bibliography(file, sources, report);
    }
    unread.works = report.count(Severity::Error) > faults;
    Some(Dataset { unread, ..dataset })
}

/// The name of the lock file of a dataset, beside its `dataset.toml`.
pub const LOCK: &str = "dataset.lock";

/// The texts of the documents of a dataset, and its lock file when there is one.
fn proof(files: &Files<'_>, dataset: &Dataset, sources: &mut Sources, report: &mut Report) -> Proof {
    let named = |d: &Document| d.text.as_ref().map(|text| (d.work.value.clone(), files.document(text)));
    let texts = dataset.documents.iter().filter_map(named).collect();
    let path = files.root.join("datasets").join(&dataset.id).join(LOCK);
    let lock = files.is_there(&path).then(|| files.text(&path, sources, report)).flatten();
    Proof { texts, lock }
}

/// `claims.toml` and every file of `claims/`; at least one of them has to be there.
fn claim_files(files: &Files<'_>, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let mut found = files.with_ending(&folder.join("claims"), "toml", report);
    let single = folder.join("claims.toml");
    if files.exists(&single) || found.is_empty() {
        found.insert(0, single);
    }
    found
}

fn read_dataset(file: u32, id: &str, sources: &Sources, report: &mut Report) -> (Dataset, RawClaim) {
    let parsed = files::toml(file, sources, report);
    let faults = Faults::new(file, sources);
    let (mut read, defaults) = dataset::dataset(&Table::new(parsed.root(), faults.place(0..0), "dataset", &faults), id);
    let found = parsed.found(faults);
    read.unread.dataset = parsed.torn;
    if !found.is_empty() {
        walk::ids::collect(parsed.root(), &mut read.unread.ids);
    }
    report.extend(found);
    (read, defaults)
}

/// The claims of a file; what it holds of faulty ones is added to what is unread.
fn read_claims(
    file: u32,
    sources: &Sources,
    shared: &Shared<'_>,
    unread: &mut Unread,
    report: &mut Report,
) -> Vec<Claim> {
    let text = sources.text(file);
    let (mut claims, mut found) = (Vec::new(), Vec::new());
    let mut in_file: Option<Shared<'_>> = None;
    for part in parts::parts(text) {
        let parsed = DeTable::parse(&text[part.clone()]).ok();
        // A fault, or defaults further down, may come of how the text was cut: read it whole.
        let Some(root) = parsed.filter(|root| in_file.is_none() || !root.get_ref().contains_key("defaults")) else {
            return read_claims_whole(file, sources, shared, unread, report);
        };
        let faults = Faults::within(file, part.start, sources);
        let with = in_file.get_or_insert_with(|| shared.in_file(root.get_ref(), &faults));
        claims.append(&mut claims::claims_of(root.get_ref(), &faults, with));
        let faults = faults.into_found();
        if !faults.is_empty() {
            walk::ids::collect(root.get_ref(), &mut unread.ids);
        }
        found.extend(faults);
    }
    report.extend(found);
    claims
}

fn read_claims_whole(
    file: u32,
    sources: &Sources,
    shared: &Shared<'_>,
    unread: &mut Unread,
    report: &mut Report,
) -> Vec<Claim> {
    let parsed = files::toml(file, sources, report);
    unread.claims |= parsed.torn;
    let faults = Faults::new(file, sources);
    let claims = claims::claims_of(parsed.root(), &faults, &shared.in_file(parsed.root(), &faults));
    let found = parsed.found(faults);
    if !found.is_empty() {
        walk::ids::collect(parsed.root(), &mut unread.ids);
    }
    report.extend(found);
    claims
}

fn one_recipe(
    files: &Files<'_>,
    path: &Path,
    datasets: &[String],
    sources: &mut Sources,
    report: &mut Report,
) -> Option<Recipe> {
    let id = path.file_stem()?.to_string_lossy().into_owned();
    if !crate::model::is_id(&id) {
        report.push(walk::table::bad_id(&id).in_path(files::shown(files.root, path)));
        return None;
    }
    let file = files.text(path, sources, report)?;
    read_recipe(file, &id, datasets, sources, report)
}

fn one_deck(files: &Files<'_>, path: &Path, sources: &mut Sources, report: &mut Report) -> Option<DeckRecipe> {
    let id = path.file_stem()?.to_string_lossy().into_owned();
    if !crate::model::is_id(&id) {
        report.push(walk::table::bad_id(&id).in_path(files::shown(files.root, path)));
        return None;
    }
    let file = files.text(path, sources, report)?;
    read_deck(file, &id, sources, report)
}

fn read_deck(file: u32, id: &str, sources: &Sources, report: &mut Report) -> Option<DeckRecipe> {
    let parsed = files::toml(file, sources, report);
    let faults = Faults::new(file, sources);
    let read = deck::read::deck(&Table::new(parsed.root(), faults.place(0..0), "deck", &faults), id);
    report.extend(parsed.found(faults));
    read
}

fn read_recipe(file: u32, id: &str, datasets: &[String], sources: &Sources, report: &mut Report) -> Option<Recipe> {
    let parsed = files::toml(file, sources, report);
    let faults = Faults::new(file, sources);
    let read = recipe::read::recipe(&Table::new(parsed.root(), faults.place(0..0), "recipe", &faults), id, datasets);
    report.extend(parsed.found(faults));
    read
}
