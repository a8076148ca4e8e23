//! One line per claim, as in a forest plot: what it says and of whom, base, n, the source's words, the mark, the source.

pub(super) mod columns;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::figure::data::{Cell, ChartData, Mark, Row};
use crate::figure::layout::text_block::LEADING;
use crate::figure::layout::{Baseline, Page, Placement, TextBlock, shortened};
use crate::figure::marks::table::columns::{Field, GAP, Texts, block, columns, head_style, series_style, small_style};
use crate::figure::panels::canvas::{Canvas, Columns, RowChart, RowLabels, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::grid;
use crate::figure::primitives::{Direction, Ends, hatched, symbol};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, Text};
use crate::style::Theme;

/// The space above and below a line.
const PAD: f64 = 6.0;
/// The radius of a point.
const RADIUS: f64 = 5.5;

/// The table of a request.
struct Table<'a> {
    request: &'a FigureRequest<'a>,
    /// The heights of texts by the index of their claim: all panels are equally wide, and drawing rows apart does not change
    /// them, so each is worked out once.
    heights: RefCell<BTreeMap<usize, f64>>,
}

/// Draws the table.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    grid::draw(&Table { request, heights: RefCell::default() }, data, request, page);
}

impl RowChart for Table<'_> {
    fn labels(&self, theme: &Theme) -> RowLabels {
        RowLabels { style: theme.regular(theme.aside_size, theme.palette.foreground), share: 0.2 }
    }

    fn columns(&self, data: &ChartData, labels: f64, frame: &Frame<'_>) -> Columns {
        if frame.narrow {
            return Columns::new(frame.left, frame.left + frame.theme.px(8.0));
        }
        let texts = columns(data, labels, frame, self.request);
        let right = Field::Value.of(&texts).end;
        Columns { texts, ..Columns::new(right, right + frame.theme.px(GAP + RADIUS)) }
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        false
    }

    fn right(&self, _: &ChartData, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let theme = frame.theme;
        let source = match frame.narrow {
            true => 0.0,
            false => Field::Source.of(&columns.texts).length() + theme.px(GAP),
        };
        (frame.right - source - theme.px(18.0)).max(columns.plot_left + theme.px(60.0))
    }

    fn head_height(&self, canvas: &Canvas<'_>) -> f64 {
        if canvas.frame.narrow {
            return 0.0;
        }
        let lines = self.heads(canvas).iter().map(|(_, head)| head.len()).max().unwrap_or(1);
        lines as f64 * canvas.theme.note_size * LEADING + canvas.theme.px(4.0)
    }

    fn head(&self, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        if canvas.frame.narrow {
            return Vec::new();
        }
        let theme = canvas.theme;
        let bottom = top + self.head_height(canvas) - theme.px(8.0);
        let heads = self.heads(canvas);
        let place = |(field, head): &(Field, TextBlock)| {
            head.nodes(theme, in_column(*field, canvas, Baseline::Last(bottom)), Role::ColumnHead)
        };
        let nodes = heads.iter().flat_map(place).collect();
        vec![Node::Group(Group { role: Role::ColumnHead, claimed: None, nodes })]
    }

    fn is_parted(&self, _: &Row, _: &Canvas<'_>) -> bool {
        true
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        let lines: f64 = row.cells.iter().map(|c| self.line_height(c, canvas)).sum();
        lines.max(label + 2.0 * canvas.tall(PAD))
    }

    fn row(&self, row: &Row, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
        let heights: Vec<f64> = row.cells.iter().map(|c| self.line_height(c, canvas)).collect();
        let spare = (place.height - heights.iter().sum::<f64>()).max(0.0) / row.cells.len().max(1) as f64;
        let mut y = place.top;
        let mut nodes = Vec::new();
        for (cell, own) in row.cells.iter().zip(heights) {
            let line = Strip { top: y, height: own + spare };
            match cell {
                Cell::Mark(mark) => nodes.extend(self.line(mark, line, canvas)),
                Cell::NotReported { series } => nodes.push(self.silent(*series, line, canvas)),
            }
            y = line.bottom();
        }
        nodes
    }
}

/// Where a text stands in its column.
fn in_column(field: Field, canvas: &Canvas<'_>, baseline: Baseline) -> Placement {
    let column = field.of(&canvas.columns.texts);
    match field.anchor() {
        Anchor::End => Placement::end(column.end, baseline),
        Anchor::Start | Anchor::Middle => Placement::start(column.start, baseline),
    }
}

/// The room for texts over and under the mark of a narrow table.
fn narrow_width(canvas: &Canvas<'_>) -> f64 {
    canvas.frame.right - canvas.columns.plot_left - canvas.theme.px(8.0)
}

impl Table<'_> {
    /// The heads of the columns that there are.
    fn heads(&self, canvas: &Canvas<'_>) -> Vec<(Field, TextBlock)> {
        let theme = canvas.theme;
        let head = |field: Field| {
            let words = field.head(self.request);
            (field, block(words, head_style(theme), field.of(&canvas.columns.texts), theme))
        };
        Field::HEADED.map(head).into_iter().filter(|(_, head)| !head.is_empty()).collect()
    }

    /// The height of a line.
    fn line_height(&self, cell: &Cell, canvas: &Canvas<'_>) -> f64 {
        let theme = canvas.theme;
        let pad = 2.0 * canvas.tall(PAD);
        let Some(mark) = cell.mark() else { return theme.aside_size * LEADING + pad };
        let known = self.heights.borrow().get(&mark.index).copied();
        let height = known.unwrap_or_else(|| self.texts_height(mark, canvas));
        self.heights.borrow_mut().insert(mark.index, height);
        height + pad
    }

    /// The height of the texts of a line.
    fn texts_height(&self, mark: &Mark, canvas: &Canvas<'_>) -> f64 {
        let theme = canvas.theme;
        let texts = Texts::new(mark, canvas.data, self.request);
        if canvas.frame.narrow {
            let below = TextBlock::balanced(theme, &texts.below(), small_style(theme), narrow_width(canvas));
            let above = TextBlock::balanced(theme, &texts.above(), series_style(theme), narrow_width(canvas));
            return theme.series_size * (1.3 * above.len() as f64 + 1.2) + below.height();
        }
        let height = |field: Field| {
            let column = field.of(&canvas.columns.texts);
            match field {
                // A number is never broken.
                Field::N => 0.0,
                Field::Subject | Field::Base | Field::Words | Field::Value | Field::Source => {
                    block(texts.of(field), field.style(theme), column, theme).height()
                }
            }
        };
        Field::ALL.into_iter().map(height).fold(theme.series_size * LEADING, f64::max)
    }

    /// The texts and the mark of a claim.
    fn line(&self, mark: &Mark, place: Strip, canvas: &Canvas<'_>) -> Vec<Node> {
        let texts = Texts::new(mark, canvas.data, self.request);
        let line = match canvas.frame.narrow {
            true => narrow(mark, &texts, place, canvas),
            false => wide(mark, &texts, place, canvas),
        };
        let claimed = Some(mark.claimed.clone());
        vec![
            Node::Group(Group { role: Role::Cell, claimed: None, nodes: line.cells }),
            Node::Group(Group { role: Role::Mark, claimed, nodes: line.marks }),
        ]
    }

    /// "China: not reported".
    fn silent(&self, series: usize, place: Strip, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let style = theme.regular(theme.aside_size, theme.palette.muted);
        let words = format!("{}: {}", canvas.data.series[series].label, self.request.words().not_reported);
        let (x, limit) = match canvas.frame.narrow {
            true => (canvas.frame.left, canvas.frame.width()),
            false => {
                let x = Field::Subject.of(&canvas.columns.texts).start;
                (x, canvas.columns.plot_left - x)
            }
        };
        // A name that has no room is cut; the legend of the row's other lines has it whole.
        let shown = shortened(theme, &words, style, limit);
        let middle = place.middle();
        let at = Point::new(x, middle + theme.half_capital(style));
        let text = theme.text(at, shown, style, Anchor::Start, Role::NotReported);
        Node::Group(Group { role: Role::NotReported, claimed: None, nodes: vec![Node::Text(text)] })
    }
}

/// What a line of a table is made of.
struct Line {
    /// The texts about the claim.
    cells: Vec<Node>,
    /// The mark with its value.
    marks: Vec<Node>,
}

/// A line with its texts in columns.
fn wide(mark: &Mark, texts: &Texts, place: Strip, canvas: &Canvas<'_>) -> Line {
    let theme = canvas.theme;
    let middle = place.middle();
    let mut line = Line { cells: Vec::new(), marks: shapes(mark, middle, canvas) };
    for field in Field::ALL {
        let column = field.of(&canvas.columns.texts);
        let style = field.style(theme);
        let text = match field {
            Field::Subject | Field::Value => {
                block(texts.of(field), style, column, theme).colored(theme.text_color(mark.color))
            }
            Field::N if column.length() > 0.0 => TextBlock::new(vec![texts.of(field).to_owned()], style),
            Field::N => TextBlock::new(Vec::new(), style),
            Field::Base | Field::Words | Field::Source => block(texts.of(field), style, column, theme),
        };
        let (nodes, role) = match field {
            Field::Value => (&mut line.marks, Role::Label),
            Field::Subject | Field::Base | Field::N | Field::Words | Field::Source => (&mut line.cells, Role::Cell),
        };
        nodes.extend(text.nodes(theme, in_column(field, canvas, Baseline::Middle(middle)), role));
    }
    line
}

/// A line with its texts over and under the mark, right of the axis, so that no text stands across it.
fn narrow(mark: &Mark, texts: &Texts, place: Strip, canvas: &Canvas<'_>) -> Line {
    let theme = canvas.theme;
    let strong = theme.bold(theme.series_size, theme.text_color(mark.color));
    let above =
        TextBlock::balanced(theme, &texts.above(), strong, narrow_width(canvas)).with_line_height(1.3 * strong.size);
    let below = TextBlock::balanced(theme, &texts.below(), small_style(theme), narrow_width(canvas));
    let middle = place.top + canvas.tall(PAD) + theme.series_size * (1.3 * above.len() as f64 + 0.5);
    let inset = canvas.columns.plot_left + theme.px(8.0);
    let mut line = Line { cells: Vec::new(), marks: shapes(mark, middle, canvas) };
    let last = Baseline::Last(middle - theme.series_size * 0.9);
    for label in above.texts(theme, Placement::start(inset, last), Role::Label) {
        line.cells.push(clearing(&label, theme));
        line.marks.push(Node::Text(label));
    }
    let first = Baseline::First(middle + theme.series_size * 0.9 + below.style().size);
    for text in below.texts(theme, Placement::start(inset, first), Role::Cell) {
        line.cells.extend([clearing(&text, theme), Node::Text(text)]);
    }
    line
}

/// What lies behind a text that stands on the plot: the lines of the grid make room for it.
fn clearing(text: &Text, theme: &Theme) -> Node {
    let own = text.bounds();
    let bounds = Bounds { left: own.left - theme.px(1.0), right: own.right + theme.px(3.0), ..own };
    Node::Shape(Shape::Rect { bounds, fill: theme.palette.background })
}

fn shapes(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let mut nodes = Vec::new();
    if mark.is_hedged() {
        let inside = |value: f64| value != 0.0 && value > canvas.scale.bottom() && value < canvas.scale.top();
        let ends = Ends {
            low: !mark.interval.low.open && inside(mark.low()),
            high: mark.interval.high.is_some_and(|h| !h.open && inside(h.value)),
        };
        let bounds = canvas.band(mark, y, theme.px(5.0));
        nodes.extend(hatched(bounds, mark.color, Direction::Horizontal, ends, theme));
    }
    nodes.extend(canvas.whisker(mark, y, theme.px(3.5)));
    if !mark.is_hedged() {
        let at = Point::new(canvas.scale.x(mark.low()), y);
        nodes.push(symbol(at, theme.px(RADIUS), mark.color, mark.series, theme));
    }
    nodes
}
