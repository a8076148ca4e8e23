//! Vertical bars, for short labels and few of them.

use crate::figure::data::{Cell, ChartData, Mark, Panel, Row};
use crate::figure::layout::text_block::LEADING;
use crate::figure::layout::{Axis, Baseline, Page, Placement, Places, RowPlace, TextBlock};
use crate::figure::panels::frame::Frame;
use crate::figure::panels::plane::{self, Inset, Plane, PlaneChart};
use crate::figure::primitives::{Direction, Ends, hatched, solid};
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Bounds, Group, Node, Role, Shape, Span, TextStyle};
use crate::model::Unit;
use crate::style::Theme;

/// The widest bar.
const WIDEST: f64 = 84.0;
/// The gap between groups, in bars.
const GROUP_GAP: f64 = 0.7;
/// The gap between a bar and its label.
const GAP: f64 = 5.0;

struct VerticalBar;

/// Draws vertical bars.
pub(crate) fn draw(data: &ChartData, request: &FigureRequest<'_>, page: &mut Page<'_>) {
    if data.series.iter().any(|s| !s.label.is_empty()) {
        plane::legend(data, request.theme, page);
    }
    plane::draw(&VerticalBar, data, request, page);
}

/// Whether every word of every label has room in the width of its bar or group, on the planes that would be drawn. Changes,
/// which go both ways from zero, are drawn as horizontal bars.
pub(crate) fn fits(data: &ChartData, request: &FigureRequest<'_>) -> bool {
    let frame = plane::frames(data, request)[0];
    let width = frame.width() - frame.theme.px(60.0);
    let silent = request.words().not_reported;
    data.panels.iter().all(|panel| Slots::new(panel, Span::new(0.0, width), frame.theme).hold(panel, silent, &frame))
        && data.unit != Unit::Points
        && data.scale.is_none_or(|ends| ends.low >= 0.0)
        && request.recipe.brackets.is_empty()
        && request.recipe.remarks.is_empty()
}

fn label_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.series_size, theme.palette.foreground)
}

fn value_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.value_size, theme.palette.foreground)
}

fn silent_style(theme: &Theme) -> TextStyle {
    theme.regular(theme.aside_size, theme.palette.muted)
}

/// Where the bars of a panel stand.
struct Slots {
    left: f64,
    bar: f64,
    gap: f64,
}

impl Slots {
    fn new(panel: &Panel, across: Span, theme: &Theme) -> Self {
        let bars: usize = panel.rows.iter().map(|r| r.cells.len()).sum();
        let groups = panel.rows.len() as f64;
        let bar = (across.length() / (bars as f64 + groups * GROUP_GAP).max(1.0)).min(theme.px(WIDEST));
        let used = bar * (bars as f64 + groups * GROUP_GAP);
        // Few bars stand apart rather than in a corner.
        let gap = bar * GROUP_GAP + (across.length() - used) / groups.max(1.0);
        Self { left: across.start + gap / 2.0, bar, gap }
    }

    /// The slots of a panel, before the width of its tick labels is known.
    fn roughly(panel: &Panel, frame: &Frame<'_>) -> Self {
        Self::new(panel, Span::new(frame.left + frame.theme.px(40.0), frame.right), frame.theme)
    }

    /// Whether every word of a panel has room; `silent` are the words for what is not reported.
    fn hold(&self, panel: &Panel, silent: &str, frame: &Frame<'_>) -> bool {
        let theme = frame.theme;
        let fits =
            |text: &str, style: TextStyle, room: f64| text.split(' ').all(|word| theme.measure(word, style) <= room);
        panel.rows.iter().all(|row| {
            let group = self.bar * row.cells.len() as f64;
            fits(&row.label, label_style(theme), group.max(self.bar * 1.4))
                && row.cells.iter().all(|cell| match cell {
                    Cell::Mark(mark) => fits(&mark.label, value_style(theme), self.bar),
                    Cell::NotReported { .. } => fits(silent, silent_style(theme), self.bar),
                })
        })
    }

    /// The label of a row, below its bars.
    fn row_label(&self, row: &Row, theme: &Theme) -> TextBlock {
        let limit = self.bar * row.cells.len() as f64 + self.gap * 0.85;
        TextBlock::balanced(theme, &row.label, label_style(theme), limit)
    }

    /// The label of a mark, above its bar.
    fn value_label(&self, mark: &Mark, theme: &Theme) -> TextBlock {
        TextBlock::balanced(theme, &mark.label, value_style(theme), self.bar)
    }
}

impl PlaneChart for VerticalBar {
    fn foot(&self, panel: &Panel, frame: &Frame<'_>) -> f64 {
        let theme = frame.theme;
        let slots = Slots::roughly(panel, frame);
        let lines = panel.rows.iter().map(|row| slots.row_label(row, theme).len());
        lines.max().unwrap_or(1) as f64 * theme.series_size * LEADING + theme.px(8.0)
    }

    fn inset(&self, data: &ChartData, frame: &Frame<'_>) -> Inset {
        let theme = frame.theme;
        let most = |panel: &Panel| {
            let slots = Slots::roughly(panel, frame);
            let marks = panel.rows.iter().flat_map(Row::marks);
            marks.map(|m| slots.value_label(m, theme).len()).max().unwrap_or(1)
        };
        let lines = data.panels.iter().map(most).max().unwrap_or(1);
        Inset { above: lines as f64 * theme.value_size * LEADING + theme.px(GAP), beside: 0.0 }
    }

    fn occupy(&self, plane: &Plane<'_>, places: &mut Places) {
        let slots = Slots::new(plane.panel, plane.area.across(), plane.theme);
        let mut x = slots.left;
        for row in &plane.panel.rows {
            for cell in &row.cells {
                if let Some(mark) = cell.mark() {
                    let label = slots.value_label(mark, plane.theme).height() + plane.theme.px(GAP);
                    let top = plane.high_y(mark.greatest()) - label;
                    places.take(Bounds { left: x, top, right: x + slots.bar, bottom: plane.area.bottom });
                }
                x += slots.bar;
            }
            x += slots.gap;
        }
    }

    fn across(&self, plane: &Plane<'_>) -> Axis {
        let slots = Slots::new(plane.panel, plane.area.across(), plane.theme);
        let mut x = slots.left;
        let place = |row: &Row| {
            let width = slots.bar * row.cells.len() as f64;
            let middle = x + width / 2.0;
            x += width + slots.gap;
            RowPlace { label: row.label.clone(), middle }
        };
        Axis::Rows(plane.panel.rows.iter().map(place).collect())
    }

    fn draw(&self, plane: &Plane<'_>, _: &mut Places, page: &mut Page<'_>) {
        let theme = plane.theme;
        let slots = Slots::new(plane.panel, plane.area.across(), theme);
        let mut x = slots.left;
        for row in &plane.panel.rows {
            let width = slots.bar * row.cells.len() as f64;
            let label = slots.row_label(row, theme);
            let first = plane.area.bottom + theme.px(5.0) + label.style().size;
            let at = Placement::middle(x + width / 2.0, Baseline::First(first));
            page.group(Role::RowLabel, label.nodes(theme, at, Role::RowLabel));
            for cell in &row.cells {
                let across = Span::new(x + theme.px(2.0), x + slots.bar - theme.px(2.0));
                page.push(match cell {
                    Cell::Mark(mark) => draw_mark(mark, across, &slots, plane),
                    Cell::NotReported { .. } => not_reported(across, plane),
                });
                x += slots.bar;
            }
            x += slots.gap;
        }
    }
}

fn draw_mark(mark: &Mark, across: Span, slots: &Slots, plane: &Plane<'_>) -> Node {
    let theme = plane.theme;
    let zero = plane.area.bottom;
    let levels = plane.levels(mark);
    let mut nodes = Vec::new();
    if !mark.has_only_a_bound() && levels.low < zero {
        let bounds = Bounds { left: across.start, top: levels.low, right: across.end, bottom: zero };
        nodes.extend(solid(bounds, mark.color, mark.series, theme));
    }
    if levels.high < levels.low {
        let ends = Ends {
            low: mark.has_only_a_bound() && levels.low < zero && !mark.interval.low.open,
            high: mark.interval.high.is_some_and(|h| !h.open && h.value < plane.scale.top()),
        };
        let bounds = Bounds { left: across.start, top: levels.high, right: across.end, bottom: levels.low };
        nodes.extend(hatched(bounds, mark.color, Direction::Vertical, ends, theme));
    }
    nodes.extend(plane.whisker(mark, across.middle(), across.length() * 0.12));
    let top = mark.margin.map_or(levels.high, |m| levels.high.min(plane.y(m.high)));
    let at = Placement::middle(across.middle(), Baseline::Last(top - theme.px(GAP)));
    for label in slots.value_label(mark, theme).texts(theme, at, Role::Label) {
        nodes.extend(plane.clearing(&label));
        nodes.push(Node::Text(label));
    }
    Node::Group(Group { role: Role::Mark, claimed: Some(mark.claimed.clone()), nodes })
}

fn not_reported(across: Span, plane: &Plane<'_>) -> Node {
    let theme = plane.theme;
    let style = silent_style(theme);
    let words = TextBlock::balanced(theme, plane.request.words().not_reported, style, across.length());
    let top = plane.area.bottom - (words.height() + theme.px(10.0));
    let bounds = Bounds { left: across.start, top, right: across.end, bottom: plane.area.bottom - 0.5 };
    let outline = Shape::Dashed { bounds, stroke: theme.palette.muted, width: theme.px(1.0) };
    let at = Placement::middle(across.middle(), Baseline::First(top + theme.px(5.0) + style.size));
    let mut nodes = vec![Node::Shape(outline)];
    nodes.extend(words.nodes(theme, at, Role::NotReported));
    Node::Group(Group { role: Role::NotReported, claimed: None, nodes })
}
