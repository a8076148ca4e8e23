//! Parts of a whole as stretches of a bar, for the kinds of chart that are made of them.

use crate::figure::data::{Mark, Row};
use crate::figure::layout::canvas::{Canvas, Columns, Frame};
use crate::figure::marks::primitives::{band, solid};
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Shape, TextStyle};

/// The height of a bar.
const BAR: f64 = 40.0;
/// The gap between bars.
const GAP: f64 = 24.0;
/// The space between a label and the ends of its part.
const PAD: f64 = 7.0;
/// Parts of a whole that rounding alone can leave, in percentage points.
const ROUNDING: f64 = 0.5;

/// A stretch of a bar: an answer, or the rest that the source does not report.
pub(crate) struct Part<'m> {
    pub(crate) mark: Option<&'m Mark>,
    /// From where to where the source is sure; of the rest, the empty block.
    pub(crate) sure: (f64, f64),
    /// From where to where its wording reaches.
    pub(crate) hatched: (f64, f64),
    pub(crate) label: String,
    center: f64,
    lane: Option<usize>,
}

impl<'m> Part<'m> {
    /// An answer.
    pub(crate) fn of(mark: &'m Mark, sure: (f64, f64), hatched: (f64, f64)) -> Self {
        let center = f64::midpoint(sure.0.min(hatched.0), sure.1.max(hatched.1));
        Self { mark: Some(mark), sure, hatched, label: mark.label.clone(), center, lane: None }
    }

    /// The rest: an empty block, with its share in words.
    pub(crate) fn rest(block: (f64, f64), label: String) -> Self {
        let center = f64::midpoint(block.0, block.1);
        Self { mark: None, sure: block, hatched: (block.1, block.1), label, center, lane: None }
    }

    fn style(&self, canvas: &Canvas<'_>) -> TextStyle {
        match self.mark {
            Some(_) => canvas.theme.bold(canvas.theme.value_size, canvas.theme.palette.foreground),
            None => canvas.theme.regular(canvas.theme.aside_size, canvas.theme.palette.muted),
        }
    }

    fn node(&self, top: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let bottom = top + bar(canvas);
        let bounds = |(left, right): (f64, f64)| Bounds { left, top, right, bottom };
        let mut nodes = Vec::new();
        let mut style = self.style(canvas);
        match self.mark {
            None if self.sure.1 - self.sure.0 > 2.0 => {
                let inner = Bounds { top: top + 0.5, bottom: bottom - 0.5, ..bounds(self.sure) };
                nodes.push(Node::Shape(Shape::Dashed {
                    bounds: inner,
                    stroke: theme.palette.muted,
                    width: theme.px(1.0),
                }));
            }
            None => {}
            Some(mark) => {
                let color = mark.color;
                if self.sure.1 > self.sure.0 {
                    // Numbers stand in the parts, so texture would be in their way; the names stand in the legend.
                    nodes.extend(solid(bounds(self.sure), color, 0, theme));
                }
                if self.hatched.1 > self.hatched.0 {
                    nodes.extend(band(bounds(self.hatched), color, (false, false), theme));
                }
                // Lines of ground part neighbours of one colour; at zero the axis does.
                let zero = canvas.scale.x(0.0);
                let edges = [self.sure.0.min(self.hatched.0), self.sure.1.max(self.hatched.1)];
                for x in edges.into_iter().filter(|x| (x - zero).abs() > 1.0) {
                    let line = Shape::Line {
                        from: Point::new(x, top),
                        to: Point::new(x, bottom),
                        stroke: theme.palette.background,
                        width: theme.px(1.2),
                    };
                    nodes.push(Node::Shape(line));
                }
                style.color = match self.lane {
                    None => theme.text_on(color),
                    Some(_) => theme.text_color(color),
                };
            }
        }
        let baseline = match self.lane {
            None => top + bar(canvas) / 2.0 + style.size * 0.36,
            Some(rank) => bottom + style.size + rank as f64 * lane(canvas),
        };
        let role = if self.mark.is_some() { Role::Label } else { Role::NotReported };
        nodes.push(Node::Text(theme.text(
            Point::new(self.center, baseline),
            self.label.as_str(),
            style,
            Anchor::Middle,
            role,
        )));
        let claimed = self.mark.map(|m| m.claimed.clone());
        let role = if claimed.is_some() { Role::Mark } else { Role::NotReported };
        Node::Group(Group { role, claimed, nodes })
    }
}

/// The height of a bar.
pub(crate) fn bar(canvas: &Canvas<'_>) -> f64 {
    canvas.tall(BAR).max(canvas.theme.value_size * 1.3)
}

/// The height of a line of labels below a bar.
fn lane(canvas: &Canvas<'_>) -> f64 {
    canvas.theme.value_size * 1.27
}

/// The plot `gap` px after the row labels.
pub(crate) fn columns(labels: f64, frame: &Frame<'_>, gap: f64) -> Columns {
    let second_right = frame.left + labels;
    let gap = if frame.narrow { 0.0 } else { frame.theme.px(gap) };
    Columns { second_right, plot_left: second_right + gap, series_lines: 1 }
}

/// The least and the most that a mark can stand for.
pub(crate) fn ends(mark: &Mark) -> (f64, f64) {
    (mark.interval.low.value, mark.interval.high.map_or(100.0, |h| h.value))
}

/// What the answers leave of 100, from the least to the most; nothing when rounding or a hedge explains it.
pub(crate) fn rest(row: &Row) -> Option<(f64, f64)> {
    let (low, high) = row.marks().map(ends).fold((0.0, 0.0), |sum, e| (sum.0 + e.0, sum.1 + e.1));
    let left = ((100.0 - high).max(0.0), (100.0 - low).max(0.0));
    let explained = left.0 == 0.0 && high - low > 0.0 && high >= 100.0;
    (!explained && left.1 > ROUNDING * row.cells.len() as f64).then_some(left)
}

/// "not reported 18–22%".
pub(crate) fn rest_label((low, high): (f64, f64), canvas: &Canvas<'_>) -> String {
    let words = canvas.request.words();
    format!("{} {}", words.not_reported, words.share(low, high))
}

/// Places the labels: inside where there is room, else on lines below the bar, where none crosses the x of zero.
pub(crate) fn place_labels(parts: &mut [Part<'_>], zero: f64, canvas: &Canvas<'_>) {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    let theme = canvas.theme;
    let (pad, gap) = (theme.px(PAD), theme.px(4.0));
    for part in parts {
        let style = part.style(canvas);
        let wide = theme.measure(&part.label, style);
        if part.sure.1 - part.sure.0 >= wide + 2.0 * pad {
            part.center = f64::midpoint(part.sure.0, part.sure.1);
            continue;
        }
        let (least, most, half) = (canvas.frame.left, canvas.frame.most(), wide / 2.0);
        let two_sided = zero > canvas.scale.left() + 1.0;
        let left_of_zero = two_sided && part.sure.1.max(part.hatched.1) <= zero + 0.5;
        part.center = match left_of_zero {
            true => part.center.min(zero - gap - half).max(least + half),
            false => part.center.max(zero + gap + half).min(most - half),
        };
        let (start, end) = (part.center - half, part.center + half);
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(s, e)| end + pad <= *s || e + pad <= start);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(taken) => taken.push((start, end)),
            None => lanes.push(vec![(start, end)]),
        }
        part.lane = Some(lane);
    }
}

/// The height of a row with these parts and a label of this height.
pub(crate) fn height(parts: &[Part<'_>], label: f64, canvas: &Canvas<'_>) -> f64 {
    let lanes = parts.iter().filter_map(|p| p.lane.map(|l| l + 1)).max().unwrap_or(0);
    let above = ((label - bar(canvas)) / 2.0).max(0.0);
    above + bar(canvas) + (lanes as f64 * lane(canvas)).max(above) + canvas.tall(GAP)
}

/// The parts of a row whose bar starts at `top`.
pub(crate) fn draw(parts: &[Part<'_>], top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    parts.iter().map(|part| part.node(top, canvas)).collect()
}

/// Where the bar of a row starts that has this place.
pub(crate) fn bar_top(parts: &[Part<'_>], (top, height): (f64, f64), canvas: &Canvas<'_>) -> f64 {
    if canvas.frame.narrow {
        return top + canvas.tall(GAP) * 0.2;
    }
    // What a label that is higher than its bar takes above it, it takes below it too.
    let lanes = parts.iter().filter_map(|p| p.lane.map(|l| l + 1)).max().unwrap_or(0);
    let rest = height - bar(canvas) - canvas.tall(GAP);
    let below = (lanes as f64 * lane(canvas)).max(rest / 2.0);
    top + canvas.tall(GAP) / 2.0 + (rest - below).max(0.0)
}
