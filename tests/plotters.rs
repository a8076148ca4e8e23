//! Charts of plotters programs in every format that figures have.

#[expect(dead_code, reason = "its main is for `cargo run`")]
#[path = "../examples/plotters-chart.rs"]
mod chart;

use std::collections::BTreeMap;

use citeplot::figure::Mark;
use citeplot::figure::layout::Axis;
use citeplot::figure::scene::{Group, Node, Point, Shape};
use citeplot::model::{Locale, Operator};
use citeplot::project::recipe::ChartKind;
use citeplot::render::{BackendError, DrawOptions, Drawing, Unit, px};
use citeplot::style::Weight;
use citeplot::style::font::{Fonts, TextAs};
use citeplot::{BuildOptions, Figure, FigureFormat, Project};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::DrawingErrorKind;

const PLAIN: DrawOptions = DrawOptions { text: TextAs::Embedded, scale: 1.0 };

/// A decoded picture: red, green, blue and opacity of each pixel.
struct Pixels {
    bytes: Vec<[u8; 4]>,
    width: usize,
}

impl Pixels {
    fn of(drawing: &Drawing<'_>) -> Self {
        let bytes = drawing.file(FigureFormat::Png, &PLAIN).expect("a picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG file");
        let mut buffer = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut buffer).expect("pixels");
        let samples = frame.color_type.samples();
        let pixel = |p: &[u8]| [p[0], p[1], p[2], p.get(3).copied().unwrap_or(255)];
        Self { bytes: buffer.chunks_exact(samples).map(pixel).collect(), width: frame.width as usize }
    }

    fn at(&self, x: usize, y: usize) -> [u8; 4] {
        self.bytes[y * self.width + x]
    }

    /// Left, top, right and bottom of what is darker than the paper.
    fn dark(&self) -> [usize; 4] {
        let dark =
            self.bytes.iter().enumerate().filter(|(_, p)| p[0] < 128).map(|(i, _)| (i % self.width, i / self.width));
        let all: Vec<(usize, usize)> = dark.collect();
        assert!(!all.is_empty(), "something is drawn");
        let (xs, ys) = (|| all.iter().map(|p| p.0), || all.iter().map(|p| p.1));
        [xs().min(), ys().min(), xs().max(), ys().max()].map(Option::unwrap_or_default)
    }
}

#[test]
fn a_stock_chart_is_drawn_in_every_format_the_same_each_time() {
    let (drawing, again) = (chart::drawing().expect("a chart"), chart::drawing().expect("a chart"));
    for format in FigureFormat::ALL {
        let bytes = drawing.file(*format, &PLAIN).expect("a file");
        let same = bytes == again.file(*format, &PLAIN).expect("a file");
        assert!(same, "{} changes from run to run", format.code());
    }
    let svg = drawing.svg(TextAs::Embedded);
    for text in ["Share of trips, %", "Bicycle", "2020", "45.0", "How people travel"] {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}");
    }
    assert!(
        svg.contains("aria-labelledby=\"travel-en-title\" aria-describedby=\"travel-en-desc\"")
            && svg.contains("@font-face")
    );
    assert_eq!(svg.matches("<circle").count(), 12);
    let pixels = Pixels::of(&drawing);
    // The plot runs from 70 to 525 and from 46 to 365 px: 2019 is a fifth of the way, 24 of 50 percent almost half.
    assert_eq!(pixels.at(161, 212), [0, 0, 255, 255]);
    let pdf = drawing.file(FigureFormat::Pdf, &PLAIN).expect("a document");
    assert!(pdf.starts_with(b"%PDF-") && pdf.windows(14).any(|w| w == b"/StructTreeRoo"));
}

#[test]
fn a_character_that_no_font_has_is_an_error_of_the_call() {
    let mut drawing = Drawing::new((100, 40));
    let root = drawing.backend().into_drawing_area();
    let fault = root.draw_text("55 % 中", &("sans-serif", 12).into_text_style(&root), (5, 5));
    let Err(DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(fault))) = fault else {
        panic!("an error of the backend");
    };
    assert_eq!(fault, BackendError::MissingGlyph { glyph: '中', text: "55 % 中".to_owned() });
    assert_eq!(fault.to_string(), "no font of the drawing has a glyph for `中` (U+4E2D) in \"55 % 中\"");
}

#[test]
fn texts_are_measured_with_the_font_they_are_set_in() {
    let mut drawing = Drawing::new((100, 40));
    let root = drawing.backend().into_drawing_area();
    let (width, height) = root.estimate_text_size("Қазақстан", &("serif", 20).into_text_style(&root)).expect("a size");
    let real = Fonts::bundled().width("Қазақстан", 20.0, Weight::Regular);
    assert_eq!((f64::from(width), height), (real.ceil(), 20));
}

#[test]
fn turned_texts_run_from_their_anchor_in_every_direction() {
    let turns = [FontTransform::None, FontTransform::Rotate90, FontTransform::Rotate180, FontTransform::Rotate270];
    for (turn, (right, down)) in turns.into_iter().zip([(true, true), (false, true), (false, false), (true, false)]) {
        let mut drawing = Drawing::new((200, 200));
        let root = drawing.backend().into_drawing_area();
        root.fill(&WHITE).expect("filled");
        let font = ("sans-serif", 20).into_font().transform(turn);
        let style = TextStyle::from(font).pos(Pos::new(HPos::Left, VPos::Top));
        root.draw_text("Turned", &style, (100, 100)).expect("drawn");
        drop(root);
        let [x0, y0, x1, y1] = Pixels::of(&drawing).dark();
        assert_eq!((x0 >= 99, x1 <= 101), (right, !right), "{x0} to {x1}");
        assert_eq!((y0 >= 99, y1 <= 101), (down, !down), "{y0} to {y1}");
    }
}

#[test]
fn texts_stand_above_below_or_at_the_middle_of_their_anchor() {
    let dark = |v_pos| {
        let mut drawing = Drawing::new((100, 100));
        let root = drawing.backend().into_drawing_area();
        root.fill(&WHITE).expect("filled");
        let style = TextStyle::from(("sans-serif", 40).into_font()).pos(Pos::new(HPos::Center, v_pos));
        root.draw_text("H", &style, (50, 50)).expect("drawn");
        drop(root);
        Pixels::of(&drawing).dark()
    };
    assert!(dark(VPos::Top)[1] >= 50);
    assert!(dark(VPos::Bottom)[3] <= 50);
    let [left, top, right, bottom] = dark(VPos::Center);
    assert!((left + right).abs_diff(99) <= 2 && (top + bottom).abs_diff(99) <= 2, "{left} {top} {right} {bottom}");
}

#[test]
fn opacity_and_bitmaps_are_kept() {
    let mut drawing = Drawing::new((60, 20));
    let root = drawing.backend().into_drawing_area();
    root.draw(&Rectangle::new([(0, 0), (20, 20)], RED.mix(0.5).filled())).expect("drawn");
    root.draw(&Circle::new((30, 10), 8, BLUE.filled())).expect("drawn");
    root.draw_pixel((50, 4), &BLACK).expect("drawn");
    drop(root);
    let checks: Vec<u8> = (0..16u8).flat_map(|i| if (i / 4 + i) % 2 == 0 { [0, 128, 0] } else { [255; 3] }).collect();
    drawing.backend().blit_bitmap((42, 8), (4, 4), &checks).expect("drawn");
    let fault = drawing.backend().blit_bitmap((0, 0), (4, 4), &checks[..9]);
    let expected = BackendError::Bitmap { expected: 48, found: 9 };
    assert!(matches!(fault, Err(DrawingErrorKind::DrawingError(fault)) if fault == expected));
    let pixels = Pixels::of(&drawing);
    assert_eq!(pixels.at(10, 10)[3], 128);
    assert_eq!(pixels.at(30, 10), [0, 0, 255, 255]);
    assert_eq!(pixels.at(50, 4), [0, 0, 0, 255]);
    assert_eq!(pixels.at(58, 18)[3], 0, "nothing is drawn there");
    assert!(pixels.at(42, 8)[1] < 160 && pixels.at(43, 8)[0] > 160);
    let svg = drawing.svg(TextAs::System);
    assert!(
        svg.contains("fill=\"#ff0000\" fill-opacity=\"0.5\"") && svg.contains("<image x=\"42\" y=\"8\" width=\"4\"")
    );
    assert!(drawing.file(FigureFormat::Pdf, &PLAIN).is_ok());
}

#[test]
fn a_fine_backend_counts_in_hundredths() {
    let mut drawing = Drawing::new((10, 10));
    let root = drawing.backend_in(Unit::Hundredth).into_drawing_area();
    assert_eq!(root.dim_in_pixel(), (1000, 1000));
    root.draw(&PathElement::new([(25, 50), (975, 50)], RED.stroke_width(px(1.5)))).expect("drawn");
    drop(root);
    let line = "<line x1=\"0.25\" y1=\"0.5\" x2=\"9.75\" y2=\"0.5\" stroke=\"#ff0000\" stroke-width=\"1.5\"/>";
    assert!(drawing.svg(TextAs::System).contains(line));
}

/// The figures of the demonstration and of the shapes, one language each.
fn figures() -> Vec<Figure> {
    let drawn = |folder: &str| {
        let project = Project::open(folder).expect("a project");
        project.figures(&BuildOptions::new().locale(Locale::En)).expect("sound")
    };
    ["tests/demo", "tests/shapes"].into_iter().flat_map(drawn).collect()
}

/// The exact marks of a panel with their row and their date, and the group in which each is drawn.
fn exact(figure: &Figure, panel: usize) -> Vec<(usize, &Mark, &Group)> {
    let drawn: BTreeMap<&str, &Group> =
        figure.scene.marks().into_iter().map(|(claimed, group)| (claimed.claim.as_str(), group)).collect();
    let rows = figure.data.panels[panel].rows.iter().enumerate();
    rows.flat_map(|(row, data)| data.marks().map(move |mark| (row, mark)))
        .filter(|(_, mark)| mark.operator == Operator::Exact)
        .filter_map(|(row, mark)| drawn.get(mark.claim()).map(|group| (row, mark, *group)))
        .collect()
}

/// The corners and centres of what is drawn for a mark.
fn corners(group: &Group) -> Vec<Point> {
    let mut found = Vec::new();
    for node in &group.nodes {
        match node {
            Node::Shape(Shape::Rect { bounds, .. }) => {
                found.extend([Point::new(bounds.left, bounds.top), Point::new(bounds.right, bounds.bottom)]);
            }
            Node::Shape(Shape::Polygon { points, .. }) => found.extend(points),
            Node::Shape(Shape::Disc { center, .. }) => found.push(*center),
            Node::Group(group) => found.extend(corners(group)),
            Node::Shape(_) | Node::Text(_) => {}
        }
    }
    found
}

#[test]
fn values_of_a_panel_stand_where_its_marks_are_drawn() {
    let mut kinds: BTreeMap<ChartKind, usize> = BTreeMap::new();
    for figure in figures() {
        if matches!(figure.data.kind, ChartKind::Stacked | ChartKind::Diverging) {
            continue; // Their parts begin where others end: only their sums stand on the axis.
        }
        assert!(figure.panels.is_empty() || figure.panels.len() == figure.data.panels.len(), "{}", figure.id);
        for (index, panel) in figure.panels.iter().enumerate() {
            for (row, mark, group) in exact(&figure, index) {
                let found = corners(group);
                let (x, y) = match (&panel.x, &panel.y) {
                    (Axis::Values(x), Axis::Rows(rows)) => {
                        let most = (panel.bounds.bottom - panel.bounds.top) / rows.len() as f64;
                        let within = found.iter().all(|p| (p.y - rows[row].middle).abs() <= most);
                        assert!(within, "{}: {} is drawn in another row", figure.id, mark.claim());
                        (Some(x.at(mark.value)), None)
                    }
                    (Axis::Dates(x), Axis::Values(y)) => (Some(x.x(mark.date)), Some(y.at(mark.value))),
                    (_, Axis::Values(y)) => (None, Some(y.at(mark.value))),
                    other => panic!("{other:?}"),
                };
                // A symbol stands round its value, a bar ends at it.
                let stands = |at: Option<f64>, of: fn(&Point) -> f64| {
                    let all = || found.iter().map(of);
                    let middle = f64::midpoint(all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max));
                    at.is_none_or(|at| all().chain([middle]).any(|place| (place - at).abs() < 0.02))
                };
                let hit = stands(x, |p| p.x) && stands(y, |p| p.y);
                assert!(hit, "{}: {} at {x:?} {y:?}, drawn at {found:?}", figure.id, mark.claim());
                *kinds.entry(figure.data.kind).or_default() += 1;
            }
        }
    }
    for kind in [ChartKind::Bar, ChartKind::Dot, ChartKind::Trend, ChartKind::Slope] {
        assert!(kinds.get(&kind).is_some_and(|count| *count >= 2), "{kind:?}: {kinds:?}");
    }
}

#[test]
fn a_series_over_a_figure_is_drawn_in_every_format() {
    let project = Project::open("tests/demo").expect("a project");
    let figure = project.figure("trend").expect("sound");
    let mut drawing = figure.drawing();
    let bare: Vec<Vec<u8>> =
        FigureFormat::ALL.iter().map(|format| drawing.file(*format, &PLAIN).expect("a file")).collect();
    assert!(bare[0] == figure.svg().into_bytes(), "what nothing is drawn over stays as it is");
    let (_, mark, group) = exact(&figure, 0)[0];
    let at = (mark.time.expect("a wave"), mark.value);
    let mut chart = drawing.panel(&figure.panels[0], Unit::Hundredth).expect("a chart");
    assert_eq!(chart.y_range(), 0.0..75.0);
    chart.draw_series([Circle::new(at, px(3.0), MAGENTA.filled())]).expect("drawn");
    drop(chart);
    let center = *corners(group).first().expect("a mark is drawn");
    let svg = drawing.svg(TextAs::System);
    let circle = svg.lines().find(|line| line.contains("fill=\"#ff00ff\"")).expect("the circle is in the file");
    assert!(circle.contains("r=\"3\""), "{circle}");
    let pixels = Pixels::of(&drawing);
    let count = pixels.bytes.iter().filter(|pixel| **pixel == [255, 0, 255, 255]).count();
    assert!((15..=45).contains(&count), "a disc of 3 px has about 28 pixels, not {count}");
    let (x, y) = (figure.panels[0].x.at(at.0), figure.panels[0].y.at(at.1));
    assert!((x - center.x).abs() < 12.0 && (y - center.y).abs() < 12.0);
    assert_eq!(pixels.at(x as usize, y as usize), [255, 0, 255, 255]);
    for (format, bare) in FigureFormat::ALL.iter().zip(&bare) {
        assert!(drawing.file(*format, &PLAIN).expect("a file") != *bare, "{}", format.code());
    }
}

#[test]
fn a_mesh_over_a_panel_has_the_ticks_of_the_figure() {
    let project = Project::open("tests/demo").expect("a project");
    let figure = project.figure("bars").expect("sound");
    let panel = &figure.panels[0];
    let mut drawing = figure.drawing();
    let mut chart = drawing.panel(panel, Unit::Px).expect("a chart");
    assert_eq!(chart.x_range(), 0.0..100.0);
    assert_eq!(chart.y_range().end, figure.data.panels[0].rows.len() as f64 - 1.0);
    let mesh = RGBColor(1, 2, 3);
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_axes()
        .light_line_style(TRANSPARENT)
        .bold_line_style(mesh)
        .draw()
        .expect("drawn");
    drop(chart);
    let svg = drawing.svg(TextAs::System);
    let lines: Vec<&str> = svg.lines().filter(|line| line.contains("stroke=\"#010203\"")).collect();
    let ticks = panel.x.ticks();
    assert_eq!(lines.len(), ticks.len(), "{lines:#?}");
    for (line, tick) in lines.iter().zip(ticks) {
        assert!(line.contains(&format!("x1=\"{}\"", panel.x.at(tick).round())), "{tick}: {line}");
    }
}
