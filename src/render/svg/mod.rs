//! A canvas that writes SVG: groups, claims, texts that stay texts.

pub(super) mod head;
pub(super) mod write;

use base64::Engine as _;
use plotters_backend::BackendCoord;

use crate::figure::scene::{Group, MarginOfError, Picture, Scene, Weight};
use crate::render::canvas::{Canvas, Paint, Place, SLANT_DEGREES, Turn};
use crate::render::path::{Path, Pen};
use crate::render::sheet::Sheet;
use crate::render::xml::push_escaped;
use crate::style::font::{Fonts, TextAs};

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
    sheet(&Sheet::from(scene), text)
}

pub(super) fn sheet(sheet: &Sheet<'_>, text: TextAs) -> String {
    let mut out = String::with_capacity(32 * 1024);
    head::open(sheet, text, &mut out);
    let fonts = &sheet.scene.fonts;
    let prefix = head::id_prefix(&sheet.scene.id, sheet.scene.lang);
    sheet.draw(&mut Svg {
        out: &mut out,
        depth: 0,
        linked: Vec::new(),
        outlined: text == TextAs::Paths,
        fonts,
        prefix,
    });
    out.push_str("</svg>\n");
    out
}

struct Svg<'a> {
    out: &'a mut String,
    depth: usize,
    /// Whether each of the open groups is a link.
    linked: Vec<bool>,
    /// Whether texts are drawn as outlines.
    outlined: bool,
    fonts: &'a Fonts,
    /// What stands before every id.
    prefix: String,
}

impl Canvas for Svg<'_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn draw(&mut self, path: &Path, paint: Paint) {
        match path {
            Path::Rect([a, b]) => {
                self.start("<rect");
                self.place(*a, *b);
            }
            Path::Circle { center, radius } => {
                self.start("<circle");
                self.length("cx", center.0);
                self.length("cy", center.1);
                self.length("r", i32::try_from(*radius).unwrap_or(i32::MAX));
            }
            Path::Line(points) => return self.line(points, paint),
            Path::Polygon(points) => self.points("<polygon", points),
            Path::Lines(lines) => return self.lines(lines, paint),
        }
        self.paint(paint);
    }

    fn text(&mut self, text: &str, place: &Place) {
        if self.outlined {
            return self.outline(text, place);
        }
        self.start("<text");
        self.length("x", place.at.0);
        self.length("y", place.at.1);
        self.length("font-size", place.size.round() as i32);
        if place.weight == Weight::Bold {
            self.attribute("font-weight", "700");
        }
        if place.before > 0.0 {
            self.attribute("text-anchor", if place.before < 1.0 { "middle" } else { "end" });
        }
        if place.turn != Turn::None || place.slanted {
            self.transform(place);
        }
        self.color("fill", place.shade);
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
            self.attribute("id", &format!("{}claim-{}", self.prefix, claimed.claim));
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
        let link = group.claimed.as_ref().and_then(|claimed| claimed.link.as_deref());
        if let Some(link) = link {
            self.start("<a");
            self.attribute("href", link);
            self.out.push_str(" target=\"_blank\" rel=\"noopener\">\n");
            self.depth += 1;
        }
        self.linked.push(link.is_some());
    }

    fn close(&mut self) {
        if self.linked.pop().unwrap_or(false) {
            self.depth = self.depth.saturating_sub(1);
            self.indent();
            self.out.push_str("</a>\n");
        }
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.out.push_str("</g>\n");
    }

    fn picture(&mut self, [a, b]: [BackendCoord; 2], picture: &Picture) {
        self.start("<image");
        self.place(a, b);
        self.out.push_str(" href=\"data:image/png;base64,");
        base64::engine::general_purpose::STANDARD.encode_string(&picture.png, self.out);
        self.out.push_str("\"/>\n");
    }
}

impl Svg<'_> {
    /// A line through points: an element of its own where it is straight.
    fn line(&mut self, points: &[BackendCoord], paint: Paint) {
        match (points, paint) {
            ([from, to], Paint::Line(stroke)) => {
                self.start("<line");
                self.length("x1", from.0);
                self.length("y1", from.1);
                self.length("x2", to.0);
                self.length("y2", to.1);
                self.stroke(stroke);
                self.out.push_str("/>\n");
            }
            (points, paint) => {
                self.points("<polyline", points);
                self.paint(paint);
            }
        }
    }

    /// Separate lines as one path. Lines have nothing to fill, so nothing need be said of that.
    fn lines(&mut self, lines: &[[BackendCoord; 2]], paint: Paint) {
        let (Paint::Line(stroke) | Paint::Dashes(stroke)) = paint else { return };
        if lines.is_empty() {
            return;
        }
        self.start("<path d=\"");
        for [from, to] in lines {
            self.move_line(*from, *to);
        }
        self.out.push('"');
        self.stroke(stroke);
        self.out.push_str("/>\n");
    }

    fn points(&mut self, element: &str, points: &[BackendCoord]) {
        self.start(element);
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

    /// How a text is turned and slanted about its anchor.
    fn transform(&mut self, place: &Place) {
        let (x, y) = (i64::from(place.at.0), i64::from(place.at.1));
        self.out.push_str(" transform=\"");
        self.function("translate", &[x, y]);
        self.function(" rotate", &[100 * i64::from(place.turn.degrees())]);
        if place.slanted {
            self.function(" skewX", &[-100 * i64::from(SLANT_DEGREES)]);
        }
        self.function(" translate", &[-x, -y]);
        self.out.push('"');
    }

    fn function(&mut self, name: &str, hundredths: &[i64]) {
        self.out.push_str(name);
        for (i, number) in hundredths.iter().enumerate() {
            self.out.push(if i == 0 { '(' } else { ' ' });
            self.number(*number);
        }
        self.out.push(')');
    }

    /// A text as one path, with the text itself as its label.
    fn outline(&mut self, text: &str, place: &Place) {
        self.start("<path role=\"text\"");
        self.attribute("aria-label", text);
        self.color("fill", place.shade);
        self.out.push_str(" d=\"");
        let fonts = self.fonts;
        place.trace(text, fonts, self);
        self.out.push_str("\"/>\n");
    }

    /// A command of a path and its points, rounded to hundredths.
    fn command(&mut self, letter: char, points: &[[f64; 2]]) {
        self.out.push(letter);
        for (i, [x, y]) in points.iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            self.number(x.round() as i64);
            self.out.push(' ');
            self.number(y.round() as i64);
        }
    }
}

impl Pen for Svg<'_> {
    fn move_to(&mut self, to: [f64; 2]) {
        self.command('M', &[to]);
    }

    fn line_to(&mut self, to: [f64; 2]) {
        self.command('L', &[to]);
    }

    fn quad_to(&mut self, control: [f64; 2], to: [f64; 2]) {
        self.command('Q', &[control, to]);
    }

    fn cubic_to(&mut self, [first, second]: [[f64; 2]; 2], to: [f64; 2]) {
        self.command('C', &[first, second, to]);
    }

    fn close(&mut self) {
        self.command('Z', &[]);
    }
}
