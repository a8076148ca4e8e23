//! A claim a line, as in a forest plot: what it says and of whom, base, n, the source's words, the mark, the source.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use crate::figure::data::{Cell, Mark, Plot, Row};
use crate::figure::layout::canvas::{Canvas, Columns, Frame, Kind, LINE};
use crate::figure::layout::{shortened, wrap_balanced};
use crate::figure::marks::primitives::{band, point, whisker};
use crate::figure::marks::table_columns::{Layout, Texts, head_style, lines, series_style, small_style};
use crate::figure::request::Request;
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, Text, TextStyle};
use crate::style::Theme;

/// The gap between columns.
pub(crate) const GAP: f64 = 14.0;
/// The space above and below a line.
const PAD: f64 = 6.0;
/// The radius of a point.
const RADIUS: f64 = 5.5;

/// Tables of a request.
pub(crate) struct Table<'a> {
    pub(crate) request: &'a Request<'a>,
    cells: OnceCell<Layout>,
    /// The heights of texts by claim, which do not change while rows are drawn apart.
    heights: RefCell<BTreeMap<usize, f64>>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(request: &'a Request<'a>) -> Self {
        Self { request, cells: OnceCell::new(), heights: RefCell::default() }
    }

    /// The height of a line.
    fn line_height(&self, cell: &Cell, canvas: &Canvas<'_>) -> f64 {
        let theme = canvas.theme;
        let pad = 2.0 * canvas.tall(PAD);
        let Some(mark) = cell.mark() else { return theme.aside_size * LINE + pad };
        let known = self.heights.borrow().get(&mark.claim).copied();
        let height = known.unwrap_or_else(|| self.texts_height(mark, canvas));
        self.heights.borrow_mut().insert(mark.claim, height);
        height + pad
    }

    /// The height of the texts of a line.
    fn texts_height(&self, mark: &Mark, canvas: &Canvas<'_>) -> f64 {
        let theme = canvas.theme;
        let texts = self.texts(mark, canvas.plot);
        if canvas.frame.narrow {
            let under = wrap_balanced(theme, &under(&texts), small_style(theme), under_width(canvas));
            let about = wrap_balanced(theme, &about(&texts, mark), series_style(theme), under_width(canvas));
            return theme.series_size * (1.3 * about.len() as f64 + 1.2) + under.len() as f64 * theme.note_size * LINE;
        }
        let layout = self.cells.get().copied().unwrap_or_default();
        let small = small_style(theme);
        let counts = [
            lines(&texts.base, small, layout.base, theme).len() as f64 * small.size,
            lines(&texts.words, small, layout.words, theme).len() as f64 * small.size,
            lines(&texts.source, small, layout.source, theme).len() as f64 * small.size,
            lines(&texts.subject, series_style(theme), layout.subject, theme).len() as f64 * theme.series_size,
            lines(&mark.label, series_style(theme), layout.value, theme).len() as f64 * theme.series_size,
        ];
        counts.into_iter().fold(theme.series_size, f64::max) * LINE
    }

    fn draw_line(&self, cell: &Cell, (top, height): (f64, f64), canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let layout = self.cells.get().copied().unwrap_or_default();
        let Some(mark) = cell.mark() else { return vec![self.silent(cell, (top, height), canvas)] };
        let texts = self.texts(mark, canvas.plot);
        let strong = theme.bold(theme.series_size, theme.text_color(mark.color));
        let named = wrap_balanced(theme, &about(&texts, mark), strong, under_width(canvas));
        let middle = match canvas.frame.narrow {
            true => top + canvas.tall(PAD) + theme.series_size * (1.3 * named.len() as f64 + 0.5),
            false => top + height / 2.0,
        };
        let mut marks = shapes(mark, middle, canvas);
        let small = small_style(theme);
        let mut cells = Vec::new();
        if canvas.frame.narrow {
            // Right of the axis, so that no text stands across it.
            let inset = canvas.columns.plot_left + theme.px(8.0);
            let count = named.len();
            for (i, line) in named.into_iter().enumerate() {
                let y = middle - theme.series_size * (0.9 + 1.3 * (count - 1 - i) as f64);
                let label = theme.text(Point::new(inset, y), line, strong, Anchor::Start, Role::Label);
                cells.push(clearing(&label, theme));
                marks.push(Node::Text(label));
            }
            let first = middle + theme.series_size * 0.9 + small.size;
            let lines = wrap_balanced(theme, &under(&texts), small, under_width(canvas));
            for (i, line) in lines.into_iter().enumerate() {
                let at = Point::new(inset, first + i as f64 * small.size * LINE);
                let line = theme.text(at, line, small, Anchor::Start, Role::Cell);
                cells.extend([clearing(&line, theme), Node::Text(line)]);
            }
        } else {
            let block = |lines: Vec<String>, x: f64, style: TextStyle, anchor: Anchor, role: Role| {
                let first = middle + style.size * 0.36 - style.size * LINE * (lines.len() as f64 - 1.0) / 2.0;
                let text = move |(i, line): (usize, String)| {
                    let at = Point::new(x, first + i as f64 * style.size * LINE);
                    Node::Text(theme.text(at, line, style, anchor, role))
                };
                lines.into_iter().enumerate().map(text).collect::<Vec<_>>()
            };
            let wrapped = |text: &str, style, place| lines(text, style, place, theme);
            cells.extend(block(
                wrapped(&texts.subject, strong, layout.subject),
                layout.subject.0,
                strong,
                Anchor::Start,
                Role::Cell,
            ));
            cells.extend(block(
                wrapped(&texts.base, small, layout.base),
                layout.base.0,
                small,
                Anchor::Start,
                Role::Cell,
            ));
            if layout.n.1 > 0.0 {
                cells.extend(block(vec![texts.n], layout.n.0 + layout.n.1, small, Anchor::End, Role::Cell));
            }
            cells.extend(block(
                wrapped(&texts.words, small, layout.words),
                layout.words.0,
                small,
                Anchor::Start,
                Role::Cell,
            ));
            cells.extend(block(
                wrapped(&texts.source, small, layout.source),
                layout.source.0,
                small,
                Anchor::Start,
                Role::Cell,
            ));
            let right = layout.value.0 + layout.value.1;
            marks.extend(block(wrapped(&mark.label, strong, layout.value), right, strong, Anchor::End, Role::Label));
        }
        let claimed = Some(mark.claimed.clone());
        vec![
            Node::Group(Group { role: Role::Cell, claimed: None, nodes: cells }),
            Node::Group(Group { role: Role::Mark, claimed, nodes: marks }),
        ]
    }

    /// "China: not reported".
    fn silent(&self, cell: &Cell, (top, height): (f64, f64), canvas: &Canvas<'_>) -> Node {
        let (theme, layout) = (canvas.theme, self.cells.get().copied().unwrap_or_default());
        let style = theme.regular(theme.aside_size, theme.palette.muted);
        let words = format!("{}: {}", canvas.plot.series[cell.series()].label, self.request.words().not_reported);
        let x = if canvas.frame.narrow { canvas.frame.left } else { layout.subject.0 };
        let limit = if canvas.frame.narrow { canvas.frame.width() } else { canvas.columns.plot_left - x };
        // A name that has no room is cut; the legend of the row's other lines has it whole.
        let shown = shortened(theme, &words, style, limit);
        let text = theme.text(
            Point::new(x, top + height / 2.0 + style.size * 0.36),
            shown,
            style,
            Anchor::Start,
            Role::NotReported,
        );
        Node::Group(Group { role: Role::NotReported, claimed: None, nodes: vec![Node::Text(text)] })
    }
}

/// What a narrow table says over a mark: of whom, and the value.
fn about(texts: &Texts, mark: &Mark) -> String {
    let parts = [texts.subject.as_str(), mark.label.as_str()];
    parts.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(": ")
}

/// What a narrow table says under a mark.
fn under(texts: &Texts) -> String {
    let n = if texts.n == "–" { String::new() } else { format!("n = {}", texts.n) };
    let parts = [texts.base.as_str(), &n, &texts.words, &texts.source];
    parts.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// The room for what a narrow table says under a mark.
fn under_width(canvas: &Canvas<'_>) -> f64 {
    canvas.frame.right - canvas.columns.plot_left - canvas.theme.px(8.0)
}

/// The ground behind a text that stands on the plot: the lines of the grid make room for it.
fn clearing(text: &Text, theme: &Theme) -> Node {
    let own = text.bounds();
    let bounds = Bounds { left: own.left - theme.px(1.0), right: own.right + theme.px(3.0), ..own };
    Node::Shape(Shape::Rect { bounds, fill: theme.palette.background })
}

fn shapes(mark: &Mark, y: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    let theme = canvas.theme;
    let (low, high) = (canvas.scale.x(mark.interval.low.value), canvas.high_x(mark));
    let mut nodes = Vec::new();
    if !mark.interval.is_point() {
        let half = theme.px(5.0);
        let inside = |value: f64| value > 0.0 && value < canvas.scale.top();
        let ends = (
            !mark.interval.low.open && inside(mark.interval.low.value),
            mark.interval.high.is_some_and(|h| !h.open && inside(h.value)),
        );
        nodes.extend(band(Bounds { left: low, top: y - half, right: high, bottom: y + half }, mark.color, ends, theme));
    }
    nodes.extend(whisker(mark, y, theme.px(3.5), canvas));
    if mark.interval.is_point() {
        nodes.push(point(Point::new(low, y), theme.px(RADIUS), mark.color, mark.series, theme));
    }
    nodes
}

impl Kind for Table<'_> {
    fn labels(&self, theme: &Theme) -> (TextStyle, f64) {
        (theme.regular(theme.aside_size, theme.palette.foreground), 0.2)
    }

    fn columns(&self, plot: &Plot, labels: f64, frame: &Frame<'_>) -> Columns {
        if frame.narrow {
            return Columns { second_right: frame.left, plot_left: frame.left + frame.theme.px(8.0), series_lines: 1 };
        }
        let layout = self.cells.get_or_init(|| self.layout(plot, labels, frame));
        let second_right = layout.value.0 + layout.value.1;
        Columns { second_right, plot_left: second_right + frame.theme.px(GAP + RADIUS), series_lines: 1 }
    }

    fn has_legend(&self, _: &Frame<'_>) -> bool {
        false
    }

    fn right(&self, _: &Plot, columns: &Columns, frame: &Frame<'_>) -> f64 {
        let source = self.cells.get().filter(|_| !frame.narrow).map_or(0.0, |l| l.source.1 + frame.theme.px(GAP));
        (frame.right - source - frame.theme.px(18.0)).max(columns.plot_left + frame.theme.px(60.0))
    }

    fn head_height(&self, canvas: &Canvas<'_>) -> f64 {
        if canvas.frame.narrow {
            0.0
        } else {
            self.head_lines(canvas) as f64 * canvas.theme.note_size * LINE + canvas.theme.px(4.0)
        }
    }

    fn head(&self, top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
        if canvas.frame.narrow {
            return Vec::new();
        }
        let theme = canvas.theme;
        let style = head_style(theme);
        let bottom = top + self.head_height(canvas) - theme.px(8.0);
        let mut nodes = Vec::new();
        for (words, (x, width), anchor) in self.heads() {
            let lines = lines(words, style, (x, width), theme);
            let count = lines.len();
            for (i, line) in lines.into_iter().enumerate() {
                let at = Point::new(
                    if anchor == Anchor::End { x + width } else { x },
                    bottom - (count - 1 - i) as f64 * style.size * LINE,
                );
                nodes.push(Node::Text(theme.text(at, line, style, anchor, Role::ColumnHead)));
            }
        }
        vec![Node::Group(Group { role: Role::ColumnHead, claimed: None, nodes })]
    }

    fn is_parted(&self, _: &Row, _: &Canvas<'_>) -> bool {
        true
    }

    fn row_height(&self, row: &Row, label: f64, canvas: &Canvas<'_>) -> f64 {
        let lines: f64 = row.cells.iter().map(|c| self.line_height(c, canvas)).sum();
        lines.max(label + 2.0 * canvas.tall(PAD))
    }

    fn row(&self, row: &Row, (top, height): (f64, f64), canvas: &Canvas<'_>) -> Vec<Node> {
        let heights: Vec<f64> = row.cells.iter().map(|c| self.line_height(c, canvas)).collect();
        let spare = (height - heights.iter().sum::<f64>()).max(0.0) / row.cells.len().max(1) as f64;
        let mut y = top;
        let mut nodes = Vec::new();
        for (cell, own) in row.cells.iter().zip(heights) {
            nodes.extend(self.draw_line(cell, (y, own + spare), canvas));
            y += own + spare;
        }
        nodes
    }
}

impl Table<'_> {
    /// The heads of the columns that there are.
    fn heads(&self) -> Vec<(&'static str, (f64, f64), Anchor)> {
        let (heads, layout) = (self.request.words().heads, self.cells.get().copied().unwrap_or_default());
        let all = [
            (heads.base, layout.base, Anchor::Start),
            (heads.n, layout.n, Anchor::End),
            (heads.words, layout.words, Anchor::Start),
            (heads.source, layout.source, Anchor::Start),
        ];
        all.into_iter().filter(|(_, (_, width), _)| *width > 0.0).collect()
    }

    fn head_lines(&self, canvas: &Canvas<'_>) -> usize {
        let style = head_style(canvas.theme);
        self.heads().iter().map(|(words, place, _)| lines(words, style, *place, canvas.theme).len()).max().unwrap_or(1)
    }
}
