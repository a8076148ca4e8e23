//! `config.toml`: what holds for the whole project.

pub(super) mod citations;
mod themes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Report, Severity, did_you_mean};
use crate::language::citation::CitationStyle;
use crate::model::DifferenceKind;
use crate::model::{HedgeRules, Locale, Number, Text};
use crate::project::files::{self, Files};
use crate::project::walk::table::{Faults, Table};
use crate::source::{Located, Sources, Spot};
use crate::style::font::{Face, Fonts, TextAs};
use crate::style::{Palette, Size, Style};

/// The weight that a project gives to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// The rule does not run.
    Off,
    /// The rule's findings have this severity.
    As(Severity),
}

/// The configuration of a project.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the project.
    pub title: Option<Text>,
    /// The languages that figures are drawn in; English when none is named. The first one's figures have the plain name.
    pub locales: Vec<Locale>,
    /// The hedge rules.
    pub hedge_rules: HedgeRules,
    /// The weights of rules that differ from their defaults, by code.
    pub severity: BTreeMap<String, Located<RuleLevel>>,
    /// Kinds of difference that no recipe may accept; `unit` when the file does not say.
    pub never_accept: BTreeSet<DifferenceKind>,
    /// Colours of entities, `#rrggbb`, by entity id.
    pub colors: BTreeMap<String, Located<String>>,
    /// Where the figures are published: an address that their file names are put behind, without a slash at its end.
    pub base_url: Option<String>,
    /// The theme of figures whose recipes name none; `light` when absent.
    pub theme: Option<Located<String>>,
    /// The size of figures whose recipes name none.
    pub size: Size,
    /// How the texts of SVG files are kept.
    pub text: TextAs,
    /// The themes of the project's own, by name.
    pub themes: BTreeMap<String, OwnTheme>,
    /// How works are cited and listed; APA when absent.
    pub citation_style: CitationStyle,
    /// Where a citation style of the project's own is named; none for a bundled one.
    pub own_citation_style: Option<Spot>,
    /// Fonts for what Inter lacks, regular and bold, in the order in which they are asked.
    pub fallback: Vec<[Arc<Face>; 2]>,
}

/// A theme of a project's own.
#[derive(Clone, Debug)]
pub struct OwnTheme {
    /// What it looks like.
    pub style: Style,
    /// Where it is written.
    pub at: Spot,
}

impl Config {
    /// The style with a name: the program's own, or one of the project's.
    pub fn style(&self, name: &str) -> Option<Style> {
        if let Some(own) = self.themes.get(name) {
            return Some(own.style.clone());
        }
        let style = Style::named(name)?;
        let fonts = if self.fallback.is_empty() { style.fonts } else { Arc::new(Fonts::new(None, &self.fallback)) };
        Some(Style { fonts, ..style })
    }

    /// The names of all themes: the program's own, then the project's.
    pub fn theme_names(&self) -> impl Iterator<Item = &str> {
        Palette::NAMES.into_iter().chain(self.themes.keys().map(String::as_str))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            locales: vec![Locale::En],
            hedge_rules: HedgeRules::default(),
            severity: BTreeMap::new(),
            never_accept: BTreeSet::from([DifferenceKind::Unit]),
            colors: BTreeMap::new(),
            base_url: None,
            theme: None,
            size: Size::Slide,
            text: TextAs::default(),
            themes: BTreeMap::new(),
            citation_style: CitationStyle::default(),
            own_citation_style: None,
            fallback: Vec::new(),
        }
    }
}

/// Reads the `config.toml` of a project.
pub(crate) fn load(files: &Files<'_>, sources: &mut Sources, report: &mut Report) -> Config {
    match files.text(&files.root.join("config.toml"), sources, report) {
        Some(file) => from_source(files, file, sources, report),
        None => Config::default(),
    }
}

/// Reads a configuration from a text in memory; files that it names are looked for in the current folder.
pub fn from_text(text: &str) -> (Config, Sources, Report) {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let file = sources.add("config.toml", text);
    let config = from_source(&Files::on_disk(Path::new(".")), file, &sources, &mut report);
    (config, sources, report)
}

fn from_source(files: &Files<'_>, file: u32, sources: &Sources, report: &mut Report) -> Config {
    let text = files::toml(file, sources, report);
    let faults = Faults::new(file, sources);
    let table = Table::new(text.root(), faults.place(0..0), "configuration", &faults);
    let fallback = table.table("fonts", "table of fonts").map(|t| themes::fallback(&t, files)).unwrap_or_default();
    let (citation_style, own_citation_style) = citations::style(&table, files);
    let config = Config {
        citation_style,
        own_citation_style,
        base_url: base_url(&table),
        theme: table.optional::<String>("theme"),
        size: table.word("size", Some(Size::Slide)).unwrap_or(Size::Slide),
        text: table.word("text", Some(TextAs::default())).unwrap_or_default(),
        themes: table
            .named_tables("themes", "theme")
            .iter()
            .map(|(n, t)| themes::theme(n, t, files, &fallback))
            .collect(),
        fallback: fallback.clone(),
        title: table.optional::<Text>("title").map(|t| t.value),
        locales: locales(&table),
        hedge_rules: table.table("hedge_rules", "hedge rules").map_or_else(HedgeRules::default, |t| hedge_rules(&t)),
        severity: table.table("severity", "table of severities").map(|t| severities(&t)).unwrap_or_default(),
        never_accept: comparison(&table),
        colors: table.table("colors", "table of colours").map(|t| colors(&t)).unwrap_or_default(),
    };
    table.finish();
    report.extend(text.found(faults));
    config
}

/// The address that figures are published at.
fn base_url(table: &Table<'_, '_>) -> Option<String> {
    let Located { value, at } = table.optional::<String>("base_url")?;
    let is_address =
        ["https://", "http://"].iter().any(|scheme| value.len() > scheme.len() && value.starts_with(scheme));
    if !is_address || value.contains(char::is_whitespace) {
        let fault = Diagnostic::new(Code::NOT_AN_ADDRESS, format!("`{value}` is not an address of the web"));
        table.push(fault.at(at).hint("write it as \"https://example.org/figures\""));
        return None;
    }
    Some(value.trim_end_matches('/').to_owned())
}

fn locales(table: &Table<'_, '_>) -> Vec<Locale> {
    let mut seen = Vec::new();
    let Some(named) = table.optional::<Vec<Located<Locale>>>("locales") else { return vec![Locale::En] };
    for locale in named.value {
        if seen.contains(&locale.value) {
            let message = format!("the locale `{}` is named twice", locale.value);
            table.push(Diagnostic::new(Code::DUPLICATE_ID, message).at(locale.at));
        } else {
            seen.push(locale.value);
        }
    }
    if seen.is_empty() {
        seen.push(Locale::En);
    }
    seen
}

fn hedge_rules(table: &Table<'_, '_>) -> HedgeRules {
    let standard = HedgeRules::default();
    let version = table.optional::<String>("version");
    let width = |key, standard: f64| match table.optional::<Number>(key) {
        None => standard,
        Some(n) if (0.0..=50.0).contains(&n.value.value()) => n.value.value(),
        Some(n) => {
            let message = format!("a width of {} percentage points is not between 0 and 50", n.value);
            table.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(n.at));
            standard
        }
    };
    let (about, nearly) = (width("about", standard.about), width("nearly", standard.nearly));
    table.finish();
    let changed = about != standard.about || nearly != standard.nearly;
    if changed && version.as_ref().is_none_or(|v| v.value == standard.version) {
        let fault =
            Diagnostic::new(Code::HEDGE_RULES_UNNAMED, "hedge rules that differ from v1 need a `version` of their own");
        table.push(fault.at(table.at).hint("figures and exports state the version: write version = \"v1-house\", say"));
    }
    HedgeRules { version: version.map_or(standard.version, |v| v.value), about, nearly }
}

fn severities(table: &Table<'_, '_>) -> BTreeMap<String, Located<RuleLevel>> {
    let words = [
        ("off", RuleLevel::Off),
        ("note", RuleLevel::As(Severity::Note)),
        ("warning", RuleLevel::As(Severity::Warning)),
        ("error", RuleLevel::As(Severity::Error)),
    ];
    let mut weights = BTreeMap::new();
    for (code, word) in table.entries::<String>() {
        match words.iter().find(|(w, _)| *w == word) {
            Some((_, weight)) => drop(weights.insert(code.value, Located { value: *weight, at: code.at })),
            None => {
                let message = format!("`{word}` is not a severity");
                let hint = did_you_mean(&word, words.iter().map(|(w, _)| *w));
                table.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(code.at).maybe_hint(hint));
            }
        }
    }
    weights
}

fn comparison(table: &Table<'_, '_>) -> BTreeSet<DifferenceKind> {
    let policy = table.table("comparison", "comparison policy");
    let named = policy.as_ref().and_then(|policy| policy.words("never_accept"));
    policy.iter().for_each(Table::finish);
    named.unwrap_or_else(|| Config::default().never_accept)
}

fn colors(table: &Table<'_, '_>) -> BTreeMap<String, Located<String>> {
    let hex = |c: &str| c.len() == 7 && c.starts_with('#') && c[1..].bytes().all(|b| b.is_ascii_hexdigit());
    let mut colors = BTreeMap::new();
    for (entity, color) in table.entries::<String>() {
        if hex(&color) {
            colors.insert(entity.value, Located { value: color.to_ascii_lowercase(), at: entity.at });
        } else {
            let message = format!("`{color}` is not a colour");
            table.push(Diagnostic::new(Code::NOT_A_COLOR, message).at(entity.at).hint("write it as \"#1f5fa8\""));
        }
    }
    colors
}
