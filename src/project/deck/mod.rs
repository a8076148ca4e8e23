//! Deck recipes: which charts a presentation holds, in which order and form.

pub(super) mod read;

use std::path::PathBuf;

use crate::model::{PartialDate, Text};
use crate::source::{Located, Spot};
use crate::word::words;

words! {
    /// The shape of slides.
    pub enum Aspect: "shape of slides" {
        /// 16:9.
        Wide = "16:9",
        /// 4:3.
        Standard = "4:3",
    }
}

words! {
    /// How a chart stands on a slide of PowerPoint.
    pub enum SlideForm: "form of charts on slides" {
        /// As a chart or shapes of PowerPoint's own, which can be edited.
        Native = "native",
        /// As a picture: SVG, with PNG for programs that lack it.
        Picture = "picture",
    }
}

/// A slide of a deck recipe.
#[derive(Clone, Debug, PartialEq)]
pub enum SlideRecipe {
    /// The head of a part.
    Section(Text),
    /// A chart.
    Chart {
        /// The recipe of the chart.
        chart: Located<String>,
        /// The title; that of the chart when absent.
        title: Option<Text>,
        /// The form; that of the deck when absent.
        form: Option<SlideForm>,
    },
    /// Two charts side by side, each below its own finding.
    Pair {
        /// The recipes of the charts.
        charts: [Located<String>; 2],
        /// The title.
        title: Text,
        /// The form; that of the deck when absent.
        form: Option<SlideForm>,
    },
    /// Words.
    Words {
        /// The title.
        title: Text,
        /// Paragraphs; none for points alone.
        text: Vec<Text>,
        /// Points, each behind a bullet.
        bullets: Vec<Text>,
    },
    /// The list of the sections, under this title.
    Agenda(Text),
}

impl SlideRecipe {
    /// The charts on it.
    pub fn charts(&self) -> &[Located<String>] {
        match self {
            Self::Chart { chart, .. } => std::slice::from_ref(chart),
            Self::Pair { charts, .. } => charts,
            Self::Section(_) | Self::Words { .. } | Self::Agenda(_) => &[],
        }
    }
}

/// One presentation, as `decks/<id>.toml` asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckRecipe {
    /// The id, the name of the file.
    pub id: String,
    /// The title of the first slide.
    pub title: Text,
    /// What stands below it.
    pub subtitle: Option<Text>,
    /// The shape of the slides.
    pub aspect: Aspect,
    /// How charts stand on slides, unless a slide says otherwise.
    pub form: SlideForm,
    /// A file of PowerPoint whose masters, layouts, fonts and colours are used, from the folder of the project.
    pub template: Option<Located<PathBuf>>,
    /// What stands at the foot of every slide but the first and those of sections.
    pub footer: Option<Text>,
    /// The date of the presentation, as stated: never that of today.
    pub date: Option<PartialDate>,
    /// The slides.
    pub slides: Vec<SlideRecipe>,
    /// The file as a whole.
    pub at: Spot,
}

impl DeckRecipe {
    /// A deck of charts that no file asks for: wide, native where that can be, without anything besides.
    pub fn of_charts<'c>(id: &str, title: Text, charts: impl Iterator<Item = &'c str>) -> Self {
        let at = Spot::new(0, 0..0);
        let slide = |chart: &str| SlideRecipe::Chart {
            chart: Located { value: chart.to_owned(), at },
            title: None,
            form: None,
        };
        Self {
            id: id.to_owned(),
            title,
            subtitle: None,
            aspect: Aspect::Wide,
            form: SlideForm::Native,
            template: None,
            footer: None,
            date: None,
            slides: charts.map(slide).collect(),
            at,
        }
    }
}
