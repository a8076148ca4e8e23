//! A plotters backend that writes SVG with groups, claims and hatching.

use std::fmt;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::SCALE;
use super::xml::push_escaped;
use crate::scene::Group;

/// Nothing can go wrong when writing to a string.
#[derive(Debug)]
pub(super) struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("never")
    }
}

impl std::error::Error for Never {}

type Drawn = Result<(), DrawingErrorKind<Never>>;

/// The backend. Its coordinates are hundredths of a pixel.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    depth: usize,
}

impl<'a> Svg<'a> {
    pub(super) fn new(out: &'a mut String, size: (u32, u32)) -> Self {
        Self { out, size, depth: 0 }
    }

    /// Opens a group.
    pub(super) fn open(&mut self, group: &Group) {
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

    /// Closes the innermost group.
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.out.push_str("</g>\n");
    }

    /// Lines as one path.
    pub(super) fn lines<S: BackendStyle>(&mut self, lines: &[(BackendCoord, BackendCoord)], style: &S) {
        if lines.is_empty() {
            return;
        }
        self.indent();
        self.out.push_str("<path d=\"");
        for (from, to) in lines {
            self.move_line(*from, *to);
        }
        self.out.push('"');
        self.stroke(style);
        self.out.push_str("/>\n");
    }

    /// The dashed outline of a rectangle.
    pub(super) fn dashed<S: BackendStyle>(&mut self, corners: [BackendCoord; 2], style: &S) {
        self.rect_start(corners[0], corners[1]);
        self.out.push_str(" fill=\"none\" stroke-dasharray=\"4 4\"");
        self.stroke(style);
        self.out.push_str("/>\n");
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_escaped(self.out, value);
        self.out.push('"');
    }

    /// A length, from hundredths: whole digits, then at most two decimals, no trailing zero.
    fn number(&mut self, hundredths: i64) {
        if hundredths < 0 {
            self.out.push('-');
        }
        let n = hundredths.unsigned_abs();
        self.out.push_str(&(n / 100).to_string());
        let rest = n % 100;
        if rest > 0 {
            self.out.push('.');
            self.out.push(char::from(b'0' + (rest / 10) as u8));
            if !rest.is_multiple_of(10) {
                self.out.push(char::from(b'0' + (rest % 10) as u8));
            }
        }
    }

    fn length(&mut self, name: &str, hundredths: i32) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.number(i64::from(hundredths));
        self.out.push('"');
    }

    fn move_line(&mut self, from: BackendCoord, to: BackendCoord) {
        for (letter, n) in [('M', from.0), (' ', from.1), ('L', to.0), (' ', to.1)] {
            self.out.push(letter);
            self.number(i64::from(n));
        }
    }

    fn rect_start(&mut self, a: BackendCoord, b: BackendCoord) {
        self.indent();
        self.out.push_str("<rect");
        self.length("x", a.0.min(b.0));
        self.length("y", a.1.min(b.1));
        self.length("width", (b.0 - a.0).abs());
        self.length("height", (b.1 - a.1).abs());
    }

    fn color(&mut self, name: &str, color: BackendColor) {
        let (r, g, b) = color.rgb;
        self.attribute(name, &format!("#{r:02x}{g:02x}{b:02x}"));
    }

    fn stroke<S: BackendStyle>(&mut self, style: &S) {
        self.color("stroke", style.color());
        self.length("stroke-width", i32::try_from(style.stroke_width()).unwrap_or(i32::MAX));
    }

    fn paint<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        if fill {
            self.color("fill", style.color());
        } else {
            self.attribute("fill", "none");
            self.stroke(style);
        }
        self.out.push_str("/>\n");
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
            self.stroke(style);
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
        let weight = match style.style() {
            FontStyle::Bold => crate::scene::Weight::Bold,
            FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => crate::scene::Weight::Regular,
        };
        let width = crate::layout::width(text, style.size(), weight);
        Ok((width.ceil() as u32, style.size().ceil() as u32))
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
}
