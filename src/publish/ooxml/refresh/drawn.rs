//! A figure of now in all the forms that a deck holds it in, each made once however often it stands there.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::figure::Figure;
use crate::project::recipe::Aspect;
use crate::publish::deck::{DeckError, notes};
use crate::publish::ooxml::chart::{self, AsShapes, Extent, Native};
use crate::publish::ooxml::dress::Dress;
use crate::publish::ooxml::ids::Ids;
use crate::publish::ooxml::refresh::picture::Format;
use crate::publish::ooxml::refresh::pieces::Piece;
use crate::publish::ooxml::refresh::{Found, group};
use crate::publish::ooxml::shapes::{self, Stage};
use crate::publish::ooxml::slide::notes_block;
use crate::publish::ooxml::xml::Xml;

/// A chart of PowerPoint's own, or what keeps the figure from being one.
type Chart = Result<Rc<Native>, AsShapes>;

/// What tells the charts of a figure apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChartKey {
    /// The panel, from 0.
    pub(super) panel: usize,
    pub(super) extent: Extent,
    pub(super) dress: Dress,
}

/// What tells the shapes of a figure apart, beside the ids that are free where they stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) stage: Stage,
    pub(super) dress: Dress,
}

/// The shapes of a figure as they were drawn once.
struct Shapes {
    setting: Setting,
    /// The ids that were free before and after.
    ids: [Ids; 2],
    xml: Arc<str>,
}

/// A figure with what was made of it.
pub(crate) struct Drawn {
    pub(crate) figure: Figure,
    pictures: RefCell<BTreeMap<Format, Arc<[u8]>>>,
    charts: RefCell<Vec<(ChartKey, Chart)>>,
    shapes: RefCell<Vec<Shapes>>,
    notes: OnceCell<String>,
    frame_name: OnceCell<String>,
    pieces: OnceCell<Vec<Piece>>,
}

impl Drawn {
    fn new(figure: Figure) -> Self {
        Self {
            figure,
            pictures: RefCell::default(),
            charts: RefCell::default(),
            shapes: RefCell::default(),
            notes: OnceCell::new(),
            frame_name: OnceCell::new(),
            pieces: OnceCell::new(),
        }
    }

    /// The figure as a file.
    pub(super) fn picture(&self, format: Format) -> Result<Arc<[u8]>, DeckError> {
        if let Some(known) = self.pictures.borrow().get(&format) {
            return Ok(known.clone());
        }
        let file: Arc<[u8]> = format.drawn(&self.figure)?.into();
        self.pictures.borrow_mut().insert(format, file.clone());
        Ok(file)
    }

    /// A panel of the figure as a chart of PowerPoint's own, or what keeps the figure from being one.
    pub(super) fn chart(&self, key: ChartKey) -> Result<Chart, DeckError> {
        if let Some((_, known)) = self.charts.borrow().iter().find(|(of, _)| *of == key) {
            return Ok(known.clone());
        }
        let native = chart::native(&self.figure, key.panel, key.extent, &key.dress)?.map(Rc::new);
        self.charts.borrow_mut().push((key, native.clone()));
        Ok(native)
    }

    /// The figure as shapes: copies of a slide have the same ids to spare.
    pub(super) fn shapes(&self, setting: &Setting, ids: &mut Ids) -> Arc<str> {
        let known = self.shapes.borrow();
        if let Some(same) = known.iter().find(|s| s.setting == *setting && s.ids[0] == *ids) {
            *ids = same.ids[1].clone();
            return same.xml.clone();
        }
        drop(known);
        let before = ids.clone();
        let shapes = shapes::drawn(&self.figure, setting.stage, ids, &setting.dress).into_iter();
        let worn = shapes.map(|shape| setting.dress.wear(&self.figure.theme, shape).to_string());
        let xml: Arc<str> = worn.collect::<String>().into();
        let made = Shapes { setting: setting.clone(), ids: [before, ids.clone()], xml: xml.clone() };
        self.shapes.borrow_mut().push(made);
        xml
    }

    /// The name of the frame of its shapes.
    pub(super) fn frame_name(&self) -> &str {
        self.frame_name.get_or_init(|| shapes::frame_name(&self.figure))
    }

    /// What its shapes show.
    pub(super) fn pieces(&self) -> Result<&[Piece], DeckError> {
        if let Some(known) = self.pieces.get() {
            return Ok(known);
        }
        let made = group::drawn(&self.figure)?;
        Ok(self.pieces.get_or_init(|| made))
    }

    /// The speaker notes of the figure.
    pub(super) fn notes(&self) -> &str {
        let block = || notes_block(&notes(&self.figure), self.figure.locale.tag());
        self.notes.get_or_init(|| block().iter().map(Xml::to_string).collect())
    }
}

/// What makes a figure another one: chart, language, look, space, the shape of its slides and their colours.
type Key = (String, String, Option<(String, String)>, Option<u32>, (Aspect, Arc<[String]>));

/// The figures that were drawn already.
pub(crate) struct Gallery<'a> {
    draw: &'a dyn Fn(&Found) -> Option<Figure>,
    known: RefCell<BTreeMap<Key, Option<Rc<Drawn>>>>,
}

impl<'a> Gallery<'a> {
    pub(crate) fn new(draw: &'a dyn Fn(&Found) -> Option<Figure>) -> Self {
        Self { draw, known: RefCell::default() }
    }

    /// The figure that the records make of a found one now.
    pub(crate) fn figure(&self, found: &Found) -> Option<Rc<Drawn>> {
        let key = (
            found.chart.clone(),
            found.locale.clone(),
            found.look.clone(),
            found.space,
            (found.aspect, found.scheme.clone()),
        );
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let figure = (self.draw)(found).map(|figure| Rc::new(Drawn::new(figure)));
        self.known.borrow_mut().insert(key, figure.clone());
        figure
    }
}
