//! A plotters backend that writes SVG with groups, claims and hatching.

mod write;

use base64::Engine as _;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::canvas::{Canvas, Drawn, Line, Never, SCALE, Stroke, text_size};
use super::xml::push_escaped;
use crate::font::{Fonts, Segment, TextAs};
use crate::scene::{Group, Picture, Scene};

/// Draws a scene as SVG text: UTF-8, LF, the same bytes for the same scene everywhere.
///
/// ```
/// # use citeplot::{draw::svg, font::{Fonts, TextAs}, scene::Scene};
/// let scene = Scene {
///     id: "empty".into(), lang: "en", width: 100.0, height: 50.0, fonts: Fonts::bundled(),
///     title: "Nothing".into(), alt: "Nothing.".into(), description: "Nothing.".into(), metadata: "{}".into(),
///     claims: vec![], nodes: vec![],
/// };
/// assert!(svg(&scene, TextAs::System).starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
/// ```
pub fn svg(scene: &Scene, text: TextAs) -> String {
    let mut out = String::with_capacity(32 * 1024);
    super::xml::open(scene, text, &mut out);
    let size = (super::coord(scene.width), super::coord(scene.height));
    let fonts = (text == TextAs::Paths).then_some(&*scene.fonts);
    super::draw(scene, Svg { out: &mut out, size, depth: 0, fonts, measure: &scene.fonts });
    out.push_str("</svg>\n");
    out
}

/// The backend. Its coordinates are hundredths of a pixel.
struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    depth: usize,
    /// Where outlines come from, when texts are drawn as such.
    fonts: Option<&'a Fonts>,
    measure: &'a Fonts,
}

impl Canvas for Svg<'_> {
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
            if let Some((low, high)) = claimed.margin {
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

impl DrawingBackend for Svg<'_> {
    type ErrorType = Never;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.rect_start(point, (point.0 + SCALE as i32, point.1 + SCALE as i32));
        self.color("fill", color);
        self.out.push_str("/>\n");
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.rect_start(a, b);
        self.paint(style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        if let [from, to] = points.as_slice() {
            self.indent();
            self.out.push_str("<line");
            self.length("x1", from.0);
            self.length("y1", from.1);
            self.length("x2", to.0);
            self.length("y2", to.1);
            self.stroke(stroke_of(style));
            self.out.push_str("/>\n");
            return Ok(());
        }
        self.poly("polyline", &points);
        self.paint(style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.indent();
        self.out.push_str("<circle");
        self.length("cx", center.0);
        self.length("cy", center.1);
        self.length("r", i32::try_from(radius).unwrap_or(i32::MAX));
        self.paint(style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.poly("polygon", &points);
        self.paint(style, true);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Drawn {
        if let Some(fonts) = self.fonts {
            self.outlined(text, Line::new(text, style, pos, fonts), fonts);
            return Ok(());
        }
        self.indent();
        self.out.push_str("<text");
        self.length("x", pos.0);
        self.length("y", pos.1);
        self.length("font-size", style.size().round() as i32);
        if matches!(style.style(), FontStyle::Bold) {
            self.attribute("font-weight", "700");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => self.attribute("text-anchor", "middle"),
            HPos::Right => self.attribute("text-anchor", "end"),
        }
        self.color("fill", style.color());
        self.out.push('>');
        push_escaped(self.out, text);
        self.out.push_str("</text>\n");
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Never>> {
        Ok(text_size(text, style, self.measure))
    }
}

fn stroke_of<S: BackendStyle>(style: &S) -> Stroke {
    Stroke { color: style.color(), width: style.stroke_width() }
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
    fn outlined(&mut self, text: &str, line: Line, fonts: &Fonts) {
        self.indent();
        self.out.push_str("<path role=\"text\"");
        self.attribute("aria-label", text);
        self.color("fill", line.color);
        self.out.push_str(" d=\"");
        let (x0, y0) = line.start;
        let at = |x: f64, y: f64| ((x0 + x * line.size).round() as i64, (y0 + y * line.size).round() as i64);
        for segment in fonts.outline(text, line.weight).segments {
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
