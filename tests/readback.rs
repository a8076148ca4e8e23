//! Read back: the ends of every mark, turned into values through the tick labels of its figure, are those of its claim.

use std::fmt::Write as _;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::example;
use citeplot::figure::scene::{Bounds, Claimed, Color, Group, Node, Point, Role, Segment, Shape, Text};
use citeplot::figure::{Figure, Mark, layout};
use citeplot::model::{Distance, Ends, HedgeRules, Interval, Locale, Polarity, Share, Unit, Value, Whole};
use citeplot::project::config::Config;
use citeplot::project::{self, Project};
use citeplot::style::font::TextAs;
use citeplot::style::{Palette, Size};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// How far a drawn end may be from its value, px.
const TOLERANCE: f64 = 0.5;

/// A chart to be drawn: one question about some subjects, in some waves or with some answers.
#[derive(Clone, Debug)]
struct Chart {
    kind: &'static str,
    unit: Unit,
    /// The values by row (an answer, or a wave of a trend) and subject.
    cells: Vec<Vec<Option<String>>>,
    lines: Vec<String>,
    /// The ends of the axis, where the recipe sets them.
    axis: Option<(f64, f64)>,
    columns: u32,
    size: Size,
    theme: &'static str,
}

/// The scale of the values of a unit.
fn scale(unit: Unit) -> Option<Ends> {
    match unit {
        Unit::Mean => Some(Ends { low: 1.0, high: 5.0 }),
        Unit::Index => Some(Ends { low: -100.0, high: 100.0 }),
        _ => None,
    }
}

impl Chart {
    fn in_time(&self) -> bool {
        matches!(self.kind, "trend" | "slope")
    }

    fn dataset(&self) -> String {
        let head = example::DATASET;
        let survey = &head[head.find("[[survey]]").expect("a survey")..];
        let survey = survey.replace("n                = 1200", "n = 1200\nsample = \"probability\"");
        let mut text = head[..head.find("[[entity]]").expect("an entity")].to_owned();
        let subjects = self.cells.first().map_or(0, Vec::len);
        for i in 0..subjects {
            writeln!(text, "[[entity]]\nid = \"s-{i}\"\nlabel = \"Subject {i}\"").expect("a String takes all");
        }
        text.push_str("[[question]]\nid = \"q\"\nlabel = \"Q\"\nwording = \"verbatim\"\n");
        if let Some(Ends { low, high }) = scale(self.unit) {
            writeln!(text, "scale = {{ low = {low}, high = {high} }}").expect("a String takes all");
        }
        for i in 0..self.cells.len() {
            let lean = match self.kind {
                "diverging" => ["positive", "neutral", "negative"][i % 3],
                _ => "positive",
            };
            writeln!(text, "[[question.response]]\nid = \"r-{i}\"\nlabel = \"Answer {i}\"\npolarity = \"{lean}\"")
                .expect("a String takes all");
        }
        let waves = if self.in_time() { self.cells.len() } else { 1 };
        for wave in 0..waves {
            let year = (2010 + wave * wave).to_string();
            let own = survey.replace("poll-2021", &format!("poll-{wave}"));
            let own = own.replace("2021-03-01", &year).replace("2021-03-20", &year);
            text.push_str(&own.replace("[[survey]]", "[[survey]]\nseries = \"poll\""));
        }
        text
    }

    fn claims(&self) -> String {
        let mut text = String::new();
        for (r, row) in self.cells.iter().enumerate() {
            for (s, value) in row.iter().enumerate() {
                let Some(value) = value else { continue };
                let (wave, answer) = if self.in_time() { (r, 0) } else { (0, r) };
                writeln!(
                    text,
                    "[[claim]]\nid = \"c-{r}-{s}\"\nsurvey = \"poll-{wave}\"\nquestion = \"q\"\nresponse = \"r-{answer}\"\n\
                     subject = \"s-{s}\"\nunit = \"{}\"\nvalue = \"{value}\"\nas_written = \"x\"\nquote = \"x\"\npage = 1",
                    self.unit.code()
                )
                .expect("a String takes all");
            }
        }
        text
    }

    fn recipe(&self) -> String {
        let kind = if self.kind == "vertical" { "bar\"\norientation = \"vertical" } else { self.kind };
        let mut text = format!("kind = \"{kind}\"\ntitle = \"T\"\nselect = 'question_id = \"q\"'\n");
        if !matches!(self.kind, "trend" | "slope" | "stacked" | "diverging" | "waffle") && self.columns > 1 {
            writeln!(text, "panels = \"response\"\nrows = \"subject\"\ncolumns = {}", self.columns)
                .expect("a String takes all");
        }
        if let Some((from, to)) = self.axis {
            writeln!(text, "axis = [{from}, {to}]").expect("a String takes all");
        }
        for line in &self.lines {
            writeln!(text, "[[reference_line]]\nvalue = {line}").expect("a String takes all");
        }
        if matches!(self.kind, "bar" | "dot") && self.columns == 1 {
            for (r, row) in self.cells.iter().enumerate() {
                if let [Some(_), Some(_), ..] = row.as_slice() {
                    writeln!(text, "[[difference]]\nfrom = \"c-{r}-0\"\nto = \"c-{r}-1\"").expect("a String takes all");
                }
            }
        }
        text
    }

    /// An axis that holds all that is drawn, with so much more at either end.
    fn around(&self, (below, above): (u32, u32)) -> Option<(f64, f64)> {
        let values = self.cells.iter().flatten().flatten().map(|value| interval(value, self.unit));
        let ends = values.flat_map(|read| [read.low.value, read.high.map_or(read.low.value, |h| h.value)]);
        let ends: Vec<f64> = ends.chain(self.lines.iter().map(|l| l.parse().expect("a number"))).collect();
        // A margin of 1200 respondents reaches no further than three points.
        let margin = if self.unit == Unit::Percent { 3.0 } else { 0.0 };
        let (least, most) = match self.unit {
            Unit::Percent => (0.0, 100.0),
            Unit::Points => (-100.0, 100.0),
            _ => (0.0, f64::INFINITY),
        };
        let from = ends.iter().copied().reduce(f64::min)?.floor() - margin - f64::from(below);
        let to = ends.iter().copied().reduce(f64::max)?.ceil() + margin + f64::from(above);
        Some((from.max(least), to.min(most))).filter(|(from, to)| from < to)
    }

    /// The project with the chart as its only one; `more` stands at the end of its recipe.
    fn project(&self, more: &str) -> Project {
        let (dataset, sources, report) =
            project::dataset_from_texts("demo", &self.dataset(), &self.claims(), example::REFERENCES);
        assert!(!report.has_errors(), "{report:?}");
        let (recipe, _, report) = project::recipe_from_text("t", &format!("{}{more}", self.recipe()), "demo");
        let recipe = recipe.unwrap_or_else(|| panic!("{report:?}"));
        Project {
            inputs: project::Inputs::default(),
            proofs: Vec::new(),
            root: ".".into(),
            config: Config { locales: vec![Locale::En], ..Config::default() },
            datasets: vec![dataset],
            recipes: vec![recipe],
            decks: Vec::new(),
            sources,
            chart_ids: Vec::new(),
            joined: Vec::new(),
            unread: Report::new(),
        }
    }

    /// The figure; none where the chart is refused.
    fn drawn(&self) -> Option<Figure> {
        let wanted = BuildOptions::new().size(self.size).theme(self.theme);
        figures(&self.project(""), &wanted, &mut Report::new()).pop()
    }

    /// The codes of what is told of the chart.
    fn faults(&self, more: &str) -> Vec<String> {
        let wanted = BuildOptions::new().size(self.size).theme(self.theme);
        let mut report = Report::new();
        figures(&self.project(more), &wanted, &mut report);
        report.iter().map(|d| d.code.name.to_owned()).collect()
    }
}

/// The axis that marks are drawn along, as its tick labels show it.
#[derive(Clone, Copy, Debug)]
struct Axis {
    vertical: bool,
    /// The first tick with a label, and the last: value and px.
    ticks: [(f64, f64); 2],
    /// The greatest value on it: that of its last tick, unless the recipe says.
    most: f64,
    /// The colour of the background.
    ground: Option<Color>,
}

impl Axis {
    /// The axis in a group of lines with labels; none when it is another.
    fn of(group: &Group, vertical: bool, two_sided: bool) -> Option<Self> {
        let mut ticks: Vec<(f64, f64)> = Vec::new();
        for pair in group.nodes.windows(2) {
            let (place, is_own, label) = match pair {
                [Node::Shape(Shape::Line { from, to, .. }), Node::Text(label)] => {
                    (if vertical { from.y } else { from.x }, (from.y == to.y) == vertical, label)
                }
                // The teeth of an axis that is torn off go to both sides of its end.
                [Node::Shape(Shape::Hatch { lines, .. }), Node::Text(label)] => {
                    let Segment { from, to } = lines[0];
                    let middle = if vertical { f64::midpoint(from.y, to.y) } else { f64::midpoint(from.x, to.x) };
                    (middle, true, label)
                }
                _ => continue,
            };
            if is_own {
                ticks.push((number(&label.text)?, place));
            }
        }
        let zero = ticks.iter().position(|t| t.0 == 0.0).filter(|_| two_sided).unwrap_or(0);
        ticks.iter_mut().take(zero).for_each(|t| t.0 = -t.0);
        let last = *ticks.last()?;
        (ticks.len() > 1).then(|| Self { vertical, ticks: [ticks[0], last], most: last.0, ground: None })
    }

    fn px_per_unit(&self) -> f64 {
        let [(a, from), (b, to)] = self.ticks;
        (to - from) / (b - a)
    }

    /// The px of a value.
    fn at(&self, value: f64) -> f64 {
        self.ticks[0].1 + (value - self.ticks[0].0) * self.px_per_unit()
    }

    /// The greatest value on it.
    fn top(&self) -> f64 {
        self.most
    }

    fn along(&self, point: Point) -> f64 {
        if self.vertical { point.y } else { point.x }
    }
}

/// The number of a tick label.
fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '%' | ',' | '+' | '\u{a0}')).collect();
    digits.replace('−', "-").parse().ok()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Solid,
    Hatched,
    Point,
    Margin,
}

/// Something with two ends along an axis, in px or in values.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    what: What,
    from: f64,
    to: f64,
}

impl Stretch {
    fn new(what: What, a: f64, b: f64) -> Self {
        Self { what, from: a.min(b), to: a.max(b) }
    }

    /// The same on the page.
    fn on(&self, axis: &Axis) -> Self {
        Self::new(self.what, axis.at(self.from), axis.at(self.to))
    }
}

fn is_diagonal(line: &Segment) -> bool {
    (line.from.x - line.to.x).abs() > 1e-6 && (line.from.y - line.to.y).abs() > 1e-6
}

/// What a mark is drawn as.
fn stretches(group: &Group, axis: &Axis) -> Vec<Stretch> {
    let ground = axis.ground;
    let mut found = Vec::new();
    let across = |bounds: &Bounds| if axis.vertical { bounds.down() } else { bounds.across() };
    for (i, node) in group.nodes.iter().enumerate() {
        let Node::Shape(shape) = node else { continue };
        let next = match group.nodes.get(i + 1) {
            Some(Node::Shape(Shape::Hatch { lines, stroke, .. })) => Some((lines, stroke)),
            _ => None,
        };
        match shape {
            // A reference line makes room for a label: the background shows.
            Shape::Rect { fill, .. } if Some(*fill) == ground => {}
            Shape::Rect { bounds, fill } => {
                // Lines in the colour of the rectangle belong to what stands beside it.
                let hatched = next.is_some_and(|(l, stroke)| l.first().is_none_or(is_diagonal) && stroke != fill);
                let what = if hatched { What::Hatched } else { What::Solid };
                found.push(Stretch::new(what, across(bounds).start, across(bounds).end));
            }
            Shape::Disc { center, .. } => {
                found.push(Stretch::new(What::Point, axis.along(*center), axis.along(*center)));
            }
            Shape::Polygon { points, .. } => {
                let places = || points.iter().map(|p| axis.along(*p));
                let middle = f64::midpoint(places().fold(f64::INFINITY, f64::min), places().fold(0.0, f64::max));
                found.push(Stretch::new(What::Point, middle, middle));
            }
            // A margin is drawn twice: on a wider line of the background's colour.
            Shape::Hatch { lines, .. } if next.is_some_and(|(twice, _)| twice == lines) => {
                let line = lines[0];
                found.push(Stretch::new(What::Margin, axis.along(line.from), axis.along(line.to)));
            }
            _ => {}
        }
    }
    found
}

fn interval(value: &str, unit: Unit) -> Interval {
    let value: Value = value.parse().expect("a value");
    HedgeRules::default().read(&value, unit, scale(unit)).interval.expect("it has an interval")
}

/// What a mark should be drawn as, in values.
fn expected(chart: &Chart, value: &str, claimed: &Claimed, axis: &Axis) -> Vec<Stretch> {
    let read = interval(value, chart.unit);
    let (low, high) = (read.low.value, read.high.map_or(axis.top(), |h| h.value));
    let mut stretches = Vec::new();
    match chart.kind {
        "bar" | "vertical" => {
            let bound_only = value.starts_with('<') || value == "majority" || value == "minority";
            if low > 0.0 && !bound_only {
                stretches.push(Stretch::new(What::Solid, 0.0, low));
            }
            if high < 0.0 {
                stretches.push(Stretch::new(What::Solid, high, 0.0));
            }
            if high > low {
                stretches.push(Stretch::new(What::Hatched, low, high));
            }
        }
        _ if read.is_point() => stretches.push(Stretch::new(What::Point, low, low)),
        _ => stretches.push(Stretch::new(What::Hatched, low, high)),
    }
    stretches.extend(claimed.margin.map(|m| Stretch::new(What::Margin, m.low, m.high)));
    stretches
}

/// Whether what is drawn has the ends that it should have, each within half a px.
fn same(drawn: &[Stretch], expected: &[Stretch], axis: &Axis) -> Result<(), String> {
    let wanted: Vec<Stretch> = expected.iter().map(|e| e.on(axis)).collect();
    let near = |d: &Stretch, e: &Stretch| {
        // Margins are computed, and stated to a tenth.
        let slack = if e.what == What::Margin { 0.05 * axis.px_per_unit().abs() } else { 0.0 };
        d.what == e.what && (d.from - e.from).abs() <= TOLERANCE + slack && (d.to - e.to).abs() <= TOLERANCE + slack
    };
    let all = drawn.len() == wanted.len()
        && wanted.iter().all(|e| drawn.iter().any(|d| near(d, e)))
        && drawn.iter().all(|d| wanted.iter().any(|e| near(d, e)));
    if all { Ok(()) } else { Err(format!("drawn {drawn:?}, expected {wanted:?}, which is {expected:?}")) }
}

/// The lengths of what a shape is made of in SVG.
fn attributes(line: &str, names: &[&str]) -> Vec<f64> {
    let of = |name: &&str| {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    names.iter().filter_map(of).collect()
}

/// The filled shapes of each mark in the text of an SVG: rectangles by x, y, width and height, discs by their centre,
/// polygons by their corners.
fn shapes_in_svg(svg: &str) -> Vec<(String, Vec<Vec<f64>>)> {
    let mut marks: Vec<(String, Vec<Vec<f64>>)> = Vec::new();
    let mut open = false;
    for line in svg.lines().map(str::trim_start) {
        if line.starts_with("<g class=\"mark\"") {
            let id = line.split_once("data-claim=\"").and_then(|(_, r)| r.split_once('"')).expect("a claim").0;
            marks.push((id.to_owned(), Vec::new()));
            open = true;
        } else if line.starts_with("</g>") {
            open = false;
        }
        let Some((_, shapes)) = marks.last_mut().filter(|_| open) else { continue };
        if line.starts_with("<rect") {
            shapes.push(attributes(line, &["x", "y", "width", "height"]));
        } else if line.starts_with("<circle") {
            // A disc and its edge.
            shapes.push(attributes(line, &["cx", "cy"]));
            shapes.dedup();
        } else if let Some((_, rest)) = line.split_once("<polygon points=\"") {
            let corners = rest.split_once('"').expect("an end").0;
            shapes.push(corners.split([' ', ',']).map(|n| n.parse().expect("a number")).collect());
        }
    }
    marks
}

/// The same of the marks of a scene.
fn shapes_in_scene(figure: &Figure) -> Vec<(String, Vec<Vec<f64>>)> {
    let shape = |node: &Node| match node {
        Node::Shape(Shape::Rect { bounds: b, .. }) => Some(vec![b.left, b.top, b.width(), b.height()]),
        Node::Shape(Shape::Disc { center, .. }) => Some(vec![center.x, center.y]),
        Node::Shape(Shape::Polygon { points, .. }) => Some(points.iter().flat_map(|p| [p.x, p.y]).collect()),
        Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
    };
    let of =
        |(claimed, group): (&Claimed, &Group)| (claimed.claim.clone(), group.nodes.iter().filter_map(shape).collect());
    figure.scene.marks().into_iter().map(of).collect()
}

/// Whether the text of the SVG has every mark where the scene has it.
fn svg_agrees(figure: &Figure) -> Result<(), String> {
    let svg = citeplot::render::svg(&figure.scene, TextAs::System);
    let (written, placed) = (shapes_in_svg(&svg), shapes_in_scene(figure));
    let near = |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 0.011);
    for (w, p) in written.iter().zip(&placed) {
        if w.0 != p.0 || w.1.len() != p.1.len() || !w.1.iter().zip(&p.1).all(|(a, b)| near(a, b)) {
            return Err(format!("SVG {w:?}, scene {p:?}"));
        }
    }
    if written.len() == placed.len() { Ok(()) } else { Err("a mark is missing in SVG".to_owned()) }
}

/// The groups of a figure in the order of drawing, each with the axis that was drawn last before it.
fn with_axes<'f>(figure: &'f Figure, chart: &Chart) -> Vec<(&'f Group, Axis)> {
    // Vertical bars without room become horizontal ones.
    let vertical = figure.panels.first().is_some_and(|p| matches!(p.y, layout::Axis::Values(_)));
    let ground = figure.scene.nodes.iter().find_map(|node| match node {
        Node::Group(Group { role: Role::Background, nodes, .. }) => match nodes.first() {
            Some(Node::Shape(Shape::Rect { fill, .. })) => Some(*fill),
            _ => None,
        },
        _ => None,
    });
    let mut axis = None;
    let mut found = Vec::new();
    for node in &figure.scene.nodes {
        let Node::Group(group) = node else { continue };
        if group.role == Role::Axis {
            let own = Axis::of(group, vertical, chart.kind == "diverging");
            let most = |own: &Axis| chart.axis.map_or(own.most, |(_, to)| to);
            axis = own.map(|own| Axis { ground, most: most(&own), ..own }).or(axis);
        }
        found.extend(axis.map(|axis| (group, axis)));
    }
    found
}

impl Chart {
    /// The value of a claim.
    fn value(&self, claim: &str) -> &str {
        let mut at = claim.trim_start_matches("c-").split('-').map(|n| n.parse::<usize>().expect("an index"));
        let (row, subject) = (at.next().expect("a row"), at.next().expect("a subject"));
        self.cells[row][subject].as_deref().expect("it was claimed")
    }

    /// Reads every mark of a figure, its reference lines and its differences back.
    fn read_back(&self, figure: &Figure) -> Result<(), String> {
        let (mut marks, mut lines) = (0, 0);
        for (group, axis) in with_axes(figure, self) {
            match (group.role, &group.claimed) {
                (Role::Mark, Some(claimed)) => {
                    let value = self.value(&claimed.claim);
                    same(&stretches(group, &axis), &expected(self, value, claimed, &axis), &axis)
                        .map_err(|fault| format!("{value}: {fault}"))?;
                    marks += 1;
                }
                (Role::Reference, None) => lines += self.lines_agree(group, &axis)?,
                (Role::Difference, None) => self.difference_agrees(group, &axis)?,
                _ => {}
            }
        }
        let claims = self.cells.iter().flatten().flatten().count();
        if marks != claims {
            return Err(format!("{marks} marks of {claims} claims"));
        }
        if !lines.is_multiple_of(self.lines.len().max(1)) || (lines == 0) != self.lines.is_empty() {
            return Err(format!("{lines} lines of {}", self.lines.len()));
        }
        svg_agrees(figure)
    }

    /// How many reference lines a group has, all of them at values of the recipe.
    fn lines_agree(&self, group: &Group, axis: &Axis) -> Result<usize, String> {
        let mut wanted: Vec<f64> = self.lines.iter().map(|l| l.parse().expect("a number")).collect();
        wanted.sort_by(f64::total_cmp);
        let drawn: Vec<f64> = group
            .nodes
            .iter()
            .filter_map(|n| match n {
                Node::Shape(Shape::DashedLine { from, .. }) => Some(axis.along(*from)),
                Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
            })
            .collect();
        let agree = drawn.iter().zip(&wanted).all(|(d, w)| (d - axis.at(*w)).abs() <= TOLERANCE);
        match agree && drawn.len() == wanted.len() {
            true => Ok(drawn.len()),
            false => Err(format!("lines at {drawn:?}, expected {wanted:?} by {axis:?}")),
        }
    }

    /// Whether a bracket spans the difference of the first two subjects of some row, and says how great it is.
    fn difference_agrees(&self, group: &Group, axis: &Axis) -> Result<(), String> {
        let upright: Vec<f64> = group
            .nodes
            .iter()
            .filter_map(|n| match n {
                Node::Shape(Shape::Hatch { lines, .. }) => Some(lines),
                Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
            })
            .flatten()
            .filter(|l| l.from.x == l.to.x)
            .map(|l| l.from.x)
            .collect();
        let text = group.nodes.iter().find_map(|n| match n {
            Node::Text(text) => Some(text.text.clone()),
            Node::Shape(_) | Node::Group(_) => None,
        });
        let found = self.cells.iter().any(|row| {
            let [Some(a), Some(b), ..] = row.as_slice() else { return false };
            let (a, b) = (interval(a, self.unit), interval(b, self.unit));
            let (less, more) = if a.low.value <= b.low.value { (a, b) } else { (b, a) };
            let top = |i: &Interval| i.high.map_or(axis.top(), |h| h.value);
            let outer = [less.low.value, top(&more)];
            let inner = [top(&less), more.low.value];
            let ends = if inner[1] > inner[0] { [inner, outer].concat() } else { outer.to_vec() };
            let placed = ends.iter().zip(&upright).all(|(e, x)| (axis.at(*e) - x).abs() <= TOLERANCE);
            let Distance { least, .. } = less.distance(&more);
            let digits = if scale(self.unit).is_some() { 100.0 } else { 10.0 };
            let rounded = (least * digits).round() / digits;
            let said = text
                .as_deref()
                .is_some_and(|t| t.trim_start_matches("≥\u{a0}").replace(',', "").starts_with(&rounded.to_string()));
            ends.len() == upright.len() && placed && said
        });
        if found { Ok(()) } else { Err(format!("a bracket at {upright:?} that says {text:?} is no difference")) }
    }
}

fn percentage() -> impl Strategy<Value = String> {
    let number = (0u32..=1000, 0u8..3).prop_map(|(n, digits)| match digits {
        0 => format!("{}.{}", n / 10, n % 10),
        _ => (n / 10).to_string(),
    });
    let hedged = (prop_oneof![4 => "", 2 => "~", 1 => "nearly ", 1 => "<", 1 => "<=", 1 => ">", 1 => ">="], number)
        .prop_map(|(hedge, n)| if n == "0" && hedge == "<" { n } else { format!("{hedge}{n}") });
    let range = (0u32..50, 1u32..50).prop_map(|(a, b)| format!("{a}-{}", a + b));
    let word = prop_oneof![Just("majority"), Just("minority")].prop_map(str::to_owned);
    prop_oneof![8 => hedged, 1 => range, 1 => word]
}

fn count() -> impl Strategy<Value = String> {
    let number = prop_oneof![0u32..30, 0u32..5000];
    let hedged = (prop_oneof![4 => "", 1 => "<", 1 => "<=", 1 => ">", 1 => ">="], number)
        .prop_map(|(hedge, n)| if n == 0 { n.to_string() } else { format!("{hedge}{n}") });
    let range = (0u32..500, 1u32..500).prop_map(|(a, b)| format!("{a}-{}", a + b));
    prop_oneof![8 => hedged, 1 => range]
}

/// A change in points, which goes up or down.
fn change() -> impl Strategy<Value = String> {
    let number = (-400i32..=400, any::<bool>()).prop_map(|(n, tenths)| match tenths {
        true => format!("{}{}.{}", if n < 0 { "-" } else { "" }, n.abs() / 10, n.abs() % 10),
        false => (n / 10).to_string(),
    });
    let hedged = (prop_oneof![3 => "", 2 => "~", 1 => "nearly "], number).prop_map(|(hedge, n)| format!("{hedge}{n}"));
    let bound = (prop_oneof!["<", ">="], 1i32..40).prop_map(|(hedge, n)| format!("{hedge}{n}"));
    let range = (-30i32..30, 1i32..20).prop_map(|(low, more)| format!("{low}-{}", low + more));
    prop_oneof![6 => hedged, 1 => bound, 1 => range]
}

/// A mean on a scale from 1 to 5.
fn mean() -> impl Strategy<Value = String> {
    let hedges = prop_oneof![4 => "", 2 => "~", 1 => "nearly ", 1 => "<", 1 => "<=", 1 => ">", 1 => ">="];
    let hedged = (hedges, 120u32..=480).prop_map(|(hedge, n)| format!("{hedge}{}.{:02}", n / 100, n % 100));
    let range = (1u32..4, 1u32..9).prop_map(|(a, b)| format!("{a}-{a}.{b}"));
    prop_oneof![8 => hedged, 1 => range]
}

fn chart() -> impl Strategy<Value = Chart> {
    let kinds = ["bar", "vertical", "dot", "table", "trend", "slope"];
    let look = (proptest::sample::select(Size::ALL.to_vec()), proptest::sample::select(Palette::NAMES.to_vec()));
    let units = [Unit::Percent, Unit::Count, Unit::Points, Unit::Mean, Unit::Index];
    (0usize..kinds.len(), 0usize..units.len(), 1usize..5, 1usize..4, look, 1u32..4).prop_flat_map(
        move |(kind, unit, rows, subjects, (size, theme), columns)| {
            let kind = kinds[kind];
            let rows = if kind == "slope" { 2 } else { rows };
            let unit = units[unit];
            let (cell, line) = match unit {
                Unit::Percent => (percentage().boxed(), (0i32..=100).boxed()),
                Unit::Points | Unit::Index => (change().boxed(), (-60i32..=60).boxed()),
                Unit::Mean => (mean().boxed(), (1i32..=5).boxed()),
                _ => (count().boxed(), (0i32..6000).boxed()),
            };
            let cell = proptest::option::weighted(0.85, cell);
            let cells = proptest::collection::vec(proptest::collection::vec(cell, subjects), rows);
            let lines = proptest::collection::vec(line.prop_map(|n| n.to_string()), 0..3);
            let pads = proptest::option::weighted(0.5, (0u32..20, 0u32..20));
            (cells, lines, pads).prop_map(move |(cells, mut lines, pads)| {
                lines.sort();
                lines.dedup();
                let mut chart = Chart { kind, unit, cells, lines, axis: None, columns, size, theme };
                chart.axis = pads.filter(|_| matches!(kind, "dot" | "trend" | "slope")).and_then(|p| chart.around(p));
                chart
            })
        },
    )
}

/// How many hundredths of a waffle are solid, and how many are hatched.
fn filled(figure: &Figure) -> (f64, f64) {
    let marks = figure.scene.marks();
    let (_, group) = marks[0];
    let color = figure.data.marks().next().expect("a mark").color;
    let heights = group.nodes.iter().filter_map(|n| match n {
        Node::Shape(Shape::Rect { bounds, .. }) => Some(bounds.height()),
        Node::Shape(_) | Node::Text(_) | Node::Group(_) => None,
    });
    let side = heights.fold(0.0, f64::max);
    let (mut solid, mut hatched) = (0.0, 0.0);
    for (i, node) in group.nodes.iter().enumerate() {
        let Node::Shape(Shape::Rect { bounds, fill }) = node else { continue };
        let share = bounds.width() / side;
        match group.nodes.get(i + 1) {
            Some(Node::Shape(Shape::Hatch { .. })) => hatched += share,
            _ if *fill == color => solid += share,
            _ => {}
        }
    }
    (solid, hatched)
}

/// The parts of a whole with the places at which they should stand: one run from zero, or one for each side.
struct Run<'f> {
    marks: Vec<(&'f Mark, &'f Group)>,
    whole: Whole,
    /// The px of a percentage.
    place: Box<dyn Fn(f64) -> f64 + 'f>,
}

impl Run<'_> {
    /// Whether each part is solid where it is for certain, and all stretches together fill the run without a gap.
    fn reads_back(&self, axis: &Axis) -> Result<(), String> {
        let mut all: Vec<Stretch> = Vec::new();
        for (at, (mark, group)) in self.marks.iter().enumerate() {
            let own = stretches(group, axis);
            let solid: Vec<&Stretch> = own.iter().filter(|s| s.what == What::Solid).collect();
            let sure =
                self.whole.sure(at).map(|(from, to)| Stretch::new(What::Solid, (self.place)(from), (self.place)(to)));
            let near = |a: f64, b: f64| (a - b).abs() <= TOLERANCE;
            let agree = match (solid.as_slice(), sure) {
                ([drawn], Some(sure)) => near(drawn.from, sure.from) && near(drawn.to, sure.to),
                ([], None) => true,
                _ => false,
            };
            if !agree {
                return Err(format!("{}: drawn {own:?}, sure {sure:?} of {:?}", mark.label, self.whole));
            }
            all.extend(own);
        }
        all.sort_by(|a, b| a.from.total_cmp(&b.from));
        let end = Stretch::new(What::Hatched, (self.place)(0.0), (self.place)(self.whole.last().high));
        let mut at = end.from;
        for stretch in &all {
            if (stretch.from - at).abs() > TOLERANCE {
                return Err(format!("a gap or an overlap at {at}: {all:?} of {:?}", self.whole));
            }
            at = stretch.to;
        }
        match (at - end.to).abs() > TOLERANCE {
            true => Err(format!("ends at {at}, not at {end:?}: {:?}", self.whole)),
            false => Ok(()),
        }
    }
}

impl Chart {
    /// Reads the parts of every whole of a figure back.
    fn read_wholes_back(&self, figure: &Figure) -> Result<(), String> {
        let axis = with_axes(figure, self).first().ok_or("no axis")?.1;
        let group = |mark: &Mark| {
            figure.scene.marks().into_iter().find(|(c, _)| c.claim == mark.claimed.claim).expect("it is drawn").1
        };
        for row in figure.data.rows() {
            let marks: Vec<&Mark> = row.marks().collect();
            let leans: &[Polarity] = match self.kind {
                "stacked" => &[Polarity::Factual],
                _ => &[Polarity::Positive, Polarity::Negative, Polarity::Neutral],
            };
            for lean in leans {
                let is_own = |m: &&Mark| *lean == Polarity::Factual || m.polarity == *lean;
                let mut own: Vec<(&Mark, &Group)> =
                    marks.iter().copied().filter(is_own).map(|m| (m, group(m))).collect();
                if *lean == Polarity::Positive {
                    own.reverse();
                }
                let shares: Vec<Share> = own.iter().map(|(m, _)| m.share).collect();
                let others: Vec<Share> = marks.iter().filter(|m| m.polarity != *lean).map(|m| m.share).collect();
                let whole = if self.kind == "stacked" { Whole::of(&shares) } else { Whole::side(&shares, &others) };
                // Neutral answers have a zero of their own, with the same scale.
                let drawn = own.iter().flat_map(|m| stretches(m.1, &axis));
                let start = drawn.map(|s| s.from).fold(f64::INFINITY, f64::min);
                let place: Box<dyn Fn(f64) -> f64> = match lean {
                    Polarity::Positive | Polarity::Factual => Box::new(|v| axis.at(v)),
                    Polarity::Negative => Box::new(|v| axis.at(-v)),
                    Polarity::Neutral => Box::new(move |v| start + v * axis.px_per_unit()),
                };
                if start.is_finite() {
                    Run { marks: own, whole, place }.reads_back(&axis)?;
                }
            }
        }
        svg_agrees(figure)
    }
}

/// Subjects with answers that make a whole, or less than one, each worded in one way or another.
fn whole() -> impl Strategy<Value = Chart> {
    let part = (1u32..=20, 0u8..9);
    let look = (proptest::sample::select(Size::ALL.to_vec()), proptest::sample::select(Palette::NAMES.to_vec()));
    (any::<bool>(), 2usize..6, 1usize..4, look).prop_flat_map(move |(stacked, answers, subjects, (size, theme))| {
        let subject = (proptest::collection::vec(part.clone(), answers), prop_oneof![Just(0u32), 0u32..10]);
        proptest::collection::vec(subject, subjects).prop_map(move |subjects| {
            let columns: Vec<Vec<Option<String>>> =
                subjects.into_iter().map(|(parts, rest)| worded(&parts, rest)).collect();
            let cells = (0..answers).map(|a| columns.iter().map(|c| c[a].clone()).collect()).collect();
            let kind = if stacked { "stacked" } else { "diverging" };
            Chart { kind, unit: Unit::Percent, cells, lines: Vec::new(), axis: None, columns: 1, size, theme }
        })
    })
}

/// Parts of 100 by weights, with a rest, as values.
fn worded(parts: &[(u32, u8)], rest: u32) -> Vec<Option<String>> {
    let all = parts.iter().map(|p| p.0).sum::<u32>() + rest;
    let word = |(weight, wording): &(u32, u8)| {
        let n = (100.0 * f64::from(*weight) / f64::from(all)).round();
        match wording {
            0..=2 => Some(n.to_string()),
            3 | 4 => Some(format!("~{n}")),
            5 if n > 0.0 => Some(format!("nearly {n}")),
            6 if n > 0.0 => Some(format!("<{n}")),
            7 => Some(format!(">{}", (n - 3.0).max(0.0))),
            _ => None,
        }
    };
    parts.iter().map(word).collect()
}

fn config(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(7);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 400, rng_seed, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn every_mark_reads_back_as_its_claim(chart in chart()) {
        if let Some(figure) = chart.drawn() {
            chart.read_back(&figure).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn every_part_of_a_whole_reads_back_as_what_the_hedges_of_all_allow(chart in whole()) {
        if let Some(figure) = chart.drawn() {
            chart.read_wholes_back(&figure).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn every_cell_of_a_waffle_reads_back_as_its_hundredth(
        value in percentage(),
        theme in proptest::sample::select(Palette::NAMES.to_vec()),
    ) {
        let cells = vec![vec![Some(value.clone())]];
        let (unit, lines) = (Unit::Percent, Vec::new());
        let chart = Chart { kind: "waffle", unit, cells, lines, axis: None, columns: 1, size: Size::Slide, theme };
        let figure = chart.drawn().expect("a card");
        let read = interval(&value, unit);
        let (low, high) = (read.low.value, read.high.expect("a percentage has an end").value);
        let (solid, hatched) = filled(&figure);
        prop_assert!((solid - low).abs() < 0.01 && (hatched - (high - low)).abs() < 0.01, "{value}: {solid} and {hatched}");
    }
}

/// A chart of one row of values, on a slide in the light theme.
fn plain(kind: &'static str, cells: Vec<Vec<Option<String>>>, lines: &[&str]) -> Chart {
    let lines = lines.iter().map(|l| (*l).to_owned()).collect();
    Chart { kind, unit: Unit::Percent, cells, lines, axis: None, columns: 1, size: Size::Slide, theme: "light" }
}

/// Whether a line runs through the letters of a text.
fn is_struck(text: &Text, line: &Segment) -> bool {
    let b = text.bounds();
    let margin = b.height() * 0.25;
    (0..=400).map(f64::from).any(|i| {
        let (x, y) = (line.from.x, line.from.y);
        let at = Point::new(x + (line.to.x - x) * i / 400.0, y + (line.to.y - y) * i / 400.0);
        b.left <= at.x && at.x <= b.right && b.top + margin <= at.y && at.y <= b.bottom - margin
    })
}

#[test]
fn a_reference_line_makes_room_for_the_labels_on_it() {
    for kind in ["bar", "dot", "vertical"] {
        let line = match kind {
            "bar" => "50",
            "dot" => "44",
            _ => "50",
        };
        let figure = plain(kind, vec![vec![Some("44".to_owned())]], &[line]).drawn().expect("a chart");
        let (_, group) = figure.scene.marks()[0];
        let label = group.nodes.iter().position(|n| matches!(n, Node::Text(_))).expect("a label");
        let Node::Text(text) = &group.nodes[label] else { unreachable!() };
        let cleared = group.nodes[..label].iter().any(|n| match n {
            Node::Shape(Shape::Rect { bounds, .. }) => *bounds == text.bounds(),
            Node::Shape(_) | Node::Text(_) | Node::Group(_) => false,
        });
        assert!(cleared, "{kind}: the line would run through `{}`", text.text);
    }
}

#[test]
fn no_line_of_a_trend_runs_through_a_label() {
    let values = [[30, 52], [44, 38], [29, 61], [55, 33], [31, 47], [58, 29]];
    let cells = values.iter().map(|row| row.iter().map(|n| Some(n.to_string())).collect()).collect();
    let figure = plain("trend", cells, &["40"]).drawn().expect("a trend");
    let mut lines: Vec<Segment> = Vec::new();
    for node in &figure.scene.nodes {
        let Node::Group(group) = node else { continue };
        lines.extend(group.nodes.iter().filter_map(|n| match (group.role, n) {
            (Role::Connector, Node::Shape(Shape::Line { from, to, .. }))
            | (Role::Reference, Node::Shape(Shape::DashedLine { from, to, .. })) => {
                Some(Segment { from: *from, to: *to })
            }
            _ => None,
        }));
    }
    assert!(lines.len() >= 11, "ten joins and a line");
    let texts = figure.scene.texts();
    let labels: Vec<_> = texts.iter().filter(|t| t.role == Role::Label).collect();
    assert!(labels.len() >= 8, "most points have their labels");
    for label in labels {
        assert!(!lines.iter().any(|line| is_struck(label, line)), "`{}` is struck", label.text);
    }
}

#[test]
fn the_first_and_the_last_wave_have_their_dates() {
    for size in Size::ALL {
        let cells = (0..7).map(|i| vec![Some((20 + i).to_string())]).collect();
        let chart = Chart { size, ..plain("trend", cells, &[]) };
        let figure = chart.drawn().expect("a trend");
        let texts = figure.scene.texts();
        let dates: Vec<&str> = texts.iter().filter(|t| t.role == Role::Axis).map(|t| t.text.as_str()).collect();
        // The waves are of 2010, 2011, 2014 … 2046.
        assert!(dates.contains(&"2010") && dates.contains(&"2046"), "{size:?}: {dates:?}");
    }
}

#[test]
fn a_band_smaller_than_its_texture_is_seen() {
    let cells = vec![vec![Some("nearly 30".to_owned()), Some("60".to_owned())]; 3];
    let chart = Chart { columns: 3, size: Size::Half, ..plain("dot", cells, &[]) };
    let figure = chart.drawn().expect("a chart");
    let marks = figure.scene.marks();
    let (_, group) = marks.iter().find(|(c, _)| c.op == "nearly").expect("a band");
    let color = figure.data.marks().next().expect("a mark").color;
    let Some(Node::Shape(Shape::Rect { bounds, .. })) = group.nodes.first() else { panic!("a band") };
    assert!(bounds.width() < 7.0, "{}", bounds.width());
    let own = group.nodes.iter().filter(|n| match n {
        Node::Shape(Shape::Line { stroke, .. }) => *stroke == color,
        Node::Shape(Shape::Hatch { stroke, lines, .. }) => *stroke == color && lines.len() > 1,
        Node::Shape(_) | Node::Text(_) | Node::Group(_) => false,
    });
    assert!(own.count() >= 3, "lines, and an edge on either side");
}

#[test]
fn a_remark_without_a_place_is_told() {
    let cells = (0..6).map(|i| vec![Some((20 + i).to_string()), Some((40 + i).to_string())]).collect();
    let chart = Chart { size: Size::Column, ..plain("trend", cells, &[]) };
    let remark = |words: &str| format!("[[remark]]\nclaim = \"c-3-0\"\ntext = \"{words}\"\n");
    let told = |words: &str| chart.faults(&remark(words));
    assert_eq!(told("Short"), Vec::<String>::new());
    let long = "A remark that goes on and on ".repeat(30);
    assert_eq!(told(&long), ["text-left-out"]);
}

#[test]
fn an_axis_that_does_not_start_at_zero_shows_that_it_is_torn_off() {
    let teeth = |figure: &Figure| {
        let groups = figure.scene.nodes.iter().filter_map(|n| match n {
            Node::Group(group) if group.role == Role::Axis => Some(group),
            Node::Group(_) | Node::Shape(_) | Node::Text(_) => None,
        });
        groups
            .flat_map(|g| &g.nodes)
            .filter(|n| matches!(n, Node::Shape(Shape::Hatch { lines, .. }) if lines.len() > 5))
            .count()
    };
    for kind in ["dot", "trend", "slope"] {
        let cells = vec![vec![Some("44".to_owned())], vec![Some("52".to_owned())]];
        for (axis, torn) in [((0.0, 60.0), 0), ((30.0, 60.0), 1), ((33.0, 71.0), 1)] {
            let chart = Chart { axis: Some(axis), ..plain(kind, cells.clone(), &[]) };
            let figure = chart.drawn().expect("a chart");
            assert_eq!(teeth(&figure), torn, "{kind} {axis:?}");
            chart.read_back(&figure).unwrap_or_else(|fault| panic!("{kind} {axis:?}: {fault}"));
        }
    }
}

#[test]
fn what_lies_beyond_an_axis_is_a_fault_and_never_clamped() {
    let cells = vec![vec![Some("~44".to_owned()), Some("70".to_owned())]];
    let told = |axis: (f64, f64), more: &str| {
        Chart { axis: Some(axis), ..plain("dot", cells.clone(), &["50"]) }.faults(&format!("{more}\n"))
    };
    assert_eq!(told((0.0, 80.0), ""), Vec::<String>::new());
    // 44 is on it, but not the whole of "about 44", and 70 is, but not its margin.
    assert_eq!(told((43.0, 80.0), ""), ["axis-too-short"]);
    assert_eq!(told((30.0, 71.0), ""), ["axis-too-short"]);
    assert_eq!(told((0.0, 45.0), ""), ["axis-too-short"; 3], "two claims and a reference line");
    assert_eq!(told((0.0, 120.0), ""), ["out-of-range"]);
}
