//! The figures of a build, each selected, judged and laid out once however often it is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::build::options::Look;
use crate::build::select::selection;
use crate::build::{Build, in_parallel, languages, looks, titles};
use crate::check::comparability;
use crate::diag::{Code, Diagnostic, Report, Severity};
use crate::figure::{self, Figure, FigureRequest};
use crate::frame::Selected;
use crate::model::Locale;
use crate::project::recipe::Recipe;
use crate::style::font::TextAs;
use crate::style::{Size, Theme};

/// What tells the figures of a project apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The place of the recipe in the project.
    chart: usize,
    locale: Locale,
    size: Size,
    theme: String,
    text: TextAs,
    /// The height below the title of a slide, tenths of a CSS px.
    below_title: Option<u32>,
    /// Whether the references of its works come along.
    with_works: bool,
}

impl Key {
    /// The same figure with the full references of the works behind it.
    pub(super) fn with_works(self) -> Self {
        Self { with_works: true, ..self }
    }
}

/// Figures by what tells them apart, and the faults that were found on the way to them.
#[derive(Debug)]
pub(super) struct Layouts<'b, 'a> {
    build: &'b Build<'a>,
    charts: BTreeMap<usize, Option<Selected>>,
    figures: BTreeMap<Key, Option<Arc<Figure>>>,
    faults: Report,
    /// The charts that were asked for in a language that they are not drawn in.
    left_out: BTreeSet<(usize, Locale)>,
    /// The charts whose titles were read, in each language.
    read: BTreeSet<(usize, Locale)>,
}

impl<'b, 'a> Layouts<'b, 'a> {
    pub(super) fn new(build: &'b Build<'a>) -> Self {
        Self {
            build,
            charts: BTreeMap::new(),
            figures: BTreeMap::new(),
            faults: Report::new(),
            left_out: BTreeSet::new(),
            read: BTreeSet::new(),
        }
    }

    /// The figure of a chart in a language and a look; none when the chart or its theme has a fault.
    pub(super) fn key(&mut self, chart: usize, locale: Locale, look: &Look) -> Option<Key> {
        let project = self.build.project;
        let recipe = &project.recipes[chart];
        let theme = looks::theme_name(project, recipe, look);
        if let Some(fault) = languages::left_out(project, recipe, locale) {
            // It is told once, on however many slides the chart stands.
            if self.left_out.insert((chart, locale)) {
                self.faults.push(fault);
            }
            return None;
        }
        let first = !self.charts.contains_key(&chart);
        let selected = self.select(chart);
        let known = project.config.style(theme).is_some();
        if !known && first {
            self.faults.extend(looks::unknown_theme(project, recipe, look));
        }
        (known && selected).then(|| Key {
            chart,
            locale,
            size: looks::size(project, recipe, look),
            theme: theme.to_owned(),
            text: look.text.unwrap_or(project.config.text),
            below_title: look.below_title.map(|height| (height * 10.0).round() as u32),
            with_works: false,
        })
    }

    /// Selects the claims of a chart and asks whether they may stand together, when that was not done yet.
    fn select(&mut self, chart: usize) -> bool {
        let build = self.build;
        let faults = &mut self.faults;
        let judged = || {
            let recipe = &build.project.recipes[chart];
            let sheet = build.sheet(recipe)?;
            let before = faults.count(Severity::Error);
            let selected = selection(sheet, recipe, faults)?;
            comparability::gate(sheet.dataset, recipe, &selected, &build.project.config, faults);
            (faults.count(Severity::Error) == before).then_some(selected)
        };
        self.charts.entry(chart).or_insert_with(judged).is_some()
    }

    /// Lays out, on all cores, those of the figures that are not there yet.
    pub(super) fn lay_out(&mut self, keys: &[Key]) {
        let mut missing: Vec<&Key> = keys.iter().filter(|key| !self.figures.contains_key(key)).collect();
        missing.sort();
        missing.dedup();
        let lists = if missing.len() > 1 { self.reference_lists(&missing) } else { BTreeSet::new() };
        let themes: Vec<Theme> = missing.iter().map(|key| self.theme(key)).collect();
        let jobs: Vec<(&Key, &Theme)> = missing.into_iter().zip(&themes).collect();
        let draw = || in_parallel(&jobs, |(key, theme)| self.figure(key, theme));
        let set = || {
            for (dataset, locale) in &lists {
                self.build.sheets[*dataset].references().prepare_list(*locale);
            }
        };
        let made = if lists.is_empty() { draw() } else { rayon::join(set, draw).1 };
        for ((key, theme), figure) in jobs.into_iter().zip(made) {
            let at = self.build.project.recipes[key.chart].title.at;
            self.faults.extend(full(&figure, theme).map(|fault| fault.at(at)));
            self.faults.extend(left_out(&figure, theme).map(|fault| fault.at(at)));
            if self.read.insert((key.chart, key.locale)) {
                titles::check_chart(&figure, at, &self.build.project.config, &mut self.faults);
            }
            let lacking = lacking(&figure).map(|fault| fault.at(at));
            let figure = lacking.is_none().then(|| Arc::new(figure));
            self.faults.extend(lacking);
            self.figures.insert(key.clone(), figure);
        }
    }

    /// A figure that was laid out; none when it has a fault.
    pub(super) fn get(&self, key: &Key) -> Option<Arc<Figure>> {
        self.figures.get(key).cloned().flatten()
    }

    /// What was found since the last call.
    pub(super) fn take_faults(&mut self) -> Report {
        std::mem::take(&mut self.faults)
    }

    /// The figures in the order of their keys, and the faults.
    pub(super) fn finish(mut self, keys: &[Key]) -> (Vec<Figure>, Report) {
        let figures = keys.iter().filter_map(|key| self.figures.remove(key).flatten()).map(Arc::unwrap_or_clone);
        (figures.collect(), self.faults)
    }

    fn theme(&self, key: &Key) -> Theme {
        let style = self.build.project.config.style(&key.theme).expect("a key has a theme of the project");
        let theme = Theme::new(&style, key.size);
        match key.below_title {
            Some(height) => theme.below_title(f64::from(height) / 10.0),
            None => theme,
        }
    }

    fn figure(&self, key: &Key, theme: &Theme) -> Figure {
        let build = self.build;
        let recipe = &build.project.recipes[key.chart];
        let sheet = build.sheet(recipe).expect("a chart with a key has a dataset");
        let selected = self.charts[&key.chart].as_ref().expect("a chart with a key has claims");
        let mut figure = figure::figure(&FigureRequest {
            dataset: sheet.dataset,
            recipe,
            selected,
            config: &build.project.config,
            references: sheet.references(),
            locale: key.locale,
            theme,
        });
        figure.text = key.text;
        if key.with_works {
            figure.captions.references = build.references_of(recipe, &figure);
        }
        figure
    }

    /// The reference lists that these figures and the tables need, which take longer to set than a figure to lay out.
    fn reference_lists(&self, keys: &[&Key]) -> BTreeSet<(usize, Locale)> {
        let build = self.build;
        let of = |recipe: &Recipe| build.sheets.iter().position(|s| s.dataset.id == recipe.dataset_id());
        let with_works = keys.iter().filter(|key| key.with_works);
        let mut lists: BTreeSet<(usize, Locale)> = with_works
            .map(|key| {
                let dataset = of(&build.project.recipes[key.chart]).expect("a chart with a key has a dataset");
                (dataset, key.locale)
            })
            .collect();
        if build.with_tables {
            let first = build.project.config.locales[0];
            lists.extend((0..build.project.datasets.len()).map(|dataset| (dataset, first)));
        }
        lists
    }
}

/// The fault of a figure with a character that the font lacks.
fn lacking(figure: &Figure) -> Option<Diagnostic> {
    let texts = figure.scene.texts();
    let (text, c) = texts.iter().find_map(|t| figure.scene.fonts.missing(&t.text).map(|c| (&t.text, c)))?;
    let message = format!("no font of the figures has a glyph for `{c}` (U+{:04X})", c as u32);
    let hint = format!(
        "it stands in \"{text}\" ({}); name a font file that has it in config.toml: [fonts] fallback = [\"…\"]",
        figure.locale
    );
    Some(Diagnostic::new(Code::GLYPH_MISSING, message).hint(hint))
}

/// The warning of each text that a figure has no place for.
fn left_out(figure: &Figure, theme: &Theme) -> impl Iterator<Item = Diagnostic> {
    figure.left_out.iter().map(move |text| {
        let message = format!("the size `{}` has no free place for \"{text}\" ({})", theme.size.code(), figure.locale);
        let hint = "shorten it, select fewer claims, or give the figure another size: `size = \"standard\"`, say";
        Diagnostic::new(Code::TEXT_LEFT_OUT, message).hint(hint)
    })
}

/// The warning of a figure that is too full for its size.
fn full(figure: &Figure, theme: &Theme) -> Option<Diagnostic> {
    let overflow = figure.overflow?;
    let message = format!(
        "the chart is {overflow:.1} times as high as the size `{}` allows, even with smaller texts ({})",
        theme.size.code(),
        figure.locale
    );
    let hint = "select fewer claims, or give it another size: `size = \"standard\"`, say";
    Some(Diagnostic::new(Code::CHART_TOO_FULL, message).hint(hint))
}
