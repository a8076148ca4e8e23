//! Titles with quantities that their charts do not support.

use std::collections::BTreeSet;

use crate::check::{Findings, finding};
use crate::diag::{Code, Report};
use crate::figure::{Figure, unsupported};
use crate::model::Locale;
use crate::project::Project;
use crate::project::config::Config;
use crate::project::recipe::SlideRecipe;
use crate::source::Spot;

/// Reads the title of a chart in the language of its figure.
pub(super) fn check_chart(figure: &Figure, at: Spot, config: &Config, report: &mut Report) {
    check(&Title { words: &figure.title, at, locale: figure.locale }, figure, config, report);
}

/// Reads the titles that decks give to the slides of charts, against the figures that were laid out.
pub(super) fn check_decks(project: &Project, figures: &[Figure], report: &mut Report) {
    let mut read = BTreeSet::new();
    for slide in project.decks.iter().flat_map(|deck| &deck.slides) {
        let SlideRecipe::Chart { chart, title: Some(title), .. } = slide else { continue };
        for figure in figures.iter().filter(|f| f.id == chart.value) {
            let words = title.get(figure.locale);
            // A title in one language stands in decks of all, and a chart may have figures of several sizes.
            if read.insert((&chart.value, words)) {
                let title = Title { words, at: chart.at, locale: figure.locale };
                check(&title, figure, &project.config, report);
            }
        }
    }
}

/// A title in a language, and where it is written.
struct Title<'a> {
    words: &'a str,
    at: Spot,
    locale: Locale,
}

fn check(title: &Title<'_>, figure: &Figure, config: &Config, report: &mut Report) {
    let lost = unsupported(title.words, title.locale, &figure.data);
    let Some(mut findings) = Findings::of(Code::TITLE_UNSUPPORTED, config, report).filter(|_| !lost.is_empty()) else {
        return;
    };
    let quoted: Vec<String> = lost.iter().map(|words| format!("`{words}`")).collect();
    let message = format!(
        "no value of the chart supports {} of the title \"{}\" ({})",
        quoted.join(", "),
        title.words,
        title.locale
    );
    let hint = "say what the values of now say; where the title means something else than these values, set \
                `title-unsupported` to \"note\" or \"off\" in config.toml: [severity]";
    findings.push(finding(message).at(title.at).hint(hint), &[]);
}
