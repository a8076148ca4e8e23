//! Parts of a whole as stretches of a bar, for the kinds of chart that are made of them.

use crate::figure::data::Mark;
use crate::figure::layout::Turn;
use crate::figure::panels::canvas::{Canvas, Columns, Strip};
use crate::figure::panels::frame::Frame;
use crate::figure::primitives::{hatched_in_turn, solid};
use crate::figure::scene::{Anchor, Bounds, Group, Node, Point, Role, Segment, Shape, Span, Text, TextStyle};
use crate::model::{Share, Whole, Zone};

/// The height of a bar.
const BAR: f64 = 40.0;
/// The gap between bars.
const GAP: f64 = 24.0;
/// The space between a label and the ends of its part.
const PAD: f64 = 7.0;
/// A rest narrower than this, px, has no block.
const LEAST: f64 = 2.0;

/// A stretch of a bar: an answer, or the rest that the source does not report.
pub(crate) struct Part<'m> {
    mark: Option<&'m Mark>,
    /// From where to where the part is for certain; empty where its place is too little known.
    sure: Span,
    /// From where to where the part can be.
    reach: Span,
    /// Where it can be but need not.
    zones: Vec<Shared>,
    /// The places at which a line of the background's colour parts it from what stands beside it.
    edges: Vec<f64>,
    label: String,
    center: f64,
    /// The line below the bar that the label stands on; none when it stands inside its part.
    lane: Option<usize>,
}

/// A stretch that several parts can fill, as one of them draws it.
struct Shared {
    across: Span,
    turn: Turn,
}

/// Parts one behind the other: which, how sure their places are, and where on the page a share of the whole is.
pub(crate) struct Run<'m, 'x> {
    /// The answers, from the start of the whole on.
    pub(crate) marks: Vec<&'m Mark>,
    /// Where they begin and end.
    pub(crate) whole: Whole,
    /// From a percentage to the page.
    pub(crate) x: &'x dyn Fn(f64) -> f64,
}

impl<'m> Run<'m, '_> {
    /// Its parts.
    pub(crate) fn parts(&self) -> Vec<Part<'m>> {
        let zones = self.zones();
        self.marks.iter().enumerate().map(|(at, mark)| self.part(at, mark, &zones)).collect()
    }

    fn part(&self, at: usize, mark: &'m Mark, zones: &[Zone]) -> Part<'m> {
        let (from, to) = self.whole.reach(at);
        let reach = self.span(from, to);
        let sure = self.whole.sure(at).map_or(Span::new(reach.start, reach.start), |(from, to)| self.span(from, to));
        let (start, end) = (self.whole.start(at), self.whole.end(at));
        // Two colours part by themselves; one that stands alone, or a known place, gets a line.
        let is_last = at + 1 == self.marks.len();
        let edges = [start.is_known().then_some(start.low), (end.is_known() || is_last).then_some(end.high)];
        Part {
            mark: Some(mark),
            sure,
            reach,
            zones: zones.iter().filter_map(|zone| self.shared(at, zone)).collect(),
            edges: edges.into_iter().flatten().map(|value| (self.x)(value)).collect(),
            label: mark.label.clone(),
            center: reach.middle(),
            lane: None,
        }
    }

    /// The zones by the answers that can be there: what stands behind the last answer has no colour to tell it by.
    fn zones(&self) -> Vec<Zone> {
        let mut zones: Vec<Zone> = Vec::new();
        for mut zone in self.whole.zones() {
            zone.parts.retain(|part| *part < self.marks.len());
            match zones.last_mut() {
                Some(before) if before.parts == zone.parts && before.to >= zone.from => before.to = zone.to,
                _ => zones.push(zone),
            }
        }
        zones
    }

    /// A zone as a part draws it that can be there.
    fn shared(&self, part: usize, zone: &Zone) -> Option<Shared> {
        let rank = zone.parts.iter().position(|p| *p == part)?;
        Some(Shared { across: self.span(zone.from, zone.to), turn: Turn { rank, of: zone.parts.len() } })
    }

    /// A stretch of the page, whichever way it runs.
    fn span(&self, from: f64, to: f64) -> Span {
        let (a, b) = ((self.x)(from), (self.x)(to));
        Span::new(a.min(b), a.max(b))
    }
}

impl Part<'_> {
    /// The rest: an empty block where it is for certain, with its share in words.
    pub(crate) fn rest(sure: Span, reach: Span, label: String) -> Self {
        let center = if sure.length() > LEAST { sure.middle() } else { reach.middle() };
        Self { mark: None, sure, reach, zones: Vec::new(), edges: Vec::new(), label, center, lane: None }
    }

    fn style(&self, canvas: &Canvas<'_>) -> TextStyle {
        match self.mark {
            Some(_) => canvas.theme.bold(canvas.theme.value_size, canvas.theme.palette.foreground),
            None => canvas.theme.regular(canvas.theme.aside_size, canvas.theme.palette.muted),
        }
    }

    fn node(&self, top: f64, canvas: &Canvas<'_>) -> Node {
        let theme = canvas.theme;
        let down = Span::new(top, top + bar(canvas));
        let mut style = self.style(canvas);
        let mut nodes = match self.mark {
            Some(mark) => self.answer(mark, down, canvas),
            None => self.block(down, canvas),
        };
        if let Some(mark) = self.mark {
            style.color = match self.lane {
                None => theme.text_on(mark.color),
                Some(_) => theme.text_color(mark.color),
            };
        }
        let baseline = match self.lane {
            None => top + bar(canvas) / 2.0 + theme.half_capital(style),
            Some(rank) => down.end + style.size + rank as f64 * lane(canvas),
        };
        let role = if self.mark.is_some() { Role::Label } else { Role::NotReported };
        let at = Point::new(self.center, baseline);
        let label = theme.text(at, self.label.as_str(), style, Anchor::Middle, role);
        // A bar hides the grid behind its labels.
        let on_bar = self.mark.is_some() && self.lane.is_none();
        nodes.extend(off_the_grid(&label, canvas).filter(|_| !on_bar));
        nodes.push(Node::Text(label));
        let claimed = self.mark.map(|m| m.claimed.clone());
        let role = if claimed.is_some() { Role::Mark } else { Role::NotReported };
        Node::Group(Group { role, claimed, nodes })
    }

    /// The shapes of the rest; none when it is too narrow to be seen.
    fn block(&self, down: Span, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        if self.sure.length() <= LEAST {
            return Vec::new();
        }
        let inner = bounds(self.sure, Span::new(down.start + 0.5, down.end - 0.5));
        let (stroke, width) = (theme.palette.muted, theme.px(1.0));
        vec![Node::Shape(Shape::Dashed { bounds: inner, stroke, width })]
    }

    /// The shapes of an answer.
    fn answer(&self, mark: &Mark, down: Span, canvas: &Canvas<'_>) -> Vec<Node> {
        let theme = canvas.theme;
        let mut nodes = Vec::new();
        if self.sure.end > self.sure.start {
            // Numbers stand in the parts, so texture would be in their way; the names stand in the legend.
            nodes.extend(solid(bounds(self.sure, down), mark.color, 0, theme));
        }
        for Shared { across, turn } in &self.zones {
            nodes.extend(hatched_in_turn(bounds(*across, down), mark.color, *turn, theme));
        }
        // Lines of the background's colour part neighbours of one colour; at zero the axis does.
        let zero = canvas.scale.x(0.0);
        for x in self.edges.iter().copied().filter(|x| (x - zero).abs() > 1.0) {
            let Segment { from, to } = Segment::vertical(x, down);
            let (stroke, width) = (theme.palette.background, theme.px(1.2));
            nodes.push(Node::Shape(Shape::Line { from, to, stroke, width }));
        }
        nodes
    }
}

/// What lies behind a label that a line of the grid would strike: the line makes room for it.
fn off_the_grid(label: &Text, canvas: &Canvas<'_>) -> Option<Node> {
    let bounds = label.bounds();
    let strikes = |tick: &f64| (bounds.left..=bounds.right).contains(&canvas.scale.x(*tick));
    let fill = canvas.theme.palette.background;
    canvas.scale.ticks().iter().any(strikes).then_some(Node::Shape(Shape::Rect { bounds, fill }))
}

fn bounds(across: Span, down: Span) -> Bounds {
    Bounds { left: across.start, top: down.start, right: across.end, bottom: down.end }
}

/// The height of a bar.
pub(crate) fn bar(canvas: &Canvas<'_>) -> f64 {
    canvas.tall(BAR).max(canvas.theme.value_size * 1.3)
}

/// The height of a line of labels below a bar.
fn lane(canvas: &Canvas<'_>) -> f64 {
    canvas.theme.value_size * 1.27
}

/// How many lines of labels stand below a bar.
fn lanes(parts: &[Part<'_>]) -> f64 {
    parts.iter().filter_map(|p| p.lane.map(|l| l + 1)).max().unwrap_or(0) as f64
}

/// The plot `gap` px after the row labels.
pub(crate) fn columns(labels: f64, frame: &Frame<'_>, gap: f64) -> Columns {
    let second_right = frame.left + labels;
    let gap = if frame.narrow { 0.0 } else { frame.theme.px(gap) };
    Columns::new(second_right, second_right + gap)
}

/// "not reported 18–22%".
pub(crate) fn rest_label(rest: Share, canvas: &Canvas<'_>) -> String {
    let words = canvas.request.words();
    format!("{} {}", words.not_reported, words.share(rest.low, rest.high))
}

/// Places the labels: inside where there is room, else on lines below the bar, where none crosses the x of zero.
pub(crate) fn place_labels(parts: &mut [Part<'_>], zero: f64, canvas: &Canvas<'_>) {
    let mut lanes: Vec<Vec<Span>> = Vec::new();
    let theme = canvas.theme;
    let (pad, gap) = (theme.px(PAD), theme.px(4.0));
    for part in parts {
        let wide = theme.measure(&part.label, part.style(canvas));
        if part.sure.length() >= wide + 2.0 * pad {
            part.center = part.sure.middle();
            continue;
        }
        let (reach, half) = (canvas.frame.reach(), wide / 2.0);
        let two_sided = zero > canvas.scale.left() + 1.0;
        let left_of_zero = two_sided && part.reach.end <= zero + 0.5;
        part.center = match left_of_zero {
            true => part.center.min(zero - gap - half).max(reach.start + half),
            false => part.center.max(zero + gap + half).min(reach.end - half),
        };
        // The line at the end of the whole would strike a label across it.
        let end = canvas.scale.x(100.0);
        if !two_sided && part.center + half > end && part.center - half < end {
            part.center = (end - gap - half).max(zero + gap + half);
        }
        let own = Span::new(part.center - half, part.center + half);
        let free = |lane: &Vec<Span>| lane.iter().all(|s| own.end + pad <= s.start || s.end + pad <= own.start);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(taken) => taken.push(own),
            None => lanes.push(vec![own]),
        }
        part.lane = Some(lane);
    }
}

/// The height of a row with these parts and a label of this height.
pub(crate) fn height(parts: &[Part<'_>], label: f64, canvas: &Canvas<'_>) -> f64 {
    let above = ((label - bar(canvas)) / 2.0).max(0.0);
    above + bar(canvas) + (lanes(parts) * lane(canvas)).max(above) + canvas.tall(GAP)
}

/// The parts of a row whose bar starts at `top`.
pub(crate) fn draw(parts: &[Part<'_>], top: f64, canvas: &Canvas<'_>) -> Vec<Node> {
    parts.iter().map(|part| part.node(top, canvas)).collect()
}

/// Where the bar of a row starts that fills `place` from top to bottom.
pub(crate) fn bar_top(parts: &[Part<'_>], place: Strip, canvas: &Canvas<'_>) -> f64 {
    if canvas.frame.narrow {
        return place.top + canvas.tall(GAP) * 0.2;
    }
    // What a label that is higher than its bar takes above it, it takes below it too.
    let rest = place.height - bar(canvas) - canvas.tall(GAP);
    let below = (lanes(parts) * lane(canvas)).max(rest / 2.0);
    place.top + canvas.tall(GAP) / 2.0 + (rest - below).max(0.0)
}
