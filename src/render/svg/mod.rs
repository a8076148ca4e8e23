//! A plotters backend that writes SVG with groups, claims and hatching.

pub(super) mod write;

use base64::Engine as _;
use plotters_backend::{BackendColor, BackendCoord};

use crate::figure::scene::{Group, MarginOfError, Picture, Scene, Weight};
use crate::render::canvas::{Canvas, Ink, Line, Stroke};
use crate::render::xml::push_escaped;
use crate::style::font::{Fonts, Segment, TextAs};

/// Draws a scene as SVG text: UTF-8, LF, the same bytes for the same scene everywhere.
///
/// ```
/// # use citeplot::{figure::scene::Scene, render::svg, style::font::{Fonts, TextAs}};
/// let scene = Scene {
///     id: "empty".into(), lang: "en", width: 100.0, height: 50.0, fonts: Fonts::bundled(),
///     title: "Nothing".into(), alt: "Nothing.".into(), description: "Nothing.".into(), metadata: "{}".into(),
///     claims: vec![], nodes: vec![],
/// };
/// assert!(svg(&scene, TextAs::System).starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
/// ```
pub fn svg(scene: &Scene, text: TextAs) -> String {
    let mut out = String::with_capacity(32 * 1024);
    crate::render::xml::open(scene, text, &mut out);
    crate::render::draw(scene, Svg { out: &mut out, depth: 0, outlined: text == TextAs::Paths, fonts: &scene.fonts });
    out.push_str("</svg>\n");
    out
}

/// The backend. Its coordinates are hundredths of a pixel.
struct Svg<'a> {
    out: &'a mut String,
    depth: usize,
    /// Whether texts are drawn as outlines.
    outlined: bool,
    fonts: &'a Fonts,
}

impl Canvas for Svg<'_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn rect(&mut self, [a, b]: [BackendCoord; 2], ink: Ink) {
        self.rect_start(a, b);
        self.paint(ink);
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, ink: Ink) {
        self.indent();
        self.out.push_str("<circle");
        self.length("cx", center.0);
        self.length("cy", center.1);
        self.length("r", i32::try_from(radius).unwrap_or(i32::MAX));
        self.paint(ink);
    }

    fn path(&mut self, points: &[BackendCoord], stroke: Stroke) {
        if let [from, to] = points {
            self.indent();
            self.out.push_str("<line");
            self.length("x1", from.0);
            self.length("y1", from.1);
            self.length("x2", to.0);
            self.length("y2", to.1);
            self.stroke(stroke);
            self.out.push_str("/>\n");
            return;
        }
        self.poly("polyline", points);
        self.paint(Ink::Line(stroke));
    }

    fn polygon(&mut self, points: &[BackendCoord], color: BackendColor) {
        self.poly("polygon", points);
        self.paint(Ink::Fill(color));
    }

    fn text(&mut self, text: &str, line: &Line) {
        if self.outlined {
            return self.outline(text, line);
        }
        self.indent();
        self.out.push_str("<text");
        self.length("x", line.at.0);
        self.length("y", line.at.1);
        self.length("font-size", line.size.round() as i32);
        if line.weight == Weight::Bold {
            self.attribute("font-weight", "700");
        }
        if line.before > 0.0 {
            self.attribute("text-anchor", if line.before < 1.0 { "middle" } else { "end" });
        }
        self.color("fill", line.color);
        self.out.push('>');
        push_escaped(self.out, text);
        self.out.push_str("</text>\n");
    }

    fn open(&mut self, group: &Group) {
        self.indent();
        self.out.push_str("<g class=\"");
        self.out.push_str(group.role.class());
        self.out.push('"');
        if let Some(claimed) = &group.claimed {
            self.attribute("id", &format!("claim-{}", claimed.claim));
            self.attribute("role", "graphics-symbol");
            self.attribute("data-claim", &claimed.claim);
            self.attribute("data-value", claimed.value.as_deref().unwrap_or(""));
            self.attribute("data-op", claimed.op);
            self.attribute("data-low", &claimed.low.map_or_else(String::new, |n| n.to_string()));
            self.attribute("data-high", &claimed.high.map_or_else(String::new, |n| n.to_string()));
            if let Some(MarginOfError { low, high }) = claimed.margin {
                self.attribute("data-margin", &format!("{low} {high}"));
            }
        }
        self.out.push_str(">\n");
        self.depth += 1;
        if let Some(claimed) = &group.claimed {
            self.indent();
            self.out.push_str("<title>");
            push_escaped(self.out, &claimed.title);
            self.out.push_str("</title>\n");
        }
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.out.push_str("</g>\n");
    }

    fn lines(&mut self, lines: &[(BackendCoord, BackendCoord)], stroke: Stroke) {
        if lines.is_empty() {
            return;
        }
        self.indent();
        self.out.push_str("<path d=\"");
        for (from, to) in lines {
            self.move_line(*from, *to);
        }
        self.out.push('"');
        self.stroke(stroke);
        self.out.push_str("/>\n");
    }

    fn dashed(&mut self, path: &[BackendCoord], stroke: Stroke) {
        self.poly("polyline", path);
        self.attribute("fill", "none");
        let dash = 4 * i64::from(stroke.width);
        self.out.push_str(" stroke-dasharray=\"");
        self.number(dash);
        self.out.push(' ');
        self.number(dash);
        self.out.push('"');
        self.stroke(stroke);
        self.out.push_str("/>\n");
    }

    fn picture(&mut self, [a, b]: [BackendCoord; 2], picture: &Picture) {
        self.indent();
        self.out.push_str("<image");
        self.place(a, b);
        self.out.push_str(" href=\"data:image/png;base64,");
        base64::engine::general_purpose::STANDARD.encode_string(&picture.png, self.out);
        self.out.push_str("\"/>\n");
    }
}

impl Svg<'_> {
    fn poly(&mut self, element: &str, points: &[BackendCoord]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(" points=\"");
        for (i, (x, y)) in points.iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            self.number(i64::from(*x));
            self.out.push(',');
            self.number(i64::from(*y));
        }
        self.out.push('"');
    }

    /// A text as one path, with the text itself as its label.
    fn outline(&mut self, text: &str, line: &Line) {
        self.indent();
        self.out.push_str("<path role=\"text\"");
        self.attribute("aria-label", text);
        self.color("fill", line.color);
        self.out.push_str(" d=\"");
        let (x0, y0) = line.start(text, self.fonts);
        let at = |x: f64, y: f64| ((x0 + x * line.size).round() as i64, (y0 + y * line.size).round() as i64);
        for segment in self.fonts.outline(text, line.weight).segments {
            let (letter, points): (char, &[(f64, f64)]) = match &segment {
                Segment::Move(x, y) => ('M', &[(*x, *y)]),
                Segment::Line(x, y) => ('L', &[(*x, *y)]),
                Segment::Quad(a, b, x, y) => ('Q', &[(*a, *b), (*x, *y)]),
                Segment::Cubic(a, b, c, d, x, y) => ('C', &[(*a, *b), (*c, *d), (*x, *y)]),
                Segment::Close => ('Z', &[]),
            };
            self.out.push(letter);
            for (i, (x, y)) in points.iter().enumerate() {
                let (x, y) = at(*x, *y);
                if i > 0 {
                    self.out.push(' ');
                }
                self.number(x);
                self.out.push(' ');
                self.number(y);
            }
        }
        self.out.push_str("\"/>\n");
    }
}
